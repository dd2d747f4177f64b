//! The string to sign: `METHOD|PATH|NONCE|PARAMS`.

mod nonce;
mod params;
mod target;

use alloc::borrow::Cow;
use alloc::string::String;

pub use nonce::Nonce;
pub use params::{Param, params};
pub(crate) use params::{join_params, value_text};

use crate::error::Result;
use crate::json::Object;

/// Builds the string to sign of a request.
///
/// `method` is written in upper case. `path` is the path as called: leading slash, no host, no query. `body` gives PARAMS:
/// its members sorted by name, each `name=value`, joined by `&`; an empty string is signed as `name=`.
///
/// No two different (method, path, nonce, PARAMS) give the same string. PARAMS itself is the gateway's format and values may
/// hold `&` and `=`, so the bodies `{"a":"1&b=2"}` and `{"a":"1","b":"2"}` do share one.
///
/// # Errors
/// `method_invalid`, `path_invalid`, `member_name_invalid`, `member_null`.
pub fn string_to_sign(method: &str, path: &str, nonce: &Nonce, body: &Object<'_>) -> Result<String> {
    let method = target::method(method)?;
    target::check_path(path)?;
    Ok(join(&method, path, nonce, &params(body)?))
}

/// The method in upper case, as it is signed and sent.
pub(crate) fn normalized_method(method: &str) -> Result<Cow<'_, str>> {
    target::method(method)
}

/// Refuses a path that is not the path alone.
pub(crate) fn check_path(path: &str) -> Result<()> {
    target::check_path(path)
}

fn join(method: &str, path: &str, nonce: &Nonce, params: &[Param<'_>]) -> String {
    let params = join_params(params.iter().map(|param| (param.name, param.value.as_ref())));
    [method, path, nonce.as_str(), &params].join("|")
}
