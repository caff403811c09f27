//! Whether a file is still what was read, without reading it.
//!
//! Size, time of change and, where there are such, the identity of the file and the time of change
//! of its metadata (which no tool can set back) must all be what they were. That is no proof for a
//! file that changed just before it was read: it may change again without a change of its times,
//! as clocks of file systems tick. Such a file is read again, as git does it ("racily clean").

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// How long after its last change a file's times say nothing. Times on FAT have two seconds; on
/// others they have some milliseconds, but the clock of a server may not be ours.
pub(super) const TICK: Duration = Duration::from_secs(2);

/// What the disk said of a file when it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Device, inode, and the time of change of the metadata in seconds and nanoseconds.
    #[cfg(unix)]
    identity: (u64, u64, i64, i64),
}

impl Stamp {
    pub(super) fn new(metadata: &Metadata) -> Self {
        Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
            #[cfg(unix)]
            identity: {
                use std::os::unix::fs::MetadataExt as _;
                (
                    metadata.dev(),
                    metadata.ino(),
                    metadata.ctime(),
                    metadata.ctime_nsec(),
                )
            },
        }
    }

    /// Whether a file with these times, looked at by this clock, can no longer change without
    /// getting others.
    pub(super) fn has_settled(&self, looked: SystemTime, tick: Duration) -> bool {
        let settled = |time: SystemTime| {
            let age = looked.duration_since(time);
            age.is_ok_and(|age| age > tick)
        };
        self.modified.is_some_and(settled) && self.metadata_changed().is_none_or(settled)
    }

    #[cfg(unix)]
    fn metadata_changed(&self) -> Option<SystemTime> {
        let (_, _, seconds, nanoseconds) = self.identity;
        let since = Duration::new(
            u64::try_from(seconds).ok()?,
            u32::try_from(nanoseconds).ok()?,
        );
        SystemTime::UNIX_EPOCH.checked_add(since)
    }

    #[cfg(not(unix))]
    fn metadata_changed(&self) -> Option<SystemTime> {
        None
    }
}
