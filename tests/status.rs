//! How much is translated: for people, for tools, on pages and in `translation.json`.
//!
//! `status/<name>.txt` holds what `concord status --todo` prints of a project;
//! `CONCORD_BLESS=1` rewrites it.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::{Project, Site, expect, files_below, repository};
use concord::diagnostic::Diagnostics;
use concord::diagnostic::human::Colour;
use concord::localize::coverage::Figures;
use concord::memo::Memo;
use concord::pipeline::{self, Options};
use concord::status::{self, Status, human};
use scraper::{Html, Selector};
use serde_json::Value;
use tempfile::TempDir;

/// Asks for the status of a project, as the command does.
fn with_status<T>(project: &Project, ask: impl FnOnce(&Status<'_>, &Diagnostics) -> T) -> T {
    let (model, _) = pipeline::model(&project.sources, &Options::default(), &Memo::none());
    let model = model.expect("the configuration can be read");
    let (status, diagnostics) = status::of(&model, &project.sources, &[]);
    ask(&status, &diagnostics)
}

/// Compares what people read with what is expected.
#[track_caller]
fn check(name: &str, project: &Project) {
    let found = with_status(project, |status, _| {
        human::table(status) + &human::todo(status, Colour::Plain)
    });
    let path = repository().join(format!("tests/status/{name}.txt"));
    if let Err(wrong) = expect(&path, &found) {
        panic!("{wrong}");
    }
}

fn fixture(name: &str) -> Project {
    Project::folder(&repository().join("tests/sites").join(name))
}

#[test]
fn people_read_a_table_and_a_list() {
    check("manual", &fixture("manual"));
    check("root-language", &fixture("root-language"));
    check("treaty", &fixture("treaty"));
}

/// The content has changed, and `sync` has not run since.
#[test]
fn changes_show_before_they_are_written_down() {
    let project = Project::small()
        .file(
            "content/guide/start.md",
            "+++\ntitle = \"Start\"\n+++\n\nAll States and peoples have the duty to respect it.\n\n\
             Welcome.\n\nA text of three lines,\\\nwith *breaks*,\\\nand `code`[^1].\n\n[^1]: A note.\n",
        )
        .file(
            "locales/en/guide.ftl",
            "guide-title = Guide\nstart-title = Start\nstart-p1 = All States have the right to respect it.\n",
        )
        .file(
            "locales/fr/guide.ftl",
            "start-p1 = Tous les États ont le droit.\n\nstart-title =\n    Départ\n# Le guide\n\nguide-title = { -rien }\n",
        );
    check("edited", &project);
}

/// Chinese is compared character by character, and a text cannot command the terminal.
#[test]
fn a_source_in_another_script() {
    let project = Project::new()
        .file(
            "concord.toml",
            "title = \"文\"\nsource = \"zh\"\n\n[locales.zh]\n\n[locales.ar]\n",
        )
        .file(
            "content/宣言/_index.md",
            "+++\ntitle = \"宣言\"\n+++\n\n各国人民享有国际声援的义务。\n\nred \u{9b}31m\n",
        )
        .file(
            "locales/zh/宣言.ftl",
            "xuan-yan-title = 宣言\nxuan-yan-p1 = 各国人民享有国际声援的权利。\n",
        )
        .file("locales/ar/宣言.ftl", "xuan-yan-p1 = لشعوب العالم الحق.\n");
    check("script", &project);
}

/// The figures of a page about a translation: units and words by state, then the percentages of
/// units and of words. Digits are those of ASCII in the languages asked for.
fn on_page(site: &Site, path: &str) -> (Vec<[usize; 2]>, Vec<[usize; 2]>) {
    let page = Html::parse_document(site.page(path));
    let pairs = |selector: &str| {
        let selector = Selector::parse(selector).expect("a selector");
        let pair = |text: String| {
            let (units, words) = text.split_once(" · ").expect("units and words");
            [units, words].map(|part| {
                let digits: String = part.chars().filter(char::is_ascii_digit).collect();
                digits.parse().expect("a number")
            })
        };
        let found = page.select(&selector);
        found
            .map(|element| pair(element.text().collect()))
            .collect()
    };
    (pairs(".states dd"), pairs(".coverage > .share"))
}

/// Compares status, pages and `translation.json`. Of `read` the pages are read, of all others
/// only the JSON.
#[track_caller]
fn check_figures(project: &Project, read: &[&str]) {
    let site = project.build();
    let json: Value = serde_json::from_str(site.page("translation.json")).expect("JSON");
    with_status(project, |status, _| {
        let mut compared = 0;
        for locale in &status.locales {
            let tag = locale.locale.as_str();
            for (index, document) in locale.documents.iter().enumerate() {
                let of = &json["documents"][index];
                assert_eq!(of["document"], document.document);
                let entries = of["locales"].as_array().expect("a list");
                let entry = entries.iter().find(|entry| entry["locale"] == tag);
                let entry = entry.expect("every language is listed");
                let coverage = serde_json::to_value(document.coverage).expect("JSON");
                assert_eq!(entry["units"], coverage["units"], "{tag}");
                assert_eq!(entry["words"], coverage["words"], "{tag}");
                let todo = document.todo.len();
                let units = &document.coverage.units;
                assert_eq!(todo, units.total - units.current, "{tag}");
                let Some(url) = entry["url"].as_str() else {
                    continue;
                };
                let page = format!("{url}index.html");
                assert!(site.paths().contains(&page.as_str()), "{page}");
                if !read.contains(&tag) {
                    continue;
                }
                compared += 1;
                let (states, shares) = on_page(&site, &page);
                let words = &document.coverage.words;
                let both = |of: fn(&Figures) -> usize| [of(units), of(words)];
                let expected = [
                    both(|figures| figures.current),
                    both(|figures| figures.draft),
                    both(|figures| figures.outdated),
                    both(|figures| figures.missing),
                ];
                assert_eq!(states, expected, "{page}");
                let expected = [
                    both(|figures| figures.translated_percent().into()),
                    both(|figures| figures.up_to_date_percent().into()),
                ];
                assert_eq!(shares, expected, "{page}");
            }
        }
        assert_eq!(compared, read.len());
    });
}

#[test]
fn the_same_figures_everywhere() {
    check_figures(&Project::folder(&repository()), &["fr", "es", "ru", "zh"]);
    check_figures(&fixture("manual"), &["de", "de-AT"]);
    check_figures(&fixture("root-language"), &["fr"]);
    // One paragraph is missing, so that no page may say 100 %.
    let flagship = Project::folder(&repository());
    let path = "content/declaration/preamble.md";
    let text = flagship.sources.text(&path.into()).expect("a file");
    let text = format!("{text}\n\nOne more paragraph.\n");
    let one_missing = flagship.file(path, text);
    check_figures(&one_missing, &["fr", "es", "ru", "zh"]);
    let page = one_missing.build();
    let page = page.page("fr/declaration/translation/index.html");
    assert!(
        page.contains("99\u{a0}%") || page.contains("99\u{202f}%"),
        "{page}"
    );
    assert!(!page.contains("100\u{a0}%") && !page.contains("100\u{202f}%"));
}

/// A process and what it said.
struct Ran {
    status: Option<i32>,
    stdout: String,
    stderr: String,
}

fn concord(folder: &Path, arguments: &[&str]) -> Ran {
    let ran = Command::new(env!("CARGO_BIN_EXE_concord"))
        .current_dir(folder)
        .arg("status")
        .args(arguments)
        .output()
        .expect("the process starts");
    Ran {
        status: ran.status.code(),
        stdout: String::from_utf8(ran.stdout).expect("UTF-8"),
        stderr: String::from_utf8(ran.stderr).expect("UTF-8"),
    }
}

/// A fixture in a folder of its own.
fn copy(name: &str) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let from = repository().join("tests/sites").join(name);
    for file in files_below(&from) {
        let to = folder.path().join(file.strip_prefix(&from).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, to).expect("a file");
    }
    folder
}

