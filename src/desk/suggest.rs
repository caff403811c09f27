//! Translations of equal and similar texts, and of texts that were removed.
//!
//! 1. candidates are all units of the site that have a translation of today's source text, and the
//!    removed units whose translations are in the archive;
//! 2. their source texts are compared with that of the unit, by the measure that tells an edited
//!    text from another one ([`crate::identity::align`]);
//! 3. the most similar are offered, each translation once.

use serde::Serialize;

use super::{Place, Run};
use crate::fluent::{Resource, pattern};
use crate::identity::align::Compared;
use crate::identity::ledger::LedgerEntry;
use crate::identity::state::State;
use crate::localize::translation;
use crate::pipeline::Model;
use crate::site::Document;

/// With fewer words in common, reading a suggestion costs more than it helps.
const LEAST: f64 = 0.6;
/// The most suggestions for one unit.
const MOST: usize = 5;

/// A translation that may help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// How alike the source texts are; 100 if they are equal.
    pub percent: u8,
    /// Where it comes from.
    pub origin: Origin,
    /// The document of the unit that it translates.
    pub document: String,
    /// The unit that it translates.
    pub id: String,
    /// The source text of that unit.
    pub source: String,
    /// How that differs from the source text here, word by word.
    pub changes: Vec<Run>,
    /// The translation.
    pub text: String,
}

/// Where a suggestion comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// Another unit with the same source text.
    Equal,
    /// Another unit with a similar source text.
    Similar,
    /// A unit that was removed.
    Archive,
}

/// A source text that has a translation.
struct Candidate<'m> {
    similarity: f64,
    origin: Origin,
    document: &'m Document,
    id: &'m str,
    source: &'m str,
    text: String,
}

/// The translations that may help with a unit, the best first.
pub(super) fn suggestions(model: &Model, place: &Place<'_>) -> Vec<Suggestion> {
    let source = &place.unit().text;
    let compared = Compared::new(source);
    let mut candidates = Vec::new();
    for document in &model.site.documents {
        living(document, place, &compared, &mut candidates);
        removed(document, place, &compared, &mut candidates);
    }
    let elsewhere = |candidate: &Candidate<'_>| candidate.document.name != place.document.name;
    // What is equally good stays in the order of the site, but for the document at hand.
    candidates.sort_by(|a, b| {
        let by_similarity = b.similarity.total_cmp(&a.similarity);
        by_similarity.then_with(|| (a.origin, elsewhere(a)).cmp(&(b.origin, elsewhere(b))))
    });
    let mut chosen: Vec<Suggestion> = Vec::new();
    for candidate in candidates {
        if chosen.len() == MOST {
            break;
        }
        if chosen.iter().all(|other| other.text != candidate.text) {
            chosen.push(candidate.suggestion(source));
        }
    }
    chosen
}

impl Candidate<'_> {
    fn suggestion(self, source: &str) -> Suggestion {
        // Different texts may have the same words.
        let most = match self.origin {
            Origin::Equal => 100,
            _ => 99,
        };
        // From 60 to 100.
        let percent = (self.similarity * 100.0) as u8;
        Suggestion {
            percent: if most == 100 { 100 } else { percent.min(most) },
            origin: self.origin,
            document: self.document.name.clone(),
            id: self.id.to_owned(),
            source: self.source.to_owned(),
            changes: super::unit::runs(self.source, source),
            text: self.text,
        }
    }
}

fn living<'m>(
    document: &'m Document,
    place: &Place<'m>,
    compared: &Compared<'_>,
    candidates: &mut Vec<Candidate<'m>>,
) {
    for placed in &document.articles {
        for (unit, source) in placed.article.units.iter().enumerate() {
            let own = std::ptr::eq(placed, place.placed()) && unit == place.spot.unit;
            let equal = placed.fingerprints[unit] == *place.fingerprint();
            let similarity = match equal {
                true => Some(1.0),
                false => compared.at_least(LEAST, &source.text),
            };
            let Some(similarity) = similarity.filter(|_| !own) else {
                continue;
            };
            let translation = translation(document, placed, unit, place.locale);
            // One of an older text is no translation of this one.
            let holds = translation.filter(|found| found.state != State::Outdated);
            let value = holds.and_then(|found| found.entry.value.as_ref());
            let text = value.map(pattern::text).unwrap_or_default();
            if !text.trim().is_empty() {
                candidates.push(Candidate {
                    similarity,
                    origin: if equal {
                        Origin::Equal
                    } else {
                        Origin::Similar
                    },
                    document,
                    id: placed.ids[unit].as_str(),
                    source: &source.text,
                    text,
                });
            }
        }
    }
}

