//! What was signed, and which known mistake gives the signature at hand.

use std::fmt;
use std::sync::Arc;

use tarspay_core::explain;

use crate::error::Result;
use crate::generated::Mistake;
use crate::key::PrivateKey;

/// A request as it was sent, or is going to be. Nothing in it needs to be right: what is wrong is part of the explanation.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct RequestToExplain {
    /// The raw body.
    pub body: Vec<u8>,
    /// The path as called; a whole URL is read as well.
    pub path: String,
    /// The header `X-API-NONCE`.
    pub nonce: String,
    /// The HTTP method.
    #[uniffi(default = "POST")]
    pub method: String,
    /// The header `X-API-KEY`; without it the public half of the private key is used.
    #[uniffi(default)]
    pub api_key: Option<String>,
    /// The header `X-API-SIGNATURE`, made by any program.
    #[uniffi(default)]
    pub signature: Option<String>,
    /// Further public keys that may have made the signature, for instance of another environment.
    #[uniffi(default)]
    pub other_keys: Vec<String>,
    /// Further nonces that may have been signed, for instance from a log.
    #[uniffi(default)]
    pub other_nonces: Vec<String>,
}

/// A callback as it was received. Nothing in it needs to be right: what is wrong is part of the explanation.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct CallbackToExplain {
    /// The body, best as received.
    pub body: Vec<u8>,
    /// The header `X-RESP-SIGNATURE`.
    #[uniffi(default)]
    pub signature: Option<String>,
    /// The trusted public keys; none stands for the key that the gateway publishes.
    #[uniffi(default)]
    pub keys: Vec<String>,
    /// Further public keys that may have made the signature, for instance the merchant's own.
    #[uniffi(default)]
    pub other_keys: Vec<String>,
    /// The path or URL that was called, for signatures made over a request's text by mistake.
    #[uniffi(default)]
    pub path: Option<String>,
    /// The nonce that came with it, for signatures made over a request's text by mistake.
    #[uniffi(default)]
    pub nonce: Option<String>,
}

/// Whether the signature given holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Verdict {
    /// It was made over the right text by the right key.
    Valid,
    /// It can be read, but was not made over the right text by the right key.
    Mismatch,
    /// The receiver can't read it.
    Unreadable,
}

/// What was signed, stage by stage, and what went wrong.
///
/// It holds the members' values, so it is as confidential as the body; it never holds any part of a private key.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Explanation {
    /// Everything, for reading.
    pub text: String,
    /// Everything as JSON, with names in camelCase.
    pub json: String,
    /// Whether the signature holds; absent without a signature, or without a key to check it with.
    pub verdict: Option<Verdict>,
    /// The known mistakes that give the signature, the one in the text first; empty if there is none.
    pub mistakes: Vec<Mistake>,
    /// Whether the mistakes were shown to give exactly this signature.
    pub proven: bool,
    /// The text that the rules say is signed; absent if the input breaks them.
    pub string_to_sign: Option<String>,
}

impl From<explain::Explanation> for Explanation {
    fn from(explanation: explain::Explanation) -> Self {
        let diagnosis = explanation.diagnosis.as_ref();
        Self {
            text: explanation.to_text(),
            json: serde_json::to_string(&explanation).unwrap_or_default(),
            verdict: explanation.verdict.map(|verdict| match verdict {
                explain::Verdict::Valid => Verdict::Valid,
                explain::Verdict::Mismatch => Verdict::Mismatch,
                explain::Verdict::Unreadable => Verdict::Unreadable,
            }),
            mistakes: diagnosis.iter().flat_map(|found| &found.mistakes).map(|&mistake| mistake.into()).collect(),
            proven: diagnosis.is_some_and(|found| found.proven),
            string_to_sign: explanation.string_to_sign,
        }
    }
}

/// Explains a request: what is signed, and which known mistakes give the signature. With the private key also the signature that it makes.
///
/// Fails only for other keys that are no keys.
#[uniffi::export(default(private_key = None))]
pub fn explain_request(request: RequestToExplain, private_key: Option<Arc<PrivateKey>>) -> Result<Explanation> {
    let other_keys = public_keys(&request.other_keys)?;
    let other_nonces: Vec<&str> = request.other_nonces.iter().map(String::as_str).collect();
    let explanation = explain::explain_request(&explain::RequestToExplain {
        method: &request.method,
        path: &request.path,
        nonce: &request.nonce,
        body: &request.body,
        api_key: request.api_key.as_deref(),
        private_key: private_key.as_ref().map(|key| &key.key),
        signature: request.signature.as_deref(),
        other_keys: &other_keys,
        other_nonces: &other_nonces,
    });
    Ok(explanation.into())
}

/// Explains a callback: what is signed, whether the signature holds, and if it does not, which known mistakes give it.
///
/// Fails only for other keys that are no keys.
#[uniffi::export]
pub fn explain_callback(callback: CallbackToExplain) -> Result<Explanation> {
    let keys: Vec<&str> = callback.keys.iter().map(String::as_str).collect();
    let other_keys = public_keys(&callback.other_keys)?;
    let explanation = explain::explain_callback(&explain::CallbackToExplain {
        body: &callback.body,
        signature: callback.signature.as_deref(),
        keys: &keys,
        private_key: None,
        other_keys: &other_keys,
        path: callback.path.as_deref(),
        nonce: callback.nonce.as_deref(),
    });
    Ok(explanation.into())
}

fn public_keys(texts: &[String]) -> Result<Vec<tarspay_core::PublicKey>> {
    Ok(texts.iter().map(|text| tarspay_core::PublicKey::parse(text)).collect::<tarspay_core::Result<_>>()?)
}

impl fmt::Debug for RequestToExplain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestToExplain({} {})", self.method, self.path)
    }
}

impl fmt::Debug for CallbackToExplain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallbackToExplain({} bytes)", self.body.len())
    }
}

impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Explanation({:?}, {:?})", self.verdict, self.mistakes)
    }
}
