//! Books of a few lines, from their files to those of the project.

use super::report::{Language, RemarkKind};
use super::*;
use crate::pipeline::{Options as BuildOptions, build, originals, synchronize};

/// A book of some files, with a summary of one chapter unless there is another.
fn book(files: &[(&str, &str)]) -> Sources {
    let mut sources: Sources = [
        ("book.toml", &b"[book]\ntitle = \"Book\"\n"[..]),
        ("src/SUMMARY.md", b"- [One](one.md)\n"),
    ]
    .into_iter()
    .collect();
    for (path, text) in files {
        sources.insert(SourceFile::new((*path).into(), text.as_bytes()));
    }
    sources
}

/// Converts a book, and insists that the project is in order: it builds, and is synced.
fn converted(files: &[(&str, &str)]) -> Converted {
    let converted = convert(&book(files), &Options::default());
    assert!(
        converted.diagnostics.is_empty(),
        "{:?}",
        converted.diagnostics
    );
    let mut sources = originals();
    for (path, bytes) in &converted.files {
        sources.insert(SourceFile::new(path.clone(), bytes.as_slice()));
    }
    let built = build(&sources, &BuildOptions::default(), &Memo::none());
    assert!(built.diagnostics.is_empty(), "{:#?}", built.diagnostics);
    let (planned, _) = synchronize(&sources, &Synchronize::default(), &Memo::none());
    assert_eq!(planned, [], "it is synced");
    converted
}

fn file(converted: &Converted, path: &str) -> String {
    let found = converted
        .files
        .iter()
        .find(|(known, _)| known.as_str() == path);
    let (_, bytes) = found.unwrap_or_else(|| panic!("there is no `{path}`"));
    String::from_utf8(bytes.clone()).expect("UTF-8")
}

/// A chapter, what it becomes, and what is remarked on at which lines.
#[track_caller]
fn check(chapter: &str, expected: &str, remarks: &[(RemarkKind, usize)]) {
    let chapter = format!("# One\n\n{chapter}");
    let converted = converted(&[
        ("src/one.md", &chapter),
        ("src/img/x.png", ""),
        (
            "src/code.rs",
            "// ANCHOR: a\nlet x = 1;\n// ANCHOR_END: a\n",
        ),
    ]);
    let found = file(&converted, "content/book/one.md");
    let body = found.strip_prefix("# One\n\n").unwrap_or(&found);
    assert_eq!(body, expected, "{chapter}");
    let found: Vec<(RemarkKind, usize)> = converted
        .report
        .remarks
        .iter()
        .map(|remark| (remark.kind, remark.line))
        .collect();
    assert_eq!(found, remarks, "{:#?}", converted.report.remarks);
}

#[test]
fn what_is_written_alike_stays() {
    let text = "A *b* **c** `d {e}` ~~f~~ [g](https://h.org/?i=1&j=2 \"k\") <https://l.org>\\\nm.\n\n\
        - n\n- [ ] o\n\n1. p\n\n> q\n\n> [!TIP]\n> r\n\n| s | t |\n|---|--:|\n| u | v |\n\nw\n: x\n\n\
        A[^1].\n\n[^1]: B.\n\n```rust\nlet c = \"{d}\";\n```\n\n***\n\n<!-- e -->\n";
    check(text, text, &[]);
}

#[test]
fn text_that_fluent_would_read() {
    check("a {b} c\n", "a {\"{\"}b{\"}\"} c\n", &[]);
    check("a \\{b\n", "a \\{\"{\"}b\n", &[]);
    check("{#a}\n", "{\"{\"}#a{\"}\"}\n", &[]);
    check("$5 and $6\n", "\\$5 and \\$6\n", &[]);
    check(
        "[a](https://b.org/{c})\n",
        "[a](https://b.org/%7Bc%7D)\n",
        &[],
    );
    check(
        "[a](https://b.org \"{c}\")\n",
        "[a](https://b.org \"&#123;c&#125;\")\n",
        &[],
    );
    check("a[^b] [c]\n", "a\\[^b] [c]\n", &[]);
}

