//! The same cases through every language's installed package; what they say must be the same, byte for byte.

mod case;
mod command;
mod random;
mod reading;
mod runners;
mod rust;
mod table;

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, bail, ensure};
use clap::Args;
use serde_json::Value;

use crate::shell;
use case::Case;

/// What one language said of each case, by the case's name.
type Answers = BTreeMap<String, Value>;

/// What a run may be given.
#[derive(Args)]
pub(crate) struct Options {
    /// How many random cases there are besides the vectors.
    #[arg(long, default_value_t = 1_000)]
    count: usize,
    /// The seed that gave them; another one each time if left out.
    #[arg(long)]
    seed: Option<u64>,
    /// Only fail if docs/conformance.md is not what this run would write.
    #[arg(long)]
    check: bool,
    /// Run these languages alone, such as python,node; then nothing is written.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// As the tests run it: always with the same seed, so that a change is never blamed for what another seed would have shown before.
pub(crate) fn test() -> Result<()> {
    run(&Options { count: 1_000, seed: Some(2026), check: true, only: Vec::new() })
}

/// Runs all languages and compares them.
pub(crate) fn run(options: &Options) -> Result<()> {
    let seed = options.seed.unwrap_or_else(|| fastrand::u64(..));
    println!(
        "{} random cases from the seed {seed}; the same again: cargo xtask conformance --count {0} --seed {seed}",
        options.count
    );
    let staged = case::staged()?;
    let cases: Vec<Case> = staged.iter().cloned().chain(random::cases(seed, options.count)?).collect();
    let folder = folder()?;
    shell::empty_folder(&folder)?;
    let input = folder.join("cases.jsonl");
    std::fs::write(&input, cases.iter().map(Case::line).collect::<Result<String>>()?)?;

    let expected = rust::answers(&cases)?;
    let wanted = |name: &&str| options.only.is_empty() || options.only.iter().any(|only| only == *name);
    let mut columns: Vec<(&str, Option<Answers>)> = Vec::new();
    for name in runners::ALL.iter().copied().filter(wanted) {
        println!("--- {name}");
        let answers = runners::answers(name, &cases, &input, !options.check)?;
        if answers.is_none() {
            ensure!(std::env::var_os("CI").is_none(), "{name} can't run on this machine");
            println!("MISSING: {name} can't run on this machine");
        }
        columns.push((name, answers));
    }

    let differences = differences(&cases, &expected, &columns);
    for difference in differences.iter().take(20) {
        println!("{difference}");
    }
    if !differences.is_empty() {
        bail!("{} differences (seed {seed}); the first are above", differences.len());
    }
    let ran = columns.iter().filter(|(_, answers)| answers.is_some()).count();
    println!(
        "{} cases, {} of them random (seed {seed}), in Rust and {ran} others: no difference",
        cases.len(),
        options.count
    );
    let missing = columns.iter().any(|(_, answers)| answers.is_none());
    if options.only.is_empty() && !missing {
        let table = table::text(&staged, &expected, &columns);
        shell::generate("docs/conformance.md", &table, options.check, "cargo xtask conformance")?;
    }
    Ok(())
}

fn folder() -> Result<PathBuf> {
    Ok(std::path::absolute(shell::target_dir())?.join("conformance"))
}

fn differences(cases: &[Case], expected: &Answers, columns: &[(&str, Option<Answers>)]) -> Vec<String> {
    let mut differences = Vec::new();
    for (language, answers) in columns {
        let Some(answers) = answers else { continue };
        for case in cases {
            let (wanted, found) = (expected.get(&case.id), answers.get(&case.id));
            let wanted = wanted.map(|wanted| runners::comparable(language, case, wanted));
            if found != wanted.as_ref() {
                let said = |answer: Option<&Value>| answer.map_or_else(|| "nothing".to_owned(), Value::to_string);
                differences.push(format!(
                    "{language}, {}:\n  case {}\n  said {}\n  Rust {}",
                    case.id,
                    case.input,
                    said(found),
                    said(wanted.as_ref())
                ));
            }
        }
    }
    differences
}
