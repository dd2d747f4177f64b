//! Whether the tests that are in the sources are those that ran.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Fails unless each test class has a report with tests, none of them failed or skipped.
pub(crate) fn all_ran(module: &Path, build: &Path) -> Result<()> {
    let mut total = 0_u64;
    for language in ["kotlin", "java"] {
        let folder = module.join("src/test").join(language);
        let Ok(files) = fs::read_dir(&folder) else { continue };
        for file in files {
            let path = file?.path();
            let class = path.file_stem().context("a file without name")?.to_string_lossy().into_owned();
            if !class.ends_with("Test") {
                continue;
            }
            let report = build.join("surefire-reports").join(format!("TEST-{class}.xml"));
            let report =
                fs::read_to_string(&report).with_context(|| format!("{class} did not run: {}", report.display()))?;
            let suite =
                report.split_once("<testsuite ").context("no report")?.1.split_once('>').context("no report")?.0;
            let count = |name: &str| -> Result<u64> {
                let (_, value) = suite.split_once(&format!(" {name}=\"")).with_context(|| format!("no {name}"))?;
                Ok(value.split_once('"').context("no end")?.0.parse()?)
            };
            let (tests, bad) = (count("tests")?, [count("errors")?, count("failures")?, count("skipped")?]);
            ensure!(tests > 0 && bad == [0, 0, 0], "{class}: {tests} tests; errors, failures, skipped: {bad:?}");
            println!("{class}: {tests} tests");
            total = total.saturating_add(tests);
        }
    }
    ensure!(total > 0, "{} has no tests", module.display());
    Ok(())
}
