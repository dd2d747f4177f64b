//! Many callbacks at once, on all cores.

use std::borrow::Cow;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use pyo3::types::PyList;
use tarspay_core::{Error, ErrorCode};

use crate::body::{RawBody, header};
use crate::callback::Callback;
use crate::error::{Failure, Result, exception, refuse};

/// Between blocks of rows Ctrl-C is heard.
const BLOCK: usize = 8192;
/// Fewer rows than this per core are not worth a thread.
const ROWS_PER_THREAD: usize = 16;

type Verified = Result<tarspay_core::Callback, Error>;

/// A row as it can be read without Python, or why it can't be.
type Row = Result<(RawBody, String)>;

pub(crate) fn verify<'py>(
    py: Python<'py>,
    verifier: &tarspay_core::Verifier,
    bodies: &Bound<'py, PyAny>,
    signatures: &Bound<'py, PyAny>,
) -> Result<Bound<'py, PyList>> {
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
        let block: Vec<Row> = rows.by_ref().take(BLOCK).map(|(body, signature)| row(&body, &signature)).collect();
        if block.is_empty() {
            return Ok(results);
        }
        let verified = py.detach(|| verify_block(verifier, &block));
        for (row, verified) in block.into_iter().zip(verified) {
            let result = row.and_then(|(body, signature)| {
                Ok(verified.unwrap_or_else(|| verifier.verify_callback(&body, &signature))?)
            });
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

fn row(body: &Bound<'_, PyAny>, signature: &Bound<'_, PyAny>) -> Row {
    Ok((RawBody::read(body)?, header(signature, "signature").map(Cow::into_owned)?))
}

/// The results of the rows that can be read, in the order of the rows.
fn verify_block(verifier: &tarspay_core::Verifier, rows: &[Row]) -> Vec<Option<Verified>> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match rows.get(index) {
                None => return done,
                Some(Ok((body, signature))) => done.push((index, verifier.verify_callback(body, signature))),
                Some(Err(_)) => {}
            }
        }
    };
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let helpers = 1..cores.min(rows.len().div_ceil(ROWS_PER_THREAD));
    let mut results: Vec<Option<Verified>> = rows.iter().map(|_| None).collect();
    thread::scope(|scope| {
        // Where the operating system gives no thread, this one does the work.
        let helpers: Vec<_> = helpers.filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok()).collect();
        let mut done = work();
        done.extend(helpers.into_iter().filter_map(|helper| helper.join().ok()).flatten());
        for (index, result) in done {
            if let Some(slot) = results.get_mut(index) {
                *slot = Some(result);
            }
        }
    });
    results
}
