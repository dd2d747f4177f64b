//! The tables of the core as dicts and lists.

use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;
use tarspay_core::catalog::{BizType, GatewayCode, Market, OrderState};
use tarspay_core::model::{Format, Kind, MemberSpec, ModelSpec, Presence};
use tarspay_core::{Endpoint, ErrorCode};

use crate::convert;
use crate::error::Result;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Catalog {
    markets: Vec<Market>,
    order_states: Vec<State>,
    biz_types: Vec<Biz>,
    gateway_codes: Vec<Code>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct State {
    code: i64,
    name: Option<&'static str>,
    text: Option<&'static str>,
    is_final: bool,
}

#[derive(Serialize)]
struct Biz {
    code: i64,
    name: Option<&'static str>,
}

#[derive(Serialize)]
struct Code {
    code: i64,
    texts: &'static [&'static str],
}

/// Markets, order states, business types and the gateway's error codes.
#[pyfunction]
pub(crate) fn catalog(py: Python<'_>) -> Result<Bound<'_, PyDict>> {
    let state = |state: &OrderState| State {
        code: state.0,
        name: state.name(),
        text: state.describe(),
        is_final: state.is_final(),
    };
    convert::data(
        py,
        &Catalog {
            markets: Market::all().collect(),
            order_states: OrderState::ALL.iter().map(state).collect(),
            biz_types: BizType::ALL.iter().map(|biz| Biz { code: biz.0, name: biz.name() }).collect(),
            gateway_codes: GatewayCode::all().map(|code| Code { code: code.0, texts: code.texts() }).collect(),
        },
    )
}

/// Every endpoint, with the members of its request and of its answer.
#[pyfunction]
pub(crate) fn endpoints(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let endpoints: Vec<_> = Endpoint::ALL.iter().map(|endpoint| describe(py, *endpoint)).collect::<PyResult<_>>()?;
    PyList::new(py, endpoints)
}

fn describe(py: Python<'_>, endpoint: Endpoint) -> PyResult<Bound<'_, PyDict>> {
    let spec = endpoint.spec();
    let dict = PyDict::new(py);
    dict.set_item("name", spec.name)?;
    dict.set_item("doc", spec.doc)?;
    dict.set_item("path", spec.path)?;
    dict.set_item("countries", PyList::new(py, spec.countries)?)?;
    dict.set_item("request", model(py, spec.request)?)?;
    dict.set_item("data", model(py, spec.data)?)?;
    Ok(dict)
}

fn model<'py>(py: Python<'py>, spec: &ModelSpec) -> PyResult<Bound<'py, PyDict>> {
    let members: Vec<_> = spec.members.iter().map(|spec| member(py, spec)).collect::<PyResult<_>>()?;
    let dict = PyDict::new(py);
    dict.set_item("name", spec.name)?;
    dict.set_item("doc", spec.doc.trim())?;
    dict.set_item("members", PyList::new(py, members)?)?;
    Ok(dict)
}

fn member<'py>(py: Python<'py>, spec: &MemberSpec) -> PyResult<Bound<'py, PyDict>> {
    let kind = match spec.kind {
        Kind::Text => "text",
        Kind::Integer | Kind::BizType | Kind::OrderState => "integer",
        Kind::List(_) => "list",
        Kind::ListsByName(_) => "lists_by_name",
    };
    let presence = match spec.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::OneOf => "one_of",
    };
    let dict = PyDict::new(py);
    dict.set_item("name", spec.name)?;
    dict.set_item("wire", spec.wire)?;
    dict.set_item("kind", kind)?;
    dict.set_item("presence", presence)?;
    dict.set_item("is_amount", spec.format == Format::Amount)?;
    dict.set_item("doc", spec.doc.trim())?;
    Ok(dict)
}

/// Every error code: its text, what happened, and what to do about it.
#[pyfunction]
pub(crate) fn error_codes() -> Vec<(&'static str, &'static str, &'static str)> {
    ErrorCode::ALL.iter().map(|code| (code.as_str(), code.what(), code.remedy())).collect()
}
