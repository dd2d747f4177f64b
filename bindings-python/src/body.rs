//! Bytes and texts as Python programs hold them.

use std::borrow::Cow;
use std::ops::Deref;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBool, PyByteArray, PyBytes, PyFloat, PyInt, PyList, PyMapping, PyMemoryView, PyString, PyTuple};
use tarspay_core::ErrorCode;

use crate::error::{Failure, Result, refuse};

/// A body as it was received. It stays readable while other Python threads run.
pub(crate) enum RawBody {
    Bytes(PyBackedBytes),
    Text(PyBackedStr),
}

impl AsRef<[u8]> for RawBody {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Bytes(bytes) => bytes,
            Self::Text(text) => text.as_bytes(),
        }
    }
}

impl Deref for RawBody {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        self.as_ref()
    }
}

impl RawBody {
    /// `bytes`, `bytearray`, `memoryview`, anything else with a buffer, or `str`.
    ///
    /// # Errors
    /// `body_not_raw` for what a JSON parser returns, `body_missing` for `None`, `json_lone_surrogate` for text that is no Unicode;
    /// `TypeError` for anything else.
    pub(crate) fn read(value: &Bound<'_, PyAny>) -> Result<Self> {
        if let Some(body) = Self::read_bytes(value)? {
            return Ok(body);
        }
        if value.is_none() {
            return Err(refuse(
                ErrorCode::BodyMissing,
                "the body is None; pass the raw bytes as they arrived",
                Some("body"),
            ));
        }
        if is_parsed_json(value) {
            return Err(refuse(
                ErrorCode::BodyNotRaw,
                format!(
                    "this is a {}, not the raw body: its exact characters, which are signed, are lost; pass the bytes as they arrived (FastAPI: await request.body(), Django: request.body, Flask: request.get_data())",
                    type_name(value)
                ),
                Some("body"),
            ));
        }
        if let Ok(view) = PyMemoryView::from(value) {
            return copied(view.as_any());
        }
        Err(PyTypeError::new_err(format!("the body must be bytes-like or str, not {}", type_name(value))).into())
    }

    /// The body, if `value` is certainly meant as JSON text rather than as members.
    pub(crate) fn read_bytes(value: &Bound<'_, PyAny>) -> Result<Option<Self>> {
        if let Ok(bytes) = value.cast::<PyBytes>() {
            return Ok(Some(Self::Bytes(bytes.clone().into())));
        }
        if let Ok(text) = value.cast::<PyString>() {
            let text = PyBackedStr::try_from(text.clone()).map_err(|_| lone_surrogate("body"))?;
            return Ok(Some(Self::Text(text)));
        }
        if let Ok(bytes) = value.cast::<PyByteArray>() {
            return Ok(Some(Self::Bytes(bytes.clone().into())));
        }
        if value.is_instance_of::<PyMemoryView>() {
            return copied(value).map(Some);
        }
        Ok(None)
    }
}

fn copied(view: &Bound<'_, PyAny>) -> Result<RawBody> {
    let bytes = view.call_method0("tobytes")?;
    Ok(RawBody::Bytes(bytes.cast_into::<PyBytes>().map_err(PyErr::from)?.into()))
}

fn is_parsed_json(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyList>()
        || value.is_instance_of::<PyTuple>()
        || value.is_instance_of::<PyInt>()
        || value.is_instance_of::<PyFloat>()
        || value.is_instance_of::<PyBool>()
        || value.cast::<PyMapping>().is_ok()
}

/// A header's text. Frameworks give it as `str` or `bytes`, and `None` where it is missing, which the core reports as such.
pub(crate) fn header<'a>(value: &'a Bound<'_, PyAny>, name: &str) -> Result<Cow<'a, str>> {
    if value.is_none() {
        return Ok(Cow::Borrowed(""));
    }
    if let Ok(text) = value.cast::<PyString>() {
        // Half a surrogate pair becomes a replacement character, which is as wrong in every header.
        return Ok(text.to_string_lossy());
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(String::from_utf8_lossy(bytes.as_bytes()));
    }
    Err(PyTypeError::new_err(format!("{name} must be str, bytes or None, not {}", type_name(value))).into())
}

pub(crate) fn lone_surrogate(field: &str) -> Failure {
    refuse(
        ErrorCode::JsonLoneSurrogate,
        "the text holds half of a surrogate pair, which is no character; was it decoded with surrogateescape, or an emoji cut in two?",
        Some(field),
    )
}

pub(crate) fn type_name(value: &Bound<'_, PyAny>) -> String {
    value.get_type().name().map_or_else(|_| String::from("object"), |name| name.to_string_lossy().into_owned())
}
