//! A body as the JSON writers of other languages write it.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::Change;
use super::numbers::NumberStyle;
use crate::explain::mistake::Mistake;
use crate::json::{MemberOrder, Object, Value};

/// One JSON writer.
#[derive(Clone, Copy)]
struct Writer {
    name: &'static str,
    layout: Layout,
    escapes: Escapes,
    numbers: Numbers,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Compact,
    /// `, ` and `: `
    Spaced,
    /// One member per line.
    Indented {
        unit: &'static str,
        newline: &'static str,
        colon: &'static str,
    },
}

#[derive(Clone, Copy)]
struct Escapes {
    slash: bool,
    non_ascii: Option<HexCase>,
    /// The characters that are escaped so that the text can stand in HTML.
    html: &'static str,
}

#[derive(Clone, Copy)]
enum HexCase {
    Lower,
    Upper,
}

#[derive(Clone, Copy)]
enum Numbers {
    Styled(NumberStyle),
    /// Every number as a string.
    Quoted,
    /// The strings of members that the gateway sends as numbers, as numbers.
    Unquoted,
}

/// The members of a callback that the gateway sends as numbers.
const NUMBER_MEMBERS: [&str; 2] = ["bizType", "state"];

const NONE: Escapes = Escapes { slash: false, non_ascii: None, html: "" };
const ASCII: Escapes = Escapes { non_ascii: Some(HexCase::Lower), ..NONE };
const ASCII_UPPER: Escapes = Escapes { non_ascii: Some(HexCase::Upper), ..NONE };
const SLASH: Escapes = Escapes { slash: true, ..NONE };
const SLASH_AND_ASCII: Escapes = Escapes { slash: true, ..ASCII };
const HTML: Escapes = Escapes { html: "<>&", ..NONE };
const HTML_GSON: Escapes = Escapes { html: "<>&='", ..NONE };

const fn indented(unit: &'static str) -> Layout {
    Layout::Indented { unit, newline: "\n", colon: ": " }
}

const fn writer(name: &'static str, layout: Layout, escapes: Escapes) -> Writer {
    Writer { name, layout, escapes, numbers: Numbers::Styled(NumberStyle::AsWritten) }
}

const fn numbers(name: &'static str, numbers: Numbers) -> Writer {
    Writer { name, layout: Layout::Compact, escapes: NONE, numbers }
}

static WRITERS: [Writer; 23] = [
    writer("compact", Layout::Compact, NONE),
    numbers("compact with numbers as strings", Numbers::Quoted),
    numbers("compact with bizType and state as numbers", Numbers::Unquoted),
    numbers("compact, numbers with .0", Numbers::Styled(NumberStyle::Float)),
    numbers("compact, numbers without trailing zeros", Numbers::Styled(NumberStyle::Shortest)),
    numbers("compact, numbers with two decimals", Numbers::Styled(NumberStyle::TwoDecimals)),
    numbers("compact, numbers with an exponent", Numbers::Styled(NumberStyle::Scientific)),
    writer("compact with slashes escaped", Layout::Compact, SLASH),
    writer("compact with non-ASCII escaped", Layout::Compact, ASCII),
    writer("compact with non-ASCII escaped in capital hex digits", Layout::Compact, ASCII_UPPER),
    writer("as json_encode of PHP writes it", Layout::Compact, SLASH_AND_ASCII),
    writer("as encoding/json of Go writes it", Layout::Compact, HTML),
    writer("as Gson writes it", Layout::Compact, HTML_GSON),
    writer("as json.dumps of Python writes it with ensure_ascii=False", Layout::Spaced, NONE),
    writer("as json.dumps of Python writes it", Layout::Spaced, ASCII),
    writer("indented by 2", indented("  "), NONE),
    writer("indented by 4", indented("    "), NONE),
    writer("indented by tabs", indented("\t"), NONE),
    writer("as json.dumps of Python writes it with indent=2", indented("  "), ASCII),
    writer("as json.dumps of Python writes it with indent=4", indented("    "), ASCII),
    writer("as JSON_PRETTY_PRINT of PHP writes it", indented("    "), SLASH_AND_ASCII),
    writer(
        "indented by 2 with CR LF, as .NET writes",
        Layout::Indented { unit: "  ", newline: "\r\n", colon: ": " },
        NONE,
    ),
    writer(
        "as the pretty printer of Jackson writes it",
        Layout::Indented { unit: "  ", newline: "\n", colon: " : " },
        NONE,
    ),
];

/// The body as each writer writes it, members in the order received and sorted.
pub(in crate::explain) fn json_texts(object: &Object<'_>) -> Vec<(Change, String)> {
    let compact = object.to_json(MemberOrder::AsReceived);
    let mut texts = Vec::new();
    for writer in &WRITERS {
        for (order, suffix) in [(MemberOrder::AsReceived, ""), (MemberOrder::Sorted, ", members sorted")] {
            let mut text = String::new();
            writer.object(&mut text, object, order, 0);
            let mistakes = writer.mistakes(&compact);
            texts.push((Change::new(&mistakes, format!("the JSON is {}{suffix}", writer.name)), text));
        }
    }
    texts
}

