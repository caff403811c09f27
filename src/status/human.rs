//! The status for people: a table, and the list of what there is to do.
//!
//! Invariants: no control character of a text reaches the terminal. A line of the table can be
//! aligned by counting characters, as the names of documents, which may be in any script, stand
//! last and languages are named by their tags. A text is never wrapped: its line can be searched
//! and copied, and a terminal wraps it by itself.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::diff::Change;
use super::{LocaleStatus, Spot, Status, Todo, state_name};
use crate::diagnostic::human::Colour;
use crate::identity::state::State;
use crate::localize::Gap;
use crate::localize::coverage::{Coverage, Figures};

const RED: &str = "\u{1b}[31m";
const YELLOW: &str = "\u{1b}[33m";
const CYAN: &str = "\u{1b}[36m";
/// Struck through as well: red and green look alike to many.
const REMOVED: &str = "\u{1b}[31;9m";
const ADDED: &str = "\u{1b}[32;1m";
const RESET: &str = "\u{1b}[0m";

const HEADER: [&str; 10] = [
    "locale",
    "",
    "total",
    "current",
    "outdated",
    "draft",
    "missing",
    "translated",
    "up to date",
    "document",
];

type Row = [String; HEADER.len()];

/// The table: units and words of each document in each language.
pub fn table(status: &Status<'_>) -> String {
    if status.locales.is_empty() {
        return format!(
            "no language to translate into: `{}` is the source\n",
            status.source
        );
    }
    let mut rows = vec![HEADER.map(str::to_owned)];
    rows.extend(status.locales.iter().flat_map(locale_rows));
    // No such document.
    if rows.len() == 1 {
        return String::new();
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEADER.len()).filter_map(width).collect();
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            // Writing to a string does not fail.
            let _ = match column {
                0 | 1 => write!(line, "{cell:<width$}  "),
                9 => write!(line, "{}", harmless(cell)),
                _ => write!(line, "{cell:>width$}  "),
            };
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn locale_rows(locale: &LocaleStatus<'_>) -> Vec<Row> {
    let mut parts: Vec<(&str, Coverage)> = locale
        .documents
        .iter()
        .map(|document| (document.document, document.coverage))
        .collect();
    if parts.len() > 1 {
        parts.push(("all documents", locale.total));
    }
    let mut rows = Vec::new();
    for (index, (name, coverage)) in parts.into_iter().enumerate() {
        let tag = if index == 0 {
            locale.locale.as_str()
        } else {
            ""
        };
        rows.push(row([tag, "units", name], coverage.units));
        rows.push(row(["", "words", ""], coverage.words));
    }
    rows
}

fn row([locale, what, document]: [&str; 3], figures: Figures) -> Row {
    [
        locale.to_owned(),
        what.to_owned(),
        figures.total.to_string(),
        figures.current.to_string(),
        figures.outdated.to_string(),
        figures.draft.to_string(),
        figures.missing.to_string(),
        format!("{}%", figures.translated_percent()),
        format!("{}%", figures.up_to_date_percent()),
        document.to_owned(),
    ]
}

/// The list of what there is to do, with an empty line before each unit.
pub fn todo(status: &Status<'_>, colour: Colour) -> String {
    let mut out = String::new();
    for locale in &status.locales {
        for todo in locale.documents.iter().flat_map(|document| &document.todo) {
            out.push('\n');
            entry(todo, colour, &mut out);
        }
    }
    out
}

fn entry(todo: &Todo<'_>, colour: Colour, out: &mut String) {
    let style = match todo.state {
        State::Missing => RED,
        State::Outdated => YELLOW,
        State::Current | State::Draft => CYAN,
    };
    out.push_str(&spot(&todo.place));
    out.push_str(": ");
    styled(state_name(todo.state), style, colour, out);
    out.push_str(match todo.gap {
        Some(Gap::Error) => " (the translation has an error)",
        Some(Gap::Hidden) => " (drafts are hidden)",
        Some(Gap::Untranslated) | None => "",
    });
    // Writing to a string does not fail.
    let _ = writeln!(out, " {}, source {}", todo.id, spot(&todo.origin));
    let text = match todo.changes() {
        Some(changes) => changed(&changes, colour),
        None => harmless(&todo.text).into_owned(),
    };
    for line in text.split('\n') {
        let _ = writeln!(out, "    {line}");
    }
    if todo.state == State::Outdated && todo.former.is_none() {
        out.push_str("    (from which source text it was translated is not known)\n");
    }
}

fn spot(spot: &Spot) -> String {
    let path = harmless(spot.path.as_str());
    format!("{path}:{}:{}", spot.position.line, spot.position.column)
}

/// A text with its changes: struck and bold where there is colour, else as
/// `git diff --word-diff` marks them.
pub fn changed(changes: &[Change<'_>], colour: Colour) -> String {
    let mut out = String::new();
    for change in changes {
        let (text, style, marks) = match change {
            Change::Kept(text) => {
                out.push_str(&harmless(text));
                continue;
            }
            Change::Removed(text) => (text, REMOVED, ["[-", "-]"]),
            Change::Added(text) => (text, ADDED, ["{+", "+}"]),
        };
        match colour {
            Colour::Ansi => styled(text, style, colour, &mut out),
            Colour::Plain => {
                out.push_str(marks[0]);
                out.push_str(&harmless(text));
                out.push_str(marks[1]);
            }
        }
    }
    out
}

fn styled(text: &str, style: &str, colour: Colour, out: &mut String) {
    match colour {
        Colour::Ansi => {
            out.push_str(style);
            out.push_str(&harmless(text));
            out.push_str(RESET);
        }
        Colour::Plain => out.push_str(&harmless(text)),
    }
}

/// A text without control characters but line breaks: a terminal would obey them.
fn harmless(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| c.is_control() && c != '\n';
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let replaced = text.chars().map(|c| match c {
        '\t' => ' ',
        c if obeyed(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    });
    Cow::Owned(replaced.collect())
}

#[cfg(test)]
mod tests {
    use super::super::diff::words;
    use super::*;

    #[test]
    fn changes_are_marked() {
        let changes = words("a right to peace", "a duty to peace");
        assert_eq!(
            changed(&changes, Colour::Plain),
            "a [-right-]{+duty+} to peace"
        );
        assert_eq!(
            changed(&changes, Colour::Ansi),
            "a \u{1b}[31;9mright\u{1b}[0m\u{1b}[32;1mduty\u{1b}[0m to peace"
        );
    }

    #[test]
    fn a_terminal_is_not_commanded() {
        let check = |text, expected| assert_eq!(harmless(text), expected);
        check("plain نص\nline", "plain نص\nline");
        check(
            "a\tb\u{1b}[2J\r\u{9b}1m\u{7f}",
            "a b\u{fffd}[2J\u{fffd}\u{fffd}1m\u{fffd}",
        );
        let changes = words("a \u{1b}]0;x\u{7}", "a b");
        assert!(!changed(&changes, Colour::Plain).contains('\u{1b}'));
    }
}
