//! The npm package: two WebAssembly modules, their glue, compiled TypeScript; packed, installed into an empty project and tested there.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::{debian, shell, toolchain, wycheproof};

const TARGET: &str = "wasm32-unknown-unknown";
/// k256 takes this target for a 64-bit machine and emulates its products; as a 32-bit machine it is twice as fast.
const FLAGS: &str = "target.wasm32-unknown-unknown.rustflags=[\"--cfg\", \"cpubits=\\\"32\\\"\"]";

/// Builds the package and tests it as installed.
pub(crate) fn run() -> Result<()> {
    let folders = Folders::new();
    let tarball = pack(&folders)?;
    install(&folders, &tarball)?;
    debian::install_if_missing(&["chromium", "google-chrome"], "chromium")?;
    shell::run(Command::new("node").arg(folders.installed.join("all.mjs")).arg(&folders.tools).arg(&tarball))
}

/// Installs the packed package into a project, with the programs that start runtimes; packs it first where it is not.
pub(crate) fn install_into(project: &Path, pack_again: bool) -> Result<()> {
    debian::install_if_missing(&["chromium", "google-chrome"], "chromium")?;
    new_project(project, pack_again)?;
    std::fs::copy(shell::root().join("bindings-wasm/test/runtimes.mjs"), project.join("runtimes.mjs"))?;
    Ok(())
}

/// Installs the packed package into an empty project; packs it first where it is not.
pub(crate) fn new_project(project: &Path, pack_again: bool) -> Result<()> {
    shell::empty_folder(project)?;
    std::fs::write(project.join("package.json"), "{ \"private\": true, \"type\": \"module\" }\n")?;
    add(project, pack_again)
}

/// Adds the packed package to what is installed in a project; packs it first where it is not.
pub(crate) fn add(project: &Path, pack_again: bool) -> Result<()> {
    let folders = Folders::new();
    if pack_again || packed(&folders).is_err() {
        pack(&folders)?;
    }
    let tarball = std::path::absolute(packed(&folders)?)?;
    let install = ["install", "--no-save", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"];
    shell::in_folder(project, npm(&install).arg(tarball))
}

/// The packages that test, and Chromium, where they are missing; gives the packages' folder.
pub(crate) fn browser_tools() -> Result<PathBuf> {
    let folder = tools_folder();
    tools(&folder)?;
    debian::install_if_missing(&["chromium", "google-chrome"], "chromium")?;
    Ok(folder)
}

/// Where the packages are that build, test and run.
pub(crate) fn tools_folder() -> PathBuf {
    let tools = Folders::new().tools;
    std::path::absolute(&tools).unwrap_or(tools)
}

/// Packs the package.
pub(crate) fn package() -> Result<PathBuf> {
    pack(&Folders::new())
}

struct Folders {
    /// npm packages that build and test.
    tools: PathBuf,
    /// The package that is packed.
    package: PathBuf,
    /// The empty project that it is installed into.
    installed: PathBuf,
}

impl Folders {
    fn new() -> Self {
        let base = shell::target_dir().join("npm");
        Self { tools: base.join("tools"), package: base.join("package"), installed: base.join("installed") }
    }
}

fn pack(folders: &Folders) -> Result<PathBuf> {
    tools(&folders.tools)?;
    let source = shell::root().join("bindings-wasm");
    shell::empty_folder(&folders.package)?;
    shell::copy_folder(&source.join("npm"), &folders.package)?;
    for license in ["LICENSE-APACHE", "LICENSE-MIT"] {
        std::fs::copy(shell::root().join(license), folders.package.join(license))?;
    }
    modules(&folders.package.join("src/glue"))?;
    shell::in_folder(&folders.package, Command::new("node").arg(source.join("pack.mjs")).arg(&folders.tools))?;
    shell::in_folder(&folders.package, &mut npm(&["pack", "--silent"]))?;
    let tarball = packed(folders)?;
    println!("packed {}", tarball.display());
    Ok(tarball)
}

fn packed(folders: &Folders) -> Result<PathBuf> {
    let mut files = std::fs::read_dir(&folders.package)?.filter_map(|file| file.ok().map(|file| file.path()));
    let tarball = files.find(|path| path.extension().is_some_and(|extension| extension == "tgz"));
    tarball.context("npm pack made no tarball")
}

/// The packages that build and test.
fn tools(folder: &Path) -> Result<()> {
    install_locked(&shell::root().join("bindings-wasm"), folder)
}

/// The packages of a folder's lock file, installed once for each lock file.
pub(crate) fn install_locked(source: &Path, folder: &Path) -> Result<()> {
    let lock = std::fs::read_to_string(source.join("package-lock.json"))?;
    let done = folder.join("installed.lock");
    if std::fs::read_to_string(&done).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    shell::empty_folder(folder)?;
    for file in ["package.json", "package-lock.json"] {
        std::fs::copy(source.join(file), folder.join(file))?;
    }
    std::fs::copy(shell::root().join("bindings-wasm/.npmrc"), folder.join(".npmrc"))?;
    // Not `npm ci`: it refuses a lock file that lacks the programs of other platforms, which not every registry has.
    shell::in_folder(folder, &mut npm(&["install", "--no-audit", "--no-fund", "--loglevel=error"]))?;
    std::fs::write(done, lock)?;
    Ok(())
}

/// Builds both modules and writes them with their glue.
fn modules(folder: &Path) -> Result<()> {
    shell::cargo(&["build", "--locked", "--quiet", "--profile", "tool", "--package", "tarspay-wasm-glue"])?;
    let glue = shell::target_dir().join("tool/tarspay-wasm-glue");
    let toolchain = toolchain::for_target(TARGET)?;
    for name in ["main", "explain"] {
        let mut build = toolchain.cargo("build", "core,alloc")?;
        build.args([
            "--locked",
            "--profile",
            "wasm",
            "--package",
            "tarspay-wasm",
            "--features",
            name,
            "--config",
            FLAGS,
        ]);
        shell::run(&mut build)?;
        let module = toolchain.output_dir().join("wasm/tarspay_wasm.wasm");
        shell::run(Command::new(&glue).arg(module).arg(folder).arg(name))?;
    }
    Ok(())
}

fn install(folders: &Folders, tarball: &Path) -> Result<()> {
    shell::empty_folder(&folders.installed)?;
    shell::copy_folder(&shell::root().join("bindings-wasm/test"), &folders.installed)?;
    std::fs::copy(shell::root().join("README.md"), folders.installed.join("project-readme.md"))?;
    shell::in_folder(
        &folders.installed,
        npm(&["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts"]).arg(tarball),
    )?;
    let vectors = folders.installed.join("wycheproof.json");
    wycheproof::write(&vectors)?;
    let gather = Command::new("node")
        .arg(folders.installed.join("gather.mjs"))
        .arg(shell::root().join("tests/vectors"))
        .arg(&vectors)
        .arg(folders.installed.join("vectors.json"))
        .status()?;
    ensure!(gather.success(), "gather.mjs failed");
    Ok(())
}

/// The program npm with these arguments.
pub(crate) fn npm(arguments: &[&str]) -> Command {
    let mut command = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
    command.args(arguments);
    command
}
