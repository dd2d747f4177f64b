//! Builds the Swift package, tests it, and uses it as a dependency of a new package.

mod compiler;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::bindgen::Source;
use crate::shell::{self, root};
use crate::{bindgen, readme, wycheproof};
use compiler::Compiler;

const PACKAGE: &str = "bindings-uniffi/swift";

const NEW_PACKAGE: &str = "// swift-tools-version:5.9
import PackageDescription

let package = Package(
    name: \"NAME\",
    platforms: [.macOS(.v10_15)],
    dependencies: [.package(path: \"../TarsPay\")],
    targets: [.executableTarget(name: \"NAME\", dependencies: [\"TarsPay\"])]
)
";

/// Assembles, tests, and tests the use as a dependency.
pub(crate) fn run() -> Result<()> {
    let work = bindgen::folder("swift")?;
    let package = work.join("TarsPay");
    assemble(&package)?;
    let swift = match compiler::find(&work) {
        Ok(swift) => swift,
        Err(missing) => {
            ensure!(env::var_os("CI").is_none(), "{missing:#}");
            println!("NOT TESTED: {missing:#}");
            return Ok(());
        }
    };

    let report = work.join("tests.xml");
    let path = report.to_str().context("the folder's name is not Unicode")?;
    test(&swift, &work, &[], &["--parallel", "--num-workers", "1", "--xunit-output", path])?;
    all_ran(&report)?;

    let text = fs::read_to_string(root().join(PACKAGE).join("README.md"))?;
    let shop = new_package(&work, "shop", readme::block(&text, "swift")?)?;
    swift.run(&shop, &[], &["run", "shop"])?;
    let project = fs::read_to_string(root().join("README.md"))?;
    let quickstart = new_package(&work, "quickstart", readme::block(&project, "swift")?)?;
    let key = "1f".repeat(32);
    swift.run(&quickstart, &[("TARSPAY_PRIVATE_KEY", Path::new(&key))], &["run", "quickstart"])?;
    println!("the Swift package was built, tested, and used as a dependency of a new package");
    Ok(())
}

/// The tests that take so many inputs; false without Swift.
pub(crate) fn properties(examples: u32) -> Result<bool> {
    let work = bindgen::folder("swift")?;
    assemble(&work.join("TarsPay"))?;
    let Ok(swift) = compiler::find(&work) else { return Ok(false) };
    let examples = examples.to_string();
    test(&swift, &work, &[("TARSPAY_EXAMPLES", Path::new(&examples))], &["--filter", "PropertiesTests"])?;
    Ok(true)
}

fn test(swift: &Compiler, work: &Path, environment: &[(&str, &Path)], arguments: &[&str]) -> Result<()> {
    let vectors = work.join("vectors");
    shell::empty_folder(&vectors)?;
    shell::copy_folder(&root().join("tests/vectors"), &vectors)?;
    fs::copy(root().join("core/src/error/code.rs"), vectors.join("error_codes.rs"))?;
    let wycheproof = work.join("wycheproof.json");
    wycheproof::write(&wycheproof)?;
    let files = [("TARSPAY_VECTORS", vectors.as_path()), ("TARSPAY_WYCHEPROOF", &wycheproof)];
    swift.run(&work.join("TarsPay"), &[&files, environment].concat(), &[&["test"], arguments].concat())
}

/// Runs a program that has the package as a dependency, with these arguments; `again` assembles the package first. False without Swift.
pub(crate) fn run_program(name: &str, source: &str, arguments: &[&str], again: bool) -> Result<bool> {
    let work = bindgen::folder("swift")?;
    let package = work.join("TarsPay");
    if again || !package.exists() {
        assemble(&package)?;
    }
    let Ok(swift) = compiler::find(&work) else { return Ok(false) };
    let folder = new_package(&work, name, source)?;
    swift.run(&folder, &[], &[&["run", "--configuration", "release", name], arguments].concat())?;
    Ok(true)
}

/// Builds a package of the project's, which has the Swift package beside it, and gives its program; `again` assembles the Swift package first.
/// Nothing without Swift.
pub(crate) fn build_program(source: &str, program: &str, again: bool) -> Result<Option<Command>> {
    let work = bindgen::folder("swift")?;
    let package = work.join("TarsPay");
    if again || !package.exists() {
        assemble(&package)?;
    }
    let Ok(swift) = compiler::find(&work) else { return Ok(None) };
    let folder = work.join(program);
    shell::empty_folder(&folder)?;
    shell::copy_folder(&root().join(source), &folder)?;
    swift.run(&folder, &[], &["build"])?;
    Ok(Some(swift.program(&folder, &format!(".build/debug/{program}"))))
}

/// A new package with one program, beside the package that it depends on.
fn new_package(work: &Path, name: &str, source: &str) -> Result<PathBuf> {
    let folder = work.join(name);
    shell::empty_folder(&folder)?;
    let sources = folder.join("Sources").join(name);
    fs::create_dir_all(&sources)?;
    fs::write(folder.join("Package.swift"), NEW_PACKAGE.replace("NAME", name))?;
    fs::write(sources.join("main.swift"), source)?;
    Ok(folder)
}

/// The package as it is used: what is written by hand, the generated sources, and the library of this machine.
fn assemble(package: &Path) -> Result<()> {
    for part in ["Sources", "Tests", "lib"] {
        let path = package.join(part);
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        }
    }
    shell::copy_folder(&root().join(PACKAGE), package)?;
    let sources = package.join("Sources/TarsPay");
    bindgen::generate("swift", &sources)?;
    fs::remove_file(sources.join("TarsPayFFI.modulemap"))?;
    fs::rename(sources.join("TarsPayFFI.h"), package.join("Sources/TarsPayFFI/TarsPayFFI.h"))?;
    finish(&sources.join("TarsPay.swift"))?;
    let (library, folder) = (bindgen::library_file(), package.join("lib"));
    fs::create_dir_all(&folder)?;
    fs::copy(bindgen::release()?.join(&library), folder.join(&library))?;
    Ok(())
}

/// What is changed in the Swift that UniFFI writes.
fn finish(file: &Path) -> Result<()> {
    let mut source = Source(fs::read_to_string(file)?);
    source.replace(
        "// This file was autogenerated by some hot garbage in the `uniffi` crate.\n// Trust me, you don't want to mess with it!\n",
        "// Generated by `cargo xtask swift`; do not edit.\n",
    )?;
    // A message for people.
    source.replace(
        "    public var errorDescription: String? {\n        String(reflecting: self)\n",
        "    public var errorDescription: String? {\n        \"\\(code.text()): \\(reason)\"\n",
    )?;
    // Objects with nothing behind them crash when they are used.
    source.replace("    public init(noHandle: NoHandle) {", "    fileprivate init(noHandle: NoHandle) {")?;
    fs::write(file, source.0)?;
    Ok(())
}

/// Fails unless every test in the sources ran.
fn all_ran(report: &Path) -> Result<()> {
    let report = fs::read_to_string(report).context("no report of the tests")?;
    let mut wanted = 0_usize;
    for file in fs::read_dir(root().join(PACKAGE).join("Tests/TarsPayTests"))? {
        wanted = wanted.saturating_add(fs::read_to_string(file?.path())?.matches("    func test").count());
    }
    let ran = report.matches("<testcase ").count();
    let bad = report.matches("<failure").count().saturating_add(report.matches("<skipped").count());
    ensure!(ran == wanted && ran > 0 && bad == 0, "{ran} of {wanted} tests ran, {bad} of them failed or were skipped");
    println!("{ran} tests");
    Ok(())
}
