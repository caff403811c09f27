//! A translation in one form, whichever tool wrote it last.
//!
//! moz.l10n, and Pontoon through it, takes selectors out of the middle of a text and repeats the
//! text in each variant, moves the default variant to the end, sorts named arguments, and writes
//! `$n` for `NUMBER($n)` as a selector. Nobody translated anew by that, so that none of it may
//! change a fingerprint.
//!
//! 1. What is only another way to write the same is made equal: [`simplify`].
//! 2. The selectors are collected, with all keys that any of them knows.
//! 3. For every choice of keys, the text is written that this choice leads to. Such a table is the
//!    same wherever the selectors stand, and however they are nested.
//!
//! A pattern without selectors is written as [`canonical`] writes it. So is one whose table would
//! be very large: it grows with the product of the keys. (A tool that repeats the text would make
//! such a message unreadable; its fingerprint then changes.)

use std::collections::{BTreeMap, BTreeSet};

use super::canonical::ONE_LINE;
use super::write::escape_braces;
use super::{Element, Expression, Pattern, Variant, VariantKey, canonical, expression};

/// The most bytes that a table may come to, estimated before it is made.
const LARGEST_TABLE: usize = 1 << 20;

/// The keys of every selector: the selector as text, and each name or number before a variant.
type Selectors = BTreeMap<String, BTreeSet<Box<str>>>;

/// A choice of a key for each selector. None stands for whatever no variant names.
type Choice<'s> = BTreeMap<&'s str, Option<&'s str>>;

/// Writes a pattern in the one form.
pub fn normal_form(pattern: &Pattern) -> String {
    let mut simple = pattern.clone();
    simplify(&mut simple);
    let plain = canonical(&simple);
    let mut selectors = Selectors::new();
    collect(&simple, &mut selectors);
    let choices = selectors
        .values()
        .try_fold(1usize, |product, keys| product.checked_mul(keys.len() + 1));
    let size = choices.and_then(|choices| choices.checked_mul(plain.len()));
    if selectors.is_empty() || size.is_none_or(|size| size > LARGEST_TABLE) {
        return plain;
    }
    let mut out = String::new();
    for selector in selectors.keys() {
        out.push_str("{ ");
        out.push_str(selector);
        out.push_str(" ->");
    }
    let all: Vec<_> = selectors.iter().collect();
    rows(&simple, &all, &mut Choice::new(), &mut out);
    out
}

/// Makes equal what differs in nothing but the way it is written.
fn simplify(pattern: &mut Pattern) {
    for element in &mut pattern.elements {
        let Element::Placeable(expression) = element else {
            continue;
        };
        // A text of digits becomes a number in moz.l10n.
        if let Expression::Number(number, _) = expression {
            *element = Element::Text(std::mem::take(number));
        } else {
            simplify_expression(expression);
        }
    }
}

fn simplify_expression(expression: &mut Expression) {
    match expression {
        Expression::Text(_)
        | Expression::Number(..)
        | Expression::Variable(..)
        | Expression::Message { .. } => {}
        Expression::Term { arguments, .. } => sort(arguments),
        Expression::Function {
            positional, named, ..
        } => {
            positional.iter_mut().for_each(simplify_expression);
            sort(named);
        }
        Expression::Select {
            selector, variants, ..
        } => {
            simplify_expression(selector);
            if let Some(argument) = number_of_nothing_else(selector) {
                **selector = argument;
            }
            for variant in variants {
                simplify(&mut variant.value);
            }
        }
    }
}

/// By name; arguments of one name stay in their order.
fn sort(arguments: &mut [(Box<str>, Expression)]) {
    arguments.sort_by(|(a, _), (b, _)| a.cmp(b));
}

/// The variable of `NUMBER($n)`.
fn number_of_nothing_else(expression: &Expression) -> Option<Expression> {
    match expression {
        Expression::Function {
            name,
            positional,
            named,
            ..
        } if &**name == "NUMBER" && named.is_empty() => match positional.as_slice() {
            [variable @ Expression::Variable(..)] => Some(variable.clone()),
            _ => None,
        },
        _ => None,
    }
}

fn collect(pattern: &Pattern, into: &mut Selectors) {
    for element in &pattern.elements {
        if let Element::Placeable(Expression::Select {
            selector, variants, ..
        }) = element
        {
            let keys = into.entry(text_of(selector)).or_default();
            keys.extend(variants.iter().map(|variant| key(variant).into()));
            for variant in variants {
                collect(&variant.value, into);
            }
        }
    }
}

