//! The tests that need no curve, in Rust's interpreter: neither the core nor what it depends on does what the language leaves undefined.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::shell;

/// Must be reported.
const CONTROL: &str = "fn main() {\n    let at = std::hint::black_box(vec![1_u8; 64]).as_ptr();\n    \
    std::process::exit(i32::from(unsafe { at.read_volatile() }) - 1);\n}\n";

/// Points and tables take the interpreter hours, and so does a test of speed.
const LEFT_OUT: [&str; 2] = ["crypto::", "many_unknown_members_are_read_and_written_in_no_time"];

/// Runs the tests, and fails unless the control is reported.
pub(crate) fn run() -> Result<()> {
    let work = std::path::absolute(shell::target_dir())?.join("miri");
    control(&work)?;
    let mut test = miri("test", &work);
    test.args(["--package", "tarspay-core", "--all-features", "--locked", "--lib"])
        .args(["--test", "catalog", "--test", "json_values", "--test", "validate", "--"])
        .args(LEFT_OUT.iter().flat_map(|name| ["--skip", *name]))
        // Each case takes half a minute.
        .env("PROPTEST_CASES", "2");
    shell::run(&mut test)?;
    println!("nothing was reported but the control");
    Ok(())
}

fn control(work: &Path) -> Result<()> {
    let source = work.join("control");
    std::fs::create_dir_all(source.join("src"))?;
    std::fs::write(source.join("Cargo.toml"), "[package]\nname = \"miri-control\"\nedition = \"2024\"\n[workspace]\n")?;
    std::fs::write(source.join("src/main.rs"), CONTROL)?;
    let output = miri("run", work).current_dir(&source).stdin(Stdio::null()).output().context("rustup")?;
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        said.contains("Undefined Behavior"),
        "{said}\nthe control was not reported; is Miri there? rustup toolchain install nightly --component miri,rust-src"
    );
    Ok(())
}

fn miri(what: &str, work: &Path) -> Command {
    let mut command = Command::new("rustup");
    command.args(["run", "nightly", "cargo", "miri", what, "--target-dir"]).arg(work);
    // The vectors are read from files. The cargo that runs us is not the one meant here.
    command.env("MIRIFLAGS", "-Zmiri-disable-isolation").env_remove("CARGO");
    command
}
