//! The sandbox beside its OpenAPI description: schemathesis looks for requests that it answers otherwise than the description says.

use std::process::Command;

use anyhow::{Result, ensure};
use tarspay_core::PrivateKey;

use crate::sandbox::Sandbox;
use crate::{python, shell};

const SECONDS: &str = "20";
/// The gateway answers what is wrong with HTTP 200 and a code of its own.
const NOT_CHECKED: &str = "negative_data_rejection,missing_required_header";

/// Runs it with the package as it was built last, which signs the requests.
pub(crate) fn run() -> Result<()> {
    let work = std::path::absolute(shell::target_dir())?.join("schema");
    shell::empty_folder(&work)?;
    let requirements = "tests/sandbox/requirements.txt";
    let Some(interpreter) = python::new_environment(&work, Some(requirements), false)? else { return Ok(()) };
    let schemathesis = interpreter.with_file_name(format!("schemathesis{}", std::env::consts::EXE_SUFFIX));
    let sandbox = Sandbox::start(&shell::command()?, &["--port", "0"], &work.join("sandbox.log"))?;
    let mut run = Command::new(schemathesis);
    run.arg("run").arg(shell::root().join("docs/openapi.json"));
    run.args(["--url", &sandbox.address, "--max-time", SECONDS, "--exclude-checks", NOT_CHECKED])
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("PYTHONPATH", shell::root().join("tests/sandbox"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("TARSPAY_PRIVATE_KEY", PrivateKey::generate()?.expose_hex().as_str());
    shell::in_folder(&work, &mut run)?;
    // Orders that were taken: not only refusals were tried.
    let log = std::fs::read_to_string(work.join("sandbox.log"))?;
    let taken = log.lines().filter(|line| line.ends_with("/unifiedOrder 0")).count();
    ensure!(taken > 0, "no order was taken");
    println!("{taken} orders were taken");
    Ok(())
}
