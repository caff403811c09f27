//! Numbers of notes: in the order of their first references in the canonical text, through the
//! document or from 1 in each article.

use std::collections::HashMap;

use super::Document;
use crate::content::front_matter::NoteNumbering;
use crate::content::{Inline, Unit, UnitKind};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::identity::UnitId;

/// A note with its number.
#[derive(Debug, Clone)]
pub struct Numbered {
    /// The article that defines it.
    pub article: usize,
    /// Which of the notes of that article.
    pub note: usize,
    /// Its number, from 1.
    pub number: u64,
    /// The id of its first unit, which is its anchor.
    pub id: UnitId,
}

impl Numbered {
    /// The anchor of the n-th reference to it, from 1: `fnref-17`, `fnref-17-2`.
    pub fn reference_anchor(&self, n: usize) -> String {
        let id = self.id.as_str();
        let base = match id.strip_prefix("fn-") {
            Some(rest) => format!("fnref-{rest}"),
            None => format!("{id}-ref"),
        };
        if n <= 1 { base } else { format!("{base}-{n}") }
    }
}

/// Numbers the notes of a document. A reference without a note and a note without a reference
/// are errors.
pub fn number(document: &mut Document, diagnostics: &mut Diagnostics) {
    let mut numbered = Vec::new();
    for index in 0..document.articles.len() {
        let placed = &document.articles[index];
        let article = &placed.article;
        let by_label: HashMap<&str, usize> = article
            .notes
            .iter()
            .enumerate()
            .map(|(at, note)| (note.label.value.as_str(), at))
            .collect();
        let mut ids: HashMap<&str, &UnitId> = HashMap::new();
        for (unit, id) in article.units.iter().zip(&placed.ids) {
            if let UnitKind::Note { label } = &unit.kind {
                ids.entry(label).or_insert(id);
            }
        }
        let mut found: HashMap<String, usize> = HashMap::new();
        let first_of_article = numbered.len();
        for unit in &article.units {
            for label in references(unit) {
                let Some(note) = by_label.get(label) else {
                    let span = place_of_reference(unit, label);
                    let diagnostic = Diagnostic::error(
                        "note-undefined",
                        format!("there is no note `[^{label}]`"),
                    )
                    .at(&article.path, span);
                    let near = nearest(label, by_label.keys().copied());
                    diagnostics.push(match near {
                        Some(near) => diagnostic.hint(format!("did you mean `[^{near}]`?")),
                        None => diagnostic.hint(format!("define it in this file: `[^{label}]: …`")),
                    });
                    continue;
                };
                if found.contains_key(label) {
                    continue;
                }
                let Some(id) = ids.get(label) else {
                    continue;
                };
                found.insert(label.to_owned(), numbered.len());
                let before = match document.settings.notes {
                    NoteNumbering::Document => 0,
                    NoteNumbering::Article => first_of_article,
                };
                numbered.push(Numbered {
                    article: index,
                    note: *note,
                    number: (numbered.len() - before + 1) as u64,
                    id: (*id).clone(),
                });
            }
        }
        for note in &article.notes {
            // A note without text was reported for that.
            let label = note.label.value.as_str();
            if ids.contains_key(label) && !found.contains_key(label) {
                diagnostics.push(
                    Diagnostic::error(
                        "note-unused",
                        format!("nothing refers to the note `[^{}]`", note.label.value),
                    )
                    .at(&article.path, note.label.span.clone())
                    .hint("refer to it in the text, or remove it"),
                );
            }
        }
        document.articles[index].notes = found;
    }
    document.notes = numbered;
}

fn references(unit: &Unit) -> impl Iterator<Item = &str> {
    unit.tokens.iter().filter_map(|token| match token {
        Inline::Note(label) => Some(label.as_str()),
        _ => None,
    })
}

fn place_of_reference(unit: &Unit, label: &str) -> std::ops::Range<usize> {
    let mark = format!("[^{label}]");
    match unit.text.find(&mark) {
        Some(at) => {
            let start = unit.offset_in_file(at);
            start..start + mark.len()
        }
        None => unit.span.clone(),
    }
}
