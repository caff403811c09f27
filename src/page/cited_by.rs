//! Which passages refer to an article: what 'cited by' shows under it.
//!
//! They are counted in the text that is shown in a locale, as a translation may refer to other
//! places than its source does. Links to definitions of terms are no citations.

use std::collections::HashMap;

use crate::content::inline::Destination;
use crate::content::{Inline, UnitIndex};
use crate::localize::LocaleIndex;
use crate::page::outline::Material;
use crate::site::links::{self, Target};

/// A passage that refers to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Which document it stands in.
    pub document: usize,
    /// Which article of that document.
    pub article: usize,
    /// Which unit of that article.
    pub unit: UnitIndex,
}

/// What refers to each article of the site in one locale.
#[derive(Debug, Default)]
pub struct CitedBy(HashMap<(usize, usize), Vec<Passage>>);

impl CitedBy {
    /// Gathers the references in the texts that a locale shows. Documents that it does not have
    /// refer to nothing in it.
    pub(super) fn of(material: &Material<'_>, locale: LocaleIndex) -> Self {
        let site = material.site;
        let mut found = Self::default();
        for (document, of) in site.documents.iter().enumerate() {
            if !material.available(document, locale) {
                continue;
            }
            let localized = material.localized(document, locale);
            for (article, placed) in of.articles.iter().enumerate() {
                for (unit, shown) in localized[article].iter().enumerate() {
                    let passage = Passage {
                        document,
                        article,
                        unit,
                    };
                    for target in shown.tokens.iter().filter_map(internal) {
                        let (path, anchor) = target;
                        let target = links::resolve(site, &placed.article.path, path, anchor);
                        found.add(passage, target.ok());
                    }
                }
            }
        }
        found
    }

    fn add(&mut self, passage: Passage, target: Option<Target>) {
        let Some(Target::Article {
            document, article, ..
        }) = target
        else {
            return;
        };
        if (document, article) == (passage.document, passage.article) {
            return;
        }
        let passages = self.0.entry((document, article)).or_default();
        // They come in reading order: what refers twice was the last.
        if passages.last() != Some(&passage) {
            passages.push(passage);
        }
    }

    /// What refers to an article, in reading order.
    pub fn to(&self, document: usize, article: usize) -> &[Passage] {
        let passages = self.0.get(&(document, article));
        passages.map_or(&[], Vec::as_slice)
    }
}

fn internal(token: &Inline) -> Option<(&str, Option<&str>)> {
    match token {
        Inline::Link {
            destination: Destination::Internal { path, anchor },
            ..
        } => Some((path, anchor.as_deref())),
        _ => None,
    }
}
