//! From mdBook's anchors to ids of units.
//!
//! A heading gets an id of its own where a link leads to it or its author gave it one; so does a
//! paragraph that holds an anchor of HTML. All other units are named by Concord. An id is given
//! once in a document: the first block keeps its anchor, a later one is led by its page's name.

use std::collections::{HashMap, HashSet};

use super::links::Places;
use super::scan::Scan;
use crate::content::slug::slug;

/// Gives ids to the blocks that links lead to: for each page the ids by the place of the block.
/// The anchors become known to `places`.
pub(super) fn assign(scans: &[Scan], places: &mut Places) -> Vec<HashMap<usize, String>> {
    let mut blocks: HashMap<(usize, &str), usize> = HashMap::new();
    for (page, scan) in scans.iter().enumerate() {
        for (index, block) in scan.anchors.iter().enumerate() {
            for name in &block.names {
                blocks.entry((page, name)).or_insert(index);
            }
        }
    }
    let mut wanted: HashMap<(usize, usize), String> = HashMap::new();
    for (page, scan) in scans.iter().enumerate() {
        for address in &scan.links {
            let Some((target, Some(anchor))) = places.target(page, address) else {
                continue;
            };
            let small = anchor.to_lowercase();
            let found = blocks
                .get(&(target, anchor.as_str()))
                .or_else(|| blocks.get(&(target, small.as_str())));
            if let Some(block) = found {
                wanted.entry((target, *block)).or_insert(anchor);
            }
        }
    }
    let mut taken = HashSet::new();
    let mut anchors = HashMap::new();
    let mut ids = Vec::with_capacity(scans.len());
    for (page, scan) in scans.iter().enumerate() {
        let mut of_page = HashMap::new();
        for (index, block) in scan.anchors.iter().enumerate() {
            let own = block.fixed.as_ref().or_else(|| wanted.get(&(page, index)));
            let id = match own {
                _ if block.is_title => None,
                None => continue,
                Some(own) => {
                    let id = unique(own, &places.pages[page].new, &mut taken);
                    of_page.insert(block.at, id.clone());
                    Some(id)
                }
            };
            for name in &block.names {
                anchors
                    .entry((page, name.clone()))
                    .or_insert_with(|| id.clone());
            }
        }
        ids.push(of_page);
    }
    places.anchors = anchors;
    ids
}

/// A legal id that nobody has, as like to the anchor as can be.
fn unique(anchor: &str, page: &crate::source::SourcePath, taken: &mut HashSet<String>) -> String {
    let sound = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let own = if anchor.chars().all(sound) {
        anchor.to_owned()
    } else {
        slug(anchor)
    };
    let name = match page.file_name() {
        "_index.md" => slug(page.parent().file_name()),
        _ => slug(page.stem()),
    };
    let led = format!("{name}-{own}");
    let stem = if own.starts_with(|c: char| c.is_ascii_alphabetic()) && !taken.contains(&own) {
        own
    } else if led.starts_with(|c: char| c.is_ascii_alphabetic()) {
        led
    } else {
        format!("at-{led}")
    };
    let mut id = stem.clone();
    let mut number = 1;
    while !taken.insert(id.clone()) {
        number += 1;
        id = format!("{stem}-{number}");
    }
    id
}
