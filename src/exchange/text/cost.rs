//! How badly a unit and a piece of text go together.
//!
//! Costs are negative logarithms of likelihoods, as far as anybody knows them: that of the
//! lengths after Gale and Church (A Program for Aligning Sentences in Bilingual Corpora, 1993),
//! the others by trying texts whose alignment is known.

use super::label::Form;
use super::path::Step;
use super::pieces::{Ending, Mark, Piece};
use super::references::{self, Candidate, Style};
use super::slots::{Role, Slot};

/// What the text as a whole is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// How much longer than the source it is.
    growth: f32,
}

/// The variance of lengths for each character (Gale and Church).
const VARIANCE: f32 = 6.8;
/// No difference of lengths is more telling.
const WORST_LENGTH: f32 = 9.0;

/// Most translations from English are longer.
const USUAL_GROWTH: f32 = 1.1;
/// So many pairs say how much this one grows.
const LEAST_PAIRS: usize = 5;
/// Shorter texts say nothing of it.
const LEAST_LENGTH: usize = 40;

impl Scale {
    /// What is to be expected of any text.
    pub(super) fn usual() -> Self {
        Self {
            growth: USUAL_GROWTH,
        }
    }

    /// What the pairs tell that more than their lengths speaks for.
    pub(super) fn of(slots: &[Slot<'_>], pieces: &[Weighed<'_>], steps: &[Step]) -> Self {
        let mut ratios: Vec<f32> = steps
            .iter()
            .filter(|step| step.slots.len() == 1 && step.pieces.len() == 1)
            .map(|step| (&slots[step.slots.start], &pieces[step.pieces.start]))
            .filter(|(slot, _)| slot.features.length >= LEAST_LENGTH)
            .filter(|(slot, weighed)| is_certain(slot, weighed))
            .map(|(slot, weighed)| {
                weighed.piece.features.length as f32 / slot.features.length as f32
            })
            .collect();
        ratios.sort_unstable_by(f32::total_cmp);
        match ratios.len() {
            count if count >= LEAST_PAIRS => Self {
                growth: ratios[count / 2].clamp(0.3, 3.0),
            },
            _ => Self::usual(),
        }
    }

    fn length(self, source: usize, target: usize) -> f32 {
        let source = source.max(1) as f32;
        let target = target as f32 / self.growth;
        let mean = (source + target) / 2.0;
        let deviation = (target - source).abs() / (mean * VARIANCE).sqrt();
        // Near to -ln(2 - 2 Φ(x)).
        (0.5 * deviation * deviation + (1.0 + 0.8 * deviation).ln()).min(WORST_LENGTH)
    }
}

/// Whether a label, a number or a note says that a piece is the translation of a unit.
pub(super) fn is_certain(slot: &Slot<'_>, weighed: &Weighed<'_>) -> bool {
    let piece = weighed.piece;
    let labelled = match (&slot.label, &piece.label) {
        (Some(expected), Some(label)) => label.form != Form::Bare && expected.is(label),
        _ => false,
    };
    let numbered = slot.role != Role::Text
        && slot.features.number.is_some()
        && slot.features.number == piece.features.number;
    labelled || numbered || notes(&[slot], &[weighed]) < 0.0
}

/// A piece with what was found in it.
#[derive(Debug)]
pub(super) struct Weighed<'p> {
    pub(super) piece: &'p Piece,
    pub(super) references: Vec<Candidate>,
}

/// More references in one piece are not looked at: it is a list of notes, or no text.
const MOST_REFERENCES: usize = 64;

impl<'p> Weighed<'p> {
    /// Looks a piece over.
    pub(super) fn new(piece: &'p Piece) -> Self {
        let mut references = references::find(&piece.text);
        references.truncate(MOST_REFERENCES);
        Self { piece, references }
    }
}

/// A unit without a counterpart.
pub(super) fn no_piece(slot: &Slot<'_>) -> f32 {
    match slot.role {
        Role::Aside => 0.1,
        Role::Label | Role::Heading => 5.0,
        Role::Text => 6.0,
    }
}

/// A piece without a counterpart.
pub(super) fn no_slot(piece: &Piece) -> f32 {
    if piece.is_heading() { 4.0 } else { 5.5 }
}

/// One unit, one piece.
pub(super) fn pair(slot: &Slot<'_>, weighed: &Weighed<'_>, scale: Scale) -> f32 {
    let piece = weighed.piece;
    scale.length(slot.features.length, piece.features.length)
        + role(slot, piece)
        + label(slot, piece)
        + notes(&[slot], &[weighed])
        + figures(&slot.features.figures, &piece.features.figures)
        + ending(slot.features.ending, piece.features.ending)
        + if slot.role == Role::Aside { 4.0 } else { 0.0 }
}

