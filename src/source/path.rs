//! Paths of source files.

use std::fmt;
use std::sync::Arc;

use serde::Serialize;

/// The path of a source file from the project's root, with `/` between its parts on every
/// system: `content/declaration/preamble.md`. Never absolute, never with `.` or `..`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// A path that is known to be clean.
    pub fn new(path: &str) -> Self {
        Self(path.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of something in this folder.
    pub fn join(&self, name: &str) -> Self {
        if self.0.is_empty() {
            Self::new(name)
        } else {
            Self(format!("{}/{name}", self.0).into())
        }
    }

    /// The folder that holds it. The root is the empty path.
    pub fn parent(&self) -> Self {
        Self::new(self.0.rfind('/').map_or("", |at| &self.0[..at]))
    }

    /// The last part.
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |at| &self.0[at + 1..])
    }

    /// The last part without its extension: `preamble` of `preamble.md`.
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(at) if at > 0 => &name[..at],
            _ => name,
        }
    }

    /// The extension without its point: `md` of `preamble.md`, or nothing.
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        match name.rfind('.') {
            Some(at) if at > 0 => &name[at + 1..],
            _ => "",
        }
    }

    /// Whether it lies in a folder, at any depth.
    pub fn is_below(&self, folder: &Self) -> bool {
        self.relative_to(folder).is_some()
    }

    /// What remains of the path below a folder.
    pub fn relative_to(&self, folder: &Self) -> Option<&str> {
        if folder.0.is_empty() {
            return Some(&self.0);
        }
        self.0
            .strip_prefix(&*folder.0)
            .and_then(|rest| rest.strip_prefix('/'))
    }

    /// The path that a link in a file of this folder means. A leading `/` counts from `root`.
    /// `None` if it leads out of the project.
    pub fn resolve(&self, link: &str, root: &Self) -> Option<Self> {
        let (base, link) = match link.strip_prefix('/') {
            Some(rest) => (root, rest),
            None => (self, link),
        };
        let mut parts: Vec<&str> = base.0.split('/').filter(|part| !part.is_empty()).collect();
        for part in link.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        Some(Self::new(&parts.join("/")))
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for SourcePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_paths_apart() {
        let path = SourcePath::new("content/guide/intro.de.md");
        assert_eq!(path.parent(), "content/guide".into());
        assert_eq!(path.file_name(), "intro.de.md");
        assert_eq!(path.stem(), "intro.de");
        assert_eq!(path.extension(), "md");
        assert_eq!(SourcePath::new(".gitignore").stem(), ".gitignore");
        assert_eq!(SourcePath::new("concord.toml").parent(), "".into());
    }

    #[test]
    fn resolves_links() {
        let folder = SourcePath::new("content/guide");
        let root = SourcePath::new("content");
        let check = |link: &str, expected: Option<&str>| {
            assert_eq!(
                folder.resolve(link, &root),
                expected.map(SourcePath::new),
                "{link}"
            );
        };
        check("a.md", Some("content/guide/a.md"));
        check("./sub//a.md", Some("content/guide/sub/a.md"));
        check("../other/a.md", Some("content/other/a.md"));
        check("/other/a.md", Some("content/other/a.md"));
        check("../../../etc/passwd", None);
    }

    #[test]
    fn a_folder_is_not_a_prefix_of_letters() {
        assert!(SourcePath::new("a/b.md").is_below(&"a".into()));
        assert!(!SourcePath::new("ab/c.md").is_below(&"a".into()));
    }
}
