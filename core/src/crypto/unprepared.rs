//! Where there is no standard library, memory is dear: keys have no tables.

use super::{Digest, PublicKey, Signature, hazmat};

/// What a trusted key is verified with.
#[derive(Clone, Debug)]
pub(crate) struct Prepared;

impl Prepared {
    pub(crate) const fn new() -> Self {
        Self
    }

    /// Whether `signature`, of either s, was made over `digest` by the private half of `key`.
    #[allow(clippy::unused_self)]
    pub(crate) fn verify(&self, key: &PublicKey, digest: &Digest, signature: &Signature) -> bool {
        hazmat::verify_prehash(key, digest, signature)
    }
}