/// Several units in one piece.
pub(super) fn merged(slots: &[Slot<'_>], weighed: &Weighed<'_>, scale: Scale) -> Option<f32> {
    let piece = weighed.piece;
    let (first, rest) = slots.split_first()?;
    let last = rest.last()?;
    // A label and its title on one line are common, other mergers are accidents.
    let titles = first.role == Role::Label && rest.len() == 1 && last.role == Role::Heading;
    let texts = slots
        .iter()
        .all(|slot| slot.role == Role::Text && slot.article == first.article);
    if !(titles || texts) || piece.mark == Mark::Cell {
        return None;
    }
    let length = slots.iter().map(|slot| slot.features.length).sum();
    let figures_of: Vec<u64> = sorted(slots.iter().flat_map(|slot| &slot.features.figures));
    let all: Vec<&Slot<'_>> = slots.iter().collect();
    Some(
        if titles { 1.0 } else { 3.0 + rest.len() as f32 }
            + scale.length(length, piece.features.length)
            + role(first, piece)
            + label(first, piece)
            + notes(&all, &[weighed])
            + figures(&figures_of, &piece.features.figures)
            + ending(last.features.ending, piece.features.ending),
    )
}

/// One unit in several pieces.
pub(super) fn split(slot: &Slot<'_>, weighed: &[Weighed<'_>], scale: Scale) -> Option<f32> {
    let (first, rest) = weighed.split_first()?;
    let last = rest.last()?;
    let goes_on = |next: &Weighed<'_>| {
        let labelled = next
            .piece
            .label
            .as_ref()
            .is_some_and(|label| label.form != Form::Bare);
        !labelled && next.piece.mark == Mark::None
    };
    if slot.role != Role::Text || !rest.iter().all(goes_on) {
        return None;
    }
    let length = weighed
        .iter()
        .map(|weighed| weighed.piece.features.length)
        .sum();
    let figures_of = sorted(
        weighed
            .iter()
            .flat_map(|weighed| &weighed.piece.features.figures),
    );
    let all: Vec<&Weighed<'_>> = weighed.iter().collect();
    Some(
        3.0 + rest.len() as f32
            + scale.length(slot.features.length, length)
            + role(slot, first.piece).min(0.0)
            + label(slot, first.piece)
            + notes(&[slot], &all)
            + figures(&slot.features.figures, &figures_of)
            + ending(slot.features.ending, last.piece.features.ending),
    )
}

fn sorted<'f>(figures: impl Iterator<Item = &'f u64>) -> Vec<u64> {
    let mut figures: Vec<u64> = figures.copied().collect();
    figures.sort_unstable();
    figures
}

fn role(slot: &Slot<'_>, piece: &Piece) -> f32 {
    let marked = piece.mark == Mark::Heading;
    match slot.role {
        Role::Label | Role::Heading => {
            let number = match (slot.features.number, piece.features.number) {
                (Some(source), Some(target)) if source == target => -3.0,
                (Some(_), Some(_)) => 6.0,
                _ => 0.0,
            };
            number
                + match piece.is_heading() {
                    true if marked => -2.0,
                    true => -1.0,
                    false => 4.0,
                }
        }
        Role::Text if marked => 6.0,
        Role::Text if piece.is_heading() && slot.features.ending != Ending::None => 1.5,
        Role::Text | Role::Aside => 0.0,
    }
}

fn label(slot: &Slot<'_>, piece: &Piece) -> f32 {
    match (&slot.label, &piece.label) {
        (Some(expected), Some(label)) if expected.is(label) => match label.form {
            Form::Bare => -1.0,
            Form::Closed | Form::Enclosed => -4.0,
        },
        (Some(_), Some(label)) if label.form != Form::Bare => 6.0,
        // Lists lose their numbers when a text is copied.
        (Some(_), _) if piece.mark == Mark::Item => 0.0,
        (Some(_), _) => 2.0,
        // The title may have the number in it.
        (None, Some(_)) if slot.role != Role::Text => 0.0,
        (None, Some(label)) if label.form != Form::Bare => 2.5,
        (None, _) => 0.0,
    }
}

/// More notes tell no more.
const MOST_NOTES: f32 = 3.0;

fn notes(slots: &[&Slot<'_>], weighed: &[&Weighed<'_>]) -> f32 {
    let found = || weighed.iter().flat_map(|weighed| &weighed.references);
    let expected = || slots.iter().flat_map(|slot| &slot.notes);
    let mut cost = 0.0;
    for reference in expected() {
        let best = found()
            .filter(|candidate| candidate.is(reference))
            .map(|found| found.style)
            .min();
        cost += match best {
            Some(Style::Glued) => -1.5,
            Some(_) => -2.5,
            None => 0.7,
        };
    }
    let strange = found()
        .filter(|candidate| candidate.style != Style::Glued)
        .filter(|candidate| !expected().any(|reference| candidate.is(reference)))
        .take(4)
        .count();
    f32::max(cost, -2.5 * MOST_NOTES).min(MOST_NOTES) + 2.5 * (strange as f32).min(MOST_NOTES)
}

/// Both sorted.
fn figures(source: &[u64], target: &[u64]) -> f32 {
    if source.is_empty() && target.is_empty() {
        return 0.0;
    }
    let (mut at, mut common) = (0, 0);
    for figure in source {
        while target.get(at).is_some_and(|other| other < figure) {
            at += 1;
        }
        if target.get(at) == Some(figure) {
            common += 1;
            at += 1;
        }
    }
    let all = source.len() + target.len() - common;
    1.0 - 3.0 * common as f32 / all as f32
}

fn ending(source: Ending, target: Ending) -> f32 {
    match (source, target) {
        (Ending::Colon, Ending::Colon) => -1.0,
        (source, target) if source == target => 0.0,
        (Ending::Colon, _) | (_, Ending::Colon) => 1.0,
        _ => 0.3,
    }
}
