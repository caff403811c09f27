//! Clumsy and hostile projects: nothing is lost, nothing panics, and whoever made the mistake is
//! told.

mod common;
#[path = "hostile/edits.rs"]
mod edits;

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use common::files_below;

const ARTICLE: &str = "# Start

All peoples have the right to peace.

States shall cooperate with each other in good faith.
";

const FRENCH: &str = "# relu
guide-title = Guide

start-title = Début
start-p1 = Tous les peuples ont droit à la paix.
# mot à mot : é
# terme de l’été
# vérifié
start-p2 = Les États coopèrent de bonne foi.
";

const FILE: &str = "locales/fr/guide.ftl";
const ARCHIVE: &str = ".l10n/archive/fr/guide.ftl";

/// A project on disk, and the program.
struct Project {
    folder: tempfile::TempDir,
}

/// How a command ended, and what it printed.
type Ended = (i32, String);

impl Project {
    fn new(french: &str) -> Self {
        let project = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        project.config("source = \"en\"\n[locales.en]\n[locales.fr]\n");
        project.write(
            "content/guide/_index.md",
            "+++\ntitle = \"Guide\"\ncontents = [\"start.md\"]\n+++\n",
        );
        project.write("content/guide/start.md", ARTICLE);
        project.write(FILE, french);
        project
    }

