//! The output: the map from output path to bytes, and the only module that writes it to disk.
//!
//! [`Output`] is what a build makes and a server serves. [`publish()`] brings a folder to that
//! state, in these steps:
//!
//! 1. Refuse a destination that is somebody else's ([`check_destination`]).
//! 2. If the folder is the output already, done: nothing is written, not even a lock.
//! 3. Take the lock, so that two builds of one folder follow each other.
//! 4. Clear away what a killed build left.
//! 5. Compare the folder with the output and with the manifest of the previous build: what is
//!    unchanged, new, gone, and what is not ours.
//! 6. Build the new tree in a staging folder beside the old one: unchanged files and files that
//!    are not ours are hard links, the rest is written. Exchange the two folders in one step.
//!    Remove the old one.
//! 7. Where the system cannot exchange folders, change the folder in place instead: write
//!    everything new into a staging folder inside, then move it into place, assets first, pages
//!    next, deletions last.
//!
//! Invariants:
//!
//! - A file that Concord did not make is never changed and never deleted. What it made is what
//!   the manifest lists *and* still has the digest recorded there.
//! - Before the exchange the old site is untouched, so an error or a kill leaves it as it was;
//!   after it the site is the new one. In place, an error while bytes are being written leaves
//!   the old site; a kill while files are being moved can leave a mixture of whole files, which
//!   the next build completes.
//! - Nothing is written through a symbolic link inside the output folder.
//! - The manifest and all pages are the same bytes for the same output.
//!
//! Not promised: durability when the power fails. Nothing is flushed to the medium, as the site
//! can be built again and the next build repairs what it finds different.

mod destination;
mod earlier;
mod error;
mod in_place;
mod lock;
mod manifest;
mod path;
mod plan;
mod publish;
mod staged;
mod survey;

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

pub use destination::{Destination, Method, Refusal, check_destination};
pub use earlier::Earlier;
pub use error::{Doing, Left, PublishError};
pub use path::{OutputPath, PathError, PathProblem};
pub use publish::{Published, publish};

/// Everything that a build makes: output paths and their bytes.
///
/// No two paths are one name to any common system, and no path is a file and a folder.
#[derive(Debug, Clone, Default)]
pub struct Output {
    files: BTreeMap<OutputPath, Arc<[u8]>>,
    /// Each name that is taken, as [`path::folded`], folders included.
    names: HashMap<String, Name>,
}

/// Who took a name first.
#[derive(Debug, Clone)]
struct Name {
    /// The bytes of the file's path that spell it: the whole path, or a folder of it.
    len: usize,
    file: OutputPath,
}

impl Name {
    fn spelling(&self) -> &str {
        &self.file.as_str()[..self.len]
    }

    fn is_folder(&self) -> bool {
        self.len < self.file.as_str().len()
    }
}

impl Output {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file.
    ///
    /// # Errors
    ///
    /// If its path, or a folder of it, is the same name as one that is taken: equal, equal
    /// after Unicode normalisation and case folding, or a file here and a folder there. Then
    /// nothing is added.
    pub fn insert(
        &mut self,
        path: OutputPath,
        bytes: impl Into<Arc<[u8]>>,
    ) -> Result<(), Collision> {
        let names: Vec<(String, usize)> = path
            .folders()
            .chain([path.as_str()])
            .map(|name| (path::folded(name), name.len()))
            .collect();
        if let Some(collision) = names
            .iter()
            .find_map(|(folded, len)| self.collision(&path, folded, *len))
        {
            return Err(collision);
        }
        for (folded, len) in names {
            let file = path.clone();
            self.names.entry(folded).or_insert(Name { len, file });
        }
        self.files.insert(path, bytes.into());
        Ok(())
    }

    fn collision(&self, path: &OutputPath, folded: &str, len: usize) -> Option<Collision> {
        let taken = self.names.get(folded)?;
        let is_folder = len < path.as_str().len();
        let kind = match (taken.is_folder(), is_folder) {
            (true, false) | (false, true) => CollisionKind::FileAndFolder,
            _ if taken.spelling() != &path.as_str()[..len] => CollisionKind::Spelling,
            (true, true) => return None,
            (false, false) => CollisionKind::Same,
        };
        Some(Collision {
            path: path.clone(),
            other: taken.file.clone(),
            kind,
        })
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&Arc<[u8]>> {
        self.files.get(path)
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&OutputPath, &Arc<[u8]>)> {
        self.files.iter()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl PartialEq for Output {
    fn eq(&self, other: &Self) -> bool {
        // The names follow from the files.
        self.files == other.files
    }
}

impl Eq for Output {}

/// Two output files that cannot both be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collision {
    /// The one that came second and was not added.
    pub path: OutputPath,
    /// The one that was there.
    pub other: OutputPath,
    /// How they collide.
    pub kind: CollisionKind,
}

/// How two output files collide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CollisionKind {
    /// One path.
    Same,
    /// Two spellings of one name to a system that ignores case or Unicode normal form.
    Spelling,
    /// What is a file in one is a folder in the other.
    FileAndFolder,
}

impl fmt::Display for Collision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, other, kind } = self;
        match kind {
            CollisionKind::Same => write!(f, "two output files have the path `{path}`"),
            CollisionKind::Spelling => write!(
                f,
                "output files `{other}` and `{path}` have one name on systems \
                 that ignore case or Unicode normal form"
            ),
            CollisionKind::FileAndFolder => write!(
                f,
                "output files `{other}` and `{path}` need one name as a file and as a folder"
            ),
        }
    }
}

impl std::error::Error for Collision {}

#[cfg(test)]
mod tests {
    use super::*;

    fn insert(output: &mut Output, path: &str) -> Result<(), CollisionKind> {
        let path = OutputPath::new(path).expect("a good path");
        output.insert(path, *b"").map_err(|error| error.kind)
    }

    #[test]
    fn collisions() {
        use CollisionKind::*;
        let check = |first: &str, second: &str, expected: Result<(), CollisionKind>| {
            for (a, b) in [(first, second), (second, first)] {
                let mut output = Output::new();
                assert_eq!(insert(&mut output, a), Ok(()));
                assert_eq!(insert(&mut output, b), expected, "{a} and {b}");
                assert_eq!(output.len(), 1 + usize::from(expected.is_ok()));
            }
        };
        check("a/index.html", "b/index.html", Ok(()));
        check("a/index.html", "a/b/index.html", Ok(()));
        check("a.html", "a/index.html", Ok(()));
        check("kız", "kiz", Ok(()));
        check("a", "a", Err(Same));
        check("a", "A", Err(Spelling));
        check("a/b", "A/c", Err(Spelling));
        check("caf\u{e9}/x", "cafe\u{301}/y", Err(Spelling));
        check("straße", "strasse", Err(Spelling));
        check("a", "a/b", Err(FileAndFolder));
        check("A", "a/b/c", Err(FileAndFolder));
    }

    #[test]
    fn a_refused_file_takes_no_names() {
        let mut output = Output::new();
        assert_eq!(insert(&mut output, "a/b"), Ok(()));
        assert_eq!(
            insert(&mut output, "a/b/c"),
            Err(CollisionKind::FileAndFolder)
        );
        assert_eq!(insert(&mut output, "A"), Err(CollisionKind::FileAndFolder));
        assert_eq!(insert(&mut output, "a/c"), Ok(()));
        let paths: Vec<_> = output.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["a/b", "a/c"]);
        assert!(output.get("a/b").is_some() && output.get("a").is_none());
    }
}
