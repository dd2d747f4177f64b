//! Whatever a build or a workflow fetches is named exactly: by hash where the package manager can, by version where it can't.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shell::{files, root};

pub(crate) fn run() -> Result<()> {
    for requirements in [
        "bindings-python/requirements/dev.txt",
        "examples/requirements.txt",
        "examples/pyspark/requirements.txt",
        "tests/sandbox/requirements.txt",
    ] {
        all_hashed(&read(requirements)?)?;
    }
    for lock in [
        "bindings-wasm/package-lock.json",
        "examples/package-lock.json",
        "playground/package-lock.json",
        "tests/interop/javascript/package-lock.json",
    ] {
        all_integrity(&read(lock)?)?;
    }
    for folder in ["bindings-uniffi/kotlin", "examples"] {
        for pom in files(folder, "pom.xml")? {
            exact_versions(&std::fs::read_to_string(&pom)?).with_context(|| pom.display().to_string())?;
        }
    }
    for workflow in files(".github/workflows", ".yml")? {
        pinned_actions(&std::fs::read_to_string(&workflow)?).with_context(|| workflow.display().to_string())?;
    }
    println!("all dependencies and actions are pinned");
    Ok(())
}

fn all_hashed(requirements: &str) -> Result<()> {
    let joined = requirements.replace("\\\n", " ");
    for line in joined.lines().filter(|line| line.contains("==")) {
        ensure!(line.contains("--hash=sha256:"), "without a hash: {line}");
    }
    Ok(())
}

fn all_integrity(lock: &str) -> Result<()> {
    let lock: Value = serde_json::from_str(lock)?;
    let packages = lock.get("packages").and_then(Value::as_object).context("no packages")?;
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        ensure!(package.get("integrity").is_some(), "without integrity: {name}");
    }
    Ok(())
}

/// Maven has no lock file: exact versions, which Maven Central never changes, are what there is.
fn exact_versions(pom: &str) -> Result<()> {
    for version in pom.split("<version>").skip(1).filter_map(|rest| rest.split('<').next()) {
        let is_range = version.starts_with(['[', '(']) || version.contains("SNAPSHOT");
        ensure!(!is_range && !["LATEST", "RELEASE"].contains(&version), "not an exact version: {version}");
    }
    Ok(())
}

fn pinned_actions(workflow: &str) -> Result<()> {
    for action in workflow.lines().filter_map(|line| line.trim_start_matches([' ', '-']).strip_prefix("uses: ")) {
        let commit = action.split_once('@').map_or("", |(_, rest)| rest.split(' ').next().unwrap_or_default());
        let is_commit = commit.len() == 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        ensure!(is_commit, "not pinned by commit: {action}");
    }
    Ok(())
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(root().join(path)).context(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{all_hashed, all_integrity, exact_versions, pinned_actions};

    #[test]
    fn what_is_not_pinned_is_refused() {
        assert!(all_hashed("a==1 \\\n    --hash=sha256:00\n").is_ok());
        assert!(all_hashed("a==1 \\\n    --hash=sha256:00\nb==2\n").is_err());
        assert!(all_integrity(r#"{"packages":{"":{},"a":{"integrity":"x"}}}"#).is_ok());
        assert!(all_integrity(r#"{"packages":{"":{},"a":{"version":"1"}}}"#).is_err());
        assert!(exact_versions("<version>1.2</version><version>${a}</version>").is_ok());
        assert!(exact_versions("<version>[1,2)</version>").is_err());
        assert!(exact_versions("<version>LATEST</version>").is_err());
        assert!(pinned_actions("  - uses: a/b@0123456789012345678901234567890123456789 # v1").is_ok());
        assert!(pinned_actions("  - uses: a/b@v1").is_err());
    }
}
