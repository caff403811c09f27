//! The flagship: the words of the English site are those of the source text, each once, in
//! order, with their numbers; and every language has all of it.
//!
//! `tests/declaration/source.txt` is a copy of the text that the declaration was typed from. It
//! came from a printed page: notes stand where pages broke, in the middle of paragraphs, links
//! have lost their addresses, sub-paragraphs have dashes. [`Source`] takes all that away and
//! nothing else.

mod common;

use std::fs;
use std::sync::OnceLock;

use common::{Project, Site, repository};
use scraper::{ElementRef, Html, Selector};

const LANGUAGES: [&str; 6] = ["ar", "zh", "en", "fr", "ru", "es"];
const SOURCE: &str = include_str!("declaration/source.txt");
const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The flagship, built once, strictly, with nothing to say about it.
fn site() -> &'static Site {
    static SITE: OnceLock<Site> = OnceLock::new();
    SITE.get_or_init(|| {
        Project::folder(&repository())
            .options(|options| options.strict = true)
            .build()
            .clean()
    })
}

/// The words of the source text.
struct Source {
    /// Everything but the notes; references are numbers behind the words they follow.
    text: Vec<String>,
    /// Number and text of each note.
    notes: Vec<Vec<String>>,
}

impl Source {
    fn read(source: &str) -> Self {
        let mut text = Vec::new();
        let mut notes = Vec::new();
        for line in source.lines() {
            let line = plain(line.trim());
            let line = line.strip_prefix("- ").unwrap_or(&line);
            let is_note = line.starts_with(DIGITS);
            let words = line
                .split_whitespace()
                .map(|word| word.chars().map(digit).collect());
            if is_note {
                notes.push(words.collect());
            } else {
                text.extend(words);
            }
        }
        Self { text, notes }
    }
}

/// A line without the marks of Markdown: `[text](#)` and `*text*`.
fn plain(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line.replace('*', "");
    while let Some(end) = rest.find("](#)") {
        let start = rest[..end].rfind('[').expect("a link begins");
        out.push_str(&rest[..start]);
        out.push_str(&rest[start + 1..end]);
        rest = rest[end + "](#)".len()..].to_owned();
    }
    out.push_str(&rest);
    out
}

/// A raised digit as a digit.
fn digit(character: char) -> char {
    let digit = DIGITS.iter().position(|raised| *raised == character);
    digit.map_or(character, |digit| {
        char::from(b'0' + u8::try_from(digit).expect("one of ten"))
    })
}

