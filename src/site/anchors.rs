//! Anchors of numbered paragraphs: `3-a-i` for paragraph 3 (a) (i).
//!
//! They are made of the number as it is displayed, in Latin letters, and are the same in every
//! language. Where a number is used twice in an article, as in two lists that both begin with
//! 1, only the first gets such an anchor; the other keeps its unit's id.

use std::collections::HashSet;

use crate::content::front_matter::Numbering;
use crate::content::{Article, Block, UnitIndex};
use crate::locale::anchor_label;

/// The numbered paragraphs of an article.
#[derive(Debug, Clone, Default)]
pub struct Anchors {
    /// The anchor of each item of an ordered list, in reading order; nothing where the unit's
    /// id serves.
    pub items: Vec<Option<String>>,
    /// The first unit of each item that has an anchor.
    pub by_unit: Vec<(UnitIndex, String)>,
}

/// Finds the numbered paragraphs of an article.
pub fn of(article: &Article, numbering: Numbering) -> Anchors {
    let mut anchors = Anchors::default();
    if numbering == Numbering::Legal {
        let mut seen = HashSet::new();
        walk(&article.blocks, &mut Vec::new(), &mut seen, &mut anchors);
    }
    anchors
}

fn walk(
    blocks: &[Block],
    path: &mut Vec<String>,
    seen: &mut HashSet<String>,
    anchors: &mut Anchors,
) {
    for block in blocks {
        match block {
            Block::List {
                start: Some(start),
                items,
                ..
            } => {
                for (index, item) in items.iter().enumerate() {
                    let number = start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
                    path.push(anchor_label(path.len() + 1, number));
                    let anchor = path.join("-");
                    let own = seen.insert(anchor.clone()).then_some(anchor);
                    if let (Some(anchor), Some(Block::Paragraph(unit))) =
                        (&own, item.blocks.first())
                    {
                        anchors.by_unit.push((*unit, anchor.clone()));
                    }
                    anchors.items.push(own);
                    walk(&item.blocks, path, seen, anchors);
                    path.pop();
                }
            }
            Block::List { items, .. } => {
                for item in items {
                    walk(&item.blocks, path, seen, anchors);
                }
            }
            Block::Quote { blocks, .. } => walk(blocks, path, seen, anchors),
            Block::Definitions(definitions) => {
                for blocks in definitions
                    .iter()
                    .flat_map(|definition| &definition.definitions)
                {
                    walk(blocks, path, seen, anchors);
                }
            }
            _ => {}
        }
    }
}
