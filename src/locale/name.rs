//! The names of languages: in themselves for menus, and in other languages for sentences.

use icu_casemap::TitlecaseMapper;
use icu_casemap::options::{TitlecaseOptions, TrailingCase};
use icu_locale::names::{LanguageIdentifierDisplayName, LanguageIdentifierDisplayNameOptions};
use icu_locale::{LanguageIdentifier, Locale as IcuLocale, locale};
use writeable::TryWriteable;

/// The name of a language in another, as CLDR has it for the middle of a sentence. `None` if
/// CLDR lacks the name of any of its parts.
pub(super) fn of(language: &LanguageIdentifier, in_language: &IcuLocale) -> Option<String> {
    let options = LanguageIdentifierDisplayNameOptions::default();
    let name =
        LanguageIdentifierDisplayName::try_new_heavy(in_language.into(), language.clone(), options);
    let name = name.ok()?;
    name.as_borrowed()
        .try_write_to_string()
        .ok()
        .map(|name| name.into_owned())
}

/// The name of a language in itself, as menus show it; in English where CLDR does not know
/// it, and the tag where there is no name at all.
pub(super) fn autonym(language: &IcuLocale) -> String {
    of(&language.id, language)
        .map(|name| for_menu(&name, &language.id))
        .or_else(|| of(&language.id, &locale!("en")))
        .unwrap_or_else(|| language.to_string())
}

/// With a first capital, where the language has capitals.
///
/// CLDR writes names as they stand in a sentence; a list of languages sets each name by
/// itself. A word that has a capital inside (`isiZulu`) keeps its form, which is its own.
fn for_menu(name: &str, language: &LanguageIdentifier) -> String {
    let first_word = name.split(' ').next().unwrap_or(name);
    if first_word.chars().any(char::is_uppercase) {
        return name.to_owned();
    }
    capitalized(name, language)
}

/// A text with a first capital, as it begins a sentence: `İ` for `i` in Turkish, `IJ` for `ij`
/// in Dutch, nothing where the script has no capitals.
pub(super) fn capitalized(text: &str, language: &LanguageIdentifier) -> String {
    let mut options = TitlecaseOptions::default();
    options.trailing_case = Some(TrailingCase::Unchanged);
    TitlecaseMapper::new()
        .titlecase_segment_to_string(text, language, options)
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_name_themselves() {
        let check = |tag: &str, expected: &str| {
            assert_eq!(autonym(&tag.parse().expect(tag)), expected, "{tag}");
        };
        check("ar", "العربية");
        check("zh", "中文");
        check("zh-Hans", "简体中文");
        check("zh-Hant", "繁體中文");
        check("en", "English");
        check("en-GB", "British English");
        check("fr", "Français");
        check("ru", "Русский");
        check("es", "Español");
        check("es-419", "Español latinoamericano");
        check("pt-BR", "Português (Brasil)");
        check("de", "Deutsch");
        check("el", "Ελληνικά");
        check("ka", "ქართული");
        check("tr", "Türkçe");
        check("nl", "Nederlands");
        check("zu", "isiZulu");
        check("he", "עברית");
        check("fa", "فارسی");
        check("ur", "اردو");
        check("hi", "हिन्दी");
        check("ja", "日本語");
        check("ko", "한국어");
        check("cs", "Čeština");
        check("lt", "Lietuvių");
        check("en-x-pirate", "English");
        check("dv", "Divehi");
        check("qaa", "qaa");
    }

    #[test]
    fn names_in_other_languages() {
        let check = |tag: &str, in_tag: &str, expected: Option<&str>| {
            let [language, other] = [tag, in_tag].map(|tag| tag.parse::<IcuLocale>().expect(tag));
            assert_eq!(of(&language.id, &other).as_deref(), expected, "{tag}");
        };
        check("ar", "en", Some("Arabic"));
        check("ar", "ru", Some("арабский"));
        check("zh", "fr", Some("chinois"));
        check("zh-Hans", "en", Some("Simplified Chinese"));
        check("en", "zh", Some("英语"));
        check("es", "ar", Some("الإسبانية"));
        check("qaa", "en", None);
        check("en", "qaa", None);
    }
}
