//! A great many random inputs for the packages as installed; the tests of each package run the same properties on a few.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};

use crate::shell::{self, root, target_dir};
use crate::{bindgen, kotlin, python, swift};

/// What a run may be given.
#[derive(Args)]
pub(crate) struct Options {
    /// How many for each package.
    #[arg(long, default_value_t = 1_000_000)]
    examples: u32,
    /// One package alone.
    #[arg(long)]
    language: Option<Language>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Language {
    Javascript,
    Kotlin,
    Python,
    Swift,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    for &language in Language::value_variants() {
        if options.language.is_some_and(|only| only != language) {
            continue;
        }
        let begun = Instant::now();
        match language {
            Language::Javascript => javascript(options.examples)?,
            Language::Kotlin => kotlin(options.examples)?,
            Language::Python => python(options.examples)?,
            Language::Swift => ensure!(swift::properties(options.examples)?, "there is no Swift"),
        }
        let name = language.to_possible_value().context("a name")?;
        println!("{}: {} inputs in {:.0} s", name.get_name(), options.examples, begun.elapsed().as_secs_f64());
    }
    Ok(())
}

fn javascript(examples: u32) -> Result<()> {
    let npm = std::path::absolute(target_dir())?.join("npm");
    let installed = npm.join("installed");
    ensure!(installed.join("node_modules").exists(), "run cargo xtask npm first");
    let mut node = Command::new("node");
    node.args(["--test", "properties.test.mjs"]).env("TARSPAY_TOOLS", npm.join("tools"));
    shell::in_folder(&installed, node.env("TARSPAY_EXAMPLES", examples.to_string()))
}

fn kotlin(examples: u32) -> Result<()> {
    let library = bindgen::release()?.join(bindgen::library_file());
    kotlin::test_library(&library, &bindgen::folder("properties")?, |maven| {
        maven.arg("-Dtest=PropertiesTest").env("TARSPAY_EXAMPLES", examples.to_string());
    })
}

fn python(examples: u32) -> Result<()> {
    let interpreter = python::installed(false)?.context("there is no Python")?;
    let tests = root().join("bindings-python/tests");
    let mut pytest = Command::new(interpreter);
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider", "-W", "error", "--rootdir"]).arg(&tests);
    pytest.arg(tests.join("test_properties.py")).env("PYTHONDONTWRITEBYTECODE", "1");
    shell::in_folder(&bindgen::folder("python")?, pytest.env("TARSPAY_EXAMPLES", examples.to_string()))
}
