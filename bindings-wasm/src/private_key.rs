//! Private keys as JavaScript programs hold them. What is copied into the module is cleared again.

use js_sys::Uint8Array;
use tarspay_core::PrivateKey;
use wasm_bindgen::{JsCast, JsValue};
use zeroize::Zeroizing;

use crate::convert;
use crate::error::{Result, wrong_argument};

/// From hex or PEM text, or 32 bytes.
pub(crate) fn private_key(value: &JsValue) -> Result<PrivateKey> {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return Ok(PrivateKey::from_bytes(&Zeroizing::new(bytes.to_vec()))?);
    }
    if value.is_string() {
        return Ok(PrivateKey::parse(&Zeroizing::new(convert::text(value, "privateKey")?))?);
    }
    Err(wrong_argument("privateKey", "64 hex digits, PEM, or a Uint8Array of 32 bytes"))
}
