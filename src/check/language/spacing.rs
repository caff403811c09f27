//! Spaces at punctuation, by language.
//!
//! - French sets `: ; ? !` and the guillemets off by spaces at which no line breaks (Lexique
//!   des règles typographiques en usage à l'Imprimerie nationale). In Canada only the colon and
//!   the guillemets are set off (Office québécois de la langue française); in Switzerland both
//!   habits are found.
//! - Other languages put no space before a sign, nor inside of guillemets.
//! - Chinese has no spaces between Han characters.

use std::collections::BTreeSet;

use super::characters::{OBJECT, Place, closes, is_east_asian, is_no_break_space, opens, places};
use super::{Findings, Text};

/// Languages that put no space before a sign.
const UNSPACED: &[&str] = &[
    "af", "ar", "az", "be", "bg", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu",
    "fa", "fi", "ga", "gl", "he", "hr", "hu", "id", "is", "it", "ka", "kk", "ko", "lt", "lv", "mk",
    "ms", "mt", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw",
    "tr", "uk", "ur", "uz", "vi",
];

/// Languages in which `«` opens, `»` closes, and no space stands within.
const TIGHT_GUILLEMETS: &[&str] = &[
    "ar", "be", "ca", "el", "es", "fa", "gl", "it", "nb", "nn", "no", "pt", "ru", "uk",
];

/// Finds spaces that should not be at a sign, or should.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let language = target.language();
    if matches!(target.locale.script(), "Hans" | "Hant") {
        between_han(target, found);
    }
    if language != "fr" && !UNSPACED.contains(&language) {
        return;
    }
    let mut alone = None;
    for place in places(target.visible) {
        if is_sign(place.character)
            && place.before_is(char::is_whitespace)
            && alone
                .get_or_insert_with(|| stand_alone(source))
                .contains(&place.character)
        {
            continue;
        }
        match place.character {
            '«' | '»' if language == "fr" => french_guillemet(&place, target, found),
            ':' | ';' | '?' | '!' if language == "fr" => french_sign(&place, target, found),
            '.' | ',' | ':' | ';' | '?' | '!' | '؟' | '،' | '؛' => {
                no_space_before(&place, found)
            }
            '«' | '»' if TIGHT_GUILLEMETS.contains(&language) => tight_guillemet(&place, found),
            _ => {}
        }
    }
}

/// The signs that stand alone in the source, and so are no punctuation: `a : b`. In French they
/// may be.
fn stand_alone(source: Text<'_>) -> BTreeSet<char> {
    if source.language() == "fr" {
        return BTreeSet::new();
    }
    places(source.visible)
        .filter(|place| is_sign(place.character))
        .filter(|place| place.before_is(char::is_whitespace) && ends_something(place))
        .map(|place| place.character)
        .collect()
}

/// Whether a sign ends a word or a sentence, rather than being part of an address, a time, a
/// smiley or a number.
fn ends_something(place: &Place) -> bool {
    let quoted = place
        .after
        .is_some_and(|c| closes(c) && !matches!(c, ')' | ']' | '}'));
    match place.character {
        ':' | ';' => quoted || place.after.is_none_or(|c| c.is_whitespace() || c == OBJECT),
        '.' => place.after.is_none_or(char::is_whitespace),
        _ => place
            .after
            .is_none_or(|c| c.is_whitespace() || c == OBJECT || closes(c) || is_sign(c)),
    }
}

fn is_sign(character: char) -> bool {
    matches!(
        character,
        '.' | ',' | ':' | ';' | '?' | '!' | '…' | '؟' | '،' | '؛'
    )
}

const BREAKS: &str = "a line can break at the space";

const NO_BREAK: &str = "write a no-break space, U+00A0 or the narrow U+202F";

/// A French `:`, `;`, `?` or `!`.
fn french_sign(place: &Place, target: Text<'_>, found: &mut Findings) {
    let sign = place.character;
    if target.is_in("CA") && sign != ':' {
        no_space_before(place, found);
        return;
    }
    let Some(before) = place.before.filter(|_| ends_something(place)) else {
        return;
    };
    let start = place.at - before.len_utf8();
    if is_no_break_space(before) || is_sign(before) || opens(before) {
        return;
    }
    if before.is_whitespace() {
        found.add("spacing", start..place.span().end, || {
            (
                format!("{BREAKS} before `{sign}`"),
                Some(format!("{NO_BREAK}, before `{sign}`")),
            )
        });
    } else if !target.is_in("CH") {
        found.add("spacing", place.span(), || {
            (
                format!("there is no space before `{sign}`"),
                Some(format!("{NO_BREAK}, before `{sign}`")),
            )
        });
    }
}

/// A French `«` or `»`.
fn french_guillemet(place: &Place, target: Text<'_>, found: &mut Findings) {
    let (inner, side, span) = match place.character {
        '«' => {
            let end = place.span().end + place.after.map_or(0, char::len_utf8);
            (place.after, "after", place.at..end)
        }
        _ => {
            let start = place.at - place.before.map_or(0, char::len_utf8);
            (place.before, "before", start..place.span().end)
        }
    };
    let Some(inner) = inner.filter(|inner| !is_no_break_space(*inner)) else {
        return;
    };
    let sign = place.character;
    if inner.is_whitespace() {
        found.add("spacing", span, || {
            (
                format!("{BREAKS} {side} `{sign}`"),
                Some(format!("{NO_BREAK}, {side} `{sign}`")),
            )
        });
    } else if !target.is_in("CH") {
        found.add("spacing", place.span(), || {
            (
                format!("there is no space {side} `{sign}`"),
                Some(format!("{NO_BREAK}, {side} `{sign}`")),
            )
        });
    }
}

