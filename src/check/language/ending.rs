//! How a text ends: the last sign of the translation is of the same kind as the source's.
//!
//! 1. From the end, spaces, notes, brackets and quotation marks are passed over;
//! 2. what stands there then is a sign, or none. Where it is in doubt what ends the text (a
//!    full stop of an abbreviation or within brackets, a colon before an object), a text has
//!    several endings;
//! 3. source and translation must have one in common.

use std::ops::Range;

use super::characters::{OBJECT, closes, has_letters};
use super::{Findings, Text};

/// The kinds of signs that can end a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    None,
    Stop,
    Comma,
    Colon,
    Semicolon,
    Question,
    Exclamation,
    Ellipsis,
}

use Sign::{Colon, Comma, Ellipsis, Exclamation, Question, Semicolon, Stop};

impl Sign {
    fn name(self) -> &'static str {
        match self {
            Self::None => "without a sign",
            Stop => "with a full stop",
            Comma => "with a comma",
            Colon => "with a colon",
            Semicolon => "with a semicolon",
            Question => "with a question mark",
            Exclamation => "with an exclamation mark",
            Ellipsis => "with an ellipsis",
        }
    }
}

/// The scripts whose signs are known, with the signs they lack: texts in them end in another
/// way, and so may a text beside them.
const SCRIPTS: &[(&str, &[Sign])] = &[
    ("Arab", &[]),
    ("Armn", &[Question, Exclamation]),
    ("Beng", &[]),
    ("Cyrl", &[]),
    ("Deva", &[]),
    ("Ethi", &[]),
    ("Geor", &[]),
    ("Grek", &[]),
    ("Gujr", &[]),
    ("Guru", &[]),
    ("Hans", &[]),
    ("Hant", &[]),
    ("Hebr", &[]),
    ("Jpan", &[Comma, Semicolon, Colon]),
    ("Khmr", &[Comma, Semicolon]),
    ("Knda", &[]),
    ("Kore", &[Comma, Semicolon]),
    ("Latn", &[]),
    ("Mlym", &[]),
    ("Mymr", &[Comma, Semicolon, Colon, Question, Exclamation]),
    ("Orya", &[]),
    ("Sinh", &[]),
    ("Taml", &[]),
    ("Telu", &[]),
    ("Thaa", &[]),
];

/// Abbreviations with vowels that end texts. Those without are known by that.
const ABBREVIATIONS: &[&str] = &[
    "etc", "al", "inc", "co", "ca", "ed", "eds", "no", "usw", "др", "пр", "ін", "ch", "art", "vol",
    "op", "cit", "ibid", "cap", "núm",
];

/// Reports a translation that ends with another kind of sign than its source.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let (Some(lacks), Some(source_lacks)) = (lacks(target), lacks(source)) else {
        return;
    };
    if !has_letters(source.visible, 2) || !has_letters(target.visible, 2) {
        return;
    }
    let (expected, _) = endings(source);
    let (endings, span) = endings(target);
    let differs = !expected.iter().any(|sign| endings.contains(sign));
    let unknown = expected.iter().any(|sign| lacks.contains(sign))
        || endings.iter().any(|sign| source_lacks.contains(sign));
    if !differs || unknown {
        return;
    }
    let (Some(expected), Some(ending)) = (expected.first(), endings.first()) else {
        return;
    };
    found.add("end-punctuation", span.clone(), || {
        let hint = match usual(*expected, target) {
            Some(sign) => format!("end it with {sign}"),
            None => format!("remove the `{}`", &target.visible[span]),
        };
        (
            format!(
                "the translation ends {}, its source {}",
                ending.name(),
                expected.name()
            ),
            Some(hint),
        )
    });
}

