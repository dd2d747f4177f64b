//! What is shipped names no folder of the machine that built it: nobody's business, and another machine's build would differ.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::shell::root;

/// Flags, as `CARGO_ENCODED_RUSTFLAGS` takes them, that replace this machine's paths.
pub(crate) fn remap() -> Result<String> {
    let mut flags: Vec<String> =
        env::var("RUSTFLAGS").unwrap_or_default().split_whitespace().map(str::to_owned).collect();
    for (path, name) in machine_paths()? {
        flags.push(format!("--remap-path-prefix={}={name}", path.display()));
    }
    Ok(flags.join("\x1f"))
}

/// Fails if this file names one of them.
pub(crate) fn refuse(file: &Path) -> Result<()> {
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    for (path, _) in machine_paths()? {
        let path = path.to_string_lossy().into_owned();
        let found = bytes.windows(path.len()).any(|window| window == path.as_bytes());
        ensure!(!found, "{} holds paths of this machine", file.display());
    }
    Ok(())
}

fn machine_paths() -> Result<[(PathBuf, &'static str); 2]> {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = cargo_home.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).context("no home folder")?;
    Ok([(home, "cargo"), (root(), "tarspay")])
}
