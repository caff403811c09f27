//! Tables: each cell that is not empty is a unit.

use pulldown_cmark::{Alignment as CellAlignment, Event, Tag, TagEnd};

use super::Builder;
use crate::content::{Alignment, Block};

impl Builder<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[CellAlignment]) -> Block {
        let mut rows = Vec::new();
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let (text, origins, span) = self.inline_until_end();
                    let unit = if text.is_empty() {
                        None
                    } else {
                        let kind = self.paragraph_kind();
                        self.unit(kind, text, span, origins, None)
                    };
                    if let Some(row) = rows.last_mut() {
                        row.push(unit);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table {
            alignments: alignments.iter().copied().map(alignment).collect(),
            rows,
        }
    }
}

fn alignment(alignment: CellAlignment) -> Alignment {
    match alignment {
        CellAlignment::None => Alignment::None,
        CellAlignment::Left => Alignment::Start,
        CellAlignment::Center => Alignment::Center,
        CellAlignment::Right => Alignment::End,
    }
}
