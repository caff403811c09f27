//! The difference between an output, the folder it goes to, and the manifest in that folder.
//!
//! Each file in the folder is one of these:
//!
//! | in the manifest | its bytes are | in the output | so it is |
//! |---|---|---|---|
//! | yes or no | the output's | yes | unchanged |
//! | yes | others | yes | replaced, also if somebody edited it: it is a built file |
//! | no | others | yes | in the way, an error |
//! | yes | the manifest's | no | removed |
//! | yes | others | no | kept: somebody made it theirs |
//! | no | any | no | kept |

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Output;
use super::destination::Place;
use super::error::PublishError;
use super::manifest::{self, Found, Made, Manifest, Seal};
use super::path::{OutputPath, folded};
use super::survey::{Entry, Survey, all_folders};

/// An output file with its digest.
#[derive(Debug)]
pub(super) struct Wanted<'o> {
    pub(super) path: &'o OutputPath,
    pub(super) bytes: &'o [u8],
    pub(super) made: Made,
}

/// The files of an output, in the order of their paths.
pub(super) fn wanted(output: &Output) -> Vec<Wanted<'_>> {
    let files: Vec<_> = output.iter().collect();
    files
        .into_par_iter()
        .map(|(path, bytes)| Wanted {
            path,
            bytes,
            made: Made::of(bytes),
        })
        .collect()
}

/// Whether a folder is the output already, found without a lock and, unless files were touched,
/// from metadata alone. Any doubt is a no.
pub(super) fn is_published(wanted: &[Wanted<'_>], root: &Path) -> bool {
    let Ok(Some(before)) = manifest::read(root) else {
        return false;
    };
    let is_as_wanted = before.manifest.finished
        && describes(&before.manifest, wanted)
        && wanted.par_iter().all(|file| {
            let path = root.join(file.path.as_str());
            fs::symlink_metadata(&path).is_ok_and(|found| {
                has_bytes(&path, &found, file, Some(file.made), Some(before.seal))
            })
        });
    // Every change of the folder replaces the manifest, so nobody was at it meanwhile.
    is_as_wanted
        && manifest::read(root)
            .ok()
            .flatten()
            .is_some_and(|after| after.seal == before.seal && after.manifest == before.manifest)
}

/// What to do to a folder.
#[derive(Debug)]
pub(super) struct Plan<'o> {
    pub(super) wanted: Vec<Wanted<'o>>,
    /// For each wanted file, whether it is there already.
    pub(super) unchanged: Vec<bool>,
    /// Built files that are no longer wanted.
    pub(super) removed: Vec<PathBuf>,
    /// Files that are not ours, links and the like, and folders that hold them or are empty,
    /// a folder before what it holds.
    pub(super) kept: Vec<Entry>,
    /// Of these, files that a build made and somebody edited since.
    pub(super) edited: Vec<PathBuf>,
    /// Folders that only builds used and that are no longer wanted.
    pub(super) deserted: Vec<PathBuf>,
    /// Folders in which there are wanted files.
    pub(super) folders: BTreeSet<String>,
    /// Folders that are there and stay, with what is to be preserved of them.
    pub(super) standing: BTreeMap<PathBuf, Metadata>,
    /// What a killed build left in the folder.
    pub(super) rubbish: Vec<PathBuf>,
    /// Whether parts of the folder could not be looked into.
    pub(super) has_closed_folders: bool,
    pub(super) old: Manifest,
    pub(super) new: Manifest,
}

impl Plan<'_> {
    /// Whether the folder is the output already.
    pub(super) fn is_empty(&self) -> bool {
        self.old == self.new
            && self.rubbish.is_empty()
            && self.unchanged.iter().all(|unchanged| *unchanged)
    }

    /// The wanted files that are not there yet.
    pub(super) fn changed(&self) -> impl Iterator<Item = &Wanted<'_>> {
        let files = self.wanted.iter().zip(&self.unchanged);
        files
            .filter(|(_, unchanged)| !**unchanged)
            .map(|(file, _)| file)
    }
}

/// Compares.
///
/// # Errors
///
/// Files that are not ours where the output needs to be, a damaged manifest, and what the system
/// says.
pub(super) fn plan<'o>(wanted: Vec<Wanted<'o>>, place: &Place) -> Result<Plan<'o>, PublishError> {
    let root = &place.root;
    let found = manifest::read(root)?;
    let seal = found.as_ref().map(|found| found.seal);
    let old = found.map_or_else(Manifest::default, |Found { manifest, .. }| manifest);
    let survey = Survey::of(root)?;

    let (unchanged, mut in_the_way) = compare(&wanted, &survey, &old, seal, root);
    let roles = roles(&survey, &wanted, &old, root);
    let folders: BTreeSet<String> = all_folders(wanted.iter().map(|file| file.path.as_str()))
        .into_iter()
        .map(str::to_owned)
        .collect();

    let built_folders = all_folders(old.entries().iter().map(|(path, _)| path.as_str()));
    let mut kept_paths: HashSet<PathBuf> = HashSet::new();
    let foreign = survey.entries.iter().zip(&roles);
    let foreign = foreign.filter(|(_, role)| matches!(role, Role::Foreign | Role::Edited));
    let empty = survey.empty_folders().filter(|folder| {
        let name = folder.name.as_deref();
        !name.is_some_and(|name| built_folders.contains(name))
    });
    for entry in foreign.map(|(entry, _)| entry).chain(empty) {
        let all = entry.path.ancestors().filter(|path| *path != Path::new(""));
        kept_paths.extend(all.map(Path::to_owned));
    }

    let mut plan = Plan {
        new: Manifest::finished(
            wanted
                .iter()
                .map(|file| (file.path.clone(), file.made))
                .collect(),
        ),
        wanted,
        unchanged,
        removed: Vec::new(),
        kept: Vec::new(),
        edited: Vec::new(),
        deserted: Vec::new(),
        folders,
        standing: BTreeMap::new(),
        rubbish: survey.rubbish,
        has_closed_folders: !survey.closed.is_empty(),
        old,
    };
    for (entry, role) in survey.entries.into_iter().zip(roles) {
        let is_kept = kept_paths.contains(&entry.path);
        match role {
            Role::Removed => plan.removed.push(entry.path),
            Role::Folder => {
                let name = entry.name.as_deref();
                if is_kept || name.is_some_and(|name| plan.folders.contains(name)) {
                    plan.standing
                        .insert(entry.path.clone(), entry.metadata.clone());
                } else {
                    plan.deserted.push(entry.path.clone());
                }
                if is_kept {
                    plan.kept.push(entry);
                }
            }
            Role::Edited => {
                plan.edited.push(entry.path.clone());
                plan.kept.push(entry);
            }
            Role::Foreign => plan.kept.push(entry),
            Role::Wanted => {}
        }
    }
    in_the_way.extend(blocking(&plan));
    if in_the_way.is_empty() {
        return Ok(plan);
    }
    in_the_way.sort();
    in_the_way.dedup();
    Err(PublishError::InTheWay {
        root: root.clone(),
        files: in_the_way,
    })
}

