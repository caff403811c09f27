//! Documents whose folder was renamed.
//!
//! The ledger of a document is named after its folder. A document without one, whose units are
//! for the most part those of a ledger that belongs to no document, is that document under
//! another name: its ledger, translations and states are read under the old name, until `sync`
//! has written them under the new one.

use std::collections::{BTreeMap, HashSet};

use super::fingerprint::Fingerprint;
use super::ledger::Ledger;

/// From this share of common units on it is the same document.
pub(super) const SAME_DOCUMENT: f64 = 0.5;

/// The former name of each document that has one.
///
/// `new` are the documents without a ledger, with their units; `left` the ledgers without a
/// document. No name is given twice; the document with the most common units gets it.
pub fn names(
    new: &BTreeMap<String, HashSet<Fingerprint>>,
    left: &BTreeMap<String, Ledger>,
) -> BTreeMap<String, String> {
    let mut scored = Vec::new();
    for (document, units) in new {
        for (name, ledger) in left {
            let entries = &ledger.entries;
            let common = entries
                .iter()
                .filter(|entry| units.contains(&entry.fingerprint))
                .count();
            let share = common as f64 / entries.len().max(units.len()).max(1) as f64;
            if share >= SAME_DOCUMENT {
                scored.push((share, document, name));
            }
        }
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (_, document, name) in scored {
        if !names.contains_key(document) && !names.values().any(|given| given == name) {
            names.insert(document.clone(), name.clone());
        }
    }
    names
}
