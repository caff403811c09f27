//! The first pass over a chapter: blocks that mdBook and its preprocessors have and Concord
//! writes otherwise.
//!
//! 1. characters that Concord refuses are dropped;
//! 2. `\\(…\\)` and `\\[…\\]` become `$…$` and `$$…$$`, where the book has formulas;
//! 3. ` ```admonish note "Title" ` and `<div class="warning">` become callouts;
//! 4. a heading that stands behind nothing but HTML comes first, where a title has to be.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::edits::{Edits, Offsets};
use super::events::Events;
use super::report::RemarkKind;
use super::settings::Settings;

/// A remark on a place in the text that was read.
pub(super) type Noted = (usize, RemarkKind, String);

/// Rewrites the blocks of a text.
pub(super) fn rewrite(
    text: &str,
    settings: &Settings,
    noted: &mut Vec<Noted>,
) -> (String, Offsets) {
    let events = Events::of(text);
    let mut edits = Edits::default();
    characters(text, &mut edits, noted);
    if settings.formulas {
        formulas(&events, &mut edits);
    }
    for (at, (event, range)) in events.list.iter().enumerate() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                if let Some(rest) = info.strip_prefix("admonish") {
                    let code = events.words(at + 1, events.ends[at]);
                    let prefix = events.continuation(range.start);
                    edits.replace(range.clone(), admonition(rest, &code, &prefix));
                }
            }
            Event::Start(Tag::HtmlBlock) => warning(&events, at, &mut edits),
            _ => {}
        }
    }
    title_first(&events, &mut edits);
    edits.apply(text)
}

fn characters(text: &str, edits: &mut Edits, noted: &mut Vec<Noted>) {
    for (at, character) in text.char_indices() {
        let refused = matches!(character, '\u{202d}' | '\u{202e}')
            || (character.is_control() && !matches!(character, '\n' | '\t'));
        if refused {
            edits.remove(at..at + character.len_utf8());
            let what = format!("the character U+{:04X} was dropped", u32::from(character));
            noted.push((at, RemarkKind::Character, what));
        }
    }
}

