//! Publishing by exchange: a new tree beside the old one takes its place in one step.
//!
//! 1. Make the staging folder and all folders in it.
//! 2. Link what is unchanged and what is not ours, write the rest, the manifest last.
//! 3. Exchange the two folders: `renameat2` with `RENAME_EXCHANGE` on Linux, `renamex_np` with
//!    `RENAME_SWAP` on macOS. Where there is no folder yet, a plain rename does.
//! 4. Retire the old tree, which now has the staging's name.
//!
//! Up to step 3 the old tree is only read. A hard link is safe there, as nobody writes into a
//! file that is published: a changed file is always a new one.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::destination::Place;
use super::error::{Doing, PublishError};
use super::manifest::{self, Manifest};
use super::plan::{Plan, Wanted};
use super::survey::{Entry, Survey};

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Staged {
    /// The new tree is in place.
    Published,
    /// The system cannot do it here. The old tree is as it was.
    Impossible,
}

/// Why a tree was not finished.
enum Stop {
    Impossible,
    Failed(PublishError),
}

impl From<PublishError> for Stop {
    fn from(error: PublishError) -> Self {
        Self::Failed(error)
    }
}

/// Publishes by exchange, if that can be done.
pub(super) fn publish(plan: &Plan<'_>, place: &Place) -> Result<Staged, PublishError> {
    let old = fs::symlink_metadata(&place.root).ok();
    if old.is_some() && !can_exchange(plan, place) {
        return Ok(Staged::Impossible);
    }
    match build(plan, place, old.as_ref()).and_then(|()| swap(place, old.is_some())) {
        Ok(()) => {}
        Err(stop) => {
            remove_tree(&place.staging);
            return match stop {
                Stop::Impossible => Ok(Staged::Impossible),
                Stop::Failed(error) => Err(error),
            };
        }
    }
    if old.is_some() {
        rescue(&place.staging, &place.root, &plan.old, &plan.new);
        remove_tree(&place.staging);
    }
    seal(&place.root);
    Ok(Staged::Published)
}

/// Removes what a killed build left beside the output folder: a tree that was not finished, or
/// the old one. The lock must be held.
pub(super) fn clear(place: &Place) -> Result<(), PublishError> {
    let staging = &place.staging;
    match fs::symlink_metadata(staging) {
        Err(_) => return Ok(()),
        Ok(found) if !found.is_dir() => {
            let error = io::ErrorKind::AlreadyExists.into();
            return Err(PublishError::io(Doing::Create, staging, error));
        }
        Ok(_) => {}
    }
    if let (Ok(Some(old)), Ok(Some(new))) = (manifest::read(staging), manifest::read(&place.root)) {
        rescue(staging, &place.root, &old.manifest, &new.manifest);
    }
    remove_tree(staging);
    if fs::symlink_metadata(staging).is_ok() {
        let error = io::ErrorKind::DirectoryNotEmpty.into();
        return Err(PublishError::io(Doing::Remove, staging, error));
    }
    seal(&place.root);
    Ok(())
}

/// Dates the manifest after everything else, as unlinking changes the times of linked files.
fn seal(root: &Path) {
    // Should this fail, the next build reads the files that look younger.
    if let Ok(manifest) = File::options().write(true).open(root.join(manifest::NAME)) {
        let _ = manifest.set_modified(SystemTime::now());
    }
}

#[cfg(unix)]
fn can_exchange(plan: &Plan<'_>, place: &Place) -> bool {
    // A mount point cannot be renamed, and what is mounted below would have to be copied.
    let mount = mount_of(&place.parent);
    let folders: Vec<&PathBuf> = plan.standing.keys().chain(&plan.deserted).collect();
    let is_one_mount = mount_of(&place.root) == mount
        && folders
            .par_iter()
            .all(|folder| mount_of(&place.root.join(folder)) == mount);
    is_one_mount && !plan.has_closed_folders && !has_access_list(&place.root)
}

#[cfg(not(unix))]
fn can_exchange(_plan: &Plan<'_>, _place: &Place) -> bool {
    false
}

/// What a folder belongs to: the mount where the system tells (Linux 5.8), else the device,
/// which does not show a folder that is mounted a second time.
#[cfg(unix)]
fn mount_of(folder: &Path) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
        let flags = AtFlags::SYMLINK_NOFOLLOW;
        if let Ok(found) = statx(CWD, folder, flags, StatxFlags::MNT_ID)
            && found.stx_mask & StatxFlags::MNT_ID.bits() != 0
        {
            return Some(found.stx_mnt_id);
        }
    }
    Some(fs::symlink_metadata(folder).ok()?.dev())
}

