//! `SUMMARY.md`: which chapters a book has, in which order.
//!
//! The form is mdBook's (its guide, chapter *SUMMARY.md*): an optional heading *Summary*, prefix
//! chapters as plain links, numbered chapters in lists, headings of level 1 as titles of parts,
//! suffix chapters as plain links, rules as separators. A link without an address is a draft.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::source::SourcePath;

/// A line of the summary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub kind: ItemKind,
    /// Its words: inline Markdown as written.
    pub title: String,
    /// How deep it is nested in lists; 0 for what stands in no list.
    pub depth: usize,
    /// Where it stands in the file.
    pub span: Range<usize>,
}

/// What a line of the summary is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemKind {
    /// A chapter, with its address as written; a draft has none.
    Chapter(Option<String>),
    /// The title of a part.
    Part,
    /// A line between chapters.
    Separator,
}

/// Reads a summary.
pub fn parse(text: &str) -> Vec<Item> {
    let events: Vec<(Event<'_>, Range<usize>)> = Parser::new(text).into_offset_iter().collect();
    let mut items: Vec<Item> = Vec::new();
    let mut named = false;
    let mut depth = 0;
    let mut at = 0;
    while let Some((event, range)) = events.get(at) {
        at += 1;
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Rule => items.push(item(ItemKind::Separator, String::new(), depth, range)),
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => {
                let end = end_of(&events, at);
                let title = between(text, &events[at..end]);
                // A first heading before all chapters names the file, whatever it says.
                if named || !items.is_empty() {
                    items.push(item(ItemKind::Part, title, depth, range));
                }
                named = true;
                at = end;
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let end = end_of(&events, at);
                let title = between(text, &events[at..end]);
                let address = dest_url.replace("%20", " ");
                let address = (!address.is_empty()).then_some(address);
                items.push(item(ItemKind::Chapter(address), title, depth, range));
                at = end;
            }
            _ => {}
        }
    }
    items
}

fn item(kind: ItemKind, title: String, depth: usize, range: &Range<usize>) -> Item {
    Item {
        kind,
        title,
        depth,
        span: range.clone(),
    }
}

/// The event that ends the element whose first inner event is at `start`.
fn end_of(events: &[(Event<'_>, Range<usize>)], start: usize) -> usize {
    let mut depth = 0usize;
    for (at, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return at,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    events.len()
}

/// The text of some inline events as it was written, in one line.
fn between(text: &str, events: &[(Event<'_>, Range<usize>)]) -> String {
    let (Some((_, first)), Some(end)) = (
        events.first(),
        events.iter().map(|(_, range)| range.end).max(),
    ) else {
        return String::new();
    };
    // An event begins behind the backslash that escapes its first character.
    let escaped = text[..first.start].ends_with('\\') && !text[..first.start].ends_with("\\\\");
    text[first.start - usize::from(escaped)..end]
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The file that an address of the summary means.
pub fn file(source: &SourcePath, address: &str) -> Option<SourcePath> {
    let path = address.split('#').next().unwrap_or(address);
    source
        .resolve(path.trim_start_matches('/'), source)
        .filter(|path| path.is_below(source))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = parse(text)
            .into_iter()
            .map(|item| match item.kind {
                ItemKind::Chapter(address) => format!(
                    "{}{} = {}",
                    "-".repeat(item.depth),
                    item.title,
                    address.unwrap_or_default()
                ),
                ItemKind::Part => format!("# {}", item.title),
                ItemKind::Separator => "---".to_owned(),
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_a_summary() {
        check(
            "# Summary\n\n[Preface](README.md)\n\n# Part\n\n- [One *two*](a/one.md)\n  \
             - [Draft]()\n  * [`x`](<b c.md>)\n\n---\n\n# Next\n\n1. [Three](d%20e.md)\n\n[End](end.md)\n",
            &[
                "Preface = README.md",
                "# Part",
                "-One *two* = a/one.md",
                "--Draft = ",
                "--`x` = b c.md",
                "---",
                "# Next",
                "-Three = d e.md",
                "End = end.md",
            ],
        );
        check("[A](a.md)\n[B](b.md)\n", &["A = a.md", "B = b.md"]);
        check("- [\\[x\\]](a.md)\n", &["-\\[x\\] = a.md"]);
        check("", &[]);
        check("- no link\n- [ref][r]\n\n[r]: r.md\n", &["-ref = r.md"]);
    }

    #[test]
    fn survives_anything() {
        let deep: String = (0..3000)
            .map(|n| format!("{}- [a](a.md)\n", "  ".repeat(n % 300)))
            .collect();
        parse(&deep);
        parse(&"[".repeat(50_000));
        parse(&"# ".repeat(50_000));
    }

    #[test]
    fn files_stay_in_their_folder() {
        let source = SourcePath::new("src");
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(
                file(&source, address),
                expected.map(SourcePath::new),
                "{address}"
            );
        };
        check("a/b.md", Some("src/a/b.md"));
        check("./b.md#x", Some("src/b.md"));
        check("../b.md", None);
        check("/b.md", Some("src/b.md"));
    }
}
