//! From sources to output: the one pure function that every command calls.
//!
//! 1. the configuration says which locales and which theme there are;
//! 2. articles and catalogs are parsed, in parallel, each once ([`crate::memo`]);
//! 3. the site is assembled and its units are identified;
//! 4. each document is localized for each locale;
//! 5. the pages are made and rendered, in parallel, and the other forms of the documents;
//! 6. each language gets its search index, in parallel;
//! 7. assets, sitemap, `robots.txt` and `translation.json` join them.
//!
//! Errors do not stop it: every stage goes on with what it has, so that one run reports all.
//! There is output only if nothing forbids publishing.

mod model;
mod render;
mod search;
mod synchronize;

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use rayon::prelude::*;

use self::model::Reader;
pub use self::model::{Model, check_documents};
pub use self::synchronize::{Accepted, AcceptedUnits, Synchronize, synchronize};
use crate::config::SiteConfig;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::identity::align::Keep;
use crate::interface::Interface;
use crate::localize::{self, terms::Forms};
use crate::memo::Memo;
use crate::output::Output;
use crate::page::cited_by::CitedBy;
use crate::page::outline::{self, Material};
use crate::picture::{Colours, Fonts, Studio};
use crate::site::route::Style;
use crate::source::{SourceFile, Sources};
use crate::theme::{self, Message, Theme, ThemeOptions};

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
    /// Whether the site has the pseudo-locales too ([`crate::localize::pseudo`]).
    pub pseudo: bool,
    /// Whether links name `index.html`, for reading from disk.
    pub style: Style,
    /// Whether the site gets a search, unless its configuration says otherwise. Making the index
    /// takes longer than all else, and only who publishes the site needs it.
    pub search: bool,
    /// Seconds since 1970 (`SOURCE_DATE_EPOCH`): the time of the last change of documents that
    /// have no date, where a form has to name one.
    pub epoch: Option<u64>,
    /// Units that keep their ids, whatever their texts have become.
    pub keep: Vec<Keep>,
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
            pseudo: false,
            style: Style::Folder,
            search: false,
            epoch: None,
            keep: Vec::new(),
            originals: originals(),
        }
    }
}

/// The default theme as it is in the program.
pub fn originals() -> Sources {
    theme::embedded::embedded()
        .map(|(path, bytes)| (path, bytes.to_vec()))
        .map(|(path, bytes)| SourceFile::new(path, bytes))
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
    /// What the site was made of, for checks that go further.
    pub model: Option<Model>,
    /// How many pages were made.
    pub pages: usize,
    /// How long the stages took.
    pub timings: Timings,
}

/// Builds a site.
pub fn build(sources: &Sources, options: &Options, memo: &Memo) -> Built {
    in_parallel(|| build_here(sources, options, memo))
}

/// The site and its locales before anything is localized, and what there is to say of them: what
/// every command begins with that asks about translations.
pub fn model(sources: &Sources, options: &Options, memo: &Memo) -> (Option<Model>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let model = in_parallel(|| {
        let mut timings = Timings::default();
        model::model(sources, options, memo, &mut diagnostics, &mut timings)
    });
    diagnostics.sort();
    (model, diagnostics)
}

/// How much stack a worker has, in bytes: templates may include one another 32 deep.
const STACK: usize = 16 << 20;

/// Runs work on our own threads, whose stacks are known to suffice. This is the one place where
/// threads are made; their number is that of the processors, or `RAYON_NUM_THREADS`.
pub(crate) fn in_parallel<T: Send>(work: impl FnOnce() -> T + Send) -> T {
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
        model: None,
        pages: 0,
        timings: Timings::default(),
    };
    let Some(model) = model::model(
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
        let studio = studio(&model.config, sources, &mut built.diagnostics);
        let facts = outline::facts(&model.site, &model.locales, &localized);
        let material = Material {
            config: &model.config,
            site: &model.site,
            locales: &model.locales,
            interface: &interface,
            cited_by: (0..model.locales.all.len())
                .into_par_iter()
                .map(|locale| CitedBy::of(&model.site, &localized, &facts, locale))
                .collect(),
            term_forms: term_forms(&model),
            facts,
            localized: &localized,
            style: options.style,
            studio: studio.as_ref(),
            search: options.search && model.config.search,
        };
        let frame = render::frame_digest(&theme, sources);
        let mut rendered = render::render_all(&material, &theme, frame, memo);
        built.timings.add("render", start);
        built.pages = rendered.len();
        let start = Instant::now();
        rendered.extend(render::make_forms(
            &material,
            &theme,
            sources,
            options.epoch,
            memo,
        ));
        built.timings.add("forms", start);
        let start = Instant::now();
        let found = search::files(&material, memo, &mut built.diagnostics);
        built.timings.add("search", start);
        let start = Instant::now();
        let made = render::Made { rendered, found };
        let output = render::collect(
            made,
            &material,
            &theme,
            sources,
            memo,
            &mut built.diagnostics,
        );
        built.timings.add("collect", start);
        built.output = Some(output);
    }
    if !(options.strict || model.config.strict) {
        built.diagnostics = lenient(built.diagnostics, &model.config);
    }
    built.config = Some(model.config.clone());
    built.model = Some(model);
    built.diagnostics.sort();
    if built.diagnostics.has_errors() {
        built.output = None;
    }
    built
}

/// What draws the pictures for sharing, if the site shall have any.
fn studio(config: &SiteConfig, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Studio> {
    let wanted = config.share_pictures;
    if !wanted.draw || config.base_url.is_none() {
        return None;
    }
    let files = theme::fonts(&config.theme, sources);
    let named = files.iter().map(|(path, bytes)| (path, Arc::clone(bytes)));
    let (fonts, broken) = Fonts::new(named);
    for (path, error) in broken {
        let message = format!("the font cannot be read: {error}");
        let hint = "fonts are TrueType or OpenType files";
        diagnostics.push(Diagnostic::error("font", message).in_file(path).hint(hint));
    }
    let usual = Colours::default();
    let colours = Colours {
        paper: wanted.paper.unwrap_or(usual.paper),
        ink: wanted.ink.unwrap_or(usual.ink),
        muted: wanted.muted.unwrap_or(usual.muted),
        accent: wanted.accent.unwrap_or(usual.accent),
    };
    Some(Studio::new(fonts, colours))
}

/// The forms of terms in each locale, if there are definitions for links to lead to.
fn term_forms(model: &Model) -> Vec<Forms> {
    let documents = &model.site.documents;
    if documents
        .iter()
        .all(|document| document.definitions.is_empty())
    {
        return Vec::new();
    }
    model.locales.all.par_iter().map(Forms::of).collect()
}

fn load_theme(
    config: &SiteConfig,
    sources: &Sources,
    options: &Options,
    interface: &Arc<Interface>,
    diagnostics: &mut Diagnostics,
) -> Option<Theme> {
    let interface = Arc::clone(interface);
    let title = config.title.clone();
    let options = ThemeOptions {
        minify: config.minify,
        originals: &options.originals,
        messages: Arc::new(move |tag, id, arguments| match id {
            "site-title" if !interface.has(tag, id) => Ok(Message {
                text: interface.site_title(tag, &title),
                foreign: None,
            }),
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

/// Problems of translations are warnings, unless the build is strict: the unit counts as
/// missing, and the page says so.
pub fn lenient(diagnostics: Diagnostics, config: &SiteConfig) -> Diagnostics {
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
