//! Translations that nobody sees because they stand in a comment.
//!
//! A stub is a comment to be uncommented. Who translates behind `# @missing id =`, or takes the
//! `@missing` away and leaves the `#`, has a translation that is none.

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::layout::{PartKind, parts};
use crate::identity::sync::stubs::{is_edited, stubs};
use crate::localize::SiteLocale;
use crate::site::Document;
use crate::source::Sources;

/// Looks at the comments of a translators' file.
pub(super) fn check(
    document: &Document,
    locale: &SiteLocale,
    sources: &Sources,
    found: &mut Diagnostics,
) {
    let Some(resource) = locale.catalog.documents.get(&document.name) else {
        return;
    };
    let Some(text) = sources
        .text(&resource.path)
        .filter(|text| text.contains("\n# ") || text.starts_with("# "))
    else {
        return;
    };
    let today: std::collections::HashMap<&str, &str> = document
        .articles
        .iter()
        .flat_map(|placed| placed.ids.iter().zip(&placed.article.units))
        .map(|(id, unit)| (id.as_str(), unit.text.as_str()))
        .collect();
    let missing = |id: &str| resource.get(id).is_none();
    for stub in stubs(text) {
        let Some(source) = today.get(stub.id).filter(|_| missing(stub.id)) else {
            continue;
        };
        let id = crate::identity::UnitId::new(stub.id);
        let mut sources = vec![*source];
        sources.extend(document.ledger.any(&id).map(|entry| entry.text.as_str()));
        if is_edited(&stub, &sources) {
            let end = stub.lines.start + text[stub.lines.clone()].trim_end().len();
            found.push(
                diagnostic(stub.id)
                    .at(&resource.path, stub.lines.start..end)
                    .hint("take `# @missing ` away at the start of the line"),
            );
        }
    }
    for part in parts(text) {
        let comment = match &part.kind {
            PartKind::Comment => part.span.clone(),
            PartKind::Entry { body, .. } => part.span.start..*body,
            _ => continue,
        };
        let mut at = comment.start;
        for line in text[comment].split_inclusive('\n') {
            let span = at..at + line.trim_end().len();
            at += line.len();
            let id = line
                .strip_prefix("# ")
                .and_then(|line| line.split_once('='))
                .map(|(id, _)| id.trim());
            if let Some(id) = id.filter(|id| today.contains_key(id) && missing(id)) {
                found.push(
                    diagnostic(id)
                        .at(&resource.path, span)
                        .hint("take `# ` away at the start of the line"),
                );
            }
        }
    }
}

fn diagnostic(id: &str) -> Diagnostic {
    Diagnostic::warning(
        "commented-translation",
        format!("the translation of `{id}` stands in a comment, and is not used"),
    )
}
