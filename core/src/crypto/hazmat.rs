//! Signing and verifying digests directly.
//!
//! For test vectors of other suites, and for protocols that hash in another way. A signature over a digest that somebody
//! else chose proves nothing; to talk to the gateway use [`Signer`](crate::Signer) and [`Verifier`](crate::Verifier).

use alloc::vec::Vec;

use k256::ecdsa::signature::hazmat::PrehashVerifier;
use k256::ecdsa::{RecoveryId, VerifyingKey};

use super::{Digest, PrivateKey, PublicKey, Signature};
use crate::error::Result;

/// Signs a digest: deterministic (RFC 6979 with SHA-256), low S.
///
/// # Errors
/// `private_key_out_of_range`; no key that this crate accepts gives it.
pub fn sign_prehash(key: &PrivateKey, digest: &Digest) -> Result<Signature> {
    #[cfg(feature = "tables")]
    return Ok(super::tables::sign(key, digest));
    #[cfg(not(feature = "tables"))]
    super::plain::sign(key, digest)
}

/// Whether `signature`, of either S, was made over `digest` by the private half of `key`.
pub fn verify_prehash(key: &PublicKey, digest: &Digest, signature: &Signature) -> bool {
    // k256 refuses a high S, which most of the gateway's signatures have.
    key.key.verify_prehash(digest, &signature.normalized().inner).is_ok()
}

/// The public keys, two as a rule, whose private half may have made `signature` over `digest`. Any signature has some over any digest.
pub(crate) fn recover_prehash(digest: &Digest, signature: &Signature) -> Vec<PublicKey> {
    let recover = |id| VerifyingKey::recover_from_prehash(digest, &signature.inner, RecoveryId::from_byte(id)?).ok();
    (0..=RecoveryId::MAX).filter_map(recover).map(|key| PublicKey { key }).collect()
}
