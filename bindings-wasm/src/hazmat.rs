//! Signing and verifying digests directly.

use alloc::string::String;

use js_sys::Uint8Array;
use tarspay_core::ErrorCode;
use tarspay_core::crypto::{self, Digest, hazmat};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::body;
use crate::error::{Result, refuse};
use crate::key::KeyHandle;
use crate::public_key::public_key;
use crate::record::record;
use crate::signer::signature;

/// Signs 32 bytes as they are; DER as hex.
#[wasm_bindgen(js_name = signPrehash)]
pub fn sign_prehash(key: &KeyHandle, digest: &JsValue) -> Result<String> {
    Ok(hazmat::sign_prehash(&key.key, &read_digest(digest)?)?.to_hex())
}

/// Whether a signature, of either s, was made over these 32 bytes.
#[wasm_bindgen(js_name = verifyPrehash)]
pub fn verify_prehash(key: &JsValue, digest: &JsValue, given: &JsValue) -> Result<bool> {
    Ok(hazmat::verify_prehash(&public_key(key, "publicKey")?, &read_digest(digest)?, &signature(given)?))
}

/// SHA-256 of the SHA-256 of a text.
#[wasm_bindgen(js_name = doubleSha256)]
pub fn double_sha256(text: &JsValue) -> Result<Uint8Array> {
    Ok(Uint8Array::from(crypto::double_sha256(&body::raw(text)?).as_slice()))
}

/// Both stable forms of a signature: `{ normalized, raw, highS }`.
#[wasm_bindgen(js_name = readSignature)]
pub fn read_signature(given: &JsValue) -> Result<JsValue> {
    let signature = signature(given)?;
    Ok(record([
        ("highS", signature.is_high_s().into()),
        ("normalized", signature.normalized().to_hex().into()),
        ("raw", hex::encode(signature.to_raw()).into()),
    ]))
}

fn read_digest(value: &JsValue) -> Result<Digest> {
    value
        .dyn_ref::<Uint8Array>()
        .and_then(|bytes| bytes.to_vec().try_into().ok())
        .ok_or_else(|| refuse(ErrorCode::ArgumentInvalid, "a digest is a Uint8Array of 32 bytes", Some("digest")))
}
