//! What would have to be written down: the ledger, the archive and the states.
//!
//! Files of translators are not touched. A plan names only files whose bytes would change, so
//! that `sync` twice is `sync` once.

use std::collections::{BTreeMap, HashSet};

use super::UnitId;
use super::fingerprint::{Fingerprint, of_translation};
use super::ledger::{self, Ledger, LedgerEntry, LedgerSection};
use super::state::{self, Evidence, Record, Records};
use crate::fluent::Resource;
use crate::locale::LocaleTag;
use crate::source::{SourcePath, Sources};

/// A document as today's content has it.
#[derive(Debug)]
pub struct Today<'a> {
    /// The folder's name.
    pub document: &'a str,
    /// The source locale.
    pub source: &'a LocaleTag,
    /// Articles in reading order with their units.
    pub sections: Vec<LedgerSection<'a>>,
    /// The fingerprints of today's source texts.
    pub fingerprints: BTreeMap<UnitId, Fingerprint>,
    /// What was written down.
    pub ledger: &'a Ledger,
}

/// The translations of a document in one locale.
#[derive(Debug)]
pub struct Translated<'a> {
    /// The locale.
    pub locale: &'a LocaleTag,
    /// Its messages.
    pub messages: Option<&'a Resource>,
    /// What is recorded of them.
    pub records: &'a Records,
    /// Whether the locale wants translations to be reviewed.
    pub review_required: bool,
}

/// Where the ledger of a document is.
pub fn ledger_path(source: &LocaleTag, document: &str) -> SourcePath {
    SourcePath::new(&format!("locales/{source}/{document}.ftl"))
}

/// Where the removed units of a document are.
pub fn archive_path(source: &LocaleTag, document: &str) -> SourcePath {
    SourcePath::new(&format!(".l10n/archive/{source}/{document}.ftl"))
}

/// Where the states of a document in a locale are.
pub fn state_path(locale: &LocaleTag, document: &str) -> SourcePath {
    SourcePath::new(&format!(".l10n/state/{locale}/{document}.toml"))
}

/// The files that have to be written, with their text.
pub fn plan(
    today: &Today<'_>,
    translated: &[Translated<'_>],
    sources: &Sources,
) -> Vec<(SourcePath, String)> {
    let mut files = vec![(
        ledger_path(today.source, today.document),
        ledger::write(today.document, &today.sections),
    )];
    let archive = archive(today);
    if !archive.is_empty() {
        files.push((
            archive_path(today.source, today.document),
            ledger::write_archive(today.document, &archive),
        ));
    }
    for locale in translated {
        let records = records(today, locale);
        let path = state_path(locale.locale, today.document);
        if !records.is_empty() || sources.get(&path).is_some() {
            files.push((path, state::write(today.document, &records)));
        }
    }
    files.retain(|(path, text)| sources.text(path) != Some(text.as_str()));
    files
}

fn archive(today: &Today<'_>) -> Vec<LedgerEntry> {
    let mut seen = HashSet::new();
    let removed = today.ledger.archive.iter().chain(&today.ledger.entries);
    removed
        .filter(|entry| !today.fingerprints.contains_key(&entry.id) && seen.insert(&entry.id))
        .cloned()
        .collect()
}

fn records(today: &Today<'_>, translated: &Translated<'_>) -> Records {
    let mut records = Records::new();
    let messages = translated
        .messages
        .into_iter()
        .flat_map(|messages| &messages.entries);
    for entry in messages.filter(|entry| !entry.id.starts_with('-')) {
        let id = UnitId::new(&entry.id);
        let Some(value) = &entry.value else { continue };
        let record = translated.records.get(&id);
        // The translation of a removed unit stays with its record, in case the text comes back.
        let Some(source) = today.fingerprints.get(&id) else {
            records.extend(record.map(|record| (id, record.clone())));
            continue;
        };
        let written = today.ledger.get(&id);
        let translation = of_translation(value);
        let (made_from, draft) = state::made_from(Evidence {
            record,
            source,
            ledger: written.map(|entry| &entry.fingerprint),
            translation: &translation,
            review_required: translated.review_required,
        });
        let was = if made_from == *source {
            None
        } else {
            let kept = record.and_then(|record| record.was.clone());
            kept.or_else(|| {
                let written = written.filter(|entry| entry.fingerprint == made_from);
                written.map(|entry| entry.text.clone())
            })
        };
        records.insert(
            id,
            Record {
                source: made_from,
                translation,
                draft,
                was,
            },
        );
    }
    records
}
