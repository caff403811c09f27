//! The units of a language in reading order: what a bar counts, and walks from one to the next.

use serde::Serialize;

use super::{Refused, locale};
use crate::diagnostic::Diagnostics;
use crate::exchange::gather;
use crate::identity::state::State;
use crate::localize::coverage::{self, Coverage};
use crate::localize::{self, Gap};
use crate::pipeline::Model;
use crate::site::route;
use crate::source::Sources;
use crate::status::state_name;

/// The units of all documents in one language.
#[derive(Debug, Serialize)]
pub struct List<'m> {
    /// The tag of the locale.
    pub locale: &'m str,
    /// Units and words by state: the figures of `concord status`.
    pub coverage: Coverage,
    /// In reading order, document by document.
    pub units: Vec<Item<'m>>,
}

/// A unit in a language.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Item<'m> {
    /// The document.
    pub document: &'m str,
    /// The unit.
    pub id: &'m str,
    /// What it is, for people: `title`, `paragraph`, `note 17`.
    pub kind: String,
    /// The address of the page that shows it, from the root of the output. Nothing if the language
    /// does not have the document.
    pub address: Option<String>,
    /// Its anchor on that page.
    pub anchor: &'m str,
    /// Its state.
    pub state: &'static str,
    /// Why it is missing, if it is.
    pub gap: Option<Gap>,
    /// The tag of the locale that it is shown from, if that is another.
    pub shown: Option<&'m str>,
}

impl Item<'_> {
    /// Whether there is something to do: translate, update or review.
    pub fn is_open(&self) -> bool {
        self.state != state_name(State::Current)
    }
}

/// Lists the units of a language.
///
/// # Errors
///
/// There is no such locale.
pub fn todo<'m>(model: &'m Model, sources: &Sources, tag: &str) -> Result<List<'m>, Refused> {
    let index = locale(model, tag)?;
    let locales = &model.locales;
    let of = |document, locale| {
        // What is wrong with translations is said elsewhere.
        let mut found = Diagnostics::new();
        localize::document(sources, &model.site, document, locale, locales, &mut found)
    };
    let mut list = List {
        locale: locales.all[index].config.tag.as_str(),
        coverage: Coverage::default(),
        units: Vec::new(),
    };
    for document in &model.site.documents {
        let localized = of(document, index);
        let words = coverage::words(&of(document, locales.source));
        list.coverage = list.coverage.plus(Coverage::of(&localized, &words));
        let whole = localize::units(&localized).all(|unit| unit.shown == index);
        let folder = (whole || !document.settings.no_fallback).then(|| {
            let language = route::language(&locales.all[index].config.tag, &model.config);
            format!("{language}{}/", document.name)
        });
        for (placed, units) in document.articles.iter().zip(&localized) {
            let address = folder.as_ref();
            let address = address.map(|folder| format!("{folder}{}", placed.address));
            let items = units.iter().enumerate().map(|(unit, localized)| Item {
                document: &document.name,
                id: placed.ids[unit].as_str(),
                kind: gather::kind(&placed.article.units[unit].kind),
                address: address.clone(),
                anchor: placed.anchor(unit),
                state: state_name(localized.state),
                gap: localized.gap,
                shown: (localized.shown != index)
                    .then(|| locales.all[localized.shown].config.tag.as_str()),
            });
            list.units.extend(items);
        }
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing::Project;

    #[test]
    fn units_come_in_reading_order_with_their_states() {
        let project = Project::small();
        let (model, sources) = project.model();
        let list = todo(&model, &sources, "fr").expect("a list");
        let seen: Vec<String> = list
            .units
            .iter()
            .map(|item| {
                let Item {
                    id,
                    anchor,
                    state,
                    shown,
                    ..
                } = item;
                let address = item.address.as_deref().unwrap_or("-");
                let gap = item.gap.map(|gap| format!(" {gap:?}")).unwrap_or_default();
                format!(
                    "{address}#{anchor} {id} {state}{gap} {}",
                    shown.unwrap_or("-")
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                "fr/guide/#guide-title guide-title current -",
                "fr/guide/#guide-p1 guide-p1 outdated -",
                "fr/guide/#guide-p2 guide-p2 missing Untranslated en",
                "fr/guide/#fn-1 fn-1 current -",
                "fr/guide/start/#start-title start-title missing Error en",
                "fr/guide/start/#start-p1 start-p1 missing Untranslated en",
                "fr/guide/start/#start-p2 start-p2 current -",
            ]
        );
        let open = list.units.iter().filter(|item| item.is_open()).count();
        let figures = list.coverage.units;
        assert_eq!((open, figures.total, figures.outdated), (4, 7, 1));
        assert!(todo(&model, &sources, "de").is_err());
        // All of the source is current, and shown as it is.
        let source = todo(&model, &sources, "en").expect("a list");
        assert!(
            source
                .units
                .iter()
                .all(|item| !item.is_open() && item.shown.is_none())
        );
    }
}
