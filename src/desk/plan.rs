//! A change of one translation: its message, its record, and what takes both back.
//!
//! 1. the files are read as they are today, and refused if they cannot be read whole;
//! 2. the message is changed in its file ([`crate::fluent::edit::one`]), the record in the records;
//! 3. the result is read again: it has to say the same but for this message.
//!
//! The record is written first: cut short, it speaks of a value that is not there yet, and is not
//! asked.

use super::text::Typed;
use super::{Base, Place, Refused};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::edit::one::{self, Ordered, Splice};
use crate::fluent::edit::same_but_for;
use crate::fluent::{Resource, guard, normal_form, parse};
use crate::identity::UnitId;
use crate::identity::fingerprint::{Fingerprint, of_translation};
use crate::identity::state::{self, Record, Records};
use crate::identity::sync::{self, stubs};
use crate::pipeline::Model;
use crate::source::write::Change;
use crate::source::{SourceFile, SourcePath, Sources};

/// What a change of a translation writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// The changes to make, in order. None if everything is there already.
    pub changes: Vec<Change>,
    /// What takes them back.
    pub undo: Undo,
}

/// What takes a change of a translation back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    pub(super) id: UnitId,
    pub(super) document: String,
    pub(super) catalog: SourcePath,
    pub(super) state: SourcePath,
    /// The bytes that took the place of others, if the file was changed.
    pub(super) message: Option<Swapped>,
    pub(super) record: (Option<Record>, Option<Record>),
    /// Whether the files were made by the change.
    pub(super) made: Made,
}

/// Some bytes of a file before and after a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Swapped {
    pub(super) before: String,
    pub(super) after: String,
    /// Where in `after` the message's own lines begin.
    pub(super) message: usize,
}

/// Which files were not there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Made {
    pub(super) catalog: bool,
    pub(super) state: bool,
}

/// What becomes of a translation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edit<'a> {
    /// Its text, if that is to be written.
    pub(super) text: Option<&'a Typed>,
    /// Whether the notes of `sync` above it hold no more.
    pub(super) notes_go: bool,
    /// Its record.
    pub(super) record: &'a Record,
}

/// Plans the change of one translation.
pub(super) fn plan(
    model: &Model,
    sources: &Sources,
    place: &Place<'_>,
    edit: Edit<'_>,
) -> Result<Saved, Refused> {
    let name = &place.document.name;
    let tag = &place.locale.config.tag;
    let catalog = sync::catalog_path(tag, name);
    let state = sync::state_path(tag, name);
    if let Some(former) = model.formers.get(name) {
        let message = format!("the files of `{former}` are to be renamed to `{name}` first");
        return Err(Diagnostic::error("not-synchronized", message)
            .hint("run `concord sync`")
            .into());
    }
    let before = sound_text(sources, &catalog)?;
    let mut records = read_records(sources, &state)?;
    let splice = splice(place, before, edit);
    if let Some(splice) = &splice {
        prove(place, &catalog, before, splice, edit.text)?;
    }
    let former = records.insert(place.id().clone(), edit.record.clone());
    let mut changes = Vec::new();
    let text = state::write(name, &records);
    if sources.text(&state) != Some(text.as_str()) {
        changes.push(Change::Write {
            path: state.clone(),
            text,
        });
    }
    if let Some(splice) = &splice {
        changes.push(Change::Write {
            path: catalog.clone(),
            text: splice.apply(before),
        });
    }
    let message = splice.map(|splice| Swapped {
        before: before[splice.range.clone()].to_owned(),
        after: splice.text,
        message: splice.message,
    });
    let undo = Undo {
        id: place.id().clone(),
        document: name.clone(),
        message,
        record: (former, Some(edit.record.clone())),
        made: Made {
            catalog: sources.get(&catalog).is_none(),
            state: sources.get(&state).is_none(),
        },
        catalog,
        state,
    };
    Ok(Saved { changes, undo })
}

