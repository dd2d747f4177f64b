//! What a merchant signs requests with.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use tarspay_core::json::Limits;

use crate::body::RawBody;
use crate::closable::Closable;
use crate::convert;
use crate::endpoint::{Options, endpoint, members};
use crate::error::Result;
use crate::key::{PublicKey, read_private_key};
use crate::nonce::nonce;
use crate::request::SignedRequest;

/// Signs requests with one private key. Make one and keep it; any number of threads may use it at once.
///
/// ``private_key`` is a ``PrivateKey`` or what its constructor takes. As a context manager it is closed at the end of the block.
#[pyclass(frozen, subclass, module = "tarspay._native", weakref)]
pub(crate) struct Signer {
    signer: Closable<tarspay_core::Signer>,
    public_key: tarspay_core::PublicKey,
}

#[pymethods]
impl Signer {
    #[new]
    #[pyo3(signature = (private_key, *, max_bytes=1_048_576))]
    fn new(private_key: &Bound<'_, PyAny>, max_bytes: usize) -> Result<Self> {
        let signer = tarspay_core::Signer::new(read_private_key(private_key)?)
            .with_limits(Limits { max_bytes, ..Limits::DEFAULT });
        Ok(Self { public_key: signer.public_key().clone(), signer: Closable::new(signer, "signer") })
    }

    /// The public key, sent as ``X-API-KEY``.
    #[getter]
    fn public_key(&self) -> PublicKey {
        self.public_key.clone().into()
    }

    /// Signs any request, without validation.
    ///
    /// ``body`` is a mapping with the names of the JSON body, or the JSON itself as bytes or text, whose bytes stay untouched.
    /// ``nonce`` is Unix time in milliseconds, 13 digits as ``int`` or ``str``; now if left out.
    #[pyo3(signature = (method, path, body, nonce=None))]
    fn sign(
        &self,
        py: Python<'_>,
        method: &Bound<'_, PyString>,
        path: &Bound<'_, PyString>,
        body: &Bound<'_, PyAny>,
        nonce: Option<&Bound<'_, PyAny>>,
    ) -> Result<SignedRequest> {
        let signer = self.signer.get()?;
        let nonce = crate::nonce::nonce(nonce)?;
        let (method, path) = (method.to_string_lossy(), path.to_string_lossy());
        let signed = if let Some(json) = RawBody::read_bytes(body)? {
            py.detach(|| signer.sign_json(&method, &path, &nonce, &json))?
        } else {
            let members = convert::object(body)?;
            py.detach(|| signer.sign_request(&method, &path, &nonce, &members))?
        };
        Ok(signed.into())
    }

    /// Validates and signs; the public methods are generated from the models, in ``tarspay/_signer.py``.
    #[pyo3(signature = (name, mapping, keywords, nonce_or_now, market, strict, allow_test_hosts, path))]
    #[allow(clippy::too_many_arguments)]
    fn _sign_endpoint(
        &self,
        py: Python<'_>,
        name: &str,
        mapping: Option<&Bound<'_, PyAny>>,
        keywords: &Bound<'_, PyDict>,
        nonce_or_now: Option<&Bound<'_, PyAny>>,
        market: Option<&str>,
        strict: bool,
        allow_test_hosts: bool,
        path: Option<&str>,
    ) -> Result<SignedRequest> {
        let endpoint = endpoint(name)?;
        let body = members(endpoint, mapping, keywords)?;
        let signer = self.signer.get()?;
        let nonce = nonce(nonce_or_now)?;
        let options = Options { market, strict, allow_test_hosts, path }.read()?;
        Ok(py.detach(|| signer.sign_endpoint(endpoint, &nonce, &body, &options))?.into())
    }

    /// Clears the key's memory; signing afterwards raises ``object_closed``.
    fn close(&self) {
        self.signer.close();
    }

    fn __enter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, _exception: &Bound<'_, PyAny>) {
        self.signer.close();
    }

    #[allow(clippy::unused_self)]
    fn __reduce__(&self) -> PyResult<()> {
        Err(PyTypeError::new_err("a signer holds a private key and is not pickled or copied; make one in each process"))
    }

    fn __repr__(&self) -> String {
        let closed = if self.signer.get().is_ok() { "" } else { ", closed" };
        format!("Signer(public key {}{closed})", self.public_key)
    }
}

/// The string that a request's signature is made over: ``METHOD|PATH|NONCE|PARAMS``. ``body`` as in ``Signer.sign``.
#[pyfunction]
#[pyo3(signature = (method, path, nonce, body))]
pub(crate) fn string_to_sign(
    method: &Bound<'_, PyString>,
    path: &Bound<'_, PyString>,
    nonce: &Bound<'_, PyAny>,
    body: &Bound<'_, PyAny>,
) -> Result<String> {
    let request = crate::request::unsigned(method, path, body, Some(nonce), &Limits::DEFAULT)?;
    Ok(request.string_to_sign().to_owned())
}
