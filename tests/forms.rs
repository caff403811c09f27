//! The forms of the text beside its pages. That they follow their standards is asked of the
//! standards' own tools in `tests/tools/test_forms.py`; how they look is in the golden files of
//! `tests/sites`.

mod common;

use common::{Project, Site, repository};
use concord::memo::Memo;
use pulldown_cmark::{Event, Options, Parser, TagEnd};

const NAMES: [&str; 5] = [
    "guide.epub",
    "guide.md",
    "guide.txt",
    "guide.xml",
    "index.json",
];

fn bytes<'s>(site: &'s Site, path: &str) -> &'s [u8] {
    let files = site.files.as_ref().expect("the site is published");
    let found = files.iter().find(|(own, _)| own == path);
    &found.unwrap_or_else(|| panic!("no file `{path}`")).1
}

#[test]
fn each_language_has_each_form_and_its_front_page_names_them() {
    let site = Project::small().build().clean();
    for tag in ["en", "fr"] {
        let page = site.page(&format!("{tag}/guide/index.html"));
        for name in NAMES {
            bytes(&site, &format!("{tag}/guide/{name}"));
            assert_eq!(
                page.matches(&format!("href=\"{name}\"")).count()
                    + page.matches(&format!("href={name}")).count(),
                2,
                "{name} in {page}"
            );
        }
        assert!(
            !site
                .page(&format!("{tag}/guide/start/index.html"))
                .contains("guide.epub")
        );
    }
}

#[test]
fn a_project_chooses_its_forms() {
    let with = |forms: &str| {
        Project::small()
            .edit(
                "concord.toml",
                "source = \"en\"",
                &format!("source = \"en\"\nforms = {forms}"),
            )
            .build()
    };
    let site = with("[\"text\", \"epub\"]").clean();
    let found: Vec<_> = NAMES
        .iter()
        .filter(|name| site.paths().contains(&&*format!("en/guide/{name}")))
        .collect();
    assert_eq!(found, [&"guide.epub", &"guide.txt"]);
    let site = with("[]").clean();
    assert!(!site.page("en/guide/index.html").contains("page-forms"));
    let site = with("[\"pdf\"]");
    assert!(site.files.is_none(), "{}", site.messages);
    assert!(site.messages.contains("`akoma-ntoso`"), "{}", site.messages);
}

#[test]
fn an_article_cannot_take_the_name_of_a_form() {
    let site = Project::small()
        .edit(
            "content/guide/start.md",
            "title = \"Start\"",
            "title = \"Start\"\nslug = \"index.json\"",
        )
        .build();
    assert_eq!(
        site.codes(),
        ["output-path", "output-path", "address-taken"],
        "{}",
        site.messages
    );
}

#[test]
fn a_book_is_the_same_whenever_it_is_made() {
    let project = Project::folder(&repository().join("tests/sites/manual"));
    let memo = Memo::new();
    let books = [
        project.build(),
        project.build_with(&memo),
        project.build_with(&memo),
    ]
    .map(|site| bytes(&site, "fa/manual/manual.epub").to_vec());
    assert!(books[0] == books[1] && books[1] == books[2]);
    // The signature, no compression, no time, and the name that EPUB wants to find here.
    assert_eq!(&books[0][..4], b"PK\x03\x04");
    assert_eq!(&books[0][8..10], [0, 0]);
    assert_eq!(&books[0][30..58], b"mimetypeapplication/epub+zip");
    let dated = project
        .clone()
        .options(|options| options.epoch = Some(0))
        .build();
    assert!(bytes(&dated, "fa/manual/manual.epub") != books[0]);
}

/// The text that Markdown shows, white space joined.
fn shown(markdown: &str) -> String {
    let options = Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(part) | Event::Code(part) => text.push_str(&part),
            Event::InlineMath(part) | Event::DisplayMath(part) => text.push_str(&part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image,
            ) => {}
            Event::End(_) => text.push(' '),
            _ => {}
        }
    }
    joined(&text)
}

fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn markdown_shows_the_text_of_every_unit_in_order() {
    let mut units = 0;
    for (folder, document) in [
        ("tests/sites/manual", "manual"),
        ("tests/sites/treaty", "treaty"),
        ("tests/sites/theme", "book"),
        (".", "declaration"),
    ] {
        let site = Project::folder(&repository().join(folder)).build();
        let ends = format!("/{document}/{document}.md");
        for path in site
            .paths()
            .into_iter()
            .filter(|path| path.ends_with(&ends))
        {
            let text = shown(site.page(path));
            let index = path.replace(&format!("{document}.md"), "index.json");
            let index: serde_json::Value = serde_json::from_str(site.page(&index)).expect("JSON");
            let articles = index["articles"].as_array().expect("articles");
            let mut at = 0;
            for unit in articles
                .iter()
                .flat_map(|article| article["units"].as_array().expect("units"))
            {
                let kind = unit["kind"].as_str().expect("a kind");
                let own = joined(unit["text"].as_str().expect("a text"));
                // Descriptions are for search engines; a caption is the title of its image.
                if kind == "description" {
                    continue;
                }
                units += 1;
                if kind.starts_with("note") {
                    assert!(text.contains(&own), "{path}: {own}\n{text}");
                    continue;
                }
                match text[at..].find(&own) {
                    Some(found) => at += found + own.len(),
                    None => assert!(
                        site.page(path).contains(&format!("\"{own}\")")),
                        "{path}: {own}\n{}",
                        &text[at..]
                    ),
                }
            }
        }
    }
    assert!(units > 500, "{units}");
}
