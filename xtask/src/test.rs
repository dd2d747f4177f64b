//! Everything that must hold, step by step.

use std::time::Instant;

use anyhow::{Context, Result};

use crate::shell::cargo;
use crate::{
    bare, catalog, conformance, docs, examples, interop, kotlin, npm, page, panics, playground, python, schema, supply,
    swift, types, vectors,
};

/// A step's name and what it runs.
type Step = (&'static str, fn() -> Result<()>);

const STEPS: &[Step] = &[
    ("format", || {
        cargo(&["fmt", "--all", "--check"]).context("run cargo fmt; if it is missing: rustup component add rustfmt")
    }),
    ("generated files", || {
        catalog::run(true)?;
        types::run(true)?;
        vectors::run(true)?;
        docs::generate(true)
    }),
    ("pins and parts", || {
        supply::pins()?;
        supply::sbom(false)
    }),
    ("lints", || {
        cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--locked", "--", "--deny", "warnings"])
            .context("if clippy is missing: rustup component add clippy")
    }),
    ("tests", || cargo(&["test", "--workspace", "--all-features", "--locked"])),
    ("docs", || {
        cargo(&["rustdoc", "--package", "tarspay-core", "--all-features", "--locked", "--", "--deny", "warnings"])?;
        docs::test()
    }),
    ("feature grid", feature_grid),
    ("bare metal", bare::run),
    ("python", python::run),
    ("kotlin", kotlin::run),
    ("panics", panics::run),
    ("spark", python::spark),
    ("npm", npm::run),
    ("interop", interop::run),
    ("sandbox page", page::run),
    ("sandbox schema", schema::run),
    ("playground", playground::test),
    ("swift", swift::run),
    ("examples", examples::test),
    ("conformance", conformance::test),
];

/// Runs every step and stops at the first that fails.
pub(crate) fn run() -> Result<()> {
    let start = Instant::now();
    let mut times = Vec::new();
    for (name, step) in STEPS {
        println!("\n=== {name}");
        let begun = Instant::now();
        step().with_context(|| format!("step failed: {name}"))?;
        times.push((name, begun.elapsed()));
    }
    println!();
    for (name, time) in &times {
        println!("ok {name:<18} {:>6.1} s", time.as_secs_f64());
    }
    println!("all {} steps passed in {:.0} s", times.len(), start.elapsed().as_secs_f64());
    Ok(())
}

/// The core on its own with each set of features: a feature that is missing in one of them shows here.
fn feature_grid() -> Result<()> {
    for features in ["", "docs", "explain-full", "getrandom", "std", "tables", "testing"] {
        let check = ["check", "--package", "tarspay-core", "--locked", "--no-default-features", "--features", features];
        cargo(&check).with_context(|| format!("features {features:?}"))?;
    }
    // As the Python package has it.
    cargo(&["check", "--package", "tarspay-cli", "--locked", "--no-default-features"])?;
    let without = ["test", "--package", "tarspay-core", "--locked", "--no-default-features", "--features", "testing"];
    cargo(&[&without[..], &["--lib", "--tests"]].concat())
}
