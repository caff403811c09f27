//! Where addresses of the book lead in the new project.
//!
//! A chapter may be named by its file (`../ch01.md#x`) or by the page that mdBook makes of it
//! (`ch01.html`, `index.html` for `README.md`, `folder/`). Everything else that the book holds
//! is published as it is. What leads nowhere cannot be a link: Concord checks them all.

use std::collections::HashMap;

use super::layout::Page;
use super::report::RemarkKind;
use super::settings::Settings;
use crate::content::inline::{self, Destination};
use crate::source::{SourcePath, Sources};

/// Where everything is, and where it goes.
#[derive(Debug)]
pub(super) struct Places {
    pub(super) settings: Settings,
    pub(super) pages: Vec<Page>,
    by_old: HashMap<SourcePath, usize>,
    files: HashMap<SourcePath, SourcePath>,
    /// Where the book is published now, for links that lead out of it.
    published: Option<String>,
    /// The ids that anchors become: page and anchor to an id, or to the page as a whole.
    pub(super) anchors: HashMap<(usize, String), Option<String>>,
}

/// Files that mdBook makes an `index.html` of.
const READMES: [&str; 4] = ["README.md", "index.md", "readme.md", "Readme.md"];

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Led {
    /// The new address; nothing if it cannot be a link.
    pub(super) to: Option<String>,
    /// What there is to say.
    pub(super) remark: Option<(RemarkKind, String)>,
}

impl Led {
    fn to(address: impl Into<String>) -> Self {
        Self {
            to: Some(address.into()),
            remark: None,
        }
    }

    fn nowhere(kind: RemarkKind, why: String) -> Self {
        Self {
            to: None,
            remark: Some((kind, why)),
        }
    }
}

impl Places {
    pub(super) fn new(
        book: &Sources,
        settings: &Settings,
        document: &str,
        pages: Vec<Page>,
        published: Option<&str>,
    ) -> Self {
        let by_old = pages
            .iter()
            .enumerate()
            .filter_map(|(index, page)| Some((page.old.clone()?, index)))
            .collect();
        let top = SourcePath::new(&format!("content/{document}"));
        let files = book
            .under(&settings.source)
            .filter(|file| file.path.extension() != "md")
            .filter_map(|file| {
                let below = file.path.relative_to(&settings.source)?;
                Some((file.path.clone(), top.join(below)))
            })
            .collect();
        Self {
            settings: settings.clone(),
            pages,
            by_old,
            files,
            published: published.map(|url| {
                let slash = if url.ends_with('/') { "" } else { "/" };
                format!("{url}{slash}")
            }),
            anchors: HashMap::new(),
        }
    }

    /// Files that are published as they are, with their new places.
    pub(super) fn files(&self) -> impl Iterator<Item = (&SourcePath, &SourcePath)> {
        self.files.iter()
    }

    /// The page that a PO file names by the file of its chapter.
    pub(super) fn named(&self, file: &str) -> Option<usize> {
        let path = self.settings.folder.join(file);
        let exact = self.by_old.get(&path);
        // mdBook makes `index.md` of `README.md` before anything is extracted.
        let readme = || {
            let folder = path.parent();
            let is_index = path.file_name() == "index.md";
            READMES
                .iter()
                .filter(|_| is_index)
                .find_map(|name| self.by_old.get(&folder.join(name)))
        };
        exact.or_else(readme).copied()
    }

    /// The folder that addresses of a page count from.
    fn folder(&self, page: usize) -> SourcePath {
        let old = self.pages.get(page).and_then(|page| page.old.as_ref());
        old.map_or_else(|| self.settings.source.clone(), SourcePath::parent)
    }

    /// The page that a path means.
    fn page(&self, path: &SourcePath, as_folder: bool) -> Option<usize> {
        let exact = self.by_old.get(path);
        if exact.is_some() && !as_folder {
            return exact.copied();
        }
        let markdown = path
            .as_str()
            .strip_suffix(".html")
            .map(|stem| SourcePath::new(&format!("{stem}.md")));
        if let Some(markdown) = &markdown {
            if let Some(page) = self.by_old.get(markdown) {
                return Some(*page);
            }
            if markdown.stem() != "index" {
                return None;
            }
        } else if !as_folder && !path.extension().is_empty() {
            return None;
        }
        let folder = if markdown.is_some() {
            path.parent()
        } else {
            path.clone()
        };
        let index = READMES
            .iter()
            .find_map(|name| self.by_old.get(&folder.join(name)));
        // mdBook's first chapter is the page at the root as well.
        let first = || {
            self.by_old
                .values()
                .min()
                .filter(|_| folder == self.settings.source)
        };
        index.or_else(first).copied()
    }

