use super::*;
use crate::diagnostic::Diagnostics;
use crate::exchange::testing::{self, exported};
use crate::exchange::{Confidence, Imported};
use crate::identity::state::State;

fn read_text(text: &str) -> (Vec<Imported>, Diagnostics) {
    testing::read_french(text, "fr.xlf", read)
}

#[test]
fn an_export_reads_back() {
    testing::round_trips(write, read_text, testing::confidence);
}

#[test]
fn a_unit_has_its_codes_state_and_notes() {
    let unit = crate::exchange::Exported {
        state: State::Outdated,
        former: Some("See *b*".to_owned()),
        comments: vec!["mind".to_owned(), "the gap".to_owned()],
        ..exported(
            "guide-p1",
            "See [*a*](b.md)[^1]",
            Some("Voir[^1] [a](b.md)"),
        )
    };
    let written = write(&testing::export(vec![unit]));
    let start = written.find("<file").unwrap();
    assert_eq!(
        &written[start..],
        r##"<file original="content/guide/a.md" source-language="en" target-language="fr" datatype="x-markdown" product-name="The &quot;Guide&quot;">
<body>
<trans-unit id="guide-p1" resname="guide-p1" xml:space="preserve">
<source>See <bpt id="1" ctype="link">[</bpt><bpt id="2" ctype="italic">*</bpt>a<ept id="2">*</ept><ept id="1">](b.md)</ept><ph id="3" ctype="x-note" equiv-text="[^1]">[^1]</ph></source>
<target state="needs-adaptation">Voir<ph id="3" ctype="x-note" equiv-text="[^1]">[^1]</ph> <bpt id="1" ctype="link">[</bpt>a<ept id="1">](b.md)</ept></target>
<context-group purpose="location"><context context-type="sourcefile">content/guide/a.md</context><context context-type="linenumber">3</context></context-group>
<note from="developer">paragraph</note>
<note from="translator">mind
the gap</note>
<alt-trans alttranstype="previous-version" xml:space="preserve"><source>See <bpt id="2" ctype="italic">*</bpt>b<ept id="2">*</ept></source><target>Voir<ph id="3" ctype="x-note" equiv-text="[^1]">[^1]</ph> <bpt id="1" ctype="link">[</bpt>a<ept id="1">](b.md)</ept></target></alt-trans>
</trans-unit>
</body>
</file>
</xliff>
"##
    );
}

/// A unit whose source has a link (1), an emphasis (2) and a note (3).
fn with_target(target: &str) -> String {
    format!(
        "<xliff version='1.2'><file original='content/guide/a.md' target-language='fr-CA'><body>\
         <group><trans-unit id='guide-p1'><source>See <bpt id='1'>[</bpt>a<ept id='1'>](b.md)</ept> \
         <bpt id='2'>*</bpt>b<ept id='2'>*</ept><ph id='3'>[^1]</ph></source>{target}</trans-unit>\
         </group></body></file></xliff>"
    )
}

#[test]
fn markdown_is_restored_however_a_tool_writes_codes() {
    let check = |target: &str, expected: &str| {
        let (imported, diagnostics) =
            read_text(&with_target(&format!("<target>{target}</target>")));
        assert!(diagnostics.is_empty(), "{target}: {diagnostics:?}");
        assert_eq!(imported[0].translation, expected, "{target}");
        assert_eq!(imported[0].document.as_deref(), Some("guide"));
    };
    // In another order.
    check(
        "<ph id='3'>[^1]</ph><bpt id='2'>*</bpt>B<ept id='2'>*</ept> <bpt id='1'>[</bpt>A<ept id='1'>](b.md)</ept>",
        "[^1]*B* [A](b.md)",
    );
    // Without their content.
    check(
        "<g id='1'>A <g id='2'>B</g></g><x id='3'/>",
        "[A *B*](b.md)[^1]",
    );
    check(
        "<bx id='1'/>A<ex id='7' rid='1'/> <bpt id='2'/>B<ept id='2'/><ph id='3'/>",
        "[A](b.md) *B*[^1]",
    );
    // As plain text, and with marks of the tool's own.
    check(
        "[A](b.md) <mrk mtype='seg'>*B*</mrk>[^1]",
        "[A](b.md) *B*[^1]",
    );
    // Emphasis is for the translator to say.
    check("[A](b.md) B[^1]", "[A](b.md) B[^1]");
}

