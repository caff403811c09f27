//! The files of a project, as they were read: the only thing that the rest of the program
//! knows of the disk.
//!
//! [`Sources`] is a map from [`SourcePath`] to bytes. [`read`] fills it, [`tree`] keeps it as it is
//! on disk; everything after it is a function of it.

pub mod conflict;
mod path;
pub mod read;
mod stamp;
pub mod tree;
mod walk;
pub mod write;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::Arc;

pub use path::SourcePath;
use write::Change;

use crate::diagnostic::{Diagnostic, Diagnostics};

/// The BLAKE3 digest of some bytes, shortened to 128 bits.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 16]);

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::shortened(&blake3::hash(bytes))
    }

    /// The digest of several inputs. Lengths are mixed in, so that `ab, c` and `a, bc` differ.
    pub fn of_all<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self::shortened(&hasher.finalize())
    }

    fn shortened(hash: &blake3::Hash) -> Self {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.as_bytes()[..16]);
        Self(bytes)
    }

    /// The raw bytes, to be mixed into another digest.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The first `n` hexadecimal digits, for names of files and for fingerprints.
    pub fn short(&self, n: usize) -> String {
        self.digits().take(n).collect()
    }

    /// All hexadecimal digits.
    fn digits(&self) -> impl Iterator<Item = char> {
        let halves = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        halves.filter_map(|half| char::from_digit(half.into(), 16))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.digits().try_for_each(|digit| f.write_char(digit))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// One file.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Where it is, from the project's root.
    pub path: SourcePath,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// The same bytes, if they are UTF-8. Asking that of a whole file takes time, and its text is
    /// asked for once for each of its messages.
    text: Option<Arc<str>>,
}

impl SourceFile {
    /// A file with its digest.
    pub fn new(path: SourcePath, bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let text: Option<Arc<str>> = std::str::from_utf8(&bytes).ok().map(Arc::from);
        Self {
            path,
            digest: Digest::of(&bytes),
            // Both are one piece of memory.
            bytes: text.clone().map_or(bytes, Arc::from),
            text,
        }
    }

    /// The bytes as text, if they are UTF-8.
    pub fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }

    /// The bytes as text. What is not UTF-8 is reported.
    pub fn utf8(&self, diagnostics: &mut Diagnostics) -> Option<&str> {
        let at = match std::str::from_utf8(&self.bytes) {
            Ok(text) => return Some(text),
            Err(error) => error.valid_up_to(),
        };
        let breaks = self.bytes[..at].iter().filter(|byte| **byte == b'\n');
        let line = breaks.count() + 1;
        diagnostics.push(
            Diagnostic::error(
                "not-utf8",
                format!("the file is not UTF-8: byte {at}, on line {line}, begins no character"),
            )
            .in_file(&self.path)
            .hint("save the file as UTF-8 without a byte-order mark"),
        );
        None
    }
}

/// All files that a build reads, in the order of their paths.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<SourcePath, SourceFile>,
}

impl Sources {
    /// Adds a file, or replaces the one at its path.
    pub fn insert(&mut self, file: SourceFile) {
        self.files.insert(file.path.clone(), file);
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &SourcePath) -> Option<SourceFile> {
        self.files.remove(path)
    }

    /// Makes changes as [`write::files`] makes them on disk.
    pub fn apply(&mut self, changes: &[Change]) {
        for change in changes {
            match change {
                Change::Write { path, text } => {
                    self.insert(SourceFile::new(path.clone(), text.as_bytes()));
                }
                Change::Remove { path } => _ = self.remove(path),
            }
        }
    }

    /// A file.
    pub fn get(&self, path: &SourcePath) -> Option<&SourceFile> {
        self.files.get(path)
    }

    /// The text of a file, if it is there and is UTF-8.
    pub fn text(&self, path: &SourcePath) -> Option<&str> {
        self.get(path).and_then(SourceFile::text)
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.values()
    }

    /// The files below a folder, in the order of their paths.
    pub fn under<'s>(&'s self, folder: &'s SourcePath) -> impl Iterator<Item = &'s SourceFile> {
        self.files
            .range(folder.clone()..)
            .map(|(_, file)| file)
            .skip_while(|file| file.path == *folder)
            .take_while(|file| file.path.as_str().starts_with(folder.as_str()))
            .filter(|file| file.path.is_below(folder))
    }
}

impl<P: Into<SourcePath>, B: Into<Arc<[u8]>>> FromIterator<(P, B)> for Sources {
    fn from_iter<T: IntoIterator<Item = (P, B)>>(iter: T) -> Self {
        let mut sources = Self::default();
        for (path, bytes) in iter {
            sources.insert(SourceFile::new(path.into(), bytes));
        }
        sources
    }
}
