//! Keys.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::error::Result;

/// A merchant's secp256k1 private key. It belongs on a server, never in an app.
///
/// Its memory is cleared when it is closed or collected. Its text form shows the public key alone.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct PrivateKey {
    pub(crate) key: tarspay_core::PrivateKey,
}

#[uniffi::export]
impl PrivateKey {
    /// Reads a key in any of its text forms: 64 hex digits, or SEC1 or PKCS#8 PEM.
    ///
    /// Fails with `private_key_malformed` (the text names the mistake), `private_key_out_of_range`, `key_kind_swapped` for a public key,
    /// `key_wrong_curve`.
    #[uniffi::constructor]
    pub fn new(text: String) -> Result<Self> {
        let text = Zeroizing::new(text);
        Ok(Self { key: tarspay_core::PrivateKey::parse(&text)? })
    }

    /// Reads the 32 bytes of the key, big-endian, leading zeros kept.
    ///
    /// Fails with `private_key_malformed`, `private_key_out_of_range`.
    #[uniffi::constructor]
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self> {
        let bytes = Zeroizing::new(bytes);
        Ok(Self { key: tarspay_core::PrivateKey::from_bytes(&bytes)? })
    }

    /// Reads DER: SEC1 `ECPrivateKey` or PKCS#8 `PrivateKeyInfo`.
    ///
    /// Fails with `private_key_malformed`, `key_wrong_curve`.
    #[uniffi::constructor]
    pub fn from_der(der: Vec<u8>) -> Result<Self> {
        let der = Zeroizing::new(der);
        Ok(Self { key: tarspay_core::PrivateKey::from_der(&der)? })
    }

    /// A new key from the operating system's randomness.
    ///
    /// Fails with `entropy_unavailable`.
    #[uniffi::constructor]
    pub fn generate() -> Result<Self> {
        Ok(Self { key: tarspay_core::PrivateKey::generate()? })
    }

    /// The public key, which the gateway knows the merchant by (`X-API-KEY`).
    pub fn public_key(&self) -> Arc<PublicKey> {
        PublicKey::shared(self.key.public_key())
    }

    /// The secret itself as 64 lower-case hex digits, for storing a new key. Nothing clears the memory of this text.
    pub fn expose_hex(&self) -> String {
        self.key.expose_hex().as_str().to_owned()
    }
}

/// A secp256k1 public key. Its text form is 66 hex digits, the form that the gateway uses everywhere.
#[derive(Debug, PartialEq, Eq, uniffi::Object)]
#[uniffi::export(Display, Eq, Hash)]
pub struct PublicKey {
    pub(crate) key: tarspay_core::PublicKey,
}

impl PublicKey {
    pub(crate) fn shared(key: tarspay_core::PublicKey) -> Arc<Self> {
        Arc::new(Self { key })
    }
}

#[uniffi::export]
impl PublicKey {
    /// Reads a key in any of its text forms: 66 hex digits (02… or 03…), 130 (04…), or SPKI PEM.
    ///
    /// Fails with `public_key_malformed` (the text names the mistake), `public_key_not_on_curve`, `key_kind_swapped` for a private key,
    /// `key_wrong_curve`.
    #[uniffi::constructor]
    pub fn new(text: String) -> Result<Self> {
        Ok(Self { key: tarspay_core::PublicKey::parse(&text)? })
    }

    /// Reads the SEC1 bytes of the key: 33 (compressed) or 65 (uncompressed).
    ///
    /// Fails with `public_key_malformed`, `public_key_not_on_curve`.
    #[uniffi::constructor]
    pub fn from_sec1(bytes: Vec<u8>) -> Result<Self> {
        Ok(Self { key: tarspay_core::PublicKey::from_sec1(&bytes)? })
    }

    /// Reads DER: `SubjectPublicKeyInfo`.
    ///
    /// Fails with `public_key_malformed`, `public_key_not_on_curve`, `key_wrong_curve`.
    #[uniffi::constructor]
    pub fn from_der(der: Vec<u8>) -> Result<Self> {
        Ok(Self { key: tarspay_core::PublicKey::from_der(&der)? })
    }

    /// The system key that the gateway publishes. A default: the console shows the key of your account.
    #[uniffi::constructor]
    pub fn gateway() -> Result<Self> {
        Ok(Self { key: tarspay_core::PublicKey::from_hex(tarspay_core::PublicKey::GATEWAY_HEX)? })
    }

    /// The compressed form: 66 lower-case hex digits.
    pub fn to_hex(&self) -> String {
        self.key.to_hex()
    }

    /// The uncompressed form: 130 lower-case hex digits starting with 04.
    pub fn to_uncompressed_hex(&self) -> String {
        self.key.to_uncompressed_hex()
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.key.fmt(f)
    }
}

impl Hash for PublicKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.to_hex().hash(state);
    }
}
