//! Where each chapter goes: the summary as folders with `contents`.
//!
//! The book becomes one document. A part becomes a section; so does a chapter that has chapters
//! below it, with its text in `_index.md`; every other chapter becomes an article. Files keep
//! their names where names do not collide, so that addresses stay familiar.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::report::{Remark, RemarkKind};
use super::settings::Settings;
use super::summary::{self, Item, ItemKind};
use crate::content::slug::slug;
use crate::diagnostic::LineIndex;
use crate::site::route;
use crate::source::{SourcePath, Sources};

/// Names that pages of a document cannot have: those of the program's own pages, and those of
/// devices on Windows.
const TAKEN: [&str; 8] = [
    "con",
    "prn",
    "aux",
    "nul",
    "interface",
    route::ASSETS,
    "index",
    "_index",
];

/// A page of the new document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// What it was.
    pub(super) kind: PageKind,
    /// The chapter's file in the book, if it has one that is there.
    pub(super) old: Option<SourcePath>,
    /// The new file.
    pub(super) new: SourcePath,
    /// The words of the summary, inline Markdown.
    pub(super) title: String,
    /// What the section holds; nothing for articles.
    pub(super) contents: Vec<String>,
    /// Where the summary has it.
    pub(super) span: Range<usize>,
}

/// What a page was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// The book itself.
    Book,
    /// A part.
    Part,
    /// A chapter with a file.
    Chapter,
    /// A chapter without.
    Draft,
}

/// The pages of a book in reading order; the first is the document's own.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) document: String,
    pub(super) pages: Vec<Page>,
    /// Whether names repeat, so that addresses need the folders.
    pub(super) nested: bool,
}

/// Lays a book out.
pub(super) fn arrange(
    book: &Sources,
    settings: &Settings,
    items: &[Item],
    remarks: &mut Vec<Remark>,
) -> Layout {
    let path = settings.source.join("SUMMARY.md");
    let text = book.text(&path).unwrap_or_default();
    let lines = LineIndex::new(text);
    let mut remark = |span: &Range<usize>, text: String| {
        remarks.push(Remark {
            kind: RemarkKind::Summary,
            file: path.clone(),
            line: lines.position(span.start).line,
            text,
        });
    };
    let nodes = nodes(book, settings, items, &mut remark);
    let document = document(settings);
    let mut layout = Layout {
        pages: vec![Page {
            kind: PageKind::Book,
            old: None,
            new: SourcePath::new(&format!("content/{document}/_index.md")),
            title: String::new(),
            contents: Vec::new(),
            span: 0..0,
        }],
        document,
        nested: false,
    };
    place(&nodes, &settings.source, &mut layout);
    let mut names = HashSet::new();
    layout.nested = layout
        .pages
        .iter()
        .skip(1)
        .any(|page| !names.insert(address(&page.new).to_lowercase()));
    layout
}

/// The document's folder, after the book's title.
fn document(settings: &Settings) -> String {
    let name = slug(settings.title.as_deref().unwrap_or("book"));
    let taken = name.is_empty()
        || TAKEN.contains(&name.as_str())
        || format!("{name}/") == route::LANGUAGES
        || crate::locale::LocaleTag::parse(&name).is_ok_and(|tag| tag.as_str().len() < 4);
    if taken { "book".to_owned() } else { name }
}

struct Node<'i> {
    item: &'i Item,
    kind: PageKind,
    old: Option<SourcePath>,
    /// The node that it is listed in; nothing for the document.
    parent: Option<usize>,
    is_section: bool,
}

fn nodes<'i>(
    book: &Sources,
    settings: &Settings,
    items: &'i [Item],
    remark: &mut impl FnMut(&Range<usize>, String),
) -> Vec<Node<'i>> {
    let mut nodes: Vec<Node<'i>> = Vec::new();
    let mut part = None;
    // The chapters that are open, by depth.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut seen: HashMap<SourcePath, ()> = HashMap::new();
    for item in items {
        let (kind, old) = match &item.kind {
            ItemKind::Separator => {
                remark(
                    &item.span,
                    "a separator, which Concord does not have".to_owned(),
                );
                continue;
            }
            ItemKind::Part => (PageKind::Part, None),
            ItemKind::Chapter(address) => {
                let file = address
                    .as_deref()
                    .and_then(|address| summary::file(&settings.source, address));
                match (address, file) {
                    (_, Some(file)) if seen.insert(file.clone(), ()).is_some() => {
                        remark(&item.span, format!("`{file}` stands in the summary twice"));
                        continue;
                    }
                    (_, Some(file)) if book.text(&file).is_some() => {
                        (PageKind::Chapter, Some(file))
                    }
                    (None, _) => (PageKind::Draft, None),
                    (Some(address), _) => {
                        remark(
                            &item.span,
                            format!("`{address}` is no text file of the book; it became a draft"),
                        );
                        (PageKind::Draft, None)
                    }
                }
            }
        };
        let this = nodes.len();
        open.retain(|(depth, _)| *depth < item.depth);
        let parent = match kind {
            PageKind::Part => {
                open.clear();
                part = Some(this);
                None
            }
            // A chapter behind the lists belongs to no part.
            _ if item.depth == 0 => None,
            _ => open.last().map(|(_, node)| *node).or(part),
        };
        if kind != PageKind::Part && item.depth > 0 {
            open.push((item.depth, this));
        }
        if let Some(parent) = parent {
            nodes[parent].is_section = true;
        }
        nodes.push(Node {
            item,
            kind,
            old,
            parent,
            is_section: kind == PageKind::Part,
        });
    }
    nodes
}

