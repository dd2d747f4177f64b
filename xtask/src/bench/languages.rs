//! Benches of the installed packages. Each prints one JSON line for each task and implementation.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

use super::Measured;
use crate::{bindgen, kotlin, npm, python, shell};

pub(super) fn python() -> Result<Vec<Measured>> {
    let interpreter = python::install()?;
    measured(&shell::root(), Command::new(interpreter).arg(shell::root().join("benches/python/bench.py")))
}

pub(super) fn node() -> Result<Vec<Measured>> {
    let tarball = npm::package()?;
    let folder = std::path::absolute(shell::target_dir())?.join("npm/benches");
    shell::empty_folder(&folder)?;
    shell::copy_folder(&shell::root().join("benches/node"), &folder)?;
    let quiet = ["install", "--silent", "--no-audit", "--no-fund"];
    shell::in_folder(&folder, &mut npm::npm(&quiet))?;
    shell::in_folder(&folder, npm::npm(&quiet).arg("--no-save").arg(std::path::absolute(tarball)?))?;
    measured(&folder, Command::new("node").arg("bench.mjs"))
}

pub(super) fn jvm() -> Result<Vec<Measured>> {
    let repository = bindgen::folder("maven")?;
    kotlin::install()?;
    let folder = bindgen::folder("kotlin")?.join("benches");
    shell::empty_folder(&folder)?;
    shell::copy_folder(&shell::root().join("benches/jvm"), &folder)?;
    let mut maven = Command::new("mvn");
    maven.args(["--batch-mode", "--no-transfer-progress", "--quiet", "verify"]);
    measured(&folder, maven.arg(format!("-Dmaven.repo.local={}", repository.display())))
}

fn measured(folder: &Path, command: &mut Command) -> Result<Vec<Measured>> {
    let output = command.current_dir(folder).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{command:?} failed");
    let text = String::from_utf8(output.stdout)?;
    print!("{text}");
    // Maven puts the terminal's colours back first.
    let lines = text.lines().filter_map(|line| Some(line.split_at(line.find('{')?).1));
    let measured = lines.map(serde_json::from_str).collect::<Result<Vec<Measured>, _>>()?;
    ensure!(!measured.is_empty(), "{command:?} measured nothing");
    Ok(measured)
}
