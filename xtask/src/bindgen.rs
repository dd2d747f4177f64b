//! What Kotlin and Swift share: the sources that UniFFI writes, and the library that they call.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::packages::paths;
use crate::shell::{self, cargo};

const PACKAGE: &str = "tarspay-uniffi";
const LIBRARY: &str = "tarspay_uniffi";

/// Where the builds of a language go, as a full path.
pub(crate) fn folder(name: &str) -> Result<PathBuf> {
    Ok(std::path::absolute(shell::target_dir())?.join(name))
}

/// Writes a language's sources. They come from an unoptimised library, which holds the same description as the one that is shipped.
pub(crate) fn generate(language: &str, out: &Path) -> Result<()> {
    cargo(&["build", "--package", PACKAGE, "--features", "bindgen", "--locked"])?;
    let debug = folder("debug")?;
    let bindgen = debug.join(format!("uniffi-bindgen{}", env::consts::EXE_SUFFIX));
    let mut generate = Command::new(bindgen);
    generate.arg("generate").arg(debug.join(library_file())).args(["--no-format", "--language", language, "--out-dir"]);
    shell::run(generate.arg(out))
}

/// Builds what is shipped and gives the folder of it: optimised, without symbols, without paths of this machine.
pub(crate) fn release() -> Result<PathBuf> {
    let target = folder("uniffi")?;
    shell::run(
        Command::new("cargo")
            .args(["build", "--release", "--package", PACKAGE, "--lib", "--locked", "--target-dir"])
            .arg(&target)
            .env("CARGO_ENCODED_RUSTFLAGS", paths::remap()?),
    )?;
    let built = target.join("release");
    paths::refuse(&built.join(library_file()))?;
    Ok(built)
}

/// The library's name on this machine.
pub(crate) fn library_file() -> String {
    format!("{}{LIBRARY}{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX)
}

/// Changes to a generated source. Each must be found, so that a new version of the generator can't slip through unchanged.
pub(crate) struct Source(pub(crate) String);

impl Source {
    pub(crate) fn replace(&mut self, found: &str, with: &str) -> Result<()> {
        ensure!(self.0.contains(found), "the generated source does not hold {found:?} any more");
        self.0 = self.0.replace(found, with);
        Ok(())
    }

    /// Changes every block that starts with `start` and ends with `end`; `change` gives `None` for blocks that stay.
    pub(crate) fn blocks(&mut self, start: &str, end: &str, change: impl Fn(&str) -> Option<String>) -> Result<()> {
        let (mut out, mut rest, mut changed) = (String::new(), self.0.as_str(), false);
        while let Some((before, from_start)) = rest.split_once(start) {
            let length = from_start.find(end).with_context(|| format!("{start:?} without {end:?}"))?;
            let (block, after) = from_start.split_at(length);
            let block = format!("{start}{block}");
            out.push_str(before);
            if let Some(block) = change(&block) {
                changed = true;
                out.push_str(&block);
            } else {
                out.push_str(&block);
            }
            rest = after;
        }
        ensure!(changed, "the generated source has no {start:?} to change any more");
        out.push_str(rest);
        self.0 = out;
        Ok(())
    }
}
