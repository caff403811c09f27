use super::*;
use crate::desk::testing::{Project, base, key};

const INDEX: &str = "content/guide/_index.md";
const START: &str = "content/guide/start.md";

fn edit(
    project: &Project,
    id: &str,
    text: &str,
    meaning: Meaning,
) -> Result<(EditedSource, Project), Refused> {
    let seen = base(project, "en", id);
    let edited = edit_source(
        &project.0,
        &Memo::none(),
        key("en", id),
        (text, meaning),
        &seen,
    )?;
    let mut sources = project.0.clone();
    sources.apply(&edited.changes);
    Ok((edited, Project(sources)))
}

fn state_of(project: &Project, locale: &str, id: &str) -> Option<State> {
    let (model, _) = project.model();
    let place = Place::find(&model, key(locale, id)).expect("a unit");
    place.translation().map(|found| found.state)
}

#[test]
fn only_the_bytes_of_the_unit_change() {
    let project = Project::small();
    let check = |path: &str, id: &str, text: &str, from: &str, to: &str, outdated: &[&str]| {
        let (edited, after) = edit(&project, id, text, Meaning::Changed).expect(id);
        assert_eq!(
            after.text(path),
            project.text(path).replacen(from, to, 1),
            "{id}"
        );
        assert_eq!(edited.former, from, "{id}");
        assert_eq!(edited.outdated, outdated, "{id}");
        for change in &edited.changes {
            let changed = change.path().as_str();
            let ours = changed == path || changed.starts_with("locales/en/");
            assert!(ours || changed.starts_with(".l10n/"), "{changed}");
        }
        // The former text takes it back.
        let (_, back) = edit(&after, id, &edited.former, Meaning::Changed).expect(id);
        assert_eq!(back.text(path), project.text(path));
    };
    check(INDEX, "guide-title", "Guides", "Guide", "Guides", &["fr"]);
    let old = "A second text\nof the guide.";
    check(
        INDEX,
        "guide-p2",
        "A second line\nof the guide.",
        old,
        "A second line\nof the guide.",
        &[],
    );
    check(
        INDEX,
        "fn-1",
        "A *longer* note.",
        "A note.",
        "A *longer* note.",
        &["fr"],
    );
    // What was outdated before does not become so.
    let old = "One *new* text of human rights.[^1]";
    let new = "One newer text of human rights.[^1]";
    check(INDEX, "guide-p1", new, old, new, &[]);
    let old = "All States have this right.";
    check(
        START,
        "start-p2",
        "All States had this right.",
        old,
        "All States had this right.",
        &["fr"],
    );
}

#[test]
fn an_unchanged_meaning_leaves_translations_current() {
    let project = Project::small();
    let text = "All states have this right.";
    let (edited, after) = edit(&project, "start-p2", text, Meaning::Unchanged).expect("edited");
    assert_eq!(edited.outdated, Vec::<String>::new());
    assert_eq!(state_of(&after, "fr", "start-p2"), Some(State::Current));
    // What was outdated stays so, and the translators' files keep their bytes.
    assert_eq!(state_of(&after, "fr", "guide-p1"), Some(State::Outdated));
    let file = "locales/fr/guide.ftl";
    assert_eq!(after.text(file), project.text(file));
    let text = "One *new* text of Human Rights.[^1]";
    let (_, after) = edit(&project, "guide-p1", text, Meaning::Unchanged).expect("edited");
    assert_eq!(state_of(&after, "fr", "guide-p1"), Some(State::Outdated));
    assert!(after.text(INDEX).contains(text));
}

#[test]
fn a_rewritten_text_is_still_the_same_unit() {
    let project = Project::small();
    let text = "Something that has no word in common with anything.";
    let (edited, after) = edit(&project, "start-p2", text, Meaning::Changed).expect("edited");
    assert_eq!(edited.outdated, ["fr"]);
    assert_eq!(state_of(&after, "fr", "start-p2"), Some(State::Outdated));
    assert!(
        after
            .text("locales/en/guide.ftl")
            .contains(&format!("start-p2 = {text}"))
    );
}

