//! Everything that depends on language and script. The only module that knows `icu`.
//!
//! A [`Locale`] is built once for each language of a project, from its tag and from what
//! `concord.toml` says about it, and is then shared by all threads. It answers with text:
//! names, numbers, dates, lists and the labels of provisions, in the language's own digits
//! and by the conventions of CLDR.
//!
//! What it says depends on the tag and the options alone: not on the clock, the time zone or
//! the settings of the machine.

mod date;
mod format;
mod instant;
mod label;
mod name;
mod number;
mod option;
mod script;
mod tag;

use std::fmt;

use icu_locale::{Locale as IcuLocale, LocaleCanonicalizer};

pub use date::{DateError, DateOptions, DateTime};
pub use instant::instant;
pub use label::{LEVELS, LabelError, anchor_label};
pub use number::{MOST_DIGITS, Number, NumberError};
pub use option::OptionError;
pub use script::{Direction, is_spaceless};
pub use tag::{LocaleTag, TagError};

use format::Formats;
use label::Labels;

/// What a project says about a language in place of what CLDR would say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LocaleOptions {
    /// The tag for `lang` attributes. Language data are looked up by it too.
    pub lang: Option<String>,
    /// The name of the language in itself.
    pub name: Option<String>,
    /// The direction of its text.
    pub direction: Option<Direction>,
    /// The id of a CLDR numbering system with ten digits: `latn`, `arab`, `deva`.
    pub numbering: Option<String>,
    /// The labels of the first provision of each level, such as `1.`, `(a)`, `(i)`. At most
    /// [`LEVELS`]; levels without one keep that of the language.
    pub list_labels: Vec<String>,
}

/// Which of the plural rules of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PluralKind {
    /// One paragraph, two paragraphs.
    Cardinal,
    /// First, second.
    Ordinal,
}

/// A language of the site, with all that depends on it.
#[derive(Debug)]
pub struct Locale {
    tag: LocaleTag,
    lang: String,
    /// What language data are looked up by: without deprecated subtags.
    identity: IcuLocale,
    direction: Direction,
    script: String,
    name: String,
    formats: Formats,
    labels: Labels,
}

impl Locale {
    /// Prepares a language.
    ///
    /// # Errors
    ///
    /// If an option has a value that it cannot have.
    pub fn new(tag: LocaleTag, options: &LocaleOptions) -> Result<Self, LocaleError> {
        let (written, lang) = match &options.lang {
            Some(text) => {
                let lang = LocaleTag::parse(text).map_err(LocaleError::Lang)?;
                (lang.to_icu(), lang.to_string())
            }
            None => (tag.to_icu(), script::lang(&tag.to_icu())),
        };
        let identity = identity(&written);
        let numbering = match &options.numbering {
            Some(id) => {
                Some(format::numbering(id).ok_or_else(|| LocaleError::Numbering(id.to_owned()))?)
            }
            None => None,
        };
        let formats = Formats::new(&identity, numbering)
            .map_err(|error| LocaleError::Language(error.to_string()))?;
        let script = script::of(&identity.id);
        let labels = Labels::new(&identity.id, script, &options.list_labels, &formats.digits)
            .map_err(LocaleError::ListLabels)?;
        Ok(Self {
            direction: options
                .direction
                .unwrap_or_else(|| Direction::of(&identity.id)),
            script: script.to_string(),
            name: options
                .name
                .clone()
                .unwrap_or_else(|| name::autonym(&identity)),
            tag,
            lang,
            identity,
            formats,
            labels,
        })
    }

    /// The tag in addresses: `zh`.
    pub fn tag(&self) -> &LocaleTag {
        &self.tag
    }

    /// The tag for `lang` attributes: `zh-Hans`. Only Chinese gets its script.
    pub fn lang(&self) -> &str {
        &self.lang
    }

    /// A text with a first capital, as it begins a sentence of the language.
    pub fn capitalized(&self, text: &str) -> String {
        name::capitalized(text, &self.identity.id)
    }

    /// The direction of its script.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// Its script as an ISO 15924 code: `Arab`; `Zzzz` if it is not known.
    pub fn script(&self) -> &str {
        &self.script
    }

