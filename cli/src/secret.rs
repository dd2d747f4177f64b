//! Keys that stand where they should not.

use crate::failure::Failure;

/// Whether a text could hold a private key: PEM, or about as many hex digits in a row as a key has. Public keys and signatures are not
/// meant: they are longer.
pub(crate) fn holds_key(text: &str) -> bool {
    let is_key = |run: &str| {
        (60..=66).contains(&run.len()) && !(run.len() == 66 && (run.starts_with("02") || run.starts_with("03")))
    };
    text.contains("-----BEGIN") || text.split(|c: char| !c.is_ascii_hexdigit()).any(is_key)
}

/// Said instead of anything that would repeat the argument.
pub(crate) fn on_the_command_line() -> Failure {
    Failure::input(
        "argument_invalid",
        "an argument looks like a private key. Keys don't go on the command line, where the shell's history and the list of processes show them: pass a file's name with --key-file, and if it was a real key, replace it",
    )
}
