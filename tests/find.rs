//! A file of the output that is made alone has the bytes that it has in the whole output, and
//! there is no other file.

use std::path::Path;

use concord::diagnostic::Diagnostics;
use concord::memo::Memo;
use concord::pipeline::{self, Blueprint, Found, Options, Timings};
use concord::source::{Sources, read};

fn sources(project: &str) -> Sources {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(project);
    let mut diagnostics = Diagnostics::new();
    let config = root.join(read::CONFIG);
    let sources = read::project(&root, &config, pipeline::originals(), &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    sources
}

fn blueprint(sources: &Sources, options: &Options, memo: &Memo) -> Blueprint {
    let mut diagnostics = Diagnostics::new();
    let mut timings = Timings::default();
    Blueprint::new(sources, options, memo, &mut diagnostics, &mut timings).expect("a site")
}

/// Compares each file, with nothing made before and with everything made before.
fn check(project: &str, options: &Options) {
    let sources = sources(project);
    let built = pipeline::build(&sources, options, &Memo::none());
    let output = built.output.expect("no errors");
    let memo = Memo::new();
    for _ in 0..2 {
        memo.next_build();
        let blueprint = blueprint(&sources, options, &memo);
        for (path, expected) in output.iter() {
            match blueprint.find(path.as_str(), &memo) {
                Found::File(bytes) => assert!(bytes == *expected, "{project}: {path} differs"),
                other => panic!("{project}: {path}: {other:?}"),
            }
        }
        for path in [
            "",
            "index",
            "x",
            "en",
            "en/",
            "en/index.htm",
            "assets/share-0.png",
        ] {
            let found = blueprint.find(path, &memo);
            assert!(
                matches!(found, Found::Nothing),
                "{project}: {path}: {found:?}"
            );
        }
        for (path, _) in output.iter().step_by(5) {
            for path in [format!("{path}x"), format!("x{path}")] {
                let found = blueprint.find(&path, &memo);
                assert!(
                    matches!(found, Found::Nothing),
                    "{project}: {path}: {found:?}"
                );
            }
        }
    }
}

fn options() -> Options {
    Options {
        search: true,
        ..Options::default()
    }
}

#[test]
fn fixtures() {
    for site in ["manual", "plain", "root-language", "theme", "treaty"] {
        check(&format!("tests/sites/{site}"), &options());
    }
}

#[test]
fn a_site_with_an_address_has_pictures_and_a_sitemap() {
    let base_url = Some("https://example.org/x".to_owned());
    let options = Options {
        base_url,
        ..options()
    };
    check("tests/sites/treaty", &options);
}

#[test]
fn other_links_and_languages() {
    let drafts = Options {
        drafts: true,
        pseudo: true,
        style: concord::site::route::Style::File,
        ..options()
    };
    check("tests/sites/manual", &drafts);
}
