//! Units for the tests of formats.

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::{Confidence, Export, Exported, Imported};
use crate::diagnostic::Diagnostics;
use crate::identity::UnitId;
use crate::identity::state::State;
use crate::locale::LocaleTag;
use crate::source::SourceFile;

/// A paragraph of the document `guide`, current if it is translated.
pub(super) fn exported(id: &str, source: &str, translation: Option<&str>) -> Exported {
    Exported {
        document: "guide".to_owned(),
        id: UnitId::new(id),
        article: "content/guide/a.md".into(),
        line: 3,
        kind: "paragraph".to_owned(),
        source: source.to_owned(),
        former: None,
        translation: translation.map(str::to_owned),
        state: translation.map_or(State::Missing, |_| State::Current),
        comments: Vec::new(),
    }
}

/// An export of units from English into French.
pub(super) fn export(units: Vec<Exported>) -> Export {
    Export {
        title: "The \"Guide\"".to_owned(),
        source: LocaleTag::parse("en").unwrap(),
        target: LocaleTag::parse("fr").unwrap(),
        reviewed: false,
        units,
    }
}

/// Reads a file of a format as a translation into French.
pub(super) fn read_french(
    text: &str,
    name: &str,
    read: impl Fn(&SourceFile, &LocaleTag, &mut Diagnostics) -> Vec<Imported>,
) -> (Vec<Imported>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let file = SourceFile::new(name.into(), text.as_bytes());
    let imported = read(&file, &LocaleTag::parse("fr").unwrap(), &mut diagnostics);
    (imported, diagnostics)
}

/// What a format that knows of drafts and of doubts says of a unit.
pub(super) fn confidence(unit: &Exported) -> Confidence {
    match unit.state {
        State::Missing | State::Current => Confidence::Sound,
        State::Draft => Confidence::Unreviewed,
        State::Outdated => Confidence::Doubtful,
    }
}

/// Texts of units: marks in all combinations, escapes, line breaks, what other syntaxes mean.
fn text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        4 => "[a-zé€\u{5b57}]{1,6}",
        2 => Just(" ".to_owned()),
        1 => prop::sample::select(vec![
            "*", "**", "~~", "`", "[", "](a.md)", "![", "[^1]", "{ $x }", "{ -t }", "{\"{\"}",
            "\\\n", "\n", "\\", "\"", "<", ">", "&", "&amp;", "'", "]]>", "#", ":", "\t",
            "\u{2068}", "\u{2028}", "{\"\\u0001\"}", "<https://a.org>", "{ $n ->\n    [one] x\n   *[other] *y*\n}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..12)
        .prop_map(|parts| parts.concat())
        .prop_filter("a text has words", |text| !text.trim().is_empty())
}

fn unit() -> impl Strategy<Value = Exported> {
    let states = prop::sample::select(vec![
        State::Current,
        State::Draft,
        State::Outdated,
        State::Missing,
    ]);
    let comments = prop::collection::vec("|[a-z<&\"é.,:~|=][a-z <&\"é.@]{0,8}[a-z]", 0..3);
    (text(), text(), text(), states, comments).prop_map(
        |(source, former, translation, state, comments)| Exported {
            former: (state == State::Outdated).then_some(former),
            translation: (state != State::Missing).then_some(translation),
            state,
            comments: if state == State::Missing {
                Vec::new()
            } else {
                comments
            },
            ..exported("x", &source, None)
        },
    )
}

/// Writes random units, reads them again, and compares all that an import can hold.
pub(super) fn round_trips(
    write: impl Fn(&Export) -> String,
    read: impl Fn(&str) -> (Vec<Imported>, Diagnostics),
    confidence: impl Fn(&Exported) -> Confidence,
) {
    let units = prop::collection::vec(unit(), 1..4);
    let check = |mut units: Vec<Exported>| {
        for (number, unit) in units.iter_mut().enumerate() {
            unit.id = UnitId::new(&format!("guide-p{number}"));
        }
        let export = export(units);
        let written = write(&export);
        let (imported, diagnostics) = read(&written);
        prop_assert!(!diagnostics.has_errors(), "{}\n{:?}", written, diagnostics);
        let expected: Vec<_> = export
            .units
            .iter()
            .filter_map(|unit| {
                let translation = unit.translation.clone()?;
                let source = unit.former.clone().unwrap_or_else(|| unit.source.clone());
                Some((
                    &unit.id,
                    Some(source),
                    translation,
                    confidence(unit),
                    &unit.comments,
                ))
            })
            .collect();
        let found: Vec<_> = imported
            .iter()
            .map(|unit| {
                (
                    &unit.id,
                    unit.source.clone(),
                    unit.translation.clone(),
                    unit.confidence,
                    &unit.comments,
                )
            })
            .collect();
        prop_assert_eq!(found, expected, "{}", written);
        Ok(())
    };
    TestRunner::default().run(&units, check).unwrap();
}
