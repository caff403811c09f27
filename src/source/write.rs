//! Writing source files: ledgers, states, and the files of translators.
//!
//! A file is written beside its place, flushed to disk, and renamed over the old one, so that a
//! kill at any moment leaves the old file or the new one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::{SourcePath, Sources, read};
use crate::diagnostic::Diagnostic;

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It gets this text.
    Write {
        /// The file.
        path: SourcePath,
        /// All of its text.
        text: String,
    },
    /// It goes.
    Remove {
        /// The file.
        path: SourcePath,
    },
}

impl Change {
    /// The file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Self::Write { path, .. } | Self::Remove { path } => path,
        }
    }
}

/// The code of the diagnostic about a file that is no longer what was read.
pub const CHANGED_MEANWHILE: &str = "changed-meanwhile";

/// Changes files below the project's root, one after the other, in the order given. Nothing is
/// changed if one of the files is no longer what was read.
///
/// # Errors
///
/// What could not be written, and why. Changes before it have been made.
pub fn files(root: &Path, changes: &[Change], sources: &Sources) -> Result<(), Box<Diagnostic>> {
    let _lock = lock(root);
    sweep(root, changes);
    // A file can be changed twice; what it says in between is ours.
    let mut ours: BTreeMap<&SourcePath, Option<&str>> = BTreeMap::new();
    for change in changes {
        unchanged(
            root,
            change.path(),
            sources.get(change.path()).map(|file| &*file.bytes),
        )?;
    }
    for change in changes {
        let path = change.path();
        match ours.get(path) {
            Some(text) => unchanged(root, path, text.map(str::as_bytes))?,
            None => unchanged(root, path, sources.get(path).map(|file| &*file.bytes))?,
        }
        let target = root.join(path.as_str());
        match change {
            Change::Write { text, .. } => {
                replace(&target, text.as_bytes()).map_err(|error| failed(path, &error))?;
                ours.insert(path, Some(text));
            }
            Change::Remove { .. } => {
                remove(&target).map_err(|error| failed(path, &error))?;
                ours.insert(path, None);
            }
        }
    }
    Ok(())
}

/// What the names of temporary files begin with.
const TEMPORARY: &str = ".concord-";
/// What they end with.
const SUFFIX: &str = ".new";

/// Keeps two commands from writing at once, as long as it is held. Where files can't be locked,
/// each change still checks that its file is what was read.
fn lock(root: &Path) -> Option<File> {
    let file = File::open(root.join(read::CONFIG)).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// Removes what a killed command left beside the files that it wrote. Nobody else is writing.
fn sweep(root: &Path, changes: &[Change]) {
    let folders: BTreeSet<SourcePath> = changes
        .iter()
        .map(|change| change.path().parent())
        .collect();
    for folder in folders {
        let Ok(entries) = fs::read_dir(root.join(folder.as_str())) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok) {
            let name = entry.file_name();
            let ours = name
                .to_str()
                .is_some_and(|name| name.starts_with(TEMPORARY) && name.ends_with(SUFFIX));
            if ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
                // What stays is hidden, and is tried again.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

fn failed(path: &SourcePath, error: &io::Error) -> Box<Diagnostic> {
    Diagnostic::error("unwritable", format!("`{path}` cannot be written: {error}"))
        .hint("no translation was lost; mend the cause and run the command again")
        .into()
}

/// Fails if a file is not what it was.
fn unchanged(root: &Path, path: &SourcePath, was: Option<&[u8]>) -> Result<(), Box<Diagnostic>> {
    let now = match fs::read(root.join(path.as_str())) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(path, &error)),
    };
    if now.as_deref() == was {
        return Ok(());
    }
    Err(Diagnostic::error(
        CHANGED_MEANWHILE,
        format!("`{path}` was changed while the command ran"),
    )
    .hint("run the command again")
    .into())
}

fn remove(target: &Path) -> io::Result<()> {
    fs::remove_file(target)?;
    #[cfg(unix)]
    if let Some(folder) = target.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Writes a file in one step, and replaces what is there.
///
/// # Errors
///
/// Why it cannot be written. What was there is still there.
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let target = match target.canonicalize() {
        Ok(real) => real,
        Err(error) if target.is_symlink() => return Err(error),
        Err(_) => target.to_path_buf(),
    };
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .suffix(SUFFIX)
        .tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    match fs::metadata(&target) {
        Ok(metadata) => temporary
            .as_file()
            .set_permissions(metadata.permissions())?,
        Err(_) => set_default_mode(temporary.as_file())?,
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&target).map_err(|error| error.error)?;
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Writes to whatever somebody has named: a file is replaced in one step, a device or a pipe gets
/// the bytes, and stays what it is.
///
/// # Errors
///
/// Why it cannot be written.
pub fn to(target: &Path, bytes: &[u8]) -> io::Result<()> {
    match fs::metadata(target) {
        Ok(there) if !there.is_file() && !there.is_dir() => fs::write(target, bytes),
        _ => replace(target, bytes),
    }
}

/// Temporary files are private; a source file is not.
fn set_default_mode(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(fs::Permissions::from_mode(0o644))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceFile;

    #[test]
    fn writes_what_was_planned_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = SourcePath::new(".l10n/state/fr/a.toml");
        let plan = |text: &str| {
            let (path, text) = (path.clone(), text.to_owned());
            vec![Change::Write { path, text }]
        };
        let mut read = Sources::default();
        files(folder.path(), &plan("one"), &read).unwrap();
        let on_disk = || fs::read_to_string(folder.path().join(path.as_str())).unwrap();
        assert_eq!(on_disk(), "one");
        // The file is there now, but was not when the project was read.
        let error = files(folder.path(), &plan("two"), &read).unwrap_err();
        assert_eq!(error.code, "changed-meanwhile");
        assert_eq!(on_disk(), "one");
        read.insert(SourceFile::new(path.clone(), &b"one"[..]));
        files(folder.path(), &plan("two"), &read).unwrap();
        assert_eq!(on_disk(), "two");
        let left: Vec<_> = fs::read_dir(folder.path().join(".l10n/state/fr"))
            .unwrap()
            .collect();
        assert_eq!(left.len(), 1, "no temporary file stays");
        read.insert(SourceFile::new(path.clone(), &b"two"[..]));
        let twice = [&plan("three")[..], &plan("four")[..]].concat();
        files(folder.path(), &twice, &read).unwrap();
        assert_eq!(on_disk(), "four");
        read.insert(SourceFile::new(path.clone(), &b"four"[..]));
        files(
            folder.path(),
            &[Change::Remove { path: path.clone() }],
            &read,
        )
        .unwrap();
        assert!(!folder.path().join(path.as_str()).exists());
    }
}
