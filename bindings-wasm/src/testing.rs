//! Callbacks as the gateway would send them, and as a forger would.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use tarspay_core::ErrorCode;
use tarspay_core::model::Model;
use tarspay_core::testing::{self, CallbackFault, TestGateway};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::convert;
use crate::error::{Failure, Result, refuse};
use crate::key::KeyHandle;
use crate::members;
use crate::record::record;

/// The gateway's place taken by a test key.
#[wasm_bindgen]
pub struct TestGatewayHandle {
    gateway: TestGateway,
}

#[wasm_bindgen]
impl TestGatewayHandle {
    /// With a key of one's own, or one that everybody knows.
    #[wasm_bindgen(constructor)]
    pub fn new(key: Option<KeyHandle>) -> Result<TestGatewayHandle> {
        let gateway = match key {
            Some(handle) => TestGateway::with_key(handle.key),
            None => TestGateway::new()?,
        };
        Ok(Self { gateway })
    }

    /// The key to trust in tests.
    #[wasm_bindgen(js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.gateway.public_key().to_hex()
    }

    /// A signed callback with a fault; the sample's members where none are given.
    pub fn callback(&self, members: &JsValue, fault: &JsValue) -> Result<JsValue> {
        let fault = CallbackFault::from_text(&convert::text(fault, "fault")?).ok_or_else(|| {
            let faults: Vec<&str> = CallbackFault::ALL.iter().map(|fault| fault.as_str()).collect();
            let message = format!("there is no such fault; the faults are {}", faults.join(", "));
            refuse(ErrorCode::ArgumentInvalid, message, Some("fault"))
        })?;
        let members = if members.is_undefined() {
            testing::sample_callback().to_object()
        } else {
            members::object(members, "members")?
        };
        let callback = self.gateway.callback_of(&members, fault)?;
        Ok(record([
            ("body", callback.body.into()),
            ("signature", callback.signature.into()),
            ("verifies", fault.verifies().into()),
        ]))
    }
}

/// The members of a successful deposit.
#[wasm_bindgen(js_name = sampleCallback)]
pub fn sample_callback() -> JsValue {
    convert::to_js(&testing::sample_callback().to_object())
}

/// The names of every fault.
#[wasm_bindgen(js_name = callbackFaults)]
pub fn callback_faults() -> Array {
    CallbackFault::ALL.iter().map(|fault| JsValue::from_str(fault.as_str())).collect()
}

/// Throws an error with this code.
#[wasm_bindgen(js_name = throwErrorWithCode)]
pub fn throw_error_with_code(code: &JsValue) -> Result<()> {
    Err(match ErrorCode::from_text(&convert::text(code, "code")?) {
        Some(code) => Failure::from(testing::error_with_code(code)),
        None => refuse(ErrorCode::ArgumentInvalid, "there is no such code", Some("code")),
    })
}
