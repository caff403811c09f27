//! What must be known of a Markdown file before blocks are made of it.
//!
//! Blocks recurse on their nesting, and a few bytes of Markdown can ask for very many cells. One
//! pass over the bytes and one over the events find that, with places.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, conflict};

/// The largest Markdown file, in bytes: longer than any treaty by far.
const LARGEST_FILE: usize = 16 << 20;
/// How deep blocks and inline marks may nest.
const DEEPEST_NESTING: usize = 100;
/// How many cells the tables of one file may have; a few bytes of Markdown can ask for many.
const MOST_CELLS: usize = 50_000;

/// The text of a file, if it can be parsed.
pub(super) fn readable<'f>(file: &'f SourceFile, diagnostics: &mut Diagnostics) -> Option<&'f str> {
    if file.bytes.len() > LARGEST_FILE {
        diagnostics.push(
            Diagnostic::error(
                "markdown-too-large",
                format!(
                    "the file has {} bytes, more than {LARGEST_FILE}",
                    file.bytes.len()
                ),
            )
            .in_file(&file.path)
            .hint("split it into several articles"),
        );
        return None;
    }
    let text = file.utf8(diagnostics)?;
    let trouble = [
        ('\u{feff}', "byte-order-mark", "a byte-order mark"),
        ('\0', "control-character", "a NUL character"),
    ];
    for (character, code, what) in trouble {
        if let Some(at) = text.find(character) {
            diagnostics.push(
                Diagnostic::error(code, format!("the file holds {what}"))
                    .at(&file.path, at..at + character.len_utf8())
                    .hint("save the file as UTF-8 without a byte-order mark"),
            );
            return None;
        }
    }
    let conflict = conflict(text);
    if !conflict.is_empty() {
        let left = conflict.into_iter();
        diagnostics.extend(left.map(|span| conflict::left(&file.path, span)));
        return None;
    }
    Some(text)
}

/// The markers of a merge that could not be made. In a block of code they may be shown on purpose,
/// and `=======` alone makes a heading of what stands above it.
fn conflict(text: &str) -> Vec<Range<usize>> {
    let mut markers = Vec::new();
    let (mut opened, mut closed) = (false, false);
    let mut fence: Option<&str> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let kept = line.trim();
        match fence {
            Some(own) if kept.starts_with(own) => fence = None,
            Some(_) => {}
            None if kept.starts_with("```") => fence = Some("```"),
            None if kept.starts_with("~~~") => fence = Some("~~~"),
            None if conflict::is_marker(line) => {
                opened |= line.starts_with('<');
                closed |= line.starts_with('>');
                markers.push(start..start + line.trim_end().len());
            }
            None => {}
        }
    }
    if opened && closed {
        markers
    } else {
        Vec::new()
    }
}

/// The events of a file, if they are within bounds. Their ranges are in the file.
pub(super) fn bounded<'s>(
    given: impl Iterator<Item = (Event<'s>, Range<usize>)>,
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Option<Vec<(Event<'s>, Range<usize>)>> {
    let mut events = Vec::new();
    let (mut depth, mut cells) = (0usize, 0usize);
    for (event, range) in given {
        match &event {
            Event::Start(tag) => {
                depth += 1;
                cells += usize::from(matches!(tag, Tag::TableCell));
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST_NESTING || cells > MOST_CELLS {
            let what = if depth > DEEPEST_NESTING {
                format!("blocks are nested more than {DEEPEST_NESTING} deep")
            } else {
                format!("the tables of this file have more than {MOST_CELLS} cells")
            };
            diagnostics.push(
                Diagnostic::error("markdown-too-large", what)
                    .at(&file.path, range.start..range.start + 1),
            );
            return None;
        }
        events.push((event, range));
    }
    Some(events)
}
