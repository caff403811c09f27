//! Which folders have to be watched, and what a path in them means.
//!
//! Watched are the folders that are read, wherever links put them; the root, where such a folder
//! may come; its parent, as the root itself may be replaced; and the folder of the configuration.
//! Nothing else is: not the output, not `.git`, not what tools make.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::git;
use crate::source::SourcePath;
use crate::source::read::{CHECKS, CONFIG, FOLDERS};
use crate::source::tree::{is_hidden, is_read};

/// What a change at a path means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing that is read.
    Nothing,
    /// What is at this path of the project changed.
    Place(SourcePath),
    /// Something changed to which links lead; which paths these are is not known.
    Linked,
    /// What is watched may no longer be what is read.
    Moved,
}

/// The folders of a project, with their real paths, as they were at one moment.
#[derive(Debug)]
pub(super) struct Places {
    root: PathBuf,
    /// The file that is read as configuration, as it was named and as it is.
    config: [PathBuf; 2],
    /// The folders that are read, by their real paths.
    tops: BTreeMap<PathBuf, SourcePath>,
    /// Files and folders to which links lead, outside of the folders that are read.
    linked: BTreeSet<PathBuf>,
    /// What is watched with everything below.
    pub(super) deep: BTreeSet<PathBuf>,
    /// What is watched by itself.
    pub(super) flat: BTreeSet<PathBuf>,
    /// Paths as they were named, with what stood there.
    identities: Vec<(PathBuf, Option<Identity>)>,
    /// The file that git holds while it works on the project's files.
    pub(super) git_lock: Option<PathBuf>,
}

impl Places {
    /// Looks where the folders of a project are. What is not there is not watched, but its parent.
    pub(super) fn survey(root: &Path, config: &Path) -> Self {
        let mut places = Self {
            root: root.canonicalize().unwrap_or_else(|_| root.to_path_buf()),
            config: [
                config.to_path_buf(),
                config
                    .canonicalize()
                    .unwrap_or_else(|_| config.to_path_buf()),
            ],
            tops: BTreeMap::new(),
            linked: BTreeSet::new(),
            deep: BTreeSet::new(),
            flat: BTreeSet::new(),
            identities: Vec::new(),
            git_lock: None,
        };
        places.git_lock = git::lock_of(&places.root);
        let folders_of_config = places.config.each_ref().map(parent);
        let named = [Some(root.to_path_buf())].into_iter();
        let named: Vec<PathBuf> = named.chain(folders_of_config).flatten().collect();
        // Identities are asked first: what is replaced meanwhile is seen to be another.
        for folder in &named {
            let identity = Identity::of(folder);
            places.identities.push((folder.clone(), identity));
        }
        let parents = [root, &places.root].into_iter().filter_map(parent);
        let watched = named.into_iter().chain(parents);
        let real = watched.filter_map(|folder| folder.canonicalize().ok());
        places.flat = real.collect();
        for name in FOLDERS {
            let named = places.root.join(name);
            if let Ok(real) = named.canonicalize()
                && real.starts_with(&places.root)
                && real.is_dir()
            {
                places.deep.insert(real.clone());
                places.tops.insert(real, SourcePath::new(name));
            }
        }
        places.follow_links();
        places
    }

    /// Finds where the links lead that are met below the folders that are read.
    fn follow_links(&mut self) {
        let named = [CHECKS].into_iter().chain(FOLDERS);
        let mut targets: Vec<PathBuf> = named
            .map(|name| self.root.join(name))
            .filter(|path| path.is_symlink())
            .collect();
        targets.extend(self.tops.keys().flat_map(|top| links(top)));
        while let Some(link) = targets.pop() {
            let Ok(target) = link.canonicalize() else {
                continue;
            };
            self.identities.push((link.clone(), Identity::of(&link)));
            let seen = self.deep.iter().any(|deep| target.starts_with(deep));
            let inside = target.starts_with(&self.root);
            // All of the project is not watched: a link to a folder that holds it is an error.
            if seen || !inside || link.starts_with(&target) || !self.linked.insert(target.clone()) {
                continue;
            }
            if target.is_dir() {
                targets.extend(links(&target));
                self.deep.insert(target);
            } else {
                self.flat.extend(parent(&target));
            }
        }
    }

