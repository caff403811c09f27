//! Whether a selector on a number has the variants that its language needs.
//!
//! The categories are CLDR's (UTS #35, part 3, 'Language Plural Rules'). Needed are those that
//! whole numbers up to [`LARGEST`] have: others are for fractions and for millions, which few
//! texts count. A number as a key stands for itself; the default variant stands for whatever one
//! category is left.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use super::place;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::fluent::{Element, Expression, Pattern, Variant, VariantKey};
use crate::locale::{Locale, Number, PluralKind};
use crate::source::SourcePath;

/// The largest whole number whose category is asked for.
const LARGEST: u32 = 200;
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The plural rules of a locale, as far as they are needed.
pub(super) struct Rules<'a> {
    locale: &'a Locale,
    cardinal: OnceCell<Categories>,
    ordinal: OnceCell<Categories>,
}

struct Categories {
    /// All that numbers can have.
    possible: Vec<&'static str>,
    /// The category of each number from 0.
    of_number: Vec<&'static str>,
}

impl<'a> Rules<'a> {
    pub(super) fn new(locale: &'a Locale) -> Self {
        Self {
            locale,
            cardinal: OnceCell::new(),
            ordinal: OnceCell::new(),
        }
    }

    fn categories(&self, kind: PluralKind) -> &Categories {
        let cell = match kind {
            PluralKind::Cardinal => &self.cardinal,
            PluralKind::Ordinal => &self.ordinal,
        };
        cell.get_or_init(|| Categories {
            possible: self.locale.plural_categories(kind).collect(),
            of_number: (0..=LARGEST)
                .map(|number| self.locale.plural(&Number::from(i64::from(number)), kind))
                .collect(),
        })
    }
}

/// A pattern and where it is.
pub(super) struct Located<'a> {
    pub(super) pattern: &'a Pattern,
    pub(super) path: &'a SourcePath,
    /// The whole file.
    pub(super) file: &'a str,
}

/// Looks at all selectors of a pattern.
pub(super) fn check(located: &Located<'_>, rules: &Rules<'_>, found: &mut Diagnostics) {
    walk(located.pattern, &mut |selector, variants, default| {
        let Some(kind) = counted(selector, variants) else {
            return;
        };
        let span = selector_span(selector).unwrap_or_else(|| located.pattern.span.clone());
        let categories = rules.categories(kind);
        for variant in variants {
            let VariantKey::Name(name) = &variant.key else {
                continue;
            };
            if !categories.possible.contains(&&**name) {
                let diagnostic = impossible(name, &categories.possible, rules.locale);
                let key = place::name_before('[', name, variant.value.span.start, located.file);
                let span = key.unwrap_or_else(|| span.clone());
                found.push(diagnostic.at(located.path, span));
            }
        }
        if let Some(diagnostic) = missing(categories, variants, default, rules.locale) {
            found.push(diagnostic.at(located.path, span));
        }
    });
}

fn walk(pattern: &Pattern, visit: &mut impl FnMut(&Expression, &[Variant], usize)) {
    for element in &pattern.elements {
        if let Element::Placeable(Expression::Select {
            selector,
            variants,
            default,
        }) = element
        {
            visit(selector, variants, *default);
            for variant in variants {
                walk(&variant.value, visit);
            }
        }
    }
}

/// Whether a selector counts: it is `NUMBER(…)`, or its keys are categories and numbers.
fn counted(selector: &Expression, variants: &[Variant]) -> Option<PluralKind> {
    match selector {
        Expression::Function { name, named, .. } if &**name == "NUMBER" => {
            let ordinal = named.iter().any(|(name, value)| {
                &**name == "type" && matches!(value, Expression::Text(text) if &**text == "ordinal")
            });
            Some(if ordinal {
                PluralKind::Ordinal
            } else {
                PluralKind::Cardinal
            })
        }
        Expression::Variable(..) | Expression::Number(..) => {
            let category = |variant: &Variant| match &variant.key {
                VariantKey::Name(name) => CATEGORIES.contains(&&**name),
                VariantKey::Number(_) => true,
            };
            let telling = |variant: &Variant| match &variant.key {
                VariantKey::Name(name) => &**name != "other",
                VariantKey::Number(_) => false,
            };
            let counts = variants.iter().all(category) && variants.iter().any(telling);
            counts.then_some(PluralKind::Cardinal)
        }
        _ => None,
    }
}

