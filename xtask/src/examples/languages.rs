//! The examples, and what each needs before it can be started.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::stamp::unless_built;
use crate::{kotlin, npm, python, shell};

/// A shop in one language, with one framework or none.
pub(crate) struct Example {
    pub(crate) name: &'static str,
    pub(super) language: &'static str,
    /// Builds what it needs; with `again` also the package, unless nothing has changed since, without it the package only where it is missing.
    pub(super) prepare: fn(again: bool) -> Result<Prepared>,
}

pub(super) enum Prepared {
    Ready(Command),
    /// What is missing on this machine, and how to get it.
    Missing(&'static str),
}

use Prepared::{Missing, Ready};

pub(crate) const EXAMPLES: &[Example] = &[
    Example { name: "rust", language: "Rust (axum)", prepare: rust },
    Example { name: "shell", language: "shell (curl and the command, CGI)", prepare: shell_scripts },
    Example { name: "node", language: "JavaScript (Node)", prepare: node },
    Example { name: "python", language: "Python", prepare: python },
    Example { name: "java", language: "Java", prepare: java },
];

fn rust(_: bool) -> Result<Prepared> {
    shell::cargo(&["build", "--quiet", "--locked", "--package", "tarspay-example-shop"])?;
    let program = format!("debug/tarspay-example-shop{}", std::env::consts::EXE_SUFFIX);
    Ok(Ready(Command::new(std::path::absolute(shell::target_dir())?.join(program))))
}

fn shell_scripts(_: bool) -> Result<Prepared> {
    if cfg!(windows) || !shell::finds("curl") || !shell::finds("bash") {
        return Ok(Missing("install bash and curl"));
    }
    let books = folder("shell")?;
    shell::empty_folder(&books)?;
    let command = shell::command()?;
    let mut program = Command::new(std::env::current_exe()?);
    program.arg("serve-cgi").arg(shell::root().join("examples/shell")).env("SHOP", books);
    shell::add_to_path(&mut program, command.parent().context("the command has no folder")?)?;
    Ok(Ready(program))
}

fn node(again: bool) -> Result<Prepared> {
    if !shell::finds("node") || !shell::finds("npm") {
        return Ok(Missing("install Node 20 or newer with npm"));
    }
    let project = folder("javascript")?;
    unless_built("javascript", &["bindings-wasm"], again, || npm::new_project(&project, again))?;
    script(&project, "node/shop.mjs", "node")
}

/// A program that is copied to where its packages are.
fn script(project: &std::path::Path, source: &str, interpreter: &str) -> Result<Prepared> {
    let program = project.join(source.replace('/', "-"));
    std::fs::copy(shell::root().join("examples").join(source), &program)?;
    let mut run = Command::new(interpreter);
    run.arg(program).current_dir(project);
    Ok(Ready(run))
}

fn python(again: bool) -> Result<Prepared> {
    let place = folder("python")?;
    let mut interpreter = Some(python::program_in(&place));
    unless_built("python", &["bindings-python", "cli"], again, || {
        interpreter = python::new_environment(&place, again)?;
        Ok(())
    })?;
    let Some(interpreter) = interpreter else { return Ok(Missing("install Python 3.10 or newer with venv and pip")) };
    let mut run = Command::new(interpreter);
    run.arg(shell::root().join("examples/python/shop.py")).env("PYTHONDONTWRITEBYTECODE", "1");
    Ok(Ready(run))
}

fn java(again: bool) -> Result<Prepared> {
    if !shell::finds("javac") || !shell::finds("mvn") {
        return Ok(Missing("install a JDK, 17 or newer, and Maven"));
    }
    let project = folder("java")?;
    unless_built("java", &["bindings-uniffi", "examples/java"], again, || {
        shell::empty_folder(&project)?;
        shell::copy_folder(&shell::root().join("examples/java"), &project)?;
        kotlin::run_programs(&project, &[], again).map(drop)
    })?;
    let classes = [project.join("target/classes"), project.join("target/lib/*")];
    let mut run = Command::new("java");
    run.arg("-cp").arg(std::env::join_paths(classes)?).arg("Shop");
    Ok(Ready(run))
}

fn folder(name: &str) -> Result<PathBuf> {
    Ok(std::path::absolute(shell::target_dir())?.join("examples").join(name))
}
