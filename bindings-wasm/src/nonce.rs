//! The nonce as JavaScript programs give it.

use js_sys::Date;
use tarspay_core::{ErrorCode, Nonce};
use wasm_bindgen::JsValue;

use crate::convert;
use crate::error::{Result, refuse};
use crate::members;

/// Now if left out; else 13 digits of Unix milliseconds as text, number or bigint.
pub(crate) fn nonce(value: &JsValue) -> Result<Nonce> {
    if value.is_undefined() {
        return read(&JsValue::from_f64(Date::now()));
    }
    read(value)
}

fn read(value: &JsValue) -> Result<Nonce> {
    if value.is_string() {
        return Ok(Nonce::parse(&convert::text(value, "nonce")?)?);
    }
    match members::digits(value) {
        Some(digits) => Ok(Nonce::parse(&digits)?),
        None => Err(refuse(
            ErrorCode::NonceInvalid,
            "the nonce must be Unix time in milliseconds, 13 digits: pass Date.now() or leave it out",
            Some("X-API-NONCE"),
        )),
    }
}
