//! The document as Akoma Ntoso 1.0 (OASIS Standard, 29 August 2018; namespace
//! `http://docs.oasis-open.org/legaldocml/ns/akn/3.0`).
//!
//! 1. `meta` says what the file is: work, expression, manifestation, authority, notes;
//! 2. `body` writes articles as they lie in sections, numbered paragraphs as a hierarchy, all
//!    else as blocks;
//! 3. `inline` writes the text of a unit.
//!
//! A document whose lists are numbered paragraphs is a `statement`, which the vocabulary names for
//! declarations and resolutions, with `part`, `article`, `paragraph`; any other is a `doc`, with
//! `chapter` and `section`. Whether a text is an act of law is not known to Concord, so that none
//! is called `act`.
//!
//! Invariants: each `eId` is used once. A unit's is its id; an article's is the name that its
//! ids begin with; a numbered paragraph's is that name and its anchor, `article-3__3-a`.

mod body;
mod inline;
mod meta;

use std::collections::HashSet;

use super::edition::Edition;
use super::xml;

/// The namespace.
const NAMESPACE: &str = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0";

/// Writes the whole document.
pub fn write(edition: &Edition<'_>) -> String {
    let mut writer = Writer {
        edition,
        seen: HashSet::new(),
        article: 0,
        in_note: false,
        item: 0,
        out: String::new(),
    };
    let kind = kind(edition);
    let name = xml::text(&edition.document.name);
    writer.out.push_str(xml::DECLARATION);
    writer.out.push_str(&format!(
        "<akomaNtoso xmlns=\"{NAMESPACE}\"><{kind} name=\"{name}\" contains=\"originalVersion\">"
    ));
    writer.meta();
    writer.preface();
    writer.main_body();
    writer.out.push_str(&format!("</{kind}></akomaNtoso>\n"));
    writer.out
}

/// The type of the document, which is an element and a part of addresses.
fn kind(edition: &Edition<'_>) -> &'static str {
    if edition.is_legal() {
        "statement"
    } else {
        "doc"
    }
}

struct Writer<'a> {
    edition: &'a Edition<'a>,
    /// The ids that are taken.
    seen: HashSet<String>,
    /// The article that is being written.
    article: usize,
    in_note: bool,
    /// Which item of its ordered lists comes next.
    item: usize,
    out: String,
}

impl Writer<'_> {
    /// An attribute `eId`, unless the id is taken.
    fn id(&mut self, id: &str) {
        if self.seen.insert(id.to_owned()) {
            self.out.push_str(" eId=\"");
            xml::push_text(&mut self.out, id);
            self.out.push('"');
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        xml::push_text(&mut self.out, value);
        self.out.push('"');
    }
}
