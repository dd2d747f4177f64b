//! A request before and after its signature.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use tarspay_core::Signature;
use tarspay_core::json::Limits;

use crate::body::{RawBody, type_name};
use crate::convert;
use crate::error::Result;
use crate::key::read_public_key;
use crate::nonce::nonce;

/// A request that is ready to be sent by any HTTP client.
///
/// ``httpx.request(r.method, base + r.path, headers=r.headers, content=r.body)``. ``body`` is the exact bytes to send: never serialise it again.
#[pyclass(frozen, module = "tarspay")]
pub(crate) struct SignedRequest {
    request: tarspay_core::SignedRequest,
}

impl From<tarspay_core::SignedRequest> for SignedRequest {
    fn from(request: tarspay_core::SignedRequest) -> Self {
        Self { request }
    }
}

#[pymethods]
impl SignedRequest {
    /// The HTTP method, ``POST`` on every endpoint.
    #[getter]
    fn method(&self) -> &str {
        &self.request.method
    }

    /// The path to append to the gateway's base URL.
    #[getter]
    fn path(&self) -> &str {
        &self.request.path
    }

    /// The headers, a new dict each time: X-API-KEY, X-API-NONCE, X-API-SIGNATURE, Content-Type.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let headers = PyDict::new(py);
        for (name, value) in &self.request.headers {
            headers.set_item(name, value)?;
        }
        Ok(headers)
    }

    /// The exact bytes to send.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.request.body.as_bytes())
    }

    /// What was signed. It holds the members' values.
    #[getter]
    fn string_to_sign(&self) -> &str {
        &self.request.string_to_sign
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().request == self.request)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, &self.request.string_to_sign).hash()
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.request)
    }
}

/// A request that waits for a signature made elsewhere, for instance by a key service.
///
/// Sign ``signing_digest`` there, telling the service that it is a digest, and give the signature to ``attach_signature``.
#[pyclass(frozen, module = "tarspay")]
pub(crate) struct UnsignedRequest {
    request: tarspay_core::UnsignedRequest,
}

#[pymethods]
impl UnsignedRequest {
    #[new]
    #[pyo3(signature = (method, path, body, nonce=None))]
    fn new(
        method: &Bound<'_, PyString>,
        path: &Bound<'_, PyString>,
        body: &Bound<'_, PyAny>,
        nonce: Option<&Bound<'_, PyAny>>,
    ) -> Result<Self> {
        let request = unsigned(method, path, body, nonce, &Limits::DEFAULT)?;
        Ok(Self { request })
    }

    /// ``METHOD|PATH|NONCE|PARAMS``.
    #[getter]
    fn string_to_sign(&self) -> &str {
        self.request.string_to_sign()
    }

    /// The 32 bytes to be signed: the double SHA-256 of the string to sign.
    #[getter]
    fn signing_digest<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.request.signing_digest())
    }

    /// Completes the request. ``signature`` is DER as hex text or bytes, or r and s as 64 bytes; it is checked against ``api_key``.
    #[pyo3(signature = (api_key, signature))]
    fn attach_signature(&self, api_key: &Bound<'_, PyAny>, signature: &Bound<'_, PyAny>) -> Result<SignedRequest> {
        let request = self.request.clone();
        Ok(request.attach_signature(&read_public_key(api_key)?, &read_signature(signature)?)?.into())
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.request)
    }
}

/// The request of a mapping of members, or of a body that is JSON already.
pub(crate) fn unsigned(
    method: &Bound<'_, PyString>,
    path: &Bound<'_, PyString>,
    body: &Bound<'_, PyAny>,
    nonce_or_now: Option<&Bound<'_, PyAny>>,
    limits: &Limits,
) -> Result<tarspay_core::UnsignedRequest> {
    let (method, path, nonce) = (method.to_string_lossy(), path.to_string_lossy(), nonce(nonce_or_now)?);
    Ok(match RawBody::read_bytes(body)? {
        Some(json) => tarspay_core::UnsignedRequest::from_json(&method, &path, &nonce, &json, limits)?,
        None => tarspay_core::UnsignedRequest::from_object(&method, &path, &nonce, &convert::object(body)?)?,
    })
}

/// DER as hex text or bytes, or r and s as 64 bytes.
pub(crate) fn read_signature(value: &Bound<'_, PyAny>) -> Result<Signature> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Signature::from_hex(&text.to_string_lossy())?);
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        let bytes = bytes.as_bytes();
        return Ok(if bytes.len() == 64 { Signature::from_raw(bytes)? } else { Signature::from_der(bytes)? });
    }
    Err(PyTypeError::new_err(format!("a signature is str or bytes, not {}", type_name(value))).into())
}
