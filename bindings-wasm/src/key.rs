//! Keys.

use alloc::string::String;

use js_sys::{Array, JsString, Uint8Array};
use tarspay_core::PrivateKey;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

use crate::error::Result;
use crate::private_key::private_key;
use crate::public_key::public_key;

/// A private key inside the module; freeing it clears its memory.
#[wasm_bindgen]
pub struct KeyHandle {
    pub(crate) key: PrivateKey,
}

#[wasm_bindgen]
impl KeyHandle {
    /// From hex or PEM text, or 32 bytes.
    pub fn read(value: &JsValue) -> Result<KeyHandle> {
        private_key(value).map(|key| Self { key })
    }

    /// A new key from the platform's randomness.
    pub fn generate() -> Result<KeyHandle> {
        Ok(Self { key: PrivateKey::generate()? })
    }

    /// A second handle, for calls that take one over.
    pub fn copy(&self) -> KeyHandle {
        Self { key: self.key.clone() }
    }

    /// The public key, 66 hex digits.
    #[wasm_bindgen(js_name = publicKey)]
    pub fn public_key(&self) -> String {
        self.key.public_key().to_hex()
    }

    /// The secret, 64 hex digits.
    #[wasm_bindgen(js_name = exposeHex)]
    pub fn expose_hex(&self) -> JsString {
        JsString::from(self.key.expose_hex().as_str())
    }

    /// The secret, 32 bytes, for callers that clear them again.
    #[wasm_bindgen(js_name = exposeBytes)]
    pub fn expose_bytes(&self) -> Uint8Array {
        let bytes = Zeroizing::new(hex::decode(self.key.expose_hex().as_str()).unwrap_or_default());
        Uint8Array::from(bytes.as_slice())
    }
}

/// Reads a public key: hex or PEM text, or SEC1 bytes. Gives its compressed and its uncompressed form.
#[wasm_bindgen(js_name = readPublicKey)]
pub fn read_public_key(value: &JsValue) -> Result<Array> {
    let key = public_key(value, "publicKey")?;
    Ok(Array::of2(&key.to_hex().into(), &key.to_uncompressed_hex().into()))
}
