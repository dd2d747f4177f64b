//! What was signed, and which mistake is behind a signature that does not match.

use alloc::string::String;
use alloc::vec::Vec;

use js_sys::Array;
use tarspay_core::PrivateKey;
use tarspay_core::explain::{CallbackToExplain, RequestToExplain, explain_callback, explain_request};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::error::Result;
use crate::private_key::private_key;
use crate::public_key::public_keys;
use crate::{body, convert};

/// What is to be explained, as the caller gives it.
struct Given<'a>(&'a JsValue);

impl Given<'_> {
    fn text(&self, name: &str) -> Result<String> {
        body::header(&convert::member(self.0, name)?, name)
    }

    fn optional(&self, name: &str) -> Result<Option<String>> {
        let value = convert::member(self.0, name)?;
        if value.is_undefined() || value.is_null() { Ok(None) } else { body::header(&value, name).map(Some) }
    }

    fn body(&self) -> Result<Vec<u8>> {
        body::raw(&convert::member(self.0, "body")?)
    }

    fn private_key(&self) -> Result<Option<PrivateKey>> {
        let value = convert::member(self.0, "privateKey")?;
        if value.is_undefined() { Ok(None) } else { private_key(&value).map(Some) }
    }

    fn list(&self, name: &str) -> Result<Array> {
        let value = convert::member(self.0, name)?;
        Ok(if Array::is_array(&value) { value.unchecked_into() } else { Array::new() })
    }

    fn texts(&self, name: &str) -> Result<Vec<String>> {
        self.list(name)?.iter().map(|value| convert::text(&value, name)).collect()
    }
}

/// A request.
#[wasm_bindgen(js_name = explainRequest)]
pub fn explain_sent_request(given: &JsValue) -> Result<JsValue> {
    let given = Given(given);
    let (api_key, signature, nonces) =
        (given.optional("apiKey")?, given.optional("signature")?, given.texts("otherNonces")?);
    let private_key = given.private_key()?;
    let explanation = explain_request(&RequestToExplain {
        method: &given.text("method")?,
        path: &given.text("path")?,
        nonce: &given.text("nonce")?,
        body: &given.body()?,
        api_key: api_key.as_deref(),
        private_key: private_key.as_ref(),
        signature: signature.as_deref(),
        other_keys: &public_keys(&given.list("otherKeys")?)?,
        other_nonces: &nonces.iter().map(String::as_str).collect::<Vec<_>>(),
    });
    Ok(with_text(&explanation))
}

/// A callback.
#[wasm_bindgen(js_name = explainCallback)]
pub fn explain_received_callback(given: &JsValue) -> Result<JsValue> {
    let given = Given(given);
    let (signature, path, nonce) = (given.optional("signature")?, given.optional("path")?, given.optional("nonce")?);
    let (keys, private_key) = (given.texts("keys")?, given.private_key()?);
    let explanation = explain_callback(&CallbackToExplain {
        body: &given.body()?,
        signature: signature.as_deref(),
        keys: &keys.iter().map(String::as_str).collect::<Vec<_>>(),
        private_key: private_key.as_ref(),
        other_keys: &public_keys(&given.list("otherKeys")?)?,
        path: path.as_deref(),
        nonce: nonce.as_deref(),
    });
    Ok(with_text(&explanation))
}

fn with_text(explanation: &tarspay_core::explain::Explanation) -> JsValue {
    let value = convert::data(explanation);
    convert::set(value.unchecked_ref(), "text", &JsValue::from_str(&explanation.to_text()));
    value
}
