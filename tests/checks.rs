//! What each check finds, and what it leaves alone: one file a code, in the form that
//! `tests/checks/README.md` describes.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Project, expect, files_below, repository};
use concord::check;
use concord::diagnostic::{Diagnostic, Severity};
use concord::memo::Memo;
use concord::pipeline::Options;
use concord::source::Sources;
use rayon::prelude::*;

/// One case of a file.
#[derive(Debug, Default)]
struct Case {
    /// Its lines as they stand in the file, but for what is expected.
    written: String,
    good: bool,
    /// Tags in the order of the case; the first is the source.
    tags: Vec<String>,
    /// The source text of each unit.
    sources: Vec<String>,
    /// Tag, number of the unit, value.
    translations: Vec<(String, usize, String)>,
    /// Path, text.
    files: Vec<(String, String)>,
}

/// The part of a case that a line without a head of its own continues.
enum Part {
    None,
    Source,
    Translation,
    File,
}

#[test]
fn every_case_finds_what_it_says() {
    let wrong: Vec<String> = cases().par_iter().flat_map(|path| wrong_in(path)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the cases of a file, and says what is not as it should be.
fn wrong_in(path: &Path) -> Vec<String> {
    let mut wrong = Vec::new();
    let text = fs::read_to_string(path).expect("a case is text");
    let code = path.file_stem().and_then(|stem| stem.to_str());
    let code = code.expect("the name is a code");
    let (description, cases) = parse(&text);
    let mut out = format!("{}\n", description.trim_end());
    let mut shown = false;
    for case in &cases {
        let found = run(case, code);
        shown |= found.contains(&format!("[{code}]"));
        let written = &case.written;
        if case.good && !found.is_empty() {
            wrong.push(format!(
                "`{code}`: a good case is complained of:\n{written}{found}"
            ));
        }
        if !case.good && found.is_empty() {
            wrong.push(format!("`{code}`: nothing is found in\n{written}"));
        }
        // Writing to a string does not fail.
        let _ = write!(out, "\n{}\n", written.trim_end());
        if !case.good {
            out.push_str(&found);
        }
    }
    let languages: BTreeSet<&str> = cases
        .iter()
        .flat_map(|case| case.tags.iter().skip(1))
        .map(String::as_str)
        .collect();
    for (missing, what) in [
        (!shown, "bad case that shows it"),
        (!cases.iter().any(|case| case.good), "good case"),
        (languages.len() < 2, "case in a second language"),
    ] {
        if missing {
            wrong.push(format!("`{code}` has no {what}"));
        }
    }
    wrong.extend(expect(path, &out).err());
    wrong
}

#[test]
fn every_code_has_a_case_and_a_section_of_the_documentation() {
    let shown: BTreeSet<String> = cases()
        .iter()
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    let known: BTreeSet<String> = check::codes::all()
        .map(|code| code.name.to_owned())
        .collect();
    let missing: Vec<_> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let made_up: Vec<_> = shown.difference(&known).collect();
    assert!(made_up.is_empty(), "no check has the codes {made_up:?}");
    let page = fs::read_to_string(repository().join("docs/checks.md")).expect("the page is there");
    let undescribed: Vec<_> = known
        .iter()
        .filter(|code| !page.contains(&format!("\n### `{code}`\n")))
        .collect();
    assert!(
        undescribed.is_empty(),
        "docs/checks.md lacks {undescribed:?}"
    );
}

fn cases() -> Vec<PathBuf> {
    let mut paths = files_below(&repository().join("tests/checks"));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths
}

/// The description and the cases of a file.
fn parse(text: &str) -> (String, Vec<Case>) {
    let mut description = String::new();
    let mut cases: Vec<Case> = Vec::new();
    let mut part = Part::None;
    for line in text.lines() {
        if let Some(head) = line.strip_prefix("=== ") {
            let good = head.split(' ').next() == Some("good");
            assert!(
                good || head.starts_with("bad"),
                "`{line}` is neither good nor bad"
            );
            cases.push(Case {
                written: format!("{line}\n"),
                good,
                ..Case::default()
            });
            part = Part::None;
            continue;
        }
        let Some(case) = cases.last_mut() else {
            description.push_str(line);
            description.push('\n');
            continue;
        };
        if line.starts_with('!') {
            part = Part::None;
            continue;
        }
        case.written.push_str(line);
        case.written.push('\n');
        let line = unescaped(line);
        if let Some(path) = line.strip_prefix("--- ") {
            case.files.push((path.to_owned(), String::new()));
            part = Part::File;
            continue;
        }
        let continues = line.starts_with("    ") || line.is_empty();
        let target = match part {
            Part::File => case.files.last_mut().map(|(_, text)| text),
            Part::Source if continues => case.sources.last_mut(),
            Part::Translation if continues => case.translations.last_mut().map(|(.., text)| text),
            _ => None,
        };
        if let Some(target) = target {
            if matches!(part, Part::File) {
                target.push_str(&line);
                target.push('\n');
            } else {
                target.push('\n');
                target.push_str(&line);
            }
            continue;
        }
        if line.trim().is_empty() {
            continue;
        }
        let (tag, text) = line
            .split_once(": ")
            .unwrap_or_else(|| panic!("`{line}` begins with no tag"));
        if !case.tags.iter().any(|known| known == tag) {
            case.tags.push(tag.to_owned());
        }
        if case.tags[0] == tag {
            case.sources.push(text.to_owned());
            part = Part::Source;
        } else {
            let unit = case.sources.len();
            case.translations
                .push((tag.to_owned(), unit, text.to_owned()));
            part = Part::Translation;
        }
    }
    (description, cases)
}

/// Puts the characters in place of `\u{…}`.
fn unescaped(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\\u{") {
        let (code, after) = after.split_once('}').expect("a brace");
        let code = u32::from_str_radix(code, 16).expect("a number");
        out.push_str(before);
        out.push(char::from_u32(code).expect("a character"));
        rest = after;
    }
    out + rest
}

/// The `!` lines of a case.
fn run(case: &Case, code: &str) -> String {
    let sources = project(case).sources;
    let checked = check::project(&sources, &Options::default(), &Memo::none());
    let mut out = String::new();
    for diagnostic in checked.diagnostics.iter() {
        if diagnostic.code == "interface-missing" && code != "interface-missing" {
            continue;
        }
        let severity = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let _ = writeln!(
            out,
            "! {severity}[{}] {}: {}",
            diagnostic.code,
            place(diagnostic, &sources),
            visible(&diagnostic.message)
        );
        for hint in &diagnostic.hints {
            let _ = writeln!(out, "!   hint: {}", visible(hint));
        }
    }
    out
}

/// The text that a diagnostic marks, with its file where that is not one of the units.
fn place(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let Some(place) = &diagnostic.place else {
        return "-".to_owned();
    };
    let path = place.path.as_str();
    let marked = place.span.clone().zip(sources.text(&place.path));
    let Some(marked) = marked.and_then(|(span, text)| text.get(span)) else {
        return path.to_owned();
    };
    let quoted = format!("\"{}\"", visible(marked));
    if path.starts_with("locales/") && path.ends_with("/guide.ftl") {
        quoted
    } else {
        format!("{path} {quoted}")
    }
}

/// A text in one line, with `\u{…}` for what cannot be seen or told apart.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\u{ad}' | '\u{a0}' | '\u{61c}' | '\u{640}' | '\u{feff}' | '\u{fffc}' | '\u{3000}' => {
                out.push_str(&character.escape_unicode().to_string());
            }
            c if c.is_control() || (c.is_whitespace() && c != ' ') => {
                out.push_str(&c.escape_unicode().to_string());
            }
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => {
                out.push_str(&character.escape_unicode().to_string());
            }
            other => out.push(other),
        }
    }
    out
}

