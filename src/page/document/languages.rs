//! The pages about the languages of a document: how far it is translated, and the addresses
//! without a language, which list those that an article can be read in.

use super::{Maker, Which};
use crate::localize::file_of;
use crate::page::model::{LanguageCoverage, Own, Page, Subject};
use crate::page::outline::Titles;
use crate::site::route::{self, relative};

impl Maker<'_> {
    pub(super) fn translation(&self) -> Page {
        let which = Which::Translation;
        let material = self.material;
        let is_source = self.locale == material.locales.source;
        let title = if is_source {
            "about-text"
        } else {
            "about-translation"
        };
        let address = format!("{}{}", self.base, route::TRANSLATION);
        let others = (0..material.locales.all.len()).filter(|of| is_source && *of != self.locale);
        let coverages = others
            .map(|of| {
                let to = format!(
                    "{}{}",
                    material.document_address(self.index, of),
                    route::TRANSLATION
                );
                let to = if material.available(self.index, of) {
                    to
                } else {
                    material.folder(of)
                };
                let url = relative(&address, &to, material.style);
                LanguageCoverage {
                    language: material.language(of, self.locale, Some(self.index), url),
                    coverage: (*material.coverage(self.index, of)).into(),
                }
            })
            .collect();
        let own = Own {
            coverage: Some((*material.coverage(self.index, self.locale)).into()),
            file: Some(file_of(&material.locales.all[self.locale], self.document).to_string()),
            coverages: Some(coverages),
            ..Own::default()
        };
        let mut page = self.named_page(which, "translation", title);
        let authority = material.authority(self.index, self.locale).name();
        page.description = Some(self.message(&format!("authority-{authority}-explained")));
        self.finish(which, "translation.html", page, own)
    }

    pub(super) fn languages_page(&self, article: usize) -> Page {
        let which = Which::Languages(article);
        let address = self.address(which);
        let below = self.below(which);
        let mut languages = self
            .material
            .languages(self.index, self.locale, &below, &address);
        for (of, language) in languages.iter_mut().enumerate() {
            let localized = self.material.localized(self.index, of);
            language.title = Some(Titles::of(self.document, localized, article).plain_title());
            language.current = false;
        }
        languages.retain(|language| language.available);
        let own = Own {
            all_languages: Some(languages),
            subject: Some(Subject {
                title: Titles::of(self.document, self.localized, article).plain_title(),
                url: self.link_to(article, &address),
            }),
            ..Own::default()
        };
        let title = Titles::of(self.document, self.localized, article).plain_title();
        let mut page = self.page_model(which, "languages", title);
        page.description = Some(self.message("choose-language-of-text"));
        self.finish(which, "languages.html", page, own)
    }
}
