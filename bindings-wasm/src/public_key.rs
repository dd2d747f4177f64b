//! Public keys as JavaScript programs hold them.

use alloc::vec::Vec;

use js_sys::{Array, Uint8Array};
use tarspay_core::PublicKey;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert;
use crate::error::{Result, wrong_argument};

pub(crate) fn public_key(value: &JsValue, name: &str) -> Result<PublicKey> {
    match value.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(PublicKey::from_sec1(&bytes.to_vec())?),
        None if value.is_string() => Ok(PublicKey::parse(&convert::text(value, name)?)?),
        None => Err(wrong_argument(name, "66 hex digits, PEM, or a Uint8Array of 33 bytes")),
    }
}

/// Several public keys, or texts that stand for them.
pub(crate) fn public_keys(values: &Array) -> Result<Vec<PublicKey>> {
    values.iter().map(|value| public_key(&value, "keys")).collect()
}
