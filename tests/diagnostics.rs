//! Every diagnostic as it is printed.
//!
//! A file of `tests/diagnostics/` is one case: a sentence about it, the files that are laid over
//! a small sound project ([`common::Project::small`]), and what is printed.
//!
//! ```text
//! A sentence.
//! --- content/guide/start.md
//! …
//! --- locales/fr/guide.ftl escaped
//! text in which \r, \0, \xff and \u{202e} stand for what they say
//! --- content/guide/_index.md removed
//! === output
//! error[…]: …
//! ```
//!
//! `CONCORD_BLESS=1` writes the output. A code of the source that no case shows has to be in
//! [`ELSEWHERE`], with the reason.

mod common;

use std::collections::BTreeSet;
use std::fs;

use common::case::{OUTPUT, codes_printed, project, visible};
use common::{expect, files_below, repository};

/// Codes that no file in memory can show, or whose file would be too large to commit.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "base-unknown",
        "of a request of the editor: src/desk/tests.rs",
    ),
    ("changed-meanwhile", "of the disk: src/source/write.rs"),
    (
        "code-doubled",
        "of imported files: src/exchange/xliff/tests.rs",
    ),
    (
        "code-missing",
        "of imported files: src/exchange/xliff/tests.rs",
    ),
    ("edit-refused", "a fault of ours: src/fluent/edit.rs"),
    ("file-name", "of the disk: tests/cli.rs"),
    ("file-too-large", "needs a file of 64 MiB"),
    ("import-output", "of the disk: a folder that cannot be made"),
    ("init-not-empty", "of the disk: tests/cli.rs"),
    ("list-number", "CommonMark has no numbers that large"),
    ("message-too-large", "needs 256 KiB: src/fluent/guard.rs"),
    ("not-synchronized", "of an editor: src/desk/tests.rs"),
    ("internal", "of a mistake of ours: src/preview/problems.rs"),
    ("port", "of the system: tests/web/preview.test.js"),
    (
        "project-broken",
        "of a page's request: tests/web/desk.test.js",
    ),
    ("read-only", "of a page's request: tests/web/desk.test.js"),
    (
        "request-malformed",
        "of a page's request: tests/web/desk.test.js",
    ),
    (
        "undo-unknown",
        "of a page's request: tests/web/desk.test.js",
    ),
    ("not-watched", "of the system: src/watch/native.rs"),
    ("output-foreign", "of the disk: src/output/error.rs"),
    ("output-manifest", "of the disk: src/output/error.rs"),
    ("output-refused", "of the disk: src/output/error.rs"),
    ("output-write", "of the disk: src/output/error.rs"),
    (
        "page-model",
        "a page model that is no JSON: a mistake of ours",
    ),
    ("project-missing", "of the command line: tests/cli.rs"),
    ("status-under", "of the command line: tests/status.rs"),
    ("symlink-loop", "of the disk: tests/cli.rs"),
    ("symlink-outside", "of the disk: tests/cli.rs"),
    ("template-depth", "needs 33 templates: src/theme/tests.rs"),
    ("template-size", "needs 1 MiB: src/theme/tests.rs"),
    (
        "search",
        "of the indexer, which has no known fault: src/search",
    ),
    ("unit-not-plain", "of an editor: src/desk/source/tests.rs"),
    ("unwritable", "of the disk: tests/cli.rs"),
    ("same-file", "of the disk: tests/hostile.rs"),
    (
        "import-within",
        "of the disk: a folder that does not hold the book",
    ),
    (
        "text-joined",
        "of imported texts: src/exchange/text/tests.rs",
    ),
    ("text-left", "of imported texts: src/exchange/text/tests.rs"),
    (
        "text-merged",
        "of imported texts: src/exchange/text/tests.rs",
    ),
    (
        "text-missing",
        "of imported texts: src/exchange/text/tests.rs",
    ),
];

#[test]
fn every_case_prints_what_it_says() {
    let mut wrong = Vec::new();
    for path in files_below(&repository().join("tests/diagnostics")) {
        let text = fs::read_to_string(&path).expect("a case is text");
        let input = text.split(OUTPUT).next().unwrap_or(&text);
        let site = project(input).build();
        assert!(
            !site.diagnostics.is_empty(),
            "`{}` has nothing to say",
            path.display()
        );
        assert!(
            site.files.is_none() || !site.diagnostics.has_errors(),
            "`{}` is published with errors",
            path.display()
        );
        let printed: String = site
            .messages
            .lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect();
        let found = format!(
            "{}\n{OUTPUT}{}{}\n",
            input.trim_end(),
            visible(&printed),
            site.summary
        );
        wrong.extend(expect(&path, &found).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<String> = ["tests/diagnostics", "tests/commands"]
        .into_iter()
        .flat_map(|folder| files_below(&repository().join(folder)))
        .filter_map(|path| fs::read_to_string(path).ok())
        .flat_map(|text| {
            let output = text.split(OUTPUT).nth(1).unwrap_or("");
            codes_printed(output).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for path in files_below(&repository().join("src")) {
        // What checks say of translations is shown in tests/checks/.
        if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
            && !path.starts_with(repository().join("src/check"))
        {
            known.extend(codes_in(
                &fs::read_to_string(&path).expect("source is text"),
            ));
        }
    }
    assert!(known.len() > 60, "the source is not understood any more");
    let elsewhere: BTreeSet<String> = ELSEWHERE
        .iter()
        .map(|(code, _)| (*code).to_owned())
        .collect();
    let missing: Vec<_> = known
        .iter()
        .filter(|code| !shown.contains(*code) && !elsewhere.contains(*code))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
    let made_up: Vec<_> = shown
        .union(&elsewhere)
        .filter(|code| !known.contains(*code))
        .collect();
    assert!(
        made_up.is_empty(),
        "codes that are not in the source: {made_up:?}"
    );
    let both: Vec<_> = shown.intersection(&elsewhere).collect();
    assert!(
        both.is_empty(),
        "these have a case and need no excuse: {both:?}"
    );
}

/// The codes of the diagnostics that a source file makes, outside of its tests.
fn codes_in(source: &str) -> Vec<String> {
    let source = source
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(source);
    let openers = [
        "Diagnostic::error(",
        "Diagnostic::warning(",
        "self.error(",
        "problem(",
        "code: ",
        "Self::Manifest { .. } => ",
        "Self::InTheWay { .. } => ",
        "Self::Refused { .. } => ",
        "Self::System { .. } => ",
    ];
    let mut codes = Vec::new();
    for opener in openers {
        for (at, _) in source.match_indices(opener) {
            let rest = source[at + opener.len()..].trim_start();
            let Some((code, _)) = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'))
            else {
                continue;
            };
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
            if !code.is_empty() && code.chars().all(plain) {
                codes.push(code.to_owned());
            }
        }
    }
    codes
}
