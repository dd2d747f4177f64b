//! Errors of the core as Python exceptions. The classes are Python's own, in `tarspay/_errors.py`.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyTuple, PyType};
use tarspay_core::error::Problem;
use tarspay_core::{Error, ErrorCode};

/// Why a call from Python failed.
pub(crate) enum Failure {
    /// Becomes a `TarsPayError`.
    TarsPay(Error),
    /// Raised by Python itself, or by code of the caller that was called on the way.
    Python(PyErr),
}

pub(crate) type Result<T, E = Failure> = std::result::Result<T, E>;

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::TarsPay(error)
    }
}

impl From<PyErr> for Failure {
    fn from(error: PyErr) -> Self {
        Self::Python(error)
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::TarsPay(error) => {
                Python::attach(|py| exception(py, &error).map_or_else(|error| error, Self::from_value))
            }
            Failure::Python(error) => error,
        }
    }
}

/// A mistake that only a binding can see.
pub(crate) fn refuse(
    code: ErrorCode,
    message: impl Into<std::borrow::Cow<'static, str>>,
    field: Option<&str>,
) -> Failure {
    Error::from_binding(code, message, field).into()
}

/// The exception for an error of the core.
pub(crate) fn exception<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    static CLASSES: [PyOnceLock<Py<PyType>>; 4] = [const { PyOnceLock::new() }; 4];
    let [base, mismatch, malformed, order] = &CLASSES;
    let (cell, name) = match class(error.code()) {
        Class::TarsPayError => (base, "TarsPayError"),
        Class::SignatureMismatch => (mismatch, "SignatureMismatch"),
        Class::MalformedInput => (malformed, "MalformedInput"),
        Class::InvalidOrder => (order, "InvalidOrder"),
    };
    let class = cell.import(py, "tarspay._errors", name)?;
    class.call1((error.code().as_str(), error.message(), error.field(), problems(py, error.problems())?))
}

/// Problems as the Python class `Problem`.
pub(crate) fn problems<'py>(py: Python<'py>, problems: &[Problem]) -> PyResult<Bound<'py, PyTuple>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    let class = CLASS.import(py, "tarspay._errors", "Problem")?;
    let items: Vec<Bound<'py, PyAny>> = problems
        .iter()
        .map(|problem| {
            let severity = match problem.severity {
                tarspay_core::error::Severity::Warning => "warning",
                tarspay_core::error::Severity::Error => "error",
            };
            class.call1((severity, &problem.member, problem.code.as_str(), problem.gateway_code, &*problem.message))
        })
        .collect::<PyResult<_>>()?;
    PyTuple::new(py, items)
}

enum Class {
    TarsPayError,
    SignatureMismatch,
    MalformedInput,
    InvalidOrder,
}

/// The one place that decides which exception a code is.
fn class(code: ErrorCode) -> Class {
    use ErrorCode as Code;
    match code {
        Code::SignatureMismatch | Code::KeyNotTrusted => Class::SignatureMismatch,
        Code::OrderInvalid
        | Code::MemberEmpty
        | Code::IdentifierMissing
        | Code::AmountInvalid
        | Code::UrlInvalid
        | Code::MemberFormat
        | Code::NumberOutOfRange
        | Code::WayCodeUnknown
        | Code::CurrencyMismatch
        | Code::AmountOutOfLimits
        | Code::UrlNotPublic
        | Code::EndpointNotInMarket
        | Code::MemberUnknown
        | Code::ValueAmbiguous => Class::InvalidOrder,
        Code::NoTrustedKey | Code::ObjectClosed | Code::EntropyUnavailable => Class::TarsPayError,
        // All else is input that can't be read, which a new code most likely is as well.
        _ => Class::MalformedInput,
    }
}