#[test]
fn headings_and_anchors() {
    check(
        "## A & b\n\n[a](#a--b)\n",
        "## A & b {#a--b}\n\n[a](#a--b)\n",
        &[],
    );
    check(
        "## A\n\n## A\n\n[a](#a-1)\n",
        "## A\n\n## A {#a-1}\n\n[a](#a-1)\n",
        &[],
    );
    check("A\n--\n\n[a](#a)\n", "## A {#a}\n\n[a](#a)\n", &[]);
    check("## A { #b .c }\n", "## A {#b .c}\n", &[]);
    check(
        "## 1 a ##\n\n[a](#1-a)\n",
        "## 1 a {#one-1-a}\n\n[a](#one-1-a)\n",
        &[],
    );
    check("[a](#one)\n", "[a](one.md)\n", &[]);
    check("[a](#none)\n", "[a](one.md)\n", &[(RemarkKind::Anchor, 3)]);
    check("# A\n\n## B\n\nC\n===\n", "## A\n\n### B\n\n## C\n", &[]);
    check("<a id=\"x\"></a>\n\nA [b](#x).\n", "A [b](#x). {#x}\n", &[]);
    check(
        "- <a name=\"x\"></a> a\n\n- [b](#x)\n",
        "- a {#x}\n\n- [b](#x)\n",
        &[],
    );
}

#[test]
fn links_and_images() {
    check("[a](one.html)\n", "[a](one.md)\n", &[]);
    check(
        "[a][b]\n\n[b]: ./one.md#one 'c'\n",
        "[a][b]\n\n[b]: one.md \"c\"\n",
        &[],
    );
    check("[a *b*](no.md)\n", "a *b*\n", &[(RemarkKind::Link, 3)]);
    check("[a](ftp://b.org)\n", "a\n", &[(RemarkKind::Link, 3)]);
    check("<a@b.org>\n", "[a@b.org](mailto:a@b.org)\n", &[]);
    check("![a](img/x.png)\n", "![a](img/x.png)\n", &[]);
    check("x ![a](no.png) y\n", "x a y\n", &[(RemarkKind::Image, 3)]);
    check(
        "![a](https://b.org/c.png)\n",
        "[a](https://b.org/c.png)\n",
        &[(RemarkKind::Image, 3)],
    );
    check(
        "[![a](https://b.org/c.png)](https://d.org)\n",
        "[a](https://d.org)\n",
        &[(RemarkKind::Image, 3)],
    );
}

#[test]
fn html() {
    check(
        "<b>a</b> <i>b</i><br>c <kbd>d</kbd>\n",
        "**a** *b*\\\nc `d`\n",
        &[],
    );
    check("H<sub>2</sub>O\n", "H2O\n", &[(RemarkKind::Html, 3)]);
    check("a<!-- b --> c\n", "a c\n", &[]);
    check("<a href=\"one.md\">a</a>\n", "[a](one.md)\n", &[]);
    check("| a<br>b |\n|---|\n", "| a b |\n|---|\n", &[]);
    check(
        "<img src=\"img/x.png\" alt=\"a {b}\" width=\"5\">\n",
        "![a {\"{\"}b{\"}\"}](img/x.png)\n",
        &[],
    );
    check(
        "<p align=\"center\">\n<img src=\"img/x.png\">\n</p>\n\na\n",
        "![](img/x.png)\n\na\n",
        &[],
    );
    check(
        "<script>\nx()\n</script>\n\na\n",
        "a\n",
        &[(RemarkKind::HtmlBlock, 3)],
    );
    check(
        "<details>\n<summary>A</summary>\n\nb\n\n</details>\n",
        "<details>\n<summary>A</summary>\n\nb\n\n</details>\n",
        &[(RemarkKind::HtmlBlock, 3)],
    );
    check("</div>\n\na\n", "\n\na\n", &[(RemarkKind::HtmlBlock, 3)]);
    check(
        "<div class=\"warning\">\n\na\n\n</div>\n",
        "> [!WARNING]\n> a\n",
        &[],
    );
}

