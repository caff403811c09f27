//! Paths of output files, and which of them are one name to some system.
//!
//! A site is built on one system and copied to others, so a path must be good on all of them:
//! the rules are the same everywhere, and every error says whom the name would trouble.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;

/// Names that begin so belong to the publishing itself: the manifest, the lock, the staging.
pub(super) const RESERVED_PREFIX: &str = ".concord-";

/// Of these, what is being written and has not been published. Whoever holds the lock of the
/// output folder may remove it.
pub(super) const STAGING: &str = ".concord-staging";

/// The longest part, in bytes of UTF-8: `NAME_MAX` of Linux, macOS and the BSDs. NTFS counts
/// 255 UTF-16 units, which is never less.
const LONGEST_PART: usize = 255;

/// The longest path, in bytes of UTF-8: `PATH_MAX` of macOS, the smallest of the common ones.
const LONGEST_PATH: usize = 1024;

/// Device names of Windows, whatever extension follows them ("Naming Files, Paths, and
/// Namespaces" of the Windows documentation). `COM` and `LPT` take a digit as well.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// The path of an output file from the output folder: `fr/charter/index.html`.
///
/// Parts are separated by `/` on every system. There is no way to hold one that leaves the
/// output folder or that a common system cannot store.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct OutputPath(Arc<str>);

impl OutputPath {
    /// Checks a path.
    ///
    /// # Errors
    ///
    /// The first rule that the path breaks, see [`PathProblem`].
    pub fn new(path: &str) -> Result<Self, PathError> {
        match problem(path) {
            Some(problem) => Err(PathError {
                path: path.into(),
                problem,
            }),
            None => Ok(Self(path.into())),
        }
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders that hold it, the outermost first: `fr`, `fr/charter`.
    pub(super) fn folders(&self) -> impl Iterator<Item = &str> {
        folders(&self.0)
    }

    /// Whether it is a page, which may refer to anything else and therefore comes last where
    /// files become visible one by one.
    pub(super) fn is_page(&self) -> bool {
        self.0.ends_with(".html")
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for OutputPath {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Why a path cannot be an output path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// The path as it was asked for.
    pub path: String,
    /// What is wrong with it.
    pub problem: PathProblem,
}

/// A rule that a path breaks. `part` is one name between two slashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathProblem {
    /// There is no name.
    Empty,
    /// It begins with `/`.
    Absolute,
    /// Two slashes meet, or it ends with one: a folder, not a file.
    EmptyPart,
    /// A part is `.` or `..`.
    Relative,
    /// It is longer than 1,024 bytes, more than macOS allows.
    PathTooLong,
    /// A part is longer than 255 bytes, more than most file systems allow.
    PartTooLong(String),
    /// A character that cannot be seen, breaks lines or turns the direction of a text.
    Control(char),
    /// A character that Windows forbids in names, `\` being its separator.
    Forbidden(char),
    /// A part ends with a point or a space, which Windows drops.
    Trailing(String),
    /// A part is the name of a device on Windows.
    Device(String),
    /// A part begins with `.concord-`, as the files of the publishing itself do.
    Reserved(String),
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Debug escapes what a terminal must not see.
        let path = format!("{:?}", self.path);
        let path = &path[1..path.len() - 1];
        match &self.problem {
            PathProblem::Empty => write!(f, "output path is empty"),
            PathProblem::Absolute => write!(f, "output path `{path}` is absolute"),
            PathProblem::EmptyPart => write!(f, "output path `{path}` has an empty part"),
            PathProblem::Relative => write!(f, "output path `{path}` has a part `.` or `..`"),
            PathProblem::PathTooLong => write!(
                f,
                "output path of {} bytes is longer than the {LONGEST_PATH} that macOS allows",
                self.path.len()
            ),
            PathProblem::PartTooLong(part) => write!(
                f,
                "output path has a name of {} bytes, file systems allow {LONGEST_PART}",
                part.len()
            ),
            PathProblem::Control(c) => write!(
                f,
                "output path `{path}` has the invisible character U+{:04X}",
                u32::from(*c)
            ),
            PathProblem::Forbidden(c) => {
                write!(f, "output path `{path}` has `{c}`, which Windows forbids")
            }
            PathProblem::Trailing(part) => write!(
                f,
                "output path `{path}`: `{part}` ends with a point or a space, which Windows drops"
            ),
            PathProblem::Device(part) => write!(
                f,
                "output path `{path}`: `{part}` is the name of a device on Windows"
            ),
            PathProblem::Reserved(part) => write!(
                f,
                "output path `{path}`: `{part}` begins with `{RESERVED_PREFIX}`, \
                 which is kept for the manifest and its like"
            ),
        }
    }
}

impl std::error::Error for PathError {}

/// What some system takes for the same name: canonical caseless matching (Unicode Standard
/// 3.13, D145), as the file systems of macOS and Windows do at most.
pub(super) fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let decomposed: String = path.nfd().collect();
    let folded = UniCase::unicode(decomposed).to_folded_case();
    folded.nfd().collect()
}

