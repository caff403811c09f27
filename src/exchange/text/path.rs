//! The cheapest way through units and pieces.
//!
//! Dynamic programming over all pairs of a place in the units and a place in the pieces. A step
//! takes one of each, one of either, or up to three of one and one of the other. For documents
//! so large that not all pairs can be looked at, only those near to a line are: it runs through
//! the headings whose numbers agree.
//!
//! Of ways that leave out equally many units, the one that leaves them out in one place is better:
//! a way is remembered apart if it has just left one out, and then the next costs less.
//!
//! Articles are not aligned first and their paragraphs next: a heading that agrees pays for a
//! path that goes through it, and one that is missing costs no more than itself.
//!
//! Invariants: the steps cover all units and all pieces, in order; time and memory grow with
//! the longer of both, not with their product.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::cost::{self, Part, Scale, Units, Weighed};
use super::pieces::Mark;
use super::slots::{Role, Slot};

/// Units and pieces that belong together. Either can be empty, and then the other is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) slots: Range<usize>,
    pub(super) pieces: Range<usize>,
}

/// How many of one side a step takes for one of the other.
const MOST_JOINED: usize = 3;
/// How many pairs of places are looked at.
const MOST_PAIRS: usize = 500_000;
/// How many pieces on either side of the line are looked at, whatever the size.
const LEAST_BAND: usize = 24;
/// Of more headings than this none lead the line: comparing them is not linear.
const MOST_HEADINGS: usize = 4_000;

/// Aligns units and pieces.
pub(super) fn cheapest(slots: &[Slot<'_>], pieces: &[Weighed<'_>], scale: Scale) -> Vec<Step> {
    let windows = windows(slots, pieces);
    let mut table = Table::new(&windows);
    let ways = Ways {
        slots,
        pieces,
        units: groups(slots, Units::of),
        parts: groups(pieces, Part::of),
        scale,
    };
    for (row, window) in windows.iter().enumerate() {
        for column in window.clone() {
            let best = ways.best(&table, row, column);
            table.set(row, column, best);
        }
    }
    let mut steps = Vec::new();
    let mut at = (
        slots.len(),
        pieces.len(),
        table.better(slots.len(), pieces.len()),
    );
    while at.0 > 0 || at.1 > 0 {
        let (row, column, state) = at;
        let last = table.last(row, column, state);
        let step = Step {
            slots: row - usize::from(last.down)..row,
            pieces: column - usize::from(last.right)..column,
        };
        at = (step.slots.start, step.pieces.start, last.from);
        steps.push(step);
    }
    steps.reverse();
    steps
}

/// The groups that end before each place: of one, of two, and so on.
fn groups<'t, T, G>(
    all: &'t [T],
    of: impl Fn(&'t [T]) -> Option<G>,
) -> Vec<[Option<G>; MOST_JOINED]> {
    (0..=all.len())
        .map(|end| std::array::from_fn(|at| of(&all[end.checked_sub(at + 1)?..end])))
        .collect()
}

/// Whether a way has just left out a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Going,
    Leaving,
}

/// The best way to a place.
#[derive(Debug, Clone, Copy)]
struct Way {
    cost: f32,
    /// Its last step, and the state before it.
    down: u8,
    right: u8,
    from: State,
}

/// No way leads here.
const NONE: Way = Way {
    cost: f32::INFINITY,
    down: 0,
    right: 0,
    from: State::Going,
};

/// The best ways to a place, by state.
type Best = [Way; 2];

/// What steps are made of.
struct Ways<'a, 'd> {
    slots: &'a [Slot<'d>],
    pieces: &'a [Weighed<'a>],
    units: Vec<[Option<Units<'a, 'd>>; MOST_JOINED]>,
    parts: Vec<[Option<Part<'a>>; MOST_JOINED]>,
    scale: Scale,
}

impl Ways<'_, '_> {
    fn best(&self, table: &Table, row: usize, column: usize) -> Best {
        let mut best = [NONE; 2];
        if row == 0 && column == 0 {
            best[State::Going as usize].cost = 0.0;
            return best;
        }
        let mut offer = |down: usize, right: usize, from: State, to: State, cost: f32| {
            let cost = cost + table.cost(row - down, column - right, from);
            let best = &mut best[to as usize];
            if cost < best.cost {
                // Steps are at most `MOST_JOINED` long.
                let (down, right) = (down as u8, right as u8);
                *best = Way {
                    cost,
                    down,
                    right,
                    from,
                };
            }
        };
        for from in [State::Going, State::Leaving] {
            if row > 0 {
                let slot = &self.slots[row - 1];
                // What no text shows neither begins a gap nor ends it.
                let (to, begins) = match (slot.role, from) {
                    (Role::Aside, from) => (from, 0.0),
                    (_, State::Leaving) => (State::Leaving, 0.0),
                    (_, State::Going) => (State::Leaving, cost::GAP),
                };
                offer(1, 0, from, to, begins + cost::no_piece(slot));
            }
            if column > 0 {
                let cost = cost::no_slot(self.pieces[column - 1].piece);
                offer(0, 1, from, from, cost);
            }
        }
        let one_and_several = (2..=MOST_JOINED).flat_map(|several| [(several, 1), (1, several)]);
        for (down, right) in std::iter::once((1, 1)).chain(one_and_several) {
            // There are no groups that begin before the first.
            let units = self.units[row][down - 1].as_ref();
            let parts = self.parts[column][right - 1].as_ref();
            let Some((units, part)) = units.zip(parts) else {
                continue;
            };
            let from = table.better(row - down, column - right);
            if table.cost(row - down, column - right, from).is_finite() {
                let cost = cost::together(units, part, self.scale);
                offer(down, right, from, State::Going, cost);
            }
        }
        best
    }
}

