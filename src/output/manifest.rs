//! The manifest: what the previous build made, kept in the output folder.
//!
//! Text, so that a person can read it, and free of times, so that equal sites have equal
//! manifests:
//!
//! ```text
//! concord-manifest 1
//! 0123456789abcdef0123456789abcdef 5120 fr/charter/index.html
//! ```
//!
//! Digest, size in bytes and path of each file, in the order of the paths. A manifest whose
//! first line ends with `unfinished` belongs to a build that was changing the folder in place;
//! it lists what was there and what was to come, so a path may appear twice.
//!
//! The manifest is written last. A file whose times are older than the manifest's was not
//! touched since, see [`Seal`].

use std::fmt::Write as _;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::str::FromStr;

use super::error::{Doing, PublishError};
use super::path::OutputPath;
use crate::source::Digest;

/// The name of the manifest in the output folder.
pub(super) const NAME: &str = ".concord-manifest";

const FINISHED: &str = "concord-manifest 1";
const UNFINISHED: &str = "concord-manifest 1 unfinished";

/// A manifest of a million pages is smaller; anything larger is no manifest.
const LARGEST: u64 = 256 << 20;

/// What identifies the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Made {
    pub(super) digest: [u8; 16],
    pub(super) size: u64,
}

impl Made {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut digest = [0; 16];
        digest.copy_from_slice(Digest::of(bytes).as_bytes());
        Self {
            digest,
            size: bytes.len() as u64,
        }
    }
}

/// The files that builds made in a folder.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Manifest {
    /// Whether the folder was left in the state that the manifest describes.
    pub(super) finished: bool,
    /// Sorted. A path stands twice only in an unfinished manifest.
    entries: Vec<(OutputPath, Made)>,
}

impl Manifest {
    pub(super) fn finished(mut entries: Vec<(OutputPath, Made)>) -> Self {
        entries.sort();
        Self {
            finished: true,
            entries,
        }
    }

    /// The manifest to leave in the folder while it is being changed from `self` to `next`.
    pub(super) fn on_the_way_to(&self, next: &Self) -> Self {
        let mut entries = [self.entries.as_slice(), next.entries.as_slice()].concat();
        entries.sort();
        entries.dedup();
        Self {
            finished: false,
            entries,
        }
    }

    pub(super) fn entries(&self) -> &[(OutputPath, Made)] {
        &self.entries
    }

    /// What builds made at a path: nothing, one version, or two in an unfinished manifest.
    pub(super) fn made(&self, path: &str) -> &[(OutputPath, Made)] {
        let from = self.entries.partition_point(|(p, _)| p.as_str() < path);
        let rest = &self.entries[from..];
        let len = rest.partition_point(|(p, _)| p.as_str() == path);
        &rest[..len]
    }

    pub(super) fn lists(&self, path: &str) -> bool {
        !self.made(path).is_empty()
    }

    pub(super) fn to_text(&self) -> String {
        let header = if self.finished { FINISHED } else { UNFINISHED };
        let mut text = format!("{header}\n");
        for (path, made) in &self.entries {
            // Writing to a string does not fail.
            for byte in made.digest {
                let _ = write!(text, "{byte:02x}");
            }
            let _ = writeln!(text, " {} {path}", made.size);
        }
        text
    }
}

/// A line that does not belong into a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BadLine {
    /// Counted from 1.
    pub(super) line: usize,
    pub(super) problem: String,
}

impl FromStr for Manifest {
    type Err = BadLine;

    fn from_str(text: &str) -> Result<Self, BadLine> {
        let bad = |line, problem: &str| BadLine {
            line,
            problem: problem.to_owned(),
        };
        let (header, rest) = text
            .split_once('\n')
            .ok_or_else(|| bad(1, "the first line is not a manifest's"))?;
        let finished = match header {
            FINISHED => true,
            UNFINISHED => false,
            _ => return Err(bad(1, "the first line is not a manifest's")),
        };
        let mut entries: Vec<(OutputPath, Made)> = Vec::new();
        for (line, text) in (2..).zip(rest.split_inclusive('\n')) {
            let text = text
                .strip_suffix('\n')
                .ok_or_else(|| bad(line, "the last line is cut off"))?;
            let mut fields = text.splitn(3, ' ');
            let entry = (|| {
                let digest = parse_digest(fields.next()?)?;
                let size = parse_size(fields.next()?)?;
                Some((Made { digest, size }, fields.next()?))
            })();
            let (made, path) = entry.ok_or_else(|| bad(line, "it is not digest, size and path"))?;
            let path = OutputPath::new(path).map_err(|error| bad(line, &error.to_string()))?;
            let entry = (path, made);
            let in_order = entries.last().is_none_or(|last| {
                if finished {
                    last.0 < entry.0
                } else {
                    *last < entry
                }
            });
            if !in_order {
                return Err(bad(line, "it is out of order"));
            }
            entries.push(entry);
        }
        Ok(Self { finished, entries })
    }
}

fn parse_digest(text: &str) -> Option<[u8; 16]> {
    let hex = text.as_bytes();
    let mut digest = [0; 16];
    if hex.len() != 32 {
        return None;
    }
    for (byte, pair) in digest.iter_mut().zip(hex.chunks_exact(2)) {
        *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
    }
    Some(digest)
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

fn parse_size(text: &str) -> Option<u64> {
    // `parse` alone also takes a sign.
    text.bytes().all(|b| b.is_ascii_digit()).then_some(())?;
    text.parse().ok()
}

/// A point in time after the previous build had written everything.
///
/// A file that is older was not touched since. Where the system has it, that is the time of the
/// last change of its inode, which programs cannot set: an edit that restores the time of
/// modification, or an older file moved over it, shows. A file of the very tick of the seal is
/// not older, so it is read and compared. What remains hidden is an edit of equal size in a
/// folder that was then copied without its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seal {
    modified: Option<std::time::SystemTime>,
    #[cfg(unix)]
    changed: (i64, i64),
}

