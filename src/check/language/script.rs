//! Letters of a script that is not the language's.
//!
//! Names, acronyms and symbols in Latin letters are normal in every language. What is not:
//! letters that only look right ([`mixed`]), and a whole text in another script ([`wrong`]).

use super::characters::{code_point, name_of_script, script, scripts_of};
use super::{Findings, Text};

/// Letters that look alike, as Latin, Cyrillic, Greek (Unicode's confusables, UTS #39,
/// those that differ in no usual font). A space where there is none.
const ALIKE: &[(char, char, char)] = &[
    ('A', 'А', 'Α'),
    ('B', 'В', 'Β'),
    ('C', 'С', ' '),
    ('E', 'Е', 'Ε'),
    ('H', 'Н', 'Η'),
    ('I', 'І', 'Ι'),
    ('J', 'Ј', ' '),
    ('K', 'К', 'Κ'),
    ('M', 'М', 'Μ'),
    ('N', ' ', 'Ν'),
    ('O', 'О', 'Ο'),
    ('P', 'Р', 'Ρ'),
    ('S', 'Ѕ', ' '),
    ('T', 'Т', 'Τ'),
    ('X', 'Х', 'Χ'),
    ('Y', 'У', 'Υ'),
    ('Z', ' ', 'Ζ'),
    ('a', 'а', 'α'),
    ('c', 'с', ' '),
    ('e', 'е', ' '),
    ('i', 'і', 'ι'),
    ('j', 'ј', ' '),
    ('o', 'о', 'ο'),
    ('p', 'р', 'ρ'),
    ('s', 'ѕ', ' '),
    ('v', ' ', 'ν'),
    ('x', 'х', ' '),
    ('y', 'у', ' '),
];

/// The scripts of [`ALIKE`], in the order of its columns, with their names.
const COLUMNS: [(&str, &str); 3] = [("Latn", "Latin"), ("Cyrl", "Cyrillic"), ("Grek", "Greek")];

/// Languages whose letter palochka is commonly typed as a Latin `I`.
const PALOCHKA: &[&str] = &[
    "ab", "abq", "ady", "av", "ce", "dar", "inh", "kbd", "lbe", "lez", "tab",
];

/// How many words a source has at least if its translation must show the language's script.
const MANY_WORDS: usize = 6;

/// Finds words in which letters of one script stand for letters of another that look alike.
///
/// A word is a run of Latin, Cyrillic and Greek letters. Mixtures of which one part does not look like the other script
/// (`USBшный`, `μm`) are made on purpose.
pub(super) fn mixed(_: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let text = target.visible;
    if text.is_ascii() {
        return;
    }
    let mut start = None;
    let mut seen = [0usize; 3];
    for (at, character) in text
        .char_indices()
        .chain(std::iter::once((text.len(), ' ')))
    {
        if let Some(column) = column(character) {
            start.get_or_insert(at);
            seen[column] += 1;
        } else if let Some(start) = start.take() {
            let seen = std::mem::take(&mut seen);
            if seen.iter().filter(|count| **count > 0).count() > 1 {
                look_alike(target, start, &text[start..at], seen, found);
            }
        }
    }
}

/// The column of [`ALIKE`] that a letter's script has.
fn column(letter: char) -> Option<usize> {
    // From Armenian to Ol Chiki and from Han to Vai there is none of them, and whether something
    // is a letter is a slow question.
    if matches!(letter, '\u{530}'..='\u{1c7f}' | '\u{2e80}'..='\u{a63f}') {
        return None;
    }
    let script = script(letter)?;
    COLUMNS.iter().position(|(code, _)| *code == script)
}

fn row(alike: &(char, char, char)) -> [char; 3] {
    [alike.0, alike.1, alike.2]
}

/// Reports a word of several scripts if all letters of the rarer ones look like letters of the
/// most frequent one.
fn look_alike(target: Text<'_>, start: usize, word: &str, seen: [usize; 3], found: &mut Findings) {
    // Of equally frequent scripts, the language's own is the one that was meant.
    let own = target.locale.script();
    let main = (0..3)
        .max_by_key(|column| (seen[*column], COLUMNS[*column].0 == own))
        .unwrap_or(0);
    let mut first = None;
    for (at, letter) in word.char_indices() {
        let Some(column) = column(letter).filter(|column| *column != main) else {
            continue;
        };
        let twin = ALIKE
            .iter()
            .map(row)
            .find(|row| row[column] == letter)
            .map(|row| row[main])
            .filter(|twin| *twin != ' ');
        let Some(twin) = twin else {
            return;
        };
        first.get_or_insert((at, letter, twin, column));
    }
    let Some((at, letter, twin, column)) = first else {
        return;
    };
    if is_roman(word, main) || letter == 'I' && PALOCHKA.contains(&target.language()) {
        return;
    }
    let span = start + at..start + at + letter.len_utf8();
    found.add("script-mixed", span, || {
        (
            format!(
                "`{letter}` ({}) in `{word}` is a {} letter in a {} word",
                code_point(letter),
                COLUMNS[column].1,
                COLUMNS[main].1,
            ),
            Some(format!("write `{twin}` ({})", code_point(twin))),
        )
    });
}

