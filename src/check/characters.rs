//! Characters that no text should hold, in all that a file says: a build looks at the texts that
//! it shows, which leaves variants that are not chosen, attributes and messages of the interface.

use super::place;
use super::plurals::Located;
use crate::content::inline;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::{Element, Expression, Pattern};

/// Marks of direction, control characters and byte-order marks in a pattern and its variants.
pub(super) fn check(located: &Located<'_>, found: &mut Diagnostics) {
    walk(located.pattern, located, found);
}

fn walk(pattern: &Pattern, located: &Located<'_>, found: &mut Diagnostics) {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            Element::Text(own) | Element::Placeable(Expression::Text(own)) => text.push_str(own),
            Element::Placeable(Expression::Select { variants, .. }) => {
                for variant in variants {
                    walk(&variant.value, located, found);
                }
            }
            Element::Placeable(_) => {}
        }
    }
    // Nearly all texts hold nothing of the kind.
    let suspicious = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(suspicious) {
        return;
    }
    for problem in inline::characters(&text) {
        let piece = text.get(problem.span.clone()).unwrap_or("");
        let span = place::literal(piece, &pattern.span, located.file);
        let diagnostic = Diagnostic::error(problem.code, problem.message);
        found.push(diagnostic.at(located.path, span).hint(problem.hint));
    }
}
