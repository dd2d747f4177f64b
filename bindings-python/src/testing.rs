//! Callbacks as the gateway would send them, and as a forger would, for the module `tarspay.testing`.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use tarspay_core::model::Model;
use tarspay_core::testing::{self, CallbackFault};
use tarspay_core::{ErrorCode, HEADER_CALLBACK_SIGNATURE};

use crate::convert;
use crate::error::{Result, exception, refuse};
use crate::key::{PublicKey, read_private_key};
use crate::verifier::Verifier;

/// Signs callbacks with a key of its own in the gateway's place. Without a key it uses one that everybody knows: never trust it outside tests.
#[pyclass(frozen, module = "tarspay.testing")]
pub(crate) struct TestGateway {
    gateway: testing::TestGateway,
}

#[pymethods]
impl TestGateway {
    /// pytest takes every class called Test… for tests.
    #[classattr]
    #[pyo3(name = "__test__")]
    const IS_TEST: bool = false;

    #[new]
    #[pyo3(signature = (private_key=None))]
    fn new(private_key: Option<&Bound<'_, PyAny>>) -> Result<Self> {
        let gateway = match private_key {
            Some(key) => testing::TestGateway::with_key(read_private_key(key)?),
            None => testing::TestGateway::new()?,
        };
        Ok(Self { gateway })
    }

    /// The key to trust in tests.
    #[getter]
    fn public_key(&self) -> PublicKey {
        self.gateway.public_key().into()
    }

    /// A verifier that trusts this gateway alone.
    fn verifier(&self) -> Result<Verifier> {
        Ok(self.gateway.verifier()?.into())
    }

    /// A callback, signed as the gateway signs, with a fault.
    ///
    /// ``members`` has the names of the JSON body, in the order in which they are signed; the sample callback if left out.
    #[pyo3(signature = (members=None, *, fault="none"))]
    fn callback(&self, members: Option<&Bound<'_, PyAny>>, fault: &str) -> Result<TestCallback> {
        let fault = CallbackFault::from_text(fault).ok_or_else(|| {
            let faults: Vec<&str> = CallbackFault::ALL.iter().map(|fault| fault.as_str()).collect();
            refuse(
                ErrorCode::ArgumentInvalid,
                format!("there is no such fault; the faults are {}", faults.join(", ")),
                Some("fault"),
            )
        })?;
        let members = match members {
            Some(members) => convert::object(members)?,
            None => testing::sample_callback().to_object(),
        };
        let testing::TestCallback { body, signature } = self.gateway.callback_of(&members, fault)?;
        Ok(TestCallback { body, signature, verifies: fault.verifies() })
    }

    fn __repr__(&self) -> String {
        format!("TestGateway(public key {})", self.gateway.public_key())
    }
}

/// A callback ready to be posted to a handler under test.
#[pyclass(frozen, module = "tarspay.testing")]
pub(crate) struct TestCallback {
    body: String,
    signature: String,
    verifies: bool,
}

#[pymethods]
impl TestCallback {
    #[classattr]
    #[pyo3(name = "__test__")]
    const IS_TEST: bool = false;

    /// The body to post.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.body.as_bytes())
    }

    /// The header ``X-RESP-SIGNATURE``; empty if the fault is that there is none.
    #[getter]
    fn signature(&self) -> &str {
        &self.signature
    }

    /// The headers to post, a new dict each time.
    #[getter]
    fn headers<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let headers = PyDict::new(py);
        headers.set_item("Content-Type", tarspay_core::CONTENT_TYPE)?;
        if !self.signature.is_empty() {
            headers.set_item(HEADER_CALLBACK_SIGNATURE, &self.signature)?;
        }
        Ok(headers)
    }

    /// Whether a correct handler accepts it.
    #[getter]
    fn verifies(&self) -> bool {
        self.verifies
    }

    fn __repr__(&self) -> String {
        format!("TestCallback(verifies={})", self.verifies)
    }
}

/// The members of a successful deposit in Indonesia, to be changed as a test needs.
#[pyfunction]
pub(crate) fn sample_callback(py: Python<'_>) -> PyResult<Bound<'_, PyDict>> {
    convert::dict(py, &testing::sample_callback().to_object())
}

/// The exception of an error code, so that the handling of every code can be tested.
#[pyfunction]
#[pyo3(signature = (code, /))]
pub(crate) fn error_with_code<'py>(py: Python<'py>, code: &str) -> Result<Bound<'py, PyAny>> {
    let code = ErrorCode::from_text(code)
        .ok_or_else(|| refuse(ErrorCode::ArgumentInvalid, "there is no such error code", Some("code")))?;
    Ok(exception(py, &testing::error_with_code(code))?)
}
