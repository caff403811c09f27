//! Imports obey the rules by which `sync` judges any other edit.

mod common;

use concord::diagnostic::Diagnostics;
use concord::exchange::apply::{Applied, apply};
use concord::exchange::{Confidence, Imported, po};
use concord::identity::UnitId;
use concord::identity::state::State;
use concord::localize;
use concord::memo::Memo;
use concord::pipeline::{self, Model, Options, Synchronize};
use concord::source::write::Change;
use concord::source::{SourceFile, Sources};

use crate::common::Project;

const SOURCE: &str = "# Start\n\nPeace is { $what }.\n\nAll States have a duty.\n";
const FRENCH: &str = "# relu\nstart-p2 = Tous les États ont un devoir.\n";

/// A project with one translation of two, written down.
fn project(review: bool) -> Sources {
    let review = if review {
        "review = \"required\"\n"
    } else {
        ""
    };
    let project = Project::small()
        .file(
            "concord.toml",
            format!("title = \"Site\"\nsource = \"en\"\n[locales.en]\n[locales.fr]\n{review}[variables]\nwhat = \"good\"\n"),
        )
        .file("content/guide/start.md", SOURCE)
        .file("locales/fr/guide.ftl", FRENCH);
    synchronized(project.sources)
}

fn changed(mut sources: Sources, changes: &[Change]) -> Sources {
    sources.apply(changes);
    sources
}

fn synchronized(sources: Sources) -> Sources {
    let (changes, diagnostics) =
        pipeline::synchronize(&sources, &Synchronize::default(), &Memo::none());
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    changed(sources, &changes)
}

fn model(sources: &Sources) -> Model {
    let (model, diagnostics) = pipeline::model(sources, &Options::default(), &Memo::none());
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    model.expect("a model")
}

/// Imports, and synchronizes.
fn import(
    sources: Sources,
    file: &SourceFile,
    imported: Vec<Imported>,
) -> (Sources, Applied, Diagnostics) {
    let model = model(&sources);
    let french = model.config.locales[1].tag.clone();
    let (applied, diagnostics) = apply(&model, &sources, &french, file, imported);
    let sources = changed(sources, &applied.changes);
    (synchronized(sources), applied, diagnostics)
}

fn state(sources: &Sources, id: &str) -> State {
    let model = model(sources);
    let document = &model.site.documents[0];
    for placed in &document.articles {
        if let Some(unit) = placed.ids.iter().position(|own| own.as_str() == id) {
            return localize::translation(document, placed, unit, &model.locales.all[1])
                .map_or(State::Missing, |found| found.state);
        }
    }
    panic!("no unit `{id}`");
}

fn translation(id: &str, source: Option<&str>, text: &str, confidence: Confidence) -> Imported {
    Imported {
        document: None,
        id: UnitId::new(id),
        source: source.map(str::to_owned),
        translation: text.to_owned(),
        confidence,
        comments: Vec::new(),
        span: 0..1,
    }
}

const P1: &str = "Peace is { $what }.";

#[test]
fn the_state_follows_from_what_the_other_tool_knows() {
    use Confidence::{Doubtful, Reviewed, Sound, Unreviewed};
    let check = |review, source, confidence, expected| {
        let file = SourceFile::new("fr.po".into(), &b" "[..]);
        let text = "La paix est { $what }.";
        let imported = vec![translation("start-p1", source, text, confidence)];
        let (sources, applied, diagnostics) = import(project(review), &file, imported);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let case = (review, source, confidence);
        assert_eq!(applied.written, 1, "{case:?}");
        assert_eq!(state(&sources, "start-p1"), expected, "{case:?}");
    };
    check(false, Some(P1), Sound, State::Current);
    check(false, None, Sound, State::Current);
    check(false, Some("Peace  is {$what}."), Sound, State::Current);
    check(false, Some("War is { $what }."), Sound, State::Outdated);
    check(false, None, Doubtful, State::Outdated);
    check(false, Some(P1), Doubtful, State::Current);
    check(false, Some(P1), Unreviewed, State::Draft);
    check(true, Some(P1), Sound, State::Draft);
    check(true, Some(P1), Reviewed, State::Current);
    check(true, Some("War."), Reviewed, State::Outdated);
}

#[test]
fn what_is_there_already_keeps_its_bytes_and_its_review() {
    let file = SourceFile::new("fr.po".into(), &b" "[..]);
    let before = project(true);
    let same = |confidence| {
        vec![translation(
            "start-p2",
            Some("All States have a duty."),
            "Tous les États ont un devoir.",
            confidence,
        )]
    };
    assert_eq!(state(&before, "start-p2"), State::Draft);
    let (after, applied, _) = import(before.clone(), &file, same(Confidence::Sound));
    assert_eq!((applied.unchanged, applied.changes.len()), (1, 0));
    assert_eq!(state(&after, "start-p2"), State::Draft);
    let (after, ..) = import(before, &file, same(Confidence::Reviewed));
    assert_eq!(state(&after, "start-p2"), State::Current);
    let text = after.text(&"locales/fr/guide.ftl".into()).unwrap_or("");
    assert!(text.contains(FRENCH), "{text}");
}

#[test]
fn the_former_source_is_kept_to_show_the_difference() {
    let file = SourceFile::new("fr.po".into(), &b" "[..]);
    let old = translation(
        "start-p2",
        Some("All States had a duty."),
        "Les États…",
        Confidence::Sound,
    );
    let (sources, ..) = import(project(false), &file, vec![old]);
    let text = sources.text(&"locales/fr/guide.ftl".into()).unwrap_or("");
    assert!(
        text.contains("# relu\n# @outdated\n# @was All States had a duty.\n# @now All States have a duty.\nstart-p2 = Les États…\n"),
        "{text}"
    );
}

#[test]
fn what_is_no_translation_is_said_and_nothing_is_written() {
    let text = "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\nmsgctxt \"start-p1\"\nmsgid \"Peace is { $what }.\"\nmsgstr \"La paix { est\"\n\nmsgctxt \"start-p9\"\nmsgid \"x\"\nmsgstr \"y\"\n";
    let file = SourceFile::new("fr.po".into(), text.as_bytes());
    let sources = project(false);
    let french = model(&sources).config.locales[1].tag.clone();
    let mut diagnostics = Diagnostics::new();
    let imported = po::read(&file, &french, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let (_, applied, diagnostics) = import(sources, &file, imported);
    assert_eq!(applied.changes, []);
    let found: Vec<(&str, &str)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = diagnostic
                .place
                .as_deref()
                .and_then(|place| place.span.clone());
            (diagnostic.code, &text[place.expect("a place")])
        })
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].0, "import-unknown");
    assert!(found[0].1.contains("start-p9"), "{found:?}");
    assert_eq!(found[1].0, "import-syntax");
    assert!(found[1].1.contains("La paix"), "{found:?}");
}
