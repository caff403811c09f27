//! Checks of translations: everything that `concord check` says beyond a build.
//!
//! 1. a strict build says what cannot be shown: syntax, references, unsafe Markdown, links that
//!    lead nowhere;
//! 2. `text` prepares the text of each unit and its translations, once for all checks;
//! 3. the checks compare them, in parallel over document × locale: `structure`,
//!    `references`, `copied`, `glossary`, [`language`]; then over each locale as a whole:
//!    `comments`, `entries` (attributes, `plurals`, `characters`), `consistency`, `interface`, `terms`;
//! 4. `allow` takes out what the project has said is meant ([`crate::source::read::CHECKS`]).
//!
//! [`unit()`] does the same for one translation alone.
//!
//! Invariants: a check is a function that adds to [`Diagnostics`] and reads nothing but its
//! arguments; every finding has a code of [`codes`] and a place; a translation of an older source
//! text is compared with that text, or not at all: that it is out of date is no mistake of its
//! translator.

mod allow;
mod authority;
mod characters;
pub mod codes;
mod comments;
mod consistency;
mod copied;
mod entries;
mod glossary;
mod interface;
pub mod language;
mod place;
mod plurals;
mod references;
mod structure;
mod terms;
mod text;
mod unit;

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::identity::state::State;
use crate::localize::{self, LocaleIndex};
use crate::memo::Memo;
use crate::pipeline::{self, Built, Model, Options};
use crate::site::Document;
use crate::source::{SourcePath, Sources};
use consistency::Occurrence;
use glossary::Glossary;
pub use glossary::terms_of;
use text::{Pair, SourceText};
pub use unit::unit;

/// What there is to say of a project.
#[derive(Debug)]
pub struct Checked {
    /// Everything that is not allowed by `checks.toml`.
    pub diagnostics: Diagnostics,
    /// How many findings the project allows.
    pub suppressed: usize,
    /// How many pages a build would make.
    pub pages: usize,
}

/// Checks a project: a strict build that publishes nothing, and all checks of translations.
pub fn project(sources: &Sources, options: &Options, memo: &Memo) -> Checked {
    let strict = Options {
        strict: true,
        ..options.clone()
    };
    // The pages are not needed: they are given back before anything else is made.
    let Built {
        mut diagnostics,
        model,
        pages,
        ..
    } = pipeline::build(sources, &strict, memo);
    let mut suppressed = 0;
    if let Some(model) = &model {
        let found = pipeline::in_parallel(|| translations(model, sources, memo));
        let new = not_said_before(found, &diagnostics);
        diagnostics.extend(new);
        if options.locales.is_empty() {
            authority::check(model, &mut diagnostics);
        }
        let allowed = allow::read(sources, model, options, &mut diagnostics);
        (diagnostics, suppressed) = allow::apply(allowed, diagnostics, model);
    }
    diagnostics.sort();
    Checked {
        diagnostics,
        suppressed,
        pages,
    }
}

/// All checks of translations, without what a build says.
pub fn translations(model: &Model, sources: &Sources, memo: &Memo) -> Diagnostics {
    let glossary = Glossary::of_source(model);
    let prepared: Vec<Vec<Vec<Option<SourceText>>>> = model
        .site
        .documents
        .par_iter()
        .map(|document| text::of_document(model, document, &glossary))
        .collect();
    let repeated = consistency::repeated(model, &prepared);
    let locales = &model.locales;
    let others: Vec<LocaleIndex> = (0..locales.all.len())
        .filter(|locale| *locale != locales.source)
        .collect();
    let pairs: Vec<(usize, LocaleIndex)> = (0..model.site.documents.len())
        .flat_map(|document| others.iter().map(move |locale| (document, *locale)))
        .collect();
    let by_locale: HashMap<LocaleIndex, glossary::Targets> = others
        .par_iter()
        .map(|locale| (*locale, glossary.targets(&locales.all[*locale])))
        .collect();
    let compared: Vec<(Diagnostics, Vec<Occurrence<'_>>)> = pairs
        .par_iter()
        .map(|(document, locale)| {
            let work = Work {
                model,
                sources,
                document: &model.site.documents[*document],
                prepared: &prepared[*document],
                locale: *locale,
                terms: &by_locale[locale],
                repeated: &repeated,
            };
            work.compare()
        })
        .collect();
    let mut diagnostics = Diagnostics::new();
    terms::check(model, &mut diagnostics);
    let mut occurrences: HashMap<LocaleIndex, Vec<Occurrence<'_>>> = HashMap::new();
    for ((_, locale), (found, texts)) in pairs.iter().zip(compared) {
        diagnostics.extend(found);
        occurrences.entry(*locale).or_default().extend(texts);
    }
    for texts in occurrences.into_values() {
        consistency::check(texts, &mut diagnostics);
    }
    let theme = interface::Theme::load(model, sources, memo);
    let whole: Vec<Diagnostics> = (0..locales.all.len())
        .into_par_iter()
        .map(|locale| {
            let mut found = Diagnostics::new();
            entries::check(model, locale, sources, &theme, &mut found);
            for document in &model.site.documents {
                comments::check(document, &locales.all[locale], sources, &mut found);
            }
            interface::check(model, locale, &theme, &mut found);
            found
        })
        .collect();
    diagnostics.extend(whole.into_iter().flatten());
    diagnostics.sort();
    diagnostics
}

/// One document in one locale.
struct Work<'a> {
    model: &'a Model,
    sources: &'a Sources,
    document: &'a Document,
    /// The source texts of each article.
    prepared: &'a [Vec<Option<SourceText>>],
    locale: LocaleIndex,
    terms: &'a glossary::Targets,
    repeated: &'a consistency::Repeated<'a>,
}

