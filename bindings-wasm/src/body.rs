//! Bodies and headers as JavaScript programs hold them. The package's JavaScript has turned views and buffers into `Uint8Array` before.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::{Array, Uint8Array};
use tarspay_core::ErrorCode;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert;
use crate::error::{Result, refuse, wrong_argument};

/// A body as it was received: a string or bytes.
///
/// # Errors
/// `body_missing` for nothing, `body_not_raw` for what `JSON.parse` returns, `argument_invalid` for all else.
pub(crate) fn raw(value: &JsValue) -> Result<Vec<u8>> {
    if let Some(body) = bytes(value)? {
        return Ok(body);
    }
    if value.is_undefined() || value.is_null() {
        return Err(refuse(
            ErrorCode::BodyMissing,
            "the body is missing; pass the raw bytes as they arrived",
            Some("body"),
        ));
    }
    if Array::is_array(value)
        || convert::is_plain_object(value)
        || value.as_f64().is_some()
        || value.as_bool().is_some()
    {
        return Err(refuse(
            ErrorCode::BodyNotRaw,
            "this is a parsed body: its exact characters, which are signed, are lost; pass the raw bytes (Express: express.raw({ type: '*/*' }), Fastify: a content type parser with parseAs 'buffer', Hono and fetch: await request.arrayBuffer(), Next.js: await request.text())",
            Some("body"),
        ));
    }
    Err(wrong_argument("body", "a string, a Uint8Array or an ArrayBuffer"))
}

/// The body, if `value` is JSON text rather than members.
pub(crate) fn bytes(value: &JsValue) -> Result<Option<Vec<u8>>> {
    if value.is_string() {
        return convert::text(value, "body").map(|text| Some(text.into_bytes()));
    }
    Ok(value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
}

/// A header's text; nothing is a missing header, which the core reports as such.
pub(crate) fn header(value: &JsValue, name: &str) -> Result<String> {
    if value.is_undefined() || value.is_null() {
        return Ok(String::new());
    }
    if Array::is_array(value) {
        return Err(refuse(
            ErrorCode::ArgumentInvalid,
            "the header stands there more than once; refuse the message",
            Some(name),
        ));
    }
    convert::text(value, name)
}