/// Whether a folder has a POSIX access control list, which a new folder would not have.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn has_access_list(folder: &Path) -> bool {
    let mut names = [0; 4096];
    match rustix::fs::listxattr(folder, &mut names) {
        Ok(len) => names[..len]
            .split(|byte| *byte == 0)
            .any(|name| name.starts_with(b"system.posix_acl_")),
        // More names than anybody has; or a file system that has none.
        Err(error) => error == rustix::io::Errno::RANGE,
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
fn has_access_list(_folder: &Path) -> bool {
    false
}

fn build(plan: &Plan<'_>, place: &Place, old: Option<&Metadata>) -> Result<(), Stop> {
    let Place { root, staging, .. } = place;
    fs::create_dir(staging).map_err(|error| match (error.kind(), old) {
        (
            io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::InvalidFilename,
            Some(_),
        ) => Stop::Impossible,
        _ => PublishError::io(Doing::Create, root, error).into(),
    })?;
    make_folders(plan, place)?;
    let kept: Vec<_> = plan.kept.iter().filter(|kept| !kept.is_folder()).collect();
    kept.par_iter()
        .try_for_each(|kept| carry(kept, root, staging))?;
    plan.wanted
        .par_iter()
        .zip(&plan.unchanged)
        .try_for_each(|(file, unchanged)| place_file(file, *unchanged, root, staging))?;
    write_new(
        &staging.join(manifest::NAME),
        plan.new.to_text().as_bytes(),
        &root.join(manifest::NAME),
    )?;
    match old {
        Some(old) => dress(plan, staging, old),
        None => Ok(()),
    }
}

fn make_folders(plan: &Plan<'_>, place: &Place) -> Result<(), PublishError> {
    let kept = plan.kept.iter().filter(|kept| kept.is_folder());
    let folders: BTreeSet<&Path> = plan
        .folders
        .iter()
        .map(Path::new)
        .chain(kept.map(|kept| kept.path.as_path()))
        .collect();
    let mut levels: Vec<Vec<&Path>> = Vec::new();
    for folder in folders {
        let depth = folder.components().count();
        levels.resize_with(levels.len().max(depth), Vec::new);
        // An output path has at least one part, so has each of its folders.
        levels[depth.saturating_sub(1)].push(folder);
    }
    for level in levels {
        level.par_iter().try_for_each(|folder| {
            fs::create_dir(place.staging.join(folder))
                .map_err(|error| PublishError::io(Doing::Create, &place.root.join(folder), error))
        })?;
    }
    Ok(())
}

fn place_file(file: &Wanted<'_>, unchanged: bool, root: &Path, staging: &Path) -> Result<(), Stop> {
    let path = file.path.as_str();
    let (published, staged) = (root.join(path), staging.join(path));
    if unchanged {
        match fs::hard_link(&published, &staged) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                return Err(Stop::Impossible);
            }
            // A file system without hard links; or it was removed since we looked.
            Err(_) => {}
        }
    }
    Ok(write_new(&staged, file.bytes, &published)?)
}

/// Writes a file that does not exist. Errors speak of the place where it is to go.
pub(super) fn write_new(path: &Path, bytes: &[u8], goes_to: &Path) -> Result<(), PublishError> {
    File::create_new(path)
        .and_then(|mut file| file.write_all(bytes))
        .map_err(|error| PublishError::io(Doing::Write, goes_to, error))
}

/// Brings something that is not ours into the new tree, as the same file where possible.
fn carry(kept: &Entry, root: &Path, staging: &Path) -> Result<(), Stop> {
    let (from, to) = (root.join(&kept.path), staging.join(&kept.path));
    let error = match fs::hard_link(&from, &to) {
        Ok(()) => return Ok(()),
        Err(error) => error,
    };
    match error.kind() {
        // Removed since we looked: so it shall be.
        io::ErrorKind::NotFound => return Ok(()),
        // Mounted here from elsewhere, and perhaps huge.
        io::ErrorKind::CrossesDevices => return Err(Stop::Impossible),
        _ if !kept.metadata.is_file() => return Err(Stop::Impossible),
        _ => {}
    }
    let copied = fs::copy(&from, &to).and_then(|_| {
        let times = fs::FileTimes::new().set_modified(kept.metadata.modified()?);
        File::options().write(true).open(&to)?.set_times(times)
    });
    copied.map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => Stop::Impossible,
        _ => PublishError::io(Doing::Write, &from, error).into(),
    })
}