impl<'a> Work<'a> {
    fn compare(&self) -> (Diagnostics, Vec<Occurrence<'a>>) {
        let mut found = Diagnostics::new();
        let mut occurrences = Vec::new();
        let locale = &self.model.locales.all[self.locale];
        let path = localize::file_of(locale, self.document);
        let file = self.sources.text(&path).unwrap_or("");
        for (placed, sources) in self.document.articles.iter().zip(self.prepared) {
            for (unit, source) in sources.iter().enumerate() {
                let Some(translation) = localize::translation(self.document, placed, unit, locale)
                else {
                    continue;
                };
                let former = text::former(self.model, &placed.article, &translation);
                let source = match translation.state {
                    State::Outdated => former.as_ref(),
                    _ => source.as_ref(),
                };
                let Some(source) = source else { continue };
                let context = text::Context {
                    model: self.model,
                    document: self.document,
                    article: &placed.article,
                    locale,
                    file,
                };
                let Some(pair) = Pair::new(&context, source, &translation) else {
                    continue;
                };
                compare(&pair, self.terms, &mut found);
                if translation.state != State::Outdated {
                    let fingerprint = &placed.fingerprints[unit];
                    occurrences.extend(self.repeated.occurrence(fingerprint, &translation));
                }
            }
        }
        (found, occurrences)
    }
}

/// The checks that compare a text with its translation.
fn compare(pair: &Pair<'_>, terms: &glossary::Targets, found: &mut Diagnostics) {
    structure::notes(pair, found);
    structure::destinations(pair, found);
    structure::marks(pair, found);
    structure::block(pair, found);
    references::check(pair, found);
    // A copy is wrong in every respect of its language; saying so once is enough.
    if copied::check(pair, found) {
        return;
    }
    terms.check(pair, found);
    for finding in language::findings(pair.source_side(), pair.target_side()) {
        let span = pair.place_of_visible(&finding.span);
        let diagnostic = Diagnostic::warning(finding.code, finding.message).at(pair.path, span);
        found.push(match finding.hint {
            Some(hint) => diagnostic.hint(hint),
            None => diagnostic,
        });
    }
}

/// Leaves out what the build has already said: the same of an overlapping place, or that the very
/// same place is wrong in a worse way, as a link that leads nowhere also differs from its source.
fn not_said_before(found: Diagnostics, before: &Diagnostics) -> Vec<Diagnostic> {
    let mut said: HashMap<&SourcePath, Vec<(&str, Range<usize>)>> = HashMap::new();
    for diagnostic in before.iter() {
        if let Some(place) = &diagnostic.place
            && let Some(span) = &place.span
        {
            let spans = said.entry(&place.path).or_default();
            spans.push((diagnostic.code, span.clone()));
        }
    }
    // For a search: a build with thousands of errors in one file must not be compared with as
    // many findings one by one.
    let mut longest: HashMap<&SourcePath, usize> = HashMap::new();
    for (path, spans) in &mut said {
        spans.sort_by_key(|(_, span)| span.start);
        let most = spans.iter().map(|(_, span)| span.len()).max();
        longest.insert(path, most.unwrap_or(0));
    }
    let is_new = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_deref();
        let Some((path, span)) = place.and_then(|place| Some((&place.path, place.span.as_ref()?)))
        else {
            return true;
        };
        let Some(spans) = said.get(path) else {
            return true;
        };
        let from = span.start.saturating_sub(longest[path]);
        let first = spans.partition_point(|(_, old)| old.start < from);
        !spans[first..]
            .iter()
            .take_while(|(_, old)| old.start < span.end || old.start == span.start)
            .any(|(code, old)| {
                let same_code = *code == diagnostic.code;
                old == span || (same_code && old.start < span.end && span.start < old.end)
            })
    };
    found.into_iter().filter(is_new).collect()
}
