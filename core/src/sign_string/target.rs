//! Method and path.

use alloc::borrow::Cow;
use alloc::format;

use crate::error::{Error, ErrorCode, Result};

pub(super) fn method(method: &str) -> Result<Cow<'_, str>> {
    if method.is_empty() || !method.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return Err(
            Error::new(ErrorCode::MethodInvalid, "the method must be a word of letters: POST").with_field("method")
        );
    }
    Ok(if method.bytes().all(|byte| byte.is_ascii_uppercase()) {
        Cow::Borrowed(method)
    } else {
        Cow::Owned(method.to_ascii_uppercase())
    })
}

pub(super) fn check_path(path: &str) -> Result<()> {
    let mistake = if path.is_empty() {
        "it is empty"
    } else if path.contains("://") || path.starts_with("//") {
        "it is a URL with a host; pass the path alone"
    } else if !path.starts_with('/') {
        "it must start with a slash"
    } else if path.contains(['?', '#']) {
        "it has a query or a fragment; only the path is signed, and the gateway takes members in the body"
    } else if let Some(position) = path.bytes().position(|byte| !byte.is_ascii_graphic() || byte == b'|') {
        return Err(invalid(&format!(
            "byte {} is a space, a |, a control character or not ASCII",
            position.saturating_add(1)
        )));
    } else {
        return Ok(());
    };
    Err(invalid(mistake))
}

fn invalid(mistake: &str) -> Error {
    Error::new(ErrorCode::PathInvalid, format!("the path must look like /api/pay/unifiedOrder: {mistake}"))
        .with_field("path")
}
