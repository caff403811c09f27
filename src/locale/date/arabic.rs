//! The months of Arabic that is written for no one country.
//!
//! Syria, Lebanon, Jordan, Palestine and Iraq call November تشرين الثاني, Egypt and most others
//! نوفمبر. The United Nations, who write for all of them, put both names together; CLDR's `ar`
//! has only the second. A tag with a country keeps the names of that country, as CLDR has them.

use icu_locale::Locale;
use icu_locale::subtags::{language, region};

use super::DateTime;

/// For each month CLDR's name of it in `ar`, and both names in the form of the United Nations,
/// who spell June and July as Egypt does. The notes of `locales/ar/declaration.ftl` have it.
const MONTHS: [(&str, &str); 12] = [
    ("يناير", "كانون الثاني/يناير"),
    ("فبراير", "شباط/فبراير"),
    ("مارس", "آذار/مارس"),
    ("أبريل", "نيسان/أبريل"),
    ("مايو", "أيار/مايو"),
    ("يونيو", "حزيران/يونيه"),
    ("يوليو", "تموز/يوليه"),
    ("أغسطس", "آب/أغسطس"),
    ("سبتمبر", "أيلول/سبتمبر"),
    ("أكتوبر", "تشرين الأول/أكتوبر"),
    ("نوفمبر", "تشرين الثاني/نوفمبر"),
    ("ديسمبر", "كانون الأول/ديسمبر"),
];

/// Names the month of a date that was formatted for a language, if that is Arabic for no one
/// country. Dates in digits and in other calendars have none of these names and stay as they are.
pub(super) fn with_both_names(shown: String, date: &DateTime, language: &Locale) -> String {
    let id = &language.id;
    let for_all = id.region.is_none() || id.region == Some(region!("001"));
    if id.language != language!("ar") || !for_all {
        return shown;
    }
    let month = usize::from(date.date.month().ordinal);
    match MONTHS.get(month.wrapping_sub(1)) {
        Some((one, both)) => shown.replacen(one, both, 1),
        None => shown,
    }
}
