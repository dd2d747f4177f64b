//! The links of every page: none leads to a file that is not there.

use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use crate::shell;

/// A link or a picture within a page.
pub(super) struct Link {
    /// All of it, `[text](target)`.
    pub(super) range: Range<usize>,
    pub(super) is_picture: bool,
    pub(super) target: String,
}

impl Link {
    /// The file that it leads to from a page, as a path within the project, and what stands behind the `#`; nothing for addresses.
    pub(super) fn file(&self, page: &str) -> Option<(PathBuf, Option<&str>)> {
        let (target, anchor) = match self.target.split_once('#') {
            Some((target, anchor)) => (target, Some(anchor)),
            None => (self.target.as_str(), None),
        };
        if target.contains("://") || target.starts_with("mailto:") {
            return None;
        }
        let path = if target.is_empty() { PathBuf::from(page) } else { Path::new(page).parent()?.join(target) };
        Some((plain(&path), anchor))
    }
}

/// The links of a page.
pub(super) fn of(text: &str) -> Vec<Link> {
    let found = Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter();
    found
        .filter_map(|(event, range)| {
            let (kind, target, is_picture) = match event {
                Event::Start(Tag::Link { link_type, dest_url, .. }) => (link_type, dest_url, false),
                Event::Start(Tag::Image { link_type, dest_url, .. }) => (link_type, dest_url, true),
                _ => return None,
            };
            (kind == LinkType::Inline).then(|| Link { range, is_picture, target: target.into_string() })
        })
        .collect()
}

/// Fails at the first link of a page that leads nowhere.
pub(super) fn check() -> Result<()> {
    let mut list = Command::new("git");
    let listed = shell::output(
        list.args(["ls-files", "--cached", "--others", "--exclude-standard", "*.md"]).current_dir(shell::root()),
    )
    .context("git")?;
    let mut links: usize = 0;
    for page in listed.lines() {
        let text = std::fs::read_to_string(shell::root().join(page)).with_context(|| page.to_owned())?;
        for link in of(&text) {
            if let Some((file, _)) = link.file(page) {
                links = links.saturating_add(1);
                ensure!(shell::root().join(&file).exists(), "{page}: {} leads nowhere", link.target);
            }
        }
    }
    println!("{links} links lead somewhere");
    Ok(())
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::of;

    #[test]
    fn links_are_found_where_they_are() {
        let text =
            "[a](x/y.md#z) ![p](../i.png)\n\n| [b](https://x.y/) |\n| --- |\n| [c](#d) |\n\n```\n[no](no.md)\n```\n";
        let found = of(text);
        let files: Vec<_> = found.iter().map(|link| link.file("docs/page.md")).collect();
        assert_eq!(files[0], Some((Path::new("docs/x/y.md").to_owned(), Some("z"))));
        assert_eq!(files[1], Some((Path::new("i.png").to_owned(), None)));
        assert_eq!(files[2], None);
        assert_eq!(files[3], Some((Path::new("docs/page.md").to_owned(), Some("d"))));
        assert_eq!(files.len(), 4);
        assert_eq!(text.get(found[1].range.clone()), Some("![p](../i.png)"));
    }
}
