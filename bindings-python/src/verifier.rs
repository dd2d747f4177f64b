//! What a merchant checks the gateway's messages with, and a gateway a merchant's.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};
use tarspay_core::ReceivedRequest;
use tarspay_core::json::{Limits, Object};

use crate::batch;
use crate::body::{RawBody, header};
use crate::callback::Callback;
use crate::convert;
use crate::error::Result;
use crate::key::{PublicKey, read_public_keys};

/// Checks signatures against one or more trusted public keys. Make one and keep it; any number of threads may use it at once.
///
/// ``keys`` are public keys, of which any may have signed (two while one is rotated); left out, the system key that the gateway publishes.
/// ``max_bytes`` is the longest body that is read.
#[pyclass(frozen, module = "tarspay", weakref)]
pub(crate) struct Verifier {
    pub(crate) verifier: tarspay_core::Verifier,
}

impl From<tarspay_core::Verifier> for Verifier {
    fn from(verifier: tarspay_core::Verifier) -> Self {
        Self { verifier }
    }
}

#[pymethods]
impl Verifier {
    #[new]
    #[pyo3(signature = (keys=None, *, max_bytes=1_048_576))]
    fn new(keys: Option<&Bound<'_, PyAny>>, max_bytes: usize) -> Result<Self> {
        let verifier = match keys {
            Some(keys) => tarspay_core::Verifier::new(read_public_keys(keys)?)?,
            None => tarspay_core::Verifier::gateway()?,
        };
        Ok(verifier.with_limits(Limits { max_bytes, ..Limits::DEFAULT }).into())
    }

    /// The trusted keys.
    #[getter]
    fn keys(&self) -> Vec<PublicKey> {
        self.verifier.keys().iter().cloned().map(PublicKey::from).collect()
    }

    /// Checks a callback as it was received and gives its members.
    ///
    /// ``body`` is the raw body, ``signature`` the header ``X-RESP-SIGNATURE``. A replayed callback verifies: remember
    /// ``Callback.replay_key`` and process each once.
    #[pyo3(signature = (body, signature))]
    fn verify_callback(
        &self,
        py: Python<'_>,
        body: &Bound<'_, PyAny>,
        signature: &Bound<'_, PyAny>,
    ) -> Result<Callback> {
        let body = RawBody::read(body)?;
        let signature = header(signature, "signature")?;
        Ok(py.detach(|| self.verifier.verify_callback(&body, &signature))?.into())
    }

    /// Checks many callbacks on all cores, without holding the GIL.
    ///
    /// There is one result per row, in order: a ``Callback``, or the exception that ``verify_callback`` would have raised. A bad row never
    /// stops the rest.
    ///
    /// ``bodies`` and ``signatures`` are of equal length: lists, any other iterables, or Arrow arrays. ``threads`` is how many may work at the
    /// same time, all cores' if left out: give 1 where another program already shares the work among the cores.
    #[pyo3(signature = (bodies, signatures, *, threads=None))]
    fn verify_callbacks<'py>(
        &self,
        py: Python<'py>,
        bodies: &Bound<'py, PyAny>,
        signatures: &Bound<'py, PyAny>,
        threads: Option<i64>,
    ) -> Result<Bound<'py, PyList>> {
        batch::verify(py, &self.verifier, bodies, signatures, threads)
    }

    /// Checks a signature over any text and tells whose it is.
    #[pyo3(signature = (text, signature))]
    fn verify_text(&self, py: Python<'_>, text: &Bound<'_, PyAny>, signature: &Bound<'_, PyAny>) -> Result<PublicKey> {
        let text = RawBody::read(text)?;
        let signature = header(signature, "signature")?;
        Ok(py.detach(|| self.verifier.verify_text(&text, &signature).cloned())?.into())
    }

    /// Checks a merchant's request: a gateway's side, for sandboxes and tests.
    ///
    /// The arguments are the parts of the request, unchanged: ``api_key``, ``nonce`` and ``signature`` are the headers ``X-API-KEY``,
    /// ``X-API-NONCE`` and ``X-API-SIGNATURE``.
    #[pyo3(signature = (method, path, body, *, api_key, nonce, signature))]
    #[allow(clippy::too_many_arguments)]
    fn verify_request(
        &self,
        py: Python<'_>,
        method: &Bound<'_, PyString>,
        path: &Bound<'_, PyString>,
        body: &Bound<'_, PyAny>,
        api_key: &Bound<'_, PyAny>,
        nonce: &Bound<'_, PyAny>,
        signature: &Bound<'_, PyAny>,
    ) -> Result<VerifiedRequest> {
        let body = RawBody::read(body)?;
        let (method, path) = (method.to_string_lossy(), path.to_string_lossy());
        let (api_key, nonce) = (header(api_key, "api_key")?, header(nonce, "nonce")?);
        let signature = header(signature, "signature")?;
        let request = ReceivedRequest {
            method: &method,
            path: &path,
            nonce: &nonce,
            api_key: &api_key,
            signature: &signature,
            body: &body,
        };
        let verified = py.detach(|| self.verifier.verify_request(&request))?;
        Ok(VerifiedRequest {
            api_key: verified.api_key,
            members: verified.body.into_owned(),
            string_to_sign: verified.string_to_sign,
        })
    }

    fn __repr__(&self) -> String {
        let keys: Vec<String> = self.verifier.keys().iter().map(ToString::to_string).collect();
        format!("Verifier(keys={keys:?})")
    }
}

/// A merchant's request whose signature holds.
#[pyclass(frozen, module = "tarspay")]
pub(crate) struct VerifiedRequest {
    api_key: tarspay_core::PublicKey,
    members: Object<'static>,
    string_to_sign: String,
}

#[pymethods]
impl VerifiedRequest {
    /// The key that signed it.
    #[getter]
    fn api_key(&self) -> PublicKey {
        self.api_key.clone().into()
    }

    /// Its members, with the names of the JSON body.
    #[getter]
    fn members<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        convert::dict(py, &self.members)
    }

    /// What was signed.
    #[getter]
    fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }

    fn __repr__(&self) -> String {
        format!("VerifiedRequest({} members)", self.members.len())
    }
}
