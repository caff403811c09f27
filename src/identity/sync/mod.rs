//! What has to be written down, and in which order.
//!
//! 1. [`records`]: from which source text each translation was made;
//! 2. [`archive`]: units and translations that are no longer part of the document;
//! 3. [`notes`]: the files of translators, edited in place: order, stubs, what is out of date;
//! 4. the ledger.
//!
//! The first three are planned for each locale by itself ([`of_locale`]); [`plan`] puts the plans
//! of all locales together.
//!
//! A plan names only files whose bytes would change, so that `sync` twice is `sync` once. Its
//! changes are in an order that bears being cut short: what was known of a translation is
//! written before the ledger forgets the text that it was made from, and a translation is in
//! the archive before it leaves its file.

pub mod archive;
mod locale;
pub mod notes;
pub mod records;
pub mod stubs;
mod taken;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::UnitId;
use super::fingerprint::Fingerprint;
use super::ledger::{self, Ledger, LedgerEntry, LedgerSection};
use super::state::Records;
use crate::diagnostic::Diagnostics;
use crate::fluent::{Resource, guard};
use crate::locale::LocaleTag;
use crate::source::write::Change;
use crate::source::{SourcePath, Sources};

pub use self::locale::{LocalePlan, edit_refused, of_locale};

/// A document as today's content has it.
#[derive(Debug)]
pub struct Today<'a> {
    /// The folder's name.
    pub document: &'a str,
    /// The name that its files were written under, if the folder was renamed since.
    pub former: Option<&'a str>,
    /// The source locale.
    pub source: &'a LocaleTag,
    /// Articles in reading order with their units. None if the document was removed.
    pub sections: Vec<LedgerSection<'a>>,
    /// The fingerprints of today's source texts.
    pub fingerprints: BTreeMap<UnitId, Fingerprint>,
    /// What was written down.
    pub ledger: &'a Ledger,
    /// Units whose source text changed without changing its meaning.
    pub minor: &'a BTreeSet<UnitId>,
}

impl Today<'_> {
    /// The name that its files have now.
    fn written(&self) -> &str {
        self.former.unwrap_or(self.document)
    }

    /// Its source texts, by the ids of their units.
    pub fn texts(&self) -> HashMap<&str, &str> {
        let units = self.sections.iter().flat_map(|section| &section.units);
        units.map(|(id, text)| (id.as_str(), *text)).collect()
    }

    /// Whether a unit was part of the document once, and is no longer.
    fn removed(&self, id: &str) -> bool {
        !self.fingerprints.contains_key(&UnitId::new(id)) && self.ledger.knows(id)
    }
}

/// The translations of a document in one locale.
#[derive(Debug)]
pub struct Translated<'a> {
    /// The locale.
    pub locale: &'a LocaleTag,
    /// Its messages.
    pub messages: Option<&'a Resource>,
    /// Its translations of units that were removed.
    pub archived: Option<&'a Resource>,
    /// What is recorded of them.
    pub records: &'a Records,
    /// Whether the locale wants translations to be reviewed.
    pub review_required: bool,
    /// Whether the translators' file may be edited.
    pub edit: Editing,
    /// Translations that hold, and have been reviewed, because a person says so.
    pub accepted: &'a BTreeSet<UnitId>,
}

/// What `sync` may do to a translators' file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Editing {
    /// Nothing.
    Nothing,
    /// Put messages into order and take out what goes to the archive.
    Messages,
    /// That, and write what is out of date beside it.
    Notes,
    /// That, and a stub for each unit that is missing.
    NotesAndStubs,
}

/// Where the ledger of a document is, and in each locale its translations.
pub fn catalog_path(locale: &LocaleTag, document: &str) -> SourcePath {
    SourcePath::new(&format!("locales/{locale}/{document}.ftl"))
}

/// Where units are kept that were removed: source texts in the source locale, translations in
/// the others.
pub fn archive_path(locale: &LocaleTag, document: &str) -> SourcePath {
    SourcePath::new(&format!(".l10n/archive/{locale}/{document}.ftl"))
}

