//! PARAMS, right and wrong.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::Change;
use super::numbers::NumberStyle;
use super::percent::{self, Encoding};
use crate::explain::mistake::Mistake;
use crate::json::{MemberOrder, Object, Value};
use crate::sign_string::{join_params, value_text};

/// One text for PARAMS.
pub(in crate::explain) struct Params {
    pub(in crate::explain) change: Change,
    pub(in crate::explain) text: String,
}

/// What is done to each value.
#[derive(Clone, Copy)]
enum Values {
    Right,
    Encoded(&'static Encoding),
    Quoted,
    /// JSON numbers in another style.
    Numbers(NumberStyle),
    /// Amounts that the body holds as strings in another style.
    Amounts(NumberStyle),
    /// `null`, `true` and `false` as a language prints them; no text leaves the member out.
    Words([Option<&'static str>; 3]),
}

/// The right text; with the word `null`, which is a mistake, where a member is null.
pub(in crate::explain) fn right_params(object: &Object<'_>) -> Params {
    let has_null = object.iter().any(|(_, value)| matches!(value, Value::Null));
    let change = if has_null { word("null as the word null") } else { Change::default() };
    Params { change, text: text(&object.sorted(), false, Values::Right) }
}

/// Every known mistake alone, then two of different kinds together.
pub(in crate::explain) fn wrong_params(object: &Object<'_>) -> Vec<Params> {
    let right = right_params(object).change;
    let mut texts = Vec::new();
    for (order_change, members) in orders(object) {
        for (drop_empties, drop_change) in [(false, Change::default()), (true, Change::of(Mistake::EmptiesDropped, ""))]
        {
            for (values_change, values) in all_values(right.clone()) {
                let change = order_change.and(&drop_change).and(&values_change);
                if (1..=2).contains(&change.mistakes.len()) {
                    texts.push(Params { change, text: text(&members, drop_empties, values) });
                }
            }
        }
    }
    let (mut one, two): (Vec<_>, Vec<_>) = texts.into_iter().partition(|params| params.change.mistakes.len() == 1);
    one.extend(two);
    one
}

fn text(members: &[(&str, &Value<'_>)], drop_empties: bool, values: Values) -> String {
    let texts: Vec<(&str, Cow<'_, str>)> = members
        .iter()
        .filter_map(|&(name, value)| Some((name, values.apply(name, value)?)))
        .filter(|(_, text)| !(drop_empties && text.is_empty()))
        .collect();
    join_params(texts.iter().map(|(name, text)| (*name, text.as_ref())))
}

type Members<'v, 'a> = Vec<(&'v str, &'v Value<'a>)>;

fn orders<'v, 'a>(object: &'v Object<'a>) -> [(Change, Members<'v, 'a>); 4] {
    let by = |key: fn(&str) -> String| {
        let mut members: Vec<_> = object.iter().collect();
        members.sort_by_cached_key(|(name, _)| key(name));
        members
    };
    let ignoring_case = |detail: &str| Change::of(Mistake::SortedIgnoringCase, detail);
    [
        (Change::default(), object.sorted()),
        (ignoring_case(""), by(str::to_ascii_lowercase)),
        (ignoring_case("compared in capitals"), by(str::to_ascii_uppercase)),
        (Change::of(Mistake::MembersUnsorted, ""), object.iter().collect()),
    ]
}

fn word(detail: &str) -> Change {
    Change::of(Mistake::NullOrBooleanSpelling, detail)
}

fn all_values(right: Change) -> Vec<(Change, Values)> {
    let mut all = Vec::from([(right, Values::Right)]);
    for encoding in &percent::ENCODINGS {
        all.push((Change::of(encoding.mistake(), format!("as by {}", encoding.name)), Values::Encoded(encoding)));
    }
    all.push((Change::of(Mistake::ValuesQuoted, ""), Values::Quoted));
    for style in NumberStyle::CHANGED {
        let change = |which: &str| Change::of(Mistake::NumbersAsFloats, format!("{which} {}", style.detail()));
        all.push((change("numbers"), Values::Numbers(style)));
        all.push((change("amounts"), Values::Amounts(style)));
    }
    for (detail, words) in [
        (
            "null, true and false as None, True and False, as Python prints them",
            [Some("None"), Some("True"), Some("False")],
        ),
        ("null and false as nothing, true as 1, as PHP prints them", [Some(""), Some("1"), Some("")]),
        ("null as nothing, booleans as 1 and 0", [Some(""), Some("1"), Some("0")]),
        ("null as nothing", [Some(""), Some("true"), Some("false")]),
        ("null as nil", [Some("nil"), Some("true"), Some("false")]),
        ("null as undefined", [Some("undefined"), Some("true"), Some("false")]),
        ("null members left out of the signed text", [None, Some("true"), Some("false")]),
    ] {
        all.push((word(detail), Values::Words(words)));
    }
    all
}

impl Values {
    fn apply<'v>(self, name: &str, value: &'v Value<'_>) -> Option<Cow<'v, str>> {
        let right = value_text(value);
        Some(match (self, value) {
            (Self::Words([null, _, _]), Value::Null) => null?.into(),
            (Self::Words([_, yes, _]), Value::Bool(true)) => yes?.into(),
            (Self::Words([_, _, no]), Value::Bool(false)) => no?.into(),
            (Self::Encoded(encoding), _) => encoding.apply(&right).into(),
            (Self::Quoted, Value::String(_)) => value.to_json(MemberOrder::Sorted).into(),
            (Self::Numbers(style), Value::Number(_)) => restyled(style, right),
            (Self::Amounts(style), Value::String(_)) if name.ends_with("mount") => restyled(style, right),
            _ => right,
        })
    }
}

fn restyled(style: NumberStyle, number: Cow<'_, str>) -> Cow<'_, str> {
    style.apply(&number).map_or(number, Cow::Owned)
}
