//! A tree that looks again knows what a tree knows that was opened just now.

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;

use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::source::SourceFile;

/// How long files are thought to be racy here: a test must not wait for seconds.
const TICK: Duration = Duration::from_millis(20);

struct Project {
    folder: tempfile::TempDir,
    tree: Tree,
}

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("deep/deep/project");
        for path in ["content/a", "locales/fr", "themes/x", ".l10n"] {
            fs::create_dir_all(root.join(path)).unwrap();
        }
        fs::write(root.join(CONFIG), "title = 'a'").unwrap();
        fs::write(root.join("content/a/one.md"), "one").unwrap();
        let (mut tree, _) = Tree::open(&root, &root.join(CONFIG), base());
        tree.tick = TICK;
        Self { folder, tree }
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join("deep/deep/project").join(path)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.at(path).parent().unwrap()).unwrap();
        fs::write(self.at(path), bytes).unwrap();
    }

    /// Looks at some paths, and compares with a clean reading.
    #[track_caller]
    fn refresh(&mut self, paths: &[&str]) -> Reading {
        let paths = paths.iter().copied().map(SourcePath::new).collect();
        self.refreshed(&Changes::Paths(paths))
    }

    #[track_caller]
    fn refreshed(&mut self, changes: &Changes) -> Reading {
        let before: BTreeMap<SourcePath, Vec<u8>> = files(&self.tree.sources);
        let said = self.tree.diagnostics();
        let reading = self.tree.refresh(changes);
        let root = self.at("");
        let (_, clean) = Tree::open(&root, &root.join(CONFIG), base());
        let (now, expected) = (files(&reading.sources), files(&clean.sources));
        assert_eq!(now, expected, "{changes:?}");
        assert_eq!(reading.diagnostics, clean.diagnostics, "{changes:?}");
        let all = before.keys().chain(now.keys());
        let differs = all.filter(|path| before.get(*path) != now.get(*path));
        for path in differs {
            assert!(reading.changed.contains(path), "`{path}` changed");
        }
        if reading.changed.is_empty() {
            assert_eq!(said, reading.diagnostics);
        }
        reading
    }
}

fn base() -> Sources {
    [("themes/x/base.css", &b"original"[..])]
        .into_iter()
        .collect()
}

fn files(sources: &Sources) -> BTreeMap<SourcePath, Vec<u8>> {
    let file = |file: &SourceFile| (file.path.clone(), file.bytes.to_vec());
    sources.iter().map(file).collect()
}

fn text(reading: &Reading, path: &str) -> Option<String> {
    reading
        .sources
        .text(&SourcePath::new(path))
        .map(str::to_owned)
}

