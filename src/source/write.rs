//! Writing source files that Concord keeps: ledgers and states.
//!
//! A file is written beside its place, flushed to disk, and renamed over the old one, so that a
//! kill at any moment leaves the old file or the new one.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::{SourcePath, Sources};
use crate::diagnostic::Diagnostic;

/// Writes files below the project's root, one after the other. A file that is no longer what
/// was read is not touched.
///
/// # Errors
///
/// What could not be written, and why. Files before it have been written.
pub fn files(
    root: &Path,
    files: &[(SourcePath, String)],
    read: &Sources,
) -> Result<(), Box<Diagnostic>> {
    for (path, text) in files {
        let target = root.join(path.as_str());
        let failed = |error: &io::Error| -> Box<Diagnostic> {
            Diagnostic::error("unwritable", format!("`{path}` cannot be written: {error}"))
                .hint("no translation was changed; mend the cause and run the command again")
                .into()
        };
        let now = match fs::read(&target) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(&error)),
        };
        if now.as_deref() != read.get(path).map(|file| &*file.bytes) {
            return Err(Diagnostic::error(
                "changed-meanwhile",
                format!("`{path}` was changed while the command ran"),
            )
            .hint("run the command again")
            .into());
        }
        replace(&target, text.as_bytes()).map_err(|error| failed(&error))?;
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
        Err(_) => target.to_path_buf(),
    };
    let folder = target.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut temporary = tempfile::Builder::new()
        .prefix(".concord-")
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
        let plan = |text: &str| vec![(path.clone(), text.to_owned())];
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
    }
}
