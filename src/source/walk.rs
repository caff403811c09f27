//! Which files there are below a folder: the rules of reading, before anything is read.
//!
//! Names that begin with a point are passed over, whatever they are: editors keep their locks and
//! temporary files under such names, and a lock may be a symbolic link that leads nowhere. A
//! symbolic link is followed to places inside the project only, and never to a folder that holds
//! it. Devices, sockets and pipes are not opened. What cannot be used is a [`Found::Problem`] in
//! its place.
//!
//! Invariant: what is found depends on the disk only, not on the order in which a folder lists its
//! names, and not on where in the project a walk begins, as long as it meets no link.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::SourcePath;
use crate::diagnostic::Diagnostic;

/// The folder that is read, and where it really is. No link leads out of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Root<'a> {
    pub(super) path: &'a Path,
    pub(super) real: &'a Path,
}

/// What stands at a path.
#[derive(Debug)]
pub(super) enum Found {
    /// A regular file, with what the disk says of it, as it was before it is read.
    File(SourcePath, Metadata),
    /// Something that cannot be used.
    Problem(Box<Diagnostic>),
}

/// What was found, by its path from the root.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub(super) found: BTreeMap<PathBuf, Found>,
    /// Whether a link was met. A file may then have several paths.
    pub(super) links: bool,
}

/// Something that is still to be looked at.
struct Entry {
    path: PathBuf,
    /// Of a link: its own.
    metadata: Metadata,
    /// How many folders are on the way.
    depth: usize,
}

impl Listing {
    /// Adds what is at a path from the root and below it. There may be nothing. No folder on the
    /// way to it may be a link.
    pub(super) fn add(&mut self, root: Root<'_>, path: &Path) {
        let metadata = match fs::symlink_metadata(root.path.join(path)) {
            Ok(metadata) => metadata,
            Err(error) if is_absence(&error) => return,
            Err(error) => return self.unreadable(path, &error),
        };
        // The real places of the folders on the way, the one that holds the entry last.
        let mut folders = vec![root.real.join(path.parent().unwrap_or(Path::new("")))];
        // Folders may be nested deeper than a thread's stack.
        let mut entries = vec![Entry {
            path: path.to_path_buf(),
            metadata,
            depth: folders.len(),
        }];
        while let Some(entry) = entries.pop() {
            folders.truncate(entry.depth);
            if let Some((path, real)) = self.entry(root, entry, &folders) {
                folders.push(real);
                self.list(root, &path, folders.len(), &mut entries);
            }
        }
    }

    /// Adds a file or a problem. A folder is given back, with its real place.
    fn entry(
        &mut self,
        root: Root<'_>,
        entry: Entry,
        folders: &[PathBuf],
    ) -> Option<(PathBuf, PathBuf)> {
        let Entry { path, metadata, .. } = entry;
        let (real, metadata) = if metadata.is_symlink() {
            self.links = true;
            self.follow(root, &path, folders)?
        } else {
            let name = path.file_name().unwrap_or_default();
            (folders.last()?.join(name), metadata)
        };
        if metadata.is_dir() {
            return Some((path, real));
        }
        if metadata.is_file() {
            let found = match source_path(&path) {
                Ok(source) => Found::File(source, metadata),
                Err(diagnostic) => Found::Problem(diagnostic),
            };
            self.found.insert(path, found);
        }
        None
    }

    /// Where a link leads, and what is there, if it may be followed.
    fn follow(
        &mut self,
        root: Root<'_>,
        path: &Path,
        folders: &[PathBuf],
    ) -> Option<(PathBuf, Metadata)> {
        let target = root.path.join(path).canonicalize().ok();
        let Some(target) = target.filter(|target| target.starts_with(root.real)) else {
            let problem = Diagnostic::error(
                "symlink-outside",
                "a symbolic link leads nowhere or out of the project",
            );
            self.problem(path, problem.hint("copy what it leads to into the project"));
            return None;
        };
        if folders.iter().any(|folder| folder.starts_with(&target)) {
            let problem = Diagnostic::error(
                "symlink-loop",
                "a symbolic link leads to a folder that holds it",
            );
            self.problem(path, problem.hint("remove the link"));
            return None;
        }
        match fs::metadata(&target) {
            Ok(metadata) => Some((target, metadata)),
            Err(error) => {
                self.unreadable(path, &error);
                None
            }
        }
    }

    /// The entries of a folder, but for hidden ones.
    fn list(&mut self, root: Root<'_>, folder: &Path, depth: usize, entries: &mut Vec<Entry>) {
        let listed = match fs::read_dir(root.path.join(folder)) {
            Ok(listed) => listed,
            Err(error) if is_absence(&error) => return,
            Err(error) => return self.unreadable(folder, &error),
        };
        for entry in listed {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.unreadable(folder, &error),
            };
            let name = entry.file_name();
            if is_hidden(&name) {
                continue;
            }
            let path = folder.join(name);
            match entry.metadata() {
                Ok(metadata) => entries.push(Entry {
                    path,
                    metadata,
                    depth,
                }),
                Err(error) if is_absence(&error) => {}
                Err(error) => self.unreadable(&path, &error),
            }
        }
    }

    /// Whether something was found that cannot be used.
    pub(super) fn has_problems(&self) -> bool {
        let mut found = self.found.values();
        found.any(|found| matches!(found, Found::Problem(_)))
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.problem(path, unreadable(error));
    }

    fn problem(&mut self, path: &Path, diagnostic: Diagnostic) {
        let found = match source_path(path) {
            Ok(source) => Box::new(diagnostic.in_file(&source)),
            Err(name) => name,
        };
        self.found.insert(path.to_path_buf(), Found::Problem(found));
    }
}

/// Whether a name is passed over below the folders that are read.
pub fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

/// Whether there is simply nothing, or nothing any more: what goes while a folder is read is as
/// if it had gone before.
pub(super) fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

pub(super) fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot be read: {error}"))
}

/// The path from the root as a source path, if it can be one.
fn source_path(path: &Path) -> Result<SourcePath, Box<Diagnostic>> {
    let mut parts = Vec::new();
    for part in path.components() {
        match part.as_os_str().to_str() {
            Some(part) if !part.contains(['\\', '/']) && !part.contains(char::is_control) => {
                parts.push(part);
            }
            _ => {
                let name = path.to_string_lossy().escape_debug().to_string();
                return Err(Box::new(
                    Diagnostic::error(
                        "file-name",
                        format!("the name of the file `{name}` cannot be used"),
                    )
                    .hint("name it in UTF-8, without control characters and backslashes"),
                ));
            }
        }
    }
    Ok(SourcePath::new(&parts.join("/")))
}