/// A sign that stands directly behind its word.
fn no_space_before(place: &Place, found: &mut Findings) {
    let Some(before) = place.before.filter(|c| c.is_whitespace()) else {
        return;
    };
    // At the beginning of a text there is no word.
    let start = place.at - before.len_utf8();
    if start == 0 || !ends_something(place) {
        return;
    }
    let sign = place.character;
    found.add("spacing", start..place.span().end, || {
        (
            format!("there is a space before `{sign}`"),
            Some("remove the space".to_owned()),
        )
    });
}

/// A guillemet without a space on its inner side.
fn tight_guillemet(place: &Place, found: &mut Findings) {
    let sign = place.character;
    let (span, side) = match (sign, place.before, place.after) {
        ('«', _, Some(after)) if after.is_whitespace() => {
            (place.at..place.span().end + after.len_utf8(), "after")
        }
        ('»', Some(before), _) if before.is_whitespace() => {
            (place.at - before.len_utf8()..place.span().end, "before")
        }
        _ => return,
    };
    found.add("spacing", span, || {
        (
            format!("there is a space {side} `{sign}`"),
            Some("remove the space".to_owned()),
        )
    });
}

/// Spaces between Han characters, and between those and full-width signs. The ideographic
/// space (U+3000) is meant, and so is a space behind the number of an article.
fn between_han(target: Text<'_>, found: &mut Findings) {
    let is_han =
        |c: char| is_east_asian(c) || matches!(c, '。' | '，' | '；' | '：' | '、' | '？' | '！');
    let mut numbering = false;
    for place in places(target.visible) {
        if place.before_is(|c| c == '第') {
            numbering = true;
        }
        if !place.character.is_whitespace() {
            continue;
        }
        let numbered = std::mem::take(&mut numbering)
            && place.before_is(|c| "章节節条條款项項编編篇部分卷课課".contains(c));
        if numbered || matches!(place.character, '\u{3000}') {
            continue;
        }
        if place.before_is(is_han) && place.after_is(is_han) {
            found.add("spacing", place.span(), || {
                (
                    "there is a space between Chinese characters".to_owned(),
                    Some("remove it; a line break in the file is shown as a space".to_owned()),
                )
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn french_sets_signs_off() {
        let french = |language, text, expected: &[&str]| {
            check("spacing", ("en", "Whatever."), (language, text), expected);
        };
        french(
            "fr",
            "Droits\u{a0}: oui\u{202f}; non\u{202f}? Si\u{202f}!",
            &[],
        );
        french("fr", "Droits : oui ; non ? Si !", &[" :", " ;", " ?", " !"]);
        french("fr", "Droits: oui? Si!", &[":", "?", "!"]);
        french("fr", "Quoi\u{202f}?! Oui\u{202f}!!", &[]);
        french(
            "fr",
            "https://x.fr/?a=b à 10:30 :-) ou ;) (?) b\u{fffc}\u{a0}:",
            &[],
        );
        french(
            "fr",
            "«\u{a0}Droits\u{202f}», « droits » et «droits»:",
            &["« ", " »", "«", "»", ":"],
        );
        french("fr", "Oui , non .", &[" ,", " ."]);
        french(
            "fr-CA",
            "Quoi? Oui! Non; droits\u{a0}: «\u{a0}oui\u{a0}»",
            &[],
        );
        french("fr-CA", "Quoi ? Droits: oui", &[" ?", ":"]);
        french("fr-CH", "Quoi? Droits: oui", &[]);
        french("fr-CH", "Quoi ? Oui", &[" ?"]);
    }

    #[test]
    fn others_have_no_space_before_a_sign() {
        let others = |language, text, expected: &[&str]| {
            check("spacing", ("en", "Whatever."), (language, text), expected);
        };
        others(
            "es",
            "Derechos : sí , no . Sí ; ¿no ?",
            &[" :", " ,", " .", " ;", " ?"],
        );
        others("es", "Derechos: sí, no... 10 000,5 y .net ... :-)", &[]);
        others("es", "« Derechos » y «derechos»", &["« ", " »"]);
        others("ru", "« Права » и «права» : да", &["« ", " »", " :"]);
        others("ar", "الحقوق ، والواجبات ؟", &[" ،", " ؟"]);
        others("ar", "الحقوق، والواجبات؟", &[]);
        others("de", "»Rechte« und « Rechte »", &[]);
        others("br", "Gwirioù : ya !", &[]);
        others("tlh", "nuqneH !", &[]);
        check("spacing", ("en", "a : b"), ("es", "a : b"), &[]);
        check("spacing", ("fr", "a : b"), ("es", "a : b"), &[" :"]);
    }

    #[test]
    fn chinese_has_no_spaces() {
        let chinese = |language, text, expected: &[&str]| {
            check("spacing", ("en", "Whatever."), (language, text), expected);
        };
        chinese("zh", "人 权。 和平", &[" ", " "]);
        chinese("zh", "第一章 总则", &[]);
        chinese("zh-Hant", "第三條 目標 和平", &[" "]);
        chinese("zh", "使用 USB 接口，2021 年\u{3000}和平； | 人权", &[]);
        chinese("ja", "山田 太郎", &[]);
        chinese("ko", "인권 평화", &[]);
    }
}
