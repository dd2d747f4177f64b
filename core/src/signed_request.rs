//! A request before and after its signature.

use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use core::fmt;

use serde::ser::{Serialize, SerializeMap, SerializeStruct, Serializer};

use crate::crypto::{Digest, PublicKey, Signature, double_sha256, hazmat};
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Limits, MemberOrder, Object, parse_object};
use crate::sign_string::{Nonce, normalized_method, string_to_sign};

/// Header that carries the merchant's public key.
pub const HEADER_API_KEY: &str = "X-API-KEY";
/// Header that carries the nonce.
pub const HEADER_API_NONCE: &str = "X-API-NONCE";
/// Header that carries the request's signature.
pub const HEADER_API_SIGNATURE: &str = "X-API-SIGNATURE";
/// Header in which the gateway signs callbacks.
pub const HEADER_CALLBACK_SIGNATURE: &str = "X-RESP-SIGNATURE";
/// The content type of every request.
pub const CONTENT_TYPE: &str = "application/json;charset=utf-8";

/// A request that waits for its signature, which a [`Signer`](crate::Signer) makes, or a key service outside this process.
#[derive(Clone, PartialEq, Eq)]
pub struct UnsignedRequest {
    method: String,
    path: String,
    nonce: Nonce,
    body: String,
    string_to_sign: String,
}

impl UnsignedRequest {
    /// From members; the body becomes compact JSON with the members in the order given.
    ///
    /// # Errors
    /// Those of [`string_to_sign`].
    pub fn from_object(method: &str, path: &str, nonce: &Nonce, body: &Object<'_>) -> Result<Self> {
        Self::new(method, path, nonce, body, body.to_json(MemberOrder::AsReceived))
    }

    /// From a body that is JSON already; its bytes are sent untouched.
    ///
    /// # Errors
    /// Those of [`parse_object`] and [`string_to_sign`].
    pub fn from_json(method: &str, path: &str, nonce: &Nonce, body: &[u8], limits: &Limits) -> Result<Self> {
        let object = parse_object(body, limits)?;
        let text =
            core::str::from_utf8(body).map_err(|_| Error::new(ErrorCode::BodyNotUtf8, "the body is not UTF-8"))?;
        Self::new(method, path, nonce, &object, text.to_owned())
    }

    fn new(method: &str, path: &str, nonce: &Nonce, object: &Object<'_>, body: String) -> Result<Self> {
        let string_to_sign = string_to_sign(method, path, nonce, object)?;
        Ok(Self {
            method: normalized_method(method)?.into_owned(),
            path: path.to_owned(),
            nonce: nonce.clone(),
            body,
            string_to_sign,
        })
    }

    /// `METHOD|PATH|NONCE|PARAMS`.
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }

    /// The 32 bytes to be signed: the double SHA-256 of the string to sign. Tell a key service that this is a digest, not a message.
    pub fn signing_digest(&self) -> Digest {
        double_sha256(self.string_to_sign.as_bytes())
    }

    /// Completes the request with a signature that was made elsewhere over [`signing_digest`](Self::signing_digest).
    /// A high S is replaced by the lower one.
    ///
    /// # Errors
    /// `signature_mismatch` if the signature was not made by the private half of `api_key`.
    pub fn attach_signature(self, api_key: &PublicKey, signature: &Signature) -> Result<SignedRequest> {
        if !hazmat::verify_prehash(api_key, &self.signing_digest(), signature) {
            return Err(Error::new(
                ErrorCode::SignatureMismatch,
                "the signature is not this key's over the signing digest; a key service that hashes once more must be told that it gets a digest",
            ));
        }
        Ok(self.complete(api_key, &signature.normalized()))
    }

    pub(crate) fn complete(self, api_key: &PublicKey, signature: &Signature) -> SignedRequest {
        let headers = [
            (HEADER_API_KEY, api_key.to_hex()),
            (HEADER_API_NONCE, self.nonce.to_string()),
            (HEADER_API_SIGNATURE, signature.to_hex()),
            ("Content-Type", CONTENT_TYPE.to_string()),
        ];
        SignedRequest {
            method: self.method,
            path: self.path,
            headers,
            body: self.body,
            string_to_sign: self.string_to_sign,
        }
    }
}

/// A request that is ready to be sent by any HTTP client.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedRequest {
    /// `POST`.
    pub method: String,
    /// The path to append to the gateway's base URL.
    pub path: String,
    /// Names and values, in order: X-API-KEY, X-API-NONCE, X-API-SIGNATURE, Content-Type.
    pub headers: [(&'static str, String); 4],
    /// The exact text to send as UTF-8. Never serialise it again: other characters have another signature.
    pub body: String,
    /// What was signed, for logs and comparisons. It holds the members' values.
    pub string_to_sign: String,
}

impl Serialize for SignedRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct Headers<'a>(&'a [(&'static str, String); 4]);
        impl Serialize for Headers<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let mut map = serializer.serialize_map(Some(self.0.len()))?;
                for (name, value) in self.0 {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
        let mut out = serializer.serialize_struct("SignedRequest", 5)?;
        out.serialize_field("method", &self.method)?;
        out.serialize_field("path", &self.path)?;
        out.serialize_field("headers", &Headers(&self.headers))?;
        out.serialize_field("body", &self.body)?;
        out.serialize_field("stringToSign", &self.string_to_sign)?;
        out.end()
    }
}

impl fmt::Debug for UnsignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "UnsignedRequest({} {}, nonce {})", self.method, self.path, self.nonce)
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedRequest({} {})", self.method, self.path)
    }
}
