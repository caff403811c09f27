//! The text of a unit as Markdown.

use super::note_label;
use crate::content::Inline;
use crate::content::inline::Mark;
use crate::forms::edition::Edition;
use crate::forms::links;
use crate::site::Placed;

/// What the text stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Where {
    /// A paragraph, which may have line breaks.
    Paragraph,
    /// A heading or a term.
    Line,
    /// A cell of a table, where `|` ends it.
    Cell,
}

/// Writes tokens. The result is one paragraph; [`guarded`] keeps it from beginning anything else.
pub(super) fn write(
    edition: &Edition<'_>,
    placed: &Placed,
    tokens: &[Inline],
    place: Where,
) -> String {
    let mut out = String::new();
    let mut closing = Vec::new();
    let mut after_mark = false;
    for token in tokens {
        let before = out.len();
        match token {
            Inline::Text(text) => out.push_str(&escaped(text)),
            Inline::Code(text) => out.push_str(&code(text)),
            Inline::Math(text) => {
                // Beside a space one `$` is that of a price.
                let is_display =
                    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace);
                let fence = if is_display { "$$" } else { "$" };
                out.push_str(fence);
                out.push_str(text);
                out.push_str(fence);
            }
            Inline::Open(mark) | Inline::Close(mark) => {
                // `*a**b*` would be something else than two words in a row.
                let is_open = matches!(token, Inline::Open(_));
                if is_open && after_mark {
                    out.push_str("<!-- -->");
                }
                out.push_str(match mark {
                    Mark::Emphasis => "*",
                    Mark::Strong => "**",
                    Mark::Deleted => "~~",
                });
                after_mark = !is_open;
                continue;
            }
            Inline::Link { destination, title } => {
                let address = links::lead(edition, placed, destination).address();
                if address.is_some() {
                    out.push('[');
                }
                closing.push(address.map(|address| link_end(&address, title)));
            }
            Inline::EndLink => {
                if let Some(Some(end)) = closing.pop() {
                    out.push_str(&end);
                }
            }
            Inline::Image {
                source,
                alternative,
                title,
            } => match links::image(edition, placed, source) {
                Some(address) => {
                    out.push_str("![");
                    out.push_str(&escaped(alternative));
                    out.push_str(&link_end(&address, title));
                }
                None => out.push_str(&escaped(alternative)),
            },
            Inline::Note(label) => {
                if let Some(note) = placed.notes.get(label) {
                    let label = note_label(edition, &edition.document.notes[*note]);
                    out.push_str(&format!("[^{label}]"));
                }
            }
            Inline::Break if place == Where::Paragraph => out.push_str("\\\n"),
            Inline::Break => out.push(' '),
        }
        if place == Where::Cell {
            let cell = out[before..].replace('|', "\\|");
            out.replace_range(before.., &cell);
        }
        after_mark = false;
    }
    out
}

fn link_end(address: &str, title: &str) -> String {
    let address = destination(address);
    match title {
        "" => format!("]({address})"),
        _ => format!("]({address}{})", quoted(title)),
    }
}

/// The title of a link or an image, behind its address.
pub(super) fn quoted(title: &str) -> String {
    format!(" \"{}\"", escaped(title).replace('"', "\\\""))
}

/// An address as the destination of a link.
pub(super) fn destination(address: &str) -> String {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"()<>\\&*_`[]".contains(c);
    if !address.is_empty() && address.chars().all(plain) {
        return address.to_owned();
    }
    let mut out = "<".to_owned();
    for character in address.chars() {
        if "<>\\&".contains(character) {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
    }
    out.push('>');
    out
}

/// Text that shows as it is. Only what can mean something is escaped, for people who read the
/// file as it is.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let means_something = match character {
            '\\' | '*' | '[' | ']' | '<' | '`' | '~' | '$' | '{' => true,
            // Inside of a word it is a character like any other.
            '_' => !(before.is_alphanumeric() && next.is_some_and(char::is_alphanumeric)),
            '&' => next.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
            // Before a link it would make an image of it.
            '!' => next.is_none(),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
        before = character;
    }
    out
}

/// Keeps the lines of a paragraph from beginning a block.
pub(super) fn guarded(text: &str) -> String {
    let line = |line: &str| {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let after = line[digits..].chars().next();
        match line.chars().next() {
            Some('#' | '>' | '+' | '-' | '=' | ':' | '|') => format!("\\{line}"),
            Some(_) if digits > 0 && matches!(after, Some('.' | ')')) => {
                format!("{}\\{}", &line[..digits], &line[digits..])
            }
            // Spaces that are text would make code of the line.
            Some(' ' | '\t') => line.trim_start().to_owned(),
            _ => line.to_owned(),
        }
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

fn code(text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let fence = if text.contains('`') {
        fence
    } else {
        "`".to_owned()
    };
    let pad = text.starts_with('`')
        || text.ends_with('`')
        || (text.starts_with(' ') && text.ends_with(' ') && !text.trim().is_empty());
    let pad = if pad { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == of { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    longest
}
