//! Which labels each language prints.
//!
//! For the official languages of the United Nations as its resolutions print them; for others
//! as their laws do. A language that is not here has the default.

use icu_locale::LanguageIdentifier;
use icu_locale::subtags::Script;

use super::LEVELS;
use super::system;

/// Samples for a language that is not in the table.
const DEFAULT: [&str; LEVELS] = ["1.", "(a)", "(i)"];

/// Languages, the script in which it holds, and the samples of each level.
const TABLE: &[(&str, &str, [&str; LEVELS])] = &[
    ("ar", "Arab", ["1-", "(أ)", "(1)"]),
    ("be", "Cyrl", ["1.", "а)", "i)"]),
    ("bg", "Cyrl", ["1.", "а)", "i)"]),
    ("el", "Grek", ["1.", "α)", "i)"]),
    ("en", "Latn", ["1.", "(a)", "(i)"]),
    ("es", "Latn", ["1.", "a)", "i)"]),
    ("fa", "Arab", ["1-", "(الف)", "(1)"]),
    ("fr", "Latn", ["1.", "a)", "i)"]),
    ("he", "Hebr", ["1.", "(א)", "(1)"]),
    ("mk", "Cyrl", ["1.", "а)", "i)"]),
    ("ru", "Cyrl", ["1.", "а)", "i)"]),
    ("sr", "Cyrl", ["1.", "а)", "i)"]),
    ("uk", "Cyrl", ["1.", "а)", "i)"]),
    ("ur", "Arab", ["1-", "(1)", "(i)"]),
    ("zh", "Hans", ["1.", "(a)", "(一)"]),
    ("zh", "Hant", ["1.", "(a)", "(一)"]),
];

/// The samples of a language in a script.
pub(super) fn of(language: &LanguageIdentifier, script: Script) -> [&'static str; LEVELS] {
    TABLE
        .iter()
        .find(|(l, s, _)| language.language.as_str() == *l && script.as_str() == *s)
        .map_or(DEFAULT, |(_, _, samples)| *samples)
}

/// The letters that a language counts with where it writes Cyrillic; the Russian ones for
/// languages whose own are not known.
pub(super) fn cyrillic(language: &LanguageIdentifier) -> &'static str {
    match language.language.as_str() {
        "be" => system::BELARUSIAN,
        "bg" => system::BULGARIAN,
        "mk" => system::MACEDONIAN,
        "sr" => system::SERBIAN,
        "uk" => system::UKRAINIAN,
        _ => system::RUSSIAN,
    }
}

#[cfg(test)]
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    TABLE.iter().map(|(language, ..)| *language).chain(["und"])
}
