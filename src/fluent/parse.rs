//! From the text of a Fluent file to a [`Resource`].

use fluent_syntax::ast;
use fluent_syntax::parser::{self, ErrorKind, ParserError};

use super::lower::Lower;
use super::{Pattern, Resource, guard, write};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::{SourceFile, SourcePath};

/// Parses a file. What can be understood is returned even where something cannot; every
/// problem is reported with its place.
pub fn resource(file: &SourceFile, diagnostics: &mut Diagnostics) -> Resource {
    let mut resource = Resource::new(file.path.clone());
    let Some(text) = guard::inspect(file, diagnostics) else {
        return resource;
    };
    let (parsed, errors) = match parser::parse_runtime(text) {
        Ok(parsed) => (parsed, Vec::new()),
        Err(both) => both,
    };
    diagnostics.extend(
        errors
            .into_iter()
            .map(|error| syntax_error(&error, text, &file.path)),
    );
    let lower = Lower::new(text);
    for entry in parsed.body {
        let entry = match entry {
            ast::Entry::Message(message) => lower.message(message),
            ast::Entry::Term(term) => lower.term(term),
            _ => continue,
        };
        let span = entry.id_span.clone();
        if let Some(first) = resource.insert(entry) {
            let diagnostic = Diagnostic::error(
                "duplicate-id",
                format!("the message `{}` is defined twice", first.id),
            )
            .at(&file.path, span)
            .related(
                Place::new(&file.path, first.id_span.clone()),
                "it is first defined here",
            )
            .hint("remove one of them; the first is the one that would be used");
            diagnostics.push(diagnostic);
        }
    }
    resource
}

/// Parses a text that stands alone as the pattern of a value: a unit of canonical content,
/// which may hold placeables.
///
/// Spans in the pattern count from the start of `text`.
///
/// # Errors
///
/// What is wrong and where in `text`.
pub fn pattern(text: &str) -> Result<Pattern, (String, std::ops::Range<usize>)> {
    if !text.contains(['{', '}']) {
        return Ok(Pattern::text(text, 0..text.len()));
    }
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' | b'(' => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > guard::DEEPEST_NESTING {
            return Err(("placeables are nested too deep".to_owned(), at..at + 1));
        }
    }
    // A line after a break stays within the value if it is indented, whatever it begins with if
    // that is an empty literal.
    const HEAD: &str = "u = ";
    let mut source = HEAD.to_owned();
    // Offsets in `source` and the bytes that were added up to there.
    let mut added = vec![(0, HEAD.len())];
    for (number, (line, inside)) in write::lines(text).enumerate() {
        if number > 0 {
            source.push('\n');
            let before = source.len();
            source.push_str(if inside { " " } else { " {\"\"}" });
            let so_far = added.last().map_or(0, |(_, so_far)| *so_far);
            added.push((before, so_far + source.len() - before));
        }
        source.push_str(line);
    }
    source.push('\n');
    let back = |at: usize| {
        let at = at.clamp(HEAD.len(), source.len() - 1);
        let line = added.partition_point(|(from, _)| *from <= at);
        at.saturating_sub(added[line - 1].1).min(text.len())
    };
    match parser::parse_runtime(source.as_str()) {
        Ok(resource) => {
            if let [ast::Entry::Message(message)] = resource.body.as_slice()
                && let Some(mut pattern) = Lower::shifted(&source, HEAD.len())
                    .message(message.clone())
                    .value
            {
                pattern.span = 0..text.len();
                return Ok(pattern);
            }
            Err(("this is not one Fluent pattern".to_owned(), 0..text.len()))
        }
        Err((_, errors)) => {
            let error = &errors[0];
            Err((
                describe(&error.kind),
                back(error.pos.start)..back(error.pos.end),
            ))
        }
    }
}

