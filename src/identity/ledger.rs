//! The ledger: `locales/<source>/<document>.ftl`, ids and source texts in order.
//!
//! It is generated from `content/` and is at the same time the reference that Pontoon, Weblate
//! and compare-locales want. It carries no digests and nothing about any other language.

use std::collections::HashMap;

use super::UnitId;
use super::fingerprint::{Fingerprint, of_source};
use super::state::Record;
use crate::fluent::{Pattern, Resource, canonical, pattern, write};
use crate::source::SourcePath;

/// The attribute in the archive that names the unit in a removed unit's place.
const REPLACED_BY: &str = "replaced-by";

/// A unit as it was last written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerEntry {
    /// Its id.
    pub id: UnitId,
    /// Its source text, as a value that reads back.
    pub text: String,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
    /// Of a removed unit: the new one that stands in its place.
    pub replaced_by: Option<UnitId>,
}

/// What was written down of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The living units, in order.
    pub entries: Vec<LedgerEntry>,
    /// Units that were removed: their ids are not given again, and come back with their text.
    pub archive: Vec<LedgerEntry>,
    index: HashMap<UnitId, usize>,
    archived: HashMap<UnitId, usize>,
}

impl Ledger {
    /// Reads the ledger and the archive of source texts.
    pub fn read(ledger: Option<&Resource>, archive: Option<&Resource>) -> Self {
        Self::new(
            ledger.map_or_else(Vec::new, entries),
            archive.map_or_else(Vec::new, entries),
        )
    }

    /// A ledger of these units.
    pub fn new(entries: Vec<LedgerEntry>, archive: Vec<LedgerEntry>) -> Self {
        let index = |entries: &[LedgerEntry]| {
            let ids = entries.iter().map(|entry| entry.id.clone());
            ids.zip(0..).collect()
        };
        Self {
            index: index(&entries),
            archived: index(&archive),
            entries,
            archive,
        }
    }

    /// Whether an id was ever given.
    pub fn knows(&self, id: &str) -> bool {
        self.index.contains_key(id) || self.archived.contains_key(id)
    }

    /// What was written down of a unit, living or removed.
    pub fn any(&self, id: &UnitId) -> impl Iterator<Item = &LedgerEntry> {
        let removed = self.archived.get(id).map(|at| &self.archive[*at]);
        self.get(id).into_iter().chain(removed)
    }

    /// The source text that a translation was made from, if it is known: what its record has
    /// kept of it, or, before `sync` has run, what is still written down here, of a living unit
    /// or a removed one.
    pub fn former_text<'a>(
        &'a self,
        id: &UnitId,
        made_from: &Fingerprint,
        record: Option<&'a Record>,
    ) -> Option<&'a str> {
        let kept = record.and_then(|record| record.known_source(made_from));
        kept.or_else(|| {
            let entry = self.any(id).find(|entry| entry.fingerprint == *made_from)?;
            Some(&entry.text)
        })
    }

    /// A living unit by its id.
    pub fn get(&self, id: &UnitId) -> Option<&LedgerEntry> {
        self.index.get(id).map(|at| &self.entries[*at])
    }
}

fn entries(resource: &Resource) -> Vec<LedgerEntry> {
    resource
        .entries
        .iter()
        .filter(|entry| !entry.id.starts_with('-'))
        .filter_map(|entry| {
            let value = entry.value.as_ref()?;
            Some(LedgerEntry {
                id: UnitId::new(&entry.id),
                fingerprint: of_source(&canonical(value)),
                text: pattern::text(value),
                replaced_by: entry
                    .pattern(Some(REPLACED_BY))
                    .and_then(Pattern::as_text)
                    .map(UnitId::new),
            })
        })
        .collect()
}

/// What one article contributes to the ledger.
#[derive(Debug)]
pub struct LedgerSection<'a> {
    /// The file, shown as a heading.
    pub path: &'a SourcePath,
    /// Ids and texts (Fluent patterns), in order.
    pub units: Vec<(&'a UnitId, &'a str)>,
}

/// What every ledger begins with.
const HEAD: &str = "### The units of `content/";

/// Whether a file is a ledger, and no file of shared messages beside them.
pub fn is_ledger(text: &str) -> bool {
    text.starts_with(HEAD)
}

/// Writes the ledger of a document.
pub fn write(document: &str, sections: &[LedgerSection<'_>]) -> String {
    let mut out = format!(
        "{HEAD}{document}/`, in order: what translations translate.\n\
         ### Written by `concord sync` from the Markdown files; edit those instead.\n"
    );
    for section in sections.iter().filter(|section| !section.units.is_empty()) {
        out.push_str("\n## ");
        out.push_str(section.path.as_str());
        out.push_str("\n\n");
        for (id, text) in &section.units {
            out.push_str(id.as_str());
            out.push_str(" =");
            out.push_str(&write::value(text));
            out.push('\n');
        }
    }
    out
}

/// Writes the archive of source texts.
pub fn write_archive(document: &str, entries: &[LedgerEntry]) -> String {
    let mut out = format!(
        "### Units that are no longer in `content/{document}/`. Their ids are not given again.\n\
         ### Written by `concord sync`.\n\n"
    );
    for entry in entries {
        out.push_str(entry.id.as_str());
        out.push_str(" =");
        out.push_str(&write::value(&entry.text));
        out.push('\n');
        if let Some(id) = &entry.replaced_by {
            out.push_str(&format!("    .{REPLACED_BY} = {id}\n"));
        }
    }
    out
}
