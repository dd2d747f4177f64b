//! What the packages are made of: licences, sources, advisories, pins, and a list of it for each package.

mod pins;
mod sbom;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use crate::shell::{self, target_dir};

pub(crate) use pins::run as pins;
pub(crate) use sbom::run as sbom;

/// Everything, with tools that take some minutes to build the first time.
pub(crate) fn run(require_advisories: bool) -> Result<()> {
    pins()?;
    deny(require_advisories)?;
    workflows()?;
    sbom(true)
}

fn deny(require_advisories: bool) -> Result<()> {
    let deny = cargo_tool("cargo-deny", "0.20.2")?;
    let check = |what: &[&str]| {
        shell::run(
            Command::new(&deny).args(["--locked", "--all-features", "check", "--hide-inclusion-graph"]).args(what),
        )
    };
    check(&["bans", "licenses", "sources"])?;
    let fetched =
        Command::new(&deny).args(["fetch", "db"]).current_dir(shell::root()).stderr(Stdio::null()).status()?;
    if fetched.success() {
        return check(&["advisories"]);
    }
    ensure!(!require_advisories, "the advisory database github.com/rustsec/advisory-db can't be reached");
    println!("NOT CHECKED: advisories, because github.com/rustsec/advisory-db can't be reached from here");
    Ok(())
}

fn workflows() -> Result<()> {
    let venv = target_dir().join("tools/zizmor");
    let zizmor = venv.join(if cfg!(windows) { "Scripts/zizmor.exe" } else { "bin/zizmor" });
    if !zizmor.exists() {
        shell::run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        let pip = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "zizmor==1.32.0"];
        shell::run(Command::new(zizmor.with_file_name("python")).args(pip))?;
    }
    shell::run(Command::new(zizmor).args(["--offline", "--pedantic", "--no-progress", ".github/workflows"]))
}

/// A program of crates.io: the installed one, or one that is built into the target folder.
pub(crate) fn cargo_tool(name: &str, version: &str) -> Result<PathBuf> {
    if Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok() {
        return Ok(name.into());
    }
    let folder = std::path::absolute(target_dir().join("tools"))?;
    let program = folder.join("bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        install(name, version, &folder).with_context(|| format!("cargo install {name}"))?;
    }
    Ok(program)
}

fn install(name: &str, version: &str, folder: &Path) -> Result<()> {
    println!("building {name} {version} once, into {}", folder.display());
    shell::run(
        Command::new("cargo")
            .args(["install", "--locked", "--quiet", "--version", version, name, "--root"])
            .arg(folder)
            .env("CARGO_TARGET_DIR", folder.join("build")),
    )
}
