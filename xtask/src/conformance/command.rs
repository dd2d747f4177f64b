//! The command `tarspay`, one process for each case.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Answers;
use super::case::Case;
use crate::shell;

pub(super) fn answers(cases: &[Case]) -> Result<Answers> {
    let program = shell::command()?;
    cases.iter().map(|case| Ok((case.id.clone(), answer(&program, case)?))).collect()
}

/// What the command shows of an answer, nothing of what it does not do on its own.
pub(super) fn comparable(case: &Case, answer: &Value) -> Value {
    if !does(case) {
        return Value::Null;
    }
    let mut answer = answer.clone();
    if let Some(members) = answer.as_object_mut() {
        for hidden in ["digest", "biz_type", "state", "replay_key", "text"] {
            members.remove(hidden);
        }
    }
    answer
}

/// Without a key the command trusts the gateway's; keys and signatures it reads only on the way to something else; and it trusts the key of
/// a request that it is asked about. No program can be given an argument with a null byte.
fn does(case: &Case) -> bool {
    let keys = case.input.get("keys").and_then(Value::as_array).is_none_or(|keys| !keys.is_empty());
    let texts = ["method", "path", "nonce", "signature", "private_key"].map(|name| case.text(name));
    keys && matches!(
        case.op.as_str(),
        "sign_request" | "verify_callback" | "verify_text" | "validate" | "explain_request" | "explain_callback"
    ) && !texts.iter().any(|text| text.contains('\0'))
}

fn answer(program: &Path, case: &Case) -> Result<Value> {
    if !does(case) {
        return Ok(Value::Null);
    }
    let mut command = Command::new(program);
    command.arg("--json").env_remove("TARSPAY_PRIVATE_KEY");
    let key = |name: &str| -> Vec<String> {
        let keys = case.input.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        keys.map(|key| format!("--public-key={key}")).collect()
    };
    let option = |name: &str, value: &str| format!("--{name}={value}");
    let mut input = case.body();
    match case.op.as_str() {
        "sign_request" => {
            command.args(["sign", "--body=-"]).env("TARSPAY_PRIVATE_KEY", case.text("private_key"));
            command.args(["method", "path", "nonce"].map(|name| option(name, case.text(name))));
        }
        "verify_callback" => {
            command.args(["verify", "callback", "--body=-"]).args(key("keys"));
            command.arg(option("signature", case.text("signature")));
        }
        "verify_text" => {
            command.args(["verify", "text", "--text=-"]).args(key("keys"));
            command.arg(option("signature", case.text("signature")));
            input = case.text("text").as_bytes().to_vec();
        }
        "validate" => {
            command.arg("validate").arg(case.text("endpoint").replace('_', "-")).arg("--body=-");
            if case.input.get("market").is_some() {
                command.arg(option("market", case.text("market")));
            }
            for name in ["strict", "allow_test_hosts"] {
                if case.input.get(name) == Some(&Value::Bool(true)) {
                    command.arg(format!("--{}", name.replace('_', "-")));
                }
            }
        }
        "explain_request" => {
            command.args(["explain", "request", "--body=-"]);
            command.args(["method", "path", "nonce"].map(|name| option(name, case.text(name))));
            command.args(case.optional("signature").map(|signature| option("signature", signature)));
            command.args(case.optional("apiKey").map(|key| option("api-key", key)));
            command.args(case.texts("otherKeys").iter().map(|key| option("other-key", key)));
            command.args(case.texts("otherNonces").iter().map(|nonce| option("other-nonce", nonce)));
        }
        "explain_callback" => {
            command.args(["explain", "callback", "--body=-"]).args(key("keys"));
            let given = ["signature", "path", "nonce"];
            command.args(given.iter().filter_map(|name| case.optional(name).map(|value| option(name, value))));
            command.args(case.texts("otherKeys").iter().map(|key| option("other-key", key)));
        }
        _ => return Ok(Value::Null),
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    // A command that refuses what it is given before reading on closes its input.
    let _ = child.stdin.take().context("input")?.write_all(&input);
    let output = child.wait_with_output()?;
    let text = String::from_utf8(if output.stdout.is_empty() { output.stderr } else { output.stdout })?;
    let said: Value = serde_json::from_str(&text).with_context(|| text.clone())?;
    Ok(short(&case.op, &said))
}

fn short(op: &str, said: &Value) -> Value {
    let get = |name: &str| said.get(name).cloned().unwrap_or_default();
    if let Some(error) = said.get("error") {
        return json!({"error": error.get("code"), "field": error.get("field")});
    }
    if said.get("verified") == Some(&Value::Bool(false)) {
        return json!({"error": get("code"), "field": get("field")});
    }
    match op {
        "sign_request" => {
            let header = |name: &str| said.get("headers").and_then(|headers| headers.get(name)).cloned();
            json!({
                "method": get("method"),
                "string_to_sign": get("stringToSign"),
                "signature": header("X-API-SIGNATURE"),
                "api_key": header("X-API-KEY"),
            })
        }
        "validate" => {
            let problems = get("problems");
            let short = problems.as_array().into_iter().flatten().map(|problem| {
                json!([problem.get("severity"), problem.get("member"), problem.get("code"), problem.get("gatewayCode")])
            });
            json!({"problems": short.collect::<Vec<_>>()})
        }
        "explain_request" | "explain_callback" => {
            json!({"mistakes": said.pointer("/diagnosis/mistakes").cloned().unwrap_or_else(|| json!([]))})
        }
        "verify_callback" => json!({"form": get("matchedForm"), "key": get("publicKey")}),
        _ => json!({"key": get("publicKey")}),
    }
}
