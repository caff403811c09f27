//! Search: what readers can look for in one language, and the files that a browser searches.
//!
//! 1. `passages` takes every article apart into passages: title, headings, paragraphs, notes,
//!    each with the anchor that leads to it;
//! 2. `language` says what the engine calls the language;
//! 3. `fold` changes texts to what the engine finds by all the forms that readers type;
//! 4. `markup` writes an article as the small HTML that the engine reads;
//! 5. `engine` has the index made, and keeps of the engine's files those that a browser asks for.
//!
//! An index says in a file of its own what it was made from, so that a later build can take it
//! as it lies in the output ([`is_made_from`]). While a program runs, it also keeps what was read
//! of each article ([`Index`]).
//!
//! Invariants: each language has an index of its own in a folder of its own, so that a reader
//! loads one language only and a change in one language changes no other. The same articles give
//! the same bytes. No file holds anything but texts and addresses of the site.

mod engine;
mod fold;
mod language;
mod markup;
mod passages;

use std::sync::Arc;

pub use self::engine::Index;
pub use self::markup::Document;
use crate::localize::LocaleIndex;
use crate::page::outline::Material;
use crate::site::route;
use crate::source::Digest;

/// The texts of one language, as the engine reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// The folder of the index in the output: `search/fr/`.
    pub folder: String,
    /// What the engine calls the language.
    pub language: String,
    /// The articles in reading order.
    pub documents: Vec<Document>,
}

/// Output paths and their bytes.
pub type Files = Arc<[(String, Arc<[u8]>)]>;

/// The folder of a language's index in the output.
pub fn folder(material: &Material<'_>, locale: LocaleIndex) -> String {
    format!("{}{}/", route::SEARCH, material.locale(locale).tag())
}

/// Gathers what can be found in a language.
pub fn texts(material: &Material<'_>, locale: LocaleIndex) -> Texts {
    let page = material.locale(locale);
    let language = language::of(page.tag().language());
    Texts {
        folder: folder(material, locale),
        language: language.to_owned(),
        documents: passages::articles(material, locale)
            .iter()
            .map(|article| markup::document(article, language))
            .collect(),
    }
}

impl Texts {
    /// The digest of everything that the index depends on.
    pub fn digest(&self) -> Digest {
        let documents = self.documents.iter();
        let parts = documents.flat_map(|document| [document.url.as_str(), document.html.as_str()]);
        let made_by = [engine::VERSION, FORM];
        Digest::of_all(
            made_by
                .into_iter()
                .chain([self.folder.as_str(), self.language.as_str()])
                .chain(parts)
                .map(str::as_bytes),
        )
    }

    /// Where the index says what it was made from.
    fn record(&self) -> String {
        format!("{}made-from.txt", self.folder)
    }
}

/// Which of the engine's files become an index. To be raised when that changes.
const FORM: &str = "1";

/// Where all files of an index are in the output: its folder, and the script that is the same for
/// all languages.
pub fn places(texts: &Texts) -> [String; 2] {
    [
        texts.folder.clone(),
        format!("{}{}", route::SEARCH, engine::SCRIPT),
    ]
}

/// Whether files that a build left at [`places`] are what [`index`] would make now. Each must be
/// as the build made it.
pub fn is_made_from(texts: &Texts, files: &[(String, Arc<[u8]>)]) -> bool {
    let [_, script] = places(texts);
    let record = texts.record();
    let find = |path: &str| files.iter().find(|(found, _)| found == path);
    find(&script).is_some()
        && find(&record).is_some_and(|(_, bytes)| **bytes == *written(&texts.digest()))
}

fn written(digest: &Digest) -> Vec<u8> {
    format!("{digest}\n").into_bytes()
}

/// Makes the index of a language: its files, in the order of their paths. A language without
/// articles has none. What was read for an earlier index is not read again.
///
/// # Errors
///
/// What the engine says, in words.
pub fn index(texts: &Texts, earlier: Option<Index>) -> Result<(Files, Option<Index>), String> {
    if texts.documents.is_empty() {
        return Ok((Files::default(), None));
    }
    let (mut files, index) = engine::files(&texts.language, &texts.documents, earlier)?;
    for (path, _) in &mut files {
        let folder = match path.as_str() {
            // The engine's script is the same for all languages.
            engine::SCRIPT => route::SEARCH,
            _ => &texts.folder,
        };
        path.insert_str(0, folder);
    }
    files.push((texts.record(), Arc::from(written(&texts.digest()))));
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok((files.into(), Some(index)))
}

#[cfg(test)]
mod tests;
