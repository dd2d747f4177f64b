//! Hex digits: written, and the mistakes that people make with them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::{format, vec};

/// Two lower-case digits for each byte.
pub(super) fn encode(bytes: &[u8]) -> String {
    // Digit by digit into a String, as `hex::encode` does it, takes several times as long.
    let mut digits = vec![0; bytes.len().saturating_mul(2)];
    match hex::encode_to_slice(bytes, &mut digits) {
        Ok(()) => String::from_utf8(digits).unwrap_or_default(),
        Err(_) => String::new(),
    }
}

/// What is wrong with `text` as hex, whatever it stands for; `None` if it is all hex digits. Never repeats the text.
pub(super) fn mistake(text: &str) -> Option<Cow<'static, str>> {
    if text.is_empty() {
        return Some("it is empty".into());
    }
    // All before it are digits, of one byte each.
    let position = text.bytes().position(|byte| !byte.is_ascii_hexdigit())?;
    if text.starts_with("0x") || text.starts_with("0X") {
        return Some("it starts with 0x; leave those two characters out".into());
    }
    if text.chars().any(char::is_whitespace) {
        return Some("it holds white space or a line end; remove it".into());
    }
    if text.starts_with(['"', '\'']) {
        return Some("it is in quotes; remove them".into());
    }
    Some(format!("character {} of {} is not a hex digit", position.saturating_add(1), text.chars().count()).into())
}
