//! Diagnostics for tools: one JSON array.

use serde::Serialize;

use super::position::Lines;
use super::{Diagnostics, Place, Severity};
use crate::source::Sources;

/// One diagnostic as `--format json` prints it. Lines and columns count from 1, columns in
/// Unicode scalar values; they are absent where a file is meant as a whole.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    severity: Severity,
    code: &'a str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<PlaceRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    related: Vec<RelatedRecord<'a>>,
    hints: &'a [String],
}

#[derive(Debug, Serialize)]
struct PlaceRecord<'a> {
    file: &'a str,
    #[serde(flatten)]
    range: Option<RangeRecord>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<String>,
}

#[derive(Debug, Serialize)]
struct RangeRecord {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Debug, Serialize)]
struct RelatedRecord<'a> {
    #[serde(flatten)]
    place: PlaceRecord<'a>,
    label: &'a str,
}

/// All diagnostics as a JSON array, with a final line break.
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let records = records(diagnostics, sources);
    // The records hold strings and numbers only, which always serialise.
    let mut out = serde_json::to_string_pretty(&records).unwrap_or_else(|_| "[]".to_owned());
    out.push('\n');
    out
}

/// All diagnostics, to be a part of another answer.
pub fn records<'a>(diagnostics: &'a Diagnostics, sources: &Sources) -> Vec<Record<'a>> {
    let mut lines = Lines::new(sources);
    diagnostics
        .iter()
        .map(|d| Record {
            severity: d.severity,
            code: d.code,
            message: &d.message,
            place: d
                .place
                .as_deref()
                .map(|place| place_record(place, &mut lines)),
            label: d.label.as_deref(),
            related: d
                .related
                .iter()
                .map(|(place, label)| RelatedRecord {
                    place: place_record(place, &mut lines),
                    label,
                })
                .collect(),
            hints: &d.hints,
        })
        .collect()
}

fn place_record<'a>(place: &'a Place, lines: &mut Lines<'_>) -> PlaceRecord<'a> {
    let located = place.span.as_ref().zip(lines.of(&place.path));
    let range = located.map(|(span, index)| {
        let (start, end) = (index.position(span.start), index.position(span.end));
        RangeRecord {
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    });
    let excerpt = located.map(|(span, index)| {
        let text = index.text();
        let start = text.floor_char_boundary(span.start.min(text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        text[line_start..]
            .lines()
            .next()
            .unwrap_or("")
            .chars()
            .take(400)
            .collect()
    });
    PlaceRecord {
        file: place.path.as_str(),
        range,
        excerpt,
    }
}
