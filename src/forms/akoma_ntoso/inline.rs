//! The text of a unit.

use super::Writer;
use crate::content::inline::Mark;
use crate::content::{Inline, UnitIndex};
use crate::forms::links::{self, Lead};
use crate::forms::xml;
use crate::localize::LocalizedUnit;
use crate::site::Placed;

impl<'a> Writer<'a> {
    pub(super) fn placed(&self) -> &'a Placed {
        &self.edition.document.articles[self.article]
    }

    pub(super) fn shown(&self, unit: UnitIndex) -> &'a LocalizedUnit {
        &self.edition.localized[self.article][unit]
    }

    /// An element that shows a unit, with the unit's id, its language if it is not that of the
    /// edition, and its state as pages name it.
    pub(super) fn unit(&mut self, element: &str, index: UnitIndex) {
        let unit = self.shown(index);
        let foreign = self.edition.is_foreign(unit);
        self.out.push('<');
        self.out.push_str(element);
        let id = self.placed().ids[index].as_str();
        self.id(id);
        let class = match (foreign, unit.stale) {
            (true, true) => "untranslated outdated",
            (true, false) => "untranslated",
            (false, true) => "outdated",
            (false, false) => "",
        };
        if !class.is_empty() {
            self.attribute("class", class);
        }
        if foreign {
            let lang = self.edition.material.locale(unit.shown).lang();
            self.attribute("xml:lang", lang);
        }
        self.out.push('>');
        self.tokens(&unit.tokens);
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
    }

    fn tokens(&mut self, tokens: &[Inline]) {
        let mut closing = Vec::new();
        for token in tokens {
            match token {
                Inline::Text(text) => xml::push_text(&mut self.out, text),
                Inline::Code(text) => self.named("code", text),
                Inline::Math(text) => self.named("math", text),
                // `del` would say that a law took the words out.
                Inline::Open(mark) => self.out.push_str(match mark {
                    Mark::Emphasis => "<i>",
                    Mark::Strong => "<b>",
                    Mark::Deleted => "<inline name=\"deleted\">",
                }),
                Inline::Close(mark) => self.out.push_str(match mark {
                    Mark::Emphasis => "</i>",
                    Mark::Strong => "</b>",
                    Mark::Deleted => "</inline>",
                }),
                Inline::Link { destination, .. } => {
                    let lead = links::lead(self.edition, self.placed(), destination);
                    let (open, close) = self.link(lead);
                    self.out.push_str(&open);
                    closing.push(close);
                }
                Inline::EndLink => self.out.push_str(closing.pop().unwrap_or_default()),
                Inline::Image {
                    source,
                    alternative,
                    ..
                } => self.image(source, alternative, None),
                Inline::Note(label) => self.note_reference(label),
                Inline::Break => self.out.push_str("<eol/>"),
            }
        }
    }

    fn named(&mut self, name: &str, text: &str) {
        self.out.push_str(&format!("<inline name=\"{name}\">"));
        xml::push_text(&mut self.out, text);
        self.out.push_str("</inline>");
    }

    pub(super) fn image(&mut self, source: &str, alternative: &str, id: Option<&str>) {
        match links::image(self.edition, self.placed(), source) {
            Some(address) => {
                self.out.push_str("<img");
                if let Some(id) = id {
                    self.id(id);
                }
                self.attribute("src", &address);
                self.attribute("alt", alternative);
                self.out.push_str("/>");
            }
            None => xml::push_text(&mut self.out, alternative),
        }
    }

    fn note_reference(&mut self, label: &str) {
        let Some(note) = self.placed().notes.get(label) else {
            return;
        };
        let note = &self.edition.document.notes[*note];
        self.out.push_str("<noteRef");
        self.attribute("href", &format!("#{}", note.id));
        self.attribute("marker", &self.edition.language().integer(note.number));
        self.attribute("placement", "bottom");
        self.out.push_str("/>");
    }

    /// The tags around the text of a link.
    fn link(&self, lead: Lead) -> (String, &'static str) {
        match lead {
            Lead::Here {
                article, anchor, ..
            } => {
                let placed = &self.edition.document.articles[article];
                let to = match anchor {
                    Some(anchor) if placed.ids.iter().any(|id| id.as_str() == anchor) => anchor,
                    Some(anchor) if placed.anchors.items.iter().flatten().any(|a| *a == anchor) => {
                        format!("{}__{anchor}", placed.name)
                    }
                    _ => placed.name.clone(),
                };
                (format!("<ref href=\"#{}\">", xml::text(&to)), "</ref>")
            }
            Lead::Address(address) => (format!("<a href=\"{}\">", xml::text(&address)), "</a>"),
            Lead::Nowhere => (String::new(), ""),
        }
    }
}