    /// The page and anchor that an address of a page means, if it leads to a page.
    pub(super) fn target(&self, page: usize, address: &str) -> Option<(usize, Option<String>)> {
        let Ok(Destination::Internal { path, anchor }) =
            inline::destination(without_query(address))
        else {
            return None;
        };
        if path.is_empty() {
            return Some((page, anchor));
        }
        let found = self.resolve(page, &path)?;
        Some((self.page(&found, path.ends_with('/'))?, anchor))
    }

    fn resolve(&self, page: usize, path: &str) -> Option<SourcePath> {
        self.folder(page).resolve(path, &self.settings.source)
    }

    /// Leads a link of a page. Without a page only what leads to other sites is known.
    pub(super) fn link(&self, page: Option<usize>, address: &str) -> Led {
        let address = address.trim();
        if address.starts_with("//") {
            return Led::to(format!("https:{address}"));
        }
        if address.is_empty() {
            return Led::nowhere(RemarkKind::Link, "a link without an address".to_owned());
        }
        let destination = match inline::destination(without_query(address)) {
            Ok(Destination::External(_)) => return Led::to(address),
            Ok(Destination::Term(_)) => {
                let why = "links with `term:` are not allowed".to_owned();
                return Led::nowhere(RemarkKind::Link, why);
            }
            Ok(destination) => destination,
            Err(why) => return Led::nowhere(RemarkKind::Link, why),
        };
        let (Destination::Internal { path, anchor }, Some(page)) = (destination, page) else {
            return Led::to(address);
        };
        if let Some((target, anchor)) = self.target(page, address) {
            return self.to_page(page, target, anchor, address);
        }
        let found = self.resolve(page, &path);
        if let Some(file) = found.as_ref().and_then(|found| self.files.get(found)) {
            let anchor = anchor.map_or_else(String::new, |anchor| format!("#{anchor}"));
            // Files have no anchors that Concord knows.
            let remark = (!anchor.is_empty())
                .then(|| (RemarkKind::Anchor, format!("`{address}` leads into a file")));
            return Led {
                to: Some(self.written(page, file)),
                remark,
            };
        }
        match &self.published {
            Some(published) => {
                let below = self.folder(page);
                let below = below.relative_to(&self.settings.source).unwrap_or("");
                match join(published, below, address) {
                    Some(url) => Led::to(url),
                    None => outside(address),
                }
            }
            None => outside(address),
        }
    }

    fn to_page(&self, from: usize, target: usize, anchor: Option<String>, address: &str) -> Led {
        let path = if from == target {
            String::new()
        } else {
            self.written(from, &self.pages[target].new)
        };
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        let known = anchor.as_ref().map(|anchor| self.anchor(target, anchor));
        let (anchor, remark) = match known {
            Some(Some(Some(id))) => (format!("#{id}"), None),
            Some(None) => (
                String::new(),
                Some((
                    RemarkKind::Anchor,
                    format!("`{address}` leads to an anchor that is not there"),
                )),
            ),
            _ => (String::new(), None),
        };
        let mut to = format!("{path}{anchor}");
        if to.is_empty() {
            // To this page as a whole.
            to = self.written(from, &self.pages[from].new);
        }
        Led {
            to: Some(to),
            remark,
        }
    }

    /// What an anchor of a page became.
    fn anchor(&self, page: usize, anchor: &str) -> Option<&Option<String>> {
        let find = |anchor: &str| self.anchors.get(&(page, anchor.to_owned()));
        find(anchor).or_else(|| find(&anchor.to_lowercase()))
    }

    /// Leads an image of a page.
    pub(super) fn image(&self, page: Option<usize>, address: &str) -> Led {
        let address = address.trim();
        let found = match inline::destination(without_query(address)) {
            Ok(Destination::Internal { path, .. }) => path,
            Ok(Destination::External(_) | Destination::Term(_)) => {
                return Led::nowhere(
                    RemarkKind::Image,
                    format!("`{address}` lies on another site; it became a link"),
                );
            }
            Err(why) => return Led::nowhere(RemarkKind::Image, why),
        };
        let Some(page) = page else {
            return Led::to(address);
        };
        let file = self
            .resolve(page, &found)
            .and_then(|found| self.files.get(&found));
        match file {
            Some(file) => Led::to(self.written(page, file)),
            None => Led::nowhere(
                RemarkKind::Image,
                format!("there is no file `{address}` in the book; its words were kept"),
            ),
        }
    }

    /// The path of a new file as a new page writes it.
    fn written(&self, from: usize, to: &SourcePath) -> String {
        let folder = self.pages[from].new.parent();
        let own: Vec<&str> = folder.as_str().split('/').collect();
        let parts: Vec<&str> = to.as_str().split('/').collect();
        let shared = own.iter().zip(&parts).take_while(|(a, b)| a == b).count();
        let mut out = "../".repeat(own.len() - shared);
        for character in parts[shared..].join("/").chars() {
            match character {
                ' ' | '(' | ')' | '<' | '>' | '{' | '}' | '%' | '#' | '?' | '"' | ':' => {
                    out.push_str(&format!("%{:02X}", u32::from(character)));
                }
                other => out.push(other),
            }
        }
        out
    }
}

