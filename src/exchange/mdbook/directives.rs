//! Comments that speak to translators: `<!-- i18n:skip -->` and `<!-- i18n:comment: … -->`.
//!
//! Their form is that of mdbook-i18n-helpers (its USAGE, *Marking Sections*): they speak of the
//! next group of text, and comments before one group are joined.

use pulldown_cmark::{Event, Tag};

use super::events::{Events, starts_block};

/// What comments say of a piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Note {
    /// Where the text begins.
    pub(super) at: usize,
    /// Whether it is not to be translated.
    pub(super) skip: bool,
    /// What is said to translators.
    pub(super) comments: Vec<String>,
}

enum Directive {
    Skip,
    Comment(String),
}

/// The directive in a piece of HTML: a comment that begins with `i18n` or `mdbook-xgettext`, a
/// colon, and a word.
fn directive(html: &str) -> Option<Directive> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let inner = inner.trim_matches('-').trim();
    let rest = inner
        .strip_prefix("i18n")
        .or_else(|| inner.strip_prefix("mdbook-xgettext"))?;
    let command = rest.trim_start().strip_prefix(':')?.trim();
    let end = command
        .find(|c: char| c.is_whitespace() || c == ':' || c == '-')
        .unwrap_or(command.len());
    match &command[..end] {
        "skip" => Some(Directive::Skip),
        "comment" => {
            let text = command[end..].trim_start_matches([':', '-']).trim();
            Some(Directive::Comment(text.to_owned()))
        }
        _ => None,
    }
}

/// What is said of the pieces of a text, in their order.
pub(super) fn notes(events: &Events<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    let mut skip = false;
    let mut comments: Vec<String> = Vec::new();
    // Whether the piece of text that is being read began before what was said last.
    let mut inside = false;
    let mut in_code = false;
    for (event, range) in &events.list {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => match directive(html) {
                Some(Directive::Skip) => (skip, inside) = (true, false),
                Some(Directive::Comment(comment)) => {
                    comments.push(comment);
                    inside = false;
                }
                None => {}
            },
            Event::Start(Tag::CodeBlock(_)) => {
                // Code is no unit: what was said of it is used up.
                in_code = true;
                skip = false;
                comments.clear();
            }
            Event::Start(tag) if starts_block(tag) => inside = false,
            Event::End(tag) if !super::events::is_inline(tag) => {
                in_code = false;
                inside = false;
            }
            Event::Text(_) | Event::Code(_) | Event::Start(_) | Event::FootnoteReference(_)
                if !in_code && !inside =>
            {
                inside = true;
                if skip || !comments.is_empty() {
                    notes.push(Note {
                        at: range.start,
                        skip: std::mem::take(&mut skip),
                        comments: std::mem::take(&mut comments),
                    });
                }
            }
            _ => {}
        }
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, bool, &[&str])]) {
        let found = notes(&Events::of(text));
        let found: Vec<(&str, bool, Vec<&str>)> = found
            .iter()
            .map(|note| {
                let end = text[note.at..]
                    .find('\n')
                    .map_or(text.len(), |end| note.at + end);
                let comments = note.comments.iter().map(String::as_str).collect();
                (&text[note.at..end], note.skip, comments)
            })
            .collect();
        let expected: Vec<(&str, bool, Vec<&str>)> = expected
            .iter()
            .map(|(text, skip, comments)| (*text, *skip, comments.to_vec()))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn speaks_of_the_next_piece() {
        check("<!-- i18n:skip -->\n\na\n\nb\n", &[("a", true, &[])]);
        check(
            "<!-- i18n:comment: one -->\n<!-- i18n:comment: two -->\n\n# H\n",
            &[("H", false, &["one", "two"])],
        );
        check(
            "<!--- mdbook-xgettext : skip ---->\n\n- a\n- b\n",
            &[("a", true, &[])],
        );
        check("<!-- i18n:skip -->\n\n```\ncode\n```\n\na\n", &[]);
        check(
            "- A\n\n<!-- i18n:skip -->\n\n- *B*\n- C\n",
            &[("*B*", true, &[])],
        );
        check("a <!-- i18n:skip --> b\n", &[(" b", true, &[])]);
        check(
            "<!-- i18n -->\n<!-- i18n:foo -->\n<!-- skip -->\n\na\n",
            &[],
        );
    }
}
