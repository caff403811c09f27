//! What the server shows: files of the site that is shown, and those of the preview itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::changed::Changed;
use super::editing::{self, Editing, Editor};
use super::shown::Shown;
use super::{FOLDER, client, inject, problems};
use crate::memo::Memo;
use crate::pipeline::{Blueprint, Found, Options};
use crate::server::{self, Answer, Events, Message, Site};
use crate::site::route;

/// Most pages that are kept in case they can't be made any more.
const KEPT: usize = 64;

/// The site that is shown, and what is remembered to make the next.
#[derive(Debug)]
pub struct Preview {
    shown: RwLock<Arc<Shown>>,
    memo: Memo,
    options: Options,
    about: About,
    editor: Editor,
    /// The last bytes of pages that somebody looked at, by path.
    kept: Mutex<HashMap<String, Arc<[u8]>>>,
}

/// What tells a preview from others.
#[derive(Debug, Clone, Serialize)]
pub struct About {
    /// Names this run of the program, different at each start: pages of another are loaded anew.
    pub run: String,
    /// Names the project: what a browser keeps for one at an address does not get into another.
    pub project: String,
}

impl Preview {
    /// Nothing to show yet. Sites will be made as the options say.
    pub fn new(options: Options, about: About, editing: Editing) -> Self {
        Self {
            shown: RwLock::default(),
            memo: Memo::new(),
            options,
            about,
            editor: Editor::new(editing),
            kept: Mutex::default(),
        }
    }

    /// What a build would be asked for.
    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// The editing in pages.
    pub(super) fn editor(&self) -> &Editor {
        &self.editor
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
        let state = State::new(&self.about.run, &shown);
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
                state: State::new(&self.about.run, &shown),
                project: &self.about.project,
                editing: match &self.editor.policy {
                    Editing::Allowed { token } => Permission::Token(token),
                    Editing::Off { reason } => Permission::Off(reason),
                },
                mount: shown.blueprint.as_deref().map(mount).unwrap_or_default(),
                languages: shown
                    .blueprint
                    .as_deref()
                    .map(languages)
                    .unwrap_or_default(),
                changed: &shown.changed,
                problems: problems::of(shown.diagnostics(), shown.sources()),
            };
            let json = serde_json::to_vec(&details).unwrap_or_default();
            return server::Found::File(Arc::from(json));
        }
        if let Some(found) = editing::get(self, name) {
            return found;
        }
        match client::file(name) {
            Some(bytes) => server::Found::File(Arc::from(bytes)),
            None => server::Found::Missing(None),
        }
    }

    /// A file of the site, by its path below the folder at which the site is shown.
    fn file(&self, blueprint: &Blueprint, path: &str) -> server::Found {
        let is_folder = is_folder(path);
        let file = file_of(path);
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
        let folders = languages(blueprint).into_iter().map(|of| of.folder);
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

    fn post(&self, path: &str, body: &[u8]) -> Answer {
        editing::post(&self.0, path, body)
    }
}

/// The page at an address of the server, as it is sent, if there is one and it can be made.
pub(super) fn html_at(blueprint: &Blueprint, memo: &Memo, address: &str) -> Option<String> {
    let path: String = address.trim_start_matches('/').nfc().collect();
    let file = file_of(path.strip_prefix(&mount(blueprint))?);
    if !file.ends_with(".html") {
        return None;
    }
    match blueprint.find(&file, memo) {
        Found::File(bytes) => String::from_utf8(inject::script(&bytes)).ok(),
        Found::Broken(_) | Found::Nothing => None,
    }
}

fn is_folder(path: &str) -> bool {
    path.is_empty() || path.ends_with('/')
}

fn file_of(path: &str) -> String {
    match is_folder(path) {
        true => format!("{path}index.html"),
        false => path.to_owned(),
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

/// The languages of the site, in the order of the configuration.
fn languages(blueprint: &Blueprint) -> Vec<Language<'_>> {
    let model = blueprint.model();
    let locales = model.locales.all.iter().enumerate();
    locales
        .map(|(index, locale)| Language {
            tag: locale.config.tag.as_str(),
            folder: route::language(&locale.config.tag, &model.config),
            name: locale.locale.name(),
            lang: locale.locale.lang(),
            dir: locale.locale.direction().as_str(),
            is_source: index == model.locales.source,
            is_pseudo: locale.pseudo.is_some(),
        })
        .collect()
}

/// A language of the site, as pages get it.
#[derive(Debug, Serialize)]
struct Language<'s> {
    tag: &'s str,
    /// The folder of its pages; empty if they stand at the root.
    folder: String,
    /// In its own words.
    name: &'s str,
    /// As HTML writes it.
    lang: &'s str,
    dir: &'static str,
    is_source: bool,
    is_pseudo: bool,
}

/// Whether pages may change the project.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Permission<'s> {
    /// They may, with this.
    Token(&'s str),
    /// They may not, for this reason.
    Off(&'s str),
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
    project: &'s str,
    editing: Permission<'s>,
    mount: String,
    languages: Vec<Language<'s>>,
    changed: &'s [Changed],
    problems: Vec<problems::Problem>,
}
