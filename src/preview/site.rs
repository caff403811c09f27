//! What the server shows: files of the site that is shown, and those of the preview itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::changed::Changed;
use super::shown::Shown;
use super::{FOLDER, client, inject, problems};
use crate::memo::Memo;
use crate::pipeline::{Blueprint, Found};
use crate::server::{self, Events, Message, Site};
use crate::site::route;

/// Most pages that are kept in case they can't be made any more.
const KEPT: usize = 64;

/// The site that is shown, and what is remembered to make the next.
#[derive(Debug)]
pub struct Preview {
    shown: RwLock<Arc<Shown>>,
    memo: Memo,
    /// Names this run of the program: pages of another are loaded anew.
    run: String,
    /// The last bytes of pages that somebody looked at, by path.
    kept: Mutex<HashMap<String, Arc<[u8]>>>,
}

impl Preview {
    /// Nothing to show yet. `run` is different at each start.
    pub fn new(run: String) -> Self {
        Self {
            shown: RwLock::default(),
            memo: Memo::new(),
            run,
            kept: Mutex::default(),
        }
    }

    /// What is remembered.
    pub(super) fn memo(&self) -> &Memo {
        &self.memo
    }

    /// What is shown now. A panic while it was exchanged leaves one of the two.
    pub(super) fn shown(&self) -> Arc<Shown> {
        let shown = self.shown.read().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(&shown)
    }

    /// Shows something else, and tells all pages.
    pub(super) fn show(&self, shown: Shown, events: &Events) -> Arc<Shown> {
        let shown = Arc::new(shown);
        let mut place = self.shown.write().unwrap_or_else(PoisonError::into_inner);
        *place = Arc::clone(&shown);
        drop(place);
        let state = State::new(&self.run, &shown);
        events.state(&Message {
            event: "state",
            // Strings and numbers always serialise.
            data: serde_json::to_string(&state).unwrap_or_default(),
        });
        shown
    }

    /// A file of the preview itself.
    fn own(&self, name: &str) -> server::Found {
        if name == "state.json" {
            let shown = self.shown();
            let details = Details {
                state: State::new(&self.run, &shown),
                mount: shown.blueprint.as_deref().map(mount).unwrap_or_default(),
                folders: shown.blueprint.as_deref().map(folders).unwrap_or_default(),
                changed: &shown.changed,
                problems: problems::of(shown.diagnostics(), shown.sources()),
            };
            let json = serde_json::to_vec(&details).unwrap_or_default();
            return server::Found::File(Arc::from(json));
        }
        match client::file(name) {
            Some(bytes) => server::Found::File(Arc::from(bytes)),
            None => server::Found::Missing(None),
        }
    }

    /// A file of the site, by its path below the folder at which the site is shown.
    fn file(&self, blueprint: &Blueprint, path: &str) -> server::Found {
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = match is_folder {
            true => format!("{path}index.html"),
            false => path.to_owned(),
        };
        match blueprint.find(&file, &self.memo) {
            Found::File(bytes) if file.ends_with(".html") => {
                server::Found::File(self.keep(file, Arc::from(inject::script(&bytes))))
            }
            Found::File(bytes) => server::Found::File(bytes),
            Found::Broken(_) => match self.kept(&file) {
                Some(before) => server::Found::File(before),
                None => server::Found::Failed(Arc::from(inject::empty_page())),
            },
            Found::Nothing if !is_folder => {
                let page = blueprint.find(&format!("{path}/index.html"), &self.memo);
                match page {
                    Found::Nothing => self.missing(blueprint, path),
                    _ => server::Found::Moved(format!("{}{path}/", mount(blueprint))),
                }
            }
            Found::Nothing => self.missing(blueprint, path),
        }
    }

    /// The page for addresses that lead nowhere, in the language of the address.
    fn missing(&self, blueprint: &Blueprint, path: &str) -> server::Found {
        let folders = folders(blueprint).into_iter();
        let of_path = folders.filter(|folder| path.starts_with(folder.as_str()));
        let folder = of_path.max_by_key(String::len).unwrap_or_default();
        let page = match blueprint.find(&format!("{folder}404.html"), &self.memo) {
            Found::File(bytes) => Some(Arc::from(inject::script(&bytes))),
            Found::Broken(_) | Found::Nothing => None,
        };
        server::Found::Missing(page)
    }

    fn keep(&self, file: String, bytes: Arc<[u8]>) -> Arc<[u8]> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT && !kept.contains_key(&file) {
            kept.clear();
        }
        kept.insert(file, Arc::clone(&bytes));
        bytes
    }

    fn kept(&self, file: &str) -> Option<Arc<[u8]>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(file).cloned()
    }
}

/// What the server asks.
#[derive(Debug, Clone)]
pub struct Served(pub Arc<Preview>);

impl Site for Served {
    fn get(&self, path: &str) -> server::Found {
        if let Some(name) = path.strip_prefix(FOLDER) {
            return self.0.own(name);
        }
        let shown = self.0.shown();
        let Some(blueprint) = &shown.blueprint else {
            return server::Found::Failed(Arc::from(inject::empty_page()));
        };
        let path: String = path.nfc().collect();
        let mount = mount(blueprint);
        match path.strip_prefix(&mount) {
            Some(below) => self.0.file(blueprint, below),
            None if path.is_empty() || format!("{path}/") == mount => server::Found::Moved(mount),
            None => server::Found::Missing(None),
        }
    }
}

/// The folder at which the site is shown: that of its `base_url`, as the page for addresses that
/// lead nowhere has links from the root of the server.
fn mount(blueprint: &Blueprint) -> String {
    let base_url = blueprint.model().config.base_url.as_deref();
    route::root_path(base_url)
        .trim_start_matches('/')
        .to_owned()
}

/// The folders of the languages.
fn folders(blueprint: &Blueprint) -> Vec<String> {
    let model = blueprint.model();
    let locales = model.locales.all.iter();
    locales
        .map(|locale| route::language(&locale.config.tag, &model.config))
        .collect()
}

/// What pages hear of each change.
#[derive(Debug, Serialize)]
struct State<'s> {
    run: &'s str,
    version: u64,
    errors: usize,
    warnings: usize,
    /// Whether the whole site was looked through, so that there are no more problems.
    complete: bool,
}

impl<'s> State<'s> {
    fn new(run: &'s str, shown: &Shown) -> Self {
        let diagnostics = shown.diagnostics();
        Self {
            run,
            version: shown.version,
            errors: diagnostics.errors(),
            warnings: diagnostics.warnings(),
            complete: shown.is_looked_through,
        }
    }
}

/// What pages ask for when they hear of a change.
#[derive(Debug, Serialize)]
struct Details<'s> {
    #[serde(flatten)]
    state: State<'s>,
    mount: String,
    folders: Vec<String>,
    changed: &'s [Changed],
    problems: Vec<problems::Problem>,
}
