//! The site: what the articles are together.
//!
//! 1. [`order`] follows the `contents` lists from each document down and finds what is listed
//!    nowhere, twice, or is not there;
//! 2. [`route`] gives each article its address, the same in every language;
//! 3. [`anchors`] gives each numbered paragraph the anchor that a citation would use;
//! 4. [`notes`] numbers the notes;
//! 5. [`terms`] finds the passages that define terms;
//! 6. [`links`] checks where links lead.
//!
//! Identity ([`crate::identity`]) gives ids between the first and the third step. Nothing here
//! depends on a language.

pub mod anchors;
pub mod links;
pub mod notes;
pub mod order;
pub mod route;
pub mod terms;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use crate::config::SiteConfig;
use crate::content::front_matter::{DocumentSettings, Role};
use crate::content::{Article, UnitIndex, UnitKind};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::fluent::canonical;
use crate::identity::align::Keep;
use crate::identity::fingerprint::Fingerprint;
use crate::identity::ledger::Ledger;
use crate::identity::{UnitId, align, fingerprint, names};
use crate::source::SourcePath;

/// All documents.
#[derive(Debug)]
pub struct Site {
    /// In the order of the home page.
    pub documents: Vec<Document>,
    /// Files beside articles, by path, with the name they are published under.
    pub files: BTreeMap<SourcePath, String>,
}

/// One text cited as a whole.
#[derive(Debug)]
pub struct Document {
    /// The folder's name.
    pub name: String,
    /// What its front matter says of the whole document.
    pub settings: DocumentSettings,
    /// Articles and sections in reading order; the first is the document's `_index.md`.
    pub articles: Vec<Placed>,
    /// The notes in the order of their numbers.
    pub notes: Vec<notes::Numbered>,
    /// What was written down of its units.
    pub ledger: Arc<Ledger>,
    /// Which article of the document a file is.
    pub by_path: HashMap<SourcePath, usize>,
    /// Where the document defines its terms, by their ids.
    pub definitions: BTreeMap<String, terms::Definition>,
}

/// An article in its place.
#[derive(Debug)]
pub struct Placed {
    /// The file.
    pub article: Arc<Article>,
    /// What the file describes.
    pub role: Role,
    /// The name that ids of its units begin with.
    pub name: String,
    /// The address below that of the document: nothing for the document itself, `article-3/`.
    pub address: String,
    /// The section that lists it.
    pub parent: Option<usize>,
    /// What it lists.
    pub children: Vec<usize>,
    /// The id of each unit.
    pub ids: Vec<UnitId>,
    /// The fingerprint of each unit's source text.
    pub fingerprints: Vec<Fingerprint>,
    /// The anchors of numbered paragraphs.
    pub anchors: anchors::Anchors,
    /// The notes it can refer to: label to place in the document's notes.
    pub notes: HashMap<String, usize>,
    /// Everything in it that a link can lead to.
    pub targets: HashSet<String>,
    /// The terms that its units define.
    pub defines: HashMap<UnitIndex, Vec<String>>,
}

impl Placed {
    /// The anchor of a unit on the page of its article: the number of the paragraph that it
    /// begins, or its id.
    pub fn anchor(&self, unit: UnitIndex) -> &str {
        let numbered = self.anchors.by_unit.get(&unit);
        numbered.map_or_else(|| self.ids[unit].as_str(), String::as_str)
    }

    /// The same on the page of the whole text, where numbers come again in each article.
    pub fn anchor_in_whole_text(&self, unit: UnitIndex) -> String {
        match self.anchors.by_unit.get(&unit) {
            Some(number) => format!("{}-{number}", self.name),
            None => self.ids[unit].to_string(),
        }
    }

    /// The label, title or description, which come before all other units.
    pub fn unit(&self, kind: &UnitKind) -> Option<UnitIndex> {
        let leads = |kind: &UnitKind| {
            matches!(
                kind,
                UnitKind::Label | UnitKind::Title | UnitKind::Description
            )
        };
        let units = self.article.units.iter();
        units
            .take_while(|unit| leads(&unit.kind))
            .position(|unit| unit.kind == *kind)
    }
}

impl Document {
    /// The number of articles that are not sections.
    pub fn article_count(&self) -> usize {
        self.articles
            .iter()
            .filter(|placed| placed.role == Role::Article)
            .count()
    }

    /// All ids with the fingerprints of their source texts.
    pub fn fingerprints(&self) -> BTreeMap<UnitId, Fingerprint> {
        self.articles
            .iter()
            .flat_map(|placed| {
                placed
                    .ids
                    .iter()
                    .cloned()
                    .zip(placed.fingerprints.iter().cloned())
            })
            .collect()
    }
}

