//! Units that were removed, and their translations.
//!
//! Nothing here is ever thrown away: an id is not given again, a text that comes back gets its
//! id and its translations back, and a new text gets an old translation as a suggestion.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::Today;
use crate::fluent::edit::Wanted;
use crate::fluent::layout::{PartKind, parts};
use crate::identity::UnitId;
use crate::identity::align::similarity;
use crate::identity::ledger::LedgerEntry;

/// The removed units of a document: those that the archive has, and those that leave today.
pub(super) fn of_source(today: &Today<'_>) -> Vec<LedgerEntry> {
    let mut seen = HashSet::new();
    let replaced = replaced(today);
    today
        .ledger
        .archive
        .iter()
        .chain(&today.ledger.entries)
        .filter(|entry| !today.fingerprints.contains_key(&entry.id) && seen.insert(&entry.id))
        .map(|entry| {
            let mut entry = entry.clone();
            if let Some(by) = replaced.get(&entry.id) {
                entry.replaced_by = Some((*by).clone());
            }
            entry
        })
        .collect()
}

/// Which new units stand where removed ones stood, between the same neighbours.
fn replaced<'a>(today: &'a Today<'_>) -> HashMap<&'a UnitId, &'a UnitId> {
    let ids: Vec<&UnitId> = today
        .sections
        .iter()
        .flat_map(|section| section.units.iter().map(|(id, _)| *id))
        .collect();
    let position: HashMap<&UnitId, usize> =
        ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    let mut pairs = HashMap::new();
    let mut gap: Vec<&UnitId> = Vec::new();
    let mut next = 0;
    let mut close = |gap: &mut Vec<&'a UnitId>, from: usize, to: usize| {
        let new = ids.get(from..to.max(from)).unwrap_or(&[]);
        let new = new.iter().filter(|id| !today.ledger.knows(id.as_str()));
        pairs.extend(gap.drain(..).zip(new.copied()));
    };
    for entry in &today.ledger.entries {
        match position.get(&entry.id) {
            Some(at) => {
                close(&mut gap, next, *at);
                next = at + 1;
            }
            None => gap.push(&entry.id),
        }
    }
    close(&mut gap, next, ids.len());
    pairs
}

/// The translations of removed units in one locale: the lines of each message, with its comment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Translations(BTreeMap<String, String>);

impl Translations {
    pub(super) fn read(text: &str) -> Self {
        let mut messages = BTreeMap::new();
        for part in parts(text) {
            if let PartKind::Entry { id, .. } = part.kind {
                let mut lines = text[part.span].to_owned();
                if !lines.ends_with('\n') {
                    lines.push('\n');
                }
                messages.insert(id.into(), lines);
            }
        }
        Self(messages)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The lines of a message.
    pub(super) fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }

    /// Takes messages in. An older one of the same id stays, under another id.
    pub(super) fn with(mut self, removed: Vec<(Box<str>, String)>) -> Self {
        for (id, mut lines) in removed {
            if !lines.ends_with('\n') {
                lines.push('\n');
            }
            let older = self.0.insert(id.clone().into(), lines);
            let Some(older) = older.filter(|older| self.0.get(&*id) != Some(older)) else {
                continue;
            };
            // No slug holds two hyphens in a row, so that no unit has such an id.
            let mut name = String::new();
            for number in 1.. {
                name = format!("{id}--{number}");
                if !self.0.contains_key(&name) {
                    break;
                }
            }
            let head: usize = older
                .split_inclusive('\n')
                .take_while(|line| line.starts_with('#'))
                .map(str::len)
                .sum();
            let (comment, message) = older.split_at(head);
            let renamed = message.replacen(&*id, &name, 1);
            self.0.insert(name, format!("{comment}{renamed}"));
        }
        self
    }

    /// Leaves out what goes back into the translators' file.
    pub(super) fn without(mut self, wanted: &[Wanted<'_>]) -> Self {
        for wanted in wanted.iter().filter(|wanted| wanted.insert.is_some()) {
            self.0.remove(wanted.id);
        }
        self
    }

    pub(super) fn write(&self, document: &str) -> String {
        let mut out = format!(
            "### Translations of units that are no longer in `content/{document}/`.\n\
             ### Kept by `concord sync`.\n"
        );
        for lines in self.0.values() {
            out.push('\n');
            out.push_str(lines);
        }
        out
    }
}

/// The translations of removed units that may help with missing ones, by the ids of these.
///
/// Each is offered once: for the unit that took the place of its own, or else for the one whose
/// text is most like that of its own.
pub(super) fn suggestions<'a>(
    missing: &[(&'a UnitId, &str)],
    removed: &[LedgerEntry],
    translations: &'a Translations,
) -> HashMap<&'a UnitId, &'a str> {
    let mut suggestions = HashMap::new();
    let mut left = MOST_COMPARED;
    for entry in removed {
        let Some(lines) = translations.get(entry.id.as_str()) else {
            continue;
        };
        let in_place = missing
            .iter()
            .find(|(id, _)| entry.replaced_by.as_ref() == Some(*id))
            .map(|(id, _)| *id);
        let best = || {
            left = left.checked_sub(missing.len())?;
            missing
                .iter()
                .map(|(id, text)| (similarity(&entry.text, text), *id))
                .filter(|(similarity, _)| *similarity >= WORTH_SUGGESTING)
                .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
                .map(|(_, id)| id)
        };
        if let Some((id, value)) = in_place.or_else(best).zip(value(lines)) {
            suggestions.entry(id).or_insert(value);
        }
    }
    suggestions
}

/// The value in the lines of a message.
fn value(lines: &str) -> Option<&str> {
    parts(lines).into_iter().find_map(|part| match part.kind {
        PartKind::Entry { value, .. } => Some(lines[value].trim()),
        _ => None,
    })
}

/// With fewer common words a suggestion would be of another matter.
const WORTH_SUGGESTING: f64 = 0.4;
/// How many pairs of texts are compared: suggestions must not cost more than all the rest.
const MOST_COMPARED: usize = 100_000;
