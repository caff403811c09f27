//! Where an output goes, and where it must not go.
//!
//! A careless output path must not cost anybody a file. So a folder is taken only if it is new,
//! is empty, or has the manifest of an earlier build; and never one that has to do with the
//! sources, whatever is in it.
//!
//! *Empty* is what a person calls so: entries whose name begins with a point, and `CNAME`, do
//! not count (`.gitignore`, `.nojekyll`, `.git` of a branch that holds a site). They are files
//! that Concord did not make and stay, as all such files do. The rule for full folders only
//! guards against a path that was meant differently.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::error::{Doing, PublishError};
use super::lock::LOCK;
use super::manifest;
use super::path::STAGING;

/// Where an output goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The output folder. It and its parents may be missing.
    pub root: PathBuf,
    /// The project's root.
    pub project: PathBuf,
    /// Folders that a build reads or that hold the project's state, from the project's root:
    /// `content`, `locales`, `themes`. They may be missing.
    pub source_folders: Vec<PathBuf>,
    /// The home folder of the person who builds.
    pub home: Option<PathBuf>,
    /// How to change the output folder.
    pub method: Method,
}

impl Destination {
    /// A destination of the person who runs this program.
    pub fn new(
        root: impl Into<PathBuf>,
        project: impl Into<PathBuf>,
        source_folders: impl IntoIterator<Item = impl Into<PathBuf>>,
    ) -> Self {
        Self {
            root: root.into(),
            project: project.into(),
            source_folders: source_folders.into_iter().map(Into::into).collect(),
            home: std::env::home_dir(),
            method: Method::Exchange,
        }
    }
}

/// How an output folder is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A new folder takes its place in one step; in place where the system cannot.
    Exchange,
    /// Its files are changed one by one. The folder stays the same folder, which matters to a
    /// container that has mounted it and to a server that was started in it.
    InPlace,
}

/// Why a folder must not be the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is the root of the file system.
    FileSystemRoot,
    /// It is the home folder, or holds it.
    Home,
    /// It is the project's root, or holds it.
    Project,
    /// It is a source folder, holds it, or lies in it.
    Source(PathBuf),
    /// It is a symbolic link, to the given place.
    Link(PathBuf),
    /// It is something, but no folder.
    NotAFolder,
    /// It has no manifest and is not empty; one of its entries.
    Occupied(PathBuf),
}

impl Refusal {
    pub(super) fn hint(&self) -> String {
        match self {
            Self::Link(target) => format!("give `{}` as output folder", target.display()),
            Self::Occupied(_) => "choose an empty folder; Concord writes only to folders that \
                                  it made or that were empty"
                .to_owned(),
            _ => "choose a folder of its own, such as `site`".to_owned(),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::FileSystemRoot => write!(f, "it is the root of the file system"),
            Self::Home => write!(f, "it is, or holds, your home folder"),
            Self::Project => write!(f, "it is, or holds, the project"),
            Self::Source(folder) => write!(
                f,
                "it holds, or lies in, the source folder `{}`",
                folder.display()
            ),
            Self::Link(_) => write!(f, "it is a symbolic link"),
            Self::NotAFolder => write!(f, "it is not a folder"),
            Self::Occupied(entry) => write!(
                f,
                "it holds files that Concord did not make, such as `{}`",
                entry.display()
            ),
        }
    }
}

/// The refusals alone, without writing anything: a build can ask before it does the work.
///
/// # Errors
///
/// [`PublishError::Refused`] and [`PublishError::Manifest`]; [`PublishError::System`] where the
/// folders cannot be looked at.
pub fn check_destination(destination: &Destination) -> Result<(), PublishError> {
    inspect(destination).map(drop)
}

/// A destination that was not refused, as absolute paths without links.
#[derive(Debug)]
pub(super) struct Place {
    /// The output folder.
    pub(super) root: PathBuf,
    /// The folder that holds it.
    pub(super) parent: PathBuf,
    /// Where a new tree is built, beside the output folder. One name is enough, as only the
    /// holder of the lock uses it.
    pub(super) staging: PathBuf,
    /// The lock, beside the output folder.
    pub(super) lock: PathBuf,
}

impl Place {
    /// Whether another build is at work, or one was killed.
    pub(super) fn is_in_use(&self) -> bool {
        let inside = self.root.join(STAGING);
        [&self.staging, &self.lock, &inside]
            .iter()
            .any(|path| fs::symlink_metadata(path).is_ok())
    }
}

