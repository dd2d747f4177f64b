//! Runs each language's program, which reads the cases and prints one JSON line for each.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::case::Case;
use super::{Answers, command, folder};
use crate::{npm, python, shell};

/// Every column of the table but Rust, the first.
pub(super) const ALL: &[&str] = &["command", "python", "node", "bun", "deno", "workerd", "chromium"];

/// What a language says of the cases; nothing where it can't run. With `again` its package is built again.
pub(super) fn answers(name: &str, cases: &[Case], input: &Path, again: bool) -> Result<Option<Answers>> {
    match name {
        "command" => command::answers(cases).map(Some),
        "python" => {
            let Some(interpreter) = python::installed(again)? else { return Ok(None) };
            let program = shell::root().join("tests/conformance/python/answers.py");
            read(Command::new(interpreter).arg(program).arg(input)).map(Some)
        }
        _ => {
            let project = folder()?.join("javascript");
            if !project.exists() {
                npm::install_into(&project, again)?;
                shell::copy_folder(&shell::root().join("tests/conformance/javascript"), &project)?;
            }
            let mut run = Command::new("node");
            run.arg("all.mjs").arg(npm::tools_folder()).arg(name).arg(input).current_dir(&project);
            read(&mut run).map(Some)
        }
    }
}

/// What can be compared: the command does less than the packages.
pub(super) fn comparable(language: &str, case: &Case, answer: &Value) -> Value {
    if language == "command" { command::comparable(case, answer) } else { answer.clone() }
}

fn read(run: &mut Command) -> Result<Answers> {
    let output = run.stderr(std::process::Stdio::inherit()).output().with_context(|| format!("{run:?}"))?;
    ensure!(output.status.success(), "{run:?} failed: {}", output.status);
    let text = String::from_utf8(output.stdout)?;
    fs::write(folder()?.join("last.jsonl"), &text)?;
    text.lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
            let id = line.get("id").and_then(Value::as_str).context("id")?.to_owned();
            Ok((id, line.get_mut("answer").context("answer")?.take()))
        })
        .collect()
}