/// Gives folders that were there the owner and mode that they had.
#[cfg(unix)]
fn dress(plan: &Plan<'_>, staging: &Path, old: &Metadata) -> Result<(), Stop> {
    use std::os::unix::fs::{MetadataExt as _, lchown};
    let look = |found: &Metadata| (found.uid(), found.gid(), found.mode() & 0o7777);
    let fresh = fs::symlink_metadata(staging)
        .map_err(|error| PublishError::io(Doing::Read, staging, error))?;
    // A folder comes after what it holds, so that one without write permission can be filled.
    let standing = plan.standing.iter().rev();
    let all = standing
        .map(|(path, found)| (staging.join(path), found))
        .chain([(staging.to_owned(), old)]);
    for (path, found) in all {
        if look(found) == look(&fresh) {
            continue;
        }
        let is_ours = (found.uid(), found.gid()) == (fresh.uid(), fresh.gid());
        // The owner first: changing it takes bits from the mode.
        let dressed = if is_ours {
            Ok(())
        } else {
            lchown(&path, Some(found.uid()), Some(found.gid()))
        };
        dressed
            .and_then(|()| fs::set_permissions(&path, found.permissions()))
            .map_err(|_| Stop::Impossible)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn dress(_plan: &Plan<'_>, _staging: &Path, _old: &Metadata) -> Result<(), Stop> {
    Ok(())
}

fn swap(place: &Place, root_exists: bool) -> Result<(), Stop> {
    if root_exists {
        // The reasons are many (a mount point, a layered file system, an old kernel) and each
        // system words them in its own way.
        return exchange(&place.staging, &place.root).map_err(|_| Stop::Impossible);
    }
    fs::rename(&place.staging, &place.root)
        .map_err(|error| PublishError::io(Doing::Create, &place.root, error).into())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Saves what somebody put into the old tree after we had looked at it: before the old tree is
/// removed, all that no build made and that the new tree has not is moved there.
fn rescue(old_tree: &Path, new_tree: &Path, old: &Manifest, new: &Manifest) {
    let Ok(survey) = Survey::of(old_tree) else {
        return;
    };
    for entry in survey.entries.iter().filter(|entry| !entry.is_folder()) {
        let lists = |manifest: &Manifest| {
            let name = entry.name.as_deref();
            name.is_some_and(|name| manifest.lists(name))
        };
        if lists(old) {
            continue;
        }
        let (from, to) = (old_tree.join(&entry.path), new_tree.join(&entry.path));
        let is_late = match fs::symlink_metadata(&to) {
            Ok(found) => !lists(new) && is_newer(&entry.metadata, &found),
            Err(_) => true,
        };
        if is_late {
            // Nothing more can be done for it if this fails.
            let _ = to.parent().map(fs::create_dir_all);
            let _ = fs::rename(from, to);
        }
    }
}

fn is_newer(a: &Metadata, b: &Metadata) -> bool {
    matches!((a.modified(), b.modified()), (Ok(a), Ok(b)) if a > b)
}

/// Removes a tree of ours, as far as possible: what remains is removed by the next build. The
/// manifest goes last, as it tells whose the files are.
fn remove_tree(tree: &Path) {
    let Ok(survey) = Survey::of(tree) else {
        return;
    };
    let (folders, files): (Vec<&Entry>, Vec<&Entry>) =
        survey.entries.iter().partition(|entry| entry.is_folder());
    for folder in &folders {
        open_up(&tree.join(&folder.path), &folder.metadata);
    }
    files.par_iter().for_each(|file| {
        let _ = fs::remove_file(tree.join(&file.path));
    });
    let mut levels: Vec<Vec<PathBuf>> = Vec::new();
    for folder in folders {
        let depth = folder.path.components().count();
        levels.resize_with(levels.len().max(depth), Vec::new);
        levels[depth.saturating_sub(1)].push(tree.join(&folder.path));
    }
    for level in levels.iter().rev() {
        level.par_iter().for_each(|folder| {
            let _ = fs::remove_dir(folder);
        });
    }
    let _ = fs::remove_dir_all(tree);
}

/// Makes a folder writable, so that what is in it can be removed.
#[cfg(unix)]
fn open_up(folder: &Path, found: &Metadata) {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = found.permissions().mode();
    if mode & 0o700 != 0o700 {
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(mode | 0o700));
    }
}

#[cfg(not(unix))]
fn open_up(_folder: &Path, _found: &Metadata) {}
