//! Everything that icu prepares for one locale: numbers, plural categories, lists, and the
//! conventions by which dates are written.

use icu_decimal::DecimalFormatter;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_experimental::dimension::percent::formatter::PercentFormatter;
use icu_experimental::dimension::percent::options::PercentFormatterOptions;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale::extensions::unicode::{Value, key, value};
use icu_locale::{Locale as IcuLocale, LocaleExpander};
use icu_plurals::{PluralCategory, PluralOperands, PluralRules, PluralRulesOptions};
use icu_provider::DataError;
use writeable::Writeable;

use super::PluralKind;
use super::number::{Grouping, Number, Style};

/// The digits from zero to nine.
pub(super) type Digits = [char; 10];

const ASCII_DIGITS: Digits = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// The formatters of one locale.
#[derive(Debug)]
pub(super) struct Formats {
    /// The locale whose conventions are followed, with its calendar and digits.
    pub(super) conventions: IcuLocale,
    pub(super) digits: Digits,
    usual: Numbers,
    from_five_digits: Numbers,
    ungrouped: Numbers,
    cardinal: PluralRules,
    ordinal: PluralRules,
    list: ListFormatter,
}

/// The formatters of numbers with one kind of grouping.
#[derive(Debug)]
struct Numbers {
    decimal: DecimalFormatter,
    percent: PercentFormatter<DecimalFormatter>,
}

impl Numbers {
    fn new(locale: &IcuLocale, grouping: GroupingStrategy) -> Result<Self, DataError> {
        let decimal = decimal(locale, grouping)?;
        let percent = PercentFormatter::try_new_with_decimal_formatter(
            locale.into(),
            decimal.clone(),
            PercentFormatterOptions::default(),
        )?;
        Ok(Self { decimal, percent })
    }
}

impl Formats {
    /// Prepares a locale, with another numbering system than its own where one is given.
    pub(super) fn new(locale: &IcuLocale, numbering: Option<Value>) -> Result<Self, DataError> {
        let conventions = conventions(locale, numbering);
        let plurals = |options: PluralRulesOptions| PluralRules::try_new(locale.into(), options);
        Ok(Self {
            digits: digits(&conventions)?,
            usual: Numbers::new(&conventions, GroupingStrategy::Auto)?,
            from_five_digits: Numbers::new(&conventions, GroupingStrategy::Min2)?,
            ungrouped: Numbers::new(&conventions, GroupingStrategy::Never)?,
            cardinal: plurals(PluralRulesOptions::from(
                icu_plurals::PluralRuleType::Cardinal,
            ))?,
            ordinal: plurals(PluralRulesOptions::from(
                icu_plurals::PluralRuleType::Ordinal,
            ))?,
            list: ListFormatter::try_new_and(
                (&conventions).into(),
                ListFormatterOptions::default(),
            )?,
            conventions,
        })
    }

    pub(super) fn number(&self, number: &Number) -> String {
        let numbers = match number.grouping() {
            Grouping::Usual => &self.usual,
            Grouping::FromFiveDigits => &self.from_five_digits,
            Grouping::Never => &self.ungrouped,
        };
        let value = number.rounded();
        match number.style() {
            Style::Decimal => numbers.decimal.format(&value).to_string(),
            Style::Percent => match own_percent_sign(&self.digits) {
                Some(sign) => format!("{}{sign}", numbers.decimal.format(&value)),
                None => numbers
                    .percent
                    .format(&value)
                    .write_to_string()
                    .into_owned(),
            },
        }
    }

    pub(super) fn plural(&self, number: &Number, kind: PluralKind) -> &'static str {
        let rules = match kind {
            PluralKind::Cardinal => &self.cardinal,
            PluralKind::Ordinal => &self.ordinal,
        };
        category_name(rules.category_for(PluralOperands::from(&number.rounded())))
    }

    pub(super) fn plural_categories(&self, kind: PluralKind) -> impl Iterator<Item = &'static str> {
        let rules = match kind {
            PluralKind::Cardinal => &self.cardinal,
            PluralKind::Ordinal => &self.ordinal,
        };
        rules.categories().map(category_name)
    }

    pub(super) fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        let items = items.iter().map(AsRef::as_ref);
        self.list.format(items).to_string()
    }
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

/// The locale whose conventions are followed: that of the region where the language is mostly
/// spoken, for a tag without a region.
///
/// For nearly every language that is what CLDR does anyway; but CLDR's `ar` stands for no
/// country and has Latin digits, while the United Nations and most readers of Arabic write
/// Arabic-Indic ones, as does its most likely region, Egypt.
fn conventions(locale: &IcuLocale, numbering: Option<Value>) -> IcuLocale {
    let mut locale = locale.clone();
    LocaleExpander::new_extended().maximize(&mut locale.id);
    let keywords = &mut locale.extensions.unicode.keywords;
    // See the module `date` for the reason.
    if keywords.get(&key!("ca")).is_none() {
        keywords.set(key!("ca"), value!("gregory"));
    }
    if let Some(numbering) = numbering {
        keywords.set(key!("nu"), numbering);
    }
    locale
}

/// Reads the id of a CLDR numbering system that has ten digits, such as `latn` or `deva`.
/// `None` for others: for unknown ones, and for those that are rules (`roman`, `hebr`).
pub(super) fn numbering(id: &str) -> Option<Value> {
    let value: Value = id.to_ascii_lowercase().parse().ok()?;
    let mut probe = IcuLocale::UNKNOWN;
    let keywords = &mut probe.extensions.unicode.keywords;
    keywords.set(key!("nu"), value.clone());
    // icu falls back to Latin digits in silence.
    let known = id.eq_ignore_ascii_case("latn") || digits(&probe).ok()? != ASCII_DIGITS;
    known.then_some(value)
}

/// The percent sign that CLDR gives to Arabic digits, always at the end. The data of
/// `icu_experimental` have only the one that stands with Latin digits.
fn own_percent_sign(digits: &Digits) -> Option<&'static str> {
    match digits[0] {
        '٠' => Some("٪\u{61C}"),
        '۰' => Some("٪"),
        _ => None,
    }
}

fn decimal(locale: &IcuLocale, grouping: GroupingStrategy) -> Result<DecimalFormatter, DataError> {
    DecimalFormatter::try_new(locale.into(), DecimalFormatterOptions::from(grouping))
}

fn digits(locale: &IcuLocale) -> Result<Digits, DataError> {
    let formatter = decimal(locale, GroupingStrategy::Never)?;
    let mut digits = ASCII_DIGITS;
    for (value, digit) in (0_u32..).zip(&mut digits) {
        let shown = formatter.format(&value.into()).to_string();
        *digit = shown.chars().next().unwrap_or(*digit);
    }
    Ok(digits)
}
