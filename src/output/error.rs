//! What can go wrong while publishing, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::destination::Refusal;
use crate::diagnostic::Diagnostic;

/// At most so many files are named in one message.
const NAMED: usize = 5;

/// Why an output was not published.
#[derive(Debug)]
pub enum PublishError {
    /// The output folder must not be one.
    Refused {
        /// The output folder as it was asked for.
        root: PathBuf,
        /// Why not.
        refusal: Refusal,
    },
    /// The manifest in the output folder is not one that a build wrote.
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        problem: String,
    },
    /// Files that Concord did not make are where the output needs to be.
    InTheWay {
        /// The output folder.
        root: PathBuf,
        /// The files, from the output folder.
        files: Vec<PathBuf>,
    },
    /// The system said no.
    System {
        /// What was being done.
        doing: Doing,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
        /// How the output folder was left.
        left: Left,
    },
}

/// What was being done to a file or folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Finding out what is there.
    Read,
    /// Making a file.
    Write,
    /// Making a folder.
    Create,
    /// Removing it.
    Remove,
    /// Taking the lock.
    Lock,
}

/// How a failed publishing left the output folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    /// As it was.
    Old,
    /// With some files of the old and some of the new site. Happens in place only.
    Mixed,
}

impl PublishError {
    pub(super) fn io(doing: Doing, path: &Path, error: io::Error) -> Self {
        Self::System {
            doing,
            path: path.into(),
            error,
            left: Left::Old,
        }
    }

    pub(super) fn mixed(mut self) -> Self {
        if let Self::System { left, .. } = &mut self {
            *left = Left::Mixed;
        }
        self
    }

    /// A stable name: `output-refused`, `output-manifest`, `output-foreign`, `output-write`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Refused { .. } => "output-refused",
            Self::Manifest { .. } => "output-manifest",
            Self::InTheWay { .. } => "output-foreign",
            Self::System { .. } => "output-write",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> String {
        match self {
            Self::Refused { refusal, .. } => refusal.hint(),
            Self::Manifest { .. } => "choose another output folder, or empty this one by hand \
                                      if everything in it was built"
                .to_owned(),
            Self::InTheWay { .. } => {
                "move them elsewhere, or give the pages other paths".to_owned()
            }
            Self::System { error, left, .. } => {
                let state = match left {
                    Left::Old => "the published site is as it was",
                    Left::Mixed => {
                        "the output folder holds parts of the old and the new site: build again"
                    }
                };
                match advice(error.kind()) {
                    Some(advice) => format!("{advice}; {state}"),
                    None => state.to_owned(),
                }
            }
        }
    }
}

fn advice(kind: io::ErrorKind) -> Option<&'static str> {
    Some(match kind {
        io::ErrorKind::StorageFull => "make room on the disk",
        io::ErrorKind::QuotaExceeded => "make room in your quota",
        io::ErrorKind::FileTooLarge => "raise the limit of file sizes",
        io::ErrorKind::PermissionDenied => "see who owns the folder and who may write there",
        io::ErrorKind::ReadOnlyFilesystem => "choose an output folder that can be written to",
        _ => return None,
    })
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { root, refusal } => {
                write!(f, "cannot publish to `{}`: {refusal}", root.display())
            }
            Self::Manifest {
                path,
                line,
                problem,
            } => write!(
                f,
                "manifest `{}` is damaged at line {line}: {problem}",
                path.display()
            ),
            Self::InTheWay { root, files } => {
                let root = root.display();
                write!(
                    f,
                    "files in `{root}` that Concord did not make are in the way: "
                )?;
                for (n, file) in files.iter().take(NAMED).enumerate() {
                    let comma = if n == 0 { "" } else { ", " };
                    write!(f, "{comma}`{}`", file.display())?;
                }
                match files.len().saturating_sub(NAMED) {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            Self::System {
                doing, path, error, ..
            } => {
                let doing = match doing {
                    Doing::Read => "read",
                    Doing::Write => "write",
                    Doing::Create => "create the folder",
                    Doing::Remove => "remove",
                    Doing::Lock => "lock",
                };
                write!(f, "cannot {doing} `{}`: {error}", path.display())
            }
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System { error, .. } => Some(error),
            _ => None,
        }
    }
}

impl From<PublishError> for Diagnostic {
    fn from(error: PublishError) -> Self {
        Self::error(error.code(), error.to_string()).hint(error.hint())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints() {
        let check = |error: PublishError, code: &str, message: &str, hint: &str| {
            let diagnostic = Diagnostic::from(error);
            assert_eq!(diagnostic.code, code);
            assert_eq!(diagnostic.message, message);
            assert_eq!(diagnostic.hints, [hint]);
        };
        check(
            PublishError::io(
                Doing::Write,
                Path::new("site/a.html"),
                io::ErrorKind::StorageFull.into(),
            ),
            "output-write",
            "cannot write `site/a.html`: no storage space",
            "make room on the disk; the published site is as it was",
        );
        check(
            PublishError::io(
                Doing::Remove,
                Path::new("site/a"),
                io::ErrorKind::ResourceBusy.into(),
            )
            .mixed(),
            "output-write",
            "cannot remove `site/a`: resource busy",
            "the output folder holds parts of the old and the new site: build again",
        );
        check(
            PublishError::InTheWay {
                root: "site".into(),
                files: ["a", "b", "c", "d", "e", "f", "g"]
                    .map(PathBuf::from)
                    .into(),
            },
            "output-foreign",
            "files in `site` that Concord did not make are in the way: \
             `a`, `b`, `c`, `d`, `e` and 2 more",
            "move them elsewhere, or give the pages other paths",
        );
        check(
            PublishError::Manifest {
                path: "site/.concord-manifest".into(),
                line: 3,
                problem: "it is out of order".into(),
            },
            "output-manifest",
            "manifest `site/.concord-manifest` is damaged at line 3: it is out of order",
            "choose another output folder, or empty this one by hand \
             if everything in it was built",
        );
        check(
            PublishError::Refused {
                root: "content".into(),
                refusal: Refusal::Source("/p/content".into()),
            },
            "output-refused",
            "cannot publish to `content`: it holds, or lies in, the source folder `/p/content`",
            "choose a folder of its own, such as `site`",
        );
    }
}
