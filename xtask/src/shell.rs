//! Running programs from the project's folder.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

/// Runs cargo in the project's folder and fails if it fails.
pub(crate) fn cargo(arguments: &[&str]) -> Result<()> {
    run(Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())).args(arguments))
}

/// Runs a program in the project's folder, its output going to ours, and fails if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.current_dir(root()).status().with_context(|| format!("{command:?} could not be started"))?;
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}
