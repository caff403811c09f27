//! From sources to output: the one pure function that every command calls.
//!
//! 1. the configuration says which locales and which theme there are;
//! 2. articles and catalogs are parsed, in parallel, each once ([`crate::memo`]);
//! 3. the site is assembled and its units are identified;
//! 4. each document is localized for each locale;
//! 5. the pages are made and rendered, in parallel;
//! 6. assets, sitemap and `robots.txt` join them.
//!
//! Errors do not stop it: every stage goes on with what it has, so that one run reports all.
//! There is output only if nothing forbids publishing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::catalog::{self, Catalog, Parse};
use crate::config::SiteConfig;
use crate::config::site;
use crate::config::toml::Scalar;
use crate::content::Article;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity, nearest};
use crate::fluent::resolve::{Value, Variables};
use crate::identity::ledger::Ledger;
use crate::identity::sync::{self, Today, Translated};
use crate::interface::Interface;
use crate::locale::{DateTime, Locale, LocaleTag, Number};
use crate::localize::{self, Locales, SiteLocale};
use crate::memo::Memo;
use crate::output::{Output, OutputPath};
use crate::page::document::Maker;
use crate::page::model::Page;
use crate::page::outline::{self, Material};
use crate::page::{self, sitemap};
use crate::site::route::Style;
use crate::site::{Parts, Site};
use crate::source::{Digest, SourcePath, Sources, read};
use crate::theme::{self, Theme, ThemeOptions};

/// What the command line says beside the configuration.
#[derive(Debug, Clone)]
pub struct Options {
    /// Another `base_url`.
    pub base_url: Option<String>,
    /// Only these locales, and the source.
    pub locales: Vec<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// Whether problems of translations forbid publishing.
    pub strict: bool,
    /// Whether links name `index.html`, for reading from disk.
    pub style: Style,
    /// The default theme as it is in the program.
    pub originals: Sources,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base_url: None,
            locales: Vec::new(),
            drafts: false,
            strict: false,
            style: Style::Folder,
            originals: originals(),
        }
    }
}

/// The default theme as it is in the program.
pub fn originals() -> Sources {
    theme::embedded::embedded()
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .map(|(path, bytes)| crate::source::SourceFile::new(path, bytes))
        .fold(Sources::default(), |mut sources, file| {
            sources.insert(file);
            sources
        })
}

