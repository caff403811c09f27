//! The files of a project as they were last read, and reading them again.
//!
//! A [`Tree`] remembers what was found at each path: a file with what the disk said of it
//! (`source::stamp`), or a problem. Looking again has these steps:
//!
//! 1. [`Changes`] say where to look: at some paths and what is below them, or everywhere.
//! 2. What is there now is listed (`source::walk`).
//! 3. Files whose stamp does not prove that they are the same are read, in parallel.
//! 4. What is no longer there goes; a file of the base below it comes back.
//!
//! Invariant: after a look, sources and diagnostics are those of a tree opened at that moment, as
//! long as the changes name each path at which something changed. The first reading is a look at
//! everything by a tree that knows nothing: there is one way to read.
//!
//! Where a link is met, a file may have several paths of which the changes name one; everything
//! is looked at then.
//!
//! A file can be met while it is being written: it is then read as it is, empty or in part, and
//! read again as soon as somebody says that it changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rayon::prelude::*;

use super::read::{self, CHECKS, CONFIG, FOLDERS, Listed};
use super::stamp::{Stamp, TICK};
pub use super::walk::is_hidden;
use super::walk::{self, Found, Listing, Root};
use super::{SourcePath, Sources};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// Where something may have changed on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changes {
    /// Anywhere.
    Everything,
    /// At these paths and below them. The configuration is [`CONFIG`], wherever it is.
    Paths(BTreeSet<SourcePath>),
}

/// What a project is now.
#[derive(Debug, Clone)]
pub struct Reading {
    /// All its files. They share their bytes with the tree.
    pub sources: Sources,
    /// What there is to say about reading them: the configuration first, then by path.
    pub diagnostics: Diagnostics,
    /// The files that came, went or have other bytes than before, and the places of problems that
    /// came or went. If it is empty, sources and diagnostics are what they were.
    pub changed: BTreeSet<SourcePath>,
    /// How many files were read.
    pub read: usize,
}

/// The files of a project as they were last read.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    config: PathBuf,
    base: Sources,
    /// What was found, by path from the root. The configuration is at [`CONFIG`].
    known: BTreeMap<PathBuf, Known>,
    /// The base, and over it the files that are known.
    sources: Sources,
    /// Whether there is a link among them.
    links: bool,
    tick: Duration,
}

/// What was found at a path.
#[derive(Debug)]
enum Known {
    /// A file that is among the sources.
    File {
        stamp: Stamp,
        /// When it was looked at, before it was read.
        looked: SystemTime,
    },
    Problem(Box<Diagnostic>),
}

/// What becomes known in one look.
struct Look {
    /// What was known where it is looked, as long as nothing has taken its place.
    before: BTreeMap<PathBuf, Known>,
    changed: BTreeSet<SourcePath>,
    /// When it began.
    looked: SystemTime,
}

/// A file that was read, or why it was not.
type Outcome = Result<Listed, Box<Diagnostic>>;

/// A file that has to be read.
struct Wanted {
    path: PathBuf,
    source: SourcePath,
    stamp: Stamp,
}

impl Tree {
    /// Reads a project: the configuration, wherever it is, and the files below `root`. `base`
    /// holds files that the project's own are laid over: those of the embedded theme.
    pub fn open(root: &Path, config: &Path, base: Sources) -> (Self, Reading) {
        let mut tree = Self {
            root: root.to_path_buf(),
            config: config.to_path_buf(),
            sources: base.clone(),
            base,
            known: BTreeMap::new(),
            links: false,
            tick: TICK,
        };
        let reading = tree.refresh(&Changes::Everything);
        (tree, reading)
    }

