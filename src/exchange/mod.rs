//! Translations on their way out to other tools, and back.
//!
//! 1. [`gather`](gather::gather) takes the units of a locale from the model: [`Exported`];
//! 2. a format writes them ([`po`], [`xliff`], [`csv`], [`tmx`]), or reads what came back
//!    ([`po`], [`xliff`], [`ftl`]), or a translation without ids is aligned ([`text`]):
//!    [`Imported`];
//! 3. [`apply`](apply::apply) puts what came back into the locale's files, by the same rules by
//!    which `sync` judges any other edit.
//!
//! Formats know nothing of projects: they are functions between text and these two types.
//! `docs/exchange.md` says what each format can hold.

pub mod apply;
pub mod csv;
pub mod ftl;
pub mod gather;
mod inline;
mod names;
pub mod po;
#[cfg(test)]
mod testing;
pub mod text;
pub mod tmx;
pub mod xliff;
mod xml;

pub mod mdbook;

use std::ops::Range;

use crate::identity::UnitId;
use crate::identity::state::State;
use crate::locale::LocaleTag;
use crate::source::SourcePath;

/// A unit with its translation, on its way out.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The document.
    pub document: String,
    /// The unit.
    pub id: UnitId,
    /// The file that its source text is in.
    pub article: SourcePath,
    /// The line of the source text in that file, from 1.
    pub line: usize,
    /// What the unit is, for people: `title`, `paragraph`, `note 17`.
    pub kind: String,
    /// The source text of today: a Fluent pattern of inline Markdown.
    pub source: String,
    /// The source text that an outdated translation was made from, if it is known.
    pub former: Option<String>,
    /// The translation in the same form.
    pub translation: Option<String>,
    /// The state of the translation.
    pub state: State,
    /// What the translator has noted above the message, line by line.
    pub comments: Vec<String>,
}

/// What is exported: the units of one locale.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The title of the site.
    pub title: String,
    /// The language of the source texts.
    pub source: LocaleTag,
    /// The language of the translations.
    pub target: LocaleTag,
    /// Whether the locale wants translations to be reviewed: then those that are current are.
    pub reviewed: bool,
    /// In reading order, document by document.
    pub units: Vec<Exported>,
}

/// A translation on its way in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The document, where the format tells.
    pub document: Option<String>,
    /// The unit.
    pub id: UnitId,
    /// The source text that it was made from, where the format tells.
    pub source: Option<String>,
    /// The translation: a Fluent pattern of inline Markdown.
    pub translation: String,
    /// How sure the other tool is of it.
    pub confidence: Confidence,
    /// What the translator has noted, line by line.
    pub comments: Vec<String>,
    /// Where it stands in the imported file, in bytes.
    pub span: Range<usize>,
}

/// How sure another tool is of a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It was made from another source text: `#, fuzzy`.
    Doubtful,
    /// It is translated, and nobody has reviewed it.
    Unreviewed,
    /// Nothing is said against it.
    Sound,
    /// It was reviewed or signed off.
    Reviewed,
}
