//! From a text to the 32 bytes that may have been signed.

use alloc::vec::Vec;

use sha2::{Digest as _, Sha256};

use super::{Candidate, Change};
use crate::crypto::Digest;
use crate::explain::mistake::Mistake;

/// One way to hash.
pub(in crate::explain) struct Hashing {
    pub(in crate::explain) change: Change,
    pub(in crate::explain) digest: Digest,
}

/// Every known way to hash the candidate, the right one first.
pub(in crate::explain) fn hashings(candidate: &Candidate) -> Vec<Hashing> {
    let first = candidate.first;
    let second = sha256(&first);
    let (first_hex, second_hex) = (hex::encode(first), hex::encode(second));
    let hex = |detail: &str| Change::of(Mistake::DigestAsHex, detail);
    let all = [
        (Change::default(), Some(second)),
        (Change::of(Mistake::SingleHash, ""), Some(first)),
        (Change::of(Mistake::TripleHash, ""), Some(sha256(&second))),
        (hex("the second SHA-256 was taken of the first one's hex digits"), Some(sha256(first_hex.as_bytes()))),
        (
            hex("the second SHA-256 was taken of the first one's upper-case hex digits"),
            Some(sha256(hex::encode_upper(first).as_bytes())),
        ),
        (hex("a third SHA-256 was taken of the second one's hex digits"), Some(sha256(second_hex.as_bytes()))),
        (hex("the hex digits of the first SHA-256 were hashed twice"), Some(sha256(&sha256(first_hex.as_bytes())))),
        (hex("the first 32 hex digits of the second SHA-256 were signed as the digest"), leading(&second_hex)),
        (hex("the first 32 hex digits of the first SHA-256 were signed as the digest"), leading(&first_hex)),
    ];
    #[cfg(feature = "explain-full")]
    let all = {
        let sha1_of = |detail: &str, bytes: &[u8]| (Change::of(Mistake::Sha1, detail), Some(sha1(bytes)));
        all.into_iter().chain([
            sha1_of("SHA-1 was taken of the two SHA-256", &second),
            sha1_of("SHA-1 was taken of the first SHA-256", &first),
            sha1_of("SHA-1 was taken of the text itself", &candidate.text),
        ])
    };
    all.into_iter().filter_map(|(change, digest)| Some(Hashing { change, digest: digest? })).collect()
}

pub(in crate::explain) fn sha256(bytes: &[u8]) -> Digest {
    Sha256::digest(bytes).into()
}

/// ECDSA takes the leading 32 bytes of what is longer.
fn leading(text: &str) -> Option<Digest> {
    text.as_bytes().first_chunk().copied()
}

/// ECDSA takes what is shorter as a number.
#[cfg(feature = "explain-full")]
fn sha1(bytes: &[u8]) -> Digest {
    let mut digest = [0; 32];
    if let Some(tail) = digest.last_chunk_mut::<20>() {
        *tail = sha1::Sha1::digest(bytes).into();
    }
    digest
}
