//! Signing and verifying without tables: less memory, more time.

#[cfg(not(feature = "tables"))]
pub(crate) use prepared::Prepared;

use k256::ecdsa::signature::hazmat::PrehashSigner;

use super::{Digest, PrivateKey, Signature};
use crate::error::{Error, ErrorCode, Result};

/// RFC 6979 with SHA-256, low S.
pub(super) fn sign(key: &PrivateKey, digest: &Digest) -> Result<Signature> {
    let signed: core::result::Result<k256::ecdsa::Signature, _> = key.key.sign_prehash(digest);
    signed
        .map(|inner| Signature { inner })
        .map_err(|_| Error::new(ErrorCode::PrivateKeyOutOfRange, "the key can't sign"))
}

#[cfg(not(feature = "tables"))]
mod prepared {
    use alloc::vec::Vec;

    use crate::crypto::{Digest, KeyTables, PublicKey, Signature, hazmat};

    /// What a trusted key is verified with: nothing is kept.
    #[derive(Clone)]
    pub(crate) struct Prepared;

    impl Prepared {
        pub(crate) const fn new(_: KeyTables) -> Self {
            Self
        }

        /// Whether `signature`, of either s, was made over `digest` by the private half of `key`.
        #[allow(clippy::unused_self)]
        pub(crate) fn verify(&self, key: &PublicKey, digest: &Digest, signature: &Signature) -> bool {
            hazmat::verify_prehash(key, digest, signature)
        }

        /// The same for many signatures, each over a digest of its own.
        pub(crate) fn verify_many(&self, key: &PublicKey, signed: &[(Digest, Signature)]) -> Vec<bool> {
            signed.iter().map(|(digest, signature)| self.verify(key, digest, signature)).collect()
        }
    }
}
