//! Where links lead.
//!
//! A link between articles is written as the path of the file, from the file that links or from
//! `content/`, with an optional anchor: `../part-1/article-3.md#7`. It leads to the same
//! language.

use super::{Document, Site, terms};
use crate::content::inline::Destination;
use crate::content::{Block, Inline, Unit, each_block};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::SourcePath;

/// What a link inside the project leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An article of a document, and an anchor in it.
    Article {
        /// Which document.
        document: usize,
        /// Which article of it.
        article: usize,
        /// The anchor, which is there.
        anchor: Option<String>,
    },
    /// A file beside an article, at its published address.
    File(String),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// What is wrong.
    pub message: String,
    /// The nearest target there is.
    pub hint: Option<String>,
}

/// Finds what a link in an article leads to.
///
/// # Errors
///
/// If there is no such file, or no such anchor in it.
pub fn resolve(
    site: &Site,
    from: &SourcePath,
    path: &str,
    anchor: Option<&str>,
) -> Result<Target, Broken> {
    let content = SourcePath::new("content");
    let broken = |message: String, hint: Option<String>| Err(Broken { message, hint });
    let target = if path.is_empty() {
        from.clone()
    } else {
        match from
            .parent()
            .resolve(path, &content)
            .filter(|target| target.is_below(&content))
        {
            Some(target) => target,
            None => return broken(format!("the link `{path}` leads out of `content/`"), None),
        }
    };
    let find = |target: &SourcePath| {
        site.documents
            .iter()
            .enumerate()
            .find_map(|(document, of)| {
                let article = of.by_path.get(target)?;
                Some((document, *article))
            })
    };
    if let Some((document, article)) = find(&target).or_else(|| find(&target.join("_index.md"))) {
        let placed = &site.documents[document].articles[article];
        let anchor = match anchor {
            None | Some("") => None,
            Some(anchor) => {
                if !placed.targets.contains(anchor) {
                    let mut known: Vec<&str> = placed.targets.iter().map(String::as_str).collect();
                    known.sort_unstable();
                    let near = nearest(anchor, known);
                    let hint = near.map(|near| format!("did you mean `#{near}`?"));
                    let path = &placed.article.path;
                    return broken(format!("there is no `#{anchor}` in `{path}`"), hint);
                }
                Some(anchor.to_owned())
            }
        };
        return Ok(Target::Article {
            document,
            article,
            anchor,
        });
    }
    if let Some(published) = site.files.get(&target) {
        return Ok(Target::File(published.clone()));
    }
    let articles = site
        .documents
        .iter()
        .flat_map(|document| document.by_path.keys());
    let known = articles.chain(site.files.keys()).map(SourcePath::as_str);
    let near = nearest(target.as_str(), known);
    let hint = near.map(|near| format!("did you mean `{}`?", written_from(&from.parent(), near)));
    broken(format!("there is no file `{target}`"), hint)
}

/// Gathers what a link can lead to in each article.
pub fn gather_targets(document: &mut Document) {
    let notes = &document.notes;
    for placed in &mut document.articles {
        let ids = placed.ids.iter().map(ToString::to_string);
        let numbers = placed.anchors.items.iter().flatten().cloned();
        let references = placed
            .notes
            .values()
            .map(|note| notes[*note].reference_anchor(1));
        placed.targets = ids.chain(numbers).chain(references).collect();
    }
}

/// A path as an author in a folder would write it.
fn written_from(folder: &SourcePath, path: &str) -> String {
    let own: Vec<&str> = folder
        .as_str()
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let parts: Vec<&str> = path.split('/').collect();
    let shared = own.iter().zip(&parts).take_while(|(a, b)| a == b).count();
    let mut out = "../".repeat(own.len() - shared);
    out.push_str(&parts[shared..].join("/"));
    out
}

/// Checks every link and image of the canonical text.
pub fn check(site: &Site, diagnostics: &mut Diagnostics) {
    for document in &site.documents {
        for placed in &document.articles {
            let article = &placed.article;
            for unit in &article.units {
                check_unit(site, document, &article.path, unit, diagnostics);
            }
            let blocks = article
                .notes
                .iter()
                .map(|note| &note.blocks)
                .chain([&article.blocks]);
            for blocks in blocks {
                each_block(blocks, &mut |block| {
                    let Block::Figure { source, .. } = block else {
                        return;
                    };
                    if let Err(broken) = image(site, &article.path, &source.value) {
                        diagnostics.push(diagnostic(broken, &article.path, source.span.clone()));
                    }
                });
            }
        }
    }
}

/// Finds the file of an image.
///
/// # Errors
///
/// If it is no file of the project.
pub fn image(site: &Site, from: &SourcePath, source: &str) -> Result<String, Broken> {
    let path = match crate::content::inline::destination(source) {
        Ok(Destination::Internal { path, anchor: None }) => path,
        _ => {
            return Err(Broken {
                message: format!("the image `{source}` is no file of the project"),
                hint: Some(
                    "pages load nothing from other sites: put the image beside the article"
                        .to_owned(),
                ),
            });
        }
    };
    match resolve(site, from, &path, None)? {
        Target::File(published) => Ok(published),
        Target::Article { .. } => Err(Broken {
            message: format!("`{source}` is an article, not an image"),
            hint: None,
        }),
    }
}

fn check_unit(
    site: &Site,
    document: &Document,
    path: &SourcePath,
    unit: &Unit,
    diagnostics: &mut Diagnostics,
) {
    for token in unit.tokens.iter() {
        let (result, written) = match token {
            Inline::Link {
                destination: Destination::Internal { path: to, anchor },
                ..
            } => {
                // What was refused when it was parsed has no path.
                if to.is_empty() && anchor.is_none() {
                    continue;
                }
                let result = resolve(site, path, to, anchor.as_deref()).map(|_| ());
                let written = match anchor {
                    Some(anchor) => format!("{to}#{anchor}"),
                    None => to.clone(),
                };
                (result, written)
            }
            Inline::Link {
                destination: Destination::Term(term),
                ..
            } => {
                let result = terms::resolve(document, term).map(|_| ());
                (result, format!("term:{term}"))
            }
            Inline::Image { source, .. } => (image(site, path, source).map(|_| ()), source.clone()),
            _ => continue,
        };
        if let Err(broken) = result {
            let span = match unit.text.find(&written) {
                Some(at) => {
                    let start = unit.offset_in_file(at);
                    start..start + written.len()
                }
                None => unit.span.clone(),
            };
            diagnostics.push(diagnostic(broken, path, span));
        }
    }
}

fn diagnostic(broken: Broken, path: &SourcePath, span: std::ops::Range<usize>) -> Diagnostic {
    let diagnostic = Diagnostic::error("link-broken", broken.message).at(path, span);
    match broken.hint {
        Some(hint) => diagnostic.hint(hint),
        None => diagnostic,
    }
}
