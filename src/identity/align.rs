//! Pairing today's units with those written down.
//!
//! 1. an id that the author has fixed always wins;
//! 2. identical texts are paired: first in order (a longest common subsequence, so that equal
//!    paragraphs keep to their neighbours), then wherever they have moved to;
//! 3. similar texts are paired, the most similar first, down to [`SIMILAR_ENOUGH`];
//! 4. titles and notes whose words are all new keep the id that their place would give them;
//! 5. texts that were removed once and come back get their ids back;
//! 6. the rest is new.
//!
//! The result depends on the two lists alone. No id is given twice.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::UnitId;
use super::fingerprint::Fingerprint;
use super::ledger::Ledger;
use super::names::Names;
use crate::content::UnitKind;

/// From this share of common words on, a text was edited; below it, it is another text.
pub const SIMILAR_ENOUGH: f64 = 0.5;

/// A unit of today's content.
#[derive(Debug, Clone)]
pub struct Candidate<'a> {
    /// The name of its article, for new ids.
    pub article: &'a str,
    /// What it is.
    pub kind: &'a UnitKind,
    /// Its source text in canonical form.
    pub text: String,
    /// The fingerprint of the text.
    pub fingerprint: Fingerprint,
    /// The id that the author has fixed.
    pub fixed: Option<&'a str>,
}

/// A unit that was rewritten and is still the same, because a person says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keep {
    /// The id that it keeps.
    pub id: Box<str>,
    /// The id that it would get as a new unit. Otherwise it is the new unit that stands where
    /// the old one stood.
    pub instead_of: Option<Box<str>>,
}

