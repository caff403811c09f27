//! From bytes to lines and columns.

use std::collections::HashMap;

use crate::source::{SourcePath, Sources};

/// A line and a column, both counted from 1. Columns count Unicode scalar values, as editors
/// and annotate-snippets do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// Where the lines of a text begin, found once for many questions.
#[derive(Debug)]
pub struct LineIndex<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> LineIndex<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Self {
        let starts = std::iter::once(0)
            .chain(
                text.bytes()
                    .enumerate()
                    .filter(|(_, b)| *b == b'\n')
                    .map(|(i, _)| i + 1),
            )
            .collect();
        Self { text, starts }
    }

    /// The text.
    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    /// The position of a byte. An offset past the end, or inside a character, is moved to the
    /// nearest place before it.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        Position {
            line,
            column: self.text[start..offset].chars().count() + 1,
        }
    }
}

/// The lines of files, each file looked through once: a file may have thousands of findings.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    sources: &'s Sources,
    known: HashMap<&'s SourcePath, LineIndex<'s>>,
}

impl<'s> Lines<'s> {
    /// Of a project, nothing of which was looked through yet.
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self {
            sources,
            known: HashMap::new(),
        }
    }

    /// The lines of a file, if it is there and is text.
    pub(super) fn of(&mut self, path: &SourcePath) -> Option<&LineIndex<'s>> {
        let file = self.sources.get(path)?;
        let text = file.text()?;
        let index = self.known.entry(&file.path);
        Some(index.or_insert_with(|| LineIndex::new(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let index = LineIndex::new("aé\r\n漢b\n");
        let at = |offset| {
            let p = index.position(offset);
            (p.line, p.column)
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (1, 3));
        assert_eq!(at(5), (2, 1));
        assert_eq!(at(6), (2, 1), "inside a character");
        assert_eq!(at(8), (2, 2));
        assert_eq!(at(99), (3, 1), "past the end");
    }
}
