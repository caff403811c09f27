//! One unit as its page shows it, made alone: for an editor that shows what a text becomes while
//! it is being typed.

use super::{Blueprint, Model};
use crate::content::UnitIndex;
use crate::diagnostic::Diagnostics;
use crate::localize::{LocaleIndex, LocalizedArticle, LocalizedUnit, Localizer};
use crate::memo::Memo;
use crate::page::html::{Addresses as _, Frame, References, Writer};
use crate::page::outline::LocaleWords;
use crate::source::Sources;

/// Which unit in which locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spot {
    /// The document.
    pub document: usize,
    /// Its article.
    pub article: usize,
    /// The unit of the article.
    pub unit: UnitIndex,
    /// The locale.
    pub locale: LocaleIndex,
}

/// A unit as a page shows it.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its text and state.
    pub localized: LocalizedUnit,
    /// The text as HTML, without an element around it. Links are seen from the page of the article;
    /// terms are linked only where somebody linked them by hand, as it depends on what stands
    /// before whether others are.
    pub html: String,
}

impl Blueprint {
    /// A unit as the page of its article in the language `page` shows it if the text there is that
    /// of the spot. `model` is that of the blueprint or has other translations of
    /// the same site, which `sources` are the files of.
    pub fn passage(
        &self,
        model: &Model,
        sources: &Sources,
        memo: &Memo,
        spot: Spot,
        page: LocaleIndex,
    ) -> Passage {
        let document = &model.site.documents[spot.document];
        let localizer = Localizer {
            sources,
            site: &model.site,
            document,
            placed: &document.articles[spot.article],
            locale: spot.locale,
            locales: &model.locales,
        };
        let localized = localizer.unit(spot.unit, &mut Diagnostics::new());
        // Nothing but this unit is written.
        let units = &document.articles[spot.article].article.units;
        let units: LocalizedArticle = units.iter().map(|_| localized.clone()).collect();
        let localize = |document, locale| self.localize(memo, document, locale);
        let material = self.material(&localize);
        let address = material.article(spot.document, spot.article, page);
        let words = LocaleWords {
            interface: &self.interface,
            tag: model.locales.all[page].config.tag.as_str(),
        };
        let frame = Frame {
            site: &model.site,
            document,
            document_index: spot.document,
            locales: &model.locales,
            locale: page,
            address: &address,
            style: self.style,
            whole_text: false,
            words: &words,
            addresses: &material,
            terms: &material,
            link_terms: false,
        };
        let mut references = References::default();
        let html = Writer::new(frame, spot.article, &units, &mut references).inline(spot.unit);
        Passage { localized, html }
    }
}
