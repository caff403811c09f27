//! What Tera has to say, as diagnostics in the templates as they were written.
//!
//! Tera has two kinds of errors: those with a place, and those that it finds when it puts all
//! templates together, which it prints into one text. The text is read again here; its form is
//! fixed by a test.

use std::ops::Range;

use tera::{Error, ErrorKind};

use super::files::Template;
use super::references::resolve;
use crate::diagnostic::{Diagnostic, Place, nearest};

impl Template {
    /// Places a diagnostic at a span of the template's text.
    pub(super) fn at(&self, diagnostic: Diagnostic, span: Range<usize>) -> Diagnostic {
        match self.offset {
            Some(offset) => diagnostic.at(&self.path, span.start + offset..span.end + offset),
            None => diagnostic
                .in_file(&self.path)
                .hint("this is the default theme's own file, under that of the project"),
        }
    }
}

/// The diagnostics of an error.
pub(super) fn diagnostics(error: &Error, templates: &[Template]) -> Vec<Diagnostic> {
    let named = |name: &str| resolve(templates, name).map(|at| &templates[at]);
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let code = match error.kind() {
                ErrorKind::SyntaxError(_) => "template-syntax",
                _ => "template",
            };
            // Where a variable is missing, Tera lists all others.
            let (message, others) = report
                .message()
                .split_once(". Available variables: ")
                .unwrap_or((report.message(), ""));
            let mut diagnostic = Diagnostic::error(code, polished(message));
            if let Some(meant) = quoted(message).and_then(|m| nearest(m, others.split(", "))) {
                diagnostic = diagnostic.hint(format!("did you mean `{meant}`?"));
            }
            let Some(template) = named(report.filename()) else {
                return vec![diagnostic];
            };
            let mut diagnostic = template.at(diagnostic, report.span().range.clone());
            // The notes are only to be had in print.
            for (label, at) in printed(&error.to_string(), "note: ") {
                if let Some((template, span)) = at.find(templates)
                    && let Some(offset) = template.offset
                {
                    let span = span.start + offset..span.end + offset;
                    diagnostic = diagnostic.related(Place::new(&template.path, span), label);
                }
            }
            vec![diagnostic]
        }
        ErrorKind::Msg(text) => {
            let found: Vec<_> = printed(text, "error: ")
                .into_iter()
                .map(|(message, at)| {
                    let diagnostic = Diagnostic::error("template", polished(&message));
                    match at.find(templates) {
                        Some((template, span)) => template.at(diagnostic, span),
                        None => diagnostic,
                    }
                })
                .collect();
            if found.is_empty() {
                vec![Diagnostic::error("template", polished(text))]
            } else {
                found
            }
        }
        _ => vec![Diagnostic::error("template", polished(&error.to_string()))],
    }
}

/// A place as Tera prints it.
#[derive(Debug, PartialEq, Eq)]
struct Printed<'t> {
    template: &'t str,
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    /// In characters.
    width: usize,
}

impl Printed<'_> {
    fn find<'s>(&self, templates: &'s [Template]) -> Option<(&'s Template, Range<usize>)> {
        let template = &templates[resolve(templates, self.template)?];
        let text = template.text.as_str();
        let line_start: usize = text
            .split_inclusive('\n')
            .take(self.line.saturating_sub(1))
            .map(str::len)
            .sum();
        let line = text[line_start..].lines().next().unwrap_or("");
        let offset = |characters: usize| {
            let at = line.char_indices().nth(characters);
            line_start + at.map_or(line.len(), |(at, _)| at)
        };
        let start = self.column.saturating_sub(1);
        Some((template, offset(start)..offset(start + self.width)))
    }
}

/// Reads what Tera prints: the messages that begin with a word, and their places.
///
/// ```text
/// error: Unknown filter `x`
///  --> a.html:1:8
///   |
/// 1 | {{ a | x }}
///   |        ^
/// ```
fn printed<'t>(text: &'t str, word: &str) -> Vec<(String, Printed<'t>)> {
    let mut found = Vec::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(rest) = line.strip_prefix(word) else {
            continue;
        };
        // An error has its place in the next line, a note after its label.
        let next = lines.peek().map_or("", |line| line.trim_start());
        let (message, at) = match next.strip_prefix("--> ") {
            Some(at) => (rest, at),
            None => rest.rsplit_once(' ').unwrap_or(("", rest)),
        };
        let mut parts = at.rsplitn(3, ':');
        let column = parts.next().and_then(|n| n.parse().ok());
        let line = parts.next().and_then(|n| n.parse().ok());
        let (Some(column), Some(line), Some(template)) = (column, line, parts.next()) else {
            continue;
        };
        let carets = lines
            .clone()
            .take(4)
            .find(|line| line.trim_end().ends_with('^') && line.trim_start().starts_with('|'))
            .map_or(0, |line| line.matches('^').count());
        found.push((
            message.to_owned(),
            Printed {
                template,
                line,
                column,
                width: carets,
            },
        ));
    }
    found
}

/// What stands between the first two backticks.
fn quoted(message: &str) -> Option<&str> {
    message.split('`').nth(1)
}

/// A message in the form of ours: no capital at the start, no point at the end.
fn polished(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => message.to_owned(),
    }
}
