//! Fluent files of other projects, by the ids of their messages.

use super::gather::comments_above;
use super::{Confidence, Imported};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::parse;
use crate::fluent::pattern;
use crate::identity::UnitId;
use crate::source::SourceFile;

/// Reads the messages of a Fluent file. Terms and attributes belong to no unit: they are named
/// and left out.
pub fn read(file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Imported> {
    let resource = parse::resource(file, diagnostics);
    let text = file.text().unwrap_or("");
    let mut imported = Vec::new();
    for entry in &resource.entries {
        let skipped = if entry.id.starts_with('-') {
            Some(format!("the term `{}` is not imported", entry.id))
        } else if !entry.attributes.is_empty() {
            Some(format!("the attributes of `{}` are not imported", entry.id))
        } else {
            None
        };
        if let Some(message) = skipped {
            diagnostics.push(
                Diagnostic::warning("import-skipped", message)
                    .at(&file.path, entry.id_span.clone())
                    .hint("put what all texts use into a file of its own below `locales/`"),
            );
        }
        let Some(value) = entry.value.as_ref().filter(|_| !entry.id.starts_with('-')) else {
            continue;
        };
        let translation = pattern::text(value);
        if translation.trim().is_empty() {
            continue;
        }
        imported.push(Imported {
            document: None,
            id: UnitId::new(&entry.id),
            source: None,
            translation,
            confidence: Confidence::Sound,
            comments: comments_above(text, entry.id_span.start),
            span: entry.id_span.start..value.span.end.max(entry.id_span.end),
        });
    }
    imported
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_read_by_their_ids() {
        let text = "-term = T\n\n# a hint\n# @outdated\na-p1 =\n    one\n    two\n\
                    b = { $n ->\n  [one] x\n *[other] y\n }\nc =\n  .label = no\nd = {\"\"}\n";
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new("fr.ftl".into(), text.as_bytes());
        let imported = read(&file, &mut diagnostics);
        let found: Vec<_> = imported
            .iter()
            .map(|unit| {
                (
                    unit.id.as_str(),
                    &*unit.translation,
                    unit.comments.as_slice(),
                )
            })
            .collect();
        assert_eq!(
            found,
            [
                ("a-p1", "one\ntwo", &["a hint".to_owned()][..]),
                ("b", "{ $n ->\n    [one] x\n   *[other] y\n}", &[]),
            ]
        );
        assert!(text[imported[0].span.clone()].starts_with("a-p1 ="));
        let skipped: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| &*diagnostic.message)
            .collect();
        assert_eq!(
            skipped,
            [
                "the term `-term` is not imported",
                "the attributes of `c` are not imported"
            ]
        );
    }
}
