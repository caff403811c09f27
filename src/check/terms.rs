//! Terms that a document defines, but that the glossary of a language does not have: nothing in
//! that language can be linked to the definition without being linked by hand.
//!
//! A project without a glossary of its source language links by hand only, and hears nothing.

use crate::catalog::glossary;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::fluent::Resource;
use crate::localize::{self, SiteLocale};
use crate::pipeline::Model;
use crate::site::Document;

/// How many terms one diagnostic names.
const MOST_NAMED: usize = 5;

/// Reports terms without forms: in the source language each, in another all of a document at
/// once, if any of it is translated.
pub(super) fn check(model: &Model, found: &mut Diagnostics) {
    let locales = &model.locales;
    let source = of(&locales.all[locales.source]);
    let Some(source) = source.filter(|_| model.config.link_terms) else {
        return;
    };
    for document in &model.site.documents {
        source_terms(document, source, found);
        for (index, locale) in locales.all.iter().enumerate() {
            let translated = locale.catalog.documents.contains_key(&document.name);
            if index != locales.source && locale.pseudo.is_none() && translated {
                translated_terms(document, source, locale, found);
            }
        }
    }
}

fn of(locale: &SiteLocale) -> Option<&Resource> {
    glossary::of(&locale.catalog, &locale.config.tag)
}

fn has(glossary: &Resource, term: &str) -> bool {
    let entry = glossary.get(&format!("-{term}"));
    entry.is_some_and(|entry| !glossary::forms(entry).is_empty())
}

fn source_terms(document: &Document, glossary: &Resource, found: &mut Diagnostics) {
    for (term, definition) in &document.definitions {
        if has(glossary, term) {
            continue;
        }
        let known = glossary::terms(&glossary.entries).map(|entry| &entry.id[1..]);
        let hint = match nearest(term, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add `-{term} = …` to `{}`", glossary.path),
        };
        let message = format!("the glossary does not say how the term `{term}` is written");
        let mut diagnostic = Diagnostic::warning("term-missing", message).hint(hint);
        diagnostic.place = Some(Box::new(definition.place.clone()));
        found.push(diagnostic);
    }
}

fn translated_terms(
    document: &Document,
    source: &Resource,
    locale: &SiteLocale,
    found: &mut Diagnostics,
) {
    let own = of(locale);
    let terms = document.definitions.keys();
    let missing: Vec<String> = terms
        .filter(|term| has(source, term) && !own.is_some_and(|own| has(own, term)))
        .map(|term| format!("`-{term}`"))
        .collect();
    if missing.is_empty() {
        return;
    }
    let mut named = missing[..missing.len().min(MOST_NAMED)].join(", ");
    if missing.len() > MOST_NAMED {
        named.push_str(&format!(" and {} more", missing.len() - MOST_NAMED));
    }
    let path = glossary::path(&locale.config.tag);
    let message = format!("`{path}` lacks {named}, which `{}` defines", document.name);
    let file = own.map_or_else(
        || localize::file_of(locale, document),
        |own| own.path.clone(),
    );
    found.push(
        Diagnostic::warning("term-missing", message)
            .in_file(&file)
            .hint("add the forms that the text uses; without them nothing leads to the definition"),
    );
}
