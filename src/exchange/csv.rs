//! CSV for spreadsheets (RFC 4180), to look at and to count; it is not imported.
//!
//! Spreadsheets run a cell that begins with `=`, `+`, `-` or `@` as a formula, whoever wrote it.
//! Such a cell gets an apostrophe before it, which spreadsheets take for 'this is text'. As that
//! changes the text, the way back is PO or XLIFF.

use std::borrow::Cow;

use csv::{Terminator, WriterBuilder};

use super::{Export, Exported};
use crate::identity::state::State;

const HEADER: [&str; 8] = [
    "id",
    "document",
    "article",
    "state",
    "source",
    "translation",
    "former source",
    "comment",
];

/// Writes a table of all units, with the names of its columns in the first row.
pub fn write(export: &Export) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let rows = export.units.iter().map(row);
    for row in std::iter::once(HEADER.map(Cow::Borrowed)).chain(rows) {
        // Writing to memory does not fail, and all rows have the same length.
        let _ = writer.write_record(row.iter().map(|cell| cell.as_bytes()));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    // What was written are strings and separators.
    String::from_utf8(bytes).unwrap_or_default()
}

fn row(unit: &Exported) -> [Cow<'_, str>; 8] {
    let state = match unit.state {
        State::Current => "current",
        State::Draft => "draft",
        State::Outdated => "outdated",
        State::Missing => "missing",
    };
    [
        cell(unit.id.as_str()),
        cell(&unit.document),
        cell(unit.article.as_str()),
        Cow::Borrowed(state),
        cell(&unit.source),
        cell(unit.translation.as_deref().unwrap_or("")),
        cell(unit.former.as_deref().unwrap_or("")),
        Cow::Owned(cell(&unit.comments.join("\n")).into_owned()),
    ]
}

/// A text that no spreadsheet runs.
fn cell(text: &str) -> Cow<'_, str> {
    // Some spreadsheets skip white space before they look.
    if text
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || text.starts_with(['\t', '\r'])
    {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::testing::{self, exported};

    #[test]
    fn a_table_of_units() {
        let mut unit = exported("guide-p1", "a, \"b\"", Some("=HYPERLINK(\"x\")"));
        unit.comments = vec!["one".to_owned(), "two".to_owned()];
        let missing = exported("guide-p2", " @a", None);
        assert_eq!(
            write(&testing::export(vec![unit, missing])),
            "id,document,article,state,source,translation,former source,comment\r\n\
             guide-p1,guide,content/guide/a.md,current,\"a, \"\"b\"\"\",\
             \"'=HYPERLINK(\"\"x\"\")\",,\"one\ntwo\"\r\n\
             guide-p2,guide,content/guide/a.md,missing,' @a,,,\r\n"
        );
    }
}
