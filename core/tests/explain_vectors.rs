//! `explain` against signatures that another program made with one known mistake each, and against controls without any.
// The vectors hold mistakes that only the full search knows.
#![cfg(feature = "explain-full")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use serde_json::Value;
use tarspay_core::explain::{
    CallbackToExplain, Explanation, Mistake, RequestToExplain, explain_callback, explain_request,
};
use tarspay_core::{PrivateKey, PublicKey};

fn cases(file: &str) -> Vec<Value> {
    let path = format!("{}/../tests/vectors/explain/{file}.json", env!("CARGO_MANIFEST_DIR"));
    let mut file: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    serde_json::from_value(file["cases"].take()).unwrap()
}

fn texts<'a>(case: &'a Value, name: &str) -> Vec<&'a str> {
    case[name].as_array().into_iter().flatten().map(|text| text.as_str().unwrap()).collect()
}

fn explain(case: &Value) -> Explanation {
    let text = |name: &str| case[name].as_str();
    let other_keys: Vec<_> =
        texts(case, "otherKeys").into_iter().map(|key| PublicKey::from_hex(key).unwrap()).collect();
    let private_key = text("privateKey").map(|key| PrivateKey::from_hex(key).unwrap());
    if case["kind"] == "request" {
        explain_request(&RequestToExplain {
            method: text("method").unwrap(),
            path: text("path").unwrap(),
            nonce: text("nonce").unwrap(),
            body: text("body").unwrap().as_bytes(),
            api_key: text("apiKey"),
            private_key: private_key.as_ref(),
            signature: text("signature"),
            other_keys: &other_keys,
            other_nonces: &texts(case, "otherNonces"),
        })
    } else {
        explain_callback(&CallbackToExplain {
            body: text("body").unwrap().as_bytes(),
            keys: &texts(case, "keys"),
            private_key: private_key.as_ref(),
            signature: text("signature"),
            other_keys: &other_keys,
            path: text("path"),
            nonce: text("nonce"),
        })
    }
}

/// What the case expects and what it got, both as JSON.
fn outcome(case: &Value) -> (Value, Value) {
    let found: Value = serde_json::to_value(explain(case)).unwrap();
    let expected = &case["expect"];
    let diagnosis = &found["diagnosis"];
    let mut got = serde_json::Map::new();
    for (name, wanted) in expected.as_object().unwrap() {
        let value = match name.as_str() {
            "verdict" => found["verdict"].clone(),
            "mistakes" => diagnosis["mistakes"].as_array().cloned().unwrap_or_default().into(),
            "faults" => {
                found["faults"].as_array().unwrap().iter().map(|fault| fault["code"].clone()).collect::<Vec<_>>().into()
            }
            "matched_form" => found["matchedForm"].clone(),
            "string_to_sign" => found["stringToSign"].clone(),
            "first_digest" => found["firstDigest"].clone(),
            "second_digest" => found["secondDigest"].clone(),
            "own_signature" => found["signature"].clone(),
            "key_role" => diagnosis["key"]["role"].clone(),
            "recovered_key" => {
                let keys = diagnosis["recoveredKeys"].as_array().unwrap();
                keys.iter().find(|key| *key == wanted).cloned().unwrap_or_default()
            }
            // The text itself shows that the right candidate was found, not one that happens to have the same name.
            "signed_sha256" => match (&diagnosis["signedText"], &diagnosis["proven"]) {
                (Value::String(text), _) => sha256(text),
                (_, Value::Bool(false)) => wanted.clone(),
                _ => sha256(found["stringToSign"].as_str().unwrap()),
            },
            other => panic!("unknown expectation {other}"),
        };
        got.insert(name.clone(), value);
    }
    (expected.clone(), got.into())
}

fn sha256(text: &str) -> Value {
    use sha2::{Digest, Sha256};
    hex::encode(Sha256::digest(text)).into()
}

fn check(file: &str) -> usize {
    let cases = cases(file);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let (expected, got) = outcome(case);
            (expected != got).then(|| format!("{}\n  expected {expected}\n  got      {got}", case["name"]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} are wrong:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    cases.len()
}

#[test]
fn every_mistake_of_a_request_is_named() {
    assert!(check("requests") >= 200);
}

#[test]
fn every_mistake_of_a_callback_is_named() {
    assert!(check("callbacks") >= 80);
}

#[test]
fn nothing_is_named_where_nothing_is_known() {
    assert!(check("controls") >= 200);
}

#[test]
fn there_is_a_case_for_every_mistake() {
    let mistakes = |case: &Value| texts(&case["expect"], "mistakes").into_iter().map(str::to_owned).collect::<Vec<_>>();
    let all: Vec<_> = ["requests", "callbacks", "controls"].into_iter().flat_map(cases).collect();
    let covered: BTreeSet<String> = all.iter().flat_map(mistakes).collect();
    let known: BTreeSet<String> = Mistake::ALL.iter().map(|mistake| mistake.as_str().to_owned()).collect();
    assert_eq!(covered, known);
}
