//! `{{#include}}` and its kin, put into the text as mdBook's preprocessor *links* does.
//!
//! 1. a directive is found, or an escaped one (`\{{#…}}`) loses its backslash;
//! 2. the lines that it names are taken from the file, which may hold directives itself;
//! 3. what nobody understands stays as text, and is remarked on.
//!
//! The forms are those of mdBook's guide, chapter *mdBook-specific features*. Files included by
//! one another end at [`DEEPEST`], and a chapter at [`LONGEST`] bytes.

use super::report::{Remark, RemarkKind};
use crate::diagnostic::LineIndex;
use crate::source::{SourcePath, Sources};

/// How deep files may include one another; mdBook's own limit.
const DEEPEST: usize = 10;
/// How long a chapter may become, in bytes: what Concord reads at most.
const LONGEST: usize = 16 << 20;
/// How many files a chapter may include, and how many bytes may be read for it: files that
/// include one another many times over would otherwise never end.
const MOST_FILES: usize = 1_000;
const MOST_READ: usize = 256 << 20;
/// How long a directive may be, in bytes.
const LONGEST_DIRECTIVE: usize = 4096;

/// A chapter with everything that it includes.
#[derive(Debug, Clone, Default)]
pub(super) struct Expanded {
    pub(super) text: String,
    /// Pairs of an offset in the text and the offset in the chapter's file that it came from;
    /// what was included came from its directive.
    origins: Vec<(usize, usize, bool)>,
}

impl Expanded {
    /// The offset in the chapter's own file.
    pub(super) fn origin(&self, offset: usize) -> usize {
        let at = self.origins.partition_point(|(text, ..)| *text <= offset);
        match at.checked_sub(1).map(|at| self.origins[at]) {
            Some((text, file, true)) => file + (offset - text),
            Some((_, file, false)) => file,
            None => offset,
        }
    }
}

/// Expands a chapter.
pub(super) fn expand(book: &Sources, path: &SourcePath, remarks: &mut Vec<Remark>) -> Expanded {
    let text = super::plain_lines(book.text(path).unwrap_or_default());
    let lines = LineIndex::new(&text);
    let mut expander = Expander {
        book,
        top: path,
        line: 1,
        out: Expanded::default(),
        files: 0,
        read: 0,
        full: false,
        remarks,
    };
    let mut cursor = 0;
    while let Some(found) = find(&text, cursor) {
        expander.own(&text, cursor..found.start);
        expander.line = lines.position(found.start).line;
        let length = expander.out.text.len();
        expander.out.origins.push((length, found.start, false));
        expander.directive(&text, &found, path, 0);
        cursor = found.end;
    }
    expander.own(&text, cursor..text.len());
    expander.out
}

/// The files that a text includes.
pub(super) fn included(path: &SourcePath, text: &str) -> Vec<SourcePath> {
    let root = SourcePath::new("");
    let mut files = Vec::new();
    let mut cursor = 0;
    while let Some(found) = find(text, cursor) {
        cursor = found.end;
        let target = found.arguments.split_whitespace().next().unwrap_or("");
        let name = match found.name {
            _ if found.escaped => continue,
            "include" | "rustdoc_include" => target.split(':').next().unwrap_or(target),
            "playground" | "playpen" => target,
            _ => continue,
        };
        files.extend(path.parent().resolve(name, &root));
    }
    files
}

struct Expander<'a> {
    book: &'a Sources,
    top: &'a SourcePath,
    /// The line of the chapter's file that is being expanded.
    line: usize,
    out: Expanded,
    files: usize,
    read: usize,
    /// Whether a limit was reached, and said.
    full: bool,
    remarks: &'a mut Vec<Remark>,
}

