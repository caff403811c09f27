//! What there is to say of a site, as the overlay shows it.

use serde::Serialize;

use crate::diagnostic::human::{self, Colour};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Sources;

/// A diagnostic as pages get it.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    severity: &'static str,
    code: &'static str,
    /// What is wrong, in a line.
    message: String,
    /// What can be done.
    hints: Vec<String>,
    /// As a terminal shows it: place, excerpt, caret and hints. Plain text.
    text: String,
}

/// Most problems that pages get. Whoever has more has one mistake in many places.
const MOST: usize = 500;

/// All problems, errors first.
pub(super) fn of(diagnostics: &Diagnostics, sources: &Sources) -> Vec<Problem> {
    let (errors, others): (Vec<_>, Vec<_>) = diagnostics
        .iter()
        .partition(|diagnostic| diagnostic.severity == Severity::Error);
    let all = errors.into_iter().chain(others).take(MOST);
    all.map(|diagnostic| problem(diagnostic, sources)).collect()
}

/// One of them.
pub(super) fn problem(diagnostic: &Diagnostic, sources: &Sources) -> Problem {
    let mut alone = Diagnostics::new();
    alone.push(diagnostic.clone());
    Problem {
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        code: diagnostic.code,
        message: diagnostic.message.clone(),
        hints: diagnostic.hints.clone(),
        text: human::render(&alone, sources, Colour::Plain)
            .trim_end()
            .to_owned(),
    }
}

/// What is said when making the site stopped at a mistake of ours.
pub(super) fn of_panic() -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let message = "making the site stopped at a mistake of Concord's own";
    diagnostics.push(
        Diagnostic::error("internal", message)
            .hint("the last change may tell which text it stumbles over; please report it"),
    );
    diagnostics
}
