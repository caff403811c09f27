//! The pages of one document in one locale.

mod article;
mod cited_by;
mod citing;
mod languages;
mod metadata;
mod names;
mod notes;
mod whole_text;

use super::html::{Frame, Words};
use super::model::{
    Breadcrumb, Common, DocumentModel, EntryModel, Neighbour, Own, Page, PageModel, SiteModel,
};
use super::outline::{LocaleWords, Material, Titles, role_name};
use super::share;
use crate::content::front_matter::Authority;
use crate::content::inline::plain;
use crate::identity::state::State;
use crate::localize::{LocaleIndex, LocalizedDocument, units};
use crate::site::Document;
use crate::site::route::{self, relative};
pub use article::Text;
use names::Name;

/// What makes the pages of a document in a locale.
pub struct Maker<'a> {
    material: &'a Material<'a>,
    index: usize,
    document: &'a Document,
    locale: LocaleIndex,
    localized: &'a LocalizedDocument,
    words: LocaleWords<'a>,
    /// The address of the front page, from the root of the output.
    base: String,
    /// What each article is called in a citation.
    parts: Vec<String>,
    /// What each article is called on other pages.
    names: Vec<Name>,
    model: DocumentModelBase,
}

/// The parts of the document's model that do not depend on the page.
struct DocumentModelBase {
    description: Option<String>,
    unreviewed: bool,
}

/// Which page of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// The front page, a section or an article.
    Article(usize),
    /// The whole text.
    WholeText,
    /// All notes.
    Notes,
    /// About the translation.
    Translation,
    /// An article without a language: the list of all languages that it can be read in.
    Languages(usize),
}

impl<'a> Maker<'a> {
    /// A maker, or nothing if the locale does not have the document.
    pub fn new(material: &'a Material<'a>, index: usize, locale: LocaleIndex) -> Option<Self> {
        if !material.available(index, locale) {
            return None;
        }
        let document = &material.site.documents[index];
        let localized = material.localized(index, locale);
        let base = material.document_address(index, locale);
        let words = LocaleWords {
            interface: material.interface,
            tag: material.locales.all[locale].config.tag.as_str(),
        };
        Some(Self {
            material,
            index,
            document,
            locale,
            localized,
            parts: citing::parts(document, localized, &words),
            names: names::of(material, index, locale, &base),
            words,
            base,
            model: DocumentModelBase {
                description: Titles::of(document, localized, 0)
                    .description
                    .map(|unit| plain(&unit.tokens)),
                unreviewed: units(localized).any(|unit| unit.state == State::Draft),
            },
        })
    }

    /// The pages that the document has.
    pub fn pages(&self) -> Vec<Which> {
        let articles = self.document.articles.len();
        let mut pages: Vec<Which> = (0..articles).map(Which::Article).collect();
        pages.push(Which::WholeText);
        if !self.document.notes.is_empty() {
            pages.push(Which::Notes);
        }
        pages.push(Which::Translation);
        if self.locale == self.material.locales.source {
            pages.extend((0..articles).map(Which::Languages));
        }
        pages
    }

    /// What makes the page of a path in the output, if a document has such a page.
    pub fn of(material: &'a Material<'a>, file: &str) -> Option<(Self, Which)> {
        let address = file.strip_suffix("index.html")?;
        let source = material.locales.source;
        for (index, document) in material.site.documents.iter().enumerate() {
            let article = |below: &str| {
                let mut articles = document.articles.iter();
                articles.position(|placed| placed.address == below)
            };
            let neutral = route::neutral(&document.name, material.config);
            let of_language = |locale| {
                let below = address.strip_prefix(&material.document_address(index, locale))?;
                let which = match below {
                    route::WHOLE_TEXT => Which::WholeText,
                    route::NOTES => Which::Notes,
                    route::TRANSLATION => Which::Translation,
                    _ => Which::Article(article(below)?),
                };
                Some((locale, which))
            };
            let without_language = || {
                let below = address.strip_prefix(&neutral)?;
                Some((source, Which::Languages(article(below)?)))
            };
            let found = without_language()
                .or_else(|| (0..material.locales.all.len()).find_map(of_language));
            if let Some((locale, which)) = found {
                let maker = Self::new(material, index, locale)?;
                return maker.pages().contains(&which).then_some((maker, which));
            }
        }
        None
    }

