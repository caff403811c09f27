//! Putting imported translations into the files of a locale.
//!
//! By the same rules by which `sync` judges any other edit:
//!
//! 1. a translation is written into the translators' file in place; one that is there already
//!    with the same value is left alone;
//! 2. it counts as made from the source text that the other tool had: if that is today's, it is
//!    current; if it is another, or the tool doubts it, it is outdated, and the old source text
//!    is kept to show the difference;
//! 3. it is a draft where the locale wants review and the tool does not say that there was one.
//!
//! What can't be a translation (no such unit, no Fluent pattern) is reported with its place in
//! the imported file.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use super::{Confidence, Imported};
use crate::diagnostic::{self, Diagnostic, Diagnostics, nearest};
use crate::fluent::edit::{self, Wanted};
use crate::fluent::{canonical, parse, pattern};
use crate::identity::fingerprint::{of_source, of_translation};
use crate::identity::state::{self, Record, Records, State};
use crate::identity::sync;
use crate::identity::{UnitId, fingerprint::Fingerprint};
use crate::locale::LocaleTag;
use crate::localize::{self, SiteLocale};
use crate::pipeline::Model;
use crate::site::Document;
use crate::source::write::Change;
use crate::source::{SourceFile, Sources};

/// What an import does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Applied {
    /// The changes to make, in order.
    pub changes: Vec<Change>,
    /// Translations that are new or have another value now.
    pub written: usize,
    /// Translations that were there already.
    pub unchanged: usize,
    /// Of all of them, those that are outdated.
    pub outdated: usize,
    /// Of all of them, those that await review.
    pub drafts: usize,
    /// Translations of units that the project does not have.
    pub unknown: usize,
}

/// Puts translations into the files of a locale.
pub fn apply(
    model: &Model,
    sources: &Sources,
    locale: &LocaleTag,
    file: &SourceFile,
    imported: Vec<Imported>,
) -> (Applied, Diagnostics) {
    let mut applied = Applied::default();
    let mut diagnostics = Diagnostics::new();
    let Some(site_locale) = model.locales.named(locale.as_str()) else {
        return (applied, diagnostics);
    };
    let mut by_document: BTreeMap<&str, Vec<(Place, Imported)>> = BTreeMap::new();
    let places = places(model);
    for translation in imported {
        match find(&places, &translation) {
            Some(place) => by_document
                .entry(&place.document.name)
                .or_default()
                .push((place, translation)),
            None => {
                applied.unknown += 1;
                let guesses = applied.unknown <= MOST_GUESSES;
                diagnostics.push(unknown(&places, &translation, file, guesses));
            }
        }
    }
    for translations in by_document.into_values() {
        document(
            site_locale,
            sources,
            file,
            translations,
            &mut applied,
            &mut diagnostics,
        );
    }
    if diagnostics.has_errors() {
        applied.changes.clear();
    }
    (applied, diagnostics)
}

/// A unit of the project.
#[derive(Clone, Copy)]
struct Place<'m> {
    document: &'m Document,
    article: usize,
    unit: usize,
}

impl Place<'_> {
    fn source(&self) -> (&Fingerprint, &str) {
        let placed = &self.document.articles[self.article];
        (
            &placed.fingerprints[self.unit],
            &placed.article.units[self.unit].text,
        )
    }
}

fn places(model: &Model) -> HashMap<&str, Vec<Place<'_>>> {
    let mut places: HashMap<&str, Vec<Place<'_>>> = HashMap::new();
    for document in &model.site.documents {
        for (article, placed) in document.articles.iter().enumerate() {
            for (unit, id) in placed.ids.iter().enumerate() {
                places.entry(id.as_str()).or_default().push(Place {
                    document,
                    article,
                    unit,
                });
            }
        }
    }
    places
}

