//! The sandbox's page in a real browser.

use std::process::Command;

use anyhow::Result;

use crate::{npm, shell};

/// Starts the built command's sandbox and uses its page.
pub(crate) fn run() -> Result<()> {
    let tools = npm::browser_tools()?;
    shell::run(
        Command::new("node").arg(shell::root().join("cli/tests/page/page.test.mjs")).arg(shell::command()?).arg(tools),
    )
}
