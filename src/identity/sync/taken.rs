//! Files in the places that `sync` would write to, with something that it must not overwrite.

use std::collections::{HashMap, HashSet};

use super::{Today, Translated, archive_path, catalog_path, state_path};
use crate::diagnostic::Diagnostic;
use crate::fluent::edit::NOTE;
use crate::fluent::layout::{PartKind, parts};
use crate::identity::align::similarity;
use crate::identity::former::SAME_DOCUMENT;
use crate::identity::ledger;
use crate::source::{SourcePath, Sources};

/// The files that a renamed document would get, where there are such files already. One that
/// says what `written` would write was left by a `sync` that was killed.
pub(super) fn by_another<'a>(
    today: &Today<'_>,
    translated: &[Translated<'_>],
    sources: &Sources,
    written: impl Iterator<Item = &'a (SourcePath, String)>,
) -> Vec<Diagnostic> {
    let Some(former) = today.former else {
        return Vec::new();
    };
    let written: HashSet<(&SourcePath, &str)> =
        written.map(|(path, text)| (path, text.as_str())).collect();
    let mut paths = vec![archive_path(today.source, today.document)];
    for locale in translated {
        paths.push(state_path(locale.locale, today.document));
        paths.push(catalog_path(locale.locale, today.document));
        paths.push(archive_path(locale.locale, today.document));
    }
    let is_taken = |path: &SourcePath| {
        let text = sources.get(path).map(|file| file.text().unwrap_or(""));
        text.is_some_and(|text| !written.contains(&(path, text)))
    };
    paths
        .iter()
        .filter(|path| is_taken(path))
        .map(|path| {
            Diagnostic::error(
                "name-taken",
                format!(
                    "the files of `{former}` are to be renamed as its folder was, but this file is in the way"
                ),
            )
            .in_file(path)
            .hint(format!(
                "put what it says into another file, or give `content/{}` another name",
                today.document
            ))
        })
        .collect()
}

/// What stands where the ledger is to be written, if it is no ledger.
///
/// A tool may have taken the heading of a ledger away: it still has the texts of the document,
/// and nothing else.
pub(super) fn ledger(today: &Today<'_>, sources: &Sources) -> Option<Diagnostic> {
    let path = catalog_path(today.source, today.document);
    let text = sources.text(&path)?;
    if ledger::is_ledger(text) {
        return None;
    }
    let entries = &today.ledger.entries;
    let texts: HashMap<&str, &str> = today
        .sections
        .iter()
        .flat_map(|section| &section.units)
        .map(|(id, text)| (id.as_str(), *text))
        .collect();
    let same = entries
        .iter()
        .filter(|entry| {
            let text = texts.get(entry.id.as_str());
            text.is_some_and(|text| similarity(&entry.text, text) >= SAME_DOCUMENT)
        })
        .count();
    if (same as f64) < SAME_DOCUMENT * entries.len() as f64 {
        return Some(
            Diagnostic::error(
                "ledger-taken",
                format!(
                    "`sync` writes the texts of `content/{}/` into this file, but it holds other texts",
                    today.document
                ),
            )
            .in_file(&path)
            .hint(format!(
                "if the content is not written in `{}`, mend `source` in `concord.toml`; if it is, move the file elsewhere",
                today.source
            )),
        );
    }
    let own = parts(text).into_iter().find(|part| match &part.kind {
        PartKind::Entry { id, body, value } => {
            let comment = &text[part.span.start..*body];
            let attributes = &text[value.end..part.span.end];
            id.starts_with('-') || is_own(comment) || !attributes.trim().is_empty()
        }
        PartKind::Comment => is_own(&text[part.span.clone()]),
        PartKind::Heading | PartKind::Blank | PartKind::Junk => false,
    })?;
    Some(
        Diagnostic::error(
            "ledger-taken",
            format!(
                "`sync` writes the texts of `content/{}/` into this file, and nothing else can stand in it",
                today.document
            ),
        )
        .at(&path, own.span)
        .hint("put comments, terms and attributes into another file beside it"),
    )
}

/// Whether there are lines in a comment that `sync` has not written.
fn is_own(comment: &str) -> bool {
    comment.lines().any(|line| !line.starts_with(NOTE))
}
