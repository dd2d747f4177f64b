//! What was built from sources that have not changed is not built again.

use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Result;

use crate::shell;

/// What was built by this process.
static BUILT: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Builds something from these files and folders of the project, unless that was done with the same before. With packages that may be
/// older than their sources, which is not `again`, it counts for this process alone.
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
    let is_built = BUILT.lock().is_ok_and(|built| built.contains(name));
    if is_built || fs::read_to_string(&file).is_ok_and(|before| before == now) {
        return Ok(());
    }
    build()?;
    if let Ok(mut built) = BUILT.lock() {
        built.insert(name.to_owned());
    }
    fs::create_dir_all(file.parent().unwrap_or(&file))?;
    Ok(fs::write(file, if again { now.as_str() } else { "" })?)
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
