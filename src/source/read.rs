//! Reading a project from disk: the only place that does.
//!
//! Read are `concord.toml`, `checks.toml` if it is there, and everything below `content/`,
//! `locales/`, `themes/` and `.l10n/` that `source::walk` finds. [`super::tree`] reads it, the first
//! time and again.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::tree::Tree;
use super::walk::{Found, Listing, Root, is_absence, unreadable};
use super::{SourceFile, SourcePath, Sources};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};

/// The name of the file that makes a folder a project.
pub const CONFIG: &str = "concord.toml";
/// The file that says which findings of the checks are meant.
pub const CHECKS: &str = "checks.toml";
/// The folders that a build reads.
pub const FOLDERS: [&str; 4] = ["content", "locales", "themes", ".l10n"];
/// The largest file, in bytes; everything is held in memory.
const LARGEST_FILE: u64 = 64 << 20;

/// The nearest folder with a `concord.toml`, from `start` upwards.
pub fn find_root(start: &Path) -> Option<PathBuf> {
    let start = start.canonicalize().ok()?;
    start
        .ancestors()
        .find(|folder| folder.join(CONFIG).is_file())
        .map(Path::to_path_buf)
}

/// Reads a project. `base` holds files that the project's own are laid over: those of the
/// embedded theme. Who reads it again keeps the [`Tree`].
pub fn project(
    root: &Path,
    config: &Path,
    base: Sources,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let (_, reading) = Tree::open(root, config, base);
    diagnostics.extend(reading.diagnostics);
    reading.sources
}

/// Files below `locales/` and `.l10n/` that are one and the same on disk, because a link leads from
/// one to the other: what is written to one changes the other. Reading them is no problem.
pub fn linked(root: &Path, sources: &Sources) -> Diagnostics {
    let mut real: HashMap<PathBuf, &SourcePath> = HashMap::new();
    let mut diagnostics = Diagnostics::new();
    for folder in WRITTEN.map(SourcePath::new).iter() {
        for file in sources.under(folder) {
            let Ok(target) = root.join(file.path.as_str()).canonicalize() else {
                continue;
            };
            match real.entry(target) {
                Entry::Vacant(free) => _ = free.insert(&file.path),
                Entry::Occupied(other) => diagnostics.push(
                    Diagnostic::error(
                        "same-file",
                        format!("this is the same file as `{}`, by a link", other.get()),
                    )
                    .in_file(&file.path)
                    .hint("make a copy of it; or remove it, and let the language use the other by `fallback`"),
                ),
            }
        }
    }
    diagnostics
}

/// The folders in which files are written that are read again.
const WRITTEN: [&str; 2] = ["locales", ".l10n"];

/// Folders that a book does not need to be read: what tools made.
const NOT_OF_A_BOOK: [&str; 2] = ["target", "node_modules"];

/// Reads a book of mdBook below `root`: every file of its folder, but for hidden ones and for what tools
/// made, as a chapter may include any of them. Symbolic links are followed as in a project. A file
/// that cannot be read is a warning: the book may not need it.
pub fn book(root: &Path, folder: &SourcePath, diagnostics: &mut Diagnostics) -> Sources {
    let mut sources = Sources::default();
    let top = root.join(folder.as_str());
    let (canonical, entries) = match root.canonicalize().and_then(|canonical| {
        let entries = fs::read_dir(&top)?.collect::<Result<Vec<_>, _>>()?;
        Ok((canonical, entries))
    }) {
        Ok(found) => found,
        Err(error) => {
            diagnostics.push(Diagnostic::error(
                "unreadable",
                format!("`{}` cannot be read: {error}", top.display()),
            ));
            return sources;
        }
    };
    let place = Root {
        path: root,
        real: &canonical,
    };
    let mut listing = Listing::default();
    for entry in entries {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
            continue;
        };
        // mdBook's own output, unless the chapters are in a folder of that name.
        let is_output = name == "book" && top.join("book/index.html").is_file();
        if is_output || NOT_OF_A_BOOK.contains(&name) {
            continue;
        }
        listing.add(place, Path::new(folder.join(name).as_str()));
    }
    let found: Vec<_> = listing.found.into_iter().collect();
    let read = found.into_par_iter().map(|(path, found)| match found {
        Found::File(source, _) => listed(&root.join(path), &source, None),
        Found::Problem(problem) => Err(problem),
    });
    for result in read.collect::<Vec<_>>() {
        match result {
            Ok(Listed::Other(file)) => sources.insert(file),
            Ok(Listed::Same | Listed::Gone) => {}
            Err(problem) => diagnostics.push(Diagnostic {
                severity: Severity::Warning,
                ..*problem
            }),
        }
    }
    sources
}

/// Reads single files below `root`, as far as they are there. A link that leads out of `root`
/// leads nowhere.
pub fn more(root: &Path, paths: &[SourcePath], sources: &mut Sources) {
    let Ok(canonical) = root.canonicalize() else {
        return;
    };
    for path in paths {
        let target = root.join(path.as_str()).canonicalize();
        let inside = target.is_ok_and(|file| file.starts_with(&canonical) && file.is_file());
        if inside && let Ok(file) = read_file(&root.join(path.as_str()), path.clone()) {
            sources.insert(file);
        }
    }
}

/// Reads a file that somebody has named on the command line, wherever it is. Its path is shown
/// as it was written.
///
/// # Errors
///
/// Why it cannot be read. Devices, sockets and pipes are not opened.
pub fn file(path: &Path) -> Result<SourceFile, Box<Diagnostic>> {
    let name = path.to_string_lossy().replace(char::is_control, "\u{fffd}");
    let shown = SourcePath::new(&name);
    if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
        return Err(Box::new(
            Diagnostic::error("unreadable", "this is no regular file").in_file(&shown),
        ));
    }
    read_file(path, shown)
}

/// A file that was listed.
#[derive(Debug)]
pub(super) enum Listed {
    /// Its bytes are those that are known.
    Same,
    /// It has other bytes.
    Other(SourceFile),
    /// It went after it was listed.
    Gone,
}

/// Reads a file that was listed. Of bytes that are known no digest is made.
///
/// # Errors
///
/// Why it cannot be read.
pub(super) fn listed(
    file: &Path,
    path: &SourcePath,
    known: Option<&SourceFile>,
) -> Result<Listed, Box<Diagnostic>> {
    match bytes(file, path) {
        Ok(bytes) if known.is_some_and(|known| *known.bytes == *bytes) => Ok(Listed::Same),
        Ok(bytes) => Ok(Listed::Other(SourceFile::new(path.clone(), bytes))),
        Err(_) if fs::metadata(file).is_err_and(|error| is_absence(&error)) => Ok(Listed::Gone),
        Err(problem) => Err(problem),
    }
}

fn read_file(file: &Path, path: SourcePath) -> Result<SourceFile, Box<Diagnostic>> {
    let bytes = bytes(file, &path)?;
    Ok(SourceFile::new(path, bytes))
}

fn bytes(file: &Path, path: &SourcePath) -> Result<Vec<u8>, Box<Diagnostic>> {
    let size = fs::metadata(file)
        .map_err(|error| unreadable(&error).in_file(path))?
        .len();
    if size > LARGEST_FILE {
        return Err(Diagnostic::error(
            "file-too-large",
            format!("the file has {size} bytes, more than {LARGEST_FILE}"),
        )
        .in_file(path)
        .hint("publish large files elsewhere and link to them")
        .into());
    }
    fs::read(file).map_err(|error| Box::new(unreadable(&error).in_file(path)))
}
