//! A build that remembers equals a clean one, byte for byte, after any edits.
//!
//! A small site is edited at random in every kind of file that a project has: content, its
//! order and its notes, translations, terms, interface messages, states, configuration and
//! theme. Edits break it as well, so that errors must be remembered and forgotten alike.

mod common;

use common::{Project, Site};
use concord::memo::Memo;
use proptest::prelude::*;

/// For each file, the texts that it can have; nothing for a file that is not there.
const FILES: [(&str, &[Option<&str>]); 14] = [
    (
        "concord.toml",
        &[
            Some("title = \"Site\"\nsource = \"en\"\n\n[locales.en]\n\n[locales.fr]\n"),
            Some(
                "title = \"Other\"\nsource = \"en\"\noutdated = \"both\"\n\n[variables]\nyear = 2024\n\n[locales.en]\n\n[locales.fr]\nreview = \"required\"\n",
            ),
            Some(
                "title = \"Site\"\nsource = \"en\"\nroot = \"en\"\nbase_url = \"https://example.org\"\ntheme = \"mine\"\n\n[variables]\nyear = 2025\n\n[locales.en]\n\n[locales.fr]\n\n[locales.fa]\nfallback = [\"fr\"]\n",
            ),
            Some(
                "title = \"Site\"\nsource = \"en\"\nminify = false\ntheme = \"mine\"\nmost_languages_on_page = 1\n\n[locales.fr]\ndrafts = \"hide\"\n\n[locales.en]\n",
            ),
            Some("title = \"Site\nsource = \"en\"\n"),
        ],
    ),
    (
        "content/guide/_index.md",
        &[
            Some("+++\ntitle = \"Guide\"\ncontents = [\"start.md\", \"more.md\"]\n+++\n"),
            Some(
                "+++\ntitle = \"Guide\"\ncontents = [\"more.md\", \"start.md\"]\nnumbering = \"legal\"\nnotes = \"article\"\n+++\n\nWelcome.\n",
            ),
            Some(
                "+++\ntitle = \"The guide\"\ncontents = [\"start.md\"]\nfallback = false\n\n[authority]\nfr = \"official\"\n+++\n",
            ),
        ],
    ),
    (
        "content/guide/start.md",
        &[
            Some(
                "+++\ntitle = \"Start\"\n+++\n\nWelcome.[^1] See [more](more.md).\n\n1. One.\n2. Two.\n\n[^1]: A note.\n",
            ),
            Some("+++\ntitle = \"Start\"\n+++\n\nWelcome, all of you.\n\n1. Two.\n2. One.\n"),
            Some("# Beginning\n\nOf { $year }, by { -maker }.\n\n![A picture](a.svg)\n"),
            Some("+++\ntitle = \"Start\"\ndraft = true\n+++\n\nWelcome.\n"),
            None,
        ],
    ),
    (
        "content/guide/more.md",
        &[
            Some("+++\ntitle = \"More\"\n+++\n\nMore.[^1]\n\n[^1]: Another note.\n"),
            Some(
                "+++\ntitle = \"More\"\nslug = \"further\"\n+++\n\nBack to [the start](start.md#1).\n",
            ),
            None,
        ],
    ),
    (
        "content/guide/a.svg",
        &[
            Some("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            Some("<svg/>"),
            None,
        ],
    ),
    (
        "locales/en/guide.ftl",
        &[
            None,
            Some(
                "start-title = Start\nstart-p1 = Welcome.[^1] See [more](more.md).\nstart-p2 = One.\n",
            ),
            Some("guide-title = Guide\nstart-title = Start\nbirth-name = Welcome, all of you.\n"),
        ],
    ),
    (
        "locales/en/terms.ftl",
        &[
            Some("-maker = Wells\n"),
            Some("-maker = Wells & Sons\n"),
            None,
        ],
    ),
    (
        "locales/fr/guide.ftl",
        &[
            Some(
                "guide-title = Guide\nstart-title = Début\nstart-p1 = Bienvenue[^1]. Voir [plus](more.md).\nmore-title = Plus\n",
            ),
            Some(
                "start-title = Commencement\nstart-p1 = Bienvenue en { $year }.\nbirth-name = Bienvenue à tous.\n",
            ),
            Some("start-title = { -rien }\nstart-p1 = <b>x</b>\n"),
            None,
        ],
    ),
    (
        "locales/fa/guide.ftl",
        &[None, Some("start-title = آغاز\n")],
    ),
    (
        "locales/fr/interface.ftl",
        &[
            None,
            // Only templates ask for this one: it is not in the model of any page.
            Some("skip-to-text = Au texte\n"),
            Some("skip-to-text = Vers le texte\nsite-title = Un site\n"),
        ],
    ),
    (
        ".l10n/state/fr/guide.toml",
        &[
            None,
            // The translation was made from another text.
            Some(
                "start-p1 = { source = \"0123456789abcdef\", translation = \"8fa7364253b5a87b\" }\n",
            ),
            // It was made from this text, and awaits review.
            Some(
                "start-title = { source = \"251f784003e99ce4\", translation = \"73f2f47059c5b43b\", review = \"draft\" }\n",
            ),
        ],
    ),
    (
        "themes/mine/templates/footer.html",
        &[
            Some("<footer>{{ site.title }}</footer>\n"),
            Some("<footer>{{ message(id=\"colophon\") }}</footer>\n"),
            Some("<footer>{{ site.nothing }}</footer>\n"),
            None,
        ],
    ),
    (
        "themes/mine/interface/en.ftl",
        &[
            Some("colophon = Set by hand\n"),
            Some("colophon = Set by machine\n"),
            None,
        ],
    ),
    (
        "themes/default/styles/99-mine.css",
        &[
            None,
            Some("p { color: red; }\n"),
            Some("p { color: blue; }\n"),
        ],
    ),
];

/// The project with some of the texts.
fn project(chosen: &[usize]) -> Project {
    FILES
        .iter()
        .zip(chosen)
        .fold(Project::new(), |project, ((path, texts), at)| {
            match texts[at % texts.len()] {
                Some(text) => project.file(path, text),
                None => project,
            }
        })
}

fn same(remembered: &Site, clean: &Site) -> Result<(), TestCaseError> {
    prop_assert_eq!(&remembered.messages, &clean.messages);
    prop_assert_eq!(&remembered.json, &clean.json);
    prop_assert_eq!(remembered.paths(), clean.paths());
    for (one, other) in remembered
        .files
        .iter()
        .flatten()
        .zip(clean.files.iter().flatten())
    {
        prop_assert!(
            one == other,
            "`{}` differs:\n{}\n{}",
            one.0,
            String::from_utf8_lossy(&one.1),
            String::from_utf8_lossy(&other.1)
        );
    }
    Ok(())
}

/// Which file gets which text.
fn edits() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..FILES.len(), 0..5_usize), 1..8)
}

