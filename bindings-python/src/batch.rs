//! Many callbacks at once.

use std::borrow::Cow;
use std::num::NonZero;

use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyList;
use tarspay_core::ErrorCode;

use crate::body::{RawBody, header};
use crate::callback::Callback;
use crate::error::{Failure, Result, exception, refuse};

/// Between blocks of rows Ctrl-C is heard.
const BLOCK: usize = 8192;

pub(crate) fn verify<'py>(
    py: Python<'py>,
    verifier: &tarspay_core::Verifier,
    bodies: &Bound<'py, PyAny>,
    signatures: &Bound<'py, PyAny>,
    threads: Option<i64>,
) -> Result<Bound<'py, PyList>> {
    let count = threads.map(|threads| usize::try_from(threads).ok().and_then(NonZero::new));
    if count == Some(None) {
        return Err(refuse(ErrorCode::ArgumentInvalid, "there must be at least one thread", Some("threads")));
    }
    let threads = count.flatten();
    let (bodies, signatures) = (list(bodies)?, list(signatures)?);
    if bodies.len() != signatures.len() {
        return Err(refuse(
            ErrorCode::ArgumentInvalid,
            format!("there are {} bodies and {} signatures; give one of each per row", bodies.len(), signatures.len()),
            Some("signatures"),
        ));
    }
    let results = PyList::empty(py);
    let mut rows = bodies.iter().zip(signatures.iter());
    loop {
        // What can be read without Python, and of each row why it can't be.
        let mut readable: Vec<(RawBody, String)> = Vec::new();
        let block = rows.by_ref().take(BLOCK).map(|(body, signature)| row(&body, &signature));
        let failures: Vec<Option<Failure>> = block.map(|row| row.map(|row| readable.push(row)).err()).collect();
        if failures.is_empty() {
            return Ok(results);
        }
        let mut verified = py.detach(|| verifier.verify_callbacks_in_parallel(&readable, threads)).into_iter();
        for failure in failures {
            let result = match failure {
                Some(failure) => Err(failure),
                None => match verified.next() {
                    Some(result) => result.map_err(Failure::from),
                    // The core answers every row.
                    None => break,
                },
            };
            results.append(match result {
                Ok(callback) => Bound::new(py, Callback::from(callback))?.into_any(),
                Err(Failure::TarsPay(error)) => exception(py, &error)?,
                Err(Failure::Python(error)) if error.is_instance_of::<PyException>(py) => {
                    error.into_value(py).into_bound(py).into_any()
                }
                Err(interrupt) => return Err(interrupt),
            })?;
        }
        py.check_signals()?;
    }
}

/// An Arrow array gives its values by `to_pylist`; iterating over it would give wrappers.
fn list<'py>(rows: &Bound<'py, PyAny>) -> Result<Bound<'py, PyList>> {
    if let Ok(list) = rows.cast::<PyList>() {
        return Ok(list.clone());
    }
    if let Ok(to_pylist) = rows.getattr("to_pylist") {
        return Ok(to_pylist.call0()?.cast_into().map_err(PyErr::from)?);
    }
    let list = PyList::empty(rows.py());
    for row in rows.try_iter()? {
        list.append(row?)?;
    }
    Ok(list)
}

fn row(body: &Bound<'_, PyAny>, signature: &Bound<'_, PyAny>) -> Result<(RawBody, String)> {
    Ok((RawBody::read(body)?, header(signature, "signature").map(Cow::into_owned)?))
}
