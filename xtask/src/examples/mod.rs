//! The shops of `examples/`, each started against the sandbox, with everything that can go wrong with a callback.

mod cgi;
mod languages;
mod news;
mod report;
mod round;
mod shop;
mod stamp;

use std::thread;

use anyhow::{Result, anyhow, bail, ensure};
use clap::Args;

use crate::shell;
pub(crate) use cgi::serve as serve_cgi;
pub(crate) use languages::{EXAMPLES, Example};
use news::Gateway;
pub(crate) use report::{Row, print};

/// What a run may be given.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// These examples alone, such as node,python.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Use the packages as they were built last.
    #[arg(long)]
    built: bool,
}

/// Runs the examples; fails if one does not do what a shop must.
pub(crate) fn run(options: &Options) -> Result<()> {
    for name in &options.only {
        ensure!(EXAMPLES.iter().any(|example| example.name == *name), "there is no example {name}");
    }
    let wanted = |example: &&Example| options.only.is_empty() || options.only.iter().any(|only| only == example.name);
    let rows = rows(EXAMPLES.iter().filter(wanted), !options.built)?;
    print(&rows);
    finish(&rows)
}

/// As the tests run it, after the packages were built.
pub(crate) fn test() -> Result<()> {
    run(&Options { built: true, ..Options::default() })
}

/// What each example did. A language that is missing is a row of its own.
pub(crate) fn rows<'a>(examples: impl Iterator<Item = &'a Example>, again: bool) -> Result<Vec<Row>> {
    let gateway = Gateway::start(&shell::command()?)?;
    examples
        .map(|example| {
            println!("--- {}", example.name);
            row(&gateway, example, (example.prepare)(again)?)
        })
        .collect()
}

/// The same for examples that are built from different packages: all are built at once.
pub(crate) fn rows_at_once<'a>(examples: impl Iterator<Item = &'a Example>) -> Result<Vec<Row>> {
    thread::scope(|scope| {
        let building: Vec<_> =
            examples.map(|example| (example, scope.spawn(move || (example.prepare)(true)))).collect();
        let gateway = Gateway::start(&shell::command()?)?;
        let built = building.into_iter().map(|(example, building)| {
            let prepared = building.join().map_err(|_| anyhow!("{} panicked", example.name))??;
            row(&gateway, example, prepared)
        });
        built.collect()
    })
}

fn row(gateway: &Gateway, example: &Example, prepared: languages::Prepared) -> Result<Row> {
    match prepared {
        languages::Prepared::Ready(program) => round::run(gateway, example, program),
        languages::Prepared::Missing(why) => Ok(Row::missing(example, why)),
    }
}

/// Fails if an example failed, or in CI if one is missing.
pub(crate) fn finish(rows: &[Row]) -> Result<()> {
    let bad: Vec<&str> = rows.iter().filter(|row| !row.is_good()).map(|row| row.name).collect();
    if bad.is_empty() {
        return Ok(());
    }
    let logs = shell::target_dir().join("examples");
    bail!("not as it should be: {}; what they said is in {}", bad.join(", "), logs.display())
}
