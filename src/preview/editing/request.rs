//! Requests for edits, read from JSON.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::orders::{Order, UnitName};
use crate::desk::{Base, Meaning, Refused};
use crate::diagnostic::Diagnostic;
use crate::preview::PATHS;

/// What a page asks for.
#[derive(Debug)]
pub(super) enum Asked {
    /// What there is to say of a text.
    Check(Check),
    /// A change of the project.
    Change(Order),
}

/// A text that is not saved yet.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    pub(super) unit: UnitName,
    pub(super) text: String,
    /// The path of the page that is looked at.
    pub(super) page: String,
    /// What was seen of a text of the source.
    pub(super) base: Base,
}

/// Why a request is not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// There is no such endpoint.
    Missing,
    /// It is not what it should be.
    Malformed(Refused),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Save {
    unit: UnitName,
    text: String,
    base: Base,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Accept {
    unit: UnitName,
    base: Base,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    unit: UnitName,
    text: String,
    meaning: Said,
    base: Base,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Said {
    Changed,
    Unchanged,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Undo {
    number: u64,
}

/// Reads a request that was sent to an endpoint.
pub(super) fn read(path: &str, body: &[u8]) -> Result<Asked, Unread> {
    let name = PATHS.edits.and_then(|below| path.strip_prefix(below));
    Ok(match name {
        Some("check") => Asked::Check(of(body)?),
        Some("save") => {
            let Save { unit, text, base } = of(body)?;
            Asked::Change(Order::Save { unit, text, base })
        }
        Some("accept") => {
            let Accept { unit, base } = of(body)?;
            Asked::Change(Order::Accept { unit, base })
        }
        Some("source") => {
            let Source {
                unit,
                text,
                meaning,
                base,
            } = of(body)?;
            let meaning = match meaning {
                Said::Changed => Meaning::Changed,
                Said::Unchanged => Meaning::Unchanged,
            };
            Asked::Change(Order::Source {
                unit,
                text,
                meaning,
                base,
            })
        }
        Some("undo") => {
            let Undo { number } = of(body)?;
            Asked::Change(Order::Undo { number })
        }
        _ => return Err(Unread::Missing),
    })
}

fn of<T: DeserializeOwned>(body: &[u8]) -> Result<T, Unread> {
    serde_json::from_slice(body).map_err(|error| {
        let message = format!("the request is not understood: {error}");
        Unread::Malformed(Diagnostic::error("request-malformed", message).into())
    })
}