#[test]
fn code() {
    check(
        "```rust,ignore,editable\na\n```\n",
        "```rust\na\n```\n",
        &[(RemarkKind::CodeAttribute, 3)],
    );
    check(
        "> ```rust\n> # hidden\n> #[shown]\n> ## x\n> #\n> ```\n",
        "> ```rust\n> #[shown]\n> # x\n> ```\n",
        &[(RemarkKind::HiddenLines, 3)],
    );
    check(
        "```rust\n{{#include code.rs:a}}\n```\n",
        "```rust\nlet x = 1;\n```\n",
        &[],
    );
    check(
        "```\n\\{{#include x}}\n```\n",
        "```\n{{#include x}}\n```\n",
        &[],
    );
    check(
        "a\n\n{{#include no.rs}}\n",
        "a\n\n{\"{\"}{\"{\"}#include no.rs{\"}\"}{\"}\"}\n",
        &[(RemarkKind::Directive, 5)],
    );
}

#[test]
fn notes() {
    check("a\n\n[^b]: c\n", "a\n", &[(RemarkKind::Note, 5)]);
    check(
        "a[^b]\n\n[^b]: c\n[^b]: d\n",
        "a[^b]\n\n[^b]: c\n",
        &[(RemarkKind::Note, 6)],
    );
}

#[test]
fn titles() {
    let title = |chapter: &str, summary: &str| {
        let converted = converted(&[("src/one.md", chapter), ("src/SUMMARY.md", summary)]);
        let remarks = converted.report.remarks.len();
        (file(&converted, "content/book/one.md"), remarks)
    };
    let check = |chapter: &str, summary: &str, expected: &str, remarks: usize| {
        assert_eq!(title(chapter, summary), (expected.to_owned(), remarks));
    };
    check("# A `b`\n", "- [A b](one.md)\n", "# A `b`\n", 0);
    check("# Long\n\nx\n", "- [Short](one.md)\n", "# Long\n\nx\n", 1);
    check(
        "x\n",
        "- [A *b* {c}](one.md)\n",
        "+++\ntitle = 'A *b* {\"{\"}c{\"}\"}'\n+++\n\nx\n",
        0,
    );
    check("", "- [A](one.md)\n", "+++\ntitle = \"A\"\n+++\n\n", 0);
    check(
        "<!-- x -->\n\n# A\n\ny\n",
        "- [A](one.md)\n",
        "# A\n\n<!-- x -->\n\n\n\ny\n",
        0,
    );
    check(
        "---\na: b\n---\n",
        "- [A](one.md)\n",
        "+++\ntitle = \"A\"\n+++\n\n---\na: b\n---\n",
        0,
    );
}

const HEADER: &str = "msgid \"\"\nmsgstr \"Language: fr\\n\"\n\n";

fn translated(chapter: &str, po: &str) -> (Converted, Language) {
    let po = format!("{HEADER}{po}");
    let converted = converted(&[
        ("src/one.md", chapter),
        ("po/fr.po", &po),
        ("src/img/x.png", ""),
    ]);
    let language = converted.report.languages[0].clone();
    (converted, language)
}

#[track_caller]
fn check_messages(chapter: &str, po: &str, expected: &str) -> Converted {
    let (converted, language) = translated(chapter, po);
    assert_eq!(file(&converted, "locales/fr/book.ftl"), expected);
    assert_eq!(language.percent(), 100, "{language:?}");
    converted
}

