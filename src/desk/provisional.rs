//! The model as it would be if some changes were made.
//!
//! A translation that is being typed changes one file of one language, so that nothing else is made
//! anew: the site is shared, and with it every other file. Invariant: what can be asked of the
//! translation is what a model made of the changed files would say.

use std::sync::Arc;

use super::Place;
use crate::diagnostic::Diagnostics;
use crate::fluent::parse;
use crate::identity::state;
use crate::identity::sync;
use crate::pipeline::Model;
use crate::source::Sources;
use crate::source::write::Change;

/// A model and the files that it is of.
#[derive(Debug)]
pub(super) struct Provisional {
    pub(super) model: Model,
    pub(super) sources: Sources,
}

/// Makes changes of one document's translations into one language.
pub(super) fn after(
    model: &Model,
    sources: &Sources,
    place: &Place<'_>,
    changes: &[Change],
) -> Provisional {
    let mut sources = sources.clone();
    sources.apply(changes);
    let mut model = model.clone();
    let locale = &mut model.locales.all[place.spot.locale];
    let name = &place.document.name;
    let tag = &locale.config.tag;
    // What is wrong with a file is said by whoever checks it.
    let mut found = Diagnostics::new();
    if let Some(file) = sources.get(&sync::catalog_path(tag, name)) {
        let resource = Arc::new(parse::resource(file, &mut found));
        locale.catalog.documents.insert(name.clone(), resource);
    }
    if let Some(file) = sources.get(&sync::state_path(tag, name)) {
        let records = Arc::new(state::parse(file, &mut found));
        locale.catalog.records.insert(name.clone(), records);
    }
    Provisional { model, sources }
}
