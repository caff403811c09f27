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
    // Brackets that are open, and those whose link ends in nothing.
    let mut open = Vec::new();
    let mut dead = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(behind) = rest.strip_prefix("](#)") {
            match open.pop() {
                Some(start) => dead.push(start),
                None => out.push_str("](#)"),
            }
            rest = behind;
            continue;
        }
        if rest.starts_with('[') {
            open.push(out.len());
        } else {
            open.pop();
        }
        out.push_str(&rest[..1]);
        rest = &rest[1..];
    }
    out.push_str(rest);
    dead.sort_unstable();
    let mut kept = String::with_capacity(out.len());
    let mut from = 0;
    for at in dead {
        kept.push_str(&out[from..at]);
        from = at + 1;
    }
    kept.push_str(&out[from..]);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::text::features::Features;
    use crate::exchange::text::slots::Reference;
    use crate::identity::UnitId;

    /// A unit that refers to the notes 1 and 12 in the middle and at the end.
    fn check(markdown: bool, text: &str, expected: &str, missing: &[&str]) {
        let reference = |label, number| Reference {
            label,
            note: number as usize - 1,
            number,
        };
        let slot = Slot {
            id: &UnitId::new("a"),
            role: Role::Text,
            article: 0,
            label: None,
            notes: vec![reference("1", 1), reference("un", 12)],
            places: vec![0.5, 1.0],
            features: Features::of(""),
        };
        let value = of(text, &slot, markdown);
        assert_eq!(value.text, expected, "{text}");
        assert_eq!(value.missing, missing, "{text}");
    }

    #[test]
    fn references_come_back_at_their_place() {
        let check = |text, expected| check(false, text, expected, &[]);
        check("small,¹ and large.¹²", "small,[^1] and large.[^un]");
        check("small1 and large12.", "small[^1] and large[^un].");
        check("small[1] and large[12].", "small[^1] and large[^un].");
        check("الدول١ والأمم١٢.", "الدول[^1] والأمم[^un].");
        check("团结1，合作12。", "团结[^1]，合作[^un]。");
        check("a1 small1 word, large¹²", "a1 small[^1] word, large[^un]");
    }

    #[test]
    fn what_is_not_found_is_missing() {
        check(
            false,
            "m² and 1.5 in 12 years",
            "m² and 1.5 in 12 years",
            &["1", "un"],
        );
        check(true, "a[^1] b[^7]", "a[^1] b\\[^7]", &["un"]);
    }

    #[test]
    fn plain_text_stays_plain() {
        let both = &["1", "un"][..];
        check(false, "2 * 3 < 7, a_b", "2 * 3 < 7, a_b", both);
        check(false, "*one* <b>", "\\*one\\* \\<b\\>", both);
        check(false, "a {b}", "a {\"{\"}b{\"}\"}", both);
        check(false, "1. one", "1. one", both);
        check(false, "a\u{202e}b\u{ad}c \t d", "abc d", both);
    }

    #[test]
    fn markdown_stays_markdown() {
        let both = &["1", "un"][..];
        check(true, "*one* [two](three.md)", "*one* [two](three.md)", both);
        check(
            true,
            "[a](#) and [b [c](#)](d.md)",
            "a and [b c](d.md)",
            both,
        );
        check(true, "](#) [", "](#) [", both);
        // What could not be shown was no Markdown.
        check(true, "*one* <script>", "\\*one\\* \\<script\\>", both);
        check(true, "[a](javascript:x)", "\\[a\\](javascript:x)", both);
    }
}
