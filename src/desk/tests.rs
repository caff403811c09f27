//! What is written when translations are saved, accepted and taken back.

use proptest::prelude::*;

use super::testing::{Project, base, key};
use super::*;
use crate::diagnostic::Diagnostics;
use crate::fluent::{parse, pattern};
use crate::identity::state::{self, State};
use crate::memo::Memo;
use crate::pipeline::{Synchronize, synchronize};
use crate::source::SourceFile;

const FILE: &str = "locales/fr/guide.ftl";
const STATE: &str = ".l10n/state/fr/guide.toml";

/// Saves a text as if its unit had just been opened.
fn saved(project: &Project, key: Key<'_>, text: &str) -> Result<Saved, Refused> {
    let (model, sources) = project.model();
    save(
        &model,
        &sources,
        key,
        text,
        &base(project, key.locale, key.id),
    )
}

fn after(project: &Project, saved: &Saved) -> Project {
    let mut sources = project.0.clone();
    sources.apply(&saved.changes);
    Project(sources)
}

fn state_of(project: &Project, key: Key<'_>) -> Option<State> {
    let (model, _) = project.model();
    let place = Place::find(&model, key).expect("a unit");
    place.translation().map(|found| found.state)
}

/// The text of a unit as an editor would show it.
fn text_of(project: &Project, key: Key<'_>) -> Option<String> {
    let (model, _) = project.model();
    let place = Place::find(&model, key).expect("a unit");
    let value = place.translation()?.entry.value.as_ref()?;
    Some(pattern::text(value))
}

