//! What looks wrong in a translation as a text of its language. Warnings, never errors.
//!
//! The checks here are functions of two texts as readers see them: placeables filled in,
//! Markdown gone. They know no files; [`super`] gives what they find its place.

use std::ops::Range;

use crate::locale::Locale;

/// A text as readers see it, with its language.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The text. Code and formulas are one U+FFFC (object replacement character) each, as are
    /// references to notes.
    pub visible: &'a str,
}

/// What a check has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do, or nothing.
    pub hint: Option<String>,
    /// Where, in bytes of the visible text of the translation. Empty for the text as a whole.
    pub span: Range<usize>,
}

/// The codes of what can be found.
pub const CODES: &[&str] = &[];

/// Everything that looks wrong in a translation.
pub fn findings(_source: Text<'_>, _target: Text<'_>) -> Vec<Finding> {
    Vec::new()
}