    /// Makes a page.
    pub fn page(&self, which: Which) -> Page {
        match which {
            Which::Article(article) => self.article(article),
            Which::WholeText => self.whole_text(),
            Which::Notes => self.notes_page(),
            Which::Translation => self.translation(),
            Which::Languages(article) => self.languages_page(article),
        }
    }

    /// The address of a page, from the root of the output.
    fn address(&self, which: Which) -> String {
        match which {
            Which::Languages(_) => format!(
                "{}{}",
                route::neutral(&self.document.name, self.material.config),
                self.below(which)
            ),
            _ => format!("{}{}", self.base, self.below(which)),
        }
    }

    fn below(&self, which: Which) -> String {
        match which {
            Which::Article(article) | Which::Languages(article) => {
                self.document.articles[article].address.clone()
            }
            Which::WholeText => route::WHOLE_TEXT.to_owned(),
            Which::Notes => route::NOTES.to_owned(),
            Which::Translation => route::TRANSLATION.to_owned(),
        }
    }

    fn frame<'f>(&'f self, address: &'f str, whole_text: bool) -> Frame<'f> {
        Frame {
            site: self.material.site,
            document: self.document,
            document_index: self.index,
            locales: self.material.locales,
            locale: self.locale,
            address,
            style: self.material.style,
            whole_text,
            words: &self.words,
            addresses: self.material,
            terms: self.material,
            link_terms: self.material.config.link_terms,
        }
    }

    fn message(&self, id: &str) -> String {
        self.words.message(id, &[])
    }

    /// The variables that every page of the document has.
    fn common(&self, which: Which, page: PageModel) -> Common {
        let material = self.material;
        let address = self.address(which);
        let link = |to: &str| relative(&address, to, material.style);
        let below = self.below(which);
        // A list of languages is the same list in every language, so that the switcher would
        // only repeat it.
        let is_list = matches!(which, Which::Languages(_));
        let languages = if material.lists_languages() && !is_list {
            material.languages(self.index, self.locale, &below, &address)
        } else {
            Vec::new()
        };
        let languages_url = (!material.lists_languages() && !is_list).then(|| {
            let article = match which {
                Which::Article(article) => article,
                _ => 0,
            };
            link(&self.address(Which::Languages(article)))
        });
        let (previous, next) = match which {
            Which::Article(article) => (
                article
                    .checked_sub(1)
                    .map(|before| self.neighbour(before, &address)),
                (article + 1 < self.document.articles.len())
                    .then(|| self.neighbour(article + 1, &address)),
            ),
            _ => (None, None),
        };
        let current = match which {
            Which::Article(article) => Some(article),
            _ => None,
        };
        Common {
            site: SiteModel {
                title: material.site_title(self.locale),
                home: link(&material.folder(self.locale)),
                root: material.root_address().map(|root| link(&root)),
                script_root: "../".repeat(address.matches('/').count()),
                search: material.search,
            },
            locale: material.locale_model(self.locale),
            breadcrumbs: self.breadcrumbs(which, &address),
            document: Some(self.document_model(which, &address)),
            navigator: if is_list {
                Vec::new()
            } else {
                self.entries(0, current, &address)
            },
            page,
            languages,
            languages_url,
            previous,
            next,
        }
    }

    fn finish(&self, which: Which, template: &'static str, page: PageModel, own: Own) -> Page {
        let label = match which {
            Which::Article(article) => self.names[article].label.clone(),
            _ => None,
        };
        let structured = self.structured(which, &page);
        let page = PageModel { structured, ..page };
        let mut page = Page {
            template,
            file: format!("{}index.html", self.address(which)),
            picture: None,
            common: self.common(which, page),
            own,
        };
        share::add_picture(&mut page, label, self.material);
        page
    }