/// The lines that two texts do not share: what stands between what they begin and end with alike.
fn difference(old: &str, new: &str) -> (String, String) {
    let (old, new): (Vec<_>, Vec<_>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let pairs = old.iter().zip(&new);
    let head = pairs.take_while(|(a, b)| a == b).count();
    let pairs = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = pairs.take_while(|(a, b)| a == b).count();
    (
        old[head..old.len() - tail].concat(),
        new[head..new.len() - tail].concat(),
    )
}

#[test]
fn only_the_message_and_its_record_change() {
    let project = Project::small();
    let check = |id: &str, text: &str, expected: (&str, &str)| {
        let saved = saved(&project, key("fr", id), text).expect(id);
        let after = after(&project, &saved);
        let found = difference(project.text(FILE), after.text(FILE));
        assert_eq!((&*found.0, &*found.1), expected, "{id}");
        let file = SourceFile::new(STATE.into(), after.text(STATE).as_bytes());
        let records = state::parse(&file, &mut Diagnostics::new());
        let recorded: Vec<&str> = records.keys().map(UnitId::as_str).collect();
        assert_eq!(recorded, [id]);
        assert_eq!(
            state_of(&after, key("fr", id)),
            Some(State::Current),
            "{id}"
        );
        assert_eq!(text_of(&after, key("fr", id)).as_deref(), Some(text));
        // Saving it again writes nothing.
        let again = super::tests::saved(&after, key("fr", id), text);
        assert_eq!(again.expect(id).changes, []);
        // `sync` finds nothing else in it: the record stays as it is.
        let (changes, _) = synchronize(&after.0, &Synchronize::default(), &Memo::none());
        let mut sources = after.0.clone();
        sources.apply(&changes);
        let synced = Project(sources);
        let file = SourceFile::new(STATE.into(), synced.text(STATE).as_bytes());
        let synced = state::parse(&file, &mut Diagnostics::new());
        assert_eq!(synced.get(id), records.get(id));
    };
    check(
        "guide-title",
        "Guide",
        ("guide-title  =  Le guide\n", "guide-title  = Guide\n"),
    );
    // The notes of an outdated text go with it.
    check(
        "guide-p1",
        "Un texte neuf.[^1]",
        (
            "# @outdated\n# @was One *old* text of human rights.[^1]\n\
             guide-p1 = Un texte *vieux*.[^1]\n",
            "guide-p1 = Un texte neuf.[^1]\n",
        ),
    );
    // So they do if it is saved as it is.
    check(
        "guide-p1",
        "Un texte *vieux*.[^1]",
        (
            "# @outdated\n# @was One *old* text of human rights.[^1]\n",
            "",
        ),
    );
    check(
        "guide-p2",
        "Un second\n[texte]",
        (
            "# @missing guide-p2 = A second text of the guide.\n",
            "guide-p2 =\n    Un second\n    {\"[\"}texte]\n",
        ),
    );
    check(
        "start-p1",
        "Tous { $n }",
        (
            "# @missing start-p1 = All peoples have this right.\n",
            "start-p1 = Tous { $n }\n",
        ),
    );
}

#[test]
fn what_wants_review_is_a_draft_until_it_is_accepted() {
    let project = Project::small();
    let key = key("ar", "guide-title");
    let first = saved(&project, key, "الدليل").expect("saved");
    let project = after(&project, &first);
    assert_eq!(
        project.text("locales/ar/guide.ftl"),
        "guide-title = الدليل\nguide-p1 = نص.[^1]\n"
    );
    assert_eq!(state_of(&project, key), Some(State::Draft));
    // Saving it again is no review.
    let again = saved(&project, key, "الدليل").expect("saved");
    assert_eq!(again.changes, []);
    let (model, sources) = project.model();
    let seen = base(&project, "ar", "guide-title");
    let accepted = accept(&model, &sources, key, &seen).expect("accepted");
    let reviewed = after(&project, &accepted);
    assert_eq!(state_of(&reviewed, key), Some(State::Current));
    assert_eq!(
        reviewed.text("locales/ar/guide.ftl"),
        project.text("locales/ar/guide.ftl")
    );
    let changes = undo(&reviewed.0, &accepted.undo).expect("undone");
    let mut sources = reviewed.0.clone();
    sources.apply(&changes);
    assert_eq!(
        Project(sources).text(".l10n/state/ar/guide.toml"),
        project.text(".l10n/state/ar/guide.toml")
    );
}

#[test]
fn an_outdated_translation_is_accepted_as_it_is() {
    let project = Project::small();
    let key = key("fr", "guide-p1");
    assert_eq!(state_of(&project, key), Some(State::Outdated));
    let (model, sources) = project.model();
    let mut seen = base(&project, "fr", "guide-p1");
    let accepted = accept(&model, &sources, key, &seen).expect("accepted");
    let after = after(&project, &accepted);
    assert_eq!(state_of(&after, key), Some(State::Current));
    let (gone, come) = difference(project.text(FILE), after.text(FILE));
    assert!(gone.starts_with("# @outdated\n# @was ") && come.is_empty());
    // Not if it is another than was seen, or another source text.
    seen.source = "0123456789abcdef".to_owned();
    let refused = accept(&model, &sources, key, &seen);
    assert!(matches!(refused, Err(Refused::Changed(_))), "{refused:?}");
    let nothing = Key {
        id: "guide-p2",
        ..key
    };
    let refused = accept(&model, &sources, nothing, &seen);
    assert!(
        matches!(refused, Err(Refused::Impossible(_))),
        "{refused:?}"
    );
}

#[test]
fn nothing_is_overwritten_unseen() {
    let project = Project::small();
    let seen = base(&project, "fr", "guide-title");
    let key = key("fr", "guide-title");
    let changed = |from: &str, to: &str| {
        let text = project.text(FILE).replacen(from, to, 1);
        Project::small().with(FILE, &text)
    };
    let save = |project: &Project, text: &str| {
        let (model, sources) = project.model();
        save(&model, &sources, key, text, &seen).map(|saved| after(project, &saved))
    };
    // Another message: the edit goes on top.
    let other = changed("Une note.", "Une autre note.");
    let both = save(&other, "Guide").expect("saved");
    assert!(both.text(FILE).contains("Une autre note."));
    assert!(both.text(FILE).contains("guide-title  = Guide\n"));
    // This message: both versions come back, and the second can be saved all the same.
    let same = changed("Le guide\n", "La guide\n");
    let Err(Refused::Changed(versions)) = save(&same, "Guide") else {
        panic!("saved");
    };
    assert_eq!(versions.yours, "Guide");
    assert_eq!(versions.theirs.as_deref(), Some("La guide"));
    let (model, sources) = same.model();
    assert!(super::save(&model, &sources, key, "Guide", &versions.base).is_ok());
    // It was removed, or says the same already.
    let gone = changed("guide-title  =  Le guide\n", "");
    assert!(
        matches!(save(&gone, "Guide"), Err(Refused::Changed(versions)) if versions.theirs.is_none())
    );
    let already = changed("Le guide\n", "Guide\n");
    assert!(save(&already, "Guide").is_ok());
    // The source text changed meanwhile: the translation is of the one that was seen.
    let path = "content/guide/_index.md";
    let text = project.text(path).replace("# Guide", "# A longer guide");
    let newer = Project::small().with(path, &text);
    let saved = save(&newer, "Guide").expect("saved");
    assert_eq!(state_of(&saved, key), Some(State::Outdated));
    assert!(
        saved.text(STATE).contains("was = \"Guide\""),
        "{}",
        saved.text(STATE)
    );
}

#[test]
fn what_cannot_be_written_safely_is_refused() {
    let check = |project: Project, locale: &str, id: &str, code: &str| {
        let (model, sources) = project.model();
        let seen = Base {
            file: None,
            text: None,
            source: "x\" }\ny = { source = \"".to_owned(),
        };
        let refused = save(&model, &sources, key(locale, id), "neu", &seen);
        let Err(Refused::Impossible(refused)) = refused else {
            panic!("{id}: {refused:?}");
        };
        assert_eq!(refused.code, code);
    };
    let small = Project::small;
    check(small(), "de", "guide-p2", "locale-unknown");
    check(small(), "en", "guide-p2", "locale-source");
    check(small(), "fr", "guide-p99", "unit-unknown");
    check(small(), "fr", "guide-p2", "base-unknown");
    // Files that cannot be read whole, or hold a merge.
    let plain = |project: Project, code: &str| {
        let (model, sources) = project.model();
        let seen = base(&Project::small(), "fr", "guide-p2");
        let refused = save(&model, &sources, key("fr", "guide-p2"), "neu", &seen);
        let Err(Refused::Impossible(refused)) = refused else {
            panic!("{code}: {refused:?}");
        };
        assert_eq!(refused.code, code);
    };
    plain(small().with(FILE, "\u{feff}a = b\n"), "byte-order-mark");
    plain(small().with(STATE, "rubbish"), "toml-syntax");
    let record =
        |side: &str| format!("guide-p1 = {{ source = \"{side}\", translation = \"2\" }}\n");
    let merge = format!(
        "<<<<<<< a\n{}=======\n{}>>>>>>> b\n",
        record("1"),
        record("3")
    );
    plain(small().with(STATE, &merge), "not-synchronized");
}

#[test]
fn a_save_is_taken_back_beside_other_changes() {
    let project = Project::small();
    let first = saved(&project, key("fr", "guide-p2"), "Un").expect("saved");
    let one = after(&project, &first);
    let second = saved(&one, key("fr", "start-p1"), "Deux").expect("saved");
    let two = after(&one, &second);
    let apply = |project: &Project, undone: &Undo| {
        let mut sources = project.0.clone();
        sources.apply(&undo(&project.0, undone).expect("undone"));
        Project(sources)
    };
    // In either order.
    let only_second = apply(&two, &first.undo);
    assert!(only_second.text(FILE).contains("# @missing guide-p2 = "));
    assert!(only_second.text(FILE).contains("start-p1 = Deux\n"));
    let none = apply(&only_second, &second.undo);
    assert_eq!(none.text(FILE), project.text(FILE));
    let none = apply(&apply(&two, &second.undo), &first.undo);
    assert_eq!(none.text(FILE), project.text(FILE));
    // Twice, or after another edit, is refused.
    assert!(undo(&none.0, &first.undo).is_err());
    for (from, to) in [
        ("guide-p2 = Un\n", "guide-p2 = Une\n"),
        ("guide-p2 = Un\n", "guide-p2 = Un\n    de plus\n"),
        ("guide-p2 = Un\n", ""),
    ] {
        let text = two.text(FILE).replacen(from, to, 1);
        let edited = Project(two.0.clone()).with(FILE, &text);
        assert!(undo(&edited.0, &first.undo).is_err(), "{to}");
    }
    let title = saved(&project, key("fr", "guide-title"), "Guide").expect("saved");
    let project = after(&project, &title);
    let text = project
        .text(FILE)
        .replace("= Guide\n", "= Guide\n    de plus\n");
    let longer = project.with(FILE, &text);
    assert!(undo(&longer.0, &title.undo).is_err());
}

#[test]
fn a_text_that_came_back_takes_its_translation_out_of_the_archive() {
    let small = Project::small;
    let project = small().with(
        ".l10n/archive/fr/guide.ftl",
        "start-p1 = Tous les peuples.\n",
    );
    let key = key("fr", "start-p1");
    assert_eq!(text_of(&project, key).as_deref(), Some("Tous les peuples."));
    let saved = saved(&project, key, "Tous les peuples.").expect("saved");
    assert!(
        after(&project, &saved)
            .text(FILE)
            .contains("start-p1 = Tous les peuples.\n")
    );
    // Accepting it writes no more than its record.
    let (model, sources) = project.model();
    let seen = base(&project, "fr", "start-p1");
    let accepted = accept(&model, &sources, key, &seen).expect("accepted");
    let accepted = after(&project, &accepted);
    assert_eq!(accepted.text(FILE), project.text(FILE));
    assert_eq!(state_of(&accepted, key), Some(State::Current));
}

/// Texts that want to be something else than text.
const HOSTILE: [&str; 24] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "{",
    "}",
    "{ { }",
    "{ -x",
    "{\"",
    "{\"{\"}",
    "[x",
    "*x",
    ".x = y",
    "# x\n## y\n### z",
    "a\n\nguide-title = Mine",
    "a\n[one] x\n*[other] y\n.attr = z",
    "a\nguide-title = Mine",
    "a\n# @missing guide-p2 = x",
    "\u{202e}abc\u{2066}",
    "\u{feff}\u{0}\u{1}\u{7f}\u{85}\u{2028}",
    "<<<<<<< ours\n=======\n>>>>>>> theirs",
    "{ $n ->\n[one] x\n*[other] y\n}",
    "{ NUMBER($n, minimumFractionDigits: 4000000000) }",
    "+++\na = 1\n+++",
];

