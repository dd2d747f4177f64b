//! What a merchant signs requests with.

use crate::crypto::{PrivateKey, PublicKey, hazmat};
use crate::error::Result;
use crate::json::{Limits, Object};
use crate::model::{Endpoint, Request, RequestOptions, valid_path};
use crate::sign_string::Nonce;
use crate::signed_request::{SignedRequest, UnsignedRequest};

/// Signs requests with one private key. Make one and keep it: preparing a key costs about as much as a signature.
#[derive(Clone, Debug)]
pub struct Signer {
    key: PrivateKey,
    public_key: PublicKey,
    limits: Limits,
}

impl Signer {
    /// A signer with the default [`Limits`].
    pub fn new(key: PrivateKey) -> Self {
        Self { public_key: key.public_key(), key, limits: Limits::DEFAULT }
    }

    /// The same signer with other limits for bodies given as JSON text.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// The public key, sent as `X-API-KEY`.
    pub fn public_key(&self) -> &PublicKey {
        &self.public_key
    }

    /// Signs members. The same input always gives the same signature (RFC 6979).
    ///
    /// # Errors
    /// `method_invalid`, `path_invalid`, `member_name_invalid`, `member_null`.
    pub fn sign_request(&self, method: &str, path: &str, nonce: &Nonce, body: &Object<'_>) -> Result<SignedRequest> {
        self.sign(UnsignedRequest::from_object(method, path, nonce, body)?)
    }

    /// Signs a body that is JSON already; its bytes stay untouched.
    ///
    /// # Errors
    /// As [`sign_request`](Self::sign_request), and those of [`parse_object`](crate::json::parse_object).
    pub fn sign_json(&self, method: &str, path: &str, nonce: &Nonce, body: &[u8]) -> Result<SignedRequest> {
        self.sign(UnsignedRequest::from_json(method, path, nonce, body, &self.limits)?)
    }

    /// Validates members for an endpoint and signs them.
    ///
    /// # Errors
    /// `order_invalid` with every problem; `path_invalid` if the endpoint's path is not published and `options` has none; those of
    /// [`sign_request`](Self::sign_request).
    pub fn sign_endpoint(
        &self,
        endpoint: Endpoint,
        nonce: &Nonce,
        body: &Object<'_>,
        options: &RequestOptions<'_>,
    ) -> Result<SignedRequest> {
        let path = valid_path(endpoint, body, options)?;
        self.sign_request("POST", path, nonce, body)
    }

    /// Validates a model and signs it: `signer.sign_model(&CreateDeposit::default().mch_no("M1")…, &nonce, &options)`.
    ///
    /// # Errors
    /// Those of [`sign_endpoint`](Self::sign_endpoint).
    pub fn sign_model<R: Request>(
        &self,
        request: &R,
        nonce: &Nonce,
        options: &RequestOptions<'_>,
    ) -> Result<SignedRequest> {
        self.sign_endpoint(R::ENDPOINT, nonce, &request.to_object(), options)
    }

    fn sign(&self, request: UnsignedRequest) -> Result<SignedRequest> {
        let signature = hazmat::sign_prehash(&self.key, &request.signing_digest())?;
        Ok(request.complete(&self.public_key, &signature))
    }
}
