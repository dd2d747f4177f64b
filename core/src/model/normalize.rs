//! Data in the types and spellings of a model that is known only at run time: what the model's own reading and writing give.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::member::Member;
use super::{Kind, MemberSpec, ModelSpec};
use crate::json::{Object, Value};

pub(super) fn normalize(spec: &ModelSpec, data: &Object<'_>) -> Object<'static> {
    let mut known: Vec<(&str, Option<Value<'static>>)> =
        spec.members.iter().map(|member| (member.wire, None)).collect();
    let mut other = Vec::new();
    for (name, value) in data.iter() {
        let meant = spec.members.iter().zip(&mut known);
        let is_meant = |member: &MemberSpec| {
            member.wire == name || (member.alias == Some(name) && data.get(member.wire).is_none())
        };
        let read =
            meant.filter(|(member, (_, slot))| slot.is_none() && is_meant(member)).find_map(|(member, (_, slot))| {
                *slot = normal_value(member.kind, value);
                slot.as_ref().map(|_| ())
            });
        if read.is_none() {
            other.push((name, value));
        }
    }
    let mut normal: Object<'static> = known.into_iter().filter_map(|(wire, value)| Some((wire, value?))).collect();
    for (name, value) in other {
        if spec.member(name).is_none() || normal.get(name).is_none() {
            normal.push_distinct(name, value);
        }
    }
    normal
}

fn normal_value(kind: Kind, value: &Value<'_>) -> Option<Value<'static>> {
    match kind {
        Kind::Text => String::read(value).map(Value::from),
        Kind::Integer | Kind::BizType | Kind::OrderState => i64::read(value).map(Value::from),
        Kind::List(spec) => {
            let Value::Array(items) = value else { return None };
            let items = items.iter().map(|item| Some(Value::Object(normalize(spec, item.as_object()?))));
            items.collect::<Option<_>>().map(Value::Array)
        }
        Kind::ListsByName(spec) => {
            let lists = value.as_object()?.iter();
            let lists = lists.map(|(name, list)| Some((name.to_string(), normal_value(Kind::List(spec), list)?)));
            lists.collect::<Option<_>>().map(Value::Object)
        }
    }
}