/// The folders of a path, the outermost first.
pub(super) fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

fn problem(path: &str) -> Option<PathProblem> {
    if path.is_empty() {
        return Some(PathProblem::Empty);
    }
    if path.starts_with('/') {
        return Some(PathProblem::Absolute);
    }
    if path.len() > LONGEST_PATH {
        return Some(PathProblem::PathTooLong);
    }
    path.split('/').find_map(part_problem)
}

fn part_problem(part: &str) -> Option<PathProblem> {
    match part {
        "" => return Some(PathProblem::EmptyPart),
        "." | ".." => return Some(PathProblem::Relative),
        _ => {}
    }
    if part.len() > LONGEST_PART {
        return Some(PathProblem::PartTooLong(part.into()));
    }
    if let Some(c) = part.chars().find(|c| is_invisible(*c)) {
        return Some(PathProblem::Control(c));
    }
    if let Some(c) = part.chars().find(|c| r#"\<>:"|?*"#.contains(*c)) {
        return Some(PathProblem::Forbidden(c));
    }
    if part.ends_with(['.', ' ']) {
        return Some(PathProblem::Trailing(part.into()));
    }
    if is_device(part) {
        return Some(PathProblem::Device(part.into()));
    }
    if part.to_ascii_lowercase().starts_with(RESERVED_PREFIX) {
        return Some(PathProblem::Reserved(part.into()));
    }
    None
}

