//! The preview: a project's site in memory, made anew at each change and served to browsers.
//!
//! 1. `watch` says where something changed, `source::tree` reads it;
//! 2. the site is laid out ([`crate::pipeline::Blueprint`]), which remembers everything that did not change;
//! 3. `shown` takes its place, unless it has errors: then the last good site stays;
//! 4. open pages are told, ask for their files, and put what changed in its place (`client/`);
//! 5. when nothing more changes, the whole site is looked through for `problems`;
//! 6. what somebody edits in a page is written to the project (`editing`), and is a change like any.
//!
//! Invariants: a file has the bytes that a build would write at that moment, but for the script of
//! the preview in pages (`inject`). The output folder is never touched. Only what somebody saves in
//! a page is written, by the thread that follows the project.

mod changed;
mod client;
mod editing;
mod inject;
mod problems;
mod shown;
mod site;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Receiver;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::server::{Events, Paths};
use crate::source::Sources;
use crate::source::tree::{Changes, Reading, Tree};
use crate::source::write::Change;
use crate::watch::{self, Method, Watcher};

pub use editing::Editing;
use editing::orders::{Job, Queue};
use editing::write::{self, Done, Tried};
use shown::Shown;
pub use site::{About, Preview, Served};

/// Where everything of the preview is that is not part of the site. No page of a site can be
/// there: its first folder is that of a language or a document.
pub const FOLDER: &str = "_concord/";

/// The paths of the server that are not files.
pub const PATHS: Paths = Paths {
    events: Some("_concord/events"),
    edits: Some("_concord/edits/"),
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
    orders: Receiver<Job>,
    done: Done,
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
    /// Reads a project and shows it. From now on pages can change it.
    pub fn new(
        project: Project,
        preview: Arc<Preview>,
        events: Events,
        report: &mut dyn Report,
    ) -> Self {
        let start = Instant::now();
        // Before the first reading, so that nothing is missed.
        let watcher = watch::start(&project.root, &project.config, project.method);
        let (queue, orders) = Queue::new(watcher.waker());
        // A preview follows one project.
        let _ = preview.editor().queue.set(queue);
        let base = preview.options().originals.clone();
        let (tree, reading) = Tree::open(&project.root, &project.config, base);
        let mut follower = Self {
            project,
            preview,
            events,
            watcher,
            tree,
            orders,
            done: Done::default(),
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
            let is_quiet = batch.is_none();
            if let Some(batch) = batch {
                if let Some(notice) = &batch.notice {
                    report.notice(notice);
                }
                self.refresh(&batch.changes, report);
            }
            let is_asked = self.take_orders(report);
            if is_quiet && !is_asked && self.looking.is_none() && !self.is_done {
                self.looking = Some(self.look());
            }
            self.take_findings(report);
            if self.preview.editor().checked.load(Ordering::Relaxed) >= FORGETFUL {
                self.forget();
            }
        }
        self.call_off();
    }

    /// Reads what may have changed, and shows it if it has.
    fn refresh(&mut self, changes: &Changes, report: &mut dyn Report) {
        let start = Instant::now();
        let reading = self.tree.refresh(changes);
        if !reading.changed.is_empty() {
            self.call_off();
            self.show(reading, start, report);
        }
    }

    /// Makes the changes that pages have asked for. Whether there were any.
    fn take_orders(&mut self, report: &mut dyn Report) -> bool {
        let mut any = false;
        while let Ok(job) = self.orders.try_recv() {
            any = true;
            let mut tried = self.carry_out(&job);
            if let Tried::Stale(_) = tried {
                self.refresh(&Changes::Everything, report);
                tried = self.carry_out(&job);
            }
            let answer = match tried {
                Tried::Written { changes, written } => {
                    self.refresh(&places(&changes), report);
                    written.answer(self.preview.shown().version)
                }
                Tried::Stale(diagnostic) => write::failed(&diagnostic),
                Tried::Not(answer) => {
                    // Some of it may have been written.
                    self.refresh(&Changes::Everything, report);
                    answer
                }
            };
            job.answer(answer);
        }
        any
    }

    fn carry_out(&mut self, job: &Job) -> Tried {
        let (shown, memo) = (self.preview.shown(), self.preview.memo());
        write::change(&job.order, &shown, memo, &self.project.root, &mut self.done)
    }

    /// Shows the site as it was read.
    fn show(&mut self, reading: Reading, start: Instant, report: &mut dyn Report) {
        let changed = reading.changed.len();
        if self.remembered >= FORGETFUL {
            self.forget();
        }
        self.remembered += 1;
        let before = self.preview.shown();
        let shown = Shown::after(
            &before,
            reading,
            self.preview.options(),
            self.preview.memo(),
        );
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
        self.preview.editor().checked.store(0, Ordering::Relaxed);
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

fn places(changes: &[Change]) -> Changes {
    let paths = changes.iter().map(Change::path).cloned();
    Changes::Paths(paths.collect::<BTreeSet<_>>())
}
