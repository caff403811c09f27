//! Pagefind, the search engine: the only module that knows it.
//!
//! 1. each article is read once; an [`Index`] that is kept reads again only those that changed;
//! 2. Pagefind puts together what it read: the words of a language are shared out among files
//!    anew, which takes a small part of the time;
//! 3. of its files those are kept that a browser asks for.
//!
//! Its interface is asynchronous and wants Tokio, though it waits for nothing; it also uses
//! `rayon`. One thread per index keeps the two apart: a thread of our pool that waited inside
//! Tokio could take up the index of another language, and Tokio refuses to be entered twice.

use std::fmt;
use std::sync::Arc;
use std::thread;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;

use super::markup::Document;
use crate::source::Digest;

/// Pagefind's script, which the theme's interface calls.
pub(super) const SCRIPT: &str = "pagefind.js";
/// What that script reads first.
const ENTRY: &str = "pagefind-entry.json";

/// The files of an index, by their paths in the output.
pub(super) type Published = Vec<(String, Arc<[u8]>)>;

/// The version of Pagefind, which decides what an index holds.
pub(super) const VERSION: &str = "1.6.0";

/// How much stack the thread has, in bytes.
const STACK: usize = 8 << 20;

/// What Pagefind read of one language.
pub struct Index {
    language: String,
    /// The addresses of the articles in their order, and what was read at each.
    read: Vec<(String, Digest)>,
    pagefind: PagefindIndex,
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("language", &self.language)
            .field("read", &self.read)
            .finish_non_exhaustive()
    }
}

/// Makes the index of one language, from what was read before if that is of the same articles in
/// the same order: Pagefind takes a text in the place of another, but moves none.
pub(super) fn files(
    language: &str,
    documents: &[Document],
    earlier: Option<Index>,
) -> Result<(Published, Index), String> {
    // Pagefind asks for the current folder, though nothing here depends on it, and panics
    // without one.
    std::env::current_dir().map_err(|error| format!("there is no current folder: {error}"))?;
    thread::scope(|scope| {
        thread::Builder::new()
            .name(format!("search {language}"))
            .stack_size(STACK)
            .spawn_scoped(scope, || run(language, documents, earlier))
            .map_err(|error| format!("no thread for the search index: {error}"))?
            .join()
            .unwrap_or_else(|_| Err("the search engine stopped at its own mistake".to_owned()))
    })
}

fn run(
    language: &str,
    documents: &[Document],
    earlier: Option<Index>,
) -> Result<(Published, Index), String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let mut index = match earlier.filter(|earlier| earlier.is_of(language, documents)) {
            Some(earlier) => earlier,
            None => Index::new(language)?,
        };
        for (at, document) in documents.iter().enumerate() {
            index.read(at, document).await?;
        }
        let files = index.pagefind.get_files().await;
        let files = files.map_err(|error| error.to_string())?;
        Ok((published(language, files), index))
    })
}

impl Index {
    /// Nothing read yet.
    fn new(language: &str) -> Result<Self, String> {
        let options = PagefindServiceConfig::builder()
            .force_language(language.to_owned())
            .keep_index_url(true)
            .build();
        Ok(Self {
            language: language.to_owned(),
            read: Vec::new(),
            pagefind: PagefindIndex::new(Some(options)).map_err(|error| error.to_string())?,
        })
    }

    /// Whether these are the articles that were read, whatever they say now.
    fn is_of(&self, language: &str, documents: &[Document]) -> bool {
        let read = self.read.iter().map(|(url, _)| url);
        self.language == language && read.eq(documents.iter().map(|document| &document.url))
    }

    /// Reads an article, unless that was done.
    async fn read(&mut self, at: usize, document: &Document) -> Result<(), String> {
        let digest = Digest::of(document.html.as_bytes());
        if self.read.get(at).is_some_and(|(_, read)| *read == digest) {
            return Ok(());
        }
        let (url, html) = (document.url.clone(), document.html.clone());
        let read = self.pagefind.add_html_file(None, Some(url), html).await;
        read.map_err(|error| error.to_string())?;
        match self.read.get_mut(at) {
            Some(before) => before.1 = digest,
            None => self.read.push((document.url.clone(), digest)),
        }
        Ok(())
    }
}

/// What a browser asks for: the script, the index and the one program that searches it. Pagefind
/// brings its own interfaces, a worker and indexes of filters as well, which nothing of ours uses.
fn published(language: &str, found: Vec<SyntheticFile>) -> Vec<(String, Arc<[u8]>)> {
    let named: Vec<(String, Vec<u8>)> = found
        .into_iter()
        .map(|file| {
            (
                file.filename.to_string_lossy().replace('\\', "/"),
                file.contents,
            )
        })
        .collect();
    let own = format!("wasm.{language}.pagefind");
    let program = match named.iter().any(|(name, _)| *name == own) {
        true => own.as_str(),
        false => "wasm.unknown.pagefind",
    };
    named
        .into_iter()
        .filter(|(name, _)| {
            [SCRIPT, ENTRY, program].contains(&name.as_str())
                || name.ends_with(".pf_meta")
                || name.starts_with("fragment/")
                || name.starts_with("index/")
        })
        .map(|(name, bytes)| (name, Arc::from(bytes)))
        .collect()
}
