//! What a merchant checks the gateway's messages with, and a gateway a merchant's.

mod callback;
mod callbacks;
#[cfg(feature = "std")]
mod in_parallel;
mod request;

use alloc::vec::Vec;
use core::fmt;

pub use request::{ReceivedRequest, VerifiedRequest};

use crate::crypto::{Digest, KeyTables, Prepared, PublicKey, Signature, double_sha256};
use crate::error::{Error, ErrorCode, Result};
use crate::json::Limits;

/// Checks signatures against one or more trusted public keys. Make one and keep it.
///
/// A key that has verified a few signatures gets a table, by which it verifies three to five times as fast: see [`KeyTables`].
#[derive(Clone)]
pub struct Verifier {
    keys: Vec<PublicKey>,
    /// One for each key.
    prepared: Vec<Prepared>,
    limits: Limits,
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
        let prepared = distinct.iter().map(|_| Prepared::new(KeyTables::default())).collect();
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

    /// The same verifier with other tables for its keys.
    #[must_use]
    pub fn with_tables(mut self, tables: KeyTables) -> Self {
        self.prepared = self.keys.iter().map(|_| Prepared::new(tables)).collect();
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

    fn matching_key(&self, digest: &Digest, signature: &Signature) -> Option<&PublicKey> {
        let mut keys = self.keys.iter().zip(&self.prepared);
        keys.find(|(key, prepared)| prepared.verify(key, digest, signature)).map(|(key, _)| key)
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("keys", &self.keys).field("limits", &self.limits).finish_non_exhaustive()
    }
}
