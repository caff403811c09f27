//! From which source text each translation was made.
//!
//! Kept in `.l10n/state/<tag>/<document>.toml`, as nothing inside `.ftl` files survives all the
//! tools that translators use.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;

use super::fingerprint::Fingerprint;
use super::{UnitId, conflict, plain};
use crate::config::toml::{Origin, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourcePath};

/// What is recorded of one translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The fingerprint of the source text that it was made from.
    pub source: Fingerprint,
    /// The fingerprint of the translation.
    pub translation: Fingerprint,
    /// Whether it still awaits review.
    pub draft: bool,
    /// The source text that it was made from, kept while it is out of date.
    pub was: Option<String>,
    /// What the other side of a merge says of the same translation.
    pub rival: Option<Box<Record>>,
}

impl Record {
    /// This record and its rivals.
    fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |record| record.rival.as_deref())
    }

    /// The source text of a fingerprint, if it was kept.
    pub fn known_source(&self, fingerprint: &Fingerprint) -> Option<&str> {
        self.all()
            .filter(|record| record.source == *fingerprint)
            .find_map(|record| record.was.as_deref())
    }
}

/// The records of one document in one locale.
pub type Records = BTreeMap<UnitId, Record>;

/// The state of a unit in a locale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// The translation holds.
    Current,
    /// It holds, but nobody has reviewed it.
    Draft,
    /// The source has changed since.
    Outdated,
    /// There is none.
    Missing,
}

/// What a state is told from.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// What is recorded of the translation.
    pub record: Option<&'a Record>,
    /// The fingerprint of today's source text.
    pub source: &'a Fingerprint,
    /// The fingerprint of the source text in the ledger, if the unit was in it.
    pub ledger: Option<&'a Fingerprint>,
    /// The fingerprint of the translation.
    pub translation: &'a Fingerprint,
    /// Whether the locale wants translations to be reviewed.
    pub review_required: bool,
}

/// What a translation was made from, after weighing the evidence.
///
/// A translation whose value changed since it was recorded was made from today's text. One that
/// was never recorded was made from the text that was last written down: that was the text to
/// translate from. Where the two sides of a merge disagree, the one that knows of today's text
/// is the later one.
pub fn made_from(evidence: Evidence<'_>) -> (Fingerprint, bool) {
    let record = evidence.record.map(|record| {
        let same = || {
            record
                .all()
                .filter(|record| record.translation == *evidence.translation)
        };
        same()
            .find(|record| record.source == *evidence.source)
            .or_else(|| same().next())
            .unwrap_or(record)
    });
    match record {
        Some(record) if record.translation == *evidence.translation => {
            (record.source.clone(), record.draft)
        }
        Some(record) => (
            evidence.source.clone(),
            evidence.review_required || record.draft,
        ),
        None => {
            let source = evidence.ledger.unwrap_or(evidence.source);
            (source.clone(), evidence.review_required)
        }
    }
}

/// The state of a translation that is there.
pub fn judge(evidence: Evidence<'_>) -> State {
    let source = evidence.source;
    match made_from(evidence) {
        (made_from, _) if made_from != *source => State::Outdated,
        (_, true) => State::Draft,
        (_, false) => State::Current,
    }
}

/// Reads the records of a document. Conflict markers of a merge are read over: what the two
/// sides say of one translation becomes a record and its rival, and the next `sync` decides.
pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Records {
    let Some(text) = file.utf8(diagnostics) else {
        return Records::new();
    };
    if let Some(records) = plain::read(text) {
        return records;
    }
    let mut all = Records::new();
    for side in conflict::sides(text) {
        for (id, record) in parse_side(&side, &file.path, diagnostics) {
            match all.entry(id) {
                Entry::Vacant(free) => _ = free.insert(record),
                Entry::Occupied(mut first) => {
                    let first = first.get_mut();
                    let rival = first.rival.take();
                    first.rival = Some(Box::new(Record { rival, ..record }));
                }
            }
        }
    }
    all
}

