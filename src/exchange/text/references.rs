//! References to notes in a text: `[^1]`, `¹`, `[1]`, and numbers that were raised before the
//! text was copied, `person1`.
//!
//! Any number behind a word may be one. Which are is decided by what the unit refers to: a
//! candidate whose number is not expected stays text.

use std::ops::Range;

use super::features::RAISED;
use super::label::{self, is_unspaced};
use super::slots::{Reference, Slot};
use crate::check::language::characters::digit;

/// How a reference is written, from the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `[^1]`
    Markdown,
    /// `¹`
    Raised,
    /// `[1]`
    Bracketed,
    /// `person1`
    Glued,
}

/// What may be a reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) style: Style,
    pub(super) key: Key,
    pub(super) span: Range<usize>,
}

/// What names a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Number(u64),
    /// A label of Markdown that is no number.
    Label(String),
}

impl Key {
    /// What stands between the marks, in the digits of any script.
    pub(super) fn new(written: &str) -> Self {
        match label::normal(written).parse() {
            Ok(number) => Self::Number(number),
            Err(_) => Self::Label(written.to_owned()),
        }
    }
}

impl Candidate {
    /// Whether it can stand for a note.
    pub(super) fn is(&self, reference: &Reference<'_>) -> bool {
        match &self.key {
            Key::Number(number) => *number == reference.number,
            Key::Label(label) => label == reference.label,
        }
    }
}

/// The longest number of a note, in digits.
const MOST_DIGITS: usize = 4;

/// Everything in a text that may be a reference, in order.
pub(super) fn find(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let size = character.len_utf8();
        let candidate = match character {
            '[' => bracketed(text, at),
            c if RAISED.contains(&c) => Some(raised(text, at)),
            c if digit(c).is_some() => {
                let end = run(text, at, |c| digit(c).is_some());
                let candidate = glued(text, at..end);
                at = end;
                found.extend(candidate);
                continue;
            }
            _ => None,
        };
        at = match &candidate {
            Some(candidate) => candidate.span.end,
            None => at + size,
        };
        found.extend(candidate);
    }
    found
}

fn run(text: &str, at: usize, of: impl Fn(char) -> bool) -> usize {
    text[at..]
        .find(|c| !of(c))
        .map_or(text.len(), |size| at + size)
}

fn bracketed(text: &str, at: usize) -> Option<Candidate> {
    let inner = &text[at + 1..];
    let (style, inner) = match inner.strip_prefix('^') {
        Some(inner) => (Style::Markdown, inner),
        None => (Style::Bracketed, inner),
    };
    // Labels are short: no search runs to the end of the text from each bracket.
    let end = inner.char_indices().take(100).find(|(_, c)| *c == ']')?.0;
    let key = match style {
        Style::Markdown => &inner[..end],
        _ => Some(&inner[..end]).filter(|key| is_number(key))?,
    };
    let start = text.len() - inner.len();
    (!key.is_empty()).then(|| Candidate {
        style,
        key: Key::new(key),
        span: at..start + end + 1,
    })
}

fn is_number(text: &str) -> bool {
    let count = text.chars().count();
    (1..=MOST_DIGITS).contains(&count) && text.chars().all(|c| digit(c).is_some())
}

fn raised(text: &str, at: usize) -> Candidate {
    let end = run(text, at, |c| RAISED.contains(&c));
    Candidate {
        style: Style::Raised,
        key: Key::Number(raised_number(&text[at..end])),
        span: at..end,
    }
}

/// The value of raised digits.
pub(super) fn raised_number(digits: &str) -> u64 {
    digits.chars().fold(0u64, |value, character| {
        let digit = RAISED.iter().position(|raised| *raised == character);
        value
            .saturating_mul(10)
            .saturating_add(digit.unwrap_or(0) as u64)
    })
}

/// A number behind a word or its punctuation, with no word behind it.
fn glued(text: &str, span: Range<usize>) -> Option<Candidate> {
    let number = &text[span.clone()];
    let mut before = text[..span.start].chars().rev();
    let last = before.next()?;
    let closing = ".,;:!?»”’\"')]）」』。，；：、！？؟،؛…".contains(last);
    // `1.5` and `1,000` are numbers themselves.
    let decimal = closing && before.next().is_some_and(|c| digit(c).is_some());
    let behind = text[span.end..].chars().next();
    let goes_on = behind.is_some_and(|c| c.is_alphabetic() && !is_unspaced(c) || "/-–".contains(c));
    let fits = (last.is_alphabetic() || closing) && !decimal && !goes_on && is_number(number);
    fits.then(|| Candidate {
        style: Style::Glued,
        key: Key::new(number),
        span,
    })
}

/// For each note that a unit refers to, the candidate that stands for it: the surest, and of
/// several the one that is nearest to where the source has it.
pub(super) fn choose(text: &str, found: &[Candidate], slot: &Slot<'_>) -> Vec<Option<usize>> {
    let mut taken = vec![false; found.len()];
    let whole = text.len().max(1) as f32;
    slot.notes
        .iter()
        .zip(&slot.places)
        .map(|(reference, place)| {
            let distance = |at: usize| (found[at].span.start as f32 / whole - place).abs();
            let best = (0..found.len())
                .filter(|at| !taken[*at] && found[*at].is(reference))
                .min_by(|a, b| {
                    let styles = found[*a].style.cmp(&found[*b].style);
                    styles.then(distance(*a).total_cmp(&distance(*b)))
                });
            if let Some(at) = best {
                taken[at] = true;
            }
            best
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_candidates() {
        let check = |text: &str, expected: &[(Style, &str)]| {
            let found = find(text);
            let shown: Vec<_> = found.iter().map(|c| (c.style, c.key.clone())).collect();
            let expected: Vec<_> = expected
                .iter()
                .map(|(s, key)| (*s, Key::new(key)))
                .collect();
            assert_eq!(shown, expected, "{text}");
        };
        use Style::{Bracketed, Glued, Markdown, Raised};
        check("small,[^1] and[^un]", &[(Markdown, "1"), (Markdown, "un")]);
        check("small,¹² and ³", &[(Raised, "12"), (Raised, "3")]);
        check("small [12]", &[(Bracketed, "12")]);
        check(
            "nations12, large.7 “so”8",
            &[(Glued, "12"), (Glued, "7"), (Glued, "8")],
        );
        check("الأمم١٢،", &[(Glued, "12")]);
        check("团结，4包括", &[(Glued, "4")]);
        check("1.5 and 1,000 in 1995, A/HRC/53/32, B2B, F16-C", &[]);
        check("[", &[]);
        check("[]", &[]);
        check("[^]", &[]);
        check(&"[^".repeat(10_000), &[]);
        check("x12345", &[]);
    }
}
