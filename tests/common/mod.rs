//! Projects in memory, and what a test asks of the sites that they become.
//!
//! A [`Project`] is put together file by file, or read from a folder as the program reads one;
//! [`Project::build`] runs the pipeline that every command runs. [`expect`] compares a text
//! with the file that holds what is expected.
#![allow(
    dead_code,
    reason = "each test program uses the part of this module that it needs"
)]

pub(crate) mod case;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use concord::diagnostic::human::{self, Colour};
use concord::diagnostic::{Diagnostics, json};
use concord::memo::Memo;
use concord::pipeline::{self, Options, originals};
use concord::source::{SourceFile, Sources, read};

/// A project that is being put together. Every project has the default theme.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    pub(crate) sources: Sources,
    options: Options,
    /// What there was to say while it was read.
    read: Diagnostics,
}

impl Project {
    /// A project of nothing but the default theme.
    pub(crate) fn new() -> Self {
        Self {
            sources: originals(),
            options: Options::default(),
            read: Diagnostics::new(),
        }
    }

    /// A small sound project: English and French, one document `guide`, one article `start.md`.
    pub(crate) fn small() -> Self {
        Self::new()
            .file(
                "concord.toml",
                "title = \"Site\"\nsource = \"en\"\n\n[locales.en]\n\n[locales.fr]\n",
            )
            .file(
                "content/guide/_index.md",
                "+++\ntitle = \"Guide\"\ncontents = [\"start.md\"]\n+++\n",
            )
            .file(
                "content/guide/start.md",
                "+++\ntitle = \"Start\"\n+++\n\nWelcome.\n",
            )
    }

    /// Reads a folder as the program does.
    pub(crate) fn folder(root: &Path) -> Self {
        let mut project = Self::new();
        project.sources = read::project(
            root,
            &root.join(read::CONFIG),
            originals(),
            &mut project.read,
        );
        project
    }

    /// Adds a file, or puts another in its place.
    pub(crate) fn file(mut self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.sources
            .insert(SourceFile::new(path.into(), bytes.as_ref()));
        self
    }

    /// Takes a file away.
    pub(crate) fn without(mut self, path: &str) -> Self {
        self.sources.remove(&path.into());
        self
    }

    /// Changes a file that is there. Panics if `from` is not in it exactly once.
    pub(crate) fn edit(self, path: &str, from: &str, to: &str) -> Self {
        let text = self
            .sources
            .text(&path.into())
            .unwrap_or_else(|| panic!("no file `{path}`"));
        assert_eq!(text.matches(from).count(), 1, "`{from}` in `{path}`");
        let text = text.replacen(from, to, 1);
        self.file(path, text)
    }

    /// What the command line would say.
    pub(crate) fn options(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Builds it, remembering nothing.
    pub(crate) fn build(&self) -> Site {
        self.build_with(&Memo::none())
    }

    /// Builds it, perhaps from what was remembered.
    pub(crate) fn build_with(&self, memo: &Memo) -> Site {
        let built = pipeline::build(&self.sources, &self.options, memo);
        let mut diagnostics = self.read.clone();
        diagnostics.extend(built.diagnostics);
        Site {
            files: built.output.map(|output| {
                output
                    .iter()
                    .map(|(path, bytes)| (path.as_str().to_owned(), bytes.to_vec()))
                    .collect()
            }),
            messages: human::render(&diagnostics, &self.sources, Colour::Plain),
            summary: human::summary(&diagnostics),
            json: json::render(&diagnostics, &self.sources),
            diagnostics,
        }
    }
}

/// What a project became.
#[derive(Debug, Clone)]
pub(crate) struct Site {
    /// The output by path, unless something forbade it.
    pub(crate) files: Option<Vec<(String, Vec<u8>)>>,
    /// All that there is to say.
    pub(crate) diagnostics: Diagnostics,
    /// The same as it is printed.
    pub(crate) messages: String,
    /// `2 errors`
    pub(crate) summary: String,
    /// The same for tools.
    pub(crate) json: String,
}

impl Site {
    /// Insists that there is nothing to say.
    #[track_caller]
    pub(crate) fn clean(self) -> Self {
        assert!(self.diagnostics.is_empty(), "{}", self.messages);
        self
    }

    /// The codes of what there is to say, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|d| d.code).collect()
    }