/// Where the states of a document in a locale are.
pub fn state_path(locale: &LocaleTag, document: &str) -> SourcePath {
    SourcePath::new(&format!(".l10n/state/{locale}/{document}.toml"))
}

/// The changes to make, in order. `plans` are those of the locales.
pub fn plan(
    today: &Today<'_>,
    translated: &[Translated<'_>],
    plans: Vec<LocalePlan>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Change> {
    let mut first = Vec::new();
    let mut files = Vec::new();
    let mut last = Vec::new();
    let mut kept: BTreeMap<SourcePath, Option<String>> = BTreeMap::new();
    let archived = archive_path(today.source, today.document);
    let removed = archive::of_source(today);
    let returns = |entry: &&LedgerEntry| today.fingerprints.contains_key(&entry.id);
    let returned = today.ledger.archive.iter().filter(returns).cloned();
    let with_returned: Vec<LedgerEntry> = removed.iter().cloned().chain(returned).collect();
    if !with_returned.is_empty() {
        let text = ledger::write_archive(today.document, &with_returned);
        first.push((archived.clone(), text));
    }
    for plan in plans {
        first.extend(plan.first);
        files.extend(plan.files);
        kept.extend(plan.kept);
    }
    let ledger = catalog_path(today.source, today.document);
    if today.sections.is_empty() {
        kept.insert(ledger, None);
    } else {
        last.push((ledger, ledger::write(today.document, &today.sections)));
    }
    let before = diagnostics.errors();
    let written = || first.iter().chain(&files);
    for (path, text) in written().chain(&last) {
        if path.extension() == "ftl" && text.len() > guard::LARGEST_FILE {
            diagnostics.push(guard::too_large(path, text.len()));
        }
    }
    diagnostics.extend(taken::by_another(today, translated, sources, written()));
    diagnostics.extend(taken::ledger(today, sources));
    if diagnostics.errors() > before {
        return Vec::new();
    }
    let mut plan = Plan::new(sources);
    for (path, text) in first.into_iter().chain(files) {
        plan.write(path, text);
    }
    for (path, text) in kept {
        match text {
            Some(text) => plan.write(path, text),
            None => plan.remove(path),
        }
    }
    for (path, text) in last {
        plan.write(path, text);
    }
    // Until the ledger has an id again, only the archive has it.
    if removed.is_empty() {
        plan.remove(archived);
    } else {
        plan.write(archived, ledger::write_archive(today.document, &removed));
    }
    if let Some(former) = today.former {
        for path in former_files(today, former, translated) {
            plan.remove(path);
        }
    }
    plan.changes
}

/// The files of a document under the name that it had.
fn former_files(today: &Today<'_>, former: &str, translated: &[Translated<'_>]) -> Vec<SourcePath> {
    let mut paths = vec![
        catalog_path(today.source, former),
        archive_path(today.source, former),
    ];
    for locale in translated {
        paths.push(state_path(locale.locale, former));
        paths.push(catalog_path(locale.locale, former));
        paths.push(archive_path(locale.locale, former));
    }
    paths
}

/// Changes, without those that change nothing.
struct Plan<'a> {
    sources: &'a Sources,
    changes: Vec<Change>,
    /// What each file says after the changes so far; `None` if it is gone.
    now: BTreeMap<SourcePath, Option<String>>,
}

impl<'a> Plan<'a> {
    fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            changes: Vec::new(),
            now: BTreeMap::new(),
        }
    }

    fn text(&self, path: &SourcePath) -> Option<&str> {
        match self.now.get(path) {
            Some(now) => now.as_deref(),
            None => self.sources.text(path),
        }
    }

    fn write(&mut self, path: SourcePath, text: String) {
        if self.text(&path) != Some(text.as_str()) {
            self.now.insert(path.clone(), Some(text.clone()));
            self.changes.push(Change::Write { path, text });
        }
    }

    fn remove(&mut self, path: SourcePath) {
        if self.text(&path).is_some() {
            self.now.insert(path.clone(), None);
            self.changes.push(Change::Remove { path });
        }
    }
}