/// The unit of a translation. Without the name of a document it must be the only one of its id.
fn find<'m>(places: &HashMap<&str, Vec<Place<'m>>>, translation: &Imported) -> Option<Place<'m>> {
    let found = places.get(translation.id.as_str())?;
    match &translation.document {
        Some(name) => found
            .iter()
            .find(|place| place.document.name == *name)
            .copied(),
        None => match found.as_slice() {
            [only] => Some(*only),
            _ => None,
        },
    }
}

fn unknown(
    places: &HashMap<&str, Vec<Place<'_>>>,
    translation: &Imported,
    file: &SourceFile,
    guesses: bool,
) -> Diagnostic {
    let id = translation.id.as_str();
    let several = translation.document.is_none() && places.contains_key(id);
    let diagnostic = Diagnostic::warning(
        "import-unknown",
        if several {
            format!("several documents have a unit `{id}`")
        } else {
            format!("there is no unit `{id}`")
        },
    )
    .at(&file.path, translation.span.clone());
    if several {
        return diagnostic.hint("name the document that is meant with `--document`");
    }
    let near = || nearest(id, places.keys().copied());
    match guesses.then(near).flatten() {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic.hint("was the file exported from this project, and from today's text?"),
    }
}

/// For how many unknown ids a similar one is looked for: a file of another project has
/// thousands.
const MOST_GUESSES: usize = 50;

