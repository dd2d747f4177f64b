//! Reading and writing the values of members.

use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::spec::Kind;
use super::{Model, ModelSpec};
use crate::catalog::{BizType, OrderState};
use crate::json::Value;

/// The type of a member. What can't be read as the type is kept among a model's other members.
pub(super) trait Member: Sized {
    const KIND: Kind;
    fn read(value: &Value<'_>) -> Option<Self>;
    fn write(&self) -> Value<'static>;
}

/// A number where the gateway documents text is read as its characters.
impl Member for String {
    const KIND: Kind = Kind::Text;

    fn read(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::String(text) => Some(text.to_string()),
            Value::Number(number) => Some(number.as_str().to_string()),
            _ => None,
        }
    }

    fn write(&self) -> Value<'static> {
        Value::String(Cow::Owned(self.clone()))
    }
}

/// Digits in a string are read too: the gateway's older pages call some numbers strings.
impl Member for i64 {
    const KIND: Kind = Kind::Integer;

    fn read(value: &Value<'_>) -> Option<Self> {
        match value {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        }
    }

    fn write(&self) -> Value<'static> {
        Value::from(*self)
    }
}

impl Member for OrderState {
    const KIND: Kind = Kind::OrderState;

    fn read(value: &Value<'_>) -> Option<Self> {
        i64::read(value).map(Self)
    }

    fn write(&self) -> Value<'static> {
        Value::from(self.0)
    }
}

impl Member for BizType {
    const KIND: Kind = Kind::BizType;

    fn read(value: &Value<'_>) -> Option<Self> {
        i64::read(value).map(Self)
    }

    fn write(&self) -> Value<'static> {
        Value::from(self.0)
    }
}

impl<M: Model> Member for Vec<M> {
    const KIND: Kind = Kind::List(spec::<M>());

    fn read(value: &Value<'_>) -> Option<Self> {
        let Value::Array(items) = value else { return None };
        items.iter().map(|item| item.as_object().map(M::from_object)).collect()
    }

    fn write(&self) -> Value<'static> {
        Value::Array(self.iter().map(|item| Value::Object(item.to_object())).collect())
    }
}

impl<M: Model> Member for BTreeMap<String, Vec<M>> {
    const KIND: Kind = Kind::ListsByName(spec::<M>());

    fn read(value: &Value<'_>) -> Option<Self> {
        let lists = value.as_object()?.iter();
        lists.map(|(name, list)| Some((name.to_string(), Vec::read(list)?))).collect()
    }

    fn write(&self) -> Value<'static> {
        Value::Object(self.iter().map(|(name, list)| (name.clone(), list.write())).collect())
    }
}

const fn spec<M: Model>() -> &'static ModelSpec {
    &M::SPEC
}