    /// With everything written down.
    fn synced(french: &str) -> Self {
        let project = Self::new(french);
        project.sync();
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn config(&self, rest: &str) {
        self.write("concord.toml", format!("title = \"Site\"\n{rest}"));
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[track_caller]
    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn tree(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let read = |path: PathBuf| (path.clone(), fs::read(path).expect("a file"));
        files_below(self.folder.path())
            .into_iter()
            .map(read)
            .collect()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
        command
            .args(arguments)
            .arg("--root")
            .arg(self.folder.path());
        command.stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let output = self.command(arguments).output().expect("runs");
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8_lossy(&printed).into_owned();
        (output.status.code().expect("no signal"), printed)
    }

    /// Synchronizes: `--check` foretells it, and a second time changes nothing.
    #[track_caller]
    fn sync(&self) {
        let before = self.tree();
        let (foretold, _) = self.run(&["sync", "--check"]);
        assert_eq!(self.tree(), before, "`--check` changes nothing");
        let (status, printed) = self.run(&["sync"]);
        assert_eq!(status, 0, "{printed}");
        let after = self.tree();
        assert_eq!(foretold == 1, before != after, "`--check` foretells `sync`");
        let (status, printed) = self.run(&["sync"]);
        assert_eq!(status, 0, "{printed}");
        assert_eq!(self.tree(), after, "sync twice is sync once");
    }

    /// A command that must fail, saying this, and change nothing.
    #[track_caller]
    fn refused(&self, arguments: &[&str], says: &[&str]) {
        let before = self.tree();
        let (status, printed) = self.run(arguments);
        assert_eq!(status, 1, "{printed}");
        for expected in says.iter().chain(&["hint: "]) {
            assert!(printed.contains(expected), "no `{expected}` in {printed}");
        }
        assert_eq!(self.tree(), before, "nothing was written");
    }
}

/// The article without its second paragraph.
fn shorter() -> &'static str {
    ARTICLE.split_inclusive("peace.\n").next().expect("a part")
}

#[test]
fn files_that_no_parser_survives_are_refused() {
    let deep = format!("start-p1 = {}\n", "{".repeat(200_000));
    for path in [FILE, ARCHIVE, "locales/en/guide.ftl"] {
        let project = Project::new("");
        project.write(path, &deep);
        project.refused(&["sync"], &["nested-too-deep", path]);
    }
    // The archive of a document that was removed is read as well.
    let project = Project::synced(FRENCH);
    project.write("content/other/_index.md", "# Other\n\nSomething else.\n");
    fs::remove_dir_all(project.path("content/guide")).expect("removed");
    project.write(ARCHIVE, &deep);
    project.refused(&["sync"], &["nested-too-deep", ARCHIVE]);
}

#[test]
fn line_breaks_of_windows_survive_the_archive() {
    let french = FRENCH.replace('\n', "\r\n");
    let project = Project::synced(&french);
    project.write("content/guide/start.md", shorter());
    project.sync();
    assert!(!project.text(FILE).contains("start-p2"));
    project.write("content/guide/start.md", ARTICLE);
    project.sync();
    assert_eq!(project.text(FILE), french);
}

#[test]
fn an_older_translation_in_the_archive_is_kept_beside_the_newer() {
    for newline in ["\n", "\r\n"] {
        let project = Project::synced(&FRENCH.replace('\n', newline));
        project.write("content/guide/start.md", shorter());
        project.sync();
        let again = format!("{}start-p2 = Autrement.{newline}", project.text(FILE));
        project.write(FILE, again);
        project.sync();
        let archive = project.text(ARCHIVE);
        for kept in [
            "start-p2 = Autrement.",
            "start-p2--1 = Les États coopèrent de bonne foi.",
            "# vérifié",
        ] {
            assert!(archive.contains(kept), "no `{kept}` in {archive}");
        }
    }
}

#[test]
fn a_removed_document_comes_back_as_out_of_date_as_it_went() {
    let project = Project::synced(FRENCH);
    project.write("content/other/_index.md", "# Other\n\nSomething else.\n");
    project.write(
        "content/guide/start.md",
        ARTICLE.replace("right to peace", "right to peace and rest"),
    );
    project.sync();
    let outdated = project.text(FILE);
    assert!(outdated.contains("# @outdated"), "{outdated}");
    let away = tempfile::tempdir().expect("a folder");
    let guide = away.path().join("guide");
    fs::rename(project.path("content/guide"), &guide).expect("moved");
    project.sync();
    assert!(!project.path(FILE).exists());
    fs::rename(&guide, project.path("content/guide")).expect("moved");
    project.sync();
    let back = project.text(FILE);
    let note = "# @outdated\n# @was All peoples have the right to peace.\n";
    assert!(back.contains(note), "{back}");
}

#[test]
fn a_renamed_document_does_not_run_over_other_files() {
    for taken in [
        "locales/fr/handbook.ftl",
        ".l10n/archive/fr/handbook.ftl",
        ".l10n/archive/en/handbook.ftl",
        ".l10n/state/fr/handbook.toml",
    ] {
        let project = Project::synced(FRENCH);
        project.write(taken, "# our words\nun = \"ONU\"\n");
        fs::rename(
            project.path("content/guide"),
            project.path("content/handbook"),
        )
        .expect("renamed");
        if taken.starts_with(".l10n/archive") {
            project.write(taken, "# our words\nun = ONU\n");
        }
        project.refused(&["sync"], &["name-taken", taken]);
        fs::remove_file(project.path(taken)).expect("removed");
        project.sync();
        assert_eq!(project.text("locales/fr/handbook.ftl"), FRENCH);
    }
}

#[test]
fn files_of_all_languages_follow_a_renamed_document() {
    let project = Project::new(FRENCH);
    project.config("source = \"en\"\n[locales.en]\n[locales.fr]\n[locales.de]\n");
    let german = "start-p1 = Alle Völker.\n\n# frei\n";
    project.write("locales/de/guide.ftl", german);
    project.run(&["sync"]);
    let german = project.text("locales/de/guide.ftl");
    let (guide, handbook) = (
        project.path("content/guide"),
        project.path("content/handbook"),
    );
    fs::rename(guide, handbook).expect("renamed");
    let (status, printed) = project.run(&["sync", "-l", "fr"]);
    assert_eq!(status, 0, "{printed}");
    assert_eq!(project.text("locales/de/handbook.ftl"), german);
    assert!(!project.path("locales/de/guide.ftl").exists());
    project.sync();
    assert_eq!(project.text("locales/de/handbook.ftl"), german);
}

#[test]
fn the_ledger_does_not_run_over_other_texts() {
    let project = Project::synced(FRENCH);
    project.config("source = \"fr\"\n[locales.en]\n[locales.fr]\n");
    project.refused(&["sync"], &["ledger-taken", FILE, "source"]);

    let ledger = "locales/en/guide.ftl";
    let project = Project::new(FRENCH);
    project.write(ledger, "-un = United Nations\n");
    project.refused(&["sync"], &["ledger-taken", ledger]);

    // A tool has taken the comments of the ledger away: it is a ledger all the same.
    let project = Project::synced(FRENCH);
    let bare: String = project
        .text(ledger)
        .split_inclusive('\n')
        .filter(|line| !line.starts_with('#'))
        .collect();
    project.write(ledger, bare);
    project.sync();
}

#[test]
fn no_document_takes_the_file_of_something_else() {
    for name in ["interface", "glossary"] {
        let project = Project::new(FRENCH);
        let path = format!("content/{name}/_index.md");
        project.write(&path, "# Words\n\nSome words.\n");
        project.write(&format!("locales/en/{name}.ftl"), "site-title = Ours\n");
        for command in ["sync", "build"] {
            project.refused(&[command], &["document-name", &path]);
        }
    }
}

#[cfg(unix)]
#[test]
fn one_file_by_two_names_is_refused() {
    use std::os::unix::fs::symlink;
    let config = "source = \"en\"\n[locales.en]\n[locales.fr]\n[locales.fr-CA]\n";
    let project = Project::new(FRENCH);
    project.config(config);
    symlink("fr", project.path("locales/fr-CA")).expect("a link");
    project.refused(&["sync"], &["same-file", "locales/fr-CA/guide.ftl"]);
    let project = Project::new(FRENCH);
    project.config(config);
    fs::create_dir(project.path("locales/fr-CA")).expect("a folder");
    symlink("../fr/guide.ftl", project.path("locales/fr-CA/guide.ftl")).expect("a link");
    project.refused(&["sync"], &["same-file", "locales/fr-CA/guide.ftl"]);

    // A link to a file with no other name is fine, and stays a link.
    let project = Project::new("");
    project.write("texts/fr.ftl", "guide-title = Guide\n");
    fs::remove_file(project.path(FILE)).expect("removed");
    symlink("../../texts/fr.ftl", project.path(FILE)).expect("a link");
    project.sync();
    assert!(project.path(FILE).is_symlink());
    assert!(project.text("texts/fr.ftl").contains("# @missing"));
}

#[test]
fn conflict_markers_are_found_in_every_kind_of_file() {
    for path in [
        "concord.toml",
        "content/guide/_index.md",
        "content/guide/start.md",
        FILE,
        "locales/en/guide.ftl",
    ] {
        let project = Project::synced(FRENCH);
        let text = project.text(path);
        let merged = format!("<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n");
        project.write(path, merged);
        project.refused(&["sync"], &["conflict-marker", path]);
        project.write(
            path,
            format!("{text}\n<<<<<<< HEAD\n\na\n\n=======\n\n>>>>>>> b\n"),
        );
        project.refused(&["sync"], &["conflict-marker", path]);
    }
    let project = Project::new(FRENCH);
    project.write("checks.toml", "<<<<<<< HEAD\n=======\n>>>>>>> other\n");
    project.refused(&["check"], &["conflict-marker", "checks.toml"]);
    // A page may be about conflicts.
    let code = "\n```\n<<<<<<< HEAD\n=======\n>>>>>>> other\n```\n\n## Set below\n";
    project.write("content/guide/start.md", format!("{ARTICLE}{code}"));
    project.sync();
}

#[test]
fn what_the_ledger_could_not_hold_is_refused_where_it_stands() {
    let config = "source = \"en\"\n[locales.en]\n[locales.fr]\n[variables]\na = \"x\"\n";
    let lines = "[a](https://example.org/)\\\n".repeat(120);
    for text in ["word ".repeat(60_000), "{ $a } ".repeat(101), lines] {
        let project = Project::new(FRENCH);
        project.config(config);
        project.write("content/guide/start.md", format!("# Start\n\n{text}end\n"));
        project.refused(&["sync"], &["unit-too-large", "start.md:3:1"]);
    }
    let project = Project::new(FRENCH);
    let many = "Peace is the right of all peoples.\n\n".repeat(100_000);
    project.write("content/guide/start.md", format!("# Start\n\n{many}"));
    project.refused(&["sync"], &["fluent-too-large", "locales/en/guide.ftl"]);
}

#[test]
fn stubs_go_with_the_wish_for_them() {
    let project = Project::synced("");
    assert!(project.text(FILE).contains("# @missing"));
    project.config("source = \"en\"\nnotes = false\n[locales.en]\n[locales.fr]\n");
    project.sync();
    assert!(!project.path(FILE).exists(), "{}", project.text(FILE));
}

#[test]
fn a_shared_file_of_the_same_name_is_no_translation() {
    let project = Project::new("");
    fs::remove_file(project.path(FILE)).expect("removed");
    project.write("locales/fr/terms/guide.ftl", "start-p1 = Partagé\n");
    project.sync();
    assert!(project.text(FILE).contains("# @missing start-p1"));
}

#[test]
fn what_cannot_be_imported_is_refused_in_its_place() {
    let po = |entries: &[(&str, &str)]| -> String {
        let entries = entries
            .iter()
            .map(|(id, text)| format!("msgctxt \"{id}\"\nmsgid \"x\"\nmsgstr \"{text}\"\n\n"));
        std::iter::once("msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n".to_owned())
            .chain(entries)
            .collect()
    };
    let long = "x".repeat(300_000);
    let many = "{ $a } ".repeat(120);
    for (entries, code, line) in [
        (
            vec![("start-p1", "Un"), ("start-p1", "Deux")],
            "import-twice",
            8,
        ),
        (vec![("start-p1", long.as_str())], "import-syntax", 4),
        (vec![("start-p1", many.as_str())], "import-syntax", 4),
        (vec![("start-p1", "}\\nstart-p2 = x")], "import-syntax", 4),
    ] {
        let project = Project::synced(FRENCH);
        let file = project.path("fr.po");
        fs::write(&file, po(&entries)).expect("a file");
        let file = file.display().to_string();
        let place = format!("fr.po:{line}:");
        project.refused(&["import", "po", &file, "-l", "fr"], &[code, &place]);
    }
    let project = Project::synced(FRENCH);
    let file = project.path("fr.po");
    let text = po(&[("start-p1", "Un\\r\\ndeux"), ("start-p1", "Un\\r\\ndeux")]);
    // A bare carriage return in a comment must not end it.
    let text = text.replacen("msgctxt", "# vu\revil = x\nmsgctxt", 1);
    fs::write(&file, text).expect("a file");
    project.write(FILE, "start-p2 = Les États.\n");
    let file = file.display().to_string();
    let (status, printed) = project.run(&["import", "po", &file, "-l", "fr"]);
    assert_eq!(status, 0, "{printed}");
    let french = project.text(FILE);
    assert!(french.contains("# vu evil = x\n"), "{french}");
    assert!(
        french.contains("start-p1 =\n    Un\n    deux\n"),
        "{french}"
    );
    project.sync();
}

#[test]
fn an_export_stays_out_of_the_sources() {
    let project = Project::synced(FRENCH);
    for place in [
        "concord.toml",
        FILE,
        "locales/fr/new.ftl",
        "locales/de/new/new.po",
        "content/guide/new.md",
        ".l10n/state/fr/x.toml",
    ] {
        let output = project.path(place).display().to_string();
        project.refused(
            &["export", "po", "-l", "fr", "-o", &output],
            &["output-source"],
        );
    }
    let output = project.path("out/fr.po").display().to_string();
    let (status, printed) = project.run(&["export", "po", "-l", "fr", "-o", &output]);
    assert_eq!(status, 0, "{printed}");
    assert!(project.text("out/fr.po").contains("msgctxt \"start-p1\""));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt as _;
    let project = Project::synced(FRENCH);
    let pipe = project.path("pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().expect("runs");
    assert!(made.success());
    let mut reader = Command::new("cat")
        .arg(&pipe)
        .stdout(Stdio::piped())
        .spawn()
        .expect("runs");
    let output = pipe.display().to_string();
    let (status, printed) = project.run(&["export", "po", "-l", "fr", "-o", &output]);
    let is_pipe = fs::metadata(&pipe).expect("there").file_type().is_fifo();
    if !is_pipe {
        reader.kill().expect("ended");
    }
    let read = reader.wait_with_output().expect("ends").stdout;
    assert_eq!(status, 0, "{printed}");
    assert!(is_pipe, "the pipe was replaced by a file");
    assert!(String::from_utf8_lossy(&read).contains("msgctxt"));
}

/// `/dev/full` takes nothing.
#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_cannot_be_printed_is_no_success() {
    let project = Project::synced(FRENCH);
    for arguments in [
        &["status"][..],
        &["status", "--format", "json"],
        &["export", "po", "-l", "fr"],
    ] {
        let full = fs::OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("a device");
        let output = project
            .command(arguments)
            .stdout(full)
            .output()
            .expect("runs");
        let printed = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments:?} {printed}");
        assert!(printed.contains("standard output"), "{printed}");
    }
}
