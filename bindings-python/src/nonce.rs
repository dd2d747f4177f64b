//! The nonce's default: now.

use std::time::{SystemTime, UNIX_EPOCH};

use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyInt};
use tarspay_core::{ErrorCode, Nonce};

use crate::body::header;
use crate::error::{Result, refuse};

/// 13 digits as `str` or `int`; now if there is none.
///
/// # Errors
/// `nonce_invalid`, `number_not_exact` for a float, `TypeError` for other types.
pub(crate) fn nonce(value: Option<&Bound<'_, PyAny>>) -> Result<Nonce> {
    let Some(value) = value else {
        let millis = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        return Ok(Nonce::parse(&millis.to_string())?);
    };
    if value.is_instance_of::<PyFloat>() {
        return Err(refuse(
            ErrorCode::NumberNotExact,
            "the nonce must be an int or text, not a float: time.time_ns() // 1_000_000",
            Some("nonce"),
        ));
    }
    if value.is_instance_of::<PyInt>() {
        let digits = value.extract::<i128>().map_or_else(|_| String::from("?"), |value| value.to_string());
        return Ok(Nonce::parse(&digits)?);
    }
    Ok(Nonce::parse(&header(value, "nonce")?)?)
}
