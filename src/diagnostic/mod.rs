//! What Concord has to say about the files of a project.
//!
//! There is one type for every kind of file: Markdown, Fluent, TOML and templates. A stage
//! collects [`Diagnostic`]s and goes on, so that one run reports everything that is wrong;
//! only the commands print ([`human`], [`json`], [`github`]).
//!
//! Wording: lower case, no final period, names in backticks. The message says what is wrong,
//! a hint says what to do.

pub mod github;
pub mod human;
pub mod json;
mod position;

use std::ops::Range;

use serde::Serialize;

pub use position::{LineIndex, Position};

use crate::source::SourcePath;

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The project cannot be published as it is.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub path: SourcePath,
    /// Bytes from the first byte of the file. `None` speaks of the file as a whole.
    pub span: Option<Range<usize>>,
}

impl Place {
    /// A span of bytes in a file, counted from the file's first byte.
    pub fn new(path: &SourcePath, span: Range<usize>) -> Self {
        Self {
            path: path.clone(),
            span: Some(span),
        }
    }

    /// A file as a whole.
    pub fn file(path: &SourcePath) -> Self {
        Self {
            path: path.clone(),
            span: None,
        }
    }
}

/// One thing to say about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// A stable name that tools and suppressions use: `link-broken`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where. Boxed, as most of what a stage passes around is no diagnostic.
    pub place: Option<Box<Place>>,
    /// A few words under the caret.
    pub label: Option<String>,
    /// Other places that explain it: the first of two equal names, the page being rendered.
    pub related: Vec<(Place, String)>,
    /// What to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity,
            code,
            message: message.into(),
            place: None,
            label: None,
            related: Vec::new(),
            hints: Vec::new(),
        }
    }

    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, path: &SourcePath, span: Range<usize>) -> Self {
        self.place = Some(Box::new(Place::new(path, span)));
        self
    }

    /// Says which file, where no part of it is to blame.
    #[must_use]
    pub fn in_file(mut self, path: &SourcePath) -> Self {
        self.place = Some(Box::new(Place::file(path)));
        self
    }

    /// A few words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// What to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Another place that explains this one.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }
}

/// All that a run has to say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing to say yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another stage.
    pub fn extend(&mut self, other: impl IntoIterator<Item = Diagnostic>) {
        self.0.extend(other);
    }

    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// How many errors.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many warnings.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In the order in which they were found, or sorted after [`Self::sort`].
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Orders by file and place, and drops what two stages said alike: the order must not
    /// depend on the number of threads.
    pub fn sort(&mut self) {
        fn key(d: &Diagnostic) -> impl Ord + '_ {
            let place = d.place.as_deref().map(|place| {
                let span = place.span.as_ref().map(|span| (span.start, span.end));
                (&place.path, span)
            });
            (place, d.severity, d.code, d.message.as_str())
        }
        self.0.sort_by(|a, b| key(a).cmp(&key(b)));
        self.0.dedup();
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(iter: T) -> Self {
        Self(iter.into_iter().collect())
    }
}

/// How many names are compared for a hint.
const MOST_NAMES: usize = 10_000;

/// The nearest of some names to what was written, for 'did you mean' hints.
///
/// Names whose Jaro-Winkler similarity is below 0.75 are no help to anybody. Of very many names
/// only the first 10,000 are compared: a hint must not cost more than the build.
pub fn nearest<'a>(wanted: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = wanted.to_lowercase();
    let similarity = |name: &str| {
        // `DE` is no letter away from `de`.
        let either = strsim::jaro_winkler(&lower, &name.to_lowercase());
        strsim::jaro_winkler(wanted, name).max(either)
    };
    names
        .into_iter()
        .take(MOST_NAMES)
        .map(|name| (similarity(name), name))
        .filter(|(similarity, _)| *similarity >= 0.75)
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, name)| name)
}
