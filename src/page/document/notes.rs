//! The notes of an article, of the whole text, and the page of all notes.

use std::collections::HashMap;

use super::{Maker, Which};
use crate::content::{Inline, UnitIndex};
use crate::page::html::{Frame, References, Writer};
use crate::page::model::{NoteModel, Own, Page, ReferenceModel};
use crate::site::route;

impl Maker<'_> {
    pub(super) fn notes_page(&self) -> Page {
        let which = Which::Notes;
        let address = format!("{}{}", self.base, route::NOTES);
        let frame = self.frame(&address, false);
        let mut references = References::default();
        let articles = 0..self.document.articles.len();
        let places: Vec<_> = articles.map(|article| self.places(article)).collect();
        let notes = (0..self.document.notes.len())
            .map(|index| {
                let article = self.document.notes[index].article;
                let title = &self.names[article].title;
                let units = places[article].get(&index).map_or(&[][..], Vec::as_slice);
                let url = self.link_to(article, &address);
                let back = (1..=units.len())
                    .map(|place| (place, url.clone(), title.clone()))
                    .collect();
                let mut note = self.note(index, frame, back, &mut references);
                let numbers = &self.document.articles[article].anchors.numbers;
                for (reference, unit) in note.references.iter_mut().zip(units) {
                    reference.paragraph = numbers.get(unit).map(|path| self.cited(path));
                }
                note
            })
            .collect();
        let mut page = self.named_page(which, "notes", "notes-page");
        page.description = Some(self.message("notes-page-description"));
        let own = Own {
            notes: Some(notes),
            cite: Some(self.cite_model(which, &address)),
            ..Own::default()
        };
        self.finish(which, "notes.html", page, own)
    }

    /// The notes that an article defines, in the order of their numbers. They are referred to in
    /// that article only, so that they belong at its end wherever it stands.
    pub(super) fn notes_of(
        &self,
        article: usize,
        frame: Frame<'_>,
        references: &mut References,
    ) -> Vec<NoteModel> {
        let places = self.places(article);
        let title = &self.names[article].title;
        let notes = self
            .document
            .notes
            .iter()
            .enumerate()
            .filter(|(_, note)| note.article == article);
        notes
            .map(|(index, _)| {
                let count = places.get(&index).map_or(0, Vec::len);
                let back = (1..=count)
                    .map(|place| (place, String::new(), title.clone()))
                    .collect();
                self.note(index, frame, back, references)
            })
            .collect()
    }

    fn note(
        &self,
        index: usize,
        frame: Frame<'_>,
        back: Vec<(usize, String, String)>,
        references: &mut References,
    ) -> NoteModel {
        let note = &self.document.notes[index];
        let placed = &self.document.articles[note.article];
        let units = &self.localized[note.article];
        let blocks = &placed.article.notes[note.note].blocks;
        let content = Writer::new(frame, note.article, units, references)
            .in_note()
            .blocks(blocks);
        let locale = self.material.locale(self.locale);
        NoteModel {
            number: locale.integer(note.number),
            id: note.id.to_string(),
            // The item of the list carries the anchor.
            content: content.replacen(&format!(" id=\"{}\"", note.id), "", 1),
            references: back
                .into_iter()
                .map(|(place, url, title)| ReferenceModel {
                    url: format!("{url}#{}", note.reference_anchor(place)),
                    place: locale.integer(place as u64),
                    title,
                    paragraph: None,
                })
                .collect(),
        }
    }

    /// A numbered paragraph as it is cited after its article: `(7) (a)`.
    fn cited(&self, path: &[u32]) -> String {
        let locale = self.material.locale(self.locale);
        let labels = path.iter().enumerate().map(|(depth, number)| match depth {
            // At the first level the printed label ends with a point: `7.`
            0 => format!("({})", locale.integer(u64::from(*number))),
            _ => locale.list_label(depth + 1, *number),
        });
        labels.collect::<Vec<_>>().join(" ")
    }

    /// The units of an article that refer to each note, in the text and in other notes; a unit
    /// that does so twice is there twice.
    fn places(&self, article: usize) -> HashMap<usize, Vec<UnitIndex>> {
        let placed = &self.document.articles[article];
        let mut places: HashMap<_, Vec<_>> = HashMap::new();
        for (index, unit) in self.localized[article].iter().enumerate() {
            for token in unit.tokens.iter() {
                if let Inline::Note(label) = token
                    && let Some(note) = placed.notes.get(label)
                {
                    places.entry(*note).or_default().push(index);
                }
            }
        }
        places
    }
}
