//! What the file of a translator shall have: its messages in the order of the document, with
//! notes for whoever edits it by hand.
//!
//! Notes only inform. `# @outdated` stands above a translation whose source has changed, with
//! what it was and what it is now; a unit without translation has a stub, one line to be
//! uncommented: `# @missing article-3-p9 = The text to translate.`

use super::archive::{Translations, of_source, suggestions};
use super::stubs::{FURTHER, MISSING, SUGGESTION};
use super::{Editing, Today, Translated};
use crate::fluent::edit::Wanted;
use crate::identity::UnitId;
use crate::identity::state::Records;

/// The messages in their order.
pub(super) fn wanted<'a>(
    today: &'a Today<'_>,
    locale: &Translated<'_>,
    records: &Records,
    archive: &Translations,
) -> Vec<Wanted<'a>> {
    let removed = if archive.is_empty() {
        Vec::new()
    } else {
        of_source(today)
    };
    let is_missing = |id: &UnitId| !translated(locale, id) && archive.get(id.as_str()).is_none();
    let units = today.sections.iter().flat_map(|section| &section.units);
    let missing: Vec<(&UnitId, &str)> = if removed.is_empty() {
        Vec::new()
    } else {
        units.copied().filter(|(id, _)| is_missing(id)).collect()
    };
    let suggestions = suggestions(&missing, &removed, archive);
    let mut all = Vec::with_capacity(today.fingerprints.len());
    for (group, section) in today.sections.iter().enumerate() {
        for (id, text) in &section.units {
            let mut wanted = Wanted {
                id: id.as_str(),
                group,
                ..Wanted::default()
            };
            if translated(locale, id) {
                wanted.note = outdated(today, locale, records, id, text);
            } else if let Some(lines) = archive.get(id.as_str()) {
                wanted.insert = Some(lines.to_owned());
                wanted.note = outdated(today, locale, records, id, text);
            } else if locale.edit == Editing::NotesAndStubs {
                wanted.note = note(&format!("{MISSING}{id} = "), text);
                let old = suggestions.get(id).into_iter();
                wanted
                    .note
                    .extend(old.flat_map(|old| note(SUGGESTION, old)));
            }
            all.push(wanted);
        }
    }
    all
}

fn translated(locale: &Translated<'_>, id: &UnitId) -> bool {
    locale
        .messages
        .and_then(|messages| messages.get(id.as_str()))
        .is_some()
}

fn outdated(
    today: &Today<'_>,
    locale: &Translated<'_>,
    records: &Records,
    id: &UnitId,
    text: &str,
) -> Vec<String> {
    let record = records.get(id);
    let source = today.fingerprints.get(id);
    let Some(record) = record.filter(|record| Some(&record.source) != source) else {
        return Vec::new();
    };
    if !matches!(locale.edit, Editing::Notes | Editing::NotesAndStubs) {
        return Vec::new();
    }
    let mut lines = vec!["outdated".to_owned()];
    lines.extend(record.was.iter().flat_map(|was| note("was ", was)));
    lines.extend(note("now ", text));
    lines
}

/// A text as lines of a note: those after the first are indented.
fn note(head: &str, text: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .map(|(number, line)| match number {
            0 => format!("{head}{}", line.trim_end()),
            _ => format!("{FURTHER}{}", line.trim()),
        })
        .collect()
}