/// Which places in the pieces are looked at for each place in the units.
///
/// Neighbouring windows overlap, so that there is a way from the first place to the last.
fn windows(slots: &[Slot<'_>], pieces: &[Weighed<'_>]) -> Vec<Range<usize>> {
    let (rows, columns) = (slots.len() + 1, pieces.len() + 1);
    if rows.saturating_mul(columns) <= MOST_PAIRS {
        return vec![0..columns; rows];
    }
    let band = (MOST_PAIRS / rows / 2).max(LEAST_BAND);
    let anchors = anchors(slots, pieces);
    let mut line = Vec::with_capacity(rows);
    for pair in anchors.windows(2) {
        let ((from, start), (to, end)) = (pair[0], pair[1]);
        line.extend((from..to).map(|row| start + (end - start) * (row - from) / (to - from)));
    }
    line.push(columns - 1);
    (0..rows)
        .map(|row| {
            let next = line.get(row + 1).copied().unwrap_or(columns - 1);
            line[row].saturating_sub(band)..(next + band + 1).min(columns)
        })
        .collect()
}

/// Places that the line runs through: start, headings whose numbers agree, end. Ascending in
/// units, not descending in pieces.
fn anchors(slots: &[Slot<'_>], pieces: &[Weighed<'_>]) -> Vec<(usize, usize)> {
    let of_slots: Vec<(usize, u32)> = slots
        .iter()
        .enumerate()
        .filter(|(_, slot)| slot.role == Role::Heading)
        .filter_map(|(at, slot)| Some((at, slot.features.number?)))
        .collect();
    // In Markdown nothing only looks like a heading.
    let marked = |weighed: &Weighed<'_>| weighed.piece.mark == Mark::Heading;
    let any_marked = pieces.iter().any(marked);
    let of_pieces: Vec<(usize, u32)> = pieces
        .iter()
        .enumerate()
        .filter(|(_, weighed)| marked(weighed) || !any_marked && weighed.piece.is_heading())
        .filter_map(|(at, weighed)| Some((at, weighed.piece.features.number?)))
        .collect();
    let mut anchors = vec![(0, 0)];
    if of_slots.len().max(of_pieces.len()) <= MOST_HEADINGS {
        let numbers = |of: &[(usize, u32)]| of.iter().map(|(_, n)| *n).collect::<Vec<_>>();
        let (source, target) = (numbers(&of_slots), numbers(&of_pieces));
        for op in capture_diff_slices(Algorithm::Patience, &source, &target) {
            let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            else {
                continue;
            };
            let equal = (0..len).map(|n| (of_slots[old_index + n].0, of_pieces[new_index + n].0));
            anchors.extend(equal.filter(|(slot, _)| *slot > 0));
        }
    }
    anchors.push((slots.len(), pieces.len()));
    anchors
}

/// The best ways to all places that are looked at.
struct Table {
    /// For each row, the first column and where its cells begin.
    rows: Vec<(usize, usize)>,
    cells: Vec<Best>,
}

impl Table {
    fn new(windows: &[Range<usize>]) -> Self {
        let mut size = 0;
        let rows = windows
            .iter()
            .map(|window| {
                let row = (window.start, size);
                size += window.len();
                row
            })
            .collect();
        Self {
            rows,
            cells: vec![[NONE; 2]; size],
        }
    }

    fn index(&self, row: usize, column: usize) -> Option<usize> {
        let (first, start) = *self.rows.get(row)?;
        let end = self
            .rows
            .get(row + 1)
            .map_or(self.cells.len(), |next| next.1);
        let at = start + column.checked_sub(first)?;
        (at < end).then_some(at)
    }

    fn cost(&self, row: usize, column: usize, state: State) -> f32 {
        let at = self.index(row, column);
        at.map_or(f32::INFINITY, |at| self.cells[at][state as usize].cost)
    }

    fn better(&self, row: usize, column: usize) -> State {
        let cost = |state| self.cost(row, column, state);
        match cost(State::Leaving) < cost(State::Going) {
            true => State::Leaving,
            false => State::Going,
        }
    }

    fn set(&mut self, row: usize, column: usize, best: Best) {
        if let Some(at) = self.index(row, column) {
            self.cells[at] = best;
        }
    }

    /// The way to a place by its last step. Where none leads, outside of the windows, one goes
    /// back to where they are.
    fn last(&self, row: usize, column: usize, state: State) -> Way {
        let way = self
            .index(row, column)
            .map_or(NONE, |at| self.cells[at][state as usize]);
        match (way.down, way.right) {
            (0, 0) if row > 0 => Way { down: 1, ..NONE },
            (0, 0) => Way { right: 1, ..NONE },
            _ => way,
        }
    }
}
