//! Publishing in place, where folders cannot be exchanged: file by file, each in one step.
//!
//! 1. Write everything new into a staging folder inside the output folder, with the manifests
//!    to come. A full disk shows here, before anything was changed.
//! 2. Put up a manifest that lists the old and the new files, so that whatever happens next, the
//!    following build knows what is ours. Make folders.
//! 3. Move files into place: assets first, pages next, as pages refer to assets. Remove what is
//!    gone, then the folders that it leaves empty.
//! 4. Put up the new manifest.
//!
//! A reader meets whole files only, but may meet pages of both sites. A failure in steps 1 and 2
//! is undone; one in step 3 leaves a mixture, and the error says so.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::destination::Place;
use super::error::{Doing, PublishError};
use super::manifest;
use super::path::{STAGING, folded};
use super::plan::{Plan, Wanted};
use super::staged::write_new;
use super::survey::name_of;

/// The manifests in the staging folder. The files there are numbered.
const BEFORE: &str = "before";
const BETWEEN: &str = "between";
const AFTER: &str = "after";

/// Publishes in place.
pub(super) fn publish(plan: &Plan<'_>, place: &Place) -> Result<(), PublishError> {
    let root = place.root.as_path();
    let staging = root.join(STAGING);
    for rubbish in &plan.rubbish {
        remove_rubbish(&root.join(rubbish))?;
    }
    check_writable(plan, root)?;
    let changed: Vec<&Wanted<'_>> = plan.changed().collect();
    let begun = stage(plan, &changed, root, &staging).and_then(|()| begin(plan, root, &staging));
    if let Err(error) = begun {
        // What remains is removed by the next build.
        let _ = fs::remove_dir_all(&staging);
        return Err(error);
    }
    go_on(plan, &changed, root, &staging).map_err(PublishError::mixed)
}

fn remove_rubbish(path: &Path) -> Result<(), PublishError> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(_) => Ok(()),
    };
    removed.map_err(|error| PublishError::io(Doing::Remove, path, error))
}

/// Asks before anything is changed whether all folders concerned can be written to.
fn check_writable(plan: &Plan<'_>, root: &Path) -> Result<(), PublishError> {
    let deserted: HashSet<&Path> = plan.deserted.iter().map(PathBuf::as_path).collect();
    let changed = plan.changed().map(|file| Path::new(file.path.as_str()));
    let paths = changed.chain(plan.removed.iter().map(PathBuf::as_path));
    let folders: BTreeSet<&Path> = paths
        .filter_map(|path| {
            let mut folders = path.ancestors().skip(1);
            folders.find(|folder| plan.standing.contains_key(*folder) || deserted.contains(folder))
        })
        .collect();
    folders
        .into_iter()
        .map(|folder| root.join(folder))
        .chain([root.to_owned()])
        .try_for_each(|folder| {
            may_write(&folder).map_err(|error| PublishError::io(Doing::Write, &folder, error))
        })
}

#[cfg(unix)]
fn may_write(folder: &Path) -> io::Result<()> {
    use rustix::fs::{Access, access};
    Ok(access(folder, Access::WRITE_OK | Access::EXEC_OK)?)
}

#[cfg(not(unix))]
fn may_write(_folder: &Path) -> io::Result<()> {
    Ok(())
}

