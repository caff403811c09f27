//! Other forms of a document's text: one file per form, document and language.
//!
//! 1. [`edition`] is what all forms are made from: the localized units of the pages, with their
//!    states, numbers and languages;
//! 2. [`links`] finds where a link leads, [`html`] reads HTML, [`xml`] writes XML;
//! 3. [`markdown`], [`text`], [`akoma_ntoso`], [`index`] and [`epub`] each write one form.
//!
//! `docs/forms.md` describes them to readers; the two change together.
//!
//! Invariants: a form says of a passage what the page says of it (its language, whether it is
//! translated and up to date); it has no date but that of the document, so that the same sources
//! give the same bytes; text enters XML through [`xml`] only.

pub mod akoma_ntoso;
pub mod edition;
pub mod epub;
pub mod html;
pub mod index;
pub mod links;
pub mod markdown;
pub mod text;
pub mod xml;

use std::sync::Arc;

use crate::config::Form;
use crate::localize::LocaleIndex;
use crate::page::outline::Material;
use crate::site::route;
use crate::source::{Digest, SourceFile, Sources};
use edition::Edition;

/// Remembers the bytes that were made of a digest's inputs.
pub type Remember<'a> = &'a (dyn Fn(Digest, &mut dyn FnMut() -> Vec<u8>) -> Arc<[u8]> + Sync);

/// What forms are made from beside the site.
pub struct Shelf<'a> {
    /// The site.
    pub material: &'a Material<'a>,
    /// For the images of books.
    pub sources: &'a Sources,
    /// The stylesheet of books.
    pub book_style: &'a [u8],
    /// Seconds since 1970 that stand for the day of a document without date.
    pub epoch: Option<u64>,
    /// Remembers the bytes that were made of a digest's inputs.
    pub remember: Remember<'a>,
}

impl Shelf<'_> {
    /// The file that is published at an address.
    fn published(&self, address: &str) -> Option<&SourceFile> {
        let files = &self.material.site.files;
        let (path, _) = files.iter().find(|(_, published)| *published == address)?;
        self.sources.get(path)
    }
}

/// A form of a document in a locale: its path in the output and its bytes. Nothing if the locale
/// does not have the document.
pub fn make(
    shelf: &Shelf<'_>,
    document: usize,
    locale: LocaleIndex,
    form: Form,
) -> Option<(String, Arc<[u8]>)> {
    let edition = Edition::new(shelf.material, document, locale)?;
    let path = format!(
        "{}{}",
        edition.base,
        route::form(&edition.document.name, form)
    );
    let text = match form {
        Form::Epub => return Some((path, epub::write(&edition, shelf))),
        Form::Markdown => markdown::write(&edition),
        Form::Text => text::write(&edition),
        Form::AkomaNtoso => akoma_ntoso::write(&edition),
        Form::Json => index::write(&edition),
    };
    Some((path, Arc::from(text.into_bytes())))
}
