//! Numbers in front of paragraphs, in headings and in the text, in any script.
//!
//! What a label means is often open: `i)` is the ninth letter and the first Roman number, `c`
//! the third letter and a hundred. A [`Label`] keeps all readings; whoever knows what is expected
//! chooses.

use super::numeral::{chinese, letters, roman};
use crate::check::language::characters::digit;

/// How a label is set off from the text behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// By white space alone, and it is a number: `1 `.
    Bare,
    /// By punctuation behind it: `1.`, `a)`, `一、`.
    Closed,
    /// By punctuation on both sides: `(a)`.
    Enclosed,
}

/// A label at the start of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    pub(super) form: Form,
    /// The number without punctuation, in lower case and with ASCII digits.
    pub(super) body: String,
    /// What it can stand for.
    pub(super) readings: Vec<u32>,
    /// Where the text behind it begins, in bytes.
    pub(super) end: usize,
}

const OPENING: [char; 4] = ['(', '（', '[', '〔'];
const CLOSING: [char; 4] = [')', '）', ']', '〕'];
/// What closes a label that nothing opens.
const STOPS: [char; 8] = ['.', ')', '）', ']', '、', '．', '°', 'º'];
const DASHES: [char; 3] = ['-', '–', '—'];

/// Longer numbers are years or amounts.
const MOST_DIGITS: usize = 3;
/// `xxxviii` has seven letters.
const MOST_LETTERS: usize = 7;

/// The label at the start of a text.
pub(super) fn leading(text: &str) -> Option<Label> {
    let inner = text.strip_prefix(OPENING);
    let start = inner.map_or(0, |inner| text.len() - inner.len());
    let rest = &text[start..];
    let digits = rest.chars().take_while(|c| digit(*c).is_some()).count();
    let length = match digits {
        0 => rest.chars().take_while(|c| is_letter(*c)).count(),
        digits => digits,
    };
    let most = if digits > 0 {
        MOST_DIGITS
    } else {
        MOST_LETTERS
    };
    if length == 0 || length > most {
        return None;
    }
    let size: usize = rest.chars().take(length).map(char::len_utf8).sum();
    let body = normal(&rest[..size]);
    let readings = match digits {
        0 => letters(&rest[..size])?,
        _ => vec![body.parse().ok()?],
    };
    let behind = &rest[size..];
    let (form, closed) = if inner.is_some() {
        (Form::Enclosed, behind.strip_prefix(CLOSING)?)
    } else if let Some(closed) = behind.strip_prefix(STOPS) {
        (
            Form::Closed,
            closed.strip_prefix(['-', ')']).unwrap_or(closed),
        )
    } else if let Some(closed) = behind.strip_prefix(DASHES) {
        // `5-year` is no label.
        let set_off = closed.is_empty() || closed.starts_with(char::is_whitespace);
        (Form::Closed, set_off.then_some(closed)?)
    } else {
        (digits > 0 && behind.starts_with(char::is_whitespace)).then_some((Form::Bare, behind))?
    };
    let text_behind = closed.trim_start();
    let spaced = text_behind.len() < closed.len() || text_behind.is_empty();
    // `1.5` and `e.g.` go on; `1.国际` and `(a)the` do not need a space.
    let stop = behind.chars().next().filter(|_| form == Form::Closed);
    let needs_space = stop.is_some_and(|stop| matches!(stop, '.' | '°' | 'º'));
    if !spaced && needs_space && !text_behind.starts_with(is_unspaced) {
        return None;
    }
    Some(Label {
        form,
        body,
        readings,
        end: text.len() - text_behind.len(),
    })
}

fn is_letter(character: char) -> bool {
    // The tatweel of `هـ`.
    character.is_alphabetic() || character == '\u{640}' || character == '〇'
}

/// Lower case, with ASCII digits and without the tatweel: two spellings of a number are equal.
pub(super) fn normal(body: &str) -> String {
    body.chars()
        .filter(|c| *c != '\u{640}')
        .flat_map(|c| match digit(c) {
            Some(value) => char::from(b'0' + value).to_lowercase(),
            None => c.to_lowercase(),
        })
        .collect()
}

/// Whether words of the script of a character are written without spaces between them.
pub(super) fn is_unspaced(character: char) -> bool {
    let korean = matches!(character,
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7a3}');
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}')
        || is_wide(character) && !korean
}

/// Whether a character takes the room of two: East Asian Wide and Fullwidth, by block (Unicode
/// Standard Annex #11).
pub(super) fn is_wide(character: char) -> bool {
    matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// The number that a heading has: `Article 3`, `第三条`, `Part II`.
pub(super) fn of_heading(text: &str) -> Option<u32> {
    let digits: String = text
        .chars()
        .skip_while(|c| digit(*c).is_none())
        .take_while(|c| digit(*c).is_some())
        .take(5)
        .collect();
    if !digits.is_empty() {
        return normal(&digits).parse().ok().filter(|n| *n < 10_000);
    }
    if let Some((_, behind)) = text.split_once('第') {
        let end = behind
            .find(|c: char| chinese(c.encode_utf8(&mut [0; 4])).is_none() && !"零〇".contains(c));
        return chinese(&behind[..end.unwrap_or(behind.len())]);
    }
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().all(|c| c.is_ascii_uppercase()) && !word.is_empty())
        .find_map(|word| roman(&word.to_lowercase()))
}

