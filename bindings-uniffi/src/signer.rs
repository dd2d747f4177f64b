//! What a merchant signs requests with.

use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::Request;

use crate::error::Result;
use crate::generated::Endpoint;
use crate::key::{PrivateKey, PublicKey};
use crate::request::{RequestOptions, SignedRequest, nonce};
use crate::wire::Wire;

/// Signs requests with one private key. Make one and keep it; any number of threads may use it at once.
///
/// It belongs on a server: a private key inside an app is in the hands of everyone who has the app.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct Signer {
    signer: tarspay_core::Signer,
}

#[uniffi::export]
impl Signer {
    /// A signer with this key, of which it keeps a copy: the key may be closed.
    #[uniffi::constructor]
    pub fn new(key: &PrivateKey) -> Self {
        Self { signer: tarspay_core::Signer::new(key.key.clone()) }
    }

    /// The public key, sent as `X-API-KEY`.
    pub fn public_key(&self) -> std::sync::Arc<PublicKey> {
        PublicKey::shared(self.signer.public_key().clone())
    }

    /// Signs any request, without validation. The body is JSON, whose bytes stay untouched. Without a nonce: now.
    ///
    /// Fails with `method_invalid`, `path_invalid`, `nonce_invalid`, `member_name_invalid`, `member_null`, and the codes of a body that is no
    /// JSON object.
    #[uniffi::method(default(nonce = None))]
    pub fn sign_request(
        &self,
        method: String,
        path: String,
        body: Vec<u8>,
        nonce: Option<String>,
    ) -> Result<SignedRequest> {
        let nonce = self::nonce(nonce.as_deref())?;
        Ok(self.signer.sign_json(&method, &path, &nonce, &body)?.into())
    }

    /// Validates and signs an order that is JSON already; what is sent is its compact form.
    ///
    /// Fails with `order_invalid`, which lists every problem, `path_invalid`, and the codes of signing any request.
    #[uniffi::method(default(options = None))]
    pub fn sign_endpoint(
        &self,
        endpoint: Endpoint,
        body: Vec<u8>,
        options: Option<RequestOptions>,
    ) -> Result<SignedRequest> {
        let options = options.unwrap_or_default();
        let object = parse_object(&body, &Limits::DEFAULT)?;
        let signed = self.signer.sign_endpoint(endpoint.into(), &options.nonce()?, &object, &options.core()?)?;
        Ok(signed.into())
    }
}

impl Signer {
    pub(crate) fn sign_model<R: Request, M: Wire<R>>(
        &self,
        order: M,
        options: RequestOptions,
    ) -> Result<SignedRequest> {
        let order = order.into_core()?;
        Ok(self.signer.sign_model(&order, &options.nonce()?, &options.core()?)?.into())
    }
}
