//! Other people's JavaScript libraries and the installed npm package, both ways. Those of other languages are tests of their packages.

use std::process::Command;

use anyhow::Result;

use crate::{npm, shell};

/// Random requests and callbacks, another seed each time, which is printed.
pub(crate) fn run() -> Result<()> {
    let project = std::path::absolute(shell::target_dir())?.join("interop");
    let source = shell::root().join("tests/interop/javascript");
    npm::install_locked(&source, &project)?;
    shell::copy_folder(&source, &project)?;
    npm::add(&project, false)?;
    shell::in_folder(&project, Command::new("node").args(["interop.mjs", "1000"]))
}
