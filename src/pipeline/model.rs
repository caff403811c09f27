//! From sources to the model: configuration, articles, catalogs, site.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;
use std::time::Instant;

use rayon::prelude::*;

use super::{Options, Timings};
use crate::catalog::{self, Catalog, DocumentName, Parse};
use crate::config::SiteConfig;
use crate::config::site;
use crate::config::toml::Scalar;
use crate::content::Article;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::fluent::resolve::{Value, Variables};
use crate::fluent::{Resource, canonical};
use crate::identity::fingerprint::{Fingerprint, of_source};
use crate::identity::former;
use crate::identity::ledger::{self, Ledger};
use crate::identity::state::Records;
use crate::identity::sync;
use crate::locale::{DateTime, Locale, LocaleTag, Number};
use crate::localize::pseudo::Pseudo;
use crate::localize::{self, Locales, SiteLocale};
use crate::memo::Memo;
use crate::site::{Parts, Site};
use crate::source::{SourceFile, SourcePath, Sources, read};

/// The site and its locales, before anything is localized.
///
/// A copy costs little: what is large in it is shared.
#[derive(Debug, Clone)]
pub struct Model {
    /// The configuration, after what the command line says.
    pub config: SiteConfig,
    /// Articles in their places, with ids.
    pub site: Arc<Site>,
    /// Locales with their catalogs.
    pub locales: Locales,
    /// The names that the files of renamed documents still have.
    pub formers: BTreeMap<String, String>,
}

/// Parses, perhaps by remembering.
pub(super) struct Reader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) memo: &'a Memo,
}

impl Parse for Reader<'_> {
    fn fluent(&self, path: &SourcePath, diagnostics: &mut Diagnostics) -> Arc<Resource> {
        // The path comes from the sources.
        let file = self
            .sources
            .get(path)
            .cloned()
            .unwrap_or_else(|| SourceFile::new(path.clone(), &b""[..]));
        self.memo.fluent(&file, diagnostics)
    }

    fn records(&self, path: &SourcePath, diagnostics: &mut Diagnostics) -> Arc<Records> {
        match self.sources.get(path) {
            Some(file) => self.memo.records(file, diagnostics),
            None => Arc::default(),
        }
    }
}

pub(super) fn model(
    sources: &Sources,
    options: &Options,
    memo: &Memo,
    diagnostics: &mut Diagnostics,
    timings: &mut Timings,
) -> Option<Model> {
    let start = Instant::now();
    // A missing file was reported when the project was read.
    let file = sources.get(&read::CONFIG.into())?;
    let config = site::parse(file, diagnostics);
    let content = SourcePath::new("content");
    let (markdown, files): (Vec<_>, Vec<_>) = sources
        .under(&content)
        .partition(|file| file.path.extension() == "md");
    let parsed: Vec<_> = markdown
        .into_par_iter()
        .map(|file| {
            let mut diagnostics = Diagnostics::new();
            let article = memo.article(file, &mut diagnostics);
            (article.ok_or_else(|| file.path.clone()), diagnostics)
        })
        .collect();
    let mut articles = Vec::new();
    let mut broken = BTreeSet::new();
    for (article, found) in parsed {
        diagnostics.extend(found);
        match article {
            Ok(article) => articles.push(article),
            Err(path) => _ = broken.insert(path),
        }
    }
    timings.add("content", start);
    let mut config = config?;
    let tags: Vec<&str> = config
        .locales
        .iter()
        .map(|locale| locale.tag.as_str())
        .collect();
    catalog::check_folders(&tags, sources, diagnostics);
    let named = articles
        .iter()
        .filter_map(|article| Some((document_of(article)?, &article.path)));
    catalog::check_documents(named, diagnostics);
    override_config(&mut config, options, diagnostics);
    let pseudo = match options.pseudo {
        true => add_pseudo_locales(&mut config),
        false => Vec::new(),
    };
    let start = Instant::now();
    let reader = Reader { sources, memo };
    let formers = formers(&articles, &config.source, sources, &reader, diagnostics);
    let names: Vec<DocumentName> = documents(&articles)
        .into_iter()
        .map(|name| DocumentName {
            former: formers.get(&name).cloned(),
            name,
        })
        .collect();
    let mut locales = locales(&config, &names, sources, &reader, diagnostics)?;
    for (index, pseudo) in pseudo {
        locales.all[index].pseudo = Some(pseudo);
    }
    timings.add("catalogs", start);
    let start = Instant::now();
    let ledgers = names
        .iter()
        .map(|document| {
            let ledger = ledger(
                &config.source,
                document.written(),
                sources,
                &reader,
                diagnostics,
            );
            (document.name.clone(), Arc::new(ledger))
        })
        .collect();
    let parts = Parts {
        articles,
        broken,
        files: files
            .into_iter()
            .map(|file| (file.path.clone(), file.digest.short(8)))
            .collect(),
        ledgers,
        config: &config,
        drafts: options.drafts,
        keep: &options.keep,
    };
    let site = crate::site::assemble(parts, diagnostics);
    timings.add("site", start);
    Some(Model {
        config,
        site: Arc::new(site),
        locales,
        formers,
    })
}

