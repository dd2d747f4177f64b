//! Two builds of each package must be the same bytes: then whoever builds a tag can see that what was published comes from it.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::shell::{self, root};

/// Copies the project to two places, builds the packages in each, and compares them.
pub(crate) fn run() -> Result<()> {
    let folder = std::path::absolute(shell::target_dir())?.join("reproducible");
    shell::empty_folder(&folder)?;
    let (one, another) = (folder.join("one"), folder.join("another/place of a longer name"));
    copy(&one)?;
    copy(&another)?;
    let one = build(&one, |_| Ok(()))?;
    // Besides a path of another length: another folder of dependencies, another language, another time zone.
    let home = folder.join("another/cargo");
    let two = build(&another, |command| {
        linked(&home)?;
        command.env("CARGO_HOME", &home).env("LC_ALL", "C").env("TZ", "Pacific/Auckland");
        Ok(())
    })?;
    ensure!(one.keys().eq(two.keys()), "not the same packages: {:?} and {:?}", one.keys(), two.keys());
    let mut differ = Vec::new();
    for ((name, one), two) in one.iter().zip(two.values()) {
        let same = one == two;
        println!("{name}: {} bytes, {}", one.len(), if same { "the same twice" } else { "DIFFERENT" });
        if !same {
            differ.push(name);
        }
    }
    ensure!(differ.is_empty(), "{differ:?} differ; both are in {}", folder.display());
    Ok(())
}

/// The packages that a copy of the project gives, by name.
fn build(place: &Path, prepare: impl FnOnce(&mut Command) -> Result<()>) -> Result<BTreeMap<String, Vec<u8>>> {
    println!("--- {}", place.display());
    let target = place.join("target");
    let mut build = Command::new("cargo");
    build.args(["xtask", "packages"]).env("CARGO_TARGET_DIR", &target);
    prepare(&mut build)?;
    shell::in_folder(place, &mut build)?;
    let mut packages = BTreeMap::new();
    for file in fs::read_dir(target.join("packages"))? {
        let file = file?;
        packages.insert(file.file_name().to_string_lossy().into_owned(), fs::read(file.path())?);
    }
    ensure!(!packages.is_empty(), "nothing was built");
    Ok(packages)
}

/// All files of the project, those that are not committed yet too.
fn copy(place: &Path) -> Result<()> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let files = shell::output(Command::new("git").args(list).current_dir(root()))?;
    for file in files.split('\0').filter(|file| !file.is_empty() && root().join(file).exists()) {
        let copy = place.join(file);
        fs::create_dir_all(copy.parent().context("a file is in a folder")?)?;
        fs::copy(root().join(file), copy)?;
    }
    Ok(())
}

/// Another way to what cargo has fetched and installed here.
fn linked(home: &Path) -> Result<()> {
    fs::create_dir_all(home)?;
    let real = env::var_os("CARGO_HOME").map(PathBuf::from);
    let real = real.or_else(|| env::home_dir().map(|home| home.join(".cargo"))).context("no home folder")?;
    #[cfg(unix)]
    for entry in fs::read_dir(real)? {
        let entry = entry?;
        std::os::unix::fs::symlink(entry.path(), home.join(entry.file_name()))?;
    }
    Ok(())
}
