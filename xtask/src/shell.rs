//! Running programs from the project's folder.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let mut folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    folder.pop();
    folder
}

/// Where builds go.
pub(crate) fn target_dir() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Runs cargo in the project's folder and fails if it fails.
pub(crate) fn cargo(arguments: &[&str]) -> Result<()> {
    run(Command::new(std::env::var("CARGO").unwrap_or_else(|_| "cargo".into())).args(arguments))
}

/// Builds the command `tarspay` and gives its path.
pub(crate) fn command() -> Result<PathBuf> {
    cargo(&["build", "--quiet", "--locked", "--package", "tarspay-cli"])?;
    Ok(std::path::absolute(target_dir())?.join(format!("debug/tarspay{}", std::env::consts::EXE_SUFFIX)))
}

/// Runs a program in the project's folder, its output going to ours, and fails if it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    in_folder(&root(), command)
}

/// Runs a program in a folder and fails if it fails.
pub(crate) fn in_folder(folder: &Path, command: &mut Command) -> Result<()> {
    let status = command.current_dir(folder).status().with_context(|| format!("{command:?} could not be started"))?;
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(())
}

/// Whether there is a program of this name.
pub(crate) fn finds(name: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let file = |folder: PathBuf, ending: &str| folder.join(format!("{name}{ending}")).is_file();
    std::env::split_paths(&path).any(|folder| ["", ".exe", ".cmd"].iter().any(|ending| file(folder.clone(), ending)))
}

/// Lets a program find those of this folder first.
pub(crate) fn add_to_path(command: &mut Command, folder: &Path) -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    command.env("PATH", std::env::join_paths(std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path)))?);
    Ok(())
}

/// What a program prints; fails if it fails.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("{command:?} could not be started"))?;
    ensure!(output.status.success(), "{command:?} failed: {}", output.status);
    Ok(String::from_utf8(output.stdout)?)
}

/// Writes a generated file, or with `check` fails if it is not what would be written.
pub(crate) fn generate(path: &str, content: &str, check: bool, command: &str) -> Result<()> {
    let file = root().join(path);
    if check {
        let found = std::fs::read_to_string(&file).with_context(|| format!("{path} can't be read; run {command}"))?;
        ensure!(found == content, "{path} is stale; run {command}");
        return Ok(());
    }
    std::fs::write(&file, content).with_context(|| path.to_owned())
}

/// Formats Rust source as `cargo fmt` would.
pub(crate) fn rustfmt(source: &str) -> Result<String> {
    let config = root().join("rustfmt.toml");
    let mut rustfmt = Command::new("rustfmt")
        .args(["--edition", "2024", "--config-path"])
        .arg(config)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("rustfmt could not be started; rustup component add rustfmt")?;
    rustfmt.stdin.take().context("rustfmt's input")?.write_all(source.as_bytes())?;
    let output = rustfmt.wait_with_output()?;
    ensure!(output.status.success(), "rustfmt failed");
    Ok(String::from_utf8(output.stdout)?)
}

/// The files with this ending in a folder of the project, at any depth.
pub(crate) fn files(folder: &str, ending: &str) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    ensure!(!found.is_empty(), "no {ending} in {folder}");
    Ok(found)
}

/// Makes a folder that holds nothing.
pub(crate) fn empty_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    Ok(std::fs::create_dir_all(folder)?)
}

/// Copies a folder with all it holds; what is there already stays.
pub(crate) fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from).with_context(|| from.display().to_string())? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
