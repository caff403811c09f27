//! From which source text each translation was made, after what is there today was weighed.

use super::{Today, Translated};
use crate::fluent::Pattern;
use crate::identity::UnitId;
use crate::identity::fingerprint::of_translation;
use crate::identity::state::{self, Evidence, Record, Records};

/// The records of a document in a locale.
///
/// Translations of removed units keep theirs, also in the archive, in case the text comes back.
pub(super) fn of(today: &Today<'_>, translated: &Translated<'_>) -> Records {
    let mut records = Records::new();
    let resources = translated.messages.into_iter().chain(translated.archived);
    for entry in resources.flat_map(|resource| &resource.entries) {
        let id = UnitId::new(&entry.id);
        let Some(value) = &entry.value else { continue };
        // What the file says comes before what the archive says.
        if !entry.id.starts_with('-') && !records.contains_key(&id) {
            records.extend(of_unit(today, translated, &id, value).map(|record| (id, record)));
        }
    }
    records
}

fn of_unit(
    today: &Today<'_>,
    translated: &Translated<'_>,
    id: &UnitId,
    value: &Pattern,
) -> Option<Record> {
    let record = translated.records.get(id);
    let written = today.ledger.get(id);
    let translation = of_translation(value);
    let Some(source) = today.fingerprints.get(id) else {
        let Some(written) = written else {
            return record.cloned();
        };
        // It leaves today: what it was made from is told against the text that it leaves with.
        let (source, draft) = state::made_from(Evidence {
            record,
            source: &written.fingerprint,
            ledger: Some(&written.fingerprint),
            translation: &translation,
            review_required: translated.review_required,
        });
        return Some(Record {
            was: (source != written.fingerprint)
                .then(|| record?.was.clone())
                .flatten(),
            source,
            translation,
            draft,
            rival: None,
        });
    };
    let (mut made_from, mut draft) = state::made_from(Evidence {
        record,
        source,
        ledger: written.map(|entry| &entry.fingerprint),
        translation: &translation,
        review_required: translated.review_required,
    });
    if today.minor.contains(id) && written.is_some_and(|entry| entry.fingerprint == made_from) {
        made_from = source.clone();
    }
    if translated.accepted.contains(id) {
        made_from = source.clone();
        draft = false;
    }
    let was = (made_from != *source)
        .then(|| today.ledger.former_text(id, &made_from, record))
        .flatten()
        .map(str::to_owned);
    Some(Record {
        source: made_from,
        translation,
        draft,
        was,
        rival: None,
    })
}