/// The documents whose files still have the name of another folder.
fn formers(
    articles: &[Arc<Article>],
    source: &LocaleTag,
    sources: &Sources,
    reader: &Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let documents = documents(articles);
    let left: BTreeMap<String, Ledger> = ledgers_left(source, sources)
        .filter(|name| !documents.contains(name))
        .map(|name| {
            let ledger = ledger(source, &name, sources, reader, diagnostics);
            (name, ledger)
        })
        .collect();
    // What follows has a price, and folders are seldom renamed.
    if left.is_empty() {
        return BTreeMap::new();
    }
    let mut new: BTreeMap<String, HashSet<Fingerprint>> = BTreeMap::new();
    for article in articles {
        let Some(document) = document_of(article) else {
            continue;
        };
        if sources.get(&sync::catalog_path(source, document)).is_none() {
            let units = article.units.iter();
            new.entry(document.to_owned())
                .or_default()
                .extend(units.map(|unit| of_source(&canonical(&unit.pattern))));
        }
    }
    former::names(&new, &left)
}

/// The names of all ledgers that were written down.
pub(super) fn ledgers_left<'s>(
    source: &LocaleTag,
    sources: &'s Sources,
) -> impl Iterator<Item = String> + use<'s> {
    let folder = SourcePath::new(&format!("locales/{source}"));
    sources.iter().filter_map(move |file| {
        let ledger = file.path.parent() == folder
            && file.path.extension() == "ftl"
            && file.text().is_some_and(ledger::is_ledger);
        ledger.then(|| file.path.stem().to_owned())
    })
}

/// What was written down of a document under a name.
pub(super) fn ledger(
    source: &LocaleTag,
    name: &str,
    sources: &Sources,
    reader: &Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Ledger {
    let mut read = |path: SourcePath| {
        sources
            .get(&path)
            .map(|_| reader.fluent(&path, diagnostics))
    };
    let ledger = read(sync::catalog_path(source, name));
    let archive = read(sync::archive_path(source, name));
    Ledger::read(ledger.as_deref(), archive.as_deref())
}

/// What the command line says otherwise than `concord.toml`.
fn override_config(config: &mut SiteConfig, options: &Options, diagnostics: &mut Diagnostics) {
    if let Some(base_url) = &options.base_url {
        match site::sound_base_url(base_url) {
            Some(base_url) => config.base_url = Some(base_url),
            None => diagnostics.push(site::no_base_url(base_url)),
        }
    }
    if options.locales.is_empty() {
        return;
    }
    let tags = || config.locales.iter().map(|locale| locale.tag.as_str());
    for wanted in &options.locales {
        if !tags().any(|tag| tag == wanted) {
            diagnostics.push(no_locale(wanted, tags()));
        }
    }
    let source = config.source.clone();
    let kept = |tag: &LocaleTag| options.locales.iter().any(|wanted| wanted == tag.as_str());
    config
        .locales
        .retain(|locale| locale.tag == source || kept(&locale.tag));
    for locale in &mut config.locales {
        locale.fallback.retain(|fallback| kept(&fallback.value));
    }
}

/// The diagnostic for a tag that the command line names and the configuration does not.
pub(super) fn no_locale<'t>(wanted: &str, tags: impl Iterator<Item = &'t str>) -> Diagnostic {
    let tags: Vec<&str> = tags.collect();
    let diagnostic = Diagnostic::error(
        "locale-unknown",
        format!("`{wanted}` is no locale of this site"),
    );
    match nearest(wanted, tags.iter().copied()) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic.hint(format!("its locales are {}", tags.join(", "))),
    }
}