/// How many sequences of edits are tried; `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 12;
    }
    config.max_shrink_iters = 64;
    config.failure_persistence = None;
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_is_remembered_equals_what_is_made(edits in edits()) {
        let memo = Memo::new();
        let mut chosen = vec![0; FILES.len()];
        for (file, text) in std::iter::once((0, 0)).chain(edits) {
            chosen[file] = text;
            let project = project(&chosen);
            memo.next_build();
            let remembered = project.build_with(&memo);
            same(&remembered, &project.build())?;
        }
    }
}

/// Each text of each file once, there and back: what no random walk may miss.
#[test]
fn every_edit_and_its_undoing() {
    let memo = Memo::new();
    for (file, (path, texts)) in FILES.iter().enumerate() {
        // The configuration that uses the theme, for the files of the theme.
        let start = if path.starts_with("themes/mine") {
            2
        } else {
            0
        };
        for text in (0..texts.len()).chain([0]) {
            let mut chosen = vec![0; FILES.len()];
            chosen[0] = start;
            chosen[file] = text;
            let project = project(&chosen);
            memo.next_build();
            let remembered = project.build_with(&memo);
            same(&remembered, &project.build())
                .unwrap_or_else(|error| panic!("text {text} of `{path}`: {error}"));
        }
    }
}

/// Edits do change the site: the test above does not compare a site with itself.
#[test]
fn the_texts_make_sites_that_differ() {
    let zero = project(&[0; FILES.len()]).build();
    assert!(zero.files.is_some(), "{}", zero.messages);
    let mut chosen = [0; FILES.len()];
    chosen[0] = 2;
    let mine = project(&chosen).build();
    assert!(mine.files.is_some(), "{}", mine.messages);
    for (file, at) in [(0, 1), (2, 1), (7, 1), (9, 1), (10, 1), (13, 1)] {
        let mut other = [0; FILES.len()];
        other[file] = at;
        let other = project(&other).build();
        assert!(
            other.files != zero.files || other.messages != zero.messages,
            "text {at} of `{}` changes nothing",
            FILES[file].0
        );
    }
}
