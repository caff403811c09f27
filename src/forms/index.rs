//! `index.json`: the units of a document in one language, as data.
//!
//! `docs/forms.md` describes it, `docs/index.schema.json` is its schema; the three change
//! together. How much of a document is translated is `translation.json`, which is one file for
//! the site ([`crate::page::figures`]); this one holds the text.

use std::collections::HashMap;

use serde::Serialize;

use super::edition::{Edition, number_of};
use crate::config::Form;
use crate::content::inline::Inline;
use crate::content::{Article, Block, UnitIndex, UnitKind};
use crate::identity::state::State;
use crate::localize::{Gap, LocalizedUnit};
use crate::page::generator;
use crate::page::outline::role_name;
use crate::site::Placed;
use crate::site::route::{self, Style, relative};

/// The version of the shape, raised when a reader of the last one would go wrong.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct Index<'a> {
    version: u8,
    generator: String,
    document: &'a str,
    title: String,
    description: Option<String>,
    locale: &'a str,
    lang: &'a str,
    dir: &'static str,
    authority: &'static str,
    date: Option<&'a str>,
    source: Source<'a>,
    url: String,
    forms: Vec<FormRecord>,
    articles: Vec<ArticleRecord<'a>>,
    notes: Vec<NoteRecord<'a>>,
}

#[derive(Serialize)]
struct Source<'a> {
    locale: &'a str,
    lang: &'a str,
}

#[derive(Serialize)]
struct FormRecord {
    form: &'static str,
    #[serde(rename = "type")]
    media_type: &'static str,
    url: String,
}

#[derive(Serialize)]
struct ArticleRecord<'a> {
    name: &'a str,
    kind: &'static str,
    parent: Option<&'a str>,
    label: Option<String>,
    title: String,
    url: &'a str,
    units: Vec<UnitRecord<'a>>,
}

#[derive(Serialize)]
struct UnitRecord<'a> {
    id: &'a str,
    kind: &'static str,
    anchor: Option<&'a str>,
    number: Option<String>,
    text: String,
    notes: Vec<&'a str>,
    state: &'static str,
    gap: Option<Gap>,
    outdated: bool,
    locale: &'a str,
    lang: &'a str,
    dir: &'static str,
}

#[derive(Serialize)]
struct NoteRecord<'a> {
    id: &'a str,
    number: u64,
    shown: String,
    article: &'a str,
}

/// Writes the index.
pub fn write(edition: &Edition<'_>) -> String {
    let material = edition.material;
    let document = edition.document;
    let language = edition.language();
    let titles = edition.titles(0);
    let index = Index {
        version: VERSION,
        generator: generator(),
        document: &document.name,
        title: titles.plain_title(),
        description: titles.description.map(|unit| shown(&unit.tokens)),
        locale: language.tag().as_str(),
        lang: language.lang(),
        dir: language.direction().as_str(),
        authority: edition.authority().name(),
        date: document.settings.date.as_deref(),
        source: Source {
            locale: edition.source().tag().as_str(),
            lang: edition.source().lang(),
        },
        url: "./".to_owned(),
        forms: material
            .config
            .forms
            .iter()
            .map(|form| form_record(edition, *form))
            .collect(),
        articles: (0..document.articles.len())
            .map(|article| article_record(edition, article))
            .collect(),
        notes: document
            .notes
            .iter()
            .map(|note| NoteRecord {
                id: note.id.as_str(),
                number: note.number,
                shown: language.integer(note.number),
                article: &document.articles[note.article].name,
            })
            .collect(),
    };
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&index).unwrap_or_default();
    text.push('\n');
    text
}

fn form_record(edition: &Edition<'_>, form: Form) -> FormRecord {
    let name = route::form(&edition.document.name, form);
    FormRecord {
        form: form.name(),
        media_type: form.media_type(),
        url: relative("", &name, Style::Folder),
    }
}

