//! Units to XLIFF.

use std::fmt::Write as _;

use super::{OURS, PREVIOUS, TRANSLATOR, codes};
use crate::exchange::inline::{self, Piece};
use crate::exchange::xml::{escape, escape_attribute};
use crate::exchange::{Export, Exported};
use crate::identity::state::State;

/// Writes an XLIFF file.
pub fn write(export: &Export) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n"
        .to_owned();
    for units in export
        .units
        .chunk_by(|a, b| (&a.document, &a.article) == (&b.document, &b.article))
    {
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "<file original=\"{}\" source-language=\"{}\" target-language=\"{}\" \
             datatype=\"x-markdown\" product-name=\"{}\">\n<body>",
            escape_attribute(units[0].article.as_str()),
            export.source,
            export.target,
            escape_attribute(&export.title),
        );
        for unit in units {
            write_unit(unit, export.reviewed, &mut out);
        }
        out.push_str("</body>\n</file>\n");
    }
    out.push_str("</xliff>\n");
    out
}

fn write_unit(unit: &Exported, reviewed: bool, out: &mut String) {
    let (state, approved) = match unit.state {
        State::Current if reviewed => ("final", " approved=\"yes\""),
        State::Current => ("translated", ""),
        State::Draft => ("needs-review-translation", ""),
        State::Outdated => ("needs-adaptation", ""),
        State::Missing => ("new", ""),
    };
    let source = inline::pieces(&unit.source);
    let translation = unit.translation.as_deref().unwrap_or("");
    let target = inline::matched(translation, &source);
    let _ = writeln!(
        out,
        "<trans-unit id=\"{id}\" resname=\"{id}\"{approved} xml:space=\"preserve\">",
        id = unit.id
    );
    let _ = writeln!(out, "<source>{}</source>", content(&source));
    let _ = writeln!(
        out,
        "<target state=\"{state}\">{}</target>",
        content(&target)
    );
    let _ = writeln!(
        out,
        "<context-group purpose=\"location\">\
         <context context-type=\"sourcefile\">{}</context>\
         <context context-type=\"linenumber\">{}</context></context-group>",
        escape(unit.article.as_str()),
        unit.line
    );
    let _ = writeln!(out, "<note from=\"{OURS}\">{}</note>", escape(&unit.kind));
    if !unit.comments.is_empty() {
        let _ = writeln!(
            out,
            "<note from=\"{TRANSLATOR}\">{}</note>",
            escape(&unit.comments.join("\n"))
        );
    }
    if let Some(former) = &unit.former {
        let former = inline::matched(former, &source);
        let _ = writeln!(
            out,
            "<alt-trans alttranstype=\"{PREVIOUS}\" xml:space=\"preserve\">\
             <source>{}</source><target>{}</target></alt-trans>",
            content(&former),
            content(&target)
        );
    }
    out.push_str("</trans-unit>\n");
}

/// The content of a source or target.
fn content(pieces: &[Piece<'_>]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Words(words) => out.push_str(&escape(words)),
            Piece::Code(code) => codes::write(code, &mut out),
        }
    }
    out
}
