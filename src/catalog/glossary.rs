//! The glossary of a locale: `locales/<tag>/glossary.ftl`.
//!
//! It holds Fluent terms; the same id in several locales is one term in all of them. The text of a
//! term, the variants of a selector and the attributes that begin with `also` are its forms:
//! `.also-plural = …`. It is a shared file as any other, so that texts may use its terms.

use super::Catalog;
use crate::fluent::{Element, Entry, Expression, Pattern, Resource};
use crate::locale::LocaleTag;
use crate::source::SourcePath;

/// Where the glossary of a locale is.
pub fn path(tag: &LocaleTag) -> SourcePath {
    SourcePath::new(&format!("locales/{tag}/glossary.ftl"))
}

/// The glossary of a locale, if it has one.
pub fn of<'a>(catalog: &'a Catalog, tag: &LocaleTag) -> Option<&'a Resource> {
    let path = path(tag);
    let mut shared = catalog.shared.iter();
    let found = shared.find(|resource| resource.path == path);
    found.map(|resource| &**resource)
}

/// The terms of a glossary.
pub fn terms(entries: &[Entry]) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(|entry| entry.id.starts_with('-'))
}

/// The forms of a term: its text, the variants of a selector, and its attributes.
pub fn forms(entry: &Entry) -> Vec<String> {
    let attributes = entry.attributes.iter();
    let also = attributes.filter(|attribute| attribute.id.starts_with("also"));
    let patterns = entry
        .value
        .iter()
        .chain(also.map(|attribute| &attribute.value));
    patterns.flat_map(texts).collect()
}

fn texts(pattern: &Pattern) -> Vec<String> {
    match pattern.elements.as_slice() {
        [
            Element::Placeable(Expression::Select {
                variants, default, ..
            }),
        ] => {
            let texts = variants.iter().map(|variant| variant.value.as_text());
            let mut texts: Vec<String> = texts.flatten().map(str::to_owned).collect();
            // The default is the form that a dictionary has.
            if *default < texts.len() {
                texts.swap(0, *default);
            }
            texts
        }
        _ => pattern.as_text().map(str::to_owned).into_iter().collect(),
    }
}
