//! Recognises what frameworks and print statements make of a JSON body, so that the error can name the cause.

use alloc::format;

use crate::error::{Error, ErrorCode};

/// The error for a text that was a JSON body once; `None` for a text that is merely wrong.
pub(super) fn recognise(text: &str) -> Option<Error> {
    let text = text.trim();
    let cause = if text.starts_with("[object ") {
        "a JavaScript object was turned into text"
    } else if text.starts_with("{'") {
        "a Python dict was printed"
    } else if is_printed_map(text) {
        "a Java or Kotlin map was printed"
    } else if text.starts_with("\"{") && text.ends_with("}\"") {
        "the JSON was put into a JSON string a second time"
    } else if is_form_data(text) {
        "it is form data (name=value&…), not JSON"
    } else {
        return None;
    };
    Some(Error::new(
        ErrorCode::BodyNotRaw,
        format!("this is not the raw body: {cause}; pass the bytes as they arrived"),
    ))
}

/// `{mchNo=M1, state=2}`
fn is_printed_map(text: &str) -> bool {
    text.strip_prefix('{').and_then(|rest| rest.split_once('=')).is_some_and(|(name, _)| is_word(name))
}

/// `mchNo=M1&state=2`
fn is_form_data(text: &str) -> bool {
    text.split_once('=').is_some_and(|(name, _)| is_word(name))
}

fn is_word(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