    /// What a change at a real path means.
    pub(super) fn meaning(&self, path: &Path) -> Meaning {
        if self.config.iter().any(|config| config == path) {
            return Meaning::Place(SourcePath::new(CONFIG));
        }
        if path.ancestors().any(|folder| self.linked.contains(folder)) {
            return Meaning::Linked;
        }
        let top = path
            .ancestors()
            .find_map(|folder| self.tops.get_key_value(folder));
        let (folder, name) = match top {
            Some((folder, name)) => (folder.as_path(), Some(name)),
            None => (self.root.as_path(), None),
        };
        let above = |watched: &Path| watched.starts_with(path);
        let Ok(below) = path.strip_prefix(folder) else {
            let config = self.config.iter().any(|config| above(config));
            return if config || above(&self.root) {
                Meaning::Moved
            } else {
                Meaning::Nothing
            };
        };
        if name.is_none() && below.as_os_str().is_empty() {
            return Meaning::Moved;
        }
        let place = place(name, below);
        if is_read(&place) && place.as_str() != CONFIG {
            Meaning::Place(place)
        } else {
            Meaning::Nothing
        }
    }

    /// Whether other folders stand where those that are watched stood.
    pub(super) fn have_moved(&self) -> bool {
        let mut identities = self.identities.iter();
        identities.any(|(path, was)| Identity::of(path) != *was)
    }
}

/// A path of the project, up to the first name that no path can have: the folder with such a name
/// is looked at as a whole.
fn place(top: Option<&SourcePath>, below: &Path) -> SourcePath {
    let mut place = top.cloned().unwrap_or_else(|| SourcePath::new(""));
    for part in below {
        match part.to_str() {
            Some(part) => place = place.join(part),
            None => break,
        }
    }
    place
}

fn parent<P: AsRef<Path> + ?Sized>(path: &P) -> Option<PathBuf> {
    path.as_ref().parent().map(Path::to_path_buf)
}

/// The links below a folder. Hidden ones are not read.
fn links(folder: &Path) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.file_name()))
        .filter_map(Result::ok)
        .filter(|entry| entry.path_is_symlink())
        .map(walkdir::DirEntry::into_path)
        .collect()
}

/// Which file or folder stands at a path, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    inode: (u64, u64),
    /// When it was made, where it has no number.
    #[cfg(not(unix))]
    made: Option<std::time::SystemTime>,
}

impl Identity {
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let inode = (metadata.dev(), metadata.ino());
            Some(Self { inode })
        }
        #[cfg(not(unix))]
        Some(Self {
            made: metadata.created().ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_a_meaning() {
        let folder = tempfile::tempdir().unwrap();
        let top = folder.path().canonicalize().unwrap();
        let root = top.join("project");
        fs::create_dir_all(root.join("content/guide")).unwrap();
        fs::create_dir_all(root.join("texts")).unwrap();
        fs::create_dir_all(top.join("settings")).unwrap();
        let config = top.join("settings/other.toml");
        fs::write(&config, "").unwrap();
        let mut places = Places::survey(&root, &config);
        places.linked.insert(root.join("texts"));
        let place = |path: &str| Meaning::Place(SourcePath::new(path));
        let check = |path: &str, expected: Meaning| {
            assert_eq!(places.meaning(&top.join(path)), expected, "{path}");
        };
        check("project/content/guide/a.md", place("content/guide/a.md"));
        check("project/content", place("content"));
        check("project/locales", place("locales"));
        check("project/checks.toml", place("checks.toml"));
        check("settings/other.toml", place("concord.toml"));
        check("project/concord.toml", Meaning::Nothing);
        check("settings/another.toml", Meaning::Nothing);
        check("project/content/.git/config", Meaning::Nothing);
        check("project/content/guide/.a.md.swp", Meaning::Nothing);
        check("project/site/index.html", Meaning::Nothing);
        check("project/site", Meaning::Nothing);
        check("project/.concord-lock", Meaning::Nothing);
        check("projects/content/a.md", Meaning::Nothing);
        check("project/texts/a.md", Meaning::Linked);
        check("project", Meaning::Moved);
        check("settings", Meaning::Moved);
        check("", Meaning::Moved);
        #[cfg(unix)]
        {
            use std::os::unix::ffi::OsStrExt as _;
            let name = std::ffi::OsStr::from_bytes(b"project/content/guide/\xff.md");
            assert_eq!(places.meaning(&top.join(name)), place("content/guide"));
        }
        assert!(!places.have_moved());
        fs::rename(&root, top.join("old")).unwrap();
        fs::create_dir(&root).unwrap();
        assert!(places.have_moved());
    }
}
