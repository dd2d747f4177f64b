//! From bytes to values. serde_json checks the whole grammar while it finds the extent of each member; what is left
//! here is to keep numbers as written, count depth and find duplicates.

use alloc::borrow::Cow;
use alloc::format;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::lost_body;
use super::value::{Number, Object, Value};
use crate::error::{Error, ErrorCode, Result};

/// What is refused before any work is spent on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The longest body, in bytes.
    pub max_bytes: usize,
    /// The deepest nesting; the body's own object is level 1. Never more than 512 levels are read, so that no limit can exhaust the stack.
    pub max_depth: usize,
}

impl Limits {
    /// 1 MiB and 64 levels.
    pub const DEFAULT: Self = Self { max_bytes: 1 << 20, max_depth: 64 };

    /// Reading, writing and dropping take stack for each level.
    const DEEPEST: usize = 512;
}

impl Default for Limits {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// Parses a body that must be one JSON object.
///
/// # Errors
/// `body_missing`, `body_too_large`, `body_not_utf8`, `body_has_bom`, `body_not_raw` (form data, a printed map),
/// `json_syntax`, `json_not_object`, `json_too_deep`, `json_duplicate_member`, `json_lone_surrogate`.
pub fn parse_object<'a>(body: &'a [u8], limits: &Limits) -> Result<Object<'a>> {
    let text = checked_text(body, limits)?;
    match text.trim_ascii_start().as_bytes().first() {
        None => Err(Error::new(
            ErrorCode::BodyMissing,
            "the body is empty; if a framework has read it already, pass the raw bytes that it kept",
        )),
        Some(b'{') => object(text, limits.max_depth.min(Limits::DEEPEST))
            .map_err(|error| lost_body::recognise(text).unwrap_or(error)),
        Some(_) => Err(lost_body::recognise(text).unwrap_or_else(|| not_an_object(text))),
    }
}

fn checked_text<'a>(body: &'a [u8], limits: &Limits) -> Result<&'a str> {
    if body.len() > limits.max_bytes {
        return Err(Error::new(
            ErrorCode::BodyTooLarge,
            format!("the body has {} bytes; at most {} are read", body.len(), limits.max_bytes),
        ));
    }
    if body.starts_with(b"\xef\xbb\xbf") {
        return Err(Error::new(
            ErrorCode::BodyHasBom,
            "the body starts with a byte order mark (EF BB BF); write UTF-8 without it",
        ));
    }
    core::str::from_utf8(body).map_err(|error| {
        let compressed = if body.starts_with(b"\x1f\x8b") { "; it looks gzip-compressed" } else { "" };
        Error::new(
            ErrorCode::BodyNotUtf8,
            format!("the body is not UTF-8 from byte {} on{compressed}", error.valid_up_to()),
        )
    })
}

fn not_an_object(text: &str) -> Error {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(_) => Error::new(ErrorCode::JsonNotObject, "the body is JSON, but not an object: send { … }"),
        Err(error) => syntax(&error),
    }
}

fn syntax(error: &serde_json::Error) -> Error {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof => "it ends in the middle",
        _ => "unexpected character",
    };
    Error::new(
        ErrorCode::JsonSyntax,
        format!("not valid JSON: {what} at line {} column {}", error.line(), error.column()),
    )
}

fn object(text: &str, depth_left: usize) -> Result<Object<'_>> {
    let Some(depth_left) = depth_left.checked_sub(1) else {
        return Err(Error::new(ErrorCode::JsonTooDeep, "the JSON is nested more deeply than the limit allows"));
    };
    let RawMembers(raw) = serde_json::from_str(text).map_err(|error| syntax(&error))?;
    let mut members = Vec::with_capacity(raw.len());
    for (name, raw_value) in raw {
        let name = string(name.get())?;
        let value = value(raw_value.get(), depth_left)
            .map_err(|error| if error.field().is_none() { error.with_field(&name) } else { error })?;
        members.push((name, value));
    }
    let object = Object { members };
    refuse_duplicates(&object)?;
    Ok(object)
}

fn array(text: &str, depth_left: usize) -> Result<Vec<Value<'_>>> {
    let Some(depth_left) = depth_left.checked_sub(1) else {
        return Err(Error::new(ErrorCode::JsonTooDeep, "the JSON is nested more deeply than the limit allows"));
    };
    let RawItems(raw) = serde_json::from_str(text).map_err(|error| syntax(&error))?;
    raw.into_iter().map(|item| value(item.get(), depth_left)).collect()
}

/// `text` is one complete JSON value without white space around it.
fn value(text: &str, depth_left: usize) -> Result<Value<'_>> {
    Ok(match text.as_bytes().first() {
        Some(b'{') => Value::Object(object(text, depth_left)?),
        Some(b'[') => Value::Array(array(text, depth_left)?),
        Some(b'"') => Value::String(string(text)?),
        Some(b'n') => Value::Null,
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        _ => Value::Number(Number(Cow::Borrowed(text))),
    })
}

/// `quoted` has passed the grammar; without a backslash what stands between the quotes is the string itself.
fn string(quoted: &str) -> Result<Cow<'_, str>> {
    if !quoted.contains('\\') {
        return Ok(Cow::Borrowed(quoted.trim_matches('"')));
    }
    serde_json::from_str(quoted).map(Cow::Owned).map_err(|_| {
        Error::new(
            ErrorCode::JsonLoneSurrogate,
            "a string holds half of a surrogate pair (\\ud800 to \\udfff alone), which is no character",
        )
    })
}

fn refuse_duplicates(object: &Object<'_>) -> Result<()> {
    if object.members.is_sorted_by(|(left, _), (right, _)| left < right) {
        return Ok(());
    }
    let members = object.sorted();
    match members.iter().zip(members.iter().skip(1)).find(|((left, _), (right, _))| left == right) {
        None => Ok(()),
        Some(((name, _), _)) => Err(Error::new(
            ErrorCode::JsonDuplicateMember,
            "the member stands twice in the same object, and two readers may see two different values; send it once",
        )
        .with_field(name)),
    }
}

struct RawMembers<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for RawMembers<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = RawMembers<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(RawMembers(members))
            }
        }
        deserializer.deserialize_map(Members)
    }
}

struct RawItems<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for RawItems<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Items;
        impl<'de> Visitor<'de> for Items {
            type Value = RawItems<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(RawItems(items))
            }
        }
        deserializer.deserialize_seq(Items)
    }
}