    fn document_model(&self, which: Which, from: &str) -> DocumentModel {
        let material = self.material;
        let link = |below: &str| relative(from, &format!("{}{below}", self.base), material.style);
        let in_language = |of: LocaleIndex| {
            let front = material.document_address(self.index, of);
            let to = format!("{front}{}", self.below(which));
            let url = relative(from, &to, material.style);
            material.language(of, self.locale, Some(self.index), url)
        };
        let authentic = (0..material.locales.all.len())
            .filter(|of| {
                material.authority(self.index, *of) == Authority::Authentic
                    && material.available(self.index, *of)
            })
            .map(in_language)
            .collect();
        let description = Titles::of(self.document, self.localized, 0).description;
        let (description_lang, description_dir) =
            description.map_or((None, None), |unit| material.foreign(unit, self.locale));
        DocumentModel {
            name: self.document.name.clone(),
            title: self.names[0].title.clone(),
            description: self.model.description.clone(),
            description_lang,
            description_dir,
            url: link(""),
            text_url: link(route::WHOLE_TEXT),
            notes_url: (!self.document.notes.is_empty()).then(|| link(route::NOTES)),
            translation_url: link(route::TRANSLATION),
            note_count: self.document.notes.len(),
            article_count: self.document.article_count(),
            authority: material.authority(self.index, self.locale).name(),
            authentic,
            source: in_language(material.locales.source),
            is_source: self.locale == material.locales.source,
            date: self.document.settings.date.clone(),
            unreviewed: self.model.unreviewed,
        }
    }

    /// What stands in the head of every page and in its heading.
    fn page_model(&self, which: Which, kind: &'static str, title: String) -> PageModel {
        let below = self.below(which);
        let base_url = self.material.config.base_url.as_deref();
        let name = format!("{}/{below}", self.document.name);
        let name = name.trim_end_matches('/').to_owned();
        PageModel {
            canonical: base_url.map(|url| route::absolute(url, &self.address(which))),
            alternates: match which {
                Which::Languages(_) => Vec::new(),
                _ => self.material.alternates(self.index, &below),
            },
            robots: match which {
                // Where each page lists its languages, the list would only compete with them.
                Which::Languages(_) if self.material.lists_languages() => Some("noindex"),
                _ => self.material.robots(),
            },
            policy: super::policy(self.material.search),
            ..PageModel::new(kind, name, title)
        }
    }

    /// The same for a page whose title is a message of the interface.
    fn named_page(&self, which: Which, kind: &'static str, id: &str) -> PageModel {
        let title = self.words.words(id, &[]);
        PageModel {
            heading: title.html(),
            ..self.page_model(which, kind, title.text)
        }
    }

    fn breadcrumbs(&self, which: Which, from: &str) -> Vec<Breadcrumb> {
        let material = self.material;
        let mut crumbs = vec![Breadcrumb {
            label: None,
            title: material.site_title(self.locale),
            lang: None,
            dir: None,
            url: relative(from, &material.folder(self.locale), material.style),
        }];
        let mut parents = Vec::new();
        let mut next = match which {
            Which::Article(article) => self.document.articles[article].parent,
            Which::Languages(article) => Some(article),
            _ => Some(0),
        };
        while let Some(parent) = next {
            parents.push(parent);
            next = self.document.articles[parent].parent;
        }
        crumbs.extend(parents.into_iter().rev().map(|parent| {
            let name = self.names[parent].clone();
            Breadcrumb {
                label: name.label,
                title: name.title,
                lang: name.lang,
                dir: name.dir,
                url: self.link_to(parent, from),
            }
        }));
        crumbs
    }

    fn link_to(&self, article: usize, from: &str) -> String {
        relative(from, &self.names[article].address, self.material.style)
    }

    fn neighbour(&self, article: usize, from: &str) -> Neighbour {
        let name = self.names[article].clone();
        Neighbour {
            title: name.title,
            label: name.label,
            lang: name.lang,
            dir: name.dir,
            url: self.link_to(article, from),
        }
    }

    /// The navigator below an article.
    fn entries(&self, of: usize, current: Option<usize>, from: &str) -> Vec<EntryModel> {
        self.document.articles[of]
            .children
            .iter()
            .map(|child| {
                let children = self.entries(*child, current, from);
                let name = self.names[*child].clone();
                let is_current = current == Some(*child);
                EntryModel {
                    kind: role_name(self.document.articles[*child].role),
                    title: name.title,
                    label: name.label,
                    lang: name.lang,
                    dir: name.dir,
                    url: self.link_to(*child, from),
                    current: is_current,
                    open: is_current || children.iter().any(|child| child.open),
                    children,
                }
            })
            .collect()
    }
}
