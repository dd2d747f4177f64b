//! What was built from sources that have not changed is not built again.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::shell;

/// Builds something from these files and folders of the project, unless it was built from the same before and `again` is wanted.
pub(super) fn unless_built(
    name: &str,
    sources: &[&str],
    again: bool,
    build: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let file = shell::target_dir().join("examples").join(format!("{name}.stamp"));
    let mut hasher = DefaultHasher::new();
    for source in ["core", "Cargo.toml", "Cargo.lock", "xtask/src"].iter().chain(sources) {
        add(&shell::root().join(source), &mut hasher)?;
    }
    let now = format!("{:016x}", hasher.finish());
    if again && fs::read_to_string(&file).is_ok_and(|before| before == now) {
        return Ok(());
    }
    build()?;
    fs::create_dir_all(file.parent().unwrap_or(&file))?;
    Ok(fs::write(file, now)?)
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<()> {
    path.hash(hasher);
    if !path.is_dir() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut inside = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<PathBuf>>>()?;
    inside.sort();
    let built = ["target", "node_modules", "__pycache__"];
    inside.retain(|path| !built.iter().any(|name| path.ends_with(name)));
    inside.iter().try_for_each(|path| add(path, hasher))
}
