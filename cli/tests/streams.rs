//! What reaches a pipe, and what never does.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::io::{Read, Write};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const KEY: &str = "c3a1f00000000000000000000000000000000000000000000000000000000001";
const STRING_TO_SIGN: &[&str] = &["string-to-sign", "--path", "/p", "--nonce", "1702279880267", "--body", "-"];

fn tarspay(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tarspay"));
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    for variable in ["TARSPAY_PRIVATE_KEY", "CLICOLOR", "CLICOLOR_FORCE", "NO_COLOR"] {
        command.env_remove(variable);
    }
    command
}

fn run(mut command: Command, input: &str) -> Output {
    let mut child = command.spawn().unwrap();
    // A command that fails before it reads closes its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

#[test]
fn what_looks_like_a_colour_in_a_value_is_printed_as_it_is_signed() {
    let found = run(tarspay(STRING_TO_SIGN), r#"{"a":"x\u001b[31my"}"#);
    assert_eq!(found.stdout, b"POST|/p|1702279880267|a=x\x1b[31my\n");
}

#[test]
fn colours_obey_the_usual_variables() {
    let catalog = |variables: &[(&str, &str)]| {
        let mut command = tarspay(&["catalog", "BR"]);
        command.envs(variables.iter().copied());
        String::from_utf8(run(command, "").stdout).unwrap()
    };
    let (plain, forced) = (catalog(&[]), catalog(&[("CLICOLOR_FORCE", "1")]));
    assert!(!plain.contains('\u{1b}') && forced.starts_with("\u{1b}[1m"), "{plain}{forced}");
    assert_eq!(catalog(&[("NO_COLOR", "1")]), plain);
}

#[test]
fn names_cannot_forge_a_line_or_steer_a_terminal() {
    let name = "a\nverified\u{1b}[2J";
    let member = serde_json::json!({name: "1"}).to_string();
    let file = ["sign", "--path", "/p", "--body", "-", "--key-file", name];
    for (found, shown) in [
        (run(tarspay(STRING_TO_SIGN), &member), "a\\nverified"),
        (run(tarspay(&file), ""), "a\u{fffd}verified\u{fffd}"),
    ] {
        let told = String::from_utf8(found.stderr).unwrap();
        assert_eq!((found.status.code(), told.lines().count()), (Some(2), 1));
        assert!(told.contains(shown) && !told.contains('\u{1b}'), "{told}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    for more in [&[][..], &["--json"]] {
        let mut child = tarspay(&[STRING_TO_SIGN, more].concat()).spawn().unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(br#"{"a":"1"}"#).unwrap();
        let mut told = String::new();
        child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert_eq!((child.wait().unwrap().code(), told.as_str()), (Some(0), ""));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let mut command = tarspay(&["catalog"]);
    command.stdout(std::fs::File::create("/dev/full").unwrap());
    let found = run(command, "");
    assert_eq!(found.status.code(), Some(2));
    assert!(found.stderr.starts_with(b"error[output_failed]"));
}

#[test]
fn a_key_among_the_arguments_is_never_repeated() {
    let pem = format!("-----BEGIN EC PRIVATE KEY-----\n{KEY}");
    let with_0x = format!("0x{KEY}");
    for wrong in [
        &["sign", KEY][..],
        &["sign", "--private-key", KEY],
        &["sign", &format!("--json={KEY}")],
        &["sign", "--path", "/p", "--body", KEY, "--key-file", "/dev/null"],
        &["sign", "--path", "/p", "--body", "-", "--key-file", KEY],
        &["sign", "--path", "/p", "--body", "-", "--key-file", &with_0x],
        &["sign", "--path", "/p", "--body", "-", &format!("--key-file={pem}")],
        &["verify", "text", "--text", KEY, "--public-key", "02", "--signature", "30"],
        &["verify", "text", "--text", "-", "--public-key", KEY, "--signature", "30"],
    ] {
        for more in [&[][..], &["--json"]] {
            let found = run(tarspay(&[wrong, more].concat()), r#"{"a":"1"}"#);
            let said = [found.stdout, found.stderr].concat();
            assert_eq!(found.status.code(), Some(2), "{wrong:?}");
            assert!(!said.is_empty() && !String::from_utf8(said).unwrap().contains(KEY), "{wrong:?}");
        }
    }
}

#[test]
fn wrong_calls_are_json_too_where_json_is_asked_for() {
    for (wrong, word) in [
        (&["sign", "--json"][..], "--path <PATH>"),
        (&["--json", "sing"], "sing"),
        (&["verify", "callback", "--signatur", "30", "--json"], "--signatur"),
    ] {
        let found = run(tarspay(wrong), "");
        let object: Value = serde_json::from_slice(&found.stdout).unwrap();
        assert_eq!((found.status.code(), found.stderr.len()), (Some(2), 0));
        assert_eq!(object["error"]["code"], "argument_invalid");
        let message = object["error"]["message"].as_str().unwrap();
        assert!(message.contains(word) && !message.contains('\n') && !message.contains("Usage"), "{message}");
    }
    let found = run(tarspay(&["sign"]), "");
    assert!(found.stdout.is_empty() && found.status.code() == Some(2));
    assert!(String::from_utf8(found.stderr).unwrap().contains("Usage: tarspay sign"));
    assert_eq!(run(tarspay(&["--help"]), "").status.code(), Some(0));
}
