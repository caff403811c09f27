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

mod blueprint;
mod find;
mod keys;
mod model;
mod passage;
mod problems;
mod render;
mod search;
mod synchronize;

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

pub use self::blueprint::Blueprint;
pub use self::find::Found;
pub use self::model::{Model, check_documents};
pub use self::passage::{Passage, Spot};
pub use self::problems::CalledOff;
pub use self::synchronize::{Accepted, AcceptedUnits, Synchronize, synchronize};
use crate::config::SiteConfig;
use crate::diagnostic::{Diagnostics, Severity};
use crate::identity::align::Keep;
use crate::localize;
use crate::memo::Memo;
use crate::output::Output;
use crate::page::outline::Material;
use crate::site::route::Style;
use crate::source::{SourceFile, Sources};
use crate::theme;

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

/// Runs work on our own threads, whose stacks are known to suffice. Their number is that of the
/// processors, or `RAYON_NUM_THREADS`.
pub(crate) fn in_parallel<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    run(&POOL, 0, work)
}

/// How many readers are served at once. Others wait some milliseconds.
const READERS: usize = 2;

/// Runs work that somebody waits for on threads of its own, so that it need not wait for work on
/// the whole site.
fn for_one_reader<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    static POOL: OnceLock<Option<ThreadPool>> = OnceLock::new();
    run(&POOL, READERS, work)
}

/// Runs work in a pool of so many threads; 0 are as many as there are processors.
fn run<T: Send>(
    pool: &OnceLock<Option<ThreadPool>>,
    threads: usize,
    work: impl FnOnce() -> T + Send,
) -> T {
    let pool = pool.get_or_init(|| {
        ThreadPoolBuilder::new()
            .num_threads(threads)
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
    let diagnostics = &mut built.diagnostics;
    let Some(blueprint) = Blueprint::new(sources, options, memo, diagnostics, &mut built.timings)
    else {
        diagnostics.sort();
        return built;
    };
    let localize = |document, locale| blueprint.localize(memo, document, locale);
    let material = blueprint.material(&localize);
    let start = Instant::now();
    localize_all(&material, &|| false, diagnostics);
    built.timings.add("localize", start);
    if let Some(theme) = &blueprint.theme {
        let start = Instant::now();
        let mut rendered = render::render_all(&material, theme, blueprint.frame, memo, &|| false);
        built.timings.add("render", start);
        built.pages = rendered.len();
        let start = Instant::now();
        rendered.extend(render::make_forms(&blueprint, &material, theme, memo));
        built.timings.add("forms", start);
        let start = Instant::now();
        let found = search::files(&material, memo, diagnostics);
        built.timings.add("search", start);
        let start = Instant::now();
        let pictures = render::pictures(&rendered, &material, memo);
        let made = render::Made {
            rendered,
            found,
            pictures,
        };
        let output = render::collect(made, &material, theme, sources, diagnostics);
        built.timings.add("collect", start);
        built.output = Some(output);
    }
    let config = blueprint.model.config.clone();
    if !(options.strict || config.strict) {
        built.diagnostics = lenient(built.diagnostics, &config);
    }
    built.config = Some(config);
    built.model = Some(blueprint.model);
    built.diagnostics.sort();
    if built.diagnostics.has_errors() {
        built.output = None;
    }
    built
}

/// Localizes every document for every locale, in parallel, or some of it if it is called off.
fn localize_all(material: &Material<'_>, called_off: CalledOff<'_>, diagnostics: &mut Diagnostics) {
    let (documents, locales) = (&material.site.documents, &material.locales.all);
    let found: Vec<Diagnostics> = (0..documents.len() * locales.len())
        .into_par_iter()
        .filter(|_| !called_off())
        .map(|at| {
            let (document, locale) = (at / locales.len(), at % locales.len());
            let mut found = material.problems(document, locale).clone();
            if locale != material.locales.source {
                localize::unknown_messages(&documents[document], &locales[locale], &mut found);
            }
            found
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
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
