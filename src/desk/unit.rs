//! Everything that one unit is translated with.

use serde::Serialize;

use super::source::range_of;
use super::suggest::{self, Suggestion};
use super::text::Form;
use super::{Base, Key, Place, Refused, plan, source};
use crate::check;
use crate::content::inline::plain;
use crate::exchange::gather;
use crate::fluent::{canonical, pattern};
use crate::localize::{Gap, LocaleIndex, Translation, translation};
use crate::memo::Memo;
use crate::pipeline::{Blueprint, Spot};
use crate::status::diff::{self, Change};
use crate::status::state_name;

/// A unit in a language, as an editor shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unit {
    /// The document.
    pub document: String,
    /// The id.
    pub id: String,
    /// The Markdown file that its source text is in.
    pub article: String,
    /// What it is, for people: `title`, `paragraph`, `note 17`.
    pub kind: String,
    /// Its state in the language.
    pub state: &'static str,
    /// Why it is missing, if it is.
    pub gap: Option<Gap>,
    /// The source text.
    pub source: Text,
    /// What changed in the source text since an outdated translation was made, word by word, if
    /// the older text is known.
    pub changes: Option<Vec<Run>>,
    /// The text that is edited: the translation, or the source text where its language is looked
    /// at. Nothing if there is no translation.
    pub text: Option<String>,
    /// What that text is edited as.
    pub form: Form,
    /// The language of the text, as HTML writes it (BCP 47).
    pub lang: String,
    /// Its direction: `ltr` or `rtl`.
    pub dir: &'static str,
    /// Why the text cannot be edited, if it cannot.
    pub fixed: Option<String>,
    /// What translators have noted above the message, line by line.
    pub comments: Vec<String>,
    /// The translations into other languages, in the order of the configuration.
    pub others: Vec<Other>,
    /// The terms of the glossary in the source text.
    pub terms: Vec<Term>,
    /// Translations of equal, similar and removed texts, the best first.
    pub suggestions: Vec<Suggestion>,
    /// What was seen. It is given back with a change.
    pub base: Base,
}

/// A text in a language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Text {
    /// The language, as HTML writes it.
    pub lang: String,
    /// Its direction.
    pub dir: &'static str,
    /// As it is written: inline Markdown, perhaps with placeables.
    pub text: String,
    /// As pages show it, without an element around it. Nothing if it cannot be shown.
    pub html: Option<String>,
}

/// The same unit in another language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    /// The tag of the locale.
    pub locale: String,
    /// The language in its own words.
    pub name: String,
    /// The state of the translation.
    pub state: &'static str,
    /// The translation.
    #[serde(flatten)]
    pub text: Text,
}

/// A term of the glossary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Term {
    /// In the language of the source.
    pub source: String,
    /// Its forms in this language, the one of a dictionary first.
    pub forms: Vec<String>,
}

/// A run of a text that is compared with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Run {
    /// `kept`, `removed` or `added`.
    pub op: &'static str,
    /// Its text.
    pub text: String,
}

/// How a text became another one, word by word.
pub(super) fn runs(old: &str, new: &str) -> Vec<Run> {
    let run = |change| {
        let (op, text): (_, &str) = match change {
            Change::Kept(text) => ("kept", text),
            Change::Removed(text) => ("removed", text),
            Change::Added(text) => ("added", text),
        };
        let text = text.to_owned();
        Run { op, text }
    };
    diff::words(old, new).into_iter().map(run).collect()
}

/// Gathers what an editor shows of a unit.
///
/// # Errors
///
/// There is no such locale, document or unit.
pub fn unit(blueprint: &Blueprint, memo: &Memo, key: Key<'_>) -> Result<Unit, Refused> {
    let (model, sources) = (blueprint.model(), blueprint.sources());
    let place = Place::find(model, key)?;
    let is_source = place.spot.locale == model.locales.source;
    let looked_at = place.spot.locale;
    let passage = |locale: LocaleIndex| {
        let spot = Spot {
            locale,
            ..place.spot
        };
        blueprint.passage(model, sources, memo, spot, looked_at)
    };
    let text_of = |locale: LocaleIndex, text: String| {
        let of = &model.locales.all[locale].locale;
        let shown = passage(locale);
        Text {
            lang: of.lang().to_owned(),
            dir: of.direction().as_str(),
            text,
            html: (shown.localized.shown == locale).then_some(shown.html),
        }
    };
    let own = passage(looked_at).localized;
    let found = place.translation().filter(|_| !is_source);
    let unit = place.unit();
    let value = found.and_then(|found| found.entry.value.as_ref());
    let former = found.and_then(|found| found.former);
    let others = model
        .locales
        .all
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != looked_at && *index != model.locales.source);
    let others = others.filter_map(|(index, locale)| {
        let found = translation(place.document, place.placed(), place.spot.unit, locale)?;
        Some(Other {
            locale: locale.config.tag.to_string(),
            name: locale.locale.name().to_owned(),
            state: state_name(found.state),
            text: text_of(index, pattern::text(found.entry.value.as_ref()?)),
        })
    });
    let visible = plain(&unit.tokens);
    let terms = check::terms_of(model, place.locale, &visible).into_iter();
    let of = &place.locale.locale;
    Ok(Unit {
        document: place.document.name.clone(),
        id: place.id().to_string(),
        article: place.placed().article.path.to_string(),
        kind: gather::kind(&unit.kind),
        state: state_name(own.state),
        gap: own.gap,
        source: text_of(model.locales.source, unit.text.clone()),
        changes: former.map(|former| runs(former, &canonical(&unit.pattern))),
        text: match is_source {
            true => Some(unit.text.clone()),
            false => value.map(pattern::text),
        },
        form: Form::of(value.unwrap_or(&unit.pattern)),
        lang: of.lang().to_owned(),
        dir: of.direction().as_str(),
        fixed: fixed(blueprint, &place),
        comments: found
            .map(|found| comments(blueprint, &found))
            .unwrap_or_default(),
        others: others.collect(),
        terms: terms
            .filter(|_| !is_source)
            .map(|(source, forms)| Term { source, forms })
            .collect(),
        suggestions: match is_source {
            true => Vec::new(),
            false => suggest::suggestions(model, &place),
        },
        base: match is_source {
            true => source::base(&place, sources),
            false => plan::base(&place, sources),
        },
    })
}

