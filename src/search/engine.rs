//! Pagefind, the search engine: the only module that knows it.
//!
//! Its interface is asynchronous and wants Tokio, though it waits for nothing; it also uses
//! `rayon`. One thread per index keeps the two apart: a thread of our pool that waited inside
//! Tokio could take up the index of another language, and Tokio refuses to be entered twice.

use std::sync::Arc;
use std::thread;

use pagefind::api::{PagefindIndex, SyntheticFile};
use pagefind::options::PagefindServiceConfig;

use super::markup::Document;

/// Pagefind's script, which the theme's interface calls.
pub(super) const SCRIPT: &str = "pagefind.js";
/// What that script reads first.
const ENTRY: &str = "pagefind-entry.json";

/// The files of an index, by their paths in the output.
pub(super) type Published = Vec<(String, Arc<[u8]>)>;

/// How much stack the thread has, in bytes.
const STACK: usize = 8 << 20;

/// Makes the index of one language.
pub(super) fn files(language: &str, documents: &[Document]) -> Result<Published, String> {
    // Pagefind asks for the current folder, though nothing here depends on it, and panics
    // without one.
    std::env::current_dir().map_err(|error| format!("there is no current folder: {error}"))?;
    thread::scope(|scope| {
        thread::Builder::new()
            .name(format!("search {language}"))
            .stack_size(STACK)
            .spawn_scoped(scope, || run(language, documents))
            .map_err(|error| format!("no thread for the search index: {error}"))?
            .join()
            .unwrap_or_else(|_| Err("the search engine stopped at its own mistake".to_owned()))
    })
}

fn run(language: &str, documents: &[Document]) -> Result<Published, String> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|error| error.to_string())?;
    let found = runtime.block_on(async {
        let options = PagefindServiceConfig::builder()
            .force_language(language.to_owned())
            .keep_index_url(true)
            .build();
        let mut index = PagefindIndex::new(Some(options))?;
        for document in documents {
            let (url, html) = (document.url.clone(), document.html.clone());
            index.add_html_file(None, Some(url), html).await?;
        }
        index.get_files().await
    });
    let found = found.map_err(|error| error.to_string())?;
    Ok(published(language, found))
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
