//! Signing and verifying digests directly, and signatures in other forms.

use tarspay_core::crypto::{self, Digest, hazmat};

use crate::error::{Result, argument_invalid};
use crate::key::{PrivateKey, PublicKey};

/// A signature, read.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Signature {
    /// DER as lower-case hex.
    pub hex: String,
    /// r and s as 32 bytes each.
    pub raw: Vec<u8>,
    /// Whether s is above half the curve's order, as in most of the gateway's signatures.
    pub is_high_s: bool,
    /// The same signature with the lower s: DER as lower-case hex.
    pub normalized: String,
}

impl From<tarspay_core::Signature> for Signature {
    fn from(signature: tarspay_core::Signature) -> Self {
        Self {
            hex: signature.to_hex(),
            raw: signature.to_raw().to_vec(),
            is_high_s: signature.is_high_s(),
            normalized: signature.normalized().to_hex(),
        }
    }
}

/// Reads the hex of a strict DER `SEQUENCE { r, s }`, in either case: the form of the gateway's headers.
///
/// Fails with `signature_missing`, `signature_malformed`.
#[uniffi::export]
pub fn parse_signature(hex: String) -> Result<Signature> {
    Ok(tarspay_core::Signature::from_hex(&hex)?.into())
}

/// Reads r and s as 32 bytes each, the form that some key services give.
///
/// Fails with `signature_malformed`.
#[uniffi::export]
pub fn signature_from_raw(raw: Vec<u8>) -> Result<Signature> {
    Ok(tarspay_core::Signature::from_raw(&raw)?.into())
}

/// Signs 32 bytes as they are, without hashing: deterministic, low S. Gives DER as lower-case hex.
///
/// For test vectors and key services: a signature over a digest that somebody else chose proves nothing. To talk to the gateway use `Signer`.
/// Fails with `argument_invalid` for other lengths.
#[uniffi::export]
pub fn hazmat_sign_prehash(key: &PrivateKey, digest: Vec<u8>) -> Result<String> {
    Ok(hazmat::sign_prehash(&key.key, &digest_of(&digest)?)?.to_hex())
}

/// Whether a signature, DER as hex with either S, was made over these 32 bytes. To check what the gateway sends use `Verifier`.
///
/// Fails with `argument_invalid` for other lengths, `signature_missing`, `signature_malformed`.
#[uniffi::export]
pub fn hazmat_verify_prehash(key: &PublicKey, digest: Vec<u8>, signature: String) -> Result<bool> {
    let signature = tarspay_core::Signature::from_hex(&signature)?;
    Ok(hazmat::verify_prehash(&key.key, &digest_of(&digest)?, &signature))
}

/// The SHA-256 of the SHA-256 of a text: what every signature of the gateway is made over.
#[uniffi::export]
pub fn double_sha256(text: Vec<u8>) -> Vec<u8> {
    crypto::double_sha256(&text).to_vec()
}

fn digest_of(bytes: &[u8]) -> Result<Digest> {
    let digest = bytes.try_into();
    digest.map_err(|_| argument_invalid(format!("a digest has 32 bytes, not {}", bytes.len()), "digest"))
}
