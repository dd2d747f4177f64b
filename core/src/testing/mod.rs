//! Callbacks as the gateway would send them, and as a forger would, for tests of your own handlers.
//!
//! ```
//! use tarspay_core::testing::{CallbackFault, TestGateway, sample_callback};
//!
//! let gateway = TestGateway::new()?;
//! let verifier = gateway.verifier()?;
//!
//! let genuine = gateway.callback(&sample_callback().state(9).pay_amount("31500"), CallbackFault::None)?;
//! assert!(verifier.verify_callback(genuine.body.as_bytes(), &genuine.signature).is_ok());
//!
//! let tampered = gateway.callback(&sample_callback(), CallbackFault::TamperedAmount)?;
//! assert!(verifier.verify_callback(tampered.body.as_bytes(), &tampered.signature).is_err());
//! # Ok::<(), tarspay_core::Error>(())
//! ```
//!
//! A replayed callback is the same callback delivered twice: it verifies both times, and your handler must process it once.

use alloc::string::String;

use crate::Verifier;
use crate::catalog::{BizType, OrderState};
use crate::crypto::{PrivateKey, PublicKey, Signature, double_sha256, hazmat};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{MemberOrder, Object, Value};
use crate::model::{CallbackMembers, Model};

/// What is wrong, or merely unusual, about a test callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackFault {
    /// Nothing: compact body, low S. Verifies.
    None,
    /// The signature has a high S, as most of the gateway's have. Verifies.
    HighS,
    /// The body arrives pretty-printed. Verifies, over the compact form.
    PrettyPrinted,
    /// `payAmount` was changed after signing. Must be refused.
    TamperedAmount,
    /// `state` was changed after signing. Must be refused.
    TamperedState,
    /// Signed by another key. Must be refused.
    WrongKey,
    /// The signature is cut off. Must be refused.
    BrokenSignature,
    /// There is no signature. Must be refused.
    NoSignature,
}

impl CallbackFault {
    /// Every fault.
    pub const ALL: &'static [Self] = &[
        Self::None,
        Self::HighS,
        Self::PrettyPrinted,
        Self::TamperedAmount,
        Self::TamperedState,
        Self::WrongKey,
        Self::BrokenSignature,
        Self::NoSignature,
    ];

    /// The stable text, in `snake_case`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::HighS => "high_s",
            Self::PrettyPrinted => "pretty_printed",
            Self::TamperedAmount => "tampered_amount",
            Self::TamperedState => "tampered_state",
            Self::WrongKey => "wrong_key",
            Self::BrokenSignature => "broken_signature",
            Self::NoSignature => "no_signature",
        }
    }

    /// The fault with this text.
    pub fn from_text(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.as_str() == text)
    }

    /// Whether a correct handler accepts the callback.
    pub const fn verifies(self) -> bool {
        matches!(self, Self::None | Self::HighS | Self::PrettyPrinted)
    }
}

/// A callback ready to be posted to a handler under test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestCallback {
    /// The body to post.
    pub body: String,
    /// The header `X-RESP-SIGNATURE`.
    pub signature: String,
}

/// Signs callbacks with a key of its own in the gateway's place.
#[derive(Clone, Debug)]
pub struct TestGateway {
    key: PrivateKey,
}

/// SHA-256 of "tarspay test gateway". Everybody knows it: never trust its public half outside tests.
const TEST_KEY: &str = "0b3d64b2b7e5d13540377aadfed33da3d63faa332b019516fc312fdc3b9fbbc8";
/// SHA-256 of "somebody else".
const OTHER_KEY: &str = "6d072c20183f164c974cae4d07a2c3538fdf420c63e112f297f4b95c7292419a";

impl TestGateway {
    /// A gateway with a fixed key that everybody knows.
    ///
    /// # Errors
    /// None in practice: the key is part of this crate.
    pub fn new() -> Result<Self> {
        PrivateKey::from_hex(TEST_KEY).map(Self::with_key)
    }

    /// A gateway with a key of your own.
    pub fn with_key(key: PrivateKey) -> Self {
        Self { key }
    }

    /// The key to trust in tests.
    pub fn public_key(&self) -> PublicKey {
        self.key.public_key()
    }

    /// A verifier that trusts this gateway alone.
    ///
    /// # Errors
    /// None in practice.
    pub fn verifier(&self) -> Result<Verifier> {
        Verifier::new([self.public_key()])
    }

    /// A callback with these members, signed as the gateway signs, with a fault.
    ///
    /// # Errors
    /// None in practice.
    pub fn callback(&self, members: &CallbackMembers, fault: CallbackFault) -> Result<TestCallback> {
        self.callback_of(&members.to_object(), fault)
    }

    /// As [`callback`](Self::callback), from members by their JSON names, in the order in which they are to be signed.
    ///
    /// # Errors
    /// None in practice.
    pub fn callback_of(&self, members: &Object<'_>, fault: CallbackFault) -> Result<TestCallback> {
        let signed = members.to_json(MemberOrder::AsReceived);
        let key = if fault == CallbackFault::WrongKey { PrivateKey::from_hex(OTHER_KEY)? } else { self.key.clone() };
        let signature = hazmat::sign_prehash(&key, &double_sha256(signed.as_bytes()))?;
        Ok(TestCallback { body: body(members, signed, fault), signature: signature_text(&signature, fault) })
    }
}

fn body(members: &Object<'_>, signed: String, fault: CallbackFault) -> String {
    let changed = |name: &'static str, value: Value<'static>| {
        let mut members = members.clone();
        members.insert(name, value);
        members.to_json(MemberOrder::AsReceived)
    };
    match fault {
        CallbackFault::PrettyPrinted => serde_json::to_string_pretty(members).unwrap_or(signed),
        CallbackFault::TamperedAmount => changed("payAmount", Value::from("99999999")),
        CallbackFault::TamperedState => {
            let success = members.get("state") == Some(&Value::from(OrderState::SUCCESS.0));
            changed("state", Value::from(if success { OrderState::FAILURE.0 } else { OrderState::SUCCESS.0 }))
        }
        _ => signed,
    }
}

fn signature_text(signature: &Signature, fault: CallbackFault) -> String {
    match fault {
        CallbackFault::HighS => signature.with_high_s().to_hex(),
        CallbackFault::BrokenSignature => signature.to_hex().chars().take(100).collect(),
        CallbackFault::NoSignature => String::new(),
        _ => signature.to_hex(),
    }
}

/// The members of a successful deposit in Indonesia, to be changed as a test needs: state, market, amounts.
pub fn sample_callback() -> CallbackMembers {
    CallbackMembers::default()
        .biz_type(BizType::DEPOSIT)
        .currency("IDR")
        .fee("630")
        .mch_no("M1696154848")
        .mch_order_no("TEST-ORDER-1")
        .order_amount("31500")
        .pay_amount("31500")
        .pay_order_id("P1734517376779485186")
        .state(OrderState::SUCCESS)
}

/// An error with this code, so that the handling of every code can be tested.
pub fn error_with_code(code: ErrorCode) -> Error {
    Error::new(code, code.what())
}
