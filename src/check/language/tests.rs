//! What the checks of all files share, and what holds for all of them together.

use super::*;
use crate::content::inline::{self, Inline};
use crate::diagnostic::Diagnostics;
use crate::fluent::parse;
use crate::locale::{LocaleOptions, LocaleTag};
use crate::source::{SourceFile, SourcePath};

pub(super) fn locale(tag: &str) -> Locale {
    Locale::new(LocaleTag::parse(tag).expect(tag), &LocaleOptions::default()).expect(tag)
}

/// Says which pieces of a translation are found under a code, in their order; `""` is the text
/// as a whole. Source and translation are given with their languages.
#[track_caller]
pub(super) fn check(code: &str, source: (&str, &str), target: (&str, &str), expected: &[&str]) {
    let (of_source, of_target) = (locale(source.0), locale(target.0));
    let text = |locale, visible| Text { locale, visible };
    let all = findings(text(&of_source, source.1), text(&of_target, target.1));
    let found: Vec<&str> = all
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| &target.1[finding.span.clone()])
        .collect();
    assert_eq!(found, expected, "{target:?} of {source:?}: {all:#?}");
}

/// The texts of a file of the flagship, as readers see them.
fn flagship(path: &str) -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join(path)).expect(path);
    let file = SourceFile::new(SourcePath::new(path), text.into_bytes());
    let mut diagnostics = Diagnostics::default();
    let resource = parse::resource(&file, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{path}");
    let texts = resource.entries.iter().filter_map(|entry| {
        let text = entry.value.as_ref()?.as_text()?;
        Some((entry.id.to_string(), visible(text)))
    });
    texts.collect()
}

/// A unit's text as [`Text::visible`] wants it.
fn visible(text: &str) -> String {
    let (tokens, _) = inline::parse(text, &[]);
    let pieces = tokens.iter().map(|token| match token {
        Inline::Text(text) => text.as_str(),
        Inline::Code(_) | Inline::Math(_) | Inline::Note(_) => "\u{fffc}",
        Inline::Break => " ",
        _ => "",
    });
    pieces.collect()
}

#[test]
fn the_flagship_is_well_translated() {
    let source = locale("en");
    let mut all = Vec::new();
    let mut texts = 0;
    for tag in ["ar", "es", "fr", "ru", "zh"] {
        let target = locale(tag);
        for name in ["declaration", "interface"] {
            let english: BTreeMap<String, String> = flagship(&format!("locales/en/{name}.ftl"))
                .into_iter()
                .collect();
            for (id, translation) in flagship(&format!("locales/{tag}/{name}.ftl")) {
                let Some(text) = english.get(&id) else {
                    continue;
                };
                texts += 1;
                let source = Text {
                    locale: &source,
                    visible: text,
                };
                let target = Text {
                    locale: &target,
                    visible: &translation,
                };
                all.extend(
                    findings(source, target)
                        .into_iter()
                        .map(|finding| (tag, id.clone(), finding)),
                );
            }
        }
    }
    assert!(texts > 400, "{texts}");
    assert!(all.is_empty(), "{all:#?}");
}
