//! Numbers with the options of Fluent's `NUMBER()`.
//!
//! A number is an exact decimal, never binary floating point, so that `1.50` keeps its last
//! zero and `0.1` is a tenth. How it is rounded follows ECMA-402 (`Intl.NumberFormat`), to
//! which Fluent's options refer:
//!
//! 1. A percentage is multiplied by 100.
//! 2. It is rounded to significant digits if any are asked for, otherwise to fraction digits:
//!    at least as many as the literal had, at most three (none for percentages).
//! 3. Zeros are added up to the minima. A zero has no sign.
//!
//! Both what is shown and the plural category come from the result.

use std::fmt;

use fixed_decimal::{Decimal, SignDisplay, SignedRoundingMode, UnsignedRoundingMode};

use super::option::OptionError;

/// Options of `NUMBER()` that ask for digits go up to this. ECMA-402 allows up to 100, which
/// nobody needs and which would let a translation fill the memory.
pub const MOST_DIGITS: u8 = 20;

/// The longest number that is read, in bytes: every finite `f64` is shorter.
const LONGEST: usize = 400;

/// The options that [`Number::with_options`] knows.
const OPTIONS: &[&str] = &[
    "minimumIntegerDigits",
    "minimumFractionDigits",
    "maximumFractionDigits",
    "minimumSignificantDigits",
    "maximumSignificantDigits",
    "useGrouping",
    "style",
];

/// What a number is shown as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Style {
    #[default]
    Decimal,
    Percent,
}

/// When thousands (or what the language groups) are set apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Grouping {
    /// As is usual in the language.
    #[default]
    Usual,
    /// Only from five digits.
    FromFiveDigits,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Options {
    minimum_integer: Option<u8>,
    minimum_fraction: Option<u8>,
    maximum_fraction: Option<u8>,
    minimum_significant: Option<u8>,
    maximum_significant: Option<u8>,
    grouping: Grouping,
    style: Style,
}

/// An exact decimal number, and how it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    value: Decimal,
    /// How many fraction digits the literal had: they are shown unless an option says
    /// otherwise.
    fraction: u8,
    options: Options,
}

impl Number {
    /// Reads a number as Fluent's grammar writes it: `-3.50`. Its fraction digits, up to
    /// [`MOST_DIGITS`], are kept when it is shown.
    ///
    /// # Errors
    ///
    /// If it is not such a number, or has more than 400 characters.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        if text.len() > LONGEST {
            return Err(NumberError::TooLong);
        }
        let malformed = || NumberError::Malformed(text.to_owned());
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (integer, fraction) = match unsigned.split_once('.') {
            Some((integer, fraction)) => (integer, Some(fraction)),
            None => (unsigned, None),
        };
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(integer) || !fraction.is_none_or(digits) {
            return Err(malformed());
        }
        let shown = fraction.map_or(0, str::len).min(usize::from(MOST_DIGITS));
        Ok(Self {
            value: Decimal::try_from_str(text).map_err(|_| malformed())?,
            fraction: u8::try_from(shown).unwrap_or(MOST_DIGITS),
            options: Options::default(),
        })
    }

    /// The shortest decimal that means the same `f64`.
    ///
    /// # Errors
    ///
    /// If the value is infinite or not a number.
    pub fn from_f64(value: f64) -> Result<Self, NumberError> {
        let mut number = Self::parse(&value.to_string())?;
        number.fraction = 0;
        Ok(number)
    }

    /// The same number with options of `NUMBER()`, given as their name and their value as
    /// text: `("minimumFractionDigits", "2")`. They replace those the number had.
    ///
    /// # Errors
    ///
    /// If an option is unknown or not supported, has a value it cannot have, asks for more than
    /// [`MOST_DIGITS`] digits, or if a minimum is above its maximum.
    pub fn with_options<'a>(
        &self,
        options: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, OptionError> {
        let mut number = self.clone();
        for (name, value) in options {
            number.options.apply(name, value)?;
        }
        number.options.check()?;
        Ok(number)
    }

    /// Whether two numbers have the same value, however they are shown: what the key `[1]` of
    /// a variant asks.
    pub fn same_value(&self, other: &Self) -> bool {
        let plain = |number: &Self| {
            let mut value = number.value.clone();
            value.absolute.trim_start();
            value.absolute.trim_end();
            value.with_sign_display(SignDisplay::Negative)
        };
        plain(self) == plain(other)
    }

    pub(super) fn style(&self) -> Style {
        self.options.style
    }

    pub(super) fn grouping(&self) -> Grouping {
        self.options.grouping
    }

    /// The digits that are shown.
    pub(super) fn rounded(&self) -> Decimal {
        let options = &self.options;
        let mut value = self.value.clone();
        let mut fraction = self.fraction;
        let mut most = 3;
        if options.style == Style::Percent {
            value.absolute.multiply_pow10(2);
            fraction = fraction.saturating_sub(2);
            most = 0;
        }
        if options.minimum_significant.is_some() || options.maximum_significant.is_some() {
            let most = options.maximum_significant.unwrap_or(MOST_DIGITS);
            let least = options.minimum_significant.unwrap_or(1);
            round_to_significant(&mut value, least, most);
        } else {
            let least = match (options.minimum_fraction, options.maximum_fraction) {
                (Some(least), _) => least,
                (None, Some(most)) => fraction.min(most),
                (None, None) => fraction,
            };
            let most = options.maximum_fraction.unwrap_or(most.max(least));
            round_half_up(&mut value, -i16::from(most));
            value.absolute.trim_end();
            value.absolute.pad_end(-i16::from(least));
        }
        value.absolute.trim_start();
        let integer = options.minimum_integer.unwrap_or(1);
        value.absolute.pad_start(i16::from(integer));
        value.with_sign_display(SignDisplay::Negative)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self {
            value: value.into(),
            fraction: 0,
            options: Options::default(),
        }
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self {
            value: value.into(),
            fraction: 0,
            options: Options::default(),
        }
    }
}

