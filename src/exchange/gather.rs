//! The units of a locale, on their way out.

use std::collections::{HashMap, HashSet};

use super::{Export, Exported};
use crate::content::{Unit, UnitKind};
use crate::diagnostic::LineIndex;
use crate::fluent::pattern;
use crate::identity::UnitId;
use crate::identity::state::State;
use crate::locale::LocaleTag;
use crate::localize::{SiteLocale, Translation, translation};
use crate::pipeline::Model;
use crate::site::{Document, Placed};
use crate::source::Sources;

/// Gathers the units of all documents with their translations in a locale. Of a locale that the
/// site does not have, every unit is missing.
pub fn gather(model: &Model, sources: &Sources, locale: &LocaleTag) -> Export {
    let site_locale = model.locales.named(locale.as_str());
    let mut units = Vec::new();
    for document in &model.site.documents {
        for placed in &document.articles {
            let text = sources.text(&placed.article.path).unwrap_or("");
            let lines = LineIndex::new(text);
            for (index, unit) in placed.article.units.iter().enumerate() {
                let line = lines.position(unit.span.start).line;
                let found = site_locale
                    .and_then(|site_locale| translation(document, placed, index, site_locale));
                let mut exported = missing(document, placed, unit, placed.ids[index].clone(), line);
                if let Some(found) = found {
                    add_translation(&mut exported, &found, sources);
                }
                units.push(exported);
            }
        }
    }
    Export {
        title: model.config.title.clone(),
        source: model.config.source.clone(),
        target: locale.clone(),
        reviewed: site_locale.is_some_and(is_reviewed),
        units,
    }
}

fn is_reviewed(locale: &SiteLocale) -> bool {
    locale.config.review_required
}

/// Ids that units of several documents have.
pub(super) fn shared_ids(export: &Export) -> HashSet<&UnitId> {
    let mut documents: HashMap<&UnitId, &str> = HashMap::new();
    let mut shared = HashSet::new();
    for unit in &export.units {
        let first = *documents.entry(&unit.id).or_insert(&unit.document);
        if first != unit.document {
            shared.insert(&unit.id);
        }
    }
    shared
}

fn missing(document: &Document, placed: &Placed, unit: &Unit, id: UnitId, line: usize) -> Exported {
    Exported {
        document: document.name.clone(),
        id,
        article: placed.article.path.clone(),
        line,
        kind: kind(&unit.kind),
        source: pattern::text(&unit.pattern),
        former: None,
        translation: None,
        state: State::Missing,
        comments: Vec::new(),
    }
}

fn add_translation(exported: &mut Exported, found: &Translation<'_>, sources: &Sources) {
    let file = sources.text(&found.resource.path).unwrap_or("");
    exported.comments = comments_above(file, found.entry.id_span.start);
    let Some(value) = &found.entry.value else {
        return;
    };
    let text = pattern::text(value);
    // No format can tell an empty translation from none.
    if text.trim().is_empty() {
        return;
    }
    exported.translation = Some(text);
    exported.state = found.state;
    exported.former = found.former.map(str::to_owned);
}

/// What a unit is, for people.
pub fn kind(kind: &UnitKind) -> String {
    match kind {
        UnitKind::Label => "label above the title".to_owned(),
        UnitKind::Title => "title".to_owned(),
        UnitKind::Description => "description".to_owned(),
        UnitKind::Heading { .. } => "heading".to_owned(),
        UnitKind::Paragraph => "paragraph".to_owned(),
        UnitKind::Note { label } => format!("note {label}"),
        UnitKind::NoteParagraph { label } => format!("note {label}, further paragraph"),
        UnitKind::Alternative => "alternative text of an image".to_owned(),
    }
}

