//! Errors of the core as `TarsPayError`, a class of the package's JavaScript.

use alloc::borrow::Cow;
use alloc::format;

use js_sys::Array;
use tarspay_core::error::Problem;
use tarspay_core::{Error, ErrorCode};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert;

/// What a call from JavaScript throws.
pub(crate) enum Failure {
    /// Becomes a `TarsPayError`.
    TarsPay(Error),
    /// Thrown by code of the caller that was called on the way, such as a getter.
    Thrown(JsValue),
}

pub(crate) type Result<T, E = Failure> = core::result::Result<T, E>;

#[wasm_bindgen(raw_module = "../error.js")]
extern "C" {
    #[wasm_bindgen(js_name = newTarsPayError)]
    fn new_tarspay_error(code: &str, message: &str, field: Option<&str>, problems: Array) -> JsValue;
}

/// Every error code with what happened and what to do.
#[wasm_bindgen(js_name = errorCodes)]
pub fn error_codes() -> Array {
    ErrorCode::ALL
        .iter()
        .map(|code| Array::of3(&code.as_str().into(), &code.what().into(), &code.remedy().into()))
        .collect()
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::TarsPay(error)
    }
}

impl From<Failure> for JsValue {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::TarsPay(error) => exception(&error),
            Failure::Thrown(value) => value,
        }
    }
}

/// A mistake that only a binding can see.
pub(crate) fn refuse(code: ErrorCode, message: impl Into<Cow<'static, str>>, field: Option<&str>) -> Failure {
    Error::from_binding(code, message, field).into()
}

/// An argument of the wrong type.
pub(crate) fn wrong_argument(name: &str, wanted: &str) -> Failure {
    refuse(ErrorCode::ArgumentInvalid, format!("{name} must be {wanted}"), Some(name))
}

fn exception(error: &Error) -> JsValue {
    new_tarspay_error(error.code().as_str(), error.message(), error.field(), problems(error.problems()))
}

/// Problems as an array of plain objects.
pub(crate) fn problems(problems: &[Problem]) -> Array {
    problems.iter().map(convert::data).collect()
}
