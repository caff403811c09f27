//! What is in a folder: every entry below it, without following a symbolic link.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::error::{Doing, PublishError};
use super::path::{RESERVED_PREFIX, STAGING, folders};

/// One file, link or other thing that is no folder; or a folder.
#[derive(Debug)]
pub(super) struct Entry {
    /// From the surveyed folder.
    pub(super) path: PathBuf,
    /// The path as an output path would spell it; `None` if it is not Unicode.
    pub(super) name: Option<String>,
    /// Of the entry itself, where it is a link.
    pub(super) metadata: Metadata,
}

impl Entry {
    pub(super) fn is_folder(&self) -> bool {
        self.metadata.is_dir()
    }
}

/// Everything below a folder, in the order of paths: a folder before what it holds.
#[derive(Debug, Default)]
pub(super) struct Survey {
    pub(super) entries: Vec<Entry>,
    /// Folders that cannot be looked into, from the surveyed folder.
    pub(super) closed: Vec<PathBuf>,
    /// What a killed build left in the folder itself, from the surveyed folder.
    pub(super) rubbish: Vec<PathBuf>,
}

impl Survey {
    /// Looks at everything below a folder, except what belongs to the publishing itself. A
    /// folder that is missing holds nothing.
    pub(super) fn of(root: &Path) -> Result<Self, PublishError> {
        let mut survey = Self::default();
        let mut level = vec![PathBuf::new()];
        // Level by level: a recursion would be as deep as somebody's folders.
        while !level.is_empty() {
            let found: Vec<_> = level
                .par_iter()
                .map(|folder| (folder, list(root, folder)))
                .collect();
            let mut next = Vec::new();
            for (folder, listed) in found {
                match listed {
                    Ok(Listed { entries, rubbish }) => {
                        survey.rubbish.extend(rubbish);
                        let folders = entries.iter().filter(|entry| entry.is_folder());
                        next.extend(folders.map(|entry| entry.path.clone()));
                        survey.entries.extend(entries);
                    }
                    // Removed meanwhile.
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error)
                        if error.kind() == io::ErrorKind::PermissionDenied
                            && !folder.as_os_str().is_empty() =>
                    {
                        survey.closed.push(folder.clone());
                    }
                    Err(error) => {
                        let path = root.join(folder);
                        return Err(PublishError::io(Doing::Read, &path, error));
                    }
                }
            }
            level = next;
        }
        survey.entries.sort_by(|a, b| a.path.cmp(&b.path));
        survey.rubbish.sort();
        Ok(survey)
    }

    /// The folders that are empty.
    pub(super) fn empty_folders(&self) -> impl Iterator<Item = &Entry> {
        let parents: BTreeSet<&Path> = self
            .entries
            .iter()
            .filter_map(|entry| entry.path.parent())
            .collect();
        self.entries
            .iter()
            .filter(move |entry| entry.is_folder() && !parents.contains(entry.path.as_path()))
    }
}

/// All folders of some paths.
pub(super) fn all_folders<'a>(paths: impl Iterator<Item = &'a str>) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    for path in paths {
        all.extend(folders(path));
    }
    all
}

struct Listed {
    entries: Vec<Entry>,
    rubbish: Vec<PathBuf>,
}

fn list(root: &Path, folder: &Path) -> io::Result<Listed> {
    let mut listed = Listed {
        entries: Vec::new(),
        rubbish: Vec::new(),
    };
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let file_name = entry.file_name();
        let path = folder.join(&file_name);
        let begins_with = |prefix: &str| {
            let name = file_name.as_encoded_bytes();
            name.starts_with(prefix.as_bytes())
        };
        if begins_with(STAGING) {
            listed.rubbish.push(path);
            continue;
        }
        if begins_with(RESERVED_PREFIX) {
            continue;
        }
        let metadata = match entry.metadata() {
            Ok(metadata) => metadata,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        listed.entries.push(Entry {
            name: name_of(&path),
            path,
            metadata,
        });
    }
    Ok(listed)
}

/// The path as an output path would spell it; `None` if it is not Unicode.
pub(super) fn name_of(path: &Path) -> Option<String> {
    let text = path.to_str()?;
    Some(match std::path::MAIN_SEPARATOR {
        '/' => text.to_owned(),
        separator => text.replace(separator, "/"),
    })
}
