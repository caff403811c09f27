//! Numbers that differ.
//!
//! 1. [`read`] finds the numbers of both texts, whatever their digits and separators;
//! 2. equal ones are paired, as a multiset: order does not matter;
//! 3. what is left is excused by numbers in words, Roman numerals, years of other calendars and
//!    times of day ([`words`]);
//! 4. the rest is reported.
//!
//! Small and round numbers are often spelled out in one language and not in the other, and
//! dates gain the number of the month. So one that is only missing, or only added, is not
//! reported; but if the source has one and the translation another, both are.

mod read;
mod words;

use std::collections::{HashMap, HashSet};

use self::read::{Number, Weight};
use super::{Findings, Text};
use crate::locale::Number as Formatted;

/// Years of other calendars: language, what is added to their year for that of the Gregorian
/// calendar. The year begins on another day, so that there can be two answers.
const CALENDARS: &[(&str, &[i64])] = &[
    ("am", &[7, 8]),
    ("fa", &[621, 622]),
    ("ne", &[-57, -56]),
    ("th", &[-543]),
    ("ti", &[7, 8]),
];

/// Finds numbers of the source that the translation lacks, and the other way round.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let in_source = read::numbers(source);
    let in_target = read::numbers(target);
    if in_source.is_empty() && in_target.is_empty() {
        return;
    }
    let (mut missing, mut added) = unpaired(&in_source, &in_target);
    if missing.is_empty() && added.is_empty() {
        return;
    }
    excuse(&mut missing, (source, &in_source), (target, &in_target));
    excuse(&mut added, (target, &in_target), (source, &in_source));
    if missing.is_empty() || added.is_empty() {
        missing.retain(|number| number.weight == Weight::Required);
        added.retain(|number| number.weight == Weight::Required);
    }
    report(&missing, &added, (source, target), found);
}

/// The numbers of either side that have no equal on the other.
fn unpaired<'n>(source: &'n [Number], target: &'n [Number]) -> (Vec<&'n Number>, Vec<&'n Number>) {
    let mut paired = vec![false; target.len()];
    let mut missing: Vec<&Number> = source.iter().collect();
    // First by what numbers most likely mean, then by what else they can.
    for readings in [1, usize::MAX] {
        let mut places: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, number) in target.iter().enumerate().rev() {
            for value in number.values.iter().take(readings) {
                places.entry(value).or_default().push(at);
            }
        }
        missing.retain(|number| {
            let equal = number.values.iter().take(readings).find_map(|value| {
                let candidates = places.get_mut(value.as_str())?;
                // Each place is taken off once, so all searches together are linear.
                std::iter::from_fn(|| candidates.pop()).find(|at| !paired[*at])
            });
            if let Some(at) = equal {
                paired[at] = true;
            }
            equal.is_none()
        });
    }
    let added = target.iter().zip(&paired).filter(|(_, paired)| !**paired);
    (missing, added.map(|(number, _)| number).collect())
}

