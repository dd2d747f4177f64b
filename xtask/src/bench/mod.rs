//! Measures every language's package beside what its users would take instead, and writes `docs/performance.md`.

// Times are no money.
#![allow(clippy::float_arithmetic)]

mod chart;
mod core;
mod languages;
mod report;

use anyhow::Result;
use serde::Deserialize;

/// The median time that one implementation took for one task.
#[derive(Clone, Debug, Deserialize)]
struct Measured {
    task: String,
    name: String,
    micros: f64,
}

/// What was measured in one language.
struct Language {
    name: &'static str,
    measured: Vec<Measured>,
}

/// Runs all benches, each language's implementations in one run, and writes what they gave.
pub(crate) fn run() -> Result<()> {
    let languages = [
        Language { name: "Rust", measured: core::run()? },
        Language { name: "Python", measured: languages::python()? },
        Language { name: "Node", measured: languages::node()? },
        Language { name: "JVM", measured: languages::jvm()? },
    ];
    report::write(&languages)
}
