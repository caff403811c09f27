//! From which source text each translation was made.
//!
//! Kept in `.l10n/state/<tag>/<document>.toml`, as nothing inside `.ftl` files survives all the
//! tools that translators use.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::UnitId;
use super::fingerprint::Fingerprint;
use crate::config::toml::{Origin, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::SourceFile;

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
/// translate from.
pub fn made_from(evidence: Evidence<'_>) -> (Fingerprint, bool) {
    match evidence.record {
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

/// Reads the records of a document.
pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Records {
    let Some(text) = file.text() else {
        diagnostics.push(crate::fluent::guard::not_utf8(file, 0));
        return Records::new();
    };
    let origin = Origin {
        path: &file.path,
        offset: 0,
    };
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
                })
            });
            if let Some(record) = record.flatten() {
                records.insert(UnitId::new(&name.value), record);
            }
        }
        records
    });
    diagnostics.extend(found.into_iter().map(|diagnostic| Diagnostic {
        hints: vec!["take either side of a merge conflict, then run `concord sync`".to_owned()],
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
            },
        )]);
        let text = write("a", &records);
        let file = SourceFile::new(".l10n/state/fr/a.toml".into(), text.as_bytes());
        let mut diagnostics = Diagnostics::new();
        assert_eq!(parse(&file, &mut diagnostics), records, "{text}");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }
}
