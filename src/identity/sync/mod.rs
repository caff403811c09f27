//! What has to be written down, and in which order.
//!
//! 1. [`records`]: from which source text each translation was made;
//! 2. [`archive`]: units and translations that are no longer part of the document;
//! 3. [`notes`]: the files of translators, edited in place: order, stubs, what is out of date;
//! 4. the ledger.
//!
//! A plan names only files whose bytes would change, so that `sync` twice is `sync` once. Its
//! changes are in an order that bears being cut short: what was known of a translation is
//! written before the ledger forgets the text that it was made from, and a translation is in
//! the archive before it leaves its file.

pub mod archive;
pub mod notes;
pub mod records;
pub mod stubs;
mod taken;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::UnitId;
use super::fingerprint::Fingerprint;
use super::ledger::{self, Ledger, LedgerEntry, LedgerSection};
use super::state::{self, Records};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::{Resource, edit, guard};
use crate::locale::LocaleTag;
use crate::source::write::Change;
use crate::source::{SourcePath, Sources};

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

/// The changes to make, in order.
pub fn plan(
    today: &Today<'_>,
    translated: &[Translated<'_>],
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
    let units = today.sections.iter().flat_map(|section| &section.units);
    let now: HashMap<&str, &str> = units.map(|(id, text)| (id.as_str(), *text)).collect();
    // The source texts that a stub of a unit may have: today's and the last that was written.
    let texts = |id: &str| -> Vec<&str> {
        let id_of_unit = UnitId::new(id);
        let written = today.ledger.any(&id_of_unit);
        let written = written.map(|entry| entry.text.as_str());
        now.get(id).copied().into_iter().chain(written).collect()
    };
    for locale in translated {
        let records = records::of(today, locale);
        let path = state_path(locale.locale, today.document);
        let there = sources.get(&state_path(locale.locale, today.written()));
        if !records.is_empty() || there.is_some() {
            first.push((path, state::write(today.document, &records)));
        }
        let file = catalog_path(locale.locale, today.written());
        if locale.edit == Editing::Nothing {
            // Nobody would find its files under the old name once the ledger has the new one.
            if today.former.is_some() {
                let archive = archive_path(locale.locale, today.written());
                let moved = [
                    (file, catalog_path(locale.locale, today.document)),
                    (archive, archive_path(locale.locale, today.document)),
                ];
                files.extend(moved.into_iter().filter_map(|(from, to)| {
                    let text = sources.text(&from)?;
                    Some((to, text.to_owned()))
                }));
            }
            continue;
        }
        let before = sources.text(&file).unwrap_or("");
        let kept_stubs = stubs::keep_edited(before, &|id| texts(id));
        let edited = kept_stubs.as_deref().unwrap_or(before);
        let stored = archive_path(locale.locale, today.written());
        let archive = archive::Translations::read(sources.text(&stored).unwrap_or(""));
        let removed = |id: &str| today.removed(id);
        let leaves = locale
            .messages
            .is_some_and(|messages| messages.entries.iter().any(|entry| removed(&entry.id)));
        let leaving = if leaves {
            edit::rewrite(before, &[], &removed).removed
        } else {
            Vec::new()
        };
        let archive = archive.with(leaving);
        let wanted = notes::wanted(today, locale, &records, &archive);
        let edited = edit::rewrite(edited, &wanted, &removed);
        let back: HashSet<&str> = wanted
            .iter()
            .filter(|wanted| wanted.insert.is_some())
            .map(|wanted| wanted.id)
            .collect();
        if edited.text.len() > guard::LARGEST_FILE {
            diagnostics.push(guard::too_large(&file, edited.text.len()));
            continue;
        }
        let changes = |id: &str| back.contains(id) || today.removed(id);
        if edited.text != before && !edit::same_but_for(before, &edited.text, &changes) {
            diagnostics.push(edit_refused(&file));
            continue;
        }
        let without_returned = archive.clone().without(&wanted);
        let stored = archive_path(locale.locale, today.document);
        if !archive.is_empty() {
            first.push((stored.clone(), archive.write(today.document)));
        }
        let rest = (!without_returned.is_empty()).then(|| without_returned.write(today.document));
        kept.insert(stored, rest);
        let file = catalog_path(locale.locale, today.document);
        let is_left_empty = edited.text.trim().is_empty()
            && (today.sections.is_empty() || !before.trim().is_empty());
        if is_left_empty {
            kept.insert(file, None);
        } else if !edited.text.is_empty() {
            files.push((file, edited.text));
        }
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

/// The diagnostic for a file whose edit can't be proved to have kept everything else. It is not
/// written.
pub fn edit_refused(file: &SourcePath) -> Diagnostic {
    Diagnostic::error(
        "edit-refused",
        "the file cannot be edited without changing other messages in it",
    )
    .in_file(file)
    .hint("this is a fault of Concord: please report it with the file; nothing was written")
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
