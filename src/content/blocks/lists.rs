//! Lists: of items, of tasks, of definitions.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Builder;
use crate::content::{Block, Definition, Item};

impl Builder<'_, '_> {
    pub(super) fn list(&mut self, start: Option<u64>, range: &Range<usize>) -> Block {
        let start = start.map(|start| match u32::try_from(start) {
            Ok(start) => start,
            Err(_) => {
                self.error(
                    "list-number",
                    "the number of a list item is too large",
                    range.start..range.start + 1,
                    "",
                );
                1
            }
        });
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::Item) => {
                    let task = match self.events.get(self.at) {
                        Some((Event::TaskListMarker(done), _)) => {
                            let done = *done;
                            self.at += 1;
                            Some(done)
                        }
                        Some((Event::Start(Tag::Paragraph), _)) => {
                            tight = false;
                            match self.events.get(self.at + 1) {
                                Some((Event::TaskListMarker(done), _)) => {
                                    let done = *done;
                                    self.events.remove(self.at + 1);
                                    Some(done)
                                }
                                _ => None,
                            }
                        }
                        _ => None,
                    };
                    items.push(Item {
                        task,
                        blocks: self.blocks(),
                    });
                }
                _ => break,
            }
        }
        Block::List {
            start,
            tight,
            items,
        }
    }

    pub(super) fn definitions(&mut self) -> Block {
        let mut list: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let (text, origins, span) = self.inline_until_end();
                    let kind = self.paragraph_kind();
                    if let Some(term) = self.unit(kind, text, span, origins, None) {
                        list.push(Definition {
                            term,
                            definitions: Vec::new(),
                        });
                    }
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks();
                    if let Some(last) = list.last_mut() {
                        last.definitions.push(blocks);
                    }
                }
                _ => break,
            }
        }
        Block::Definitions(list)
    }
}
