//! JavaScript's values to JSON values and back. Numbers keep their digits in both directions.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

use js_sys::{Array, BigInt, JsString, Number as JsNumber, Object as JsObject, Reflect};
use serde::Serialize;
use tarspay_core::ErrorCode;
use tarspay_core::json::{Limits, Number, Object, Value, parse_object};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::{Failure, Result, refuse, wrong_argument};

// js-sys declares these as never throwing, but a proxy can make them; an exception must not cross Rust's frames.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn object_keys(value: &JsValue) -> core::result::Result<Array, JsValue>;
    #[wasm_bindgen(catch, js_namespace = Object, js_name = getPrototypeOf)]
    fn prototype_of(value: &JsValue) -> core::result::Result<JsValue, JsValue>;
}

/// Members from a plain object with the names of the JSON body. Members that are `undefined` are left out.
///
/// # Errors
/// `number_not_exact` for fractions and integers beyond the safe range; `json_lone_surrogate`, `json_too_deep`, `body_too_large`;
/// `argument_invalid` for values that JSON does not have. `null` is kept, and refused by the core in words of its own.
pub(crate) fn object(value: &JsValue, name: &str) -> Result<Object<'static>> {
    if !is_plain_object(value) {
        return Err(wrong_argument(name, "a plain object of members"));
    }
    Reader { values_left: Limits::DEFAULT.max_bytes }.object(value, Limits::DEFAULT.max_depth)
}

/// A self-containing array would be read for ever: depth and number of values are limited.
struct Reader {
    values_left: usize,
}

impl Reader {
    fn object(&mut self, value: &JsValue, depth_left: usize) -> Result<Object<'static>> {
        let depth_left = depth_left.checked_sub(1).ok_or_else(too_deep)?;
        let mut object = Object::new();
        for key in object_keys(value).map_err(Failure::Thrown)?.iter() {
            let member = Reflect::get(value, &key).map_err(Failure::Thrown)?;
            if member.is_undefined() {
                continue;
            }
            let name = text(&key, "name")?;
            let value = self.value(&member, &name, depth_left)?;
            object.insert(name, value);
        }
        Ok(object)
    }

    fn value(&mut self, value: &JsValue, member: &str, depth_left: usize) -> Result<Value<'static>> {
        self.values_left = self.values_left.checked_sub(1).ok_or_else(too_large)?;
        if value.is_string() {
            return Ok(Value::from(text(value, member)?));
        }
        if let Some(value) = value.as_bool() {
            return Ok(Value::Bool(value));
        }
        if value.is_null() {
            return Ok(Value::Null);
        }
        if let Some(number) = value.as_f64() {
            return Ok(Value::Number(integer(value, number, member)?));
        }
        if let Some(value) = value.dyn_ref::<BigInt>() {
            let digits = value.to_string(10).map_err(|error| Failure::Thrown(error.into()))?;
            let number = Number::parse(&String::from(digits)).ok_or_else(|| not_exact(member))?;
            return Ok(Value::Number(number));
        }
        if Array::is_array(value) {
            let depth_left = depth_left.checked_sub(1).ok_or_else(too_deep)?;
            let length = Reflect::get(value, &"length".into()).map_err(Failure::Thrown)?.as_f64().unwrap_or_default();
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let items = (0..length as u32).map(|index| {
                let item = Reflect::get_u32(value, index).map_err(Failure::Thrown)?;
                self.value(&item, member, depth_left)
            });
            return Ok(Value::Array(items.collect::<Result<_>>()?));
        }
        if is_plain_object(value) {
            return Ok(Value::Object(self.object(value, depth_left)?));
        }
        Err(refuse(
            ErrorCode::ArgumentInvalid,
            "a member must be a string, a number, a bigint, a boolean, an array or a plain object; write dates and other values as text",
            Some(member),
        ))
    }
}

/// Safe integers are written plainly; whatever has no certain digits is refused.
fn integer(value: &JsValue, number: f64, member: &str) -> Result<Number<'static>> {
    // -0 is a safe integer too, but JavaScript prints it as 0.
    if !JsNumber::is_safe_integer(value) || (number == 0.0 && number.is_sign_negative()) {
        return Err(not_exact(member));
    }
    #[allow(clippy::cast_possible_truncation)]
    let exact = number as i64;
    Ok(Number::from(exact))
}

fn not_exact(member: &str) -> Failure {
    refuse(
        ErrorCode::NumberNotExact,
        "this number has no certain digits, and the digits are signed; write amounts as text (\"100.00\"), large integers as bigint or text",
        Some(member),
    )
}

/// A JavaScript string may hold half of a surrogate pair, which UTF-8 can't.
pub(crate) fn text(value: &JsValue, member: &str) -> Result<String> {
    let text: &JsString = value.dyn_ref().ok_or_else(|| wrong_argument(member, "a string"))?;
    if !text.is_valid_utf16() {
        return Err(refuse(
            ErrorCode::JsonLoneSurrogate,
            "the string holds half of a surrogate pair, which is no character; was it cut in the middle of an emoji?",
            Some(member),
        ));
    }
    Ok(String::from(text))
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

fn too_deep() -> Failure {
    refuse(ErrorCode::JsonTooDeep, "the members are nested more deeply than 64 levels, or contain themselves", None)
}

fn too_large() -> Failure {
    refuse(ErrorCode::BodyTooLarge, "the members hold more than a million values", None)
}

/// Members as a plain object. Safe integers become numbers, larger integers bigints, other numbers their text.
pub(crate) fn to_js(object: &Object<'_>) -> JsValue {
    // Without a prototype a member called __proto__ is a member like any other.
    let out = JsObject::create(JsValue::NULL.unchecked_ref());
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
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// An object with these members, those that are absent left out.
pub(crate) fn record<const N: usize>(members: [(&str, Option<JsValue>); N]) -> JsValue {
    let object = JsObject::new();
    for (name, value) in members {
        if let Some(value) = value {
            set(&object, name, &value);
        }
    }
    object.into()
}

/// Text that may be borrowed.
pub(crate) fn js(text: impl Into<Cow<'static, str>>) -> Option<JsValue> {
    Some(JsValue::from_str(&text.into()))
}

/// The digits of a safe integer or a bigint.
pub(crate) fn digits(value: &JsValue) -> Option<String> {
    if let Some(number) = value.as_f64() {
        return integer(value, number, "").ok().map(|number| number.as_str().to_owned());
    }
    value.dyn_ref::<BigInt>().and_then(|value| value.to_string(10).ok()).map(String::from)
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
