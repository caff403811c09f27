//! Small documents and texts as people have them.

use super::*;
use crate::locale::{LocaleOptions, LocaleTag};
use crate::memo::Memo;
use crate::pipeline::{self, Options};
use crate::source::{SourceFile, Sources};

const ARTICLE: &str = "+++\ntitle = \"Article 1\"\nlabel = \"Part I\"\ndescription = \"About it\"\n+++\n\n\
     States cooperate in good faith,[^a] as follows:\n\n\
     1. They inform each other;\n2. They help each other:\n   - (first) in need;\n\n\
     Nothing else is needed.[^b]\n\n\
     [^a]: Charter, article 2.\n\n[^b]: Resolution 25/15.\n\n    It has two paragraphs.\n";

fn site(article: &str) -> pipeline::Model {
    let files: Vec<(&str, &[u8])> = vec![
        (
            "concord.toml",
            b"title = 'Site'\nsource = 'en'\n[locales.en]\n[locales.fr]\n",
        ),
        (
            "content/pact/_index.md",
            b"+++\ntitle = 'The pact'\ncontents = ['one.md']\nnumbering = 'legal'\n+++\n",
        ),
        ("content/pact/one.md", article.as_bytes()),
    ];
    let mut sources = Sources::default();
    for (path, bytes) in files {
        sources.insert(SourceFile::new(path.into(), bytes));
    }
    let (model, diagnostics) = pipeline::model(&sources, &Options::default(), &Memo::none());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    model.expect("a site")
}

fn aligned(article: &str, text: &str) -> Aligned {
    let model = site(article);
    let tag = LocaleTag::parse("fr").expect("a tag");
    let locale = Locale::new(tag, &LocaleOptions::default()).expect("a language");
    align(&model.site.documents[0], text, &locale)
}

/// One line for each pair and for all that is left.
fn shown(aligned: &Aligned) -> Vec<String> {
    let pairs = aligned.pairs.iter();
    let pairs = pairs.map(|pair| format!("{} = {}", pair.unit, pair.translation));
    let units = aligned.left_units.iter().map(|unit| format!("{unit} ?"));
    let pieces = aligned
        .left_pieces
        .iter()
        .map(|piece| format!("? {}", piece.text));
    pairs.chain(units).chain(pieces).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(shown(&aligned(ARTICLE, text)), expected, "{text}");
}

const WHOLE: [&str; 11] = [
    "pact-title = Le pacte",
    "one-label = Partie I",
    "one-title = Article premier",
    "one-p1 = Les États coopèrent de bonne foi[^a], comme suit :",
    "one-p2 = Ils s’informent mutuellement ;",
    "one-p3 = Ils s’entraident :",
    "one-p4 = (first) en cas de besoin ;",
    "one-p5 = Rien d’autre n’est nécessaire[^b].",
    "fn-a = Charte, article 2.",
    "fn-b = Résolution 25/15.",
    "fn-b-p1 = Elle a deux paragraphes.",
];

#[test]
fn finds_every_unit() {
    let whole = &WHOLE;
    check(
        "Le pacte\n\nPartie I\n\nArticle premier\n\n\
         Les États coopèrent de bonne foi¹, comme suit :\n\n\
         1. Ils s’informent mutuellement ;\n2. Ils s’entraident :\n- (first) en cas de besoin ;\n\n\
         Rien d’autre n’est nécessaire².\n\n¹ Charte, article 2.\n² Résolution 25/15.\n\nElle a deux paragraphes.\n",
        whole,
    );
    check(
        "# Le pacte\n\n## Partie I – Article premier\n\n\
         Les États coopèrent de bonne foi[^a], comme suit :\n\n\
         1. Ils s’informent mutuellement ;\n1. Ils s’entraident :\n   - (first) en cas de besoin ;\n\n\
         Rien d’autre n’est nécessaire[^b].\n\n[^a]: Charte, article 2.\n\n[^b]: Résolution 25/15.\n\n    Elle a deux paragraphes.\n",
        whole,
    );
}

#[test]
fn says_what_is_left() {
    let found = aligned(
        ARTICLE,
        "Le pacte\n\nPartie I\n\nArticle premier\n\n\
         Les États coopèrent de bonne foi1, comme suit :\n\n1. Ils s’informent mutuellement ;\n\n\
         Traduction non officielle, à ne pas citer, faite par des bénévoles.\n\n\
         Rien d’autre n’est nécessaire.\n",
    );
    let left: Vec<&str> = found.left_units.iter().map(UnitId::as_str).collect();
    assert_eq!(left, ["one-p3", "one-p4", "fn-a", "fn-b", "fn-b-p1"]);
    assert_eq!(found.left_pieces.len(), 1);
    assert!(
        found.left_pieces[0]
            .text
            .starts_with("Traduction non officielle")
    );
    let last = found.pairs.last().expect("a pair");
    assert_eq!(
        (last.unit.as_str(), &*last.missing_notes),
        ("one-p5", &["b".to_owned()][..])
    );
}

#[test]
fn a_piece_with_several_numbers_is_taken_apart() {
    let found = aligned(
        ARTICLE,
        "Le pacte\n\nPartie I\n\nArticle premier\n\nLes États coopèrent de bonne foi, comme suit :\n\n\
         1. Ils s’informent mutuellement ; 2. Ils s’entraident :\n\n- (first) en cas de besoin ;\n\n\
         Rien d’autre n’est nécessaire.\n",
    );
    let of = |id: &str| found.pairs.iter().find(|pair| pair.unit.as_str() == id);
    let (second, third) = (of("one-p2"), of("one-p3"));
    assert_eq!(
        second.map(|pair| &*pair.translation),
        Some("Ils s’informent mutuellement ;")
    );
    assert_eq!(
        third.map(|pair| &*pair.translation),
        Some("Ils s’entraident :")
    );
    assert_eq!(second.map(|pair| pair.grounds), Some(Grounds::Joined));
}

#[test]
fn large_documents_are_aligned_near_a_line() {
    let paragraph = |n: usize, language: &str| {
        format!(
            "{language} {n}: {}",
            "many words and more ".repeat(n * 7 % 11 + 1)
        )
    };
    let chapters = |mark: &str, language: &str| -> String {
        let chapter = |c: usize| {
            let texts: Vec<String> = (0..40).map(|p| paragraph(c * 40 + p, language)).collect();
            format!("{mark} Chapter {}\n\n{}\n\n", c + 1, texts.join("\n\n"))
        };
        (0..40).map(chapter).collect()
    };
    let source = format!("+++\ntitle = \"All\"\n+++\n\n{}", chapters("##", "en"));
    // The first chapters are all that is translated.
    let whole = chapters("##", "fr");
    let end = whole.find("## Chapter 20").expect("a chapter");
    let found = aligned(&source, &format!("# All\n\n{}", &whole[..end]));
    assert_eq!(found.left_pieces, []);
    let right = found.pairs.iter().filter(|pair| {
        let n = pair
            .translation
            .strip_prefix("fr ")
            .and_then(|rest| rest.split_once(':'));
        n.is_some_and(|(n, _)| {
            pair.unit.as_str() == format!("one-p{}", n.parse::<usize>().expect("a number") + 1)
        })
    });
    assert_eq!(right.count(), 19 * 40);
}
