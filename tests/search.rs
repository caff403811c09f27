//! The search indexes in a site's output: which files there are, that a language whose texts did
//! not change keeps its files, and that a remembered build equals a clean one. What is found is
//! tested in a browser (`tests/web/search.test.js`).

use std::sync::Arc;

use concord::memo::Memo;
use concord::output::Output;
use concord::pipeline::{self, Options};
use concord::source::{SourceFile, Sources};

const CONFIG: &str = "title = 'Site'\nsource = 'en'\n[locales.en]\n[locales.fr]\n[locales.zh]\n";
const INDEX: &str = "+++\ntitle = \"Guide\"\ncontents = [\"start.md\"]\n+++\n";
const START: &str = "# Start\n\nWelcome.[^1]\n\n```\nlet code;\n```\n\n[^1]: A note.\n";

fn sources(files: &[(&str, &str)]) -> Sources {
    let mut sources = pipeline::originals();
    for (path, text) in files {
        sources.insert(SourceFile::new((*path).into(), text.as_bytes().to_vec()));
    }
    sources
}

fn build(sources: &Sources, memo: &Memo) -> Output {
    let options = Options {
        search: true,
        ..Options::default()
    };
    memo.next_build();
    let built = pipeline::build(sources, &options, memo);
    assert!(!built.diagnostics.has_errors(), "{:?}", built.diagnostics);
    built.output.expect("no errors")
}

fn project(french: &str, config: &str) -> Sources {
    sources(&[
        ("concord.toml", config),
        ("content/guide/_index.md", INDEX),
        ("content/guide/start.md", START),
        ("locales/fr/guide.ftl", french),
    ])
}

/// The paths below `search/`, without digests.
fn kinds(output: &Output) -> Vec<String> {
    let paths = output
        .iter()
        .filter_map(|(path, _)| path.as_str().strip_prefix("search/"));
    let mut kinds: Vec<String> = paths
        .map(|path| match path.rsplit_once('.') {
            Some((name, extension)) if extension.starts_with("pf_") => {
                let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
                format!("{folder}/*.{extension}")
            }
            _ => path.to_owned(),
        })
        .collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

#[test]
fn every_language_has_an_index() {
    let output = build(&project("", CONFIG), &Memo::none());
    let of = |tag: &str, program: &str| {
        vec![
            format!("{tag}/*.pf_meta"),
            format!("{tag}/fragment/*.pf_fragment"),
            format!("{tag}/index/*.pf_index"),
            format!("{tag}/made-from.txt"),
            format!("{tag}/pagefind-entry.json"),
            format!("{tag}/{program}"),
        ]
    };
    let mut expected = of("en", "wasm.en.pagefind");
    expected.extend(of("fr", "wasm.fr.pagefind"));
    expected.extend(of("zh", "wasm.unknown.pagefind"));
    expected.push("pagefind.js".to_owned());
    expected.sort();
    assert_eq!(kinds(&output), expected);
}

#[test]
fn a_language_whose_texts_did_not_change_keeps_its_index() {
    let memo = Memo::new();
    let before = build(&project("start-title = Début\n", CONFIG), &memo);
    let edited = project("start-title = Commencement\n", CONFIG);
    let after = build(&edited, &memo);
    let entry = |output: &Output, tag: &str| {
        let path = format!("search/{tag}/pagefind-entry.json");
        Arc::clone(output.get(&path).expect("an index"))
    };
    assert!(Arc::ptr_eq(&entry(&before, "en"), &entry(&after, "en")));
    assert!(Arc::ptr_eq(&entry(&before, "zh"), &entry(&after, "zh")));
    assert_ne!(entry(&before, "fr"), entry(&after, "fr"));
    let clean = build(&edited, &Memo::none());
    assert!(clean.iter().eq(after.iter()));
}

/// A build that takes indexes from an output.
fn build_after(sources: &Sources, left: Output) -> Output {
    let below = move |prefix: &str| {
        let files = left
            .iter()
            .map(|(path, bytes)| (path.as_str().to_owned(), bytes.clone()));
        Some(files.filter(|(path, _)| path.starts_with(prefix)).collect())
    };
    build(sources, &Memo::none().taking_from(below))
}

#[test]
fn what_a_build_left_is_taken_where_the_texts_are_the_same() {
    let before = build(&project("start-title = Début\n", CONFIG), &Memo::none());
    let edited = project("start-title = Commencement\n", CONFIG);
    let after = build_after(&edited, before.clone());
    assert_eq!(after, build(&edited, &Memo::none()));
    for (tag, taken) in [("en", true), ("zh", true), ("fr", false)] {
        let path = format!("search/{tag}/made-from.txt");
        let [before, after] = [&before, &after].map(|output| output.get(&path).expect("a record"));
        assert_eq!(Arc::ptr_eq(before, after), taken, "{tag}");
    }
}

#[test]
fn what_is_left_of_an_index_is_no_index() {
    let sources = project("", CONFIG);
    let whole = build(&sources, &Memo::none());
    let check = |keep: &dyn Fn(&str) -> bool| {
        let mut left = Output::new();
        for (path, bytes) in whole.iter().filter(|(path, _)| keep(path.as_str())) {
            left.insert(path.clone(), bytes.clone())
                .expect("no collision");
        }
        assert_eq!(build_after(&sources, left), whole);
    };
    check(&|_| true);
    check(&|_| false);
    check(&|path| !path.ends_with("made-from.txt"));
    check(&|path| path != "search/pagefind.js");
}

#[test]
fn mistakes_of_translators_leave_the_search() {
    let output = build(
        &project("start-title = { -nothing }\n", CONFIG),
        &Memo::none(),
    );
    assert!(output.get("search/fr/pagefind-entry.json").is_some());
}

#[test]
fn a_site_can_do_without() {
    let output = build(
        &project("", &format!("search = false\n{CONFIG}")),
        &Memo::none(),
    );
    assert_eq!(kinds(&output), [""; 0]);
    let page = output.get("en/guide/start/index.html").expect("a page");
    let page = String::from_utf8_lossy(page);
    assert!(
        !page.contains("page-search") && !page.contains("wasm"),
        "{page}"
    );
}

#[test]
fn no_file_holds_a_path_of_this_machine() {
    let output = build(&project("", CONFIG), &Memo::none());
    let here = std::env::current_dir().expect("a folder");
    let here = here.to_string_lossy();
    for (path, bytes) in output.iter() {
        assert!(!String::from_utf8_lossy(bytes).contains(&*here), "{path:?}");
    }
}

#[test]
fn hostile_texts_do_no_harm() {
    let text = "# ___PAGEFIND_ANCHOR___p:0:x\n\n___PAGEFIND_WEIGHT___9e9 ___END_PAGEFIND_WEIGHT___ \
                ___END_PAGEFIND_WEIGHT___ \u{200b} a\u{0301}\u{0301} 一\u{3099}\n";
    let sources = sources(&[
        ("concord.toml", CONFIG),
        ("content/guide/_index.md", INDEX),
        ("content/guide/start.md", text),
    ]);
    build(&sources, &Memo::none());
}
