//! The proof that the core needs no operating system: it builds for a machine without one, where a crate that uses `std` does not.

use std::process::Stdio;

use anyhow::{Result, ensure};

use crate::shell;
use crate::toolchain;

const TARGET: &str = "thumbv7em-none-eabi";

const USES_STD: &str = "//! Must not build where there is no `std`.\npub fn now() -> std::time::SystemTime {\n    std::time::SystemTime::now()\n}\n";

/// Builds the core, and fails unless the control fails to build.
pub(crate) fn run() -> Result<()> {
    let toolchain = toolchain::for_target(TARGET)?;
    let mut build = toolchain.cargo("build", "core,alloc")?;
    shell::run(build.args([
        "--package",
        "tarspay-core",
        "--no-default-features",
        "--features",
        "explain-full,testing",
        "--locked",
    ]))?;

    let control = shell::target_dir().join("bare-control");
    std::fs::create_dir_all(control.join("src"))?;
    let manifest = "[package]\nname = \"bare-control\"\nedition = \"2024\"\n[workspace]\n";
    std::fs::write(control.join("Cargo.toml"), manifest)?;
    std::fs::write(control.join("src/lib.rs"), USES_STD)?;
    let mut build = toolchain.cargo("build", "core,alloc")?;
    let status = build.current_dir(&control).stderr(Stdio::null()).status()?;
    ensure!(!status.success(), "the control uses std and was built for {TARGET}: this build proves nothing");
    println!("the core builds for {TARGET}; a crate that uses std does not");
    Ok(())
}
