//! What articles are called on other pages: in the navigator, beside breadcrumbs and arrows.
//!
//! Every page of a document names every article, so that this is asked as often as there are
//! articles, squared: it is answered once for a document and locale.

use crate::localize::LocaleIndex;
use crate::page::outline::{Material, Titles};

/// How other pages name an article, and where it is.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// Plain text.
    pub(super) title: String,
    /// Plain text.
    pub(super) label: Option<String>,
    /// Of the title, if not in the language of the page.
    pub(super) lang: Option<String>,
    /// Of the title, if not in the language of the page.
    pub(super) dir: Option<&'static str>,
    /// From the root of the output.
    pub(super) address: String,
}

/// The names of all articles of a document. `base` is the address of its front page.
pub(super) fn of(
    material: &Material<'_>,
    index: usize,
    locale: LocaleIndex,
    base: &str,
) -> Vec<Name> {
    let document = &material.site.documents[index];
    let localized = material.localized(index, locale);
    let articles = document.articles.iter().enumerate();
    articles
        .map(|(article, placed)| {
            let titles = Titles::of(document, localized, article);
            let (lang, dir) = titles
                .title
                .map_or((None, None), |unit| material.foreign(unit, locale));
            Name {
                title: titles.plain_title(),
                label: titles.plain_label(),
                lang,
                dir,
                address: format!("{base}{}", placed.address),
            }
        })
        .collect()
}
