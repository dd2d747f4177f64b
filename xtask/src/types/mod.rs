//! Makes each language's types from the core's models.

mod openapi;
mod python;
mod typescript;
mod uniffi;

use anyhow::Result;

/// Writes the files, or with `check` fails if they are not what would be written.
pub(crate) fn run(check: bool) -> Result<()> {
    openapi::run(check)?;
    python::run(check)?;
    typescript::run(check)?;
    uniffi::run(check)
}
