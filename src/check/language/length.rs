//! A translation that is far longer or shorter than is usual: something is missing, or does not
//! belong there.

use super::characters::{block, has_letters};
use super::{Findings, Text};

/// The shortest length of the source that says anything.
const LEAST: f64 = 60.0;

/// How many times longer one text may be than the other.
const MOST: f64 = 2.6;

/// Compares lengths, counted in what takes as much room in meaning.
///
/// A Han character says about as much as three letters of an alphabet, a kana or a syllable of
/// Hangul or Ethiopic about as much as two: so weighed, the translations of Django and Sphinx
/// into 90 languages, and of the declaration in the repository, have medians between 0.7 and
/// 1.25 of their sources. Of those 8,000 texts four lie outside of the bounds, and lack a part.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let of_source = weight(source.visible);
    if of_source < LEAST || !has_letters(target.visible, 1) {
        return;
    }
    let ratio = weight(target.visible) / of_source;
    if (1.0 / MOST..=MOST).contains(&ratio) {
        return;
    }
    found.add("length", 0..0, || {
        let count = |text: Text<'_>| text.visible.chars().count();
        let (how, hint) = if ratio < 1.0 {
            ("short", "is something missing?")
        } else {
            ("long", "does all of it belong there?")
        };
        (
            format!(
                "the translation is unusually {how}: {} characters for {} of the source",
                count(target),
                count(source)
            ),
            Some(hint.to_owned()),
        )
    });
}

/// The length of a text in letters of an alphabet.
fn weight(text: &str) -> f64 {
    if text.is_ascii() {
        return text.len() as f64;
    }
    text.chars()
        .map(|character| {
            // Before Hangul come alphabets only.
            if character < '\u{1100}' {
                return 1.0;
            }
            match block(character) {
                Some("Hani" | "Yiii") => 3.0,
                Some("Hira" | "Kana" | "Hang" | "Ethi" | "Cans" | "Vaii") => 2.0,
                _ => 1.0,
            }
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    const LONG: &str = "All States, acting individually or collectively, shall respect, protect \
                        and fulfil the right to international solidarity.";

    #[test]
    fn lengths_are_of_one_order() {
        let length = |language, text: &str, expected: &[&str]| {
            check("length", ("en", LONG), (language, text), expected);
        };
        length(
            "zh",
            "所有国家，无论单独或集体行动，都应尊重、保护和实现国际团结权。",
            &[],
        );
        length("zh", "所有国家应尊重。", &[""]);
        length("fr", "Tous les États respectent.", &[""]);
        length("fr", &LONG.repeat(2), &[]);
        length("fr", &LONG.repeat(3), &[""]);
        length(
            "ko",
            "모든 국가는 개별적으로 또는 집단적으로 국제 연대에 대한 권리를 존중하고 보호하며 실현하여야 한다.",
            &[],
        );
        length("fr", "\u{fffc}", &[]);
        check(
            "length",
            ("en", "No."),
            ("fr", "Absolument pas, en aucun cas, jamais."),
            &[],
        );
        check(
            "length",
            (
                "zh",
                "所有国家，无论单独或集体行动，都应尊重、保护和实现国际团结权。",
            ),
            ("en", LONG),
            &[],
        );
    }
}