/// Why a text cannot be edited.
fn fixed(blueprint: &Blueprint, place: &Place<'_>) -> Option<String> {
    if place.locale.pseudo.is_some() {
        return Some("the texts of a pseudo-locale are made from the source".to_owned());
    }
    if place.spot.locale != blueprint.model().locales.source {
        return None;
    }
    let path = &place.placed().article.path;
    let file = blueprint.sources().text(path).unwrap_or("");
    range_of(place.unit(), file).err().map(str::to_owned)
}

fn comments(blueprint: &Blueprint, found: &Translation<'_>) -> Vec<String> {
    let file = blueprint.sources().text(&found.resource.path);
    gather::comments_above(file.unwrap_or(""), found.entry.id_span.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::testing::{Project, key};

    #[test]
    fn an_editor_shows_all_that_a_unit_is_translated_with() {
        let blueprint = Project::small().blueprint();
        let unit = |locale: &str, id: &str| {
            super::unit(&blueprint, &Memo::none(), key(locale, id)).expect(id)
        };
        let outdated = unit("fr", "guide-p1");
        let found = serde_json::to_value(&outdated).expect("JSON");
        assert_eq!(found["state"], "outdated");
        assert_eq!(found["kind"], "paragraph");
        assert_eq!(found["article"], "content/guide/_index.md");
        assert_eq!(
            found["source"]["text"],
            "One *new* text of human rights.[^1]"
        );
        assert_eq!(found["source"]["lang"], "en");
        let html = outdated.source.html.expect("shown");
        assert!(html.starts_with("One <em>new</em> text"), "{html}");
        assert!(html.contains("<a "), "{html}");
        assert_eq!(found["text"], "Un texte *vieux*.[^1]");
        assert_eq!(found["form"], "markdown");
        assert_eq!(found["comments"], serde_json::json!(["un mot"]));
        assert_eq!((&*outdated.lang, outdated.dir), ("fr", "ltr"));
        let changes = outdated.changes.expect("the former text is known");
        let changes: Vec<_> = changes.iter().map(|run| (run.op, &*run.text)).collect();
        assert_eq!(changes[1..3], [("removed", "old"), ("added", "new")]);
        assert_eq!(
            outdated.terms,
            [Term {
                source: "human right".to_owned(),
                forms: vec![
                    "droit de l’homme".to_owned(),
                    "droits de l’homme".to_owned()
                ],
            }]
        );
        let [arabic] = outdated.others.as_slice() else {
            panic!("{:?}", outdated.others);
        };
        assert_eq!((&*arabic.locale, arabic.state), ("ar", "outdated"));
        assert_eq!((&*arabic.text.text, arabic.text.dir), ("نص.[^1]", "rtl"));
        // What cannot be shown has its text, and no HTML.
        let broken = unit("fr", "start-title");
        assert_eq!((broken.state, broken.gap), ("missing", Some(Gap::Error)));
        assert_eq!(broken.text.as_deref(), Some("<b>Début</b>"));
        let missing = unit("ar", "start-p1");
        assert_eq!((missing.text, missing.dir), (None, "rtl"));
        let others: Vec<_> = unit("ar", "start-title").others;
        assert_eq!(others[0].text.html, None);
        assert!(super::unit(&blueprint, &Memo::none(), key("fr", "x")).is_err());
    }

    #[test]
    fn the_source_is_edited_where_it_is_one_range() {
        let blueprint = Project::small().blueprint();
        let check = |id: &str, fixed: bool| {
            let unit = super::unit(&blueprint, &Memo::none(), key("en", id)).expect(id);
            assert_eq!(unit.fixed.is_some(), fixed, "{id}");
            assert_eq!(unit.text, Some(unit.source.text), "{id}");
            assert!(unit.suggestions.is_empty() && unit.terms.is_empty());
        };
        check("guide-title", false);
        check("guide-p2", false);
        check("start-p2", false);
    }
}