/// The lines of the comment directly above a message, without those that belong to `sync`.
///
/// Group and file comments (`##`, `###`) belong to no message.
pub fn comments_above(file: &str, message: usize) -> Vec<String> {
    let above = file.get(..message).unwrap_or("");
    let above = &above[..above.rfind('\n').map_or(0, |end| end + 1)];
    let comment = above.lines().rev().map_while(|line| {
        let text = line.strip_prefix('#')?;
        match text.strip_prefix(' ') {
            Some(text) => Some(text),
            None => text.is_empty().then_some(""),
        }
    });
    let mut lines: Vec<String> = comment
        .filter(|line| !line.starts_with('@'))
        .map(str::to_owned)
        .collect();
    lines.reverse();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memo::Memo;
    use crate::pipeline::{self, Options};
    use crate::source::SourceFile;

    fn export(files: &[(&str, &str)]) -> Export {
        let options = Options::default();
        let mut sources = options.originals.clone();
        for (path, text) in files {
            sources.insert(SourceFile::new((*path).into(), text.as_bytes()));
        }
        let (model, diagnostics) = pipeline::model(&sources, &options, &Memo::none());
        assert!(!diagnostics.has_errors(), "{diagnostics:?}");
        let tag = LocaleTag::parse("fr").unwrap();
        gather(&model.unwrap(), &sources, &tag)
    }

    const CONFIG: (&str, &str) = (
        "concord.toml",
        "title = 'G'\nsource = 'en'\n[locales.en]\n[locales.fr]\n",
    );

    #[test]
    fn units_come_with_their_translations() {
        let export = export(&[
            CONFIG,
            (
                "content/guide/_index.md",
                "# Guide\n\nOne *new*.\n\nTwo.[^1]\n\n[^1]: Note.\n",
            ),
            (
                "locales/en/guide.ftl",
                "guide-title = Guide\nguide-p1 = One *old*.\nguide-p2 = Two.[^1]\nfn-1 = Note.\n",
            ),
            (
                "locales/fr/guide.ftl",
                "# of the group\n\n# a hint\n# @outdated\n#\n# second\nguide-p1 = Un.\nguide-p2 = { $n ->\n [one] x\n *[other] y\n }\nfn-1 = {\"\"}\n",
            ),
        ]);
        let seen: Vec<_> = export
            .units
            .iter()
            .map(|unit| {
                let translation = unit.translation.as_deref().unwrap_or("");
                (
                    unit.id.as_str(),
                    unit.line,
                    &*unit.kind,
                    unit.state,
                    translation,
                )
            })
            .collect();
        assert_eq!(
            seen,
            [
                ("guide-title", 1, "title", State::Missing, ""),
                ("guide-p1", 3, "paragraph", State::Outdated, "Un."),
                (
                    "guide-p2",
                    5,
                    "paragraph",
                    State::Current,
                    "{ $n ->\n    [one] x\n   *[other] y\n}"
                ),
                ("fn-1", 7, "note 1", State::Missing, ""),
            ]
        );
        assert_eq!(export.units[1].source, "One *new*.");
        assert_eq!(export.units[1].former.as_deref(), Some("One *old*."));
        assert_eq!(export.units[1].comments, ["a hint", "", "second"]);
        assert_eq!(export.units[0].article, "content/guide/_index.md".into());
    }

    #[test]
    fn ids_of_several_documents_are_known() {
        let export = export(&[
            CONFIG,
            ("content/a/_index.md", "# A\n\nText.[^1]\n\n[^1]: Note.\n"),
            ("content/b/_index.md", "# B\n\nText.[^1]\n\n[^1]: Note.\n"),
        ]);
        let shared = shared_ids(&export);
        let shared: Vec<&str> = shared.iter().map(|id| id.as_str()).collect();
        assert_eq!(shared, ["fn-1"]);
    }

    #[test]
    fn only_the_comment_of_the_message_counts() {
        let check = |file: &str, expected: &[&str]| {
            let at = file.find("id =").unwrap();
            assert_eq!(comments_above(file, at), expected, "{file}");
        };
        check("id = x", &[]);
        check("# one\r\n# two\r\nid = x", &["one", "two"]);
        check("# far\n\n# near\nid = x", &["near"]);
        check("## group\nid = x", &[]);
        check("### file\n# own\nid = x", &["own"]);
        check("a = b\n# @was old\n# own\nid = x", &["own"]);
        check("#not a comment\nid = x", &[]);
    }
}