/// The most figures of a text that are compared.
const MOST_FIGURES: usize = 32;

/// What a translation keeps: numbers from ten, and abbreviations in Latin capitals, as values
/// that can be compared. Sorted; numbers that are glued to a word are left out, as they are
/// those of notes.
pub(super) fn figures(text: &str) -> Vec<u64> {
    let mut figures = Vec::new();
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        if figures.len() == MOST_FIGURES {
            break;
        }
        if let Some(first) = digit(character) {
            let mut value = u64::from(first);
            while let Some(next) = characters.peek().copied().and_then(digit) {
                value = value.saturating_mul(10).saturating_add(next.into());
                characters.next();
            }
            if value >= 10 && (!before.is_alphabetic() || is_unspaced(before)) {
                figures.push(value);
            }
        } else if character.is_ascii_uppercase() && !before.is_alphanumeric() {
            let mut name = vec![character as u8];
            while let Some(next) = characters.next_if(char::is_ascii_uppercase) {
                name.push(next as u8);
            }
            let ends = !characters.peek().is_some_and(|c| c.is_alphabetic());
            if ends && (3..=7).contains(&name.len()) {
                // Beyond any number that is likely: the highest byte is set.
                let value = name
                    .iter()
                    .fold(1, |value, byte| value << 8 | u64::from(*byte));
                figures.push(value | 1 << 63);
            }
        }
        before = character;
    }
    figures.sort_unstable();
    figures
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_labels() {
        let check = |text: &str, form, readings: &[u32], rest: &str| {
            let label = leading(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((label.form, &*label.readings), (form, readings), "{text}");
            assert_eq!(&text[label.end..], rest, "{text}");
        };
        use Form::{Bare, Closed, Enclosed};
        check("1. One", Closed, &[1], "One");
        check("12) One", Closed, &[12], "One");
        check("1.- One", Closed, &[1], "One");
        check("1.", Closed, &[1], "");
        check("(a) One", Enclosed, &[1], "One");
        check("(c) One", Enclosed, &[3, 100], "One");
        check("i) One", Closed, &[1, 9], "One");
        check("(iv) One", Enclosed, &[4], "One");
        check("IV. One", Closed, &[4], "One");
        check("١- واحد", Closed, &[1], "واحد");
        check("(أ) واحد", Enclosed, &[1], "واحد");
        check("(هـ) واحد", Enclosed, &[5, 26], "واحد");
        check("(الف) یک", Enclosed, &[1], "یک");
        check("а) один", Closed, &[1], "один");
        check("и) один", Closed, &[8, 9], "один");
        check("(一) 国际", Enclosed, &[1], "国际");
        check("（十二）国际", Enclosed, &[12], "国际");
        check("一、国际", Closed, &[1], "国际");
        check("1.国际", Closed, &[1], "国际");
        check("१. एक", Closed, &[1], "एक");
        check("(क) एक", Enclosed, &[], "एक");
        check("(יא) אחת", Enclosed, &[11], "אחת");
        check("α) ένα", Closed, &[1], "ένα");
        check("7 Charter", Bare, &[7], "Charter");
    }

    #[test]
    fn knows_words_from_labels() {
        for text in [
            "",
            "(",
            "()",
            "One. Two",
            "5-year plan",
            "1.5 million",
            "2012. The year",
            "(see) this",
            "e.g. this",
            "a word",
            "Mix. It",
            "1945",
            "(1945) vol",
            "第一条",
            "—",
            "1/2",
            "🙂.",
        ] {
            assert_eq!(leading(text), None, "{text}");
        }
    }

    #[test]
    fn reads_numbers_of_headings() {
        let check = |text, expected| assert_eq!(of_heading(text), expected, "{text}");
        check("Article 3", Some(3));
        check("المادة ١٠", Some(10));
        check("第三条", Some(3));
        check("第一部分", Some(1));
        check("第二十一条", Some(21));
        check("Part II", Some(2));
        check("Часть I", Some(1));
        check("Préambule", None);
        check("Article premier", None);
        check("第", None);
        check(&"9".repeat(1000), None);
    }

    #[test]
    fn figures_are_what_a_translation_keeps() {
        let same = |a: &str, b: &str| assert_eq!(figures(a), figures(b), "{a} and {b}");
        same(
            "resolution 25/15 of 2014, 3 times",
            "резолюция 25/15, 2014 г.",
        );
        same("12 January 2021 (OHCHR)", "١٢ يناير ٢٠٢١ OHCHR");
        same("rights12, and", "");
        same("团结47号", "no. 47");
        assert_eq!(figures(&"12 ".repeat(1000)).len(), MOST_FIGURES);
    }
}
