//! The built command, run as people run it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::{Value, json};
use tempfile::TempDir;

const KEY: &str = "c3a1f00000000000000000000000000000000000000000000000000000000001";
const NONCE: &str = "1702279880267";
const BODY: &str = r#"{"mchNo":"M1688443086"}"#;

fn published(index: usize) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/vectors/published.json");
    let file: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    file["vectors"][index].clone()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

fn tarspay(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("tarspay").unwrap();
    command.args(arguments).env_remove("TARSPAY_PRIVATE_KEY").env_remove("CLICOLOR_FORCE");
    command
}

/// Runs, checks the exit code, and that neither stream holds the key or a terminal's escape codes.
fn run(mut command: Command, code: i32) -> (String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let (stdout, stderr) = (String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap());
    assert_eq!(status.code(), Some(code), "{stdout}{stderr}");
    for stream in [&stdout, &stderr] {
        assert!(!stream.contains(KEY) && !stream.contains('\u{1b}'), "{stream}");
    }
    (stdout, stderr)
}

fn run_json(command: Command, code: i32) -> Value {
    let (stdout, stderr) = run(command, code);
    assert_eq!((stdout.lines().count(), stderr.as_str()), (1, ""));
    serde_json::from_str(&stdout).unwrap()
}

fn file(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path: PathBuf = folder.path().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn callback(body: &str, signature: &str, more: &[&str]) -> Command {
    let mut command = tarspay(&["verify", "callback", "--body", "-", "--signature", signature]);
    command.args(more).write_stdin(body);
    command
}

#[test]
fn published_callback_verifies_in_each_form() {
    let vector = published(0);
    let (body, signature) = (text(&vector["signed_text"]), text(&vector["signature"]));
    let key = text(&vector["public_key"]);
    let pretty = serde_json::to_string_pretty(&vector["body"]).unwrap();
    for (body, form) in [(body, "as_received"), (pretty.as_str(), "compact")] {
        let found = run_json(callback(body, signature, &["--json"]), 0);
        let says = json!({
            "replayKey": "M1696154848|P1734517376779485186|3", "mchNo": "M1696154848", "mchOrderNo": "1184196902791413760",
            "payOrderId": "P1734517376779485186", "bizType": 2, "state": 3, "orderAmount": "31500", "payAmount": "31500", "currency": "IDR",
        });
        let wanted = json!({"verified": true, "code": null, "matchedForm": form, "publicKey": key, "callback": says});
        assert_eq!(found, wanted);
    }
    let (shown, _) = run(callback(body, &signature.to_uppercase(), &[]), 0);
    assert!(shown.starts_with("verified") && shown.contains("M1696154848|P1734517376779485186|3"), "{shown}");

    let other_key = text(&published(1)["public_key"]).to_owned();
    let folder = TempDir::new().unwrap();
    let key_file = file(&folder, "system.pub", format!("{key}\n"));
    run(callback(body, signature, &["--public-key", &other_key, "--public-key", &key_file]), 0);
}

#[test]
fn what_does_not_verify_exits_with_1() {
    let vector = published(0);
    let (body, signature) = (text(&vector["signed_text"]), text(&vector["signature"]));
    let found = run_json(callback(&body.replace("31500", "91500"), signature, &["--json"]), 1);
    assert_eq!((&found["verified"], &found["code"]), (&json!(false), &json!("signature_mismatch")));
    assert_eq!((&found["matchedForm"], &found["publicKey"]), (&Value::Null, &Value::Null));
    let (shown, _) = run(callback(body, signature, &["--public-key", text(&published(1)["public_key"])]), 1);
    assert!(shown.starts_with("NOT verified"), "{shown}");
}

#[test]
fn published_request_verifies() {
    let vector = published(1);
    let folder = TempDir::new().unwrap();
    let body = file(&folder, "body.json", vector["body"].to_string());
    let arguments = |path: &str| {
        let [nonce, key, signature] = ["nonce", "public_key", "signature"].map(|name| text(&vector[name]));
        let parts =
            ["--path", path, "--nonce", nonce, "--api-key", key, "--signature", signature, "--body", &body, "--json"];
        let mut command = tarspay(&["verify", "request"]);
        command.args(parts);
        command
    };
    assert_eq!(run_json(arguments(text(&vector["path"])), 0)["publicKey"], vector["public_key"]);
    assert_eq!(run_json(arguments("/api/payOut/unifiedOrder"), 1)["code"], "signature_mismatch");
    assert_eq!(run_json(arguments("https://x.y/api"), 2)["error"]["code"], "path_invalid");

    let text_file = file(&folder, "text", text(&vector["signed_text"]));
    let mut command = tarspay(&["verify", "text", "--text", &text_file, "--public-key", text(&vector["public_key"])]);
    command.args(["--signature", text(&vector["signature"])]);
    run(command, 0);
}

#[test]
fn keys_come_from_file_stdin_and_variable_and_give_the_same_signature() {
    let folder = TempDir::new().unwrap();
    let (key, body) = (file(&folder, "key", format!("{KEY}\r\n")), file(&folder, "body.json", BODY));
    let sign = |more: &[&str]| {
        let mut command = tarspay(&["sign", "--path", "/api/balanceInfo", "--nonce", NONCE, "--body", &body, "--json"]);
        command.args(more);
        command
    };
    let from_file = run_json(sign(&["--key-file", &key]), 0);
    let mut with_stdin = sign(&["--key-file", "-"]);
    with_stdin.write_stdin(KEY);
    let mut with_variable = sign(&[]);
    with_variable.env("TARSPAY_PRIVATE_KEY", KEY);
    assert_eq!(run_json(with_stdin, 0), from_file);
    assert_eq!(run_json(with_variable, 0), from_file);

    let members: Vec<&String> = from_file.as_object().unwrap().keys().collect();
    assert_eq!(members, ["body", "headers", "method", "path", "stringToSign"]);
    assert_eq!(from_file["body"], BODY);
    assert_eq!(from_file["stringToSign"], format!("POST|/api/balanceInfo|{NONCE}|mchNo=M1688443086"));
    assert_eq!(from_file["headers"].as_object().unwrap().len(), 4);

    // What was signed verifies.
    let header = |name: &str| text(&from_file["headers"][name]).to_owned();
    let mut verify = tarspay(&["verify", "request", "--path", "/api/balanceInfo", "--body", &body]);
    verify.args(["--nonce", NONCE, "--api-key", &header("X-API-KEY"), "--signature", &header("X-API-SIGNATURE")]);
    run(verify, 0);

    // And for people.
    let shown = tarspay(&["sign", "--path", "/api/balanceInfo", "--body", &body, "--key-file", &key]);
    assert!(run(shown, 0).0.contains("X-API-SIGNATURE: 30"));
}

#[test]
fn string_to_sign_needs_no_key() {
    let command = |more: &[&str]| {
        let mut command = tarspay(&["string-to-sign", "--path", "/p", "--nonce", NONCE, "--body", "-"]);
        command.args(more).write_stdin(r#" { "b" : 1.50, "a" : "" } "#);
        command
    };
    assert_eq!(run(command(&[]), 0).0, format!("POST|/p|{NONCE}|a=&b=1.50\n"));
    let found = run_json(command(&["--json"]), 0);
    assert_eq!(found["members"], json!([["a", ""], ["b", "1.50"]]));
    assert_eq!(found["digest"].as_str().unwrap().len(), 64);
}

#[test]
fn keygen_makes_keys_that_work_and_never_overwrites() {
    let made = run_json(tarspay(&["keygen", "--json"]), 0);
    assert_eq!((text(&made["privateKey"]).len(), text(&made["publicKey"]).len()), (64, 66));
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("new.key");
    let path = path.to_str().unwrap();
    let (shown, _) = run(tarspay(&["keygen", "--out", path]), 0);
    let secret = fs::read_to_string(path).unwrap();
    assert!(!shown.contains(secret.trim()) && secret.len() == 65);
    #[cfg(unix)]
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o777, 0o600);
    assert_eq!(run_json(tarspay(&["keygen", "--out", path, "--json"]), 2)["error"]["code"], "file_unwritable");
    assert_eq!(fs::read_to_string(path).unwrap(), secret);
    let body = file(&folder, "body.json", BODY);
    run(tarspay(&["sign", "--path", "/p", "--body", &body, "--key-file", path]), 0);
}

#[test]
fn input_that_cannot_be_used_exits_with_2_and_a_code() {
    let vector = published(0);
    let (body, signature) = (text(&vector["signed_text"]), text(&vector["signature"]));
    let cut: String = signature.chars().take(60).collect();
    let huge = format!(r#"{{"a":"{}"}}"#, "x".repeat(1 << 20));
    for (body, signature, code) in [
        ("", signature, "body_missing"),
        ("[object Object]", signature, "body_not_raw"),
        ("{", signature, "json_syntax"),
        (huge.as_str(), signature, "body_too_large"),
        (body, "", "signature_missing"),
        (body, cut.as_str(), "signature_malformed"),
        (body, "MEUCIQ==", "signature_malformed"),
    ] {
        let found = run_json(callback(body, signature, &["--json"]), 2);
        assert_eq!(found["error"]["code"], code);
        let (shown, told) = run(callback(body, signature, &[]), 2);
        assert!(shown.is_empty() && told.starts_with(&format!("error[{code}]: ")), "{told}");
    }
    let folder = TempDir::new().unwrap();
    let long = file(&folder, "long", &huge);
    let key = text(&vector["public_key"]);
    for what in [
        &["verify", "text", "--public-key", key, "--signature", signature, "--text", &long],
        &["explain", "callback", "--public-key", key, "--signature", signature, "--body", &long],
    ] {
        assert_eq!(run_json(tarspay(&[what, ["--json"].as_slice()].concat()), 2)["error"]["code"], "body_too_large");
    }
    let mut binary = callback("", signature, &["--json"]);
    binary.write_stdin(vec![0xff, 0xfe, 0x00]);
    assert_eq!(run_json(binary, 2)["error"]["code"], "body_not_utf8");
}

#[test]
fn wrong_calls_exit_with_2_and_never_repeat_a_key() {
    let folder = TempDir::new().unwrap();
    let body = file(&folder, "body.json", BODY);
    let sign = |more: &[&str]| {
        let mut command = tarspay(&["sign", "--path", "/p", "--body", &body, "--json"]);
        command.args(more);
        command
    };
    assert_eq!(run_json(sign(&[]), 2)["error"]["code"], "argument_invalid");
    assert_eq!(run_json(sign(&["--key-file", KEY]), 2)["error"]["code"], "argument_invalid");
    assert_eq!(run_json(sign(&["--key-file", "/no/such/file"]), 2)["error"]["code"], "file_unreadable");
    let with_0x = file(&folder, "0x", format!("0x{KEY}"));
    assert_eq!(run_json(sign(&["--key-file", &with_0x]), 2)["error"]["code"], "private_key_malformed");
    let binary = file(&folder, "bin", [0xff, 0x00]);
    assert_eq!(run_json(sign(&["--key-file", &binary]), 2)["error"]["code"], "private_key_malformed");
    let mut both = tarspay(&["sign", "--path", "/p", "--body", "-", "--key-file", "-", "--json"]);
    both.write_stdin(KEY);
    assert_eq!(run_json(both, 2)["error"]["code"], "argument_invalid");
    let mut seconds = sign(&["--nonce", "1702279880"]);
    seconds.env("TARSPAY_PRIVATE_KEY", KEY);
    let found = run_json(seconds, 2);
    assert_eq!((text(&found["error"]["code"]), text(&found["error"]["field"])), ("nonce_invalid", "X-API-NONCE"));
    assert!(text(&found["error"]["message"]).contains("seconds"));
    run(tarspay(&["no-such-command"]), 2);
    run(tarspay(&["verify", "callback"]), 2);
}

#[test]
fn validate_and_catalog_answer_people_and_programs() {
    let order = r#"{"mchNo":"M1","mchOrderNo":"A","wayCode":"UPPI","amount":"1e2","currency":"INR","notifyUrl":"https://s.com/n"}"#;
    let command = |more: &[&str]| {
        let mut command = tarspay(&["validate", "create-deposit", "--market", "IN", "--body", "-"]);
        command.args(more).write_stdin(order);
        command
    };
    let found = run_json(command(&["--json"]), 1);
    let codes: Vec<&str> = found["problems"].as_array().unwrap().iter().map(|problem| text(&problem["code"])).collect();
    assert_eq!((&found["valid"], codes), (&json!(false), vec!["way_code_unknown", "amount_invalid"]));
    let (shown, _) = run(command(&[]), 1);
    assert!(shown.contains("error    amount [amount_invalid, gateway code 500321]"), "{shown}");
    let mut balance = tarspay(&["validate", "queryBalance", "--body", "-"]);
    balance.write_stdin(BODY);
    assert_eq!(run(balance, 0).0, "valid query_balance request\n");
    run(tarspay(&["validate", "nonsense", "--body", "-"]), 2);

    assert_eq!(run_json(tarspay(&["catalog", "--json"]), 0)["markets"].as_array().unwrap().len(), 14);
    assert_eq!(run_json(tarspay(&["catalog", "br", "--json"]), 0)["currency"], "BRA");
    assert!(run(tarspay(&["catalog", "ID"]), 0).0.contains("BANK_BCA"));
    assert!(run(tarspay(&["catalog"]), 0).0.contains("Türkiye"));
    assert_eq!(run_json(tarspay(&["catalog", "XX", "--json"]), 2)["error"]["code"], "argument_invalid");
}
