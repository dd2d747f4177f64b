//! The longest body that is read.

use tarspay_core::json::Limits;
use wasm_bindgen::JsValue;

use crate::error::{Result, wrong_argument};

/// The usual limits, with `maxBytes` where it is given.
pub(crate) fn limits(max_bytes: &JsValue) -> Result<Limits> {
    if max_bytes.is_undefined() {
        return Ok(Limits::DEFAULT);
    }
    let bytes = max_bytes.as_f64().filter(|bytes| (0.0..=f64::from(u32::MAX)).contains(bytes));
    let bytes = bytes.ok_or_else(|| wrong_argument("maxBytes", "a number of bytes below 2 to the 32nd"))?;
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    Ok(Limits { max_bytes: bytes as usize, ..Limits::DEFAULT })
}
