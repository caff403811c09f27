//! What can be said of a message by itself, or beside the same message of another file: its
//! attributes, its plurals, its characters, and the references of messages that are no units.

use std::collections::HashMap;
use std::ops::Range;

use super::interface::Theme;
use super::plurals::{Located, Rules};
use super::{characters, place, plurals, references, text};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::{Attribute, Element, Entry, Expression, Pattern, Resource};
use crate::localize::{LocaleIndex, SiteLocale};
use crate::pipeline::Model;
use crate::source::Sources;

/// Checks all files of a locale.
pub(super) fn check(
    model: &Model,
    locale: LocaleIndex,
    sources: &Sources,
    theme: &Theme,
    found: &mut Diagnostics,
) {
    let own = &model.locales.all[locale];
    let is_source = locale == model.locales.source;
    let rules = Rules::new(&own.locale);
    let catalog = &own.catalog;
    let documents = catalog.documents.values().filter(|_| !is_source);
    for resource in documents {
        let file = sources.text(&resource.path).unwrap_or("");
        each(resource, file, &rules, found);
        for entry in messages(resource) {
            let unit = Message {
                entry,
                resource,
                file,
            };
            one_text(&unit, found);
        }
    }
    let originals: HashMap<&str, (&Resource, &Entry)> = text::source_locale(model)
        .catalog
        .shared
        .iter()
        .flat_map(|resource| {
            messages(resource).map(move |entry| (&*entry.id, (&**resource, entry)))
        })
        .collect();
    for resource in &catalog.shared {
        let file = sources.text(&resource.path).unwrap_or("");
        each(resource, file, &rules, found);
        for entry in messages(resource).filter(|_| !is_source) {
            let Some((original, source)) = originals.get(&*entry.id) else {
                continue;
            };
            let translation = Message {
                entry,
                resource,
                file,
            };
            same_form(&translation, source, original, found);
        }
    }
    if let Some(resource) = &catalog.interface {
        let file = sources.text(&resource.path).unwrap_or("");
        each(resource, file, &rules, found);
        for entry in messages(resource) {
            let Some((original, source)) = theme.original(model, locale, &entry.id) else {
                continue;
            };
            let translation = Message {
                entry,
                resource,
                file,
            };
            same_form(&translation, source, original, found);
        }
    }
}

/// Checks one translation of a unit.
pub(super) fn of_unit(
    locale: &SiteLocale,
    entry: &Entry,
    resource: &Resource,
    file: &str,
    found: &mut Diagnostics,
) {
    let unit = Message {
        entry,
        resource,
        file,
    };
    each_of(&unit, &Rules::new(&locale.locale), found);
    one_text(&unit, found);
}

/// A message in its file.
struct Message<'a> {
    entry: &'a Entry,
    resource: &'a Resource,
    file: &'a str,
}

fn messages(resource: &Resource) -> impl Iterator<Item = &Entry> {
    let entries = resource.entries.iter();
    entries.filter(|entry| !entry.id.starts_with('-'))
}

/// What is asked of every pattern.
fn each(resource: &Resource, file: &str, rules: &Rules<'_>, found: &mut Diagnostics) {
    for entry in &resource.entries {
        let message = Message {
            entry,
            resource,
            file,
        };
        each_of(&message, rules, found);
    }
}

fn each_of(message: &Message<'_>, rules: &Rules<'_>, found: &mut Diagnostics) {
    let attributes = message.entry.attributes.iter();
    let attributes = attributes.map(|attribute| &attribute.value);
    for pattern in message.entry.value.iter().chain(attributes) {
        let located = Located {
            pattern,
            path: &message.resource.path,
            file: message.file,
        };
        plurals::check(&located, rules, found);
        characters::check(&located, found);
    }
}

/// A unit is one text: nothing would ever show an attribute.
fn one_text(unit: &Message<'_>, found: &mut Diagnostics) {
    let (entry, path) = (unit.entry, &unit.resource.path);
    for attribute in &entry.attributes {
        let message = format!("`{}` has an attribute `.{}`", entry.id, attribute.id);
        found.push(
            Diagnostic::error("attribute-extra", message)
                .at(path, place_of(attribute, unit))
                .hint("a line that begins with `.` ends the text above it: write the text on one line, or the sign as `{\".\"}`"),
        );
    }
    if entry.value.is_none() {
        let message = format!("`{}` has no value", entry.id);
        found.push(
            Diagnostic::error("translation-empty", message)
                .at(path, entry.id_span.clone())
                .hint("write the translation behind the `=`"),
        );
    }
}

fn place_of(attribute: &Attribute, message: &Message<'_>) -> Range<usize> {
    let at = attribute.value.span.start;
    place::name_before('.', &attribute.id, at, message.file)
        .unwrap_or_else(|| message.entry.id_span.clone())
}

/// Whether a pattern is not there, or is known to become nothing.
fn is_empty(pattern: Option<&Pattern>) -> bool {
    let blank = |element: &Element| match element {
        Element::Text(text) | Element::Placeable(Expression::Text(text)) => text.trim().is_empty(),
        Element::Placeable(_) => false,
    };
    pattern.is_none_or(|pattern| pattern.elements.iter().all(blank))
}

/// A message has the value and the attributes of its original, and refers to what that refers to.
fn same_form(
    translation: &Message<'_>,
    source: &Entry,
    original: &Resource,
    found: &mut Diagnostics,
) {
    let (entry, path) = (translation.entry, &translation.resource.path);
    for attribute in &source.attributes {
        if entry.pattern(Some(&attribute.id)).is_none() {
            let message = format!("`{}` lacks the attribute `.{}`", entry.id, attribute.id);
            found.push(
                Diagnostic::error("attribute-missing", message)
                    .at(path, entry.id_span.clone())
                    .hint("add it, indented, below the message"),
            );
        }
    }
    for attribute in &entry.attributes {
        if source.pattern(Some(&attribute.id)).is_none() {
            let message = format!("`{}` has an attribute `.{}`", entry.id, attribute.id);
            found.push(
                Diagnostic::error("attribute-extra", message)
                    .at(path, place_of(attribute, translation))
                    .hint("its original has none of this name: remove it"),
            );
        }
    }
    if is_empty(entry.pattern(None)) && !is_empty(source.pattern(None)) {
        let message = format!("`{}` is empty", entry.id);
        found.push(
            Diagnostic::error("translation-empty", message)
                .at(path, entry.id_span.clone())
                .hint("translate it, or remove the message"),
        );
    }
    let attributes = entry
        .attributes
        .iter()
        .map(|attribute| Some(&*attribute.id));
    for name in std::iter::once(None).chain(attributes) {
        let (Some(own), Some(other)) = (entry.pattern(name), source.pattern(name)) else {
            continue;
        };
        let uses = |pattern, resource| references::uses(pattern, &[resource]);
        let differences =
            references::compare(&uses(other, original), &uses(own, translation.resource));
        for (diagnostic, piece) in differences {
            let span = place::literal(&piece, &own.span, translation.file);
            found.push(diagnostic.at(path, span));
        }
    }
}
