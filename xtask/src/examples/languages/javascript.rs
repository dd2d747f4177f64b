//! JavaScript, from the packed package.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::Prepared::{self, Missing, Ready};
use super::{folder, unless_built};
use crate::{npm, shell};

const MISSING: &str = "install Node 20 or newer with npm";

/// A project with the package and nothing else.
pub(super) fn node(again: bool) -> Result<Prepared> {
    if !is_there() {
        return Ok(Missing(MISSING));
    }
    let project = folder("javascript")?;
    unless_built("javascript", &["bindings-wasm"], again, || npm::new_project(&project, again))?;
    script(&project, "node/shop.mjs")
}

pub(super) fn express(again: bool) -> Result<Prepared> {
    in_project(again, |project| script(project, "express/shop.mjs"))
}

pub(super) fn fastify(again: bool) -> Result<Prepared> {
    in_project(again, |project| script(project, "fastify/shop.mjs"))
}

/// Bundles the worker and serves it as Workers do.
pub(super) fn hono(again: bool) -> Result<Prepared> {
    in_project(again, |project| {
        if cfg!(windows) {
            return Ok(Missing("a POSIX shell"));
        }
        let shop = copy(project, "hono")?;
        let tools = npm::tools_folder().join("node_modules/.bin");
        let bundle = ["--bundle", "--format=esm", "--conditions=workerd", "--external:cloudflare:workers"];
        let output = ["--loader:.wasm=copy", "--asset-names=[name]", "--out-extension:.js=.mjs", "--outdir=dist"];
        let mut esbuild = Command::new(tools.join("esbuild"));
        shell::in_folder(&shop, esbuild.arg("worker.mjs").args(bundle).args(output).arg("--log-level=error"))?;
        let mut run = Command::new("sh");
        run.args(["-c", "exec \"$0\" serve workerd.capnp --socket-addr=http=127.0.0.1:$PORT"]);
        run.arg(workerd(&tools)?).current_dir(shop);
        Ok(Ready(run))
    })
}

/// The program itself: the package's script starts it as a child, which would outlive the script.
fn workerd(tools: &Path) -> Result<PathBuf> {
    let path = "process.stdout.write(require('workerd').default)";
    let mut node = Command::new("node");
    node.args(["-e", path]).current_dir(tools);
    Ok(PathBuf::from(shell::output(&mut node)?.trim()))
}

pub(super) fn nextjs(again: bool) -> Result<Prepared> {
    in_project(again, |project| {
        let shop = copy(project, "nextjs")?;
        let next = |command: &str| {
            let mut next = Command::new("node");
            next.arg(project.join("node_modules/next/dist/bin/next")).arg(command);
            next.env("NEXT_TELEMETRY_DISABLED", "1").current_dir(&shop);
            next
        };
        shell::in_folder(&shop, &mut next("build"))?;
        let mut start = next("start");
        start.args(["--hostname", "127.0.0.1"]);
        Ok(Ready(start))
    })
}

/// A project with the frameworks and the package.
fn in_project(again: bool, prepare: impl FnOnce(&Path) -> Result<Prepared>) -> Result<Prepared> {
    if !is_there() {
        return Ok(Missing(MISSING));
    }
    let project = folder("frameworks")?;
    let sources = ["bindings-wasm", "examples/package-lock.json"];
    unless_built("frameworks", &sources, again, || {
        npm::install_locked(&shell::root().join("examples"), &project)?;
        npm::add(&project, again)
    })?;
    prepare(&project)
}

fn is_there() -> bool {
    shell::finds("node") && shell::finds("npm")
}

/// A program that is copied to where its packages are.
fn script(project: &Path, source: &str) -> Result<Prepared> {
    let program = project.join(source.replace('/', "-"));
    std::fs::copy(shell::root().join("examples").join(source), &program)?;
    let mut run = Command::new("node");
    run.arg(program).current_dir(project);
    Ok(Ready(run))
}

/// A folder of the examples, copied to where its packages are.
fn copy(project: &Path, name: &str) -> Result<PathBuf> {
    let folder = project.join(name);
    shell::empty_folder(&folder)?;
    shell::copy_folder(&shell::root().join("examples").join(name), &folder)?;
    Ok(folder)
}
