//! The numbers of a text.
//!
//! A number is a run of digits, with separators between them where they belong to it. Which
//! separator means what follows the locale (CLDR); a dot or comma that cannot mean what the
//! locale says is read as it stands: `4.2` in German is a section, not forty-two.

use std::ops::Range;

use super::super::Text;
use super::super::characters::{digit, is_no_break_space, script};
use super::words;
use crate::locale::Number as Formatted;

/// A number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// What it may mean, as decimals in ASCII digits: `1234.5`. The most likely comes first;
    /// there is at least one.
    pub(super) values: Vec<String>,
    pub(super) weight: Weight,
    /// Whether it belongs to a time of day.
    pub(super) is_clock: bool,
    /// Where it stands.
    pub(super) span: Range<usize>,
}

/// How much a number without an equal on the other side says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// It must have an equal.
    Required,
    /// It is small or round, and may stand in words on the other side.
    Spellable,
    /// It is part of a name, a month or a century, which others write in another way.
    Optional,
}

impl Number {
    /// The value of a whole number below a million.
    fn whole(&self) -> Option<i64> {
        let value = self.values.first()?;
        (value.len() <= 6).then(|| value.parse().ok()).flatten()
    }

    /// Whether it is less than a limit, by what it most likely means.
    pub(super) fn is_below(&self, limit: f64) -> bool {
        let value = self.values.first().map_or("", String::as_str);
        value.parse::<f64>().is_ok_and(|value| value < limit)
    }

    /// The value if it can be a year.
    pub(super) fn year(&self) -> Option<i64> {
        self.whole().filter(|value| (1000..3000).contains(value))
    }
}

/// A run of digits, in ASCII, and where it stands.
#[derive(Debug)]
struct Group {
    digits: String,
    span: Range<usize>,
}

/// What separates digits in a locale.
#[derive(Debug, Clone, Copy)]
struct Separators {
    decimal: char,
    group: char,
}

impl Separators {
    /// Those of CLDR: of a number that has both.
    fn of(text: Text<'_>) -> Self {
        let shown = Formatted::parse("1234567.5").map_or_else(
            |_| String::new(),
            |number| text.locale.format_number(&number),
        );
        let mut signs = shown
            .chars()
            .filter(|character| digit(*character).is_none());
        let group = signs.next().unwrap_or(',');
        let decimal = signs.next_back().unwrap_or('.');
        Self { decimal, group }
    }

    /// Whether a sign can stand between groups of digits.
    fn groups(self, sign: char) -> bool {
        sign != self.decimal
            && (sign == self.group
                || is_space(sign)
                || matches!(sign, '.' | ',' | '\'' | '’' | '\u{66c}'))
    }
}

fn is_space(sign: char) -> bool {
    sign == ' ' || sign == '\u{2009}' || is_no_break_space(sign)
}

/// All numbers of a text, in their order.
pub(super) fn numbers(text: Text<'_>) -> Vec<Number> {
    let mut numbers = Vec::new();
    // Asked for only where there is something to separate: formatting is slow.
    let mut separators = None;
    let mut at = 0;
    while let Some(start) = text.visible[at..].find(|c| digit(c).is_some()) {
        let start = at + start;
        let (groups, signs) = run(text, start, &mut separators);
        let end = groups.last().map_or(start + 1, |group| group.span.end);
        interpret(groups, &signs, separators, &mut numbers, text);
        at = end;
    }
    numbers
}

/// The groups of digits from a place on that may be one number, and the signs between them.
fn run(
    text: Text<'_>,
    start: usize,
    separators: &mut Option<Separators>,
) -> (Vec<Group>, Vec<char>) {
    let mut groups = vec![group(text.visible, start)];
    let mut signs = Vec::new();
    loop {
        let end = groups.last().map_or(start, |group| group.span.end);
        let mut rest = text.visible[end..].chars();
        let Some(sign) = rest.next().filter(|sign| {
            matches!(sign, '.' | ',' | ':' | '\'' | '’' | '\u{66b}' | '\u{66c}') || is_space(*sign)
        }) else {
            break;
        };
        if rest.next().and_then(digit).is_none() {
            break;
        }
        let next = group(text.visible, end + sign.len_utf8());
        if is_space(sign) {
            let first_fits = groups[0].digits.len() <= 3;
            if !first_fits || next.digits.len() != 3 {
                break;
            }
            let separators = separators.get_or_insert_with(|| Separators::of(text));
            if sign == ' ' && !is_space(separators.group) {
                break;
            }
        }
        separators.get_or_insert_with(|| Separators::of(text));
        signs.push(sign);
        groups.push(next);
    }
    (groups, signs)
}

/// The digits that begin at a place.
fn group(text: &str, start: usize) -> Group {
    let rest = &text[start..];
    let end = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
    Group {
        digits: rest[..end]
            .chars()
            .filter_map(digit)
            .map(|value| char::from(b'0' + value))
            .collect(),
        span: start..start + end,
    }
}

/// Turns groups of digits into numbers: one, or one for each group.
fn interpret(
    groups: Vec<Group>,
    signs: &[char],
    separators: Option<Separators>,
    numbers: &mut Vec<Number>,
    text: Text<'_>,
) {
    let Some((first, last)) = groups.first().zip(groups.last()) else {
        return;
    };
    let whole = first.span.start..last.span.end;
    let separators = separators.unwrap_or(Separators {
        decimal: '.',
        group: ',',
    });
    let clock = is_clock(&groups, signs);
    let values = if clock || is_date(&groups, signs) {
        Vec::new()
    } else {
        readings(&groups, signs, separators)
    };
    if !values.is_empty() {
        numbers.push(weighed(values, whole, false, text));
        return;
    }
    for group in groups {
        let values = vec![canonical(&group.digits, "")];
        numbers.push(weighed(values, group.span, clock, text));
    }
}

