//! Endpoints by name: validation and responses.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use tarspay_core::catalog::Market;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{self, RequestOptions, parse_endpoint_response};
use tarspay_core::{Endpoint, ErrorCode};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert;
use crate::error::{self, Result, refuse};
use crate::members;
use crate::record::record;
use crate::{body, catalog};

pub(crate) fn endpoint(name: &JsValue) -> Result<Endpoint> {
    Endpoint::from_name(&convert::text(name, "endpoint")?).ok_or_else(|| {
        let names: Vec<&str> = Endpoint::ALL.iter().map(|endpoint| endpoint.as_str()).collect();
        let message = format!("there is no such endpoint; the endpoints are {}", names.join(", "));
        refuse(ErrorCode::ArgumentInvalid, message, Some("endpoint"))
    })
}

/// What a caller says besides the members: `{ nonce, market, strict, allowTestHosts, path }`.
pub(crate) struct Options {
    pub(crate) nonce: JsValue,
    market: Option<Market>,
    strict: bool,
    allow_test_hosts: bool,
    path: Option<String>,
}

impl Options {
    pub(crate) fn request(&self) -> RequestOptions<'_> {
        RequestOptions {
            market: self.market,
            strict: self.strict,
            allow_test_hosts: self.allow_test_hosts,
            path: self.path.as_deref(),
        }
    }
}

pub(crate) fn options(given: &JsValue) -> Result<Options> {
    let text = |name: &str| -> Result<Option<String>> {
        let value = convert::member(given, name)?;
        if value.is_undefined() { Ok(None) } else { convert::text(&value, name).map(Some) }
    };
    let flag = |name: &str| -> Result<bool> { Ok(convert::member(given, name)?.is_truthy()) };
    Ok(Options {
        nonce: convert::member(given, "nonce")?,
        market: text("market")?.map(|country| catalog::market_by_country(&country)).transpose()?,
        strict: flag("strict")?,
        allow_test_hosts: flag("allowTestHosts")?,
        path: text("path")?,
    })
}

/// Every problem of a request, whose body is JSON text or a plain object of members.
#[wasm_bindgen]
pub fn validate(name: &JsValue, body: &JsValue, given: &JsValue) -> Result<Array> {
    let (endpoint, options) = (endpoint(name)?, options(given)?);
    let problems = match body::bytes(body)? {
        Some(json) => model::validate(endpoint, &parse_object(&json, &Limits::DEFAULT)?, &options.request()),
        None => model::validate(endpoint, &members::object(body, "members")?, &options.request()),
    };
    Ok(error::problems(&problems))
}

/// The answer of an endpoint.
#[wasm_bindgen(js_name = parseResponse)]
pub fn parse_response(name: &JsValue, raw_body: &JsValue) -> Result<JsValue> {
    let response = parse_endpoint_response(endpoint(name)?, &body::raw(raw_body)?)?;
    let texts: Array = response.code.texts().iter().map(|text| JsValue::from_str(text)).collect();
    Ok(record([
        ("code", convert::integer_to_js(response.code.0)),
        ("msg", response.msg.as_str().into()),
        ("data", response.data.as_ref().map(convert::to_js).into()),
        ("sign", response.sign.as_deref().into()),
        ("isSuccess", response.is_success().into()),
        ("codeTexts", texts.into()),
        ("other", convert::to_js(&response.other)),
    ]))
}

/// The names of every endpoint.
#[wasm_bindgen]
pub fn endpoints() -> Array {
    Endpoint::ALL.iter().map(|endpoint| JsValue::from_str(endpoint.as_str())).collect()
}
