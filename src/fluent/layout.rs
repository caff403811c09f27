//! What the lines of a Fluent file belong to.
//!
//! The syntax tree has no places for whole entries and none for comments. Here a file is cut
//! into [`Part`]s of whole lines that cover it exactly, so that an edit can leave every other
//! byte alone:
//!
//! 1. the parser says where entries begin, and where there is what it can't read;
//! 2. from each of these to the next, blank lines and lines with `#` at the end belong to no
//!    entry, as no value can hold them;
//! 3. `#` lines right above an entry are its comment.
//!
//! Invariant: the parts in their order are the file.

use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::parser;

/// Some whole lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its bytes, with the line break of the last line.
    pub span: Range<usize>,
    /// What it is.
    pub kind: PartKind,
}

/// What a [`Part`] is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartKind {
    /// A message or a term, with the comment right above it.
    Entry {
        /// Its id; a term's begins with `-`.
        id: Box<str>,
        /// Where its own lines begin, behind the comment.
        body: usize,
        /// The value, from behind the `=` to the end of its last line, without the line break.
        /// Empty for a message of attributes only.
        value: Range<usize>,
    },
    /// `#` lines that belong to no entry.
    Comment,
    /// `##` and `###` lines.
    Heading,
    /// Blank lines.
    Blank,
    /// What can't be read.
    Junk,
}

/// Cuts a file into its parts. The text must have passed [`super::guard`], which bounds what
/// the parser has to bear.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut from = 0;
    let mut anchors = anchors(text).into_iter().peekable();
    while let Some(anchor) = anchors.next() {
        if anchor.start > from {
            lines_between(text, from..anchor.start, &mut parts);
        }
        let next = anchors.peek().map_or(text.len(), |next| next.start);
        let end = end_of_entry(text, anchor.start..next);
        match anchor.kind {
            AnchorKind::Junk => parts.push(Part {
                span: anchor.start..end,
                kind: PartKind::Junk,
            }),
            AnchorKind::Entry { id, attributes } => {
                let value_end = attributes.unwrap_or(end).min(end);
                push_entry(text, anchor.start..end, id, value_end, &mut parts);
            }
        }
        from = end;
    }
    if from < text.len() {
        lines_between(text, from..text.len(), &mut parts);
    }
    parts
}

struct Anchor {
    start: usize,
    kind: AnchorKind,
}

enum AnchorKind {
    Entry {
        id: Box<str>,
        /// Where the line of the first attribute begins.
        attributes: Option<usize>,
    },
    Junk,
}

/// Where entries and junk begin, at the start of a line, in the order of the file.
fn anchors(text: &str) -> Vec<Anchor> {
    let resource = match parser::parse_runtime(text) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    let offset = |slice: &str| (slice.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |at| at + 1);
    let entry = |id: Box<str>, name: &str, attributes: &[ast::Attribute<&str>]| Anchor {
        start: line(offset(name)),
        kind: AnchorKind::Entry {
            id,
            attributes: attributes
                .first()
                .map(|attribute| line(offset(attribute.id.name))),
        },
    };
    resource
        .body
        .iter()
        .filter_map(|item| match item {
            ast::Entry::Message(message) => Some(entry(
                message.id.name.into(),
                message.id.name,
                &message.attributes,
            )),
            ast::Entry::Term(term) => Some(entry(
                format!("-{}", term.id.name).into(),
                term.id.name,
                &term.attributes,
            )),
            ast::Entry::Junk { content } => Some(Anchor {
                start: line(offset(content)),
                kind: AnchorKind::Junk,
            }),
            _ => None,
        })
        .collect()
}

/// The end of what begins at the start of a range: without the blank lines and comments behind.
fn end_of_entry(text: &str, range: Range<usize>) -> usize {
    let mut end = range.end;
    while end > range.start {
        let before = text.as_bytes()[range.start..end - 1]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(range.start, |at| range.start + at + 1);
        let line = &text[before..end];
        // The first line is the entry itself.
        if before == range.start || !(is_blank(line) || line.starts_with('#')) {
            break;
        }
        end = before;
    }
    end
}

/// Whether a line is blank for Fluent: other white space than this is text.
fn is_blank(line: &str) -> bool {
    line.trim_matches([' ', '\r', '\n']).is_empty()
}

