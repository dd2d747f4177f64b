//! What a merchant signs requests with.

use alloc::borrow::ToOwned;
use alloc::string::String;

use js_sys::{Object as JsObject, Uint8Array};
use tarspay_core::json::Limits;
use tarspay_core::{ErrorCode, Signature, SignedRequest, Signer, UnsignedRequest};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};

use crate::body;
use crate::convert;
use crate::endpoint::{endpoint, options};
use crate::error::{Result, refuse};
use crate::key::KeyHandle;
use crate::limits::limits;
use crate::members;
use crate::nonce::nonce;
use crate::public_key::public_key;
use crate::record::record;

/// A signer inside the module.
#[wasm_bindgen]
pub struct SignerHandle {
    signer: Signer,
}

#[wasm_bindgen]
impl SignerHandle {
    /// From a key; its own copy.
    #[wasm_bindgen(constructor)]
    pub fn new(key: &KeyHandle, max_bytes: &JsValue) -> Result<SignerHandle> {
        Ok(Self { signer: Signer::new(key.key.clone()).with_limits(limits(max_bytes)?) })
    }

    /// The public key, 66 hex digits.
    #[wasm_bindgen(js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.signer.public_key().to_hex()
    }

    /// Signs a body, which is JSON text or a plain object of members, without validation.
    pub fn sign(&self, method: &JsValue, path: &JsValue, body: &JsValue, nonce_or_now: &JsValue) -> Result<JsValue> {
        let (method, path) = (convert::text(method, "method")?, convert::text(path, "path")?);
        let nonce = nonce(nonce_or_now)?;
        let signed = match body::bytes(body)? {
            Some(json) => self.signer.sign_json(&method, &path, &nonce, &json)?,
            None => self.signer.sign_request(&method, &path, &nonce, &members::object(body, "body")?)?,
        };
        Ok(signed_request(&signed))
    }

    /// Validates a plain object of members for an endpoint and signs it.
    #[wasm_bindgen(js_name = signEndpoint)]
    pub fn sign_endpoint(&self, name: &JsValue, members: &JsValue, given: &JsValue) -> Result<JsValue> {
        let endpoint = endpoint(name)?;
        let body = members::object(members, "members")?;
        let options = options(given)?;
        let nonce = nonce(&options.nonce)?;
        Ok(signed_request(&self.signer.sign_endpoint(endpoint, &nonce, &body, &options.request())?))
    }
}

fn signed_request(signed: &SignedRequest) -> JsValue {
    let headers = JsObject::new();
    for (name, value) in &signed.headers {
        convert::set(&headers, name, &JsValue::from_str(value));
    }
    record([
        ("method", signed.method.as_str().into()),
        ("path", signed.path.as_str().into()),
        ("headers", headers.into()),
        ("body", signed.body.as_str().into()),
        ("stringToSign", signed.string_to_sign.as_str().into()),
    ])
}

/// A request that waits for a signature from outside, such as a key service's.
#[wasm_bindgen]
pub struct UnsignedHandle {
    request: UnsignedRequest,
}

#[wasm_bindgen]
impl UnsignedHandle {
    /// From a body as in [`SignerHandle::sign`].
    #[wasm_bindgen(constructor)]
    pub fn new(method: &JsValue, path: &JsValue, body: &JsValue, nonce_or_now: &JsValue) -> Result<UnsignedHandle> {
        let (method, path) = (convert::text(method, "method")?, convert::text(path, "path")?);
        let nonce = nonce(nonce_or_now)?;
        let request = match body::bytes(body)? {
            Some(json) => UnsignedRequest::from_json(&method, &path, &nonce, &json, &Limits::DEFAULT)?,
            None => UnsignedRequest::from_object(&method, &path, &nonce, &members::object(body, "body")?)?,
        };
        Ok(Self { request })
    }

    /// `METHOD|PATH|NONCE|PARAMS`.
    #[wasm_bindgen(js_name = stringToSign)]
    pub fn string_to_sign(&self) -> String {
        self.request.string_to_sign().to_owned()
    }

    /// The 32 bytes to be signed.
    #[wasm_bindgen(js_name = signingDigest)]
    pub fn signing_digest(&self) -> Uint8Array {
        Uint8Array::from(self.request.signing_digest().as_slice())
    }

    /// The complete request.
    #[wasm_bindgen(js_name = attachSignature)]
    pub fn attach_signature(&self, api_key: &JsValue, given: &JsValue) -> Result<JsValue> {
        let key = public_key(api_key, "apiKey")?;
        Ok(signed_request(&self.request.clone().attach_signature(&key, &signature(given)?)?))
    }
}

/// DER as hex text or bytes, or r and s as 64 bytes.
pub(crate) fn signature(value: &JsValue) -> Result<Signature> {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        let bytes = bytes.to_vec();
        return Ok(if bytes.len() == 64 { Signature::from_raw(&bytes)? } else { Signature::from_der(&bytes)? });
    }
    if value.is_string() || value.is_undefined() || value.is_null() {
        return Ok(Signature::from_hex(&body::header(value, "signature")?)?);
    }
    Err(refuse(ErrorCode::ArgumentInvalid, "the signature must be hex text or a Uint8Array", Some("signature")))
}
