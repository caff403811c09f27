//! What the files of one locale shall say.

use std::collections::{HashMap, HashSet};

use super::{
    Editing, Today, Translated, archive, archive_path, catalog_path, notes, records, state_path,
    stubs,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::{edit, guard};
use crate::identity::{UnitId, state};
use crate::source::{SourcePath, Sources};

/// The texts of a locale's files, in the order in which they have to be written.
#[derive(Debug, Default)]
pub struct LocalePlan {
    /// The records, and the archive with what leaves the translators' file and what returns to it.
    pub(super) first: Vec<(SourcePath, String)>,
    /// The translators' file, or the files that move with their document.
    pub(super) files: Vec<(SourcePath, String)>,
    /// What the archive says when all else is written; nothing if a file has to go.
    pub(super) kept: Vec<(SourcePath, Option<String>)>,
}

/// Plans the translations of a document in one locale. `texts` are today's source texts by their
/// units. Problems of the edit are reported; the translators' file is then left alone.
pub fn of_locale(
    today: &Today<'_>,
    texts: &HashMap<&str, &str>,
    locale: &Translated<'_>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> LocalePlan {
    let mut plan = LocalePlan::default();
    let records = records::of(today, locale);
    let path = state_path(locale.locale, today.document);
    let there = sources.get(&state_path(locale.locale, today.written()));
    if !records.is_empty() || there.is_some() {
        let text = state::write(today.document, &records);
        plan.first.push((path, text));
    }
    let file = catalog_path(locale.locale, today.written());
    if locale.edit == Editing::Nothing {
        plan.files = renamed(today, locale, sources);
        return plan;
    }
    // The source texts that a stub of a unit may have: today's and the last that was written.
    let known = |id: &str| -> Vec<&str> {
        let unit = UnitId::new(id);
        let written = today.ledger.any(&unit);
        let written = written.map(|entry| entry.text.as_str());
        texts.get(id).copied().into_iter().chain(written).collect()
    };
    let before = sources.text(&file).unwrap_or("");
    let kept_stubs = stubs::keep_edited(before, &known);
    let with_stubs = kept_stubs.as_deref().unwrap_or(before);
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
    let edited = edit::rewrite(with_stubs, &wanted, &removed);
    let inserted = wanted.iter().filter(|wanted| wanted.insert.is_some());
    let back: HashSet<&str> = inserted.map(|wanted| wanted.id).collect();
    if edited.text.len() > guard::LARGEST_FILE {
        diagnostics.push(guard::too_large(&file, edited.text.len()));
        return plan;
    }
    let changes = |id: &str| back.contains(id) || removed(id);
    if edited.text != before && !edit::same_but_for(before, &edited.text, &changes) {
        diagnostics.push(edit_refused(&file));
        return plan;
    }
    let without_returned = archive.clone().without(&wanted);
    let stored = archive_path(locale.locale, today.document);
    if !archive.is_empty() {
        let text = archive.write(today.document);
        plan.first.push((stored.clone(), text));
    }
    let rest = (!without_returned.is_empty()).then(|| without_returned.write(today.document));
    plan.kept.push((stored, rest));
    let file = catalog_path(locale.locale, today.document);
    let is_left_empty =
        edited.text.trim().is_empty() && (today.sections.is_empty() || !before.trim().is_empty());
    if is_left_empty {
        plan.kept.push((file, None));
    } else if !edited.text.is_empty() {
        plan.files.push((file, edited.text));
    }
    plan
}

/// The files of a locale that is not to be edited, if its document has a new name: nobody would
/// find them under the old one once the ledger has the new.
fn renamed(
    today: &Today<'_>,
    locale: &Translated<'_>,
    sources: &Sources,
) -> Vec<(SourcePath, String)> {
    if today.former.is_none() {
        return Vec::new();
    }
    [catalog_path, archive_path]
        .into_iter()
        .filter_map(|path| {
            let text = sources.text(&path(locale.locale, today.written()))?;
            Some((path(locale.locale, today.document), text.to_owned()))
        })
        .collect()
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
