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

impl Listing {
    /// Adds what is at a path from the root and below it. There may be nothing. No folder on the
    /// way to it may be a link.
    pub(super) fn add(&mut self, root: Root<'_>, path: &Path) {
        match fs::symlink_metadata(root.path.join(path)) {
            Ok(metadata) => {
                let mut folders = vec![root.real.join(path.parent().unwrap_or(Path::new("")))];
                self.entry(root, path.to_path_buf(), metadata, &mut folders);
            }
            Err(error) if is_absence(&error) => {}
            Err(error) => self.unreadable(path, &error),
        }
    }

    /// `folders` are the real places of the folders on the way, the one that holds `path` last.
    fn entry(
        &mut self,
        root: Root<'_>,
        path: PathBuf,
        metadata: Metadata,
        folders: &mut Vec<PathBuf>,
    ) {
        let full = root.path.join(&path);
        let name = path.file_name().unwrap_or_default();
        let mut real = folders.last().map(|folder| folder.join(name));
        let mut metadata = metadata;
        if metadata.is_symlink() {
            self.links = true;
            let target = full.canonicalize();
            let inside = target.ok().filter(|target| target.starts_with(root.real));
            let Some(target) = inside else {
                return self.problem(
                    &path,
                    Diagnostic::error(
                        "symlink-outside",
                        "a symbolic link leads nowhere or out of the project",
                    )
                    .hint("copy what it leads to into the project"),
                );
            };
            metadata = match fs::metadata(&target) {
                Ok(metadata) => metadata,
                Err(error) => return self.unreadable(&path, &error),
            };
            if folders.iter().any(|folder| folder.starts_with(&target)) {
                return self.problem(
                    &path,
                    Diagnostic::error(
                        "symlink-loop",
                        "a symbolic link leads to a folder that holds it",
                    )
                    .hint("remove the link"),
                );
            }
            real = Some(target);
        }
        if metadata.is_dir() {
            folders.extend(real);
            self.folder(root, &path, &full, folders);
            folders.pop();
        } else if metadata.is_file() {
            let found = match source_path(&path) {
                Ok(source) => Found::File(source, metadata),
                Err(diagnostic) => Found::Problem(diagnostic),
            };
            self.found.insert(path, found);
        }
    }

    fn folder(&mut self, root: Root<'_>, path: &Path, full: &Path, folders: &mut Vec<PathBuf>) {
        let entries = match fs::read_dir(full) {
            Ok(entries) => entries,
            Err(error) if is_absence(&error) => return,
            Err(error) => return self.unreadable(path, &error),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return self.unreadable(path, &error),
            };
            let name = entry.file_name();
            if is_hidden(&name) {
                continue;
            }
            let path = path.join(name);
            match entry.metadata() {
                Ok(metadata) => self.entry(root, path, metadata, folders),
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