/// How long each stage took.
#[derive(Debug, Clone, Default)]
pub struct Timings(Vec<(&'static str, Duration)>);

impl Timings {
    /// Stages in their order.
    pub fn iter(&self) -> impl Iterator<Item = &(&'static str, Duration)> {
        self.0.iter()
    }

    /// Adds a stage.
    pub fn push(&mut self, stage: (&'static str, Duration)) {
        self.0.push(stage);
    }

    /// Notes how long a stage took.
    pub fn add(&mut self, stage: &'static str, since: Instant) {
        self.0.push((stage, since.elapsed()));
    }
}

/// What a build made of its sources.
#[derive(Debug)]
pub struct Built {
    /// The site, unless something forbids publishing it.
    pub output: Option<Output>,
    /// Everything there is to say.
    pub diagnostics: Diagnostics,
    /// The configuration, if it could be read.
    pub config: Option<SiteConfig>,
    /// How many pages were made.
    pub pages: usize,
    /// How long the stages took.
    pub timings: Timings,
}

/// Builds a site.
pub fn build(sources: &Sources, options: &Options, memo: &Memo) -> Built {
    in_parallel(|| build_here(sources, options, memo))
}

/// How much stack a worker has, in bytes: templates may include one another 32 deep.
const STACK: usize = 16 << 20;

/// Runs work on our own threads, whose stacks are known to suffice. This is the one place where
/// threads are made; their number is that of the processors, or `RAYON_NUM_THREADS`.
fn in_parallel<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static POOL: OnceLock<Option<rayon::ThreadPool>> = OnceLock::new();
    let pool = POOL.get_or_init(|| {
        rayon::ThreadPoolBuilder::new()
            .stack_size(STACK)
            .build()
            .ok()
    });
    match pool {
        Some(pool) => pool.install(work),
        // A system that gives no threads: the work is done on this one.
        None => work(),
    }
}

fn build_here(sources: &Sources, options: &Options, memo: &Memo) -> Built {
    let mut built = Built {
        output: None,
        diagnostics: Diagnostics::new(),
        config: None,
        pages: 0,
        timings: Timings::default(),
    };
    let Some(model) = model(
        sources,
        options,
        memo,
        &mut built.diagnostics,
        &mut built.timings,
    ) else {
        built.diagnostics.sort();
        return built;
    };
    let start = Instant::now();
    let interface = Arc::new(Interface::load(
        &model.config.theme,
        &model.locales,
        sources,
        &Reader { sources, memo },
        &mut built.diagnostics,
    ));
    let theme = load_theme(
        &model.config,
        sources,
        options,
        &interface,
        &mut built.diagnostics,
    );
    built.timings.add("theme", start);
    let start = Instant::now();
    let localized = localize_all(sources, &model, &mut built.diagnostics);
    built.timings.add("localize", start);
    if let Some(theme) = theme {
        let start = Instant::now();
        let material = Material {
            config: &model.config,
            site: &model.site,
            locales: &model.locales,
            interface: &interface,
            facts: outline::facts(&model.site, &model.locales, &localized),
            localized: &localized,
            style: options.style,
        };
        let frame = frame_digest(&theme, sources);
        let rendered = render_all(&material, &theme, frame, memo);
        built.timings.add("render", start);
        let start = Instant::now();
        built.pages = rendered.len();
        let output = collect(rendered, &material, &theme, sources, &mut built.diagnostics);
        built.timings.add("collect", start);
        built.output = Some(output);
    }
    if !(options.strict || model.config.strict) {
        built.diagnostics = lenient(built.diagnostics, &model.config);
    }
    built.config = Some(model.config);
    built.diagnostics.sort();
    if built.diagnostics.has_errors() {
        built.output = None;
    }
    built
}

/// The files that `sync` would write, and what there is to say.
pub fn plan_sync(
    sources: &Sources,
    options: &Options,
    memo: &Memo,
) -> (Vec<(SourcePath, String)>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let model = in_parallel(|| {
        model(
            sources,
            options,
            memo,
            &mut diagnostics,
            &mut Timings::default(),
        )
    });
    let Some(model) = model else {
        diagnostics.sort();
        return (Vec::new(), diagnostics);
    };
    let mut files = Vec::new();
    for document in &model.site.documents {
        let sections = document
            .articles
            .iter()
            .map(|placed| crate::identity::ledger::LedgerSection {
                path: &placed.article.path,
                units: placed
                    .ids
                    .iter()
                    .zip(&placed.article.units)
                    .map(|(id, unit)| (id, unit.text.as_str()))
                    .collect(),
            })
            .collect();
        let today = Today {
            document: &document.name,
            source: &model.config.source,
            sections,
            fingerprints: document.fingerprints(),
            ledger: &document.ledger,
        };
        let none = crate::identity::state::Records::new();
        let translated: Vec<Translated<'_>> = model
            .locales
            .all
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != model.locales.source)
            .map(|(_, locale)| Translated {
                locale: &locale.config.tag,
                messages: locale
                    .catalog
                    .documents
                    .get(&document.name)
                    .map(|resource| &**resource),
                records: locale
                    .catalog
                    .records
                    .get(&document.name)
                    .map_or(&none, |records| &**records),
                review_required: locale.config.review_required,
            })
            .collect();
        files.extend(sync::plan(&today, &translated, sources));
    }
    diagnostics.sort();
    (files, diagnostics)
}

/// The site and its locales, before anything is localized.
struct Model {
    config: SiteConfig,
    site: Site,
    locales: Locales,
}

/// Parses, perhaps by remembering.
struct Reader<'a> {
    sources: &'a Sources,
    memo: &'a Memo,
}

impl Parse for Reader<'_> {
    fn fluent(
        &self,
        path: &SourcePath,
        diagnostics: &mut Diagnostics,
    ) -> Arc<crate::fluent::Resource> {
        // The path comes from the sources.
        let file = self
            .sources
            .get(path)
            .cloned()
            .unwrap_or_else(|| crate::source::SourceFile::new(path.clone(), &b""[..]));
        self.memo.fluent(&file, diagnostics)
    }

    fn records(
        &self,
        path: &SourcePath,
        diagnostics: &mut Diagnostics,
    ) -> Arc<crate::identity::state::Records> {
        let records = self
            .sources
            .get(path)
            .map(|file| crate::identity::state::parse(file, diagnostics));
        Arc::new(records.unwrap_or_default())
    }
}

