//! Dates with the options of Fluent's `DATETIME()`.
//!
//! A date is that of a document, so it is the same day for every reader: no time zone is ever
//! applied, and every language shows the Gregorian calendar, in which the date is cited,
//! unless a tag asks for another (`fa-u-ca-persian`). CLDR would otherwise date a Persian or
//! Thai text differently from the text it translates.
//!
//! The options are those of ECMA-402 (`Intl.DateTimeFormat`) as far as CLDR's semantic
//! skeletons (UTS #35, part 4) have them. These know one length for the whole date, which
//! the form of the month decides, or of the weekday where no month is shown.

mod arabic;

use std::fmt;

use icu_calendar::{Date, Iso};
use icu_datetime::fieldsets::YMD;
use icu_datetime::fieldsets::builder::{DateFields, FieldSetBuilder};
use icu_datetime::fieldsets::enums::{
    CalendarPeriodFieldSet, CompositeDateTimeFieldSet, DateFieldSet,
};
use icu_datetime::input::{DateTime as IcuDateTime, Time};
use icu_datetime::options::{Alignment, Length, TimePrecision, YearStyle};
use icu_datetime::preferences::HourCycle;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_locale::Locale as IcuLocale;
use icu_locale::subtags::{language, region};

use super::option::OptionError;

/// The options that [`DateOptions::new`] knows.
const OPTIONS: &[&str] = &[
    "dateStyle",
    "timeStyle",
    "weekday",
    "year",
    "month",
    "day",
    "hour",
    "minute",
    "second",
    "hour12",
];

/// A day, and the time on its clock where there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime {
    date: Date<Iso>,
    time: Option<Time>,
}

impl DateTime {
    /// Reads an ISO 8601 day, `2024-05-31`, and the time where it follows:
    /// `2024-05-31T14:30`, with or without seconds. An offset (`Z`, `+02:00`) may stand at the
    /// end and changes nothing: the time is shown as it was written.
    ///
    /// # Errors
    ///
    /// If it is not formed so, or there is no such day or time.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let error = || DateError::Malformed(text.to_owned());
        let (day, rest) = text.split_at_checked(10).ok_or_else(error)?;
        // The parser knows more forms (`20240531`, annotations in brackets) than we promise.
        let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
        let is_time = |rest: &str| {
            rest.starts_with(['T', ' '])
                && rest[1..]
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || b":.Z+-".contains(&byte))
        };
        if !is_day || !(rest.is_empty() || is_time(rest)) {
            return Err(error());
        }
        let date = Date::try_from_str(day, Iso).map_err(|_| error())?;
        let time = match rest {
            "" => None,
            _ => {
                let moment = IcuDateTime::try_from_str(text, Iso).map_err(|_| error())?;
                Some(moment.time)
            }
        };
        Ok(Self { date, time })
    }
}

/// How a date is to be shown. The default is year, month and day in digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DateOptions {
    fields: CompositeDateTimeFieldSet,
    clock: Option<HourCycle>,
}

impl DateOptions {
    /// Reads options of `DATETIME()`, given as their name and their value as text:
    /// `("dateStyle", "long")`.
    ///
    /// # Errors
    ///
    /// If an option is unknown or not supported, has a value it cannot have, or if no locale
    /// has a form for what they ask together.
    pub fn new<'a>(
        options: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, OptionError> {
        let mut written = Written::default();
        for (name, value) in options {
            written.apply(name, value)?;
        }
        Ok(Self {
            fields: written.fields()?,
            clock: written.clock,
        })
    }
}

/// The options as they were written, before they are put together.
#[derive(Default)]
struct Written {
    date_style: Option<(DateFields, Length)>,
    time_style: Option<TimePrecision>,
    weekday: Option<Length>,
    year: Option<YearStyle>,
    month: Option<Length>,
    day: bool,
    hour: bool,
    minute: bool,
    second: bool,
    /// Whether a `2-digit` asks for leading zeros.
    padded: bool,
    clock: Option<HourCycle>,
}

