//! The order of articles: the `contents` lists.
//!
//! Each `_index.md` lists what its folder holds, in reading order, by the names of files and
//! folders: `contents = ["preamble.md", "part-1"]`. One list shows the order of a folder at a
//! glance and moves an article by moving one line; numbers in file names would have to be
//! renamed, and weights in each file could not be seen together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Parts;
use crate::content::Article;
use crate::content::front_matter::Role;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::source::SourcePath;

/// The articles of a document in reading order.
#[derive(Debug)]
pub struct Order {
    /// The document's folder.
    pub name: String,
    /// From the document's `_index.md` on, depth first.
    pub entries: Vec<Entry>,
}

/// An article in the order.
#[derive(Debug)]
pub struct Entry {
    /// The file.
    pub article: Arc<Article>,
    /// The entry that lists it.
    pub parent: Option<usize>,
    /// The entries that it lists.
    pub children: Vec<usize>,
}

/// Orders the articles of each document. Documents come in the order of the configuration, or
/// of their names.
pub fn documents(parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Vec<Order> {
    let content = SourcePath::new("content");
    let mut by_document: BTreeMap<&str, BTreeMap<SourcePath, Arc<Article>>> = BTreeMap::new();
    for article in &parts.articles {
        match article
            .path
            .relative_to(&content)
            .and_then(|rest| rest.split_once('/'))
        {
            Some((document, _)) => {
                by_document
                    .entry(document)
                    .or_default()
                    .insert(article.path.clone(), article.clone());
            }
            None => diagnostics.push(
                Diagnostic::error("article-outside", "an article lies outside of any document")
                    .in_file(&article.path)
                    .hint("move it to a folder below `content/`; each folder there is a document"),
            ),
        }
    }
    let mut names: Vec<&str> = by_document.keys().copied().collect();
    if let Some(wanted) = &parts.config.documents {
        for name in wanted {
            if !by_document.contains_key(name.value.as_str()) {
                let diagnostic = Diagnostic::error(
                    "document-missing",
                    format!("there is no document `content/{}`", name.value),
                )
                .at(&crate::source::read::CONFIG.into(), name.span.clone());
                let near = nearest(&name.value, names.iter().copied());
                diagnostics.push(match near {
                    Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                    None => diagnostic,
                });
            }
        }
        let rank = |name: &&str| {
            wanted
                .iter()
                .position(|wanted| wanted.value == **name)
                .unwrap_or(usize::MAX)
        };
        names.sort_by_key(rank);
    }
    let mut orders = Vec::new();
    for name in names {
        let articles = &by_document[name];
        let mut walk = Walk {
            articles,
            broken: &parts.broken,
            drafts: parts.drafts,
            entries: Vec::new(),
            listed: BTreeMap::new(),
            diagnostics,
        };
        let folder = content.join(name);
        walk.folder(&folder, None);
        walk.report_unlisted();
        let entries = walk.entries;
        orders.push(Order {
            name: name.to_owned(),
            entries,
        });
    }
    orders
}

struct Walk<'a, 'd> {
    articles: &'a BTreeMap<SourcePath, Arc<Article>>,
    /// Files that are there, but of which nothing could be made.
    broken: &'a BTreeSet<SourcePath>,
    drafts: bool,
    entries: Vec<Entry>,
    /// Where each file was listed.
    listed: BTreeMap<SourcePath, Place>,
    diagnostics: &'d mut Diagnostics,
}

impl Walk<'_, '_> {
    fn folder(&mut self, folder: &SourcePath, parent: Option<usize>) {
        let index_path = folder.join("_index.md");
        if self.broken.contains(&index_path) {
            self.skip(folder);
            return;
        }
        let Some(index) = self.articles.get(&index_path).cloned() else {
            let what = if parent.is_none() {
                "document"
            } else {
                "section"
            };
            let diagnostic = Diagnostic::error(
                "index-missing",
                format!("the {what} `{folder}` has no `_index.md`"),
            );
            let diagnostic = match self.articles.keys().find(|path| path.is_below(folder)) {
                Some(path) => diagnostic.in_file(path),
                None => diagnostic,
            };
            self.diagnostics.push(diagnostic.hint(
                "add one with a title and the list `contents = [\"…\"]` of what the folder holds, in reading order",
            ));
            // Its articles are not listed anywhere for that reason alone.
            self.skip(folder);
            return;
        };
        self.listed
            .insert(index_path.clone(), Place::file(&index_path));
        if index.front.draft && !self.drafts {
            self.skip(folder);
            return;
        }
        let at = self.add(index.clone(), parent);
        let Some(contents) = index.front.contents.clone() else {
            return;
        };
        for item in contents.value {
            let name = item.value.trim_end_matches('/');
            let place = Place::new(&index_path, item.span.clone());
            let target = folder.join(name);
            let is_file = name.ends_with(".md") && !name.contains('/') && name != "_index.md";
            let file = self.articles.get(&target).filter(|_| is_file).cloned();
            if self.broken.contains(&target) {
                continue;
            }
            let is_folder = !name.contains('/') && self.has_below(&target);
            if file.is_none() && !is_folder {
                let known = self.names_in(folder);
                let diagnostic = Diagnostic::error(
                    "contents-missing",
                    format!("there is no `{name}` in `{folder}`"),
                )
                .at(&index_path, item.span.clone());
                let near = nearest(name, known.iter().map(String::as_str));
                self.diagnostics.push(match near {
                    Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                    None => diagnostic,
                });
                continue;
            }
            let key = if file.is_some() {
                target.clone()
            } else {
                target.join("_index.md")
            };
            if let Some(first) = self.listed.get(&key) {
                self.diagnostics.push(
                    Diagnostic::error("contents-twice", format!("`{name}` is listed twice"))
                        .at(&index_path, item.span.clone())
                        .related(first.clone(), "it is first listed here"),
                );
                continue;
            }
            match file {
                Some(article) => {
                    self.listed.insert(target, place);
                    if !article.front.draft || self.drafts {
                        self.add(article, Some(at));
                    }
                }
                None => {
                    self.folder(&target, Some(at));
                    self.listed.insert(key, place);
                }
            }
        }
    }

    fn has_below(&self, folder: &SourcePath) -> bool {
        let first = SourcePath::new(&format!("{folder}/"));
        let next = self.articles.range(first..).next();
        next.is_some_and(|(path, _)| path.is_below(folder))
            || self.broken.iter().any(|path| path.is_below(folder))
    }

    fn add(&mut self, article: Arc<Article>, parent: Option<usize>) -> usize {
        let at = self.entries.len();
        self.entries.push(Entry {
            article,
            parent,
            children: Vec::new(),
        });
        if let Some(parent) = parent {
            self.entries[parent].children.push(at);
        }
        at
    }

    /// What lies in a folder is neither shown nor missed.
    fn skip(&mut self, folder: &SourcePath) {
        let below: Vec<SourcePath> = self
            .articles
            .keys()
            .filter(|path| path.is_below(folder))
            .cloned()
            .collect();
        for path in below {
            let place = Place::file(&path);
            self.listed.insert(path, place);
        }
    }

    /// The names that a list of a folder can hold.
    fn names_in(&self, folder: &SourcePath) -> Vec<String> {
        let names: BTreeSet<String> = self
            .articles
            .keys()
            .filter_map(|path| path.relative_to(folder))
            .filter(|rest| *rest != "_index.md")
            .map(|rest| rest.split('/').next().unwrap_or(rest).to_owned())
            .collect();
        names.into_iter().collect()
    }

    fn report_unlisted(&mut self) {
        let unlisted: Vec<_> = self
            .articles
            .keys()
            .filter(|path| !self.listed.contains_key(*path))
            .cloned()
            .collect();
        for path in unlisted {
            let (index, name) = match Role::of(&path) {
                Role::Article => (path.parent().join("_index.md"), path.file_name().to_owned()),
                _ => {
                    let folder = path.parent();
                    (
                        folder.parent().join("_index.md"),
                        folder.file_name().to_owned(),
                    )
                }
            };
            self.diagnostics.push(
                Diagnostic::error("contents-unlisted", format!("`{name}` is listed nowhere"))
                    .in_file(&path)
                    .hint(format!(
                        "add `\"{name}\"` to `contents` in `{index}`, or remove the file"
                    )),
            );
        }
    }
}
