//! Commands as a user types them: what they print, how they end, which files they change.
//!
//! A file of `tests/commands/` is one case: a sentence about it, the files that are laid over a
//! small sound project ([`common::Project::small`]) which `concord sync` has written down, and
//! the commands, each with what it prints and its exit status if that is not 0:
//!
//! ```text
//! A sentence.
//! --- fr.po
//! …
//! === output
//! $ concord import po fr.po -l fr
//! error[…]: …
//! (status 1)
//! changed locales/fr/guide.ftl
//! ```
//!
//! `CONCORD_BLESS=1` writes what is printed, after lines that begin with `$ `. Files that the
//! project does not have before `sync` stand behind the line `--- NAME later`.

mod common;

use std::fs;
use std::path::Path;
use std::process::Command;

use common::case::{Later, OUTPUT, project_and_later, visible};
use common::{contents, expect, files_below, repository};

#[test]
fn every_command_does_what_it_says() {
    let mut wrong = Vec::new();
    for path in files_below(&repository().join("tests/commands")) {
        let text = fs::read_to_string(&path).expect("a case is text");
        let (input, output) = text.split_once(OUTPUT).expect("a case has commands");
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        let (project, later) = project_and_later(input);
        for file in project.sources.iter() {
            if !file.path.as_str().starts_with("themes/") {
                write(root, file.path.as_str(), &file.bytes);
            }
        }
        if root.join("concord.toml").exists() && !later.is_empty() {
            run(root, "concord sync");
        }
        for Later { path, bytes } in later {
            write(root, &path, &bytes);
        }
        let mut found = format!("{}\n{OUTPUT}", input.trim_end());
        for line in output.lines().filter(|line| line.starts_with("$ ")) {
            found.push_str(&format!("{line}\n{}", run(root, &line[2..])));
        }
        wrong.extend(expect(&path, &found).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
    fs::write(path, bytes).expect("a file");
}

/// What a command prints, its exit status, and the files that it changes.
fn run(root: &Path, line: &str) -> String {
    let mut words = line.split(' ');
    assert_eq!(words.next(), Some("concord"));
    let before = contents(root);
    let output = Command::new(env!("CARGO_BIN_EXE_concord"))
        .args(words)
        .current_dir(root)
        .env_remove("NO_COLOR")
        .output()
        .expect("runs");
    let mut said = String::new();
    for bytes in [output.stdout, output.stderr] {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let lines = text.lines().map(|line| format!("{}\n", line.trim_end()));
        said.push_str(&visible(&lines.collect::<String>()));
    }
    match output.status.code().expect("it was not killed") {
        0 => {}
        status => said.push_str(&format!("(status {status})\n")),
    }
    let after = contents(root);
    for (path, bytes) in &after {
        match before.get(path) {
            None => said.push_str(&format!("new {path}\n")),
            Some(old) if old != bytes => said.push_str(&format!("changed {path}\n")),
            Some(_) => {}
        }
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        said.push_str(&format!("gone {path}\n"));
    }
    said
}