fn bytes_of(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = files_below(folder).into_iter();
    files
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file")))
        .collect()
}

#[test]
fn the_command_answers_and_writes_nothing() {
    let folder = copy("manual");
    let before = bytes_of(folder.path());
    let all = concord(folder.path(), &[]);
    assert_eq!(all.status, Some(0), "{}", all.stderr);
    assert!(all.stdout.starts_with("locale"), "{}", all.stdout);
    // What a build warns of, status warns of.
    assert!(
        all.stderr.contains("warning[fluent-reference]"),
        "{}",
        all.stderr
    );
    // The list is for whoever asks for a language, or for the list.
    assert!(!all.stdout.contains(".ftl:"), "{}", all.stdout);
    let german = concord(folder.path(), &["-l", "de"]);
    assert!(
        german.stdout.contains("\nlocales/de/manual.ftl:"),
        "{}",
        german.stdout
    );
    assert!(!german.stdout.contains("locales/fa/"), "{}", german.stdout);
    assert!(!german.stdout.contains('\u{1b}'), "no colour in a pipe");
    let list = concord(folder.path(), &["--todo"]);
    let expected = fs::read_to_string(repository().join("tests/status/manual.txt"));
    assert_eq!(list.stdout, expected.expect("a file"));
    let source = concord(folder.path(), &["-l", "en"]);
    assert_eq!(source.status, Some(0));
    assert_eq!(
        source.stdout,
        "no language to translate into: `en` is the source\n"
    );
    assert_eq!(bytes_of(folder.path()), before);
}

