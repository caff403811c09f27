//! The pages of one document in one locale.

use std::collections::HashMap;

use super::html::{Frame, References, Writer};
use super::model::{
    Alternate, Breadcrumb, Common, DocumentModel, EntryModel, HeadingModel, LanguageCoverage,
    Neighbour, NoteModel, Own, Page, PageModel, PieceModel, ReferenceModel, SiteModel, Subject,
};
use super::outline::{LocaleWords, Material, Titles, role_name};
use super::{POLICY, generator};
use crate::content::front_matter::{Authority, Role};
use crate::content::inline::plain;
use crate::content::{Block, Inline, UnitIndex, UnitKind};
use crate::identity::state::State;
use crate::localize::coverage::Figures;
use crate::localize::{LocaleIndex, LocalizedArticle, LocalizedDocument, file_of};
use crate::site::route::{self, relative};
use crate::site::{Document, Placed};

/// How long a description made of the first paragraph may be, in characters.
const LONGEST_DESCRIPTION: usize = 160;

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
    model: DocumentModelBase,
}

/// The parts of the document's model that do not depend on the page.
struct DocumentModelBase {
    title: String,
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
    /// The list of all languages of an article, on sites with very many: one for all of them.
    Languages(usize),
}

impl<'a> Maker<'a> {
    /// A maker, or nothing if the locale does not have the document.
    pub fn new(material: &'a Material<'a>, index: usize, locale: LocaleIndex) -> Option<Self> {
        if !material.facts[index][locale].available {
            return None;
        }
        let document = &material.site.documents[index];
        let localized = &material.localized[index][locale];
        let titles = Titles::of(document, localized, 0);
        Some(Self {
            material,
            index,
            document,
            locale,
            localized,
            words: LocaleWords {
                interface: material.interface,
                tag: material.locales.all[locale].config.tag.as_str(),
            },
            base: material.document_address(index, locale),
            model: DocumentModelBase {
                title: titles.plain_title(),
                description: titles.description.map(|unit| plain(&unit.tokens)),
                unreviewed: localized
                    .iter()
                    .flatten()
                    .any(|unit| unit.state == State::Draft),
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
        if !self.material.lists_languages() && self.locale == self.material.locales.source {
            pages.extend((0..articles).map(Which::Languages));
        }
        pages
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
                "{}{}/{}",
                route::LANGUAGES,
                self.document.name,
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
        }
    }

    fn message(&self, id: &str) -> String {
        super::html::Words::message(&self.words, id, &[])
    }

    /// The variables that every page of the document has.
    fn common(&self, which: Which, page: PageModel) -> Common {
        let material = self.material;
        let address = self.address(which);
        let link = |to: &str| relative(&address, to, material.style);
        let below = self.below(which);
        // A list of languages is the same list in every language, so that the switcher would
        // only repeat it.
        let languages = if material.lists_languages() {
            material.languages(self.index, self.locale, &below, &address)
        } else {
            Vec::new()
        };
        let languages_url = (!material.lists_languages() && !matches!(which, Which::Languages(_)))
            .then(|| {
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
            Which::Article(article) | Which::Languages(article) => Some(article),
            _ => None,
        };
        Common {
            site: SiteModel {
                title: material.site_title(self.locale),
                home: link(&material.folder(self.locale)),
                root: material.root_address().map(|root| link(&root)),
                script_root: "../".repeat(address.matches('/').count()),
            },
            locale: material.locale_model(self.locale),
            breadcrumbs: self.breadcrumbs(which, &address),
            document: Some(self.document_model(which, &address)),
            navigator: self.entries(0, current, &address),
            page,
            languages,
            languages_url,
            previous,
            next,
        }
    }

    fn finish(&self, which: Which, template: &'static str, page: PageModel, own: Own) -> Page {
        Page {
            template,
            file: format!("{}index.html", self.address(which)),
            common: self.common(which, page),
            own,
        }
    }

    fn document_model(&self, which: Which, from: &str) -> DocumentModel {
        let material = self.material;
        let link = |below: &str| relative(from, &format!("{}{below}", self.base), material.style);
        let facts = &material.facts[self.index];
        let in_language = |of: LocaleIndex| {
            let front = material.document_address(self.index, of);
            let to = format!("{front}{}", self.below(which));
            let url = relative(from, &to, material.style);
            material.language(of, self.locale, Some(self.index), url)
        };
        let authentic = (0..facts.len())
            .filter(|of| facts[*of].authority == Authority::Authentic && facts[*of].available)
            .map(in_language)
            .collect();
        DocumentModel {
            name: self.document.name.clone(),
            title: self.model.title.clone(),
            description: self.model.description.clone(),
            url: link(""),
            text_url: link(route::WHOLE_TEXT),
            notes_url: (!self.document.notes.is_empty()).then(|| link(route::NOTES)),
            translation_url: link(route::TRANSLATION),
            note_count: self.document.notes.len(),
            article_count: self.document.article_count(),
            authority: facts[self.locale].authority.name(),
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
        let mut heading = String::new();
        super::escape::push_escaped(&mut heading, &title);
        PageModel {
            kind,
            name: format!("{}/{below}", self.document.name)
                .trim_end_matches('/')
                .to_owned(),
            heading,
            title,
            label: None,
            heading_id: None,
            heading_lang: None,
            heading_dir: None,
            label_lang: None,
            label_dir: None,
            description: None,
            canonical: base_url.map(|url| route::absolute(url, &self.address(which))),
            alternates: match which {
                Which::Languages(_) => Vec::new(),
                _ => self.material.alternates(self.index, &below),
            },
            policy: POLICY,
            robots: self.material.robots(),
            generator: generator(),
        }
    }

    fn breadcrumbs(&self, which: Which, from: &str) -> Vec<Breadcrumb> {
        let material = self.material;
        let mut crumbs = vec![Breadcrumb {
            label: None,
            title: material.site_title(self.locale),
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
            let titles = Titles::of(self.document, self.localized, parent);
            Breadcrumb {
                label: titles.plain_label(),
                title: titles.plain_title(),
                url: self.link_to(parent, from),
            }
        }));
        crumbs
    }

    fn link_to(&self, article: usize, from: &str) -> String {
        let to = format!("{}{}", self.base, self.document.articles[article].address);
        relative(from, &to, self.material.style)
    }

    fn neighbour(&self, article: usize, from: &str) -> Neighbour {
        let titles = Titles::of(self.document, self.localized, article);
        Neighbour {
            title: titles.plain_title(),
            label: titles.plain_label(),
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
                let titles = Titles::of(self.document, self.localized, *child);
                let (lang, dir) = titles.title.map_or((None, None), |unit| {
                    self.material.foreign(unit, self.locale)
                });
                let is_current = current == Some(*child);
                EntryModel {
                    kind: role_name(self.document.articles[*child].role),
                    title: titles.plain_title(),
                    label: titles.plain_label(),
                    lang,
                    dir,
                    url: self.link_to(*child, from),
                    current: is_current,
                    open: is_current || children.iter().any(|child| child.open),
                    children,
                }
            })
            .collect()
    }

    fn article(&self, article: usize) -> Page {
        let which = Which::Article(article);
        let placed = &self.document.articles[article];
        let units = &self.localized[article];
        let address = format!("{}{}", self.base, placed.address);
        let frame = self.frame(&address, false);
        let mut references = References::default();
        let titles = Titles::of(self.document, self.localized, article);
        let mut page = self.page_model(which, role_name(placed.role), titles.plain_title());
        if let Some(unit) = placed.unit(&UnitKind::Title) {
            page.heading = Writer::new(frame, article, units, &mut references).inline(unit);
            page.heading_id = Some(placed.ids[unit].to_string());
            (page.heading_lang, page.heading_dir) =
                self.material.foreign(&units[unit], self.locale);
        }
        if let Some(unit) = placed.unit(&UnitKind::Label) {
            page.label = Some(Writer::new(frame, article, units, &mut references).inline(unit));
            (page.label_lang, page.label_dir) = self.material.foreign(&units[unit], self.locale);
        }
        page.description = match titles.description {
            Some(unit) => Some(plain(&unit.tokens)),
            None => first_words(placed, units),
        };
        let content =
            Writer::new(frame, article, units, &mut references).blocks(&placed.article.blocks);
        let notes = self.notes_of(article, &address, &mut references);
        let own = Own {
            content: Some(content),
            notes: Some(notes),
            states: Some(Figures::of(units)),
            headings: (placed.role == Role::Article).then(|| self.headings(article)),
            contents: (placed.role != Role::Article).then(|| self.entries(article, None, &address)),
            ..Own::default()
        };
        let template = match placed.role {
            Role::Document => "document.html",
            Role::Section => "section.html",
            Role::Article => "article.html",
        };
        self.finish(which, template, page, own)
    }

    /// The headings of an article as a tree.
    fn headings(&self, article: usize) -> Vec<HeadingModel> {
        let placed = &self.document.articles[article];
        let mut roots: Vec<HeadingModel> = Vec::new();
        for block in &placed.article.blocks {
            let Block::Heading { level, unit, .. } = block else {
                continue;
            };
            let heading = HeadingModel {
                level: *level,
                title: plain(&self.localized[article][*unit].tokens),
                anchor: placed.ids[*unit].to_string(),
                children: Vec::new(),
            };
            let mut siblings = &mut roots;
            while siblings
                .last()
                .is_some_and(|last| last.level < heading.level)
            {
                let last = siblings.len() - 1;
                siblings = &mut siblings[last].children;
            }
            siblings.push(heading);
        }
        roots
    }

    /// The notes that an article defines, in the order of their numbers.
    fn notes_of(
        &self,
        article: usize,
        address: &str,
        references: &mut References,
    ) -> Vec<NoteModel> {
        let places = self.places(article);
        let title = Titles::of(self.document, self.localized, article).plain_title();
        let notes = self
            .document
            .notes
            .iter()
            .enumerate()
            .filter(|(_, note)| note.article == article);
        notes
            .map(|(index, _)| {
                let count = places.get(&index).copied().unwrap_or(0);
                let back = (1..=count)
                    .map(|place| (place, String::new(), title.clone()))
                    .collect();
                self.note(index, address, false, back, references)
            })
            .collect()
    }

    /// How often an article refers to each note, in the text and in other notes.
    fn places(&self, article: usize) -> HashMap<usize, usize> {
        let placed = &self.document.articles[article];
        let mut counts = HashMap::new();
        for token in self.localized[article]
            .iter()
            .flat_map(|unit| unit.tokens.iter())
        {
            if let Inline::Note(label) = token
                && let Some(note) = placed.notes.get(label)
            {
                *counts.entry(*note).or_insert(0) += 1;
            }
        }
        counts
    }

    fn note(
        &self,
        index: usize,
        address: &str,
        whole_text: bool,
        back: Vec<(usize, String, String)>,
        references: &mut References,
    ) -> NoteModel {
        let note = &self.document.notes[index];
        let placed = &self.document.articles[note.article];
        let units = &self.localized[note.article];
        let frame = self.frame(address, whole_text);
        let blocks = &placed.article.notes[note.note].blocks;
        let content = Writer::new(frame, note.article, units, references)
            .in_note()
            .blocks(blocks);
        let locale = self.material.locale(self.locale);
        NoteModel {
            number: locale.integer(note.number),
            id: note.id.to_string(),
            // The item of the list carries the anchor.
            content: content.replacen(&format!(" id=\"{}\"", note.id), "", 1),
            references: back
                .into_iter()
                .map(|(place, url, title)| ReferenceModel {
                    url: format!("{url}#{}", note.reference_anchor(place)),
                    place: locale.integer(place as u64),
                    title,
                })
                .collect(),
        }
    }

    fn whole_text(&self) -> Page {
        let which = Which::WholeText;
        let address = format!("{}{}", self.base, route::WHOLE_TEXT);
        let frame = self.frame(&address, true);
        let mut references = References::default();
        let mut pieces = Vec::new();
        for (index, placed) in self.document.articles.iter().enumerate() {
            let units = &self.localized[index];
            let Some(title) = placed.unit(&UnitKind::Title) else {
                continue;
            };
            let label = placed.unit(&UnitKind::Label);
            let (heading_lang, heading_dir) = self.material.foreign(&units[title], self.locale);
            let (label_lang, label_dir) = label.map_or((None, None), |unit| {
                self.material.foreign(&units[unit], self.locale)
            });
            let label =
                label.map(|unit| Writer::new(frame, index, units, &mut references).inline(unit));
            let heading = Writer::new(frame, index, units, &mut references).inline(title);
            let content =
                Writer::new(frame, index, units, &mut references).blocks(&placed.article.blocks);
            pieces.push(PieceModel {
                kind: role_name(placed.role),
                level: self.depth(index) + 1,
                label,
                heading,
                heading_id: placed.ids[title].to_string(),
                heading_lang,
                heading_dir,
                label_lang,
                label_dir,
                content,
                url: self.link_to(index, &address),
            });
        }
        let totals = self.totals();
        let mut notes = Vec::new();
        for (index, note) in self.document.notes.iter().enumerate() {
            let count = totals.get(&index).copied().unwrap_or(0);
            let title = Titles::of(self.document, self.localized, note.article).plain_title();
            let back = (1..=count)
                .map(|place| (place, String::new(), title.clone()))
                .collect();
            notes.push(self.note(index, &address, true, back, &mut references));
        }
        let mut page = self.page_model(which, "text", self.message("whole-text"));
        page.description = self.model.description.clone();
        let own = Own {
            pieces: Some(pieces),
            notes: Some(notes),
            states: Some(Figures::of(self.localized.iter().flatten())),
            ..Own::default()
        };
        self.finish(which, "text.html", page, own)
    }

    fn depth(&self, article: usize) -> usize {
        std::iter::successors(self.document.articles[article].parent, |parent| {
            self.document.articles[*parent].parent
        })
        .count()
    }

    /// How often the whole document refers to each note.
    fn totals(&self) -> HashMap<usize, usize> {
        let mut totals = HashMap::new();
        for article in 0..self.document.articles.len() {
            for (note, count) in self.places(article) {
                *totals.entry(note).or_insert(0) += count;
            }
        }
        totals
    }

    fn notes_page(&self) -> Page {
        let which = Which::Notes;
        let address = format!("{}{}", self.base, route::NOTES);
        let mut references = References::default();
        let articles = 0..self.document.articles.len();
        let places: Vec<_> = articles.map(|article| self.places(article)).collect();
        let notes = (0..self.document.notes.len())
            .map(|index| {
                let article = self.document.notes[index].article;
                let title = Titles::of(self.document, self.localized, article).plain_title();
                let count = places[article].get(&index).copied().unwrap_or(0);
                let url = self.link_to(article, &address);
                let back = (1..=count)
                    .map(|place| (place, url.clone(), title.clone()))
                    .collect();
                self.note(index, &address, false, back, &mut references)
            })
            .collect();
        let mut page = self.page_model(which, "notes", self.message("notes-page"));
        page.description = Some(self.message("notes-page-description"));
        let own = Own {
            notes: Some(notes),
            ..Own::default()
        };
        self.finish(which, "notes.html", page, own)
    }

    fn translation(&self) -> Page {
        let which = Which::Translation;
        let material = self.material;
        let is_source = self.locale == material.locales.source;
        let title = self.message(if is_source {
            "about-text"
        } else {
            "about-translation"
        });
        let address = format!("{}{}", self.base, route::TRANSLATION);
        let others = (0..material.locales.all.len()).filter(|of| is_source && *of != self.locale);
        let coverages = others
            .map(|of| {
                let to = format!(
                    "{}{}",
                    material.document_address(self.index, of),
                    route::TRANSLATION
                );
                let to = if material.facts[self.index][of].available {
                    to
                } else {
                    material.folder(of)
                };
                let url = relative(&address, &to, material.style);
                LanguageCoverage {
                    language: material.language(of, self.locale, Some(self.index), url),
                    coverage: material.facts[self.index][of].coverage.into(),
                }
            })
            .collect();
        let own = Own {
            coverage: Some(material.facts[self.index][self.locale].coverage.into()),
            file: Some(file_of(&material.locales.all[self.locale], self.document).to_string()),
            coverages: Some(coverages),
            ..Own::default()
        };
        self.finish(
            which,
            "translation.html",
            self.page_model(which, "translation", title),
            own,
        )
    }

    fn languages_page(&self, article: usize) -> Page {
        let which = Which::Languages(article);
        let address = self.address(which);
        let below = self.below(which);
        let own = Own {
            all_languages: Some(
                self.material
                    .languages(self.index, self.locale, &below, &address),
            ),
            subject: Some(Subject {
                title: Titles::of(self.document, self.localized, article).plain_title(),
                url: self.link_to(article, &address),
            }),
            ..Own::default()
        };
        let title = self.message("languages");
        self.finish(
            which,
            "languages.html",
            self.page_model(which, "languages", title),
            own,
        )
    }
}

/// The beginning of an article, cut at the end of a word.
fn first_words(placed: &Placed, units: &LocalizedArticle) -> Option<String> {
    let first: UnitIndex = placed
        .article
        .units
        .iter()
        .position(|unit| unit.kind == UnitKind::Paragraph)?;
    let text = plain(&units[first].tokens);
    let Some((cut, _)) = text.char_indices().nth(LONGEST_DESCRIPTION) else {
        return Some(text);
    };
    let end = text[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    Some(format!(
        "{}…",
        text[..end].trim_end_matches(|c: char| c.is_ascii_punctuation() || c == '،')
    ))
}

impl Material<'_> {
    /// The chooser's address, if there is one.
    pub fn root_address(&self) -> Option<String> {
        (self.config.root == crate::config::Root::Chooser).then(String::new)
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
            .filter(|locale| self.facts[document][*locale].available)
            .map(|locale| Alternate {
                lang: self.locale(locale).lang().to_owned(),
                url: of(locale),
            })
            .collect();
        alternates.push(Alternate {
            lang: "x-default".to_owned(),
            url: of(self.locales.source),
        });
        alternates
    }
}
