//! What a merchant checks the gateway's messages with, and a gateway a merchant's.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::crypto::{Digest, Prepared, PublicKey, Signature, double_sha256};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Limits, MemberOrder, Object, parse_object};
use crate::model::{Callback, CallbackForm};
use crate::sign_string::{Nonce, string_to_sign};

/// Checks signatures against one or more trusted public keys. Make one and keep it.
///
/// With the feature `std`, a key that has verified some thirty signatures gets a table of 107 KiB, shared by clones of the verifier,
/// and one such table is shared by all; from then on it verifies three times as fast.
#[derive(Clone, Debug)]
pub struct Verifier {
    keys: Vec<PublicKey>,
    /// One for each key.
    prepared: Vec<Prepared>,
    limits: Limits,
}

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
    /// A verifier that trusts any of these keys, for instance the old and the new one while a key is rotated.
    ///
    /// # Errors
    /// `no_trusted_key` if there is none.
    pub fn new(keys: impl IntoIterator<Item = PublicKey>) -> Result<Self> {
        let mut distinct: Vec<PublicKey> = Vec::new();
        for key in keys {
            if !distinct.contains(&key) {
                distinct.push(key);
            }
        }
        if distinct.is_empty() {
            return Err(Error::new(
                ErrorCode::NoTrustedKey,
                "a verifier needs at least one public key; the console shows the system key of your account",
            ));
        }
        let prepared = distinct.iter().map(|_| Prepared::new()).collect();
        Ok(Self { keys: distinct, prepared, limits: Limits::DEFAULT })
    }

    /// A verifier that trusts the system key which the gateway publishes ([`PublicKey::GATEWAY_HEX`]).
    ///
    /// # Errors
    /// None in practice: the key is part of this crate.
    pub fn gateway() -> Result<Self> {
        Self::new([PublicKey::from_hex(PublicKey::GATEWAY_HEX)?])
    }

    /// The same verifier with other limits for bodies.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The trusted keys.
    pub fn keys(&self) -> &[PublicKey] {
        &self.keys
    }

    /// Checks a signature over any text and tells whose it is.
    ///
    /// # Errors
    /// `signature_missing`, `signature_malformed`, `signature_mismatch`.
    pub fn verify_text(&self, text: &[u8], signature: &str) -> Result<&PublicKey> {
        let signature = Signature::from_hex(signature)?;
        self.matching_key(&double_sha256(text), &signature).ok_or_else(|| {
            Error::new(ErrorCode::SignatureMismatch, "none of the trusted keys made this signature over this text")
        })
    }

    /// Checks a callback as it was received and gives its members.
    ///
    /// `body` is the raw body, `signature` the header `X-RESP-SIGNATURE`. The signature is looked for over the body as
    /// received, then over its compact form, then over its compact form with members sorted.
    ///
    /// Nothing signed is fresh: a replayed callback verifies. Remember [`Callback::replay_key`] and process each once.
    ///
    /// # Errors
    /// `signature_missing`, `signature_malformed`, `signature_mismatch`; those of [`parse_object`]; `member_missing` and
    /// `member_type` if a genuine callback lacks what the gateway documents.
    pub fn verify_callback(&self, body: &[u8], signature: &str) -> Result<Callback> {
        let signature = Signature::from_hex(signature)?;
        let object = parse_object(body, &self.limits)?;
        let (form, key) = self.matching_form(body, &object, &signature).ok_or_else(|| {
            Error::new(
                ErrorCode::SignatureMismatch,
                "none of the trusted keys made this signature over this body; refuse it. If it should be genuine: was the body parsed and written again, or is the key of another environment?",
            )
        })?;
        Callback::from_verified(object, form, key.clone())
    }

    fn matching_form(
        &self,
        body: &[u8],
        object: &Object<'_>,
        signature: &Signature,
    ) -> Option<(CallbackForm, &PublicKey)> {
        if let Some(key) = self.matching_key(&double_sha256(body), signature) {
            return Some((CallbackForm::AsReceived, key));
        }
        let compact = object.to_json(MemberOrder::AsReceived);
        if compact.as_bytes() != body
            && let Some(key) = self.matching_key(&double_sha256(compact.as_bytes()), signature)
        {
            return Some((CallbackForm::Compact, key));
        }
        let sorted = object.to_json(MemberOrder::Sorted);
        if sorted == compact {
            return None;
        }
        let key = self.matching_key(&double_sha256(sorted.as_bytes()), signature)?;
        Some((CallbackForm::CompactSorted, key))
    }

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

    fn matching_key(&self, digest: &Digest, signature: &Signature) -> Option<&PublicKey> {
        let mut keys = self.keys.iter().zip(&self.prepared);
        keys.find(|(key, prepared)| prepared.verify(key, digest, signature)).map(|(key, _)| key)
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