impl Options {
    fn apply(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let digits = |least: u8, expected| match value.parse::<u8>() {
            Ok(n) if (least..=MOST_DIGITS).contains(&n) => Ok(Some(n)),
            _ => Err(OptionError::value(name, value, expected)),
        };
        let from_zero = || digits(0, "a whole number from 0 to 20");
        let from_one = || digits(1, "a whole number from 1 to 20");
        match name {
            "minimumIntegerDigits" => self.minimum_integer = from_one()?,
            "minimumFractionDigits" => self.minimum_fraction = from_zero()?,
            "maximumFractionDigits" => self.maximum_fraction = from_zero()?,
            "minimumSignificantDigits" => self.minimum_significant = from_one()?,
            "maximumSignificantDigits" => self.maximum_significant = from_one()?,
            "useGrouping" => {
                self.grouping = match value {
                    // Fluent has no booleans: numbers and strings stand for them.
                    "true" | "1" | "auto" | "always" => Grouping::Usual,
                    "min2" => Grouping::FromFiveDigits,
                    "false" | "0" => Grouping::Never,
                    _ => {
                        let expected = "`true`, `false`, `auto`, `always` or `min2`";
                        return Err(OptionError::value(name, value, expected));
                    }
                }
            }
            "style" => {
                self.style = match value {
                    "decimal" => Style::Decimal,
                    "percent" => Style::Percent,
                    _ => {
                        let expected = "`decimal` or `percent`";
                        return Err(OptionError::value(name, value, expected));
                    }
                }
            }
            _ => return Err(OptionError::unknown(name, OPTIONS)),
        }
        Ok(())
    }

    fn check(&self) -> Result<(), OptionError> {
        let above = |least: Option<u8>, most: Option<u8>| matches!((least, most), (Some(least), Some(most)) if least > most);
        let message = if above(self.minimum_fraction, self.maximum_fraction) {
            "`minimumFractionDigits` is greater than `maximumFractionDigits`"
        } else if above(self.minimum_significant, self.maximum_significant) {
            "`minimumSignificantDigits` is greater than `maximumSignificantDigits`"
        } else {
            return Ok(());
        };
        Err(OptionError::Combination { message })
    }
}

fn round_to_significant(value: &mut Decimal, least: u8, most: u8) {
    let first = |value: &Decimal| value.absolute.nonzero_magnitude_start();
    let last = first(value) - i16::from(most) + 1;
    round_half_up(value, last);
    value.absolute.trim_end();
    // Rounding may have added a digit in front (9.9 to 10), so the first is looked up again.
    let last = first(value) - i16::from(least) + 1;
    value.absolute.pad_end(last.min(0));
}

/// Rounds halves away from zero, as ECMA-402 does.
fn round_half_up(value: &mut Decimal, position: i16) {
    value.round_with_mode(
        position,
        SignedRoundingMode::Unsigned(UnsignedRoundingMode::HalfExpand),
    );
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberError {
    /// It has more than 400 characters.
    TooLong,
    /// It is not formed like one, or is not finite.
    Malformed(String),
}

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong => write!(f, "number is longer than {LONGEST} characters"),
            Self::Malformed(text) => write!(f, "`{text}` is not a number"),
        }
    }
}

