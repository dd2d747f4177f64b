//! Each language's package as it is shipped, without its tests.

pub(crate) mod paths;
mod reproducible;

use std::fs;

use anyhow::{Context, Result};

use crate::shell;
use crate::{kotlin, npm, python};

pub(crate) use reproducible::run as reproducible;

/// Builds the packages and copies them into `target/packages`.
pub(crate) fn run() -> Result<()> {
    let target = std::path::absolute(shell::target_dir())?;
    let folder = target.join("packages");
    shell::empty_folder(&folder)?;
    let wheel = python::wheel(&target.join("python/builder"))?;
    let sdist = python::sdist(&target.join("python/builder"))?;
    for package in [wheel, sdist, npm::package()?].into_iter().chain(kotlin::jars()?) {
        let name = package.file_name().context("a file has a name")?;
        fs::copy(&package, folder.join(name))?;
        println!("{}", folder.join(name).display());
    }
    Ok(())
}
