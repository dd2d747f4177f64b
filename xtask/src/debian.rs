//! Programs that a new machine lacks. On Debian, as root, they are installed; elsewhere the message says what is missing.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Result, ensure};

/// Installs a package unless one of these programs is on the path.
pub(crate) fn install_if_missing(programs: &[&str], package: &str) -> Result<()> {
    if programs.iter().any(|program| is_on_path(program)) {
        return Ok(());
    }
    let missing = programs.join(" or ");
    ensure!(
        Path::new("/usr/bin/apt-get").exists(),
        "{missing} is missing on this machine; install it and run this again"
    );
    println!("{missing} is missing; installing Debian's package {package}");
    let installed = apt_get(&["install", "--yes", "--no-install-recommends", package])
        || (apt_get(&["update"]) && apt_get(&["install", "--yes", "--no-install-recommends", package]));
    ensure!(
        installed,
        "{missing} is missing, and apt-get could not install {package}; as root: apt-get install {package}"
    );
    Ok(())
}

fn is_on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn apt_get(arguments: &[&str]) -> bool {
    let mut command = Command::new("apt-get");
    command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()).stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
