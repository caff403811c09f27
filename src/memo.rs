//! Remembering pure results by the digest of what they were made from.
//!
//! Parsed articles, parsed Fluent files, rendered pages and search indexes are remembered between
//! the builds of a `serve`. A single build remembers nothing, but takes the search index of a
//! language as the build before left it in the output, if it is of the same texts. What one build
//! did not ask for is forgotten before the next. As a result depends on its key alone, a
//! remembered build equals a clean one.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::content::{Article, blocks};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::{self, Resource};
use crate::identity::state::{self, Records};
use crate::locale::{Locale, LocaleError, LocaleOptions, LocaleTag};
use crate::localize::LocalizedArticle;
use crate::page::model::Page;
use crate::picture::Studio;
use crate::search::{self, Files, Index, Texts};
use crate::source::{Digest, SourceFile};
use crate::theme::Theme;

/// What was made before.
#[derive(Debug, Default)]
pub struct Memo {
    enabled: bool,
    articles: Shelf<(Option<Arc<Article>>, Diagnostics)>,
    resources: Shelf<(Arc<Resource>, Diagnostics)>,
    themes: Shelf<(Option<Arc<Theme>>, Diagnostics)>,
    studios: Shelf<(Option<Arc<Studio>>, Diagnostics)>,
    records: Shelf<(Arc<Records>, Diagnostics)>,
    locales: Shelf<Arc<Locale>>,
    localized: Shelf<(LocalizedArticle, Diagnostics)>,
    pages: Shelf<Arc<[u8]>>,
    pictures: Shelf<Arc<[u8]>>,
    indexes: Shelf<Files>,
    /// What was read of each language for its last index, by folder. Each article in it has the
    /// digest of its text.
    indexed: Mutex<HashMap<String, Index>>,
    left: Option<Left>,
    books: Shelf<Arc<[u8]>>,
}

/// The files that an earlier build left below a path of the output, if they have the bytes that it
/// gave them.
struct Left(Box<LeftBelow>);
type LeftBelow = dyn Fn(&str) -> Option<Vec<(String, Arc<[u8]>)>> + Send + Sync;

impl fmt::Debug for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Left")
    }
}

/// Results of this build and of the one before.
#[derive(Debug)]
struct Shelf<T>(Mutex<(HashMap<Digest, T>, HashMap<Digest, T>)>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Clone> Shelf<T> {
    /// A panic while the lock was held leaves a map that is still a map.
    fn lock(&self) -> MutexGuard<'_, (HashMap<Digest, T>, HashMap<Digest, T>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, key: Digest) -> Option<T> {
        let mut shelves = self.lock();
        let (new, old) = &mut *shelves;
        if let Some(found) = new.get(&key) {
            return Some(found.clone());
        }
        let found = old.remove(&key)?;
        new.insert(key, found.clone());
        Some(found)
    }

    fn put(&self, key: Digest, value: T) {
        self.lock().0.insert(key, value);
    }

    fn turn(&self) {
        let mut shelves = self.lock();
        shelves.1 = std::mem::take(&mut shelves.0);
    }
}

impl Memo {
    /// Remembers nothing: for a single build.
    pub fn none() -> Self {
        Self::default()
    }

    /// Remembers from build to build.
    pub fn new() -> Self {
        Self {
            enabled: true,
            ..Self::default()
        }
    }

    /// Takes search indexes from what an earlier build left in the output, where they are of the
    /// same texts. `below` gives the files below a path, or the file of that path, if they have
    /// the bytes that the build gave them.
    pub fn taking_from(
        self,
        below: impl Fn(&str) -> Option<Vec<(String, Arc<[u8]>)>> + Send + Sync + 'static,
    ) -> Self {
        Self {
            left: Some(Left(Box::new(below))),
            ..self
        }
    }

    /// Begins another build: what the last one did not ask for is forgotten after it.
    pub fn next_build(&self) {
        self.articles.turn();
        self.resources.turn();
        self.themes.turn();
        self.studios.turn();
        self.records.turn();
        self.locales.turn();
        self.localized.turn();
        self.pages.turn();
        self.pictures.turn();
        self.indexes.turn();
        self.books.turn();
    }

    fn remember<T: Clone>(
        &self,
        shelf: &Shelf<T>,
        key: impl FnOnce() -> Digest,
        make: impl FnOnce() -> T,
    ) -> T {
        if !self.enabled {
            return make();
        }
        let key = key();
        if let Some(found) = shelf.get(key) {
            return found;
        }
        let made = make();
        shelf.put(key, made.clone());
        made
    }

