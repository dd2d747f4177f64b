//! Does the key decide which way signing goes, or where in memory it looks? Valgrind follows each secret bit through the optimised code.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::debian;
use crate::shell::{self, root, target_dir};

/// What valgrind exits with when it reports something.
const REPORTED: i32 = 99;

/// Runs what must be silent, and the controls, which must be reported.
pub(crate) fn run() -> Result<()> {
    debian::install_if_missing(&["valgrind"], "valgrind")?;
    let source = root().join("tests/constant-time");
    let target = std::path::absolute(target_dir())?.join("constant-time");
    let mut build = Command::new("cargo");
    build.args(["build", "--release", "--locked", "--target-dir"]).arg(&target);
    shell::in_folder(&source, &mut build)?;
    let program = target.join("release/tarspay-constant-time");
    for (what, report) in [
        ("leak-branch", Some("Conditional jump or move depends on uninitialised value")),
        ("leak-table", Some("Use of uninitialised value of size 8")),
        ("read", None),
        ("sign", None),
    ] {
        watch(&program, what, &source.join("expected.supp"), report).context(what)?;
    }
    println!("the key decides neither a branch nor an address; what expected.supp explains, and no more, is left out");
    Ok(())
}

fn watch(program: &Path, what: &str, expected: &Path, report: Option<&str>) -> Result<()> {
    let output = Command::new("valgrind")
        .args(["--quiet", "--read-inline-info=yes", "--num-callers=16", &format!("--error-exitcode={REPORTED}")])
        .arg(format!("--suppressions={}", expected.display()))
        .arg(program)
        .arg(what)
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    match report {
        None => ensure!(output.status.success(), "{log}"),
        Some(report) => {
            let is_reported = output.status.code() == Some(REPORTED) && log.contains(report);
            ensure!(is_reported, "this control was not reported, so silence proves nothing:\n{log}");
        }
    }
    println!("{what}: {}", report.unwrap_or("silent"));
    Ok(())
}
