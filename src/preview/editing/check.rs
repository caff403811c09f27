//! A text that is being typed: what there is to say of it, and its page with it.
//!
//! The site is laid out with the files as they would be, by the function that lays it out once they
//! are saved. So the page is the one that saving would show, with its notes and its navigator.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Serialize;

use super::{json_of, refusal, request, unsound};
use crate::desk::{self, Meaning, Refused};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pipeline::{Blueprint, Timings};
use crate::preview::problems::{self, Problem};
use crate::preview::site::{Preview, html_at};
use crate::server::Answer;
use crate::source::Sources;

#[derive(Debug, Default, Serialize)]
struct Said {
    problems: Vec<Problem>,
    /// The page as it would be; nothing if it cannot be made.
    page: Option<String>,
    /// For a text of the source: the languages whose translations become outdated.
    outdated: Vec<String>,
}

/// A text as it would be if it were saved.
struct Tried {
    sources: Sources,
    found: Diagnostics,
    outdated: Vec<String>,
}

/// Checks a text. Nothing is written.
pub(super) fn check(preview: &Preview, asked: &request::Check) -> Answer {
    let shown = preview.shown();
    let (Some(blueprint), None) = (shown.blueprint.as_deref(), unsound(&shown)) else {
        let why = unsound(&shown).unwrap_or_else(nothing_there);
        return said(&why, shown.sources());
    };
    let tried = catch_unwind(AssertUnwindSafe(|| {
        let tried = try_it(blueprint, preview, asked)?;
        let mut laid_out = Diagnostics::new();
        let after = Blueprint::new(
            &tried.sources,
            preview.options(),
            preview.memo(),
            &mut laid_out,
            &mut Timings::default(),
        );
        let page = after
            .filter(|_| !laid_out.has_errors())
            .and_then(|after| html_at(&after, preview.memo(), &asked.page));
        let mut found = tried.found;
        // What is wrong with a text of the source shows when the site is laid out.
        if asked.unit.is_source(blueprint) {
            let known = shown.diagnostics();
            let is_new = |of: &Diagnostic| known.iter().all(|other| other.message != of.message);
            for diagnostic in laid_out.into_iter().filter(is_new) {
                found.push(diagnostic);
            }
        }
        Ok(Said {
            problems: problems::of(&found, &tried.sources),
            page,
            outdated: tried.outdated,
        })
    }));
    match tried {
        Ok(Ok(said)) => Answer::Done(json_of(&said)),
        Ok(Err(why)) => said(&why, shown.sources()),
        Err(_) => Answer::Failed(json_of(&Said {
            problems: problems::of(&problems::of_panic(), shown.sources()),
            ..Said::default()
        })),
    }
}

fn try_it(
    blueprint: &Blueprint,
    preview: &Preview,
    asked: &request::Check,
) -> Result<Tried, Refused> {
    let (model, sources) = (blueprint.model(), blueprint.sources());
    let key = asked.unit.key();
    if !asked.unit.is_source(blueprint) {
        let checked = desk::check(model, sources, key, &asked.text)?;
        return Ok(Tried {
            sources: checked.sources,
            found: checked.diagnostics,
            outdated: Vec::new(),
        });
    }
    let text = (asked.text.as_str(), Meaning::Changed);
    let edited = desk::edit_source(sources, preview.memo(), key, text, &asked.base)?;
    let mut sources = sources.clone();
    sources.apply(&edited.changes);
    Ok(Tried {
        sources,
        found: Diagnostics::new(),
        outdated: edited.outdated,
    })
}

/// That a text cannot be saved as it is: what was asked for, and no failure.
fn said(why: &Refused, sources: &Sources) -> Answer {
    Answer::Done(refusal(why, sources))
}

fn nothing_there() -> Refused {
    Diagnostic::error("project-broken", "there is no site yet").into()
}
