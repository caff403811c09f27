//! What there is to do in a language: each unit that is not current, with its places.

use std::sync::Arc;

use super::diff::{self, Change};
use crate::content::Article;
use crate::diagnostic::{LineIndex, Position};
use crate::fluent::{Entry, Resource, canonical};
use crate::identity::UnitId;
use crate::identity::state::State;
use crate::localize::{self, Gap, LocalizedDocument, SiteLocale, coverage, translation};
use crate::site::Document;
use crate::source::{SourcePath, Sources};

/// A place in a file that a person goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file. A translation's need not be there yet.
    pub path: SourcePath,
    /// The line and column.
    pub position: Position,
}

/// A unit that is not current in a language.
#[derive(Debug, Clone)]
pub struct Todo<'m> {
    /// The unit.
    pub id: &'m UnitId,
    /// Its state, never [`State::Current`].
    pub state: State,
    /// Why it is missing, if it is.
    pub gap: Option<Gap>,
    /// Where the translation stands, or would stand: below that of the unit before it.
    pub place: Spot,
    /// Where the source text stands.
    pub origin: Spot,
    /// The source text: a Fluent pattern in canonical form.
    pub text: Arc<str>,
    /// The words of the source text as readers see it.
    pub words: usize,
    /// The source text that an outdated translation was made from, if it is known.
    pub former: Option<&'m str>,
}

impl Todo<'_> {
    /// What changed in the source text since an outdated translation was made.
    pub fn changes(&self) -> Option<Vec<Change<'_>>> {
        self.former.map(|former| diff::words(former, &self.text))
    }
}

/// A document, with what is the same for all languages: lists by article and unit.
pub(super) struct Subject<'m> {
    pub(super) document: &'m Document,
    pub(super) words: Vec<Vec<usize>>,
    texts: Vec<Vec<Arc<str>>>,
    positions: Vec<Vec<Position>>,
}

impl<'m> Subject<'m> {
    /// `localized` is the document in its own language.
    pub(super) fn new(
        document: &'m Document,
        localized: &LocalizedDocument,
        sources: &Sources,
    ) -> Self {
        let articles = || document.articles.iter().map(|placed| &*placed.article);
        Self {
            document,
            words: coverage::words(localized),
            texts: articles().map(texts).collect(),
            positions: articles()
                .map(|article| positions(article, sources))
                .collect(),
        }
    }
}

fn texts(article: &Article) -> Vec<Arc<str>> {
    let units = article.units.iter();
    units.map(|unit| canonical(&unit.pattern).into()).collect()
}

fn positions(article: &Article, sources: &Sources) -> Vec<Position> {
    let lines = LineIndex::new(sources.text(&article.path).unwrap_or(""));
    let units = article.units.iter();
    units.map(|unit| lines.position(unit.span.start)).collect()
}

/// Lists the units of a document that are not current in a language, in reading order.
pub(super) fn list<'m>(
    subject: &Subject<'m>,
    locale: &'m SiteLocale,
    localized: &LocalizedDocument,
    sources: &Sources,
) -> Vec<Todo<'m>> {
    let document = subject.document;
    let path = localize::file_of(locale, document);
    let text = sources.text(&path).unwrap_or("");
    let lines = LineIndex::new(text);
    let resource = locale
        .catalog
        .documents
        .get(&document.name)
        .map(|resource| &**resource);
    let mut free_line = first_line(resource, text, &lines);
    let mut todo = Vec::new();
    for (article, placed) in document.articles.iter().enumerate() {
        for (unit, localized) in localized[article].iter().enumerate() {
            let id = &placed.ids[unit];
            let entry = resource.and_then(|resource| resource.get(id.as_str()));
            let position = match entry {
                Some(entry) => lines.position(entry.id_span.start),
                None => Position {
                    line: free_line,
                    column: 1,
                },
            };
            if let Some(entry) = entry {
                free_line = lines.position(end(entry)).line + 1;
            }
            if localized.state == State::Current {
                continue;
            }
            let outdated = localized.state == State::Outdated;
            todo.push(Todo {
                id,
                state: localized.state,
                gap: localized.gap,
                place: Spot {
                    path: path.clone(),
                    position,
                },
                origin: Spot {
                    path: placed.article.path.clone(),
                    position: subject.positions[article][unit],
                },
                text: Arc::clone(&subject.texts[article][unit]),
                words: subject.words[article][unit],
                former: outdated
                    .then(|| translation(document, placed, unit, locale)?.former)
                    .flatten(),
            });
        }
    }
    todo
}

/// Where a unit stands that no other comes before: at the first message, or at the end of a file
/// that has none.
fn first_line(resource: Option<&Resource>, text: &str, lines: &LineIndex<'_>) -> usize {
    let first = resource.and_then(|resource| resource.entries.first());
    let at = first.map_or(text.len(), |entry| entry.id_span.start);
    lines.position(at).line
}

/// The end of a message in its file.
fn end(entry: &Entry) -> usize {
    let attributes = entry.attributes.iter().map(|attribute| &attribute.value);
    let patterns = entry.value.iter().chain(attributes);
    patterns
        .map(|pattern| pattern.span.end)
        .fold(entry.id_span.end, usize::max)
}
