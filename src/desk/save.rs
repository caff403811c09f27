//! Saving a translation.

use super::plan::{self, Edit, Saved};
use super::text::{self, Typed};
use super::{Base, Key, Place, Refused, Versions};
use crate::diagnostic::Diagnostic;
use crate::fluent::pattern;
use crate::identity::fingerprint::{Fingerprint, of_translation};
use crate::identity::state::{Record, State};
use crate::pipeline::Model;
use crate::source::Sources;

/// Plans to save a translation. `base` is what its translator saw: it counts as made from that
/// source text. Where other messages of the file were changed since, the change goes on top.
///
/// # Errors
///
/// The text cannot be saved, or the translation was changed since by somebody else.
pub fn save(
    model: &Model,
    sources: &Sources,
    key: Key<'_>,
    text: &str,
    base: &Base,
) -> Result<Saved, Refused> {
    let place = translatable(model, key)?;
    let typed = text::read(text)?;
    not_changed(&place, sources, base, &typed)?;
    let source = made_from(&place, base)?;
    planned(model, sources, &place, &typed, source)
}

/// The changes that save a text as a translation of the source text of a fingerprint.
pub(super) fn planned(
    model: &Model,
    sources: &Sources,
    place: &Place<'_>,
    typed: &Typed,
    source: Fingerprint,
) -> Result<Saved, Refused> {
    let present = place.translation();
    let value = of_translation(&typed.pattern);
    let same = plan::present(place).as_ref() == Some(&value);
    // What is there already keeps its review.
    let draft = match present.filter(|_| same) {
        Some(present) => match present.record {
            Some(record) => record.draft,
            None => present.state == State::Draft,
        },
        None => place.locale.config.review_required,
    };
    let today = source == *place.fingerprint();
    let ledger = &place.document.ledger;
    let known = present.and_then(|present| present.record);
    let was = ledger.former_text(place.id(), &source, known);
    let record = Record {
        was: was.filter(|_| !today).map(str::to_owned),
        source,
        translation: value,
        draft,
        rival: None,
    };
    // The value of the archive is not in the file yet.
    let in_file = place.locale.catalog.messages_of(&place.document.name);
    let there = in_file.is_some_and(|messages| messages.get(place.id().as_str()).is_some());
    let edit = Edit {
        text: Some(typed).filter(|_| !(same && there)),
        notes_go: today,
        record: &record,
    };
    plan::plan(model, sources, place, edit)
}

/// A unit in a language that it can be translated into.
pub(super) fn translatable<'m>(model: &'m Model, key: Key<'_>) -> Result<Place<'m>, Refused> {
    let place = Place::find(model, key)?;
    let message = if place.spot.locale == model.locales.source {
        format!(
            "`{}` is the language that the content is written in",
            key.locale
        )
    } else if place.locale.pseudo.is_some() {
        format!("the texts of `{}` are made from the source", key.locale)
    } else {
        return Ok(place);
    };
    Err(Diagnostic::error("locale-source", message)
        .hint("name the language of the translations")
        .into())
}

/// Refuses if the translation is not what was seen. Who wrote the same is in nobody's way.
fn not_changed(
    place: &Place<'_>,
    sources: &Sources,
    base: &Base,
    typed: &Typed,
) -> Result<(), Refused> {
    let now = plan::base(place, sources);
    if now.text == base.text || now.text == Some(of_translation(&typed.pattern).to_string()) {
        return Ok(());
    }
    Err(changed(place, now, &typed.text))
}

/// Both versions of a translation.
pub(super) fn changed(place: &Place<'_>, base: Base, yours: &str) -> Refused {
    let translation = place.translation();
    let theirs = translation.and_then(|found| found.entry.value.as_ref().map(pattern::text));
    Refused::Changed(Box::new(Versions {
        yours: yours.to_owned(),
        theirs,
        base,
    }))
}

/// The source text that a translator saw. The fingerprint comes from outside and is written down.
fn made_from(place: &Place<'_>, base: &Base) -> Result<Fingerprint, Refused> {
    let digits = base.source.bytes().all(|byte| byte.is_ascii_hexdigit());
    if base.source == place.fingerprint().to_string() || digits && base.source.len() == 16 {
        return Ok(Fingerprint::from_written(&base.source));
    }
    let message = "what was seen of the source text is no fingerprint";
    Err(Diagnostic::error("base-unknown", message)
        .hint("open the text again")
        .into())
}
