//! Forms of a word that a reader takes for the same, and Pagefind does not.
//!
//! Pagefind lowers case, drops accents and reduces words to stems by itself, both in the index and
//! in what a reader types. What it misses was found by trying (`docs/search.md`), and is changed
//! here before it reads the text. `themes/default/static/search.js` changes what a reader types in
//! the same way: the two change together.
//!
//! 1. Letters of Latin script that have no decomposition: `œuvre` is found as `oeuvre`.
//! 2. Elision (`fr`, `it`, `ca`): the article goes, so that `homme` finds `l’homme`.
//! 3. Russian endings in `й`. Pagefind drops the breve of `й` before it reduces a word, so that
//!    its rules no longer know the ending; another of the same declension takes its place.
//! 4. Arabic: alef with and without hamza, final yaa and taa, the seats of hamza before waw; marks
//!    and stretching go; so do the article and what is written together with it, as in the stemmer
//!    Light10 (Larkey, Ballesteros and Connell, 2007), because Pagefind reduces a word with the
//!    article to another stem than the same word without.

use unicode_normalization::UnicodeNormalization as _;

/// Changes a text for the index of a language, named as the engine names it.
pub(super) fn fold(text: &str, language: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let text: String = text.nfc().collect();
    let mut rest = text.as_str();
    // Words are runs of letters and marks; what stands between them stays as it is.
    while let Some(start) = rest.find(is_of_word) {
        out.push_str(&rest[..start]);
        let end = rest[start..]
            .find(|c| !is_of_word(c))
            .map_or(rest.len(), |len| start + len);
        let word = &rest[start..end];
        rest = &rest[end..];
        match language {
            "fr" | "it" | "ca" if is_elided(word, rest) => {
                // The apostrophe goes with the article; a longer word before it is a word.
                rest = rest.strip_prefix(APOSTROPHES).unwrap_or(rest);
                if !is_article(word) {
                    push_latin(&mut out, word);
                    out.push(' ');
                }
            }
            "ru" => push_russian(&mut out, word),
            "ar" => push_arabic(&mut out, word),
            _ => push_latin(&mut out, word),
        }
    }
    out.push_str(rest);
    out
}

const APOSTROPHES: [char; 2] = ['\'', '’'];

/// Letters, digits, and the marks that are written onto letters: Arabic vowels are marks, and are
/// not alphanumeric.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

/// Whether a word stands before an apostrophe and another word.
fn is_elided(word: &str, rest: &str) -> bool {
    let after = rest.strip_prefix(APOSTROPHES);
    !word.is_empty() && after.is_some_and(|after| after.starts_with(char::is_alphabetic))
}

/// `l’`, `d’`, `qu’`, `jusqu’`, but not `aujourd’`.
fn is_article(word: &str) -> bool {
    word.chars().count() <= 2 || word.to_lowercase().ends_with("qu")
}

/// Letters without a decomposition in Unicode, as they are written without them.
const LATIN: [(char, &str); 12] = [
    ('œ', "oe"),
    ('Œ', "oe"),
    ('æ', "ae"),
    ('Æ', "ae"),
    ('ß', "ss"),
    ('ø', "o"),
    ('Ø', "o"),
    ('ł', "l"),
    ('Ł', "l"),
    ('đ', "d"),
    ('Đ', "d"),
    ('ı', "i"),
];

fn push_latin(out: &mut String, word: &str) {
    for c in word.chars() {
        match LATIN.iter().find(|(letter, _)| *letter == c) {
            Some((_, written)) => out.push_str(written),
            None => out.push(c),
        }
    }
}

/// Endings with `й`, and others of the same declension that the stemmer of Snowball takes off.
const RUSSIAN: [(&str, &str); 4] = [("ый", "ые"), ("ий", "ие"), ("ой", "ою"), ("ей", "ею")];

fn push_russian(out: &mut String, word: &str) {
    let word = word.to_lowercase();
    let (base, reflexive) = match word.strip_suffix("ся") {
        Some(base) => (base, "ся"),
        None => (word.as_str(), ""),
    };
    let ending = RUSSIAN.iter().find_map(|(ending, other)| {
        let stem = base.strip_suffix(ending)?;
        // A short word is all stem: `мой`, `чей`.
        (stem.chars().count() >= 2).then_some((stem, *other))
    });
    let (stem, ending) = ending.unwrap_or((base, ""));
    out.push_str(stem);
    out.push_str(ending);
    out.push_str(reflexive);
}

/// The article, alone and after conjunctions and prepositions, the longer forms first.
const ARABIC: [&str; 6] = ["وال", "بال", "كال", "فال", "ال", "لل"];

fn push_arabic(out: &mut String, word: &str) {
    let mut letters: Vec<char> = word
        .chars()
        .filter(|c| *c != 'ـ' && !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| match c {
            'آ' | 'أ' | 'إ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            other => other,
        })
        .collect();
    // `شئون` and `شؤون` are two spellings of one word.
    for at in 1..letters.len() {
        if letters[at] == 'و' && matches!(letters[at - 1], 'ئ' | 'ء') {
            letters[at - 1] = 'ؤ';
        }
    }
    if letters.len() > 3
        && let Some(last) = letters.last_mut()
        && *last == 'ه'
    {
        *last = 'ة';
    }
    let article = ARABIC.iter().map(|article| article.chars());
    let taken = article
        .filter(|article| {
            letters
                .iter()
                .copied()
                .take(article.clone().count())
                .eq(article.clone())
        })
        .map(Iterator::count)
        .find(|taken| letters.len() >= taken + 3);
    out.extend(&letters[taken.unwrap_or(0)..]);
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_what_pagefind_does_not() {
        let check = |language: &str, text: &str, expected: &str| {
            assert_eq!(fold(text, language), expected, "{language} {text}");
        };
        check("fr", "L’œuvre de l'homme, qu’il", "oeuvre de homme, il");
        check("fr", "aujourd’hui ‘a’ l’", "aujourd hui ‘a’ l’");
        check("it", "dell’uomo", "dell uomo");
        check("en", "people’s Œuvre", "people’s oeuvre");
        check("ru", "Международный", "международные");
        check("ru", "международной, людей!", "международною, людею!");
        check("ru", "имеющийся мой", "имеющиеся мой");
        check("ar", "الإنسان", "انسان");
        check("ar", "إنسان", "انسان");
        check("ar", "والتضامن، للشعوب", "تضامن، شعوب");
        check("ar", "الدوليه الدولية", "دولية دولية");
        check("ar", "مسئولية مسؤولية", "مسؤولية مسؤولية");
        check("ar", "الأُمَم التـــضامن", "امم تضامن");
        check("ar", "الى", "الي");
        check("zh", "国际团结", "国际团结");
        check("", "", "");
    }
}
