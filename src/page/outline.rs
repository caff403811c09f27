//! What pages share: which languages have a document, its titles, and where things are.

use crate::config::{Root, SiteConfig};
use crate::content::UnitKind;
use crate::content::front_matter::Role;
use crate::content::inline::plain;
use crate::interface::Interface;
use crate::locale::Locale;
use crate::localize::{LocaleIndex, Locales, LocalizedDocument, LocalizedUnit};
use crate::page::html::{Addresses, Words};
use crate::page::model::{Alternate, LanguageModel, LocaleModel};
use crate::page::shared::{Localize, Shared};
use crate::picture::Studio;
use crate::site::route::{self, Style, relative};
use crate::site::{Document, Site};
use crate::theme::{Argument, Message};

/// Everything that pages are made from.
pub struct Material<'a> {
    /// The configuration.
    pub config: &'a SiteConfig,
    /// The site.
    pub site: &'a Site,
    /// The locales.
    pub locales: &'a Locales,
    /// Interface messages.
    pub interface: &'a Interface,
    /// What several pages need, made when it is asked for.
    pub shared: &'a Shared,
    /// Localizes a document for a locale. It is called once for each pair, by any thread.
    pub localize: &'a Localize<'a>,
    /// How links are written.
    pub style: Style,
    /// What draws pictures for sharing, if there shall be any.
    pub studio: Option<&'a Studio>,
    /// Whether the site can be searched.
    pub search: bool,
}

impl<'a> Material<'a> {
    /// The locale of an index.
    pub fn locale(&self, index: LocaleIndex) -> &'a Locale {
        &self.locales.all[index].locale
    }

    /// The folder of a language in the output.
    pub fn folder(&self, locale: LocaleIndex) -> String {
        route::language(&self.locales.all[locale].config.tag, self.config)
    }

    /// The address of a document's front page.
    pub fn document_address(&self, document: usize, locale: LocaleIndex) -> String {
        format!(
            "{}{}/",
            self.folder(locale),
            self.site.documents[document].name
        )
    }

    /// The name of the site in a language.
    pub fn site_title(&self, locale: LocaleIndex) -> String {
        let tag = self.locales.all[locale].config.tag.as_str();
        self.interface.site_title(tag, &self.config.title)
    }

    /// What pages tell search engines: nothing, unless the site is for looking at.
    pub fn robots(&self) -> Option<&'static str> {
        let pseudo = self
            .locales
            .all
            .iter()
            .any(|locale| locale.pseudo.is_some());
        pseudo.then_some("noindex")
    }

    /// Whether pages list all languages themselves.
    pub fn lists_languages(&self) -> bool {
        self.locales.all.len() <= self.config.most_languages_on_page
    }

    /// A language with the address of a page in it.
    pub fn language(
        &self,
        of: LocaleIndex,
        here: LocaleIndex,
        document: Option<usize>,
        url: String,
    ) -> LanguageModel {
        let locale = self.locale(of);
        LanguageModel {
            tag: locale.tag().to_string(),
            lang: locale.lang().to_owned(),
            dir: locale.direction().as_str(),
            name: locale.name().to_owned(),
            name_here: self.locale(here).name_of(locale),
            url,
            current: of == here,
            authority: document.map(|document| self.authority(document, of).name()),
            complete: document.is_none_or(|document| self.coverage(document, of).is_complete()),
            available: document.is_none_or(|document| self.available(document, of)),
            title: None,
        }
    }

    /// A page of a document in every language. `below` is its address below the document's.
    pub fn languages(
        &self,
        document: usize,
        here: LocaleIndex,
        below: &str,
        from: &str,
    ) -> Vec<LanguageModel> {
        (0..self.locales.all.len())
            .map(|of| {
                let available = self.available(document, of);
                let front = self.document_address(document, of);
                let to = match available {
                    true => format!("{front}{below}"),
                    // Where the document is missing, the language's home page is nearest.
                    false => self.folder(of),
                };
                self.language(of, here, Some(document), relative(from, &to, self.style))
            })
            .collect()
    }

    /// The language of a page for its template.
    pub fn locale_model(&self, locale: LocaleIndex) -> LocaleModel {
        let locale = self.locale(locale);
        LocaleModel {
            tag: locale.tag().to_string(),
            lang: locale.lang().to_owned(),
            dir: locale.direction().as_str(),
            name: locale.name().to_owned(),
            script: locale.script().to_owned(),
            open_graph: locale.with_region(),
        }
    }

    /// `lang` and `dir` of a unit that is not shown in the language of its page.
    pub fn foreign(
        &self,
        unit: &LocalizedUnit,
        page: LocaleIndex,
    ) -> (Option<String>, Option<&'static str>) {
        if unit.shown == page {
            return (None, None);
        }
        let locale = self.locale(unit.shown);
        (
            Some(locale.lang().to_owned()),
            Some(locale.direction().as_str()),
        )
    }

    /// The chooser's address, if there is one.
    pub fn root_address(&self) -> Option<String> {
        (self.config.root == Root::Chooser).then(String::new)
    }

    /// The same page of a document in all languages that have it, with `x-default` at the end:
    /// the source language. Nothing without `base_url` or with very many languages.
    pub fn alternates(&self, document: usize, below: &str) -> Vec<Alternate> {
        let Some(base_url) = self
            .config
            .base_url
            .as_deref()
            .filter(|_| self.lists_languages())
        else {
            return Vec::new();
        };
        let of = |locale: LocaleIndex| {
            route::absolute(
                base_url,
                &format!("{}{below}", self.document_address(document, locale)),
            )
        };
        let mut alternates: Vec<Alternate> = (0..self.locales.all.len())
            .filter(|locale| self.available(document, *locale))
            .map(|locale| Alternate {
                lang: self.locale(locale).lang().to_owned(),
                url: of(locale),
                open_graph: self.locale(locale).with_region(),
            })
            .collect();
        alternates.push(Alternate {
            lang: "x-default".to_owned(),
            url: of(self.locales.source),
            open_graph: None,
        });
        alternates
    }
}

