//! Members between the core's types and those of UniFFI.

use std::collections::{BTreeMap, HashMap};

use tarspay_core::catalog::{BizType, OrderState};
use tarspay_core::error::Result;
use tarspay_core::json::{Limits, MemberOrder, Object, Value, parse_object};
use tarspay_core::{Error, ErrorCode};

/// One member of a JSON object.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its value as compact JSON, numbers as written: `"text"`, `100.00`, `[1,2]`.
    pub json: String,
}

/// Members in the order of the object.
pub(crate) fn members(object: &Object<'_>) -> Vec<Member> {
    let member = |(name, value): (&str, &Value<'_>)| Member { name: name.to_owned(), json: json(value) };
    object.iter().map(member).collect()
}

fn json(value: &Value<'_>) -> String {
    value.to_json(MemberOrder::AsReceived)
}

/// A type of UniFFI that stands for `Core`, a type of the core.
pub(crate) trait Wire<Core>: Sized {
    /// # Errors
    /// Those of JSON text that is no JSON.
    fn into_core(self) -> Result<Core>;
    fn from_core(core: Core) -> Self;
}

impl Wire<String> for String {
    fn into_core(self) -> Result<String> {
        Ok(self)
    }

    fn from_core(core: String) -> Self {
        core
    }
}

macro_rules! numbers {
    ($($core:ty, $into:expr, $from:expr;)+) => {
        $(impl Wire<$core> for i64 {
            fn into_core(self) -> Result<$core> {
                Ok($into(self))
            }

            fn from_core(core: $core) -> Self {
                $from(core)
            }
        })+
    };
}

numbers! {
    i64, |number| number, |number| number;
    BizType, BizType, |kind: BizType| kind.0;
    OrderState, OrderState, |state: OrderState| state.0;
}

impl<T: Wire<C>, C> Wire<Option<C>> for Option<T> {
    fn into_core(self) -> Result<Option<C>> {
        self.map(T::into_core).transpose()
    }

    fn from_core(core: Option<C>) -> Self {
        core.map(T::from_core)
    }
}

impl<T: Wire<C>, C> Wire<Vec<C>> for Vec<T> {
    fn into_core(self) -> Result<Vec<C>> {
        self.into_iter().map(T::into_core).collect()
    }

    fn from_core(core: Vec<C>) -> Self {
        core.into_iter().map(T::from_core).collect()
    }
}

impl<T: Wire<C>, C> Wire<BTreeMap<String, C>> for HashMap<String, T> {
    fn into_core(self) -> Result<BTreeMap<String, C>> {
        self.into_iter().map(|(name, value)| Ok((name, value.into_core()?))).collect()
    }

    fn from_core(core: BTreeMap<String, C>) -> Self {
        core.into_iter().map(|(name, value)| (name, T::from_core(value))).collect()
    }
}

/// The members that a model does not know, by name, each as JSON text.
impl Wire<Object<'static>> for HashMap<String, String> {
    fn into_core(self) -> Result<Object<'static>> {
        // A map of the caller has no order that could be kept; sorted, the same map always gives the same body.
        let sorted: BTreeMap<String, String> = self.into_iter().collect();
        let mut object = Object::new();
        for (name, text) in sorted {
            let value = json_value(&name, &text)?;
            object.insert(name, value);
        }
        Ok(object)
    }

    fn from_core(core: Object<'static>) -> Self {
        core.iter().map(|(name, value)| (name.to_owned(), json(value))).collect()
    }
}

/// The core reads objects only: the text is put into one, and must not get out of it.
fn json_value(name: &str, text: &str) -> Result<Value<'static>> {
    let wrapped = format!("{{\"value\":{text}\n}}");
    let object = parse_object(wrapped.as_bytes(), &Limits::DEFAULT);
    match object.map_err(|error| error.code()) {
        Ok(object) if object.len() == 1 => Ok(object.get("value").cloned().unwrap_or(Value::Null).into_owned()),
        Ok(_) => Err(no_json(ErrorCode::JsonSyntax, name)),
        Err(code) => Err(no_json(code, name)),
    }
}

fn no_json(code: ErrorCode, name: &str) -> Error {
    Error::from_binding(
        code,
        "the values of other members are JSON text: \"\\\"text\\\"\" for a string, \"12\" for a number",
        Some(name),
    )
}