    /// The language with the region that it is most used in, as Open Graph writes it: `fr_FR`.
    /// Nothing where CLDR knows no region.
    pub fn with_region(&self) -> Option<String> {
        script::with_region(&self.identity.id)
    }

    /// Its name in itself, as menus show it: `العربية`, `Français`. In English where CLDR has
    /// no other, then the tag.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The name of another language in this one, as it stands in a sentence: `арабский`. The
    /// other's name in itself where this language has none for it.
    pub fn name_of(&self, other: &Self) -> String {
        name::of(&other.identity.id, &self.identity).unwrap_or_else(|| other.name.clone())
    }

    /// A whole number in the digits of the language, never grouped: for the numbers of notes,
    /// and for years.
    pub fn integer(&self, n: u64) -> String {
        self.digits(&n.to_string())
    }

    /// A text with its ASCII digits as digits of the language.
    pub fn digits(&self, text: &str) -> String {
        label::localize(text, &self.formats.digits)
    }

    /// The CLDR plural category, `zero`, `one`, `two`, `few`, `many` or `other`, of a number
    /// as it is shown: `1.0` is not `one` in English.
    pub fn plural(&self, number: &Number, kind: PluralKind) -> &'static str {
        self.formats.plural(number, kind)
    }

    /// The CLDR plural categories that numbers can have in this language; `other` is always one.
    pub fn plural_categories(&self, kind: PluralKind) -> impl Iterator<Item = &'static str> {
        self.formats.plural_categories(kind)
    }

    /// A number as Fluent's `NUMBER()` shows it.
    pub fn format_number(&self, number: &Number) -> String {
        self.formats.number(number)
    }

    /// A date as Fluent's `DATETIME()` shows it, in the Gregorian calendar unless the tag
    /// names another. Arabic for no one country has both names of a month.
    ///
    /// # Errors
    ///
    /// If a time is asked for and the date has none.
    pub fn format_date(&self, date: &DateTime, options: &DateOptions) -> Result<String, DateError> {
        date::format(date, options, &self.identity, &self.formats.conventions)
    }

    /// A list in a sentence: `A, B and C`.
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.formats.list(items)
    }

    /// The number of a provision as it is printed, with its punctuation: `1.`, `(أ)`. Levels
    /// count from 1, and those below the third are numbered like the third; `n` counts from 1.
    pub fn list_label(&self, level: usize, n: u32) -> String {
        self.labels.label(level, n, &self.formats.digits)
    }
}

/// The tag without deprecated subtags, unless CLDR knows the language by the tag as it was
/// written: Norwegian has a name of its own beside Bokmål.
fn identity(written: &IcuLocale) -> IcuLocale {
    let mut canonical = written.clone();
    LocaleCanonicalizer::new_extended().canonicalize(&mut canonical);
    if name::of(&written.id, written).is_some() {
        written.clone()
    } else {
        canonical
    }
}

/// Why a language cannot be prepared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LocaleError {
    /// The option `lang` is not a language tag.
    Lang(TagError),
    /// The option `numbering` is not the id of a numbering system with ten digits.
    Numbering(String),
    /// An option of `list_labels` cannot be followed.
    ListLabels(LabelError),
    /// There are no language data for it.
    Language(String),
}

impl LocaleError {
    /// What to do.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Lang(error) => Some(error.hint()),
            Self::Numbering(_) => Some(
                "use the CLDR id of a system with ten digits: `latn`, `arab`, `arabext`, `deva`"
                    .to_owned(),
            ),
            Self::ListLabels(error) => Some(error.hint().to_owned()),
            Self::Language(_) => None,
        }
    }
}

impl fmt::Display for LocaleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lang(error) => error.fmt(f),
            Self::Numbering(id) => write!(f, "`{id}` is not a numbering system with digits"),
            Self::ListLabels(error) => error.fmt(f),
            Self::Language(reason) => write!(f, "the language cannot be prepared: {reason}"),
        }
    }
}

impl std::error::Error for LocaleError {}

#[cfg(test)]
mod tests;
