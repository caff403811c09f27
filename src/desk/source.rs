//! Changing a text of the source: a piece of a Markdown file.
//!
//! 1. the unit has to be one plain range of the file ([`range_of`]);
//! 2. that range gets the new text, and the file is parsed again: it has to have the same blocks and
//!    the same texts but for this one, so that nothing that is typed becomes a heading, a list or a
//!    second paragraph;
//! 3. where today's text was never written down, the unit would not be recognized by its new text, or
//!    its meaning is said to be unchanged, what `sync` writes joins the plan, as nothing else would
//!    know of it;
//! 4. the languages whose translations become outdated are told by comparing their states before
//!    and after.
//!
//! The translators' files are left alone: their notes come with the next `sync`.

use std::ops::Range;

use super::plan::first_error;
use super::{Base, Key, Place, Refused, Versions, text};
use crate::content::{self, Article, Block, blocks, each_block};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::identity::UnitId;
use crate::identity::align::Keep;
use crate::identity::state::State;
use crate::localize::translation;
use crate::memo::Memo;
use crate::pipeline::{self, Model, Options, Synchronize};
use crate::site::Document;
use crate::source::write::Change;
use crate::source::{Digest, SourceFile, SourcePath, Sources, read};

/// Whether a source text means the same as before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// It may not: its translations become outdated.
    Changed,
    /// It does: its translations stay current, as with `concord sync --minor`.
    Unchanged,
}

/// What a change of a source text writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditedSource {
    /// The changes to make, in order.
    pub changes: Vec<Change>,
    /// The tags of the locales whose translations become outdated.
    pub outdated: Vec<String>,
    /// The text that the unit had, as it stood in the file: what takes the change back.
    pub former: String,
    /// What somebody sees of the text once it is changed.
    pub base: Base,
}

/// Plans to change a text of the source. `key` names the source locale.
///
/// # Errors
///
/// The text was changed since it was read, is no plain range of its file, or would be read as
/// something else than this one unit.
pub fn edit_source(
    sources: &Sources,
    memo: &Memo,
    key: Key<'_>,
    (text, meaning): (&str, Meaning),
    base: &Base,
) -> Result<EditedSource, Refused> {
    let model = model_of(sources, memo)?;
    let place = Place::find(&model, key)?;
    if place.spot.locale != model.locales.source {
        let message = format!("the content is not written in `{}`", key.locale);
        return Err(Diagnostic::error("locale-source", message).into());
    }
    let typed = text::read(text)?;
    let now = self::base(&place, sources);
    if now.text != base.text {
        return Err(Refused::Changed(Box::new(Versions {
            yours: typed.text,
            theirs: Some(place.unit().text.clone()),
            base: now,
        })));
    }
    let path = &place.placed().article.path;
    let file = sources.text(path).unwrap_or("");
    let range = range_of(place.unit(), file)
        .map_err(|reason| Diagnostic::error("unit-not-plain", reason).in_file(path))?;
    let written = text::clean(text);
    let new = match file.contains("\r\n") {
        true => written.replace('\n', "\r\n"),
        false => written,
    };
    let edited = [&file[..range.start], &new, &file[range.end..]].concat();
    prove(&place, sources, &edited)?;
    let former = file[range].to_owned();
    let change = Change::Write {
        path: path.clone(),
        text: edited,
    };
    // What a translation was made from is told by the text that is written down: today's has to be
    // before it changes.
    let id = place.id();
    let written = place.document.ledger.get(id);
    let is_written = written.is_some_and(|entry| entry.fingerprint == *place.fingerprint());
    let plain = Synchronize {
        // The translators' files of no language.
        locales: vec![key.locale.to_owned()],
        ..Synchronize::default()
    };
    let mut changes = match is_written {
        true => Vec::new(),
        false => written_down(sources, &[], &plain, memo, path)?,
    };
    changes.push(change);
    let decisions = Synchronize {
        minor: match meaning {
            Meaning::Unchanged => vec![id.to_string()],
            Meaning::Changed => Vec::new(),
        },
        keep: keep(&place, sources, &changes, memo)?,
        ..plain
    };
    if !(decisions.minor.is_empty() && decisions.keep.is_empty()) {
        changes.extend(written_down(sources, &changes, &decisions, memo, path)?);
    }
    let mut last = sources.clone();
    last.apply(&changes);
    let after = model_of(&last, memo)?;
    Ok(EditedSource {
        outdated: outdated(&model, &after, &place),
        base: self::base(&Place::find(&after, key)?, &last),
        changes,
        former,
    })
}