    /// The output paths, in order.
    pub(crate) fn paths(&self) -> Vec<&str> {
        let files = self.files.iter().flatten();
        files.map(|(path, _)| path.as_str()).collect()
    }

    /// A file of the output that is text.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> &str {
        let Some(files) = &self.files else {
            panic!("nothing was published:\n{}", self.messages);
        };
        let bytes = files
            .iter()
            .find(|(own, _)| own == path)
            .map(|(_, bytes)| bytes);
        let bytes = bytes.unwrap_or_else(|| panic!("no page `{path}` among {:#?}", self.paths()));
        std::str::from_utf8(bytes).expect("pages are UTF-8")
    }

    /// What stands in `<main>` of a page.
    #[track_caller]
    pub(crate) fn main(&self, path: &str) -> &str {
        inner(self.page(path), "main", "").unwrap_or_else(|| panic!("no <main> in `{path}`"))
    }

    /// What stands in `.prose` of a page: the text without anything around it.
    #[track_caller]
    pub(crate) fn prose(&self, path: &str) -> &str {
        inner(self.page(path), "div", "prose").unwrap_or_else(|| panic!("no .prose in `{path}`"))
    }
}

/// What stands in the first element of a name and class. Our own pages are balanced, so that
/// counting is enough; a parser would print other bytes than those that were published.
fn inner<'h>(html: &'h str, name: &str, class: &str) -> Option<&'h str> {
    let (open, close) = (format!("<{name}"), format!("</{name}>"));
    let mut at = 0;
    loop {
        let start = at + html[at..].find(&open)?;
        let end = start + html[start..].find('>')?;
        at = end + 1;
        let tag = &html[start + open.len()..end];
        let words = tag.split(|c: char| c.is_whitespace() || c == '"' || c == '=');
        if class.is_empty() || words.into_iter().any(|word| word == class) {
            break;
        }
    }
    let mut depth = 1;
    let mut end = at;
    while depth > 0 {
        let closing = end + html[end..].find(&close)?;
        let inside = html[end..closing].matches(&open).count();
        depth = depth + inside - 1;
        end = closing + close.len();
    }
    Some(&html[at..end - close.len()])
}

/// The HTML with a line break before each block, so that a difference shows as a line. Nothing
/// else is changed.
pub(crate) fn in_lines(html: &str) -> String {
    const BLOCKS: [&str; 30] = [
        "p",
        "blockquote",
        "details",
        "hr",
        "ul",
        "ol",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hgroup",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "pre",
        "div",
        "dl",
        "dt",
        "dd",
        "section",
        "aside",
        "figure",
        "header",
        "nav",
    ];
    let mut out = String::new();
    for (at, part) in html.split('<').enumerate() {
        if at == 0 {
            out.push_str(part);
            continue;
        }
        let name: String = part
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric())
            .collect();
        if BLOCKS.contains(&name.as_str()) && !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
        out.push('<');
        out.push_str(part);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// A folder of this repository.
pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a text with a file, or writes it down where `CONCORD_BLESS` is set. Returns what is
/// to be said, so that a test can report all differences at once.
pub(crate) fn expect(path: &Path, found: &str) -> Result<(), String> {
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    if blesses() {
        let folder = path.parent().expect("a file is in a folder");
        fs::create_dir_all(folder).expect("a folder can be made");
        fs::write(path, found).expect("a file can be written");
        return Ok(());
    }
    Err(format!(
        "`{}` differs; `CONCORD_BLESS=1 cargo test` accepts it:\n{}",
        path.display(),
        difference(&expected, found)
    ))
}

/// Whether expectations are rewritten.
pub(crate) fn blesses() -> bool {
    std::env::var_os("CONCORD_BLESS").is_some_and(|value| !value.is_empty() && value != "0")
}

fn difference(expected: &str, found: &str) -> String {
    similar::TextDiff::from_lines(expected, found)
        .unified_diff()
        .context_radius(2)
        .header("expected", "found")
        .to_string()
}

/// All files below a folder, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = walkdir::WalkDir::new(folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path)
        .collect();
    files.sort();
    files
}

/// The files below a folder with their paths from there.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder).expect("it is below");
            let bytes = fs::read(&path).expect("a file");
            (name.display().to_string(), bytes)
        })
        .collect()
}
