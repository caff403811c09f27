//! Spanish opens questions and exclamations with `¿` and `¡` (Real Academia Española,
//! *Ortografía de la lengua española*, 2010, III 3.4.9).

use std::collections::HashSet;

use super::characters::{Place, opens, places};
use super::{Findings, Text};

/// Languages with the inverted signs.
const LANGUAGES: &[&str] = &["ast", "es"];

/// How many characters before a sign tell whether it stands in words cited from the source.
const CITED: usize = 12;

/// Finds `?` and `!` that nothing opens, and `¿` and `¡` that nothing closes.
///
/// Signs of one kind may be opened by the other, and several in a row count as one:
/// `¿¡Qué!?`, `¡Cómo?`.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    if !LANGUAGES.contains(&target.language()) || !target.visible.contains(['?', '!', '¿', '¡']) {
        return;
    }
    let mut cited = None;
    let mut open: Option<Place> = None;
    for place in places(target.visible) {
        match place.character {
            '¿' | '¡' if open.is_none() => open = Some(place),
            '?' | '!' if ends_word(&place) => {
                let follows = place.before_is(|c| matches!(c, '?' | '!'));
                if open.take().is_some() || follows || is_alone(&place) {
                    continue;
                }
                let cited = cited.get_or_insert_with(|| endings(source.visible));
                if cited.contains(ending(target.visible, &place)) {
                    continue;
                }
                unopened(&place, found);
            }
            _ => {}
        }
    }
    if let Some(place) = open {
        let (sign, closing) = pair(place.character);
        found.add("spanish-inverted", place.span(), || {
            (
                format!("`{sign}` is not closed"),
                Some(format!("write `{closing}` where the sentence ends")),
            )
        });
    }
}

fn unopened(place: &Place, found: &mut Findings) {
    let (sign, opening) = pair(place.character);
    found.add("spanish-inverted", place.span(), || {
        (
            format!("`{sign}` is not opened"),
            Some(format!(
                "write `{opening}` where the question or exclamation begins"
            )),
        )
    });
}

/// A sign and its counterpart.
fn pair(sign: char) -> (char, char) {
    match sign {
        '?' => ('?', '¿'),
        '¿' => ('¿', '?'),
        '¡' => ('¡', '!'),
        _ => ('!', '¡'),
    }
}

/// Whether a sign is punctuation and no part of an address.
fn ends_word(place: &Place) -> bool {
    place
        .after
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '=' | '/' | '&'))
}

/// Whether a sign stands for itself, as in `"?"` and in the `(?)` of doubt.
fn is_alone(place: &Place) -> bool {
    place
        .before
        .is_none_or(|c| c.is_whitespace() || opens(c) || matches!(c, '"' | '\''))
}

/// The text before each sign of the source, as far as it is compared.
fn endings(source: &str) -> HashSet<&str> {
    places(source)
        .filter(|place| matches!(place.character, '?' | '!'))
        .map(|place| ending(source, &place))
        .collect()
}

/// The characters that end with a sign.
fn ending<'t>(text: &'t str, place: &Place) -> &'t str {
    let end = place.span().end;
    let start = text[..end]
        .char_indices()
        .rev()
        .nth(CITED - 1)
        .map_or(0, |(at, _)| at);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn questions_are_opened_and_closed() {
        let spanish = |language, text, expected: &[&str]| {
            check(
                "spanish-inverted",
                ("en", "Who are “we the peoples”?"),
                (language, text),
                expected,
            );
        };
        spanish("es", "¿Quiénes somos? ¡Nosotros! ¿¡Qué!? ¡Cómo?", &[]);
        spanish("es", "Quiénes somos? Nosotros!", &["?", "!"]);
        spanish("es", "¿Quiénes somos ? El signo \"?\" o «?»", &[]);
        spanish("es-419", "Quiénes somos?", &["?"]);
        spanish("es", "¿Quiénes somos", &["¿"]);
        spanish(
            "es",
            "Dime: ¿quiénes «somos»? Nosotros (?) y https://x.es/?a=1",
            &[],
        );
        spanish("ast", "Quién somos?", &["?"]);
        spanish("ast", "¿Quién somos?", &[]);
        spanish("pt", "Quem somos?", &[]);
        check(
            "spanish-inverted",
            ("en", "See “Who are the peoples?”."),
            ("es", "Véase “Who are the peoples?”."),
            &[],
        );
    }
}
