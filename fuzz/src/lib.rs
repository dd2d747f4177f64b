//! What the targets share: a key, and how the pieces of an input are told apart.

use indexmap::IndexMap;
use serde_json::value::RawValue;
use tarspay_core::crypto::hazmat::sign_prehash;
use tarspay_core::{PrivateKey, Signature};

/// Any key will do.
pub fn key() -> PrivateKey {
    PrivateKey::from_bytes(&[0x1f; 32]).expect("in range")
}

/// The pieces of an input, which are lines; the last one is all that is left.
pub fn pieces<const N: usize>(data: &[u8]) -> Option<[&str; N]> {
    let mut pieces = std::str::from_utf8(data).ok()?.splitn(N, '\n');
    let mut found = [""; N];
    for piece in &mut found {
        *piece = pieces.next()?;
    }
    Some(found)
}

/// SHA-256 of SHA-256, by another crate than the core's own function.
pub fn digest(text: &[u8]) -> [u8; 32] {
    use sha2::{Digest, Sha256};
    Sha256::digest(Sha256::digest(text)).into()
}

/// What libsecp256k1 says of a signature over a text.
pub fn verifies(public_key: &str, signature: &str, text: &[u8]) -> bool {
    let read = || {
        let key = secp256k1::PublicKey::from_slice(&hex::decode(public_key).ok()?).ok()?;
        let mut signature = secp256k1::ecdsa::Signature::from_der(&hex::decode(signature).ok()?).ok()?;
        signature.normalize_s();
        Some(secp256k1::ecdsa::verify(&signature, secp256k1::Message::from_digest(digest(text)), &key).is_ok())
    };
    read().unwrap_or(false)
}

/// A JSON object without white space, by another crate: members in the order of the text or by name, numbers as they are written.
pub fn compact(text: &str, sorted: bool) -> Option<String> {
    value(serde_json::from_str::<&RawValue>(text).ok()?, sorted)
}

fn value(raw: &RawValue, sorted: bool) -> Option<String> {
    let text = raw.get();
    Some(match text.as_bytes().first()? {
        b'{' => {
            let members = members(text, sorted)?.into_iter();
            let members = members.map(|(name, raw)| Some(format!("{}:{}", string(&name)?, value(&raw, sorted)?)));
            format!("{{{}}}", members.collect::<Option<Vec<_>>>()?.join(","))
        }
        b'[' => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            let items = items.into_iter().map(|raw| value(raw, sorted));
            format!("[{}]", items.collect::<Option<Vec<_>>>()?.join(","))
        }
        b'"' => string(&serde_json::from_str::<String>(text).ok()?)?,
        _ => text.to_owned(),
    })
}

fn members(text: &str, sorted: bool) -> Option<Vec<(String, Box<RawValue>)>> {
    let members: IndexMap<String, Box<RawValue>> = serde_json::from_str(text).ok()?;
    let mut members: Vec<_> = members.into_iter().collect();
    if sorted {
        members.sort_by(|one, other| one.0.as_bytes().cmp(other.0.as_bytes()));
    }
    Some(members)
}

fn string(text: &str) -> Option<String> {
    serde_json::to_string(text).ok()
}

/// The texts of a body that a callback's signature may be made over: as it is, and compact in two ways where it is JSON.
pub fn forms(body: &str) -> Vec<String> {
    let mut forms = vec![body.to_owned()];
    forms.extend([false, true].into_iter().filter_map(|sorted| compact(body, sorted)));
    forms
}

/// A signature over a text, by [`key`].
pub fn sign(text: &str) -> Signature {
    sign_prehash(&key(), &digest(text.as_bytes())).expect("signs")
}

/// The members as a request signs them: sorted, text as it is.
pub fn params(body: &str) -> Option<String> {
    let members = members(body, true)?.into_iter().map(|(name, raw)| {
        let text: Option<String> = serde_json::from_str(raw.get()).ok();
        Some(format!("{name}={}", text.or_else(|| value(&raw, true))?))
    });
    Some(members.collect::<Option<Vec<_>>>()?.join("&"))
}
