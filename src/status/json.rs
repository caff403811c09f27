//! The status for tools: one JSON object. `docs/status.md` describes it; the two change together.

use serde::Serialize;

use super::diff::Change;
use super::{Spot, Status, Todo, state_name};
use crate::diagnostic::{self, Diagnostics};
use crate::localize::Gap;
use crate::localize::coverage::Coverage;
use crate::source::Sources;

/// The version of the shape, raised when a reader of the last one would go wrong.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Record<'a> {
    version: u8,
    source: Option<&'a str>,
    complete: bool,
    locales: Vec<LocaleRecord<'a>>,
    todo: Vec<TodoRecord<'a>>,
    diagnostics: Vec<diagnostic::json::Record<'a>>,
}

#[derive(Serialize)]
struct LocaleRecord<'a> {
    locale: &'a str,
    #[serde(flatten)]
    total: Coverage,
    documents: Vec<DocumentRecord<'a>>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    document: &'a str,
    #[serde(flatten)]
    coverage: Coverage,
}

#[derive(Serialize)]
struct TodoRecord<'a> {
    locale: &'a str,
    document: &'a str,
    id: &'a str,
    state: &'a str,
    gap: Option<Gap>,
    #[serde(flatten)]
    place: SpotRecord<'a>,
    source: SourceRecord<'a>,
    former: Option<&'a str>,
    diff: Option<Vec<Change<'a>>>,
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    #[serde(flatten)]
    place: SpotRecord<'a>,
    text: &'a str,
    words: usize,
}

#[derive(Serialize)]
struct SpotRecord<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

impl<'a> From<&'a Spot> for SpotRecord<'a> {
    fn from(spot: &'a Spot) -> Self {
        Self {
            file: spot.path.as_str(),
            line: spot.position.line,
            column: spot.position.column,
        }
    }
}

/// What there is beside the status itself.
#[derive(Debug, Clone, Copy)]
pub struct Circumstances<'a> {
    /// Whether the figures are of the whole project: nothing of it was in error.
    pub complete: bool,
    /// What there is to say.
    pub diagnostics: &'a Diagnostics,
    /// The files that diagnostics speak of.
    pub sources: &'a Sources,
}

/// The status as a JSON object, with a final line break. There is none of a project whose
/// configuration cannot be read.
pub fn render(status: Option<&Status<'_>>, circumstances: Circumstances<'_>) -> String {
    let locales = status.map_or(&[][..], |status| &status.locales);
    let todo = locales.iter().flat_map(|locale| {
        let documents = locale.documents.iter();
        documents.flat_map(|document| {
            let todo = document.todo.iter();
            todo.map(|todo| todo_record(locale.locale.as_str(), document.document, todo))
        })
    });
    let record = Record {
        version: VERSION,
        source: status.map(|status| status.source.as_str()),
        complete: circumstances.complete,
        locales: locales
            .iter()
            .map(|locale| LocaleRecord {
                locale: locale.locale.as_str(),
                total: locale.total,
                documents: locale
                    .documents
                    .iter()
                    .map(|document| DocumentRecord {
                        document: document.document,
                        coverage: document.coverage,
                    })
                    .collect(),
            })
            .collect(),
        todo: todo.collect(),
        diagnostics: diagnostic::json::records(circumstances.diagnostics, circumstances.sources),
    };
    // Strings and numbers always serialise.
    let mut out = serde_json::to_string_pretty(&record).unwrap_or_default();
    out.push('\n');
    out
}

fn todo_record<'a>(locale: &'a str, document: &'a str, todo: &'a Todo<'_>) -> TodoRecord<'a> {
    TodoRecord {
        locale,
        document,
        id: todo.id.as_str(),
        state: state_name(todo.state),
        gap: todo.gap,
        place: (&todo.place).into(),
        source: SourceRecord {
            place: (&todo.origin).into(),
            text: &todo.text,
            words: todo.words,
        },
        former: todo.former,
        diff: todo.changes(),
    }
}
