//! The files of a site: how many, how large, and how long merely writing them takes.
//!
//! That time is the limit for any generator on this machine and disk: nothing is computed, the
//! bytes are in memory, and folders and files are made in the simplest way.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

/// How many threads write.
pub(crate) const WRITERS: usize = 2;

/// A folder's files in memory.
#[derive(Debug)]
pub(crate) struct Files(Vec<(PathBuf, Vec<u8>)>);

impl Files {
    /// Reads all files below a folder.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub(crate) fn read(folder: &Path) -> io::Result<Self> {
        let mut files = Vec::new();
        each(folder, &mut |path| {
            let relative = path.strip_prefix(folder).unwrap_or(path).to_path_buf();
            files.push((relative, fs::read(path)?));
            Ok(())
        })?;
        Ok(Self(files))
    }

    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The sum of their sizes.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.iter().map(|(_, bytes)| bytes.len() as u64).sum()
    }

    /// Writes them below a folder that is not there, and says how long that took.
    ///
    /// # Errors
    ///
    /// If one of them cannot be written.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<Duration> {
        let start = Instant::now();
        let folders: BTreeSet<&Path> = self
            .0
            .iter()
            .filter_map(|(path, _)| path.parent())
            .collect();
        for below in folders {
            fs::create_dir_all(folder.join(below))?;
        }
        thread::scope(|scope| {
            let share = self.0.len().div_ceil(WRITERS).max(1);
            let writers: Vec<_> = self
                .0
                .chunks(share)
                .map(|files| {
                    scope.spawn(move || {
                        files
                            .iter()
                            .try_for_each(|(path, bytes)| fs::write(folder.join(path), bytes))
                    })
                })
                .collect();
            writers.into_iter().try_for_each(|writer| {
                let written = writer.join();
                written.unwrap_or_else(|_| Err(io::Error::other("a writer panicked")))
            })
        })?;
        Ok(start.elapsed())
    }
}

/// The sizes of all files below a folder, together.
///
/// # Errors
///
/// If the folder cannot be read.
pub(crate) fn bytes_below(folder: &Path) -> io::Result<u64> {
    let mut sum = 0;
    each(folder, &mut |path| {
        sum += fs::metadata(path)?.len();
        Ok(())
    })?;
    Ok(sum)
}

/// Removes a folder that may not be there.
///
/// # Errors
///
/// If it is there and cannot be removed.
pub(crate) fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn each(folder: &Path, visit: &mut dyn FnMut(&Path) -> io::Result<()>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            each(&entry.path(), visit)?;
        } else {
            visit(&entry.path())?;
        }
    }
    Ok(())
}
