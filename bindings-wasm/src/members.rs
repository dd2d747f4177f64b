//! Members as JavaScript programs hold them. Numbers keep their digits.

use alloc::borrow::ToOwned;
use alloc::string::String;

use js_sys::{Array, BigInt, Number as JsNumber, Reflect};
use tarspay_core::ErrorCode;
use tarspay_core::json::{Limits, Number, Object, Value};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::convert::{is_plain_object, text};
use crate::error::{Failure, Result, refuse, wrong_argument};

#[wasm_bindgen]
extern "C" {
    // js-sys declares it as never throwing, but a proxy can make it; an exception must not cross Rust's frames.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = keys)]
    fn object_keys(value: &JsValue) -> core::result::Result<Array, JsValue>;
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

fn too_deep() -> Failure {
    refuse(ErrorCode::JsonTooDeep, "the members are nested more deeply than 64 levels, or contain themselves", None)
}

fn too_large() -> Failure {
    refuse(ErrorCode::BodyTooLarge, "the members hold more than a million values", None)
}

/// The digits of a safe integer or a bigint.
pub(crate) fn digits(value: &JsValue) -> Option<String> {
    if let Some(number) = value.as_f64() {
        return integer(value, number, "").ok().map(|number| number.as_str().to_owned());
    }
    value.dyn_ref::<BigInt>().and_then(|value| value.to_string(10).ok()).map(String::from)
}