impl Written {
    fn apply(&mut self, name: &str, value: &str) -> Result<(), OptionError> {
        let wrong = |expected| Err(OptionError::value(name, value, expected));
        let is_padded = || match value {
            "numeric" => Ok(false),
            "2-digit" => Ok(true),
            _ => Err(OptionError::value(name, value, "`numeric` or `2-digit`")),
        };
        match name {
            "dateStyle" => {
                self.date_style = Some(match value {
                    "full" => (DateFields::YMDE, Length::Long),
                    "long" => (DateFields::YMD, Length::Long),
                    "medium" => (DateFields::YMD, Length::Medium),
                    "short" => (DateFields::YMD, Length::Short),
                    _ => return wrong("`full`, `long`, `medium` or `short`"),
                });
            }
            "timeStyle" => {
                self.time_style = Some(match value {
                    "medium" => TimePrecision::Second,
                    "short" => TimePrecision::Minute,
                    // The longer ones name the time zone, which is not known.
                    _ => return wrong("`medium` or `short`"),
                });
            }
            "weekday" => {
                self.weekday = Some(match value {
                    "long" => Length::Long,
                    "short" => Length::Medium,
                    "narrow" => Length::Short,
                    _ => return wrong("`long`, `short` or `narrow`"),
                });
            }
            "month" => {
                self.month = Some(match value {
                    "long" => Length::Long,
                    "short" => Length::Medium,
                    "numeric" => Length::Short,
                    "2-digit" => {
                        self.padded = true;
                        Length::Short
                    }
                    _ => return wrong("`long`, `short`, `numeric` or `2-digit`"),
                });
            }
            "year" => {
                let two_digits = is_padded()?;
                self.year = Some(if two_digits {
                    YearStyle::Auto
                } else {
                    YearStyle::Full
                });
            }
            "day" => {
                self.padded |= is_padded()?;
                self.day = true;
            }
            "hour" => {
                self.padded |= is_padded()?;
                self.hour = true;
            }
            "minute" => {
                is_padded()?;
                self.minute = true;
            }
            "second" => {
                is_padded()?;
                self.second = true;
            }
            "hour12" => {
                self.clock = Some(match value {
                    "true" | "1" => HourCycle::Clock12,
                    "false" | "0" => HourCycle::Clock24,
                    _ => return wrong("`true` or `false`"),
                });
            }
            _ => return Err(OptionError::unknown(name, OPTIONS)),
        }
        Ok(())
    }

    fn fields(&self) -> Result<CompositeDateTimeFieldSet, OptionError> {
        let mut builder = FieldSetBuilder::new();
        let has_date_parts =
            self.weekday.is_some() || self.year.is_some() || self.month.is_some() || self.day;
        let has_time_parts = self.hour || self.minute || self.second;
        let has_styles = self.date_style.is_some() || self.time_style.is_some();
        if has_styles && (has_date_parts || has_time_parts) {
            return Err(OptionError::Combination {
                message: "`dateStyle` and `timeStyle` cannot stand with options for parts of a date",
            });
        }
        if has_styles {
            if let Some((fields, length)) = self.date_style {
                builder.date_fields = Some(fields);
                builder.length = Some(length);
            }
            builder.time_precision = self.time_style;
        } else {
            if has_date_parts {
                builder.date_fields = Some(self.date_fields()?);
                builder.length = self.month.or(self.weekday);
                builder.year_style = self.year;
            } else if !has_time_parts {
                builder.date_fields = Some(DateFields::YMD);
                builder.length = Some(Length::Short);
                builder.year_style = Some(YearStyle::Full);
            }
            if has_time_parts {
                builder.time_precision = Some(self.time_precision()?);
                // icu_datetime 2.4 does not load `AM` and `PM` for a weekday with a time.
                if builder.date_fields == Some(DateFields::E) {
                    return Err(OptionError::Combination { message: NO_FORM });
                }
            }
            builder.alignment = self.padded.then_some(Alignment::Column);
        }
        builder
            .build_composite_datetime()
            .map_err(|_| OptionError::Combination { message: NO_FORM })
    }

    fn date_fields(&self) -> Result<DateFields, OptionError> {
        let year = self.year.is_some();
        let month = self.month.is_some();
        let weekday = self.weekday.is_some();
        match (year, month, self.day, weekday) {
            (false, false, true, false) => Ok(DateFields::D),
            (false, true, true, false) => Ok(DateFields::MD),
            (true, true, true, false) => Ok(DateFields::YMD),
            (false, false, true, true) => Ok(DateFields::DE),
            (false, true, true, true) => Ok(DateFields::MDE),
            (true, true, true, true) => Ok(DateFields::YMDE),
            (false, false, false, true) => Ok(DateFields::E),
            (false, true, false, false) => Ok(DateFields::M),
            (true, true, false, false) => Ok(DateFields::YM),
            (true, false, false, false) => Ok(DateFields::Y),
            _ => Err(OptionError::Combination { message: NO_FORM }),
        }
    }

    fn time_precision(&self) -> Result<TimePrecision, OptionError> {
        match (self.hour, self.minute, self.second) {
            (true, false, false) => Ok(TimePrecision::Hour),
            (true, true, false) => Ok(TimePrecision::Minute),
            (true, true, true) => Ok(TimePrecision::Second),
            _ => Err(OptionError::Combination { message: NO_FORM }),
        }
    }
}

const NO_FORM: &str = "no language has a form for these parts of a date together";

impl Default for DateOptions {
    fn default() -> Self {
        Self {
            fields: CompositeDateTimeFieldSet::Date(DateFieldSet::YMD(
                YMD::short().with_year_style(YearStyle::Full),
            )),
            clock: None,
        }
    }
}

