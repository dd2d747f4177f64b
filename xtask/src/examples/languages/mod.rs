//! The examples, and what each needs before it can be started.

mod javascript;
mod jvm;
mod python;

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::stamp::unless_built;
use crate::shell;

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
    Example { name: "node", language: "JavaScript (Node)", prepare: javascript::node },
    Example { name: "express", language: "JavaScript (Express)", prepare: javascript::express },
    Example { name: "fastify", language: "JavaScript (Fastify)", prepare: javascript::fastify },
    Example { name: "hono", language: "JavaScript (Hono, Workers)", prepare: javascript::hono },
    Example { name: "nextjs", language: "JavaScript (Next.js)", prepare: javascript::nextjs },
    Example { name: "python", language: "Python", prepare: python::plain },
    Example { name: "fastapi", language: "Python (FastAPI)", prepare: python::fastapi },
    Example { name: "flask", language: "Python (Flask)", prepare: python::flask },
    Example { name: "django", language: "Python (Django)", prepare: python::django },
    Example { name: "java", language: "Java", prepare: jvm::java },
    Example { name: "ktor", language: "Kotlin (Ktor)", prepare: jvm::ktor },
    Example { name: "spring", language: "Java (Spring Boot)", prepare: jvm::spring },
    Example { name: "swift", language: "Swift", prepare: swift },
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

fn swift(again: bool) -> Result<Prepared> {
    let built = crate::swift::build_program("examples/swift", "Shop", again)?;
    Ok(built.map_or(Missing("install Swift 5.9 or newer from swift.org"), Ready))
}

/// Where an example is built.
fn folder(name: &str) -> Result<PathBuf> {
    Ok(std::path::absolute(shell::target_dir())?.join("examples").join(name))
}
