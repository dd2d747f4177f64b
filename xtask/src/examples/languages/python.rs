//! Python, from the wheel.

use std::process::Command;

use anyhow::Result;

use super::Prepared::{self, Missing, Ready};
use super::{folder, unless_built};
use crate::{python, shell};

/// An environment with the package and nothing else.
pub(super) fn plain(again: bool) -> Result<Prepared> {
    program("python", "python", None, again)
}

pub(super) fn fastapi(again: bool) -> Result<Prepared> {
    framework("fastapi", again)
}

pub(super) fn flask(again: bool) -> Result<Prepared> {
    framework("flask", again)
}

pub(super) fn django(again: bool) -> Result<Prepared> {
    framework("django", again)
}

fn framework(name: &str, again: bool) -> Result<Prepared> {
    program(name, "python-frameworks", Some("examples/requirements.txt"), again)
}

fn program(name: &str, environment: &str, requirements: Option<&str>, again: bool) -> Result<Prepared> {
    let place = folder(environment)?;
    let mut interpreter = Some(python::program_in(&place));
    let sources: Vec<&str> = ["bindings-python", "cli"].into_iter().chain(requirements).collect();
    unless_built(environment, &sources, again, || {
        interpreter = python::new_environment(&place, requirements, again)?;
        Ok(())
    })?;
    let Some(interpreter) = interpreter else { return Ok(Missing("install Python 3.10 or newer with venv and pip")) };
    let mut run = Command::new(interpreter);
    run.arg(shell::root().join("examples").join(name).join("shop.py")).env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(Ready(run))
}
