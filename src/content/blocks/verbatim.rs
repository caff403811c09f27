//! Blocks without units: code and raw HTML.

use pulldown_cmark::{CodeBlockKind, Event};

use super::{Builder, sound_class};
use crate::content::{Block, tidy};

impl Builder<'_, '_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>) -> Block {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split([' ', ',', '\t']).next().and_then(sound_class)
            }
            CodeBlockKind::Indented => None,
        };
        let mut text = String::new();
        while let Some((event, _)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Text(part) => text.push_str(part),
                Event::End(_) => break,
                _ => {}
            }
        }
        Block::Code { language, text }
    }

    pub(super) fn html(&mut self, open: &mut tidy::Open) -> Option<Block> {
        let mut html = String::new();
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Html(part) | Event::Text(part) => {
                    for (message, span) in open.read(&part, range.start) {
                        self.error(
                            "html-unbalanced",
                            message,
                            span,
                            "raw HTML must be balanced",
                        );
                    }
                    html.push_str(&part);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        let html = tidy::without_comments(&html);
        (!html.trim().is_empty()).then_some(Block::Html(html))
    }
}