#[test]
fn translations_find_their_text() {
    check_messages(
        "# One\n\nA *b* {c}\nd.\n\n- A *b* {c} d.\n",
        "msgid \"One\"\nmsgstr \"Un\"\n\nmsgid \"A _b_ {c} d.\"\nmsgstr \"À _b_ `{c}` {d}.\"\n",
        "one-title = Un\n\
         one-p1 = À _b_ `{\"{\"}c{\"}\"}` {\"{\"}d{\"}\"}.\n\
         one-p2 = À _b_ `{\"{\"}c{\"}\"}` {\"{\"}d{\"}\"}.\n",
    );
    check_messages(
        "# One\n\n## H\n\n[a][r] ![i](img/x.png)\n\n![j](img/x.png)\n\n[r]: one.html#h\n",
        "msgid \"[a](one.html#h) ![i](img/x.png)\"\nmsgstr \"![k](img/x.png) [l](one.html#h)\"\n\n\
         msgid \"![j](img/x.png)\"\nmsgstr \"![m](img/x.png)\"\n",
        "one-p1 = ![k](img/x.png) [l](#h)\none-image1 = m\n",
    );
    check_messages(
        "# One\n\n> [!NOTE]\n> a\n\n```admonish tip\nb\n```\n\nc\n: d\n",
        "msgid \"\\\\[!NOTE\\\\] a\"\nmsgstr \"\\\\[!NOTE\\\\] A\"\n\n\
         msgid \"\"\n\"```admonish tip\\n\"\n\"b\\n\"\n\"```\"\nmsgstr \"\"\n\"```admonish tip\\n\"\n\"B\\n\"\n\"```\"\n\n\
         msgid \"c : d\"\nmsgstr \"C : D\"\n",
        "one-p1 = A\none-p2 = B\none-p3 = C\none-p4 = D\n",
    );
}

#[test]
fn what_is_sound_and_exact_comes_first() {
    let (converted, language) = translated(
        "# One\n\na *b*\n",
        "#, fuzzy\nmsgid \"a *b*\"\nmsgstr \"fuzzy\"\n\nmsgid \"a b\"\nmsgstr \"loose\"\n\n\
         msgid \"a _b_\"\nmsgstr \"exact\"\n",
    );
    assert_eq!(file(&converted, "locales/fr/book.ftl"), "one-p1 = exact\n");
    assert_eq!((language.found, language.kept.rivals), (1, 2));
    assert_eq!(language.outdated, 0);
}

#[test]
fn what_is_fuzzy_is_outdated() {
    let converted = check_messages(
        "# One\n\na b\n\nc\n",
        "#, fuzzy\n#| msgid \"a\"\nmsgid \"a b\"\nmsgstr \"A\"\n\n#, fuzzy\nmsgid \"c\"\nmsgstr \"C\"\n",
        "one-p1 = A\none-p2 = C\n",
    );
    assert_eq!(converted.report.languages[0].outdated, 2);
    let state = file(&converted, ".l10n/state/fr/book.toml");
    assert!(state.contains("was = \"a\""), "{state}");
    let outdated = state.lines().filter(|line| line.starts_with("one-p"));
    let ledger = file(&converted, "locales/en/book.ftl");
    assert_eq!(outdated.count(), 2, "{state} {ledger}");
}

#[test]
fn what_is_said_to_translators() {
    check_messages(
        "# One\n\n<!-- i18n:skip -->\n\nK {x}\n\n<!-- i18n:comment: be brief -->\n\na\n\nb\n",
        "#. be brief\n# mine\n# @you\nmsgid \"a\"\nmsgstr \"A\"\n",
        "# not to be translated: the same in all languages\none-p1 = K {\"{\"}x{\"}\"}\n\
         # be brief\n# mine\n# note: @you\none-p2 = A\n",
    );
}

#[test]
fn what_is_not_used_is_kept() {
    let (converted, language) = translated(
        "# One\n\na\n\nb\n\n```c\nx = \"s\";\n```\n",
        "msgid \"a\"\nmsgstr \"A\"\n\n# hand\nmsgid \"gone\"\nmsgstr \"parti\"\n\n\
         msgid \"b\"\nmsgstr \"B \u{2067}\"\n\n#: src/one.md:8\nmsgid \"\\\"s\\\"\"\nmsgstr \"\\\"S\\\"\"\n\n\
         #: src/SUMMARY.md:1\nmsgid \"Only there\"\nmsgstr \"Là\"\n\nmsgid \"one\"\nmsgstr \"\"\n\n\
         msgid \"<a id=\\\"y\\\"></a>\"\nmsgstr \"<a id=\\\"y\\\"></a>\"\n\n\
         #~ msgid \"old\"\n#~ msgstr \"vieux\"\n",
    );
    let kept = &language.kept;
    assert_eq!(
        (
            kept.code,
            kept.summary,
            kept.blank,
            kept.refused,
            kept.missing
        ),
        (1, 1, 1, 1, 1)
    );
    assert_eq!(
        (language.empty, language.obsolete, language.found),
        (1, 1, 1)
    );
    assert_eq!((language.visible(), language.percent()), (3, 33));
    let archive = file(&converted, ".l10n/archive/fr/unmatched.po");
    for part in [
        "# hand\nmsgid \"gone\"\nmsgstr \"parti\"",
        "#~ msgstr \"vieux\"",
        "Language: fr",
    ] {
        assert!(archive.contains(part), "{archive}");
    }
}

