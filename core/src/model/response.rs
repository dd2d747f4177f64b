//! What the gateway answers: `{ "code", "msg", "data", "sign" }`.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use core::fmt;

use super::member::Member;
use super::{Endpoint, Model, Request};
use crate::catalog::GatewayCode;
use crate::error::{Error, ErrorCode, Result};
use crate::json::{Limits, Object, Value, parse_object};

/// An answer whose `data` is read as `D`.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response<D> {
    /// 0 is success; see [`GatewayCode::texts`] for the others. Unknown codes are kept.
    pub code: GatewayCode,
    /// The gateway's text.
    pub msg: String,
    /// The answer itself. On failure it is absent or null, which is `None` here, or an empty object.
    pub data: Option<D>,
    /// The gateway's signature, as text. **What it covers is not known**: no published example verifies, so this crate does not verify it.
    pub sign: Option<String>,
    /// Members that this version does not know.
    pub other: Object<'static>,
}

impl<D> Response<D> {
    /// Whether the gateway took the request.
    pub fn is_success(&self) -> bool {
        self.code.is_success()
    }
}

/// Reads the answer to a request of type `R`.
///
/// # Errors
/// Those of [`parse_object`]; `member_missing` or `member_type` if there is no integer `code`, which means that something other than the
/// gateway answered.
pub fn parse_response<R: Request>(body: &[u8]) -> Result<Response<R::Data>> {
    read_envelope(body, R::Data::from_object)
}

/// Reads the answer of an endpoint that is known only at run time; `data` has the model's types and spellings.
///
/// # Errors
/// As [`parse_response`].
pub fn parse_endpoint_response(endpoint: Endpoint, body: &[u8]) -> Result<Response<Object<'static>>> {
    read_envelope(body, |data| endpoint.normalize_data(data))
}

fn read_envelope<D>(body: &[u8], read_data: impl Fn(&Object<'_>) -> D) -> Result<Response<D>> {
    let object = parse_object(body, &Limits::DEFAULT)?;
    let code = object.get("code").ok_or_else(|| {
        Error::new(
            ErrorCode::MemberMissing,
            "the answer has no code, so it is not the gateway's: was the right address called?",
        )
        .with_field("code")
    })?;
    let code = i64::read(code)
        .ok_or_else(|| Error::new(ErrorCode::MemberType, "the answer's code is not an integer").with_field("code"))?;
    let mut response =
        Response { code: GatewayCode(code), msg: String::new(), data: None, sign: None, other: Object::new() };
    for (name, value) in object.iter() {
        match (name, value) {
            ("code", _) | ("data", Value::Null) => {}
            ("msg", Value::String(text)) => response.msg = text.to_string(),
            ("sign", Value::String(text)) => response.sign = Some(text.to_string()),
            ("data", Value::Object(data)) => response.data = Some(read_data(data)),
            _ => response.other.push_distinct(name, value),
        }
    }
    Ok(response)
}

impl serde::Serialize for Response<Object<'static>> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> core::result::Result<S::Ok, S::Error> {
        let mut object = Object::new();
        object.insert("code", self.code.0);
        object.insert("msg", self.msg.as_str());
        if let Some(data) = &self.data {
            object.insert("data", Value::Object(data.clone()));
        }
        if let Some(sign) = &self.sign {
            object.insert("sign", sign.as_str());
        }
        for (name, value) in self.other.iter() {
            object.insert(Cow::Borrowed(name), value.clone());
        }
        object.serialize(serializer)
    }
}

impl<D> fmt::Debug for Response<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Response(code {}, data {})", self.code.0, if self.data.is_some() { "present" } else { "absent" })
    }
}
