//! An entry of a PO file as units would have it.
//!
//! The text of an entry goes the way of a chapter: rewritten, parsed by Concord, and the text of
//! the unit that comes of it is the Fluent pattern that is compared, or becomes the translation.

use std::sync::Arc;

use super::links::Places;
use super::rewrite::{Context, rewrite};
use super::{blocks, edits::Offsets};
use crate::content::text::writes_without_spaces;
use crate::content::{Inline, Unit, UnitKind, blocks as content};
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{SourceFile, SourcePath};

use unicode_normalization::UnicodeNormalization;

/// What an entry is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// One line of text, whatever it begins with.
    Line,
    /// Blocks of Markdown: an image that stands alone, a list, a callout.
    Blocks,
    /// A term with its definition, which the extractor takes for one paragraph.
    Definition,
}

/// A text that can be that of a unit.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Whether it is the alternative text of an image that stands alone.
    pub(super) is_figure: bool,
    /// The Fluent pattern.
    pub(super) text: String,
    pub(super) tokens: Arc<[Inline]>,
}

impl Piece {
    pub(super) fn of(unit: &Unit) -> Self {
        Self {
            is_figure: unit.kind == UnitKind::Alternative,
            text: unit.text.clone(),
            tokens: Arc::clone(&unit.tokens),
        }
    }

    /// Whether what it means depends on the page that it is on.
    pub(super) fn leads(&self) -> bool {
        self.tokens
            .iter()
            .any(|token| matches!(token, Inline::Link { .. } | Inline::Image { .. }))
    }
}

/// What stands before each line that is read as one line of text.
const LEAD: &str = "\u{e000} ";

/// The pieces of an entry's text on a page, or on none.
///
/// # Errors
///
/// Why Concord refuses the text.
pub(super) fn pieces(
    text: &str,
    form: Form,
    places: &Places,
    page: Option<usize>,
) -> Result<Vec<Piece>, String> {
    let text = without_alert(text);
    let plain;
    let text = match form {
        Form::Blocks => text,
        Form::Definition => {
            plain = text.trim().replace(" : ", "\n: ");
            &plain
        }
        Form::Line => {
            plain = format!("{LEAD}{}", text.trim().replace('\n', &format!("\n{LEAD}")));
            &plain
        }
    };
    let (text, _): (String, Offsets) = blocks::rewrite(text, &places.settings, &mut Vec::new());
    let context = Context {
        places,
        page,
        ids: None,
        breaks: true,
    };
    let rewritten = rewrite(&text, &context).text;
    let whole = format!("+++\ntitle = \"-\"\n+++\n{rewritten}\n");
    let file = SourceFile::new(
        SourcePath::new("content/entry/entry.md"),
        whole.into_bytes(),
    );
    let mut diagnostics = Diagnostics::new();
    let article = content::parse(&file, &mut diagnostics);
    let error = diagnostics
        .iter()
        .find(|diagnostic| diagnostic.severity == Severity::Error);
    if let Some(error) = error {
        return Err(error.message.clone());
    }
    let units = article.map(|article| article.units).unwrap_or_default();
    let pieces = units.iter().skip(1).map(Piece::of);
    Ok(match form {
        Form::Blocks | Form::Definition => pieces.collect(),
        Form::Line => pieces.map(without_lead).collect(),
    })
}

fn without_lead(piece: Piece) -> Piece {
    let strip = |text: &str| text.replace(LEAD, "").replace(LEAD.trim_end(), "");
    let tokens = piece.tokens.iter().map(|token| match token {
        Inline::Text(text) => Inline::Text(strip(text)),
        other => other.clone(),
    });
    Piece {
        is_figure: piece.is_figure,
        text: strip(&piece.text),
        tokens: tokens.collect(),
    }
}

/// The mark of a callout belongs to its block in Concord, and to the text in the PO file.
fn without_alert(text: &str) -> &str {
    let inner = text.trim_start();
    let inner = inner.strip_prefix('\\').unwrap_or(inner);
    let Some(inner) = inner.strip_prefix("[!") else {
        return text;
    };
    let Some((kind, rest)) = inner.split_once(']') else {
        return text;
    };
    let kind = kind.trim_end_matches('\\');
    // Some translate the word as well.
    if !kind.is_empty() && kind.len() <= 40 && kind.chars().all(char::is_alphabetic) {
        rest.trim_start_matches(['\\', '\n', ' '])
    } else {
        text
    }
}