#[test]
fn tags_of_languages() {
    let check = |written: &str, expected: Option<&str>| {
        assert_eq!(
            tag(written).map(|tag| tag.to_string()).as_deref(),
            expected,
            "{written}"
        );
    };
    check("pt_BR", Some("pt-BR"));
    check("zh-cn", Some("zh-CN"));
    check("sr@latin", Some("sr-Latn"));
    check("de_DE.UTF-8", Some("de-DE"));
    check("ca@valencia", None);
}

#[test]
fn files_outside_of_the_book() {
    let mut files = book(&[]).iter().fold(Sources::default(), |mut all, file| {
        let path = SourcePath::new("doc").join(file.path.as_str());
        all.insert(SourceFile::new(path, file.bytes.clone()));
        all
    });
    let chapter = b"# One\n\n{{#include ../../CHANGES.md}}\n{{#include ../../../secret}}\n";
    files.insert(SourceFile::new("doc/src/one.md".into(), &chapter[..]));
    let options = Options {
        folder: Some("doc".into()),
        ..Options::default()
    };
    assert_eq!(wanted(&files, &options), [SourcePath::new("CHANGES.md")]);
    files.insert(SourceFile::new("CHANGES.md".into(), &b"Changed."[..]));
    assert_eq!(wanted(&files, &options), []);
    let converted = convert(&files, &options);
    assert!(file(&converted, "content/book/one.md").contains("Changed."));
    assert_eq!(converted.report.remarks.len(), 1);
}

#[test]
fn what_is_no_book_is_an_error() {
    let check = |files: &[(&str, &str)], code: &str| {
        let sources: Sources = files
            .iter()
            .map(|(path, text)| (*path, text.as_bytes()))
            .collect();
        let converted = convert(&sources, &Options::default());
        let found: Vec<&str> = converted.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(found, [code]);
        assert!(converted.files.is_empty());
    };
    check(&[], "book-missing");
    check(&[("book.toml", "[book")], "toml-syntax");
    check(&[("book.toml", "")], "book-summary");
    check(&[("book.toml", "[book]\nlanguage = '!'")], "book-language");
}

/// Nothing makes it panic or take long, whatever a book holds.
#[test]
fn survives_anything() {
    let chapters = [
        "> ".repeat(1000),
        "- ".repeat(1000),
        "*a ".repeat(1500),
        "[a](b".repeat(1500),
        "![".repeat(1500),
        "<a id=x>".repeat(1500),
        "<b>".repeat(1500),
        "<div>\n\n".repeat(1000),
        "# a\n".repeat(1500),
        "[^a]: b\n".repeat(1000),
        "\\".repeat(10_000),
        "{".repeat(5_000),
        "`".repeat(5_000),
        "|a".repeat(1000) + "\n" + &"|-".repeat(1000) + "\n",
        "a\u{0}\u{202e}\r\n\rb".repeat(1000),
        "```admonish\n".repeat(700),
        "{{#include one.md}}".repeat(50),
        "<!-- i18n:skip -->\n\n".repeat(1000),
        "a : b\n: c\n".repeat(700),
    ];
    for chapter in chapters {
        let text = &chapter[..chapter.floor_char_boundary(60)];
        let escaped: String = text.escape_default().to_string().replace("\\'", "'");
        let po = format!("{HEADER}msgid \"{escaped}\"\nmsgstr \"{escaped}\"\n");
        let files = book(&[("src/one.md", &chapter), ("po/fr.po", &po)]);
        convert(&files, &Options::default());
    }
    let summary = "- [a](one.md)\n".repeat(1000);
    convert(
        &book(&[("src/SUMMARY.md", &summary), ("src/one.md", "x")]),
        &Options::default(),
    );
}
