//! The text of a translation as a person edits it.

use serde::Serialize;

use super::Refused;
use crate::diagnostic::Diagnostic;
use crate::fluent::{Element, Expression, Pattern, guard, parse, pattern};

/// What a text is edited as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Inline Markdown, perhaps with placeables.
    Markdown,
    /// Fluent syntax: it has a selector, whose variants are laid out in lines.
    Fluent,
}

impl Form {
    /// The form that a pattern is edited in.
    pub(super) fn of(pattern: &Pattern) -> Self {
        let select =
            |element: &Element| matches!(element, Element::Placeable(Expression::Select { .. }));
        match pattern.elements.iter().any(select) {
            true => Self::Fluent,
            false => Self::Markdown,
        }
    }
}

/// A text that was typed, and what Fluent makes of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    pub(super) pattern: Pattern,
    /// The pattern as it is written: [`pattern::text`].
    pub(super) text: String,
}

/// Reads what a person has typed.
///
/// # Errors
///
/// Why it cannot be the value of a message. The diagnostic has no place: there is no file yet.
pub(super) fn read(typed: &str) -> Result<Typed, Refused> {
    // The length comes first, so that nothing else has to bear it.
    if typed.len() > guard::LARGEST_ENTRY {
        let message = format!(
            "the text has {} bytes, more than {}",
            typed.len(),
            guard::LARGEST_ENTRY
        );
        return Err(Diagnostic::error("message-too-large", message).into());
    }
    let clean = clean(typed);
    if clean.is_empty() {
        return Err(Diagnostic::error("translation-empty", "the text is empty")
            .hint("a translation that is wanted no more is removed from its file")
            .into());
    }
    let pattern = parse::pattern(&clean).map_err(|(message, span)| {
        let wrong = clean.get(span).unwrap_or("");
        let diagnostic = Diagnostic::error("fluent-syntax", message)
            .hint("a brace that is meant as text is written `{\"{\"}` or `{\"}\"}`");
        match wrong.is_empty() {
            true => diagnostic,
            false => diagnostic.label(format!("at `{wrong}`")),
        }
    })?;
    let text = pattern::text(&pattern);
    match guard::unreadable(&text) {
        Some(message) => Err(Diagnostic::error("fluent-syntax", message).into()),
        None => Ok(Typed { pattern, text }),
    }
}

/// A text without what means nothing in it.
pub(super) fn clean(typed: &str) -> String {
    let lines = typed.replace("\r\n", "\n").replace(['\r', '\u{0}'], "\n");
    lines
        .replace('\t', " ")
        .trim_matches([' ', '\n'])
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_pattern_or_refused() {
        let check = |typed: &str, expected: Result<&str, &str>| {
            let read = read(typed);
            let found = read.as_ref().map(|typed| &*typed.text);
            let found = found.map_err(|refused| match refused {
                Refused::Impossible(diagnostic) => diagnostic.code,
                Refused::Changed(_) => "changed",
            });
            assert_eq!(found, expected, "{typed:?}");
        };
        check("Un *mot*.", Ok("Un *mot*."));
        check(" \n Un\tmot.\r\nDeux. \n", Ok("Un mot.\nDeux."));
        check("a {-un} b", Ok("a { -un } b"));
        check("a {\"{\"} b", Ok("a {\"{\"} b"));
        check("[x", Ok("[x"));
        check("", Err("translation-empty"));
        check(" \r\n\t", Err("translation-empty"));
        check("a { b", Err("fluent-syntax"));
        check("a } b", Err("fluent-syntax"));
        check(&"{ $x }".repeat(101), Err("fluent-syntax"));
        check(&"{".repeat(100_000), Err("fluent-syntax"));
        check(&"x".repeat(1 << 20), Err("message-too-large"));
        check("\u{202e}x\u{1}", Ok("\u{202e}x{\"\\u0001\"}"));
    }

    #[test]
    fn selectors_are_edited_as_fluent() {
        let check = |typed: &str, expected: Form| {
            let typed = read(typed).expect(typed);
            assert_eq!(Form::of(&typed.pattern), expected);
            assert_eq!(read(&typed.text).map(|again| again.text), Ok(typed.text));
        };
        check("one\\\n[two] { -un }", Form::Markdown);
        check("{ $n ->\n[one] x\n*[other] y\n} z", Form::Fluent);
    }
}