/// A piece in the form in which pieces are equal: without what Markdown can write in two ways.
/// Without links and images it is the same on every page.
pub(super) fn normal(piece: &Piece, with_links: bool) -> String {
    let mut out = String::new();
    // Marks are characters that no text holds.
    let mut mark = |mark: char, text: &str| {
        out.push(mark);
        out.push_str(text);
    };
    if piece.is_figure {
        mark('\u{1}', "");
    }
    for token in piece.tokens.iter() {
        match token {
            Inline::Text(text) => mark('\u{2}', text),
            Inline::Code(text) => mark('\u{3}', text),
            Inline::Math(text) => mark('\u{4}', &text.replace('\\', "")),
            Inline::Open(kind) => mark('\u{5}', &format!("{kind:?}\u{2}")),
            Inline::Close(kind) => mark('\u{6}', &format!("{kind:?}\u{2}")),
            Inline::Note(label) => mark('\u{7}', &format!("{label}\u{2}")),
            Inline::Break => mark('\u{2}', " "),
            Inline::Link { destination, title } if with_links => {
                mark('\u{e}', &format!("{destination:?}{title}\u{2}"));
            }
            Inline::EndLink if with_links => mark('\u{f}', ""),
            Inline::Image {
                source,
                alternative,
                title,
            } => {
                if with_links {
                    mark('\u{10}', &format!("{source}\u{10}{title}"));
                }
                mark('\u{2}', alternative);
            }
            Inline::Link { .. } | Inline::EndLink => {}
        }
    }
    spaced(&out)
}

/// White space in one form: none at the ends of marks' own texts, none beside characters of
/// scripts without spaces, where a line break in the source leaves none either.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space = false;
    for character in text.nfc() {
        if character.is_whitespace() {
            space = true;
            continue;
        }
        // Text that follows text is one text.
        if character == '\u{2}' {
            continue;
        }
        let last = out.chars().next_back();
        let wide = writes_without_spaces(character) || last.is_some_and(writes_without_spaces);
        if space && !wide && last.is_some() {
            out.push(' ');
        }
        space = false;
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::settings::Settings;
    use super::*;
    use crate::source::Sources;

    fn places() -> Places {
        Places::new(
            &Sources::default(),
            &Settings::default(),
            "book",
            Vec::new(),
            None,
        )
    }

    fn one(text: &str) -> Piece {
        let mut pieces = pieces(text, Form::Line, &places(), None).expect(text);
        assert_eq!(pieces.len(), 1, "{text}: {pieces:?}");
        pieces.remove(0)
    }

    #[test]
    fn what_markdown_writes_in_two_ways_is_equal() {
        let same = |a: &str, b: &str| {
            assert_eq!(normal(&one(a), true), normal(&one(b), true), "{a} / {b}")
        };
        same("a *b* **c**", "a _b_ __c__");
        same("a\nb  c", "a b c");
        same("a &amp; b \\* c", "a & b * c");
        same("`a`", "``a``");
        same("中\n文", "中文");
        same("\\[!NOTE\\] text", "text");
        same("<b>a</b> x<br>y", "**a** x y");
        same("a<!-- c --> b", "a b");
        same("<https://e.org>", "[https://e.org](https://e.org)");
        let differ = |a: &str, b: &str| {
            assert_ne!(normal(&one(a), true), normal(&one(b), true), "{a} / {b}")
        };
        differ("ab", "a b");
        differ("*a*", "a");
        differ("`a`", "a");
        differ("[a](https://b.org)", "[a](https://c.org)");
        assert_eq!(
            normal(&one("[a](https://b.org)"), false),
            normal(&one("[a](https://c.org)"), false)
        );
    }

    #[test]
    fn becomes_a_pattern() {
        let check = |text: &str, expected: &str| assert_eq!(one(text).text, expected);
        check("{a}", "{\"{\"}a{\"}\"}");
        check("`{a}`", "`{\"{\"}a{\"}\"}`");
        check("1. Chapter", "1. Chapter");
        check("# x", "# x");
        check("- x", "- x");
        check("a\\\n- b", "a\\\n- b");
        check("costs $5 or $6", "costs \\$5 or \\$6");
        check("<b>x</b> <sub>2</sub>", "**x** 2");
        check("<a@b.org>", "[a@b.org](mailto:a@b.org)");
        check("[x](javascript:alert(1))", "x");
        check("a | b", "a | b");
        check(
            "<img src=\"https://e.org/x.png\" alt=\"A *b*\">",
            "[A \\*b\\*](https://e.org/x.png)",
        );
        check("![A](https://e.org/x.png)", "[A](https://e.org/x.png)");
    }

    #[test]
    fn blocks_become_several() {
        let texts = |text: &str| -> Vec<String> {
            let pieces = pieces(text, Form::Blocks, &places(), None).expect(text);
            pieces.into_iter().map(|piece| piece.text).collect()
        };
        assert_eq!(texts("- a\n- b\n"), ["a", "b"]);
        assert_eq!(
            texts("```admonish note \"T\"\nBody.\n```"),
            ["**T**", "Body."]
        );
        assert_eq!(texts("![A](x.png)"), ["A"]);
        assert_eq!(texts("```rust\nx\n```"), [""; 0]);
    }

    #[test]
    fn refuses_what_concord_refuses() {
        assert!(pieces("a \u{2067}b", Form::Line, &places(), None).is_err());
        for text in [
            "{".repeat(500),
            "*a ".repeat(500),
            "<".repeat(5000),
            "[".repeat(5000),
        ] {
            let _ = pieces(&text, Form::Line, &places(), None);
        }
    }
}
