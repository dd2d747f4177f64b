//! Would the core's tests notice if it stopped being right?

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, ensure};
use clap::ValueEnum as _;

use crate::shell::target_dir;
use crate::supply::cargo_tool;

/// Mutants of some folders, and the tests that meet them first. Together the parts are the core.
#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
pub(crate) enum Part {
    /// Keys, signatures, tables of points.
    Crypto,
    /// What is said of a signature that doesn't verify.
    Explain,
    /// Models of requests and callbacks, and the gateway's codes.
    Model,
    /// Arithmetic that is compiled without tables alone.
    Plain,
    /// JSON, the string to sign, verifiers, signers, errors.
    Rest,
}

impl Part {
    fn files(self) -> &'static [&'static str] {
        match self {
            Self::Crypto => &["--file=core/src/crypto/**", "--exclude=core/src/crypto/plain.rs"],
            Self::Explain => &["--file=core/src/explain/**"],
            Self::Model => &["--file=core/src/model/**", "--file=core/src/catalog/**"],
            Self::Plain => &["--file=core/src/crypto/plain.rs"],
            Self::Rest => &[
                "--exclude=core/src/crypto/**",
                "--exclude=core/src/explain/**",
                "--exclude=core/src/model/**",
                "--exclude=core/src/catalog/**",
            ],
        }
    }

    fn features(self) -> &'static [&'static str] {
        match self {
            Self::Plain => &["--no-default-features", "--features=testing"],
            _ => &["--all-features"],
        }
    }

    /// Tests that take a moment and notice most; what survives them meets all tests.
    fn quick_tests(self) -> &'static [&'static str] {
        match self {
            Self::Crypto | Self::Plain => {
                &["many_callbacks", "json_values", "published", "secrets", "texts", "vectors", "wycheproof"]
            }
            Self::Explain => &["explain", "explain_vectors", "texts"],
            Self::Model => &["catalog", "gateway_examples", "json_values", "normalize", "texts", "validate", "vectors"],
            Self::Rest => &[
                "catalog",
                "gateway_examples",
                "json_values",
                "many_callbacks",
                "published",
                "secrets",
                "texts",
                "validate",
                "vectors",
            ],
        }
    }
}

/// Runs `cargo mutants`. The lists of those caught and missed are in `target/mutants/PART/mutants.out`; what is left out, and why, is in
/// `.cargo/mutants.toml`.
pub(crate) fn run(only: Option<Part>) -> Result<()> {
    let program = cargo_tool("cargo-mutants", "27.1.0")?;
    let mut survivors = Vec::new();
    for part in Part::value_variants().iter().copied().filter(|part| only.is_none_or(|only| only == *part)) {
        let value = part.to_possible_value().context("a name")?;
        let name = value.get_name();
        println!("--- {name}");
        let output = std::path::absolute(target_dir())?.join("mutants").join(name);
        let mut quick: Vec<_> =
            ["--", "--lib"].into_iter().chain(part.quick_tests().iter().flat_map(|name| ["--test", name])).collect();
        if part != Part::Crypto {
            // Of the core's own tests those of points take longest by far.
            quick.extend(["--", "--skip=crypto::tables"]);
        }
        let mut missed = pass(&program, part, &output, &quick)?;
        if missed {
            count_as_caught_what_did_not_end(&output.join("mutants.out"))?;
            missed = pass(&program, part, &output, &["--iterate"])?;
        }
        if missed {
            survivors.push(name.to_owned());
        }
    }
    ensure!(
        survivors.is_empty(),
        "mutants survived in {}; see missed.txt, and docs/hardening.md",
        survivors.join(", ")
    );
    Ok(())
}

/// Whether any survived.
fn pass(program: &Path, part: Part, output: &Path, arguments: &[&str]) -> Result<bool> {
    fs::create_dir_all(output)?;
    let jobs = thread::available_parallelism()?.get();
    let mut mutants = Command::new(program);
    mutants.args(["mutants", "--package=tarspay-core", "--no-shuffle", "--colors=never", "--minimum-test-timeout=60"]);
    mutants.arg(format!("--jobs={jobs}")).args(part.files()).args(part.features());
    // Tables of symbols are most of what is written for each mutant, and tests are most of the time; each job has a target folder of its own.
    mutants.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_PROFILE_DEV_OPT_LEVEL", "1").env_remove("CARGO_TARGET_DIR");
    let status = mutants.arg("--output").arg(output).args(arguments).status()?;
    // 2: some survived. 3: some did not end, which is noticed too, and others may have survived.
    ensure!(matches!(status.code(), Some(0 | 2 | 3)), "cargo mutants: {status}");
    Ok(fs::metadata(output.join("mutants.out/missed.txt")).context("missed.txt")?.len() > 0)
}

/// Otherwise the next pass would wait for them again.
fn count_as_caught_what_did_not_end(lists: &Path) -> Result<()> {
    let endless = fs::read_to_string(lists.join("timeout.txt")).context("timeout.txt")?;
    let caught = OpenOptions::new().create(true).append(true).open(lists.join("previously_caught.txt"));
    Ok(caught?.write_all(endless.as_bytes())?)
}
