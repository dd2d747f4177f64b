//! Makes `docs/errors.md`: every code that a caller can meet.

use std::fmt::Write as _;

use anyhow::Result;
use tarspay_core::ErrorCode;
use tarspay_core::catalog::{GatewayCode, OrderState};
use tarspay_core::explain::Mistake;

/// The page's text.
pub(super) fn page() -> Result<String> {
    let mut text = String::from(
        "# Errors\n\nEvery failure has a code that never changes its meaning and is the same in every language. Look for yours on this page.\n\n\
         ## The gateway's codes\n\nThe member `code` of an answer, with what the gateway's page says of it; 0 is success. Some numbers are printed \
         with two texts.\n\n| code | the gateway says |\n| ---: | --- |\n",
    );
    for code in GatewayCode::all() {
        writeln!(text, "| `{}` | {} |", code.0, code.texts().join("; or "))?;
    }
    text += "\n`5003008`, \"Signature error\", has a page of its own: [troubleshooting](troubleshooting.md).\n\n## Order states\n\n\
             The member `state` of a callback or an answer.\n\n| state | means | final |\n| ---: | --- | --- |\n";
    for state in OrderState::ALL {
        let last = if state.is_final() { "yes" } else { "no" };
        writeln!(text, "| `{}` | {} | {last} |", state.0, state.describe().unwrap_or_default())?;
    }
    text += "\n## The library's codes\n\nThe member `code` of an error or a problem.\n";
    for code in ErrorCode::ALL {
        write!(text, "\n### `{}`\n\n{}\n{}\n", code.as_str(), code.what(), code.remedy())?;
    }
    text += "\n## Mistakes that an explanation names\n\nFound by trying them: where one is named as proven, it gives exactly the signature at hand.\n";
    for mistake in Mistake::ALL {
        write!(text, "\n### `{}`\n\n{}\n{}\n", mistake.as_str(), mistake.what(), mistake.remedy())?;
    }
    Ok(text)
}