impl Seal {
    pub(super) fn of(manifest: &Metadata) -> Self {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt as _;
        Self {
            modified: manifest.modified().ok(),
            #[cfg(unix)]
            changed: (manifest.ctime(), manifest.ctime_nsec()),
        }
    }

    /// Whether a file was last touched before the seal was set.
    pub(super) fn covers(&self, file: &Metadata) -> bool {
        let file = Self::of(file);
        let older = file.modified.is_some() && file.modified < self.modified;
        #[cfg(unix)]
        let older = older && file.changed < self.changed;
        older
    }
}

/// A manifest as it stands in a folder.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) manifest: Manifest,
    pub(super) seal: Seal,
}

/// Reads the manifest of a folder, if it has one.
pub(super) fn read(folder: &Path) -> Result<Option<Found>, PublishError> {
    let path = folder.join(NAME);
    let failed = |error| PublishError::io(Doing::Read, &path, error);
    let damaged = |line, problem: &str| PublishError::Manifest {
        path: path.clone(),
        line,
        problem: problem.to_owned(),
    };
    let metadata = match fs::symlink_metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    // A symbolic link could name a manifest of another folder, a pipe would never end.
    if !metadata.is_file() {
        return Err(damaged(1, "it is not a regular file"));
    }
    if metadata.len() > LARGEST {
        return Err(damaged(1, "it is too large"));
    }
    let (metadata, text) = match open_and_read(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    let text = String::from_utf8(text).map_err(|_| damaged(1, "it is not UTF-8"))?;
    match text.parse() {
        Ok(manifest) => Ok(Some(Found {
            manifest,
            seal: Seal::of(&metadata),
        })),
        Err(BadLine { line, problem }) => Err(damaged(line, &problem)),
    }
}

/// Text and times of the same file, should another build replace it meanwhile.
fn open_and_read(path: &Path) -> io::Result<(Metadata, Vec<u8>)> {
    let mut file = File::open(path)?;
    let metadata = file.metadata()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok((metadata, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGEST: &str = "0123456789abcdef0123456789abcdef";

    fn entry(path: &str, bytes: &[u8]) -> (OutputPath, Made) {
        let path = OutputPath::new(path).expect("a good path");
        (path, Made::of(bytes))
    }

    #[test]
    fn reads_back_what_it_writes() {
        let old = Manifest::finished(vec![entry("b c/ü.html", b"1"), entry("a", b"")]);
        let new = Manifest::finished(vec![entry("a", b"2"), entry("d", b"3")]);
        let between = old.on_the_way_to(&new);
        for manifest in [&Manifest::finished(vec![]), &old, &new, &between] {
            assert_eq!(manifest.to_text().parse().as_ref(), Ok(manifest));
        }
        assert_eq!(between.made("a").len(), 2);
        assert_eq!(between.made("d").len(), 1);
        assert!(!between.lists("c") && !between.lists("b c") && !between.lists("e"));
    }

    #[test]
    fn refuses_anything_else() {
        let check = |text: &str, line: usize| {
            let found = text.parse::<Manifest>().map_err(|bad| bad.line);
            assert_eq!(found, Err(line), "{text:?}");
        };
        check("", 1);
        check("concord-manifest 1", 1);
        check("concord-manifest 2\n", 1);
        check("\u{feff}concord-manifest 1\n", 1);
        check("concord-manifest 1\r\n", 1);
        check("<html>\n", 1);
        let with = |entry: &str| format!("concord-manifest 1\n{DIGEST} 1 a\n{entry}");
        check(&with("\n"), 3);
        check(&with("garbage\n"), 3);
        check(&with(&format!("{DIGEST} 1 b")), 3);
        check(&with(&format!("{DIGEST} 1 ../b\n")), 3);
        check(&with(&format!("{DIGEST} 1 b/../../c\n")), 3);
        check(&with(&format!("{DIGEST} 1 /etc/passwd\n")), 3);
        check(&with(&format!("{DIGEST} 1 C:\\b\n")), 3);
        check(&with(&format!("{DIGEST} 1 \n")), 3);
        check(&with(&format!("{DIGEST} 1 b\0\n")), 3);
        check(&with(&format!("{DIGEST} 1 b\r\n")), 3);
        check(&with(&format!("{DIGEST} 1 .concord-manifest\n")), 3);
        check(&with(&format!("{DIGEST}  b\n")), 3);
        check(&with(&format!("{DIGEST} -1 b\n")), 3);
        check(&with(&format!("{DIGEST} +1 b\n")), 3);
        check(&with(&format!("{DIGEST} 99999999999999999999 b\n")), 3);
        check(&with(&format!("{} 1 b\n", DIGEST.to_uppercase())), 3);
        check(&with(&format!("{}é 1 b\n", &DIGEST[2..])), 3);
        check(&with(&format!("{DIGEST}0 1 b\n")), 3);
        check(&with(&format!("{DIGEST} 1 a\n")), 3);
        check(&with(&format!("{DIGEST} 1 A\n")), 3);
    }
}
