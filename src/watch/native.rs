//! The system's own way to tell of changes; the only user of `notify`.
//!
//! Folders are given by their real paths and links are not followed: two watches of one folder are
//! one to the system, and the end of one would be the end of both. A watch is never changed; if
//! the folders are others, a new one takes its place.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{
    Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _,
};

use super::places::Places;
use crate::diagnostic::Diagnostic;

/// Whether the system says when a file that was written is closed.
pub(super) const TELLS_OF_CLOSING: bool = cfg!(any(target_os = "linux", target_os = "android"));

/// What happened at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Touch {
    /// Something has a name that it did not have.
    Came,
    /// A file was made; whoever made it may not be done.
    Made,
    /// A file was written; whoever writes may not be done.
    Written,
    /// Whoever wrote a file is done.
    Closed,
    /// What had the name has it no longer.
    Went,
    /// Something else, or nobody knows what.
    Other,
}

/// What the system told.
#[derive(Debug)]
pub(super) enum Signal {
    /// Something happened at a path.
    Touched(PathBuf, Touch),
    /// Something happened somewhere.
    Lost,
    /// Somebody wants the wait to end.
    Woken,
}

/// A watch on the folders of a project.
#[derive(Debug)]
pub(super) struct Native {
    pub(super) places: Places,
    /// Watches as long as it lives.
    _watcher: RecommendedWatcher,
}

/// Why the system cannot watch.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) notice: Box<Diagnostic>,
    /// Whether it may work later.
    pub(super) may_go: bool,
}

impl Native {
    /// Watches the folders that are there now.
    pub(super) fn start(
        root: &Path,
        config: &Path,
        sender: &Sender<Signal>,
    ) -> Result<Self, Failure> {
        let mut tries = 3;
        loop {
            match Self::try_start(root, config, sender.clone()) {
                Ok(native) => return Ok(native),
                // A folder went between being found and being watched.
                Err(error) if tries > 1 && is_gone(&error) => {
                    tries -= 1;
                    thread::sleep(Duration::from_millis(5));
                }
                Err(error) => return Err(failure(&error)),
            }
        }
    }

    fn try_start(root: &Path, config: &Path, sender: Sender<Signal>) -> notify::Result<Self> {
        let places = Places::survey(root, config);
        let options = Config::default().with_follow_symlinks(false);
        let handler = move |event| {
            for signal in signals(event) {
                // Nobody listens any more when the program ends.
                let _ = sender.send(signal);
            }
        };
        let mut watcher = RecommendedWatcher::new(handler, options)?;
        for folder in places.flat.difference(&places.deep) {
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        for folder in &places.deep {
            watcher.watch(folder, RecursiveMode::Recursive)?;
        }
        Ok(Self {
            places,
            _watcher: watcher,
        })
    }
}

fn signals(event: notify::Result<Event>) -> Vec<Signal> {
    let Ok(event) = event else {
        return vec![Signal::Lost];
    };
    if event.need_rescan() {
        return vec![Signal::Lost];
    }
    let touch = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Touch::Closed,
        // Our own reading.
        EventKind::Access(_) => return Vec::new(),
        EventKind::Create(notify::event::CreateKind::File) => Touch::Made,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => Touch::Came,
        EventKind::Modify(ModifyKind::Data(_)) => Touch::Written,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => Touch::Went,
        // Each of the two was told by itself, where both are told.
        EventKind::Modify(_) | EventKind::Any | EventKind::Other => Touch::Other,
    };
    let paths = event.paths.into_iter();
    paths.map(|path| Signal::Touched(path, touch)).collect()
}

fn is_gone(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn failure(error: &notify::Error) -> Failure {
    // On Linux: too many open files, of the process or of the system; no space for more watches.
    const LIMITS: [i32; 3] = [24, 23, 28];
    let is_limit = match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        ErrorKind::Io(error) => error
            .raw_os_error()
            .is_some_and(|code| LIMITS.contains(&code)),
        _ => false,
    };
    let notice = Diagnostic::warning(
        "not-watched",
        if is_limit {
            "the system's limit for watching files is reached: \
             all files are looked at again and again instead"
                .to_owned()
        } else {
            let reason = match &error.kind {
                ErrorKind::Io(error) => error.to_string(),
                _ => error.to_string(),
            };
            format!(
                "the system cannot watch the files, and all of them are looked at again and again \
                 instead: {reason}"
            )
        },
    );
    Failure {
        notice: Box::new(if is_limit && cfg!(target_os = "linux") {
            notice.hint(
                "raise the limits: `sysctl fs.inotify.max_user_watches=524288 \
                 fs.inotify.max_user_instances=512`, and `ulimit -n`",
            )
        } else {
            notice
        }),
        may_go: !is_limit,
    }
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, MetadataKind};

    use super::*;

    #[test]
    fn reading_is_no_change_and_lost_events_are_one() {
        let check = |kind: EventKind, expected: &[Touch]| {
            let told = signals(Ok(Event::new(kind).add_path("a".into())));
            let touches = told.iter().map(|signal| match signal {
                Signal::Touched(_, touch) => *touch,
                Signal::Lost | Signal::Woken => panic!("{kind:?} is about a path"),
            });
            assert_eq!(touches.collect::<Vec<_>>(), expected, "{kind:?}");
        };
        let closed = |mode| EventKind::Access(AccessKind::Close(mode));
        let renamed = |mode| EventKind::Modify(ModifyKind::Name(mode));
        check(EventKind::Access(AccessKind::Open(AccessMode::Any)), &[]);
        check(EventKind::Access(AccessKind::Read), &[]);
        check(closed(AccessMode::Read), &[]);
        check(closed(AccessMode::Write), &[Touch::Closed]);
        check(EventKind::Create(CreateKind::File), &[Touch::Made]);
        check(EventKind::Create(CreateKind::Folder), &[Touch::Came]);
        check(
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
            &[Touch::Written],
        );
        check(
            EventKind::Modify(ModifyKind::Metadata(MetadataKind::Any)),
            &[Touch::Other],
        );
        check(renamed(RenameMode::From), &[Touch::Went]);
        check(renamed(RenameMode::To), &[Touch::Came]);
        check(renamed(RenameMode::Any), &[Touch::Other]);
        let lost = |told: &[Signal]| matches!(told, [Signal::Lost]);
        let overflow = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(lost(&signals(Ok(overflow))));
        assert!(lost(&signals(Err(notify::Error::new(
            ErrorKind::MaxFilesWatch
        )))));
    }

    #[test]
    fn a_limit_is_said_to_be_one() {
        let check = |kind: ErrorKind, says: &str, may_go: bool| {
            let failure = failure(&notify::Error::new(kind));
            assert!(failure.notice.message.contains(says), "{failure:?}");
            assert_eq!(failure.may_go, may_go, "{failure:?}");
        };
        let io = |code| ErrorKind::Io(io::Error::from_raw_os_error(code));
        check(ErrorKind::MaxFilesWatch, "limit", false);
        check(io(24), "limit", false);
        check(io(13), "denied", true);
        check(ErrorKind::PathNotFound, "cannot watch", true);
    }
}
