//! Digests of all that the text of an article in a locale is made from: by them, what an article
//! says in a locale is remembered ([`crate::memo`]).
//!
//! It depends on
//!
//! - the configuration and the options, as variables, policies and fallbacks are in them;
//! - the files of the locale and of those that it falls back on, the last of which is the source
//!   with the ledgers;
//! - its own file, and the ids of its units;
//! - where links can lead: articles, anchors, notes, definitions and files of the whole site.

use super::Model;
use crate::localize::Localizer;
use crate::site::Site;
use crate::source::{Digest, SourcePath, Sources, read};

/// The parts of keys that many articles share.
#[derive(Debug)]
pub(super) struct Keys {
    /// By locale: its files and those of its fallbacks, and everything of the site that is asked for by any article.
    locales: Vec<Digest>,
}

impl Keys {
    pub(super) fn new(sources: &Sources, model: &Model) -> Self {
        let all = &model.locales.all;
        let tags: Vec<&str> = all.iter().map(|of| of.config.tag.as_str()).collect();
        let files: Vec<Digest> = tags.iter().map(|tag| of_files(sources, tag)).collect();
        let site = of_site(&model.site);
        let config = sources.get(&read::CONFIG.into()).map(|file| file.digest);
        let formers = model.formers.iter().flat_map(|(new, old)| [new, old]);
        let formers = Digest::of_all(formers.map(String::as_bytes));
        let locales = all.iter().map(|locale| {
            let mut parts = vec![site.as_bytes(), formers.as_bytes()];
            parts.extend(config.iter().map(Digest::as_bytes));
            // The command line can take a locale out of the chain that the configuration names.
            for of in &locale.chain {
                parts.extend([tags[*of].as_bytes(), files[*of].as_bytes()]);
            }
            Digest::of_all(parts)
        });
        Self {
            locales: locales.collect(),
        }
    }

    /// The key of an article in a locale.
    pub(super) fn of(&self, localizer: &Localizer<'_>) -> Digest {
        let placed = localizer.placed;
        let path = &placed.article.path;
        let file = localizer.sources.get(path).map(|file| file.digest);
        let mut parts = vec![
            self.locales[localizer.locale].as_bytes(),
            localizer.document.name.as_bytes(),
            path.as_str().as_bytes(),
        ];
        parts.extend(file.iter().map(Digest::as_bytes));
        parts.extend(placed.ids.iter().map(|id| id.as_str().as_bytes()));
        Digest::of_all(parts)
    }
}

/// The translations of a locale, and what is kept of them.
fn of_files(sources: &Sources, tag: &str) -> Digest {
    let folders = [
        format!("locales/{tag}"),
        format!(".l10n/state/{tag}"),
        format!(".l10n/archive/{tag}"),
    ];
    let folders = folders.map(|folder| SourcePath::new(&folder));
    let files = folders.iter().flat_map(|folder| sources.under(folder));
    Digest::of_all(files.flat_map(|file| [file.path.as_str().as_bytes(), file.digest.as_bytes()]))
}

/// Everything that a link can lead to, and the names that hints are taken from.
fn of_site(site: &Site) -> Digest {
    let mut parts: Vec<&str> = Vec::new();
    for document in &site.documents {
        parts.push(&document.name);
        parts.extend(document.definitions.keys().map(String::as_str));
        for placed in &document.articles {
            parts.extend([placed.article.path.as_str(), &placed.address]);
            for names in [
                placed.targets.iter().collect::<Vec<_>>(),
                placed.notes.keys().collect(),
            ] {
                let from = parts.len();
                parts.extend(names.into_iter().map(String::as_str));
                parts[from..].sort_unstable();
            }
        }
    }
    for (path, published) in &site.files {
        parts.extend([path.as_str(), published]);
    }
    Digest::of_all(parts.into_iter().map(str::as_bytes))
}
