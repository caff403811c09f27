//! Fingerprints of texts.
//!
//! That of a source ignores what does not matter to a translator: Unicode normal form, runs of
//! white space, `_` for `*`, straight or curly quotes. That of a translation is taken from its
//! parsed value in the one form that `normal` gives it, so that nothing changes when another
//! tool writes the same value in its own way.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::normal;
use crate::fluent::write::escape_braces;
use crate::fluent::{Element, Expression, Pattern, VariantKey};
use crate::source::Digest;

/// 64 bits of a BLAKE3 digest, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// A fingerprint as it was written down. Whatever it says, it is only compared.
    pub fn from_written(text: &str) -> Self {
        Self(text.to_owned())
    }

    fn of(text: &str) -> Self {
        Self(Digest::of(text.as_bytes()).short(16))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint of a source text, given as [`canonical`] writes it.
pub fn of_source(canonical: &str) -> Fingerprint {
    let mut normal = String::with_capacity(canonical.len());
    for character in canonical.nfc() {
        match character {
            c if c.is_whitespace() => {
                if !normal.is_empty() && !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            '_' => normal.push('*'),
            '\u{2018}'..='\u{201b}' => normal.push('\''),
            '\u{201c}'..='\u{201f}' => normal.push('"'),
            other => normal.push(other),
        }
    }
    Fingerprint::of(normal.trim_end())
}

/// The fingerprint of a translation. Where its lines break does not matter, nor how many spaces
/// stand between words; which kind of space does.
pub fn of_translation(value: &Pattern) -> Fingerprint {
    let form = normal::form(value);
    let space = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t');
    if !form.contains(['\n', '\r', '\t']) && !form.contains("  ") {
        return Fingerprint::of(form.trim_matches(space));
    }
    let words: Vec<&str> = form.split(space).filter(|word| !word.is_empty()).collect();
    Fingerprint::of(&words.join(" "))
}

/// A pattern in one form, however it was laid out in its file.
pub fn canonical(pattern: &Pattern) -> String {
    let mut out = String::new();
    write_pattern(pattern, &mut out);
    out
}

fn write_pattern(pattern: &Pattern, out: &mut String) {
    for element in &pattern.elements {
        match element {
            // Whether a character is written as itself or as a literal does not matter.
            Element::Text(text) | Element::Placeable(Expression::Text(text)) => {
                out.push_str(&escape_braces(text));
            }
            Element::Placeable(expression) => {
                out.push_str("{ ");
                write_expression(expression, out);
                out.push_str(" }");
            }
        }
    }
}

pub(super) fn write_expression(expression: &Expression, out: &mut String) {
    match expression {
        Expression::Text(text) => {
            out.push('"');
            out.push_str(&text.escape_debug().to_string());
            out.push('"');
        }
        Expression::Number(number, _) => out.push_str(number),
        Expression::Variable(name, _) => {
            out.push('$');
            out.push_str(name);
        }
        Expression::Message { id, attribute, .. } => write_reference(id, attribute.as_deref(), out),
        Expression::Term {
            id,
            attribute,
            arguments,
            ..
        } => {
            write_reference(id, attribute.as_deref(), out);
            if !arguments.is_empty() {
                write_call(&[], arguments, out);
            }
        }
        Expression::Function {
            name,
            positional,
            named,
            ..
        } => {
            out.push_str(name);
            write_call(positional, named, out);
        }
        Expression::Select {
            selector,
            variants,
            default,
        } => {
            write_expression(selector, out);
            out.push_str(" ->");
            for (index, variant) in variants.iter().enumerate() {
                out.push_str(if index == *default { " *[" } else { " [" });
                match &variant.key {
                    VariantKey::Name(key) | VariantKey::Number(key) => out.push_str(key),
                }
                out.push_str("] ");
                write_pattern(&variant.value, out);
            }
        }
    }
}

fn write_reference(id: &str, attribute: Option<&str>, out: &mut String) {
    out.push_str(id);
    if let Some(attribute) = attribute {
        out.push('.');
        out.push_str(attribute);
    }
}

fn write_call(positional: &[Expression], named: &[(Box<str>, Expression)], out: &mut String) {
    out.push('(');
    let mut comma = "";
    for argument in positional {
        out.push_str(comma);
        write_expression(argument, out);
        comma = ", ";
    }
    for (name, argument) in named {
        out.push_str(comma);
        out.push_str(name);
        out.push_str(": ");
        write_expression(argument, out);
        comma = ", ";
    }
    out.push(')');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::parse::pattern;

    #[test]
    fn ignores_what_does_not_matter() {
        let same = |a: &str, b: &str| assert_eq!(of_source(a), of_source(b), "{a} / {b}");
        same("a  b\u{a0}c ", " a b c");
        same("_a_ \u{201c}b\u{201d} it\u{2019}s", "*a* \"b\" it's");
        same("e\u{301}", "\u{e9}");
        assert_ne!(of_source("shall"), of_source("should"));
        assert_ne!(of_source("a b"), of_source("ab"));
    }

    #[test]
    fn layout_does_not_change_a_translation() {
        let check = |a: &str, b: &str| {
            let (a, b) = (pattern(a).expect("a"), pattern(b).expect("b"));
            assert_eq!(of_translation(&a), of_translation(&b));
        };
        check(
            "{$n ->\n[one] x\n   *[other]   y\n}",
            "{ $n ->\n [one] x\n *[other] y\n }",
        );
        check("a {\"{\"} b", "a {  \"{\"  } b");
        check("{\"[\"}x", "[x");
        check("one\n    two", "one two");
        check("one  two ", "one two");
        let kinds = ["a b", "a\u{a0}b"].map(|text| of_translation(&pattern(text).expect("text")));
        assert_ne!(kinds[0], kinds[1]);
    }
}
