//! What a merchant checks the gateway's messages with, and a gateway a merchant's.

use std::fmt;
use std::sync::Arc;

use tarspay_core::json::Limits;

use crate::error::{Result, TarsPayError, argument_invalid};
use crate::generated::Callback;
use crate::key::PublicKey;
use crate::wire::{Member, members};

/// Checks signatures against one or more trusted public keys. Make one and keep it; any number of threads may use it at once.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct Verifier {
    verifier: tarspay_core::Verifier,
}

impl From<tarspay_core::Verifier> for Verifier {
    fn from(verifier: tarspay_core::Verifier) -> Self {
        Self { verifier }
    }
}

#[uniffi::export]
impl Verifier {
    /// A verifier that trusts any of these keys, for instance the old and the new one while a key is rotated. The last
    /// argument is the longest body that is read, in bytes.
    ///
    /// Fails with `no_trusted_key` if there is none.
    #[uniffi::constructor(default(max_bytes = 1_048_576))]
    pub fn new(keys: Vec<Arc<PublicKey>>, max_bytes: i32) -> Result<Self> {
        let max_bytes = usize::try_from(max_bytes)
            .map_err(|_| argument_invalid("the longest body can't be negative", "max_bytes"))?;
        let verifier = tarspay_core::Verifier::new(keys.iter().map(|key| key.key.clone()))?;
        Ok(verifier.with_limits(Limits { max_bytes, ..Limits::DEFAULT }).into())
    }

    /// A verifier that trusts the system key which the gateway publishes. A default: the console shows the key of your account.
    #[uniffi::constructor]
    pub fn gateway() -> Result<Self> {
        Ok(tarspay_core::Verifier::gateway()?.into())
    }

    /// The trusted keys: 66 hex digits each.
    pub fn trusted_keys(&self) -> Vec<String> {
        self.verifier.keys().iter().map(tarspay_core::PublicKey::to_hex).collect()
    }

    /// Checks a callback as it was received and gives its members.
    ///
    /// `body` is the raw body, never one that was parsed and written again; `signature` is the header `X-RESP-SIGNATURE`, which may be
    /// absent. A replayed callback verifies: remember its replay key and process each once.
    ///
    /// Fails with `signature_missing`, `signature_malformed`, `signature_mismatch`, the codes of a body that is no JSON object, and
    /// `member_missing` or `member_type` if a genuine callback lacks what the gateway documents.
    pub fn verify_callback(&self, body: Vec<u8>, signature: Option<String>) -> Result<Callback> {
        Ok(self.verifier.verify_callback(&body, signature.as_deref().unwrap_or_default())?.into())
    }

    /// Checks many callbacks in one call and on all cores, which costs far less than many calls. One outcome per callback, in order; a bad
    /// one never stops the rest.
    pub fn verify_callbacks(&self, callbacks: Vec<ReceivedCallback>) -> Vec<CallbackOutcome> {
        let rows: Vec<_> =
            callbacks.into_iter().map(|received| (received.body, received.signature.unwrap_or_default())).collect();
        let outcome = |result: Result<tarspay_core::Callback, tarspay_core::Error>| match result {
            Ok(callback) => CallbackOutcome { callback: Some(callback.into()), error: None },
            Err(error) => CallbackOutcome { callback: None, error: Some(error.into()) },
        };
        self.verifier.verify_callbacks_in_parallel(&rows, None).into_iter().map(outcome).collect()
    }

    /// Checks a signature over any text and tells whose it is: 66 hex digits.
    ///
    /// Fails with `signature_missing`, `signature_malformed`, `signature_mismatch`.
    pub fn verify_text(&self, text: Vec<u8>, signature: String) -> Result<String> {
        Ok(self.verifier.verify_text(&text, &signature)?.to_hex())
    }

    /// Checks a merchant's request: a gateway's side, for sandboxes and tests.
    ///
    /// Fails with `signature_missing`, `signature_malformed`, `signature_mismatch`, `key_not_trusted`, and the codes of what can't be read.
    pub fn verify_request(&self, request: ReceivedRequest) -> Result<VerifiedRequest> {
        let verified = self.verifier.verify_request(&tarspay_core::ReceivedRequest {
            method: &request.method,
            path: &request.path,
            nonce: &request.nonce,
            api_key: &request.api_key,
            signature: &request.signature,
            body: &request.body,
        })?;
        Ok(VerifiedRequest {
            api_key: verified.api_key.to_hex(),
            members: members(&verified.body),
            string_to_sign: verified.string_to_sign,
        })
    }
}

/// A callback as it arrived.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct ReceivedCallback {
    /// The raw body.
    pub body: Vec<u8>,
    /// The header `X-RESP-SIGNATURE`, where there is one.
    pub signature: Option<String>,
}

impl fmt::Debug for ReceivedCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivedCallback({} bytes)", self.body.len())
    }
}

/// What became of one of many callbacks: it has the callback or the error, never both.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CallbackOutcome {
    /// The callback, where its signature holds.
    pub callback: Option<Callback>,
    /// Why it was refused.
    pub error: Option<TarsPayError>,
}

/// A request as a server received it: its parts, unchanged.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct ReceivedRequest {
    /// The HTTP method.
    pub method: String,
    /// The path, without host and query.
    pub path: String,
    /// The header `X-API-NONCE`.
    pub nonce: String,
    /// The header `X-API-KEY`.
    pub api_key: String,
    /// The header `X-API-SIGNATURE`.
    pub signature: String,
    /// The raw body.
    pub body: Vec<u8>,
}

impl fmt::Debug for ReceivedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivedRequest({} {})", self.method, self.path)
    }
}

/// A merchant's request whose signature holds.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct VerifiedRequest {
    /// The key that signed it: 66 hex digits.
    pub api_key: String,
    /// Its members, in the order received.
    pub members: Vec<Member>,
    /// What was signed.
    pub string_to_sign: String,
}

impl fmt::Debug for VerifiedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedRequest({} members)", self.members.len())
    }
}
