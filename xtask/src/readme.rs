//! Programs that a README prints.

use anyhow::{Context, Result, ensure};

/// The one block in a language.
pub(crate) fn block<'a>(readme: &'a str, language: &str) -> Result<&'a str> {
    let fence = format!("```{language}\n");
    let (_, rest) = readme.split_once(&fence).with_context(|| format!("no example in {language}"))?;
    let (program, rest) = rest.split_once("```").with_context(|| format!("the example in {language} has no end"))?;
    ensure!(!rest.contains(&fence), "more than one example in {language}: which is the program?");
    Ok(program)
}
