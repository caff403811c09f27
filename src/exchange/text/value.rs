//! The text of a piece as a translation: a Fluent pattern of inline Markdown.
//!
//! 1. what copying left behind is taken away: marks of direction, soft hyphens, double spaces;
//! 2. references to notes become `[^label]` at their place;
//! 3. in plain text, characters that Markdown would read otherwise are escaped; in Markdown,
//!    marks stay, and links without an address become their text;
//! 4. braces become literals.

use super::references::{self, Style};
use super::slots::{Role, Slot};
use crate::content::Inline;
use crate::content::inline;
use crate::fluent::write;

/// A translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Value {
    /// A Fluent pattern.
    pub(super) text: String,
    /// The labels of notes that the unit refers to and the text does not.
    pub(super) missing: Vec<String>,
}

/// Makes a translation of a unit from the text of a piece, without its label.
pub(super) fn of(body: &str, slot: &Slot<'_>, markdown: bool) -> Value {
    let body = clean(body);
    let body = match slot.role {
        Role::Label | Role::Heading if markdown => without_marks(&body),
        _ => &body,
    };
    let found = references::find(body);
    let chosen = references::choose(body, &found, slot);
    let mut notes: Vec<(usize, &str)> = Vec::new();
    let mut missing = Vec::new();
    for (choice, reference) in chosen.into_iter().zip(&slot.notes) {
        match choice {
            Some(at) => notes.push((at, reference.label)),
            None => missing.push(reference.label.to_owned()),
        }
    }
    notes.sort_unstable();
    let mut segments = Vec::new();
    let mut start = 0;
    for (at, label) in &notes {
        segments.push((&body[start..found[*at].span.start], Some(*label)));
        start = found[*at].span.end;
    }
    segments.push((&body[start..], None));
    let as_markdown = markdown.then(|| {
        join(&segments, |segment| {
            without_dead_ends(&without_unknown_notes(segment))
        })
    });
    // What cannot stand in a translation was no Markdown.
    let sound = as_markdown.filter(|text| inline::parse(text, &[]).1.is_empty());
    Value {
        text: sound.unwrap_or_else(|| plain(&segments)),
        missing,
    }
}

type Segment<'b, 'l> = (&'b str, Option<&'l str>);

fn join(segments: &[Segment<'_, '_>], form: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    for (text, note) in segments {
        out.push_str(&write::escape_braces(&form(text)));
        if let Some(label) = note {
            out.push_str("[^");
            out.push_str(label);
            out.push(']');
        }
    }
    out
}

/// Plain text. It is escaped only if anything in it would be read otherwise: most is not, and
/// translators should not have to look at backslashes.
fn plain(segments: &[Segment<'_, '_>]) -> String {
    let as_it_is = join(segments, str::to_owned);
    let raw: String = segments.iter().map(|(text, _)| *text).collect();
    let (tokens, _) = inline::parse(&join_raw(segments), &[]);
    let only_text = tokens
        .iter()
        .all(|token| matches!(token, Inline::Text(_) | Inline::Note(_)));
    if only_text && inline::plain(&tokens) == raw {
        return as_it_is;
    }
    join(segments, escape)
}

/// The Markdown that readers of a pattern would get.
fn join_raw(segments: &[Segment<'_, '_>]) -> String {
    let note = |note: &Option<&str>| note.map_or_else(String::new, |label| format!("[^{label}]"));
    segments
        .iter()
        .map(|(text, label)| format!("{text}{}", note(label)))
        .collect()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if "\\*_[]<>&`$~!".contains(character) {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Takes away what copying leaves behind. Marks of direction would reach beyond the unit.
fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            '\u{ad}' | '\u{feff}' | '\u{fffc}' => {}
            ' ' | '\t' if out.ends_with(' ') => {}
            '\t' => out.push(' '),
            c if c.is_control() => {}
            other => out.push(other),
        }
    }
    out.truncate(out.trim_end().len());
    let lead = out.len() - out.trim_start().len();
    out.drain(..lead);
    out
}

/// A heading that is bold as a whole is a heading that somebody made by hand.
fn without_marks(text: &str) -> &str {
    for mark in ["**", "__"] {
        let inner = text
            .strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            return inner;
        }
    }
    text
}

/// References that the unit does not have would lead nowhere: they stay text.
fn without_unknown_notes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = 0;
    for candidate in references::find(text) {
        if candidate.style == Style::Markdown {
            out.push_str(&text[start..candidate.span.start]);
            out.push('\\');
            start = candidate.span.start;
        }
    }
    out.push_str(&text[start..]);
    out
}

/// `[text](#)`: a link whose address was lost.
fn without_dead_ends(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, part) in text.split("](#)").enumerate() {
        if at > 0 {
            // The bracket that was opened last.
            if let Some(open) = out.rfind('[') {
                out.remove(open);
            }
        }
        out.push_str(part);
    }
    out
}
