//! BCP 47 language tags, as they stand in addresses and folder names.
//!
//! A tag keeps what the project wrote; only its case and the order of its parts are made
//! canonical. Deprecated subtags are not replaced (`iw` does not become `he`), because an
//! address that was published must stay: what they mean is resolved where language data is
//! looked up.
//!
//! Invariant: the text of a [`LocaleTag`] parses to itself.

use std::fmt;
use std::sync::Arc;

use icu_locale::Locale as IcuLocale;
use serde::Serialize;

/// Longer tags are refused, in bytes: a tag is the name of a folder.
const LONGEST: usize = 100;

/// A BCP 47 language tag in canonical form (RFC 5646, section 4.5, without the replacement of
/// deprecated subtags): `zh-Hant-TW`. Unicode extensions are part of it: `fa-u-ca-persian`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LocaleTag(Arc<str>);

impl LocaleTag {
    /// Reads a tag in any case.
    ///
    /// # Errors
    ///
    /// If it is not a tag that Unicode locale identifiers (UTS #35) know: that leaves out
    /// extended language subtags, grandfathered tags, tags of private use alone, underscores.
    pub fn parse(text: &str) -> Result<Self, TagError> {
        if text.len() > LONGEST {
            return Err(TagError::TooLong);
        }
        canonical(text)
            .map(Self)
            .ok_or_else(|| TagError::Malformed {
                written: text.to_owned(),
                suggestion: repaired(text),
            })
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language subtag: `zh` of `zh-Hant-TW`.
    pub fn language(&self) -> &str {
        self.0.find('-').map_or(&self.0, |end| &self.0[..end])
    }

    pub(super) fn to_icu(&self) -> IcuLocale {
        self.0
            .parse()
            .expect("`canonical` gives only texts that parse to themselves")
    }
}

impl fmt::Display for LocaleTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The canonical text. It is parsed again, so that the invariant of [`LocaleTag`] does not
/// depend on how faithfully the parser of another crate prints.
fn canonical(text: &str) -> Option<Arc<str>> {
    let printed = text.parse::<IcuLocale>().ok()?.to_string();
    let again = printed.parse::<IcuLocale>().ok()?.to_string();
    (again == printed).then(|| printed.into())
}

/// What was probably meant: POSIX and Weblate write `pt_BR`, older tags put the language after
/// its group (`zh-yue`), private use needs a language before it.
fn repaired(text: &str) -> Option<LocaleTag> {
    let text = text.replace('_', "-");
    let without_group = text.split_once('-').map(|(_, rest)| rest.to_owned());
    let after_group = without_group.filter(|rest| rest.bytes().position(|b| b == b'-') != Some(1));
    let private = text.starts_with("x-").then(|| format!("und-{text}"));
    [Some(text), private, after_group]
        .into_iter()
        .flatten()
        .find_map(|candidate| canonical(&candidate))
        .map(LocaleTag)
}

/// Why a text is not a language tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TagError {
    /// It has more than 100 bytes.
    TooLong,
    /// It is not formed like a tag.
    Malformed {
        /// What was written.
        written: String,
        /// A tag that was probably meant.
        suggestion: Option<LocaleTag>,
    },
}

impl TagError {
    /// What to do.
    pub fn hint(&self) -> String {
        match self {
            Self::Malformed {
                suggestion: Some(tag),
                ..
            } => format!("did you mean `{tag}`?"),
            _ => "a tag is a language, then a script or a region where they matter: \
                  `fr`, `pt-BR`, `zh-Hans`"
                .to_owned(),
        }
    }
}

impl fmt::Display for TagError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "language tag is longer than {LONGEST} bytes"),
            Self::Malformed { written, .. } => {
                write!(f, "`{written}` is not a BCP 47 language tag")
            }
        }
    }
}

impl std::error::Error for TagError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn makes_tags_canonical() {
        let check = |text: &str, expected: &str| {
            let tag = LocaleTag::parse(text).map(|tag| tag.to_string());
            assert_eq!(tag.as_deref(), Ok(expected), "{text}");
        };
        check("EN-us", "en-US");
        check("zh-hant-tw", "zh-Hant-TW");
        check("es-419", "es-419");
        check("sl-rozaj-biske-1994", "sl-1994-biske-rozaj");
        check("iw", "iw");
        check("und", "und");
        check("und-x-foo", "und-x-foo");
        check("en-x-pirate", "en-x-pirate");
        check("fa-U-NU-latn-CA-persian", "fa-u-ca-persian-nu-latn");
    }

    #[test]
    fn refuses_what_is_no_tag() {
        let check = |text: &str, hint: &str| {
            let error = LocaleTag::parse(text).expect_err(text);
            assert!(error.hint().contains(hint), "{text}: {}", error.hint());
        };
        check("pt_BR", "`pt-BR`");
        check("x-foo", "`und-x-foo`");
        check("zh-yue", "`yue`");
        check("zh-cmn-Hans", "`cmn-Hans`");
        check("i-klingon", "a tag is");
        for text in [
            "",
            "-",
            "en-",
            "-en",
            "e",
            "english",
            "en--US",
            "en-US-US",
            "en-x-",
            "é",
            "en-🙂",
            "en/../..",
            "..",
            "en\0",
            " en",
            "en-a-foo-a-bar",
        ] {
            check(text, "");
        }
        assert_eq!(LocaleTag::parse(&"a".repeat(101)), Err(TagError::TooLong));
        assert_eq!(
            LocaleTag::parse("pt_BR")
                .expect_err("underscore")
                .to_string(),
            "`pt_BR` is not a BCP 47 language tag"
        );
    }

    #[test]
    fn knows_its_language() {
        let language = |text| LocaleTag::parse(text).map(|tag| tag.language().to_owned());
        assert_eq!(language("zh-Hant-TW").as_deref(), Ok("zh"));
        assert_eq!(language("ar").as_deref(), Ok("ar"));
    }
}
