//! The site: the project's own pages, put together so that links between them hold.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::links::{self, Link};
use super::pages::{PAGES, PROGRAMS};
use crate::{python, shell};

/// Builds it in `target/docs/site`; fails at a link or an anchor that leads nowhere.
pub(super) fn build() -> Result<()> {
    let work = std::path::absolute(shell::target_dir())?.join("docs");
    shell::empty_folder(&work)?;
    let source = work.join("pages");
    let pages = Pages::new();
    for (file, page, _) in PAGES.iter().flat_map(|(_, pages)| *pages) {
        let text = std::fs::read_to_string(shell::root().join(file)).context(*file)?;
        write(&source.join(page), &pages.moved(file, &text)?)?;
    }
    for (folder, files, language, title) in PROGRAMS {
        write(&source.join(format!("examples/{folder}.md")), &program(folder, files, language, title)?)?;
    }
    for file in ["docs/performance.svg", "docs/openapi.json"] {
        let name = Path::new(file).file_name().context("a file has a name")?;
        std::fs::copy(shell::root().join(file), source.join(name))?;
    }
    shell::copy_folder(&shell::root().join("docs/images"), &source.join("images"))?;
    write(&work.join("zensical.toml"), &settings()?)?;

    let Some(interpreter) = python::environment(&work, "docs/requirements.txt")? else { return Ok(()) };
    let zensical = interpreter.with_file_name(format!("zensical{}", std::env::consts::EXE_SUFFIX));
    shell::in_folder(&work, Command::new(zensical).args(["build", "--strict", "--clean"]))?;
    ensure!(work.join("site/troubleshooting/index.html").exists(), "the site has no pages");
    println!("the guide is in {}", work.join("site").display());
    Ok(())
}

/// On which page of the site a file or folder of the project is.
struct Pages(BTreeMap<PathBuf, String>);

impl Pages {
    fn new() -> Self {
        let mut pages: BTreeMap<PathBuf, String> = BTreeMap::new();
        for (file, page, _) in PAGES.iter().flat_map(|(_, pages)| *pages) {
            pages.insert(PathBuf::from(file), (*page).to_owned());
            // A link to a folder shows its README.
            if let Some(folder) = file.strip_suffix("/README.md") {
                pages.insert(PathBuf::from(folder), (*page).to_owned());
            }
        }
        for (folder, files, ..) in PROGRAMS {
            let page = format!("examples/{folder}.md");
            pages.insert(Path::new("examples").join(folder), page.clone());
            for file in *files {
                let file = Path::new("examples").join(folder).join(file);
                pages.extend(
                    file.ancestors()
                        .take_while(|part| part.components().count() > 1)
                        .map(|part| (part.to_owned(), page.clone())),
                );
            }
        }
        Self(pages)
    }

    /// A page's text with its links as they must be in the site; a link to what has no page there loses its target.
    fn moved(&self, file: &str, text: &str) -> Result<String> {
        let here = self.0.get(Path::new(file)).context("a page of the site")?;
        let mut moved = text.to_owned();
        // From behind, so that the places before stay.
        for link in links::of(text).into_iter().rev() {
            let Some((target, anchor)) = link.file(file) else { continue };
            let written = moved.get(link.range.clone()).context("a link is in its page")?.to_owned();
            let (label, _) = written.rsplit_once("](").context("a link has a target")?;
            let new = match self.target(&target, &link) {
                Some(target) => {
                    let up = "../".repeat(here.matches('/').count());
                    let anchor = anchor.map_or(String::new(), |anchor| format!("#{anchor}"));
                    format!("{label}]({up}{target}{anchor})")
                }
                None => label.trim_start_matches('[').to_owned(),
            };
            moved.replace_range(link.range, &new);
        }
        Ok(moved)
    }

    fn target(&self, file: &Path, link: &Link) -> Option<String> {
        if let Some(page) = self.0.get(file) {
            return Some(page.clone());
        }
        // What is copied beside the pages.
        let inside = file.strip_prefix("docs").ok()?.to_str()?;
        (link.is_picture || inside == "openapi.json").then(|| inside.to_owned())
    }
}

fn program(folder: &str, files: &[&str], language: &str, title: &str) -> Result<String> {
    let mut text = format!(
        "# {title}\n\nOne of the [examples](../start/examples.md), where it stands what it is told and what it answers. The tests run it as it is.\n"
    );
    for file in files {
        let source = std::fs::read_to_string(shell::root().join("examples").join(folder).join(file))?;
        let language = if file.ends_with("capnp") { "text" } else { language };
        write!(text, "\n`{file}`:\n\n```{language}\n{source}```\n")?;
    }
    Ok(text)
}

fn settings() -> Result<String> {
    let mut text = String::from(
        "[project]\nsite_name = \"tarspay\"\nsite_description = \"Signs requests to the TarsPay gateway and verifies its callbacks\"\n\
         docs_dir = \"pages\"\nuse_directory_urls = true\nnav = [\n",
    );
    for (part, pages) in PAGES {
        let entries: Vec<String> =
            pages.iter().map(|(_, page, title)| format!("{{ \"{title}\" = \"{page}\" }}")).collect();
        let entries = entries.join(", ");
        if part.is_empty() {
            writeln!(text, "  {entries},")?;
        } else {
            writeln!(text, "  {{ \"{part}\" = [{entries}] }},")?;
        }
    }
    let programs: Vec<String> =
        PROGRAMS.iter().map(|(folder, _, _, title)| format!("{{ \"{title}\" = \"examples/{folder}.md\" }}")).collect();
    writeln!(text, "  {{ \"Frameworks\" = [{}] }},\n]", programs.join(", "))?;
    // Nothing is fetched from elsewhere.
    text += "\n[project.theme]\nfont = false\n";
    Ok(text)
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::create_dir_all(file.parent().context("a file is in a folder")?)?;
    std::fs::write(file, text).with_context(|| file.display().to_string())
}