impl std::error::Error for NumberError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_fluent_literals() {
        let check = |text: &str, expected: Option<&str>| {
            let shown = Number::parse(text).ok().map(|n| n.rounded().to_string());
            assert_eq!(shown.as_deref(), expected, "{text}");
        };
        check("0", Some("0"));
        check("1.50", Some("1.50"));
        check("007", Some("7"));
        check("-0", Some("0"));
        check("-0.0", Some("0.0"));
        check("3.14159", Some("3.14159"));
        let long = format!("0.{}", "1".repeat(30));
        check(&long, Some("0.11111111111111111111"));
        for text in [
            "", "-", ".", "1.", ".5", "+1", "1e5", "0x1", "1,5", "٣", "--1", "1.2.3", " 1", "NaN",
        ] {
            check(text, None);
        }
        assert_eq!(Number::parse(&"9".repeat(401)), Err(NumberError::TooLong));
        assert!(Number::parse(&"9".repeat(400)).is_ok());
    }

    #[test]
    fn takes_rust_numbers() {
        let check = |value: f64, expected: &str| {
            let number = Number::from_f64(value).expect(expected);
            assert_eq!(number.rounded().to_string(), expected);
        };
        check(1.0, "1");
        check(0.1, "0.1");
        check(2.0005, "2.001");
        check(-0.0, "0");
        check(f64::MIN_POSITIVE, "0");
        assert!(Number::from_f64(f64::MIN).is_ok());
        for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(Number::from_f64(value).is_err());
        }
        assert_eq!(
            Number::from(i64::MIN).rounded().to_string(),
            i64::MIN.to_string()
        );
        assert_eq!(
            Number::from(u64::MAX).rounded().to_string(),
            u64::MAX.to_string()
        );
    }

    #[test]
    fn follows_options() {
        let check = |text: &str, options: &[(&str, &str)], expected: &str| {
            let number = Number::parse(text)
                .expect(text)
                .with_options(options.iter().copied())
                .expect(text);
            assert_eq!(number.rounded().to_string(), expected, "{text} {options:?}");
        };
        check("1", &[("minimumFractionDigits", "2")], "1.00");
        check("1.50", &[("maximumFractionDigits", "0")], "2");
        check("1.505", &[("maximumFractionDigits", "1")], "1.5");
        check("2.5", &[("maximumFractionDigits", "0")], "3");
        check("-2.5", &[("maximumFractionDigits", "0")], "-3");
        check("-0.4", &[("maximumFractionDigits", "0")], "0");
        check("5", &[("minimumIntegerDigits", "3")], "005");
        check("1234.5", &[("maximumSignificantDigits", "2")], "1200");
        check("9.96", &[("maximumSignificantDigits", "2")], "10");
        check("9.96", &[("minimumSignificantDigits", "4")], "9.960");
        check("1200", &[("minimumSignificantDigits", "2")], "1200");
        check("0", &[("minimumSignificantDigits", "3")], "0.00");
        check("0.00123", &[("maximumSignificantDigits", "2")], "0.0012");
        check("0.256", &[("style", "percent")], "25.6");
        check("0.2", &[("style", "percent")], "20");
        check(
            "0.5",
            &[("style", "percent"), ("minimumFractionDigits", "1")],
            "50.0",
        );
        check(
            "1",
            &[("minimumFractionDigits", "20")],
            "1.00000000000000000000",
        );
    }

    #[test]
    fn refuses_options() {
        let check = |options: &[(&str, &str)], message: &str, hint: Option<&str>| {
            let error = Number::from(1_u64)
                .with_options(options.iter().copied())
                .expect_err(message);
            assert_eq!(error.to_string(), message);
            assert_eq!(error.hint().as_deref(), hint);
        };
        check(
            &[("minimumFractionDigits", "4000000000")],
            "option `minimumFractionDigits` cannot be `4000000000`",
            Some("`minimumFractionDigits` can be a whole number from 0 to 20"),
        );
        check(
            &[("minimumIntegerDigits", "0")],
            "option `minimumIntegerDigits` cannot be `0`",
            Some("`minimumIntegerDigits` can be a whole number from 1 to 20"),
        );
        check(
            &[("style", "currency")],
            "option `style` cannot be `currency`",
            Some("`style` can be `decimal` or `percent`"),
        );
        check(
            &[
                ("maximumFractionDigits", "1"),
                ("minimumFractionDigits", "2"),
            ],
            "`minimumFractionDigits` is greater than `maximumFractionDigits`",
            None,
        );
        check(
            &[("currency", "EUR")],
            "option `currency` is not supported",
            Some(
                "supported are `minimumIntegerDigits`, `minimumFractionDigits`, \
                 `maximumFractionDigits`, `minimumSignificantDigits`, \
                 `maximumSignificantDigits`, `useGrouping`, `style`",
            ),
        );
    }

    #[test]
    fn compares_values() {
        let check = |a: &str, b: &str, same: bool| {
            let [a, b] = [a, b].map(|text| Number::parse(text).expect(text));
            assert_eq!(a.same_value(&b), same, "{a:?} {b:?}");
        };
        check("1", "1.00", true);
        check("01", "1", true);
        check("0", "-0.0", true);
        check("1", "-1", false);
        check("100", "1", false);
    }
}
