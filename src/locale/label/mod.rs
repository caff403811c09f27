//! The numbers of legal provisions as they are printed: `3.`, `(a)`, `(أ)`, `(一)`.
//!
//! A label is a counting system between two pieces of punctuation. It is written as a sample,
//! which is the label of the first provision: `(a)` counts in Latin letters between
//! parentheses, `1-` in the digits of the language before a hyphen. Each language has three
//! samples, one for each level ([`usage`]); a project may replace them.
//!
//! Citations and anchors do not follow the language: see [`anchor_label`].

mod system;
mod usage;

use std::fmt;

use icu_locale::LanguageIdentifier;
use icu_locale::subtags::{Script, script};

use super::format::Digits;
use system::System;

/// How many levels have labels of their own; deeper ones take the last.
pub const LEVELS: usize = 3;

/// The longest piece of punctuation beside a number, in characters.
const LONGEST_PUNCTUATION: usize = 8;

/// What samples can be, for hints.
const SAMPLES: &str = "a sample is a first number with its punctuation: `1.`, `(a)`, `A)`, `(i)`, \
                       `I.`, `а)` (Cyrillic), `α)` (Greek), `(א)`, `(أ)`, `الف)` or `(一)`";

/// How the provisions of one level are numbered.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Style {
    opening: String,
    system: System,
    upper: bool,
    closing: String,
}

/// How the provisions of all levels are numbered in one locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labels {
    styles: [Style; LEVELS],
}

impl Labels {
    /// The labels of a language in a script. `samples` replace those of the first levels.
    pub(super) fn new(
        language: &LanguageIdentifier,
        script: Script,
        samples: &[String],
        digits: &Digits,
    ) -> Result<Self, LabelError> {
        if samples.len() > LEVELS {
            return Err(LabelError::TooMany(samples.len()));
        }
        let usual = usage::of(language, script);
        let style = |at: usize| {
            let sample = samples.get(at).map_or(usual[at], String::as_str);
            Style::parse(sample, language, script, digits)
        };
        Ok(Self {
            styles: [style(0)?, style(1)?, style(2)?],
        })
    }

    pub(super) fn label(&self, level: usize, n: u32, digits: &Digits) -> String {
        let style = &self.styles[level.clamp(1, LEVELS) - 1];
        let number = style.system.number(n);
        let number = if style.upper {
            number.to_uppercase()
        } else {
            number
        };
        format!(
            "{}{}{}",
            style.opening,
            localize(&number, digits),
            style.closing
        )
    }
}

impl Style {
    fn parse(
        sample: &str,
        language: &LanguageIdentifier,
        script: Script,
        digits: &Digits,
    ) -> Result<Self, LabelError> {
        let unknown = || LabelError::Unknown(sample.to_owned());
        let from = sample.find(char::is_alphanumeric).ok_or_else(unknown)?;
        let opening = &sample[..from];
        let number = sample[from..].trim_end_matches(|c: char| !c.is_alphanumeric());
        let closing = &sample[from + number.len()..];
        for punctuation in [opening, closing] {
            let allowed = |c: char| !c.is_control() && !is_bidi_control(c);
            if punctuation.chars().count() > LONGEST_PUNCTUATION
                || !punctuation.chars().all(allowed)
            {
                return Err(LabelError::Punctuation);
            }
        }
        let lower = number.to_lowercase();
        let upper = lower != number;
        let system = match lower.as_str() {
            "1" => System::Decimal,
            "a" => System::Letters(system::LATIN),
            "i" => System::Additive(system::ROMAN),
            "а" => System::Letters(usage::cyrillic(language)),
            "α" => System::Additive(system::GREEK),
            "א" => System::Additive(system::HEBREW),
            "أ" => System::Letters(system::ARABIC),
            "الف" => System::Letters(system::PERSIAN),
            "一" if script == script!("Hant") => System::Chinese(system::TRADITIONAL),
            "一" => System::Chinese(system::SIMPLIFIED),
            own if own.chars().eq([digits[1]]) => System::Decimal,
            _ => return Err(unknown()),
        };
        Ok(Self {
            opening: opening.to_owned(),
            system,
            upper,
            closing: closing.to_owned(),
        })
    }
}

/// Puts the digits of a language in the place of ASCII ones.
pub(super) fn localize(text: &str, digits: &Digits) -> String {
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(value) => digits.get(value as usize).copied().unwrap_or(c),
            None => c,
        })
        .collect()
}