fn syntax_error(error: &ParserError, text: &str, path: &SourcePath) -> Diagnostic {
    let start = error.pos.start.min(text.len());
    let end = error.pos.end.clamp(start, text.len());
    if let Some(diagnostic) = cut_off(text, start, path) {
        return diagnostic;
    }
    let diagnostic = Diagnostic::error("fluent-syntax", describe(&error.kind)).at(path, start..end);
    match hint(&error.kind) {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}

/// What is to be said of an indented line whose first sign ends the text above it. The parser
/// only sees a line that begins no message; the translator has lost the rest of a translation.
fn cut_off(text: &str, start: usize, path: &SourcePath) -> Option<Diagnostic> {
    if !text[..start].ends_with('\n') {
        return None;
    }
    let line = text[start..].lines().next()?;
    let rest = line.trim_start_matches(' ');
    let sign = rest.chars().next()?;
    if rest.len() == line.len() || !matches!(sign, '[' | '*' | '.' | '}') {
        return None;
    }
    let at = start + line.len() - rest.len();
    let message = format!("a line that begins with `{sign}` ends the text above it");
    let hint = format!("write the text on one line, or the sign as `{{\"{sign}\"}}`");
    let diagnostic = Diagnostic::error("fluent-syntax", message).at(path, at..at + 1);
    Some(diagnostic.label("what follows is lost").hint(hint))
}

/// How the parser names what an identifier begins with.
const LETTERS: &str = "a-zA-Z";

fn describe(kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::ExpectedToken(token) => format!("expected `{token}` here"),
        ErrorKind::ExpectedCharRange { range } if range.contains('n') && range.contains('|') => {
            "expected a line break here".to_owned()
        }
        ErrorKind::ExpectedCharRange { range } if range == LETTERS => {
            "expected a letter from a to z here".to_owned()
        }
        ErrorKind::ExpectedCharRange { range } => format!("expected a character of {range} here"),
        ErrorKind::ExpectedMessageField { entry_id } => {
            format!("the message `{entry_id}` has neither a value nor attributes")
        }
        ErrorKind::ExpectedTermField { entry_id } => format!("the term `-{entry_id}` has no value"),
        ErrorKind::ForbiddenCallee => {
            "a function's name is written in capitals: `NUMBER`, `DATETIME`".to_owned()
        }
        ErrorKind::MissingDefaultVariant => "a selector needs a default variant".to_owned(),
        ErrorKind::MissingValue => "the value is missing".to_owned(),
        ErrorKind::MultipleDefaultVariants => "a selector has two default variants".to_owned(),
        ErrorKind::MessageReferenceAsSelector => {
            "a message cannot decide between variants".to_owned()
        }
        ErrorKind::UnterminatedStringLiteral => "a quoted text is not closed".to_owned(),
        ErrorKind::UnbalancedClosingBrace => "a closing brace without an opening one".to_owned(),
        other => {
            let text = other.to_string();
            let mut characters = text.trim_end_matches('.').chars();
            characters
                .next()
                .map(|first| first.to_lowercase().chain(characters).collect())
                .unwrap_or_default()
        }
    }
}

fn hint(kind: &ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::ExpectedMessageField { .. } | ErrorKind::MissingValue => {
            "write the text behind the `=`, or indent it on the next line"
        }
        ErrorKind::MissingDefaultVariant => "mark one variant with a star: `*[other] …`",
        ErrorKind::UnbalancedClosingBrace => "a brace that is meant as text is written `{\"}\"}`",
        ErrorKind::ExpectedToken('=') => {
            "a message is written `id = text`; a line that goes on with the text above begins with spaces"
        }
        ErrorKind::ExpectedCharRange { range } if range == LETTERS => {
            "names begin with a letter; an id stands at the start of its line, a comment begins with `# `"
        }
        ErrorKind::ExpectedToken('}') => {
            "close the placeable; a brace that is meant as text is written `{\"{\"}`"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::canonical;

    #[test]
    fn a_pattern_may_begin_with_anything() {
        for text in [
            "[link](a.md) { $x }",
            "*a* { $x }",
            ".a { $x }",
            "{ $x }",
            "a { $x }\\\n[b]",
            "#a { $x }",
            "a\n*b* { -t }",
            "{ $n ->\n[one] x\n*[other] y\n} z",
        ] {
            let pattern = pattern(text).expect(text);
            let same = |text: &str| text.split_whitespace().collect::<String>();
            assert_eq!(same(&canonical(&pattern)), same(text));
        }
    }

    #[test]
    fn an_error_has_its_place_in_the_text() {
        let check = |text: &str, at: usize| {
            let (_, span) = pattern(text).expect_err(text);
            assert_eq!(span.start, at, "{text}");
        };
        check("a { b", 5);
        check("a } b", 2);
        check("one\ntwo } b", 8);
    }
}