/// What an entry of the folder is to the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Folder,
    /// A regular file at the path of a wanted one.
    Wanted,
    Removed,
    Edited,
    Foreign,
}

fn roles(survey: &Survey, wanted: &[Wanted<'_>], old: &Manifest, root: &Path) -> Vec<Role> {
    let role = |entry: &Entry| {
        if entry.is_folder() {
            return Role::Folder;
        }
        let Some(name) = entry.name.as_deref().filter(|_| entry.metadata.is_file()) else {
            return Role::Foreign;
        };
        if position(wanted, name).is_some() {
            return Role::Wanted;
        }
        let made = old.made(name);
        if made.is_empty() {
            return Role::Foreign;
        }
        // It is about to be deleted, so nothing but its bytes will do.
        let is_as_made = made
            .iter()
            .any(|(_, made)| made.size == entry.metadata.len())
            && fs::read(root.join(&entry.path)).is_ok_and(|bytes| {
                let found = Made::of(&bytes);
                made.iter().any(|(_, made)| *made == found)
            });
        if is_as_made {
            Role::Removed
        } else {
            Role::Edited
        }
    };
    survey.entries.par_iter().map(role).collect()
}

/// For each wanted file whether it is there; and the files that must not be replaced.
fn compare(
    wanted: &[Wanted<'_>],
    survey: &Survey,
    old: &Manifest,
    seal: Option<Seal>,
    root: &Path,
) -> (Vec<bool>, Vec<PathBuf>) {
    let files: BTreeMap<&str, &Entry> = survey
        .entries
        .iter()
        .filter(|entry| entry.metadata.is_file())
        .filter_map(|entry| Some((entry.name.as_deref()?, entry)))
        .collect();
    let compared: Vec<_> = wanted
        .par_iter()
        .map(|file| {
            let Some(entry) = files.get(file.path.as_str()) else {
                return (false, None);
            };
            let made = match old.made(file.path.as_str()) {
                [(_, made)] => Some(*made),
                _ => None,
            };
            let seal = seal.filter(|_| old.finished);
            let path = root.join(&entry.path);
            let unchanged = has_bytes(&path, &entry.metadata, file, made, seal);
            let foreign = !unchanged && !old.lists(file.path.as_str());
            (unchanged, foreign.then(|| entry.path.clone()))
        })
        .collect();
    let (unchanged, foreign): (Vec<_>, Vec<_>) = compared.into_iter().unzip();
    (unchanged, foreign.into_iter().flatten().collect())
}

/// Kept things where a wanted file or one of its folders must be, under any spelling.
fn blocking(plan: &Plan<'_>) -> Vec<PathBuf> {
    let files: HashSet<String> = plan
        .wanted
        .iter()
        .map(|file| folded(file.path.as_str()))
        .collect();
    let folders: HashSet<String> = plan.folders.iter().map(|name| folded(name)).collect();
    let blocks = |entry: &&Entry| {
        let Some(name) = entry.name.as_deref() else {
            return false;
        };
        let name = folded(name);
        files.contains(&name) || !entry.is_folder() && folders.contains(&name)
    };
    let blocking = plan.kept.iter().filter(blocks);
    blocking.map(|entry| entry.path.clone()).collect()
}

/// Whether a file on disk has the bytes of a wanted one. It is read only if it was touched since
/// the manifest that says `made` of it.
fn has_bytes(
    path: &Path,
    found: &Metadata,
    file: &Wanted<'_>,
    made: Option<Made>,
    seal: Option<Seal>,
) -> bool {
    if !found.is_file() || found.len() != file.made.size {
        return false;
    }
    match (made, seal) {
        (Some(made), Some(seal)) if seal.covers(found) => made == file.made,
        _ => fs::read(path).is_ok_and(|bytes| bytes == file.bytes),
    }
}

fn position(wanted: &[Wanted<'_>], name: &str) -> Option<usize> {
    wanted
        .binary_search_by(|file| file.path.as_str().cmp(name))
        .ok()
}

fn describes(manifest: &Manifest, wanted: &[Wanted<'_>]) -> bool {
    let entries = manifest.entries();
    entries.len() == wanted.len()
        && entries
            .iter()
            .zip(wanted)
            .all(|((path, made), file)| path == file.path && *made == file.made)
}