fn codes(reading: &Reading) -> Vec<&str> {
    reading.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn a_file_is_read_again_only_if_it_changed() {
    let mut project = Project::new();
    project.write("content/a/two.md", "two");
    let reading = project.refreshed(&Changes::Everything);
    assert_eq!(reading.changed, BTreeSet::from(["content/a/two.md".into()]));
    sleep(3 * TICK);
    // Read shortly after it was written, it is read once more.
    assert!(project.refreshed(&Changes::Everything).read > 0);
    let reading = project.refreshed(&Changes::Everything);
    assert_eq!((reading.read, reading.changed.len()), (0, 0));
    project.write("content/a/two.md", "owt");
    let reading = project.refresh(&["content/a/two.md"]);
    assert_eq!(reading.read, 1);
    assert_eq!(text(&reading, "content/a/two.md").unwrap(), "owt");
}

#[test]
fn a_change_within_a_tick_is_seen() {
    let mut project = Project::new();
    for round in 0..200 {
        let path = project.at("content/a/one.md");
        let times = fs::metadata(&path).unwrap().modified().unwrap();
        let text = format!("{round:03}");
        project.write("content/a/one.md", &text);
        // As good as within one tick: on this system only the time of the metadata tells.
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(times).unwrap();
        project.refresh(&["content/a/one.md"]);
    }
}

#[test]
fn paths_that_are_not_read_are_passed_over() {
    let mut project = Project::new();
    project.write("site/index.html", "x");
    project.write("content/.git/config", "x");
    project.write("content/a/.one.md.swp", "x");
    let reading = project.refresh(&["site/index.html", "content/.git", "content/a/.one.md.swp"]);
    assert!(reading.changed.is_empty());
    assert_eq!(reading.read, 0);
}

#[test]
fn a_file_of_the_base_comes_back() {
    let mut project = Project::new();
    let path = "themes/x/base.css";
    let base = |reading: &Reading| text(reading, path).unwrap();
    project.write(path, "mine");
    assert_eq!(base(&project.refresh(&[path])), "mine");
    fs::remove_file(project.at(path)).unwrap();
    assert_eq!(base(&project.refresh(&[path])), "original");
    project.write(path, "mine");
    project.refresh(&["themes"]);
    fs::remove_dir_all(project.at("themes")).unwrap();
    assert_eq!(base(&project.refresh(&["themes"])), "original");
}

#[test]
fn a_folder_is_a_change_of_all_that_is_in_it() {
    let mut project = Project::new();
    fs::rename(project.at("content/a"), project.at("content/b")).unwrap();
    let reading = project.refresh(&["content/a", "content/b"]);
    assert_eq!(text(&reading, "content/a/one.md"), None);
    assert_eq!(text(&reading, "content/b/one.md").unwrap(), "one");
    // A file in the place of a folder, and the other way round.
    fs::remove_dir_all(project.at("content/b")).unwrap();
    project.write("content/b", "a file");
    project.refresh(&["content/b"]);
    fs::remove_file(project.at("content/b")).unwrap();
    project.write("content/b/c/d.md", "deep");
    let reading = project.refresh(&["content/b/c/d.md"]);
    assert_eq!(text(&reading, "content/b/c/d.md").unwrap(), "deep");
}

#[test]
fn folders_may_be_nested_deeper_than_a_stack() {
    let mut project = Project::new();
    let deep = format!("content/{}", "d/".repeat(1500));
    project.write(&format!("{deep}a.md"), "deep");
    let reading = project.refresh(&["content"]);
    let path = format!("{deep}a.md");
    assert_eq!(text(&reading, &path).as_deref(), Some("deep"));
}

#[test]
fn a_configuration_or_a_root_that_goes_and_comes() {
    let mut project = Project::new();
    fs::remove_file(project.at(CONFIG)).unwrap();
    let reading = project.refresh(&[CONFIG]);
    assert_eq!(codes(&reading), ["unreadable"]);
    project.write(CONFIG, "title = 'b'");
    assert!(project.refresh(&[CONFIG]).diagnostics.is_empty());
    fs::rename(project.at(""), project.folder.path().join("elsewhere")).unwrap();
    let reading = project.refresh(&["content/a/one.md"]);
    assert_eq!(codes(&reading), ["unreadable", "unreadable"]);
    assert_eq!(text(&reading, "content/a/one.md"), None);
    fs::rename(project.folder.path().join("elsewhere"), project.at("")).unwrap();
    let reading = project.refresh(&[""]);
    assert_eq!(text(&reading, "content/a/one.md").unwrap(), "one");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    #[test]
    fn links_names_and_what_is_no_file() {
        let mut project = Project::new();
        symlink("../..", project.at("content/out")).unwrap();
        symlink("a", project.at("content/b")).unwrap();
        symlink("..", project.at("content/a/up")).unwrap();
        // The lock of an editor.
        symlink("me@here.1", project.at("content/a/.#one.md")).unwrap();
        let name = OsStr::from_bytes(b"content/\xff.md");
        fs::write(
            project.folder.path().join("deep/deep/project").join(name),
            "x",
        )
        .unwrap();
        let fifo = rustix::fs::CWD;
        let mode = rustix::fs::Mode::RUSR;
        rustix::fs::mkfifoat(fifo, project.at("content/pipe"), mode).unwrap();
        let reading = project.refreshed(&Changes::Everything);
        let expected = [
            "symlink-loop",
            "symlink-loop",
            "symlink-outside",
            "file-name",
        ];
        assert_eq!(codes(&reading), expected);
        assert_eq!(text(&reading, "content/b/one.md").unwrap(), "one");
        // By one of its names a file is known by all.
        project.write("content/a/one.md", "uno");
        let reading = project.refresh(&["content/a/one.md"]);
        assert_eq!(text(&reading, "content/b/one.md").unwrap(), "uno");
    }
}

/// One edit of a project.
#[derive(Debug, Clone)]
enum Edit {
    Write(&'static str, &'static str),
    Remove(&'static str),
    Rename(&'static str, &'static str),
    Link(&'static str, &'static str),
    Mode(&'static str, u32),
    /// Times that were taken from elsewhere, as `cp -p`, `tar` and `rsync` do.
    Old(&'static str),
    Wait,
}

const PATHS: [&str; 16] = [
    "content",
    "content/a",
    "content/a/one.md",
    "content/a/two.md",
    "content/a/.two.md.swp",
    "content/a/b",
    "content/a/b/deep.md",
    "content/c",
    "content/c/one.md",
    "locales/fr",
    "locales/fr/a.ftl",
    "themes/x/base.css",
    ".l10n/state",
    "checks.toml",
    "concord.toml",
    "site/index.html",
];

fn edits() -> impl Strategy<Value = Edit> {
    const TEXTS: [&str; 4] = ["", "one", "two", "longer"];
    const TARGETS: [&str; 6] = ["a", "..", "../a/b", "one.md", "../..", "nowhere"];
    let path = || select(&PATHS[..]);
    prop_oneof![
        6 => (path(), select(&TEXTS[..])).prop_map(|(path, text)| Edit::Write(path, text)),
        2 => path().prop_map(Edit::Remove),
        3 => (path(), path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (path(), select(&TARGETS[..])).prop_map(|(path, to)| Edit::Link(path, to)),
        1 => (path(), select(&[0o000, 0o755][..])).prop_map(|(path, mode)| Edit::Mode(path, mode)),
        1 => path().prop_map(Edit::Old),
        1 => Just(Edit::Wait),
    ]
}

/// Makes an edit as far as it can be made; which paths it touched.
fn make(project: &Project, edit: &Edit) -> Vec<&'static str> {
    let at = |path: &str| {
        let at = project.at(path);
        // Links may lead out of the project; nothing is changed there.
        let top = project.folder.path().canonicalize().unwrap();
        let real = at.ancestors().find_map(|path| path.canonicalize().ok());
        let inside = real.is_some_and(|real| real.starts_with(&top) && real != top);
        if inside { at } else { top.join("outside") }
    };
    match edit {
        Edit::Write(path, text) => {
            // Folders that come with it are touched too.
            let _ = fs::create_dir_all(at(path).parent().unwrap());
            let _ = fs::write(at(path), text);
            vec![path.split_at(path.find('/').unwrap_or(path.len())).0, path]
        }
        Edit::Remove(path) => {
            let _ = fs::remove_file(at(path)).or_else(|_| fs::remove_dir_all(at(path)));
            vec![path]
        }
        Edit::Rename(from, to) => {
            let _ = fs::rename(at(from), at(to));
            vec![from, to]
        }
        Edit::Link(path, to) => {
            #[cfg(unix)]
            let _ = std::os::unix::fs::symlink(to, at(path));
            let _ = to;
            vec![path]
        }
        Edit::Mode(path, mode) => {
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                let _ = fs::set_permissions(at(path), fs::Permissions::from_mode(*mode));
            }
            let _ = mode;
            vec![path]
        }
        Edit::Old(path) => {
            let file = fs::File::options().write(true).open(at(path));
            let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1);
            let _ = file.and_then(|file| file.set_modified(old));
            vec![path]
        }
        Edit::Wait => {
            sleep(2 * TICK);
            Vec::new()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_refreshed_tree_is_a_clean_one(
        steps in prop::collection::vec((prop::collection::vec(edits(), 1..4), any::<bool>()), 1..8),
    ) {
        let mut project = Project::new();
        for (edits, hinted) in steps {
            let touched: Vec<_> = edits.iter().flat_map(|edit| make(&project, edit)).collect();
            if hinted {
                project.refresh(&touched);
            } else {
                project.refreshed(&Changes::Everything);
            }
        }
    }
}
