//! What `sync` and `accept` would write.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::model::{self, Model, Reader};
use super::{Options, Timings, in_parallel};
use crate::catalog::DocumentName;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::identity::UnitId;
use crate::identity::align::Keep;
use crate::identity::ledger::{Ledger, LedgerSection};
use crate::identity::state::Records;
use crate::identity::sync::{self, Editing, Today, Translated};
use crate::localize::{self, SiteLocale};
use crate::memo::Memo;
use crate::site::Document;
use crate::source::Sources;
use crate::source::write::Change;

/// What a person decides that no comparison of texts can.
#[derive(Debug, Clone, Default)]
pub struct Synchronize {
    /// Only the translators' files of these locales are edited. All, if there are none.
    pub locales: Vec<String>,
    /// Units whose source text changed, but not its meaning.
    pub minor: Vec<String>,
    /// Units that were rewritten, but are still the same.
    pub keep: Vec<Keep>,
    /// Translations that hold and have been reviewed.
    pub accepted: Option<Accepted>,
}

/// Translations of one locale that a person accepts.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// The locale.
    pub locale: String,
    /// The units.
    pub units: AcceptedUnits,
}

/// Which translations are accepted.
#[derive(Debug, Clone)]
pub enum AcceptedUnits {
    /// Those of these units.
    Named(BTreeSet<UnitId>),
    /// All there are.
    All {
        /// In this document only.
        document: Option<String>,
    },
}

/// The changes that write down what today's files say, in the order in which they have to be
/// made, and what there is to say. There are none if there are errors: what half of the content
/// would align with would be wrong for the other half.
pub fn synchronize(
    sources: &Sources,
    decisions: &Synchronize,
    memo: &Memo,
) -> (Vec<Change>, Diagnostics) {
    let options = Options {
        // What is a draft today was part of the text yesterday, or will be tomorrow.
        drafts: true,
        keep: decisions.keep.clone(),
        ..Options::default()
    };
    let mut diagnostics = Diagnostics::new();
    let changes = in_parallel(|| {
        let mut timings = Timings::default();
        let mut model = model::model(sources, &options, memo, &mut diagnostics, &mut timings)?;
        known_units(&model, decisions, &mut diagnostics);
        known_locales(&model, decisions, &mut diagnostics);
        if let Some(accepted) = &decisions.accepted {
            check_accepted(&model, accepted, &mut diagnostics);
        }
        let reader = Reader { sources, memo };
        let removed = removed_documents(&mut model, &reader, &mut diagnostics);
        // A plan reads the files again, and a file that was refused may not bear it.
        let sound = !diagnostics.has_errors();
        sound.then(|| plan(&model, &removed, sources, decisions, &mut diagnostics))
    });
    diagnostics.sort();
    let changes = changes.filter(|_| !diagnostics.has_errors());
    (changes.unwrap_or_default(), diagnostics)
}

fn plan(
    model: &Model,
    removed: &[(String, Ledger)],
    sources: &Sources,
    decisions: &Synchronize,
    diagnostics: &mut Diagnostics,
) -> Vec<Change> {
    let minor: BTreeSet<UnitId> = decisions.minor.iter().map(|id| UnitId::new(id)).collect();
    let mut planned: Vec<(Vec<Change>, Diagnostics)> = model
        .site
        .documents
        .par_iter()
        .map(|document| {
            let today = Today {
                document: &document.name,
                former: model.formers.get(&document.name).map(String::as_str),
                source: &model.config.source,
                sections: sections(document),
                fingerprints: document.fingerprints(),
                ledger: &document.ledger,
                minor: &minor,
            };
            plan_document(&today, model, sources, decisions)
        })
        .collect();
    for (name, ledger) in removed {
        planned.push(removed_document(name, ledger, model, sources, decisions));
    }
    let mut changes = Vec::new();
    for (planned, found) in planned {
        changes.extend(planned);
        diagnostics.extend(found);
    }
    changes
}

/// The ledgers of documents that are no longer there. What is known of their translations is
/// read into the catalogs.
fn removed_documents(
    model: &mut Model,
    reader: &Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Ledger)> {
    let source = &model.config.source;
    let there: BTreeSet<&String> = model
        .site
        .documents
        .iter()
        .map(|document| &document.name)
        .chain(model.formers.values())
        .collect();
    let removed: Vec<(String, Ledger)> = model::ledgers_left(source, reader.sources)
        .filter(|name| !there.contains(name))
        .map(|name| {
            let ledger = model::ledger(source, &name, reader.sources, reader, diagnostics);
            (name, ledger)
        })
        .collect();
    for (name, _) in &removed {
        let document = DocumentName {
            name: name.clone(),
            former: None,
        };
        for (index, locale) in model.locales.all.iter_mut().enumerate() {
            if index != model.locales.source {
                let tag = &locale.config.tag;
                let catalog = &mut locale.catalog;
                catalog.add_removed(tag, &document, reader.sources, reader, diagnostics);
            }
        }
    }
    removed
}

fn removed_document(
    name: &str,
    ledger: &Ledger,
    model: &Model,
    sources: &Sources,
    decisions: &Synchronize,
) -> (Vec<Change>, Diagnostics) {
    let today = Today {
        document: name,
        former: None,
        source: &model.config.source,
        sections: Vec::new(),
        fingerprints: BTreeMap::new(),
        ledger,
        minor: &BTreeSet::new(),
    };
    plan_document(&today, model, sources, decisions)
}

