//! Fluent: files to messages, messages to text.
//!
//! 1. [`guard`] looks a file over in one linear pass and refuses what the parser could not
//!    survive (RELIABILITY: nesting, numbers of arguments, sizes) or would misread (a byte-order
//!    mark, tabs, bare carriage returns, conflict markers);
//! 2. [`parse`] parses it with `fluent-syntax` and lowers it to [`Resource`], whose patterns
//!    know their place in the file;
//! 3. [`resolve`] formats a pattern for a locale. It is our own because the plural rules, the
//!    numbers and the dates of `fluent-bundle` are not CLDR's, and because its errors have no
//!    place; a test compares the two where both are right;
//! 4. [`mod@write`] turns text into Fluent again, [`pattern`] a parsed pattern;
//!    and [`canonical()`] and [`normal_form`] give the one text of a pattern that others are
//!    compared by;
//! 5. [`edit`] changes a file in place, by the parts that [`layout`] cuts it into.
//!
//! Invariant: whatever a file says, parsing and formatting end soon, in bounded memory, and
//! every problem has a place in the file.

mod canonical;
pub mod edit;
mod expression;
pub mod guard;
pub mod layout;
mod lower;
mod normal;
pub mod parse;
pub mod pattern;
pub mod resolve;
pub mod write;

use std::collections::HashMap;
use std::ops::Range;

pub use canonical::canonical;
pub use normal::normal_form;

use crate::source::SourcePath;

/// The parsed messages of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// The file.
    pub path: SourcePath,
    /// Messages and terms in the order of the file.
    pub entries: Vec<Entry>,
    index: HashMap<Box<str>, usize>,
}

impl Resource {
    fn new(path: SourcePath) -> Self {
        Self {
            path,
            entries: Vec::new(),
            index: HashMap::new(),
        }
    }

    /// A message by its id, or a term by its id with the leading `-`.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.index.get(id).map(|at| &self.entries[*at])
    }

    /// Adds an entry unless its id is taken: in Fluent the first of two equal ids wins.
    /// Returns the entry that was there first.
    fn insert(&mut self, entry: Entry) -> Option<&Entry> {
        if let Some(at) = self.index.get(&*entry.id) {
            return Some(&self.entries[*at]);
        }
        self.index.insert(entry.id.clone(), self.entries.len());
        self.entries.push(entry);
        None
    }
}

/// A message or a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The id; a term's begins with `-`.
    pub id: Box<str>,
    /// Where the id stands.
    pub id_span: Range<usize>,
    /// The value. A message may have attributes only.
    pub value: Option<Pattern>,
    /// Attributes in the order of the file.
    pub attributes: Vec<Attribute>,
}

impl Entry {
    /// The pattern of an attribute, or of the value if no attribute is asked for.
    pub fn pattern(&self, attribute: Option<&str>) -> Option<&Pattern> {
        match attribute {
            None => self.value.as_ref(),
            Some(name) => self
                .attributes
                .iter()
                .find(|attribute| &*attribute.id == name)
                .map(|attribute| &attribute.value),
        }
    }
}

/// An attribute of a message or term.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// Its name.
    pub id: Box<str>,
    /// Its pattern.
    pub value: Pattern,
}

/// Text with placeables.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// Text and placeables in their order. Adjacent texts are joined.
    pub elements: Vec<Element>,
    /// From the first to the last character of the value, as far as the parser tells.
    pub span: Range<usize>,
}

impl Pattern {
    /// A pattern without placeables.
    pub fn text(text: &str, span: Range<usize>) -> Self {
        Self {
            elements: vec![Element::Text(text.into())],
            span,
        }
    }

    /// The text, if there is nothing but text.
    pub fn as_text(&self) -> Option<&str> {
        match self.elements.as_slice() {
            [] => Some(""),
            [Element::Text(text)] => Some(text),
            _ => None,
        }
    }
}

/// A part of a [`Pattern`].
#[derive(Debug, Clone, PartialEq)]
pub enum Element {
    /// Literal text, line breaks as `\n`, indentation removed.
    Text(Box<str>),
    /// `{ … }`
    Placeable(Expression),
}

/// What stands between braces.
#[derive(Debug, Clone, PartialEq)]
pub enum Expression {
    /// A string literal, escapes resolved.
    Text(Box<str>),
    /// A number literal as it was written: its fraction digits matter.
    Number(Box<str>, Range<usize>),
    /// `$name`
    Variable(Box<str>, Range<usize>),
    /// `id` or `id.attribute`
    Message {
        /// The message.
        id: Box<str>,
        /// Its attribute, or its value.
        attribute: Option<Box<str>>,
        /// Where the id stands.
        span: Range<usize>,
    },
    /// `-id`, `-id.attribute`, `-id(name: …)`
    Term {
        /// The term with its leading `-`.
        id: Box<str>,
        /// Its attribute, or its value.
        attribute: Option<Box<str>>,
        /// Named arguments; terms take no others.
        arguments: Vec<(Box<str>, Expression)>,
        /// Where the id stands, with its `-`.
        span: Range<usize>,
    },
    /// `NAME(…)`
    Function {
        /// The function's name.
        name: Box<str>,
        /// Arguments by position.
        positional: Vec<Expression>,
        /// Arguments by name.
        named: Vec<(Box<str>, Expression)>,
        /// Where the name stands.
        span: Range<usize>,
    },
    /// `… -> [key] …`
    Select {
        /// What decides.
        selector: Box<Expression>,
        /// The variants in their order.
        variants: Vec<Variant>,
        /// The variant marked `*`.
        default: usize,
    },
}

/// A variant of a selector.
#[derive(Debug, Clone, PartialEq)]
pub struct Variant {
    /// What it stands for.
    pub key: VariantKey,
    /// Its text.
    pub value: Pattern,
}

/// The key of a [`Variant`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariantKey {
    /// `[one]`
    Name(Box<str>),
    /// `[1]`, as written.
    Number(Box<str>),
}
