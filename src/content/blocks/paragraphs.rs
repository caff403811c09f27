//! Blocks of one unit: paragraphs, figures, headings.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::Builder;
use crate::config::toml::Located;
use crate::content::slug::slug;
use crate::content::{Block, UnitKind};
use crate::fluent::write::escape_braces;

impl Builder<'_, '_> {
    pub(super) fn paragraph(&mut self) -> Option<Block> {
        if let Some(figure) = self.figure() {
            return Some(figure);
        }
        let (text, origins, span) = self.inline_until_end();
        let (text, id) = self.fixed_id(text, &span);
        let kind = self.paragraph_kind();
        self.unit(kind, text, span, origins, id)
            .map(Block::Paragraph)
    }

    /// A paragraph of nothing but one image.
    fn figure(&mut self) -> Option<Block> {
        let start = self.at;
        let (
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            range,
        ) = self.events.get(start)?.clone()
        else {
            return None;
        };
        let mut at = start + 1;
        while !matches!(self.events.get(at)?.0, Event::End(TagEnd::Image)) {
            at += 1;
        }
        if !matches!(self.events.get(at + 1)?.0, Event::End(TagEnd::Paragraph)) {
            return None;
        }
        let (text, origins, span) = self.inline(start + 1, at);
        self.at = at + 2;
        let alternative = self.unit(UnitKind::Alternative, text, span, origins, None);
        let caption = if title.is_empty() {
            None
        } else {
            let kind = self.paragraph_kind();
            self.unit(
                kind,
                escape_braces(&title),
                range.clone(),
                vec![(0, range.start)],
                None,
            )
        };
        Some(Block::Figure {
            alternative,
            source: Located {
                value: dest_url.to_string(),
                span: range,
            },
            caption,
        })
    }

    pub(super) fn heading_id(&self, at: usize) -> Option<Located<String>> {
        let (Event::Start(Tag::Heading { id: Some(id), .. }), range) = &self.events[at] else {
            return None;
        };
        let start = self.text[range.clone()]
            .rfind(&format!("#{id}"))
            .unwrap_or(0)
            + range.start;
        Some(Located {
            value: id.to_string(),
            span: start..start + id.len() + 1,
        })
    }

    pub(super) fn heading(
        &mut self,
        level: HeadingLevel,
        classes: Vec<String>,
        id: Option<Located<String>>,
        range: Range<usize>,
    ) -> Option<Block> {
        if level == HeadingLevel::H1 {
            self.error(
                "heading-level-1",
                "a page has one heading of level 1, its title",
                range.start..range.start + 1,
                "write `##` for the headings in the text",
            );
        }
        let words: String = self.events[self.at..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => text.as_ref(),
                _ => " ",
            })
            .collect();
        let (text, origins, span) = self.inline_until_end();
        let kind = UnitKind::Heading { slug: slug(&words) };
        let unit = self.unit(kind, text, span, origins, id)?;
        Some(Block::Heading {
            level: level as u8,
            unit,
            classes,
        })
    }
}
