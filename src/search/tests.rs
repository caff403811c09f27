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
    let first = index(&texts).expect("an index");
    for _ in 0..3 {
        assert_eq!(index(&texts).expect("an index"), first);
    }
}

#[test]
fn only_what_a_browser_asks_for_is_published() {
    let check = |language: &str, program: &str| {
        let texts = texts(
            language,
            &[("x/", "<html><body><dd>一词 word</dd></body></html>")],
        );
        let files = index(&texts).expect("an index");
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
    assert_eq!(index(&texts("fr", &[])).expect("nothing").len(), 0);
    let empty = texts("fr", &[("x/", "<html><body></body></html>")]);
    assert!(index(&empty).is_ok());
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
