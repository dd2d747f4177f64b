//! Second readings of the gateway's rules, which know nothing of this project's code. They say what was signed, whether a signature holds, or
//! that the input is refused; why, and what else a callback needs, they do not say.

use serde_json::{Value, json};

use super::case::Case;

/// What a reading says of an answer, nothing of what it does not do.
pub(super) fn comparable(case: &Case, answer: &Value) -> Value {
    let shown: &[&str] = match case.op.as_str() {
        _ if case.input.get("body_parts").is_some() => return Value::Null,
        "sign_request" => &["string_to_sign", "digest", "signature"],
        "verify_request" => &["string_to_sign"],
        "verify_callback" | "verify_text" => &[],
        _ => return Value::Null,
    };
    match answer.get("error").and_then(Value::as_str) {
        // The signature holds.
        Some("member_missing" | "member_type") => json!({"holds": true}),
        Some(_) => json!({"refused": true}),
        None if shown.is_empty() => json!({"holds": true}),
        None => shown.iter().map(|name| ((*name).to_owned(), answer.get(name).cloned().unwrap_or_default())).collect(),
    }
}
