//! All messages of each locale.
//!
//! Below `locales/<tag>/`, `<document>.ftl` translates the units of a document, and
//! `interface.ftl` replaces messages of the theme. Every other file is shared: its terms and
//! messages can be used in the texts of all documents.

pub mod glossary;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::fluent::Resource;
use crate::identity::state::Records;
use crate::identity::sync;
use crate::locale::LocaleTag;
use crate::source::{SourcePath, Sources};

/// The messages of one locale.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Translations by document.
    pub documents: BTreeMap<String, Arc<Resource>>,
    /// Terms and messages for all documents.
    pub shared: Vec<Arc<Resource>>,
    /// The project's interface messages.
    pub interface: Option<Arc<Resource>>,
    /// What is recorded of the translations, by document.
    pub records: BTreeMap<String, Arc<Records>>,
    /// Translations of units that were removed, by document, in case they come back.
    pub archived: BTreeMap<String, Arc<Resource>>,
}

impl Catalog {
    /// The translations of a document.
    pub fn messages_of(&self, document: &str) -> Option<&Resource> {
        self.documents.get(document).map(|resource| &**resource)
    }

    /// Counts a document that was removed among the documents. Until `sync` has put its
    /// translations into the archive, texts may use their file as a shared one.
    pub fn add_removed(
        &mut self,
        tag: &LocaleTag,
        document: &DocumentName,
        sources: &Sources,
        parse: &dyn Parse,
        diagnostics: &mut Diagnostics,
    ) {
        let path = sync::catalog_path(tag, document.written());
        let messages = self.shared.iter().find(|shared| shared.path == path);
        if let Some(messages) = messages.cloned() {
            self.documents.insert(document.name.clone(), messages);
        }
        self.read_kept(tag, document, sources, parse, diagnostics);
    }

    /// Reads what is kept of the translations of a document below `.l10n/`.
    fn read_kept(
        &mut self,
        tag: &LocaleTag,
        document: &DocumentName,
        sources: &Sources,
        parse: &dyn Parse,
        diagnostics: &mut Diagnostics,
    ) {
        let path = sync::state_path(tag, document.written());
        if sources.get(&path).is_some() {
            let records = parse.records(&path, diagnostics);
            self.records.insert(document.name.clone(), records);
        }
        let path = sync::archive_path(tag, document.written());
        if sources.get(&path).is_some() {
            let archived = parse.fluent(&path, diagnostics);
            self.archived.insert(document.name.clone(), archived);
        }
    }

    /// Where the texts of a document look up terms and messages.
    pub fn scope(&self, document: &str) -> Vec<&Resource> {
        let own = self.documents.get(document).map(|resource| &**resource);
        own.into_iter()
            .chain(self.shared.iter().map(|resource| &**resource))
            .collect()
    }
}

/// What parses a file, perhaps by remembering.
pub trait Parse: Sync {
    /// The messages of a Fluent file.
    fn fluent(&self, path: &SourcePath, diagnostics: &mut Diagnostics) -> Arc<Resource>;
    /// The records of a state file.
    fn records(&self, path: &SourcePath, diagnostics: &mut Diagnostics) -> Arc<Records>;
}

/// A document and the names of its files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentName {
    /// The folder's name.
    pub name: String,
    /// The name that its files were written under, if the folder was renamed since.
    pub former: Option<String>,
}

impl DocumentName {
    /// The name that its files have.
    pub fn written(&self) -> &str {
        self.former.as_deref().unwrap_or(&self.name)
    }
}

/// Gathers the catalog of a locale from the files below `locales/<tag>/` and `.l10n/state/<tag>/`.
pub fn gather(
    tag: &LocaleTag,
    documents: &[DocumentName],
    sources: &Sources,
    parse: &dyn Parse,
    diagnostics: &mut Diagnostics,
) -> Catalog {
    let mut catalog = Catalog::default();
    let folder = SourcePath::new(&format!("locales/{tag}"));
    for file in sources
        .under(&folder)
        .filter(|file| file.path.extension() == "ftl")
    {
        let resource = parse.fluent(&file.path, diagnostics);
        let name = file.path.stem();
        if file.path.parent() != folder {
            catalog.shared.push(resource);
        } else if name == "interface" {
            catalog.interface = Some(resource);
        } else if let Some(document) = documents.iter().find(|document| document.written() == name)
        {
            catalog.documents.insert(document.name.clone(), resource);
        } else {
            catalog.shared.push(resource);
        }
    }
    for document in documents {
        catalog.read_kept(tag, document, sources, parse, diagnostics);
    }
    catalog
}

/// Names of files below `locales/<tag>/` that mean something else, and so of no document.
const RESERVED: [&str; 2] = ["glossary", "interface"];

/// Reports documents whose translations would have the file of something else.
pub fn check_documents<'a>(
    articles: impl Iterator<Item = (&'a str, &'a SourcePath)>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen = HashSet::new();
    for (document, article) in articles {
        if RESERVED.contains(&document) && seen.insert(document) {
            diagnostics.push(
                Diagnostic::error("document-name", format!("no document can be named `{document}`"))
                    .in_file(article)
                    .hint(format!(
                        "`locales/<tag>/{document}.ftl` is the {document} of a language: rename the folder"
                    )),
            );
        }
    }
}

/// Reports folders below `locales/` that belong to no locale of the site.
pub fn check_folders(tags: &[&str], sources: &Sources, diagnostics: &mut Diagnostics) {
    let root = SourcePath::new("locales");
    let mut last = "";
    for file in sources.under(&root) {
        let Some((tag, _)) = file
            .path
            .relative_to(&root)
            .and_then(|rest| rest.split_once('/'))
        else {
            continue;
        };
        if tag != last && !tags.contains(&tag) {
            let hint = match nearest(tag, tags.iter().copied()) {
                Some(near) => format!(
                    "did you mean `locales/{near}`? Otherwise add `[locales.{tag}]` to `concord.toml`"
                ),
                None => format!("add `[locales.{tag}]` to `concord.toml`, or remove the folder"),
            };
            diagnostics.push(
                Diagnostic::warning(
                    "locale-unknown",
                    format!("`{tag}` is no locale of this site"),
                )
                .in_file(&file.path)
                .hint(hint),
            );
        }
        last = tag;
    }
}
