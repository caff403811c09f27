//! Learning that the files of a project changed.
//!
//! A [`Watcher`] says where to look, never what is there: what changed is read from disk, by
//! [`Tree::refresh`](crate::source::tree::Tree::refresh). One call of [`Watcher::next`] has these
//! steps:
//!
//! 1. Events of the system are given a meaning (`places`): a path that is read, everything, or
//!    nothing. That somebody opened or read a file is no change: our own reading would wake us.
//! 2. They are collected until the files are whole again (`debounce`), and git is done (`git`).
//! 3. If a folder or a link came, or events were lost, the folders are watched anew.
//! 4. Where to look is handed out.
//!
//! Invariants:
//!
//! - Who starts the watcher before the first reading and looks at every batch misses nothing: a
//!   folder is watched before it is looked at, so that what comes into it is either found by the
//!   look, or is an event behind it.
//! - A batch may be about nothing (a file that was touched, a temporary file). Only a look tells.
//! - Where the system cannot watch, everything is looked at again and again, and a notice says so.
//!
//! What is not seen: changes of links outside the folders that are read, in the middle of a chain
//! of links; changes on a file system that does not tell (of another machine): for these there is
//! [`Method::Poll`].

mod debounce;
mod git;
mod native;
mod places;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use debounce::Pending;
use native::{Native, Signal};
use places::Meaning;

use crate::diagnostic::Diagnostic;
use crate::source::tree::Changes;

/// How often everything is looked at where the system cannot watch.
pub const POLL: Duration = Duration::from_millis(300);
/// How often it is asked whether the folders are still those that are watched: a folder above the
/// project may have been renamed, of which nothing tells.
const IDENTITY: Duration = Duration::from_secs(1);
/// How often watching is tried again after it failed for a reason that may go.
const AGAIN: Duration = Duration::from_secs(2);
/// How many events are taken at the end of a batch, so that it ends in a storm.
const MOST_AT_ONCE: usize = 10_000;

/// How changes are noticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The system tells.
    Native,
    /// Everything is looked at, once in this time.
    Poll(Duration),
}

/// Where to look for changes.
#[derive(Debug)]
pub struct Batch {
    /// The paths, or everything.
    pub changes: Changes,
    /// A warning about the watching itself, once for each reason.
    pub notice: Option<Box<Diagnostic>>,
}

/// Watches a project as long as it lives.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    config: PathBuf,
    state: State,
    sender: Sender<Signal>,
    signals: Receiver<Signal>,
    notice: Option<Box<Diagnostic>>,
    /// What was said last, so as not to say it again.
    said: Option<Box<Diagnostic>>,
    /// When the folders were last asked whether they are the same, or everything was looked at.
    checked: Instant,
    is_woken: bool,
}

/// Ends the wait of a [`Watcher`], from any thread.
#[derive(Debug, Clone)]
pub struct Waker(Sender<Signal>);

impl Waker {
    /// Ends the wait, or the next one. What was collected so far is handed out.
    pub fn wake(&self) {
        // Nobody waits any more if the watcher is gone.
        let _ = self.0.send(Signal::Woken);
    }
}

#[derive(Debug)]
enum State {
    Native(Box<Native>),
    Poll {
        interval: Duration,
        /// When watching is tried again.
        again: Option<Instant>,
    },
}

/// Starts to watch a project. To miss nothing, start before the project is read.
pub fn start(root: &Path, config: &Path, method: Method) -> Watcher {
    let (sender, signals) = mpsc::channel();
    let interval = match method {
        Method::Native => POLL,
        Method::Poll(interval) => interval,
    };
    let mut watcher = Watcher {
        // A later change of the current folder means nothing.
        root: std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf()),
        config: std::path::absolute(config).unwrap_or_else(|_| config.to_path_buf()),
        state: State::Poll {
            interval,
            again: None,
        },
        sender,
        signals,
        notice: None,
        said: None,
        checked: Instant::now(),
        is_woken: false,
    };
    if method == Method::Native {
        watcher.renew();
    }
    watcher
}

impl Watcher {
    /// Waits for the next batch, at most this long, but for the time that a change needs to be
    /// whole, and no longer than until somebody wakes it. When the system cannot watch, there is a
    /// batch about everything in each interval.
    pub fn next(&mut self, timeout: Duration) -> Option<Batch> {
        let end = Instant::now().checked_add(timeout);
        loop {
            if self.notice.is_some() {
                return Some(self.batch(Changes::Everything));
            }
            let left = match end {
                Some(end) => end.saturating_duration_since(Instant::now()),
                None => timeout,
            };
            let changes = match &self.state {
                State::Poll { interval, again } => {
                    let (interval, again) = (*interval, *again);
                    self.poll(interval, again, left)
                }
                State::Native(_) => self.collect(left),
            };
            match changes {
                Some(changes) => return Some(self.batch(changes)),
                None if std::mem::take(&mut self.is_woken) => return None,
                None if end.is_some_and(|end| Instant::now() >= end) => return None,
                None => {}
            }
        }
    }

