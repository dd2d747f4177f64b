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
    let folder = std::path::absolute(shell::target_dir())?.join("npm/benches");
    let source = shell::root().join("benches/node");
    npm::install_locked(&source, &folder)?;
    shell::copy_folder(&source, &folder)?;
    npm::add(&folder, true)?;
    measured(&folder, Command::new("node").arg("bench.mjs"))
}

/// What the just-in-time compiler makes of the same code differs from one virtual machine to the next, by a factor of two, and for
/// BouncyCastle's verifying sometimes of twelve: the fastest machine counts, for each implementation.
const MACHINES: usize = 5;

pub(super) fn jvm() -> Result<Vec<Measured>> {
    kotlin::install()?;
    let folder = bindgen::folder("kotlin")?.join("benches");
    shell::empty_folder(&folder)?;
    shell::copy_folder(&shell::root().join("benches/jvm"), &folder)?;
    kotlin::build_project(&folder)?;
    let classes = std::env::join_paths([folder.join("target/classes"), folder.join("target/lib/*")])?;
    let once = || measured(&folder, kotlin::java().arg("-cp").arg(&classes).arg("Bench"));
    Ok(fastest(&std::iter::repeat_with(once).take(MACHINES).collect::<Result<Vec<_>>>()?))
}

/// The fastest of several runs of the same tasks in the same order.
fn fastest(runs: &[Vec<Measured>]) -> Vec<Measured> {
    let Some(first) = runs.first() else { return Vec::new() };
    let fastest = |(index, measured): (usize, &Measured)| {
        let times = runs.iter().filter_map(|run| run.get(index)).map(|one| one.micros);
        Measured { micros: times.fold(measured.micros, f64::min), ..measured.clone() }
    };
    first.iter().enumerate().map(fastest).collect()
}

fn measured(folder: &Path, command: &mut Command) -> Result<Vec<Measured>> {
    let output = command.current_dir(folder).stderr(Stdio::inherit()).output()?;
    ensure!(output.status.success(), "{command:?} failed");
    let text = String::from_utf8(output.stdout)?;
    print!("{text}");
    let measured = text.lines().map(serde_json::from_str).collect::<Result<Vec<Measured>, _>>()?;
    ensure!(!measured.is_empty(), "{command:?} measured nothing");
    Ok(measured)
}