fn model(
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
    override_config(&mut config, options, diagnostics);
    let start = Instant::now();
    let reader = Reader { sources, memo };
    let names: Vec<String> = documents(&articles);
    let locales = locales(&config, &names, sources, &reader, diagnostics)?;
    timings.add("catalogs", start);
    let start = Instant::now();
    let source = &locales.all[locales.source];
    let ledgers = names
        .iter()
        .map(|name| {
            let archive = sync::archive_path(&config.source, name);
            let archive = sources
                .get(&archive)
                .map(|_| reader.fluent(&archive, diagnostics));
            let ledger = source.catalog.documents.get(name);
            (
                name.clone(),
                Arc::new(Ledger::read(
                    ledger.map(|ledger| &**ledger),
                    archive.as_deref(),
                )),
            )
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
    };
    let site = crate::site::assemble(parts, diagnostics);
    timings.add("site", start);
    Some(Model {
        config,
        site,
        locales,
    })
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
            let diagnostic = Diagnostic::error(
                "locale-unknown",
                format!("`{wanted}` is no locale of this site"),
            );
            diagnostics.push(match nearest(wanted, tags()) {
                Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                None => diagnostic.hint(format!(
                    "its locales are {}",
                    tags().collect::<Vec<_>>().join(", ")
                )),
            });
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

/// The names of the documents that articles belong to.
fn documents(articles: &[Arc<Article>]) -> Vec<String> {
    let content = SourcePath::new("content");
    let mut names: Vec<String> = articles
        .iter()
        .filter_map(|article| article.path.relative_to(&content)?.split_once('/'))
        .map(|(document, _)| document.to_owned())
        .collect();
    names.dedup();
    names
}

fn locales(
    config: &SiteConfig,
    documents: &[String],
    sources: &Sources,
    reader: &Reader<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Locales> {
    let made: Vec<(Option<(Locale, Catalog)>, Diagnostics)> = config
        .locales
        .par_iter()
        .map(|locale| {
            let mut diagnostics = Diagnostics::new();
            let catalog =
                catalog::gather(&locale.tag, documents, sources, reader, &mut diagnostics);
            match Locale::new(locale.tag.clone(), &locale.options) {
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

fn load_theme(
    config: &SiteConfig,
    sources: &Sources,
    options: &Options,
    interface: &Arc<Interface>,
    diagnostics: &mut Diagnostics,
) -> Option<Theme> {
    let interface = Arc::clone(interface);
    let fallback = config.title.clone();
    let options = ThemeOptions {
        minify: config.minify,
        originals: &options.originals,
        messages: Arc::new(move |tag, id, arguments| match id {
            "site-title" if !interface.has(tag, id) => Ok(fallback.clone()),
            _ => interface.message(tag, id, arguments),
        }),
    };
    theme::load(&config.theme, sources, &options, diagnostics)
}

fn localize_all(
    sources: &Sources,
    model: &Model,
    diagnostics: &mut Diagnostics,
) -> Vec<Vec<localize::LocalizedDocument>> {
    let locales = &model.locales;
    let mut localized = Vec::new();
    for document in &model.site.documents {
        let by_locale: Vec<_> = (0..locales.all.len())
            .into_par_iter()
            .map(|locale| {
                let mut found = Diagnostics::new();
                let units =
                    localize::document(sources, &model.site, document, locale, locales, &mut found);
                if locale != locales.source {
                    localize::unknown_messages(document, &locales.all[locale], &mut found);
                }
                (units, found)
            })
            .collect();
        let mut units = Vec::with_capacity(by_locale.len());
        for (localized, found) in by_locale {
            diagnostics.extend(found);
            units.push(localized);
        }
        localized.push(units);
    }
    localized
}

/// What every page depends on beside its model: the theme, and the interface messages, which
/// templates ask for while they are rendered.
fn frame_digest(theme: &Theme, sources: &Sources) -> Digest {
    let messages = sources.iter().filter(|file| {
        let path = file.path.as_str();
        path == read::CONFIG
            || path.ends_with("/interface.ftl")
            || path.starts_with("themes/") && path.ends_with(".ftl")
    });
    let theme = theme.digest();
    let parts = messages.flat_map(|file| [file.path.as_str().as_bytes(), file.digest.as_bytes()]);
    Digest::of_all(std::iter::once(theme.as_bytes()).chain(parts))
}

/// A rendered page, or why it could not be rendered.
type Rendered = (String, Result<Arc<[u8]>, Box<Diagnostic>>);

fn render_all(material: &Material<'_>, theme: &Theme, frame: Digest, memo: &Memo) -> Vec<Rendered> {
    let documents = material.site.documents.len();
    let locales = material.locales.all.len();
    let mut rendered: Vec<Rendered> = (0..documents * locales)
        .into_par_iter()
        .filter_map(|at| Maker::new(material, at / locales, at % locales))
        .flat_map_iter(|maker| {
            let pages = maker.pages();
            pages.into_iter().map(move |which| maker.page(which))
        })
        .map(|page| render(&page, theme, frame, memo))
        .collect();
    rendered.par_extend(
        page::site::pages(material)
            .into_par_iter()
            .map(|page| render(&page, theme, frame, memo)),
    );
    rendered
}

fn render(page: &Page, theme: &Theme, frame: Digest, memo: &Memo) -> Rendered {
    let html = memo.page(page, frame, || {
        let context = tera::Context::from_serialize(page)
            .map_err(|error| Box::new(Diagnostic::error("page-model", error.to_string())))?;
        let name = format!("{} ({})", page.common.page.name, page.common.locale.tag);
        theme
            .render(page.template, &context, &name)
            .map(|html| Arc::from(html.into_bytes()))
    });
    (page.file.clone(), html)
}

fn collect(
    rendered: Vec<Rendered>,
    material: &Material<'_>,
    theme: &Theme,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Output {
    let mut output = Output::new();
    let mut insert =
        |path: &str, bytes: Arc<[u8]>, from: Option<&SourcePath>, diagnostics: &mut Diagnostics| {
            let message = match OutputPath::new(path) {
                Ok(path) => match output.insert(path, bytes) {
                    Ok(()) => return,
                    Err(collision) => collision.to_string(),
                },
                Err(error) => error.to_string(),
            };
            let diagnostic = Diagnostic::error("output-path", message);
            diagnostics.push(match from {
                Some(path) => diagnostic.in_file(path),
                None => diagnostic,
            });
        };
    let mut failures: BTreeMap<
        (Option<crate::source::SourcePath>, String),
        (Box<Diagnostic>, usize),
    > = BTreeMap::new();
    for (file, html) in rendered {
        match html {
            Ok(bytes) => insert(&file, bytes, None, diagnostics),
            // The same mistake in a template shows on hundreds of pages.
            Err(error) => {
                let key = (
                    error.place.as_ref().map(|place| place.path.clone()),
                    error.message.clone(),
                );
                failures.entry(key).or_insert((error, 0)).1 += 1;
            }
        }
    }
    for (mut error, count) in failures.into_values() {
        if count > 1 {
            error
                .hints
                .push(format!("{count} pages fail like this one"));
        }
        diagnostics.push(*error);
    }
    for asset in theme.assets() {
        insert(&asset.path, asset.bytes.clone(), None, diagnostics);
    }
    for (path, published) in &material.site.files {
        if let Some(file) = sources.get(path) {
            insert(published, file.bytes.clone(), Some(path), diagnostics);
        }
    }
    for (name, text) in sitemap::files(material) {
        insert(&name, Arc::from(text.into_bytes()), None, diagnostics);
    }
    output
}

/// Problems of translations are warnings, unless the build is strict: the unit counts as
/// missing, and the page says so.
fn lenient(diagnostics: Diagnostics, config: &SiteConfig) -> Diagnostics {
    let source = format!("locales/{}/", config.source);
    diagnostics
        .into_iter()
        .map(|mut diagnostic| {
            let path = diagnostic
                .place
                .as_ref()
                .map_or("", |place| place.path.as_str());
            if path.starts_with("locales/") && !path.starts_with(&source) {
                diagnostic.severity = Severity::Warning;
            }
            diagnostic
        })
        .collect()
}
