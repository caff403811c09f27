//! The element that shows a unit: its anchor, its language, and the marks of its state.

use std::fmt::Write as _;

use super::{Writer, push_language};
use crate::content::UnitIndex;
use crate::content::inline::plain;
use crate::localize::LocaleIndex;
use crate::page::escape::push_escaped;

/// Whether an element that shows a unit carries the unit's anchor, or something around it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Anchor {
    Id,
    /// The anchor of what is around it.
    Around(String),
}

impl Writer<'_, '_> {
    /// An element that shows a unit, with the marks of its state.
    pub(super) fn unit_element(
        &mut self,
        element: &str,
        index: UnitIndex,
        anchor: Anchor,
        class: &str,
        lead: impl FnOnce(&mut String),
    ) {
        let unit = &self.units[index];
        let foreign = unit.shown != self.frame.locale;
        let outdated = unit.stale;
        self.out.push('<');
        self.out.push_str(element);
        let permalink_to = self.permalink_to(element, index, &anchor);
        self.identity(index, &anchor);
        let state = match (foreign, outdated) {
            (true, true) => "untranslated outdated",
            (true, false) => "untranslated",
            (false, true) => "outdated",
            _ => "",
        };
        if !class.is_empty() || !state.is_empty() {
            self.out.push_str(" class=\"");
            push_escaped(&mut self.out, class);
            self.out.push_str(if class.is_empty() || state.is_empty() {
                ""
            } else {
                " "
            });
            self.out.push_str(state);
            self.out.push('"');
        }
        self.language_of(unit.shown);
        self.out.push('>');
        lead(&mut self.out);
        let tokens = self.with_terms(index, element);
        self.tokens(&tokens, unit.shown);
        // A paragraph has room for the reason in words; a heading or a cell says it shortly.
        let wording = if element == "p" { "-explained" } else { "" };
        if foreign && !self.marked {
            self.mark(unit.shown, &format!("untranslated{wording}"));
        }
        if outdated {
            self.outdated_mark(index, &format!("outdated{wording}"));
        }
        if let Some(to) = permalink_to {
            self.permalink(&to);
        }
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
        if unit.with_source && element == "p" {
            let source = self.frame.locales.source;
            self.out.push_str("<div class=\"source-text\"");
            self.language_of(source);
            self.out.push_str("><p>");
            let tokens = self.placed.article.units[index].tokens.clone();
            // Without anchors of its own: the references in it are those of the translation.
            push_escaped(&mut self.out, &plain(&tokens));
            self.out.push_str("</p></div>");
        }
    }

    /// The anchor that a link to the block leads to. Cells have none: they are no blocks.
    fn permalink_to(&self, element: &str, index: UnitIndex, anchor: &Anchor) -> Option<String> {
        if matches!(element, "td" | "th") {
            return None;
        }
        Some(match anchor {
            Anchor::Id => self.placed.ids[index].to_string(),
            Anchor::Around(anchor) => anchor.clone(),
        })
    }

    /// A link to the block that it stands in. It has no text, so that nothing of it is copied or
    /// found; the style draws it.
    fn permalink(&mut self, anchor: &str) {
        let name = self.frame.words.message("permalink", &[]);
        self.out.push_str("<a class=\"permalink\" href=\"#");
        push_escaped(&mut self.out, anchor);
        self.out.push_str("\" aria-label=\"");
        push_escaped(&mut self.out, &name);
        self.out.push_str("\"></a>");
    }

    pub(super) fn identity(&mut self, index: UnitIndex, anchor: &Anchor) {
        let id = self.placed.ids[index].as_str();
        if *anchor == Anchor::Id {
            let _ = write!(self.out, " id=\"{id}\"");
        }
        let _ = write!(self.out, " data-unit=\"{id}\"");
    }

    /// `lang` and `dir`, where the text is not in the language of the page.
    pub(super) fn language_of(&mut self, shown: LocaleIndex) {
        if shown != self.frame.locale {
            push_language(&mut self.out, &self.frame.locales.all[shown].locale);
        }
    }

    pub(super) fn mark(&mut self, shown: LocaleIndex, message: &str) {
        let page = self.frame.page_locale();
        let language = page.name_of(&self.frame.locales.all[shown].locale);
        let text = self.frame.words.words(message, &[("language", &language)]);
        self.out.push_str(" <span class=\"unit-state\"");
        push_language(&mut self.out, page);
        self.out.push('>');
        self.out.push_str(&text.html());
        self.out.push_str("</span>");
    }

    fn outdated_mark(&mut self, index: UnitIndex, message: &str) {
        let frame = self.frame;
        let article = frame
            .document
            .by_path
            .get(&self.placed.article.path)
            .copied()
            .unwrap_or_default();
        let source = frame
            .addresses
            .article(frame.document_index, article, frame.locales.source);
        let anchor = self.placed.anchor(index);
        let lang = frame.locales.all[frame.locales.source].locale.lang();
        let text = frame.words.words(message, &[]);
        let link = frame.words.words("see-source", &[]);
        self.out.push_str(" <span class=\"unit-state\"");
        push_language(&mut self.out, frame.page_locale());
        self.out.push('>');
        self.out.push_str(&text.html());
        self.out.push_str(" <a hreflang=\"");
        push_escaped(&mut self.out, lang);
        self.out.push_str("\" href=\"");
        push_escaped(&mut self.out, &frame.link(&source));
        self.out.push('#');
        push_escaped(&mut self.out, anchor);
        self.out.push_str("\">");
        self.out.push_str(&link.html());
        self.out.push_str("</a></span>");
    }
}