fn formulas(events: &Events<'_>, edits: &mut Edits) {
    let text = events.text;
    let code: Vec<&Range<usize>> = events
        .list
        .iter()
        .filter(|(event, _)| matches!(event, Event::Code(_) | Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect();
    let mut code = code.into_iter().peekable();
    for (at, _) in text.match_indices("\\\\") {
        while code.next_if(|range| range.end <= at).is_some() {}
        if code.peek().is_some_and(|range| range.contains(&at)) {
            continue;
        }
        let end = at + 3;
        let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
        match text.as_bytes().get(at + 2) {
            Some(b'(') => edits.replace(at..end + spaces(&text[end..]), "$"),
            Some(b')') => {
                let before = text[..at].trim_end_matches(' ').len();
                edits.replace(before..end, "$");
            }
            Some(b'[' | b']') => edits.replace(at..end, "$$"),
            _ => {}
        }
    }
}

/// A callout of mdbook-admonish (its manual, *Overview* and *Reference*): the kind, then a title
/// in quotes or as `title="…"`.
fn admonition(info: &str, code: &str, prefix: &str) -> String {
    let kind = info.trim_start();
    let kind = &kind[..kind
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(kind.len())];
    let alert = match kind {
        "tip" | "hint" | "success" | "check" | "done" => "TIP",
        "important" => "IMPORTANT",
        "warning" | "attention" | "question" | "help" | "faq" => "WARNING",
        "caution" | "failure" | "fail" | "missing" | "danger" | "error" | "bug" => "CAUTION",
        _ => "NOTE",
    };
    let title = match info.find("title=\"") {
        Some(at) => &info[at + "title=\"".len()..],
        None => match info.find(" \"") {
            Some(at) => &info[at + 2..],
            None => "",
        },
    };
    let title = title.split('"').next().unwrap_or("").trim();
    let mut lines = vec![format!("[!{alert}]")];
    if !title.is_empty() {
        lines.push(format!("**{title}**"));
        lines.push(String::new());
    }
    lines.extend(code.lines().map(str::to_owned));
    lines
        .iter()
        .map(|line| format!("> {line}").trim_end().to_owned())
        .collect::<Vec<_>>()
        .join(&format!("\n{prefix}"))
}

/// `<div class="warning">`, Markdown, `</div>`, none of it within another block.
fn warning(events: &Events<'_>, at: usize, edits: &mut Edits) {
    let html = |at: usize| {
        let (_, range) = &events.list[at];
        events.text[range.clone()].trim()
    };
    let opens = matches!(
        html(at),
        "<div class=\"warning\">" | "<div class='warning'>"
    );
    let depth = events.list[..at]
        .last()
        .is_some_and(|(event, _)| matches!(event, Event::Start(_)));
    if !opens || depth {
        return;
    }
    let mut next = events.ends[at] + 1;
    while let Some((event, range)) = events.list.get(next) {
        match event {
            Event::Start(Tag::HtmlBlock) if html(next) == "</div>" => {
                let (_, open) = &events.list[at];
                edits.replace(open.clone(), "> [!WARNING]\n");
                let inside = &events.text[open.end..range.start];
                let start = open.end + inside.len() - inside.trim_start_matches('\n').len();
                let end = (open.end + inside.trim_end_matches('\n').len()).max(start);
                edits.remove(open.end..start);
                let mut line = start;
                for text in events.text[start..end].split_inclusive('\n') {
                    edits.insert(line, if text == "\n" { ">" } else { "> " });
                    line += text.len();
                }
                edits.remove((end + 1).min(range.start)..range.end);
                return;
            }
            Event::Start(Tag::HtmlBlock) if html(next).contains("div") => return,
            Event::Start(_) => next = events.ends[next] + 1,
            Event::End(_) => return,
            _ => next += 1,
        }
    }
}

/// Brings a title to the top that stands behind comments and other HTML.
fn title_first(events: &Events<'_>, edits: &mut Edits) {
    let mut at = 0;
    while let Some((event, range)) = events.list.get(at) {
        match event {
            Event::Start(Tag::HtmlBlock) => at = events.ends[at] + 1,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) if at > 0 => {
                let heading = events.text[range.clone()].trim_end();
                edits.insert(0, format!("{heading}\n\n"));
                edits.replace(range.clone(), "\n");
                return;
            }
            Event::End(TagEnd::HtmlBlock) => at += 1,
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let settings = Settings {
            formulas: true,
            ..Settings::default()
        };
        assert_eq!(rewrite(text, &settings, &mut Vec::new()).0, expected);
    }

    #[test]
    fn callouts() {
        check(
            "```admonish tip \"Look *here*\"\nA `b`.\n\n- c\n```\n",
            "> [!TIP]\n> **Look *here***\n>\n> A `b`.\n>\n> - c\n",
        );
        check(
            "- a\n  ```admonish title=\"T\"\n  b\n  ```\n",
            "- a\n  > [!NOTE]\n  > **T**\n  >\n  > b\n",
        );
        check(
            "<div class=\"warning\">\n\nTake care.\n\n</div>\n\nx\n",
            "> [!WARNING]\n> Take care.\n\nx\n",
        );
        check(
            "<div class=\"warning\">\n\na\n",
            "<div class=\"warning\">\n\na\n",
        );
    }

    #[test]
    fn formulas_outside_of_code() {
        check(
            "a \\\\( x_1 \\\\) b `\\\\(` \\\\[ y \\\\]",
            "a $x_1$ b `\\\\(` $$ y $$",
        );
    }

    #[test]
    fn a_title_comes_first() {
        check(
            "<!-- toc -->\n\n# T\n\na\n",
            "# T\n\n<!-- toc -->\n\n\n\na\n",
        );
        check("# T\n\n<b>\n", "# T\n\n<b>\n");
        check("a\n\n# T\n", "a\n\n# T\n");
    }

    #[test]
    fn refused_characters() {
        let mut noted = Vec::new();
        let (text, _) = rewrite("a\u{202e}b\u{7}\0c", &Settings::default(), &mut noted);
        assert_eq!(text, "abc");
        assert_eq!(noted.len(), 3);
    }
}
