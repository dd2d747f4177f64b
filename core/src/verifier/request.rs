//! A merchant's request: a gateway's side.

use alloc::string::String;
use core::fmt;

use super::Verifier;
use crate::crypto::{PublicKey, Signature, double_sha256};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Object, parse_object};
use crate::sign_string::{Nonce, string_to_sign};

/// A request as a server received it: its parts, unchanged.
#[derive(Clone, Copy)]
pub struct ReceivedRequest<'a> {
    /// The HTTP method.
    pub method: &'a str,
    /// The path, without host and query.
    pub path: &'a str,
    /// The header `X-API-NONCE`.
    pub nonce: &'a str,
    /// The header `X-API-KEY`.
    pub api_key: &'a str,
    /// The header `X-API-SIGNATURE`.
    pub signature: &'a str,
    /// The raw body.
    pub body: &'a [u8],
}

/// A request whose signature holds.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifiedRequest<'a> {
    /// The key that signed it.
    pub api_key: PublicKey,
    /// Its members.
    pub body: Object<'a>,
    /// What was signed.
    pub string_to_sign: String,
}

impl Verifier {
    /// Checks a merchant's request: a gateway's side, for sandboxes and tests.
    ///
    /// # Errors
    /// `signature_missing`, `signature_malformed`, `signature_mismatch`, `key_not_trusted`, those of reading the API key, the nonce and
    /// the body, and those of [`string_to_sign`].
    pub fn verify_request<'a>(&self, request: &ReceivedRequest<'a>) -> Result<VerifiedRequest<'a>> {
        let signature = Signature::from_hex(request.signature)?;
        let api_key = PublicKey::from_hex(request.api_key)?;
        let mut keys = self.keys.iter().zip(&self.prepared);
        let (_, prepared) = keys.find(|(key, _)| **key == api_key).ok_or_else(|| {
            Error::new(ErrorCode::KeyNotTrusted, "the API key of the request is not among the trusted keys")
        })?;
        let nonce = Nonce::parse(request.nonce)?;
        let body = parse_object(request.body, &self.limits)?;
        let string_to_sign = string_to_sign(request.method, request.path, &nonce, &body)?;
        if !prepared.verify(&api_key, &double_sha256(string_to_sign.as_bytes()), &signature) {
            return Err(Error::new(
                ErrorCode::SignatureMismatch,
                "the signature is not the API key's over this request's string to sign",
            ));
        }
        Ok(VerifiedRequest { api_key, body, string_to_sign })
    }
}

impl fmt::Debug for ReceivedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ReceivedRequest({} {})", self.method, self.path)
    }
}

/// The string to sign holds the members' values.
impl fmt::Debug for VerifiedRequest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifiedRequest({:?}, {:?})", self.api_key, self.body)
    }
}