    /// What ends a wait.
    pub fn waker(&self) -> Waker {
        Waker(self.sender.clone())
    }

    /// Whether the system tells of changes. If not, everything is looked at again and again.
    pub fn is_native(&self) -> bool {
        matches!(self.state, State::Native(_))
    }

    fn batch(&mut self, changes: Changes) -> Batch {
        Batch {
            changes,
            notice: self.notice.take(),
        }
    }

    fn poll(
        &mut self,
        interval: Duration,
        again: Option<Instant>,
        left: Duration,
    ) -> Option<Changes> {
        let wait = interval.saturating_sub(self.checked.elapsed());
        let end = Instant::now() + wait.min(left);
        // What a watch that failed has still told is told by the look too.
        while let Ok(signal) = self
            .signals
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            if let Signal::Woken = signal {
                self.is_woken = true;
                return None;
            }
        }
        if wait > left {
            return None;
        }
        if again.is_some_and(|again| Instant::now() >= again) {
            self.renew();
        }
        self.checked = Instant::now();
        Some(Changes::Everything)
    }

    /// Waits for events and collects them. `None` if there was none that means anything.
    fn collect(&mut self, left: Duration) -> Option<Changes> {
        let mut pending = Pending::default();
        let slice = left.min(IDENTITY.saturating_sub(self.checked.elapsed()));
        if let Ok(signal) = self.signals.recv_timeout(slice) {
            self.note(&mut pending, signal);
            if self.is_woken {
                return None;
            }
        }
        while let Some(ready) = pending.ready() {
            let wait = ready.saturating_duration_since(Instant::now());
            if !wait.is_zero()
                && let Ok(signal) = self.signals.recv_timeout(wait)
            {
                self.note(&mut pending, signal);
                continue;
            }
            // What was told already belongs to this batch, as far as it ends.
            let told: Vec<Signal> = self.signals.try_iter().take(MOST_AT_ONCE).collect();
            for signal in told {
                self.note(&mut pending, signal);
            }
            if !(pending.may_wait() && self.git_is_busy()) {
                break;
            }
            thread::sleep(git::WAIT);
            pending.wait();
        }
        if self.checked.elapsed() >= IDENTITY {
            self.checked = Instant::now();
            if matches!(&self.state, State::Native(native) if native.places.have_moved()) {
                pending.lost();
            }
        }
        if pending.needs_watching() {
            self.renew();
        }
        pending.into_changes()
    }

    fn git_is_busy(&self) -> bool {
        match &self.state {
            State::Native(native) => git::is_busy(native.places.git_lock.as_deref()),
            State::Poll { .. } => false,
        }
    }

    fn note(&mut self, pending: &mut Pending, signal: Signal) {
        if let Signal::Woken = signal {
            self.is_woken = true;
            return;
        }
        let State::Native(native) = &self.state else {
            return;
        };
        match signal {
            Signal::Lost => pending.lost(),
            Signal::Woken => {}
            Signal::Touched(path, touch) => match native.places.meaning(&path) {
                Meaning::Nothing => {}
                Meaning::Place(place) => pending.touch(Some(place), path, touch),
                Meaning::Linked => pending.touch(None, path, touch),
                Meaning::Moved => pending.lost(),
            },
        }
    }

    /// Watches the folders that are there now. The former watch ends when the new one has begun.
    fn renew(&mut self) {
        match Native::start(&self.root, &self.config, &self.sender) {
            Ok(native) => {
                self.state = State::Native(Box::new(native));
                self.said = None;
            }
            Err(failure) => {
                let again = failure
                    .may_go
                    .then(|| Instant::now().checked_add(AGAIN))
                    .flatten();
                let interval = match self.state {
                    State::Native(_) => POLL,
                    State::Poll { interval, .. } => interval,
                };
                self.state = State::Poll { interval, again };
                if self.said.as_ref() != Some(&failure.notice) {
                    self.said = Some(failure.notice.clone());
                    self.notice = Some(failure.notice);
                }
            }
        }
        self.checked = Instant::now();
    }
}
