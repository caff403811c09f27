//! When a change is whole.
//!
//! Programs save in several steps: they empty a file and fill it, or rename it away and write
//! another. The events tell where such a change stands. As long as a file is being written, or has
//! gone that was there, more is likely to come, and is waited for longer. Once nothing is
//! unfinished, a short quiet is enough: it only joins what would else be several builds.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::native::{TELLS_OF_CLOSING, Touch};
use crate::source::SourcePath;
use crate::source::tree::Changes;

/// How long it must be quiet when all that was touched is whole.
const QUIET: Duration = Duration::from_millis(10);
/// How long, when something is unfinished or nobody says whether it is.
const DOUBT: Duration = Duration::from_millis(50);
/// How long after the first event a batch is handed out, though it is not quiet.
const MOST: Duration = Duration::from_millis(200);
/// How long after the first event git is waited for.
const MOST_OF_GIT: Duration = Duration::from_secs(2);

/// What happened since the last batch.
#[derive(Debug, Default)]
pub(super) struct Pending {
    /// When the first event came, and the last.
    times: Option<(Instant, Instant)>,
    everything: bool,
    places: BTreeSet<SourcePath>,
    /// Where something came that was not there, as far as is known.
    came: BTreeSet<PathBuf>,
    /// Where something went that was there.
    went: BTreeSet<PathBuf>,
    /// What is being written.
    open: BTreeSet<PathBuf>,
    /// Whether what is watched may not be all that must be.
    unwatched: bool,
}

impl Pending {
    /// Something happened at a path. Without a place it means everything.
    pub(super) fn touch(&mut self, place: Option<SourcePath>, path: PathBuf, touch: Touch) {
        self.happened();
        match place {
            Some(place) => _ = self.places.insert(place),
            None => self.everything = true,
        }
        match touch {
            Touch::Written => _ = self.open.insert(path),
            Touch::Closed => _ = self.open.remove(&path),
            Touch::Came | Touch::Made => {
                if touch == Touch::Made {
                    self.open.insert(path.clone());
                } else {
                    self.open.remove(&path);
                }
                self.look(&path);
                if !self.went.remove(&path) {
                    self.came.insert(path);
                }
            }
            Touch::Went => {
                self.open.remove(&path);
                if !self.came.remove(&path) {
                    self.went.insert(path);
                }
            }
            Touch::Other => self.look(&path),
        }
    }

    /// A folder or a link that may be new has to be watched.
    fn look(&mut self, path: &PathBuf) {
        let kind = std::fs::symlink_metadata(path);
        self.unwatched |= kind.is_ok_and(|kind| kind.is_dir() || kind.is_symlink());
    }

    /// Something happened, and nobody knows where.
    pub(super) fn lost(&mut self) {
        self.happened();
        self.everything = true;
        self.unwatched = true;
    }

    /// Whoever is at work is waited for once more.
    pub(super) fn wait(&mut self) {
        self.happened();
    }

    fn happened(&mut self) {
        let now = Instant::now();
        let (first, _) = self.times.unwrap_or((now, now));
        self.times = Some((first, now));
    }

    /// When it has been quiet long enough. `None` if nothing happened.
    pub(super) fn ready(&self) -> Option<Instant> {
        let (first, last) = self.times?;
        let whole = TELLS_OF_CLOSING && self.open.is_empty() && self.went.is_empty();
        let quiet = if whole && !self.everything {
            QUIET
        } else {
            DOUBT
        };
        Some((last + quiet).min(first + MOST))
    }

    /// Whether there is time to wait for git.
    pub(super) fn may_wait(&self) -> bool {
        self.times
            .is_some_and(|(first, _)| first.elapsed() < MOST_OF_GIT)
    }

    /// Whether the folders must be watched anew before anybody looks.
    pub(super) fn needs_watching(&self) -> bool {
        self.unwatched
    }

    /// Where to look, if anything happened.
    pub(super) fn into_changes(self) -> Option<Changes> {
        self.times?;
        Some(if self.everything {
            Changes::Everything
        } else {
            Changes::Paths(self.places)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unfinished_is_waited_for() {
        use Touch::{Came, Closed, Made, Other, Went, Written};
        let check = |touches: &[(&str, Touch)], is_whole: bool| {
            let mut pending = Pending::default();
            assert!(pending.ready().is_none());
            for (path, touch) in touches {
                pending.touch(Some(SourcePath::new(path)), PathBuf::from(path), *touch);
            }
            let (_, last) = pending.times.expect("something happened");
            let quiet = pending.ready().expect("something happened") - last;
            let expected = if is_whole && TELLS_OF_CLOSING {
                QUIET
            } else {
                DOUBT
            };
            assert_eq!(quiet, expected, "{touches:?}");
        };
        check(&[("a", Written)], false);
        check(&[("a", Written), ("a", Closed)], true);
        check(&[("a", Written), ("b", Closed)], false);
        check(&[("a", Made)], false);
        check(&[("a", Made), ("a", Written), ("a", Closed)], true);
        check(&[("a", Other)], true);
        check(&[("a", Went)], false);
        check(&[("a", Went), ("a", Came)], true);
        // A temporary file is nobody's loss.
        check(&[("a", Made), ("a", Closed), ("a", Went)], true);
        check(&[("new", Made), ("new", Went), ("a", Came)], true);
        // vim
        let mut steps = vec![("4913", Made), ("4913", Closed), ("4913", Went)];
        steps.extend([("a", Went), ("a~", Came), ("a", Made)]);
        check(&steps, false);
        steps.extend([("a", Written), ("a", Closed)]);
        check(&steps, true);
        steps.push(("a~", Went));
        check(&steps, true);
    }

    #[test]
    fn a_batch_ends_though_it_is_never_quiet() {
        let mut pending = Pending::default();
        pending.touch(None, PathBuf::from("a"), Touch::Written);
        let (first, _) = pending.times.expect("something happened");
        pending.times = Some((first, first + Duration::from_secs(1)));
        assert_eq!(pending.ready(), Some(first + MOST));
        assert_eq!(pending.into_changes(), Some(Changes::Everything));
    }
}
