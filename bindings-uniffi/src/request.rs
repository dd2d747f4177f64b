//! Requests before and after their signature, and their validation.

use std::collections::HashMap;
use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use tarspay_core::Nonce;
use tarspay_core::catalog::Market;
use tarspay_core::json::{Limits, parse_object};
use tarspay_core::model::{self, Request};

use crate::error::{Problem, Result, argument_invalid};
use crate::generated::Endpoint;
use crate::key::PublicKey;
use crate::wire::Wire;

/// How a request is validated and signed. All of it may be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct RequestOptions {
    /// Unix time in milliseconds, 13 decimal digits; now if left out.
    #[uniffi(default)]
    pub nonce: Option<String>,
    /// The market whose rules hold, a two-letter country code such as `ID`; taken from the currency if left out.
    #[uniffi(default)]
    pub market: Option<String>,
    /// Whether warnings (unlisted way codes, printed limits, test hosts) count as errors.
    #[uniffi(default)]
    pub strict: bool,
    /// Whether notify and return URLs may name hosts that only exist on a developer's machine, for sandboxes and tests.
    #[uniffi(default)]
    pub allow_test_hosts: bool,
    /// The path, for the endpoints whose path the gateway has not published; replaces the published one elsewhere.
    #[uniffi(default)]
    pub path: Option<String>,
}

impl RequestOptions {
    pub(crate) fn nonce(&self) -> Result<Nonce> {
        nonce(self.nonce.as_deref())
    }

    pub(crate) fn core(&self) -> Result<model::RequestOptions<'_>> {
        let market = self.market.as_deref().map(|country| {
            Market::by_country(country).ok_or_else(|| {
                let countries: Vec<&str> = Market::all().map(Market::country).collect();
                argument_invalid(
                    format!("there is no such market; the countries are {}", countries.join(", ")),
                    "market",
                )
            })
        });
        Ok(model::RequestOptions {
            market: market.transpose()?,
            strict: self.strict,
            allow_test_hosts: self.allow_test_hosts,
            path: self.path.as_deref(),
        })
    }
}

/// The core has no clock.
pub(crate) fn nonce(text: Option<&str>) -> Result<Nonce> {
    let Some(text) = text else {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        return Ok(Nonce::parse(&now.to_string())?);
    };
    Ok(Nonce::parse(text)?)
}

/// A request that is ready to be sent by any HTTP client.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct SignedRequest {
    /// `POST`.
    pub method: String,
    /// The path to append to the gateway's base URL.
    pub path: String,
    /// The headers: X-API-KEY, X-API-NONCE, X-API-SIGNATURE, Content-Type.
    pub headers: HashMap<String, String>,
    /// The exact bytes to send. Never serialise the members again: other characters have another signature.
    pub body: Vec<u8>,
    /// What was signed, for logs and comparisons. It holds the members' values.
    pub string_to_sign: String,
}

impl From<tarspay_core::SignedRequest> for SignedRequest {
    fn from(request: tarspay_core::SignedRequest) -> Self {
        Self {
            method: request.method,
            path: request.path,
            headers: request.headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect(),
            body: request.body.into_bytes(),
            string_to_sign: request.string_to_sign,
        }
    }
}

impl fmt::Debug for SignedRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SignedRequest({} {})", self.method, self.path)
    }
}

/// A request that waits for a signature made elsewhere, for instance by a key service.
///
/// Sign the digest there, telling the service that it is a digest, and attach the signature.
#[derive(Debug, uniffi::Object)]
#[uniffi::export(Debug)]
pub struct UnsignedRequest {
    request: tarspay_core::UnsignedRequest,
}

#[uniffi::export]
impl UnsignedRequest {
    /// From a body that is JSON already; its bytes are sent untouched. Without a nonce: now.
    ///
    /// Fails with `method_invalid`, `path_invalid`, `nonce_invalid`, `member_name_invalid`, `member_null`, and the codes of a body that is no
    /// JSON object.
    #[uniffi::constructor(default(nonce = None))]
    pub fn new(method: String, path: String, body: Vec<u8>, nonce: Option<String>) -> Result<Self> {
        let nonce = self::nonce(nonce.as_deref())?;
        let request = tarspay_core::UnsignedRequest::from_json(&method, &path, &nonce, &body, &Limits::DEFAULT)?;
        Ok(Self { request })
    }

    /// `METHOD|PATH|NONCE|PARAMS`.
    pub fn string_to_sign(&self) -> String {
        self.request.string_to_sign().to_owned()
    }

    /// The 32 bytes to be signed: the double SHA-256 of the string to sign.
    pub fn signing_digest(&self) -> Vec<u8> {
        self.request.signing_digest().to_vec()
    }

    /// Completes the request with the signature, DER as hex. A high S is replaced by the lower one.
    ///
    /// Fails with `signature_missing`, `signature_malformed`, and `signature_mismatch` if it was not made by the private half of `api_key`.
    pub fn attach_signature(&self, api_key: &PublicKey, signature: String) -> Result<SignedRequest> {
        let signature = tarspay_core::Signature::from_hex(&signature)?;
        Ok(self.request.clone().attach_signature(&api_key.key, &signature)?.into())
    }
}

/// Finds every problem of an order that is JSON already: errors, which the gateway would surely refuse, and warnings. Empty means that
/// nothing was found.
///
/// Fails with `argument_invalid` for an unknown market, and the codes of a body that is no JSON object.
#[uniffi::export(default(options = None))]
pub fn validate(endpoint: Endpoint, body: Vec<u8>, options: Option<RequestOptions>) -> Result<Vec<Problem>> {
    let options = options.unwrap_or_default();
    let object = parse_object(&body, &Limits::DEFAULT)?;
    let problems = model::validate(endpoint.into(), &object, &options.core()?);
    Ok(problems.iter().map(Problem::from).collect())
}

pub(crate) fn validate_model<R: Request, M: Wire<R>>(order: M, options: RequestOptions) -> Result<Vec<Problem>> {
    let object = order.into_core()?.to_object();
    let problems = model::validate(R::ENDPOINT, &object, &options.core()?);
    Ok(problems.iter().map(Problem::from).collect())
}