/// Writes a row for every choice of the selectors that are left, each after its own keys.
fn rows<'s>(
    pattern: &Pattern,
    left: &[(&'s String, &'s BTreeSet<Box<str>>)],
    choice: &mut Choice<'s>,
    out: &mut String,
) {
    let Some(((selector, keys), left)) = left.split_first() else {
        for key in choice.values() {
            out.push_str(" [");
            out.push_str(key.unwrap_or("*"));
            out.push(']');
        }
        out.push(' ');
        write_chosen(pattern, choice, out);
        return;
    };
    let named = keys.iter().map(|key| Some(&**key));
    for key in named.chain([None]) {
        choice.insert(selector, key);
        rows(pattern, left, choice, out);
    }
}

fn write_chosen(pattern: &Pattern, choice: &Choice<'_>, out: &mut String) {
    for element in &pattern.elements {
        match element {
            Element::Text(text) | Element::Placeable(Expression::Text(text)) => {
                out.push_str(&escape_braces(text));
            }
            Element::Placeable(Expression::Select {
                selector,
                variants,
                default,
            }) => {
                let chosen = choice.get(&*text_of(selector)).copied().flatten();
                let variant = variants
                    .iter()
                    .find(|variant| Some(key(variant)) == chosen)
                    .or_else(|| variants.get(*default));
                if let Some(variant) = variant {
                    write_chosen(&variant.value, choice, out);
                }
            }
            Element::Placeable(placed) => {
                out.push_str("{ ");
                expression::write(placed, &ONE_LINE, out);
                out.push_str(" }");
            }
        }
    }
}

fn text_of(selector: &Expression) -> String {
    let mut out = String::new();
    expression::write(selector, &ONE_LINE, &mut out);
    out
}

fn key(variant: &Variant) -> &str {
    match &variant.key {
        VariantKey::Name(key) | VariantKey::Number(key) => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::parse::pattern;

    fn of(text: &str) -> String {
        normal_form(&pattern(text).expect(text))
    }

    #[test]
    fn what_tools_make_of_a_pattern_has_the_same_form() {
        let check = |text: &str, rewritten: &str| assert_eq!(of(text), of(rewritten), "{text}");
        check(
            "p { $n ->\n[one] x\n*[other] y\n} q",
            "{ $n ->\n[one] p x q\n*[other] p y q\n}",
        );
        check(
            "{ $n ->\n*[other] y\n[one] x\n}",
            "{ $n ->\n[one] x\n*[other] y\n}",
        );
        check(
            "{ NUMBER($n) ->\n[one] x\n*[other] y\n}",
            "{ $n ->\n[one] x\n*[other] y\n}",
        );
        check(
            "{ $n ->\n[one] x\n*[other] y\n} and { $m ->\n[one] x\n*[other] y\n}",
            "{ $n ->\n[one] { $m ->\n[one] x and x\n*[other] x and y\n}\n\
             *[other] { $m ->\n[one] y and x\n*[other] y and y\n}\n}",
        );
        check(
            "{ $n ->\n[one] { $m ->\n[one] xx\n*[other] xy\n}\n*[other] y\n}",
            "{ $n ->\n[one] { $m ->\n[one] xx\n*[other] xy\n}\n\
             *[other] { $m ->\n[one] y\n*[other] y\n}\n}",
        );
        check(
            "{ $n ->\n[one] a\n*[other] b\n} { $n ->\n[one] c\n*[other] d\n}",
            "{ $n ->\n[one] a c\n*[other] b d\n}",
        );
        check(
            "{ -t(z: \"gen\", b: 1) } { DATETIME($d, year: \"numeric\", month: \"long\") }",
            "{ -t(b: 1, z: \"gen\") } { DATETIME($d, month: \"long\", year: \"numeric\") }",
        );
        check("{\"3\"} x", "{ 3 } x");
    }

    #[test]
    fn another_text_has_another_form() {
        let check = |a: &str, b: &str| assert_ne!(of(a), of(b), "{a}");
        check("a", "b");
        check(
            "{ $n ->\n[one] x\n*[other] y\n}",
            "{ $n ->\n[one] y\n*[other] x\n}",
        );
        check(
            "{ $n ->\n[one] x\n*[other] y\n}",
            "{ $m ->\n[one] x\n*[other] y\n}",
        );
        check(
            "{ $n ->\n[one] x\n*[other] y\n}",
            "{ $n ->\n[two] x\n*[other] y\n}",
        );
        check(
            "{ $n ->\n[one] x\n*[other] y\n}",
            "{ $n ->\n[one] x\n[two] x\n*[other] y\n}",
        );
        check(
            "{ NUMBER($n, type: \"ordinal\") ->\n[one] x\n*[other] y\n}",
            "{ $n ->\n[one] x\n*[other] y\n}",
        );
        check("{ NUMBER($n) }", "{ $n }");
    }

    #[test]
    fn a_table_that_would_be_too_large_is_not_made() {
        let text: String = (0..40)
            .map(|n| format!("{{ $v{n} ->\n[one] x\n*[other] y\n}}"))
            .collect();
        let pattern = pattern(&text).expect("a pattern");
        assert_eq!(normal_form(&pattern), canonical(&pattern));
    }
}
