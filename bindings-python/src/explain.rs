//! What was signed, and which known mistake gives the signature at hand.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use tarspay_core::PrivateKey;
use tarspay_core::explain::{self, CallbackToExplain, RequestToExplain};

use crate::body::{RawBody, header};
use crate::convert;
use crate::error::Result;
use crate::key::{read_private_key, read_public_key, read_public_keys};

/// What was signed, stage by stage, and what went wrong. ``str`` gives it for reading, ``to_dict`` as data.
///
/// It holds the members' values, so it is as confidential as the body; it never holds any part of a private key.
#[pyclass(frozen, module = "tarspay")]
pub(crate) struct Explanation {
    explanation: explain::Explanation,
}

#[pymethods]
impl Explanation {
    /// ``valid``, ``mismatch`` or ``unreadable``; ``None`` without a signature, or without a key to check it with.
    #[getter]
    fn verdict(&self) -> Option<&'static str> {
        self.explanation.verdict.map(|verdict| match verdict {
            explain::Verdict::Valid => "valid",
            explain::Verdict::Mismatch => "mismatch",
            explain::Verdict::Unreadable => "unreadable",
        })
    }

    /// The known mistakes that give the signature, the one in the text first; empty if there is none.
    #[getter]
    fn mistakes(&self) -> Vec<&'static str> {
        let diagnosis = self.explanation.diagnosis.iter();
        diagnosis.flat_map(|diagnosis| &diagnosis.mistakes).map(|mistake| mistake.as_str()).collect()
    }

    /// Whether the mistakes were shown to give exactly this signature.
    #[getter]
    fn proven(&self) -> bool {
        self.explanation.diagnosis.as_ref().is_some_and(|diagnosis| diagnosis.proven)
    }

    /// The text that the rules say is signed; ``None`` if the input breaks them.
    #[getter]
    fn string_to_sign(&self) -> Option<&str> {
        self.explanation.string_to_sign.as_deref()
    }

    /// Every stage as dicts and lists, with names in camelCase.
    fn to_dict<'py>(&self, py: Python<'py>) -> Result<Bound<'py, PyDict>> {
        convert::data(py, &self.explanation)
    }

    fn __str__(&self) -> String {
        self.explanation.to_string()
    }

    fn __repr__(&self) -> String {
        format!("Explanation(verdict={:?}, mistakes={:?})", self.verdict(), self.mistakes())
    }
}

/// Explains a request as it was sent, or is going to be. It never fails for what is wrong with the request: that is listed in ``faults``.
///
/// ``body`` is the raw body; ``api_key``, ``nonce`` and ``signature`` are the headers. ``private_key`` shows the signature that it makes.
/// ``other_keys`` and ``other_nonces`` are further ones that may have been used.
#[pyfunction]
#[pyo3(signature = (method, path, nonce, body, *, api_key=None, private_key=None, signature=None, other_keys=None, other_nonces=None))]
#[allow(clippy::too_many_arguments)]
pub(crate) fn explain_request(
    py: Python<'_>,
    method: &Bound<'_, PyString>,
    path: &Bound<'_, PyString>,
    nonce: &Bound<'_, PyAny>,
    body: &Bound<'_, PyAny>,
    api_key: Option<&Bound<'_, PyAny>>,
    private_key: Option<&Bound<'_, PyAny>>,
    signature: Option<&Bound<'_, PyAny>>,
    other_keys: Option<&Bound<'_, PyAny>>,
    other_nonces: Option<Vec<String>>,
) -> Result<Explanation> {
    let (method, path) = (method.to_string_lossy(), path.to_string_lossy());
    let (nonce, body) = (header(nonce, "nonce")?, RawBody::read(body)?);
    let api_key = api_key.map(|key| header(key, "api_key")).transpose()?;
    let signature = signature.map(|text| header(text, "signature")).transpose()?;
    let private_key: Option<PrivateKey> = private_key.map(read_private_key).transpose()?;
    let other_keys = other_keys.map(read_public_keys).transpose()?.unwrap_or_default();
    let other_nonces = other_nonces.unwrap_or_default();
    let other_nonces: Vec<&str> = other_nonces.iter().map(String::as_str).collect();
    let request = RequestToExplain {
        method: &method,
        path: &path,
        nonce: &nonce,
        body: &body,
        api_key: api_key.as_deref(),
        private_key: private_key.as_ref(),
        signature: signature.as_deref(),
        other_keys: &other_keys,
        other_nonces: &other_nonces,
    };
    Ok(Explanation { explanation: py.detach(|| explain::explain_request(&request)) })
}

/// Explains a callback as it was received. It never fails for what is wrong with the callback: that is listed in ``faults``.
///
/// ``keys`` are the trusted public keys; left out, the key that the gateway publishes. ``path`` and ``nonce`` help to recognise signatures
/// that were made over a request's text by mistake.
#[pyfunction]
#[pyo3(signature = (body, signature, *, keys=None, private_key=None, other_keys=None, path=None, nonce=None))]
#[allow(clippy::too_many_arguments)]
pub(crate) fn explain_callback(
    py: Python<'_>,
    body: &Bound<'_, PyAny>,
    signature: &Bound<'_, PyAny>,
    keys: Option<&Bound<'_, PyAny>>,
    private_key: Option<&Bound<'_, PyAny>>,
    other_keys: Option<&Bound<'_, PyAny>>,
    path: Option<&str>,
    nonce: Option<&str>,
) -> Result<Explanation> {
    let body = RawBody::read(body)?;
    let signature = if signature.is_none() { None } else { Some(header(signature, "signature")?) };
    let keys = keys.map(key_texts).transpose()?.unwrap_or_default();
    let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
    let private_key: Option<PrivateKey> = private_key.map(read_private_key).transpose()?;
    let other_keys = other_keys.map(read_public_keys).transpose()?.unwrap_or_default();
    let callback = CallbackToExplain {
        body: &body,
        signature: signature.as_deref(),
        keys: &keys,
        private_key: private_key.as_ref(),
        other_keys: &other_keys,
        path,
        nonce,
    };
    Ok(Explanation { explanation: py.detach(|| explain::explain_callback(&callback)) })
}

/// Keys as text, unread: a wrong key is part of the explanation.
fn key_texts(keys: &Bound<'_, PyAny>) -> Result<Vec<String>> {
    let text = |key: &Bound<'_, PyAny>| -> Result<String> {
        Ok(match key.cast::<PyString>() {
            Ok(text) => text.to_string_lossy().into_owned(),
            Err(_) => read_public_key(key)?.to_hex(),
        })
    };
    if keys.is_instance_of::<PyString>() || keys.is_instance_of::<crate::key::PublicKey>() {
        return Ok(vec![text(keys)?]);
    }
    keys.try_iter()?.map(|key| text(&key?)).collect()
}
