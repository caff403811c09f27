//! One source text that is translated in different ways.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::text::SourceText;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::fluent::{Entry, canonical};
use crate::identity::fingerprint::{Fingerprint, of_source};
use crate::localize::Translation;
use crate::pipeline::Model;
use crate::source::SourcePath;

/// The fingerprints of source texts that occur more than once and have more than one word: a
/// word alone may well be one thing here and another there.
#[derive(Debug)]
pub(super) struct Repeated<'a>(HashSet<&'a Fingerprint>);

/// One translation of such a text.
#[derive(Debug)]
pub(super) struct Occurrence<'a> {
    source: Fingerprint,
    /// The translation without what does not matter.
    text: Fingerprint,
    entry: &'a Entry,
    path: &'a SourcePath,
}

/// Finds the source texts that occur more than once.
pub(super) fn repeated<'a>(
    model: &'a Model,
    prepared: &[Vec<Vec<Option<SourceText>>>],
) -> Repeated<'a> {
    let mut seen = HashSet::new();
    let mut repeated = HashSet::new();
    for (document, articles) in model.site.documents.iter().zip(prepared) {
        for (placed, units) in document.articles.iter().zip(articles) {
            for (fingerprint, source) in placed.fingerprints.iter().zip(units) {
                let Some(source) = source else { continue };
                if has_words(&source.side.visible) && !seen.insert(fingerprint) {
                    repeated.insert(fingerprint);
                }
            }
        }
    }
    Repeated(repeated)
}

fn has_words(text: &str) -> bool {
    let letters = |word: &&str| word.chars().any(char::is_alphabetic);
    let words = text.split_whitespace().filter(letters).take(2).count();
    // Scripts without spaces write several words as one.
    let without_case = |c: &char| c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase();
    words >= 2 || text.chars().filter(without_case).nth(3).is_some()
}

impl<'a> Repeated<'a> {
    /// One text that is known to occur more than once.
    pub(super) fn of(fingerprint: &'a Fingerprint, source: &SourceText) -> Self {
        let counts = has_words(&source.side.visible);
        Self(counts.then_some(fingerprint).into_iter().collect())
    }

    /// A translation that has to be compared with others.
    pub(super) fn occurrence<'t>(
        &self,
        source: &Fingerprint,
        translation: &Translation<'t>,
    ) -> Option<Occurrence<'t>> {
        if !self.0.contains(source) {
            return None;
        }
        let value = translation.entry.value.as_ref()?;
        Some(Occurrence {
            source: source.clone(),
            text: of_source(&canonical(value)),
            entry: translation.entry,
            path: &translation.resource.path,
        })
    }
}

/// Compares the translations of one locale, in the order of the text. Each that differs from the
/// first is reported once.
pub(super) fn check(occurrences: Vec<Occurrence<'_>>, found: &mut Diagnostics) {
    let mut first: HashMap<Fingerprint, Occurrence<'_>> = HashMap::new();
    let mut different: BTreeMap<(&SourcePath, usize), Diagnostic> = BTreeMap::new();
    for occurrence in occurrences {
        let Some(before) = first.get(&occurrence.source) else {
            first.insert(occurrence.source.clone(), occurrence);
            continue;
        };
        if before.text == occurrence.text {
            continue;
        }
        let (own, other) = (occurrence.entry, before.entry);
        let message = format!(
            "`{}` has the same source text as `{}`, but another translation",
            own.id, other.id
        );
        let place = Place::new(before.path, other.id_span.clone());
        let diagnostic = Diagnostic::warning("inconsistent", message)
            .at(occurrence.path, own.id_span.clone())
            .related(place, "it is first translated here")
            .hint("translate both alike, unless the text means two things");
        different.insert((occurrence.path, own.id_span.start), diagnostic);
    }
    found.extend(different.into_values());
}
