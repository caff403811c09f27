//! Characters that readers do not see, or see only as a longer stroke.
//!
//! A byte-order mark, marks that override the direction and control characters are errors and
//! are found elsewhere; here are those that are right in some places.

use super::characters::{Place, code_point, digit, is_arabic, places, script};
use super::{Findings, Text};
use crate::locale::Direction;

/// Finds a kashida (tatweel) that stretches a word.
///
/// At the end of a word and before what is no Arabic letter it is needed, to give a letter its
/// joined form: `هـ`, `الـ25`.
pub(super) fn kashida(_: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let mut run: Option<(usize, Option<char>)> = None;
    for place in places(target.visible) {
        if place.character != '\u{640}' {
            run = None;
            continue;
        }
        let (start, before) = *run.get_or_insert((place.at, place.before));
        let stretches = before.is_some_and(is_arabic) && place.after_is(is_arabic);
        if stretches {
            found.add("kashida", start..place.span().end, || {
                (
                    "a word is stretched by a kashida (U+0640)".to_owned(),
                    Some("remove it: search does not find stretched words".to_owned()),
                )
            });
        }
    }
}

/// Invisible characters with their names in Unicode.
const NAMES: &[(char, &str)] = &[
    ('\u{34f}', "combining grapheme joiner"),
    ('\u{61c}', "Arabic letter mark"),
    ('\u{115f}', "Hangul choseong filler"),
    ('\u{1160}', "Hangul jungseong filler"),
    ('\u{180e}', "Mongolian vowel separator"),
    ('\u{200b}', "zero width space"),
    ('\u{200c}', "zero width non-joiner"),
    ('\u{200d}', "zero width joiner"),
    ('\u{200e}', "left-to-right mark"),
    ('\u{200f}', "right-to-left mark"),
    ('\u{2061}', "function application"),
    ('\u{2062}', "invisible times"),
    ('\u{2063}', "invisible separator"),
    ('\u{2064}', "invisible plus"),
    ('\u{3164}', "Hangul filler"),
    ('\u{ffa0}', "halfwidth Hangul filler"),
];

fn name_of(character: char) -> Option<&'static str> {
    if character < NAMES[0].0 {
        return None;
    }
    let at = NAMES.binary_search_by_key(&character, |(known, _)| *known);
    at.ok().map(|at| NAMES[at].1)
}

/// Whether a character is one that readers do not see.
pub(super) fn is_invisible(character: char) -> bool {
    name_of(character).is_some()
}

/// Scripts whose spelling needs joiners and non-joiners (The Unicode Standard, chapters 9, 12
/// and 13).
const JOINING: &[&str] = &[
    "Arab", "Beng", "Deva", "Gujr", "Guru", "Khmr", "Knda", "Mlym", "Mong", "Orya", "Sinh", "Syrc",
    "Taml", "Telu", "Tibt",
];

