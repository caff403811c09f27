//! Notes: their definitions were left out of the text, and are built after it.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag};

use super::Builder;
use crate::config::toml::Located;
use crate::content::{Note, UnitKind};
use crate::diagnostic::{Diagnostic, Place};

impl Builder<'_, '_> {
    pub(super) fn notes(&mut self) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        let mut by_label: HashMap<String, usize> = HashMap::new();
        let mut next = 0;
        // A note may define another one within itself, which then comes last.
        while let Some(start) = self.deferred.get(next).copied() {
            next += 1;
            let Some((Event::Start(Tag::FootnoteDefinition(label)), range)) =
                self.events.get(start).cloned()
            else {
                continue;
            };
            let span = range.start..range.start + label.len() + "[^]:".len();
            if let Some(first) = by_label.get(label.as_ref()) {
                let first = Place::new(&self.file.path, notes[*first].label.span.clone());
                self.diagnostics.push(
                    Diagnostic::error(
                        "note-duplicate",
                        format!("the note `{label}` is defined twice"),
                    )
                    .at(&self.file.path, span)
                    .related(first, "it is first defined here"),
                );
                continue;
            }
            self.at = start + 1;
            self.note = Some((label.to_string(), false));
            let blocks = self.blocks();
            if self.note.take().is_some_and(|(_, begun)| !begun) {
                self.error(
                    "note-empty",
                    format!("the note `{label}` has no text"),
                    span.clone(),
                    "",
                );
            }
            by_label.insert(label.to_string(), notes.len());
            notes.push(Note {
                label: Located {
                    value: label.to_string(),
                    span,
                },
                blocks,
            });
        }
        notes
    }

    pub(super) fn paragraph_kind(&mut self) -> UnitKind {
        match &mut self.note {
            None => UnitKind::Paragraph,
            Some((label, begun)) => {
                let label = label.clone();
                if std::mem::replace(begun, true) {
                    UnitKind::NoteParagraph { label }
                } else {
                    UnitKind::Note { label }
                }
            }
        }
    }
}
