//! Whatever happens to a project on disk, who looks where the watcher says knows all of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use concord::source::tree::{Changes, Reading, Tree};
use concord::source::{SourcePath, Sources};
use concord::watch::{self, Method, Watcher};

/// How long a change may take to be known, on a machine with other things to do.
const LONG: Duration = Duration::from_secs(10);
/// How long to wait for what must not come.
const SHORT: Duration = Duration::from_millis(300);

/// A project on disk that is watched.
struct Watched {
    folder: tempfile::TempDir,
    config: PathBuf,
    watcher: Watcher,
    tree: Tree,
    reading: Reading,
}

impl Watched {
    fn new(method: Method) -> Self {
        Self::made(method, |_| {})
    }

    /// With what is made of it before it is watched.
    fn made(method: Method, make: fn(&Path)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().join("above/project");
        fs::create_dir_all(&root).expect("a folder");
        lay_out(&root);
        make(&root);
        let config = if root.join("concord.toml").exists() {
            root.join("concord.toml")
        } else {
            folder.path().join("settings/other.toml")
        };
        let mut watcher = watch::start(&root, &config, method);
        let (tree, reading) = Tree::open(&root, &config, Sources::default());
        assert_eq!(watcher.is_native(), method == Method::Native);
        if method == Method::Native {
            // What was made before may still be told.
            while watcher.next(SHORT / 3).is_some() {}
        }
        Self {
            folder,
            config,
            watcher,
            tree,
            reading,
        }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("above/project")
    }

    fn is_known(&self) -> bool {
        let (_, clean) = Tree::open(&self.root(), &self.config, Sources::default());
        files(&clean.sources) == files(&self.reading.sources)
            && clean.diagnostics == self.reading.diagnostics
    }

    /// Looks where the watcher says, until all is known. How many batches there were.
    #[track_caller]
    fn follow(&mut self, what: &str) -> usize {
        let end = Instant::now() + LONG;
        let mut batches = 0;
        while !self.is_known() {
            assert!(Instant::now() < end, "{what}: not known");
            let Some(batch) = self.watcher.next(LONG) else {
                panic!("{what}: no batch");
            };
            assert!(batch.notice.is_none(), "{what}: {:?}", batch.notice);
            self.reading = self.tree.refresh(&batch.changes);
            batches += 1;
        }
        batches
    }
}

fn files(sources: &Sources) -> BTreeMap<SourcePath, Vec<u8>> {
    sources
        .iter()
        .map(|file| (file.path.clone(), file.bytes.to_vec()))
        .collect()
}

fn write(path: &Path, text: impl AsRef<[u8]>) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn lay_out(root: &Path) {
    write(&root.join("concord.toml"), "title = 'Site'");
    for number in 0..10 {
        write(
            &root.join(format!("content/guide/{number}.md")),
            format!("# Article {number}"),
        );
        write(
            &root.join(format!("locales/fr/{number}.ftl")),
            format!("a = {number}"),
        );
    }
    write(&root.join(".l10n/state/fr/guide.toml"), "");
}

/// Runs a program. `false` if it is not there.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> bool {
    let command = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .stdin(Stdio::null())
        .output();
    let Ok(output) = command else {
        return false;
    };
    let printed = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {printed}");
    true
}