    /// Looks again, and reads what changed.
    pub fn refresh(&mut self, changes: &Changes) -> Reading {
        let looked = SystemTime::now();
        let regions = match changes {
            Changes::Paths(paths) if !self.links => self.regions(paths),
            _ => None,
        };
        let narrow = regions.and_then(|regions| {
            let listing = self.list(&regions);
            // A problem may be one of a folder on the way.
            let plain = !listing.links && !listing.has_problems();
            plain.then_some((regions, listing))
        });
        let (regions, listing) = narrow.unwrap_or_else(|| {
            let regions = everything();
            let listing = self.list(&regions);
            self.links = listing.links;
            (regions, listing)
        });
        let mut look = Look {
            before: BTreeMap::new(),
            changed: BTreeSet::new(),
            looked,
        };
        for region in &regions {
            look.before.append(&mut self.take(region));
        }
        let read = self.settle(&mut look, listing);
        for (path, known) in look.before {
            look.changed.insert(shown(&path));
            self.forget(&path, Some(&known));
        }
        Reading {
            sources: self.sources.clone(),
            diagnostics: self.diagnostics(),
            changed: look.changed,
            read,
        }
    }

    /// The places to look at, none of them below another. `None` stands for everything.
    fn regions(&self, paths: &BTreeSet<SourcePath>) -> Option<BTreeSet<PathBuf>> {
        let mut regions = BTreeSet::new();
        for path in paths {
            if path.as_str().is_empty() {
                return None;
            }
            if !is_read(path) {
                continue;
            }
            // Below what was no folder, or could not be read, nothing is known.
            let path = Path::new(path.as_str());
            let known = path
                .ancestors()
                .filter(|folder| self.known.contains_key(*folder));
            regions.insert(known.last().unwrap_or(path).to_path_buf());
        }
        let all = regions.clone();
        regions.retain(|path| !path.ancestors().skip(1).any(|folder| all.contains(folder)));
        Some(regions)
    }

    fn list(&self, regions: &BTreeSet<PathBuf>) -> Listing {
        let mut listing = Listing::default();
        if regions.contains(Path::new(CONFIG)) {
            self.list_config(&mut listing);
        }
        let real = match self.root.canonicalize() {
            Ok(real) => real,
            Err(error) => {
                let path = SourcePath::new(".");
                let problem = Box::new(walk::unreadable(&error).in_file(&path));
                let found = Found::Problem(problem);
                listing.found.insert(PathBuf::from(path.as_str()), found);
                return listing;
            }
        };
        let root = Root {
            path: &self.root,
            real: &real,
        };
        let below = regions.iter().filter(|region| {
            let not_walked = [Path::new("."), Path::new(CONFIG)];
            !not_walked.contains(&region.as_path())
        });
        for region in below {
            listing.add(root, region);
        }
        listing
    }

    fn list_config(&self, listing: &mut Listing) {
        let source = SourcePath::new(CONFIG);
        let found = match fs::metadata(&self.config) {
            Ok(metadata) => Found::File(source, metadata),
            Err(error) => Found::Problem(Box::new(walk::unreadable(&error).in_file(&source))),
        };
        listing.found.insert(PathBuf::from(CONFIG), found);
    }

    /// Takes out what is known at a path and below it.
    fn take(&mut self, region: &Path) -> BTreeMap<PathBuf, Known> {
        let paths: Vec<PathBuf> = self
            .known
            .range(region.to_path_buf()..)
            .map(|(path, _)| path)
            .take_while(|path| path.starts_with(region))
            .cloned()
            .collect();
        let taken = paths.into_iter();
        taken
            .filter_map(|path| self.known.remove_entry(&path))
            .collect()
    }

    /// Puts what was found in the place of what was known before; what is not found stays there.
    /// How many files were read.
    fn settle(&mut self, look: &mut Look, listing: Listing) -> usize {
        let mut wanted = Vec::new();
        for (path, found) in listing.found {
            match found {
                Found::Problem(problem) => self.put_problem(look, path, problem),
                Found::File(source, metadata) => {
                    let stamp = Stamp::new(&metadata);
                    if self.is_proven(look.before.get(&path), &stamp, &metadata) {
                        self.known.extend(look.before.remove_entry(&path));
                    } else {
                        wanted.push(Wanted {
                            path,
                            source,
                            stamp,
                        });
                    }
                }
            }
        }
        let read = wanted.len();
        for (wanted, outcome) in self.read(wanted) {
            match outcome {
                Ok(Listed::Gone) => {}
                Ok(listed) => self.put_file(look, wanted, listed),
                Err(problem) => self.put_problem(look, wanted.path, problem),
            }
        }
        read
    }

