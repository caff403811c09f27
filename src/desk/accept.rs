//! Accepting a translation as it is.

use super::plan::{self, Edit, Saved};
use super::save::{changed, translatable};
use super::{Base, Key, Refused};
use crate::diagnostic::Diagnostic;
use crate::fluent::pattern;
use crate::identity::fingerprint::of_translation;
use crate::identity::state::Record;
use crate::pipeline::Model;
use crate::source::Sources;

/// Plans to accept a translation as `concord accept` does: it holds for today's source text and has
/// been reviewed.
///
/// # Errors
///
/// There is no translation, or it or its source text is not what was seen.
pub fn accept(
    model: &Model,
    sources: &Sources,
    key: Key<'_>,
    base: &Base,
) -> Result<Saved, Refused> {
    let place = translatable(model, key)?;
    let found = place.translation();
    let Some(value) = found.and_then(|found| found.entry.value.as_ref()) else {
        let message = format!("`{}` has no translation in `{}`", key.id, key.locale);
        return Err(Diagnostic::error("translation-missing", message)
            .hint("translate it first")
            .into());
    };
    let now = plan::base(&place, sources);
    // Nobody accepts what they have not seen, neither the translation nor its source.
    if (&now.text, &now.source) != (&base.text, &base.source) {
        return Err(changed(&place, now, &pattern::text(value)));
    }
    let record = Record {
        source: place.fingerprint().clone(),
        translation: of_translation(value),
        draft: false,
        was: None,
        rival: None,
    };
    let edit = Edit {
        text: None,
        notes_go: true,
        record: &record,
    };
    plan::plan(model, sources, &place, edit)
}
