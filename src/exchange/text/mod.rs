//! Aligning a translation of a whole document with its units, by structure.
//!
//! What people have: a text copied from a PDF or a word processor, with hard line breaks, numbers
//! of pages and notes below them, or Markdown.
//!
//! 1. `lines` splits the text and leaves out what belongs to printed pages;
//! 2. `pieces` makes paragraphs and headings of lines, with the features that a translation
//!    keeps: numbers in any script (`label`), figures, endings, lengths;
//! 3. `slots` says what is expected: the units in reading order, with the same features;
//! 4. `notes` takes the notes out, which are matched by number;
//! 5. `path` finds the cheapest way through units and pieces by their `cost`;
//! 6. `value` makes a translation of each piece, with references to notes (`references`) at
//!    their place;
//! 7. [`report`] says what did not align.
//!
//! Nothing is guessed silently: a unit has a translation only if a piece as a whole is its, and
//! every piece is either some unit's translation or reported with its place.

mod breaks;
mod cost;
mod features;
mod label;
mod lines;
mod notes;
mod numeral;
mod path;
mod pieces;
mod references;
pub mod report;
mod slots;
mod value;

use std::ops::Range;

use cost::{Scale, Weighed};
use path::Step;
use pieces::Piece;
use slots::{NoteSlot, Role, Slot};

use crate::diagnostic::Diagnostics;
use crate::identity::UnitId;
use crate::locale::Locale;
use crate::site::Document;
use crate::source::SourceFile;

/// A text that was aligned with a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aligned {
    /// Units with their translations, in reading order; notes behind the rest.
    pub pairs: Vec<Pair>,
    /// Units without translation, in the same order. What texts do not show (descriptions,
    /// alternative texts of images) is not among them.
    pub left_units: Vec<UnitId>,
    /// Pieces of the text that belong to no unit, in its order.
    pub left_pieces: Vec<LeftPiece>,
}

/// A unit with its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// The unit.
    pub unit: UnitId,
    /// The translation: a Fluent pattern of inline Markdown.
    pub translation: String,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// What speaks for it.
    pub grounds: Grounds,
    /// The labels of notes that the unit refers to and the translation does not.
    pub missing_notes: Vec<String>,
}

/// What speaks for a pair, from the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grounds {
    /// A number: of a paragraph, a heading or a note.
    Number,
    /// Place and length among the others.
    Place,
    /// The same, and the text was divided or joined otherwise than the source.
    Joined,
}

/// A piece of the text that belongs to no unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftPiece {
    /// Its text, on one line.
    pub text: String,
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// The units whose translations it seems to hold together.
    pub holds: Vec<UnitId>,
}

/// Aligns a file that is a translation of a document. `None` if it is not UTF-8.
pub fn read(
    document: &Document,
    file: &SourceFile,
    locale: &Locale,
    diagnostics: &mut Diagnostics,
) -> Option<Aligned> {
    let text = file.utf8(diagnostics)?;
    Some(align(document, text, locale))
}

/// Aligns a translation of a document with its units. `locale` is that of the translation.
pub fn align(document: &Document, text: &str, locale: &Locale) -> Aligned {
    let lines = lines::of(text);
    let markdown = pieces::is_markdown(&lines);
    let (mut slots, mut note_slots) = slots::of(document, locale);
    let pieces = pieces::of(&lines, markdown);
    let sorted = notes::separate(pieces, &mut slots, &mut note_slots);
    let weighed: Vec<Weighed<'_>> = sorted.body.iter().map(Weighed::new).collect();
    // The first way tells how lengths compare, the second knows it.
    let usual = Scale::usual(&slots, &weighed);
    let first = path::cheapest(&slots, &weighed, usual);
    let scale = usual.refined(&slots, &weighed, &first);
    let steps = path::cheapest(&slots, &weighed, scale);
    let mut reader = Reader {
        aligned: Aligned::default(),
        markdown,
    };
    for step in steps {
        reader.step(&step, &slots, &weighed);
    }
    reader.notes(&note_slots, &sorted.notes);
    reader
        .aligned
        .left_pieces
        .sort_by_key(|piece| piece.span.start);
    reader.aligned
}

/// Makes pairs of steps.
struct Reader {
    aligned: Aligned,
    markdown: bool,
}

impl Reader {
    fn step(&mut self, step: &Step, slots: &[Slot<'_>], weighed: &[Weighed<'_>]) {
        let slots = &slots[step.slots.clone()];
        let pieces = &weighed[step.pieces.clone()];
        match (slots, pieces) {
            ([slot], [weighed]) => {
                let grounds = match cost::is_certain(slot, weighed) {
                    true => Grounds::Number,
                    false => Grounds::Place,
                };
                self.pair(slot, weighed.piece, grounds);
            }
            ([slot], [first, rest @ ..]) => {
                let joined = rest
                    .iter()
                    .fold(first.piece.clone(), |joined, next| joined.with(next.piece));
                self.pair(slot, &joined, Grounds::Joined);
            }
            (several, [weighed]) if several.len() > 1 => {
                self.merged(several, weighed.piece);
            }
            (units, pieces) => {
                units.iter().for_each(|slot| self.leave_unit(slot));
                for weighed in pieces {
                    self.leave_piece(weighed.piece, Vec::new());
                }
            }
        }
    }