/// The number of a provision in citations and anchors, the same in every language: `3`, then
/// `a`, then `i`. Deeper levels than the third are numbered like it.
pub fn anchor_label(level: usize, n: u32) -> String {
    match level {
        0 | 1 => System::Decimal,
        2 => System::Letters(system::LATIN),
        _ => System::Additive(system::ROMAN),
    }
    .number(n)
}

/// Marks that turn the direction of what follows, which would reach beyond the label
/// (UAX #9, table 4).
fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Why samples of labels cannot be followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LabelError {
    /// The sample names no counting system.
    Unknown(String),
    /// More than eight characters of punctuation on one side, or a control character.
    Punctuation,
    /// More samples than levels.
    TooMany(usize),
}

impl LabelError {
    /// What to do.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Unknown(_) => SAMPLES,
            Self::Punctuation => {
                "up to 8 visible characters can stand before the number, and up to 8 after it"
            }
            Self::TooMany(_) => "the third sample is also that of deeper levels",
        }
    }
}

impl fmt::Display for LabelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(sample) => write!(f, "`{sample}` does not say how to number"),
            Self::Punctuation => f.write_str("punctuation beside a number is not allowed"),
            Self::TooMany(count) => write!(f, "{count} list labels for {LEVELS} levels"),
        }
    }
}

impl std::error::Error for LabelError {}

#[cfg(test)]
mod tests {
    use super::*;

    const ASCII: Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
    const ARAB: Digits = ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'];

    fn labels(tag: &str, samples: &[&str], digits: &Digits) -> Result<Labels, LabelError> {
        let language: LanguageIdentifier = tag.parse().expect(tag);
        let script = crate::locale::script::of(&language);
        let samples: Vec<_> = samples.iter().map(|s| (*s).to_owned()).collect();
        Labels::new(&language, script, &samples, digits)
    }

    #[test]
    fn every_language_of_the_table_has_labels() {
        for tag in usage::languages() {
            assert!(labels(tag, &[], &ASCII).is_ok(), "{tag}");
        }
    }

    #[test]
    fn reads_samples() {
        let check = |sample: &str, n: u32, expected: &str| {
            let labels = labels("ar", &[sample], &ARAB).expect(sample);
            assert_eq!(labels.label(1, n, &ARAB), expected, "{sample} {n}");
        };
        check("1.", 12, "١٢.");
        check("١-", 12, "١٢-");
        check("§ 1", 2, "§ ٢");
        check("A)", 28, "AB)");
        check("I.", 4, "IV.");
        check("Α)", 6, "ΣΤ)");
        check("а)", 4, "г)");
        check("А)", 4, "Г)");
        check("(א)", 16, "(טז)");
        check("الف)", 2, "ب)");
        check("(一)", 12, "(十二)");
        check("i", 4000, "٤٠٠٠");
    }

    #[test]
    fn refuses_samples() {
        let check = |sample: &str, message: &str| {
            let error = labels("en", &[sample], &ASCII).expect_err(sample);
            assert_eq!(error.to_string(), message);
        };
        for sample in ["", "()", "(z)", "2.", "(a)(b)", "first", "１."] {
            check(sample, &format!("`{sample}` does not say how to number"));
        }
        for sample in ["\u{202E}a", "a\0", "a\n", ".........a"] {
            check(sample, "punctuation beside a number is not allowed");
        }
        assert_eq!(
            labels("en", &["1.", "a", "i", "A"], &ASCII),
            Err(LabelError::TooMany(4))
        );
        assert!(LabelError::Unknown(String::new()).hint().contains("`(a)`"));
    }

    #[test]
    fn chinese_numbers_follow_the_script() {
        let check = |tag: &str, expected: &str| {
            let labels = labels(tag, &["一"], &ASCII).expect(tag);
            assert_eq!(labels.label(1, 20_001, &ASCII), expected, "{tag}");
        };
        check("zh", "二万零一");
        check("zh-TW", "二萬零一");
    }

    #[test]
    fn anchors_are_the_same_everywhere() {
        let check = |level, n, expected: &str| assert_eq!(anchor_label(level, n), expected);
        check(1, 3, "3");
        check(2, 1, "a");
        check(2, 27, "aa");
        check(3, 1, "i");
        check(3, 14, "xiv");
        check(4, 4000, "4000");
        check(0, 0, "0");
        check(2, 0, "0");
    }
}