    /// An article. Its diagnostics are remembered with it.
    pub fn article(
        &self,
        file: &SourceFile,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<Article>> {
        let (article, found) = self.remember(
            &self.articles,
            || key(file),
            || with_diagnostics(|found| blocks::parse(file, found).map(Arc::new)),
        );
        diagnostics.extend(found);
        article
    }

    /// The messages of a Fluent file.
    pub fn fluent(&self, file: &SourceFile, diagnostics: &mut Diagnostics) -> Arc<Resource> {
        let (resource, found) = self.remember(
            &self.resources,
            || key(file),
            || with_diagnostics(|found| Arc::new(fluent::parse::resource(file, found))),
        );
        diagnostics.extend(found);
        resource
    }

    /// What is recorded of translations.
    pub fn records(&self, file: &SourceFile, diagnostics: &mut Diagnostics) -> Arc<Records> {
        let (records, found) = self.remember(
            &self.records,
            || key(file),
            || with_diagnostics(|found| Arc::new(state::parse(file, found))),
        );
        diagnostics.extend(found);
        records
    }

    /// A locale.
    ///
    /// # Errors
    ///
    /// What [`Locale::new`] says; errors are not remembered.
    pub fn locale(
        &self,
        tag: &LocaleTag,
        options: &LocaleOptions,
    ) -> Result<Arc<Locale>, LocaleError> {
        let key = Digest::of(format!("{tag} {options:?}").as_bytes());
        if let Some(found) = self.locales.get(key) {
            return Ok(found);
        }
        let locale = Arc::new(Locale::new(tag.clone(), options)?);
        if self.enabled {
            self.locales.put(key, Arc::clone(&locale));
        }
        Ok(locale)
    }

    /// An article in a locale. The key is the digest of all that its text is made from.
    pub fn localized(
        &self,
        key: impl FnOnce() -> Digest,
        make: impl FnOnce() -> (LocalizedArticle, Diagnostics),
    ) -> (LocalizedArticle, Diagnostics) {
        self.remember(&self.localized, key, make)
    }

    /// The theme. The key is the digest of all that it and its messages are made from.
    pub fn theme(
        &self,
        key: Digest,
        diagnostics: &mut Diagnostics,
        load: impl FnOnce(&mut Diagnostics) -> Option<Arc<Theme>>,
    ) -> Option<Arc<Theme>> {
        let (theme, found) = self.remember(&self.themes, || key, || with_diagnostics(load));
        diagnostics.extend(found);
        theme
    }

    /// What draws pictures for sharing. The key is the same as the theme's.
    pub fn studio(
        &self,
        key: Digest,
        diagnostics: &mut Diagnostics,
        make: impl FnOnce(&mut Diagnostics) -> Option<Arc<Studio>>,
    ) -> Option<Arc<Studio>> {
        let (studio, found) = self.remember(&self.studios, || key, || with_diagnostics(make));
        diagnostics.extend(found);
        studio
    }

    /// A picture for sharing. Its path holds the digest of all that it is made from.
    pub fn picture(&self, path: &str, draw: impl FnOnce() -> Arc<[u8]>) -> Arc<[u8]> {
        self.remember(&self.pictures, || Digest::of(path.as_bytes()), draw)
    }

    /// A packed book. Its key is the digest of all that is packed, names and bytes.
    pub fn book(&self, entries: Digest, pack: impl FnOnce() -> Vec<u8>) -> Arc<[u8]> {
        self.remember(&self.books, || entries, || Arc::from(pack()))
    }

    /// A rendered page. Its key is the whole page model, the template and the theme.
    ///
    /// # Errors
    ///
    /// What `render` says; errors are not remembered.
    pub fn page(
        &self,
        page: &Page,
        theme: Digest,
        render: impl FnOnce() -> Result<Arc<[u8]>, Box<Diagnostic>>,
    ) -> Result<Arc<[u8]>, Box<Diagnostic>> {
        if !self.enabled {
            return render();
        }
        // A model that cannot be serialised cannot be rendered either; its error is found there.
        let Ok(model) = serde_json::to_vec(page) else {
            return render();
        };
        let key = Digest::of_all([theme.as_bytes(), page.template.as_bytes(), &model]);
        if let Some(found) = self.pages.get(key) {
            return Ok(found);
        }
        let html = render()?;
        self.pages.put(key, html.clone());
        Ok(html)
    }

    /// The search index of a language. Its key is everything that can be found in it.
    ///
    /// # Errors
    ///
    /// What the engine says; errors are not remembered.
    pub fn search(&self, texts: &Texts) -> Result<Files, String> {
        let key = texts.digest();
        if let Some(found) = self.indexes.get(key) {
            return Ok(found);
        }
        let files = match self.left(texts) {
            Some(files) => files,
            None => {
                let earlier = self.indexed().remove(&texts.folder);
                let (files, index) = search::index(texts, earlier)?;
                if let Some(index) = index.filter(|_| self.enabled) {
                    self.indexed().insert(texts.folder.clone(), index);
                }
                files
            }
        };
        if self.enabled {
            self.indexes.put(key, files.clone());
        }
        Ok(files)
    }

    /// The index that an earlier build left, if it is of these texts.
    fn left(&self, texts: &Texts) -> Option<Files> {
        let left = self.left.as_ref()?;
        let mut files = Vec::new();
        for place in search::places(texts) {
            files.extend((left.0)(&place)?);
        }
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        search::is_made_from(texts, &files).then(|| files.into())
    }

    /// A panic while the lock was held leaves a map that is still a map.
    fn indexed(&self) -> MutexGuard<'_, HashMap<String, Index>> {
        self.indexed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn with_diagnostics<T>(make: impl FnOnce(&mut Diagnostics) -> T) -> (T, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let made = make(&mut diagnostics);
    (made, diagnostics)
}

fn key(file: &SourceFile) -> Digest {
    Digest::of_all([file.path.as_str().as_bytes(), file.digest.as_bytes()])
}
