//! What the gateway answers.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use tarspay_core::json::Object;
use tarspay_core::model::parse_endpoint_response;

use crate::body::RawBody;
use crate::convert;
use crate::error::Result;

/// The gateway's answer to a request.
#[pyclass(frozen, generic, module = "tarspay")]
pub(crate) struct Response {
    response: tarspay_core::model::Response<Object<'static>>,
}

#[pymethods]
impl Response {
    /// 0 is success.
    #[getter]
    fn code(&self) -> i64 {
        self.response.code.0
    }

    /// The gateway's text.
    #[getter]
    fn msg(&self) -> &str {
        &self.response.msg
    }

    /// Whether the gateway took the request.
    #[getter]
    fn is_success(&self) -> bool {
        self.response.is_success()
    }

    /// What the gateway's page says of the code; two texts where it prints the number twice, none where it does not print it.
    #[getter]
    fn code_texts(&self) -> &'static [&'static str] {
        self.response.code.texts()
    }

    /// The answer itself, with the names of the JSON body; on failure ``None`` or empty.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyDict>>> {
        self.response.data.as_ref().map(|data| convert::dict(py, data)).transpose()
    }

    /// The gateway's signature as text. What it covers is not known, so it is not verified.
    #[getter]
    fn sign(&self) -> Option<&str> {
        self.response.sign.as_deref()
    }

    /// Members of the envelope that this version does not know.
    #[getter]
    fn other<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        convert::dict(py, &self.response.other)
    }

    fn __repr__(&self) -> String {
        format!("{:?}", self.response)
    }
}

/// Reads the answer to a request. ``data`` has the types and spellings of the endpoint's model; members it does not know stay.
#[pyfunction]
#[pyo3(signature = (endpoint, body, /))]
pub(crate) fn parse_response(endpoint: &str, body: &Bound<'_, PyAny>) -> Result<Response> {
    let endpoint = crate::endpoint::endpoint(endpoint)?;
    Ok(Response { response: parse_endpoint_response(endpoint, &RawBody::read(body)?)? })
}
