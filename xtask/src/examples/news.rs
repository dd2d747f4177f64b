//! A sandbox that does to certain orders what can go wrong.

use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::json;

use crate::sandbox::Sandbox;
use crate::shell;

/// How long a busy machine may take for whatever is waited for.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// A sandbox, and where it and the shops write what they say.
pub(super) struct Gateway {
    pub(super) sandbox: Sandbox,
    pub(super) folder: PathBuf,
}

/// What its page shows.
#[derive(Deserialize)]
pub(super) struct News {
    pub(super) requests: Vec<Request>,
    pub(super) orders: Vec<Order>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Request {
    pub(super) mch_no: String,
    pub(super) signed: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Order {
    pub(super) mch_no: String,
    pub(super) mch_order_no: String,
    pub(super) callbacks: Vec<Callback>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Callback {
    pub(super) kind: String,
    next_at: Option<i64>,
    attempts: Vec<Attempt>,
}

#[derive(Deserialize)]
struct Attempt {
    result: String,
}

impl Callback {
    /// What came of it in the end; nothing while it is under way.
    pub(super) fn result(&self) -> Option<&str> {
        if self.next_at.is_some() { None } else { self.attempts.last().map(|attempt| attempt.result.as_str()) }
    }
}

impl Gateway {
    pub(super) fn start(command: &Path) -> Result<Self> {
        let folder = std::path::absolute(shell::target_dir())?.join("examples");
        std::fs::create_dir_all(&folder)?;
        let scenario = folder.join("scenario.json");
        let scenario_text = json!([
            {"mchOrderNo": "ATTACKED", "faults": ["forged", "tampered", "replay", "duplicate"]},
            {"mchOrderNo": "PRETTY", "faults": ["pretty_printed"]},
            {"mchOrderNo": "HIGH-S", "faults": ["high_s"]},
            {"mchOrderNo": "FAILED", "outcome": "failure"},
        ]);
        std::fs::write(&scenario, scenario_text.to_string())?;
        let scenario = scenario.to_str().context("the folder's name is not Unicode")?;
        let arguments = ["--port", "0", "--unit", "20", "--scenario", scenario];
        let sandbox = Sandbox::start(command, &arguments, &folder.join("sandbox.log"))?;
        Ok(Self { sandbox, folder })
    }

    pub(super) fn news(&self) -> Result<News> {
        Ok(ureq::get(format!("{}/page/news", self.sandbox.address)).call()?.body_mut().read_json()?)
    }
}

/// Waits for what must come.
pub(super) fn wait<T>(what: &str, mut look: impl FnMut() -> Result<Option<T>>) -> Result<T> {
    let began = Instant::now();
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if began.elapsed() > PATIENCE {
            bail!("{what} did not come");
        }
        thread::sleep(Duration::from_millis(20));
    }
}
