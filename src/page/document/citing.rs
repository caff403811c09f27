//! What the pages of a document say for citing it.

use std::collections::HashMap;

use super::{Maker, Which};
use crate::content::front_matter::{NoteNumbering, Role};
use crate::localize::LocalizedDocument;
use crate::page::cite::{self, Cited, Forms};
use crate::page::html::Words;
use crate::page::model::CiteModel;
use crate::page::outline::{LocaleWords, Titles};
use crate::site::Document;
use crate::site::route::relative;

/// What each article of a document is called in a citation. Where two are called the same, the
/// section that lists them is named before them. The front page is the document itself.
pub(super) fn parts(
    document: &Document,
    localized: &LocalizedDocument,
    words: &LocaleWords<'_>,
) -> Vec<String> {
    let forms = Forms::parse(&words.message("cite-forms", &[]));
    let mut parts: Vec<String> = (0..document.articles.len())
        .map(|article| {
            let titles = Titles::of(document, localized, article);
            cite::part(
                titles.plain_label().as_deref(),
                &titles.plain_title(),
                &forms,
            )
        })
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for part in &parts {
        *counts.entry(part).or_insert(0) += 1;
    }
    let twice: Vec<bool> = parts.iter().map(|part| counts[part.as_str()] > 1).collect();
    // A section stands before what it lists, so that its own name is complete by then.
    for (article, placed) in document.articles.iter().enumerate() {
        let section = placed
            .parent
            .filter(|parent| document.articles[*parent].role == Role::Section);
        if let Some(section) = section.filter(|_| twice[article]) {
            parts[article] = words.message(
                "cite-in-section",
                &[("section", &parts[section]), ("part", &parts[article])],
            );
        }
    }
    parts
}

impl Maker<'_> {
    /// `cite.json`: its address and its text.
    pub fn cite_file(&self) -> (String, String) {
        let settings = &self.document.settings;
        let locale = self.material.locale(self.locale);
        let language = locale.name_of(locale);
        let digits = locale.digits("0123456789");
        let cited = Cited {
            document: &self.document.name,
            title: &self.names[0].title,
            lang: locale.lang(),
            language: &language,
            digits: &digits,
            authority: self.material.authority(self.index, self.locale),
            date: settings.date.as_deref(),
            author: settings.author.as_deref(),
            publisher: settings.publisher.as_deref(),
            identifier: settings.identifier.as_deref(),
            schema: settings.schema(),
            notes_by_article: settings.notes == NoteNumbering::Article,
        };
        let address = format!("{}{}", self.base, cite::FILE);
        (address, cite::file(cited, &self.words))
    }

    /// What an article is called in a citation; nothing for the document itself.
    pub(super) fn part(&self, article: usize) -> Option<String> {
        let is_document = self.document.articles[article].role == Role::Document;
        (!is_document).then(|| self.parts[article].clone())
    }

    pub(super) fn cite_model(&self, which: Which, from: &str) -> CiteModel {
        let material = self.material;
        let article = match which {
            Which::Article(article) => Some(article),
            _ => None,
        };
        CiteModel {
            part: article.and_then(|article| self.part(article)),
            data: relative(
                from,
                &format!("{}{}", self.base, cite::FILE),
                material.style,
            ),
            neutral: article.map(|article| {
                let to = self.address(Which::Languages(article));
                relative(from, &to, material.style)
            }),
        }
    }
}
