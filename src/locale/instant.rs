//! Moments, as files for machines have them.

use icu_calendar::types::RataDie;
use icu_calendar::{Date, Iso};

/// Seconds since 1970 in the form of ISO 8601. Years beyond 9999 have no such form.
pub fn instant(epoch: u64) -> String {
    let epoch = epoch.min(253_402_300_799);
    let (days, seconds) = (epoch / 86_400, epoch % 86_400);
    // The days of ten thousand years are few.
    let day = FIRST_OF_1970 + i64::try_from(days).unwrap_or(0);
    let date = Date::from_rata_die(RataDie::new(day), Iso);
    let (year, month, day) = (
        date.year().extended_year(),
        date.month().number(),
        date.day_of_month().0,
    );
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// The day on which computers begin to count, counted from the first of January of the year 1.
const FIRST_OF_1970: i64 = 719_163;

#[cfg(test)]
mod tests {
    use super::instant;

    #[test]
    fn writes_moments_as_iso_8601_does() {
        let check = |epoch, expected: &str| assert_eq!(instant(epoch), expected);
        check(0, "1970-01-01T00:00:00Z");
        check(951_782_399, "2000-02-28T23:59:59Z");
        check(951_782_400, "2000-02-29T00:00:00Z");
        check(1_717_113_600, "2024-05-31T00:00:00Z");
        check(4_107_542_400, "2100-03-01T00:00:00Z");
        check(u64::MAX, "9999-12-31T23:59:59Z");
    }
}
