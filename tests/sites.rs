//! Fixture sites: real folders below `tests/sites/`, with golden pages.
//!
//! `golden/<output folder>/prose.html` holds what stands in `.prose` of that page, `main.html`
//! what stands in its `<main>`; `golden/<file>` a file of the output as a whole. A golden file
//! without its page fails, `CONCORD_BLESS=1` rewrites those that are there: to add one, make an
//! empty file. Files and not snapshots of `insta`, because a page and its golden file are then
//! compared by their paths, with nothing but HTML in them, and one that is not used any more is
//! found without another tool.

mod common;

use std::fs;

use common::{Project, Site, expect, files_below, in_lines, repository};

fn site(name: &str) -> Site {
    Project::folder(&repository().join("tests/sites").join(name)).build()
}

/// Compares the golden files of a site with its pages.
fn check(name: &str, site: &Site) {
    let golden = repository().join("tests/sites").join(name).join("golden");
    let mut wrong = Vec::new();
    let files = files_below(&golden);
    assert!(!files.is_empty(), "`{name}` has no golden files");
    for path in files {
        let below = path.strip_prefix(&golden).expect("it is below");
        let (folder, file) = (below.parent().expect("a folder"), below.file_name());
        let folder = folder.to_str().expect("names are UTF-8");
        let slash = if folder.is_empty() { "" } else { "/" };
        let page = format!("{folder}{slash}index.html");
        let whole = below.to_str().expect("names are UTF-8");
        let is_part = file.is_some_and(|file| file == "prose.html" || file == "main.html");
        let needed = if is_part { page.as_str() } else { whole };
        if !site.paths().contains(&needed) {
            wrong.push(format!("`{}` has no page any more", path.display()));
            continue;
        }
        let found = match file.and_then(|file| file.to_str()) {
            Some("prose.html") => in_lines(site.prose(&page)),
            Some("main.html") => in_lines(site.main(&page)),
            _ => site.page(whole).to_owned(),
        };
        wrong.extend(expect(&path, &found).err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of the documents' pages in a language, without the language.
fn pages_in<'s>(site: &'s Site, tag: &str) -> Vec<&'s str> {
    let folder = format!("{tag}/");
    site.paths()
        .into_iter()
        .filter_map(|path| path.strip_prefix(&folder))
        .collect()
}

#[test]
fn manual() {
    let site = site("manual");
    // One translation is wrong on purpose, and falls back.
    assert_eq!(site.codes(), ["fluent-reference"], "{}", site.messages);
    assert!(
        site.messages.contains("locales/de/manual.ftl"),
        "{}",
        site.messages
    );
    check("manual", &site);
    assert_eq!(pages_in(&site, "en"), pages_in(&site, "fa"));
    assert_eq!(pages_in(&site, "en"), pages_in(&site, "de-AT"));
    assert!(
        !site.paths().iter().any(|path| path.contains("unfinished")),
        "a draft is left out"
    );
}

#[test]
fn manual_with_drafts() {
    let folder = repository().join("tests/sites/manual");
    let site = Project::folder(&folder)
        .options(|options| options.drafts = true)
        .build();
    let draft = site.prose("en/manual/using/unfinished/index.html");
    assert!(draft.contains("Not yet."), "{draft}");
}

#[test]
fn manual_when_strict() {
    let folder = repository().join("tests/sites/manual");
    let site = Project::folder(&folder)
        .options(|options| options.strict = true)
        .build();
    assert!(site.files.is_none() && site.diagnostics.has_errors());
}

#[test]
fn treaty() {
    let site = site("treaty").clean();
    check("treaty", &site);
}

#[test]
fn root_language() {
    let site = site("root-language").clean();
    check("root-language", &site);
    // The language at the root has no folder, the other one has.
    assert!(site.paths().contains(&"charter/first/index.html"));
    assert!(site.paths().contains(&"fr/charter/first/index.html"));
    // `fallback = false`, and the Hebrew draft is hidden: the language has no such document,
    // and nothing says that it had.
    let hebrew = pages_in(&site, "he");
    assert_eq!(hebrew, ["404.html", "index.html"]);
    assert!(!site.page("sitemap.xml").contains("he/charter/"));
    for page in ["charter/first/index.html", "fr/charter/first/index.html"] {
        let page = site.page(page);
        assert!(
            page.contains("hreflang=\"fr\" href=\"https://example.org/texts/fr/"),
            "{page}"
        );
        assert!(!page.contains("he/charter/"), "{page}");
    }
}

#[test]
fn theme() {
    let site = site("theme").clean();
    check("theme", &site);
    let article = site.page("en/book/one/index.html");
    assert!(article.contains(">Set by hand</p>"), "{article}");
    let style = site
        .paths()
        .into_iter()
        .find(|path| path.starts_with("assets/concord.") && path.ends_with(".css"))
        .expect("a style sheet");
    assert!(site.page(style).contains(".colophon"));
}

/// A theme that is written from nothing has nothing of the default theme but its words.
#[test]
fn plain() {
    let site = site("plain").clean();
    check("plain", &site);
    let assets: Vec<_> = site
        .paths()
        .into_iter()
        .filter(|path| path.starts_with("assets/") && !path.starts_with("assets/share-"))
        .collect();
    let [style] = assets.as_slice() else {
        panic!("{assets:?}");
    };
    assert!(
        site.page(style)
            .starts_with(":root{color-scheme: light dark")
    );
    let pages = pages_in(&site, "ar").into_iter();
    for path in pages.filter(|path| path.ends_with(".html")) {
        assert!(site.page(&format!("ar/{path}")).contains("منضَّد"), "{path}");
    }
}

#[test]
fn every_site_has_a_test() {
    let tests = include_str!("sites.rs");
    for entry in fs::read_dir(repository().join("tests/sites")).expect("the folder is there") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_str().expect("names are UTF-8");
        assert!(tests.contains(&format!("check(\"{name}\"")), "{name}");
    }
}

/// An id that stands twice on a page takes links to the wrong place.
#[test]
fn ids_are_unique_on_every_page() {
    let mut twice = Vec::new();
    for name in ["manual", "treaty", "root-language", "theme", "plain"] {
        let site = site(name);
        for path in site
            .paths()
            .into_iter()
            .filter(|path| path.ends_with(".html"))
        {
            let html = scraper::Html::parse_document(site.page(path));
            let with_id = scraper::Selector::parse("[id]").expect("a selector");
            let mut seen = std::collections::BTreeSet::new();
            for id in html
                .select(&with_id)
                .filter_map(|element| element.attr("id"))
            {
                if !seen.insert(id) {
                    twice.push(format!("{name}/{path}#{id}"));
                }
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}
