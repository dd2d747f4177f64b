//! The gateway's digest.

use sha2::{Digest as _, Sha256};

/// 32 bytes of SHA-256 output.
pub type Digest = [u8; 32];

/// SHA-256 of the SHA-256 of `text`: what every signature of the gateway is made over.
pub fn double_sha256(text: &[u8]) -> Digest {
    Sha256::digest(Sha256::digest(text)).into()
}