/// Scripts without spaces between words, in which U+200B says where a line can break.
const BREAKING: &[&str] = &["Bali", "Java", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"];

/// Finds zero-width characters that the language does not need, unless the source has them too.
pub(super) fn zero_width(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let mut has_right_to_left = None;
    let mut in_source: Option<Vec<char>> = None;
    for place in places(target.visible) {
        let character = place.character;
        let Some(name) = name_of(character) else {
            continue;
        };
        let has_use = match character {
            '\u{200e}' | '\u{200f}' | '\u{61c}' => *has_right_to_left.get_or_insert_with(|| {
                target.locale.direction() == Direction::RightToLeft
                    || target.visible.chars().any(is_right_to_left)
            }),
            _ => is_needed(&place, target),
        };
        let in_source = in_source.get_or_insert_with(|| {
            let known = NAMES.iter().map(|(known, _)| *known);
            known
                .filter(|known| source.visible.contains(*known))
                .collect()
        });
        if has_use || in_source.contains(&character) {
            continue;
        }
        found.add("zero-width", place.span(), || {
            (
                format!("an invisible character, {} ({name})", code_point(character)),
                Some("remove it; it comes with copied text and breaks words for search".to_owned()),
            )
        });
    }
}

/// Whether a joiner, non-joiner or zero-width space does something where it stands.
fn is_needed(place: &Place, target: Text<'_>) -> bool {
    let own = target.locale.script();
    let joins = |c: char| c == '\u{640}' || JOINING.iter().any(|known| in_script(c, known));
    match place.character {
        '\u{200b}' => BREAKING.contains(&own),
        // Arabic proper joins its letters as they come; other languages in its script do not.
        '\u{200c}' => target.language() != "ar" && place.before_is(joins),
        '\u{200d}' => {
            place.before_is(joins)
                || place.after_is(joins)
                || place.before_is(is_pictographic) && place.after_is(is_pictographic)
        }
        '\u{180e}' => own == "Mong",
        '\u{34f}' | '\u{115f}' | '\u{1160}' => own == "Hebr" || own == "Kore",
        _ => false,
    }
}

/// Whether a character belongs to a script, its marks included: they stand in its block.
fn in_script(character: char, known: &str) -> bool {
    script(character) == Some(known)
        || !character.is_alphanumeric()
            && super::characters::block(character) == Some(known)
            && digit(character).is_none()
}

fn is_right_to_left(character: char) -> bool {
    matches!(character, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{1e900}'..='\u{1e95f}')
}

/// Whether a character can stand in a sequence of emoji (UTS #51), by its block.
fn is_pictographic(character: char) -> bool {
    matches!(character, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::NAMES;

    #[test]
    fn names_ascend() {
        assert!(NAMES.is_sorted());
    }

    #[test]
    fn finds_stretched_words() {
        let kashida = |language, text, expected: &[&str]| {
            check("kashida", ("en", "Whatever."), (language, text), expected);
        };
        kashida("ar", "الحقـــوق", &["ـــ"]);
        kashida("ar", "الحقوق", &[]);
        kashida("fa", "حقـوق", &["ـ"]);
        kashida("ar", "١٤٤٣ هـ، (هـ)، الـ25، بـ«القانون»، ـة", &[]);
        kashida("ur", "حقوق ۱۴۴۳ ھـ", &[]);
    }

    #[test]
    fn finds_invisible_characters() {
        let invisible = |language, text, expected: &[&str]| {
            check(
                "zero-width",
                ("en", "Whatever."),
                (language, text),
                expected,
            );
        };
        invisible("fr", "Les\u{200b} droits", &["\u{200b}"]);
        invisible("th", "สิทธิ\u{200b}มนุษยชน", &[]);
        invisible("km", "សិទ្ធិ\u{200b}មនុស្ស", &[]);
        invisible("fa", "می\u{200c}شود", &[]);
        invisible("ar", "الح\u{200c}قوق", &["\u{200c}"]);
        invisible("hi", "क्\u{200d}ष क्\u{200c}ष", &[]);
        invisible("si", "ශ්\u{200d}රී", &[]);
        invisible("ru", "пра\u{200c}ва", &["\u{200c}"]);
        invisible("es", "👩\u{200d}🚀 y 🏳\u{fe0f}\u{200d}🌈", &[]);
        invisible("es", "de\u{200d}rechos", &["\u{200d}"]);
        invisible("ar", "OHCHR\u{200e} (الحقوق)\u{200f}", &[]);
        invisible("he", "זכויות\u{200f}!", &[]);
        invisible("fr", "droits\u{200e}", &["\u{200e}"]);
        invisible("fr", "الحقوق\u{200f}!", &[]);
        invisible("ko", "인권\u{3164}", &["\u{3164}"]);
        invisible("fr", "co\u{ad}opération\u{2060}", &[]);
        check(
            "zero-width",
            ("en", "a/\u{200b}b"),
            ("fr", "a/\u{200b}b"),
            &[],
        );
    }
}
