//! A great many random inputs for the packages as installed; the tests of each package run the same properties on a few.

use std::process::Command;
use std::time::Instant;

use anyhow::{Result, ensure};

use crate::shell::{self, root, target_dir};

pub(crate) fn run(examples: u32) -> Result<()> {
    let target = std::path::absolute(target_dir())?;
    let tests = root().join("bindings-python/tests");
    let python = target.join("python/venv").join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    ensure!(python.exists(), "run cargo xtask python first");
    let mut pytest = Command::new(python);
    pytest.args(["-m", "pytest", "-p", "no:cacheprovider", "-W", "error", "--rootdir"]).arg(&tests);
    pytest.arg(tests.join("test_properties.py")).env("PYTHONDONTWRITEBYTECODE", "1");

    let installed = target.join("npm/installed");
    ensure!(installed.join("node_modules").exists(), "run cargo xtask npm first");
    let mut node = Command::new("node");
    node.args(["--test", "properties.test.mjs"]).env("TARSPAY_TOOLS", target.join("npm/tools"));

    for (language, folder, command) in [("Python", target.join("python"), pytest), ("JavaScript", installed, node)] {
        let mut command = command;
        let begun = Instant::now();
        shell::in_folder(&folder, command.env("TARSPAY_EXAMPLES", examples.to_string()))?;
        println!("{language}: {examples} inputs in {:.0} s", begun.elapsed().as_secs_f64());
    }
    Ok(())
}
