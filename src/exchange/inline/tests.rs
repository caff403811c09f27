use proptest::prelude::*;

use super::*;

/// Codes in braces with their numbers, words as they are.
fn shown(pieces: &[Piece<'_>]) -> String {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Code(code) => format!("⟨{}:{}⟩", code.id, code.text),
        })
        .collect()
}

#[test]
fn codes_are_cut_out() {
    let check = |text: &str, expected: &str| assert_eq!(shown(&pieces(text)), expected);
    check("plain", "plain");
    check("", "");
    check("a *b* c", "a ⟨1:*⟩b⟨1:*⟩ c");
    check("***b***", "⟨1:*⟩⟨2:**⟩b⟨2:**⟩⟨1:*⟩");
    check("~~x~~ ~y~", "⟨1:~~⟩x⟨1:~~⟩ ⟨2:~⟩y⟨2:~⟩");
    check("see[^4], `a*b*`", "see⟨1:[^4]⟩, ⟨2:`a*b*`⟩");
    check(
        "[the *Charter*](a.md \"t\")",
        "⟨1:[⟩the ⟨2:*⟩Charter⟨2:*⟩⟨1:](a.md \"t\")⟩",
    );
    check("[](a.md)x", "⟨1:[⟩⟨1:](a.md)⟩x");
    check("![alt](a.png)", "⟨1:![⟩alt⟨1:](a.png)⟩");
    check("[text][label] [sic]", "⟨1:[⟩text⟨1:][label]⟩ [sic]");
    check("<https://a.org> b", "⟨1:<https://a.org>⟩ b");
    check("one\\\ntwo", "one⟨1:\\\n⟩two");
    check("\\*no\\*", "\\*no\\*");
    check("1. # x", "1. # x");
    check("*é { $x }*", "⟨1:*⟩é ⟨2:{ $x }⟩⟨1:*⟩");
    check("[a]({ $url })", "⟨1:[⟩a⟨1:]({ $url })⟩");
    check(
        "{ $n ->\n [a] *x*\n*[b] y\n}",
        "{ $n ->\n [a] *x*\n*[b] y\n}",
    );
    check(
        "{\"}\"} { -t(a: \"->\") }",
        "⟨1:{\"}\"}⟩ ⟨2:{ -t(a: \"->\") }⟩",
    );
    check("a } *b*", "a } *b*");
    check("<b>x</b>", "⟨1:<b>⟩x⟨2:</b>⟩");
}

#[test]
fn a_translation_takes_the_numbers_of_its_source() {
    let check = |source: &str, translation: &str, expected: &str| {
        assert_eq!(shown(&matched(translation, &pieces(source))), expected);
    };
    check("*a* b[^1]", "b[^1] *a*", "b⟨2:[^1]⟩ ⟨1:*⟩a⟨1:*⟩");
    check(
        "[^1][^2]",
        "[^2] **x** [^3]",
        "⟨2:[^2]⟩ ⟨3:**⟩x⟨3:**⟩ ⟨4:[^3]⟩",
    );
    check("*a* *b*", "*x* *y*", "⟨1:*⟩x⟨1:*⟩ ⟨2:*⟩y⟨2:*⟩");
    check("[^1]", "[^1][^1]", "⟨1:[^1]⟩⟨2:[^1]⟩");
    check("[a](x)", "[b](y) [c](x)", "⟨2:[⟩b⟨2:](y)⟩ ⟨1:[⟩c⟨1:](x)⟩");
}

proptest! {
    #[test]
    fn pieces_are_the_text(text in "[a*_~`\\[\\]()^1!<>{}$\"\\\\ é\n-]{0,40}") {
        let together: String = pieces(&text)
            .iter()
            .map(|piece| match piece {
                Piece::Words(words) => *words,
                Piece::Code(code) => code.text,
            })
            .collect();
        prop_assert_eq!(together, text);
    }
}