#[test]
fn what_is_not_this_one_text_is_refused() {
    let project = Project::small()
        .with(
            START,
            "+++\ndescription = \"Short\"\n+++\n# Start {#begin}\n\nAll peoples\nhave.\n\n\
             > All States\n> have it.\n\n- item\n- {\"{\"} two\n\n| a | b |\n|---|---|\n| c | d |\n",
        )
        .with("locales/en/guide.ftl", "");
    let (model, _) = project.model();
    let ids: Vec<String> = model.site.documents[0].articles[1]
        .ids
        .iter()
        .map(ToString::to_string)
        .collect();
    let id = |text: &str| -> &str {
        let placed = &model.site.documents[0].articles[1];
        let units = placed.article.units.iter();
        let at = units.clone().position(|unit| unit.text == text);
        &ids[at.unwrap_or_else(|| panic!("{text}: {units:?}"))]
    };
    let check = |of: &str, text: &str, allowed: bool| {
        let edited = edit(&project, id(of), text, Meaning::Changed);
        assert_eq!(
            edited.is_ok(),
            allowed,
            "{of}: {text:?}: {edited:?}",
            edited = edited.err()
        );
    };
    check("Short", "Long", true);
    check("Short", "a \"b\"", false);
    check("Short", "a\\nb", false);
    check("Start", "Begin", true);
    check("Start", "Begin {#other}", false);
    check("Start", "Begin\nagain", false);
    check("Start", "Begin #", false);
    for text in [
        "# x",
        "- x",
        "1. x",
        "> x",
        "a\n\nb",
        "a\n# b",
        "a\n- b",
        "a\n---",
        "```\nx\n```",
        "<p>x</p>",
        "[x]: y",
        "[^1]: y",
        "a [x](javascript:alert(1))",
        "{ x",
        "| a |\n|---|\n| b |",
        "***",
        "<!-- -->",
        "![x](y.png)",
        "",
        "{#id}",
        "a {#id}",
        "a\n: b",
        "a\n===",
    ] {
        check("All peoples have.", text, false);
    }
    check("All peoples have.", "All *peoples*\nhave { $x }.", true);
    check("All States have it.", "x", false);
    check("item", "thing", true);
    check("item", "thing\n- other", false);
    check("c", "e", true);
    check("c", "e | f", false);
    // Another version is not overwritten.
    let seen = base(&project, "en", "guide-p2");
    let text = project.text(INDEX).replace("A second text", "A third text");
    let newer = Project(project.0.clone()).with(INDEX, &text);
    let what = ("x", Meaning::Changed);
    let refused = edit_source(&newer.0, &Memo::none(), key("en", "guide-p2"), what, &seen);
    assert!(matches!(refused, Err(Refused::Changed(_))), "{refused:?}");
    let refused = edit_source(&newer.0, &Memo::none(), key("fr", "guide-p2"), what, &seen);
    assert!(
        matches!(refused, Err(Refused::Impossible(_))),
        "{refused:?}"
    );
}

#[test]
fn what_translations_were_made_from_is_known_though_nobody_has_synchronized() {
    let mut project = Project::small();
    project.0.remove(&"locales/en/guide.ftl".into());
    assert_eq!(state_of(&project, "fr", "start-p2"), Some(State::Current));
    let text = "All States had this right.";
    let (edited, after) = edit(&project, "start-p2", text, Meaning::Changed).expect("edited");
    assert_eq!(edited.outdated, ["fr"]);
    let (model, _) = after.model();
    let place = Place::find(&model, key("fr", "start-p2")).expect("a unit");
    let former = place.translation().and_then(|found| found.former);
    assert_eq!(former, Some("All States have this right."));
    let (edited, after) = edit(&project, "start-p2", text, Meaning::Unchanged).expect("edited");
    assert!(edited.outdated.is_empty());
    assert_eq!(state_of(&after, "fr", "start-p2"), Some(State::Current));
}

#[test]
fn every_difference_of_an_article_is_seen() {
    let shape = |body: &str| {
        let text = format!("# Title\n\n{body}\n");
        let file = SourceFile::new(START.into(), text.as_bytes());
        let article = blocks::parse(&file, &mut Diagnostics::new()).expect(body);
        super::shape(&article, 0)
    };
    for (one, other) in [
        ("a", "b"),
        ("a", "a {#id}"),
        ("a", "## a"),
        ("## a", "### a"),
        ("- a", "1. a"),
        ("1. a", "2. a"),
        ("- a\n- b", "- a\n\n- b"),
        ("- [ ] a", "- [x] a"),
        ("- a\n\nb", "- a\n\n  b"),
        ("> a\n\nb", "> a\n>\n> b"),
        ("> a", "> [!NOTE]\n> a"),
        ("```\na\n```", "```\nb\n```"),
        ("a\n: b\n\nc", "a\n: b\n\n  c"),
        ("![a](b.png)", "![a](c.png)"),
        ("[a][b]\n\n[b]: c", "[a][b]\n\n[b]: d"),
        ("a[^1]\n\n[^1]: b", "a[^1]\n\n[^1]: c"),
        ("a\n\n---", "a"),
        ("<div>a</div>", "<div>b</div>"),
    ] {
        assert_eq!(shape(one), shape(one));
        assert_ne!(shape(one), shape(other), "{one}");
    }
    // But not the text that is changed, nor where things stand.
    let places = |title: &str| {
        let text = format!("# {title}\n\n![a](b.png)\n\n## c {{#d}}\n");
        let file = SourceFile::new(START.into(), text.as_bytes());
        let article = blocks::parse(&file, &mut Diagnostics::new()).expect(title);
        super::shape(&article, 0)
    };
    assert_eq!(places("Short"), places("A much longer title"));
}
