//! A `sync` that is killed at any moment.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use concord::fluent::layout::{PartKind, parts};

use crate::common::contents;

type Tree = BTreeMap<String, String>;

const LANGUAGES: [&str; 4] = ["fr", "de", "es", "ar"];
const PARAGRAPHS: usize = 60;

fn write(root: &Path, path: &str, text: &str) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn tree(root: &Path) -> Tree {
    contents(root)
        .into_iter()
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("text")))
        .collect()
}

fn put(root: &Path, tree: &Tree) {
    for (path, text) in tree {
        write(root, path, text);
    }
}

fn paragraph(number: usize, edit: &str) -> String {
    let words: Vec<String> = (0..12).map(|word| format!("w{number}x{word}")).collect();
    format!("{edit} {}", words.join(" ")).trim().to_owned()
}

fn article(paragraphs: &[String]) -> String {
    format!("# Start\n\n{}\n", paragraphs.join("\n\n"))
}

fn sync(root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concord"));
    command.arg("sync").arg("--root").arg(root);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    command
}

fn finish(root: &Path) {
    let output = sync(root).output().expect("runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A project whose source has changed in every way since it was written down.
fn changed_project() -> Tree {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    let locales: String = LANGUAGES
        .iter()
        .map(|tag| format!("[locales.{tag}]\n"))
        .collect();
    let config = format!("title = \"Site\"\nsource = \"en\"\n[locales.en]\n{locales}");
    write(root, "concord.toml", &config);
    write(
        root,
        "content/guide/_index.md",
        "+++\ntitle = \"Guide\"\ncontents = [\"start.md\"]\n+++\n",
    );
    let mut paragraphs: Vec<String> = (1..=PARAGRAPHS)
        .map(|number| paragraph(number, ""))
        .collect();
    write(root, "content/guide/start.md", &article(&paragraphs));
    for tag in LANGUAGES {
        let messages: String = (1..=PARAGRAPHS)
            .map(|number| format!("# note {tag} {number}\nstart-p{number} = {tag} {number}\n"))
            .collect();
        write(root, &format!("locales/{tag}/guide.ftl"), &messages);
    }
    finish(root);
    for number in [3, 13, 23, 33] {
        paragraphs[number] = paragraph(number + 1, "edited");
    }
    paragraphs.rotate_left(7);
    paragraphs.truncate(PARAGRAPHS - 10);
    paragraphs.insert(5, "Something new".to_owned());
    write(root, "content/guide/start.md", &article(&paragraphs));
    tree(root)
}

/// Every translation and every comment is in its file or in the archive, once or twice.
fn nothing_is_lost(tree: &Tree) {
    for tag in LANGUAGES {
        let text = |path: String| tree.get(&path).map_or("", String::as_str);
        let file = text(format!("locales/{tag}/guide.ftl"));
        let archive = text(format!(".l10n/archive/{tag}/guide.ftl"));
        let ids: Vec<Box<str>> = [file, archive]
            .iter()
            .flat_map(|text| parts(text))
            .filter_map(|part| match part.kind {
                PartKind::Entry { id, .. } => Some(id),
                _ => None,
            })
            .collect();
        for number in 1..=PARAGRAPHS {
            let id = format!("start-p{number}");
            assert!(ids.iter().any(|own| **own == *id), "{tag} {id} is lost");
            let comment = format!("# note {tag} {number}\n");
            assert!(
                file.contains(&comment) || archive.contains(&comment),
                "{tag} {comment}"
            );
        }
    }
}

#[test]
#[allow(
    clippy::print_stdout,
    reason = "how many kills came between two files says what the run is worth"
)]
fn a_kill_leaves_every_file_old_or_new() {
    let before = changed_project();
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), &before);
    let start = Instant::now();
    finish(folder.path());
    let took = start.elapsed();
    let after = tree(folder.path());
    assert_ne!(before, after);
    let kills = if std::env::var_os("CONCORD_LONG").is_some() {
        500
    } else {
        12
    };
    let mut cut_short = 0;
    for kill in 0..kills {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        put(root, &before);
        let mut child = sync(root).spawn().expect("runs");
        // Moments spread over the whole run, in an order that mixes early and late ones.
        let share = (kill * 7919 % kills) as f64 / kills as f64;
        thread::sleep(Duration::from_secs_f64(took.as_secs_f64() * share));
        child.kill().expect("killed");
        let status = child.wait().expect("waited for");
        let mut left = tree(root);
        left.retain(|path, _| !path.ends_with(".new"));
        cut_short += usize::from(!status.success() && left != before);
        nothing_is_lost(&left);
        for (path, text) in &left {
            let whole = before.get(path) == Some(text)
                || after.get(path) == Some(text)
                || path.starts_with(".l10n/archive/");
            assert!(whole, "`{path}` is neither old nor new:\n{text}");
        }
        finish(root);
        assert!(
            tree(root) == after,
            "the next run completes it and leaves no rubbish"
        );
    }
    println!("{cut_short} of {kills} kills came between two files");
}