impl Writer {
    /// What is wrong with this writer, for a body that gives it the occasion.
    fn mistakes(&self, compact: &str) -> Vec<Mistake> {
        let mut mistakes = Vec::new();
        match self.layout {
            Layout::Compact => {}
            Layout::Spaced => mistakes.push(Mistake::JsonSpaced),
            Layout::Indented { .. } => mistakes.push(Mistake::JsonPretty),
        }
        match self.numbers {
            Numbers::Styled(NumberStyle::AsWritten) => {}
            Numbers::Styled(_) => mistakes.push(Mistake::NumbersAsFloats),
            Numbers::Quoted | Numbers::Unquoted => mistakes.push(Mistake::NumbersAsStrings),
        }
        if self.escapes.slash && compact.contains('/') {
            mistakes.push(Mistake::SlashesEscaped);
        }
        if self.escapes.non_ascii.is_some() && !compact.is_ascii() {
            mistakes.push(Mistake::NonAsciiEscaped);
        }
        if compact.contains(|c| self.escapes.html.contains(c)) {
            mistakes.push(Mistake::HtmlEscaped);
        }
        mistakes
    }

    fn object(&self, out: &mut String, object: &Object<'_>, order: MemberOrder, level: usize) {
        let members = match order {
            MemberOrder::AsReceived => object.iter().collect(),
            MemberOrder::Sorted => object.sorted(),
        };
        self.list(out, ['{', '}'], &members, level, |out, &(name, value)| {
            self.string(out, name);
            out.push_str(match self.layout {
                Layout::Compact => ":",
                Layout::Spaced => ": ",
                Layout::Indented { colon, .. } => colon,
            });
            match (self.numbers, value) {
                (Numbers::Unquoted, Value::String(text))
                    if NUMBER_MEMBERS.contains(&name) && text.parse::<i64>().is_ok() =>
                {
                    out.push_str(text);
                }
                _ => self.value(out, value, order, level.saturating_add(1)),
            }
        });
    }

    fn value(&self, out: &mut String, value: &Value<'_>, order: MemberOrder, level: usize) {
        match value {
            Value::String(text) => self.string(out, text),
            Value::Number(number) => match self.numbers {
                Numbers::Quoted => self.string(out, number.as_str()),
                Numbers::Styled(style) => {
                    out.push_str(&style.apply(number.as_str()).unwrap_or_else(|| number.as_str().to_string()));
                }
                Numbers::Unquoted => out.push_str(number.as_str()),
            },
            Value::Object(object) => self.object(out, object, order, level),
            Value::Array(items) => {
                let items: Vec<&Value<'_>> = items.iter().collect();
                self.list(out, ['[', ']'], &items, level, |out, item| {
                    self.value(out, item, order, level.saturating_add(1));
                });
            }
            Value::Null | Value::Bool(_) => out.push_str(&value.to_json(order)),
        }
    }

    fn list<T>(
        &self,
        out: &mut String,
        [open, close]: [char; 2],
        items: &[T],
        level: usize,
        mut write: impl FnMut(&mut String, &T),
    ) {
        out.push(open);
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                out.push_str(if self.layout == Layout::Spaced { ", " } else { "," });
            }
            self.line(out, level.saturating_add(1));
            write(out, item);
        }
        if !items.is_empty() {
            self.line(out, level);
        }
        out.push(close);
    }

    fn line(&self, out: &mut String, level: usize) {
        if let Layout::Indented { unit, newline, .. } = self.layout {
            out.push_str(newline);
            for _ in 0..level {
                out.push_str(unit);
            }
        }
    }

    fn string(&self, out: &mut String, text: &str) {
        out.push('"');
        for c in text.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\u{8}' => out.push_str("\\b"),
                '\u{c}' => out.push_str("\\f"),
                '\0'..='\u{1f}' => escape(out, c, HexCase::Lower),
                '/' if self.escapes.slash => out.push_str("\\/"),
                c if self.escapes.html.contains(c) => escape(out, c, HexCase::Lower),
                c => match self.escapes.non_ascii {
                    Some(case) if !c.is_ascii() => escape(out, c, case),
                    _ => out.push(c),
                },
            }
        }
        out.push('"');
    }
}

fn escape(out: &mut String, c: char, case: HexCase) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        // Writing to a String can't fail.
        let _ = match case {
            HexCase::Lower => write!(out, "\\u{unit:04x}"),
            HexCase::Upper => write!(out, "\\u{unit:04X}"),
        };
    }
}
