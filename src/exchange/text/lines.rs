//! The lines of a text, without what belongs to printed pages.
//!
//! Numbers of pages and running heads stand between the lines of a text that was copied from a
//! PDF. They are left out; the line behind them remembers that a page began.

use std::collections::HashMap;

use super::label::is_wide;
use crate::check::language::characters::digit;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// Without white space at either end; empty for a blank line.
    pub(super) text: &'t str,
    /// Where it begins in the whole text, in bytes.
    pub(super) start: usize,
    /// How many columns it takes, from the margin.
    pub(super) width: usize,
    /// Whether a page began before it.
    pub(super) page: bool,
}

/// So often a running head must come back.
const LEAST_HEADS: usize = 3;
/// Running heads are shorter, in bytes.
const LONGEST_HEAD: usize = 120;

/// Splits a text into lines.
pub(super) fn of(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut page = false;
    let mut start = 0;
    for part in text.split_inclusive(['\n', '\r', '\u{b}', '\u{c}', '\u{2028}', '\u{2029}']) {
        let line = part.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let offset = line.as_ptr() as usize - text.as_ptr() as usize;
        lines.push(Line {
            text: line,
            start: offset,
            width: columns(part.trim_end()),
            page: std::mem::take(&mut page),
        });
        // `\r\n` would make a blank line.
        if part == "\n" && start > 0 && text.as_bytes()[start - 1] == b'\r' {
            lines.pop();
        }
        start += part.len();
        page = part.ends_with('\u{c}');
    }
    without_furniture(lines)
}

fn columns(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// Leaves out numbers of pages and running heads.
fn without_furniture(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| line.text.is_empty() || line.page)
    };
    let numbers: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            is_page_number(line.text)
                && (line.page || blank(at.checked_sub(1)) || blank(Some(at + 1)))
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in near_pages(&lines, &numbers) {
        *counts.entry(lines[at].text).or_insert(0) += 1;
    }
    let mut heads = vec![false; lines.len()];
    for at in near_pages(&lines, &numbers) {
        heads[at] = counts[lines[at].text] >= LEAST_HEADS;
    }
    let mut page = false;
    let mut kept = Vec::with_capacity(lines.len());
    for (at, mut line) in lines.into_iter().enumerate() {
        if numbers[at] || heads[at] {
            page = true;
            continue;
        }
        if !line.text.is_empty() {
            line.page |= std::mem::take(&mut page);
        }
        kept.push(line);
    }
    kept
}

/// The lines that stand next to the end of a page and can be running heads.
fn near_pages(lines: &[Line<'_>], numbers: &[bool]) -> Vec<usize> {
    let can = |at: &usize| {
        let text = lines[*at].text;
        !text.is_empty() && text.len() <= LONGEST_HEAD && !numbers[*at]
    };
    // The first page has a head too.
    let mut near: Vec<usize> = (0..lines.len()).take(3).find(can).into_iter().collect();
    for (at, line) in lines.iter().enumerate() {
        if !(line.page || numbers[at]) {
            continue;
        }
        let before = (0..at).rev().take(2).find(can);
        // The line itself, if the page was fed rather than numbered.
        let behind = (at..lines.len()).take(3).find(can);
        near.extend([before, behind].into_iter().flatten());
    }
    near.sort_unstable();
    near.dedup();
    near
}

/// `12`, `– 12 –`, `3/10`.
fn is_page_number(text: &str) -> bool {
    let digits = text.chars().filter(|c| digit(*c).is_some()).count();
    (1..=8).contains(&digits)
        && text.len() <= 30
        && text
            .chars()
            .all(|c| digit(c).is_some() || " -–—|/•".contains(c))
        && text
            .split(|c: char| digit(c).is_none())
            .all(|number| number.chars().count() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lines: Vec<String> = of(text)
            .iter()
            .map(|line| {
                assert!(text[line.start..].starts_with(line.text));
                format!("{}{}", if line.page { "| " } else { "" }, line.text)
            })
            .collect();
        assert_eq!(lines, expected, "{text:?}");
    }

    #[test]
    fn splits_lines() {
        check("", &[]);
        check("one\r\n two \n\nthree", &["one", "two", "", "three"]);
        check("\u{feff}one\rtwo\r\r\n", &["one", "two", ""]);
        check("one\u{2028}two", &["one", "two"]);
    }

    #[test]
    fn leaves_out_page_numbers() {
        check("one\n\n12\n\ntwo", &["one", "", "", "| two"]);
        check("one\n– ٣ –\n\u{c}two", &["one", "", "| two"]);
        check("one\n3/10\n\ntwo", &["one", "", "| two"]);
        check("of\n1945\nand", &["of", "1945", "and"]);
        check("12 January", &["12 January"]);
    }

    #[test]
    fn leaves_out_running_heads() {
        let page = |n: usize| format!("A/HRC/53/32\n\ntext {n}\n\n{n}\n\u{c}");
        let text: String = (1..=4).map(page).collect();
        let lines = of(&text);
        let shown: Vec<_> = lines
            .iter()
            .map(|l| l.text)
            .filter(|l| !l.is_empty())
            .collect();
        assert_eq!(shown, ["text 1", "text 2", "text 3", "text 4"]);
    }

    #[test]
    fn headings_are_no_running_heads() {
        let text: String = (1..=9)
            .map(|n| format!("Article {n}\n\ntext\n\n"))
            .collect();
        assert_eq!(
            of(&text)
                .iter()
                .filter(|l| l.text.starts_with("Article"))
                .count(),
            9
        );
    }
}