/// Gives each unit its id.
pub fn align(units: &[Candidate<'_>], ledger: &Ledger, keep: &[Keep]) -> Vec<UnitId> {
    if let Some(ids) = unchanged(units, ledger) {
        return ids;
    }
    let mut pairs = Pairs::new(units.len(), ledger.entries.len());
    fixed(units, ledger, &mut pairs);
    identical(units, ledger, &mut pairs);
    similar(units, ledger, &mut pairs);
    if !keep.is_empty() {
        // What the new units would be called tells which of them are meant.
        let names = named(units, ledger, &pairs);
        kept(units, ledger, keep, &names, &mut pairs);
    }
    named(units, ledger, &pairs)
}

/// The ids of paired units, and names for the others.
fn named(units: &[Candidate<'_>], ledger: &Ledger, pairs: &Pairs) -> Vec<UnitId> {
    let mut names = Names::new(ledger, units.iter().filter_map(|unit| unit.fixed));
    let mut ids: Vec<Option<UnitId>> = pairs
        .old_of_new
        .iter()
        .map(|old| old.map(|old| ledger.entries[old].id.clone()))
        .collect();
    for (id, unit) in ids.iter_mut().zip(units) {
        if let Some(fixed) = unit.fixed {
            *id = Some(UnitId::new(fixed));
        }
    }
    let mut taken: HashSet<UnitId> = ids.iter().flatten().cloned().collect();
    let by_id: HashMap<&str, usize> = ledger
        .entries
        .iter()
        .enumerate()
        .map(|(old, entry)| (entry.id.as_str(), old))
        .collect();
    for (id, unit) in ids.iter_mut().zip(units) {
        if id.is_none() {
            let placed = Names::by_place(unit.article, unit.kind)
                .and_then(|name| by_id.get(name.as_str()))
                .map(|old| ledger.entries[*old].id.clone())
                .or_else(|| {
                    let back = ledger.archive.iter();
                    back.filter(|entry| entry.fingerprint == unit.fingerprint)
                        .map(|entry| entry.id.clone())
                        .find(|id| !taken.contains(id))
                });
            *id = placed.filter(|id| taken.insert(id.clone()));
        }
    }
    ids.into_iter()
        .zip(units)
        .map(|(id, unit)| id.unwrap_or_else(|| names.next(unit.article, unit.kind)))
        .collect()
}

/// The common case: nothing changed since the ledger was written.
fn unchanged(units: &[Candidate<'_>], ledger: &Ledger) -> Option<Vec<UnitId>> {
    if units.len() != ledger.entries.len() {
        return None;
    }
    units
        .iter()
        .zip(&ledger.entries)
        .map(|(unit, entry)| {
            let same = unit.fingerprint == entry.fingerprint
                && unit.fixed.is_none_or(|fixed| fixed == entry.id.as_str());
            same.then(|| entry.id.clone())
        })
        .collect()
}

struct Pairs {
    old_of_new: Vec<Option<usize>>,
    old_taken: Vec<bool>,
}

impl Pairs {
    fn new(new: usize, old: usize) -> Self {
        Self {
            old_of_new: vec![None; new],
            old_taken: vec![false; old],
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        self.old_taken[old] = true;
        self.old_of_new[new] = Some(old);
    }

    fn free(&self, old: usize, new: usize) -> bool {
        !self.old_taken[old] && self.old_of_new[new].is_none()
    }
}

/// Pairs the units that a person says are the same.
fn kept(
    units: &[Candidate<'_>],
    ledger: &Ledger,
    keep: &[Keep],
    names: &[UnitId],
    pairs: &mut Pairs,
) {
    for keep in keep {
        let old = ledger
            .entries
            .iter()
            .position(|entry| entry.id.as_str() == &*keep.id);
        let Some(old) = old.filter(|old| !pairs.old_taken[*old]) else {
            continue;
        };
        let new = match &keep.instead_of {
            Some(name) => names.iter().position(|id| id.as_str() == &**name),
            None => in_place_of(old, pairs),
        };
        if let Some(new) = new.filter(|new| pairs.free(old, *new) && units[*new].fixed.is_none()) {
            pairs.pair(old, new);
        }
    }
}

/// The unit that stands where an old one stood: as far behind the nearest neighbour before it
/// that is still there.
fn in_place_of(old: usize, pairs: &Pairs) -> Option<usize> {
    let new_of = |old: usize| pairs.old_of_new.iter().position(|of| *of == Some(old));
    let before = (0..old).rev().find(|old| pairs.old_taken[*old]);
    let from = before.and_then(new_of).map_or(0, |new| new + 1);
    let skip = before.map_or(old, |before| old - before - 1);
    let after = (old + 1..pairs.old_taken.len())
        .find(|old| pairs.old_taken[*old])
        .and_then(new_of)
        .unwrap_or(pairs.old_of_new.len());
    let free: Vec<usize> = (from..after.max(from))
        .filter(|new| pairs.old_of_new[*new].is_none())
        .collect();
    free.get(skip).or(free.last()).copied()
}

fn fixed(units: &[Candidate<'_>], ledger: &Ledger, pairs: &mut Pairs) {
    for (new, unit) in units.iter().enumerate() {
        let Some(fixed) = unit.fixed else { continue };
        let old = ledger
            .entries
            .iter()
            .position(|entry| entry.id.as_str() == fixed);
        if let Some(old) = old.filter(|old| pairs.free(*old, new)) {
            pairs.pair(old, new);
        }
    }
}

fn identical(units: &[Candidate<'_>], ledger: &Ledger, pairs: &mut Pairs) {
    // A unit with a fixed id that the ledger does not know has changed its id, and takes its
    // text with it: it is not paired by text.
    let new: Vec<usize> = (0..units.len())
        .filter(|new| pairs.old_of_new[*new].is_none() && units[*new].fixed.is_none())
        .collect();
    let present: HashSet<&Fingerprint> = new.iter().map(|new| &units[*new].fingerprint).collect();
    let old: Vec<usize> = (0..ledger.entries.len())
        .filter(|old| !pairs.old_taken[*old] && present.contains(&ledger.entries[*old].fingerprint))
        .collect();
    let known: HashSet<&Fingerprint> = old
        .iter()
        .map(|old| &ledger.entries[*old].fingerprint)
        .collect();
    let new: Vec<usize> = new
        .into_iter()
        .filter(|new| known.contains(&units[*new].fingerprint))
        .collect();
    let old_texts: Vec<_> = old
        .iter()
        .map(|old| &ledger.entries[*old].fingerprint)
        .collect();
    let new_texts: Vec<_> = new.iter().map(|new| &units[*new].fingerprint).collect();
    for op in capture_diff_slices(Algorithm::Patience, &old_texts, &new_texts) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            for step in 0..len {
                pairs.pair(old[old_index + step], new[new_index + step]);
            }
        }
    }
    // What has moved.
    let mut moved: HashMap<&Fingerprint, Vec<usize>> = HashMap::new();
    for old in old
        .into_iter()
        .rev()
        .filter(|old| !pairs.old_taken[*old])
        .collect::<Vec<_>>()
    {
        moved
            .entry(&ledger.entries[old].fingerprint)
            .or_default()
            .push(old);
    }
    for new in new {
        if pairs.old_of_new[new].is_none()
            && let Some(old) = moved.get_mut(&units[new].fingerprint).and_then(Vec::pop)
        {
            pairs.pair(old, new);
        }
    }
}

fn similar(units: &[Candidate<'_>], ledger: &Ledger, pairs: &mut Pairs) {
    let open = |unit: &Candidate<'_>| unit.fixed.is_none();
    let new: Vec<(usize, Words<'_>)> = units
        .iter()
        .enumerate()
        .filter(|(new, unit)| pairs.old_of_new[*new].is_none() && open(unit))
        .map(|(new, unit)| (new, Words::of(&unit.text)))
        .collect();
    let old: Vec<(usize, Words<'_>)> = ledger
        .entries
        .iter()
        .enumerate()
        .filter(|(old, _)| !pairs.old_taken[*old])
        .map(|(old, entry)| (old, Words::of(&entry.text)))
        .collect();
    // Where units stood relative to their surviving neighbours breaks ties.
    let total = (units.len().max(ledger.entries.len())).max(1) as f64;
    let mut scored = Vec::new();
    for (old, old_words) in &old {
        for (new, new_words) in &new {
            let similarity = old_words.similarity(new_words);
            if similarity >= SIMILAR_ENOUGH {
                let distance = (*old as f64 - *new as f64).abs() / total;
                scored.push((similarity, distance, *old, *new));
            }
        }
    }
    scored.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then(a.1.total_cmp(&b.1))
            .then((a.2, a.3).cmp(&(b.2, b.3)))
    });
    for (_, _, old, new) in scored {
        if pairs.free(old, new) {
            pairs.pair(old, new);
        }
    }
}

/// How alike two texts are: twice the words they share, by all their words. Exact from
/// [`SIMILAR_ENOUGH`] on; below, the order of the words is not looked at.
pub fn similarity(a: &str, b: &str) -> f64 {
    Words::of(a).similarity(&Words::of(b))
}

/// A text that is compared with many others.
pub struct Compared<'t>(Words<'t>);

impl<'t> Compared<'t> {
    /// A text.
    pub fn new(text: &'t str) -> Self {
        Self(Words::of(text))
    }

    /// How alike another text is, as [`similarity`] says, if that is at least so much. Most texts
    /// are settled by their lengths.
    pub fn at_least(&self, least: f64, other: &str) -> Option<f64> {
        let own = self.0.words.len();
        let words = split(other);
        let most = 2.0 * own.min(words.len()) as f64 / (own + words.len()).max(1) as f64;
        if most < least {
            return None;
        }
        let similarity = self.0.similarity_from(least, &Words::counted(words));
        (similarity >= least).then_some(similarity)
    }
}

/// The words of a text; each character of a script without spaces counts as one.
struct Words<'t> {
    words: Vec<&'t str>,
    counts: HashMap<&'t str, usize>,
}

fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        let alone = matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
        let within = character.is_alphanumeric() && !alone;
        if !within {
            if let Some(start) = start.take() {
                words.push(&text[start..at]);
            }
            if alone && character.is_alphanumeric() {
                words.push(&text[at..at + character.len_utf8()]);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    if let Some(start) = start {
        words.push(&text[start..]);
    }
    words
}

impl<'t> Words<'t> {
    fn of(text: &'t str) -> Self {
        Self::counted(split(text))
    }

    fn counted(words: Vec<&'t str>) -> Self {
        let mut counts = HashMap::new();
        for word in &words {
            *counts.entry(*word).or_insert(0) += 1;
        }
        Self { words, counts }
    }

    /// Twice the common words in common order, by all words: 1 for equal texts, 0 for texts
    /// without a common word.
    fn similarity(&self, other: &Self) -> f64 {
        self.similarity_from(SIMILAR_ENOUGH, other)
    }

    /// The same, exact from `least` on; below, the order of the words is not looked at.
    fn similarity_from(&self, least: f64, other: &Self) -> f64 {
        let all = self.words.len() + other.words.len();
        if all == 0 {
            return 0.0;
        }
        let share = |common: usize| 2.0 * common as f64 / all as f64;
        // The order only takes away, so that most pairs are settled by counting.
        let common = self
            .counts
            .iter()
            .map(|(word, count)| other.counts.get(word).map_or(0, |other| *count.min(other)))
            .sum();
        if share(common) < least {
            return share(common);
        }
        let in_order = capture_diff_slices(Algorithm::Myers, &self.words, &other.words)
            .into_iter()
            .map(|op| match op {
                DiffOp::Equal { len, .. } => len,
                _ => 0,
            })
            .sum();
        share(in_order)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::canonical;
    use crate::fluent::parse::pattern;
    use crate::identity::fingerprint::of_source;
    use crate::identity::ledger::LedgerEntry;

    const FIRST: &str =
        "All States have the duty to respect the right to international solidarity.";
    const SECOND: &str =
        "International organizations also have obligations under international law.";
    const THIRD: &str =
        "Nothing in the present text shall be construed as being contrary to the Charter.";

    fn ledger(units: &[(&str, &str)]) -> Ledger {
        let entry = |(id, text): &(&str, &str)| {
            let text = canonical(&pattern(text).expect("a pattern"));
            LedgerEntry {
                id: UnitId::new(id),
                fingerprint: of_source(&text),
                text,
                replaced_by: None,
            }
        };
        Ledger::new(units.iter().map(entry).collect(), Vec::new())
    }

    fn candidate<'a>(article: &'a str, text: &str) -> Candidate<'a> {
        let text = canonical(&pattern(text).expect("a pattern"));
        Candidate {
            article,
            kind: &UnitKind::Paragraph,
            fingerprint: of_source(&text),
            text,
            fixed: None,
        }
    }

    /// Paragraphs of the article `a` that stood in the ledger as `a-p1`, `a-p2`, …
    fn check(before: &[&str], after: &[&str], expected: &[&str]) {
        let ids: Vec<String> = (1..=before.len()).map(|n| format!("a-p{n}")).collect();
        let units: Vec<(&str, &str)> = ids
            .iter()
            .map(String::as_str)
            .zip(before.iter().copied())
            .collect();
        let candidates: Vec<Candidate<'_>> =
            after.iter().map(|text| candidate("a", text)).collect();
        let found = align(&candidates, &ledger(&units), &[]);
        let found: Vec<&str> = found.iter().map(UnitId::as_str).collect();
        assert_eq!(found, expected, "{before:?} -> {after:?}");
    }

    /// The rows of the table of changes in the design.
    #[test]
    fn every_change_of_the_table() {
        check(&[FIRST, SECOND], &[FIRST, SECOND], &["a-p1", "a-p2"]);
        check(
            &[FIRST, SECOND],
            &[FIRST, THIRD, SECOND],
            &["a-p1", "a-p3", "a-p2"],
        );
        check(
            &["It is *so* \"said\"."],
            &["It  is _so_ “said”."],
            &["a-p1"],
        );
        let edited = "All States have the duty to respect and protect the right to international solidarity.";
        check(&[FIRST, SECOND], &[edited, SECOND], &["a-p1", "a-p2"]);
        check(&[FIRST, SECOND], &[THIRD, SECOND], &["a-p3", "a-p2"]);
        check(
            &[FIRST, SECOND, THIRD],
            &[THIRD, FIRST, SECOND],
            &["a-p3", "a-p1", "a-p2"],
        );
        check(&[FIRST, SECOND], &[SECOND], &["a-p2"]);
        check(&[FIRST, FIRST], &[FIRST, FIRST], &["a-p1", "a-p2"]);
        check(&[FIRST, SECOND, FIRST], &[FIRST, SECOND], &["a-p1", "a-p2"]);
        check(&[FIRST, SECOND, FIRST], &[SECOND, FIRST], &["a-p2", "a-p3"]);
    }

    #[test]
    fn the_larger_piece_keeps_the_id() {
        let whole = "States shall cooperate in good faith with each other, and report on it every year in public.";
        let large = "States shall cooperate in good faith with each other.";
        let small = "They report on it every year in public.";
        check(&[whole], &[small, large], &["a-p2", "a-p1"]);
        let merged = format!("{FIRST} Yes.");
        check(&["Yes.", FIRST], &[&merged], &["a-p2"]);
    }

    #[test]
    fn moves_between_articles_keep_the_id() {
        let before = ledger(&[("a-p1", FIRST), ("b-p1", SECOND)]);
        let after = [candidate("b", SECOND), candidate("b", FIRST)];
        let found = align(&after, &before, &[]);
        assert_eq!(found, [UnitId::new("b-p1"), UnitId::new("a-p1")]);
    }

    #[test]
    fn a_fixed_id_wins_and_is_given_once() {
        let before = ledger(&[("a-p1", FIRST), ("rule", SECOND)]);
        let mut fixed = candidate("a", FIRST);
        fixed.fixed = Some("rule");
        let found = align(&[fixed, candidate("a", SECOND)], &before, &[]);
        assert_eq!(found, [UnitId::new("rule"), UnitId::new("a-p2")]);
    }

    #[test]
    fn a_title_keeps_its_id_whatever_it_says() {
        let before = ledger(&[("a-title", "Old words"), ("a-p1", FIRST)]);
        let mut title = candidate("a", "Something else entirely");
        title.kind = &UnitKind::Title;
        let found = align(&[title, candidate("a", FIRST)], &before, &[]);
        assert_eq!(found, [UnitId::new("a-title"), UnitId::new("a-p1")]);
    }

    #[test]
    fn a_text_that_comes_back_gets_its_id_back() {
        let mut before = ledger(&[("a-p2", SECOND)]);
        before.archive = ledger(&[("a-p1", FIRST)]).entries;
        let found = align(
            &[candidate("a", FIRST), candidate("a", SECOND)],
            &before,
            &[],
        );
        assert_eq!(found, [UnitId::new("a-p1"), UnitId::new("a-p2")]);
        let found = align(
            &[candidate("a", THIRD), candidate("a", SECOND)],
            &before,
            &[],
        );
        assert_eq!(found, [UnitId::new("a-p3"), UnitId::new("a-p2")]);
    }

    mod random {
        use std::collections::HashSet;

        use proptest::prelude::*;

        use super::*;

        fn texts() -> impl Strategy<Value = Vec<String>> {
            let word = prop::sample::select(vec![
                "state",
                "right",
                "duty",
                "shall",
                "not",
                "solidarity",
                "of",
                "law",
                "人",
                "权",
            ]);
            let text = prop::collection::vec(word, 1..12).prop_map(|words| words.join(" "));
            prop::collection::vec(text, 0..14)
        }

        proptest! {
            #[test]
            fn no_id_is_lost_or_doubled(before in texts(), after in texts()) {
                let empty = Ledger::default();
                let old: Vec<Candidate<'_>> = before.iter().map(|text| candidate("a", text)).collect();
                let old_ids = align(&old, &empty, &[]);
                let pairs: Vec<(&str, &str)> = old_ids.iter().map(UnitId::as_str).zip(before.iter().map(String::as_str)).collect();
                let ledger = ledger(&pairs);
                let new: Vec<Candidate<'_>> = after.iter().map(|text| candidate("a", text)).collect();
                let ids = align(&new, &ledger, &[]);
                prop_assert_eq!(ids.len(), after.len());
                let unique: HashSet<_> = ids.iter().collect();
                prop_assert_eq!(unique.len(), ids.len());
                prop_assert_eq!(&align(&new, &ledger, &[]), &ids, "deterministic");
                // A text that occurs equally often before and after keeps its ids.
                for (text, id) in after.iter().zip(&ids) {
                    let count = |texts: &[String]| texts.iter().filter(|other| *other == text).count();
                    if count(&before) >= count(&after) {
                        let kept = pairs.iter().any(|(old, of)| *old == id.as_str() && of == text);
                        prop_assert!(kept, "{text} became {id}");
                    }
                }
            }
        }
    }
}
