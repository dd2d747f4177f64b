//! Signatures in the gateway's form.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::{format, vec};
use core::fmt;

#[cfg(feature = "tables")]
use k256::elliptic_curve::{PrimeField, ops::Reduce};

use super::hex_text;
use crate::error::{Error, ErrorCode, Result};

/// An ECDSA signature over secp256k1: r and s, both at least 1 and below the curve's order.
///
/// Both s and its negative verify; signatures made here have the lower one, most of the gateway's have the higher one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    pub(super) inner: k256::ecdsa::Signature,
}

impl Signature {
    /// Reads the hex of a strict DER `SEQUENCE { r, s }`, in either case: the form of the gateway's headers.
    ///
    /// # Errors
    /// `signature_missing` for empty text, `signature_malformed` for all else that is no such signature.
    pub fn from_hex(text: &str) -> Result<Self> {
        if text.is_empty() {
            return Err(Error::new(
                ErrorCode::SignatureMissing,
                "the signature is empty: was the header X-RESP-SIGNATURE (callback) or X-API-SIGNATURE (request) read?",
            ));
        }
        if let Some(mistake) = hex_text::mistake(text) {
            return Err(malformed(if looks_like_base64(text) {
                "it looks like base64; the gateway writes DER as hex digits".into()
            } else {
                mistake
            }));
        }
        if text.len() == 128 {
            return Err(malformed(
                "it has 128 hex digits, so it may be raw r and s; the gateway uses DER, which starts with 30",
            ));
        }
        let mut der = vec![0; text.len() / 2];
        hex::decode_to_slice(text, &mut der).map_err(|_| {
            malformed(format!("it has {} hex digits, an odd number: one is missing or doubled", text.len()))
        })?;
        Self::from_der(&der)
    }

    /// Reads a strict DER `SEQUENCE { r, s }`: no BER, no padding, nothing behind it.
    ///
    /// # Errors
    /// `signature_malformed`.
    pub fn from_der(der: &[u8]) -> Result<Self> {
        k256::ecdsa::Signature::from_der(der)
            .map(|inner| Self { inner })
            .map_err(|_| malformed("it is no strict DER SEQUENCE of two integers in range; was it cut off or changed?"))
    }

    /// Reads r and s as 32 bytes each, the form that some key services give.
    ///
    /// # Errors
    /// `signature_malformed`.
    pub fn from_raw(bytes: &[u8]) -> Result<Self> {
        k256::ecdsa::Signature::from_slice(bytes)
            .map(|inner| Self { inner })
            .map_err(|_| malformed("it is not 64 bytes of r and s in range"))
    }

    /// DER as lower-case hex: 140 to 144 digits, seldom fewer.
    pub fn to_hex(&self) -> String {
        hex_text::encode(self.inner.to_der().as_bytes())
    }

    /// r and s as 32 bytes each.
    pub fn to_raw(&self) -> [u8; 64] {
        self.inner.to_bytes().into()
    }

    /// Whether s is above half the curve's order.
    pub fn is_high_s(&self) -> bool {
        self.inner != self.inner.normalize_s()
    }

    /// The same signature with the lower s.
    #[must_use]
    pub fn normalized(&self) -> Self {
        Self { inner: self.inner.normalize_s() }
    }

    /// What the generator and the public key are multiplied with; their sum's x coordinate must be r.
    #[cfg(feature = "tables")]
    pub(super) fn factors(&self, digest: &super::Digest, inverse_of_s: &k256::Scalar) -> (k256::Scalar, k256::Scalar) {
        let digest = <k256::Scalar as Reduce<k256::FieldBytes>>::reduce(&(*digest).into());
        (digest.mul(inverse_of_s), self.inner.r().mul(inverse_of_s))
    }

    /// r, big-endian.
    #[cfg(feature = "tables")]
    pub(super) fn r_bytes(&self) -> k256::FieldBytes {
        self.inner.r().to_repr()
    }

    /// The same signature with the higher s.
    #[cfg(feature = "testing")]
    #[must_use]
    pub(crate) fn with_high_s(&self) -> Self {
        let (r, s) = self.normalized().inner.split_scalars();
        // Neither r nor s is zero, so the fallback is never taken.
        Self { inner: k256::ecdsa::Signature::from_scalars(r, core::ops::Neg::neg(s)).unwrap_or(self.inner) }
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_hex())
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signature({self})")
    }
}

fn looks_like_base64(text: &str) -> bool {
    text.starts_with("ME")
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b'-' | b'_'))
}

fn malformed(mistake: impl Into<Cow<'static, str>>) -> Error {
    let mistake = mistake.into();
    Error::new(ErrorCode::SignatureMalformed, format!("the signature can't be read: {mistake}"))
}
