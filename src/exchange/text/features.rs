//! What pieces and units are compared by: lengths, endings, figures.

use std::borrow::Cow;

use super::label::{self, is_wide};
use crate::check::language::characters::digit;

/// How a text ends: what a translation often keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Without punctuation.
    None,
    /// `:`
    Colon,
    /// `;` or `,`
    Goes,
    /// `.`, `?`, `!`
    Stop,
}

/// What pieces and units are compared by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Features {
    /// In characters of an alphabet: a Chinese one says as much as three.
    pub(super) length: usize,
    pub(super) ending: Ending,
    pub(super) figures: Vec<u64>,
    /// The number of a heading.
    pub(super) number: Option<u32>,
}

impl Features {
    /// The features of a text without its label.
    pub(super) fn of(text: &str) -> Self {
        let text = &*without_references(text);
        let length = text.chars().map(weight).sum();
        Self {
            length,
            ending: ending(text),
            figures: label::figures(text),
            number: (length <= LONGEST_HEADING)
                .then(|| label::of_heading(text))
                .flatten(),
        }
    }
}

fn weight(character: char) -> usize {
    match character {
        '\u{2e80}'..='\u{2fff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}' => 3,
        wide if is_wide(wide) => 2,
        _ => 1,
    }
}

/// The digits of notes in text without marks.
pub(super) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Longer paragraphs are no headings, in characters.
pub(super) const LONGEST_HEADING: usize = 150;

/// A text without `[^key]`.
fn without_references(text: &str) -> Cow<'_, str> {
    if !text.contains("[^") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("[^") {
        out.push_str(before);
        rest = behind.split_once(']').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The last characters of a text, enough to see how it ends and which word is last: a piece that
/// grows line by line must not be looked through for each of them.
pub(super) fn tail(text: &str) -> &str {
    const LONGEST: usize = 60;
    let start = text
        .char_indices()
        .rev()
        .nth(LONGEST)
        .map_or(0, |(at, _)| at);
    &text[start..]
}

pub(super) fn ending(text: &str) -> Ending {
    let text = tail(text).trim_end_matches(|c: char| {
        c.is_whitespace()
            || "*_\"'”’»›)]）」』".contains(c)
            || RAISED.contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || matches!(c, '\u{200e}' | '\u{200f}')
    });
    // `,12` and `,[12`: a note. `1995` and `No 7` are not.
    let text = match text.trim_end_matches(|c: char| digit(c).is_some()) {
        rest if rest.ends_with(char::is_alphanumeric) || rest.ends_with(char::is_whitespace) => {
            text
        }
        rest => rest.trim_end_matches('['),
    };
    match text.chars().next_back() {
        Some(':' | '：' | '﹕') => Ending::Colon,
        Some(';' | '；' | ',' | '，' | '、' | '؛' | '،' | '՝') => Ending::Goes,
        Some('.' | '。' | '．' | '?' | '!' | '？' | '！' | '؟' | '…' | '।' | '۔' | '։' | '។') => {
            Ending::Stop
        }
        _ => Ending::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_endings() {
        let of = |text: &str| ending(text);
        assert_eq!(of("following:"), Ending::Colon);
        assert_eq!(of("下列："), Ending::Colon);
        assert_eq!(of("and small,¹²"), Ending::Goes);
        assert_eq!(of("and small,[1]"), Ending::Goes);
        assert_eq!(of("and small,12"), Ending::Goes);
        assert_eq!(Features::of("and small,[^un]").ending, Ending::Goes);
        assert_eq!(of("(the end.)"), Ending::Stop);
        assert_eq!(of("in 1995"), Ending::None);
        assert_eq!(of("Article 3"), Ending::None);
        assert_eq!(of(""), Ending::None);
    }
}
