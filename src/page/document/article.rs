//! The page of an article, a section or the front of a document.

use super::{Maker, Which};
use crate::config::Form;
use crate::content::front_matter::Role;
use crate::content::inline::plain;
use crate::content::{Block, UnitIndex, UnitKind};
use crate::localize::LocalizedArticle;
use crate::localize::coverage::Figures;
use crate::page::html::{References, Writer};
use crate::page::model::{FormModel, HeadingModel, Own, Page};
use crate::page::outline::{Titles, role_name};
use crate::site::Placed;
use crate::site::route::{self, relative};

/// How long a description made of the first paragraph may be, in characters.
const LONGEST_DESCRIPTION: usize = 160;

impl Maker<'_> {
    pub(super) fn article(&self, article: usize) -> Page {
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
        let notes = self.notes_of(article, frame, &mut references);
        let own = Own {
            content: Some(content),
            notes: Some(notes),
            states: Some(Figures::of(units)),
            cited_by: (placed.role != Role::Document).then(|| self.cited_by(article, &address)),
            cite: Some(self.cite_model(which, &address)),
            headings: (placed.role == Role::Article).then(|| self.headings(article)),
            forms: (placed.role == Role::Document).then(|| self.forms(&address)),
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
