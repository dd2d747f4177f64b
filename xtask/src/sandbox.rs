//! A running sandbox.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result};
use serde::Deserialize;

/// Ended when dropped.
pub(crate) struct Sandbox {
    child: Child,
    pub(crate) address: String,
    pub(crate) platform_key: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Announced {
    address: String,
    platform_public_key: String,
}

impl Sandbox {
    /// Starts the command with these arguments and waits until it serves.
    pub(crate) fn start(command: &Path, arguments: &[&str], log: &Path) -> Result<Self> {
        let log = File::options().create(true).append(true).open(log)?;
        let mut child = Command::new(command)
            .args(["--json", "sandbox"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().context("no output")?).read_line(&mut line)?;
        let announced: Announced =
            serde_json::from_str(&line).with_context(|| format!("the sandbox did not start: {line}"))?;
        Ok(Self { child, address: announced.address, platform_key: announced.platform_public_key })
    }

    /// On Unix this is kill -9.
    pub(crate) fn kill(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.kill();
    }
}