impl Expander<'_> {
    fn own(&mut self, text: &str, range: std::ops::Range<usize>) {
        let length = self.out.text.len();
        self.out.origins.push((length, range.start, true));
        self.out.text.push_str(&text[range]);
    }

    fn remark(&mut self, text: String) {
        self.remarks.push(Remark {
            kind: RemarkKind::Directive,
            file: self.top.clone(),
            line: self.line,
            text,
        });
    }

    fn directive(&mut self, text: &str, found: &Found<'_>, within: &SourcePath, depth: usize) {
        let written = &text[found.start..found.end];
        if found.escaped {
            self.out.text.push_str(&written[1..]);
            return;
        }
        let mut words = found.arguments.split_whitespace();
        let target = words.next().unwrap_or("");
        match found.name {
            "include" | "rustdoc_include" => {
                let (path, part) = target.split_once(':').unwrap_or((target, ""));
                let Some((path, included)) = self.file(path, within, written) else {
                    return;
                };
                let taken = take(&included, part);
                self.nested(&taken, &path, depth + 1);
            }
            "playground" | "playpen" => {
                let Some((path, included)) = self.file(target, within, written) else {
                    return;
                };
                self.out.text.push_str("```rust");
                for attribute in words {
                    self.out.text.push(',');
                    self.out.text.push_str(attribute);
                }
                self.out.text.push('\n');
                self.nested(included.trim_end_matches('\n'), &path, depth + 1);
                self.out.text.push_str("\n```");
            }
            "title" => self.remark(format!(
                "`{written}` was dropped: a page is named by its heading"
            )),
            _ => {
                self.remark(format!("`{written}` is not understood"));
                self.out.text.push_str(written);
            }
        }
    }

    fn file(
        &mut self,
        name: &str,
        within: &SourcePath,
        written: &str,
    ) -> Option<(SourcePath, String)> {
        if self.full {
            return None;
        }
        let root = SourcePath::new("");
        let path = within.parent().resolve(name, &root);
        let found = path.and_then(|path| {
            let text = super::plain_lines(self.book.text(&path)?);
            Some((path, text.into_owned()))
        });
        self.files += 1;
        self.read += found.as_ref().map_or(0, |(_, text)| text.len());
        if self.files > MOST_FILES || self.read > MOST_READ {
            self.stop();
            return None;
        }
        if found.is_none() {
            self.remark(format!(
                "`{written}`: there is no text file `{name}` in the book's folder"
            ));
            self.out.text.push_str(written);
        }
        found
    }

    fn nested(&mut self, text: &str, path: &SourcePath, depth: usize) {
        let mut cursor = 0;
        if depth < DEEPEST {
            while let Some(found) = find(text, cursor) {
                self.push(&text[cursor..found.start]);
                if self.full {
                    return;
                }
                self.directive(text, &found, path, depth);
                cursor = found.end;
            }
        } else if find(text, 0).is_some() {
            self.remark(format!("files are included more than {DEEPEST} deep"));
        }
        self.push(&text[cursor..]);
    }

    fn push(&mut self, text: &str) {
        if self.out.text.len() + text.len() > LONGEST {
            self.stop();
        } else if !self.full {
            self.out.text.push_str(text);
        }
    }

    fn stop(&mut self) {
        if !std::mem::replace(&mut self.full, true) {
            self.remark("what the chapter includes is too long, and was cut off".to_owned());
        }
    }
}

/// A directive in a text.
struct Found<'t> {
    start: usize,
    end: usize,
    escaped: bool,
    name: &'t str,
    arguments: &'t str,
}

/// The next `{{#name arguments}}`, or an escaped one.
fn find(text: &str, from: usize) -> Option<Found<'_>> {
    let mut at = from;
    loop {
        let open = at + text[at..].find("{{")?;
        at = open + 2;
        let near = &text[at..text.floor_char_boundary(at + LONGEST_DIRECTIVE)];
        let inner = near.trim_start_matches([' ', '\t']);
        let before = near.len() - inner.len();
        let Some(inner) = inner.strip_prefix('#') else {
            continue;
        };
        let line = &inner[..inner.find('\n').unwrap_or(inner.len())];
        let Some(close) = line.find("}}") else {
            continue;
        };
        let end = at + before + 1 + close + 2;
        let inside = &inner[..close];
        let name = &inside[..inside
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(inside.len())];
        if name.is_empty() || inside.contains('}') {
            continue;
        }
        let escaped = open > from && text.as_bytes()[open - 1] == b'\\';
        return Some(Found {
            start: open - usize::from(escaped),
            end,
            escaped,
            name,
            arguments: &inside[name.len()..],
        });
    }
}