/// What `sync` writes after some changes.
fn written_down(
    sources: &Sources,
    changes: &[Change],
    decisions: &Synchronize,
    memo: &Memo,
    path: &SourcePath,
) -> Result<Vec<Change>, Refused> {
    let mut sources = sources.clone();
    sources.apply(changes);
    let (changes, found) = pipeline::synchronize(&sources, decisions, memo);
    match found.has_errors() {
        true => Err(errors(found, path)),
        false => Ok(changes),
    }
}

/// What has to be said for a unit to keep its id after some changes: nothing if it is recognized.
fn keep(
    place: &Place<'_>,
    sources: &Sources,
    changes: &[Change],
    memo: &Memo,
) -> Result<Vec<Keep>, Refused> {
    let mut sources = sources.clone();
    sources.apply(changes);
    let id = place.id();
    let named = new_id(&model_of(&sources, memo)?, place);
    let other = named.filter(|named| named != id);
    let keep = other.map(|other| Keep {
        id: id.as_str().into(),
        instead_of: Some(other.as_str().into()),
    });
    Ok(keep.into_iter().collect())
}

fn errors(found: Diagnostics, path: &SourcePath) -> Refused {
    let errors = found.into_iter();
    let errors = errors.filter(|found| found.severity == Severity::Error);
    first_error(errors.collect(), path)
}

/// A draft is part of the text too.
fn model_of(sources: &Sources, memo: &Memo) -> Result<Model, Refused> {
    let options = Options {
        drafts: true,
        originals: Sources::default(),
        ..Options::default()
    };
    let (model, found) = pipeline::model(sources, &options, memo);
    let path = SourcePath::new(read::CONFIG);
    model.ok_or_else(|| errors(found, &path))
}

/// What somebody sees of a source text who looks at it now.
pub(super) fn base(place: &Place<'_>, sources: &Sources) -> Base {
    let file = sources.get(&place.placed().article.path);
    Base {
        file: file.map(|file| file.digest.to_string()),
        text: Some(Digest::of(place.unit().text.as_bytes()).to_string()),
        source: place.fingerprint().to_string(),
    }
}

