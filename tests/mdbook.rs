//! Books of mdBook with PO files of the real extractor, from their files to the built site.
//!
//! `mdbook/generated.pot` is what `mdbook-xgettext` of mdbook-i18n-helpers 0.4.0 takes out of the
//! generated book of 12 chapters. `cargo test --test mdbook -- --ignored` makes it again and
//! tries 300 chapters in 20 languages; it needs `mdbook` 0.5 and `mdbook-xgettext` on the `PATH`.

mod common;
#[path = "mdbook/generate.rs"]
mod generate;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use common::{files_below, repository};
use concord::exchange::mdbook::{Converted, Options, convert};
use concord::memo::Memo;
use concord::pipeline::{self, Synchronize, originals};
use concord::source::{SourceFile, Sources};
use tempfile::TempDir;

const LANGUAGES: [&str; 20] = [
    "ar", "cs", "da", "de", "es", "fa", "fi", "fr", "he", "it", "ja", "ko", "nb", "nl", "pl",
    "pt-BR", "ru", "sv", "uk", "zh-CN",
];

fn book(chapters: usize, pot: &str, languages: &[&str]) -> Sources {
    let files = generate::book(chapters);
    let files = files
        .iter()
        .map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    let mut book: Sources = files.collect();
    for language in languages {
        let path = format!("po/{language}.po");
        let po = generate::translation(pot, language);
        book.insert(SourceFile::new(path.as_str().into(), po.into_bytes()));
    }
    book
}

/// Insists that a converted book is a project in order: nothing to say, nothing to sync, and a
/// site that can be published. Returns the number of its pages.
#[track_caller]
fn in_order(converted: &Converted) -> usize {
    assert!(
        converted.diagnostics.is_empty() && converted.of_project.is_empty(),
        "{:#?}{:#?}",
        converted.diagnostics,
        converted.of_project
    );
    let mut sources = originals();
    for (path, bytes) in &converted.files {
        sources.insert(SourceFile::new(path.clone(), bytes.as_slice()));
    }
    let options = pipeline::Options::default();
    let built = pipeline::build(&sources, &options, &Memo::none());
    assert!(built.diagnostics.is_empty(), "{:#?}", built.diagnostics);
    assert!(built.output.is_some());
    let (planned, _) = pipeline::synchronize(&sources, &Synchronize::default(), &Memo::none());
    assert_eq!(planned, []);
    built.pages
}

/// Insists that nearly all of what readers see has kept its translation.
#[track_caller]
fn found(converted: &Converted, languages: usize, least: usize) {
    let report = &converted.report;
    assert_eq!(report.languages.len(), languages);
    for language in &report.languages {
        assert!(language.percent() >= least, "{language:#?}");
        assert!(
            language.entries > 100 && language.outdated > 0,
            "{language:#?}"
        );
        assert!(
            language.kept.code > 0 && language.obsolete > 0,
            "{language:#?}"
        );
        // Those with too little in common with an entry are not in it at all.
        assert!(
            language.translated * 100 >= report.units * 85,
            "{language:#?}"
        );
    }
}

#[test]
fn a_generated_book() {
    let pot = include_str!("mdbook/generated.pot");
    let book = book(12, pot, &["fr", "ja"]);
    let converted = convert(&book, &Options::default());
    found(&converted, 2, 95);
    assert!(in_order(&converted) > 2 * 12);
}

/// The same files in another order of arrival, on one thread: the same project.
#[test]
fn the_same_book_gives_the_same_files() {
    let pot = include_str!("mdbook/generated.pot");
    let book = book(12, pot, &["fr", "ar"]);
    let again: Sources = book
        .iter()
        .map(|file| (file.path.clone(), file.bytes.clone()))
        .collect();
    let first = convert(&book, &Options::default());
    let second = convert(&again, &Options::default());
    assert_eq!(first.files, second.files);
    assert_eq!(first.report, second.report);
}