    fn put_file(&mut self, look: &mut Look, wanted: Wanted, listed: Listed) {
        if let Some(Known::Problem(_)) = look.before.remove(&wanted.path) {
            look.changed.insert(wanted.source.clone());
        }
        let known = Known::File {
            stamp: wanted.stamp,
            looked: look.looked,
        };
        self.known.insert(wanted.path, known);
        if let Listed::Other(file) = listed {
            look.changed.insert(wanted.source);
            self.sources.insert(file);
        }
    }

    fn put_problem(&mut self, look: &mut Look, path: PathBuf, problem: Box<Diagnostic>) {
        match look.before.remove(&path) {
            Some(Known::Problem(same)) if same == problem => {}
            known => {
                look.changed.insert(shown(&path));
                self.forget(&path, known.as_ref());
            }
        }
        self.known.insert(path, Known::Problem(problem));
    }

    /// Whether a file needs no reading: its bytes are those that are among the sources.
    fn is_proven(&self, known: Option<&Known>, now: &Stamp, metadata: &fs::Metadata) -> bool {
        match known {
            // What a pipe said once it does not say twice.
            Some(Known::File { .. }) if !metadata.is_file() => true,
            Some(Known::File { stamp, looked }) => {
                stamp == now && stamp.has_settled(*looked, self.tick)
            }
            _ => false,
        }
    }

    fn read(&self, wanted: Vec<Wanted>) -> Vec<(Wanted, Outcome)> {
        wanted
            .into_par_iter()
            .map(|wanted| {
                let file = if wanted.path == Path::new(CONFIG) {
                    self.config.clone()
                } else {
                    self.root.join(&wanted.path)
                };
                let known = self.sources.get(&wanted.source);
                let result = read::listed(&file, &wanted.source, known);
                (wanted, result)
            })
            .collect()
    }

    /// Takes what was known at a path out of the sources. What it lay over comes back.
    fn forget(&mut self, path: &Path, known: Option<&Known>) {
        if let Some(Known::File { .. }) = known {
            let path = shown(path);
            match self.base.get(&path) {
                Some(file) => self.sources.insert(file.clone()),
                None => _ = self.sources.remove(&path),
            }
        }
    }

    fn diagnostics(&self) -> Diagnostics {
        let config = Path::new(CONFIG);
        let others = self.known.iter().filter(|(path, _)| *path != config);
        let all = self.known.get(config).into_iter();
        all.chain(others.map(|(_, known)| known))
            .filter_map(|known| match known {
                Known::File { .. } => None,
                Known::Problem(problem) => Some((**problem).clone()),
            })
            .collect()
    }
}

/// All that a project is read from; `.` is where a problem of the root itself stands.
fn everything() -> BTreeSet<PathBuf> {
    let names = [".", CONFIG, CHECKS].into_iter().chain(FOLDERS);
    names.map(PathBuf::from).collect()
}

/// Whether a path is one that is read, if there is a file.
pub fn is_read(path: &SourcePath) -> bool {
    let mut parts = path.as_str().split('/');
    let top = parts.next().unwrap_or_default();
    let is_read = top == CONFIG || top == CHECKS || FOLDERS.contains(&top);
    is_read && !parts.any(|part| is_hidden(part.as_ref()))
}

/// A path from the root as it is said to people; that of a file is its source path.
fn shown(path: &Path) -> SourcePath {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    SourcePath::new(&parts.join("/"))
}

#[cfg(test)]
mod tests;