/// Units that are in the document no more. Before `sync` has run, the ledger and the translators'
/// file still have them.
fn removed<'m>(
    document: &'m Document,
    place: &Place<'m>,
    compared: &Compared<'_>,
    candidates: &mut Vec<Candidate<'m>>,
) {
    let catalog = &place.locale.catalog;
    let resources = [&catalog.archived, &catalog.documents];
    let resources: Vec<&Resource> = resources
        .into_iter()
        .filter_map(|by_document| by_document.get(&document.name))
        .map(|resource| &**resource)
        .collect();
    if resources.is_empty() {
        return;
    }
    let ledger = &document.ledger;
    let gone = |entry: &LedgerEntry| {
        let living = document
            .articles
            .iter()
            .any(|placed| placed.ids.contains(&entry.id));
        !living
    };
    for entry in ledger.archive.iter().chain(&ledger.entries) {
        let similarity = match entry.fingerprint == *place.fingerprint() {
            true => Some(1.0),
            false => compared.at_least(LEAST, &entry.text),
        };
        if similarity.is_none() || !gone(entry) {
            continue;
        }
        let mut found = resources.iter();
        let found = found.find_map(|resource| resource.get(entry.id.as_str()));
        let value = found.and_then(|found| found.value.as_ref());
        let text = value.map(pattern::text).unwrap_or_default();
        if let Some(similarity) = similarity.filter(|_| !text.trim().is_empty()) {
            candidates.push(Candidate {
                similarity,
                origin: Origin::Archive,
                document,
                id: entry.id.as_str(),
                source: &entry.text,
                text,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;
    use std::time::Instant;

    use super::*;
    use crate::desk::testing::{Project, key};

    fn check(project: &Project, id: &str, expected: &[(u8, Origin, &str, &str)]) {
        let (model, _) = project.model();
        let place = Place::find(&model, key("fr", id)).expect(id);
        let found = suggestions(&model, &place);
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.percent, found.origin, &*found.id, &*found.text))
            .collect();
        assert_eq!(found, expected, "{id}");
    }

    #[test]
    fn equal_similar_and_removed_texts_are_offered() {
        let project = Project::small()
            .with(
                "content/guide/start.md",
                "# Start\n\nAll peoples have this right.\n\nAll States have this right.\n\n\
                 A note.\n\nAll States have this right!\n\nNothing like it.\n\n\
                 One *newer* text of human rights.\n",
            )
            .with(
                "locales/en/guide.ftl",
                "guide-title = Guide\nguide-p1 = One *old* text of human rights.[^1]\n\
                 fn-1 = A note.\nstart-title = Start\n\
                 start-p1 = All peoples have this right.\nstart-p2 = All States have this right.\n",
            )
            .with(
                ".l10n/archive/en/guide.ftl",
                "gone-p1 = All peoples have had this right.\ngone-p2 = None of it.\n\
                 gone-p3 = All States still have this right.\n",
            )
            .with(
                ".l10n/archive/fr/guide.ftl",
                "gone-p1 = Tous les peuples ont eu ce droit.\ngone-p2 = Rien.\n\
                 gone-p3 = Tous les États ont ce droit.\n",
            );
        check(
            &project,
            "start-p1",
            &[
                (
                    90,
                    Origin::Archive,
                    "gone-p1",
                    "Tous les peuples ont eu ce droit.",
                ),
                (
                    80,
                    Origin::Similar,
                    "start-p2",
                    "Tous les États ont ce droit.",
                ),
            ],
        );
        check(
            &project,
            "start-p3",
            &[(100, Origin::Equal, "fn-1", "Une note.")],
        );
        // The same words are not yet the same text.
        check(
            &project,
            "start-p4",
            &[
                (
                    99,
                    Origin::Similar,
                    "start-p2",
                    "Tous les États ont ce droit.",
                ),
                (
                    72,
                    Origin::Archive,
                    "gone-p1",
                    "Tous les peuples ont eu ce droit.",
                ),
            ],
        );
        check(&project, "start-p5", &[]);
        // One's own translation is no suggestion, nor one of an older text.
        check(&project, "guide-p1", &[]);
        check(&project, "start-p6", &[]);
    }

    /// Thirty articles of forty units, as the flagship has.
    #[test]
    fn suggestions_come_at_once() {
        let mut project = Project::small();
        let (mut contents, mut french) = (String::new(), String::new());
        for article in 0..31 {
            let mut text = format!("# Article {article}\n");
            let _ = write!(contents, "'a{article}.md', ");
            for unit in 0..40 {
                let _ = write!(
                    text,
                    "\nAll States, acting together in article {article} and in paragraph {unit}, shall \
                     cooperate in good faith with number {} in order to overcome the obstacles.\n",
                    article * unit
                );
                let _ = writeln!(french, "a{article}-p{} = Texte {article} {unit}.", unit + 1);
            }
            project = project.with(&format!("content/guide/a{article}.md"), &text);
        }
        let front = format!("+++\ncontents = ['start.md', {contents}]\n+++\n# Guide\n\nX\n");
        let project = project
            .with("content/guide/_index.md", &front)
            .with("locales/fr/guide.ftl", &french);
        let (model, _) = project.model();
        let place = Place::find(&model, key("fr", "a7-p9")).expect("a unit");
        let start = Instant::now();
        let found = suggestions(&model, &place);
        let took = start.elapsed();
        assert_eq!(found.len(), MOST);
        // Some 50 ms without optimization, and a tenth of that with it.
        assert!(took.as_millis() < 1000, "{took:?}");
    }
}
