//! Anchors of numbered paragraphs: `3-a-i` for paragraph 3 (a) (i).
//!
//! They are made of the number as it is displayed, in Latin letters, and are the same in every
//! language. Where a number is used twice in an article, as in two lists that both begin with
//! 1, only the first gets such an anchor; the other keeps its unit's id.

use std::collections::{HashMap, HashSet};

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
    pub by_unit: HashMap<UnitIndex, String>,
    /// The numbers of the paragraphs that hold each unit, from the outermost: 3, 1 in 3 (a).
    pub numbers: HashMap<UnitIndex, Vec<u32>>,
}

/// Finds the numbered paragraphs of an article.
pub fn of(article: &Article, numbering: Numbering) -> Anchors {
    let mut anchors = Anchors::default();
    if numbering == Numbering::Legal {
        let mut walk = Walk {
            path: Vec::new(),
            numbers: Vec::new(),
            seen: HashSet::new(),
            anchors,
        };
        walk.blocks(&article.blocks);
        anchors = walk.anchors;
    }
    anchors
}

struct Walk {
    /// The labels of the paragraphs around.
    path: Vec<String>,
    /// Their numbers.
    numbers: Vec<u32>,
    /// The anchors that are taken.
    seen: HashSet<String>,
    anchors: Anchors,
}

impl Walk {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            if !self.numbers.is_empty() {
                for unit in block.units() {
                    self.anchors.numbers.insert(unit, self.numbers.clone());
                }
            }
            match block {
                Block::List {
                    start: Some(start),
                    items,
                    ..
                } => {
                    for (index, item) in items.iter().enumerate() {
                        let number = start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
                        self.item(number, &item.blocks);
                    }
                }
                Block::List { items, .. } => {
                    for item in items {
                        self.blocks(&item.blocks);
                    }
                }
                Block::Quote { blocks, .. } => self.blocks(blocks),
                Block::Definitions(definitions) => {
                    for blocks in definitions
                        .iter()
                        .flat_map(|definition| &definition.definitions)
                    {
                        self.blocks(blocks);
                    }
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, number: u32, blocks: &[Block]) {
        self.path.push(anchor_label(self.path.len() + 1, number));
        self.numbers.push(number);
        let anchor = self.path.join("-");
        let own = self.seen.insert(anchor.clone()).then_some(anchor);
        if let (Some(anchor), Some(Block::Paragraph(unit))) = (&own, blocks.first()) {
            self.anchors.by_unit.insert(*unit, anchor.clone());
        }
        self.anchors.items.push(own);
        self.blocks(blocks);
        self.numbers.pop();
        self.path.pop();
    }
}