/// Where the text of a unit stands in its file, if it stands there as it is, but for where its lines
/// break.
///
/// # Errors
///
/// Why it cannot be changed in place.
pub(super) fn range_of(unit: &content::Unit, file: &str) -> Result<Range<usize>, &'static str> {
    const NOT_PLAIN: &str =
        "the text stands in several pieces of its file: edit the Markdown file instead";
    let first = unit.origins.first().filter(|(text, _)| *text == 0);
    let start = first.map(|(_, file)| *file).ok_or(NOT_PLAIN)?;
    let (text, last) = unit.origins.last().ok_or(NOT_PLAIN)?;
    let end = last + unit.text.len().saturating_sub(*text);
    let there = file.get(start..end).ok_or(NOT_PLAIN)?;
    match squeezed(there) == squeezed(&unit.text) {
        true => Ok(start..end),
        false => Err(NOT_PLAIN),
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Refuses a file that says anything else than it said but for one text.
fn prove(place: &Place<'_>, sources: &Sources, edited: &str) -> Result<(), Refused> {
    let before = &place.placed().article;
    let path = &before.path;
    let parsed = |bytes: &[u8]| {
        let mut found = Diagnostics::new();
        let file = SourceFile::new(path.clone(), bytes);
        (blocks::parse(&file, &mut found), found)
    };
    let (_, problems) = parsed(sources.get(path).map_or(&b""[..], |file| &file.bytes));
    let (after, found) = parsed(edited.as_bytes());
    if found.errors() > problems.errors() {
        return Err(errors(found, path));
    }
    let unit = place.spot.unit;
    let old = sources.text(path).unwrap_or("");
    // What stands before and behind the text, in bytes.
    let around = |unit: &content::Unit, file: &str| {
        let range = range_of(unit, file).ok()?;
        Some((range.start, file.len() - range.end))
    };
    let same = after.is_some_and(|after| {
        let new = after.units.get(unit).and_then(|new| around(new, edited));
        new.is_some()
            && new == around(place.unit(), old)
            && shape(before, unit) == shape(&after, unit)
    });
    if same {
        return Ok(());
    }
    let message = "the text would be read as something else than this one text";
    Err(Diagnostic::error("unit-not-plain", message)
        .in_file(path)
        .hint("edit the Markdown file to change more than words and marks")
        .into())
}

/// All that an article says, without places, and without the text of one unit.
fn shape(article: &Article, but: usize) -> Vec<String> {
    let units = article.units.iter().enumerate();
    let mut shape: Vec<String> = units
        .map(|(index, unit)| {
            let kind = std::mem::discriminant(&unit.kind);
            let fixed = unit.fixed_id.as_ref().map(|id| &id.value);
            match index == but {
                true => format!("{kind:?} {fixed:?}"),
                false => format!("{:?} {fixed:?} {}", unit.kind, unit.text),
            }
        })
        .collect();
    push_blocks(&article.blocks, &mut shape);
    for note in &article.notes {
        shape.push(format!("note {}", note.label.value));
        push_blocks(&note.blocks, &mut shape);
    }
    shape.push(format!("{:?}", article.references));
    shape
}

/// Blocks from the top, each with how many it holds.
fn push_blocks(blocks: &[Block], shape: &mut Vec<String>) {
    shape.push(format!("{} blocks", blocks.len()));
    each_block(blocks, &mut |block| {
        shape.push(match block {
            Block::List {
                start,
                tight,
                items,
            } => {
                let items = items.iter().map(|item| (item.task, item.blocks.len()));
                format!("list {start:?} {tight} {:?}", items.collect::<Vec<_>>())
            }
            Block::Quote { alert, blocks } => format!("quote {alert:?} {}", blocks.len()),
            Block::Definitions(all) => {
                let all = all.iter().map(|of| {
                    let definitions = of.definitions.iter().map(Vec::len);
                    (of.term, definitions.collect::<Vec<_>>())
                });
                format!("definitions {:?}", all.collect::<Vec<_>>())
            }
            Block::Figure {
                alternative,
                source,
                caption,
            } => format!("figure {alternative:?} {} {caption:?}", source.value),
            other => format!("{other:?}"),
        });
    });
}

/// The id of a unit after its text was changed.
fn new_id(after: &Model, place: &Place<'_>) -> Option<UnitId> {
    let document = same_document(after, place)?;
    let article = document.by_path.get(&place.placed().article.path)?;
    let ids = &document.articles[*article].ids;
    ids.get(place.spot.unit).cloned()
}

fn same_document<'m>(model: &'m Model, place: &Place<'_>) -> Option<&'m Document> {
    let mut documents = model.site.documents.iter();
    documents.find(|document| document.name == place.document.name)
}

/// The locales whose translation of a unit held before and is outdated after.
fn outdated(before: &Model, after: &Model, place: &Place<'_>) -> Vec<String> {
    let state = |model: &Model, locale: usize| -> Option<State> {
        let document = same_document(model, place)?;
        let article = document.by_path.get(&place.placed().article.path)?;
        let placed = &document.articles[*article];
        let locale = model.locales.all.get(locale)?;
        Some(translation(document, placed, place.spot.unit, locale)?.state)
    };
    let locales = before.locales.all.iter().enumerate();
    locales
        .filter(|(index, _)| *index != before.locales.source)
        .filter(|(index, _)| {
            let was = state(before, *index);
            was.is_some_and(|was| was != State::Outdated)
                && state(after, *index) == Some(State::Outdated)
        })
        .map(|(_, locale)| locale.config.tag.to_string())
        .collect()
}

#[cfg(test)]
mod tests;
