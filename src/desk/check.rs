//! What there is to say of a text before it is saved, and how its page would show it.

use super::save::{planned, translatable};
use super::{Key, Refused, provisional, text};
use crate::check;
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;
use crate::pipeline::{Blueprint, Passage};
use crate::source::Sources;

/// A text as it would be if it were saved.
#[derive(Debug)]
pub struct Checked {
    /// What `concord check` would say of it. Places are in `sources`.
    pub diagnostics: Diagnostics,
    /// The files as they would be.
    pub sources: Sources,
    /// The unit as its page would show it. What cannot be shown gives way to the next language of
    /// the chain, as on the page.
    pub passage: Passage,
}

/// Says what there would be to say of a translation, and shows it.
///
/// # Errors
///
/// The text could not be saved at all: it is empty, or no Fluent pattern. What is wrong is what
/// saving it would say.
pub fn check(
    blueprint: &Blueprint,
    memo: &Memo,
    key: Key<'_>,
    text: &str,
) -> Result<Checked, Refused> {
    let (model, sources) = (blueprint.model(), blueprint.sources());
    let place = translatable(model, key)?;
    let typed = text::read(text)?;
    let source = place.fingerprint().clone();
    let saved = planned(model, sources, &place, &typed, source)?;
    let after = provisional::after(model, sources, &place, &saved.changes);
    let mut diagnostics = check::unit(&after.model, &after.sources, place.spot);
    diagnostics.sort();
    let passage = {
        let (model, sources) = (&after.model, &after.sources);
        blueprint.passage(model, sources, memo, place.spot, place.spot.locale)
    };
    Ok(Checked {
        diagnostics,
        sources: after.sources,
        passage,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing::{Project, key};
    use crate::diagnostic::Diagnostic;
    use crate::fluent::edit::one;
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
        let blueprint = project.blueprint();
        let mut wrong = Vec::new();
        let mut check = |id: &str, text: &str, codes: &[&str]| {
            let checked = check(&blueprint, &Memo::none(), key("fr", id), text).expect(id);
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
    fn the_unit_is_shown_as_its_page_would() {
        let project = Project::small();
        let blueprint = project.blueprint();
        let check = |locale: &str, id: &str, text: &str, expected: &str| {
            let checked = check(&blueprint, &Memo::none(), key(locale, id), text).expect(id);
            assert_eq!(checked.passage.html, expected, "{text}");
        };
        check(
            "fr",
            "start-p1",
            "Tous < *chacun*.",
            "Tous &lt; <em>chacun</em>.",
        );
        check(
            "fr",
            "start-p1",
            "[le début](_index.md) [x](https://example.org/\"&)",
            "<a href=\"../\">le début</a> <a href=\"https://example.org/&quot;&amp;\" rel=\"external\">x</a>",
        );
        // What cannot be shown gives way to the source text.
        let source = "All peoples have this right.";
        check("fr", "start-p1", "<script>x</script>", source);
        check("fr", "start-p1", "[x](javascript:alert(1))", source);
        check("ar", "start-p1", "\u{202e}x", source);
        // What is no text at all is not shown.
        let refused = super::check(&blueprint, &Memo::none(), key("fr", "start-p1"), "a { b");
        assert!(matches!(refused, Err(Refused::Impossible(_))));
    }
}