#[test]
fn wrong_names_are_reported() {
    let folder = copy("manual");
    let ran = concord(folder.path(), &["-l", "dee"]);
    assert_eq!(ran.status, Some(1));
    assert!(
        ran.stderr.contains("error[locale-unknown]"),
        "{}",
        ran.stderr
    );
    let ran = concord(folder.path(), &["--document", "manul", "-l", "fa"]);
    assert_eq!((ran.status, ran.stdout.as_str()), (Some(1), ""));
    let expected = "error[document-unknown]: `manul` is no document of this site\n |\n\
                    hint: did you mean `manual`?\n\n1 error\n\
                    the figures leave out what is in error\n";
    assert_eq!(ran.stderr.replace(" \n", "\n"), expected);
}

#[test]
fn a_share_can_be_asked_for() {
    let folder = copy("manual");
    for wrong in ["101", "-1", "many", "9.5"] {
        let ran = concord(folder.path(), &[&format!("--fail-under={wrong}")]);
        assert_eq!(ran.status, Some(2), "{wrong}: {}", ran.stderr);
    }
    assert_eq!(
        concord(folder.path(), &["--fail-under", "0"]).status,
        Some(0)
    );
    let ran = concord(
        folder.path(),
        &["--fail-under", "100", "-l", "fa", "-l", "de"],
    );
    assert_eq!(ran.status, Some(1));
    for (tag, percent) in [("de", 43), ("fa", 15)] {
        let expected = format!(
            "error[status-under]: `{tag}` is {percent}% translated and up to date, which is under 100%\n |\n\
             hint: `concord status -l {tag}` lists what there is to do\n\n"
        );
        assert!(
            ran.stderr.replace(" \n", "\n").contains(&expected),
            "{}",
            ran.stderr
        );
    }
    assert!(!ran.stderr.contains("`de-AT` is"), "{}", ran.stderr);
    // What is up to date passes: the flagship is all drafts.
    let ran = concord(&repository(), &["--fail-under", "100"]);
    assert_eq!(ran.status, Some(0), "{}", ran.stderr);
}

#[test]
fn tools_read_everything_that_people_read() {
    let folder = copy("manual");
    let ran = concord(
        folder.path(),
        &["--format", "json", "-l", "de", "--fail-under", "100"],
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (Some(1), ""));
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(
        (&json["version"], &json["source"]),
        (&1.into(), &"en".into())
    );
    assert_eq!(json["complete"], true);
    assert_eq!(json["locales"].as_array().map(Vec::len), Some(1));
    let people = concord(folder.path(), &["-l", "de"]).stdout;
    let todo = json["todo"].as_array().expect("a list");
    assert!(
        todo.iter()
            .any(|unit| unit["state"] == "outdated" && unit["diff"].is_array())
    );
    assert!(todo.iter().any(|unit| unit["gap"] == "error"));
    for unit in todo {
        let place = |of: &Value| {
            let file = of["file"].as_str().expect("a file");
            format!("{file}:{}:{}", of["line"], of["column"])
        };
        assert!(people.contains(&place(unit)) && people.contains(&place(&unit["source"])));
        let Some(diff) = unit["diff"].as_array() else {
            continue;
        };
        let joined = |left_out: &str| -> String {
            let kept = diff.iter().filter(|change| change["op"] != left_out);
            kept.filter_map(|change| change["text"].as_str()).collect()
        };
        assert_eq!(joined("added"), unit["former"]);
        assert_eq!(joined("removed"), unit["source"]["text"]);
    }
    let codes = json["diagnostics"].as_array().expect("a list").iter();
    let codes: Vec<_> = codes.filter_map(|said| said["code"].as_str()).collect();
    assert_eq!(codes, ["status-under", "fluent-reference"]);
}

/// Half of a project has figures, but nobody may take them for those of the whole.
#[test]
fn a_project_with_errors_does_not_lie() {
    let folder = copy("manual");
    let article = folder.path().join("content/manual/using/text.md");
    fs::write(&article, "no title\n").expect("a file");
    let ran = concord(folder.path(), &[]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.stdout.contains("de"), "{}", ran.stdout);
    assert!(ran.stderr.contains("error["), "{}", ran.stderr);
    assert!(
        ran.stderr
            .ends_with("the figures leave out what is in error\n")
    );
    let ran = concord(folder.path(), &["--format", "json"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((ran.status, &json["complete"]), (Some(1), &false.into()));
    // Without a configuration there are no figures.
    fs::write(folder.path().join("concord.toml"), "title = 1\n").expect("a file");
    let ran = concord(folder.path(), &["--format", "json"]);
    let json: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((ran.status, &json["source"]), (Some(1), &Value::Null));
    assert_eq!(concord(folder.path(), &[]).stdout, "");
}
