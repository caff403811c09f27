//! Template syntax, read as Tera's lexer reads it.
//!
//! Only as much as is needed to see what a template uses and where its branches begin and
//! end; whether it is right is for Tera to say.

use std::ops::Range;

/// Template syntax, without its delimiters and white space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::theme) enum Syntax<'t> {
    /// `{{ … }}`.
    Value(&'t str),
    /// `{% … %}`.
    Control(&'t str),
}

/// What a `{% … %}` does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::theme) enum Control<'t> {
    /// `if`.
    If,
    /// `elif`.
    ElseIf,
    /// `else`, of an `if` or a `for`.
    Else,
    /// `endif`.
    EndIf,
    /// `for`.
    For,
    /// `endfor`.
    EndFor,
    /// `break`, `continue`.
    Jump,
    /// `block name`.
    Block(&'t str),
    /// `component name(…)`.
    Component(&'t str),
    /// The start of a body that is captured: `filter`, `set name`, `<component>`.
    Capture,
    /// `endblock`, `endcomponent`, `endfilter`, `endset`, `</component>`.
    End,
    /// `include "name"`.
    Include(&'t str),
    /// `extends "name"`.
    Extends(&'t str),
    /// `set name = value`, and what is not known.
    Other,
}

impl<'t> Syntax<'t> {
    /// What is between the delimiters.
    pub(in crate::theme) fn inner(self) -> &'t str {
        match self {
            Self::Value(inner) | Self::Control(inner) => inner,
        }
    }

    /// Whether what follows is not to be read, up to `endraw`.
    pub(super) fn is_raw(self) -> bool {
        matches!(self, Self::Control(inner) if word(inner).0 == "raw")
    }

    /// What it does; a value does nothing.
    pub(in crate::theme) fn control(self) -> Control<'t> {
        let Self::Control(inner) = self else {
            return Control::Other;
        };
        if inner.starts_with("</") {
            return Control::End;
        }
        if inner.starts_with('<') {
            return Control::Capture;
        }
        let (keyword, rest) = word(inner);
        match keyword {
            "if" => Control::If,
            "elif" => Control::ElseIf,
            "else" => Control::Else,
            "endif" => Control::EndIf,
            "for" => Control::For,
            "endfor" => Control::EndFor,
            "break" | "continue" => Control::Jump,
            "block" => Control::Block(word(rest).0),
            "component" => Control::Component(dotted(rest)),
            "filter" => Control::Capture,
            "set" | "set_global" if !word(rest).1.starts_with('=') => Control::Capture,
            "endblock" | "endcomponent" | "endfilter" | "endset" | "endset_global" => Control::End,
            "include" => string_argument(rest).map_or(Control::Other, Control::Include),
            "extends" => string_argument(rest).map_or(Control::Other, Control::Extends),
            _ => Control::Other,
        }
    }
}

/// The identifier at the start of a text, and what follows it without white space before it.
fn word(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .unwrap_or(text.len());
    (&text[..end], text[end..].trim_ascii_start())
}

/// The dotted name at the start of a text.
pub(super) fn dotted(text: &str) -> &str {
    let end = text
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '.')
        .unwrap_or(text.len());
    &text[..end]
}

/// The string literal at the start of a text. One with escapes names no file of ours.
fn string_argument(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| "\"'`".contains(*c))?;
    let rest = &text[1..];
    let literal = &rest[..rest.find(quote)?];
    (!literal.contains('\\')).then_some(literal)
}

/// All template syntax with the bytes it takes up, wherever in a page it stands. `None` if
/// some of it does not end.
pub(in crate::theme) fn syntax_in(template: &str) -> Option<Vec<(Syntax<'_>, Range<usize>)>> {
    let mut found = Vec::new();
    let mut is_raw = false;
    let mut at = 0;
    while let Some(start) = template[at..].find('{').map(|start| at + start) {
        let length = match length(&template[start..]) {
            Ok(length) => length,
            // What is raw need not end.
            Err(Unfinished) if is_raw => None,
            Err(Unfinished) => return None,
        };
        at = start + length.unwrap_or(1);
        let Some(syntax) = length.and_then(|_| parse(&template[start..at])) else {
            continue;
        };
        match (is_raw, word(syntax.inner()).0) {
            (true, "endraw") => is_raw = false,
            (true, _) => at = start + 1,
            (false, _) if syntax.is_raw() => is_raw = true,
            (false, _) => found.push((syntax, start..at)),
        }
    }
    Some(found)
}

/// Whether template syntax has a `-` at its start and at its end.
pub(super) fn marks(source: &str) -> (bool, bool) {
    let bytes = source.as_bytes();
    let end = bytes.len().saturating_sub(3);
    (
        bytes.get(2) == Some(&b'-'),
        end > 2 && bytes.get(end) == Some(&b'-'),
    )
}

/// Template syntax that does not end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfinished;

/// The length of the template syntax at the start of a text, if there is any.
pub(super) fn length(rest: &str) -> Result<Option<usize>, Unfinished> {
    let end = match rest.as_bytes().get(..2) {
        Some(b"{#") => {
            let end = rest[2..].find("#}").ok_or(Unfinished)?;
            return Ok(Some(end + 4));
        }
        Some(b"{{") => b"}}",
        Some(b"{%") => b"%}",
        _ => return Ok(None),
    };
    let bytes = rest.as_bytes();
    let mut at = 2;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'"' | b'\'' | b'`') => {
                at += 1;
                while *bytes.get(at).ok_or(Unfinished)? != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            _ if bytes[at..].starts_with(end) => return Ok(Some(at + 2)),
            _ => at += 1,
        }
    }
    Err(Unfinished)
}

/// Template syntax taken out of its delimiters; a comment is none.
pub(super) fn parse(source: &str) -> Option<Syntax<'_>> {
    let (before, after) = marks(source);
    let inner = &source[2 + usize::from(before)..source.len() - 2 - usize::from(after)];
    match &source[..2] {
        "{{" => Some(Syntax::Value(inner.trim_ascii())),
        "{%" => Some(Syntax::Control(inner.trim_ascii())),
        _ => None,
    }
}
