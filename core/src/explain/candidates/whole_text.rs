//! What happens to a text as a whole, whatever it is.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

use super::{Candidates, Change};
use crate::explain::mistake::Mistake;

/// The right text in other encodings.
pub(in crate::explain) fn whole_texts(candidates: &mut Candidates, right: &Change, text: &str) {
    let mut add = |detail: &str, bytes: Vec<u8>| {
        candidates.push(right.and(&Change::of(Mistake::TextEncoding, detail)), bytes);
    };
    if !text.is_ascii() {
        let latin1: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
        if let Some(bytes) = latin1 {
            let detail = match core::str::from_utf8(&bytes) {
                Ok(_) => "the text at hand is UTF-8 that was read as Latin-1 and written as UTF-8 again",
                Err(_) => "as Latin-1 (ISO 8859-1)",
            };
            add(detail, bytes);
        }
        let marks = text.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect::<String>();
        add("each as a question mark, as ASCII encoders write them", marks.into_bytes());
        add(
            "as UTF-8 that was read as Latin-1 and encoded again",
            text.bytes().map(char::from).collect::<String>().into(),
        );
        add("as \\u escapes", escaped(text).into_bytes());
    }
    add("the text as UTF-16, little-endian", text.encode_utf16().flat_map(u16::to_le_bytes).collect());
    add("the text as UTF-16, big-endian", text.encode_utf16().flat_map(u16::to_be_bytes).collect());
}

/// A text with a line end, or without the one it has.
pub(in crate::explain) fn with_line_end(candidates: &mut Candidates, right: &Change, text: &[u8]) {
    for (detail, end) in [("LF", "\n"), ("CR LF", "\r\n")] {
        candidates.push(right.and(&Change::of(Mistake::TrailingNewline, detail)), [text, end.as_bytes()].concat());
    }
    // The other way round: the body at hand has gained one.
    let trimmed = text.trim_ascii_end();
    candidates.push(
        right.and(&Change::of(Mistake::TrailingNewline, "the text at hand has one that was not signed")),
        trimmed,
    );
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for unit in text.encode_utf16() {
        // Writing to a String can't fail.
        let _ = match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => out.write_char(char::from(byte)),
            _ => write!(out, "\\u{unit:04x}"),
        };
    }
    out
}
