//! Would the core's tests notice if it stopped being right?

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use crate::shell::target_dir;
use crate::supply::cargo_tool;

/// Tests that take a moment and notice most; what survives them meets all tests.
const QUICK: &[&str] =
    &["catalog", "explain", "gateway_examples", "json_values", "published", "secrets", "texts", "validate", "vectors"];

/// Compiled only without tables.
const PLAIN: &str = "core/src/crypto/plain.rs";

/// Runs `cargo mutants` on one part of the core's mutants; the lists of those caught and missed are in `target/mutants.out`. What is left out,
/// and why, is in `.cargo/mutants.toml`.
pub(crate) fn run(shard: &str) -> Result<()> {
    let program = cargo_tool("cargo-mutants", "27.1.0")?;
    let work = std::path::absolute(target_dir())?;
    let quick: Vec<_> = QUICK.iter().flat_map(|name| ["--test", name]).collect();
    let all = ["--all-features", "--exclude", PLAIN];
    pass(&program, shard, &work, &[&all[..], &["--"], &quick].concat())?;
    let missed = pass(&program, shard, &work, &[&all[..], &["--iterate"]].concat())?;
    let without_tables = ["--no-default-features", "--features", "testing", "--file", PLAIN];
    let missed_without = pass(&program, shard, &work.join("mutants-without-tables"), &without_tables)?;
    ensure!(!missed && !missed_without, "mutants survived; see missed.txt in mutants.out, and docs/hardening.md");
    Ok(())
}

/// Whether any survived.
fn pass(program: &Path, shard: &str, output: &Path, arguments: &[&str]) -> Result<bool> {
    std::fs::create_dir_all(output)?;
    let mut mutants = Command::new(program);
    mutants.args(["mutants", "--package", "tarspay-core", "--no-shuffle", "--colors", "never"]);
    mutants.args(["--jobs", "2", "--sharding", "round-robin", "--shard", shard, "--minimum-test-timeout", "60"]);
    // Tables of symbols are most of what is written for each mutant; each job has a target folder of its own.
    mutants.env("CARGO_PROFILE_DEV_DEBUG", "0").env_remove("CARGO_TARGET_DIR");
    let status = mutants.arg("--output").arg(output).args(arguments).status()?;
    match status.code() {
        Some(0) => Ok(false),
        // Some survived; some did not end, which is noticed too.
        Some(2 | 3) => Ok(status.code() == Some(2)),
        _ => anyhow::bail!("cargo mutants: {status}"),
    }
}