/// Reports documents that the command line names and the site does not have.
pub fn check_documents<'w>(
    site: &Site,
    wanted: impl IntoIterator<Item = &'w str>,
    diagnostics: &mut Diagnostics,
) {
    let documents = site.documents.iter();
    let names: Vec<&str> = documents.map(|document| document.name.as_str()).collect();
    for wanted in wanted.into_iter().filter(|wanted| !names.contains(wanted)) {
        let diagnostic = Diagnostic::error(
            "document-unknown",
            format!("`{wanted}` is no document of this site"),
        );
        diagnostics.push(match nearest(wanted, names.iter().copied()) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic.hint(format!("its documents are {}", names.join(", "))),
        });
    }
}

/// Adds the pseudo-locales, but for those whose tag is a locale of the project, and says where
/// they are. Such a site is for looking at: it has no address in the world, so that nothing
/// invites a search engine to it.
fn add_pseudo_locales(config: &mut SiteConfig) -> Vec<(usize, Pseudo)> {
    let mut added = Vec::new();
    for pseudo in Pseudo::ALL {
        let locale = pseudo.config();
        if config.locale(&locale.tag).is_none() {
            added.push((config.locales.len(), pseudo));
            config.locales.push(locale);
        }
    }
    // Two more do not make a site one of very many languages, whose pages look otherwise.
    config.most_languages_on_page += added.len();
    config.base_url = None;
    added
}

/// The names of the documents that articles belong to.
fn documents(articles: &[Arc<Article>]) -> Vec<String> {
    let mut names: Vec<String> = articles
        .iter()
        .filter_map(|article| document_of(article))
        .map(str::to_owned)
        .collect();
    names.dedup();
    names
}

fn document_of(article: &Article) -> Option<&str> {
    let path = article.path.as_str().strip_prefix("content/")?;
    path.split_once('/').map(|(document, _)| document)
}

fn locales(
    config: &SiteConfig,
    documents: &[DocumentName],
    sources: &Sources,
    reader: &Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Locales> {
    type Made = (Option<(Arc<Locale>, Catalog)>, Diagnostics);
    let made: Vec<Made> = config
        .locales
        .par_iter()
        .map(|locale| {
            let mut diagnostics = Diagnostics::new();
            let catalog =
                catalog::gather(&locale.tag, documents, sources, reader, &mut diagnostics);
            match reader.memo.locale(&locale.tag, &locale.options) {
                Ok(made) => (Some((made, catalog)), diagnostics),
                Err(error) => {
                    let diagnostic = Diagnostic::error(
                        "config-locale",
                        format!("locale `{}`: {error}", locale.tag),
                    )
                    .in_file(&read::CONFIG.into());
                    diagnostics.push(match error.hint() {
                        Some(hint) => diagnostic.hint(hint),
                        None => diagnostic,
                    });
                    (None, diagnostics)
                }
            }
        })
        .collect();
    let mut all = Vec::new();
    for (index, (made, found)) in made.into_iter().enumerate() {
        diagnostics.extend(found);
        let (locale, catalog) = made?;
        all.push(SiteLocale {
            locale,
            config: config.locales[index].clone(),
            chain: localize::chain(index, config),
            catalog,
            pseudo: None,
        });
    }
    let source = config
        .locales
        .iter()
        .position(|locale| locale.tag == config.source)?;
    Some(Locales {
        all,
        source,
        variables: variables(config, diagnostics),
        outdated: config.outdated,
    })
}

fn variables(config: &SiteConfig, diagnostics: &mut Diagnostics) -> Variables {
    let mut variables = Variables::new();
    for (name, scalar) in &config.variables {
        let value = match scalar {
            Scalar::Text(text) => Ok(Value::Text(text.clone())),
            Scalar::Number(number) => Number::parse(number)
                .map(Value::number)
                .map_err(|error| error.to_string()),
            Scalar::Date(date) => DateTime::parse(date)
                .map(Value::Date)
                .map_err(|error| error.to_string()),
        };
        match value {
            Ok(value) => {
                variables.insert(name.clone(), value);
            }
            Err(message) => diagnostics.push(
                Diagnostic::error(
                    "config-variable",
                    format!("the variable `{name}`: {message}"),
                )
                .in_file(&read::CONFIG.into()),
            ),
        }
    }
    variables
}
