//! Taking back what was saved.

use super::Refused;
use super::plan::{Undo, read_records, sound_text};
use crate::diagnostic::Diagnostic;
use crate::fluent::edit::{one, same_but_for};
use crate::identity::state;
use crate::identity::sync;
use crate::source::Sources;
use crate::source::write::Change;

/// Plans to take a change of a translation back: the message gets the bytes that it had, and its
/// record says what it said. Other messages and records may have been changed since.
///
/// # Errors
///
/// The message or its record was changed since.
pub fn undo(sources: &Sources, undo: &Undo) -> Result<Vec<Change>, Refused> {
    let file = sound_text(sources, &undo.catalog)?;
    let mut records = read_records(sources, &undo.state)?;
    let mut changes = Vec::new();
    if records.get(&undo.id) != undo.record.1.as_ref() {
        return Err(changed(undo));
    }
    match &undo.record.0 {
        Some(record) => _ = records.insert(undo.id.clone(), record.clone()),
        None => _ = records.remove(&undo.id),
    }
    if undo.record.0 != undo.record.1 {
        let path = undo.state.clone();
        changes.push(match records.is_empty() && undo.made.state {
            true => Change::Remove { path },
            false => Change::Write {
                path,
                text: state::write(&undo.document, &records),
            },
        });
    }
    let Some(swapped) = &undo.message else {
        return Ok(changes);
    };
    let id = undo.id.as_str();
    let lines = one::lines_of(file, id);
    let place = lines.and_then(|lines| {
        let start = lines.start.checked_sub(swapped.message)?;
        let end = start + swapped.after.len();
        let same = file.get(start..end) == Some(swapped.after.as_str());
        // Lines that were added below belong to it.
        (same && lines.end <= end).then_some(start..end)
    });
    let Some(place) = place else {
        return Err(changed(undo));
    };
    let text = [&file[..place.start], &swapped.before, &file[place.end..]].concat();
    if !same_but_for(file, &text, &|other| other == id) {
        return Err(sync::edit_refused(&undo.catalog).into());
    }
    let path = undo.catalog.clone();
    changes.push(match text.is_empty() && undo.made.catalog {
        true => Change::Remove { path },
        false => Change::Write { path, text },
    });
    Ok(changes)
}

fn changed(undo: &Undo) -> Refused {
    let message = format!("`{}` was changed since it was saved", undo.id);
    Diagnostic::error("changed-meanwhile", message)
        .in_file(&undo.catalog)
        .hint("what was there before can be typed again")
        .into()
}
