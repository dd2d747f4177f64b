//! PARAMS: the body's members as they are signed.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::error::{Error, ErrorCode, Result};
use crate::json::{MemberOrder, Object, Value};

/// One member as it is signed: `name=value`.
#[derive(Clone, PartialEq, Eq)]
pub struct Param<'v> {
    /// The member's name.
    pub name: &'v str,
    /// The value's text: strings as they are, numbers with their characters, the rest as compact sorted JSON.
    pub value: Cow<'v, str>,
}

/// The members of a request's body in the order in which they are signed: by the bytes of their names.
///
/// Assumptions where the gateway publishes nothing, kept in this one place: `null` is refused at any depth; booleans are `true` and
/// `false`; arrays and objects are their compact JSON with members sorted.
///
/// # Errors
/// `member_name_invalid`, `member_null`; the error's field names the member.
pub fn params<'v>(body: &'v Object<'_>) -> Result<Vec<Param<'v>>> {
    let sorted = body.sorted();
    sorted.into_iter().map(|(name, value)| param(name, value)).collect()
}

fn param<'v>(name: &'v str, value: &'v Value<'_>) -> Result<Param<'v>> {
    check_name(name)?;
    if has_null(value) {
        return Err(Error::new(
            ErrorCode::MemberNull,
            "null can't be signed; leave the member out, or send an empty string",
        )
        .with_field(name));
    }
    Ok(Param { name, value: value_text(value) })
}

/// The text that a value is signed with; a null, which [`params`] refuses, as the word.
pub(crate) fn value_text<'v>(value: &'v Value<'_>) -> Cow<'v, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text.as_ref()),
        Value::Number(number) => Cow::Borrowed(number.as_str()),
        other => Cow::Owned(other.to_json(MemberOrder::Sorted)),
    }
}

/// PARAMS as one text: each `name=value`, joined by `&`.
pub(crate) fn join_params<'v>(params: impl IntoIterator<Item = (&'v str, &'v str)>) -> String {
    let mut text = String::new();
    for (index, (name, value)) in params.into_iter().enumerate() {
        if index > 0 {
            text.push('&');
        }
        text.push_str(name);
        text.push('=');
        text.push_str(value);
    }
    text
}

fn check_name(name: &str) -> Result<()> {
    let allowed = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'=' | b'&' | b'|');
    if !name.is_empty() && name.bytes().all(allowed) {
        return Ok(());
    }
    Err(Error::new(
        ErrorCode::MemberNameInvalid,
        "a member's name must be printable ASCII without =, & and |, or the string to sign would be ambiguous",
    )
    .with_field(name))
}

fn has_null(value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(object) => object.iter().any(|(_, value)| has_null(value)),
        _ => false,
    }
}
