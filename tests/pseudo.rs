//! The pseudo-locales: their pages are those of the source but for the words in them.

mod common;

use common::{Project, Site, repository};
use scraper::{ElementRef, Html, Node};

const PSEUDO: [(&str, &str); 2] = [("en-XA", "ltr"), ("ar-XB", "rtl")];

/// What says of a page that it is a translation, and links to the same page in other languages.
const OF_ONE_LANGUAGE: [&str; 2] = ["authority", "languages"];

fn with_pseudo(project: Project) -> Site {
    project.options(|options| options.pseudo = true).build()
}

/// The elements of a page in order, with all that is not words or language.
fn skeleton(html: &str, tag: &str) -> Vec<String> {
    let mut out = Vec::new();
    let page = Html::parse_document(html);
    collect(page.root_element(), tag, &mut out);
    out
}

fn collect(element: ElementRef<'_>, tag: &str, out: &mut Vec<String>) {
    let value = element.value();
    if value
        .classes()
        .any(|class| OF_ONE_LANGUAGE.contains(&class))
    {
        return;
    }
    let mut attributes: Vec<String> = value
        .attrs()
        .filter(|(name, _)| !matches!(*name, "lang" | "dir" | "title" | "alt" | "content"))
        .filter(|(name, _)| !(name.starts_with("aria-label") || name.starts_with("data-label")))
        // Words for scripts, and names of files to be saved.
        .filter(|(name, _)| !matches!(*name, "data-part" | "data-tag" | "data-search" | "download"))
        // Links of `404.html` begin at the root.
        .map(|(name, value)| format!("{name}={}", value.replace(&format!("/{tag}/"), "/en/")))
        .collect();
    attributes.sort();
    // No glossary has the words of a pseudo-locale.
    if value.name() == "dfn" || value.classes().any(|class| class == "term") {
        for child in element.child_elements() {
            collect(child, tag, out);
        }
        return;
    }
    out.push(format!("<{} {}", value.name(), attributes.join(" ")));
    for child in element.children() {
        if let Some(child) = ElementRef::wrap(child) {
            collect(child, tag, out);
        }
    }
    out.push(format!("</{}", value.name()));
}

/// All text of a page, one text node a line.
fn texts(html: &str) -> Vec<String> {
    let page = Html::parse_document(html);
    let nodes = page.tree.nodes();
    nodes
        .filter_map(|node| match node.value() {
            Node::Text(text) => Some(text.to_string()),
            _ => None,
        })
        .collect()
}

/// The same pages in the source and in a pseudo-locale, but for those about the translation.
fn pairs<'s>(site: &'s Site, tag: &'s str) -> impl Iterator<Item = (&'s str, String)> {
    let source = site.paths().into_iter();
    source
        .filter(|path| path.starts_with("en/") && path.ends_with(".html"))
        .filter(|path| !path.contains("/translation/"))
        .map(move |path| (path, path.replacen("en/", &format!("{tag}/"), 1)))
}

#[track_caller]
fn check_pages(site: &Site) {
    for (tag, direction) in PSEUDO {
        let mut count = 0;
        for (source, pseudo) in pairs(site, tag) {
            let page = site.page(&pseudo);
            assert_eq!(
                skeleton(site.page(source), "en"),
                skeleton(page, tag),
                "{source} and {pseudo}"
            );
            let root = Html::parse_document(page);
            let root = root.root_element();
            assert_eq!(root.value().attr("lang"), Some(tag));
            assert_eq!(root.value().attr("dir"), Some(direction));
            count += 1;
        }
        assert!(count > 5, "{count} pages");
    }
}

#[test]
fn the_flagship_keeps_its_skeleton() {
    check_pages(&with_pseudo(Project::folder(&repository())).clean());
}

#[test]
fn a_manual_keeps_its_skeleton() {
    let folder = repository().join("tests/sites/manual");
    check_pages(&with_pseudo(Project::folder(&folder)));
}

#[test]
fn no_override_reaches_beyond_its_text() {
    let site = with_pseudo(Project::folder(&repository()));
    let mut words = 0;
    for (_, path) in pairs(&site, "ar-XB") {
        for text in texts(site.page(&path)) {
            for word in text.split('\u{202e}').skip(1) {
                let (inside, _) = word.split_once('\u{202c}').expect("the end of a word");
                assert!(
                    inside.chars().all(char::is_alphabetic),
                    "{path}: {inside:?}"
                );
                words += 1;
            }
        }
    }
    assert!(words > 5_000, "{words}");
}

#[test]
fn nothing_is_left_in_the_words_of_the_source() {
    let site = with_pseudo(Project::small().edit(
        "content/guide/start.md",
        "Welcome.",
        "Welcome to { $place }, see [Geneva](https://example.org/a) and `code`.[^1]\n\n[^1]: A note.",
    ).edit(
        "concord.toml",
        "source = \"en\"\n",
        "source = \"en\"\nvariables = { place = \"Rome\" }\n",
    ))
    .clean();
    let prose = site.prose("en-XA/guide/start/index.html");
    assert!(
        prose.contains(
            "[Ŵéļçöɱé ţö Rome, šéé <a href=\"https://example.org/a\" rel=\"external\">Ĝéñéṽå</a>"
        ),
        "{prose}"
    );
    assert!(prose.contains("<code dir=\"ltr\">code</code>"), "{prose}");
    let page = site.page("en-XA/guide/start/index.html");
    assert!(page.contains("[Šţåŕţ one] · [Ĝûîðé one]"), "{page}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
}

#[test]
fn such_a_site_is_not_for_publishing() {
    let project = Project::small().edit(
        "concord.toml",
        "source = \"en\"\n",
        "source = \"en\"\nbase_url = \"https://example.org\"\n",
    );
    let published = project.build().clean();
    assert!(published.paths().contains(&"sitemap.xml"));
    assert!(
        !published
            .page("en/guide/start/index.html")
            .contains("robots")
    );
    let site = with_pseudo(project).clean();
    assert!(!site.paths().contains(&"sitemap.xml"));
    for path in site
        .paths()
        .into_iter()
        .filter(|path| path.ends_with(".html"))
    {
        let page = site.page(path);
        assert!(
            !page.contains("rel=\"canonical\"") && !page.contains("rel=\"alternate\" hreflang"),
            "{path}"
        );
        assert!(page.contains("content=\"noindex\""), "{path}");
    }
}

#[test]
fn a_locale_of_the_project_stays_its_own() {
    let site = with_pseudo(
        Project::small()
            .edit(
                "concord.toml",
                "[locales.fr]\n",
                "[locales.fr]\n[locales.en-XA]\n",
            )
            .file("locales/en-XA/guide.ftl", "start-p1 = By hand.\n"),
    )
    .clean();
    assert!(
        site.prose("en-XA/guide/start/index.html")
            .contains("By hand.")
    );
}
