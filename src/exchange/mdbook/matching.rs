//! Which units an entry of a PO file speaks of.
//!
//! 1. The units are found by their text in normal form, without links and images, which depend
//!    on the page;
//! 2. an entry is read as one line of text; where that is no unit's, as blocks of Markdown, each
//!    of which may be a unit's;
//! 3. where there are links, the entry is read once more for the page of the unit, and has to be
//!    equal in everything;
//! 4. at last the words match whatever their marks: mdBook drops those of the summary, and the
//!    extractor cannot write marks within a word, as in `2*3*4`.
//!
//! An entry serves all units of its text.

use std::collections::{HashMap, HashSet};

use super::directives::Note;
use super::links::Places;
use super::message::{Form, Piece, normal, pieces};
use crate::content::Inline;
use crate::content::inline::plain;
use crate::identity::UnitId;
use crate::identity::fingerprint::Fingerprint;
use crate::site::Document;

/// A unit of the new document.
pub(super) struct Target {
    pub(super) page: usize,
    pub(super) id: UnitId,
    pub(super) piece: Piece,
    pub(super) fingerprint: Fingerprint,
    /// Whether it is not to be translated.
    pub(super) skip: bool,
    /// What the book says to translators.
    pub(super) comments: Vec<String>,
}

/// All units, and how they are found.
pub(super) struct Targets {
    pub(super) units: Vec<Target>,
    /// The labels of the notes of each page.
    pub(super) notes: HashMap<usize, HashSet<String>>,
    by_text: HashMap<String, Vec<usize>>,
    by_words: HashMap<String, Vec<usize>>,
}

/// What an entry speaks of.
#[derive(Debug, Clone, Default)]
pub(super) struct Matched {
    pub(super) form: Option<Form>,
    /// Whether only the words are equal, not their marks.
    pub(super) loose: bool,
    /// For each piece of the entry its units.
    pub(super) units: Vec<Vec<usize>>,
}

impl Matched {
    pub(super) fn is_empty(&self) -> bool {
        self.units.iter().all(Vec::is_empty)
    }
}

impl Targets {
    /// Gathers the units of a document. `said` is what comments say of pieces of each page, at
    /// places in its new file.
    pub(super) fn gather(document: Option<&Document>, places: &Places, said: &[Vec<Note>]) -> Self {
        let page_of: HashMap<_, usize> = places
            .pages
            .iter()
            .enumerate()
            .map(|(index, page)| (page.new.clone(), index))
            .collect();
        let mut targets = Self {
            units: Vec::new(),
            notes: HashMap::new(),
            by_text: HashMap::new(),
            by_words: HashMap::new(),
        };
        for placed in document.iter().flat_map(|document| &document.articles) {
            let Some(page) = page_of.get(&placed.article.path).copied() else {
                continue;
            };
            let labels = placed.article.notes.iter();
            targets
                .notes
                .insert(page, labels.map(|note| note.label.value.clone()).collect());
            let first = targets.units.len();
            for (unit, (id, fingerprint)) in placed
                .article
                .units
                .iter()
                .zip(placed.ids.iter().zip(&placed.fingerprints))
            {
                targets.add(Target {
                    page,
                    id: id.clone(),
                    piece: Piece::of(unit),
                    fingerprint: fingerprint.clone(),
                    skip: false,
                    comments: Vec::new(),
                });
            }
            // Notes come last among the units, wherever they stand.
            let mut order: Vec<(usize, usize, usize)> = placed
                .article
                .units
                .iter()
                .enumerate()
                .map(|(index, unit)| (unit.span.start, unit.span.end, first + index))
                .collect();
            order.sort_unstable();
            for note in said.get(page).into_iter().flatten() {
                let at = order.partition_point(|(_, end, _)| *end <= note.at);
                if let Some((_, _, unit)) = order.get(at) {
                    let unit = &mut targets.units[*unit];
                    unit.skip |= note.skip;
                    unit.comments.extend(note.comments.iter().cloned());
                }
            }
        }
        targets
    }

