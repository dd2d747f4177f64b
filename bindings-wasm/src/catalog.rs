//! Markets and codes.

use alloc::format;
use alloc::vec::Vec;

use js_sys::Array;
use tarspay_core::ErrorCode;
use tarspay_core::catalog::{GatewayCode, Market};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert;
use crate::error::{Result, refuse};

pub(crate) fn market_by_country(country: &str) -> Result<Market> {
    Market::by_country(country).ok_or_else(|| {
        let countries: Vec<&str> = Market::all().map(Market::country).collect();
        let message = format!("there is no such market; the countries are {}", countries.join(", "));
        refuse(ErrorCode::ArgumentInvalid, message, Some("market"))
    })
}

/// Every market with its way codes.
#[wasm_bindgen]
pub fn markets() -> Array {
    Market::all().map(|market| convert::data(&market)).collect()
}

/// The market of a country code.
#[wasm_bindgen]
pub fn market(country: &JsValue) -> Result<JsValue> {
    market_by_country(&convert::text(country, "market")?).map(|market| convert::data(&market))
}

/// What the gateway's page says of a code: none, one or two texts.
#[wasm_bindgen(js_name = gatewayCodeTexts)]
pub fn gateway_code_texts(code: f64) -> Array {
    #[allow(clippy::cast_possible_truncation)]
    let code = code as i64;
    GatewayCode(code).texts().iter().map(|text| JsValue::from_str(text)).collect()
}
