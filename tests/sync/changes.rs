//! One test for each kind of change to the source, from real files to real files.

use std::fs;
use std::path::PathBuf;

use concord::diagnostic::Diagnostics;
use concord::identity::align::Keep;
use concord::identity::state::State;
use concord::localize;
use concord::memo::Memo;
use concord::pipeline::{self, Accepted, AcceptedUnits, Options, Synchronize, originals};
use concord::source::{Sources, read, write};

/// A project on disk.
struct Project {
    folder: tempfile::TempDir,
}

const ARTICLE: &str = "# Start

All States have the duty to respect the right to international solidarity.

International organizations also have obligations under international law[^1].

Nothing in the present text shall be construed as being contrary to the Charter.

[^1]: See the articles of the Commission.
";

const FRENCH: &str = "### Traduction française

guide-title = Guide

# le titre court
start-title = Début
start-p1 = Tous les États ont le devoir de respecter le droit à la solidarité.
start-p2 =
    Les organisations ont aussi
    des obligations[^1].
start-p3 = Rien dans le présent texte n’est contraire à la Charte.
fn-1 = Voir les articles de la Commission.
";

impl Project {
    /// A document of one article, translated into French and written down.
    fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        project.write(
            "concord.toml",
            "title = \"Site\"\nsource = \"en\"\n[locales.en]\n[locales.fr]\n",
        );
        project.write(
            "content/guide/_index.md",
            "+++\ntitle = \"Guide\"\ncontents = [\"start.md\"]\n+++\n",
        );
        project.write("content/guide/start.md", ARTICLE);
        project.write("locales/fr/guide.ftl", FRENCH);
        project.sync();
        assert_eq!(project.text("locales/fr/guide.ftl"), FRENCH);
        assert!(!project.path(".l10n/archive").exists());
        project
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    #[track_caller]
    fn text(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Changes a file. `from` is in it once.
    #[track_caller]
    fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.text(path);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {text}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn sources(&self) -> Sources {
        let mut diagnostics = Diagnostics::new();
        let root = self.folder.path();
        let sources = read::project(
            root,
            &root.join(read::CONFIG),
            originals(),
            &mut diagnostics,
        );
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        sources
    }

    #[track_caller]
    fn sync(&self) {
        self.sync_with(&Synchronize::default());
    }

    /// Synchronizes, and insists that a second time changes nothing.
    #[track_caller]
    fn sync_with(&self, decisions: &Synchronize) {
        let sources = self.sources();
        let (changes, diagnostics) = pipeline::synchronize(&sources, decisions, &Memo::none());
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        write::files(self.folder.path(), &changes, &sources).expect("written");
        let (again, _) =
            pipeline::synchronize(&self.sources(), &Synchronize::default(), &Memo::none());
        assert_eq!(again, [], "sync twice is sync once");
    }

    /// `start-p1 current | start-p2 outdated`, in the order of the text; the state before `sync`
    /// is the same as after it.
    fn states(&self) -> String {
        let sources = self.sources();
        let (model, diagnostics) = pipeline::model(&sources, &Options::default(), &Memo::none());
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        let model = model.expect("a model");
        let french = model.locales.named("fr").expect("French");
        let mut states = Vec::new();
        for document in &model.site.documents {
            for placed in &document.articles {
                for (unit, id) in placed.ids.iter().enumerate() {
                    let state = localize::translation(document, placed, unit, french)
                        .map_or(State::Missing, |found| found.state);
                    states.push(format!("{id} {state:?}").to_lowercase());
                }
            }
        }
        states.retain(|state| state.starts_with("start-p") || state.starts_with("fn-"));
        states.join(" | ")
    }

    /// Checks the states before and after `sync`.
    #[track_caller]
    fn becomes(&self, expected: &str) {
        assert_eq!(self.states(), expected, "before sync");
        self.sync();
        assert_eq!(self.states(), expected, "after sync");
    }
}

const START: &str = "content/guide/start.md";
const FR: &str = "locales/fr/guide.ftl";
const SECOND: &str =
    "International organizations also have obligations under international law[^1].";
const THIRD: &str =
    "Nothing in the present text shall be construed as being contrary to the Charter.";

#[test]
fn a_new_paragraph_gets_the_next_free_number_and_a_stub() {
    let project = Project::new();
    project.edit(
        START,
        SECOND,
        &format!("Peace is everybody’s task.\n\n{SECOND}"),
    );
    project.becomes(
        "start-p1 current | start-p4 missing | start-p2 current | start-p3 current | fn-1 current",
    );
    let expected = FRENCH.replace(
        "start-p2 =",
        "# @missing start-p4 = Peace is everybody’s task.\n\nstart-p2 =",
    );
    assert_eq!(project.text(FR), expected);
    // The stub is taken away by the translation.
    project.edit(
        FR,
        "# @missing start-p4 = Peace is everybody’s task.\n\n",
        "start-p4 = La paix est la tâche de tous.\n",
    );
    project.becomes(
        "start-p1 current | start-p4 current | start-p2 current | start-p3 current | fn-1 current",
    );
    assert!(!project.text(FR).contains("# @"));
}

#[test]
fn what_does_not_matter_changes_nothing() {
    let project = Project::new();
    project.edit(START, "All States have", "All   States\nhave");
    project.edit(START, "Charter.", "Charter.  ");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert_eq!(project.text(FR), FRENCH);
    project.edit(START, "the duty", "*the* “duty”");
    project.sync();
    project.sync_with(&Synchronize {
        minor: vec!["start-p1".to_owned()],
        ..Synchronize::default()
    });
    project.edit(START, "*the* “duty”", "_the_ \"duty\"");
    let states = project.states();
    assert!(
        states.starts_with("start-p1 outdated"),
        "sync came before --minor: {states}"
    );
}

#[test]
fn an_edited_paragraph_is_outdated_and_says_what_it_was() {
    let project = Project::new();
    project.edit(START, "have the duty", "have the obligation");
    project.becomes("start-p1 outdated | start-p2 current | start-p3 current | fn-1 current");
    let expected = FRENCH.replace(
        "start-p1 =",
        "# @outdated\n\
         # @was All States have the duty to respect the right to international solidarity.\n\
         # @now All States have the obligation to respect the right to international solidarity.\n\
         start-p1 =",
    );
    assert_eq!(project.text(FR), expected);
    // The translator renews it; the next sync takes the note away.
    project.edit(FR, "ont le devoir", "ont l’obligation");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert_eq!(
        project.text(FR),
        FRENCH.replace("ont le devoir", "ont l’obligation")
    );
}

#[test]
fn an_edit_that_is_taken_back_makes_it_current_again() {
    let project = Project::new();
    project.edit(START, "have the duty", "have the obligation");
    project.sync();
    project.edit(START, "have the obligation", "have the duty");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert_eq!(project.text(FR), FRENCH);
}

#[test]
fn an_edit_without_change_of_meaning_can_be_said_to_be_one() {
    let project = Project::new();
    project.edit(START, "have the duty", "have a duty");
    project.edit(START, "also have", "have as well");
    project.sync_with(&Synchronize {
        minor: vec!["start-p1".to_owned()],
        ..Synchronize::default()
    });
    assert_eq!(
        project.states(),
        "start-p1 current | start-p2 outdated | start-p3 current | fn-1 current"
    );
    project.sync_with(&Synchronize {
        accepted: Some(Accepted {
            locale: "fr".to_owned(),
            units: AcceptedUnits::All { document: None },
        }),
        ..Synchronize::default()
    });
    assert!(!project.states().contains("outdated"));
    assert_eq!(project.text(FR), FRENCH);
}

#[test]
fn a_rewritten_paragraph_is_a_new_one_with_the_old_as_suggestion() {
    let project = Project::new();
    project.edit(START, THIRD, "Peace is everybody’s task.");
    project.becomes("start-p1 current | start-p2 current | start-p4 missing | fn-1 current");
    let expected = FRENCH.replace(
        "start-p3 = Rien dans le présent texte n’est contraire à la Charte.",
        "# @missing start-p4 = Peace is everybody’s task.\n\
         # @suggestion Rien dans le présent texte n’est contraire à la Charte.\n",
    );
    assert_eq!(project.text(FR), expected);
    let archive = project.text(".l10n/archive/fr/guide.ftl");
    assert!(
        archive.contains("\nstart-p3 = Rien dans le présent texte n’est contraire à la Charte.\n")
    );
}

#[test]
fn a_rewritten_paragraph_can_be_said_to_be_the_same() {
    for instead_of in [None, Some("start-p4".into())] {
        let project = Project::new();
        project.edit(START, THIRD, "Peace is everybody’s task.");
        project.sync_with(&Synchronize {
            keep: vec![Keep {
                id: "start-p3".into(),
                instead_of,
            }],
            ..Synchronize::default()
        });
        project.becomes("start-p1 current | start-p2 current | start-p3 outdated | fn-1 current");
    }
}

#[test]
fn a_moved_paragraph_keeps_everything_and_is_put_into_order() {
    let project = Project::new();
    project.edit(START, &format!("{THIRD}\n"), "");
    project.edit(START, "# Start\n", &format!("# Start\n\n{THIRD}\n"));
    project.becomes("start-p3 current | start-p1 current | start-p2 current | fn-1 current");
    let line = "start-p3 = Rien dans le présent texte n’est contraire à la Charte.\n";
    let expected = FRENCH
        .replace(line, "")
        .replace("start-p1 =", &format!("{line}start-p1 ="));
    assert_eq!(project.text(FR), expected);
}

#[test]
fn a_paragraph_can_move_to_another_article() {
    let project = Project::new();
    project.edit(
        "content/guide/_index.md",
        "\"start.md\"",
        "\"other.md\", \"start.md\"",
    );
    project.write("content/guide/other.md", &format!("# Other\n\n{THIRD}\n"));
    project.edit(START, &format!("{THIRD}\n"), "");
    project.becomes("start-p3 current | start-p1 current | start-p2 current | fn-1 current");
}

#[test]
fn of_a_split_paragraph_the_larger_piece_keeps_the_id() {
    let project = Project::new();
    project.edit(
        START,
        "construed as being contrary",
        "construed so.\n\nIt is not contrary",
    );
    project.becomes(
        "start-p1 current | start-p2 current | start-p3 outdated | start-p4 missing | fn-1 current",
    );
}

#[test]
fn of_merged_paragraphs_the_larger_keeps_the_id_and_nothing_is_lost() {
    let project = Project::new();
    project.edit(
        START,
        &format!("[^1].\n\n{THIRD}"),
        &format!("[^1]. {THIRD}"),
    );
    project.becomes("start-p1 current | start-p3 outdated | fn-1 current");
    let archive = project.text(".l10n/archive/fr/guide.ftl");
    assert!(
        archive.contains("start-p2 =\n    Les organisations ont aussi\n    des obligations[^1].\n"),
        "{archive}"
    );
}

#[test]
fn a_removed_paragraph_comes_back_with_its_translation() {
    let project = Project::new();
    project.edit(FR, "start-p3 =", "# relu en 2024\nstart-p3 =");
    let before = project.text(FR);
    project.edit(START, &format!("{THIRD}\n\n"), "");
    project.becomes("start-p1 current | start-p2 current | fn-1 current");
    assert!(!project.text(FR).contains("start-p3"));
    assert!(
        project
            .text(".l10n/archive/fr/guide.ftl")
            .contains("# relu en 2024\nstart-p3 = Rien")
    );
    project.edit(START, SECOND, &format!("{SECOND}\n\n{THIRD}"));
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert_eq!(project.text(FR), before);
    assert!(!project.path(".l10n/archive/fr/guide.ftl").exists());
}

#[test]
fn two_equal_paragraphs_are_two_units() {
    let project = Project::new();
    project.edit(START, THIRD, &format!("{THIRD}\n\n{THIRD}"));
    project.becomes(
        "start-p1 current | start-p2 current | start-p3 current | start-p4 missing | fn-1 current",
    );
    project.edit(FR, "# @missing start-p4 = ", "start-p4 = ");
    project.sync();
    project.edit(
        START,
        &format!("{THIRD}\n\n{THIRD}"),
        &format!("{THIRD}\n\nPeace first.\n\n{THIRD}"),
    );
    project.becomes(
        "start-p1 current | start-p2 current | start-p3 current | start-p5 missing | start-p4 current | fn-1 current",
    );
}

#[test]
fn a_renamed_file_is_recognised() {
    let project = Project::new();
    project.edit("content/guide/_index.md", "start.md", "beginning.md");
    fs::rename(
        project.path(START),
        project.path("content/guide/beginning.md"),
    )
    .expect("renamed");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert_eq!(project.text(FR), FRENCH);
}

#[test]
fn a_renamed_document_takes_its_files_along() {
    let project = Project::new();
    fs::rename(
        project.path("content/guide"),
        project.path("content/handbook"),
    )
    .expect("renamed");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert_eq!(project.text("locales/fr/handbook.ftl"), FRENCH);
    for gone in [FR, "locales/en/guide.ftl", ".l10n/state/fr/guide.toml"] {
        assert!(!project.path(gone).exists(), "{gone}");
    }
    assert!(project.path(".l10n/state/fr/handbook.toml").exists());
}

#[test]
fn a_removed_document_goes_to_the_archive_and_comes_back() {
    let project = Project::new();
    project.write("content/other/_index.md", "# Other\n\nAnother document.\n");
    project.sync();
    let away = project.path("content/guide");
    let kept = project.path("kept");
    fs::rename(&away, &kept).expect("renamed");
    project.sync();
    assert!(!project.path("locales/en/guide.ftl").exists());
    assert!(
        project
            .text(".l10n/archive/fr/guide.ftl")
            .contains("start-p3 = Rien")
    );
    assert_eq!(project.text(FR), "### Traduction française\n\n");
    fs::rename(&kept, &away).expect("renamed");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
}

#[test]
fn a_changed_note_is_outdated_and_nothing_else() {
    let project = Project::new();
    project.edit(START, "See the articles", "See also the articles");
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 outdated");
}

#[test]
fn a_draft_is_not_taken_out() {
    let project = Project::new();
    project.edit(
        START,
        "# Start",
        "+++\ntitle = \"Start\"\ndraft = true\n+++",
    );
    project.sync();
    assert_eq!(project.text(FR), FRENCH);
}

#[test]
fn only_the_files_of_the_languages_asked_for_are_edited() {
    let project = Project::new();
    project.edit(START, "have the duty", "have the obligation");
    project.sync_other_language();
}

impl Project {
    /// `sync -l en` writes the states of French and leaves its file alone.
    fn sync_other_language(&self) {
        let sources = self.sources();
        let decisions = Synchronize {
            locales: vec!["en".to_owned()],
            ..Synchronize::default()
        };
        let (changes, _) = pipeline::synchronize(&sources, &decisions, &Memo::none());
        let paths: Vec<&str> = changes
            .iter()
            .map(|change| change.path().as_str())
            .collect();
        assert_eq!(paths, [".l10n/state/fr/guide.toml", "locales/en/guide.ftl"]);
        write::files(self.folder.path(), &changes, &sources).expect("written");
        assert_eq!(self.text(FR), FRENCH);
        assert!(self.states().starts_with("start-p1 outdated"));
        self.sync();
        assert!(self.text(FR).contains("# @was All States have the duty"));
    }
}

#[test]
fn notes_can_be_switched_off() {
    let project = Project::new();
    project.edit(START, "have the duty", "have the obligation");
    project.edit(START, THIRD, "Peace is everybody’s task.");
    project.sync();
    assert_eq!(project.text(FR).matches("# @").count(), 5);
    project.edit(
        "concord.toml",
        "source = \"en\"",
        "source = \"en\"\nnotes = false",
    );
    project.sync();
    assert!(!project.text(FR).contains("# @"));
    assert!(project.text(FR).contains("# le titre court\n"));
}

#[test]
fn both_sides_of_a_merge_are_weighed() {
    let project = Project::new();
    project.edit(START, "have the duty", "have the obligation");
    project.sync();
    let state = ".l10n/state/fr/guide.toml";
    let line = |text: &str| -> String {
        let line = text.lines().find(|line| line.starts_with("start-p1"));
        line.expect("a record").to_owned()
    };
    let outdated = line(&project.text(state));
    project.sync_with(&Synchronize {
        accepted: Some(Accepted {
            locale: "fr".to_owned(),
            units: AcceptedUnits::All { document: None },
        }),
        ..Synchronize::default()
    });
    let accepted = line(&project.text(state));
    let conflict = format!("<<<<<<< HEAD\n{outdated}\n=======\n{accepted}\n>>>>>>> theirs");
    project.edit(state, &accepted, &conflict);
    project.becomes("start-p1 current | start-p2 current | start-p3 current | fn-1 current");
    assert!(!project.text(state).contains("<<<<"));
}

#[test]
fn what_is_typed_into_a_stub_is_not_lost() {
    let project = Project::new();
    project.edit(
        START,
        SECOND,
        &format!("Peace is everybody’s task.\n\n{SECOND}"),
    );
    project.sync();
    project.edit(
        FR,
        "# @missing start-p4 = Peace is everybody’s task.",
        "# @missing start-p4 = La paix est la tâche de tous.",
    );
    project.sync();
    assert!(
        project
            .text(FR)
            .contains("# start-p4 = La paix est la tâche de tous.\n"),
        "{}",
        project.text(FR)
    );
}
