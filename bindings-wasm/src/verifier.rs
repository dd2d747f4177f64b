//! What a merchant checks the gateway's messages with, and a gateway a merchant's.

use alloc::string::String;

use js_sys::Array;
use tarspay_core::{PublicKey, ReceivedRequest, Verifier};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::callback;
use crate::convert;
use crate::error::Result;
use crate::limits::limits;
use crate::record::record;
use crate::{body, public_key};

/// A verifier inside the module.
#[wasm_bindgen]
pub struct VerifierHandle {
    verifier: Verifier,
}

#[wasm_bindgen]
impl VerifierHandle {
    /// Trusts these keys, or the gateway's published one if none are given.
    #[wasm_bindgen(constructor)]
    pub fn new(keys: Option<Array>, max_bytes: &JsValue) -> Result<VerifierHandle> {
        let verifier = match keys {
            Some(keys) => Verifier::new(public_key::public_keys(&keys)?)?,
            None => Verifier::gateway()?,
        };
        Ok(Self { verifier: verifier.with_limits(limits(max_bytes)?) })
    }

    /// The trusted keys, 66 hex digits each.
    pub fn keys(&self) -> Array {
        self.verifier.keys().iter().map(|key| JsValue::from(key.to_hex())).collect()
    }

    /// A callback as received.
    #[wasm_bindgen(js_name = verifyCallback)]
    pub fn verify_callback(&self, body: &JsValue, signature: &JsValue) -> Result<JsValue> {
        let body = body::raw(body)?;
        let signature = body::header(signature, "X-RESP-SIGNATURE")?;
        Ok(callback::to_js(&self.verifier.verify_callback(&body, &signature)?))
    }

    /// A merchant's request, as a gateway sees it.
    #[wasm_bindgen(js_name = verifyRequest)]
    pub fn verify_request(&self, request: &JsValue) -> Result<JsValue> {
        let part = |name: &str| convert::member(request, name);
        let header = |name: &str| body::header(&part(name)?, name);
        let body = body::raw(&part("body")?)?;
        let [method, path, nonce, api_key, signature] =
            [header("method")?, header("path")?, header("nonce")?, header("apiKey")?, header("signature")?];
        let verified = self.verifier.verify_request(&ReceivedRequest {
            method: &method,
            path: &path,
            nonce: &nonce,
            api_key: &api_key,
            signature: &signature,
            body: &body,
        })?;
        Ok(record([
            ("apiKey", verified.api_key.to_hex().into()),
            ("members", convert::to_js(&verified.body)),
            ("stringToSign", verified.string_to_sign.into()),
        ]))
    }

    /// Any text; gives the key that signed it.
    #[wasm_bindgen(js_name = verifyText)]
    pub fn verify_text(&self, text: &JsValue, signature: &JsValue) -> Result<String> {
        let text = body::raw(text)?;
        Ok(self.verifier.verify_text(&text, &body::header(signature, "signature")?).map(PublicKey::to_hex)?)
    }
}
