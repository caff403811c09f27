//! What there is to say of a text before it is saved.

use super::save::{planned, translatable};
use super::{Key, Refused, provisional, text};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::pipeline::Model;
use crate::source::Sources;

/// A text as it would be if it were saved.
#[derive(Debug)]
pub struct Checked {
    /// What `concord check` would say of it. Places are in `sources`.
    pub diagnostics: Diagnostics,
    /// The files as they would be, for pages to be made of.
    pub sources: Sources,
}

/// Says what there would be to say of a translation.
///
/// # Errors
///
/// The text could not be saved at all: it is empty, or no Fluent pattern. What is wrong is what
/// saving it would say.
pub fn check(
    model: &Model,
    sources: &Sources,
    key: Key<'_>,
    text: &str,
) -> Result<Checked, Refused> {
    let place = translatable(model, key)?;
    let typed = text::read(text)?;
    let source = place.fingerprint().clone();
    let saved = planned(model, sources, &place, &typed, source)?;
    let after = provisional::after(model, sources, &place, &saved.changes);
    let mut diagnostics = check::unit(&after.model, &after.sources, place.spot);
    diagnostics.sort();
    Ok(Checked {
        diagnostics,
        sources: after.sources,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing::{Project, key};
    use crate::diagnostic::Diagnostic;
    use crate::fluent::edit::one;
    use crate::memo::Memo;
    use crate::pipeline::Options;

    const FILE: &str = "locales/fr/guide.ftl";

    /// What `concord check` says of a message once it is saved.
    fn said_by_command(sources: &Sources, id: &str) -> Vec<Diagnostic> {
        let text = sources.text(&FILE.into()).unwrap_or("");
        let lines = one::lines_of(text, id).expect("the message is there");
        let found = check::project(sources, &Options::default(), &Memo::none());
        let own = |found: &Diagnostic| {
            let place = found
                .place
                .as_ref()
                .filter(|place| place.path == FILE.into());
            let span = place.and_then(|place| place.span.as_ref());
            span.is_some_and(|span| lines.contains(&span.start))
        };
        found.diagnostics.into_iter().filter(own).collect()
    }

    #[test]
    fn what_is_said_is_what_the_command_says() {
        let project = Project::small()
            .with(
                "content/guide/more.md",
                "# More\n\nA text with 12 words in it, of [this](start.md).\n\nTwice the same.\n\n\
                 Twice the same.\n\n![x](y.png)\n",
            )
            .with(
                "content/guide/_index.md",
                "+++\ncontents = ['start.md', 'more.md']\n+++\n# Guide\n\n\
                 One *new* text of human rights.[^1]\n\n[^1]: A note.\n",
            )
            .with(
                FILE,
                "guide-title = Le guide\nmore-p2 = Deux fois la même chose.\n",
            )
            .with(
                "checks.toml",
                "[[allow]]\ncode = 'doubled-space'\nunit = 'more-p1'\nreason = 'x'\n\
                 [[allow]]\ncode = 'copied'\nreason = 'not needed'\n",
            );
        let (model, sources) = project.model();
        let mut wrong = Vec::new();
        let mut check = |id: &str, text: &str, codes: &[&str]| {
            let checked = check(&model, &sources, key("fr", id), text).expect(id);
            let found: Vec<Diagnostic> = checked.diagnostics.into_iter().collect();
            assert_eq!(found, said_by_command(&checked.sources, id), "{text}");
            let found: Vec<&str> = found.iter().map(|found| found.code).collect();
            wrong.extend((found != codes).then(|| format!("{text}: {found:?}")));
        };
        check("guide-title", "Le guide", &[]);
        check(
            "guide-p1",
            "Un texte *neuf* des droits de l’homme.[^1]",
            &[],
        );
        check(
            "guide-p1",
            "Un texte neuf.",
            &["note-missing", "term-unused"],
        );
        check(
            "guide-p1",
            "Un *mot* des droits de l’homme.[^9]",
            &["note-missing", "link-broken"],
        );
        check("guide-p1", "<b>x</b>", &["raw-html", "raw-html"]);
        check("guide-p1", "[x](javascript:alert(1))", &["link-unsafe"]);
        check("more-p1", "Un texte de 12 mots, de [cela](start.md).", &[]);
        check(
            "more-p1",
            "Un texte  de 21 mots, de [cela](start.md).",
            &["numbers"],
        );
        check(
            "more-p1",
            "Un texte de 12 mots, de [cela](nowhere.md).",
            &["link-broken"],
        );
        check(
            "more-p1",
            "{ $nobody } { -nothing }",
            &["fluent-reference", "fluent-reference"],
        );
        check("more-p3", "Deux fois le même.", &["inconsistent"]);
        check("more-p3", "Deux fois la même chose.", &[]);
        check(
            "more-p3",
            "Deux fois la même chose",
            &["inconsistent", "end-punctuation"],
        );
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let (model, sources) = Project::small().model();
        let refused = super::check(&model, &sources, key("fr", "start-p1"), "a { b");
        assert!(matches!(refused, Err(Refused::Impossible(_))));
    }
}