fn push_entry(
    text: &str,
    own: Range<usize>,
    id: Box<str>,
    value_end: usize,
    parts: &mut Vec<Part>,
) {
    let mut start = own.start;
    if let Some(Part {
        kind: PartKind::Comment,
        span,
    }) = parts.last()
    {
        start = span.start;
        parts.pop();
    }
    let lines = &text[own.start..value_end];
    let equals = lines.find('=').map_or(value_end, |at| own.start + at + 1);
    let without_break = lines.trim_end_matches(['\n', '\r']).len();
    parts.push(Part {
        span: start..own.end,
        kind: PartKind::Entry {
            id,
            body: own.start,
            value: equals..(own.start + without_break).max(equals),
        },
    });
}

/// Blank lines, comments and headings, one part for each run of lines of a kind.
fn lines_between(text: &str, range: Range<usize>, parts: &mut Vec<Part>) {
    let first = parts.len();
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        let kind = match line {
            _ if is_blank(line) => PartKind::Blank,
            _ if line.starts_with("##") => PartKind::Heading,
            _ if line.starts_with('#') => PartKind::Comment,
            _ => PartKind::Junk,
        };
        let end = at + line.len();
        match parts[first..].last_mut().filter(|last| last.kind == kind) {
            Some(last) => last.span.end = end,
            None => parts.push(Part {
                span: at..end,
                kind,
            }),
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One line a part: its kind and its text.
    fn shown(text: &str) -> String {
        let mut out = String::new();
        let mut at = 0;
        for part in parts(text) {
            assert_eq!(part.span.start, at, "the parts cover the file");
            at = part.span.end;
            let piece = |span: Range<usize>| text[span].replace('\n', "|");
            let line = match part.kind {
                PartKind::Entry { id, body, value } => format!(
                    "{id} <{}> <{}> <{}>",
                    piece(part.span.start..body),
                    piece(body..part.span.end),
                    piece(value)
                ),
                kind => format!("{kind:?} <{}>", piece(part.span)),
            };
            out.push_str(&line);
            out.push('\n');
        }
        assert_eq!(at, text.len());
        out
    }

    #[test]
    fn parts_cover_the_file() {
        let check = |text: &str, expected: &[&str]| {
            let shown = shown(text);
            assert_eq!(shown.lines().collect::<Vec<_>>(), expected, "{text}");
        };
        check("", &[]);
        check("a = A", &["a <> <a = A> < A>"]);
        check(
            "### File\n\n## Group\n# own\n# comment\na = A\n# next\n\n\nb = B\n",
            &[
                "Heading <### File|>",
                "Blank <|>",
                "Heading <## Group|>",
                "a <# own|# comment|> <a = A|> < A>",
                "Comment <# next|>",
                "Blank <||>",
                "b <> <b = B|> < B>",
            ],
        );
        check(
            "a =\n    one\n\n    two\n\nb = { $n ->\n[one] x\n*[other] y\n}\n-t = T\n    .gender = m\n",
            &[
                "a <> <a =|    one||    two|> <|    one||    two>",
                "Blank <|>",
                "b <> <b = { $n ->|[one] x|*[other] y|}|> < { $n ->|[one] x|*[other] y|}>",
                "-t <> <-t = T|    .gender = m|> < T>",
            ],
        );
        check(
            "a =\n    .title = x\nb = B\n",
            &["a <> <a =|    .title = x|> <>", "b <> <b = B|> < B>"],
        );
        check(
            "a =\n    A\n    \u{a0}\n   \n\u{a0}",
            &[
                "a <> <a =|    A|    \u{a0}|> <|    A|    \u{a0}>",
                "Blank <   |>",
                "Junk <\u{a0}>",
            ],
        );
        check(
            "a = A\nrubbish\n# kept\nb = B\n",
            &[
                "a <> <a = A|> < A>",
                "Junk <rubbish|>",
                "b <# kept|> <b = B|> < B>",
            ],
        );
        check(
            "a = A\r\n\r\n#\r\nb = B\r\n",
            &[
                "a <> <a = A\r|> < A>",
                "Blank <\r|>",
                "b <#\r|> <b = B\r|> < B>",
            ],
        );
    }
}