/// Formats a date in a language by the conventions of a locale, which names a country, calendar
/// and digits where the language has none.
pub(super) fn format(
    date: &DateTime,
    options: &DateOptions,
    language: &IcuLocale,
    conventions: &IcuLocale,
) -> Result<String, DateError> {
    let shows_time = !matches!(
        options.fields,
        CompositeDateTimeFieldSet::Date(_) | CompositeDateTimeFieldSet::CalendarPeriod(_)
    );
    let time = match date.time {
        None if shows_time => return Err(DateError::NoTime),
        time => time.unwrap_or(Time::start_of_day()),
    };
    let mut preferences = DateTimeFormatterPreferences::from(conventions);
    if is_long_month_and_year(&options.fields) && conventions.id.language == language!("pt") {
        // icu_datetime 2.4 takes the year of Brazil's form for a word: it loads no digits and
        // stops where assertions are on. Portugal's form is the same, `maio de 2024`.
        let mut portugal = conventions.clone();
        portugal.id.region = Some(region!("PT"));
        preferences = DateTimeFormatterPreferences::from(&portugal);
    }
    preferences.hour_cycle = options.clock.or(preferences.hour_cycle);
    let formatter = DateTimeFormatter::try_new(preferences, options.fields)
        .map_err(|error| DateError::Locale(error.to_string()))?;
    let moment = IcuDateTime {
        date: date.date,
        time,
    };
    let shown = formatter.format(&moment).to_string();
    Ok(arabic::with_both_names(shown, date, language))
}

fn is_long_month_and_year(fields: &CompositeDateTimeFieldSet) -> bool {
    matches!(
        fields,
        CompositeDateTimeFieldSet::CalendarPeriod(CalendarPeriodFieldSet::YM(form))
            if form.length == Length::Long
    )
}

/// Why a date cannot be read or shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// It is not a date.
    Malformed(String),
    /// A time is to be shown, and the date has none.
    NoTime,
    /// There are no language data for it.
    Locale(String),
}

impl DateError {
    /// What to do.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Malformed(_) => Some("write a day as `2024-05-31`, a time as `2024-05-31T14:30`"),
            Self::NoTime => Some("leave out `timeStyle`, `hour`, `minute` and `second`"),
            Self::Locale(_) => None,
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(text) => write!(f, "`{text}` is not a date"),
            Self::NoTime => f.write_str("a time is to be shown, but the date has none"),
            Self::Locale(reason) => write!(f, "the date cannot be shown: {reason}"),
        }
    }
}

impl std::error::Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        let check = |text: &str, expected: bool| {
            assert_eq!(DateTime::parse(text).is_ok(), expected, "{text}");
        };
        for text in [
            "2024-05-31",
            "2024-02-29",
            "0001-01-01",
            "2024-05-31T14:30",
            "2024-05-31 14:30",
            "2024-05-31T14:30:05Z",
            "2024-05-31T14:30:05+02:00",
            "2024-05-31T14:30:05.123",
        ] {
            check(text, true);
        }
        for text in [
            "",
            "x",
            "2024",
            "2024-05",
            "20240531",
            "2024-13-01",
            "2023-02-29",
            "2024-05-31T25:00",
            "2024-05-31T",
            "2024-05-31[u-ca=hebrew]",
            "2024-05-31T14:30[Europe/Paris]",
            "+2024-05-31",
            "٢٠٢٤-٠٥-٣١",
            "2024-05-3é",
            "31/05/2024",
            "2024-05-31x",
            "2024-05-31é14:30",
            "2024-05-31Té",
        ] {
            check(text, false);
        }
        let offset = DateTime::parse("2024-05-31T23:30+02:00").expect("a date");
        assert_eq!(DateTime::parse("2024-05-31T23:30"), Ok(offset));
    }

    #[test]
    fn refuses_options() {
        let check = |options: &[(&str, &str)], message: &str| {
            let error = DateOptions::new(options.iter().copied()).expect_err(message);
            assert_eq!(error.to_string(), message);
        };
        check(
            &[("dateStyle", "huge")],
            "option `dateStyle` cannot be `huge`",
        );
        check(
            &[("timeStyle", "full")],
            "option `timeStyle` cannot be `full`",
        );
        check(&[("month", "narrow")], "option `month` cannot be `narrow`");
        check(&[("era", "long")], "option `era` is not supported");
        check(&[("year", "numeric"), ("day", "numeric")], NO_FORM);
        check(&[("minute", "numeric")], NO_FORM);
        check(&[("weekday", "long"), ("hour", "numeric")], NO_FORM);
        check(&[("year", "numeric"), ("hour", "numeric")], NO_FORM);
        check(
            &[("dateStyle", "long"), ("day", "numeric")],
            "`dateStyle` and `timeStyle` cannot stand with options for parts of a date",
        );
    }

    #[test]
    fn no_options_are_the_default() {
        assert_eq!(DateOptions::new([]), Ok(DateOptions::default()));
    }
}
