//! Which articles a change was about, so that whoever looks at another page can go there.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::content::UnitKind;
use crate::content::inline::plain;
use crate::fluent::Resource;
use crate::identity::fingerprint::{Fingerprint, of_translation};
use crate::pipeline::Blueprint;
use crate::site::Site;
use crate::site::route;
use crate::source::SourcePath;

/// Most articles that a page is told of.
const MOST: usize = 20;

/// An article that changed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Changed {
    /// The address of the article below the folder of a language.
    address: String,
    /// What it is called in its own file.
    name: String,
    /// The folder of the language in which it changed; nothing if it changed in all.
    folder: Option<String>,
}

/// The articles that are about the files that changed.
pub(super) fn between(
    before: Option<&Blueprint>,
    now: &Blueprint,
    files: &BTreeSet<SourcePath>,
) -> Vec<Changed> {
    let Some(before) = before else {
        return Vec::new();
    };
    let mut changed = BTreeSet::new();
    for path in files {
        if path.is_below(&"content".into()) {
            changed.extend(of_content(&now.model().site, path));
        } else {
            changed.extend(of_catalog(before, now, path));
        }
    }
    changed.into_iter().take(MOST).collect()
}

fn of_content(site: &Site, path: &SourcePath) -> Option<Changed> {
    let mut documents = site.documents.iter();
    documents.find_map(|document| {
        let article = *document.by_path.get(path)?;
        changed(site, &document.name, article, None)
    })
}

fn changed(site: &Site, document: &str, article: usize, folder: Option<&str>) -> Option<Changed> {
    let of = site.documents.iter().find(|of| of.name == document)?;
    let placed = &of.articles[article];
    let units = &placed.article.units;
    let called = [UnitKind::Label, UnitKind::Title];
    let called = called.iter().find_map(|kind| placed.unit(kind));
    Some(Changed {
        address: format!("{document}/{}", placed.address),
        name: called.map_or_else(
            || placed.article.path.to_string(),
            |unit| plain(&units[unit].tokens),
        ),
        folder: folder.map(str::to_owned),
    })
}

/// The articles of the messages that changed in a translator's file.
fn of_catalog(before: &Blueprint, now: &Blueprint, path: &SourcePath) -> Vec<Changed> {
    let model = now.model();
    let Some(tag) = path
        .relative_to(&"locales".into())
        .and_then(|rest| rest.split('/').next())
    else {
        return Vec::new();
    };
    let (Some(locale), Some(former)) =
        (model.locales.named(tag), before.model().locales.named(tag))
    else {
        return Vec::new();
    };
    let folder = route::language(&locale.config.tag, &model.config);
    let mut found = Vec::new();
    for document in &model.site.documents {
        let new = locale.catalog.messages_of(&document.name);
        if new.is_none_or(|new| new.path != *path) {
            continue;
        }
        let old = former.catalog.messages_of(&document.name);
        let [old, new] = [old, new].map(|messages| messages.map(values).unwrap_or_default());
        let ids: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
        let is_changed = |id: &str| ids.contains(id) && old.get(id) != new.get(id);
        for (article, placed) in document.articles.iter().enumerate() {
            if placed.ids.iter().any(|id| is_changed(id.as_str())) {
                found.extend(changed(&model.site, &document.name, article, Some(&folder)));
            }
        }
    }
    found
}

fn values(messages: &Resource) -> BTreeMap<&str, Option<Fingerprint>> {
    let entries = messages.entries.iter();
    entries
        .map(|entry| (&*entry.id, entry.value.as_ref().map(of_translation)))
        .collect()
}