fn sections(document: &Document) -> Vec<LedgerSection<'_>> {
    document
        .articles
        .iter()
        .map(|placed| LedgerSection {
            path: &placed.article.path,
            units: placed
                .ids
                .iter()
                .zip(&placed.article.units)
                .map(|(id, unit)| (id, unit.text.as_str()))
                .collect(),
        })
        .collect()
}

fn plan_document(
    today: &Today<'_>,
    model: &Model,
    sources: &Sources,
    decisions: &Synchronize,
) -> (Vec<Change>, Diagnostics) {
    let none = Records::new();
    let nobody = BTreeSet::new();
    let all: BTreeSet<UnitId> = today.fingerprints.keys().cloned().collect();
    let translated: Vec<Translated<'_>> = model
        .locales
        .all
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != model.locales.source)
        .map(|(_, locale)| {
            let catalog = &locale.catalog;
            let tag = &locale.config.tag;
            let accepted = decisions
                .accepted
                .as_ref()
                .filter(|accepted| accepted.locale == tag.as_str());
            Translated {
                locale: tag,
                messages: catalog.messages_of(today.document),
                archived: catalog.archived.get(today.document).map(|found| &**found),
                records: catalog
                    .records
                    .get(today.document)
                    .map_or(&none, |found| found),
                review_required: locale.config.review_required,
                edit: editing(model, locale, decisions),
                accepted: match accepted.map(|accepted| &accepted.units) {
                    Some(AcceptedUnits::Named(units)) => units,
                    Some(AcceptedUnits::All { document })
                        if document
                            .as_deref()
                            .is_none_or(|name| name == today.document) =>
                    {
                        &all
                    }
                    _ => &nobody,
                },
            }
        })
        .collect();
    let texts = today.texts();
    let planned: Vec<_> = translated
        .par_iter()
        .map(|locale| {
            let mut diagnostics = Diagnostics::new();
            let plan = sync::of_locale(today, &texts, locale, sources, &mut diagnostics);
            (plan, diagnostics)
        })
        .collect();
    let mut diagnostics = Diagnostics::new();
    let mut plans = Vec::with_capacity(planned.len());
    for (plan, found) in planned {
        plans.push(plan);
        diagnostics.extend(found);
    }
    let changes = sync::plan(today, &translated, plans, sources, &mut diagnostics);
    (changes, diagnostics)
}

/// Stubs would be noise where another language steps in.
fn editing(model: &Model, locale: &SiteLocale, decisions: &Synchronize) -> Editing {
    let wanted = &decisions.locales;
    if !wanted.is_empty() && !wanted.iter().any(|tag| tag == locale.config.tag.as_str()) {
        Editing::Nothing
    } else if !model.config.notes {
        Editing::Messages
    } else if locale.config.fallback.is_empty() {
        Editing::NotesAndStubs
    } else {
        Editing::Notes
    }
}

/// Units that a decision names have to be there.
fn known_units(model: &Model, decisions: &Synchronize, diagnostics: &mut Diagnostics) {
    let documents = &model.site.documents;
    let today: BTreeSet<&str> = documents
        .iter()
        .flat_map(|document| &document.articles)
        .flat_map(|placed| &placed.ids)
        .map(UnitId::as_str)
        .collect();
    let keep = decisions.keep.iter().map(|keep| &*keep.id);
    let accepted = match &decisions.accepted {
        Some(Accepted {
            units: AcceptedUnits::Named(units),
            ..
        }) => units.iter().collect(),
        _ => Vec::new(),
    };
    let accepted = accepted.into_iter().map(UnitId::as_str);
    let minor = decisions.minor.iter().map(String::as_str);
    for id in keep.chain(minor).chain(accepted) {
        if today.contains(id) {
            continue;
        }
        let diagnostic = Diagnostic::error("unit-unknown", format!("there is no unit `{id}`"));
        diagnostics.push(match nearest(id, today.iter().copied()) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint(format!(
                "the ids are those of the messages in `locales/{}/`",
                model.config.source
            )),
        });
    }
}

/// What is accepted has to be there.
fn check_accepted(model: &Model, accepted: &Accepted, diagnostics: &mut Diagnostics) {
    let Some(locale) = model.locales.named(&accepted.locale) else {
        return;
    };
    if locale.config.tag == model.config.source {
        diagnostics.push(
            Diagnostic::error(
                "locale-source",
                format!(
                    "`{}` is the language that the content is written in",
                    accepted.locale
                ),
            )
            .hint("name the language of the translations"),
        );
        return;
    }
    match &accepted.units {
        AcceptedUnits::All { document } => {
            model::check_documents(&model.site, document.as_deref(), diagnostics);
        }
        AcceptedUnits::Named(units) => {
            for document in &model.site.documents {
                for placed in &document.articles {
                    for (unit, id) in placed.ids.iter().enumerate() {
                        let translated = || localize::translation(document, placed, unit, locale);
                        if units.contains(id) && translated().is_none() {
                            diagnostics.push(
                                Diagnostic::error(
                                    "translation-missing",
                                    format!("`{id}` has no translation in `{}`", accepted.locale),
                                )
                                .hint("translate it first: `concord status` says where"),
                            );
                        }
                    }
                }
            }
        }
    }
}

fn known_locales(model: &Model, decisions: &Synchronize, diagnostics: &mut Diagnostics) {
    let tags = || {
        model
            .config
            .locales
            .iter()
            .map(|locale| locale.tag.as_str())
    };
    let accepted = decisions.accepted.as_ref().map(|accepted| &accepted.locale);
    for wanted in decisions.locales.iter().chain(accepted) {
        if !tags().any(|tag| tag == wanted) {
            diagnostics.push(model::no_locale(wanted, tags()));
        }
    }
}