/// A book written by hand, with its PO files: what it becomes is in `mdbook/expected`.
#[test]
fn a_book_by_hand() {
    let folder = repository().join("tests/mdbook/book");
    let mut book = Sources::default();
    for path in files_below(&folder) {
        let below = path.strip_prefix(&folder).expect("it is below");
        let below = below.to_str().expect("UTF-8").replace('\\', "/");
        let bytes = fs::read(&path).expect("a file");
        book.insert(SourceFile::new(below.as_str().into(), bytes));
    }
    let converted = convert(&book, &Options::default());
    in_order(&converted);
    let expected = repository().join("tests/mdbook/expected");
    let mut wrong = Vec::new();
    let mut texts: Vec<(String, String)> = converted
        .files
        .iter()
        .map(|(path, bytes)| {
            let text = String::from_utf8(bytes.clone()).expect("UTF-8");
            (path.to_string(), text)
        })
        .collect();
    texts.push(("report.txt".to_owned(), converted.report.human()));
    for (path, text) in &texts {
        let target = expected.join(visible(path));
        if !target.exists() && std::env::var_os("CONCORD_BLESS").is_some() {
            fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
            fs::write(&target, "").expect("a file");
        }
        wrong.extend(common::expect(&target, text).err());
    }
    let known: Vec<String> = texts.iter().map(|(path, _)| visible(path)).collect();
    for path in files_below(&expected) {
        let below = path.strip_prefix(&expected).expect("it is below");
        let below = below.to_str().expect("UTF-8").replace('\\', "/");
        if !known.contains(&below) {
            wrong.push(format!("`{below}` is not made any more"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The path of an expected file: names with a point at the start are easily overlooked, and git
/// would obey some.
fn visible(path: &str) -> String {
    path.trim_start_matches('.').to_owned()
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
    let ran = command
        .current_dir(folder)
        .args(arguments)
        .env("NO_COLOR", "1")
        .output()
        .expect("the process starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (ran.status.code(), text(ran.stdout), text(ran.stderr))
}

#[test]
fn the_command_writes_beside_the_book_and_over_nothing() {
    let folder = TempDir::new().expect("a folder");
    let root = folder.path();
    let book = book(12, include_str!("mdbook/generated.pot"), &["fr"]);
    for file in book.iter() {
        let target = root.join("doc").join(file.path.as_str());
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(&target, &file.bytes).expect("a file");
    }
    let before = files_below(&root.join("doc"));
    let (status, out, err) = run(root, &["import", "mdbook", "doc"]);
    assert_eq!(status, Some(0), "{out}{err}");
    assert!(out.contains("doc-concord") && out.contains("fr: "), "{out}");
    assert_eq!(err, "");
    assert_eq!(
        files_below(&root.join("doc")),
        before,
        "the book is only read"
    );
    let (status, out, err) = run(&root.join("doc-concord"), &["sync", "--check"]);
    assert_eq!(status, Some(0), "{out}{err}");

    let (status, _, err) = run(root, &["import", "mdbook", "doc"]);
    assert_eq!(status, Some(1));
    assert!(err.contains("error[import-not-empty]"), "{err}");

    let empty = root.join("empty");
    fs::create_dir(&empty).expect("a folder");
    let (status, out, _) = run(&empty, &["import", "mdbook", "../doc", "--format", "json"]);
    assert_eq!(status, Some(0), "{out}");
    assert!(empty.join("concord.toml").exists());
    let answer: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let language = &answer["report"]["languages"][0];
    assert_eq!(language["tag"], "fr");
    assert!(language["found"].as_u64() > Some(100), "{language}");
    assert_eq!(answer["project"], serde_json::json!([]));

    let (status, _, err) = run(root, &["import", "mdbook", "nowhere"]);
    assert_eq!(status, Some(1));
    assert!(err.contains("error[unreadable]"), "{err}");
}

/// What the real extractor takes out of a generated book.
fn extracted(chapters: usize) -> String {
    let folder = TempDir::new().expect("a folder");
    for (path, bytes) in generate::book(chapters) {
        let target = folder.path().join(path);
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::write(target, bytes).expect("a file");
    }
    let status = Command::new("mdbook")
        .args(["build", "-d", "po"])
        .current_dir(folder.path())
        .env("MDBOOK_OUTPUT", r#"{"xgettext": {}}"#)
        .status()
        .expect("`mdbook` is on the PATH");
    assert!(status.success());
    fs::read_to_string(folder.path().join("po/messages.pot")).expect("the template")
}

#[test]
#[ignore = "needs mdbook and mdbook-xgettext; writes `generated.pot`"]
fn extract() {
    let pot: String = extracted(12)
        .lines()
        .filter(|line| !line.starts_with("\"POT-Creation-Date"))
        .map(|line| format!("{line}\n"))
        .collect();
    let target = repository().join("tests/mdbook/generated.pot");
    fs::write(target, pot).expect("the template is written");
}

#[test]
#[ignore = "needs mdbook and mdbook-xgettext, and minutes"]
fn a_book_of_300_chapters_in_20_languages() {
    let book = book(300, &extracted(300), &LANGUAGES);
    let start = Instant::now();
    let converted = convert(&book, &Options::default());
    let seconds = start.elapsed().as_secs();
    found(&converted, LANGUAGES.len(), 95);
    for language in &converted.report.languages {
        assert!(language.entries > 5_000, "{language:#?}");
    }
    let pages = in_order(&converted);
    assert!(pages > 6_000, "{pages}");
    assert!(seconds < 300, "{seconds} s");
}
