//! Notes: below pages, behind articles or behind the text, they are taken out of it before the
//! rest is aligned, and find their units by their numbers.
//!
//! 1. the way in which the text writes its notes is found: `[^1]: `, `¹ `, `[1] `, `1 `, or a
//!    numbered list at the very end;
//! 2. their numbers go through the document, or begin again in each article;
//! 3. the paragraphs that they were printed in the middle of are put together again.

use std::collections::{HashMap, HashSet};

use super::features::{Ending, RAISED};
use super::label::Form;
use super::pieces::{Mark, Piece};
use super::references::{Key, raised_number};
use super::slots::{NoteSlot, Slot};

/// A text without its notes.
#[derive(Debug)]
pub(super) struct Sorted {
    /// Everything else.
    pub(super) body: Vec<Piece>,
    /// Which of the document's notes each paragraph of a note belongs to, in the order of the
    /// text. The first of several begins it.
    pub(super) notes: Vec<(usize, Piece)>,
}

/// How notes are numbered in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// Through the document.
    Through,
    /// From 1 in each article.
    Article,
}

/// Takes the notes out of a text, and gives references the numbers that the text has.
pub(super) fn separate<'a>(
    pieces: Vec<Piece>,
    slots: &mut [Slot<'a>],
    notes: &mut [NoteSlot<'a>],
) -> Sorted {
    let definitions = definitions(&pieces, slots, notes);
    let numbering = match definitions.is_empty() {
        // Nothing says how: as readers of the site see them.
        true => None,
        false => Some(numbering(&definitions)),
    };
    let owners = owners(&definitions, numbering, notes);
    if let Some(numbering) = numbering {
        renumber(numbering, slots, notes);
    }
    sort(pieces, &owners, notes)
}

/// A piece that begins a note.
struct Definition {
    piece: usize,
    key: Key,
}

impl Definition {
    /// The number, and 0 for a label.
    fn number(&self) -> usize {
        match self.key {
            Key::Number(number) => usize::try_from(number).unwrap_or(usize::MAX),
            Key::Label(_) => 0,
        }
    }
}

/// The pieces that begin notes, in one style.
fn definitions(pieces: &[Piece], slots: &[Slot<'_>], notes: &[NoteSlot<'_>]) -> Vec<Definition> {
    let total = notes.len();
    if total == 0 {
        return Vec::new();
    }
    let all = |of: &dyn Fn(&Piece) -> Option<Key>| -> Vec<Definition> {
        let found = pieces.iter().enumerate();
        found
            .filter_map(|(piece, key)| {
                Some(Definition {
                    piece,
                    key: of(key)?,
                })
            })
            .filter(|found| match found.key {
                Key::Number(_) => (1..=total).contains(&found.number()),
                Key::Label(_) => true,
            })
            .collect()
    };
    let marked = all(&|piece| match &piece.mark {
        Mark::Note(key) => Some(Key::new(key)),
        _ => None,
    });
    if !marked.is_empty() {
        return marked;
    }
    let raised = all(&|piece| {
        let end = piece
            .text
            .find(|c| !RAISED.contains(&c))
            .filter(|end| *end > 0)?;
        Some(Key::Number(raised_number(&piece.text[..end])))
    });
    if !raised.is_empty() {
        return raised;
    }
    let labelled = |piece: &Piece, form: Form, opening: &str| {
        let label = piece.label.as_ref().filter(|label| label.form == form)?;
        piece.text.starts_with(opening).then_some(())?;
        Some(Key::Number(label.body.parse().ok()?))
    };
    for (form, opening) in [(Form::Enclosed, "["), (Form::Bare, "")] {
        let mut found = all(&|piece| labelled(piece, form, opening));
        if numbering(&found) == Numbering::Through {
            ascending(&mut found);
        }
        // A paragraph that begins with a number is no note, many in a row are.
        if found.len() * 2 >= total || found.len() >= 5 {
            return found;
        }
    }
    let mut listed = trailing(pieces);
    let last = slots.iter().rev().find_map(|slot| slot.label.as_ref());
    let is_list = last.is_some_and(|last| last.number as usize == listed.len());
    if is_list || listed.len() > total || listed.len() * 2 < total {
        listed.clear();
    }
    listed
}

/// The numbered list from 1 at the end of the text.
fn trailing(pieces: &[Piece]) -> Vec<Definition> {
    let mut found: Vec<Definition> = Vec::new();
    for (piece, of) in pieces.iter().enumerate().rev() {
        let label = of.label.as_ref().filter(|label| label.form == Form::Closed);
        let number = label.and_then(|label| label.body.parse::<u32>().ok());
        let Some(number) = number.filter(|number| *number > 0) else {
            return Vec::new();
        };
        if found
            .last()
            .is_some_and(|last| last.number() != number as usize + 1)
        {
            return Vec::new();
        }
        found.push(Definition {
            piece,
            key: Key::Number(number.into()),
        });
        if number == 1 {
            found.reverse();
            return found;
        }
    }
    Vec::new()
}

/// Whether numbers go up through the text, or begin again. Some may be in disorder.
fn numbering(definitions: &[Definition]) -> Numbering {
    let starts = definitions
        .iter()
        .filter(|found| found.number() == 1)
        .count();
    match starts {
        0 | 1 => Numbering::Through,
        _ => Numbering::Article,
    }
}

/// Keeps the longest run of numbers that go up.
fn ascending(definitions: &mut Vec<Definition>) {
    let numbers: Vec<usize> = definitions.iter().map(Definition::number).collect();
    // Patience: the last element of the best run of each length, and what came before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers[*end] < *number);
        before.push(length.checked_sub(1).map(|length| ends[length]));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let run = std::iter::successors(ends.last().copied(), |at| before[*at]);
    let kept: HashSet<usize> = run.collect();
    let mut at = 0;
    definitions.retain(|_| {
        at += 1;
        kept.contains(&(at - 1))
    });
}

/// Which note each definition begins, by piece.
fn owners(
    definitions: &[Definition],
    numbering: Option<Numbering>,
    notes: &[NoteSlot<'_>],
) -> HashMap<usize, usize> {
    let mut owners = HashMap::new();
    let mut taken = vec![false; notes.len()];
    let firsts = first_notes(notes);
    // The articles with notes, in order: their first note and how many they have.
    let mut articles = firsts
        .windows(2)
        .map(|pair| (pair[0], pair[1] - pair[0]))
        .peekable();
    let mut first = 0;
    let mut last = usize::MAX;
    for (at, definition) in definitions.iter().enumerate() {
        let note = match &definition.key {
            Key::Label(label) => {
                (0..notes.len()).find(|note| !taken[*note] && notes[*note].label == label)
            }
            Key::Number(_) if numbering == Some(Numbering::Article) => {
                let number = definition.number();
                if number <= last {
                    // Where the next group ends tells which article it is of.
                    let most = group(&definitions[at..]);
                    while articles.next_if(|(_, count)| *count < most).is_some() {}
                    first = articles.next().map_or(notes.len(), |(first, _)| first);
                }
                last = number;
                Some(first + number - 1)
            }
            Key::Number(_) => Some(definition.number() - 1),
        };
        let note = note.filter(|note| taken.get(*note) == Some(&false));
        if let Some(note) = note {
            taken[note] = true;
            owners.insert(definition.piece, note);
        }
    }
    owners
}

/// The largest number before numbers begin again.
fn group(definitions: &[Definition]) -> usize {
    let mut most = 0;
    for definition in definitions {
        match definition.number() {
            0 => {}
            number if number > most => most = number,
            _ => break,
        }
    }
    most
}

/// The first note of each article that has notes, and the number of all notes.
fn first_notes(notes: &[NoteSlot<'_>]) -> Vec<usize> {
    let mut firsts: Vec<usize> = (0..notes.len())
        .filter(|note| *note == 0 || notes[*note].slot.article != notes[*note - 1].slot.article)
        .collect();
    firsts.push(notes.len());
    firsts
}

/// Gives references the numbers that the text has.
fn renumber<'a>(numbering: Numbering, slots: &mut [Slot<'a>], notes: &mut [NoteSlot<'a>]) {
    let firsts = first_notes(notes);
    let number = |note: usize| match numbering {
        Numbering::Through => note + 1,
        Numbering::Article => {
            let article = firsts.partition_point(|first| *first <= note);
            note + 1 - firsts[article.saturating_sub(1)]
        }
    };
    let of_notes = notes
        .iter_mut()
        .flat_map(|note| std::iter::once(&mut note.slot).chain(&mut note.rest));
    for slot in slots.iter_mut().chain(of_notes) {
        for reference in &mut slot.notes {
            reference.number = number(reference.note) as u64;
        }
    }
}

/// Shorter pieces may be headings, which nothing goes on, in characters.
const LEAST_INTERRUPTED: usize = 150;

fn sort(pieces: Vec<Piece>, owners: &HashMap<usize, usize>, notes: &[NoteSlot<'_>]) -> Sorted {
    let mut sorted = Sorted {
        body: Vec::new(),
        notes: Vec::new(),
    };
    let headings = headings(&pieces, owners);
    // Whether notes stood between the last piece of the text and this one.
    let mut interrupted = false;
    // How many paragraphs the note that was begun last still has.
    let mut more = 0;
    for (at, piece) in pieces.into_iter().enumerate() {
        if let Some(note) = owners.get(&at) {
            more = notes[*note].rest.len();
            sorted.notes.push((*note, piece));
            interrupted = true;
            continue;
        }
        if let (Some((note, _)), true) = (sorted.notes.last(), more > 0)
            && piece.label.is_none()
            && !piece.is_heading()
        {
            more -= 1;
            sorted.notes.push((*note, piece));
            continue;
        }
        more = 0;
        if headings.contains(&at) {
            continue;
        }
        let interrupted = std::mem::take(&mut interrupted) || piece.page;
        match sorted.body.last_mut() {
            Some(last) if interrupted && goes_on(last, &piece) => *last = last.with(&piece),
            _ => sorted.body.push(piece),
        }
    }
    sorted
}

/// Whether a paragraph goes on behind what interrupted it.
fn goes_on(last: &Piece, next: &Piece) -> bool {
    let open = last.features.ending == Ending::None && last.mark != Mark::Heading;
    let small = next
        .text
        .chars()
        .find(|c| c.is_alphabetic())
        .is_some_and(char::is_lowercase);
    let closed_label = next
        .label
        .as_ref()
        .is_some_and(|label| label.form != Form::Bare);
    open && next.mark == Mark::None
        && !closed_label
        && (small || last.features.length > LEAST_INTERRUPTED)
}

/// Headings of nothing but notes: the last, and those that come back.
fn headings(pieces: &[Piece], owners: &HashMap<usize, usize>) -> HashSet<usize> {
    const LONGEST: usize = 40;
    let before: Vec<usize> = (0..pieces.len())
        .filter(|at| owners.contains_key(&(at + 1)) && !owners.contains_key(at))
        .filter(|at| {
            let features = &pieces[*at].features;
            pieces[*at].is_heading() && features.length <= LONGEST && features.number.is_none()
        })
        .collect();
    let trailing = (0..pieces.len()).rfind(|at| !owners.contains_key(at));
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for at in &before {
        *counts.entry(&pieces[*at].text).or_insert(0) += 1;
    }
    before
        .iter()
        .copied()
        .filter(|at| Some(*at) == trailing || counts[pieces[*at].text.as_str()] > 1)
        .collect()
}

/// The text of a note behind its number.
pub(super) fn text_of(piece: &Piece) -> &str {
    let raised = piece.text.trim_start_matches(RAISED);
    if raised.len() < piece.text.len() {
        return raised.trim_start();
    }
    piece.body()
}
