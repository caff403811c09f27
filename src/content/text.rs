//! The text of a unit, put together from pieces of its file.

use std::ops::Range;

use crate::fluent::write;

/// The text of a unit while it is put together.
#[derive(Default)]
pub(super) struct Rebuilt {
    pub(super) out: String,
    pub(super) origins: Vec<(usize, usize)>,
}

impl Rebuilt {
    pub(super) fn copy(&mut self, text: &str, range: Range<usize>) {
        if range.start < range.end {
            self.origins.push((self.out.len(), range.start));
            self.out.push_str(&text[range]);
        }
    }

    /// Joins two lines with a space, which scripts without spaces do not want.
    pub(super) fn join_lines(&mut self, next: &str) {
        self.out.truncate(self.out.trim_end().len());
        // Inside of a placeable a line break is syntax: each variant has its own line.
        self.out.push('\n');
        if write::lines(&self.out)
            .last()
            .is_some_and(|(_, inside)| inside)
        {
            return;
        }
        self.out.pop();
        let without_space = |character: Option<char>| character.is_some_and(writes_without_spaces);
        if !(without_space(self.out.chars().last()) && without_space(next.chars().next())) {
            self.out.push(' ');
        }
    }
}

/// Whether a character belongs to a script that puts no spaces between words and so none
/// between lines: Han, kana and their punctuation, but not Hangul.
pub(crate) fn writes_without_spaces(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{30ff}' | '\u{31f0}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Line breaks that are not hard breaks become spaces.
pub(super) fn one_line(text: &str) -> String {
    let lines: Vec<(&str, bool)> = write::lines(text).collect();
    let mut out = String::with_capacity(text.len());
    for (index, (line, _)) in lines.iter().enumerate() {
        out.push_str(if index == 0 { line } else { line.trim_start() });
        if let Some((_, inside)) = lines.get(index + 1) {
            let kept = *inside || line.ends_with('\\');
            out.push(if kept { '\n' } else { ' ' });
        }
    }
    out
}

pub(super) fn code_delimiter(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest + 1)
}