impl Addresses for Material<'_> {
    fn article(&self, document: usize, article: usize, locale: LocaleIndex) -> String {
        let of = &self.site.documents[document];
        let locale = if self.available(document, locale) {
            locale
        } else {
            self.locales.source
        };
        format!(
            "{}{}",
            self.document_address(document, locale),
            of.articles[article].address
        )
    }
}

/// Interface messages in one language. A message that is missing shows its id: the theme's
/// messages are checked when pages are rendered, and a site must not fail over a word.
pub struct LocaleWords<'a> {
    /// All messages.
    pub interface: &'a Interface,
    /// The locale's tag.
    pub tag: &'a str,
}

impl Words for LocaleWords<'_> {
    fn words(&self, id: &str, arguments: &[(&str, &str)]) -> Message {
        let arguments: Vec<_> = arguments
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Argument::Text((*value).to_owned())))
            .collect();
        self.interface
            .message(self.tag, id, &arguments)
            .unwrap_or_else(|_| Message {
                text: id.to_owned(),
                foreign: None,
            })
    }
}

/// The texts of an article that other pages show.
#[derive(Debug, Clone)]
pub struct Titles<'a> {
    /// The title.
    pub title: Option<&'a LocalizedUnit>,
    /// What stands above it.
    pub label: Option<&'a LocalizedUnit>,
    /// The description.
    pub description: Option<&'a LocalizedUnit>,
}

impl<'a> Titles<'a> {
    /// The texts of an article of a localized document.
    pub fn of(document: &Document, localized: &'a LocalizedDocument, article: usize) -> Self {
        let placed = &document.articles[article];
        let unit = |kind: &UnitKind| placed.unit(kind).map(|unit| &localized[article][unit]);
        Self {
            title: unit(&UnitKind::Title),
            label: unit(&UnitKind::Label),
            description: unit(&UnitKind::Description),
        }
    }

    /// The title as plain text.
    pub fn plain_title(&self) -> String {
        self.title
            .map(|unit| plain(&unit.tokens))
            .unwrap_or_default()
    }

    /// The label as plain text.
    pub fn plain_label(&self) -> Option<String> {
        self.label.map(|unit| plain(&unit.tokens))
    }
}

/// The name of a role in templates.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Document => "document",
        Role::Section => "section",
        Role::Article => "article",
    }
}