/// Runs the refusals and finds the places.
pub(super) fn inspect(destination: &Destination) -> Result<Place, PublishError> {
    let refuse = |refusal| PublishError::Refused {
        root: destination.root.clone(),
        refusal,
    };
    let place = locate(destination)?;
    let root = &place.root;
    let is_folder = match fs::symlink_metadata(root) {
        Ok(found) if found.is_dir() => true,
        Ok(_) => return Err(refuse(Refusal::NotAFolder)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(PublishError::io(Doing::Read, root, error)),
    };
    if let Some(home) = &destination.home
        && holds(root, &resolve(home)?)
    {
        return Err(refuse(Refusal::Home));
    }
    let project = resolve(&destination.project)?;
    if holds(root, &project) {
        return Err(refuse(Refusal::Project));
    }
    for folder in &destination.source_folders {
        let folder = resolve(&project.join(folder))?;
        if holds(root, &folder) || holds(&folder, root) {
            return Err(refuse(Refusal::Source(folder)));
        }
    }
    if is_folder
        && manifest::read(root)?.is_none()
        && let Some(entry) = occupant(root)?
        // Another build may have put a whole new folder here since the first look.
        && manifest::read(root)?.is_none()
    {
        return Err(refuse(Refusal::Occupied(entry)));
    }
    Ok(place)
}

fn locate(destination: &Destination) -> Result<Place, PublishError> {
    let refuse = |refusal| PublishError::Refused {
        root: destination.root.clone(),
        refusal,
    };
    let failed = |error| PublishError::io(Doing::Read, &destination.root, error);
    // Collecting the components drops a final slash, which would follow a symbolic link.
    let asked: PathBuf = std::path::absolute(&destination.root)
        .map_err(failed)?
        .components()
        .collect();
    if let Ok(target) = fs::read_link(&asked) {
        let target = asked.parent().unwrap_or(&asked).join(target);
        return Err(refuse(Refusal::Link(resolve(&target).unwrap_or(target))));
    }
    let root = resolve(&asked)?;
    let (Some(parent), Some(name)) = (root.parent(), root.file_name()) else {
        return Err(refuse(Refusal::FileSystemRoot));
    };
    let beside = |suffix: &str| {
        let mut hidden = std::ffi::OsString::from(".");
        hidden.push(name);
        hidden.push(suffix);
        parent.join(hidden)
    };
    Ok(Place {
        staging: beside(STAGING),
        lock: beside(LOCK),
        parent: parent.into(),
        root,
    })
}

/// The path without links and `..`, also of what does not exist yet.
fn resolve(path: &Path) -> Result<PathBuf, PublishError> {
    let failed = |error| PublishError::io(Doing::Read, path, error);
    let mut existing = std::path::absolute(path).map_err(failed)?;
    let mut missing = Vec::new();
    loop {
        let error = match fs::canonicalize(&existing) {
            Ok(resolved) => {
                return Ok(missing
                    .iter()
                    .rev()
                    .fold(resolved, |path, part| path.join(part)));
            }
            Err(error) => error,
        };
        // `..` below what does not exist means nothing yet.
        let last = match existing.components().next_back() {
            Some(Component::Normal(name)) if error.kind() == io::ErrorKind::NotFound => {
                name.to_owned()
            }
            _ => return Err(failed(error)),
        };
        missing.push(last);
        existing.pop();
    }
}

/// Whether a folder is, or holds, another one; also where one of them is known by two names, as
/// on systems that ignore case or mount a folder twice.
fn holds(outer: &Path, inner: &Path) -> bool {
    if inner.starts_with(outer) {
        return true;
    }
    let Some(identity) = identity(outer) else {
        return false;
    };
    let mut folders = inner.ancestors();
    folders.any(|folder| self::identity(folder).as_ref() == Some(&identity))
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::metadata(path).ok()?;
    Some((found.dev(), found.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// An entry that makes a folder more than empty.
fn occupant(root: &Path) -> Result<Option<PathBuf>, PublishError> {
    let failed = |error| PublishError::io(Doing::Read, root, error);
    let mut first: Option<PathBuf> = None;
    for entry in fs::read_dir(root).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let counts = !name.as_encoded_bytes().starts_with(b".") && name != "CNAME";
        // The order of a folder is the system's, a message should not depend on it.
        if counts
            && first
                .as_deref()
                .is_none_or(|first| Path::new(&name) < first)
        {
            first = Some(name.into());
        }
    }
    Ok(first)
}
