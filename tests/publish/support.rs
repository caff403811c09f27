//! A project in a temporary folder, and a look at what a build left there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use concord::output::{Destination, Method, Output, OutputPath, PublishError, Published, publish};
use tempfile::TempDir;

/// Both ways to change a folder.
pub(crate) const METHODS: [Method; 2] = [Method::Exchange, Method::InPlace];

/// What is in a folder: the bytes of files, `-> target` of links, `/` of empty folders.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

pub(crate) fn is_long() -> bool {
    std::env::var_os("CONCORD_LONG").is_some()
}

pub(crate) fn output<P: AsRef<str>, B: AsRef<[u8]>>(
    files: impl IntoIterator<Item = (P, B)>,
) -> Output {
    let mut output = Output::new();
    for (path, bytes) in files {
        let path = OutputPath::new(path.as_ref()).expect("a good path");
        output
            .insert(path, bytes.as_ref())
            .expect("paths do not collide");
    }
    output
}

/// A project with a folder `site` to publish to.
pub(crate) struct Project {
    folder: TempDir,
    pub(crate) method: Method,
}

impl Project {
    pub(crate) fn new(method: Method) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        fs::create_dir(folder.path().join("content")).expect("a folder");
        Self { folder, method }
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn site(&self) -> PathBuf {
        self.path("site")
    }

    pub(crate) fn destination(&self) -> Destination {
        destination(self.folder.path(), self.method)
    }

    pub(crate) fn publish(&self, output: &Output) -> Result<Published, PublishError> {
        publish(output, &self.destination(), &|_| {})
    }

    /// Writes a file below `site`, with its folders.
    pub(crate) fn write(&self, path: &str, bytes: &str) {
        let path = self.site().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, bytes).expect("a file");
    }

    /// Requires the folder to hold exactly this, and no rubbish beside or in it.
    #[track_caller]
    pub(crate) fn holds(&self, output: &Output, others: &[(&str, &str)]) {
        let mut expected = tree_of(output);
        for (path, bytes) in others {
            expected.insert((*path).to_owned(), bytes.as_bytes().to_vec());
        }
        let mut found = tree(&self.site());
        found.remove(".concord-manifest").expect("a manifest");
        assert_trees(&found, &expected);
        assert_eq!(self.beside(), ["content", "site"]);
    }

    /// What is in the project's folder.
    pub(crate) fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = names.filter_map(|name| name.into_string().ok()).collect();
        names.sort();
        names
    }
}

pub(crate) fn destination(project: &Path, method: Method) -> Destination {
    let mut destination = Destination::new(project.join("site"), project, ["content"]);
    destination.home = None;
    destination.method = method;
    destination
}

pub(crate) fn tree_of(output: &Output) -> Tree {
    output
        .iter()
        .map(|(path, bytes)| (path.to_string(), bytes.to_vec()))
        .collect()
}

pub(crate) fn tree(root: &Path) -> Tree {
    let mut tree = Tree::new();
    collect(root, "", &mut tree);
    tree
}

fn collect(folder: &Path, prefix: &str, tree: &mut Tree) {
    let mut is_empty = true;
    for entry in fs::read_dir(folder).expect("a folder") {
        let entry = entry.expect("an entry");
        is_empty = false;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("a kind");
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), tree);
        } else if kind.is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link");
            tree.insert(path, format!("-> {}", target.display()).into_bytes());
        } else {
            tree.insert(path, fs::read(entry.path()).expect("a file"));
        }
    }
    if is_empty && !prefix.is_empty() {
        tree.insert(prefix.to_owned(), Vec::new());
    }
}

#[track_caller]
pub(crate) fn assert_trees(found: &Tree, expected: &Tree) {
    let paths = |tree: &Tree| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(paths(found), paths(expected));
    for (path, bytes) in found {
        assert!(
            Some(bytes) == expected.get(path),
            "`{path}` has other bytes"
        );
    }
}

/// Runs one of this file's ignored tests in a process of its own, with `CONCORD_CHILD` set.
pub(crate) fn child(test: &str, argument: &Path) -> std::process::Command {
    let program = std::env::current_exe().expect("this program");
    let mut command = std::process::Command::new(program);
    command
        .args([
            "--exact",
            test,
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env("CONCORD_CHILD", argument);
    command
}

/// The argument of [`child`], in the child.
pub(crate) fn child_argument() -> Option<PathBuf> {
    std::env::var_os("CONCORD_CHILD").map(PathBuf::from)
}
