//! The commands as processes: what they print, how they end, what they write.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::{files_below, repository};
use tempfile::TempDir;

/// A process that is being put together.
struct Concord(Command);

impl Concord {
    /// A process in a folder, with nothing of the environment that could matter.
    fn new(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
        command.current_dir(folder).args(arguments);
        for name in [
            "NO_COLOR",
            "SOURCE_DATE_EPOCH",
            "RAYON_NUM_THREADS",
            "TZ",
            "LANG",
        ] {
            command.env_remove(name);
        }
        Self(command)
    }

    fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    fn run(mut self) -> Ran {
        Ran::from(self.0.output().expect("the process starts"))
    }
}

/// A process that has ended.
struct Ran {
    status: i32,
    stdout: String,
    stderr: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            status: output.status.code().expect("it was not killed"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

impl Ran {
    /// Insists on an exit status.
    #[track_caller]
    fn status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        self
    }

    /// Insists that nothing was printed.
    #[track_caller]
    fn quiet(self) -> Self {
        assert_eq!((self.stdout.as_str(), self.stderr.as_str()), ("", ""));
        self
    }
}

fn run(folder: &Path, arguments: &[&str]) -> Ran {
    Concord::new(folder, arguments).run()
}

/// A folder with a new project in `guide`.
fn guide() -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    run(folder.path(), &["init", "guide"]).status(0);
    let guide = folder.path().join("guide");
    (folder, guide)
}

fn write(root: &Path, path: &str, text: impl AsRef<[u8]>) {
    let target = root.join(path);
    fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
    fs::write(target, text).expect("a file");
}

/// All files below a folder, with their bytes.
fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files_below(folder)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(folder).expect("below");
            let name = name.to_str().expect("UTF-8").to_owned();
            (name, fs::read(path).expect("a file"))
        })
        .collect()
}

