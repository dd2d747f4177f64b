//! Signing and verifying digests directly, for the module `tarspay.hazmat`.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use tarspay_core::ErrorCode;
use tarspay_core::crypto::{self, Digest, hazmat};

use crate::body::RawBody;
use crate::error::{Result, refuse};
use crate::key::{read_private_key, read_public_key};
use crate::request::read_signature;

/// Signs 32 bytes as they are, without hashing: deterministic, low S. Gives DER as lower-case hex.
#[pyfunction]
#[pyo3(signature = (private_key, digest, /))]
pub(crate) fn sign_prehash(py: Python<'_>, private_key: &Bound<'_, PyAny>, digest: &[u8]) -> Result<String> {
    let (key, digest) = (read_private_key(private_key)?, digest_of(digest)?);
    Ok(py.detach(|| hazmat::sign_prehash(&key, &digest))?.to_hex())
}

/// Whether a signature, of either S, was made over these 32 bytes. ``signature`` is DER as hex text or bytes, or r and s as 64 bytes.
#[pyfunction]
#[pyo3(signature = (public_key, digest, signature, /))]
pub(crate) fn verify_prehash(
    py: Python<'_>,
    public_key: &Bound<'_, PyAny>,
    digest: &[u8],
    signature: &Bound<'_, PyAny>,
) -> Result<bool> {
    let (key, digest) = (read_public_key(public_key)?, digest_of(digest)?);
    let signature = read_signature(signature)?;
    Ok(py.detach(|| hazmat::verify_prehash(&key, &digest, &signature)))
}

/// The SHA-256 of the SHA-256 of a text: what every signature of the gateway is made over.
#[pyfunction]
#[pyo3(signature = (text, /))]
pub(crate) fn double_sha256<'py>(py: Python<'py>, text: &Bound<'py, PyAny>) -> Result<Bound<'py, PyBytes>> {
    Ok(PyBytes::new(py, &crypto::double_sha256(&RawBody::read(text)?)))
}

fn digest_of(bytes: &[u8]) -> Result<Digest> {
    bytes.try_into().map_err(|_| {
        refuse(ErrorCode::ArgumentInvalid, format!("a digest has 32 bytes, not {}", bytes.len()), Some("digest"))
    })
}
