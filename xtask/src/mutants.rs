//! Would the core's tests notice if it stopped being right?

use std::process::Command;

use anyhow::{Context, Result};

use crate::shell::{self, target_dir};
use crate::supply::cargo_tool;

/// Runs `cargo mutants` on one part of the core's mutants; the lists of those caught and missed are in `target/mutants.out`.
pub(crate) fn run(shard: &str) -> Result<()> {
    let program = cargo_tool("cargo-mutants", "27.1.0")?;
    shell::run(
        Command::new(program)
            .args(["mutants", "--package", "tarspay-core", "--all-features", "--no-shuffle", "--colors", "never"])
            .args(["--sharding", "round-robin", "--shard", shard, "--minimum-test-timeout", "120", "--output"])
            .arg(target_dir())
            // Tables of symbols are most of what is written for each mutant.
            .env("CARGO_PROFILE_DEV_DEBUG", "0"),
    )
    .context("mutants survived; see target/mutants.out/missed.txt and docs/hardening.md")
}