/// Control characters, line and paragraph separators, the byte-order mark, and what reorders
/// text (Unicode Standard Annex 9, 2). The joiners U+200C and U+200D stay: Persian and the
/// scripts of India spell with them.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}'
        )
        || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or(part);
    let stem = stem.trim_end_matches(' ').to_ascii_lowercase();
    let port = || {
        let digit = stem
            .strip_prefix("com")
            .or_else(|| stem.strip_prefix("lpt"))?;
        let mut chars = digit.chars();
        let numbered = chars
            .next()
            .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c));
        Some(numbered && chars.next().is_none())
    };
    DEVICES.contains(&stem.as_str()) || port() == Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_paths() {
        for path in [
            "index.html",
            "fr/index.html",
            "zh-Hans/charter/article-3/index.html",
            "a/b/c/d/e/f/g/h/i/j.html",
            "assets/style.3f2a.css",
            ".nojekyll",
            ".well-known/security.txt",
            "CNAME",
            "robots.txt",
            "ar/الميثاق/index.html",
            "ru/устав/index.html",
            "zh/联合国宪章/index.html",
            "fa/می\u{200C}خواهم/index.html",
            "hi/क्\u{200D}ष/index.html",
            "e\u{301}.html",
            "a b.html",
            " leading.html",
            "a.b.c",
            "...a",
            "..a/b",
            "a..b",
            "console.html",
            "nul-and-void.html",
            "com/index.html",
            "com10.html",
            "com.html",
            "lpt.html",
            "auxiliary",
            "conin.html",
            "a%2e%2eb",
            "a+b&c=d;e,f@g!h~i'j(k)[l]{m}#n$o^p`q",
            ".concord",
            "concord-manifest",
            "🙂.html",
        ] {
            let checked = OutputPath::new(path);
            assert_eq!(checked.as_ref().map(OutputPath::as_str), Ok(path));
        }
        assert!(OutputPath::new(&"a".repeat(255)).is_ok());
        assert!(OutputPath::new(&"é".repeat(127)).is_ok());
        assert!(OutputPath::new(&format!("{}a.htm", "folder/".repeat(145))).is_ok());
    }

    #[test]
    fn bad_paths() {
        use PathProblem::*;
        let trailing = |part: &str| Trailing(part.into());
        let device = |part: &str| Device(part.into());
        let reserved = |part: &str| Reserved(part.into());
        for (path, expected) in [
            ("", Empty),
            ("/", Absolute),
            ("/etc/passwd", Absolute),
            ("//host/share", Absolute),
            ("a//b", EmptyPart),
            ("a/", EmptyPart),
            ("a/b//", EmptyPart),
            (".", Relative),
            ("..", Relative),
            ("./a", Relative),
            ("../a", Relative),
            ("a/..", Relative),
            ("a/../b", Relative),
            ("a/./b", Relative),
            ("a/../../b", Relative),
            ("a/.", Relative),
            ("\\a", Forbidden('\\')),
            ("..\\a", Forbidden('\\')),
            ("a\\b", Forbidden('\\')),
            ("\\\\host\\share", Forbidden('\\')),
            ("C:", Forbidden(':')),
            ("C:/a", Forbidden(':')),
            ("a:stream", Forbidden(':')),
            ("a<b", Forbidden('<')),
            ("a>b", Forbidden('>')),
            ("a\"b", Forbidden('"')),
            ("a|b", Forbidden('|')),
            ("a?b", Forbidden('?')),
            ("what?/index.html", Forbidden('?')),
            ("a*b", Forbidden('*')),
            ("a\0b", Control('\0')),
            ("\0", Control('\0')),
            ("a\nb", Control('\n')),
            ("a\rb", Control('\r')),
            ("a\tb", Control('\t')),
            ("a\u{1b}[31mb", Control('\u{1b}')),
            ("a\u{7f}", Control('\u{7f}')),
            ("a\u{85}", Control('\u{85}')),
            ("a\u{200b}b", Control('\u{200b}')),
            ("a\u{200e}b", Control('\u{200e}')),
            ("a\u{2028}b", Control('\u{2028}')),
            ("a\u{202e}lmth.b", Control('\u{202e}')),
            ("a\u{2066}b", Control('\u{2066}')),
            ("\u{feff}a", Control('\u{feff}')),
            ("a.", trailing("a.")),
            ("a.html.", trailing("a.html.")),
            ("a ", trailing("a ")),
            ("a /b", trailing("a ")),
            ("a./b", trailing("a.")),
            ("...", trailing("...")),
            ("a/.. ", trailing(".. ")),
            (" ", trailing(" ")),
            ("CON", device("CON")),
            ("con", device("con")),
            ("con.html", device("con.html")),
            ("Con.tar.gz", device("Con.tar.gz")),
            ("con .html", device("con .html")),
            ("fr/nul/index.html", device("nul")),
            ("NUL", device("NUL")),
            ("prn.txt", device("prn.txt")),
            ("aux", device("aux")),
            ("conin$", device("conin$")),
            ("CONOUT$.x", device("CONOUT$.x")),
            ("com0", device("com0")),
            ("COM1", device("COM1")),
            ("com9.html", device("com9.html")),
            ("com¹", device("com¹")),
            ("LPT1", device("LPT1")),
            ("lpt³.x", device("lpt³.x")),
            (".concord-manifest", reserved(".concord-manifest")),
            (".Concord-Lock", reserved(".Concord-Lock")),
            ("a/.concord-staging/b", reserved(".concord-staging")),
        ] {
            let found = OutputPath::new(path).map_err(|error| error.problem);
            assert_eq!(found, Err(expected), "{path:?}");
        }
        let long = "a".repeat(256);
        let found = OutputPath::new(&long).map_err(|error| error.problem);
        assert_eq!(found, Err(PartTooLong(long)));
        let long = "é".repeat(128);
        let found = OutputPath::new(&long).map_err(|error| error.problem);
        assert_eq!(found, Err(PartTooLong(long)));
        let found = OutputPath::new(&"ab/".repeat(400)).map_err(|error| error.problem);
        assert_eq!(found, Err(PathTooLong));
    }

    #[test]
    fn errors_are_one_visible_line() {
        for path in ["a\u{1b}[31m\n\u{202e}", "a\0", "con.x", &"x".repeat(300)] {
            let message = OutputPath::new(path).map_err(|error| error.to_string());
            let message = message.expect_err("a bad path");
            assert!(!message.chars().any(is_invisible), "{message:?}");
        }
    }

    #[test]
    fn names_that_some_system_takes_for_one() {
        let check = |a: &str, b: &str, same: bool| {
            assert_eq!(folded(a) == folded(b), same, "{a} and {b}");
        };
        check("README.html", "readme.HTML", true);
        check("caf\u{e9}", "cafe\u{301}", true);
        check("CAF\u{c9}", "cafe\u{301}", true);
        check("Устав", "устав", true);
        check("straße", "STRASSE", true);
        check("σοφός", "ΣΟΦΌΣ", true);
        check("\u{212a}elvin", "kelvin", true);
        check("kız", "kiz", false);
        check("a-b", "a_b", false);
        check("٣", "3", false);
    }
}
