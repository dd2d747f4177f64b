//! Reads a signature in whatever form it was written, and names what is wrong with the form.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use base64ct::{Base64Unpadded, Encoding};

use super::mistake::Mistake;
use crate::crypto::Signature;
use crate::error::Result;

/// A signature and the mistakes of its form.
pub(super) struct Decoded {
    pub(super) signature: Signature,
    pub(super) mistakes: Vec<Mistake>,
}

impl Decoded {
    /// Whether the receiver could read the signature as it stands.
    pub(super) fn is_readable(&self) -> bool {
        self.mistakes.iter().all(|&mistake| mistake == Mistake::SignatureUpperCase)
    }
}

/// # Errors
/// Those of [`Signature::from_hex`], where no other form fits either.
pub(super) fn decode(text: &str) -> Result<Decoded> {
    let mut mistakes = Vec::new();
    let mut rest = Cow::Borrowed(text);
    if text.contains(|c: char| c.is_whitespace() || c == '"' || c == '\'') {
        mistakes.push(Mistake::SignatureWhitespace);
        rest = text.chars().filter(|c| !c.is_whitespace() && *c != '"' && *c != '\'').collect::<String>().into();
    }
    if let Some(digits) = rest.strip_prefix("0x").or_else(|| rest.strip_prefix("0X")) {
        mistakes.push(Mistake::SignaturePrefixed);
        rest = Cow::Owned(digits.into());
    }
    let bytes = if let Ok(bytes) = hex::decode(rest.as_bytes()) {
        if rest.bytes().any(|byte| byte.is_ascii_uppercase()) {
            mistakes.push(Mistake::SignatureUpperCase);
        }
        Some(bytes)
    } else {
        mistakes.push(Mistake::SignatureBase64);
        // Some encode the hex text once more.
        base64(&rest).map(|bytes| hex::decode(&bytes).unwrap_or(bytes))
    };
    let signature = bytes.and_then(|bytes| {
        let der = Signature::from_der(&bytes).ok();
        der.or_else(|| {
            mistakes.push(Mistake::SignatureRaw);
            raw(&bytes)
        })
    });
    match signature {
        Some(signature) => Ok(Decoded { signature, mistakes }),
        // The ordinary reader knows best what to say about it.
        None => Signature::from_hex(text).map(|signature| Decoded { signature, mistakes: Vec::new() }),
    }
}

/// r and s, alone or with the recovery byte that Bitcoin puts in front and Ethereum behind.
fn raw(bytes: &[u8]) -> Option<Signature> {
    let r_and_s = match bytes {
        [_, rest @ ..] if bytes.len() == 65 && matches!(bytes.first(), Some(27..=34)) => rest,
        [rest @ .., _] if bytes.len() == 65 => rest,
        _ => bytes,
    };
    Signature::from_raw(r_and_s).ok()
}

/// Base64 of either alphabet, with or without padding.
fn base64(text: &str) -> Option<Vec<u8>> {
    let standard = text.trim_end_matches('=').replace('-', "+").replace('_', "/");
    Base64Unpadded::decode_vec(&standard).ok()
}
