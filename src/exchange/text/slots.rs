//! What is expected of a text: the units of the document in reading order, with what a
//! translation keeps of them.

use super::features::Features;
use super::label;
use crate::content::inline::plain;
use crate::content::{Block, Inline, Unit, UnitIndex, UnitKind};
use crate::identity::UnitId;
use crate::locale::Locale;
use crate::site::{Document, Placed};

/// What a unit looks like in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// What stands above a title.
    Label,
    /// A title or heading.
    Heading,
    /// A paragraph or a cell.
    Text,
    /// What a text does not show: descriptions, alternative texts.
    Aside,
}

/// A unit that a piece of the text should hold.
#[derive(Debug)]
pub(super) struct Slot<'a> {
    pub(super) id: &'a UnitId,
    pub(super) role: Role,
    /// Which article of the document.
    pub(super) article: usize,
    /// The number in front of it.
    pub(super) label: Option<Expected>,
    /// The notes that it refers to, in order.
    pub(super) notes: Vec<Reference<'a>>,
    /// Of the source text.
    pub(super) features: Features,
    /// Where in the source text each of the notes stands, from 0 to 1.
    pub(super) places: Vec<f32>,
}

/// A number that a paragraph should have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Expected {
    pub(super) number: u32,
    /// How the language writes it, on this level and on others, without punctuation.
    pub(super) bodies: Vec<String>,
}

impl Expected {
    fn new(level: usize, number: u32, locale: &Locale) -> Self {
        let mut bodies: Vec<String> = [level, 1, 2, 3]
            .into_iter()
            .map(|level| {
                let label = locale.list_label(level, number);
                label::normal(label.trim_matches(|c: char| !c.is_alphanumeric()))
            })
            .collect();
        bodies.dedup();
        Self { number, bodies }
    }

    /// Whether a label can stand for the number.
    pub(super) fn is(&self, label: &label::Label) -> bool {
        label.readings.contains(&self.number) || self.bodies.contains(&label.body)
    }
}

/// A reference to a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// The label in `[^label]`.
    pub(super) label: &'a str,
    /// Which of the document's notes.
    pub(super) note: usize,
    /// Its number in the text.
    pub(super) number: u64,
}

/// A note that the text should hold.
#[derive(Debug)]
pub(super) struct NoteSlot<'a> {
    pub(super) slot: Slot<'a>,
    /// Its label in the Markdown of its article.
    pub(super) label: &'a str,
    /// Its further paragraphs.
    pub(super) rest: Vec<Slot<'a>>,
}

/// All units of a document: those of the text, and the notes in the order of their numbers.
pub(super) fn of<'a>(
    document: &'a Document,
    locale: &Locale,
) -> (Vec<Slot<'a>>, Vec<NoteSlot<'a>>) {
    let mut slots = Vec::new();
    for (article, placed) in document.articles.iter().enumerate() {
        let labels = labels(placed, locale);
        for (index, unit) in placed.article.units.iter().enumerate() {
            if matches!(
                unit.kind,
                UnitKind::Note { .. } | UnitKind::NoteParagraph { .. }
            ) {
                continue;
            }
            let mut slot = slot(document, article, index);
            slot.label.clone_from(&labels[index]);
            slots.push(slot);
        }
    }
    let notes = document
        .notes
        .iter()
        .map(|note| note_slot(document, note))
        .collect();
    (slots, notes)
}

fn note_slot<'a>(document: &'a Document, note: &'a crate::site::notes::Numbered) -> NoteSlot<'a> {
    let placed = &document.articles[note.article];
    let of = &placed.article.notes[note.note].label.value;
    let first = placed
        .ids
        .iter()
        .position(|id| *id == note.id)
        .unwrap_or_default();
    let units = &placed.article.units;
    let rest = (first + 1..units.len())
        .take_while(
            |index| matches!(&units[*index].kind, UnitKind::NoteParagraph { label } if label == of),
        )
        .map(|index| slot(document, note.article, index))
        .collect();
    NoteSlot {
        slot: slot(document, note.article, first),
        label: of,
        rest,
    }
}

fn slot(document: &Document, article: usize, index: UnitIndex) -> Slot<'_> {
    let placed = &document.articles[article];
    let unit = &placed.article.units[index];
    let (notes, places) = references(document, placed, unit);
    Slot {
        id: &placed.ids[index],
        role: match unit.kind {
            UnitKind::Label => Role::Label,
            UnitKind::Title | UnitKind::Heading { .. } => Role::Heading,
            UnitKind::Description | UnitKind::Alternative => Role::Aside,
            _ => Role::Text,
        },
        article,
        label: None,
        notes,
        places,
        features: Features::of(&plain(&unit.tokens)),
    }
}

/// The references of a unit, and where in its text they stand.
fn references<'a>(
    document: &'a Document,
    placed: &'a Placed,
    unit: &'a Unit,
) -> (Vec<Reference<'a>>, Vec<f32>) {
    let mut notes = Vec::new();
    let mut offsets = Vec::new();
    let mut offset = 0;
    for token in unit.tokens.iter() {
        if let Inline::Note(label) = token {
            if let Some(index) = placed.notes.get(label) {
                notes.push(Reference {
                    label,
                    note: *index,
                    number: document.notes[*index].number,
                });
                offsets.push(offset);
            }
            continue;
        }
        offset += plain(std::slice::from_ref(token)).chars().count();
    }
    let whole = offset.max(1) as f32;
    let places = offsets.into_iter().map(|at| at as f32 / whole).collect();
    (notes, places)
}

/// The number in front of each unit: that of the list item that it begins.
fn labels(placed: &Placed, locale: &Locale) -> Vec<Option<Expected>> {
    let mut labels = vec![None; placed.article.units.len()];
    walk(&placed.article.blocks, 0, locale, &mut labels);
    labels
}

fn walk(blocks: &[Block], level: usize, locale: &Locale, labels: &mut [Option<Expected>]) {
    for block in blocks {
        match block {
            Block::List {
                start: Some(start),
                items,
                ..
            } => {
                for (index, item) in items.iter().enumerate() {
                    let number = start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
                    if let Some(Block::Paragraph(unit)) = item.blocks.first() {
                        labels[*unit] = Some(Expected::new(level + 1, number, locale));
                    }
                    walk(&item.blocks, level + 1, locale, labels);
                }
            }
            Block::List { items, .. } => {
                for item in items {
                    walk(&item.blocks, level, locale, labels);
                }
            }
            Block::Quote { blocks, .. } => walk(blocks, level, locale, labels),
            Block::Definitions(definitions) => {
                for definition in definitions.iter().flat_map(|d| &d.definitions) {
                    walk(definition, level, locale, labels);
                }
            }
            _ => {}
        }
    }
}
