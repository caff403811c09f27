//! Variables, terms and messages that a text refers to.
//!
//! A translation shows every variable that its source shows, and no other; a variable that only
//! decides between variants may be needless in another language. It refers to the terms and
//! messages of its source; further terms are its own business. What is reached through messages
//! counts as if it stood in the text. That a name exists at all is asked when it is formatted.

use std::collections::BTreeSet;

use super::text::Pair;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::{Element, Expression, Pattern, Resource};

/// How many messages lead to one another, as when they are formatted.
const DEEPEST: usize = 32;

/// What a pattern refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Uses {
    /// Variables whose value becomes text.
    shown: BTreeSet<Box<str>>,
    /// All variables.
    variables: BTreeSet<Box<str>>,
    /// Terms and messages, by id.
    references: BTreeSet<Box<str>>,
}

impl Uses {
    /// Adds what another pattern refers to.
    pub(super) fn extend(&mut self, other: Self) {
        self.shown.extend(other.shown);
        self.variables.extend(other.variables);
        self.references.extend(other.references);
    }

    /// Whether a term or message is referred to.
    pub(super) fn refers_to(&self, id: &str) -> bool {
        self.references.contains(id)
    }
}

/// What a pattern refers to, itself or through messages.
pub(super) fn uses(pattern: &Pattern, resources: &[&Resource]) -> Uses {
    let mut walk = Walk {
        resources,
        found: Uses::default(),
        depth: 0,
    };
    walk.pattern(pattern);
    walk.found
}

struct Walk<'a> {
    resources: &'a [&'a Resource],
    found: Uses,
    depth: usize,
}

impl Walk<'_> {
    fn pattern(&mut self, pattern: &Pattern) {
        for element in &pattern.elements {
            if let Element::Placeable(expression) = element {
                self.expression(expression, true);
            }
        }
    }

    /// `shown` says whether the value becomes text.
    fn expression(&mut self, expression: &Expression, shown: bool) {
        match expression {
            Expression::Text(_) | Expression::Number(..) => {}
            Expression::Variable(name, _) => {
                if shown {
                    self.found.shown.insert(name.clone());
                }
                self.found.variables.insert(name.clone());
            }
            Expression::Message { id, attribute, .. } => {
                self.reference(id, attribute.as_deref());
            }
            Expression::Term { id, arguments, .. } => {
                self.found.references.insert(id.clone());
                for (_, argument) in arguments {
                    self.expression(argument, shown);
                }
            }
            Expression::Function { positional, .. } => {
                for argument in positional {
                    self.expression(argument, shown);
                }
            }
            Expression::Select {
                selector, variants, ..
            } => {
                self.expression(selector, false);
                for variant in variants {
                    self.pattern(&variant.value);
                }
            }
        }
    }

    fn reference(&mut self, id: &str, attribute: Option<&str>) {
        // What was met before is followed once, so that a net of messages ends soon.
        if !self.found.references.insert(id.into()) || self.depth == DEEPEST {
            return;
        }
        let entry = self.resources.iter().find_map(|resource| resource.get(id));
        if let Some(pattern) = entry.and_then(|entry| entry.pattern(attribute)) {
            self.depth += 1;
            self.pattern(pattern);
            self.depth -= 1;
        }
    }
}

/// Compares a unit with its translation.
pub(super) fn check(pair: &Pair<'_>, found: &mut Diagnostics) {
    for (diagnostic, piece) in compare(&pair.source.side.uses, &pair.target.uses) {
        found.push(pair.at(diagnostic, &piece));
    }
}

/// What differs, each with the piece of the translation that it is about, or nothing.
pub(super) fn compare(source: &Uses, target: &Uses) -> Vec<(Diagnostic, String)> {
    let mut found = Vec::new();
    for name in source.shown.difference(&target.shown) {
        let message = format!("the variable `${name}` is missing");
        let hint = format!("write `{{ ${name} }}` where its value belongs");
        let diagnostic = Diagnostic::error("variable-missing", message).hint(hint);
        found.push((diagnostic, String::new()));
    }
    for name in target.variables.difference(&source.variables) {
        let message = format!("the source text does not have the variable `${name}`");
        let diagnostic = Diagnostic::error("variable-extra", message)
            .hint("write the text itself, or the variable of the source text");
        found.push((diagnostic, format!("${name}")));
    }
    for id in source.references.difference(&target.references) {
        let kind = kind(id);
        let message = format!("the {kind} `{id}` is missing");
        let hint = format!("write `{{ {id} }}`: the {kind} is changed in one place for all texts");
        let diagnostic = Diagnostic::error("reference-missing", message).hint(hint);
        found.push((diagnostic, String::new()));
    }
    let extra = target.references.difference(&source.references);
    for id in extra.filter(|id| !id.starts_with('-')) {
        let message = format!("the source text does not have the message `{id}`");
        let diagnostic = Diagnostic::error("reference-extra", message)
            .hint("braces that are meant as text are written `{\"{\"}` and `{\"}\"}`");
        found.push((diagnostic, id.to_string()));
    }
    found
}

fn kind(id: &str) -> &'static str {
    if id.starts_with('-') {
        "term"
    } else {
        "message"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::parse;

    fn uses_of(text: &str) -> Uses {
        uses(&parse::pattern(text).expect(text), &[])
    }

    #[test]
    fn compares_what_texts_refer_to() {
        let check = |source: &str, target: &str, expected: &[&str]| {
            let found = compare(&uses_of(source), &uses_of(target));
            let codes: Vec<_> = found.iter().map(|(d, _)| d.code).collect();
            assert_eq!(codes, expected, "{source} / {target}");
        };
        check("a { $x } b", "c { $x }", &[]);
        check("a { $x }", "c", &["variable-missing"]);
        check("a", "c { $x }", &["variable-extra"]);
        check("{ $x ->\n*[a] b\n}", "c", &[]);
        check(
            "{ $x ->\n*[a] { $x }\n}",
            "{ $x ->\n*[a] c\n}",
            &["variable-missing"],
        );
        check("{ $x }", "{ NUMBER($x) }", &[]);
        check("{ -un }", "UN", &["reference-missing"]);
        check("UN", "{ -un }", &[]);
        check("{ -un }", "{ -un(case: \"genitive\") }", &[]);
        check("a", "{ word }", &["reference-extra"]);
        check("{ word }", "a", &["reference-missing"]);
    }
}