/// Saves a text, and sees that it is there, that nothing else changed, and that it can be taken
/// back. Whether it was saved.
fn survives(project: &Project, id: &str, text: &str) -> bool {
    let (model, sources) = project.model();
    let key = key("fr", id);
    let seen = base(project, "fr", id);
    let Ok(saved) = save(&model, &sources, key, text, &seen) else {
        return false;
    };
    let after = after(project, &saved);
    let typed = text::read(text).expect("a text that was saved");
    assert_eq!(text_of(&after, key), Some(typed.text));
    let (old, new) = (project.text(FILE), after.text(FILE));
    let read = |text: &str| {
        let file = SourceFile::new(FILE.into(), text.as_bytes());
        parse::resource(&file, &mut Diagnostics::new())
    };
    let (before, now) = (read(old), read(new));
    assert!(now.entries.len() <= before.entries.len() + 1);
    // Every line that is not of the message or its stub is there, in its order.
    let lines = new.lines().collect::<Vec<_>>();
    let mut rest = lines.iter();
    let message = crate::fluent::edit::one::lines_of(old, id);
    let mut at = 0;
    for line in old.split_inclusive('\n') {
        let own = message.as_ref().is_some_and(|lines| lines.contains(&at));
        at += line.len();
        if !own && !line.starts_with("# @") {
            assert!(
                rest.any(|new| *new == line.trim_end_matches('\n')),
                "{line:?} in {new}"
            );
        }
    }
    let mut sources = after.0.clone();
    sources.apply(&undo(&after.0, &saved.undo).expect("undone"));
    assert_eq!(sources.text(&FILE.into()), project.0.text(&FILE.into()));
    assert_eq!(sources.text(&STATE.into()), project.0.text(&STATE.into()));
    true
}

#[test]
fn hostile_texts_are_stored_as_text_or_refused() {
    let project = Project::small();
    for text in HOSTILE {
        let refused = ["{", "}", "{ { }", "{ -x", "{\""].contains(&text);
        for id in ["guide-title", "guide-p2", "start-p2"] {
            assert_eq!(survives(&project, id, text), !refused, "{id}: {text:?}");
        }
    }
    assert!(!survives(&project, "guide-p2", &"x".repeat(1 << 20)));
    assert!(survives(&project, "guide-p2", &"x ".repeat(60_000)));
    // The file and the records of a first translation go with it.
    let bare = Project::small();
    let mut sources = bare.0;
    sources.remove(&FILE.into());
    assert!(survives(&Project(sources), "start-p1", "Un"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_reads_back(
        parts in prop::collection::vec(
            prop_oneof![
                prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
                "[ -~\n\r\t]{0,6}",
                "\\PC{0,6}",
            ],
            0..6,
        ),
        id in prop::sample::select(vec!["guide-title", "guide-p1", "guide-p2", "fn-1", "start-p1"]),
    ) {
        survives(&Project::small(), id, &parts.concat());
    }
}