#[test]
fn a_new_project_builds_at_once() {
    let (_folder, guide) = guide();
    run(&guide, &["sync", "--check"]).status(0).quiet();
    run(&guide, &["check", "--strict"]).status(0).quiet();
    run(&guide, &["build"]).status(0).quiet();
    let site = contents(&guide.join("site"));
    let page = |path: &str| String::from_utf8_lossy(&site[path]).into_owned();
    assert!(page("en/guide/welcome/index.html").contains("<html lang=\"en\" dir=\"ltr\">"));
    assert!(page("ar/guide/welcome/index.html").contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(site.contains_key("index.html") && site.contains_key("en/404.html"));
    assert!(
        fs::read_to_string(guide.join(".gitignore"))
            .expect("a file")
            .contains("site")
    );
}

#[test]
fn init_writes_over_nothing() {
    let folder = TempDir::new().expect("a folder");
    write(folder.path(), "mine.txt", "mine");
    let ran = run(folder.path(), &["init", "."]).status(1);
    assert!(
        ran.stderr.contains("error[init-not-empty]"),
        "{}",
        ran.stderr
    );
    assert_eq!(contents(folder.path()).len(), 1);
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    run(folder.path(), &["init", "empty"]).status(0);
    assert!(folder.path().join("empty/concord.toml").is_file());
}

#[test]
fn the_root_is_found_by_walking_up() {
    let (folder, guide) = guide();
    let inside = guide.join("content/guide");
    run(&inside, &["build"]).status(0);
    assert!(guide.join("site/index.html").is_file());
    assert!(!inside.join("site").exists());
    // An output folder on the command line is meant from here.
    run(&inside, &["build", "-o", "../../out"]).status(0);
    assert!(guide.join("out/index.html").is_file());
    let ran = run(folder.path(), &["build"]).status(1);
    assert!(
        ran.stderr.contains("error[project-missing]"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("concord init"), "{}", ran.stderr);
    run(folder.path(), &["build", "--root", "guide"]).status(0);
    let ran = run(folder.path(), &["build", "--root", "nowhere"]).status(1);
    assert!(
        ran.stderr.contains("error[project-missing]"),
        "{}",
        ran.stderr
    );
}

#[test]
fn a_wrong_command_line_is_not_a_wrong_project() {
    let (_folder, guide) = guide();
    for arguments in [
        &["build", "--strickt"][..],
        &["bild"],
        &["build", "--format", "xml"],
        &["init"],
        &[],
    ] {
        let ran = run(&guide, arguments).status(2);
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
    let ran = run(&guide, &["build", "--strickt"]).status(2);
    assert!(ran.stderr.contains("--strict"), "{}", ran.stderr);
    run(&guide, &["--help"]).status(0);
    run(&guide, &["--version"]).status(0);
}

#[test]
fn a_language_that_the_site_does_not_have_is_an_error() {
    let (_folder, guide) = guide();
    run(&guide, &["build", "--lang", "ar"]).status(0);
    let ran = run(&guide, &["build", "--lang", "arr"]).status(1);
    assert!(
        ran.stderr.contains("error[locale-unknown]"),
        "{}",
        ran.stderr
    );
}

#[test]
fn errors_leave_the_published_site() {
    let (_folder, guide) = guide();
    run(&guide, &["build"]).status(0);
    let before = contents(&guide.join("site"));
    write(
        &guide,
        "content/guide/welcome.md",
        "+++\ntitle = \"Welcome\"\n+++\n\n[x](nowhere.md)\n",
    );
    let ran = run(&guide, &["build"]).status(1);
    assert!(
        ran.stderr.contains("content/guide/welcome.md:5:5"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.ends_with("1 error\n"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert!(contents(&guide.join("site")) == before);
}

#[test]
fn diagnostics_are_json_for_tools() {
    let (_folder, guide) = guide();
    let ran = run(&guide, &["check", "--format", "json"]).status(0);
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("[]\n", ""));
    write(
        &guide,
        "content/guide/welcome.md",
        "+++\ntitle = \"Welcome\"\n+++\n\nÄ [x](nowhere.md)\n",
    );
    for command in ["check", "build", "sync"] {
        let ran = run(&guide, &[command, "--format", "json"]).status(1);
        let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect(command);
        let first = &json[0];
        assert_eq!(first["severity"], "error");
        assert_eq!(first["code"], "link-broken");
        assert_eq!(first["file"], "content/guide/welcome.md");
        assert_eq!((&first["line"], &first["column"]), (&5.into(), &7.into()));
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn diagnostics_are_annotations_for_github() {
    let (_folder, guide) = guide();
    write(
        &guide,
        "content/guide/welcome.md",
        "+++\ntitle = \"Welcome\"\n+++\n\n100 % [x](nowhere.md)\n",
    );
    for command in ["check", "build", "sync"] {
        let ran = run(&guide, &[command, "--format", "github"]).status(1);
        let line = "::error file=content/guide/welcome.md,line=5,endLine=5,col=11,endColumn=21,\
                    title=link-broken::there is no file `content/guide/nowhere.md`";
        assert!(
            ran.stdout.lines().any(|own| own.starts_with(line)),
            "{}",
            ran.stdout
        );
        assert_eq!(ran.stderr, "");
    }
}

#[test]
fn what_is_meant_is_counted_and_not_printed() {
    let (_folder, guide) = guide();
    let state = ".l10n/state/ar/guide.toml";
    fs::remove_file(guide.join(state)).expect("it is there");
    write(
        &guide,
        "locales/ar/guide.ftl",
        "welcome-title = Welcome to the guide of this site\nguide-nothing = لا شيء\n",
    );
    let ran = run(&guide, &["check"]).status(1);
    assert!(ran.stderr.contains("error[unknown-id]"), "{}", ran.stderr);
    write(
        &guide,
        "checks.toml",
        "[[allow]]\ncode = \"unknown-id\"\nlocale = \"ar\"\nunit = \"guide-nothing\"\nreason = \"soon\"\n",
    );
    let ran = run(&guide, &["check"]).status(0);
    assert!(ran.stderr.ends_with("1 suppressed\n"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("unknown-id"), "{}", ran.stderr);
    write(
        &guide,
        "checks.toml",
        "[[allow]]\ncode = \"unknown-id\"\nreason = \"soon\"\n\n[[allow]]\ncode = \"copied\"\nreason = \"x\"\n",
    );
    let ran = run(&guide, &["check"]).status(0);
    assert!(
        ran.stderr.ends_with("1 warning, 1 suppressed\n"),
        "{}",
        ran.stderr
    );
    run(&guide, &["check", "--strict"]).status(1);
}

#[test]
fn there_is_no_colour_in_a_pipe() {
    let (_folder, guide) = guide();
    write(&guide, "content/guide/welcome.md", "no title\n");
    for no_color in ["", "1"] {
        let ran = Concord::new(&guide, &["check"])
            .env("NO_COLOR", no_color)
            .run();
        assert!(!ran.status(1).stderr.contains('\u{1b}'));
    }
}

#[test]
fn check_writes_nothing() {
    let (_folder, guide) = guide();
    let before = contents(&guide);
    run(&guide, &["check"]).status(0).quiet();
    write(&guide, "content/guide/extra.md", "nothing\n");
    run(&guide, &["check"]).status(1);
    fs::remove_file(guide.join("content/guide/extra.md")).expect("a file");
    assert!(contents(&guide) == before);
}

#[test]
fn problems_of_translations_are_warnings_unless_strict() {
    let (_folder, guide) = guide();
    write(
        &guide,
        "locales/ar/guide.ftl",
        "guide-title = { -nothing }\n",
    );
    let ran = run(&guide, &["build"]).status(0);
    assert!(
        ran.stderr.contains("warning[fluent-reference]"),
        "{}",
        ran.stderr
    );
    let ran = run(&guide, &["build", "--strict"]).status(1);
    assert!(
        ran.stderr.contains("error[fluent-reference]"),
        "{}",
        ran.stderr
    );
    run(&guide, &["check"]).status(1);
}

#[test]
fn an_unchanged_site_is_not_written_again() {
    let (_folder, guide) = guide();
    run(&guide, &["build"]).status(0);
    let times = || -> Vec<_> {
        files_below(&guide.join("site"))
            .iter()
            .map(|path| {
                fs::metadata(path)
                    .and_then(|file| file.modified())
                    .expect("a time")
            })
            .collect()
    };
    let before = times();
    std::thread::sleep(std::time::Duration::from_millis(20));
    run(&guide, &["build"]).status(0);
    assert_eq!(times(), before);
}

#[test]
fn sync_writes_once() {
    let (_folder, guide) = guide();
    // A project that builds at once may still have states to write down.
    run(&guide, &["sync"]).status(0);
    let before = contents(&guide);
    run(&guide, &["sync"]).status(0).quiet();
    assert!(contents(&guide) == before);
    let welcome = guide.join("content/guide/welcome.md");
    let text = fs::read_to_string(&welcome).expect("a file");
    fs::write(
        &welcome,
        text.replace("first article", "very first article"),
    )
    .expect("a file");
    let ran = run(&guide, &["sync", "--check"]).status(1);
    assert_eq!(
        ran.stdout,
        ".l10n/state/ar/guide.toml\nlocales/ar/guide.ftl\nlocales/en/guide.ftl\n"
    );
    let ran = run(&guide, &["sync", "--dry-run"]).status(0);
    assert_eq!(ran.stdout.lines().count(), 3);
    run(&guide, &["sync"]).status(0);
    run(&guide, &["sync", "--check"]).status(0).quiet();
    let state = fs::read_to_string(guide.join(".l10n/state/ar/guide.toml")).expect("a file");
    assert!(
        state.contains("was = \"This is the first article"),
        "{state}"
    );
    let after = contents(&guide);
    let path = "locales/ar/interface.ftl";
    assert!(after[path] == before[path], "`{path}` is the translator's");
    // Notes aside, so is every byte of the translations.
    let own = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let lines = text.lines().filter(|line| !line.starts_with("# @"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let path = "locales/ar/guide.ftl";
    assert!(after[path] != before[path]);
    assert_eq!(own(&after[path]), own(&before[path]));
}

#[test]
fn sync_does_nothing_on_errors() {
    let (_folder, guide) = guide();
    run(&guide, &["sync"]).status(0);
    let before = contents(&guide);
    write(&guide, "content/guide/welcome.md", "no title\n");
    run(&guide, &["sync"]).status(1);
    let mut after = contents(&guide);
    let path = "content/guide/welcome.md";
    after.insert(path.to_owned(), before[path].clone());
    assert!(after == before);
}

#[test]
fn a_site_for_reading_from_disk_names_files() {
    let (_folder, guide) = guide();
    run(&guide, &["build", "--for-disk"]).status(0);
    let site = contents(&guide.join("site"));
    // A server shows `404.html` at any address, so that its links begin at the root.
    let is_page = |path: &str| path.ends_with(".html") && !path.ends_with("404.html");
    for (path, bytes) in site.iter().filter(|(path, _)| is_page(path)) {
        let page = String::from_utf8_lossy(bytes);
        for href in page.split("href=").skip(1) {
            let href = href.trim_start_matches('"');
            let end = href.find(['"', ' ', '>']).unwrap_or(href.len());
            let href = &href[..end];
            let file = href.split('#').next().unwrap_or(href);
            assert!(!file.ends_with('/'), "`{href}` in `{path}`");
        }
    }
}

#[test]
fn files_that_cannot_be_read_are_reported() {
    let (folder, guide) = guide();
    write(
        folder.path(),
        "outside.md",
        "+++\ntitle = \"Outside\"\n+++\n",
    );
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        use std::os::unix::fs::symlink;
        symlink(
            "../../../outside.md",
            guide.join("content/guide/outside.md"),
        )
        .expect("a link");
        symlink("../guide", guide.join("content/guide/loop")).expect("a link");
        let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
        fs::write(guide.join("content/guide").join(name), "x").expect("a file");
        let ran = run(&guide, &["build"]).status(1);
        for code in ["symlink-outside", "symlink-loop", "file-name"] {
            assert!(
                ran.stderr.contains(&format!("error[{code}]")),
                "{code}: {}",
                ran.stderr
            );
        }
        assert!(!guide.join("site").exists());
    }
    let ran = run(&guide, &["build", "--config", "nowhere.toml"]).status(1);
    assert!(ran.stderr.contains("error[unreadable]"), "{}", ran.stderr);
}

#[test]
fn an_output_folder_that_is_no_output_folder_is_refused() {
    let (folder, guide) = guide();
    let check = |output: &str, code: &str| {
        let before = contents(folder.path());
        let ran = run(&guide, &["build", "-o", output]).status(1);
        assert!(
            ran.stderr.contains(&format!("error[{code}]")),
            "{output}: {}",
            ran.stderr
        );
        assert!(contents(folder.path()) == before, "{output}");
    };
    check("content", "output-refused");
    check("content/site", "output-refused");
    check(".", "output-refused");
    check("..", "output-refused");
    write(folder.path(), "photos/mine.jpg", "x");
    check("../photos", "output-refused");
}

/// The bytes of a site depend on nothing but the project.
#[test]
fn everywhere_the_same_bytes() {
    let (folder, guide) = guide();
    run(&guide, &["build", "-o", "../plain"]).status(0);
    let expected = contents(&folder.path().join("plain"));
    let check = |concord: Concord, output: &Path| {
        concord.run().status(0);
        let found = contents(output);
        assert!(found == expected, "{}", output.display());
    };
    let out = |name: &str| folder.path().join(name);
    for threads in ["1", "2", "16"] {
        let name = format!("threads-{threads}");
        let concord = Concord::new(&guide, &["build", "-o", &format!("../{name}")]);
        check(concord.env("RAYON_NUM_THREADS", threads), &out(&name));
    }
    let elsewhere = Concord::new(Path::new("/"), &["build", "--root"]);
    let mut elsewhere = elsewhere
        .env("TZ", "Pacific/Kiritimati")
        .env("LANG", "tr_TR.UTF-8");
    elsewhere.0.arg(&guide).arg("-o").arg(out("elsewhere"));
    check(elsewhere, &out("elsewhere"));
    // Another checkout, whose files were made in another order.
    let copy = folder.path().join("été/copy");
    for (path, bytes) in contents(&guide).iter().rev() {
        write(&copy, path, bytes);
    }
    check(Concord::new(&copy, &["build"]), &copy.join("site"));
}

#[test]
fn the_flagship_has_nothing_to_say() {
    let folder = TempDir::new().expect("a folder");
    let output = folder.path().join("site");
    let output = output.to_str().expect("UTF-8");
    run(&repository(), &["build", "--strict", "-o", output])
        .status(0)
        .quiet();
    run(&repository(), &["sync", "--check"]).status(0).quiet();
}
