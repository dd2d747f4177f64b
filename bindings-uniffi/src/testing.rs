//! Callbacks as the gateway would send them, and as a forger would, for tests of your own handlers.

use std::sync::Arc;

use tarspay_core::{ErrorCode, testing};

use crate::error::{Result, argument_invalid};
use crate::generated::CallbackMembers;
use crate::key::{PrivateKey, PublicKey};
use crate::verifier::Verifier;
use crate::wire::Wire;

/// What is wrong, or merely unusual, about a test callback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
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

impl From<CallbackFault> for testing::CallbackFault {
    fn from(fault: CallbackFault) -> Self {
        match fault {
            CallbackFault::None => Self::None,
            CallbackFault::HighS => Self::HighS,
            CallbackFault::PrettyPrinted => Self::PrettyPrinted,
            CallbackFault::TamperedAmount => Self::TamperedAmount,
            CallbackFault::TamperedState => Self::TamperedState,
            CallbackFault::WrongKey => Self::WrongKey,
            CallbackFault::BrokenSignature => Self::BrokenSignature,
            CallbackFault::NoSignature => Self::NoSignature,
        }
    }
}

/// A callback ready to be posted to a handler under test.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TestCallback {
    /// The body to post.
    pub body: Vec<u8>,
    /// The header `X-RESP-SIGNATURE`; empty if the fault is that there is none.
    pub signature: String,
    /// Whether a correct handler accepts it.
    pub verifies: bool,
}

/// Signs callbacks with a key of its own in the gateway's place.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct TestGateway {
    gateway: testing::TestGateway,
}

#[uniffi::export]
impl TestGateway {
    /// A gateway with this key; without one, with a key that everybody knows: never trust that outside tests.
    #[uniffi::constructor(default(key = None))]
    pub fn new(key: Option<Arc<PrivateKey>>) -> Result<Self> {
        let gateway = match key {
            Some(key) => testing::TestGateway::with_key(key.key.clone()),
            None => testing::TestGateway::new()?,
        };
        Ok(Self { gateway })
    }

    /// The key to trust in tests.
    pub fn public_key(&self) -> Arc<PublicKey> {
        PublicKey::shared(self.gateway.public_key())
    }

    /// A verifier that trusts this gateway alone.
    pub fn verifier(&self) -> Result<Arc<Verifier>> {
        Ok(Arc::new(self.gateway.verifier()?.into()))
    }

    /// A callback with these members, signed as the gateway signs, with a fault. Without members: those of a successful deposit.
    #[uniffi::method(default(members = None, fault = None))]
    pub fn callback(&self, members: Option<CallbackMembers>, fault: Option<CallbackFault>) -> Result<TestCallback> {
        let members = members.map_or_else(|| Ok(testing::sample_callback()), Wire::into_core)?;
        let fault = fault.map_or(testing::CallbackFault::None, Into::into);
        let testing::TestCallback { body, signature } = self.gateway.callback(&members, fault)?;
        Ok(TestCallback { body: body.into_bytes(), signature, verifies: fault.verifies() })
    }
}

/// The members of a successful deposit in Indonesia, to be changed as a test needs.
#[uniffi::export]
pub fn sample_callback() -> CallbackMembers {
    Wire::from_core(testing::sample_callback())
}

/// Fails with the code that has this stable text, so that the handling of every code can be tested.
#[uniffi::export]
pub fn fail_with(code: String) -> Result<()> {
    let code = ErrorCode::from_text(&code).ok_or_else(|| argument_invalid("there is no such error code", "code"))?;
    Err(testing::error_with_code(code).into())
}
