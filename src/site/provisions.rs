//! Which numbered paragraph each unit stands in: 3 (1) (a) is the path `[1, 1]` in article 3.

use std::collections::HashMap;

use crate::content::front_matter::Numbering;
use crate::content::{Article, Block, UnitIndex};

/// The numbers of the paragraphs around each unit, from the outermost, each from 1 or what its
/// list begins with. Units outside of numbered paragraphs are absent, as are all units where a
/// document does not number as legal texts do.
pub fn of(article: &Article, numbering: Numbering) -> HashMap<UnitIndex, Vec<u32>> {
    let mut paths = HashMap::new();
    if numbering == Numbering::Legal {
        walk(&article.blocks, &mut Vec::new(), &mut paths);
    }
    paths
}

fn walk(blocks: &[Block], path: &mut Vec<u32>, paths: &mut HashMap<UnitIndex, Vec<u32>>) {
    for block in blocks {
        match block {
            Block::List { start, items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    let index = u32::try_from(index).unwrap_or(u32::MAX);
                    path.extend(start.map(|start| start.saturating_add(index)));
                    walk(&item.blocks, path, paths);
                    if start.is_some() {
                        path.pop();
                    }
                }
            }
            Block::Quote { blocks, .. } => walk(blocks, path, paths),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    record(definition.term, path, paths);
                    for blocks in &definition.definitions {
                        walk(blocks, path, paths);
                    }
                }
            }
            Block::Table { rows, .. } => {
                for unit in rows.iter().flatten().flatten() {
                    record(*unit, path, paths);
                }
            }
            Block::Figure { caption, .. } => {
                if let Some(unit) = caption {
                    record(*unit, path, paths);
                }
            }
            Block::Paragraph(unit) | Block::Heading { unit, .. } => record(*unit, path, paths),
            Block::Code { .. } | Block::Rule | Block::Html(_) => {}
        }
    }
}

fn record(unit: UnitIndex, path: &[u32], paths: &mut HashMap<UnitIndex, Vec<u32>>) {
    if !path.is_empty() {
        paths.insert(unit, path.to_vec());
    }
}