fn stage(
    plan: &Plan<'_>,
    changed: &[&Wanted<'_>],
    root: &Path,
    staging: &Path,
) -> Result<(), PublishError> {
    fs::create_dir(staging).map_err(|error| PublishError::io(Doing::Create, staging, error))?;
    let manifest = root.join(manifest::NAME);
    let between = plan.old.on_the_way_to(&plan.new);
    for (name, text) in [
        (BEFORE, plan.old.to_text()),
        (BETWEEN, between.to_text()),
        (AFTER, plan.new.to_text()),
    ] {
        write_new(&staging.join(name), text.as_bytes(), &manifest)?;
    }
    changed.par_iter().enumerate().try_for_each(|(n, file)| {
        let goes_to = root.join(file.path.as_str());
        write_new(&staging.join(n.to_string()), file.bytes, &goes_to)
    })
}

/// Step 2. Makes no folders where something has to be removed first.
fn begin(plan: &Plan<'_>, root: &Path, staging: &Path) -> Result<(), PublishError> {
    let manifest = root.join(manifest::NAME);
    let had_manifest = manifest.exists();
    let mut created = Vec::new();
    let begun = put_up(staging, BETWEEN, root).and_then(|()| {
        if must_go_first(plan).is_empty() {
            make_folders(plan, root, &mut created)?;
        }
        Ok(())
    });
    if begun.is_err() {
        for folder in created.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
        // A rename needs no room, so it works on a full disk too.
        let _ = if had_manifest {
            fs::rename(staging.join(BEFORE), &manifest)
        } else {
            fs::remove_file(&manifest)
        };
    }
    begun
}

fn go_on(
    plan: &Plan<'_>,
    changed: &[&Wanted<'_>],
    root: &Path,
    staging: &Path,
) -> Result<(), PublishError> {
    let first = must_go_first(plan);
    if !first.is_empty() {
        for path in &first {
            remove(&root.join(path))?;
        }
        make_folders(plan, root, &mut Vec::new())?;
    }
    for pages in [false, true] {
        changed
            .par_iter()
            .enumerate()
            .filter(|(_, file)| file.path.is_page() == pages)
            .try_for_each(|(n, file)| {
                let goes_to = root.join(file.path.as_str());
                move_to(&staging.join(n.to_string()), &goes_to)
                    .map_err(|error| PublishError::io(Doing::Write, &goes_to, error))
            })?;
    }
    let gone_already: HashSet<&Path> = first.iter().copied().collect();
    plan.removed
        .par_iter()
        .filter(|path| !gone_already.contains(path.as_path()))
        .try_for_each(|path| remove(&root.join(path)))?;
    // What they hold comes after them, so the other way round.
    for folder in plan.deserted.iter().rev() {
        // Not empty if somebody put something there meanwhile, which then stays.
        let _ = fs::remove_dir(root.join(folder));
    }
    put_up(staging, AFTER, root)?;
    // What remains is removed by the next build.
    let _ = fs::remove_dir_all(staging);
    Ok(())
}

/// Files and folders of ours that must make room: a file that becomes a folder or the other way
/// round, or that changes its spelling where both spellings are one file. What a folder holds
/// comes before it.
fn must_go_first<'p>(plan: &'p Plan<'_>) -> Vec<&'p Path> {
    let files: HashSet<String> = plan
        .wanted
        .iter()
        .map(|file| folded(file.path.as_str()))
        .collect();
    let folders: HashSet<String> = plan.folders.iter().map(|folder| folded(folder)).collect();
    let is_in = |names: &HashSet<String>, path: &Path| {
        let name = name_of(path);
        name.is_some_and(|name| names.contains(&folded(&name)))
    };
    let is_wanted_file = |path: &Path| is_in(&files, path);
    let is_wanted_folder = |path: &Path| is_in(&folders, path);
    let removed = plan.removed.iter().map(PathBuf::as_path);
    let deserted = plan.deserted.iter().rev().map(PathBuf::as_path);
    removed
        .filter(|path| is_wanted_folder(path) || path.ancestors().any(is_wanted_file))
        .chain(deserted.filter(|path| path.ancestors().any(is_wanted_file)))
        .collect()
}

fn make_folders(
    plan: &Plan<'_>,
    root: &Path,
    created: &mut Vec<PathBuf>,
) -> Result<(), PublishError> {
    for folder in &plan.folders {
        if plan.standing.contains_key(Path::new(folder)) {
            continue;
        }
        let path = root.join(folder);
        match fs::create_dir(&path) {
            Ok(()) => created.push(path),
            // Under another spelling, where spellings are one.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => {}
            Err(error) => return Err(PublishError::io(Doing::Create, &path, error)),
        }
    }
    Ok(())
}

/// Moves a staged file to its place, also where another file system is mounted there.
fn move_to(staged: &Path, goes_to: &Path) -> io::Result<()> {
    match fs::rename(staged, goes_to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {}
        result => return result,
    }
    let name = goes_to.file_name().unwrap_or_default();
    let mut near = goes_to.to_owned();
    // A digest, as the name with a prefix may be too long.
    let digest = crate::source::Digest::of(name.as_encoded_bytes());
    near.set_file_name(format!("{STAGING}-{digest}"));
    fs::copy(staged, &near)
        .and_then(|_| fs::rename(&near, goes_to))
        .inspect_err(|_| {
            let _ = fs::remove_file(&near);
        })
}

fn remove(path: &Path) -> Result<(), PublishError> {
    let removed = match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => fs::remove_dir(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(PublishError::io(Doing::Remove, path, error))
        }
        _ => Ok(()),
    }
}

fn put_up(staging: &Path, name: &str, root: &Path) -> Result<(), PublishError> {
    let manifest = root.join(manifest::NAME);
    fs::rename(staging.join(name), &manifest)
        .map_err(|error| PublishError::io(Doing::Write, &manifest, error))
}