/// Whether it is a time of day: `10:30`, `10:30:15`.
fn is_clock(groups: &[Group], signs: &[char]) -> bool {
    !signs.is_empty()
        && signs.len() <= 2
        && signs.iter().all(|sign| *sign == ':')
        && groups[0].digits.len() <= 2
        && groups[1..].iter().all(|group| group.digits.len() == 2)
}

/// Whether it is a date: `29.11.2011`, `2011.11.29`.
fn is_date(groups: &[Group], signs: &[char]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(|group| group.digits.len()).collect();
    signs == ['.', '.'] && matches!(lengths[..], [1 | 2, 1 | 2, 4] | [4, 1 | 2, 1 | 2])
}

/// What a run of groups may mean as one number, the most likely first; nothing if each group is
/// a number of its own.
fn readings(groups: &[Group], signs: &[char], separators: Separators) -> Vec<String> {
    if signs.is_empty() {
        return vec![canonical(&groups[0].digits, "")];
    }
    if let Some(value) = value(groups, signs, separators) {
        return vec![value];
    }
    if signs.iter().all(|sign| *sign == '.') {
        return match groups {
            [whole, fraction] => vec![canonical(&whole.digits, &fraction.digits)],
            _ => {
                let parts: Vec<&str> = groups.iter().map(|group| &*group.digits).collect();
                vec![parts.join(".")]
            }
        };
    }
    // Separators of another locale. A comma alone separates whole numbers, unless the locale
    // has signs of its own and the comma is a stand-in for one of them.
    let own = |sign: char| matches!(sign, '.' | ',');
    if signs.iter().all(|sign| *sign == ',') && own(separators.decimal) {
        return Vec::new();
    }
    [('.', ','), (',', '.')]
        .into_iter()
        .filter_map(|(decimal, group)| value(groups, signs, Separators { decimal, group }))
        .collect()
}

/// The value of a run of groups by the separators of a locale, if it is well-formed by them.
fn value(groups: &[Group], signs: &[char], separators: Separators) -> Option<String> {
    let (last, before) = signs.split_last()?;
    let is_decimal = *last == separators.decimal || *last == '\u{66b}';
    let (whole, fraction, between) = match groups.split_last() {
        Some((fraction, whole)) if is_decimal => (whole, fraction.digits.as_str(), before),
        _ => (groups, "", signs),
    };
    let same = between.windows(2).all(|pair| pair[0] == pair[1]);
    if !same || !between.iter().all(|sign| separators.groups(*sign)) || !is_grouped(whole) {
        return None;
    }
    let digits: String = whole.iter().map(|group| &*group.digits).collect();
    Some(canonical(&digits, fraction))
}

/// Whether groups have three digits each, or those of Indian languages: two, and three at the
/// end. The first may be shorter.
fn is_grouped(groups: &[Group]) -> bool {
    let [first, middle @ .., last] = groups else {
        return true;
    };
    let between = |digits: usize| middle.iter().all(|group| group.digits.len() == digits);
    last.digits.len() == 3 && first.digits.len() <= 3 && (between(3) || between(2))
}

/// A decimal without zeros that say nothing.
fn canonical(whole: &str, fraction: &str) -> String {
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    match fraction.trim_end_matches('0') {
        "" => whole.to_owned(),
        fraction => format!("{whole}.{fraction}"),
    }
}

/// A number with all that its neighbours say of it.
fn weighed(mut values: Vec<String>, span: Range<usize>, is_clock: bool, text: Text<'_>) -> Number {
    let before = &text.visible[..span.start];
    let after = &text.visible[span.end..];
    let mut weight = match values.first().map(String::as_str) {
        Some(value) if is_spellable(value) => Weight::Spellable,
        _ => Weight::Required,
    };
    let part_of_date = words::PARTS_OF_DATES
        .iter()
        .any(|part| after.starts_with(part));
    if is_clock || is_name(before) || part_of_date {
        weight = Weight::Optional;
    }
    if let Some(zeros) = words::scale(after) {
        let scaled: Vec<String> = values.iter().map(|value| shift(value, zeros)).collect();
        values.extend(scaled);
    } else if let [value] = &values[..]
        && value.len() == 4
        && value.ends_with('0')
        && after.starts_with('s')
    {
        // A decade, of which others name the last two digits.
        values.push(value[2..].to_owned());
        weight = Weight::Optional;
    }
    Number {
        values,
        weight,
        is_clock,
        span,
    }
}

/// Whether a number is often spelled out: up to twelve, tens up to a hundred, a thousand.
fn is_spellable(value: &str) -> bool {
    value
        .parse::<u16>()
        .is_ok_and(|value| value <= 12 || value <= 100 && value % 10 == 0 || value == 1000)
}

/// Whether a number ends a name: `CO2`, `COVID-19`. Only where letters have cases: others
/// write prefixes that belong to grammar in the same way.
fn is_name(before: &str) -> bool {
    let before = before
        .strip_suffix(['-', '\u{2010}', '\u{2011}'])
        .unwrap_or(before);
    before
        .chars()
        .next_back()
        .is_some_and(|c| matches!(script(c), Some("Latn" | "Cyrl" | "Grek" | "Armn")))
}

/// A decimal times a power of ten.
fn shift(value: &str, zeros: usize) -> String {
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let moved = fraction.len().min(zeros);
    let mut digits = format!("{whole}{}", &fraction[..moved]);
    digits.extend(std::iter::repeat_n('0', zeros - moved));
    canonical(&digits, &fraction[moved..])
}
