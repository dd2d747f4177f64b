//! Python's values to JSON values and back. Numbers keep their digits in both directions.

use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{
    PyBool, PyByteArray, PyBytes, PyDict, PyFloat, PyInt, PyList, PyMapping, PyMemoryView, PyString, PyTuple, PyType,
};
use serde::Serialize;
use tarspay_core::json::{Limits, Number, Object, Value, parse_object};
use tarspay_core::{Error, ErrorCode};

use crate::body::{lone_surrogate, type_name};
use crate::error::{Failure, Result, refuse};

/// Members from a mapping with the names of the JSON body.
///
/// # Errors
/// `number_not_exact` for floats; `json_lone_surrogate`, `json_too_deep`, `body_too_large`; `argument_invalid` for values that JSON does not have.
/// `None` becomes null, which the core refuses with the words of its own.
pub(crate) fn object(mapping: &Bound<'_, PyAny>) -> Result<Object<'static>> {
    let mapping = mapping.cast::<PyMapping>().map_err(|_| {
        refuse(
            ErrorCode::ArgumentInvalid,
            format!("members must be a mapping of names to values, not {}", type_name(mapping)),
            None,
        )
    })?;
    Reader { values_left: Limits::DEFAULT.max_bytes }.object(mapping, Limits::DEFAULT.max_depth)
}

/// One value of a member.
///
/// # Errors
/// As [`object`].
pub(crate) fn value(value: &Bound<'_, PyAny>, member: &str) -> Result<Value<'static>> {
    Reader { values_left: Limits::DEFAULT.max_bytes }.value(value, member, Limits::DEFAULT.max_depth)
}

/// The digits of an `int` or `Decimal`, without exponent; `None` for other types.
///
/// # Errors
/// `number_not_exact` for what has no digits.
pub(crate) fn plain_digits(value: &Bound<'_, PyAny>, member: &str) -> Result<Option<String>> {
    if value.is_instance_of::<PyBool>() {
        return Ok(None);
    }
    if value.is_instance_of::<PyInt>() {
        return Ok(Some(integer(value, member)?.as_str().to_owned()));
    }
    if !value.is_instance(decimal_class(value.py())?)? {
        return Ok(None);
    }
    decimal(value, member)?;
    let text = decimal_class(value.py())?.call_method1("__format__", (value, "f"))?;
    Ok(Some(text.extract()?))
}

/// A self-containing list would be read for ever: depth and number of values are limited.
struct Reader {
    values_left: usize,
}

impl Reader {
    fn object(&mut self, mapping: &Bound<'_, PyMapping>, depth_left: usize) -> Result<Object<'static>> {
        let depth_left = depth_left.checked_sub(1).ok_or_else(too_deep)?;
        let mut object = Object::new();
        // A snapshot: converting a value may run code that changes the mapping.
        for item in mapping.items()? {
            let (name, member): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
            let name = name.cast::<PyString>().map_err(|_| {
                refuse(
                    ErrorCode::ArgumentInvalid,
                    format!("a member's name must be str, not {}", type_name(&name)),
                    None,
                )
            })?;
            let name = name.to_str().map_err(|_| lone_surrogate("name"))?;
            let value = self.value(&member, name, depth_left)?;
            object.insert(name.to_owned(), value);
        }
        Ok(object)
    }

    fn value(&mut self, value: &Bound<'_, PyAny>, member: &str, depth_left: usize) -> Result<Value<'static>> {
        self.values_left = self.values_left.checked_sub(1).ok_or_else(too_large)?;
        if let Ok(text) = value.cast::<PyString>() {
            return Ok(Value::from(text.to_str().map_err(|_| lone_surrogate(member))?.to_owned()));
        }
        // bool is a subclass of int: it comes first.
        if let Ok(value) = value.cast::<PyBool>() {
            return Ok(Value::Bool(value.is_true()));
        }
        if value.is_instance_of::<PyInt>() {
            return Ok(Value::Number(integer(value, member)?));
        }
        if value.is_none() {
            return Ok(Value::Null);
        }
        if value.is_instance_of::<PyFloat>() {
            return Err(not_exact(
                member,
                "a float has no certain digits, and the digits are signed; write amounts as text (\"100.00\"), other numbers as int or decimal.Decimal",
            ));
        }
        if value.is_instance(decimal_class(value.py())?)? {
            return Ok(Value::Number(decimal(value, member)?));
        }
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            let depth_left = depth_left.checked_sub(1).ok_or_else(too_deep)?;
            let items = value.try_iter()?.map(|item| self.value(&item?, member, depth_left));
            return Ok(Value::Array(items.collect::<Result<_>>()?));
        }
        if let Ok(mapping) = value.cast::<PyMapping>() {
            return Ok(Value::Object(self.object(mapping, depth_left)?));
        }
        let remedy = if is_bytes(value) { "; decode it to str" } else { "; JSON has no such value, write it as str" };
        Err(refuse(ErrorCode::ArgumentInvalid, format!("a member can't be {}{remedy}", type_name(value)), Some(member)))
    }
}

/// Independent of `__str__`, which subclasses such as enums redefine.
fn integer(value: &Bound<'_, PyAny>, member: &str) -> Result<Number<'static>> {
    if let Ok(value) = value.extract::<i64>() {
        return Ok(Number::from(value));
    }
    let digits = value.py().get_type::<PyInt>().call_method1("__repr__", (value,));
    let digits: String =
        digits.and_then(|digits| digits.extract()).map_err(|_| not_exact(member, "the integer has too many digits"))?;
    Number::parse(&digits).ok_or_else(|| not_exact(member, "the integer can't be written as a JSON number"))
}

fn decimal(value: &Bound<'_, PyAny>, member: &str) -> Result<Number<'static>> {
    let text: String = decimal_class(value.py())?.call_method1("__str__", (value,))?.extract()?;
    Number::parse(&text).ok_or_else(|| not_exact(member, "NaN and infinity are no JSON numbers"))
}

fn decimal_class(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static CLASS: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    CLASS.import(py, "decimal", "Decimal")
}

fn is_bytes(value: &Bound<'_, PyAny>) -> bool {
    value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>()
}

fn not_exact(member: &str, message: &'static str) -> Failure {
    refuse(ErrorCode::NumberNotExact, message, Some(member))
}

fn too_deep() -> Failure {
    refuse(ErrorCode::JsonTooDeep, "the members are nested more deeply than 64 levels, or contain themselves", None)
}

fn too_large() -> Failure {
    refuse(ErrorCode::BodyTooLarge, "the members hold more than a million values", None)
}

/// Members as a dict with the names of the JSON body. Integers become `int`, other numbers `Decimal`.
pub(crate) fn dict<'py>(py: Python<'py>, object: &Object<'_>) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (name, value) in object.iter() {
        dict.set_item(name, to_python(py, value)?)?;
    }
    Ok(dict)
}

fn to_python<'py>(py: Python<'py>, value: &Value<'_>) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(value) => PyBool::new(py, *value).to_owned().into_any(),
        Value::Number(number) => match number.as_i64() {
            // Decimal keeps the sign of -0, and has no limit of digits as int has.
            Some(integer) if number.as_str() != "-0" => integer.into_pyobject(py)?.into_any(),
            _ => decimal_class(py)?.call1((number.as_str(),))?,
        },
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| to_python(py, item)).collect::<PyResult<_>>()?;
            PyList::new(py, items)?.into_any()
        }
        Value::Object(object) => dict(py, object)?.into_any(),
    })
}

/// What the core gives as data for serde, as dicts and lists.
pub(crate) fn data<'py>(py: Python<'py>, data: &impl Serialize) -> Result<Bound<'py, PyDict>> {
    let json = serde_json::to_vec(data).map_err(|error| unexpected(&error.to_string()))?;
    let limits = Limits { max_bytes: usize::MAX, ..Limits::DEFAULT };
    Ok(dict(py, &parse_object(&json, &limits)?)?)
}

fn unexpected(message: &str) -> Error {
    Error::from_binding(ErrorCode::ArgumentInvalid, message.to_owned(), None)
}
