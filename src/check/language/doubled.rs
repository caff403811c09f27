//! Words and spaces that stand twice by mistake.

use super::characters::is_no_break_space;
use super::{Findings, Text};

/// Languages in which a word twice in a row is a mistake, with words for which it is not.
/// Languages that double words for meaning (Turkish, Vietnamese, Hindi, Swahili …) are absent.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &[]),
    ("bg", &["се", "да"]),
    ("ca", &["molt", "gairebé"]),
    ("cs", &["a", "se"]),
    ("da", &["det", "der", "den", "at", "meget"]),
    (
        "de",
        &[
            "an", "auf", "das", "dem", "den", "der", "die", "es", "ihr", "in", "mit", "sehr",
            "sich", "sie", "was", "zu",
        ],
    ),
    ("el", &["σιγά", "πολύ", "λίγο", "πού", "πρωί", "του", "της"]),
    (
        "en",
        &[
            "had", "that", "very", "no", "bye", "so", "is", "do", "her", "on", "in",
        ],
    ),
    ("es", &["muy", "no", "casi", "sí", "ya", "luego", "poco"]),
    (
        "fr",
        &["nous", "vous", "très", "bla", "non", "oui", "point"],
    ),
    (
        "it",
        &[
            "via", "piano", "man", "mano", "così", "poco", "molto", "pian", "quasi", "appena",
        ],
    ),
    ("nb", &["det", "der", "den", "at"]),
    (
        "nl",
        &["die", "dat", "haar", "het", "er", "zij", "ze", "we", "heel"],
    ),
    ("pl", &["to", "bardzo", "już"]),
    ("pt", &["muito", "quase", "que", "não", "logo", "nos"]),
    ("ro", &["foarte", "încet"]),
    (
        "ru",
        &[
            "то",
            "что",
            "все",
            "кто",
            "как",
            "очень",
            "так",
            "еле",
            "чуть",
            "да",
        ],
    ),
    ("sv", &["det", "den", "att", "som", "de"]),
    ("uk", &["що", "то", "дуже", "так", "як", "ледь"]),
];

/// Finds words that stand twice in a row, with nothing but a space between them.
///
/// If the source has such a word too, it is a name or meant so, whatever it became.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    spaces(source, target, found);
    let language = target.language();
    let Some((_, twice)) = LANGUAGES.iter().find(|(known, _)| *known == language) else {
        return;
    };
    let mut in_source = None;
    for (start, word) in doubled(target.visible) {
        // Arabic doubles accusatives: 'step by step'.
        let accusative = language == "ar" && word.ends_with(['ا', 'ً']);
        if accusative || twice.contains(&word.to_lowercase().as_str()) {
            continue;
        }
        if *in_source.get_or_insert_with(|| doubled(source.visible).next().is_some()) {
            return;
        }
        found.add("doubled-word", start..start + word.len(), || {
            (
                format!("the word `{word}` stands twice"),
                Some("remove one of them".to_owned()),
            )
        });
    }
}

/// The second of two equal words in a row. A word is what stands between spaces, without signs
/// around it: `Boutros Boutros-Ghali` has no equal ones. It has at least two letters.
fn doubled(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut last = "";
    let mut at = 0;
    text.split(char::is_whitespace).filter_map(move |piece| {
        let start = at;
        let end = start + piece.len();
        at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        if piece.is_empty() {
            return None;
        }
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        // A sign between two words parts them.
        let next = if word.len() == piece.len() { word } else { "" };
        let before = std::mem::replace(&mut last, next);
        let equal = is_same(word, before)
            && word.chars().nth(1).is_some()
            && word.chars().all(|c| c.is_alphabetic() || is_part(c));
        equal.then_some((start, word))
    })
}

fn is_part(character: char) -> bool {
    matches!(character, '\'' | '’' | '-')
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')
}

/// Whether words differ in nothing but capitals.
fn is_same(a: &str, b: &str) -> bool {
    // Capitals and small letters of one word have hardly ever different lengths.
    a.len() == b.len()
        && (a == b
            || a.chars()
                .flat_map(char::to_lowercase)
                .eq(b.chars().flat_map(char::to_lowercase)))
}

/// Finds spaces in a row within a line, unless the source has the same habit.
fn spaces(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let mut runs = double_spaces(target.visible).peekable();
    if runs.peek().is_none() || double_spaces(source.visible).next().is_some() {
        return;
    }
    for (start, run) in runs {
        found.add("doubled-space", start..start + run.len(), || {
            (
                format!("there are {} spaces in a row", run.chars().count()),
                Some("leave one".to_owned()),
            )
        });
    }
}

/// Runs of two or more spaces between other characters. The ideographic space (U+3000), with
/// which Chinese indents, is none of them.
fn double_spaces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_space = |c: char| c == ' ' || is_no_break_space(c);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(found) = text[at..].find(is_space) {
            let start = at + found;
            let rest = &text[start..];
            let run = &rest[..rest.find(|c| !is_space(c)).unwrap_or(rest.len())];
            at = start + run.len();
            let next = text[at..].chars().next();
            let inside = start > 0
                && !text[..start].ends_with('\n')
                && next.is_some_and(|next| next != '\n');
            if inside && run.chars().nth(1).is_some() {
                return Some((start, run));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn finds_words_twice() {
        let words = |source, language, text, expected: &[&str]| {
            check("doubled-word", ("en", source), (language, text), expected);
        };
        words(
            "The rights.",
            "es",
            "Los derechos de de los pueblos.",
            &["de"],
        );
        words(
            "The rights.",
            "ru",
            "Права и обязанности обязанности.",
            &["обязанности"],
        );
        words("The rights.", "ar", "حقوق حقوق الشعوب", &["حقوق"]);
        words("The rights.", "ar", "شيئا شيئا", &[]);
        words(
            "The rights.",
            "fr",
            "Nous nous engageons; vous vous. Vous le le",
            &["le"],
        );
        words("The rights.", "fr", "Les les droits.", &["les"]);
        words(
            "The rights.",
            "de",
            "Rechte, die die Völker haben, haben",
            &[],
        );
        words("The rights.", "tr", "yavaş yavaş", &[]);
        words("The rights.", "vi", "luôn luôn", &[]);
        words("The rights.", "id", "hak hak", &[]);
        words("Boutros Boutros-Ghali", "fr", "Boutros Boutros-Ghali", &[]);
        words("Duran Duran", "ru", "Дюран Дюран", &[]);
        words("Rights 10 10", "es", "10 10 a a (ella) ella; ella", &[]);
    }

    #[test]
    fn finds_spaces_twice() {
        let spaces = |source, language, text, expected: &[&str]| {
            check("doubled-space", ("en", source), (language, text), expected);
        };
        spaces(
            "The rights.",
            "fr",
            "Les  droits\u{a0} ;",
            &["  ", "\u{a0} "],
        );
        spaces("The rights.", "zh", "OHCHR   人权", &["   "]);
        spaces("The rights.", "zh", "\u{3000}\u{3000}人权", &[]);
        spaces("The rights.", "ar", "  الحقوق  \n  والواجبات  ", &[]);
        spaces("The  rights.", "fr", "Les  droits.", &[]);
    }
}