/// The project of a case.
fn project(case: &Case) -> Project {
    let mut config = format!(
        "title = \"Site\"\nsource = \"{}\"\nminify = false\n\n[variables]\nyear = 2026\ncount = 5\n",
        case.tags[0]
    );
    for tag in &case.tags {
        let _ = write!(config, "\n[locales.{tag}]\n");
    }
    let mut article = "+++\ntitle = \"Start\"\n+++\n".to_owned();
    for source in &case.sources {
        let _ = write!(article, "\n{source}\n");
    }
    let all = case.sources.join("\n");
    let labels: BTreeSet<&str> = all
        .split("[^")
        .skip(1)
        .filter_map(|rest| rest.split_once(']').map(|(label, _)| label))
        .collect();
    for label in labels {
        let _ = write!(article, "\n[^{label}]: A note.\n");
    }
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for (tag, unit, value) in &case.translations {
        let _ = writeln!(files.entry(tag).or_default(), "start-p{unit} = {value}");
    }
    let mut project = Project::new()
        .file("concord.toml", config)
        .file(
            "content/guide/_index.md",
            "+++\ntitle = \"Guide\"\ncontents = [\"start.md\", \"other.md\"]\n+++\n",
        )
        .file("content/guide/other.md", "+++\ntitle = \"Other\"\n+++\n")
        .file("content/guide/map.png", "")
        .file("content/guide/start.md", article);
    for (tag, text) in files {
        project = project.file(&format!("locales/{tag}/guide.ftl"), text);
    }
    for (path, text) in &case.files {
        project = project.file(path, text);
    }
    project
}
