//! How badly units and pieces of text go together.
//!
//! Costs are negative logarithms of likelihoods, as far as anybody knows them: that of lengths
//! is Gale and Church's (A Program for Aligning Sentences in Bilingual Corpora, 1993), the others
//! were found by trying texts whose alignment is known (`tests/import_text.rs`).

use super::label::Form;
use super::path::Step;
use super::pieces::{Ending, Mark, Piece};
use super::references::{self, Candidate, Style};
use super::slots::{Reference, Role, Slot};

/// What the text as a whole is like.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    /// How much longer than the source it is.
    growth: f32,
    /// What it costs that a paragraph has no number and should have one.
    no_label: f32,
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
    /// What can be told before anything is aligned.
    pub(super) fn usual(slots: &[Slot<'_>], pieces: &[Weighed<'_>]) -> Self {
        let expected = slots.iter().filter(|slot| slot.label.is_some()).count();
        let labelled = |weighed: &&Weighed<'_>| {
            let label = weighed.piece.label.as_ref();
            label.is_some_and(|label| label.form != Form::Bare)
        };
        let found = pieces.iter().filter(labelled).count();
        Self {
            growth: USUAL_GROWTH,
            // Some texts lose all their numbers when they are copied; others have theirs.
            no_label: if found * 2 < expected { 1.0 } else { 9.0 },
        }
    }

    /// What the pairs tell that more than their lengths speaks for.
    #[must_use]
    pub(super) fn refined(
        self,
        slots: &[Slot<'_>],
        pieces: &[Weighed<'_>],
        steps: &[Step],
    ) -> Self {
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
                ..self
            },
            _ => self,
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

/// A piece with the references in it.
#[derive(Debug)]
pub(super) struct Weighed<'p> {
    pub(super) piece: &'p Piece,
    references: Vec<Candidate>,
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

/// Neighbouring units that one piece may hold.
#[derive(Debug)]
pub(super) struct Units<'s, 'd> {
    first: &'s Slot<'d>,
    last: &'s Slot<'d>,
    length: usize,
    figures: Vec<u64>,
    notes: Vec<Reference<'d>>,
    /// What it costs that they are not apart.
    join: f32,
}

impl<'s, 'd> Units<'s, 'd> {
    /// `None` if no piece holds them all.
    pub(super) fn of(slots: &'s [Slot<'d>]) -> Option<Self> {
        let (first, last) = (slots.first()?, slots.last()?);
        let titles = first.role == Role::Label && last.role == Role::Heading && slots.len() == 2;
        let texts = slots
            .iter()
            .all(|slot| slot.role == Role::Text && slot.article == first.article);
        let join = match slots.len() {
            1 => 0.0,
            // A label and its title on one line are common, other mergers are accidents.
            _ if titles => 1.0,
            // Above what a missing unit costs, or texts that lack a chapter would be all mergers.
            count if texts => 6.5 * (count - 1) as f32,
            _ => return None,
        };
        Some(Self {
            first,
            last,
            length: slots.iter().map(|slot| slot.features.length).sum(),
            figures: sorted(slots.iter().flat_map(|slot| &slot.features.figures)),
            notes: slots
                .iter()
                .flat_map(|slot| slot.notes.iter().copied())
                .collect(),
            join,
        })
    }
}

/// Neighbouring pieces that one unit may have been torn into.
#[derive(Debug)]
pub(super) struct Part<'w> {
    first: &'w Piece,
    last: &'w Piece,
    length: usize,
    figures: Vec<u64>,
    references: Vec<&'w Candidate>,
    /// What it costs that they are not one.
    join: f32,
}