fn splice(place: &Place<'_>, file: &str, edit: Edit<'_>) -> Option<Splice> {
    if edit.text.is_none() && !edit.notes_go {
        return None;
    }
    let id = place.id();
    let order: Vec<Ordered<'_>> = place
        .order()
        .map(|(group, id)| Ordered {
            id: id.as_str(),
            group,
        })
        .collect();
    let mut sources = vec![place.unit().text.as_str()];
    let written = place.document.ledger.any(id);
    sources.extend(written.map(|entry| entry.text.as_str()));
    // What somebody has written into a stub is work, and stays.
    let stub = stubs::stubs(file)
        .into_iter()
        .find(|stub| stub.id == id.as_str() && !stubs::is_edited(stub, &sources))
        .map(|stub| stubs::block(file, &stub));
    let value = edit.text.map(|typed| typed.text.as_str());
    one::put(file, &order, id.as_str(), value, stub)
}

/// The text of a Fluent file that is read whole; nothing of one that is not there.
pub(super) fn sound_text<'s>(sources: &'s Sources, path: &SourcePath) -> Result<&'s str, Refused> {
    let Some(file) = sources.get(path) else {
        return Ok("");
    };
    let mut found = Diagnostics::new();
    match guard::inspect(file, &mut found) {
        Some(text) => Ok(text),
        None => Err(first_error(found, path)),
    }
}

/// The records of a document. Nothing may be lost that is in them.
pub(super) fn read_records(sources: &Sources, path: &SourcePath) -> Result<Records, Refused> {
    let Some(file) = sources.get(path) else {
        return Ok(Records::new());
    };
    let mut found = Diagnostics::new();
    let records = state::parse(file, &mut found);
    if found.has_errors() {
        return Err(first_error(found, path));
    }
    if records.values().any(|record| record.rival.is_some()) {
        let message = "the two sides of a merge are still in this file";
        return Err(Diagnostic::error("not-synchronized", message)
            .in_file(path)
            .hint("run `concord sync`, which decides between them")
            .into());
    }
    Ok(records)
}

/// Refuses a result that says anything else than it should.
fn prove(
    place: &Place<'_>,
    path: &SourcePath,
    before: &str,
    splice: &Splice,
    typed: Option<&Typed>,
) -> Result<(), Refused> {
    let after = splice.apply(before);
    if after.len() > guard::LARGEST_FILE {
        return Err(guard::too_large(path, after.len()).into());
    }
    let id = place.id().as_str();
    let changed = |other: &str| typed.is_some() && other == id;
    let says = typed.is_none_or(|typed| {
        let read = read(path, &after);
        let value = read.get(id).and_then(|entry| entry.value.as_ref());
        value.map(normal_form) == Some(normal_form(&typed.pattern))
    });
    if says && same_but_for(before, &after, &changed) {
        return Ok(());
    }
    Err(sync::edit_refused(path).into())
}

fn read(path: &SourcePath, text: &str) -> Resource {
    let file = SourceFile::new(path.clone(), text.as_bytes());
    parse::resource(&file, &mut Diagnostics::new())
}

pub(super) fn first_error(found: Diagnostics, path: &SourcePath) -> Refused {
    let first = found.into_iter().next();
    // Whoever refuses a file says why.
    first.unwrap_or_else(|| sync::edit_refused(path)).into()
}

/// What somebody sees of a translation who looks at it now.
pub(super) fn base(place: &Place<'_>, sources: &Sources) -> Base {
    let name = &place.document.name;
    let catalog = sync::catalog_path(&place.locale.config.tag, name);
    Base {
        file: sources.get(&catalog).map(|file| file.digest.to_string()),
        text: present(place).map(|value| value.to_string()),
        source: place.fingerprint().to_string(),
    }
}

/// The fingerprint of the present translation.
pub(super) fn present(place: &Place<'_>) -> Option<Fingerprint> {
    let translation = place.translation()?;
    translation.entry.value.as_ref().map(of_translation)
}
