//! Translations that are a copy of their source.

use super::text::Pair;
use crate::diagnostic::{Diagnostic, Diagnostics};

/// How many words that are no names make a text that another language writes otherwise.
const WORDS: usize = 2;
/// How many letters do so in scripts without capitals.
const LETTERS: usize = 6;

/// Reports a copy. Says whether it is one.
pub(super) fn check(pair: &Pair<'_>, found: &mut Diagnostics) -> bool {
    let (source, target) = (&pair.source.side.visible, &pair.target.visible);
    let same_language = pair.source_locale.tag().language() == pair.locale.tag().language();
    if same_language || source.trim() != target.trim() || !is_language(target) {
        return false;
    }
    let message = format!("`{}` is a copy of its source text", pair.entry.id);
    found.push(
        pair.at(Diagnostic::warning("copied", message), "").hint(
            "translate it, or remove the message: then the page says that it is not translated",
        ),
    );
    true
}

/// Whether a text is more than names and numbers, which are the same in many languages.
fn is_language(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic());
    let plain = words
        .filter(|word| word.chars().next().is_some_and(char::is_lowercase))
        .filter(|word| word.chars().count() > 1)
        .count();
    let without_case = text
        .chars()
        .filter(|c| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase())
        .count();
    plain >= WORDS || without_case >= LETTERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_no_language() {
        let check = |text: &str, expected: bool| assert_eq!(is_language(text), expected, "{text}");
        check("The right to solidarity", true);
        check("国际团结权宣言", true);
        check("Introduction", false);
        check("Ronald St. J. MacDonald", false);
        check("A/HRC/53/32", false);
        check("12 (3)", false);
        check("Beijing Declaration", false);
        check("北京", false);
        check("", false);
    }
}
