//! Editing in the page: what the scripts of the translator's view ask the server for.
//!
//! | asked | is |
//! |---|---|
//! | `GET _concord/units/fr.json` | the units of a language in reading order ([`crate::desk::todo()`]) |
//! | `GET _concord/units/fr/guide/start-p1.json` | all that a unit is translated with ([`crate::desk::unit()`]) |
//! | `POST _concord/edits/check` | what there is to say of a text, and the page with it (`check`) |
//! | `POST _concord/edits/save`, `accept`, `source`, `undo` | a change of the project (`orders`) |
//!
//! Steps of a change:
//! 1. the server has seen that it comes from a page of its own, with the token;
//! 2. it becomes an [`orders::Order`], which the thread that follows the project carries out
//!    ([`write`]): nobody else reads or writes the project, so that nothing comes between;
//! 3. the answer is given when the site is shown with it.
//!
//! Invariant: what cannot be done is refused with the reason, and the text stays in the page.

mod check;
pub(super) mod orders;
mod request;
pub(super) mod write;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::Serialize;
use serde_json::json;

use super::problems::{self, Problem};
use super::shown::Shown;
use super::site::Preview;
use crate::desk::{self, Key, Refused, Versions};
use crate::diagnostic::Diagnostic;
use crate::server::{Answer, Found};
use crate::source::Sources;
use orders::Queue;

/// What the addresses of units begin with, below the folder of the preview.
const UNITS: &str = "units/";

/// Whether pages may change the project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Editing {
    /// They may, with this secret.
    Allowed {
        /// The token of the server.
        token: String,
    },
    /// They may not, and why, in words for a page.
    Off {
        /// A sentence without its end.
        reason: &'static str,
    },
}

/// The editing of a preview.
#[derive(Debug)]
pub(super) struct Editor {
    pub(super) policy: Editing,
    /// Where changes go. There is none before the project is followed.
    pub(super) queue: OnceLock<Queue>,
    /// How many texts were checked since things were last forgotten: each leaves pages behind.
    pub(super) checked: AtomicU32,
}

impl Editor {
    pub(super) fn new(policy: Editing) -> Self {
        Self {
            policy,
            queue: OnceLock::new(),
            checked: AtomicU32::new(0),
        }
    }
}

/// What units are, at addresses below the folder of the preview. `None` if it is none of them.
pub(super) fn get(preview: &Preview, name: &str) -> Option<Found> {
    let name = name.strip_prefix(UNITS)?.strip_suffix(".json")?;
    let shown = preview.shown();
    let Some(blueprint) = shown.blueprint.as_deref() else {
        return Some(Found::Missing(None));
    };
    let (model, sources) = (blueprint.model(), blueprint.sources());
    let mut parts = name.splitn(3, '/');
    let answer = match (parts.next(), parts.next(), parts.next()) {
        (Some(tag), None, None) => desk::todo(model, sources, tag).map(|list| {
            let version = shown.version;
            json!({ "version": version, "list": list })
        }),
        (Some(locale), Some(document), Some(id)) => {
            let key = Key {
                locale,
                document,
                id,
            };
            let unit = desk::unit(blueprint, preview.memo(), key);
            unit.map(|unit| json!({ "version": shown.version, "unit": unit }))
        }
        _ => return Some(Found::Missing(None)),
    };
    Some(match answer {
        Ok(answer) => Found::File(json_of(&answer).into()),
        Err(_) => Found::Missing(None),
    })
}

/// Does what a page asks for at an address below [`super::PATHS`]' edits.
pub(super) fn post(preview: &Preview, path: &str, body: &[u8]) -> Answer {
    let editor = preview.editor();
    if let Editing::Off { reason } = &editor.policy {
        let diagnostic = Diagnostic::error("read-only", *reason);
        return Answer::Invalid(refusal(&diagnostic.into(), &Sources::default()));
    }
    let asked = match request::read(path, body) {
        Ok(asked) => asked,
        Err(request::Unread::Missing) => return Answer::Missing,
        Err(request::Unread::Malformed(refused)) => {
            return Answer::Invalid(refusal(&refused, &Sources::default()));
        }
    };
    match asked {
        request::Asked::Check(asked) => {
            editor.checked.fetch_add(1, Ordering::Relaxed);
            check::check(preview, &asked)
        }
        request::Asked::Change(order) => match editor.queue.get() {
            Some(queue) => queue.carry_out(order),
            None => Answer::Missing,
        },
    }
}

/// Says why something is not done.
pub(super) fn refused(refused: &Refused, sources: &Sources) -> Answer {
    let said = refusal(refused, sources);
    match refused {
        Refused::Changed(_) => Answer::Conflict(said),
        Refused::Impossible(_) => Answer::Invalid(said),
    }
}

fn refusal(refused: &Refused, sources: &Sources) -> Vec<u8> {
    #[derive(Serialize)]
    #[serde(rename_all = "lowercase")]
    enum Said<'r> {
        Versions(&'r Versions),
        Problem(Problem),
    }
    json_of(&match refused {
        Refused::Changed(versions) => Said::Versions(versions),
        Refused::Impossible(diagnostic) => Said::Problem(problems::problem(diagnostic, sources)),
    })
}

/// What is missing of a project whose sources are not those that are shown.
fn unsound(shown: &Shown) -> Option<Refused> {
    shown.is_unsound().then(|| {
        Diagnostic::error(
            "project-broken",
            "the project has errors, so that nothing can be saved",
        )
        .hint("mend them first; what was typed is kept in the page")
        .into()
    })
}

/// Structures of strings and numbers always serialise.
fn json_of(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
