//! The tokens of a unit: text, marks, links, images, references to notes.

use std::fmt::Write as _;

use super::Writer;
use crate::content::Inline;
use crate::content::inline::{Destination, Mark};
use crate::localize::LocaleIndex;
use crate::page::escape::{push_escaped, push_isolated};
use crate::site::links::{self, Target};

impl Writer<'_, '_> {
    pub(super) fn tokens(&mut self, tokens: &[Inline], shown: LocaleIndex) {
        let locales = self.frame.locales;
        // In a pseudo-locale the words are those of the source.
        let written = match locales.all[shown].pseudo {
            Some(_) => locales.source,
            None => shown,
        };
        let direction = locales.all[written].locale.direction();
        let mut closing = Vec::new();
        for token in tokens {
            match token {
                Inline::Text(text) => push_isolated(&mut self.out, text, direction),
                Inline::Code(text) => {
                    self.out.push_str("<code dir=\"ltr\">");
                    push_escaped(&mut self.out, text);
                    self.out.push_str("</code>");
                }
                Inline::Math(text) => {
                    self.out.push_str("<code class=\"math\" dir=\"ltr\">");
                    push_escaped(&mut self.out, text);
                    self.out.push_str("</code>");
                }
                Inline::Open(mark) => {
                    let _ = write!(self.out, "<{}>", element(*mark));
                }
                Inline::Close(mark) => {
                    let _ = write!(self.out, "</{}>", element(*mark));
                }
                Inline::Link { destination, title } => {
                    closing.push(self.open_link(destination, title))
                }
                Inline::EndLink => self.out.push_str(closing.pop().unwrap_or_default()),
                Inline::Image {
                    source,
                    alternative,
                    title,
                } => self.image(source, alternative, title),
                Inline::Note(label) => self.note_reference(label),
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    /// Opens a link and says how it ends; one that leads nowhere leaves its text alone.
    fn open_link(&mut self, destination: &Destination, title: &str) -> &'static str {
        let address = match destination {
            Destination::External(address) => address.clone(),
            Destination::Term(term) => return self.open_term(term),
            Destination::Internal { path, anchor } => {
                let from = &self.placed.article.path;
                match links::resolve(self.frame.site, from, path, anchor.as_deref()) {
                    Ok(Target::File(published)) => self.frame.link(&published),
                    Ok(Target::Article {
                        document,
                        article,
                        anchor,
                    }) => {
                        let to = self
                            .frame
                            .addresses
                            .article(document, article, self.frame.locale);
                        let mut address = self.frame.link(&to);
                        if let Some(anchor) = anchor {
                            address.push('#');
                            address.push_str(&anchor);
                        }
                        address
                    }
                    Err(_) => return "",
                }
            }
        };
        self.out.push_str("<a href=\"");
        push_escaped(&mut self.out, &address);
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            push_escaped(&mut self.out, title);
            self.out.push('"');
        }
        if matches!(destination, Destination::External(_)) {
            self.out.push_str(" rel=\"external\"");
        }
        self.out.push('>');
        "</a>"
    }

    fn image(&mut self, source: &str, alternative: &str, title: &str) {
        let Ok(published) = links::image(self.frame.site, &self.placed.article.path, source) else {
            push_escaped(&mut self.out, alternative);
            return;
        };
        self.out.push_str("<img src=\"");
        let address = self.frame.link(&published);
        push_escaped(&mut self.out, &address);
        self.out.push_str("\" alt=\"");
        push_escaped(&mut self.out, alternative);
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            push_escaped(&mut self.out, title);
        }
        self.out.push_str("\" loading=\"lazy\">");
    }

    fn note_reference(&mut self, label: &str) {
        let Some(index) = self.placed.notes.get(label) else {
            return;
        };
        let note = &self.frame.document.notes[*index];
        let count = self.references.counts.entry(*index).or_insert(0);
        *count += 1;
        let anchor = note.reference_anchor(*count);
        let number = self.frame.page_locale().integer(note.number);
        let name = self.frame.words.message("note", &[("number", &number)]);
        let _ = write!(
            self.out,
            "<a class=\"note-ref\" id=\"{anchor}\" href=\"#{}\" role=\"doc-noteref\" aria-label=\"",
            note.id
        );
        push_escaped(&mut self.out, &name);
        let _ = write!(self.out, "\"><sup>{number}</sup></a>");
    }
}

fn element(mark: Mark) -> &'static str {
    match mark {
        Mark::Emphasis => "em",
        Mark::Strong => "strong",
        Mark::Deleted => "del",
    }
}
