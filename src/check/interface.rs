//! Messages of the interface: those that the theme does not know, and those that a locale lacks.
//!
//! A message is known if the theme has it in any language, if a template of the theme names it,
//! or if the project gives it in the source locale and one of its messages uses it.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::fluent::{Entry, Resource};
use crate::localize::{LocaleIndex, SiteLocale};
use crate::memo::Memo;
use crate::pipeline::Model;
use crate::source::{SourcePath, Sources};

use super::references;

/// The message that is the site's name; the theme has none, as every site has its own.
const SITE_TITLE: &str = "site-title";
/// The language in which the default theme is complete.
const ENGLISH: &str = "en";
/// How many ids a message lists.
const LISTED: usize = 3;

/// What the theme says and asks for.
pub(super) struct Theme {
    /// Its messages by language: of the theme that is used, then of the default one.
    files: BTreeMap<String, Vec<Arc<Resource>>>,
    /// Ids that stand in quotation marks in a template.
    named: HashSet<String>,
}

impl Theme {
    pub(super) fn load(model: &Model, sources: &Sources, memo: &Memo) -> Self {
        let mut theme = Self {
            files: BTreeMap::new(),
            named: HashSet::from([SITE_TITLE.to_owned()]),
        };
        let used = [model.config.theme.as_str(), "default"];
        let folders: &[&str] = if used[0] == used[1] {
            &used[..1]
        } else {
            &used
        };
        for folder in folders {
            let interface = SourcePath::new(&format!("themes/{folder}/interface"));
            for file in sources.under(&interface) {
                // Its problems are the build's to report.
                let resource = memo.fluent(file, &mut Diagnostics::new());
                let language = file.path.stem().to_owned();
                theme.files.entry(language).or_default().push(resource);
            }
            let templates = SourcePath::new(&format!("themes/{folder}/templates"));
            for file in sources.under(&templates) {
                theme.named.extend(quoted(file.text().unwrap_or("")));
            }
        }
        theme
    }

    /// The message that a message of a project's interface replaces or translates: that of the
    /// project in the source locale, or the theme's in the same language, the source language or
    /// English.
    pub(super) fn original<'a>(
        &'a self,
        model: &'a Model,
        locale: LocaleIndex,
        id: &str,
    ) -> Option<(&'a Resource, &'a Entry)> {
        let source = &model.locales.all[model.locales.source];
        let own = (locale != model.locales.source)
            .then_some(source.catalog.interface.as_deref())
            .flatten();
        let tags = [source.config.tag.as_str(), ENGLISH];
        let theirs = tags.into_iter().flat_map(|tag| self.of(tag));
        own.into_iter()
            .chain(theirs)
            .find_map(|resource| Some((resource, resource.get(id)?)))
    }

    /// The files for a locale: its own, then those for its language without region or script.
    fn of<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = &'a Resource> {
        std::iter::successors(Some(tag), |tag| tag.rfind('-').map(|at| &tag[..at]))
            .flat_map(|tag| self.files.get(tag).into_iter().flatten())
            .map(|resource| &**resource)
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let files = self.files.values().flatten();
        files
            .flat_map(|resource| &resource.entries)
            .map(|entry| &*entry.id)
    }
}

/// The words in quotation marks that can be ids.
fn quoted(template: &str) -> impl Iterator<Item = String> + '_ {
    let sound = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.len() < 100
            && word
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
    };
    template.split(['"', '\'']).filter(sound).map(str::to_owned)
}

/// Checks the interface messages of a locale.
pub(super) fn check(model: &Model, locale: LocaleIndex, theme: &Theme, found: &mut Diagnostics) {
    let own = &model.locales.all[locale];
    if let Some(resource) = &own.catalog.interface {
        unknown(model, resource, theme, found);
    }
    missing(own, theme, found);
}

fn unknown(model: &Model, resource: &Resource, theme: &Theme, found: &mut Diagnostics) {
    let source = &model.locales.all[model.locales.source];
    let mut known: BTreeSet<&str> = theme.ids().collect();
    known.extend(theme.named.iter().map(String::as_str));
    // What the known messages of a project use is known as well.
    let mut used = references::Uses::default();
    for own in [Some(resource), source.catalog.interface.as_deref()]
        .into_iter()
        .flatten()
    {
        for entry in own
            .entries
            .iter()
            .filter(|entry| known.contains(&*entry.id))
        {
            let attributes = entry.attributes.iter().map(|attribute| &attribute.value);
            for pattern in entry.value.iter().chain(attributes) {
                used.extend(references::uses(pattern, &[own]));
            }
        }
    }
    for entry in &resource.entries {
        let id = &*entry.id;
        if id.starts_with('-') || known.contains(id) || used.refers_to(id) {
            continue;
        }
        // What stands in quotation marks in templates is mostly no message.
        let messages = theme.ids().filter(|id| !id.starts_with('-'));
        let hint = match nearest(id, messages.chain([SITE_TITLE])) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "remove it, or name it in a template of the theme".to_owned(),
        };
        found.push(
            Diagnostic::error(
                "interface-unknown",
                format!("the theme has no interface message `{id}`"),
            )
            .at(&resource.path, entry.id_span.clone())
            .hint(hint),
        );
    }
}

/// Says once of a locale which messages its pages show in another language.
fn missing(locale: &SiteLocale, theme: &Theme, found: &mut Diagnostics) {
    let tag = locale.config.tag.as_str();
    let own = locale.catalog.interface.as_deref();
    let has = |id: &str| {
        own.into_iter()
            .chain(theme.of(tag))
            .any(|resource| resource.get(id).is_some())
    };
    let wanted: BTreeSet<&str> = theme
        .of(ENGLISH)
        .flat_map(|resource| &resource.entries)
        .map(|entry| &*entry.id)
        .filter(|id| !id.starts_with('-'))
        .collect();
    let lacks: Vec<&str> = wanted.iter().copied().filter(|id| !has(id)).collect();
    if lacks.is_empty() {
        return;
    }
    let listed: Vec<String> = lacks
        .iter()
        .take(LISTED)
        .map(|id| format!("`{id}`"))
        .collect();
    let more = if lacks.len() > LISTED { ", …" } else { "" };
    let message = format!(
        "`{tag}` lacks {} of the {} messages of the interface: {}{more}",
        lacks.len(),
        wanted.len(),
        listed.join(", ")
    );
    let path = SourcePath::new(&format!("locales/{tag}/interface.ftl"));
    let place = match own {
        Some(resource) => resource.path.clone(),
        None => path.clone(),
    };
    found.push(
        Diagnostic::warning("interface-missing", message)
            .in_file(&place)
            .hint(format!(
                "pages show them in another language; translate `themes/default/interface/en.ftl` into `{path}`"
            )),
    );
}
