//! What search engines are told of the pages of a document.

use super::{Maker, Which};
use crate::content::front_matter::Role;
use crate::page::model::PageModel;
use crate::page::structured::{Described, json_ld};
use crate::site::route;

impl Maker<'_> {
    /// JSON-LD for the pages of the text. Addresses in it are absolute, so that there is none
    /// without `base_url`.
    pub(super) fn structured(&self, which: Which, page: &PageModel) -> Option<String> {
        let Which::Article(article) = which else {
            return None;
        };
        let material = self.material;
        let base_url = material.config.base_url.as_deref()?;
        let absolute = |to: &str| route::absolute(base_url, to);
        let placed = &self.document.articles[article];
        let settings = &self.document.settings;
        let locales = &material.locales;
        let is_document = placed.role == Role::Document;
        let is_source = self.locale == locales.source;
        let in_language = |of| {
            absolute(&format!(
                "{}{}",
                material.document_address(self.index, of),
                placed.address
            ))
        };
        let step = |of: usize| {
            let name = &self.names[of];
            (name.title.clone(), absolute(&name.address))
        };

        let mut way: Vec<usize> =
            std::iter::successors(Some(article), |of| self.document.articles[*of].parent).collect();
        way.reverse();
        let home = (
            material.site_title(self.locale),
            absolute(&material.folder(self.locale)),
        );
        let translations = (0..locales.all.len()).filter(|of| {
            let available = material.available(self.index, *of);
            is_source && *of != self.locale && available && material.lists_languages()
        });
        Some(json_ld(&Described {
            schema: settings.schema(),
            name: &page.title,
            url: page.canonical.as_deref()?,
            lang: material.locale(self.locale).lang(),
            authority: material.authority(self.index, self.locale),
            part_of: (!is_document).then(|| (self.names[0].title.as_str(), absolute(&self.base))),
            parts: match placed.role {
                Role::Article => Vec::new(),
                _ => placed.children.iter().map(|child| step(*child)).collect(),
            },
            translation_of: (!is_source).then(|| in_language(locales.source)),
            translations: translations
                .map(|of| (material.locale(of).lang().to_owned(), in_language(of)))
                .collect(),
            breadcrumbs: std::iter::once(home)
                .chain(way.into_iter().map(step))
                .collect(),
            date: settings.date.as_deref(),
            author: settings.author.as_deref(),
            publisher: settings.publisher.as_deref(),
            identifier: settings.identifier.as_deref(),
        }))
    }
}