fn impossible(name: &str, possible: &[&'static str], locale: &Locale) -> Diagnostic {
    let list = quoted(possible);
    let message = match CATEGORIES.contains(&name) {
        true => format!("no number is `{name}` in `{}`", locale.tag()),
        false => format!("`{name}` is no plural category"),
    };
    let hint = match (name, nearest(name, possible.iter().copied())) {
        ("zero" | "one" | "two", _) if CATEGORIES.contains(&name) => {
            let number = CATEGORIES.iter().position(|own| *own == name).unwrap_or(0);
            format!("the categories are {list}; for exactly {number} write `[{number}]`")
        }
        (_, Some(near)) if !CATEGORIES.contains(&name) => {
            format!("did you mean `{near}`? The categories are {list}")
        }
        _ => format!("the categories are {list}: remove the variant"),
    };
    Diagnostic::error("plural-impossible", message).hint(hint)
}

fn missing(
    categories: &Categories,
    variants: &[Variant],
    default: usize,
    locale: &Locale,
) -> Option<Diagnostic> {
    let mut exact = BTreeSet::new();
    let mut named = BTreeSet::new();
    for variant in variants {
        match &variant.key {
            VariantKey::Name(name) => _ = named.insert(&**name),
            VariantKey::Number(key) => exact.extend(key.parse::<usize>()),
        }
    }
    // Each category that is needed, with its first numbers.
    let mut needed: Vec<(&'static str, Vec<String>)> = Vec::new();
    for (number, category) in categories.of_number.iter().enumerate() {
        if exact.contains(&number) || named.contains(category) {
            continue;
        }
        let at = match needed.iter().position(|(own, _)| own == category) {
            Some(at) => at,
            None => {
                needed.push((category, Vec::new()));
                needed.len() - 1
            }
        };
        if needed[at].1.len() < 3 {
            needed[at].1.push(number.to_string());
        }
    }
    let default_is_needed = match variants.get(default).map(|variant| &variant.key) {
        Some(VariantKey::Name(name)) => categories.of_number.contains(&&**name),
        _ => false,
    };
    if needed.is_empty() || (needed.len() == 1 && !default_is_needed) {
        return None;
    }
    let list: Vec<String> = needed
        .iter()
        .map(|(category, numbers)| format!("`{category}` ({}, …)", numbers.join(", ")))
        .collect();
    let message = format!(
        "`{}` needs a variant for {}",
        locale.tag(),
        list.join(" and ")
    );
    let hint = format!(
        "write a line `[{}] …`; numbers of a category without a variant get the default one",
        needed[0].0
    );
    Some(Diagnostic::error("plural-missing", message).hint(hint))
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = CATEGORIES
        .iter()
        .filter(|name| names.contains(name))
        .map(|name| format!("`{name}`"))
        .collect();
    names.join(", ")
}

fn selector_span(selector: &Expression) -> Option<Range<usize>> {
    match selector {
        Expression::Variable(_, span)
        | Expression::Number(_, span)
        | Expression::Function { span, .. } => Some(span.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::parse;
    use crate::locale::{LocaleOptions, LocaleTag};

    fn check_in(tag: &str, selector: &str, keys: &str, expected: &[&str]) {
        let tag = LocaleTag::parse(tag).expect("a tag");
        let locale = Locale::new(tag, &LocaleOptions::default()).expect("a locale");
        let keys: Vec<&str> = keys.split(' ').collect();
        let (last, others) = keys.split_last().expect("a key");
        let variants: String = others.iter().map(|key| format!("\n[{key}] x")).collect();
        let text = format!("{{ {selector} ->{variants}\n*[{last}] x\n}}");
        let pattern = parse::pattern(&text).expect(&text);
        let located = Located {
            pattern: &pattern,
            path: &"a.ftl".into(),
            file: &text,
        };
        let mut found = Diagnostics::new();
        check(&located, &Rules::new(&locale), &mut found);
        let found: Vec<_> = found.iter().map(|d| d.message.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn asks_for_what_a_language_needs() {
        let check = |tag: &str, keys: &str, expected: &[&str]| {
            check_in(tag, "$n", keys, expected);
        };
        check("en", "one other", &[]);
        check("fr", "one other", &[]);
        check("zh", "1 other", &[]);
        check("zh", "one other", &["no number is `one` in `zh`"]);
        check("ru", "one few many", &[]);
        check("ru", "one few other", &[]);
        check(
            "ru",
            "one other",
            &["`ru` needs a variant for `many` (0, 5, 6, …) and `few` (2, 3, 4, …)"],
        );
        check("ar", "zero one two few many other", &[]);
        check("ar", "0 1 2 few many other", &[]);
        check(
            "ar",
            "zero one two many other",
            &["`ar` needs a variant for `few` (3, 4, 5, …)"],
        );
        check(
            "fr",
            "few other",
            &[
                "no number is `few` in `fr`",
                "`fr` needs a variant for `one` (0, 1, …)",
            ],
        );
        check("fr", "masculine feminine", &[]);
        check("fr", "other", &[]);
        check("pl", "one few many other", &[]);
        check("cs", "one few other", &[]);
        check("lt", "one few other", &[]);
    }

    #[test]
    fn a_call_of_number_counts() {
        let check = |tag: &str, call: &str, keys: &str, expected: &[&str]| {
            check_in(tag, call, keys, expected);
        };
        check(
            "en",
            "NUMBER($n, type: \"ordinal\")",
            "one two few other",
            &[],
        );
        check(
            "en",
            "NUMBER($n, type: \"ordinal\")",
            "one other",
            &["`en` needs a variant for `two` (2, 22, 32, …) and `few` (3, 23, 33, …)"],
        );
        check(
            "en",
            "NUMBER($n)",
            "one othr",
            &["`othr` is no plural category"],
        );
    }
}
