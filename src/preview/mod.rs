//! The preview: a project's site in memory, made anew at each change and served to browsers.
//!
//! 1. `watch` says where something changed, `source::tree` reads it;
//! 2. the site is laid out ([`crate::pipeline::Blueprint`]), which remembers everything that did not change;
//! 3. `shown` takes its place, unless it has errors: then the last good site stays;
//! 4. open pages are told, ask for their files, and put what changed in its place (`client/`);
//! 5. when nothing more changes, the whole site is looked through for `problems`.
//!
//! Invariants: a file has the bytes that a build would write at that moment, but for the script of
//! the preview in pages (`inject`). The output folder is never touched. Nothing is written at all.

mod changed;
mod client;
mod inject;
mod problems;
mod shown;
mod site;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pipeline::Options;
use crate::server::{Events, Paths};
use crate::source::Sources;
use crate::source::tree::{Reading, Tree};
use crate::watch::{self, Method, Watcher};

use shown::Shown;
pub use site::{Preview, Served};

/// Where everything of the preview is that is not part of the site. No page of a site can be
/// there: its first folder is that of a language or a document.
pub const FOLDER: &str = "_concord/";

/// The paths of the server that are not files.
pub const PATHS: Paths = Paths {
    events: Some("_concord/events"),
    edits: None,
};

/// How long nothing must change before the whole site is looked through. Who goes on typing is
/// not kept waiting for it.
const PAUSE: Duration = Duration::from_millis(150);

/// How often it is asked whether the server has stopped.
const TICK: Duration = Duration::from_millis(100);

/// After how many changes without a pause things are forgotten that nobody asked for meanwhile.
/// Without that, memory would grow as long as changes go on.
const FORGETFUL: u32 = 32;

/// What is previewed, and how.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder of the project.
    pub root: PathBuf,
    /// Its configuration.
    pub config: PathBuf,
    /// What a build would be asked for.
    pub options: Options,
    /// How changes are noticed.
    pub method: Method,
}

/// Tells whoever watches the terminal what happened.
pub trait Report: Send {
    /// Another site is shown, or the same with errors. So many files were the reason.
    fn shown(&mut self, changed: usize, took: Duration);
    /// There is something else to say of the site than before, or nothing any more.
    fn problems(&mut self, diagnostics: &Diagnostics, sources: &Sources);
    /// Something about the preview itself.
    fn notice(&mut self, notice: &Diagnostic);
}

/// A project that is followed.
pub struct Follower {
    project: Project,
    preview: Arc<Preview>,
    events: Events,
    watcher: Watcher,
    tree: Tree,
    looking: Option<Looking>,
    /// Whether everything was said of the site that is shown.
    is_done: bool,
    said: Option<Diagnostics>,
    /// How many sites were shown since things were last forgotten.
    remembered: u32,
}

/// The look through a whole site, on a thread of its own.
struct Looking {
    called_off: Arc<AtomicBool>,
    thread: JoinHandle<Option<Diagnostics>>,
}

impl Follower {
    /// Reads a project and shows it.
    pub fn new(
        project: Project,
        preview: Arc<Preview>,
        events: Events,
        report: &mut dyn Report,
    ) -> Self {
        let start = Instant::now();
        // Before the first reading, so that nothing is missed.
        let watcher = watch::start(&project.root, &project.config, project.method);
        let base = project.options.originals.clone();
        let (tree, reading) = Tree::open(&project.root, &project.config, base);
        let mut follower = Self {
            project,
            preview,
            events,
            watcher,
            tree,
            looking: None,
            is_done: false,
            said: None,
            remembered: 0,
        };
        follower.show(reading, start, report);
        follower
    }

    /// Shows each change of the project until it is told to end.
    pub fn follow(&mut self, ended: &AtomicBool, report: &mut dyn Report) {
        while !ended.load(Ordering::Relaxed) {
            let wait = match (&self.looking, self.is_done) {
                (Some(_), _) => TICK / 10,
                (None, false) => PAUSE,
                (None, true) => TICK,
            };
            let batch = self.watcher.next(wait);
            let start = Instant::now();
            if let Some(batch) = batch {
                if let Some(notice) = &batch.notice {
                    report.notice(notice);
                }
                let reading = self.tree.refresh(&batch.changes);
                if !reading.changed.is_empty() {
                    self.call_off();
                    self.show(reading, start, report);
                }
            } else if self.looking.is_none() && !self.is_done {
                self.looking = Some(self.look());
            }
            self.take_findings(report);
        }
        self.call_off();
    }

    /// Shows the site as it was read.
    fn show(&mut self, reading: Reading, start: Instant, report: &mut dyn Report) {
        let changed = reading.changed.len();
        if self.remembered >= FORGETFUL {
            self.forget();
        }
        self.remembered += 1;
        let before = self.preview.shown();
        let shown = Shown::after(&before, reading, &self.project.options, self.preview.memo());
        let shown = self.preview.show(shown, &self.events);
        report.shown(changed, start.elapsed());
        self.is_done = false;
        if shown.has_errors() {
            self.say(&shown, report);
        }
    }

    /// Begins to look through the site.
    fn look(&self) -> Looking {
        let called_off = Arc::new(AtomicBool::new(false));
        let (shown, preview) = (self.preview.shown(), Arc::clone(&self.preview));
        let off = Arc::clone(&called_off);
        Looking {
            called_off,
            thread: thread::spawn(move || {
                shown.look_through(preview.memo(), &|| off.load(Ordering::Relaxed))
            }),
        }
    }

    /// Takes what a look that has ended found.
    fn take_findings(&mut self, report: &mut dyn Report) {
        let ended = |looking: &mut Looking| looking.thread.is_finished();
        let Some(looking) = self.looking.take_if(ended) else {
            return;
        };
        self.is_done = true;
        let found = match looking.thread.join() {
            Ok(Some(found)) => found,
            Ok(None) => return,
            Err(_) => problems::of_panic(),
        };
        self.forget();
        let shown = self.preview.shown().with_findings(found);
        let shown = self.preview.show(shown, &self.events);
        self.say(&shown, report);
    }

    /// Forgets what nobody asked for since this was done before.
    fn forget(&mut self) {
        self.preview.memo().next_build();
        self.remembered = 0;
    }

    fn say(&mut self, shown: &Shown, report: &mut dyn Report) {
        let diagnostics = shown.diagnostics();
        if self.said.as_ref() != Some(diagnostics) {
            report.problems(diagnostics, shown.sources());
            self.said = Some(diagnostics.clone());
        }
    }

    fn call_off(&mut self) {
        if let Some(looking) = self.looking.take() {
            looking.called_off.store(true, Ordering::Relaxed);
            let _ = looking.thread.join();
        }
    }
}