/// What a site is made of.
#[derive(Debug)]
pub struct Parts<'a> {
    /// All content files that are Markdown.
    pub articles: Vec<Arc<Article>>,
    /// Markdown files of which nothing could be made, and which were reported for that.
    pub broken: BTreeSet<SourcePath>,
    /// All other files below `content/`, with the digest of their bytes.
    pub files: Vec<(SourcePath, String)>,
    /// The ledgers by document.
    pub ledgers: BTreeMap<String, Arc<Ledger>>,
    /// The configuration.
    pub config: &'a SiteConfig,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Units that keep their ids, whatever their texts have become.
    pub keep: &'a [Keep],
}

/// Puts a site together. Everything that can be used is, whatever errors there are.
pub fn assemble(parts: Parts<'_>, diagnostics: &mut Diagnostics) -> Site {
    let orders = order::documents(&parts, diagnostics);
    let mut documents: Vec<Document> = orders
        .into_iter()
        .map(|order| place(order, &parts, diagnostics))
        .collect();
    for document in &mut documents {
        notes::number(document, diagnostics);
        links::gather_targets(document);
        terms::gather(document, diagnostics);
    }
    let mut site = Site {
        documents,
        files: parts
            .files
            .iter()
            .map(|(path, digest)| (path.clone(), route::file(path, digest)))
            .collect(),
    };
    route::check_collisions(&site, parts.config, diagnostics);
    links::check(&site, diagnostics);
    site.documents
        .retain(|document| !document.articles.is_empty());
    site
}

/// Gives the articles of a document their ids, addresses and anchors.
fn place(order: order::Order, parts: &Parts<'_>, diagnostics: &mut Diagnostics) -> Document {
    let ledger = parts.ledgers.get(&order.name).cloned().unwrap_or_default();
    let settings = order
        .entries
        .first()
        .map(|entry| entry.article.front.document.clone())
        .unwrap_or_default();
    let paths: Vec<&SourcePath> = order
        .entries
        .iter()
        .map(|entry| &entry.article.path)
        .collect();
    let names = names::of_articles(&paths);
    let ids = identify(&order, &names, &ledger, parts.keep, diagnostics);
    let addresses = route::addresses(&order, settings.addresses, diagnostics);
    let mut articles = Vec::with_capacity(order.entries.len());
    for (((entry, name), (ids, fingerprints)), address) in
        order.entries.into_iter().zip(names).zip(ids).zip(addresses)
    {
        articles.push(Placed {
            role: Role::of(&entry.article.path),
            anchors: anchors::of(&entry.article, settings.numbering),
            article: entry.article,
            name,
            address,
            parent: entry.parent,
            children: entry.children,
            ids,
            fingerprints,
            notes: HashMap::new(),
            targets: HashSet::new(),
            defines: HashMap::new(),
        });
    }
    let by_path = articles
        .iter()
        .enumerate()
        .map(|(index, placed)| (placed.article.path.clone(), index))
        .collect();
    Document {
        name: order.name,
        settings,
        articles,
        notes: Vec::new(),
        ledger,
        by_path,
        definitions: BTreeMap::new(),
    }
}

/// Aligns the units of a document with its ledger.
fn identify(
    order: &order::Order,
    names: &[String],
    ledger: &Ledger,
    keep: &[Keep],
    diagnostics: &mut Diagnostics,
) -> Vec<(Vec<UnitId>, Vec<Fingerprint>)> {
    let mut candidates = Vec::new();
    let mut fixed: HashMap<&str, Place> = HashMap::new();
    for (entry, name) in order.entries.iter().zip(names) {
        for unit in &entry.article.units {
            let text = canonical(&unit.pattern);
            let mut own = unit.fixed_id.as_ref();
            if let Some(id) = own {
                let place = Place::new(&entry.article.path, id.span.clone());
                if let Some(first) = fixed.get(id.value.as_str()) {
                    diagnostics.push(
                        Diagnostic::error(
                            "id-duplicate",
                            format!("the id `{}` is given twice in this document", id.value),
                        )
                        .at(&place.path, id.span.clone())
                        .related(first.clone(), "it is first given here"),
                    );
                    own = None;
                } else {
                    fixed.insert(&id.value, place);
                }
            }
            candidates.push(align::Candidate {
                article: name,
                kind: &unit.kind,
                fingerprint: fingerprint::of_source(&text),
                text,
                fixed: own.map(|id| id.value.as_str()),
            });
        }
    }
    let ids = align::align(&candidates, ledger, keep);
    let mut pairs = ids
        .into_iter()
        .zip(candidates.into_iter().map(|unit| unit.fingerprint));
    order
        .entries
        .iter()
        .map(|entry| pairs.by_ref().take(entry.article.units.len()).unzip())
        .collect()
}
