//! The page that runs the npm package in a browser: built, used in Chromium, and pictured.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::{npm, shell};

/// What a run may be given.
#[derive(Args, Default)]
pub(crate) struct Options {
    /// Use the npm package as it was built last.
    #[arg(long)]
    built: bool,
    /// Make the pictures of docs/ too.
    #[arg(long)]
    pictures: bool,
    /// Serve the page instead of testing it.
    #[arg(long)]
    serve: bool,
}

/// Builds the page from the packed package and tests it.
pub(crate) fn run(options: &Options) -> Result<()> {
    let page = Page::build(!options.built)?;
    if options.serve {
        return node("serve.mjs", &[page.dist()]);
    }
    let vectors = shell::root().join("tests/vectors");
    let models = shell::root().join("bindings-wasm/npm/src/models.ts");
    let places = [page.dist(), page.tools.clone(), page.project.clone(), vectors, runtimes(), models];
    node("playground.test.mjs", &places)?;
    if options.pictures {
        let folder = shell::root().join("docs/images");
        std::fs::create_dir_all(&folder)?;
        node("pictures.mjs", &[page.dist(), page.tools.clone(), runtimes(), folder])?;
    }
    println!("the page is in {}", page.dist().display());
    Ok(())
}

/// As the tests run it, after the package was built.
pub(crate) fn test() -> Result<()> {
    run(&Options { built: true, ..Options::default() })
}

struct Page {
    project: PathBuf,
    /// The packages that start a browser.
    tools: PathBuf,
}

impl Page {
    fn build(again: bool) -> Result<Self> {
        let tools = npm::browser_tools()?;
        // As in the sources: the page takes the models and the published vectors from beside it.
        let place = std::path::absolute(shell::target_dir())?.join("playground");
        let project = place.join("playground");
        let source = shell::root().join("playground");
        npm::install_locked(&source, &project)?;
        for part in ["src", "index.html", "vite.config.js"] {
            let (from, to) = (source.join(part), project.join(part));
            if from.is_dir() {
                shell::empty_folder(&to)?;
                shell::copy_folder(&from, &to)?;
            } else {
                std::fs::copy(from, to)?;
            }
        }
        for file in ["docs/openapi.json", "tests/vectors/published.json"] {
            let to = place.join(file);
            std::fs::create_dir_all(to.parent().unwrap_or(&to))?;
            std::fs::copy(shell::root().join(file), to)?;
        }
        npm::add(&project, again)?;
        shell::in_folder(&project, &mut npm::npm(&["run", "--silent", "build"]))?;
        Ok(Self { project, tools })
    }

    fn dist(&self) -> PathBuf {
        self.project.join("dist")
    }
}

fn node(program: &str, arguments: &[PathBuf]) -> Result<()> {
    shell::run(Command::new("node").arg(shell::root().join("playground/test").join(program)).args(arguments))
}

fn runtimes() -> PathBuf {
    shell::root().join("bindings-wasm/test/runtimes.mjs")
}
