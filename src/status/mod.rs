//! How much of each document is translated into each language, and what there is to do.
//!
//! 1. every document is localized for every language, as a build does it, so that a unit has
//!    the state in which its page shows it ([`crate::localize`]);
//! 2. units and words are counted by state ([`crate::localize::coverage`]);
//! 3. each unit that is not current becomes a [`Todo`] with its places and what changed in its
//!    source text ([`mod@todo`], [`diff`]);
//! 4. [`human`] and [`json`] print it.
//!
//! Invariants: a function of the model and its sources. The figures are those of the site's
//! pages and of `translation.json`.

pub mod diff;
pub mod human;
pub mod json;
pub mod todo;

use rayon::prelude::*;

use self::todo::Subject;
pub use self::todo::{Spot, Todo};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::identity::state::State;
use crate::locale::LocaleTag;
use crate::localize::coverage::Coverage;
use crate::localize::{self, LocaleIndex};
use crate::pipeline::{self, Model};
use crate::source::Sources;

/// How much is translated.
#[derive(Debug)]
pub struct Status<'m> {
    /// The language that is translated from.
    pub source: &'m LocaleTag,
    /// All others, in the order of the configuration.
    pub locales: Vec<LocaleStatus<'m>>,
}

/// How much is translated into one language.
#[derive(Debug)]
pub struct LocaleStatus<'m> {
    /// The language.
    pub locale: &'m LocaleTag,
    /// Its documents, in the order of the site.
    pub documents: Vec<DocumentStatus<'m>>,
    /// All of them together.
    pub total: Coverage,
}

/// How much of one document is translated into one language.
#[derive(Debug)]
pub struct DocumentStatus<'m> {
    /// The document's name.
    pub document: &'m str,
    /// Units and words by state.
    pub coverage: Coverage,
    /// The units that are not current, in reading order.
    pub todo: Vec<Todo<'m>>,
}

/// Asks how much is translated. If documents are named, only those count. What there is to say
/// of the translations is what a build would say.
pub fn of<'m>(
    model: &'m Model,
    sources: &Sources,
    documents: &[String],
) -> (Status<'m>, Diagnostics) {
    let (status, diagnostics) = pipeline::in_parallel(|| of_here(model, sources, documents));
    let mut diagnostics = pipeline::lenient(diagnostics, &model.config);
    diagnostics.sort();
    (status, diagnostics)
}

fn of_here<'m>(
    model: &'m Model,
    sources: &Sources,
    documents: &[String],
) -> (Status<'m>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let named = documents.iter().map(String::as_str);
    pipeline::check_documents(&model.site, named, &mut diagnostics);
    let source = model.locales.source;
    let mut subjects = Vec::new();
    for document in &model.site.documents {
        if documents.is_empty() || documents.contains(&document.name) {
            let localized = localize::document(
                sources,
                &model.site,
                document,
                source,
                &model.locales,
                &mut diagnostics,
            );
            subjects.push(Subject::new(document, &localized, sources));
        }
    }
    let made: Vec<(LocaleStatus<'m>, Diagnostics)> = (0..model.locales.all.len())
        .into_par_iter()
        .filter(|locale| *locale != source)
        .map(|locale| {
            let mut diagnostics = Diagnostics::new();
            let documents: Vec<DocumentStatus<'m>> = subjects
                .iter()
                .map(|subject| document_status(model, sources, subject, locale, &mut diagnostics))
                .collect();
            let total = documents.iter().fold(Coverage::default(), |sum, document| {
                sum.plus(document.coverage)
            });
            let locale = &model.locales.all[locale].config.tag;
            (
                LocaleStatus {
                    locale,
                    documents,
                    total,
                },
                diagnostics,
            )
        })
        .collect();
    let mut locales = Vec::with_capacity(made.len());
    for (locale, found) in made {
        locales.push(locale);
        diagnostics.extend(found);
    }
    let source = &model.config.source;
    (Status { source, locales }, diagnostics)
}

fn document_status<'m>(
    model: &'m Model,
    sources: &Sources,
    subject: &Subject<'m>,
    locale: LocaleIndex,
    diagnostics: &mut Diagnostics,
) -> DocumentStatus<'m> {
    let locales = &model.locales;
    let document = subject.document;
    let localized =
        localize::document(sources, &model.site, document, locale, locales, diagnostics);
    localize::unknown_messages(document, &locales.all[locale], diagnostics);
    DocumentStatus {
        document: &document.name,
        coverage: Coverage::of(&localized, &subject.words),
        todo: todo::list(subject, &locales.all[locale], &localized, sources),
    }
}

/// An error for each language that has a smaller share of units translated and up to date than
/// is asked for, in percent.
pub fn check_share(status: &Status<'_>, at_least: u8) -> Diagnostics {
    let too_few = status.locales.iter().filter_map(|locale| {
        let percent = locale.total.units.up_to_date_percent();
        (percent < at_least).then(|| {
            Diagnostic::error(
                "status-under",
                format!(
                    "`{}` is {percent}% translated and up to date, which is under {at_least}%",
                    locale.locale
                ),
            )
            .hint(format!(
                "`concord status -l {}` lists what there is to do",
                locale.locale
            ))
        })
    });
    too_few.collect()
}

/// The name of a state as people and tools read it.
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Current => "current",
        State::Draft => "draft",
        State::Outdated => "outdated",
        State::Missing => "missing",
    }
}
