//! Runs every fuzz target: libFuzzer on instrumented builds, with the vectors as seeds. Any toolchain will do; `cargo fuzz` works too.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tarspay_core::Endpoint;

use crate::shell::{self, root, target_dir};

/// What `cargo fuzz` passes, without its sanitizer, which needs a nightly compiler and finds nothing in a crate without unsafe code.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0 \
    -Cdebug-assertions -Ccodegen-units=1";

/// Longer than a second is reported; a machine with other work to do must not fail for it.
const TIMEOUT_SECONDS: u32 = 10;

pub(crate) fn run(seconds: u32, only: Option<&str>) -> Result<()> {
    let work = std::path::absolute(target_dir())?.join("fuzz");
    let host = shell::output(Command::new("rustc").args(["--print", "host-tuple"]))?;
    let host = host.trim();
    println!("building the targets");
    shell::in_folder(
        &root().join("fuzz"),
        Command::new("cargo")
            .args(["build", "--release", "--locked", "--target", host, "--target-dir"])
            .arg(&work)
            .env("RUSTFLAGS", FLAGS),
    )?;
    let mut figures = Vec::new();
    for target in targets()? {
        if only.is_some_and(|only| only != target) {
            continue;
        }
        let corpus = work.join("corpus").join(&target);
        fs::create_dir_all(&corpus)?;
        let seeds = seed(&target, &corpus)?;
        println!("--- {target}: {seeds} seeds, {seconds} s");
        let program = work.join(host).join("release").join(&target);
        figures.push(fuzz(&program, &corpus, &work.join(format!("crash-{target}-")), seconds)?);
    }
    ensure!(!figures.is_empty(), "no such target");
    println!("\ntarget           executions  coverage  slowest s  peak MB");
    for line in &figures {
        println!("{line}");
    }
    Ok(())
}

fn fuzz(program: &Path, corpus: &Path, artifacts: &Path, seconds: u32) -> Result<String> {
    let output = Command::new(program)
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-timeout={TIMEOUT_SECONDS}"))
        .arg(format!("-artifact_prefix={}", artifacts.display()))
        .args(["-print_final_stats=1", "-max_len=4096", "-rss_limit_mb=2048"])
        .arg(corpus)
        .stdout(Stdio::inherit())
        .output()?;
    let log = String::from_utf8_lossy(&output.stderr);
    let tail = log.lines().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n");
    ensure!(output.status.success(), "{tail}\n{} failed; run it with the file named above", program.display());
    let stat = |name: &str| log.lines().find_map(|line| line.strip_prefix(name)).map_or("?", str::trim);
    let coverage = log.lines().rev().find_map(|line| line.split_once("cov: ")?.1.split(' ').next()).unwrap_or("?");
    Ok(format!(
        "{:<16} {:>10} {coverage:>9} {:>10} {:>8}",
        program.file_name().unwrap_or_default().to_string_lossy(),
        stat("stat::number_of_executed_units:"),
        stat("stat::slowest_unit_time_sec:"),
        stat("stat::peak_rss_mb:"),
    ))
}

fn targets() -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root().join("fuzz/fuzz_targets"))? {
        let path = entry?.path();
        names.push(path.file_stem().context("a target's name")?.to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// Writes what the vectors give to a target, in the form that it reads.
fn seed(target: &str, corpus: &Path) -> Result<usize> {
    let mut number = 0_usize;
    for file in ["staged/private_key", "staged/public_key", "staged/signature", "staged/sign_request"].iter().chain(&[
        "staged/verify_callback",
        "explain/requests",
        "explain/callbacks",
        "validate",
        "gateway_examples",
    ]) {
        let text = fs::read_to_string(root().join("tests/vectors").join(format!("{file}.json")))?;
        let vectors: Value = serde_json::from_str(&text)?;
        // An explanation takes long: some seeds are enough to begin with.
        let step = if target == "explain" { 16 } else { 1 };
        for case in objects(&vectors).into_iter().step_by(step) {
            for seed in seeds(target, case) {
                fs::write(corpus.join(format!("vector-{number:05}")), seed)?;
                number = number.saturating_add(1);
            }
        }
    }
    ensure!(number > 0, "no vector is a seed of {target}");
    Ok(number)
}

fn seeds(target: &str, case: &Value) -> Vec<Vec<u8>> {
    let text = |name: &str| case.get(name).and_then(Value::as_str);
    let line = |name: &str| text(name).unwrap_or_default().replace('\n', "");
    let all = |names: &[&str], body: &str| {
        let mut lines: Vec<_> = names.iter().map(|name| line(name)).collect();
        lines.push(body.to_owned());
        lines.join("\n").into_bytes()
    };
    match (target, text("body"), text("text")) {
        ("keys" | "signature", _, Some(text)) => {
            let bytes = hex::decode(text).ok();
            bytes.into_iter().chain([text.as_bytes().to_vec()]).collect()
        }
        ("json" | "model", Some(body), _) => vec![body.as_bytes().to_vec()],
        ("sign", Some(body), _) => vec![all(&["method", "path", "nonce"], body)],
        ("verify_callback", Some(body), _) => {
            ["0", "1", "2", "3", "1a"].map(|how| [how.as_bytes(), b"\n", &all(&["signature"], body)].concat()).to_vec()
        }
        ("sandbox", Some(body), _) => {
            let endpoint = Endpoint::ALL.iter().position(|endpoint| Some(endpoint.as_str()) == text("endpoint"));
            let (path, length) = (text("path").unwrap_or("/api/balanceInfo"), body.len());
            let plain = format!("POST {path} HTTP/1.1\r\nhost: x\r\ncontent-length: {length}\r\n\r\n{body}");
            vec![plain.into_bytes(), format!("{}\n{body}", endpoint.unwrap_or_default()).into_bytes()]
        }
        ("explain", Some(body), _) => {
            let request = all(&["method", "path", "nonce", "apiKey"], "");
            let signatures = [line("signature").as_str(), "0", "1", "2"].map(|one| format!("{one}\n{body}"));
            // The target's private key, which its answer must not show.
            let leak = format!("0\n{{\"key\":\"{}\"}}", "1f".repeat(32));
            let rests = signatures.into_iter().chain([leak]);
            rests.map(|rest| [request.as_slice(), rest.as_bytes()].concat()).collect()
        }
        _ => Vec::new(),
    }
}

/// Every object, at any depth.
fn objects(value: &Value) -> Vec<&Value> {
    let inner: Vec<_> = match value {
        Value::Object(members) => std::iter::once(value).chain(members.values().flat_map(objects)).collect(),
        Value::Array(items) => items.iter().flat_map(objects).collect(),
        _ => Vec::new(),
    };
    inner
}
