//! JavaScript's values to JSON values and back. Numbers keep their digits in both directions.

use alloc::string::String;

use js_sys::{Array, BigInt, JsString, Number as JsNumber, Object as JsObject, Reflect};
use serde::Serialize;
use tarspay_core::ErrorCode;
use tarspay_core::json::{Limits, Object, Value, parse_object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{Failure, Result, refuse, wrong_argument};

// js-sys declares these as never throwing, but a proxy can make them; an exception must not cross Rust's frames.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype_of(value: &JsValue) -> core::result::Result<JsValue, JsValue>;
}

/// A JavaScript string may hold half of a surrogate pair, which UTF-8 can't.
pub(crate) fn text(value: &JsValue, member: &str) -> Result<String> {
    let original: &JsString = value.dyn_ref().ok_or_else(|| wrong_argument(member, "a string"))?;
    let text = String::from(original);
    // Half a pair becomes U+FFFD; asking JavaScript for each unit of every text would take longer than to verify it.
    if text.contains(char::REPLACEMENT_CHARACTER) && !original.is_valid_utf16() {
        return Err(refuse(
            ErrorCode::JsonLoneSurrogate,
            "the string holds half of a surrogate pair, which is no character; was it cut in the middle of an emoji?",
            Some(member),
        ));
    }
    Ok(text)
}

/// Made by `{}`, `JSON.parse` or `Object.create(null)`; not an array, a date, a map or a class of somebody's.
pub(crate) fn is_plain_object(value: &JsValue) -> bool {
    if !value.is_object() || Array::is_array(value) {
        return false;
    }
    // The prototype of another realm's Object has no prototype either.
    let of = |value: &JsValue| prototype_of(value).unwrap_or(JsValue::UNDEFINED);
    let prototype = of(value);
    prototype.is_null() || (prototype.is_object() && of(&prototype).is_null())
}

/// Members as a plain object. Safe integers become numbers, larger integers bigints, other numbers their text.
pub(crate) fn to_js(object: &Object<'_>) -> JsValue {
    let out = JsObject::new();
    for (name, value) in object.iter() {
        set(&out, name, &value_to_js(value));
    }
    out.into()
}

fn value_to_js(value: &Value<'_>) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Bool(value) => JsValue::from_bool(*value),
        Value::Number(number) => number_to_js(number.as_str()),
        Value::String(text) => JsValue::from_str(text),
        Value::Array(items) => items.iter().map(value_to_js).collect::<Array>().into(),
        Value::Object(object) => to_js(object),
    }
}

fn number_to_js(digits: &str) -> JsValue {
    let is_integer = digits != "-0" && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    if !is_integer {
        return JsValue::from_str(digits);
    }
    match digits.parse() {
        Ok(integer) => integer_to_js(integer),
        Err(_) => BigInt::new(&JsValue::from_str(digits)).map_or_else(|_| JsValue::from_str(digits), JsValue::from),
    }
}

/// What the core gives as data for serde, as plain objects.
pub(crate) fn data(data: &impl Serialize) -> JsValue {
    let limits = Limits { max_bytes: usize::MAX, ..Limits::DEFAULT };
    serde_json::to_vec(data)
        .ok()
        .and_then(|json| parse_object(&json, &limits).ok().map(|object| to_js(&object)))
        .unwrap_or(JsValue::UNDEFINED)
}

/// Sets a member of a new object, which can't fail.
pub(crate) fn set(object: &JsObject, name: &str, value: &JsValue) {
    if name == "__proto__" {
        // As JSON.parse does: a member like any other, not the object's prototype.
        let member = JsObject::new();
        for (name, value) in
            [("value", value), ("writable", &true.into()), ("enumerable", &true.into()), ("configurable", &true.into())]
        {
            set(&member, name, value);
        }
        JsObject::define_property(object, &name.into(), &member);
        return;
    }
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A number where it is safe, else a bigint.
pub(crate) fn integer_to_js(value: i64) -> JsValue {
    #[allow(clippy::cast_precision_loss)]
    let number = JsValue::from_f64(value as f64);
    if JsNumber::is_safe_integer(&number) { number } else { BigInt::from(value).into() }
}

/// A member of an object that a caller gave; nothing where there is no object.
pub(crate) fn member(object: &JsValue, name: &str) -> Result<JsValue> {
    if object.is_undefined() {
        return Ok(JsValue::UNDEFINED);
    }
    if !object.is_object() {
        return Err(wrong_argument("options", "an object"));
    }
    Reflect::get(object, &JsValue::from_str(name)).map_err(Failure::Thrown)
}