fn article_record<'a>(edition: &'a Edition<'_>, index: usize) -> ArticleRecord<'a> {
    let document = edition.document;
    let placed = &document.articles[index];
    let titles = edition.titles(index);
    let numbers = numbers(edition, &placed.article);
    ArticleRecord {
        name: &placed.name,
        kind: role_name(placed.role),
        parent: placed
            .parent
            .map(|parent| document.articles[parent].name.as_str()),
        label: titles.plain_label(),
        title: titles.plain_title(),
        url: &placed.address,
        units: edition.localized[index]
            .iter()
            .enumerate()
            .map(|(at, unit)| unit_record(edition, placed, at, unit, &numbers))
            .collect(),
    }
}

fn unit_record<'a>(
    edition: &'a Edition<'_>,
    placed: &'a Placed,
    at: UnitIndex,
    unit: &'a LocalizedUnit,
    numbers: &HashMap<UnitIndex, String>,
) -> UnitRecord<'a> {
    let of = edition.material.locale(unit.shown);
    let kind = &placed.article.units[at].kind;
    let number = match kind {
        UnitKind::Note { label } => placed.notes.get(label).map(|note| {
            let number = edition.document.notes[*note].number;
            edition.language().integer(number)
        }),
        _ => numbers.get(&at).cloned(),
    };
    let note = |token: &Inline| match token {
        Inline::Note(label) => placed.notes.get(label).copied(),
        _ => None,
    };
    UnitRecord {
        id: placed.ids[at].as_str(),
        kind: kind_name(kind),
        anchor: edition.anchor(placed, at),
        number,
        text: shown(&unit.tokens),
        notes: unit
            .tokens
            .iter()
            .filter_map(note)
            .map(|note| edition.document.notes[note].id.as_str())
            .collect(),
        state: state_name(unit.state),
        gap: unit.gap,
        outdated: unit.stale,
        locale: of.tag().as_str(),
        lang: of.lang(),
        dir: of.direction().as_str(),
    }
}

fn kind_name(kind: &UnitKind) -> &'static str {
    match kind {
        UnitKind::Label => "label",
        UnitKind::Title => "title",
        UnitKind::Description => "description",
        UnitKind::Heading { .. } => "heading",
        UnitKind::Paragraph => "paragraph",
        UnitKind::Note { .. } => "note",
        UnitKind::NoteParagraph { .. } => "note-paragraph",
        UnitKind::Alternative => "alternative",
    }
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Current => "current",
        State::Outdated => "outdated",
        State::Missing => "missing",
        State::Draft => "draft",
    }
}

/// The text that a unit shows, a hard break as a line end.
fn shown(tokens: &[Inline]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Inline::Text(text) | Inline::Code(text) | Inline::Math(text) => out.push_str(text),
            Inline::Image { alternative, .. } => out.push_str(alternative),
            Inline::Break => out.push('\n'),
            _ => {}
        }
    }
    out
}

/// The labels of numbered paragraphs by the unit that each begins with.
fn numbers(edition: &Edition<'_>, article: &Article) -> HashMap<UnitIndex, String> {
    let mut numbers = HashMap::new();
    if edition.is_legal() {
        let notes = article.notes.iter().map(|note| &note.blocks);
        for blocks in std::iter::once(&article.blocks).chain(notes) {
            number(edition, blocks, 0, &mut numbers);
        }
    }
    numbers
}

fn number(
    edition: &Edition<'_>,
    blocks: &[Block],
    level: usize,
    numbers: &mut HashMap<UnitIndex, String>,
) {
    for block in blocks {
        match block {
            Block::List { start, items, .. } => {
                let deeper = level + usize::from(start.is_some());
                for (at, item) in items.iter().enumerate() {
                    if let (Some(start), Some(Block::Paragraph(unit))) =
                        (start, item.blocks.first())
                    {
                        let label = edition.language().list_label(deeper, number_of(*start, at));
                        numbers.insert(*unit, label);
                    }
                    number(edition, &item.blocks, deeper, numbers);
                }
            }
            Block::Quote { blocks, .. } => number(edition, blocks, level, numbers),
            Block::Definitions(definitions) => {
                for blocks in definitions.iter().flat_map(|of| &of.definitions) {
                    number(edition, blocks, level, numbers);
                }
            }
            _ => {}
        }
    }
}
