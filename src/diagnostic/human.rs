//! Diagnostics for people: an excerpt with a caret, in colour where the terminal has it.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::position::Lines;
use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::source::Sources;

/// Lines longer than this many bytes are shown in part, with the place in the middle: a
/// paragraph is one line in many sources, and a file may be one line of 10 MB.
const LONGEST_EXCERPT: usize = 160;

/// How to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours, for terminals.
    Ansi,
    /// Plain text, for pipes and files.
    Plain,
}

/// Prints all diagnostics, one after the other, with an empty line between them.
pub fn render(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let mut out = String::new();
    let mut lines = Lines::new(sources);
    for diagnostic in diagnostics.iter() {
        out.push_str(&render_one(diagnostic, &mut lines, colour));
        out.push_str("\n\n");
    }
    out
}

/// One line that sums up: `2 errors, 1 warning`.
pub fn summary(diagnostics: &Diagnostics) -> String {
    let mut out = String::new();
    for (count, noun) in [
        (diagnostics.errors(), "error"),
        (diagnostics.warnings(), "warning"),
    ] {
        if count > 0 {
            let comma = if out.is_empty() { "" } else { ", " };
            let plural = if count == 1 { "" } else { "s" };
            // Writing to a string does not fail.
            let _ = write!(out, "{comma}{count} {noun}{plural}");
        }
    }
    out
}

fn render_one<'a>(diagnostic: &'a Diagnostic, lines: &mut Lines<'a>, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(normalize_untrusted_str(&diagnostic.message))
        .id(diagnostic.code);
    let mut group = Group::with_title(title);
    if let Some(place) = &diagnostic.place {
        group = group.elements(excerpt(
            place,
            diagnostic.label.as_deref(),
            AnnotationKind::Primary,
            lines,
        ));
    }
    for (place, label) in &diagnostic.related {
        group = group.elements(excerpt(place, Some(label), AnnotationKind::Context, lines));
    }
    let mut report = vec![group];
    for hint in &diagnostic.hints {
        report.push(Group::with_title(
            Level::HELP
                .with_name("hint")
                .secondary_title(normalize_untrusted_str(hint)),
        ));
    }
    let renderer = match colour {
        Colour::Ansi => Renderer::styled(),
        Colour::Plain => Renderer::plain(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&report)
}

fn excerpt<'a>(
    place: &'a Place,
    label: Option<&'a str>,
    kind: AnnotationKind,
    lines: &mut Lines<'a>,
) -> Vec<Element<'a>> {
    let path = place.path.as_str();
    let (Some(span), Some(lines)) = (&place.span, lines.of(&place.path)) else {
        return vec![Origin::path(path).into()];
    };
    let text = lines.text();
    let start = text.floor_char_boundary(span.start.min(text.len()));
    let end = text.ceil_char_boundary(span.end.clamp(start, text.len()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
    // One line says where; the rest of a long span adds nothing.
    let end = end.min(line_end.max(start));
    if line_end - line_start <= LONGEST_EXCERPT {
        let line = lines.position(start).line;
        let snippet = Snippet::source(&text[line_start..line_end])
            .line_start(line)
            .path(path)
            .fold(false)
            .annotation(kind.span(start - line_start..end - line_start).label(label));
        return vec![snippet.into()];
    }
    let from = text
        .ceil_char_boundary(start.saturating_sub(LONGEST_EXCERPT / 2))
        .clamp(line_start, start);
    let to = text.floor_char_boundary((from + LONGEST_EXCERPT).clamp(start, line_end));
    let end = end.min(to);
    let position = lines.position(start);
    let (before, after) = (
        if from > line_start { "…" } else { "" },
        if to < line_end { "…" } else { "" },
    );
    let shown = format!("{before}{}{after}", &text[from..to]);
    let shift = |at: usize| at - from + before.len();
    // The column in the file, which the excerpt does not show.
    let origin = Origin::path(path)
        .line(position.line)
        .char_column(position.column);
    let snippet = Snippet::source(shown)
        .line_start(position.line)
        .fold(false)
        .annotation(kind.span(shift(start)..shift(end)).label(label));
    vec![origin.into(), snippet.into()]
}