#[test]
fn lost_codes_are_told_with_their_place() {
    let check = |target: &str, code: &str, place: &str, taken: bool| {
        let text = with_target(&format!("<target>{target}</target>"));
        let (imported, diagnostics) = read_text(&text);
        let found: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| {
                let span = diagnostic.place.as_deref().unwrap().span.clone().unwrap();
                (diagnostic.code, &text[span])
            })
            .collect();
        assert_eq!(found, [(code, place)], "{target}: {diagnostics:?}");
        assert_eq!(imported.len(), usize::from(taken), "{target}");
    };
    check(
        "A <g id='1'>x</g>",
        "code-missing",
        "<target>A <g id='1'>x</g></target>",
        true,
    );
    check(
        "<g id='1'>x</g><x id='3'/><x id='3' />",
        "code-doubled",
        "<x id='3' />",
        true,
    );
    check(
        "<g id='1'>x</g>[^1]<x id='3'/>",
        "code-doubled",
        "<target><g id='1'>x</g>[^1]<x id='3'/></target>",
        true,
    );
    check(
        "<bpt id='1'>[</bpt>x<x id='3'/>",
        "code-unbalanced",
        "<bpt id='1'>[</bpt>",
        false,
    );
    check(
        "<g id='1'>x</g><x id='3'/><x id='9'/>",
        "code-unknown",
        "<x id='9'/>",
        false,
    );
}

#[test]
fn states_are_understood() {
    use Confidence::{Doubtful, Reviewed, Sound, Unreviewed};
    let check = |attributes: &str, text: &str, expected: Option<Confidence>| {
        let file = format!(
            "<xliff version='1.2'><file original='x'><body><trans-unit id='7' resname='a'{}>\
             <source>x</source><target{}>{text}</target></trans-unit></body></file></xliff>",
            if attributes == "approved" {
                " approved='yes'"
            } else {
                ""
            },
            if attributes == "approved" {
                String::new()
            } else {
                format!(" state='{attributes}'")
            },
        );
        let (imported, diagnostics) = read_text(&file);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let found = imported.first().map(|unit| unit.confidence);
        assert_eq!(found, expected, "{attributes}");
        assert!(
            imported
                .iter()
                .all(|unit| unit.id.as_str() == "a" && unit.document.is_none())
        );
    };
    check("new", "", None);
    check("new", "x", Some(Doubtful));
    check("new", "y", Some(Unreviewed));
    check("needs-adaptation", "y", Some(Doubtful));
    check("needs-review-translation", "y", Some(Unreviewed));
    check("translated", "y", Some(Sound));
    check("x-own", "y", Some(Sound));
    check("final", "y", Some(Reviewed));
    check("approved", "y", Some(Reviewed));
    check("translated' approved='yes", "y", Some(Sound));
}

#[test]
fn what_is_no_xliff_of_ours_is_told() {
    let check = |text: &str, code: &str| {
        let (imported, diagnostics) = read_text(text);
        let codes: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect();
        assert_eq!(codes, [code], "{text}");
        assert!(imported.is_empty());
    };
    check("<html/>", "xliff-version");
    check("<xliff version='2.0'/>", "xliff-version");
    check("<xliff version='1.2'>", "xml-syntax");
    check(
        "<xliff version='1.2'><file target-language='de'/></xliff>",
        "import-language",
    );
    check(
        "<xliff version='1.2'><file><body><trans-unit id='1 2'><target>x</target></trans-unit></body></file></xliff>",
        "import-id",
    );
}
