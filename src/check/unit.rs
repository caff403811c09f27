//! The checks of one translation alone, for an editor that asks while somebody types.
//!
//! Invariant: what is said of the unit is what [`project`](super::project) says of its message,
//! without what `checks.toml` allows. What others have to do with it is left out: an entry of
//! `checks.toml` that is no longer needed, a translation elsewhere that differs from this one.

use super::consistency::{self, Repeated};
use super::glossary::Glossary;
use super::text::{self, Pair, SourceText};
use super::{allow, compare, entries, not_said_before};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::edit::one;
use crate::fluent::parse;
use crate::identity::state::State;
use crate::localize::{self, Localizer, Translation};
use crate::pipeline::{Model, Options, Spot};
use crate::source::Sources;

/// Checks the translation of one unit.
pub fn unit(model: &Model, sources: &Sources, spot: Spot) -> Diagnostics {
    let document = &model.site.documents[spot.document];
    let placed = &document.articles[spot.article];
    let locale = &model.locales.all[spot.locale];
    let Some(translation) = localize::translation(document, placed, spot.unit, locale) else {
        return Diagnostics::new();
    };
    let path = &translation.resource.path;
    let text = sources.text(path).unwrap_or("");
    let lines = one::lines_of(text, &translation.entry.id).unwrap_or(0..text.len());
    let own = |diagnostic: &Diagnostic| {
        let place = diagnostic
            .place
            .as_ref()
            .filter(|place| place.path == *path);
        place.is_some_and(|place| {
            let span = place.span.as_ref();
            span.is_none_or(|span| lines.contains(&span.start))
        })
    };
    let said = of_build(model, sources, spot, &translation).into_iter();
    let mut diagnostics: Diagnostics = said.filter(own).collect();
    let found = of_translation(model, sources, spot, &translation).into_iter();
    let new = not_said_before(found.filter(own).collect(), &diagnostics);
    diagnostics.extend(new);
    // What is wrong with the list itself is no matter of this text.
    let options = Options {
        originals: Sources::default(),
        ..Options::default()
    };
    let allowed = allow::read(sources, model, &options, &mut Diagnostics::new());
    let (left, _) = allow::apply(allowed, diagnostics, model);
    left.into_iter().filter(own).collect()
}

/// What a build says: of the file, and of the text that it shows.
fn of_build(
    model: &Model,
    sources: &Sources,
    spot: Spot,
    translation: &Translation<'_>,
) -> Diagnostics {
    let mut found = Diagnostics::new();
    if let Some(file) = sources.get(&translation.resource.path) {
        parse::resource(file, &mut found);
    }
    let document = &model.site.documents[spot.document];
    let localizer = Localizer {
        sources,
        site: &model.site,
        document,
        placed: &document.articles[spot.article],
        locale: spot.locale,
        locales: &model.locales,
    };
    localizer.unit(spot.unit, &mut found);
    found
}

/// What a build does not see.
fn of_translation(
    model: &Model,
    sources: &Sources,
    spot: Spot,
    translation: &Translation<'_>,
) -> Diagnostics {
    let mut found = Diagnostics::new();
    let document = &model.site.documents[spot.document];
    let placed = &document.articles[spot.article];
    let locale = &model.locales.all[spot.locale];
    let file = sources.text(&translation.resource.path).unwrap_or("");
    entries::of_unit(
        locale,
        translation.entry,
        translation.resource,
        file,
        &mut found,
    );
    let glossary = Glossary::of_source(model);
    let outdated = translation.state == State::Outdated;
    let source = match outdated {
        true => text::former(model, &placed.article, translation),
        false => text::of_unit(model, &placed.article, spot.unit, &glossary),
    };
    let Some(source) = source else {
        return found;
    };
    let context = text::Context {
        model,
        document,
        article: &placed.article,
        locale,
        file,
    };
    let Some(pair) = Pair::new(&context, &source, translation) else {
        return found;
    };
    compare(&pair, &glossary.targets(locale), &mut found);
    if !outdated {
        inconsistent(model, sources, spot, &source, &mut found);
    }
    found
}

/// Compares the translations of all units that have the same source text.
fn inconsistent(
    model: &Model,
    sources: &Sources,
    spot: Spot,
    source: &SourceText,
    found: &mut Diagnostics,
) {
    let locale = &model.locales.all[spot.locale];
    let documents = &model.site.documents;
    let fingerprint = &documents[spot.document].articles[spot.article].fingerprints[spot.unit];
    let mut same = Vec::new();
    for document in documents {
        for placed in &document.articles {
            let fingerprints = placed.fingerprints.iter().enumerate();
            let units = fingerprints.filter(|(_, other)| *other == fingerprint);
            same.extend(units.map(|(unit, _)| (document, placed, unit)));
        }
    }
    if same.len() < 2 {
        return;
    }
    let repeated = Repeated::of(fingerprint, source);
    let mut occurrences = Vec::new();
    for (document, placed, unit) in same {
        let translation = localize::translation(document, placed, unit, locale);
        let holds = |translation: &Translation<'_>| translation.state != State::Outdated;
        let Some(translation) = translation.filter(holds) else {
            continue;
        };
        let context = text::Context {
            model,
            document,
            article: &placed.article,
            locale,
            file: sources.text(&translation.resource.path).unwrap_or(""),
        };
        if Pair::new(&context, source, &translation).is_some() {
            occurrences.extend(repeated.occurrence(fingerprint, &translation));
        }
    }
    consistency::check(occurrences, found);
}
