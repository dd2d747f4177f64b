//! The forms in which `generated.rs` lists what the core declares. Every list there is made from the core's and checked against it.

/// A closed list of codes with stable texts.
macro_rules! codes {
    ($(#[doc = $doc:literal])+ $name:ident = $core:ty, else $other:ident { $($(#[doc = $what:literal])+ $code:ident,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            $($(#[doc = $what])+ $code,)+
        }

        impl From<$core> for $name {
            fn from(code: $core) -> Self {
                match code {
                    $(<$core>::$code => Self::$code,)+
                    // There are no others as long as this list is the core's, which is checked.
                    _ => Self::$other,
                }
            }
        }

        impl From<$name> for $core {
            fn from(code: $name) -> Self {
                match code { $($name::$code => <$core>::$code,)+ }
            }
        }
    };
}

/// What the gateway numbers: the numbers stay numbers in the models, because the gateway may add some.
macro_rules! numbered {
    ($(#[doc = $doc:literal])+ $name:ident { $($(#[doc = $what:literal])+ $code:ident = $number:tt,)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
        #[repr(i64)]
        pub enum $name {
            $($(#[doc = $what])+ $code = $number,)+
        }

        impl $name {
            pub(crate) fn of(number: i64) -> Option<Self> {
                match number {
                    $($number => Some(Self::$code),)+
                    _ => None,
                }
            }
        }
    };
}

/// A model: every member may be absent, and what is not known is kept in `other`.
macro_rules! model {
    ($(#[doc = $doc:literal])+ $name:ident = $core:ty { $($(#[doc = $what:literal])+ $field:ident: $type:ty,)* }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Default, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct $name {
            $($(#[doc = $what])+ #[uniffi(default)] pub $field: Option<$type>,)*
            /// Members that this version does not know, by name, each value as JSON text.
            #[uniffi(default)]
            pub other: std::collections::HashMap<String, String>,
        }

        impl $crate::wire::Wire<$core> for $name {
            fn into_core(self) -> tarspay_core::Result<$core> {
                let mut core = <$core>::default();
                $(core.$field = $crate::wire::Wire::into_core(self.$field)?;)*
                core.other = $crate::wire::Wire::into_core(self.other)?;
                Ok(core)
            }

            fn from_core(core: $core) -> Self {
                Self {
                    $($field: $crate::wire::Wire::from_core(core.$field),)*
                    other: $crate::wire::Wire::from_core(core.other),
                }
            }
        }

        /// Names the members without their values, which are people's names and accounts.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))?;
                let names: &[Option<&str>] = &[$(self.$field.as_ref().map(|_| stringify!($field)),)*];
                f.debug_list().entries(names.iter().flatten()).finish()
            }
        }
    };
}

/// An answer of the gateway whose `data` is a model.
macro_rules! response {
    ($(#[doc = $doc:literal])+ $name:ident, $data:ident) => {
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct $name {
            /// 0 is success. Unknown codes are kept.
            pub code: i64,
            /// The gateway's text.
            pub msg: String,
            /// The answer itself. On failure it is absent.
            pub data: Option<$data>,
            /// The gateway's signature, as text. What it covers is not known, so it is not verified.
            pub sign: Option<String>,
            /// Members that this version does not know, by name, each value as JSON text.
            pub other: std::collections::HashMap<String, String>,
        }

        #[uniffi::export]
        impl $name {
            /// Whether the gateway took the request.
            pub fn is_success(&self) -> bool {
                tarspay_core::catalog::GatewayCode(self.code).is_success()
            }

            /// What the gateway's page says of the code; two texts where it prints the code twice, none where it does not print it.
            pub fn code_texts(&self) -> Vec<String> {
                $crate::catalog::gateway_code_texts(self.code)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                let data = if self.data.is_some() { "present" } else { "absent" };
                write!(f, "{}(code {}, data {data})", stringify!($name), self.code)
            }
        }
    };
}

/// An endpoint: signing, validation and reading of its answer.
macro_rules! endpoint {
    ($(#[doc = $doc:literal])+ $request:ident, $sign:ident, $parse:ident -> $response:ident) => {
        #[uniffi::export]
        impl Signer {
            $(#[doc = $doc])+
            ///
            /// Validates the order and signs it. Fails with `order_invalid`, which lists every problem; `path_invalid` where the path is not
            /// published and the options have none; `nonce_invalid`; `member_name_invalid`.
            #[uniffi::method(default(options = None))]
            pub fn $sign(
                &self,
                order: $request,
                options: Option<$crate::request::RequestOptions>,
            ) -> $crate::error::Result<$crate::request::SignedRequest> {
                self.sign_model::<tarspay_core::model::request::$request, _>(order, options.unwrap_or_default())
            }
        }

        #[uniffi::export]
        impl $request {
            /// Finds every problem: errors, which the gateway would surely refuse, and warnings. Empty means that nothing was found.
            ///
            /// Fails only with `argument_invalid` for an unknown market, and for members in `other` that are no JSON.
            #[uniffi::method(default(options = None))]
            pub fn validate(
                &self,
                options: Option<$crate::request::RequestOptions>,
            ) -> $crate::error::Result<Vec<$crate::error::Problem>> {
                $crate::request::validate_model::<tarspay_core::model::request::$request, _>(
                    self.clone(),
                    options.unwrap_or_default(),
                )
            }
        }

        /// Reads the gateway's answer. A failure that the gateway reports is a value: look at `code`.
        ///
        /// Fails with `member_missing` or `member_type` if there is no integer `code`, which means that something other than the gateway
        /// answered; and with the codes of a body that is no JSON object.
        #[uniffi::export]
        pub fn $parse(body: Vec<u8>) -> $crate::error::Result<$response> {
            let response = tarspay_core::model::parse_response::<tarspay_core::model::request::$request>(&body)?;
            Ok($response {
                code: response.code.0,
                msg: response.msg,
                data: $crate::wire::Wire::from_core(response.data),
                sign: response.sign,
                other: $crate::wire::Wire::from_core(response.other),
            })
        }
    };
}

/// The members of a verified callback.
macro_rules! callback {
    ($($(#[doc = $what:literal])+ $field:ident: $type:ty,)+) => {
        /// A callback whose signature holds. Only a verifier makes one.
        #[derive(Clone, PartialEq, Eq, uniffi::Record)]
        #[uniffi::export(Debug)]
        pub struct Callback {
            $($(#[doc = $what])+ pub $field: $type,)+
            /// What makes this notification one and the same. Store it under a unique constraint and process each once: the gateway repeats
            /// a callback until it is answered with `OK`.
            pub replay_key: String,
            /// Every member of the body, unknown ones included, in the order received.
            pub members: Vec<$crate::wire::Member>,
            /// Which text the signature was made over.
            pub matched_form: $crate::callback::CallbackForm,
            /// Which of the trusted keys made it: 66 hex digits.
            pub matched_key: String,
        }

        impl From<tarspay_core::Callback> for Callback {
            fn from(callback: tarspay_core::Callback) -> Self {
                Self {
                    replay_key: callback.replay_key(),
                    members: $crate::wire::members(&callback.members),
                    matched_form: callback.matched_form.into(),
                    matched_key: callback.matched_key.to_hex(),
                    $($field: $crate::wire::Wire::from_core(callback.$field),)+
                }
            }
        }
    };
}

pub(crate) use {callback, codes, endpoint, model, numbered, response};
