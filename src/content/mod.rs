//! Canonical content: Markdown files to articles.
//!
//! 1. [`front_matter`] splits a file and reads what stands between its fences;
//! 2. [`blocks`] parses the Markdown once, for all languages, into a tree of [`Block`]s whose
//!    texts are [`Unit`]s;
//! 3. [`inline`] parses the text of a unit, canonical or translated, into a few [`Inline`]
//!    tokens; what is not on its list (raw HTML, unsafe addresses) is an error.
//!
//! Invariant: an [`Article`] is a function of its file alone. Ids, numbers of notes and targets
//! of links are given later, by the site.

pub mod blocks;
pub mod front_matter;
mod guard;
pub mod inline;
pub mod slug;
pub(crate) mod text;
mod tidy;

use std::ops::Range;
use std::sync::Arc;

use crate::config::toml::Located;
use crate::fluent::Pattern;
use crate::source::SourcePath;
use front_matter::FrontMatter;

pub use inline::Inline;

/// One Markdown file.
#[derive(Debug, Clone)]
pub struct Article {
    /// The file.
    pub path: SourcePath,
    /// What its front matter says.
    pub front: FrontMatter,
    /// The text.
    pub blocks: Vec<Block>,
    /// The notes, in the order of their definitions.
    pub notes: Vec<Note>,
    /// Everything that is translated, in reading order: label, title, description, the text,
    /// the notes.
    pub units: Vec<Unit>,
    /// Link reference definitions of the file: label, address, title.
    pub references: Vec<(String, String, String)>,
}

/// Which unit of an article.
pub type UnitIndex = usize;

/// The smallest translatable piece.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What it is; decides the form of its id.
    pub kind: UnitKind,
    /// Its text: a Fluent pattern whose text is inline Markdown, one line but for hard breaks.
    pub text: String,
    /// The same, parsed.
    pub pattern: Pattern,
    /// The inline Markdown of the text, for what has no placeables.
    pub tokens: Arc<[Inline]>,
    /// An id that the author has fixed.
    pub fixed_id: Option<Located<String>>,
    /// Where it stands in the file.
    pub span: Range<usize>,
    /// Pairs of an offset in `text` and the offset in the file that it came from.
    pub origins: Vec<(usize, usize)>,
}

impl Unit {
    /// The place in the file of an offset in the text.
    pub fn offset_in_file(&self, offset: usize) -> usize {
        let at = self.origins.partition_point(|(text, _)| *text <= offset);
        match at.checked_sub(1).and_then(|at| self.origins.get(at)) {
            Some((text, file)) => (file + offset - text).min(self.span.end),
            None => self.span.start,
        }
    }
}

/// What a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitKind {
    /// What stands above a title: `Part I`.
    Label,
    /// The title of the article.
    Title,
    /// Its description.
    Description,
    /// A heading, with the words its id is made of.
    Heading {
        /// The slug of the heading's text.
        slug: String,
    },
    /// A paragraph, a cell, a term being defined.
    Paragraph,
    /// The first block of a note, with the note's label.
    Note {
        /// The label in `[^label]`.
        label: String,
    },
    /// A further block of a note.
    NoteParagraph {
        /// The label of the note.
        label: String,
    },
    /// The alternative text of an image that stands alone.
    Alternative,
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its label, and where it is defined.
    pub label: Located<String>,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading below the title.
    Heading {
        /// From 2 to 6.
        level: u8,
        /// Its text.
        unit: UnitIndex,
        /// Classes from `{.class}`; other attributes are dropped.
        classes: Vec<String>,
    },
    /// A paragraph.
    Paragraph(UnitIndex),
    /// A list.
    List {
        /// The number of the first item of an ordered list.
        start: Option<u32>,
        /// Whether items stand without space between them.
        tight: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// A quotation, or a callout (`> [!NOTE]`).
    Quote {
        /// The kind of callout.
        alert: Option<Alert>,
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// A block of code, which is not translated.
    Code {
        /// The first word behind the fence.
        language: Option<String>,
        /// The code.
        text: String,
    },
    /// A table. The first row is its head.
    Table {
        /// How each column is aligned.
        alignments: Vec<Alignment>,
        /// Rows of cells; an empty cell has no unit.
        rows: Vec<Vec<Option<UnitIndex>>>,
    },
    /// Terms with their definitions.
    Definitions(Vec<Definition>),
    /// An image that stands alone.
    Figure {
        /// Its alternative text, unless the image is mere decoration.
        alternative: Option<UnitIndex>,
        /// The address as written.
        source: Located<String>,
        /// Its title, shown below it.
        caption: Option<UnitIndex>,
    },
    /// A thematic break.
    Rule,
    /// HTML of the author, balanced, the same in all languages.
    Html(String),
}

impl Block {
    /// Its own units, without those of the blocks that it holds.
    pub fn units(&self) -> Vec<UnitIndex> {
        match self {
            Self::Paragraph(unit) | Self::Heading { unit, .. } => vec![*unit],
            Self::Table { rows, .. } => rows.iter().flatten().flatten().copied().collect(),
            Self::Definitions(definitions) => definitions
                .iter()
                .map(|definition| definition.term)
                .collect(),
            Self::Figure {
                alternative,
                caption,
                ..
            } => alternative.iter().chain(caption).copied().collect(),
            Self::List { .. }
            | Self::Quote { .. }
            | Self::Code { .. }
            | Self::Rule
            | Self::Html(_) => Vec::new(),
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Whether it is a task, and done.
    pub task: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: UnitIndex,
    /// One or more definitions.
    pub definitions: Vec<Vec<Block>>,
}

/// How a column of a table is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// As the script does.
    None,
    /// To the start of the line.
    Start,
    /// Centred.
    Center,
    /// To the end of the line.
    End,
}

/// The kinds of callouts that GitHub knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!IMPORTANT]`
    Important,
    /// `[!WARNING]`
    Warning,
    /// `[!CAUTION]`
    Caution,
}

impl Alert {
    /// Its name in classes and interface messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Tip => "tip",
            Self::Important => "important",
            Self::Warning => "warning",
            Self::Caution => "caution",
        }
    }
}

/// Calls a function on every block of a tree, from the top.
pub fn each_block<'b>(blocks: &'b [Block], visit: &mut impl FnMut(&'b Block)) {
    for block in blocks {
        visit(block);
        match block {
            Block::List { items, .. } => {
                for item in items {
                    each_block(&item.blocks, visit);
                }
            }
            Block::Quote { blocks, .. } => each_block(blocks, visit),
            Block::Definitions(definitions) => {
                for blocks in definitions
                    .iter()
                    .flat_map(|definition| &definition.definitions)
                {
                    each_block(blocks, visit);
                }
            }
            _ => {}
        }
    }
}