/// Removes from the numbers of one side those that the other may say in another way.
fn excuse(
    numbers: &mut Vec<&Number>,
    (own, own_all): (Text<'_>, &[Number]),
    (other, other_all): (Text<'_>, &[Number]),
) {
    numbers.retain(|number| number.weight != Weight::Optional);
    if numbers.is_empty() {
        return;
    }
    let mut said: HashSet<String> = words::spelled(other.visible).collect();
    for year in other_all.iter().filter_map(Number::year) {
        let from_other = calendar(other).iter().map(|add| year + add);
        let to_own = calendar(own).iter().map(|add| year - add);
        said.extend(from_other.chain(to_own).map(|year| year.to_string()));
    }
    let clock = own_all
        .iter()
        .chain(other_all)
        .any(|number| number.is_clock);
    numbers.retain(|number| {
        let of_clock = clock && number.is_below(60.0);
        !of_clock && !number.values.iter().any(|value| said.contains(value))
    });
}

fn calendar(text: Text<'_>) -> &'static [i64] {
    CALENDARS
        .iter()
        .find(|(language, _)| *language == text.language())
        .map_or(&[], |(_, differences)| *differences)
}

fn report(
    missing: &[&Number],
    added: &[&Number],
    (source, target): (Text<'_>, Text<'_>),
    found: &mut Findings,
) {
    let written = |text: &Text<'_>, number: &Number| text.visible[number.span.clone()].to_owned();
    if let ([missing], [added]) = (missing, added) {
        found.add("numbers", added.span.clone(), || {
            let (of_source, of_target) = (written(&source, missing), written(&target, added));
            (
                format!("the source has the number `{of_source}`, the translation `{of_target}`"),
                Some(format!("write `{}`", localized(missing, target))),
            )
        });
        return;
    }
    for number in missing {
        found.add("numbers", 0..0, || {
            (
                format!(
                    "the number `{}` of the source is missing",
                    written(&source, number)
                ),
                Some(format!(
                    "add it, in digits (`{}`) or in words",
                    localized(number, target)
                )),
            )
        });
    }
    for number in added {
        found.add("numbers", number.span.clone(), || {
            let of_target = written(&target, number);
            (
                format!("the source has no number `{of_target}`"),
                Some("correct or remove it".to_owned()),
            )
        });
    }
}

/// A number as its language writes it. Years are not grouped.
fn localized(number: &Number, target: Text<'_>) -> String {
    let value = number.values.first().map_or("", String::as_str);
    let short = value.len() <= 4 && !value.contains('.');
    match Formatted::parse(value) {
        Ok(formatted) if !short => target.locale.format_number(&formatted),
        _ => target.locale.digits(value),
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[track_caller]
    fn numbers(source: (&str, &str), target: (&str, &str), expected: &[&str]) {
        check("numbers", source, target, expected);
    }

    #[test]
    fn equal_numbers_are_equal_however_written() {
        let same = |source, language, target| numbers(("en", source), (language, target), &[]);
        same("Resolution 25/15", "ar", "القرار ٢٥/١٥");
        same("1,234,567.50", "de", "1.234.567,5");
        same("1,234,567.50", "fr", "1\u{202f}234\u{202f}567,50");
        same("12,500 people", "ru", "12\u{a0}500 человек");
        same("12,500 people", "ru", "12 500 человек");
        same("12,500 people", "ar", "١٢٬٥٠٠ شخص");
        same("12,500 people", "hi", "१२,५०० लोग");
        same("12,500,000 rupees", "hi", "1,25,00,000 रुपये");
        same("12,500 people", "de-CH", "12’500 Personen");
        same("12,500 people", "pt-PT", "12.500 pessoas");
        same("section 4.2", "de", "Abschnitt 4.2");
        same("4.2 metres", "de", "4,2 Meter");
        same("version 1.22.3", "fr", "version 1.22.3");
        same("articles 13,14 and 15", "fr", "articles 13, 14 et 15");
        same("2011-2015", "es", "de 2011 a 2015");
        same("COVID-19", "zh", "新冠疫情");
        same("the G20", "es", "el G-20");
        same("the 21st century", "id", "abad ke-21");
        same("the 20th century", "fr", "le XXe siècle");
        same("the 1990s", "zh", "20世纪90年代");
        same("the 1990s", "fr", "les années 90");
        same("in the 1960s", "ru", "в 1960-е годы");
        same("29 November 2011", "zh", "2011年11月29日");
        same("29 November 2011", "de", "29.11.2011");
        same("in 2021", "th", "ในปี พ.ศ. ๒๕๖๔");
        same("in 2021", "fa", "در سال ۱۴۰۰");
        same("25 million", "zh", "2500万");
        same("2.5 billion", "ja", "25億");
        same("25 million", "fr", "25 000 000");
        same("25 million", "fr", "25 millions");
        same("the sixty-first session", "fr", "la 61e session");
        same("twenty-five States", "ru", "25 государств");
        same("the 61st session", "zh", "第六十一届会议");
        same("in 1951", "zh-Hant", "一九五一年");
        same("3:30 pm", "fr", "15 h 30");
        same("at 10:30", "fi", "klo 10.30");
        // Small and round ones in words, and months that gain a number.
        same("the 3 parties", "fr", "les trois parties");
        same("20 years", "es", "veinte años");
        same("three parties", "sw", "vyama 3");
        same("on 1 December", "zh", "12月1日");
    }

    #[test]
    fn finds_numbers_that_differ() {
        let differs = |source, language, target, expected: &[&str]| {
            numbers(("en", source), (language, target), expected);
        };
        differs("Article 3", "fr", "Article 4", &["4"]);
        differs("Article 13", "ar", "المادة ٣١", &["٣١"]);
        differs("in 1951", "ru", "в 1915 году", &["1915"]);
        differs("25 million", "es", "52 millones", &["52"]);
        differs("25 million", "zh", "250万", &["250"]);
        differs("1,234 people", "de", "1,234 Personen", &["1,234"]);
        differs("1.5 degrees", "fr", "15 degrés", &["15"]);
        differs("resolution 47/135", "es", "la resolución", &["", ""]);
        differs(
            "the resolution",
            "es",
            "la resolución 47/135",
            &["47", "135"],
        );
        differs("2011 and 2011", "fr", "2011 et 2012", &["2012"]);
        differs("in 2021", "th", "ในปี ๒๕๖๕", &["๒๕๖๕"]);
    }

    #[test]
    fn ends_soon() {
        for text in ["1,".repeat(20_000), "1 ".repeat(20_000), "9".repeat(40_000)] {
            numbers(("en", &text), ("fr", &text), &[]);
        }
    }
}
