use super::*;

fn texts(language: &str, documents: &[(&str, &str)]) -> Texts {
    Texts {
        folder: format!("search/{language}/"),
        language: language.to_owned(),
        documents: documents
            .iter()
            .map(|(url, html)| Document {
                url: (*url).to_owned(),
                html: (*html).to_owned(),
            })
            .collect(),
    }
}

fn files(texts: &Texts) -> Files {
    index(texts, None).expect("an index").0
}

#[test]
fn what_was_read_before_makes_no_difference() {
    let first = [
        ("a/", "solidarity"),
        ("b/", "peoples"),
        ("c/", "solidarity of states"),
    ];
    let check = |second: &[(&str, &str)]| {
        let html = |(url, text): &(&str, &str)| {
            let html = format!("<html><body><dd id=\"p1\">{text}</dd></body></html>");
            ((*url).to_owned(), html)
        };
        let made = |documents: &[(&str, &str)], earlier| {
            let written: Vec<_> = documents.iter().map(html).collect();
            let borrowed: Vec<_> = written
                .iter()
                .map(|(a, b)| (a.as_str(), b.as_str()))
                .collect();
            index(&texts("en", &borrowed), earlier).expect("an index")
        };
        let (_, earlier) = made(&first, None);
        assert_eq!(made(second, earlier).0, made(second, None).0, "{second:?}");
    };
    check(&first);
    check(&[
        ("a/", "solidarity"),
        ("b/", "rights"),
        ("c/", "solidarity of states"),
    ]);
    check(&[("a/", "x"), ("b/", "y"), ("c/", "z")]);
    check(&[("a/", "solidarity"), ("c/", "solidarity of states")]);
    check(&[
        ("c/", "solidarity of states"),
        ("b/", "peoples"),
        ("a/", "solidarity"),
    ]);
    check(&[
        ("a/", "solidarity"),
        ("b/", ""),
        ("c/", ""),
        ("d/", "peoples"),
    ]);
}

#[test]
fn an_index_says_what_it_was_made_from() {
    let of = |text: &str| texts("fr", &[("x/", text)]);
    let files = files(&of("<html><body><dd>paix</dd></body></html>"));
    assert!(is_made_from(
        &of("<html><body><dd>paix</dd></body></html>"),
        &files
    ));
    assert!(!is_made_from(
        &of("<html><body><dd>guerre</dd></body></html>"),
        &files
    ));
    assert!(!is_made_from(&of(""), &[]));
}

#[test]
fn the_version_is_that_of_the_engine() {
    let lock = include_str!("../../Cargo.lock");
    let entry = format!("name = \"pagefind\"\nversion = \"{}\"", engine::VERSION);
    assert!(
        lock.contains(&entry),
        "`engine::VERSION` is behind Cargo.lock"
    );
}

#[test]
fn indexes_are_the_same_each_time() {
    let documents: Vec<(String, String)> = (0..40)
        .map(|n| {
            let html = format!(
                "<html lang=\"fr\"><body><dd id=\"p{n}\">Étude {n}, œuvre</dd></body></html>"
            );
            (format!("fr/{n}/"), html)
        })
        .collect();
    let documents: Vec<(&str, &str)> = documents
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let texts = texts("fr", &documents);
    let first = files(&texts);
    for _ in 0..3 {
        assert_eq!(files(&texts), first);
    }
}

#[test]
fn only_what_a_browser_asks_for_is_published() {
    let check = |language: &str, program: &str| {
        let texts = texts(
            language,
            &[("x/", "<html><body><dd>一词 word</dd></body></html>")],
        );
        let files = files(&texts);
        let mut kinds: Vec<String> = files
            .iter()
            .map(|(path, _)| {
                path.split('/')
                    .map(|part| {
                        // Digests differ from text to text.
                        match part.rsplit_once('.') {
                            Some((_, extension)) if extension.starts_with("pf_") => extension,
                            _ => part,
                        }
                    })
                    .collect::<Vec<_>>()
                    .join("/")
            })
            .collect();
        kinds.sort();
        let own = |name: &str| format!("search/{language}/{name}");
        let mut expected = vec![
            own("fragment/pf_fragment"),
            own("index/pf_index"),
            own("made-from.txt"),
            own("pagefind-entry.json"),
            own("pf_meta"),
            own(program),
            "search/pagefind.js".to_owned(),
        ];
        expected.sort();
        assert_eq!(kinds, expected);
    };
    check("ru", "wasm.ru.pagefind");
    check("zh", "wasm.unknown.pagefind");
    check("tlh", "wasm.unknown.pagefind");
}

#[test]
fn a_language_without_texts_has_no_index() {
    assert_eq!(files(&texts("fr", &[])).len(), 0);
    let empty = texts("fr", &[("x/", "<html><body></body></html>")]);
    assert!(index(&empty, None).is_ok());
}

#[test]
fn the_digest_is_of_all_that_matters() {
    let a = texts("fr", &[("x/", "y")]);
    let b = texts("fr", &[("x/y", "")]);
    let c = texts("es", &[("x/", "y")]);
    assert_ne!(a.digest(), b.digest());
    assert_ne!(a.digest(), c.digest());
    assert_eq!(a.digest(), texts("fr", &[("x/", "y")]).digest());
}

#[test]
fn writes_articles_for_the_engine() {
    use super::passages::{Article, Kind, Passage};
    let article = Article {
        url: "fr/x/".to_owned(),
        title: "T & <i>: x, y".to_owned(),
        document: Some("D: \"a\"".to_owned()),
        passages: vec![Passage {
            kind: Kind::Paragraph,
            anchor: "3-a".to_owned(),
            label: "3 (a)".to_owned(),
            lang: Some("en".to_owned()),
            text: "l’œuvre & <b>".to_owned(),
        }],
    };
    let document = markup::document(&article, "fr");
    assert_eq!(document.url, "fr/x/");
    assert_eq!(
        document.html,
        "<html><body><i data-pagefind-filter=\"document:D: &quot;a&quot;\"></i>\
         <i data-pagefind-meta=\"title:T &amp; &lt;i&gt;: x, y\"></i>\
         <dd data-pagefind-weight=\"1\" id=\"3-a\" \
         data-pagefind-title=\"p|3 (a)|en|l’œuvre &amp; &lt;b&gt;\">oeuvre &amp; &lt;b&gt;</dd>\n\
         </body></html>"
    );
}
