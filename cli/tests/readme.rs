//! The shell examples of the README and of the guide do what they show.
//!
//! Unix only: they are written for its shell.
#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::env;
use std::path::Path;
use std::process::Command;

/// The lines of all ```console blocks of a page: what is typed behind `$ `, and what is shown.
fn examples(page: &str) -> (Vec<&str>, Vec<&str>) {
    let blocks = page.split("```console\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let (typed, shown): (Vec<_>, Vec<_>) = blocks.flat_map(str::lines).partition(|line| line.starts_with("$ "));
    (typed.iter().map(|line| line.trim_start_matches("$ ")).collect(), shown)
}

/// Whether a line is as shown, where … stands for anything.
fn is_as_shown(line: &str, shown: &str) -> bool {
    match shown.split_once('…') {
        Some((start, end)) => line.strip_prefix(start).is_some_and(|rest| rest.ends_with(end)),
        None => line == shown,
    }
}

#[test]
fn shell_examples_print_what_the_pages_show() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    for (page, least) in [("README.md", 7), ("docs/signing.md", 2), ("docs/troubleshooting.md", 4), ("docs/keys.md", 3)]
    {
        let text = std::fs::read_to_string(root.join(page)).unwrap();
        let (typed, shown) = examples(&text);
        assert!(typed.len() >= least, "{page}: only {} examples were found", typed.len());
        prints(page, &typed, &shown);
    }
}

fn prints(page: &str, typed: &[&str], shown: &[&str]) {
    let folder = tempfile::TempDir::new().unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_tarspay")).parent().unwrap();
    let path = env::join_paths(
        std::iter::once(programs.to_owned()).chain(env::split_paths(&env::var_os("PATH").unwrap_or_default())),
    );
    let script = format!("exec 2>&1\n{}", typed.join("\n"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).current_dir(folder.path()).env("PATH", path.unwrap());
    let printed = String::from_utf8(shell.env_remove("CLICOLOR_FORCE").output().unwrap().stdout).unwrap();
    let printed: Vec<&str> = printed.lines().collect();
    for (line, shown) in printed.iter().zip(shown) {
        assert!(is_as_shown(line, shown), "{page}\nprinted: {line}\nshown:   {shown}");
    }
    assert_eq!(printed.len(), shown.len(), "{page}: {printed:#?}");
}
