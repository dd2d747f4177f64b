//! Makes the staged vectors and those of explain, with Python and nothing of the project's own code.

use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;

const MAKERS: [&str; 2] = ["tests/vectors/make.py", "tests/vectors/explain/make.py"];

/// Writes the files, or with `check` fails if one is stale.
pub(crate) fn run(check: bool) -> Result<()> {
    for maker in MAKERS {
        let mut command = Command::new("python3");
        command.arg(maker).env("PYTHONDONTWRITEBYTECODE", "1");
        if check {
            command.arg("--check");
        }
        shell::run(&mut command)
            .context("the vectors are made by Python 3.9 or newer, without any package (apt-get install python3)")?;
    }
    Ok(())
}