/// The signs that the text's script lacks; nothing if the script is not known, or has none.
fn lacks(text: Text<'_>) -> Option<&'static [Sign]> {
    let script = text.locale.script();
    let known = SCRIPTS.iter().find(|(known, _)| *known == script)?;
    Some(known.1)
}

/// What a text may end with, the most likely first, and where that stands.
fn endings(text: Text<'_>) -> (Vec<Sign>, Range<usize>) {
    let visible = text.visible;
    let mut enclosed = false;
    let mut object = false;
    for (at, character) in visible.char_indices().rev() {
        let span = at..at + character.len_utf8();
        if character == OBJECT {
            object = true;
        } else if closes(character) {
            enclosed = true;
        } else if !character.is_whitespace() && !is_invisible(character) {
            let signs = signs(character, text);
            let before = &visible[..at];
            if signs.is_empty() {
                return (vec![Sign::None], span);
            }
            if signs == [Stop] && before.ends_with("..") {
                return (vec![Ellipsis], at - 2..span.end);
            }
            let mut signs = signs.to_vec();
            let doubtful = enclosed
                || object && signs.contains(&Colon)
                || signs == [Stop] && (ends_with_abbreviation(before) || is_short_word(before));
            if doubtful {
                signs.push(Sign::None);
            }
            return (signs, span);
        }
    }
    (vec![Sign::None], 0..0)
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{61c}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What a sign means in a language; nothing if it is none.
fn signs(character: char, text: Text<'_>) -> &'static [Sign] {
    match (character, text.language()) {
        (';' | '\u{37e}', "el") => &[Question],
        ('·' | '\u{387}', "el") => &[Semicolon],
        (':', "hy") => &[Stop, Colon],
        ('.', "hy") => &[Colon, Semicolon, Stop],
        ('՝', "hy") => &[Comma, Colon],
        ('.' | '．' | '。' | '｡' | '।' | '॥' | '۔' | '։' | '።' | '។' | '៕' | '။', _) => {
            &[Stop]
        }
        (',' | '，' | '、' | '､' | '،' | '၊' | '፣', _) => &[Comma],
        (':' | '：' | '፥' | '፦' | '៖', _) => &[Colon],
        (';' | '；' | '؛' | '፤', _) => &[Semicolon],
        ('?' | '？' | '؟' | '፧', _) => &[Question],
        ('!' | '！', _) => &[Exclamation],
        ('…' | '⋯', _) => &[Ellipsis],
        _ => &[],
    }
}

/// Whether a text is one short word, which is hardly a sentence: `Aug.`
fn is_short_word(text: &str) -> bool {
    text.chars().nth(5).is_none() && text.chars().all(char::is_alphabetic)
}

/// Whether the last word is an abbreviation, so that a full stop behind it may belong to it: it
/// has another full stop, is one letter, has no vowel, or is known.
fn ends_with_abbreviation(before: &str) -> bool {
    // A word that is longer than this is none; no more is looked at.
    let mut start = before.len();
    for (at, character) in before.char_indices().rev().take(9) {
        if character.is_whitespace() || matches!(character, '(' | '«' | '“' | '/') {
            break;
        }
        start = at;
    }
    let word = before[start..].to_lowercase();
    let length = word.chars().count();
    let vowel = |c: char| {
        matches!(
            c,
            'a' | 'e'
                | 'i'
                | 'o'
                | 'u'
                | 'y'
                | 'à'
                | 'á'
                | 'â'
                | 'ã'
                | 'ä'
                | 'å'
                | 'è'
                | 'é'
                | 'ê'
                | 'ë'
                | 'ì'
                | 'í'
                | 'î'
                | 'ï'
                | 'ò'
                | 'ó'
                | 'ô'
                | 'õ'
                | 'ö'
                | 'ø'
                | 'ù'
                | 'ú'
                | 'û'
                | 'ü'
                | 'ý'
                | 'а'
                | 'е'
                | 'ё'
                | 'и'
                | 'о'
                | 'у'
                | 'ы'
                | 'э'
                | 'ю'
                | 'я'
                | 'і'
                | 'ї'
                | 'є'
                | 'α'
                | 'ε'
                | 'η'
                | 'ι'
                | 'ο'
                | 'υ'
                | 'ω'
                | 'ά'
                | 'έ'
                | 'ή'
                | 'ί'
                | 'ό'
                | 'ύ'
                | 'ώ'
        )
    };
    let has_case = |c: char| c.is_lowercase();
    length == 1 && word.chars().all(has_case)
        || length <= 8 && word.contains('.')
        || length <= 4 && !word.is_empty() && word.chars().all(|c| has_case(c) && !vowel(c))
        || ABBREVIATIONS.contains(&word.as_str())
}

/// How a language writes a sign, for a hint; nothing for none.
fn usual(sign: Sign, text: Text<'_>) -> Option<String> {
    let east_asian = matches!(text.locale.script(), "Hans" | "Hant" | "Jpan");
    let arabic = matches!(text.locale.script(), "Arab" | "Thaa");
    let written = match sign {
        Sign::None => return None,
        Stop if east_asian => '。',
        Stop => match (text.language(), text.locale.script()) {
            ("hi" | "bn" | "ne" | "as" | "sa" | "mai" | "bho", _) | (_, "Guru" | "Orya") => '।',
            ("ur", _) => '۔',
            ("hy", _) => '։',
            (_, "Ethi") => '።',
            (_, "Khmr") => '។',
            (_, "Mymr") => '။',
            _ => '.',
        },
        Comma if east_asian => '，',
        Comma if arabic => '،',
        Comma if text.locale.script() == "Ethi" => '፣',
        Comma => ',',
        Colon if east_asian => '：',
        Colon => ':',
        Semicolon if east_asian => '；',
        Semicolon if arabic => '؛',
        Semicolon if text.language() == "el" => '·',
        Semicolon if text.locale.script() == "Ethi" => '፤',
        Semicolon => ';',
        Question if east_asian => '？',
        Question if arabic => '؟',
        Question if text.language() == "el" => ';',
        Question => '?',
        Exclamation if east_asian => '！',
        Exclamation => '!',
        Ellipsis => '…',
    };
    let spaced = text.language() == "fr" && matches!(sign, Colon)
        || text.language() == "fr"
            && !text.is_in("CA")
            && matches!(sign, Semicolon | Question | Exclamation);
    let space = if spaced { "a no-break space and " } else { "" };
    Some(format!("{space}`{written}`"))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn texts_end_alike() {
        let check = |source, language, target, expected: &[&str]| {
            check(
                "end-punctuation",
                ("en", source),
                (language, target),
                expected,
            );
        };
        check("All States:", "zh", "所有国家：", &[]);
        check("All States:", "zh", "所有国家。", &["。"]);
        check("All States;", "ar", "جميع الدول؛", &[]);
        check("All States;", "ar", "جميع الدول،", &["،"]);
        check("All States,\u{fffc}", "fr", "Tous les États\u{fffc},", &[]);
        check(
            "All States,\u{fffc}",
            "fr",
            "Tous les États\u{fffc}",
            &["s"],
        );
        check("All States.", "hi", "सभी राज्य।", &[]);
        check("All States.", "hi", "सभी राज्य", &["य"]);
        check("Who?", "el", "Ποιος;", &[]);
        check("States;", "el", "Κράτη·", &[]);
        check("States;", "el", "Κράτη;", &[";"]);
        check("Who?", "am", "ማን ነው፧", &[]);
        check("All States.", "am", "ሁሉም ሀገራት።", &[]);
        check("All States.", "hy", "Բոլոր պետությունները։", &[]);
        check("Who?", "hy", "Ո՞վ։", &[]);
        check("All States.", "th", "ทุกรัฐ", &[]);
        check("All States;", "ja", "すべての国。", &[]);
        check("All States.", "ja", "すべての国、", &["、"]);
        check("Wait…", "ru", "Подождите...", &[]);
        check("Wait…", "ru", "Подождите.", &["."]);
        check("He said \"no.\"", "fr", "Il a dit «\u{a0}non\u{a0}».", &[]);
        check("See the note (1996)", "ru", "См. примечание (1996 г.)", &[]);
        check("8 February 2022", "ru", "8 февраля 2022 г.", &[]);
        check("States, etc.", "zh", "各国等", &[]);
        check("All States", "es", "Todos los Estados.", &["."]);
        check("Run: \u{fffc}", "zh", "运行：\u{fffc}", &[]);
        check("Aug.", "zh", "八月", &[]);
        check("1.", "fr", "1", &[]);
        check("", "fr", "", &[]);
    }
}
