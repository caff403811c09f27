//! What the search engine calls a language.
//!
//! The engine knows languages by their first subtag: it has rules of inflection for some thirty,
//! and finds words by a dictionary where its name for the language is `zh`, `ja` or `th`. That
//! dictionary goes by script, so that other languages written without spaces between words are
//! indexed under one of these names. `themes/default/static/search.js` cuts queries in them alike.

/// The engine's name for a language, by its subtag of ISO 639.
pub(super) fn of(language: &str) -> &str {
    match language {
        // Lao, Khmer, Burmese
        "lo" | "km" | "my" => "th",
        // Cantonese, Mandarin by its own code, Wu, Classical Chinese
        "yue" | "cmn" | "wuu" | "lzh" => "zh",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn languages_without_spaces_are_cut_into_words() {
        assert_eq!(of("lo"), "th");
        assert_eq!(of("yue"), "zh");
        assert_eq!(of("zh"), "zh");
        assert_eq!(of("fr"), "fr");
    }
}
