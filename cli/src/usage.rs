//! Calls that can't be understood.

use std::ffi::OsString;

use crate::failure::Failure;
use crate::output::Output;
use crate::secret;

/// Help as clap writes it; a wrong call as one JSON object where that was asked for. Never repeats what looks like a key.
pub(crate) fn report(error: &clap::Error, arguments: &[OsString]) -> u8 {
    let arguments: Vec<_> = arguments.iter().skip(1).map(|argument| argument.to_string_lossy().into_owned()).collect();
    let json = arguments.iter().any(|argument| argument == "--json");
    if arguments.iter().any(|argument| secret::holds_key(argument)) && error.use_stderr() {
        return Output::new(json).finish(Err(secret::on_the_command_line()));
    }
    if json && error.use_stderr() {
        return Output::new(json).finish(Err(Failure::input("argument_invalid", summary(error))));
    }
    // A reader that is gone is no failure.
    let _ = error.print();
    u8::from(error.use_stderr()).saturating_mul(2)
}

/// The first paragraph on one line.
fn summary(error: &clap::Error) -> String {
    let text = error.render().to_string();
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    let words: Vec<&str> = paragraph.trim_start_matches("error: ").split_whitespace().collect();
    words.join(" ")
}
