//! Finds, or fetches, a Swift compiler.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};

use crate::{bindgen, shell};

/// Debian 13 is the first with Swift; its packages run in a folder of their own on any Debian.
const SUITE: &str = "trixie";
const PACKAGES: [&str; 7] = ["base-files", "bash", "coreutils", "dash", "libc6-dev", "libstdc++-14-dev", "swiftlang"];
const MISSING: &str = "there is no Swift here; install it from swift.org or, on a Mac, with Xcode";

/// A Swift compiler.
pub(crate) enum Compiler {
    /// On the path.
    Installed,
    /// Debian's, in this folder, which sees nothing of the machine but the folder of the builds.
    Debian { folder: PathBuf, work: PathBuf },
}

/// The ordinary way first: `swift` on the path, then Debian's packages.
pub(crate) fn find(work: &Path) -> Result<Compiler> {
    let force_debian = env::var_os("TARSPAY_TOOLCHAIN").is_some_and(|value| value == "debian");
    if !force_debian && Command::new("swift").arg("--version").status().is_ok_and(|status| status.success()) {
        println!("swift: installed");
        return Ok(Compiler::Installed);
    }
    let folder = bindgen::folder("debian-swift")?;
    fetch(&folder).context(MISSING)?;
    println!("swift: Debian's packages of {SUITE}, in {}", folder.display());
    Ok(Compiler::Debian { folder: folder.join("root"), work: work.to_owned() })
}

impl Compiler {
    /// `swift …` in a folder, which must be in the folder of the builds.
    pub(crate) fn run(&self, folder: &Path, environment: &[(&str, &Path)], arguments: &[&str]) -> Result<()> {
        match self {
            Self::Installed => {
                let mut swift = Command::new("swift");
                // Where cargo names its own builds of the library.
                swift.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH");
                shell::in_folder(folder, swift.args(arguments).envs(environment.iter().copied()))
            }
            Self::Debian { folder: root, work } => {
                let mut command = chroot(root, work, folder, "-i");
                for (name, value) in environment {
                    command.arg(format!("{name}={}", value.display()));
                }
                shell::run(command.arg("swift").args(arguments))
            }
        }
    }

    /// A program that was built in a folder, to be started there with this process's environment and more.
    pub(crate) fn program(&self, folder: &Path, program: &str) -> Command {
        let program = folder.join(program);
        match self {
            Self::Installed => {
                let mut command = Command::new(program);
                command.env_remove("LD_LIBRARY_PATH").env_remove("DYLD_FALLBACK_LIBRARY_PATH").current_dir(folder);
                command
            }
            Self::Debian { folder: root, work } => {
                let mut command = chroot(root, work, folder, "--unset=LD_LIBRARY_PATH");
                command.arg(program);
                command
            }
        }
    }
}

/// Runs what is added to it in a folder of Debian's files. The mounts are this process's own and end with it.
fn chroot(root: &Path, work: &Path, folder: &Path, environment: &str) -> Command {
    let script = "root=$1 work=$2 folder=$3 environment=$4; shift 4
        mkdir -p \"$root$work\"
        mount -t proc proc \"$root/proc\"
        mount --rbind /dev \"$root/dev\"
        mount --bind \"$work\" \"$root$work\"
        exec chroot \"$root\" /usr/bin/env \"$environment\" --chdir=\"$folder\" HOME=/tmp PATH=/usr/libexec/swift/bin:/usr/bin \"$@\"";
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", script, "sh"]);
    command.args([root, work, folder]).arg(environment);
    command
}

/// Downloads and unpacks the packages; needs no root.
fn fetch(folder: &Path) -> Result<()> {
    let complete = folder.join("complete");
    if complete.exists() {
        return Ok(());
    }
    shell::empty_folder(folder)?;
    let root = folder.join("root");
    for part in ["root", "state/lists/partial", "cache/archives/partial"] {
        fs::create_dir_all(folder.join(part))?;
    }
    fs::write(folder.join("sources.list"), format!("deb {} {SUITE} main\n", mirror()?))?;
    fs::write(folder.join("status"), "")?;
    apt_get(folder, &[&"update"])?;
    let install: [&dyn AsRef<OsStr>; 3] = [&"--yes", &"--download-only", &"install"];
    let packages = PACKAGES.iter().map(|package| package as &dyn AsRef<OsStr>);
    apt_get(folder, &install.into_iter().chain(packages).collect::<Vec<_>>())?;
    for file in fs::read_dir(folder.join("cache/archives"))? {
        let path = file?.path();
        if path.extension().is_some_and(|extension| extension == "deb") {
            shell::run(Command::new("dpkg").arg("--extract").arg(&path).arg(&root))?;
        }
    }
    fs::remove_dir_all(folder.join("cache"))?;
    fs::write(complete, "")?;
    Ok(())
}

/// apt with folders of its own, so that this machine's packages stay as they are.
fn apt_get(folder: &Path, arguments: &[&dyn AsRef<OsStr>]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.arg("-qq").stdin(Stdio::null());
    for (option, value) in [
        ("Dir::Etc::sourcelist", folder.join("sources.list")),
        ("Dir::Etc::sourceparts", "/dev/null".into()),
        ("Dir::Etc::preferencesparts", "/dev/null".into()),
        ("Dir::State", folder.join("state")),
        ("Dir::State::status", folder.join("status")),
        ("Dir::Cache", folder.join("cache")),
        ("APT::Install-Recommends", "false".into()),
        ("APT::Sandbox::User", "".into()),
    ] {
        command.arg("-o").arg(format!("{option}={}", value.display()));
    }
    for argument in arguments {
        command.arg(argument.as_ref());
    }
    shell::run(&mut command)
}

/// The server from which this machine gets Debian.
fn mirror() -> Result<String> {
    let mut indexes = Command::new("apt-get");
    indexes.args(["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages"]);
    let output = indexes.output().context("apt-get")?;
    let text = String::from_utf8(output.stdout)?;
    // The server of security updates has no suite of this name.
    text.lines().find(|line| !line.contains("security")).map(str::to_owned).context("apt knows no server of Debian")
}