impl<'w> Part<'w> {
    /// `None` if they are not one text.
    pub(super) fn of(weighed: &'w [Weighed<'_>]) -> Option<Self> {
        let (first, last) = (weighed.first()?.piece, weighed.last()?.piece);
        let goes_on = |next: &Weighed<'_>| {
            let label = next.piece.label.as_ref();
            !label.is_some_and(|label| label.form != Form::Bare) && next.piece.mark == Mark::None
        };
        if !weighed[1..].iter().all(goes_on) {
            return None;
        }
        let mut join = 0.0;
        for torn in &weighed[..weighed.len() - 1] {
            join += match torn.piece.features.ending {
                // Above what an added piece costs.
                Ending::None => 6.0,
                // What ended like a clause or a sentence was probably not torn apart there.
                Ending::Goes | Ending::Colon => 8.0,
                Ending::Stop => 11.0,
            };
        }
        Some(Self {
            first,
            last,
            length: weighed.iter().map(|w| w.piece.features.length).sum(),
            figures: sorted(weighed.iter().flat_map(|w| &w.piece.features.figures)),
            references: weighed.iter().flat_map(|w| &w.references).collect(),
            join,
        })
    }
}

fn sorted<'f>(figures: impl Iterator<Item = &'f u64>) -> Vec<u64> {
    let mut figures: Vec<u64> = figures.copied().collect();
    figures.sort_unstable();
    figures
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

/// Units in a part of the text. Infinite if that cannot be.
pub(super) fn together(units: &Units<'_, '_>, part: &Part<'_>, scale: Scale) -> f32 {
    let (first, piece) = (units.first, part.first);
    let several_units = units.join > 0.0;
    let several_pieces = part.join > 0.0;
    if several_units && piece.mark == Mark::Cell || several_pieces && first.role != Role::Text {
        return f32::INFINITY;
    }
    let role = match several_pieces {
        // The first line of a torn paragraph often looks like a heading.
        true => role(first, piece).min(0.0),
        false => role(first, piece),
    };
    units.join
        + part.join
        + scale.length(units.length, part.length)
        + role
        + label(first, piece, scale)
        + notes(&units.notes, &part.references)
        + figures(&units.figures, &part.figures)
        + ending(units.last.features.ending, part.last.features.ending)
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
    let references: Vec<&Candidate> = weighed.references.iter().collect();
    labelled || numbered || notes(&slot.notes, &references) < 0.0
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
            let looks = match piece.is_heading() {
                true if marked => -2.0,
                true => -1.0,
                false => 4.0,
            };
            number + looks
        }
        Role::Text if marked => 6.0,
        Role::Text if piece.is_heading() && slot.features.ending != Ending::None => 1.5,
        Role::Text => 0.0,
        // Texts do not show it, but somebody may have written it down.
        Role::Aside => 4.0,
    }
}

fn label(slot: &Slot<'_>, piece: &Piece, scale: Scale) -> f32 {
    match (&slot.label, &piece.label) {
        (Some(expected), Some(label)) if expected.is(label) => match label.form {
            Form::Bare => -1.0,
            Form::Closed | Form::Enclosed => -4.0,
        },
        (Some(_), Some(label)) if label.form != Form::Bare => 6.0,
        (Some(_), _) if piece.mark == Mark::Item => 0.0,
        (Some(_), _) => scale.no_label,
        // The title may have the number in it.
        (None, Some(_)) if slot.role != Role::Text => 0.0,
        (None, Some(label)) if label.form != Form::Bare => 2.5,
        (None, _) => 0.0,
    }
}

/// More notes tell no more.
const MOST_NOTES: usize = 3;

fn notes(expected: &[Reference<'_>], found: &[&Candidate]) -> f32 {
    let mut cost: f32 = 0.0;
    for reference in expected.iter().take(MOST_NOTES) {
        let styles = found.iter().filter(|candidate| candidate.is(reference));
        cost += match styles.map(|found| found.style).min() {
            Some(Style::Glued) => -1.5,
            Some(_) => -2.5,
            None => 0.7,
        };
    }
    let strange = found
        .iter()
        .filter(|candidate| candidate.style != Style::Glued)
        .filter(|candidate| !expected.iter().any(|reference| candidate.is(reference)))
        .take(MOST_NOTES)
        .count();
    cost + 2.5 * strange as f32
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
