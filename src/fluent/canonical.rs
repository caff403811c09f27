//! Patterns as text for comparing: one form, however a pattern was laid out in its file.
//!
//! A selector stands on one line, which Fluent does not read: what is to be read again is
//! written by [`pattern::text`](super::pattern::text).

use super::expression::{self, Style};
use super::write::escape_braces;
use super::{Element, Expression, Pattern};

/// Expressions on one line.
pub(super) const ONE_LINE: Style = Style {
    quoted: |text, out| out.extend(text.escape_debug()),
    other_variant: " [",
    default_variant: " *[",
    pattern: write_pattern,
};

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
            Element::Placeable(placed) => {
                out.push_str("{ ");
                expression::write(placed, &ONE_LINE, out);
                out.push_str(" }");
            }
        }
    }
}
