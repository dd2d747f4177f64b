//! `tarspay explain`, run as people run it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const KEY: &str = "c3a1f00000000000000000000000000000000000000000000000000000000001";

fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/explain/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let mut file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    serde_json::from_value(file["cases"].take()).unwrap()
}

fn case(file: &str, name: &str) -> Value {
    cases(file).into_iter().find(|case| case["name"] == name).unwrap()
}

/// The case as it is typed.
fn typed(case: &Value, more: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tarspay").unwrap();
    command.env_remove("TARSPAY_PRIVATE_KEY").env_remove("CLICOLOR_FORCE");
    command.args(["explain", case["kind"].as_str().unwrap(), "--body", "-"]).args(more);
    for (member, option) in [
        ("path", "--path"),
        ("nonce", "--nonce"),
        ("method", "--method"),
        ("apiKey", "--api-key"),
        ("signature", "--signature"),
    ] {
        if let Some(value) = case[member].as_str() {
            command.args([option, value]);
        }
    }
    for (member, option) in [("keys", "--public-key"), ("otherKeys", "--other-key"), ("otherNonces", "--other-nonce")] {
        for value in case[member].as_array().into_iter().flatten() {
            command.args([option, value.as_str().unwrap()]);
        }
    }
    command.write_stdin(case["body"].as_str().unwrap());
    command
}

/// Standard output, where nothing went wrong and nothing secret or colourful is in it.
fn run(mut command: Command, code: i32) -> String {
    let found = command.output().unwrap();
    let (stdout, stderr) = (String::from_utf8(found.stdout).unwrap(), String::from_utf8(found.stderr).unwrap());
    assert_eq!((found.status.code(), stderr.as_str()), (Some(code), ""), "{stdout}");
    assert!(!stdout.contains(KEY) && !stdout.contains('\u{1b}'), "{stdout}");
    stdout
}

#[test]
fn every_option_reaches_the_search() {
    for (file, name) in [
        ("requests", "hash_single"),
        ("requests", "known_key"),
        ("requests", "nonce_from_log"),
        ("requests", "p256_no_point"),
        ("requests", "method_as_given"),
        ("requests", "request_form_raw_base64"),
        ("callbacks", "callback_prefix_json"),
        ("callbacks", "callback_own_key"),
        ("callbacks", "callback_form_newline"),
    ] {
        let case = case(file, name);
        let found: Value = serde_json::from_str(&run(typed(&case, &["--json"]), 1)).unwrap();
        assert_eq!(found["diagnosis"]["mistakes"], case["expect"]["mistakes"], "{name}");
        assert_eq!(found["verdict"], case["expect"]["verdict"], "{name}");
    }
}

#[test]
fn the_text_shows_the_stages_and_the_exit_code_the_verdict() {
    let wrong = run(typed(&case("requests", "empties_dropped"), &[]), 1);
    for part in [
        "String to sign\n  POST|/api/pay/unifiedOrder|",
        "Verdict\n  mismatch: ",
        "Diagnosis\n  empties_dropped\n",
        "What to do\n",
    ] {
        assert!(wrong.contains(part), "{part} is missing in {wrong}");
    }
    let right = run(typed(&case("controls", "callback_right_0"), &[]), 0);
    assert!(right.contains("Verdict\n  valid: ") && !right.contains("Diagnosis"), "{right}");

    let mut coloured = typed(&case("requests", "empties_dropped"), &[]);
    let coloured = String::from_utf8(coloured.env("CLICOLOR_FORCE", "1").output().unwrap().stdout).unwrap();
    assert!(coloured.contains("\u{1b}[1mString to sign\u{1b}[0m"), "{coloured}");
    assert_ne!(anstream::adapter::strip_str(&coloured).to_string(), coloured);
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), wrong);
}

#[test]
fn without_a_signature_the_stages_are_shown_and_a_key_file_signs() {
    let mut case = case("controls", "request_right_0");
    case["signature"].take();
    case["apiKey"].take();
    run(typed(&case, &[]), 0);

    let folder = TempDir::new().unwrap();
    let file = folder.path().join("key");
    fs::write(&file, format!("{}\n", case["privateKey"].as_str().unwrap())).unwrap();
    let found: Value =
        serde_json::from_str(&run(typed(&case, &["--json", "--key-file", file.to_str().unwrap()]), 0)).unwrap();
    assert_eq!(found["signature"], case["expect"]["own_signature"]);
    assert_eq!((&found["verdict"], &found["faults"]), (&Value::Null, &json!([])));

    case["body"] = "{".into();
    let found: Value = serde_json::from_str(&run(typed(&case, &["--json"]), 1)).unwrap();
    assert_eq!(found["faults"][0]["code"], "json_syntax");
}

#[test]
fn a_private_key_is_not_repeated_wherever_it_is_typed() {
    let case = case("controls", "request_right_0");
    for option in ["--path", "--nonce", "--other-nonce", "--api-key", "--signature", "--other-key"] {
        let mut typed: Vec<String> = ["explain", "request", "--body", "-"].map(String::from).into();
        for (name, value) in [("--path", "/p"), ("--nonce", "1702279880267")] {
            typed.extend([name.to_owned(), if name == option { KEY.to_owned() } else { value.to_owned() }]);
        }
        if !typed.iter().any(|argument| argument == KEY) {
            typed.extend([option.to_owned(), KEY.to_owned()]);
        }
        let mut command = Command::cargo_bin("tarspay").unwrap();
        let found = command.args(&typed).write_stdin(case["body"].as_str().unwrap()).output().unwrap();
        let shown = format!("{}{}", String::from_utf8_lossy(&found.stdout), String::from_utf8_lossy(&found.stderr));
        assert!(matches!(found.status.code(), Some(1 | 2)) && !shown.contains(KEY), "{option}: {shown}");
    }
}
