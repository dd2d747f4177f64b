//! Can the core panic? Whatever can is compiled with its place in the sources: those of the core's files that a release build still names.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::{bindgen, python, shell};

/// The files that may be named, and why.
const EXPLAINED: &[(&str, &str)] = &[(
    "core/src/verifier/in_parallel.rs",
    "a scope of threads panics if one of them did, which runs what each thread without a scope runs",
)];

/// Looks through the libraries of the jar and of the wheel.
pub(crate) fn run() -> Result<()> {
    let sources = shell::files("core/src", ".rs")?;
    let sources = sources.iter().map(|file| file.strip_prefix(shell::root())?.to_str().context("a path that is text"));
    let sources = sources.collect::<Result<Vec<_>>>()?;
    for library in libraries()? {
        let named = named(&std::fs::read(&library)?, &sources);
        let explained = EXPLAINED.iter().map(|(file, _)| *file).collect();
        let more: Vec<_> = named.difference(&explained).collect();
        ensure!(more.is_empty(), "{} can panic in {more:?}", library.display());
        ensure!(named == explained, "{}: nothing is found where something is known to be", library.display());
        println!("{}: of the core's {} files only {named:?} can panic", library.display(), sources.len());
    }
    Ok(())
}

fn libraries() -> Result<Vec<PathBuf>> {
    let mut libraries = vec![bindgen::release()?.join(bindgen::library_file())];
    if let Some(python) = python::installed(false)? {
        libraries.push(python::native_library(&python)?);
    }
    Ok(libraries)
}

fn named<'a>(library: &[u8], sources: &[&'a str]) -> BTreeSet<&'a str> {
    let is_named = |source: &&&str| {
        let mut places = library.windows(source.len()).enumerate().filter(|(_, part)| *part == source.as_bytes());
        // Rust's own library has files of the same name.
        places.any(|(start, _)| !library.get(..start).is_some_and(|before| before.ends_with(b"library/")))
    };
    sources.iter().filter(is_named).copied().collect()
}
