//! The page of an article, a section or the front of a document.

use super::names::Name;
use super::{Maker, Which};
use crate::config::Form;
use crate::content::front_matter::Role;
use crate::content::inline::plain;
use crate::content::{Block, UnitIndex, UnitKind};
use crate::localize::LocalizedArticle;
use crate::localize::coverage::Figures;
use crate::page::html::{References, Writer};
use crate::page::model::{FormModel, HeadingModel, NoteModel, Own, Page, PageModel};
use crate::page::outline::{Titles, role_name};
use crate::site::Placed;
use crate::site::route::{self, relative};

/// How long a description made of the first paragraph may be, in characters.
const LONGEST_DESCRIPTION: usize = 160;

/// The text of an article: what its page and the chapter of a book have in common.
#[derive(Debug, Default)]
pub struct Text {
    /// HTML.
    pub heading: String,
    /// The anchor of the title.
    pub heading_id: Option<String>,
    /// If not in the language of the page.
    pub heading_lang: Option<String>,
    /// If not in the language of the page.
    pub heading_dir: Option<&'static str>,
    /// HTML.
    pub label: Option<String>,
    /// If not in the language of the page.
    pub label_lang: Option<String>,
    /// If not in the language of the page.
    pub label_dir: Option<&'static str>,
    /// HTML.
    pub content: String,
    /// In the order of their numbers.
    pub notes: Vec<NoteModel>,
}

impl Maker<'_> {
    /// The text of an article, with links as they lead from its page.
    pub fn text(&self, article: usize) -> Text {
        let placed = &self.document.articles[article];
        let units = &self.localized[article];
        let address = &self.names[article].address;
        let frame = self.frame(address, false);
        let mut references = References::default();
        let mut text = Text::default();
        if let Some(unit) = placed.unit(&UnitKind::Title) {
            text.heading = Writer::new(frame, article, units, &mut references).inline(unit);
            text.heading_id = Some(placed.ids[unit].to_string());
            (text.heading_lang, text.heading_dir) =
                self.material.foreign(&units[unit], self.locale);
        }
        if let Some(unit) = placed.unit(&UnitKind::Label) {
            text.label = Some(Writer::new(frame, article, units, &mut references).inline(unit));
            (text.label_lang, text.label_dir) = self.material.foreign(&units[unit], self.locale);
        }
        text.content =
            Writer::new(frame, article, units, &mut references).blocks(&placed.article.blocks);
        text.notes = self.notes_of(article, frame, &mut references);
        text
    }

    pub(super) fn article(&self, article: usize) -> Page {
        let which = Which::Article(article);
        let placed = &self.document.articles[article];
        let units = &self.localized[article];
        let Name { title, address, .. } = &self.names[article];
        let text = self.text(article);
        let page = PageModel {
            heading: text.heading,
            heading_id: text.heading_id,
            heading_lang: text.heading_lang,
            heading_dir: text.heading_dir,
            label: text.label,
            label_lang: text.label_lang,
            label_dir: text.label_dir,
            description: match Titles::of(self.document, self.localized, article).description {
                Some(unit) => Some(plain(&unit.tokens)),
                None => first_words(placed, units),
            },
            ..self.page_model(which, role_name(placed.role), title.clone())
        };
        let own = Own {
            content: Some(text.content),
            notes: Some(text.notes),
            states: Some(Figures::of(units.iter())),
            cited_by: (placed.role != Role::Document).then(|| self.cited_by(article, address)),
            cite: Some(self.cite_model(which, address)),
            headings: (placed.role == Role::Article).then(|| self.headings(article)),
            forms: (placed.role == Role::Document).then(|| self.forms(address)),
            contents: (placed.role != Role::Article).then(|| self.entries(article, None, address)),
            ..Own::default()
        };
        let template = match placed.role {
            Role::Document => "document.html",
            Role::Section => "section.html",
            Role::Article => "article.html",
        };
        self.finish(which, template, page, own)
    }

    /// The forms of the document.
    fn forms(&self, from: &str) -> Vec<FormModel> {
        let material = self.material;
        let name = &self.document.name;
        let of = |form: &Form| FormModel {
            name: form.name(),
            media_type: form.media_type(),
            url: relative(
                from,
                &format!("{}{}", self.base, route::form(name, *form)),
                material.style,
            ),
            file: format!(
                "{name}.{}.{}",
                material.locale(self.locale).tag(),
                form.extension()
            ),
        };
        material.config.forms.iter().map(of).collect()
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
