//! The notification that the gateway sends to `notifyUrl`.

use alloc::format;
use alloc::string::{String, ToString};
use core::fmt;

use crate::crypto::PublicKey;
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Object, Value};

/// What to answer to every callback that was taken: these two letters and nothing else, or the gateway sends it again.
pub const CALLBACK_ANSWER: &str = "OK";

/// Which text of the callback's body the signature was made over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackForm {
    /// The bytes as they arrived.
    AsReceived,
    /// Compact JSON, members in the order received.
    Compact,
    /// Compact JSON, members sorted.
    CompactSorted,
}

impl CallbackForm {
    /// The stable text: `as_received`, `compact`, `compact_sorted`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsReceived => "as_received",
            Self::Compact => "compact",
            Self::CompactSorted => "compact_sorted",
        }
    }
}

/// A callback whose signature holds. Only [`Verifier::verify_callback`](crate::Verifier::verify_callback) makes one.
#[derive(Clone, PartialEq, Eq)]
pub struct Callback {
    /// `bizType`: 1 deposit, 2 withdraw.
    pub biz_type: i64,
    /// `currency`, such as `IDR`.
    pub currency: String,
    /// `failReason`: only on a withdraw that failed.
    pub fail_reason: Option<String>,
    /// `fee`: the merchant's fee, decimal text.
    pub fee: String,
    /// `mchNo`: the merchant's number.
    pub mch_no: String,
    /// `mchOrderNo`: the merchant's own order number.
    pub mch_order_no: String,
    /// `orderAmount`: what was ordered, decimal text.
    pub order_amount: String,
    /// `payAmount`: what was really paid, decimal text. Compare it with the order before you deliver.
    pub pay_amount: String,
    /// `payOrderId`: the gateway's order number.
    pub pay_order_id: String,
    /// `state`: 2 success, 3 failure, 5 refund, 8 rejected (withdraw), 9 partial payment (deposit). Others are kept as they come.
    pub state: i64,
    /// Every member of the body as signed, unknown ones included, in the order received.
    pub members: Object<'static>,
    /// Which text the signature was made over.
    pub matched_form: CallbackForm,
    /// Which of the trusted keys made it.
    pub matched_key: PublicKey,
}

impl Callback {
    pub(crate) fn from_verified(
        object: Object<'_>,
        matched_form: CallbackForm,
        matched_key: PublicKey,
    ) -> Result<Self> {
        Ok(Self {
            biz_type: integer(&object, "bizType")?,
            currency: text(&object, "currency")?,
            fail_reason: optional_text(&object, "failReason")?,
            fee: text(&object, "fee")?,
            mch_no: text(&object, "mchNo")?,
            mch_order_no: text(&object, "mchOrderNo")?,
            order_amount: text(&object, "orderAmount")?,
            pay_amount: text(&object, "payAmount")?,
            pay_order_id: text(&object, "payOrderId")?,
            state: integer(&object, "state")?,
            members: object.into_owned(),
            matched_form,
            matched_key,
        })
    }

    /// What makes this notification one and the same: `mchNo|payOrderId|state`, from signed members alone.
    ///
    /// Store it under a unique constraint and process each once; the gateway repeats a callback until it is answered with `OK`.
    /// The signature is no such key: anyone can write it in a second form.
    pub fn replay_key(&self) -> String {
        let part = |text: &str| text.replace('%', "%25").replace('|', "%7C");
        format!("{}|{}|{}", part(&self.mch_no), part(&self.pay_order_id), self.state)
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Callback({}, matched {})", self.replay_key(), self.matched_form.as_str())
    }
}

fn text(object: &Object<'_>, name: &str) -> Result<String> {
    optional_text(object, name)?.ok_or_else(|| missing(name))
}

fn optional_text(object: &Object<'_>, name: &str) -> Result<Option<String>> {
    match object.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.to_string())),
        Some(other) => Err(wrong_type(name, "a string", other)),
    }
}

/// The gateway's older pages call some numbers strings; both are read.
fn integer(object: &Object<'_>, name: &str) -> Result<i64> {
    let value = object.get(name).ok_or_else(|| missing(name))?;
    let number = match value {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    number.ok_or_else(|| wrong_type(name, "an integer", value))
}

fn missing(name: &str) -> Error {
    Error::new(ErrorCode::MemberMissing, "the signed body lacks this member").with_field(name)
}

fn wrong_type(name: &str, wanted: &str, found: &Value<'_>) -> Error {
    Error::new(ErrorCode::MemberType, format!("expected {wanted}, found {}", found.type_name())).with_field(name)
}