fn place(nodes: &[Node<'_>], source: &SourcePath, layout: &mut Layout) {
    let top = layout.pages[0].new.parent();
    // The page of each node, and the names taken in each folder.
    let mut taken: HashSet<String> = HashSet::new();
    let mut pages: Vec<usize> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let parent = node.parent.map_or(0, |parent| pages[parent]);
        let folder = match node.parent {
            None => top.clone(),
            Some(_) => layout.pages[parent].new.parent(),
        };
        let base = name(node, source, index);
        let mut name = base.clone();
        let mut number = 1;
        while !taken.insert(folder.join(&name).as_str().to_lowercase()) {
            number += 1;
            name = format!("{base}-{number}");
        }
        let (new, listed) = if node.is_section {
            (folder.join(&name).join("_index.md"), name)
        } else {
            let file = format!("{name}.md");
            (folder.join(&file), file)
        };
        layout.pages[parent].contents.push(listed);
        pages.push(layout.pages.len());
        layout.pages.push(Page {
            kind: node.kind,
            old: node.old.clone(),
            new,
            title: node.item.title.clone(),
            contents: Vec::new(),
            span: node.item.span.clone(),
        });
    }
}

/// The name of a page: that of its file, or of its folder where the file is only the folder's
/// index, or of its words.
fn name(node: &Node<'_>, source: &SourcePath, index: usize) -> String {
    let words = || match slug(&node.item.title) {
        slug if slug.is_empty() => format!("chapter-{}", index + 1),
        slug => slug,
    };
    let stem = match &node.old {
        Some(old) if is_index(old) && old.parent() == *source => words(),
        Some(old) if is_index(old) => old.parent().file_name().to_owned(),
        Some(old) => old.stem().to_owned(),
        None => words(),
    };
    let sound = !stem.is_empty()
        && stem.len() <= 100
        && !stem.starts_with(['_', '.', '-'])
        && stem
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let name = if sound { stem } else { slug(&stem) };
    let name = if name.is_empty() { words() } else { name };
    let folder = format!("{name}/");
    let own = [route::WHOLE_TEXT, route::NOTES, route::TRANSLATION].contains(&folder.as_str());
    if own || TAKEN.contains(&name.to_lowercase().as_str()) {
        format!("{name}-page")
    } else {
        name
    }
}

/// Whether mdBook makes an `index.html` of it.
pub(super) fn is_index(path: &SourcePath) -> bool {
    path.stem().eq_ignore_ascii_case("readme") || path.stem() == "index"
}

/// The last part of a page's address.
fn address(new: &SourcePath) -> String {
    if new.file_name() == "_index.md" {
        new.parent().file_name().to_owned()
    } else {
        new.stem().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(summary: &str) -> (Layout, Vec<Remark>) {
        let mut files: Vec<(String, &[u8])> = summary::parse(summary)
            .into_iter()
            .filter_map(|item| match item.kind {
                ItemKind::Chapter(address) => address,
                _ => None,
            })
            .filter(|address| !address.contains("missing"))
            .map(|address| (format!("src/{address}"), &b"text"[..]))
            .collect();
        files.push(("src/SUMMARY.md".to_owned(), summary.as_bytes()));
        let book: Sources = files
            .iter()
            .map(|(path, bytes)| (path.as_str(), *bytes))
            .collect();
        let settings = Settings {
            title: Some("The Guide".to_owned()),
            ..Settings::default()
        };
        let mut remarks = Vec::new();
        let items = summary::parse(summary);
        (arrange(&book, &settings, &items, &mut remarks), remarks)
    }

    fn check(summary: &str, expected: &[&str]) {
        let (layout, _) = laid_out(summary);
        let found: Vec<String> = layout
            .pages
            .iter()
            .map(|page| {
                let path = page.new.as_str().trim_start_matches("content/the-guide/");
                format!("{path} [{}]", page.contents.join(" "))
            })
            .collect();
        assert_eq!(found, expected, "{summary}");
    }

    #[test]
    fn sections_are_parts_and_chapters_with_chapters() {
        check(
            "# Summary\n[Intro](README.md)\n\n- [Zero](zero.md)\n\n# First Part\n\n- [A](a/README.md)\n  - [B](a/b.md)\n\n# 第二\n\n- [C](c.md)\n\n[End](end.md)\n",
            &[
                "_index.md [intro.md zero.md first-part di-er end.md]",
                "intro.md []",
                "zero.md []",
                "first-part/_index.md [a]",
                "first-part/a/_index.md [b.md]",
                "first-part/a/b.md []",
                "di-er/_index.md [c.md]",
                "di-er/c.md []",
                "end.md []",
            ],
        );
    }

    #[test]
    fn names_that_collide_or_are_taken() {
        check(
            "- [A](a/x.md)\n- [B](b/x.md)\n- [C](notes.md)\n- [D](第.md)\n",
            &[
                "_index.md [x.md x-2.md notes-page.md di.md]",
                "x.md []",
                "x-2.md []",
                "notes-page.md []",
                "di.md []",
            ],
        );
    }

    #[test]
    fn drafts_and_what_is_missing() {
        let (layout, remarks) = laid_out("- [A]()\n- [B](missing.md)\n- [C](c.md)\n- [C](c.md)\n");
        let kinds: Vec<PageKind> = layout.pages.iter().map(|page| page.kind).collect();
        use PageKind::{Book, Chapter, Draft};
        assert_eq!(kinds, [Book, Draft, Draft, Chapter]);
        assert_eq!(remarks.iter().map(|r| r.line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn repeated_names_need_their_folders() {
        let (layout, _) =
            laid_out("- [A](a/i.md)\n  - [S](a/setup.md)\n- [B](b/j.md)\n  - [S](b/setup.md)\n");
        assert!(layout.nested);
    }
}
