//! Endpoints by name, their members from keywords, and their validation.

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString, PyTuple};
use tarspay_core::catalog::Market;
use tarspay_core::json::{Limits, Object, Value, parse_object};
use tarspay_core::model::{Format, Kind, MemberSpec, RequestOptions};
use tarspay_core::{Endpoint, ErrorCode};

use crate::body::RawBody;
use crate::convert;
use crate::error::{Result, problems, refuse};

/// # Errors
/// `argument_invalid`.
pub(crate) fn endpoint(name: &str) -> Result<Endpoint> {
    Endpoint::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Endpoint::ALL.iter().map(|endpoint| endpoint.as_str()).collect();
        refuse(
            ErrorCode::ArgumentInvalid,
            format!("there is no such endpoint; the endpoints are {}", names.join(", ")),
            Some("endpoint"),
        )
    })
}

/// `RequestOptions` as Python gives them.
pub(crate) struct Options<'a> {
    pub(crate) market: Option<&'a str>,
    pub(crate) strict: bool,
    pub(crate) allow_test_hosts: bool,
    pub(crate) path: Option<&'a str>,
}

impl<'a> Options<'a> {
    /// # Errors
    /// `argument_invalid` for an unknown country.
    pub(crate) fn read(self) -> Result<RequestOptions<'a>> {
        let market = self.market.map(|country| {
            Market::by_country(country).ok_or_else(|| {
                let countries: Vec<&str> = Market::all().map(Market::country).collect();
                refuse(
                    ErrorCode::ArgumentInvalid,
                    format!("there is no such market; the countries are {}", countries.join(", ")),
                    Some("market"),
                )
            })
        });
        Ok(RequestOptions {
            market: market.transpose()?,
            strict: self.strict,
            allow_test_hosts: self.allow_test_hosts,
            path: self.path,
        })
    }
}

/// A request's members, from a mapping with the names of the JSON body or from snake_case keywords.
///
/// # Errors
/// `TypeError` for an unknown keyword, or if both are given; those of [`convert::object`].
pub(crate) fn members(
    endpoint: Endpoint,
    mapping: Option<&Bound<'_, PyAny>>,
    keywords: &Bound<'_, PyDict>,
) -> Result<Object<'static>> {
    let Some(mapping) = mapping else { return from_keywords(endpoint, keywords) };
    if !keywords.is_empty() {
        return Err(PyTypeError::new_err(format!(
            "{endpoint}() takes a mapping or keywords, not both at once; put all members into the mapping"
        ))
        .into());
    }
    match RawBody::read_bytes(mapping)? {
        Some(_) => Err(PyTypeError::new_err(format!(
            "{endpoint}() takes a mapping; to sign JSON text as it is, use Signer.sign()"
        ))
        .into()),
        None => convert::object(mapping),
    }
}

fn from_keywords(endpoint: Endpoint, keywords: &Bound<'_, PyDict>) -> Result<Object<'static>> {
    let specs = endpoint.spec().request.members;
    let mut object = Object::new();
    for item in keywords.items() {
        let (name, value): (Bound<'_, PyString>, Bound<'_, PyAny>) = item.extract()?;
        let name = name.to_string_lossy();
        let spec = specs.iter().find(|spec| spec.name == name).ok_or_else(|| unknown_keyword(endpoint, &name))?;
        object.insert(spec.wire, keyword_value(spec, &value)?);
    }
    Ok(object)
}

/// An amount is text in JSON and a number in Python.
fn keyword_value(spec: &MemberSpec, value: &Bound<'_, PyAny>) -> Result<Value<'static>> {
    if matches!((spec.kind, spec.format), (Kind::Text, Format::Amount))
        && let Some(digits) = convert::plain_digits(value, spec.wire)?
    {
        return Ok(Value::from(digits));
    }
    convert::value(value, spec.wire)
}

fn unknown_keyword(endpoint: Endpoint, name: &str) -> PyErr {
    let specs = endpoint.spec().request.members;
    let remedy = if let Some(spec) = specs.iter().find(|spec| spec.wire == name) {
        format!("write it {}, or pass a mapping with the names of the JSON body", spec.name)
    } else {
        let names: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
        format!("it has {}; members it is not known to have go into a mapping", names.join(", "))
    };
    PyTypeError::new_err(format!("{endpoint}() has no keyword {name:?}: {remedy}"))
}

/// Finds every problem of a request: errors, which the gateway would surely refuse, and warnings. An empty tuple means that none was found.
///
/// ``members`` is a mapping with the names of the JSON body, or the JSON itself as bytes or text. ``market`` is a two-letter country code,
/// taken from the currency if left out. With ``strict`` warnings count as errors.
#[pyfunction]
#[pyo3(signature = (endpoint, members, /, *, market=None, strict=false, allow_test_hosts=false))]
pub(crate) fn validate<'py>(
    py: Python<'py>,
    endpoint: &str,
    members: &Bound<'py, PyAny>,
    market: Option<&str>,
    strict: bool,
    allow_test_hosts: bool,
) -> Result<Bound<'py, PyTuple>> {
    let endpoint = crate::endpoint::endpoint(endpoint)?;
    let options = Options { market, strict, allow_test_hosts, path: None }.read()?;
    let found = match RawBody::read_bytes(members)? {
        Some(json) => tarspay_core::model::validate(endpoint, &parse_object(&json, &Limits::DEFAULT)?, &options),
        None => tarspay_core::model::validate(endpoint, &convert::object(members)?, &options),
    };
    Ok(problems(py, &found)?)
}