/// The part of a file that is asked for: `2`, `2:`, `:10`, `2:10`, the name of an anchor, or
/// nothing for all.
fn take(text: &str, part: &str) -> String {
    let (first, last) = match part.split_once(':') {
        Some((first, last)) => (first, last.split(':').next()),
        None => (part, None),
    };
    let number = |text: &str| text.trim().parse::<usize>().ok();
    let lines = |first: usize, last: usize| {
        text.lines()
            .skip(first.max(1) - 1)
            .take((last + 1).saturating_sub(first.max(1)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    match (first, last) {
        ("", None) => text.strip_suffix('\n').unwrap_or(text).to_owned(),
        ("", Some(last)) => lines(1, number(last).unwrap_or(usize::MAX - 1)),
        (first, last) => match (number(first), last) {
            (Some(line), None) => lines(line, line),
            (Some(line), Some(last)) => lines(line, number(last).unwrap_or(usize::MAX - 1)),
            (None, _) => anchored(text, first),
        },
    }
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, without any line that holds a mark.
fn anchored(text: &str, name: &str) -> String {
    let mark = |line: &str, word: &str| {
        line.split(word).skip(1).any(|rest| {
            let rest = rest.trim_start();
            let end = rest
                .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
                .unwrap_or(rest.len());
            rest[..end] == *name
        })
    };
    let mut inside = false;
    let mut taken = Vec::new();
    for line in text.lines() {
        if !inside {
            inside = mark(line, "ANCHOR:");
        } else if mark(line, "ANCHOR_END:") {
            break;
        } else if !line.contains("ANCHOR:") && !line.contains("ANCHOR_END:") {
            taken.push(line);
        }
    }
    taken.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(files: &[(&str, &str)]) -> (Expanded, Vec<Remark>) {
        let book: Sources = files
            .iter()
            .map(|(path, text)| (*path, text.as_bytes()))
            .collect();
        let mut remarks = Vec::new();
        let out = expand(&book, &"src/a/b.md".into(), &mut remarks);
        (out, remarks)
    }

    fn check(text: &str, expected: &str) {
        let code = "// one\n// ANCHOR: two\nlet two = 2;\n// ANCHOR: in\nlet x = 1;\n// ANCHOR_END: two\nlast\n";
        let (out, remarks) = expanded(&[
            ("src/a/b.md", text),
            ("src/code.rs", code),
            ("src/a/c.md", "c {{#include ../d.md}}\n"),
            ("src/d.md", "d"),
            ("listings/x.rs", "fn main() {}\n"),
        ]);
        assert_eq!(out.text, expected, "{remarks:?}");
    }

    #[test]
    fn takes_what_is_asked_for() {
        check("{{#include ../d.md}}", "d");
        check("x {{ #include c.md }} y\n", "x c d y\n");
        check("{{#include ../code.rs:1}}", "// one");
        check("{{#include ../code.rs:1:2}}", "// one\n// ANCHOR: two");
        check("{{#include ../code.rs::1}}", "// one");
        check("{{#include ../code.rs:7:}}", "last");
        check("{{#include ../code.rs:two}}", "let two = 2;\nlet x = 1;");
        check("{{#rustdoc_include ../code.rs:7}}", "last");
        check(
            "{{#playground ../../listings/x.rs editable}}",
            "```rust,editable\nfn main() {}\n```",
        );
        check("\\{{#include x}} {{x}} {{#}}", "{{#include x}} {{x}} {{#}}");
        check("{{#title My page}}\nText", "\nText");
    }

    #[test]
    fn remarks_on_the_rest_with_its_line() {
        let (out, remarks) = expanded(&[(
            "src/a/b.md",
            "one\n\n{{#include no.md}} {{#quiz x}}\n{{#include ../../../../etc/passwd}}\n",
        )]);
        assert_eq!(remarks.len(), 3);
        assert_eq!(
            remarks.iter().map(|r| r.line).collect::<Vec<_>>(),
            [3, 3, 4]
        );
        assert!(out.text.contains("{{#quiz x}}"));
    }

    #[test]
    fn knows_where_text_came_from() {
        let (out, _) = expanded(&[
            ("src/a/b.md", "one\n{{#include c.md}}\nlast\n"),
            ("src/a/c.md", "1\n2\n3\n"),
        ]);
        assert_eq!(out.text, "one\n1\n2\n3\nlast\n");
        assert_eq!(out.origin(0), 0);
        assert_eq!(out.origin(6), 4);
        assert_eq!(out.origin(out.text.find("last").expect("it is there")), 22);
    }

    #[test]
    fn ends_soon() {
        let twice = "{{#include b.md}}\n{{#include b.md}}\n".repeat(10);
        let (out, remarks) = expanded(&[("src/a/b.md", &twice)]);
        assert!(out.text.len() <= LONGEST + twice.len());
        assert!(!remarks.is_empty());
        expanded(&[("src/a/b.md", &"{{#".repeat(100_000))]);
        expanded(&[("src/a/b.md", &"{{# ".repeat(100_000))]);
    }
}