fn document(
    locale: &SiteLocale,
    sources: &Sources,
    file: &SourceFile,
    translations: Vec<(Place<'_>, Imported)>,
    applied: &mut Applied,
    diagnostics: &mut Diagnostics,
) {
    let Some((first, _)) = translations.first() else {
        return;
    };
    let document = first.document;
    let mut records: Records = locale
        .catalog
        .records
        .get(&document.name)
        .map_or_else(Records::new, |records| (**records).clone());
    let mut values: HashMap<&str, String> = HashMap::new();
    let mut messages: HashMap<&str, String> = HashMap::new();
    let mut seen: HashMap<&str, (Fingerprint, Range<usize>)> = HashMap::new();
    for (place, translation) in &translations {
        let id = &document.articles[place.article].ids[place.unit];
        let pattern = match parse::pattern(&translation.translation) {
            Ok(pattern) => pattern,
            Err((message, span)) => {
                let wrong = translation.translation.get(span).unwrap_or("").to_owned();
                let diagnostic = Diagnostic::error("import-syntax", message)
                    .at(&file.path, translation.span.clone())
                    .hint("a brace that is meant as text is written `{\"{\"}` or `{\"}\"}`");
                diagnostics.push(match wrong.is_empty() {
                    true => diagnostic,
                    false => diagnostic.label(format!("at `{wrong}`")),
                });
                continue;
            }
        };
        let value = of_translation(&pattern);
        if let Some((first, span)) = seen.get(id.as_str()) {
            if *first != value {
                diagnostics.push(twice(id, translation, span.clone(), file));
            }
            continue;
        }
        seen.insert(id.as_str(), (value.clone(), translation.span.clone()));
        let present = localize::translation(
            document,
            &document.articles[place.article],
            place.unit,
            locale,
        );
        let same = present.is_some_and(|present| {
            present.entry.value.as_ref().map(of_translation) == Some(value.clone())
        });
        let record = record(place, translation, value, locale, present.filter(|_| same));
        applied.outdated += usize::from(record.source != *place.source().0);
        applied.drafts += usize::from(record.draft);
        records.insert(id.clone(), record);
        if same {
            applied.unchanged += 1;
        } else {
            applied.written += 1;
            let text = pattern::text(&pattern);
            let lines = edit::message(id.as_str(), &translation.comments, &text);
            if let Some(refused) = refused(&lines, translation, file) {
                diagnostics.push(refused);
                continue;
            }
            messages.insert(id.as_str(), lines);
            values.insert(id.as_str(), text);
        }
    }
    let wanted: Vec<Wanted<'_>> = document
        .articles
        .iter()
        .enumerate()
        .flat_map(|(group, placed)| placed.ids.iter().map(move |id| (group, id)))
        .map(|(group, id)| Wanted {
            id: id.as_str(),
            group,
            insert: messages.get(id.as_str()).cloned(),
            value: values.get(id.as_str()).map(String::as_str),
            ..Wanted::default()
        })
        .collect();
    let path = sync::catalog_path(&locale.config.tag, &document.name);
    let before = sources.text(&path).unwrap_or("");
    let after = if values.is_empty() {
        before.to_owned()
    } else {
        edit::rewrite(before, &wanted, &|_| false).text
    };
    if !edit::same_but_for(before, &after, &|id| values.contains_key(id)) {
        diagnostics.push(sync::edit_refused(&path));
        return;
    }
    // The state first: cut short, it speaks of a value that is not there yet, and is not asked.
    let state = sync::state_path(&locale.config.tag, &document.name);
    let records = state::write(&document.name, &records);
    for (path, text) in [(state, records), (path, after)] {
        if sources.text(&path) != Some(text.as_str()) {
            applied.changes.push(Change::Write { path, text });
        }
    }
}

/// Says that a unit has two different translations: nobody knows which is meant.
fn twice(
    id: &UnitId,
    translation: &Imported,
    first: Range<usize>,
    file: &SourceFile,
) -> Diagnostic {
    Diagnostic::error(
        "import-twice",
        format!("`{id}` is translated twice, and not in the same way"),
    )
    .at(&file.path, translation.span.clone())
    .related(
        diagnostic::Place::new(&file.path, first),
        "it is first translated here",
    )
    .hint("remove one of them")
}

/// Why a message that was made of a translation cannot stand in a file, if it cannot: it is too
/// long, or has too many placeables.
fn refused(lines: &str, translation: &Imported, file: &SourceFile) -> Option<Diagnostic> {
    let message = SourceFile::new(file.path.clone(), lines.as_bytes());
    let mut found = Diagnostics::new();
    parse::resource(&message, &mut found);
    let found = found.into_iter().next()?;
    Some(Diagnostic {
        hints: found.hints,
        ..Diagnostic::error("import-syntax", found.message).at(&file.path, translation.span.clone())
    })
}

fn record(
    place: &Place<'_>,
    translation: &Imported,
    value: Fingerprint,
    locale: &SiteLocale,
    present: Option<localize::Translation<'_>>,
) -> Record {
    let (today, _) = place.source();
    let former = translation.source.as_deref().and_then(|source| {
        let source = parse::pattern(source).ok()?;
        Some((of_source(&canonical(&source)), pattern::text(&source)))
    });
    let (made_from, was) = match former {
        // The tool may doubt what the texts don't: the source went back to what it was.
        Some((source, _)) if source == *today => (source, None),
        Some((source, text)) => (source, Some(text)),
        None if translation.confidence == Confidence::Doubtful => {
            // Nobody says which text it was made from, unless it was outdated here as well.
            let kept = present.and_then(|present| present.record);
            let kept = kept.filter(|record| record.source != *today);
            match kept {
                Some(record) => (record.source.clone(), record.was.clone()),
                None => (of_source(""), None),
            }
        }
        None => (today.clone(), None),
    };
    let reviewed = translation.confidence == Confidence::Reviewed;
    let unreviewed = translation.confidence == Confidence::Unreviewed;
    // What is there already keeps its review unless the tool knows better.
    let draft = match present {
        Some(present) if !reviewed && !unreviewed => match present.record {
            Some(record) => record.draft,
            None => present.state == State::Draft,
        },
        _ => unreviewed || locale.config.review_required && !reviewed,
    };
    Record {
        source: made_from,
        translation: value,
        draft,
        was,
        rival: None,
    }
}

/// The ids of all units, for formats that have none.
pub fn ids(document: &Document) -> impl Iterator<Item = &UnitId> {
    document.articles.iter().flat_map(|placed| &placed.ids)
}
