//! The merchant's secret.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt;

use k256::SecretKey;
use k256::ecdsa::SigningKey;
use k256::pkcs8::der::{Decode, SecretDocument};
use k256::pkcs8::{AssociatedOid, DecodePrivateKey, ObjectIdentifier, PrivateKeyInfoRef};
use zeroize::Zeroizing;

use super::{PublicKey, hex_text};
use crate::error::{Error, ErrorCode, Result};

/// A secp256k1 private key. Its memory is cleared when it is dropped, and `Debug` shows only the public key.
#[derive(Clone)]
pub struct PrivateKey {
    pub(super) key: SigningKey,
}

impl PrivateKey {
    /// Reads a key in any of its text forms: 64 hex digits, or SEC1 or PKCS#8 PEM.
    ///
    /// # Errors
    /// Those of [`from_hex`](Self::from_hex) and [`from_pem`](Self::from_pem).
    pub fn parse(text: &str) -> Result<Self> {
        if text.contains("-----BEGIN") { Self::from_pem(text) } else { Self::from_hex(text) }
    }

    /// Reads 64 hex digits, in either case, leading zeros kept.
    ///
    /// # Errors
    /// `private_key_malformed` (the text names the mistake: 0x, white space, lost zeros), `key_kind_swapped` for a public key,
    /// `private_key_out_of_range` for zero and values not below the curve's order.
    pub fn from_hex(text: &str) -> Result<Self> {
        if let Some(mistake) = hex_text::mistake(text) {
            return Err(malformed(mistake));
        }
        let mut bytes = Zeroizing::new([0_u8; 32]);
        match hex::decode_to_slice(text, bytes.as_mut_slice()) {
            Ok(()) => Self::from_bytes(bytes.as_slice()),
            Err(_) => Err(wrong_length(text)),
        }
    }

    /// Reads the 32 bytes of the key, big-endian.
    ///
    /// # Errors
    /// `private_key_malformed` for another length, `private_key_out_of_range` for zero and values not below the curve's order.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        if bytes.len() != 32 {
            return Err(malformed(format!("it has {} bytes; a private key has 32", bytes.len())));
        }
        SigningKey::from_slice(bytes).map(|key| Self { key }).map_err(|_| {
            Error::new(
                ErrorCode::PrivateKeyOutOfRange,
                "the private key is zero or not below the order of secp256k1; no such key exists",
            )
        })
    }

    /// Reads PEM: `EC PRIVATE KEY` (SEC1) or `PRIVATE KEY` (PKCS#8), unencrypted, of secp256k1.
    ///
    /// # Errors
    /// `private_key_malformed`, `key_kind_swapped` for a public key, `key_wrong_curve` for a key of another curve.
    pub fn from_pem(text: &str) -> Result<Self> {
        // OpenSSL's ecparam writes the curve's parameters in a block of their own before the key.
        let text = match text.split_once("-----END EC PARAMETERS-----") {
            Some((_, key)) => key.trim_start(),
            None => text.trim_start(),
        };
        if text.starts_with("-----BEGIN PUBLIC KEY") {
            return Err(public_key_given());
        }
        if text.contains("ENCRYPTED") {
            return Err(malformed("the PEM is encrypted; decrypt it first (openssl pkey -in FILE)"));
        }
        let (_, document) = SecretDocument::from_pem(text)
            .map_err(|_| malformed("the PEM can't be read; was it cut off or its line ends lost?"))?;
        Self::from_der(document.as_bytes())
    }

    /// Reads DER: SEC1 `ECPrivateKey` or PKCS#8 `PrivateKeyInfo`, of secp256k1.
    ///
    /// # Errors
    /// `private_key_malformed`, `key_wrong_curve` for a key of another curve.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let key = SecretKey::from_pkcs8_der(der).ok().or_else(|| SecretKey::from_sec1_der(der).ok());
        match key {
            Some(key) => Ok(Self { key: key.into() }),
            None if names_another_curve(der) => Err(Error::new(
                ErrorCode::KeyWrongCurve,
                "the key belongs to another curve; the gateway uses secp256k1",
            )),
            None => Err(malformed("the DER is neither SEC1 nor PKCS#8 of a secp256k1 key")),
        }
    }

    /// A new key from the operating system's randomness.
    ///
    /// # Errors
    /// `entropy_unavailable` when the operating system gives none.
    #[cfg(feature = "getrandom")]
    pub fn generate() -> Result<Self> {
        let mut bytes = Zeroizing::new([0_u8; 32]);
        // A draw is out of range once in 2^128 times; a handful of tries means the source is broken.
        for _ in 0..4 {
            getrandom::fill(bytes.as_mut_slice()).map_err(|_| no_entropy())?;
            if let Ok(key) = Self::from_bytes(bytes.as_slice()) {
                return Ok(key);
            }
        }
        Err(no_entropy())
    }

    /// The public key, which the gateway knows the merchant by (`X-API-KEY`).
    pub fn public_key(&self) -> PublicKey {
        PublicKey { key: *self.key.verifying_key() }
    }

    /// The secret itself as 64 lower-case hex digits, for storing a new key. The text is cleared when it is dropped.
    pub fn expose_hex(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new(<[u8; 32]>::from(self.key.to_bytes()));
        Zeroizing::new(hex_text::encode(bytes.as_slice()))
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrivateKey(redacted, public key {})", self.public_key())
    }
}

fn malformed(mistake: impl Into<Cow<'static, str>>) -> Error {
    let mistake = mistake.into();
    Error::new(ErrorCode::PrivateKeyMalformed, format!("not a private key: {mistake}"))
}

fn public_key_given() -> Error {
    Error::new(ErrorCode::KeyKindSwapped, "this is a public key; signing needs the private key (64 hex digits)")
}

fn wrong_length(text: &str) -> Error {
    match (text.len(), text.get(..2)) {
        (66, Some("02" | "03")) | (130, Some("04")) => public_key_given(),
        (66, Some("00")) => {
            malformed("it has 66 hex digits and starts with 00, the sign byte of Java's BigInteger; drop the first two")
        }
        (60..=63, _) => malformed(format!(
            "it has {} hex digits instead of 64: leading zeros were lost; put zeros in front",
            text.len()
        )),
        (length, _) => malformed(format!("it has {length} hex digits; a private key has 64")),
    }
}

#[cfg(feature = "getrandom")]
fn no_entropy() -> Error {
    Error::new(ErrorCode::EntropyUnavailable, "the operating system gave no randomness for a new key")
}

fn names_another_curve(der: &[u8]) -> bool {
    let other = |curve: ObjectIdentifier| curve != k256::Secp256k1::OID;
    if let Ok(key) = PrivateKeyInfoRef::from_der(der) {
        return key.algorithm.parameters_oid().map_or(true, other);
    }
    let sec1 = sec1::EcPrivateKey::from_der(der);
    sec1.is_ok_and(|key| key.parameters.and_then(sec1::EcParameters::named_curve).is_some_and(other))
}
