//! Reading HTML: ours, and that of an author's blocks, into tags and text.
//!
//! What is read is known to be balanced (the content room reports what is not), but otherwise
//! anything that a browser would forgive.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// A piece of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'h> {
    /// Text with its references, as written.
    Text(&'h str),
    /// `<a href="…">`
    Open {
        /// In lower case.
        name: Cow<'h, str>,
        /// Names in lower case with values, references in them undone.
        attributes: Vec<Attribute<'h>>,
        /// Whether it is written as `<a/>`.
        is_closed: bool,
    },
    /// `</a>`
    Close(Cow<'h, str>),
}

/// A name with its value.
pub type Attribute<'h> = (Cow<'h, str>, Cow<'h, str>);

/// The pieces in their order. Comments and declarations are left out.
pub fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut text = 0;
    while let Some(start) = html[at..].find('<').map(|found| at + found) {
        let rest = &html[start + 1..];
        let Some(next) = rest.chars().next() else {
            break;
        };
        let end = if let Some(comment) = rest.strip_prefix("!--") {
            comment
                .find("-->")
                .map_or(html.len(), |end| start + 4 + end + 3)
        } else if next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?') {
            tag_end(html, start)
        } else {
            at = start + 1;
            continue;
        };
        if text < start {
            pieces.push(Piece::Text(&html[text..start]));
        }
        pieces.extend(tag(&html[start..end]));
        at = end;
        text = end;
    }
    if text < html.len() {
        pieces.push(Piece::Text(&html[text..]));
    }
    pieces
}

/// Where a tag ends; a `>` in a quoted value does not end it.
fn tag_end(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, byte) in html.bytes().enumerate().skip(start) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn tag(tag: &str) -> Option<Piece<'_>> {
    let inner = tag.strip_prefix('<')?;
    let inner = inner.strip_suffix('>').unwrap_or(inner);
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let (inner, is_close) = match inner.strip_prefix('/') {
        Some(inner) => (inner, true),
        None => (inner, false),
    };
    let end = inner.find(|c| !is_name(c)).unwrap_or(inner.len());
    if end == 0 {
        return None;
    }
    let name = lower_case(&inner[..end]);
    if is_close {
        return Some(Piece::Close(name));
    }
    let (inner, is_closed) = match inner[end..].strip_suffix('/') {
        Some(inner) => (inner, true),
        None => (&inner[end..], false),
    };
    Some(Piece::Open {
        name,
        attributes: attributes(inner),
        is_closed,
    })
}

/// A name in lower case, which nearly all are.
fn lower_case(name: &str) -> Cow<'_, str> {
    match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        true => Cow::Owned(name.to_ascii_lowercase()),
        false => Cow::Borrowed(name),
    }
}

fn attributes(mut rest: &str) -> Vec<Attribute<'_>> {
    let mut attributes: Vec<Attribute<'_>> = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return attributes;
        }
        let ends = |c: char| c.is_ascii_whitespace() || c == '=' || c == '/';
        // A name may begin with `=`, says HTML; it is left out below as no sound name.
        let end = rest.char_indices().skip(1).find(|(_, c)| ends(*c));
        let end = end.map_or(rest.len(), |(at, _)| at);
        let name = lower_case(&rest[..end]);
        rest = rest[end..].trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_start();
            let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (start, end) = match quote {
                Some(quote) => (1, after[1..].find(quote).map_or(after.len(), |end| end + 1)),
                None => {
                    let end = after.find(|c: char| c.is_ascii_whitespace());
                    (0, end.unwrap_or(after.len()))
                }
            };
            value = &after[start..end];
            rest = after.get(end + start..).unwrap_or("");
        }
        if attributes.iter().all(|(known, _)| *known != name) {
            attributes.push((name, decoded(value)));
        }
    }
}

/// Text with its references (`&nbsp;`, `&#x2014;`) undone.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        // No name of HTML is longer than 31 characters.
        let end = rest.bytes().take(34).position(|byte| byte == b';');
        match end.and_then(|end| Some((end, reference(&rest[..=end])?))) {
            Some((end, text)) => {
                out.push_str(&text);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What a reference stands for. Markdown has those of HTML, so that its parser knows them.
fn reference(reference: &str) -> Option<String> {
    let known = match reference {
        "&amp;" => "&",
        "&lt;" => "<",
        "&gt;" => ">",
        "&quot;" => "\"",
        "&#39;" => "'",
        _ => {
            let sound = |c: char| c.is_ascii_alphanumeric() || c == '#';
            let inner = reference.strip_prefix('&')?.strip_suffix(';')?;
            if inner.is_empty() || !inner.chars().all(sound) {
                return None;
            }
            let text: String = Parser::new(reference)
                .filter_map(|event| match event {
                    Event::Text(text) => Some(text.into_string()),
                    _ => None,
                })
                .collect();
            return (text != reference).then_some(text);
        }
    };
    Some(known.to_owned())
}

/// Elements whose content is no text.
pub const MUTE: [&str; 9] = [
    "script", "style", "template", "iframe", "object", "noscript", "select", "textarea", "title",
];

/// The text that HTML shows, white space joined.
pub fn visible(html: &str) -> String {
    let mut text = String::new();
    let mut mute = 0_usize;
    for piece in pieces(html) {
        match piece {
            Piece::Text(part) if mute == 0 => text.push_str(&decoded(part)),
            Piece::Text(_) => {}
            Piece::Open {
                name, is_closed, ..
            } => {
                text.push(' ');
                mute += usize::from(!is_closed && MUTE.contains(&&*name));
            }
            Piece::Close(name) => {
                text.push(' ');
                if MUTE.contains(&&*name) {
                    mute = mute.saturating_sub(1);
                }
            }
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_browsers_forgive() {
        let check = |html: &str, expected: &str| assert_eq!(visible(html), expected, "{html}");
        check(
            "<p title='a>b'>x &nbsp;y &copy; &#x2014; &unknown; & z",
            "x y © — &unknown; & z",
        );
        check("a < b <!-- c --> d<br/>e", "a < b d e");
        check("<script>alert('<b>')</script>x", "x");
        check("<", "<");
        check("<a", "");
        check("<a href=", "");
        check("<a href=\"", "");
        check("<!-- x", "");
    }

    #[test]
    fn reads_attributes() {
        let html = "<IMG src=a.png ALT='x \"&amp;' hidden width = 3 src=\"b\"/>";
        let expected = [
            ("src", "a.png"),
            ("alt", "x \"&"),
            ("hidden", ""),
            ("width", "3"),
        ]
        .map(|(name, value)| (name.into(), value.into()));
        assert_eq!(
            pieces(html),
            [Piece::Open {
                name: "img".into(),
                attributes: expected.to_vec(),
                is_closed: true
            }]
        );
    }
}