fn outside(address: &str) -> Led {
    Led::nowhere(
        RemarkKind::Link,
        format!("`{address}` leads to nothing that the book holds"),
    )
}

/// Queries have no meaning for files.
fn without_query(address: &str) -> &str {
    let (path, anchor) = match address.find('#') {
        Some(at) => address.split_at(at),
        None => (address, ""),
    };
    match path.find('?') {
        Some(at) if anchor.is_empty() && !path.contains("://") => &address[..at],
        _ => address,
    }
}

/// The absolute address of what a page below `below` calls `address`.
fn join(published: &str, below: &str, address: &str) -> Option<String> {
    let start = published.find("://")? + 3;
    let host_end = published[start..]
        .find('/')
        .map_or(published.len(), |at| start + at);
    let (host, path) = published.split_at(host_end);
    let (address, rest) = match address.find(['?', '#']) {
        Some(at) => address.split_at(at),
        None => (address, ""),
    };
    let mut parts: Vec<&str> = if address.starts_with('/') {
        Vec::new()
    } else {
        path.split('/')
            .chain(below.split('/'))
            .filter(|part| !part.is_empty())
            .collect()
    };
    for part in address.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let slash = if address.ends_with('/') { "/" } else { "" };
    Some(format!("{host}/{}{slash}{rest}", parts.join("/")))
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::super::summary;
    use super::*;

    fn places(published: Option<&str>) -> Places {
        let summary = "[Intro](README.md)\n- [A](a/README.md)\n  - [B](a/b.md)\n- [C](c.md)\n";
        let book: Sources = [
            ("src/SUMMARY.md", summary),
            ("src/README.md", ""),
            ("src/a/README.md", ""),
            ("src/a/b.md", ""),
            ("src/c.md", ""),
            ("src/img/x y.png", ""),
            ("src/other.md", ""),
        ]
        .into_iter()
        .map(|(path, text)| (path, text.as_bytes()))
        .collect();
        let settings = Settings::default();
        let items = summary::parse(summary);
        let layout = layout::arrange(&book, &settings, &items, &mut Vec::new());
        let mut places = Places::new(&book, &settings, "book", layout.pages, published);
        places
            .anchors
            .insert((4, "deep".to_owned()), Some("c-deep".to_owned()));
        places.anchors.insert((4, "c".to_owned()), None);
        places
    }

    #[test]
    fn leads_links() {
        let places = places(None);
        // From `a/b.md`, which is the fourth page.
        let check = |address: &str, expected: Option<&str>, remarked: bool| {
            let led = places.link(Some(3), address);
            assert_eq!(led.to.as_deref(), expected, "{address}");
            assert_eq!(led.remark.is_some(), remarked, "{address}: {led:?}");
        };
        check("../c.md", Some("../c.md"), false);
        check("../c.html#deep", Some("../c.md#c-deep"), false);
        check("../c.md#Deep", Some("../c.md#c-deep"), false);
        check("../c.md#c", Some("../c.md"), false);
        check("../c.md#none", Some("../c.md"), true);
        check("README.md", Some("_index.md"), false);
        check("index.html", Some("_index.md"), false);
        check("./", Some("_index.md"), false);
        check("../a/", Some("_index.md"), false);
        check("../index.html", Some("../intro.md"), false);
        check("/c.md", Some("../c.md"), false);
        check("b.md", Some("b.md"), false);
        check("../c.html?x=1", Some("../c.md"), false);
        check("../img/x%20y.png", Some("../img/x%20y.png"), false);
        check(
            "https://example.org/a?b#c",
            Some("https://example.org/a?b#c"),
            false,
        );
        check("//example.org", Some("https://example.org"), false);
        check("mailto:a@b.c", Some("mailto:a@b.c"), false);
        check("javascript:alert(1)", None, true);
        check("ftp://x", None, true);
        check("../other.md", None, true);
        check("../print.html", None, true);
        check("../../../../etc/passwd", None, true);
        check("", None, true);
    }

    #[test]
    fn links_out_of_the_book_lead_to_where_it_is_published() {
        let places = places(Some("https://example.org/en/book"));
        let check = |address: &str, expected: &str| {
            assert_eq!(
                places.link(Some(3), address).to.as_deref(),
                Some(expected),
                "{address}"
            );
        };
        check("../../std/vec/", "https://example.org/en/std/vec/");
        check("/std/x.html#y", "https://example.org/std/x.html#y");
        check("../print.html", "https://example.org/en/book/print.html");
    }

    #[test]
    fn leads_images() {
        let places = places(None);
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(
                places.image(Some(3), address).to.as_deref(),
                expected,
                "{address}"
            );
        };
        check("../img/x y.png", Some("../img/x%20y.png"));
        check("x.png", None);
        check("https://example.org/x.png", None);
        check("data:image/png;base64,AAAA", None);
    }
}
