//! The core's benches, which criterion runs beside libsecp256k1.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Measured;
use crate::shell;

/// The folder of criterion's group, the task that it is in the report, and how many calls one measurement holds.
const GROUPS: &[(&str, &str, f64)] =
    &[("verify", "verify", 1.0), ("sign", "sign", 1.0), ("240 callbacks", "each of 240 callbacks", 240.0)];

pub(super) fn run() -> Result<Vec<Measured>> {
    shell::cargo(&["bench", "--locked", "--package", "tarspay-benches"])?;
    let criterion = shell::target_dir().join("criterion");
    let mut measured = Vec::new();
    for (folder, task, calls) in GROUPS {
        read_group(&criterion.join(folder), task, *calls, &mut measured)?;
    }
    let mut bodies = fs::read_dir(&criterion)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    bodies.retain(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("body of ")));
    bodies.sort_by_key(|path| path.to_string_lossy().len());
    for body in bodies {
        let task = body.file_name().context("no name")?.to_string_lossy().into_owned();
        read_group(&body, &task, 1.0, &mut measured)?;
    }
    Ok(measured)
}

fn read_group(folder: &Path, task: &str, calls: f64, measured: &mut Vec<Measured>) -> Result<()> {
    let mut benches = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let before = measured.len();
    while let Some(bench) = benches.next().transpose()? {
        let file = bench.path().join("new/estimates.json");
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let estimates: Value = serde_json::from_str(&text)?;
        let nanos = estimates.pointer("/median/point_estimate").and_then(Value::as_f64).context("no median")?;
        measured.push(Measured {
            task: task.to_owned(),
            name: bench.file_name().to_string_lossy().into_owned(),
            micros: nanos / 1000.0 / calls,
        });
    }
    ensure!(measured.len() > before, "nothing was measured for {task}");
    Ok(())
}
