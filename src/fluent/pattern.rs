//! Patterns as text that other tools may hold, and that reads back as the same pattern.
//!
//! [`canonical`](super::canonical()) is made for comparing: a selector in
//! it stands on one line, which Fluent does not read. The text made here differs from it in
//! white space only where there is a selector, so that fingerprints of both are equal, and in
//! characters that XML cannot hold or PO tools garble: those are written as Fluent writes them,
//! `{"\u0001"}`.

use std::fmt::Write as _;

use super::expression::{self, Style};
use super::{Element, Expression, Pattern};

/// Expressions as Fluent reads them, each variant on a line of its own.
const READABLE: Style = Style {
    quoted: |text, out| {
        text.chars()
            .for_each(|character| push_quoted(character, out))
    },
    other_variant: "\n    [",
    default_variant: "\n   *[",
    pattern: |pattern, out| write_pattern(pattern, Place::Variant, out),
};

/// Writes a pattern: a legal value of a Fluent message once `fluent::write::value` has laid it
/// out.
pub fn text(pattern: &Pattern) -> String {
    let mut out = String::new();
    write_pattern(pattern, Place::Value, &mut out);
    out
}

/// Whether XML 1.0 can hold a character (section 2.2), apart from the carriage return, which
/// every reader of XML turns into a line feed.
pub fn is_printable(character: char) -> bool {
    matches!(character, '\t' | '\n' | ' '..='\u{7e}' | '\u{80}'..='\u{fffd}' | '\u{10000}'..)
}

/// Where a pattern stands, which decides what has to be escaped in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Value,
    Variant,
}

fn write_pattern(pattern: &Pattern, place: Place, out: &mut String) {
    // Literals are text: together with the text beside them they decide where lines begin.
    let mut run = String::new();
    let mut begun = false;
    for element in &pattern.elements {
        match element {
            Element::Text(text) | Element::Placeable(Expression::Text(text)) => run.push_str(text),
            Element::Placeable(placed) => {
                let ends = Ends {
                    first: !begun,
                    last: false,
                };
                write_text(&run, ends.within(place), out);
                run.clear();
                begun = true;
                out.push_str("{ ");
                expression::write(placed, &READABLE, out);
                // The brace that ends a selector stands on a line of its own.
                out.push_str(match placed {
                    Expression::Select { .. } => "\n}",
                    _ => " }",
                });
            }
        }
    }
    let ends = Ends {
        first: !begun,
        last: true,
    };
    write_text(&run, ends.within(place), out);
}

/// Which ends of a variant a text reaches; none of a value, which is laid out elsewhere.
#[derive(Debug, Clone, Copy)]
struct Ends {
    first: bool,
    last: bool,
}

impl Ends {
    fn within(self, place: Place) -> Option<Self> {
        (place == Place::Variant).then_some(self)
    }
}

/// Writes literal text. In a variant, white space at either end and what begins a further line
/// would be read as syntax.
fn write_text(text: &str, variant: Option<Ends>, out: &mut String) {
    let end = match variant {
        Some(Ends { last: true, .. }) => text.trim_end_matches([' ', '\n']).len(),
        _ => text.len(),
    };
    let mut at_start = variant.is_some_and(|ends| ends.first);
    for (at, character) in text.char_indices() {
        let starts_line = std::mem::replace(&mut at_start, character == '\n' && variant.is_some());
        let delicate = variant.is_some()
            && (at >= end
                || starts_line && matches!(character, ' ' | '[' | '*' | '.')
                // A line break at the start of a variant would be dropped.
                || at == 0 && starts_line && character == '\n');
        match character {
            '{' | '}' => push_literal(character, out),
            _ if delicate || !is_printable(character) => push_literal(character, out),
            '\n' if variant.is_some() => out.push_str("\n        "),
            other => out.push(other),
        }
    }
}

fn push_literal(character: char, out: &mut String) {
    out.push_str("{\"");
    push_quoted(character, out);
    out.push_str("\"}");
}

/// A character inside of a string literal (Fluent grammar, `quoted_char`).
fn push_quoted(character: char, out: &mut String) {
    match character {
        '"' | '\\' => {
            out.push('\\');
            out.push(character);
        }
        '\n' | '\t' => _ = write!(out, "\\u{:04X}", u32::from(character)),
        other if is_printable(other) => out.push(other),
        // Writing to a string does not fail.
        other => _ = write!(out, "\\u{:04X}", u32::from(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::{canonical, normal_form, parse};

    /// What is written reads back as the same pattern, and differs from the canonical text in
    /// nothing but white space.
    fn check(value: &str, expected: &str) {
        let pattern = parse::pattern(value).expect(value);
        let written = text(&pattern);
        assert_eq!(written, expected);
        let again = parse::pattern(&written).expect(&written);
        assert_eq!(normal_form(&again), normal_form(&pattern), "{value}");
        if !written.contains("{\"") {
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(words(&written), words(&canonical(&pattern)));
        }
    }

    #[test]
    fn patterns_read_back() {
        check("plain *text*[^1]", "plain *text*[^1]");
        check("a {  $x  } b", "a { $x } b");
        check("a {\"{\"} b", "a {\"{\"} b");
        check("one\\\ntwo { -un }", "one\\\ntwo { -un }");
        check(
            "{ $n ->\n [one] x\n *[other] y { $n }\n } z",
            "{ $n ->\n    [one] x\n   *[other] y { $n }\n} z",
        );
        check(
            "{ NUMBER($n, style: \"it's\") ->\n *[other] {\" \"}y\n}",
            "{ NUMBER($n, style: \"it's\") ->\n   *[other] {\" \"}y\n}",
        );
        check("a {\"\\u0001\"}b { $x }", "a {\"\\u0001\"}b { $x }");
        check(
            "{ $n ->\n [one] a\n b\n {\"[\"}c\n *[other] y{\" \"}\n}",
            "{ $n ->\n    [one] a\n        b\n        {\"[\"}c\n   *[other] y{\" \"}\n}",
        );
    }
}