/// Ordinal endings in Cyrillic that follow a Roman ten.
const ORDINALS: &[&str] = &[
    "го", "е", "й", "му", "м", "ого", "ое", "ой", "ом", "ому", "ти", "ту", "ый", "ым", "ых", "я",
    "та", "то",
];

/// Whether a word that is not Latin begins with a Roman numeral, as in `IIго`. A single letter
/// counts only if no Cyrillic letter of Russian looks like it (`Cам` is a mistake), or as an
/// ordinal: `Xти`.
fn is_roman(word: &str, main: usize) -> bool {
    let numeral = word
        .find(|c| !matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M'))
        .unwrap_or(word.len());
    COLUMNS[main].0 != "Latn"
        && (numeral > 1
            || word.starts_with(['I', 'V'])
            || word
                .strip_prefix('X')
                .is_some_and(|rest| ORDINALS.contains(&rest)))
        && !word[numeral..].contains(|c| script(c) == Some("Latn"))
}

/// Reports a translation without a single letter of the language's script, if the source has
/// many words. One that equals the source is an untranslated copy, which is said elsewhere.
pub(super) fn wrong(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let own = scripts_of(target.locale.script());
    if own.is_empty()
        || source.visible == target.visible
        || source
            .visible
            .split_whitespace()
            .nth(MANY_WORDS - 1)
            .is_none()
    {
        return;
    }
    let mut other = None;
    for character in target.visible.chars() {
        match script(character) {
            Some(script) if own.contains(&script) => return,
            Some(script) => other = other.or(Some(script)),
            None => {}
        }
    }
    let Some(other) = other else {
        return;
    };
    found.add("script-wrong", 0..0, || {
        (
            format!(
                "the text has {} letters and not a single {} one",
                name_of_script(other),
                own.first().map_or("", |script| name_of_script(script)),
            ),
            Some("is it a text of another language? Translate it".to_owned()),
        )
    });
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn finds_letters_that_only_look_right() {
        let mixed = |language, text, letters: &[&str]| {
            check(
                "script-mixed",
                ("en", "Russia and Greece."),
                (language, text),
                letters,
            );
        };
        mixed("ru", "Россия и Греция.", &[]);
        mixed("ru", "Pоссия и Грeция.", &["P", "e"]);
        mixed("uk", "Украiна", &["i"]);
        mixed("uk", "Україна", &[]);
        mixed("el", "Eλλάδα", &["E"]);
        mixed("el", "Ελλάδα", &[]);
        mixed("es", "La sоlidaridad", &["о"]);
        mixed("es", "La solidaridad", &[]);
        mixed("kk", "Қазақстан бiрлігі", &["i"]);
        // Meant as they are.
        mixed(
            "ru",
            "USBшный IT-специалист, pH-метр, XXв., IIго, Iй, Xти",
            &[],
        );
        mixed("ru", "Cам", &["C"]);
        mixed("ce", "Iилма", &[]);
        mixed("en", "5 μm, 3 kΩ, β-carotene", &[]);
        mixed("zh", "使用USB接口", &[]);
        mixed("ja", "Tシャツ", &[]);
        mixed("ar", "وOHCHR", &[]);
    }

    #[test]
    fn finds_texts_in_another_script() {
        let long = "All States shall respect the rights of peoples.";
        let wrong = |language, text, places: &[&str]| {
            check("script-wrong", ("en", long), (language, text), places);
        };
        wrong("ru", "Tous les Etats respectent les droits.", &[""]);
        wrong("ru", "Все государства уважают права.", &[]);
        wrong("ar", "Все государства уважают права.", &[""]);
        wrong("fr", "Все государства уважают права.", &[""]);
        wrong("zh", "OHCHR A/HRC/35/35 人权", &[]);
        wrong("zh", "OHCHR A/HRC/35/35", &[""]);
        wrong("ja", "すべてのくに", &[]);
        wrong("ko", "모든 국가", &[]);
        wrong("ru", long, &[]);
        wrong("ru", "25/15", &[]);
        check("script-wrong", ("en", "See OHCHR"), ("ru", "OHCHR"), &[]);
    }
}