fn parse_side(text: &str, path: &SourcePath, diagnostics: &mut Diagnostics) -> Records {
    let origin = Origin { path, offset: 0 };
    let mut found = Diagnostics::new();
    let records = read(text, origin, &mut found, |table| {
        let mut records = Records::new();
        for name in table.names() {
            let record = table.named_table(&name.value, |record| {
                let source = record.required_string("source");
                let translation = record.required_string("translation");
                let draft = record.choice("review", &[("draft", true), ("done", false)]);
                let was = record.string("was");
                record.finish();
                Some(Record {
                    source: Fingerprint::from_written(&source?.value),
                    translation: Fingerprint::from_written(&translation?.value),
                    draft: draft.unwrap_or(false),
                    was: was.map(|was| was.value),
                    rival: None,
                })
            });
            if let Some(record) = record.flatten() {
                records.insert(UnitId::new(&name.value), record);
            }
        }
        records
    });
    diagnostics.extend(found.into_iter().map(|diagnostic| Diagnostic {
        hints: vec![
            "restore the file from the project's history, then run `concord sync`".to_owned(),
        ],
        ..diagnostic
    }));
    records
}

/// Writes the records of a document: one line a unit, so that git merges them line by line.
pub fn write(document: &str, records: &Records) -> String {
    let mut out = format!(
        "# From which source text each translation of `{document}` was made.\n\
         # Kept by `concord sync`.\n\n"
    );
    for (id, record) in records {
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "{id} = {{ source = \"{}\", translation = \"{}\"",
            record.source, record.translation
        );
        if record.draft {
            out.push_str(", review = \"draft\"");
        }
        if let Some(was) = &record.was {
            let _ = write!(out, ", was = {}", ::toml::Value::String(was.clone()));
        }
        out.push_str(" }\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::fingerprint::of_source;
    use super::*;

    #[test]
    fn judges_by_the_evidence() {
        let (old, new) = (of_source("old"), of_source("new"));
        let (first, second) = (of_source("premier"), of_source("second"));
        let record = |draft| Record {
            source: old.clone(),
            translation: first.clone(),
            draft,
            was: None,
            rival: None,
        };
        let (plain, draft) = (record(false), record(true));
        let check = |record, source, ledger, translation, review_required, expected, why| {
            let evidence = Evidence {
                record,
                source,
                ledger,
                translation,
                review_required,
            };
            assert_eq!(judge(evidence), expected, "{why}");
        };
        use State::{Current, Draft, Outdated};
        check(
            Some(&plain),
            &old,
            Some(&old),
            &first,
            false,
            Current,
            "nothing changed",
        );
        check(
            Some(&plain),
            &new,
            Some(&new),
            &first,
            false,
            Outdated,
            "the source changed",
        );
        check(
            Some(&plain),
            &new,
            Some(&new),
            &second,
            false,
            Current,
            "both changed",
        );
        check(
            Some(&plain),
            &new,
            Some(&new),
            &second,
            true,
            Draft,
            "and want review",
        );
        check(
            Some(&draft),
            &old,
            Some(&old),
            &first,
            false,
            Draft,
            "never reviewed",
        );
        check(
            Some(&draft),
            &new,
            Some(&old),
            &first,
            true,
            Outdated,
            "outdated comes first",
        );
        check(
            None,
            &old,
            Some(&old),
            &first,
            false,
            Current,
            "new translation",
        );
        check(
            None,
            &new,
            Some(&old),
            &first,
            false,
            Outdated,
            "new, of the old text",
        );
        check(
            None,
            &new,
            None,
            &first,
            false,
            Current,
            "of a unit that is new",
        );
    }

    #[test]
    fn records_read_back() {
        let records = Records::from([(
            UnitId::new("a-p1"),
            Record {
                source: of_source("a"),
                translation: of_source("b"),
                draft: true,
                was: Some("line \"one\"\\\nline two".to_owned()),
                rival: None,
            },
        )]);
        let text = write("a", &records);
        let file = SourceFile::new(".l10n/state/fr/a.toml".into(), text.as_bytes());
        let mut diagnostics = Diagnostics::new();
        assert_eq!(parse(&file, &mut diagnostics), records, "{text}");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }
}
