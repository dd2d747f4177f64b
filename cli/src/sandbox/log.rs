//! What happens, on standard error.

use std::fmt::Arguments;
use std::io::{self, Write};

/// One line. Control characters, which could steer a terminal, are replaced.
pub(super) fn line(line: Arguments<'_>) {
    let line: String = line.to_string().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    // What a fuzzer says of itself is there.
    if cfg!(fuzzing) {
        return;
    }
    // Nobody has to read it.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Several lines, set in.
pub(super) fn text(text: &str) {
    for part in text.lines() {
        line(format_args!("    {part}"));
    }
}
