//! Line breaks: which of them end a paragraph, and what the others leave between two words.

use std::collections::{HashMap, HashSet};

use super::features::{Ending, ending, tail};
use super::label::{is_unspaced, is_wide};
use super::lines::Line;
use super::numeral::chinese;
use crate::check::language::characters::digit;

/// When a line break ends a piece by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Never: Markdown.
    Never,
    /// Always: no line is so long by the width of a page.
    Always,
    /// Where the next word had room in so many columns.
    Within(usize),
}

/// Wider lines were not broken to fit a page, in columns.
const WIDEST_PAGE: usize = 160;

impl Breaks {
    /// Looks at all line breaks of a text.
    pub(super) fn of(lines: &[Line<'_>], markdown: bool) -> Self {
        if markdown {
            return Self::Never;
        }
        let joined = || {
            let pairs = lines.windows(2).map(|pair| (&pair[0], &pair[1]));
            pairs.filter(|(line, next)| !line.text.is_empty() && !next.text.is_empty())
        };
        // The last line of a paragraph says nothing.
        let mut widths: Vec<usize> = joined().map(|(line, _)| line.width).collect();
        widths.sort_unstable();
        let most = |percent: usize| widths.get(widths.len() * percent / 100).copied();
        let Some((usual, widest)) = most(90).zip(most(98)) else {
            return Self::Never;
        };
        if usual > WIDEST_PAGE {
            return Self::Always;
        }
        // If hardly any line that ends inside of a sentence had room for the next word, lines
        // were filled by counting characters, and what had room is an end. Where letters have
        // widths of their own, characters tell less.
        let counted = Self::Within(widest);
        let open = || joined().filter(|(line, _)| ending(line.text) == Ending::None);
        let had_room = open()
            .filter(|(line, next)| counted.ends(line, next.text))
            .count();
        match had_room * 8 <= open().count() {
            true => counted,
            false => Self::Within(usual * 85 / 100),
        }
    }

    /// Whether the break behind a line ends its piece.
    pub(super) fn ends(self, line: &Line<'_>, next: &str) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::Within(width) => {
                let room: usize = first_word(next).map(columns).sum();
                // Before it, a space.
                let room = room + usize::from(!next.starts_with(is_unspaced));
                line.width + room <= width
            }
        }
    }
}

fn columns(character: char) -> usize {
    1 + usize::from(is_wide(character))
}

/// What stands at the start of a text and cannot be divided: no line ends at a space that does
/// not break, or begins with the punctuation behind a Chinese character.
fn first_word(text: &str) -> impl Iterator<Item = char> {
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
    let letter = |c: char| is_unspaced(c) && c.is_alphabetic();
    let mut before = ' ';
    text.chars().take_while(move |character| {
        let ends = breaks(*character) || letter(before) && letter(*character);
        before = *character;
        !ends
    })
}

/// Headings are shorter, in characters.
const LONGEST_SHAPE: usize = 40;
/// So many of one shape are headings.
const LEAST_SHAPES: usize = 3;

/// The short lines that differ from others by a number alone, as the headings of articles do:
/// `Article 3`, `第三条`. Whatever stands before and behind them, they are alone.
pub(super) fn numbered_headings<'t>(lines: &[Line<'t>]) -> HashSet<&'t str> {
    let mut shapes: HashMap<String, Vec<&'t str>> = HashMap::new();
    for line in lines {
        if let Some(shape) = shape(line.text) {
            shapes.entry(shape).or_default().push(line.text);
        }
    }
    let of_headings = shapes.into_values().filter(|of| of.len() >= LEAST_SHAPES);
    of_headings.flatten().collect()
}

/// A line without its numbers, if it has words and numbers and does not end like a sentence.
fn shape(line: &str) -> Option<String> {
    if line.chars().nth(LONGEST_SHAPE).is_some() || ending(line) != Ending::None {
        return None;
    }
    let mut shape = String::new();
    let mut numbers = 0;
    for word in line.split_inclusive(' ') {
        let is_roman =
            !word.trim().is_empty() && word.trim().chars().all(|c| "IVXLCDM".contains(c));
        for character in word.chars() {
            let number = is_roman && character != ' '
                || digit(character).is_some()
                || line.contains('第') && chinese(character.encode_utf8(&mut [0; 4])).is_some();
            match number {
                true if shape.ends_with('#') => {}
                true => {
                    shape.push('#');
                    numbers += 1;
                }
                false => shape.push(character),
            }
        }
    }
    (numbers == 1 && shape.contains(char::is_alphabetic)).then_some(shape)
}

/// Both parts of all words that the text has with a hyphen inside of a line.
pub(super) fn divided_words<'t>(lines: &[Line<'t>]) -> HashSet<&'t str> {
    lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect()
}

/// Appends a line to a text. A word that a hyphen divides at the end of a line is made whole if
/// the text has it whole elsewhere; otherwise its hyphen stays, as nothing says what it is.
pub(super) fn push(text: &mut String, line: &str, words: &HashSet<&str>) {
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push_str(line);
        return;
    }
    let last = text.chars().next_back();
    let first = line.chars().next();
    if let Some(stem) = text.strip_suffix(['-', '\u{2010}'])
        && stem.ends_with(char::is_alphabetic)
        && first.is_some_and(char::is_lowercase)
    {
        let before = tail(stem).rsplit(char::is_whitespace).next().unwrap_or("");
        let before = before.trim_start_matches(|c: char| !c.is_alphanumeric());
        let behind = line
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        if words.contains(format!("{before}{behind}").as_str()) {
            text.pop();
        }
        text.push_str(line);
        return;
    }
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    let needs_none = text.is_empty() || unspaced(last) && unspaced(first);
    if !needs_none {
        text.push(' ');
    }
    text.push_str(line);
}
