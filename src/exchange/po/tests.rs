use super::*;
use crate::diagnostic::Diagnostics;
use crate::exchange::Imported;
use crate::exchange::testing::{self, exported};
use crate::identity::state::State;
use crate::locale::LocaleTag;
use crate::source::SourceFile;

fn read_text(text: &str) -> (Vec<Imported>, Diagnostics) {
    testing::read_french(text, "fr.po", read)
}

#[test]
fn an_export_reads_back() {
    testing::round_trips(write, read_text, testing::confidence);
}

#[test]
fn an_entry_looks_as_gettext_wants_it() {
    let unit = crate::exchange::Exported {
        state: State::Outdated,
        former: Some("The \"old\" text".to_owned()),
        comments: vec!["mind the gap".to_owned(), String::new()],
        ..exported("guide-p1", "One\\\ntwo", Some("Un\\\ndeux"))
    };
    let written = write(&testing::export(vec![unit]));
    let (_, entry) = written.split_once("\n\n").unwrap();
    assert_eq!(
        entry,
        r##"# mind the gap
#
#. paragraph
#: content/guide/a.md:3
#, fuzzy
#| msgctxt "guide-p1"
#| msgid "The \"old\" text"
msgctxt "guide-p1"
msgid ""
"One\\\n"
"two"
msgstr ""
"Un\\\n"
"deux"
"##
    );
}

#[test]
fn ids_of_two_documents_are_told_apart() {
    let one = exported("fn-1", "One", Some("Un"));
    let mut two = exported("fn-1", "Two", Some("Deux"));
    two.document = "manual".to_owned();
    let written = write(&testing::export(vec![one, two]));
    assert!(written.contains("msgctxt \"guide:fn-1\""), "{written}");
    let (imported, _) = read_text(&written);
    let documents: Vec<_> = imported
        .iter()
        .map(|unit| unit.document.as_deref())
        .collect();
    assert_eq!(documents, [Some("guide"), Some("manual")]);
}

#[test]
fn files_of_other_tools_are_read() {
    let check = |text: &str, expected: &[(&str, &str)]| {
        let (imported, diagnostics) = read_text(text);
        assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
        let found: Vec<_> = imported
            .iter()
            .map(|unit| (unit.id.as_str(), &*unit.translation))
            .collect();
        assert_eq!(found, expected, "{text}");
    };
    check("", &[]);
    check("msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y\"", &[("a", "y")]);
    // No blank lines between entries, Windows line ends, a byte-order mark, wrapped strings.
    check(
        "\u{feff}msgctxt \"a\"\r\nmsgid \"x\"\r\nmsgstr \"\"\r\n\"y\"\r\n\"z\"\r\nmsgctxt \"b\"\r\nmsgid \"x\"\r\nmsgstr \"u\"\r\n",
        &[("a", "yz"), ("b", "u")],
    );
    check(
        "msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"\\303\\251 \\x41\\\\n\\t\"\n",
        &[("a", "é A\\n\t")],
    );
    // Obsolete and untranslated entries say nothing.
    check(
        "#~ msgctxt \"a\"\n#~| msgid \"w\"\n#~ msgid \"x\"\n#~ msgstr \"y\"\n\nmsgctxt \"b\"\nmsgid \"x\"\nmsgstr \"\"\n",
        &[],
    );
    check(
        "#, c-format\n#: a.md:1\n#= x\nmsgctxt \"a\"\nmsgid\"x\"\nmsgstr\"y\"\n\n# the end\n",
        &[("a", "y")],
    );
}

#[test]
fn what_is_wrong_has_its_place() {
    let check = |text: &str, code: &str, place: &str| {
        let (imported, diagnostics) = read_text(text);
        let found: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| {
                let span = diagnostic.place.as_deref().unwrap().span.clone().unwrap();
                (diagnostic.code, &text[span])
            })
            .collect();
        assert_eq!(found, [(code, place)], "{text}: {diagnostics:?}");
        assert!(imported.iter().all(|unit| unit.id.as_str() == "ok"));
    };
    let ok = "\n\nmsgctxt \"ok\"\nmsgid \"x\"\nmsgstr \"y\"\n";
    let with = |start: &str| format!("{start}{ok}");
    check(
        &with("msgctxt \"a\"\nmsgid \"x\"\nmsgstr \"y"),
        "po-syntax",
        "\"y",
    );
    check(
        &with("msgctxt \"a\"\nmsgid \"x\" y\nmsgstr \"y\""),
        "po-syntax",
        "\"",
    );
    check(
        &with("\"x\"\nmsgid \"x\"\nmsgstr \"y\""),
        "po-syntax",
        "\"x\"",
    );
    check(
        &with("msgctxt \"a\"\nmsgid \"\\q\"\nmsgstr \"y\""),
        "po-syntax",
        "\\",
    );
    check(
        &with("msgctxt \"a\"\nmsgid \"\\377\"\nmsgstr \"y\""),
        "po-syntax",
        "\"\\377\"",
    );
    check(&with("mgsid \"x\""), "po-syntax", "mgsid");
    check(
        &with("msgid \"x\"\nmsgstr \"y\""),
        "import-nameless",
        "msgid \"x\"\nmsgstr \"y\"",
    );
    check(
        &with("msgctxt \"no id\"\nmsgid \"x\"\nmsgstr \"y\""),
        "import-id",
        "msgctxt \"no id\"\nmsgid \"x\"\nmsgstr \"y\"",
    );
    check(
        &with("msgctxt \"a\"\nmsgid \"x\"\nmsgid_plural \"xs\"\nmsgstr[0] \"y\"\nmsgstr[1] \"z\""),
        "import-plural",
        "msgid_plural",
    );
    let header = "msgid \"\"\nmsgstr \"Language: es\\n\"";
    check(&with(header), "import-language", header);
}

#[test]
fn a_file_that_is_not_utf_8_is_refused() {
    let file = SourceFile::new("fr.po".into(), &b"msgid \"\xe9\""[..]);
    let mut diagnostics = Diagnostics::new();
    let target = LocaleTag::parse("fr").unwrap();
    assert!(read(&file, &target, &mut diagnostics).is_empty());
    assert!(diagnostics.has_errors());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(msg(id|str|ctxt)|[\"\\\\#|~, xé0-9\n]){0,60}") {
        let _ = read_text(&text);
    }
}
