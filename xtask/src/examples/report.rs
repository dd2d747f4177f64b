//! The table: a row for each shop.

use super::languages::Example;

const HEADINGS: [&str; 6] =
    ["language", "signed", "accepted by the gateway", "callback verified", "forged refused", "credited once"];
/// As much of a string to sign is shown.
const SIGNED: usize = 44;

/// What one shop did.
pub(crate) struct Row {
    pub(super) name: &'static str,
    pub(super) language: &'static str,
    /// The string to sign of its last request, as the gateway built it.
    pub(super) signed: String,
    pub(super) checks: Vec<Check>,
}

/// Whether something was as it should be.
pub(super) enum Check {
    Ok,
    Bad(String),
    /// Could not be looked at; with the command that gets what is missing.
    Missing(&'static str),
}

impl Check {
    pub(super) fn of(is_ok: bool, what_is: impl FnOnce() -> String) -> Self {
        if is_ok { Self::Ok } else { Self::Bad(what_is()) }
    }

    pub(super) fn is_ok(&self) -> bool {
        matches!(self, Self::Ok)
    }
}

impl Row {
    pub(super) fn missing(example: &Example, why: &'static str) -> Self {
        let Example { name, language, .. } = *example;
        Self { name, language, signed: String::new(), checks: vec![Check::Missing(why)] }
    }

    /// Whether nothing is wrong; in CI nothing may be missing either.
    pub(super) fn is_good(&self) -> bool {
        self.checks.iter().all(|check| match check {
            Check::Ok => true,
            Check::Bad(_) => false,
            Check::Missing(_) => std::env::var_os("CI").is_none(),
        })
    }
}

/// Prints it.
pub(crate) fn print(rows: &[Row]) {
    let table: Vec<Vec<String>> =
        std::iter::once(HEADINGS.map(str::to_owned).to_vec()).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| {
        // What is wrong or missing may run on.
        let texts =
            table.iter().filter_map(|row| row.get(column)).filter(|text| text.len() <= SIGNED.saturating_add(3));
        texts.map(|text| text.chars().count()).max().unwrap_or(0)
    };
    println!();
    for row in &table {
        let cells = row.iter().enumerate().map(|(column, text)| format!("{text:0$}", width(column)));
        println!("{}", cells.collect::<Vec<_>>().join("  ").trim_end());
    }
}

fn cells(row: &Row) -> Vec<String> {
    let mut signed: String = row.signed.chars().take(SIGNED).collect();
    if signed.len() < row.signed.len() {
        signed.push('…');
    }
    let checks = row.checks.iter().map(|check| match check {
        Check::Ok => "ok".to_owned(),
        Check::Bad(what) => format!("WRONG: {what}"),
        Check::Missing(why) => format!("not run: {why}"),
    });
    [row.language.to_owned(), signed].into_iter().chain(checks).collect()
}
