//! Anyone's public key.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use core::fmt;

use k256::ecdsa::VerifyingKey;
use k256::elliptic_curve::ALGORITHM_OID;
use k256::pkcs8::der::{Decode, Document};
use k256::pkcs8::{AssociatedOid, SubjectPublicKeyInfoRef};

use super::hex_text;
use crate::error::{Error, ErrorCode, Result};

/// A secp256k1 public key. It displays as 66 hex digits, the form that the gateway uses everywhere.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    pub(super) key: VerifyingKey,
}

impl PublicKey {
    /// The system key that the gateway publishes and signs callbacks with.
    ///
    /// A default, not a constant of nature: the console shows the key of an account, and test environments may have their own.
    pub const GATEWAY_HEX: &'static str = "03029c655932f22aee81034d109795fbd7e23ca173ca27e195091d434e593a2e0f";

    /// Reads a key in any of its text forms: 66 or 130 hex digits, or SPKI PEM.
    ///
    /// # Errors
    /// Those of [`from_hex`](Self::from_hex) and [`from_pem`](Self::from_pem).
    pub fn parse(text: &str) -> Result<Self> {
        if text.contains("-----BEGIN") { Self::from_pem(text) } else { Self::from_hex(text) }
    }

    /// Reads 66 hex digits starting with 02 or 03 (compressed), or 130 starting with 04 (uncompressed), in either case.
    ///
    /// # Errors
    /// `public_key_malformed` (the text names the mistake), `key_kind_swapped` for what looks like a private key,
    /// `public_key_not_on_curve`.
    pub fn from_hex(text: &str) -> Result<Self> {
        if let Some(mistake) = hex_text::mistake(text) {
            return Err(malformed(mistake));
        }
        match (text.len(), text.get(..2)) {
            (66, Some("02" | "03")) | (130, Some("04")) => {
                Self::from_sec1(&hex::decode(text).map_err(|_| malformed("it is not hex"))?)
            }
            (64, _) => Err(Error::new(
                ErrorCode::KeyKindSwapped,
                "64 hex digits are a private key; a public key has 66 and starts with 02 or 03. If this was the private key, keep it secret",
            )),
            (128, _) => Err(malformed("it has 128 hex digits: the leading 04 of an uncompressed key is missing")),
            (130, Some("06" | "07")) => {
                Err(malformed("hybrid keys (06, 07) are not accepted; use the compressed form"))
            }
            (2, Some("00")) => Err(malformed("it is the point at infinity, which is no key")),
            (length, _) => {
                Err(malformed(format!("it has {length} hex digits; a compressed key has 66 and starts with 02 or 03")))
            }
        }
    }

    /// Reads the SEC1 bytes of the key: 33 (compressed) or 65 (uncompressed).
    ///
    /// # Errors
    /// `public_key_malformed`, `public_key_not_on_curve`.
    pub fn from_sec1(bytes: &[u8]) -> Result<Self> {
        match (bytes.len(), bytes.first()) {
            (33, Some(2 | 3)) | (65, Some(4)) => {
                VerifyingKey::from_sec1_bytes(bytes).map(|key| Self { key }).map_err(|_| not_on_curve())
            }
            (33 | 65, Some(first)) => Err(malformed(format!(
                "its first byte is {first:02x}; a compressed key starts with 02 or 03, an uncompressed one with 04"
            ))),
            (length, _) => {
                Err(malformed(format!("it has {length} bytes; a compressed key has 33 and starts with 02 or 03")))
            }
        }
    }

    /// Reads PEM: `PUBLIC KEY` (SPKI) of secp256k1.
    ///
    /// # Errors
    /// `public_key_malformed`, `key_kind_swapped` for a private key, `key_wrong_curve`, `public_key_not_on_curve`.
    pub fn from_pem(text: &str) -> Result<Self> {
        if text.contains("PRIVATE KEY-----") {
            return Err(Error::new(
                ErrorCode::KeyKindSwapped,
                "this PEM holds a private key where a public key belongs; keep it secret",
            ));
        }
        let (label, document) = Document::from_pem(text.trim_start())
            .map_err(|_| malformed("the PEM can't be read; was it cut off or its line ends lost?"))?;
        if label != "PUBLIC KEY" {
            return Err(malformed("the PEM holds something else; a public key's begins with BEGIN PUBLIC KEY"));
        }
        Self::from_der(document.as_bytes())
    }

    /// Reads DER: SPKI `SubjectPublicKeyInfo` of secp256k1.
    ///
    /// # Errors
    /// `public_key_malformed`, `key_wrong_curve`, `public_key_not_on_curve`.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        let info =
            SubjectPublicKeyInfoRef::from_der(der).map_err(|_| malformed("the DER is no SubjectPublicKeyInfo"))?;
        let curve = info.algorithm.parameters_oid().ok();
        if info.algorithm.oid != ALGORITHM_OID || curve != Some(k256::Secp256k1::OID) {
            return Err(Error::new(
                ErrorCode::KeyWrongCurve,
                "the key belongs to another curve; the gateway uses secp256k1",
            ));
        }
        // Not k256's own reader of SPKI, which takes more forms of a point than the two that are keys here.
        Self::from_sec1(info.subject_public_key.as_bytes().unwrap_or_default())
    }

    /// The compressed form: 66 lower-case hex digits.
    pub fn to_hex(&self) -> String {
        hex_text::encode(self.key.to_sec1_point(true).as_bytes())
    }

    /// The uncompressed form: 130 lower-case hex digits starting with 04.
    pub fn to_uncompressed_hex(&self) -> String {
        hex_text::encode(self.key.to_sec1_point(false).as_bytes())
    }

    /// The point of the curve.
    pub(crate) fn to_point(&self) -> k256::ProjectivePoint {
        (*self.key.as_affine()).into()
    }

    /// The SEC1 bytes of a key in any text form, whatever curve it belongs to.
    #[cfg(feature = "explain-full")]
    pub(crate) fn sec1_of_any_curve(text: &str) -> Option<alloc::vec::Vec<u8>> {
        if !text.contains("-----BEGIN") {
            return hex::decode(text).ok();
        }
        let (_, document) = Document::from_pem(text.trim_start()).ok()?;
        let info = SubjectPublicKeyInfoRef::from_der(document.as_bytes()).ok()?;
        info.subject_public_key.as_bytes().map(<[u8]>::to_vec)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

impl serde::Serialize for PublicKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn malformed(mistake: impl Into<Cow<'static, str>>) -> Error {
    let mistake = mistake.into();
    Error::new(ErrorCode::PublicKeyMalformed, format!("not a public key: {mistake}"))
}

fn not_on_curve() -> Error {
    Error::new(
        ErrorCode::PublicKeyNotOnCurve,
        "no point of secp256k1 has these coordinates: a digit is wrong, or the key belongs to another curve",
    )
}