    fn add(&mut self, unit: Target) {
        let index = self.units.len();
        let text = normal(&unit.piece, false);
        self.by_text.entry(text).or_default().push(index);
        if !unit.piece.leads() {
            let words = words(&unit.piece);
            self.by_words.entry(words).or_default().push(index);
        }
        self.units.push(unit);
    }

    /// Finds what a text of a PO file speaks of, which says to be in some files.
    pub(super) fn find(&self, text: &str, files: &[String], places: &Places) -> Matched {
        let pages: HashSet<usize> = files.iter().filter_map(|file| places.named(file)).collect();
        let asked = Asked {
            text,
            pages: &pages,
            places,
        };
        let line = pieces(text, Form::Line, places, None).unwrap_or_default();
        let line = <[Piece; 1]>::try_from(line).ok();
        if let Some([piece]) = &line {
            let units = self.units_of(piece, Form::Line, 0, &asked);
            if !units.is_empty() {
                return Matched {
                    form: Some(Form::Line),
                    loose: false,
                    units: vec![units],
                };
            }
        }
        for form in [Form::Blocks, Form::Definition] {
            if form == Form::Definition && !text.contains(" : ") {
                continue;
            }
            let pieces = pieces(text, form, places, None).unwrap_or_default();
            let found = pieces.iter().enumerate();
            let matched = Matched {
                form: Some(form),
                loose: false,
                units: found
                    .map(|(at, piece)| self.units_of(piece, form, at, &asked))
                    .collect(),
            };
            if !matched.is_empty() {
                return matched;
            }
        }
        let piece = line.filter(|[piece]| !piece.leads());
        let loose = piece.and_then(|[piece]| self.by_words.get(&words(&piece)).cloned());
        Matched {
            form: Some(Form::Line),
            loose: true,
            units: loose.into_iter().collect(),
        }
    }

    fn units_of(&self, piece: &Piece, form: Form, at: usize, asked: &Asked<'_>) -> Vec<usize> {
        let candidates = self.by_text.get(&normal(piece, false));
        let mut others = HashSet::new();
        let mut on_page: Option<(usize, Option<String>)> = None;
        candidates
            .into_iter()
            .flatten()
            .copied()
            .filter(|unit| {
                let unit = &self.units[*unit];
                if !piece.leads() && !unit.piece.leads() {
                    return true;
                }
                if !asked.pages.contains(&unit.page) {
                    others.insert(unit.page);
                    if others.len() > MOST_PAGES {
                        return false;
                    }
                }
                if on_page.as_ref().is_none_or(|(page, _)| *page != unit.page) {
                    let again = pieces(asked.text, form, asked.places, Some(unit.page)).ok();
                    let again = again.and_then(|pieces| Some(normal(pieces.get(at)?, true)));
                    on_page = Some((unit.page, again));
                }
                let again = on_page.as_ref().and_then(|(_, again)| again.as_ref());
                again.is_some_and(|again| *again == normal(&unit.piece, true))
            })
            .collect()
    }
}

/// A text of a PO file that has links, and so has to be read for each page.
struct Asked<'a> {
    text: &'a str,
    /// The pages that the PO file names for it.
    pages: &'a HashSet<usize>,
    places: &'a Places,
}

/// On how many pages that are not named a text with links is looked for: many texts that differ
/// only in their links must not be tried on all pages of a large book.
const MOST_PAGES: usize = 50;

/// The words of a text without marks, and without the characters of marks that may have been
/// none. Nothing for images that stand alone, which are no text.
fn words(piece: &Piece) -> String {
    let mut words = plain(&piece.tokens);
    words.retain(|c| c != '*' && c != '_');
    let text = Piece {
        tokens: [Inline::Text(words)].into(),
        ..piece.clone()
    };
    normal(&text, false)
}
