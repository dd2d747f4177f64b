//! A signature as a value, for the module `tarspay.hazmat`.

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};

use crate::error::Result;
use crate::request::read_signature;

/// A secp256k1 signature. Takes DER as hex text or bytes, or r and s as 64 bytes. ``str`` gives DER as lower-case hex.
#[pyclass(frozen, module = "tarspay.hazmat")]
pub(crate) struct Signature {
    signature: tarspay_core::Signature,
}

#[pymethods]
impl Signature {
    #[new]
    #[pyo3(signature = (signature, /))]
    fn new(signature: &Bound<'_, PyAny>) -> Result<Self> {
        Ok(Self { signature: read_signature(signature)? })
    }

    /// Whether s is above half the curve's order, as in most of the gateway's signatures.
    #[getter]
    fn is_high_s(&self) -> bool {
        self.signature.is_high_s()
    }

    /// The same signature with the lower s.
    fn normalized(&self) -> Self {
        Self { signature: self.signature.normalized() }
    }

    /// DER as lower-case hex, the form of the gateway's headers.
    fn to_hex(&self) -> String {
        self.signature.to_hex()
    }

    /// r and s as 32 bytes each.
    fn to_raw<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.signature.to_raw())
    }

    fn __str__(&self) -> String {
        self.signature.to_hex()
    }

    fn __repr__(&self) -> String {
        format!("Signature('{}')", self.signature)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| other.get().signature == self.signature)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        PyString::new(py, &self.signature.to_hex()).hash()
    }
}
