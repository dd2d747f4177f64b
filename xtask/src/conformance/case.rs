//! A case: what is to be done with which input, as tests/vectors/README.md describes it.

use std::collections::HashSet;
use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::shell::root;

/// One case.
#[derive(Clone)]
pub(super) struct Case {
    /// Where it stands, or its number among the random ones.
    pub(super) id: String,
    pub(super) op: String,
    pub(super) input: Value,
}

impl Case {
    /// As the runners read it: one line of JSON.
    pub(super) fn line(&self) -> Result<String> {
        let case = json!({"id": self.id, "op": self.op, "input": self.input});
        Ok(format!("{}\n", serde_json::to_string(&case)?))
    }

    /// A text of the input.
    pub(super) fn text(&self, name: &str) -> &str {
        self.input.get(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// A text of the input, if it is there.
    pub(super) fn optional(&self, name: &str) -> Option<&str> {
        self.input.get(name).and_then(Value::as_str)
    }

    /// The texts of a list in the input.
    pub(super) fn texts(&self, name: &str) -> Vec<&str> {
        self.input.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
    }

    /// The body in any of its three forms.
    pub(super) fn body(&self) -> Vec<u8> {
        if let Some(hex) = self.input.get("body_hex").and_then(Value::as_str) {
            return hex::decode(hex).unwrap_or_default();
        }
        let Some(parts) = self.input.get("body_parts").and_then(Value::as_array) else {
            return self.text("body").as_bytes().to_vec();
        };
        let part = |part: &Value| {
            let count = part.get(1).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok());
            part.get(0).and_then(Value::as_str).unwrap_or_default().repeat(count.unwrap_or_default())
        };
        parts.iter().map(part).collect::<String>().into_bytes()
    }
}

/// The staged vectors and those of validation, in the order of their files.
pub(super) fn staged() -> Result<Vec<Case>> {
    let vectors = root().join("tests/vectors");
    let mut files = fs::read_dir(vectors.join("staged"))?.map(|file| Ok(file?.path())).collect::<Result<Vec<_>>>()?;
    files.push(vectors.join("validate.json"));
    files.sort();
    let mut cases = Vec::new();
    for file in files {
        let content: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        let op = content.get("op").and_then(Value::as_str).context("op")?;
        for case in content.get("cases").and_then(Value::as_array).context("cases")? {
            let name = case.get("name").and_then(Value::as_str).context("name")?;
            let input = case.get("input").context("input")?.clone();
            cases.push(Case { id: format!("{op}: {name}"), op: op.to_owned(), input });
        }
    }
    cases.extend(explained()?);
    Ok(cases)
}

/// Of the vectors of explanations, the first of each diagnosis: an explanation tries thousands of signatures.
fn explained() -> Result<Vec<Case>> {
    let mut cases = Vec::new();
    let mut seen = HashSet::new();
    for file in ["requests", "callbacks", "controls"] {
        let file = root().join(format!("tests/vectors/explain/{file}.json"));
        let content: Value = serde_json::from_str(&fs::read_to_string(&file)?)?;
        for case in content.get("cases").and_then(Value::as_array).context("cases")? {
            let text = |name| case.get(name).and_then(Value::as_str).context(name);
            let (kind, mistakes) = (text("kind")?, case.pointer("/expect/mistakes"));
            if case.get("privateKey").is_none() && seen.insert(format!("{kind} {mistakes:?}")) {
                let op = format!("explain_{kind}");
                cases.push(Case { id: format!("{op}: {}", text("name")?), op, input: case.clone() });
            }
        }
    }
    Ok(cases)
}
