//! A great many calls of the packages as installed, after which they must not hold more memory than before.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{python, shell};

pub(crate) fn run(calls: u32) -> Result<()> {
    let installed = std::path::absolute(shell::target_dir())?.join("npm/installed");
    ensure!(installed.join("node_modules").exists(), "run cargo xtask npm first");
    let calls = calls.to_string();
    println!("--- Node");
    shell::in_folder(&installed, Command::new("node").args(["--expose-gc", "memory.mjs", &calls]))?;
    println!("--- Python");
    let interpreter = python::installed(false)?.context("there is no Python")?;
    shell::run(Command::new(interpreter).arg(shell::root().join("bindings-python/tests/memory.py")).arg(&calls))
}
