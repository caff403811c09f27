//! Edits of files that were put together from pieces of Fluent without regard to its grammar.

use std::collections::HashMap;

use concord::diagnostic::Diagnostics;
use concord::fluent::edit::{self, NOTE, Wanted, message, rewrite};
use concord::fluent::layout::{PartKind, parts};
use concord::fluent::{Resource, guard, parse};
use concord::identity::fingerprint::of_translation;
use concord::source::SourceFile;
use proptest::prelude::*;

/// Lines of which a file is made. `@` stands for the number of a unit.
const LINES: [&str; 40] = [
    "u@ = text",
    "# comment\nu@ = é\u{301}\u{200f} { $x } and { -term }",
    "u@ =\n    text\n\n      \n    text { \"}\" } # no comment",
    "u@ = { $n ->\n[one] x\n*[other] y\n}\n    .title = T",
    "u@ =\n    .title = T\n\n\n",
    "old-@ = O",
    "# @outdated\nu@={u0.title}",
    "## Group",
    "",
    "    text",
    "    \u{a0}",
    "u@ =",
    "u@ = { $n ->",
    "u@ = {",
    "u@ = {\"",
    "u@ = [one]",
    "-term = T",
    "  { $n ->",
    "[one] x",
    "    [one] x",
    "   *[other] y",
    "    }",
    "}",
    " { \"\" }",
    "    { { \"a\" } }",
    "    .title = T",
    "    .title =",
    ".title = T",
    "    ",
    "\u{3000}",
    "\t",
    "# comment",
    "#",
    "#no space",
    "# @missing u@ = Text",
    "    # @within a value",
    "### File",
    "rubbish",
    "=======",
    "\n\n",
];

/// So many of them are sound wherever they stand.
const WHOLE: usize = 9;

/// A file. Each line that could define a unit has a unit of its own, so that many files are sound;
/// half of the lines are whole messages for the same reason.
fn soup() -> impl Strategy<Value = String> {
    let line = prop_oneof![0..LINES.len(), 0..WHOLE];
    let lines = prop::collection::vec((line, prop::bool::weighted(0.2)), 0..16);
    let units = Just((0..16).collect::<Vec<u8>>()).prop_shuffle();
    (lines, units, any::<bool>()).prop_map(|(lines, units, ends)| {
        let mut text = String::new();
        for ((line, windows), unit) in lines.into_iter().zip(units) {
            text.push_str(&LINES[line].replace('@', &unit.to_string()));
            text.push_str(if windows { "\r\n" } else { "\n" });
        }
        let whole = text.trim_end_matches(['\n', '\r']).len();
        text.truncate(if ends { text.len() } else { whole });
        text
    })
}

/// What is wanted of a unit.
#[derive(Debug, Clone, Copy)]
enum Wish {
    Nothing,
    Note,
    Stub,
    Value,
    Insert,
}

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    let wish = prop_oneof![
        4 => Just(Wish::Nothing),
        2 => Just(Wish::Note),
        2 => Just(Wish::Stub),
        1 => Just(Wish::Value),
        1 => Just(Wish::Insert),
    ];
    prop::collection::vec(wish, 8)
}

const VALUE: &str = "new\n[one]\n{ $n ->\n[one] x\n*[other] y\n}\n\n .end";

fn wanted<'a>(ids: &'a [String], wishes: &[Wish]) -> Vec<Wanted<'a>> {
    let units = ids.iter().zip(wishes).enumerate();
    units
        .map(|(at, (id, wish))| {
            let mut wanted = Wanted {
                id,
                group: at / 3,
                ..Wanted::default()
            };
            match wish {
                Wish::Nothing => {}
                Wish::Note => wanted.note = vec!["outdated".to_owned(), "now x".to_owned()],
                Wish::Stub => wanted.note = vec![format!("missing {id} = Text")],
                Wish::Value => wanted.value = Some(VALUE),
                Wish::Insert => {
                    wanted.insert = Some(message(id, &["by\rimport".to_owned()], VALUE));
                }
            }
            wanted
        })
        .collect()
}

fn read(text: &str) -> (Resource, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let file = SourceFile::new("a.ftl".into(), text.as_bytes());
    let resource = parse::resource(&file, &mut diagnostics);
    (resource, diagnostics)
}

fn can_be_parsed(text: &str) -> bool {
    let file = SourceFile::new("a.ftl".into(), text.as_bytes());
    guard::inspect(&file, &mut Diagnostics::new()).is_some()
}

/// The lines of each message and term, without the comment above it.
fn bodies(text: &str) -> HashMap<Box<str>, &str> {
    parts(text)
        .into_iter()
        .filter_map(|part| match part.kind {
            PartKind::Entry { id, body, .. } => {
                let lines = text[body..part.span.end].trim_end_matches(['\n', '\r']);
                Some((id, lines))
            }
            _ => None,
        })
        .collect()
}

fn comments(text: &str) -> usize {
    let own = |line: &&str| line.starts_with('#') && !line.starts_with(NOTE);
    text.lines().filter(own).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keep_every_other_byte_and_settle_at_once(text in soup(), wishes in wishes()) {
        if !can_be_parsed(&text) {
            return Ok(());
        }
        let ids: Vec<String> = (0..8).map(|id| format!("u{id}")).collect();
        let wanted = wanted(&ids, &wishes);
        let is_old = |id: &str| id.starts_with("old");
        let result = rewrite(&text, &wanted, &is_old);
        let (before, wrong) = read(&text);
        // `sync` stops at errors: nothing is promised of such a file but that it is survived.
        if wrong.has_errors() {
            return Ok(());
        }
        let again = rewrite(&result.text, &wanted, &is_old);
        prop_assert_eq!(&again.text, &result.text, "twice is once");
        prop_assert!(again.removed.is_empty());
        let has = |id: &str| before.get(id).is_some();
        let is_changed = |id: &str| {
            let wanted = wanted.iter().find(|wanted| wanted.id == id);
            is_old(id) || wanted.is_some_and(|wanted| match has(id) {
                true => wanted.value.is_some(),
                false => wanted.insert.is_some(),
            })
        };
        prop_assert!(edit::same_but_for(&text, &result.text, &is_changed), "{}", result.text);
        let (old, new) = (bodies(&text), bodies(&result.text));
        for (id, lines) in &old {
            if !is_changed(id) {
                prop_assert_eq!(new.get(id), Some(lines), "the bytes of `{}`", id);
            }
        }
        let (after, wrong) = read(&result.text);
        prop_assert!(!wrong.has_errors(), "{:?} {}", wrong, result.text);
        let meant = parse::pattern(VALUE).map(|value| of_translation(&value)).ok();
        let mut inserted = 0;
        for wanted in &wanted {
            let set = if has(wanted.id) { wanted.value.is_some() } else { wanted.insert.is_some() };
            inserted += usize::from(!has(wanted.id) && set);
            if set {
                let value = after.get(wanted.id).and_then(|entry| entry.value.as_ref());
                prop_assert_eq!(value.map(of_translation), meant.clone(), "{}", wanted.id);
            }
        }
        let removed: String = result.removed.iter().map(|(_, lines)| lines.as_str()).collect();
        prop_assert_eq!(
            comments(&text) + inserted,
            comments(&result.text) + comments(&removed),
            "{}", result.text
        );
    }
}
