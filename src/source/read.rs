//! Reading a project from disk: the only place that does.
//!
//! Read are `concord.toml`, `checks.toml` if it is there, and everything below `content/`, `locales/`, `themes/` and `.l10n/`,
//! but for hidden files. A symbolic link is followed to places inside the project only; devices,
//! sockets and pipes are not opened.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

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
/// embedded theme.
pub fn project(
    root: &Path,
    config: &Path,
    base: Sources,
    diagnostics: &mut Diagnostics,
) -> Sources {
    let mut sources = base;
    let config_path = SourcePath::new(CONFIG);
    match fs::read(config) {
        Ok(bytes) => sources.insert(SourceFile::new(config_path, bytes)),
        Err(error) => diagnostics.push(unreadable(&config_path, &error)),
    }
    let mut paths = Vec::new();
    match root.canonicalize() {
        Ok(canonical) => {
            if root.join(CHECKS).exists() {
                list(root, &canonical, CHECKS, &mut paths, diagnostics);
            }
            for folder in FOLDERS {
                list(root, &canonical, folder, &mut paths, diagnostics);
            }
        }
        Err(error) => diagnostics.push(unreadable(&SourcePath::new("."), &error)),
    }
    read_all(paths, &mut sources, diagnostics);
    sources
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
    let mut found = Diagnostics::new();
    let mut paths = Vec::new();
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
        let name = folder.join(name);
        list(root, &canonical, name.as_str(), &mut paths, &mut found);
    }
    read_all(paths, &mut sources, &mut found);
    diagnostics.extend(found.into_iter().map(|diagnostic| Diagnostic {
        severity: Severity::Warning,
        ..diagnostic
    }));
    sources
}

fn read_all(
    paths: Vec<(PathBuf, SourcePath)>,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) {
    let read: Vec<_> = paths
        .into_par_iter()
        .map(|(file, path)| read_file(&file, path))
        .collect();
    for result in read {
        match result {
            Ok(file) => sources.insert(file),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
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

fn list(
    root: &Path,
    canonical: &Path,
    folder: &str,
    paths: &mut Vec<(PathBuf, SourcePath)>,
    diagnostics: &mut Diagnostics,
) {
    let top = root.join(folder);
    if !top.exists() {
        return;
    }
    let inside = |entry: &DirEntry| {
        !entry.path_is_symlink()
            || entry
                .path()
                .canonicalize()
                .is_ok_and(|target| target.starts_with(canonical))
    };
    let mut outside = Vec::new();
    let walk = WalkDir::new(&top)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| {
            let hidden =
                entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".");
            if hidden {
                return false;
            }
            let inside = inside(entry);
            if !inside {
                outside.push(entry.path().to_path_buf());
            }
            inside
        });
    let mut found = Vec::new();
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_file() => found.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => {
                let path = source_path(root, error.path().unwrap_or(&top))
                    .unwrap_or_else(|_| SourcePath::new(folder));
                let diagnostic = match error.loop_ancestor() {
                    Some(_) => Diagnostic::error(
                        "symlink-loop",
                        "a symbolic link leads to a folder that holds it",
                    )
                    .in_file(&path)
                    .hint("remove the link"),
                    None => unreadable(&path, &error.into()),
                };
                diagnostics.push(diagnostic);
            }
        }
    }
    for path in found {
        match source_path(root, &path) {
            Ok(source) => paths.push((path, source)),
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    for path in outside {
        let path = source_path(root, &path).unwrap_or_else(|_| SourcePath::new(folder));
        diagnostics.push(
            Diagnostic::error(
                "symlink-outside",
                "a symbolic link leads nowhere or out of the project",
            )
            .in_file(&path)
            .hint("copy what it leads to into the project"),
        );
    }
}

fn source_path(root: &Path, path: &Path) -> Result<SourcePath, Box<Diagnostic>> {
    let relative = path.strip_prefix(root).unwrap_or(path);
    let mut parts = Vec::new();
    for part in relative.components() {
        match part.as_os_str().to_str() {
            Some(part) if !part.contains(['\\', '/']) && !part.contains(char::is_control) => {
                parts.push(part)
            }
            _ => {
                let name = relative.to_string_lossy().escape_debug().to_string();
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

fn read_file(file: &Path, path: SourcePath) -> Result<SourceFile, Box<Diagnostic>> {
    let size = fs::metadata(file)
        .map_err(|error| unreadable(&path, &error))?
        .len();
    if size > LARGEST_FILE {
        return Err(Diagnostic::error(
            "file-too-large",
            format!("the file has {size} bytes, more than {LARGEST_FILE}"),
        )
        .in_file(&path)
        .hint("publish large files elsewhere and link to them")
        .into());
    }
    let bytes = fs::read(file).map_err(|error| unreadable(&path, &error))?;
    Ok(SourceFile::new(path, bytes))
}

fn unreadable(path: &SourcePath, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot be read: {error}")).in_file(path)
}
