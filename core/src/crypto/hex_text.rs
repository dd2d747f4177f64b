//! Names the mistakes that people make with hex text.

use alloc::borrow::Cow;
use alloc::format;

/// What is wrong with `text` as hex, whatever it stands for; `None` if it is all hex digits. Never repeats the text.
pub(super) fn mistake(text: &str) -> Option<Cow<'static, str>> {
    if text.is_empty() {
        return Some("it is empty".into());
    }
    if text.starts_with("0x") || text.starts_with("0X") {
        return Some("it starts with 0x; leave those two characters out".into());
    }
    if text.chars().any(char::is_whitespace) {
        return Some("it holds white space or a line end; remove it".into());
    }
    if text.starts_with(['"', '\'']) {
        return Some("it is in quotes; remove them".into());
    }
    let position = text.chars().position(|c| !c.is_ascii_hexdigit())?;
    Some(format!("character {} of {} is not a hex digit", position.saturating_add(1), text.chars().count()).into())
}