    /// A piece that holds several units: it is taken apart where a number or the sign behind a
    /// label says where.
    fn merged(&mut self, slots: &[Slot<'_>], piece: &Piece) {
        let Some(cuts) = cuts(slots, piece) else {
            slots.iter().for_each(|slot| self.leave_unit(slot));
            self.leave_piece(piece, slots.iter().map(|slot| slot.id.clone()).collect());
            return;
        };
        let ends = cuts[1..]
            .iter()
            .map(|cut| cut.start)
            .chain([piece.text.len()]);
        for ((slot, cut), end) in slots.iter().zip(&cuts).zip(ends) {
            let text = piece.text[cut.end..end].trim_end();
            self.push(slot, text, piece.span.clone(), Grounds::Joined);
        }
    }

    fn pair(&mut self, slot: &Slot<'_>, piece: &Piece, grounds: Grounds) {
        let labelled = piece.label.as_ref().is_some_and(|label| {
            label.form != label::Form::Bare
                || slot
                    .label
                    .as_ref()
                    .is_some_and(|expected| expected.is(label))
        });
        let text = match slot.label.is_some() && labelled {
            true => piece.body(),
            false => &piece.text,
        };
        self.push(slot, text, piece.span.clone(), grounds);
    }

    fn push(&mut self, slot: &Slot<'_>, text: &str, span: Range<usize>, grounds: Grounds) {
        let value = value::of(text, slot, self.markdown);
        self.aligned.pairs.push(Pair {
            unit: slot.id.clone(),
            translation: value.text,
            span,
            grounds,
            missing_notes: value.missing,
        });
    }

    fn notes(&mut self, slots: &[NoteSlot<'_>], found: &[(usize, Piece)]) {
        let mut texts: Vec<Vec<&Piece>> = vec![Vec::new(); slots.len()];
        for (note, piece) in found {
            texts[*note].push(piece);
        }
        for (note, pieces) in slots.iter().zip(texts) {
            let mut pieces = pieces.into_iter();
            for (at, slot) in std::iter::once(&note.slot).chain(&note.rest).enumerate() {
                match pieces.next() {
                    Some(piece) => {
                        let text = match at {
                            0 => notes::text_of(piece),
                            _ => &piece.text,
                        };
                        self.push(slot, text, piece.span.clone(), Grounds::Number);
                    }
                    None => self.leave_unit(slot),
                }
            }
        }
    }

    fn leave_unit(&mut self, slot: &Slot<'_>) {
        if slot.role != Role::Aside {
            self.aligned.left_units.push(slot.id.clone());
        }
    }

    fn leave_piece(&mut self, piece: &Piece, holds: Vec<UnitId>) {
        self.aligned.left_pieces.push(LeftPiece {
            text: piece.text.clone(),
            span: piece.span.clone(),
            holds,
        });
    }
}

/// What stands between a label and its title on one line.
const SEPARATORS: [char; 8] = [' ', '.', ':', '-', '–', '—', '：', '　'];

/// Where the texts of several units begin in one piece, each with its label.
fn cuts(slots: &[Slot<'_>], piece: &Piece) -> Option<Vec<Range<usize>>> {
    let first = match (&piece.label, slots[0].label.is_some()) {
        (Some(label), true) => 0..label.end,
        _ => 0..0,
    };
    let mut cuts = vec![first];
    if slots[0].role == Role::Label {
        // `Part I. Title`, `Part I – Title`, `第一部分　题目`
        let text = &piece.text;
        let at = text.char_indices().skip(1).find(|(at, c)| {
            let behind = &text[at + c.len_utf8()..];
            match c {
                '.' | ':' => behind.starts_with(' '),
                '-' | '–' | '—' => text[..*at].ends_with(' ') && behind.starts_with(' '),
                '：' | '　' => true,
                _ => false,
            }
        });
        let start = at?.0;
        let title = text[start..].trim_start_matches(SEPARATORS);
        (!title.is_empty()).then(|| cuts.push(start..text.len() - title.len()))?;
        return Some(cuts);
    }
    for slot in &slots[1..] {
        let expected = slot.label.as_ref()?;
        let from = cuts.last()?.end;
        let cut = piece.text[from..]
            .match_indices(char::is_whitespace)
            .map(|(at, space)| from + at + space.len())
            .find_map(|start| {
                let label = label::leading(&piece.text[start..])?;
                let fits = label.form != label::Form::Bare && expected.is(&label);
                fits.then_some(start..start + label.end)
            })?;
        cuts.push(cut);
    }
    Some(cuts)
}

#[cfg(test)]
mod tests;
