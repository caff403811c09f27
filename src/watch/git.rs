//! Whether git is writing the project's files.
//!
//! While `git checkout` and its like work, `index.lock` is there. What is read meanwhile is
//! neither the old state nor the new one.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often it is asked whether git is done.
pub(super) const WAIT: Duration = Duration::from_millis(5);
/// How old a lock may be. One that is older was left by a git that was killed, or is held by one
/// that waits for a person.
const OLD: Duration = Duration::from_secs(2);

/// The lock of the repository that holds a folder.
pub(super) fn lock_of(folder: &Path) -> Option<PathBuf> {
    let git = folder
        .ancestors()
        .map(|folder| folder.join(".git"))
        .find(|git| git.exists())?;
    if git.is_dir() {
        return Some(git.join("index.lock"));
    }
    // In a second working tree, and in a submodule, it is a file that names the folder.
    let text = fs::read_to_string(&git).ok()?;
    let named = text.strip_prefix("gitdir:")?.trim();
    Some(git.parent()?.join(named).join("index.lock"))
}

/// Whether the lock is held by somebody who is likely to let it go soon.
pub(super) fn is_busy(lock: Option<&Path>) -> bool {
    let metadata = lock.and_then(|lock| fs::symlink_metadata(lock).ok());
    let since = metadata.and_then(|metadata| metadata.modified().ok());
    since.is_some_and(|since| {
        let age = SystemTime::now().duration_since(since);
        age.is_ok_and(|age| age < OLD)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_believed_for_a_while() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("repository/project");
        fs::create_dir_all(&root).unwrap();
        fs::create_dir(folder.path().join("repository/.git")).unwrap();
        let lock = lock_of(&root).unwrap();
        assert!(!is_busy(Some(&lock)));
        fs::write(&lock, "").unwrap();
        assert!(is_busy(Some(&lock)));
        let file = fs::File::options().write(true).open(&lock).unwrap();
        file.set_modified(SystemTime::now() - 2 * OLD).unwrap();
        assert!(!is_busy(Some(&lock)), "nobody lets it go");
        // A second working tree.
        fs::write(root.join(".git"), "gitdir: ../.git/worktrees/project\n").unwrap();
        let lock = lock_of(&root).unwrap();
        assert!(lock.ends_with(".git/worktrees/project/index.lock"));
    }
}
