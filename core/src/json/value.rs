//! JSON values as they were written.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

use serde_json::value::RawValue;

use super::write::{self, MemberOrder};

/// A JSON number with the very characters it was written with: `100.00` stays `100.00`.
#[derive(Clone, PartialEq, Eq)]
pub struct Number<'a>(pub(super) Cow<'a, str>);

impl Number<'_> {
    /// A number with these characters, such as `100.00`; `None` if JSON has no such number.
    pub fn parse(text: &str) -> Option<Number<'static>> {
        let raw: &RawValue = serde_json::from_str(text).ok()?;
        let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit());
        (is_number && raw.get() == text).then(|| Number(Cow::Owned(text.to_string())))
    }

    /// The characters of the number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value, where the number is written as an integer (no point, no exponent) that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }
}

impl From<i64> for Number<'_> {
    fn from(value: i64) -> Self {
        Self(Cow::Owned(value.to_string()))
    }
}

/// A JSON value. Strings are held unescaped and borrow from the input where they can.
#[derive(Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(Number<'a>),
    /// A string, unescaped.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Value<'a>>),
    /// An object.
    Object(Object<'a>),
}

impl<'a> Value<'a> {
    /// The text, where the value is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The number, where the value is one.
    pub fn as_number(&self) -> Option<&Number<'a>> {
        match self {
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The object, where the value is one.
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The name of the value's JSON type, for messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(value),
            Self::Number(number) => Value::Number(Number(Cow::Owned(number.0.into_owned()))),
            Self::String(text) => Value::String(Cow::Owned(text.into_owned())),
            Self::Array(items) => Value::Array(items.into_iter().map(Value::into_owned).collect()),
            Self::Object(object) => Value::Object(object.into_owned()),
        }
    }

    /// The value as compact JSON: no white space, the fewest escapes, numbers as written.
    pub fn to_json(&self, order: MemberOrder) -> String {
        let mut out = String::new();
        write::value(&mut out, self, order);
        out
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::String(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::String(Cow::Owned(text))
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// A JSON object: distinct members in the order they were received.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Object<'a> {
    pub(super) members: Vec<(Cow<'a, str>, Value<'a>)>,
}

impl<'a> Object<'a> {
    /// An object without members.
    pub const fn new() -> Self {
        Self { members: Vec::new() }
    }

    /// The members in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Value<'a>)> {
        self.members.iter().map(|(name, value)| (name.as_ref(), value))
    }

    /// The members sorted by the bytes of their names.
    pub fn sorted(&self) -> Vec<(&str, &Value<'a>)> {
        let mut members: Vec<_> = self.iter().collect();
        members.sort_unstable_by_key(|&(name, _)| name);
        members
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is no member.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The member with this name.
    pub fn get(&self, name: &str) -> Option<&Value<'a>> {
        self.iter().find_map(|(other, value)| (other == name).then_some(value))
    }

    /// Sets a member: in its place if it exists, else at the end. Returns the value it had.
    pub fn insert(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Value<'a>>) -> Option<Value<'a>> {
        let (name, value) = (name.into(), value.into());
        if let Some((_, old)) = self.members.iter_mut().find(|(other, _)| *other == name) {
            return Some(core::mem::replace(old, value));
        }
        self.members.push((name, value));
        None
    }

    /// Adds a member whose name is known to be new.
    pub(crate) fn push_distinct(&mut self, name: &str, value: &Value<'_>) {
        self.members.push((Cow::Owned(name.to_string()), value.clone().into_owned()));
    }

    /// A copy that borrows nothing.
    pub fn into_owned(self) -> Object<'static> {
        let owned = |(name, value): (Cow<'a, str>, Value<'a>)| (Cow::Owned(name.into_owned()), value.into_owned());
        Object { members: self.members.into_iter().map(owned).collect() }
    }

    /// The object as compact JSON: no white space, the fewest escapes, numbers as written.
    pub fn to_json(&self, order: MemberOrder) -> String {
        let mut out = String::new();
        write::object(&mut out, self, order);
        out
    }
}

impl<'a, N: Into<Cow<'a, str>>, V: Into<Value<'a>>> FromIterator<(N, V)> for Object<'a> {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let mut object = Self::new();
        for (name, value) in members {
            object.insert(name, value);
        }
        object
    }
}

/// Bodies hold people's names and accounts: `Debug` shows structure, never content.
impl fmt::Debug for Object<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Object({} members)", self.len())
    }
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Value({})", self.type_name())
    }
}

impl fmt::Debug for Number<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn numbers_keep_their_characters_and_nothing_else_is_one() {
        for text in ["0", "-0", "100.00", "1E+3", "12345678901234567890123"] {
            assert_eq!(Number::parse(text).unwrap().as_str(), text);
        }
        for text in ["", " 1", "1 ", "01", "+1", ".5", "1.", "NaN", "Infinity", "true", "\"1\"", "[1]", "1,2"] {
            assert!(Number::parse(text).is_none(), "{text}");
        }
    }
}
