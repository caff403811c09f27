//! The site that is shown: the last one that could be laid out, and what there is to say of the
//! project as it is now.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use super::changed::{self, Changed};
use super::problems;
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::pipeline::{self, Blueprint, CalledOff, Options, Timings};
use crate::source::Sources;
use crate::source::tree::Reading;

/// What is shown. It does not change: another takes its place.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// Counts what was shown since the start.
    pub(super) version: u64,
    /// The last site without errors in its layout.
    pub(super) blueprint: Option<Arc<Blueprint>>,
    /// The project as it is, to show places in.
    sources: Sources,
    /// What reading and layout say.
    laid_out: Diagnostics,
    /// All of it, in order.
    diagnostics: Diagnostics,
    /// Whether the whole site was looked through.
    pub(super) is_looked_through: bool,
    strict: bool,
    /// What the last change was about.
    pub(super) changed: Vec<Changed>,
}

impl Shown {
    /// What is shown after the project was read again.
    pub(super) fn after(before: &Self, reading: Reading, options: &Options, memo: &Memo) -> Self {
        let Reading {
            sources,
            diagnostics: mut laid_out,
            changed,
            ..
        } = reading;
        let made = catch_unwind(AssertUnwindSafe(|| {
            let mut found = Diagnostics::new();
            let mut timings = Timings::default();
            let blueprint = Blueprint::new(&sources, options, memo, &mut found, &mut timings);
            (blueprint, found)
        }));
        let (blueprint, found) = match made {
            Ok(made) => made,
            Err(_) => (None, problems::of_panic()),
        };
        laid_out.extend(found);
        let mut shown = Self {
            version: before.version + 1,
            strict: options.strict,
            sources,
            laid_out,
            ..Self::default()
        };
        let config = blueprint
            .as_ref()
            .map(|blueprint| &blueprint.model().config);
        if let Some(config) = config.filter(|config| !(config.strict || options.strict)) {
            shown.laid_out = pipeline::lenient(shown.laid_out, config);
        }
        shown.laid_out.sort();
        shown.diagnostics = shown.laid_out.clone();
        shown.blueprint = match blueprint.map(Arc::new) {
            Some(blueprint) if !shown.laid_out.has_errors() => {
                let before = before.blueprint.as_deref();
                shown.changed = changed::between(before, &blueprint, &changed);
                Some(blueprint)
            }
            _ => before.blueprint.clone(),
        };
        shown
    }

    /// Looks through the whole site. `None` if it was called off. Of a site that has errors
    /// already there is no more to say: what is shown is an older one.
    pub(super) fn look_through(
        &self,
        memo: &Memo,
        called_off: CalledOff<'_>,
    ) -> Option<Diagnostics> {
        match &self.blueprint {
            Some(blueprint) if !self.laid_out.has_errors() => blueprint.problems(memo, called_off),
            _ => Some(Diagnostics::new()),
        }
    }

    /// The same with what the look through the site found.
    pub(super) fn with_findings(&self, found: Diagnostics) -> Self {
        let config = self
            .blueprint
            .as_ref()
            .map(|blueprint| &blueprint.model().config);
        let found = match config.filter(|config| !(config.strict || self.strict)) {
            Some(config) => pipeline::lenient(found, config),
            None => found,
        };
        let mut diagnostics = self.laid_out.clone();
        diagnostics.extend(found);
        diagnostics.sort();
        Self {
            version: self.version,
            blueprint: self.blueprint.clone(),
            sources: self.sources.clone(),
            laid_out: self.laid_out.clone(),
            diagnostics,
            is_looked_through: true,
            strict: self.strict,
            changed: self.changed.clone(),
        }
    }

    /// Whether there are errors in what was found so far.
    pub(super) fn has_errors(&self) -> bool {
        self.diagnostics.has_errors()
    }

    /// Whether the site that is shown is not of the project as it is, as that has errors.
    pub(super) fn is_unsound(&self) -> bool {
        self.laid_out.has_errors()
    }

    /// Everything that was found so far.
    pub(super) fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The project as it is now.
    pub(super) fn sources(&self) -> &Sources {
        &self.sources
    }
}
