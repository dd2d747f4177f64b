//! Finds, or fetches, what is needed to build for a target that is not this machine.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::shell;

/// A compiler and a standard library that can build for one target. Nothing of it leaks into builds for this machine.
pub(crate) struct Toolchain {
    target: &'static str,
    debian: Option<PathBuf>,
}

/// The ordinary way first: an installed target, then `rustup target add`, then the compiler that Debian ships with its sources.
pub(crate) fn for_target(target: &'static str) -> Result<Toolchain> {
    let force_debian = std::env::var_os("TARSPAY_TOOLCHAIN").is_some_and(|value| value == "debian");
    if !force_debian {
        if is_installed(target)? {
            println!("{target}: installed");
            return Ok(Toolchain { target, debian: None });
        }
        let added =
            Command::new("timeout").args(["120", "rustup", "target", "add", target]).stdout(Stdio::null()).status();
        if added.is_ok_and(|status| status.success()) && is_installed(target)? {
            println!("{target}: added to this toolchain by rustup target add");
            return Ok(Toolchain { target, debian: None });
        }
    }
    let folder = shell::target_dir().join("debian-rust");
    debian_compiler(&folder).with_context(|| {
        format!("nothing here can build for {target}; on a usual machine: rustup target add {target}")
    })?;
    println!("{target}: Debian's compiler, standard library built from its sources");
    Ok(Toolchain { target, debian: Some(folder) })
}

impl Toolchain {
    /// `cargo SUBCOMMAND --target …`, with the parts of the standard library that are named (such as `core,alloc`) built if they must be.
    pub(crate) fn cargo(&self, subcommand: &str, library: &str) -> Result<Command> {
        let mut command = Command::new("cargo");
        command.args([subcommand, "--target", self.target]).current_dir(shell::root());
        let Some(folder) = &self.debian else { return Ok(command) };
        let linker = format!("CARGO_TARGET_{}_LINKER", self.target.to_uppercase().replace('-', "_"));
        command
            .arg(format!("-Zbuild-std={library}"))
            .arg("--target-dir")
            .arg(shell::target_dir().join("debian-build"))
            .env("RUSTC", folder.join("usr/bin/rustc"))
            .env("LD_LIBRARY_PATH", folder.join("usr/lib/x86_64-linux-gnu"))
            .env("RUSTC_BOOTSTRAP", "1")
            .env(linker, rust_lld()?);
        Ok(command)
    }

    /// The folder that [`Toolchain::cargo`] builds into; each profile has one inside.
    pub(crate) fn output_dir(&self) -> PathBuf {
        let base = shell::target_dir();
        (if self.debian.is_some() { base.join("debian-build") } else { base }).join(self.target)
    }
}

fn is_installed(target: &str) -> Result<bool> {
    let folder = shell::output(Command::new("rustc").args(["--print", "target-libdir", "--target", target]))?;
    let Ok(mut files) = std::fs::read_dir(folder.trim()) else { return Ok(false) };
    Ok(files.any(|file| file.is_ok_and(|file| file.file_name().to_string_lossy().starts_with("libcore-"))))
}

fn rust_lld() -> Result<PathBuf> {
    let sysroot = PathBuf::from(shell::output(Command::new("rustc").args(["--print", "sysroot"]))?.trim());
    let host = shell::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    Ok(sysroot.join("lib/rustlib").join(host.trim()).join("bin/rust-lld"))
}

/// Unpacks the compiler's packages into a folder; needs no root.
fn debian_compiler(folder: &Path) -> Result<()> {
    let rustc = folder.join("usr/bin/rustc");
    if rustc.exists() && folder.join("complete").exists() {
        return Ok(());
    }
    std::fs::create_dir_all(folder)?;
    let depends = ["depends", "--recurse", "--important", "rustc-web"];
    let depends = shell::output(Command::new("apt-cache").args(depends)).context("apt-cache")?;
    // Packages stand at the start of a line, what they depend on behind white space.
    let is_part = |name: &&str| name.starts_with("libstd-rust-web") || name.starts_with("libllvm");
    let mut packages = vec!["rustc-web", "rust-web-src"];
    packages.extend(depends.lines().filter(is_part));
    let downloaded =
        Command::new("apt-get").arg("download").args(&packages).current_dir(folder).stdout(Stdio::null()).status()?;
    ensure!(downloaded.success(), "apt-get download {} failed; run apt-get update first", packages.join(" "));
    for file in std::fs::read_dir(folder)? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            let unpacked = Command::new("dpkg").arg("-x").arg(&path).arg(folder).status()?;
            ensure!(unpacked.success(), "{} could not be unpacked", path.display());
            std::fs::remove_file(&path)?;
        }
    }
    if !rustc.exists() {
        bail!("Debian's packages hold no rustc");
    }
    std::fs::write(folder.join("complete"), "")?;
    Ok(())
}
