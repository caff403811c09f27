//! The desk of a translator: what an editor beside the text shows of a unit, and what it changes.
//!
//! 1. [`todo()`] lists the units of a language in reading order, with their states;
//! 2. [`unit()`] gathers all that one unit is translated with: its source text and what changed in
//!    it, the translation, those into other languages, terms, and similar texts (`suggest`);
//! 3. [`check()`] says what `concord check` would say of a text if it were saved (`provisional`);
//! 4. [`save()`] and [`accept`] plan what is written for a translation, [`undo()`] takes it back;
//! 5. [`edit_source`] plans the same for a text of the source, which is a piece of a Markdown file.
//!
//! # The text that is edited
//!
//! A translation is edited as other tools get it ([`crate::exchange`]): as a Fluent pattern of
//! inline Markdown, so that placeables (`{ -term }`), literals (`{"{"}`) and line breaks survive.
//! What holds a selector is syntax on several lines rather than a text, and is edited as
//! [`Form::Fluent`]; both are read and written by the same functions. White space at either end
//! means nothing and is dropped, a tabulator is a space.
//!
//! # Invariants
//!
//! - Functions of a model and its sources: no clock, no disk, no HTTP. What is to be written is
//!   returned as [`Change`](crate::source::write::Change)s.
//! - Of a translators' file only the bytes of the one message change, with the notes of `sync` above
//!   it or its stub; of the records only its own; of a Markdown file only the bytes of the unit.
//!   Each edit is proved by reading the result before it is returned.
//! - Only [`crate::identity::state`] says what state a unit has. A text that is saved was made from
//!   the source text that its translator saw ([`Base`]), and is a draft where the language wants
//!   review.
//! - Nothing is overwritten that its writer has not seen: [`Refused::Changed`] has both versions.

mod accept;
mod check;
mod plan;
mod provisional;
mod save;
mod source;
mod suggest;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
mod todo;
mod undo;
mod unit;

use serde::{Deserialize, Serialize};

pub use self::accept::accept;
pub use self::check::{Checked, check};
pub use self::plan::{Saved, Undo};
pub use self::save::save;
pub use self::source::{EditedSource, Meaning, edit_source};
pub use self::suggest::{Origin, Suggestion};
pub use self::text::Form;
pub use self::todo::{Item, List, todo};
pub use self::undo::undo;
pub use self::unit::{Other, Run, Term, Text, Unit, unit};
use crate::content;
use crate::diagnostic::{Diagnostic, nearest};
use crate::identity::UnitId;
use crate::identity::fingerprint::Fingerprint;
use crate::localize::{LocaleIndex, SiteLocale, Translation, translation};
use crate::pipeline::{Model, Spot};
use crate::site::{Document, Placed};

/// Which unit in which language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key<'a> {
    /// The tag of the locale.
    pub locale: &'a str,
    /// The name of the document.
    pub document: &'a str,
    /// The id of the unit.
    pub id: &'a str,
}

/// What somebody saw who changes a unit. It is given with [`Unit`] and comes back with the change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// The digest of the file that the text is in; nothing if there is no such file.
    pub file: Option<String>,
    /// The fingerprint of the text; nothing if there is none.
    pub text: Option<String>,
    /// The fingerprint of the source text that is translated.
    pub source: String,
}

/// Why something is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The text was changed since it was read.
    Changed(Box<Versions>),
    /// It cannot be done, and why.
    Impossible(Box<Diagnostic>),
}

/// Both versions of a text that two people changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Versions {
    /// The one that was to be saved.
    pub yours: String,
    /// The one that is there; nothing if it was removed.
    pub theirs: Option<String>,
    /// What to give as seen in order to save all the same.
    pub base: Base,
}

impl From<Diagnostic> for Refused {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Impossible(Box::new(diagnostic))
    }
}

/// A unit that was found.
#[derive(Debug, Clone, Copy)]
struct Place<'m> {
    spot: Spot,
    document: &'m Document,
    locale: &'m SiteLocale,
}

impl<'m> Place<'m> {
    fn find(model: &'m Model, key: Key<'_>) -> Result<Self, Refused> {
        let locale = locale(model, key.locale)?;
        let documents = &model.site.documents;
        let document = documents
            .iter()
            .position(|document| document.name == key.document);
        let Some(document) = document else {
            let message = format!("`{}` is no document of this site", key.document);
            return Err(Diagnostic::error("document-unknown", message).into());
        };
        let articles = documents[document].articles.iter().enumerate();
        let ids = || {
            let articles = articles.clone();
            articles.flat_map(|(article, placed)| {
                let ids = placed.ids.iter().enumerate();
                ids.map(move |(unit, id)| (article, unit, id))
            })
        };
        let Some((article, unit, _)) = ids().find(|(_, _, id)| id.as_str() == key.id) else {
            let message = format!("there is no unit `{}`", key.id);
            let diagnostic = Diagnostic::error("unit-unknown", message);
            let near = nearest(key.id, ids().map(|(_, _, id)| id.as_str()));
            return Err(match near {
                Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                None => diagnostic,
            }
            .into());
        };
        Ok(Self {
            spot: Spot {
                document,
                article,
                unit,
                locale,
            },
            document: &documents[document],
            locale: &model.locales.all[locale],
        })
    }

    fn placed(&self) -> &'m Placed {
        &self.document.articles[self.spot.article]
    }

    fn id(&self) -> &'m UnitId {
        &self.placed().ids[self.spot.unit]
    }

    fn unit(&self) -> &'m content::Unit {
        &self.placed().article.units[self.spot.unit]
    }

    fn fingerprint(&self) -> &'m Fingerprint {
        &self.placed().fingerprints[self.spot.unit]
    }

    fn translation(&self) -> Option<Translation<'m>> {
        translation(self.document, self.placed(), self.spot.unit, self.locale)
    }

    /// All units of the document in reading order, each with its article.
    fn order(&self) -> impl Iterator<Item = (usize, &'m UnitId)> {
        let articles = self.document.articles.iter().enumerate();
        articles.flat_map(|(article, placed)| placed.ids.iter().map(move |id| (article, id)))
    }
}

fn locale(model: &Model, tag: &str) -> Result<LocaleIndex, Refused> {
    let mut all = model.locales.all.iter();
    let found = all.position(|locale| locale.config.tag.as_str() == tag);
    found.ok_or_else(|| {
        let message = format!("`{tag}` is no locale of this site");
        Diagnostic::error("locale-unknown", message).into()
    })
}
