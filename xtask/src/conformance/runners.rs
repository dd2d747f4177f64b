//! Runs each language's program, which reads the cases and prints one JSON line for each.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::case::Case;
use super::{Answers, command, folder, reading};
use crate::{bindgen, kotlin, npm, python, shell, swift};

/// Every column of the table but Rust, the first.
pub(super) const ALL: &[&str] = &[
    "command",
    "python",
    "node",
    "bun",
    "deno",
    "workerd",
    "chromium",
    "kotlin",
    "java",
    "swift",
    "reading in Python",
    "reading in Java",
];

/// What a language says of the cases; nothing where it can't run. With `again` its package is built again.
pub(super) fn answers(name: &str, cases: &[Case], input: &Path, again: bool) -> Result<Option<Answers>> {
    match name {
        "command" => command::answers(cases).map(Some),
        "python" | "reading in Python" => {
            let program = if name == "python" { "answers.py" } else { "reading.py" };
            let Some(interpreter) = python::installed(again && name == "python")? else { return Ok(None) };
            let program = shell::root().join("tests/conformance/python").join(program);
            read(Command::new(interpreter).env("PYTHONDONTWRITEBYTECODE", "1").arg(program).arg(input)).map(Some)
        }
        "kotlin" => jvm("KotlinAnswersKt", input, again),
        "java" => jvm("JavaAnswers", input, false),
        "reading in Java" => jvm("Reading", input, false),
        "swift" => {
            let source = fs::read_to_string(shell::root().join("tests/conformance/swift/main.swift"))?;
            // The compiler's own view of the machine may be the folder of the builds of Swift alone.
            let place = bindgen::folder("swift")?;
            let (cases, out) = (place.join("cases.jsonl"), place.join("answers.jsonl"));
            fs::create_dir_all(&place)?;
            fs::copy(input, &cases)?;
            let arguments = [text(&cases)?, text(&out)?];
            let ran = swift::run_program("answers", &source, &arguments, again)?;
            ran.then(|| parse(&fs::read_to_string(out)?)).transpose()
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

/// What can be compared: the command does less than the packages, a second reading of the rules less still.
pub(super) fn comparable(language: &str, case: &Case, answer: &Value) -> Value {
    if language == "command" {
        command::comparable(case, answer)
    } else if language.starts_with("reading") {
        reading::comparable(case, answer)
    } else {
        answer.clone()
    }
}

fn read(run: &mut Command) -> Result<Answers> {
    let output = run.stderr(std::process::Stdio::inherit()).output().with_context(|| format!("{run:?}"))?;
    ensure!(output.status.success(), "{run:?} failed: {}", output.status);
    parse(&String::from_utf8(output.stdout)?)
}

/// Runs one of the two programs of the Maven project.
fn jvm(main: &str, input: &Path, again: bool) -> Result<Option<Answers>> {
    let project = folder()?.join("jvm");
    if !project.exists() {
        shell::copy_folder(&shell::root().join("tests/conformance/jvm"), &project)?;
    }
    let out = folder()?.join(format!("{main}.jsonl"));
    let program =
        vec![format!("-Danswers={main}"), format!("-Dcases={}", text(input)?), format!("-Dout={}", text(&out)?)];
    let ran = kotlin::run_programs(&project, &[program], again)?;
    ran.then(|| parse(&fs::read_to_string(out)?)).transpose()
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not Unicode", path.display()))
}

fn parse(answers: &str) -> Result<Answers> {
    answers
        .lines()
        .map(|line| {
            let mut line: Value = serde_json::from_str(line).with_context(|| line.to_owned())?;
            let id = line.get("id").and_then(Value::as_str).context("id")?.to_owned();
            Ok((id, line.get_mut("answer").context("answer")?.take()))
        })
        .collect()
}