fn select(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// The words that elements show, in the order of the page. Between blocks there is a space.
fn words(html: &Html, css: &str) -> Vec<String> {
    let mut text = String::new();
    for element in html.select(&select(css)) {
        text.push(' ');
        show(element, &mut text);
    }
    text.split_whitespace().map(str::to_owned).collect()
}

fn show(element: ElementRef<'_>, text: &mut String) {
    const INLINE: [&str; 8] = ["a", "bdi", "code", "del", "em", "span", "strong", "sup"];
    for child in element.children() {
        if let Some(own) = child.value().as_text() {
            text.push_str(own);
        }
        if let Some(child) = ElementRef::wrap(child) {
            let space = if INLINE.contains(&child.value().name()) {
                ""
            } else {
                " "
            };
            text.push_str(space);
            show(child, text);
            text.push_str(space);
        }
    }
}

/// The notes of a page: their numbers and words.
fn notes(html: &Html) -> Vec<Vec<String>> {
    html.select(&select(".note-list > li"))
        .map(|note| {
            let mut text = String::new();
            for part in note.select(&select(":scope > .number, .note-text")) {
                show(part, &mut text);
                text.push(' ');
            }
            text.split_whitespace().map(str::to_owned).collect()
        })
        .collect()
}

/// The pages of a language in reading order, from the document's front page on: the first page
/// leads to the next.
fn in_order(site: &Site, language: &str) -> Vec<String> {
    let mut pages = Vec::new();
    let mut next = Some(format!("{language}/declaration/index.html"));
    while let Some(page) = next {
        assert!(!pages.contains(&page), "`{page}` follows itself");
        let html = Html::parse_document(site.page(&page));
        next = html
            .select(&select("link[rel=next]"))
            .next()
            .and_then(|link| link.attr("href"))
            .map(|href| {
                let name = href.trim_start_matches("../").trim_end_matches('/');
                format!("{language}/declaration/{name}/index.html")
            });
        pages.push(page);
    }
    pages
}

/// Compares words, and shows the first difference with what stands around it.
#[track_caller]
fn same(found: &[String], expected: &[String], what: &str) {
    let differs =
        (0..found.len().max(expected.len())).find(|at| found.get(*at) != expected.get(*at));
    if let Some(at) = differs {
        let around = |words: &[String]| {
            let (from, to) = (at.saturating_sub(8), (at + 8).min(words.len()));
            words.get(from..to).unwrap_or_default().join(" ")
        };
        panic!(
            "{what}: word {at} differs\n  found: … {}\n source: … {}",
            around(found),
            around(expected)
        );
    }
}

#[test]
fn the_copy_is_the_source() {
    let original = repository().join("../shared/source/declaration.txt");
    if let Ok(original) = fs::read_to_string(original) {
        assert!(
            original == SOURCE,
            "tests/declaration/source.txt is no copy any more"
        );
    }
}

#[test]
fn reads_the_source() {
    let source = Source::read(SOURCE);
    assert_eq!(source.notes.len(), 17);
    assert_eq!(
        source.notes[6][..4].join(" "),
        "7 See The Secretary-General,"
    );
    assert_eq!(source.notes[7].last().map(String::as_str), Some("OHCHR."));
    let text = source.text.join(" ");
    assert!(text.contains("nations large and small,1 Recalling that"));
    assert!(
        text.contains("cooperate, with a view to addressing"),
        "notes are taken out"
    );
    assert!(
        text.contains("furtherance of: (a) Justice,"),
        "dashes are taken away"
    );
    assert!(text.contains("where possible;17 8. Countering"));
    assert!(!text.contains(['[', ']', '*', '#']));
}

#[test]
fn words_are_compared_both_ways() {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let source = words("a b c d");
    for found in ["a b x d", "a b d", "a b c d e", "a c b d", "a b b c d", ""] {
        let found = words(found);
        let differs = std::panic::catch_unwind(|| same(&found, &source, "test"));
        assert!(differs.is_err(), "{found:?}");
    }
    same(&source.clone(), &source, "test");
}

#[test]
fn the_whole_text_has_the_words_of_the_source() {
    let site = site();
    let source = Source::read(SOURCE);
    let page = Html::parse_document(site.page("en/declaration/text/index.html"));
    same(
        &words(&page, "main hgroup, main .prose"),
        &source.text,
        "the whole text",
    );
    assert_eq!(notes(&page), source.notes);
    let page = Html::parse_document(site.page("en/declaration/notes/index.html"));
    assert_eq!(notes(&page), source.notes);
}

#[test]
fn the_articles_have_the_words_of_the_source() {
    let site = site();
    let source = Source::read(SOURCE);
    let (mut text, mut all_notes) = (Vec::new(), Vec::new());
    let pages = in_order(site, "en");
    assert_eq!(
        pages.len(),
        15,
        "a front page, a preamble, three parts, ten articles: {pages:?}"
    );
    for page in &pages {
        let html = Html::parse_document(site.page(page));
        text.extend(words(&html, "main hgroup, main .prose"));
        let own = notes(&html);
        let first = match page.as_str() {
            "en/declaration/preamble/index.html" => Some((16, "1")),
            "en/declaration/article-3/index.html" => Some((1, "17")),
            _ => None,
        };
        assert_eq!(
            own.first().map(|note| (own.len(), note[0].as_str())),
            first,
            "the notes of `{page}`"
        );
        all_notes.extend(own);
    }
    same(&text, &source.text, "the articles");
    assert_eq!(all_notes, source.notes);
}

#[test]
fn every_language_has_every_page() {
    let site = site();
    let in_language = |language: &str| -> Vec<String> {
        let folder = format!("{language}/");
        let own = site.paths().into_iter();
        own.filter_map(|path| path.strip_prefix(&folder).map(str::to_owned))
            .collect()
    };
    let english = in_language("en");
    assert!(english.len() >= 20, "{english:?}");
    for language in LANGUAGES {
        assert_eq!(in_language(language), english, "{language}");
        let order: Vec<String> = in_order(site, language)
            .iter()
            .map(|page| page.replacen(language, "en", 1))
            .collect();
        assert_eq!(order, in_order(site, "en"), "{language}");
    }
}

#[test]
fn every_translation_is_complete_unofficial_and_awaits_review() {
    let site = site();
    let digits = |language: &str, number: usize| -> String {
        let zero = if language == "ar" { '٠' } else { '0' };
        let shown = number.to_string();
        shown
            .bytes()
            .filter_map(|byte| char::from_u32(u32::from(zero) + u32::from(byte - b'0')))
            .collect()
    };
    for language in LANGUAGES {
        let message = |id: &str| {
            let file = format!("themes/default/interface/{language}.ftl");
            let text = fs::read_to_string(repository().join(file)).expect("messages");
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(&format!("{id} = ")).map(str::to_owned));
            line.unwrap_or_else(|| panic!("no `{id}` in {language}"))
        };
        let is_source = language == "en";
        let authority = message(if is_source {
            "authority-authentic"
        } else {
            "authority-unofficial"
        });
        let awaits = message("awaiting-review");
        for path in in_order(site, language) {
            let page = site.page(&path);
            for class in ["untranslated", "outdated", "unit-state"] {
                assert!(
                    !page.contains(&format!("\"{class}")),
                    "`{class}` in `{path}`"
                );
                assert!(
                    !page.contains(&format!("={class}")),
                    "`{class}` in `{path}`"
                );
            }
            if path.ends_with("declaration/index.html") {
                continue;
            }
            assert!(
                site.main(&path).contains(&authority),
                "`{authority}` in `{path}`"
            );
            assert_eq!(site.main(&path).contains(&awaits), !is_source, "`{path}`");
        }
        let all =
            Html::parse_document(site.page(&format!("{language}/declaration/notes/index.html")));
        let numbers: Vec<String> = notes(&all)
            .into_iter()
            .map(|note| note[0].clone())
            .collect();
        let expected: Vec<String> = (1..=17).map(|number| digits(language, number)).collect();
        assert_eq!(numbers, expected, "{language}");
    }
}
