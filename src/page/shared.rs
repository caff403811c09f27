//! What several pages need and what takes time to make: the localized texts, and what is gathered
//! from them.
//!
//! Each part is made when a page first asks for it, so that whoever wants one page does not wait
//! for all languages. Invariants: a part depends on what is above it in [`Shared`] only, so that
//! no thread waits for itself; nothing here starts parallel work, as a thread that waits for such
//! work may take up a page that asks for the very part that is being made.

use std::sync::OnceLock;

use super::cited_by::CitedBy;
use super::html::Terms;
use super::outline::Material;
use crate::content::front_matter::Authority;
use crate::diagnostic::Diagnostics;
use crate::localize::coverage::{self, Coverage};
use crate::localize::terms::Forms;
use crate::localize::{LocaleIndex, LocalizedDocument, units};

/// Localizes a document for a locale.
pub type Localize<'a> = dyn Fn(usize, LocaleIndex) -> (LocalizedDocument, Diagnostics) + Sync + 'a;

/// The parts that were made so far.
#[derive(Debug)]
pub struct Shared {
    /// The texts of each document in each locale, and what there is to say of them.
    texts: Vec<Vec<OnceLock<(LocalizedDocument, Diagnostics)>>>,
    /// The words of each unit of each document's source text.
    words: Vec<OnceLock<Vec<Vec<usize>>>>,
    coverage: Vec<Vec<OnceLock<Coverage>>>,
    cited_by: Vec<OnceLock<CitedBy>>,
    term_forms: Vec<OnceLock<Forms>>,
}

impl Shared {
    /// Nothing made yet.
    pub fn new(documents: usize, locales: usize) -> Self {
        Self {
            texts: table(documents, locales),
            words: list(documents),
            coverage: table(documents, locales),
            cited_by: list(locales),
            term_forms: list(locales),
        }
    }
}

fn list<T>(len: usize) -> Vec<OnceLock<T>> {
    (0..len).map(|_| OnceLock::new()).collect()
}

fn table<T>(rows: usize, columns: usize) -> Vec<Vec<OnceLock<T>>> {
    (0..rows).map(|_| list(columns)).collect()
}

impl<'a> Material<'a> {
    fn texts(&self, document: usize, locale: LocaleIndex) -> &'a (LocalizedDocument, Diagnostics) {
        self.shared.texts[document][locale].get_or_init(|| (self.localize)(document, locale))
    }

    /// A document in a locale.
    pub fn localized(&self, document: usize, locale: LocaleIndex) -> &'a LocalizedDocument {
        &self.texts(document, locale).0
    }

    /// What there is to say of a document's translations into a locale.
    pub fn problems(&self, document: usize, locale: LocaleIndex) -> &'a Diagnostics {
        &self.texts(document, locale).1
    }

    /// A document's units and words by their states in a locale.
    pub fn coverage(&self, document: usize, locale: LocaleIndex) -> &'a Coverage {
        self.shared.coverage[document][locale].get_or_init(|| {
            let words = self.shared.words[document].get_or_init(|| {
                let source = self.localized(document, self.locales.source);
                coverage::words(source)
            });
            Coverage::of(self.localized(document, locale), words)
        })
    }

    /// What a document's text is in a locale.
    pub fn authority(&self, document: usize, locale: LocaleIndex) -> Authority {
        let of = &self.locales.all[locale];
        let mut said = self.site.documents[document].settings.authority.iter();
        match said.find(|(tag, _)| tag.value == of.config.tag) {
            Some((_, authority)) => *authority,
            None if of.pseudo.is_some() => Authority::Machine,
            None if locale == self.locales.source => Authority::Authentic,
            None => Authority::Unofficial,
        }
    }

    /// Whether a locale has a document at all.
    pub fn available(&self, document: usize, locale: LocaleIndex) -> bool {
        let settings = &self.site.documents[document].settings;
        // Asked in this order, as most documents need not be localized for it.
        !settings.no_fallback
            || units(self.localized(document, locale)).all(|unit| unit.shown == locale)
    }

    /// Which passages refer to each article, in the texts that a locale shows.
    pub fn cited_by(&self, locale: LocaleIndex) -> &'a CitedBy {
        self.shared.cited_by[locale].get_or_init(|| CitedBy::of(self, locale))
    }
}

impl Terms for Material<'_> {
    fn forms(&self, locale: LocaleIndex) -> &Forms {
        self.shared.term_forms[locale].get_or_init(|| Forms::of(&self.locales.all[locale]))
    }
}
