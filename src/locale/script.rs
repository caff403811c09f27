//! What follows from the script of a language: its direction, and the tag for `lang`.
//!
//! Where a tag does not name its script, CLDR's likely subtags do (UTS #35, part 1,
//! 'Likely Subtags').

use icu_locale::subtags::{Script, script};
use icu_locale::{LanguageIdentifier, Locale as IcuLocale, LocaleDirectionality, LocaleExpander};

/// Which way a text runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// The value of HTML's `dir`: `ltr` or `rtl`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }

    /// Reads `ltr` or `rtl`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "ltr" => Some(Self::LeftToRight),
            "rtl" => Some(Self::RightToLeft),
            _ => None,
        }
    }

    /// The direction of a language's script; left to right where CLDR knows no script.
    pub(super) fn of(language: &LanguageIdentifier) -> Self {
        match LocaleDirectionality::new_extended().get(language) {
            Some(icu_locale::Direction::RightToLeft) => Self::RightToLeft,
            _ => Self::LeftToRight,
        }
    }
}

/// The script that a language is written in; `Zzzz`, ISO 15924's code for an unknown script,
/// where CLDR knows none.
pub(super) fn of(language: &LanguageIdentifier) -> Script {
    LocaleExpander::new_extended()
        .get_likely_script(language)
        .unwrap_or(script!("Zzzz"))
}

/// The tag for `lang` attributes: that of the locale, with the script where it is Chinese.
///
/// Browsers choose the shapes of Han characters by `lang`, and `zh` alone leaves it to the
/// reader's system whether they are the simplified or the traditional ones. Other languages
/// keep their tag: naming a script that everybody expects is discouraged (RFC 5646,
/// section 4.1).
pub(super) fn lang(locale: &IcuLocale) -> String {
    let mut locale = locale.clone();
    let script = of(&locale.id);
    if script == script!("Hans") || script == script!("Hant") {
        locale.id.script = Some(script);
    }
    locale.to_string()
}

/// Whether a character belongs to a script that writes no spaces between words: Thai, Lao,
/// Myanmar, Khmer, kana and Han.
pub fn is_spaceless(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// The language with its region, `fr_FR`; the likely one where the tag names none.
pub(super) fn with_region(language: &LanguageIdentifier) -> Option<String> {
    let mut full = language.clone();
    LocaleExpander::new_extended().maximize(&mut full);
    let region = full.region?;
    Some(format!("{}_{region}", full.language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_named_or_likely() {
        let check = |tag: &str, expected: Option<&str>| {
            assert_eq!(with_region(&icu(tag).id).as_deref(), expected, "{tag}");
        };
        check("fr", Some("fr_FR"));
        check("fr-CA", Some("fr_CA"));
        check("zh", Some("zh_CN"));
        check("zh-Hant", Some("zh_TW"));
        check("ar", Some("ar_EG"));
        check("qaa", None);
    }

    fn icu(tag: &str) -> IcuLocale {
        tag.parse().expect(tag)
    }

    #[test]
    fn direction_follows_the_script() {
        let check = |tags: &str, expected| {
            for tag in tags.split(' ') {
                assert_eq!(Direction::of(&icu(tag).id), expected, "{tag}");
            }
        };
        check(
            "ar he fa ur dv yi ks az-Arab pa-Arab ckb nqo ff-Adlm und-Arab und-EG",
            Direction::RightToLeft,
        );
        check(
            "en zh fr ru es az pa tr ks-Deva ar-Latn und qaa und-x-foo tlh zxx",
            Direction::LeftToRight,
        );
    }

    #[test]
    fn names_the_script() {
        let check = |tag: &str, expected: &str| {
            assert_eq!(of(&icu(tag).id).as_str(), expected, "{tag}");
        };
        check("ar", "Arab");
        check("ru", "Cyrl");
        check("zh", "Hans");
        check("zh-HK", "Hant");
        check("ja", "Jpan");
        check("sr-Latn", "Latn");
        check("und", "Zzzz");
        check("qaa", "Zzzz");
    }

    #[test]
    fn only_chinese_gets_its_script() {
        let check = |tag: &str, expected: &str| {
            assert_eq!(lang(&icu(tag)), expected, "{tag}");
        };
        check("zh", "zh-Hans");
        check("zh-SG", "zh-Hans-SG");
        check("zh-TW", "zh-Hant-TW");
        check("zh-HK", "zh-Hant-HK");
        check("zh-Hant", "zh-Hant");
        check("zh-Latn-pinyin", "zh-Latn-pinyin");
        check("yue", "yue-Hant");
        check("zh-u-nu-hanidec", "zh-Hans-u-nu-hanidec");
        check("ar", "ar");
        check("ja", "ja");
        check("az-Arab", "az-Arab");
        check("und-x-foo", "und-x-foo");
    }
}