/// A way in which files change; it must leave the project other than it was.
type Edit = (&'static str, fn(&Path));

const ARTICLE: &str = "content/guide/3.md";

const EDITS: &[Edit] = &[
    ("written in place", |root| {
        fs::write(root.join(ARTICLE), "new").expect("a file");
    }),
    ("emptied, and filled later", |root| {
        let file = fs::File::create(root.join(ARTICLE)).expect("a file");
        thread::sleep(Duration::from_millis(30));
        std::io::Write::write_all(&mut &file, b"new").expect("written");
    }),
    ("filled in pieces, more slowly than anybody waits", |root| {
        let file = fs::File::create(root.join(ARTICLE)).expect("a file");
        for piece in 0..3 {
            thread::sleep(Duration::from_millis(120));
            std::io::Write::write_all(&mut &file, format!("{piece}\n").as_bytes())
                .expect("written");
        }
    }),
    ("as vim saves", |root| {
        let file = root.join(ARTICLE);
        let backup = root.join("content/guide/3.md~");
        write(&root.join("content/guide/4913"), "");
        fs::remove_file(root.join("content/guide/4913")).expect("removed");
        fs::rename(&file, &backup).expect("renamed");
        fs::write(&file, "new").expect("a file");
        fs::remove_file(backup).expect("removed");
    }),
    ("another renamed over it", |root| {
        write(&root.join("content/guide/.3.md.tmp"), "new");
        let temporary = root.join("content/guide/.3.md.tmp");
        fs::rename(temporary, root.join(ARTICLE)).expect("renamed");
    }),
    ("vim", |root| {
        let commands = ["-u", "NONE", "-es", "-c", "s/^/new /", "-c", "wq", ARTICLE];
        if !run(root, "vim", &commands) {
            write(&root.join(ARTICLE), "new");
        }
    }),
    ("sed", |root| {
        if !run(root, "sed", &["-i", "s/Article/New/", ARTICLE]) {
            write(&root.join(ARTICLE), "new");
        }
    }),
    ("cp that keeps times", |root| {
        write(&root.join("old.md"), "# Article x");
        let old = fs::File::options().write(true).open(root.join("old.md"));
        let times = std::time::UNIX_EPOCH + Duration::from_secs(1);
        old.expect("a file").set_modified(times).expect("set");
        if !run(root, "cp", &["-p", "old.md", ARTICLE]) {
            write(&root.join(ARTICLE), "new");
        }
    }),
    ("tar", |root| {
        write(&root.join("other/content/guide/3.md"), "# Article x");
        write(&root.join("other/content/new/folder/3.md"), "# Article x");
        let pack = ["-cf", "../a.tar", "content"];
        if run(&root.join("other"), "tar", &pack) {
            run(root, "tar", &["-xf", "a.tar"]);
        } else {
            write(&root.join(ARTICLE), "new");
        }
    }),
    ("removed", |root| {
        fs::remove_file(root.join(ARTICLE)).expect("removed");
    }),
    ("a file in new folders", |root| {
        write(&root.join("content/a/b/c/d/e.md"), "new");
    }),
    ("a file in a new folder, later", |root| {
        fs::create_dir_all(root.join("content/a/b")).expect("a folder");
        thread::sleep(Duration::from_millis(60));
        write(&root.join("content/a/b/c.md"), "new");
        thread::sleep(Duration::from_millis(60));
        write(&root.join("content/a/b/c.md"), "newer");
    }),
    ("a folder moved in", |root| {
        write(&root.join("outside/deep/one.md"), "one");
        fs::rename(root.join("outside"), root.join("content/inside")).expect("renamed");
    }),
    ("a folder moved in, then changed", |root| {
        write(&root.join("outside/deep/one.md"), "one");
        fs::rename(root.join("outside"), root.join("content/inside")).expect("renamed");
        thread::sleep(Duration::from_millis(60));
        write(&root.join("content/inside/deep/one.md"), "two");
    }),
    ("a folder moved out", |root| {
        fs::rename(root.join("content/guide"), root.join("outside")).expect("renamed");
    }),
    ("a folder renamed, then changed", |root| {
        let new = root.join("content/renamed");
        fs::rename(root.join("content/guide"), &new).expect("renamed");
        write(&new.join("3.md"), "new");
    }),
    ("a folder that is read removed and made again", |root| {
        fs::remove_dir_all(root.join("content")).expect("removed");
        thread::sleep(Duration::from_millis(80));
        write(&root.join(ARTICLE), "new");
        thread::sleep(Duration::from_millis(80));
        write(&root.join(ARTICLE), "newer");
    }),
    ("a folder that is read comes", |root| {
        write(&root.join("themes/mine/base.css"), "a{}");
        thread::sleep(Duration::from_millis(80));
        write(&root.join("themes/mine/base.css"), "b{}");
    }),
    ("the root is replaced", |root| {
        let above = root.parent().expect("a folder");
        let new = above.join("new");
        lay_out(&new);
        write(&new.join(ARTICLE), "new");
        fs::rename(root, above.join("old")).expect("renamed");
        fs::rename(&new, root).expect("renamed");
        thread::sleep(Duration::from_millis(80));
        write(&root.join("content/guide/4.md"), "new");
    }),
    ("a folder above the root is replaced", |root| {
        let above = root.parent().expect("a folder");
        let top = above.parent().expect("a folder");
        fs::create_dir(top.join("new")).expect("a folder");
        lay_out(&top.join("new/project"));
        write(&top.join("new/project").join(ARTICLE), "new");
        fs::rename(above, top.join("old")).expect("renamed");
        fs::rename(top.join("new"), above).expect("renamed");
    }),
    ("the configuration", |root| {
        write(&root.join("concord.toml"), "title = 'New'");
    }),
    ("the configuration goes and comes", |root| {
        fs::remove_file(root.join("concord.toml")).expect("removed");
        thread::sleep(Duration::from_millis(80));
        write(&root.join("concord.toml"), "title = 'New'");
    }),
    ("the meant findings come", |root| {
        write(&root.join("checks.toml"), "");
    }),
    ("a state", |root| {
        write(&root.join(".l10n/state/fr/guide.toml"), "new");
    }),
];

#[test]
fn every_change_is_known() {
    for (what, edit) in EDITS {
        let mut watched = Watched::new(Method::Native);
        let root = watched.root();
        let editor = thread::spawn(move || edit(&root));
        watched.follow_until_done(editor, what);
    }
}

#[test]
fn every_change_is_known_by_polling() {
    for (what, edit) in EDITS {
        let mut watched = Watched::new(Method::Poll(Duration::from_millis(20)));
        let root = watched.root();
        let editor = thread::spawn(move || edit(&root));
        watched.follow_until_done(editor, what);
    }
}

impl Watched {
    /// Follows while somebody edits, and then until all is known.
    #[track_caller]
    fn follow_until_done(&mut self, editor: thread::JoinHandle<()>, what: &str) {
        let before = files(&self.reading.sources);
        while !editor.is_finished() {
            if let Some(batch) = self.watcher.next(Duration::from_millis(5)) {
                self.reading = self.tree.refresh(&batch.changes);
            }
        }
        editor.join().expect("edited");
        self.follow(what);
        assert_ne!(before, files(&self.reading.sources), "{what}: no edit");
    }
}

#[test]
fn reading_is_no_change() {
    let mut watched = Watched::new(Method::Native);
    for _ in 0..3 {
        assert!(watched.is_known());
    }
    for path in [
        "site/index.html",
        "site/.concord-lock",
        "target/debug/x",
        "node_modules/a/b.md",
        ".git/index",
        "README.md",
        "content/guide/.3.md.swp",
    ] {
        write(&watched.root().join(path), "x");
    }
    write(
        &watched.folder.path().join("above/sibling/concord.toml"),
        "",
    );
    let batch = watched.watcher.next(SHORT);
    assert!(batch.is_none(), "{batch:?}");
}

#[test]
fn somebody_ends_the_wait() {
    for method in [Method::Native, Method::Poll(Duration::from_secs(3600))] {
        let mut watched = Watched::new(method);
        for _ in 0..3 {
            let waker = watched.watcher.waker();
            let start = Instant::now();
            let other = thread::spawn(move || waker.wake());
            let batch = watched.watcher.next(LONG);
            other.join().expect("woken");
            assert!(batch.is_none(), "{method:?}: {batch:?}");
            assert!(start.elapsed() < LONG, "{method:?}: nobody woke it");
        }
        // What changed meanwhile is not lost.
        let waker = watched.watcher.waker();
        write(&watched.root().join("content/guide/1.md"), "Woken.\n");
        waker.wake();
        if let Some(batch) = watched.watcher.next(SHORT) {
            watched.reading = watched.tree.refresh(&batch.changes);
        }
        if method == Method::Native {
            watched.follow("woken");
        }
    }
}

#[test]
fn a_save_is_one_batch_about_its_file() {
    let saves = EDITS
        .iter()
        .filter(|(what, _)| ["written in place", "as vim saves"].contains(what));
    for (what, save) in saves {
        let mut watched = Watched::new(Method::Native);
        save(&watched.root());
        let batch = watched.watcher.next(LONG).expect("a batch");
        let Changes::Paths(paths) = batch.changes else {
            panic!("{what}: everything");
        };
        assert!(
            paths.contains(&SourcePath::new(ARTICLE)),
            "{what}: {paths:?}"
        );
        let reading = watched.tree.refresh(&Changes::Paths(paths));
        assert_eq!(reading.changed.len(), 1, "{what}");
        assert!(watched.watcher.next(SHORT).is_none(), "{what}");
    }
}

#[test]
fn a_checkout_of_many_files_is_few_batches() {
    let mut watched = Watched::made(Method::Native, |root| {
        let git = |arguments: &[&str]| {
            let author = ["-c", "user.name=a", "-c", "user.email=a@b"];
            run(root, "git", &[&author[..], arguments].concat())
        };
        if !git(&["init", "-q"]) {
            return;
        }
        for branch in ["one", "two"] {
            git(&["checkout", "-q", "-b", branch]);
            for number in 0..100 {
                let path = root.join(format!("content/guide/many/{number}.md"));
                write(&path, format!("# {branch}"));
            }
            git(&["add", "."]);
            git(&["commit", "-q", "-m", branch]);
        }
    });
    let root = watched.root();
    if !root.join(".git").exists() {
        return;
    }
    for branch in ["one", "two", "one"] {
        run(&root, "git", &["checkout", "-q", branch]);
        let batches = watched.follow(branch);
        assert!((1..=3).contains(&batches), "{batches} batches");
    }
}

#[test]
fn a_configuration_elsewhere() {
    let mut watched = Watched::made(Method::Native, |root| {
        let settings = root.join("../../settings/other.toml");
        fs::create_dir_all(settings.parent().expect("a folder")).expect("a folder");
        fs::rename(root.join("concord.toml"), settings).expect("renamed");
    });
    let config = watched.config.clone();
    write(&config, "title = 'New'");
    watched.follow("written");
    fs::write(config.with_extension("new"), "title = 'Newer'").expect("a file");
    fs::rename(config.with_extension("new"), &config).expect("renamed");
    watched.follow("renamed");
    let folder = config.parent().expect("a folder");
    fs::rename(folder, folder.with_extension("old")).expect("renamed");
    watched.follow("gone");
    write(&config, "title = 'Newest'");
    watched.follow("come back");
}

#[cfg(unix)]
#[test]
fn links_are_followed() {
    use std::os::unix::fs::symlink;
    let mut watched = Watched::made(Method::Native, |root| {
        write(&root.join("texts/one.md"), "one");
        write(&root.join("single/one.md"), "one");
        write(&root.join("single/other.md"), "one");
        symlink("../texts", root.join("content/linked")).expect("a link");
        symlink("../../single/one.md", root.join("content/guide/one.md")).expect("a link");
        symlink("guide", root.join("content/same")).expect("a link");
        fs::rename(root.join("locales"), root.join("words")).expect("renamed");
        symlink("words", root.join("locales")).expect("a link");
    });
    let root = watched.root();
    write(&root.join("single/other.md"), "not read");
    assert!(watched.watcher.next(SHORT).is_none());
    for path in [
        "texts/one.md",
        "texts/new/two.md",
        "single/one.md",
        "content/guide/3.md",
        "content/same/4.md",
        "words/fr/0.ftl",
        "locales/fr/1.ftl",
    ] {
        write(&root.join(path), "new");
        watched.follow(path);
    }
    fs::remove_file(root.join("content/same")).expect("removed");
    watched.follow("a link goes");
    write(&root.join("content/guide/3.md"), "newer");
    watched.follow("what it led to");
    write(&root.join("late/one.md"), "one");
    symlink("../late", root.join("content/late")).expect("a link");
    watched.follow("a link comes");
    write(&root.join("late/one.md"), "two");
    watched.follow("what it leads to");
    fs::rename(root.join("late"), root.join("later")).expect("renamed");
    lay_out(&root.join("late"));
    watched.follow("another folder in the place of what it leads to");
}

#[test]
fn a_storm_of_changes_is_handed_out_in_pieces() {
    let mut watched = Watched::new(Method::Native);
    let root = watched.root();
    let storm = thread::spawn(move || {
        let end = Instant::now() + Duration::from_secs(1);
        let mut number = 0_u64;
        while Instant::now() < end {
            write(&root.join(ARTICLE), number.to_string());
            number += 1;
            thread::sleep(Duration::from_millis(1));
        }
    });
    let mut batches = 0;
    while !storm.is_finished() {
        if let Some(batch) = watched.watcher.next(SHORT) {
            watched.reading = watched.tree.refresh(&batch.changes);
            batches += usize::from(!storm.is_finished());
        }
    }
    storm.join().expect("written");
    watched.follow("the end of the storm");
    assert!(batches >= 1);
}
