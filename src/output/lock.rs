//! The lock on an output folder: two builds of one folder follow each other.
//!
//! The operating system holds it (`flock`, `LockFileEx`) and gives it back when a process ends
//! in whatever way; that the file exists means nothing. It lies beside the output folder, as
//! the folder itself is exchanged; in the folder where the parent cannot be written to, since
//! then nothing is exchanged either.
//!
//! On Unix the holder removes the file before it lets go. Who waited then holds a lock on a file
//! without a name, notices, and tries again with the file that has the name now.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::destination::Place;
use super::error::{Doing, PublishError};

/// The name of the lock inside the output folder; beside it, the folder's name comes before.
pub(super) const LOCK: &str = ".concord-lock";

/// Held as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock, and waits if another process has it. `on_wait` is then told which lock.
    pub(super) fn acquire(place: &Place, on_wait: &dyn Fn(&Path)) -> Result<Self, PublishError> {
        let mut told = false;
        loop {
            let (file, path) = open(place)?;
            let failed = |error| PublishError::io(Doing::Lock, &path, error);
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) => {
                    if !told {
                        told = true;
                        on_wait(&path);
                    }
                    wait(&file).map_err(failed)?;
                }
            }
            if has_name(&file, &path) {
                return Ok(Self { file, path });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Only while it is held: later the file may be another process's. If this fails an
        // empty file stays, which the next build takes and removes.
        if cfg!(unix) {
            let _ = fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

fn wait(file: &File) -> io::Result<()> {
    loop {
        match file.lock() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

fn open(place: &Place) -> Result<(File, PathBuf), PublishError> {
    use io::ErrorKind::{InvalidFilename, PermissionDenied, ReadOnlyFilesystem};
    let error = match create(&place.lock) {
        Ok(file) => return Ok((file, place.lock.clone())),
        Err(error) => error,
    };
    // One that another person made can be locked, if not written to.
    if let Ok(file) = File::open(&place.lock) {
        return Ok((file, place.lock.clone()));
    }
    let cannot_be_beside = matches!(
        error.kind(),
        PermissionDenied | ReadOnlyFilesystem | InvalidFilename
    );
    if cannot_be_beside && place.root.is_dir() {
        let inside = place.root.join(LOCK);
        return match create(&inside) {
            Ok(file) => Ok((file, inside)),
            Err(error) => Err(PublishError::io(Doing::Lock, &inside, error)),
        };
    }
    Err(PublishError::io(Doing::Lock, &place.lock, error))
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .create(true)
        .write(true)
        .truncate(false)
        .open(path)
}

#[cfg(unix)]
fn has_name(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let identity = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(held), Ok(named)) => identity(held) == identity(named),
        _ => false,
    }
}

#[cfg(not(unix))]
fn has_name(_file: &File, _path: &Path) -> bool {
    // Here the file is never removed.
    true
}
