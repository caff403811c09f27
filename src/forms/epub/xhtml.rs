//! HTML of pages to XHTML of books.
//!
//! Elements and attributes that a book can have are kept, and closed as XML wants; of the others
//! the text is. What only a page needs (`data-…`, `tabindex`, `loading`, buttons) goes.

use std::borrow::Cow;

use crate::forms::html::{Attribute, MUTE, Piece, decoded, pieces};
use crate::forms::xml;

/// Where links and images of the text are.
pub(super) trait Place {
    /// What a link leads to in the book; nothing if it leads nowhere.
    fn link(&mut self, address: &str) -> Option<String>;
    /// The file of an image in the book, if the book has it.
    fn image(&mut self, address: &str) -> Option<String>;
}

const ELEMENTS: [&str; 54] = [
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "ul",
    "var",
];
const TABLE: [&str; 6] = ["tbody", "td", "tfoot", "th", "thead", "tr"];
const VOID: [&str; 4] = ["br", "col", "hr", "img"];
const ATTRIBUTES: [&str; 14] = [
    "alt", "cite", "class", "colspan", "datetime", "dir", "height", "hreflang", "id", "reversed",
    "rowspan", "scope", "start", "title",
];

/// Whether an address names a scheme.
pub(super) fn has_scheme(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().unwrap_or("");
    scheme.contains(':')
}

/// Adds HTML as XHTML. The result is well-formed whatever the HTML is.
pub(super) fn push(out: &mut String, html: &str, place: &mut dyn Place) {
    let mut open: Vec<(Cow<'_, str>, bool)> = Vec::new();
    let mut mute: Option<Cow<'_, str>> = None;
    for piece in pieces(html) {
        if let Some(name) = &mute {
            if piece == Piece::Close(name.clone()) {
                mute = None;
            }
            continue;
        }
        match piece {
            Piece::Text(text) => xml::push_text(out, &decoded(text)),
            Piece::Open {
                name,
                attributes,
                is_closed,
            } => {
                if MUTE.contains(&&*name) || is_of_pages(&name, &attributes) {
                    if !is_closed {
                        mute = Some(name);
                    }
                    continue;
                }
                let is_void = VOID.contains(&&*name);
                let known = ELEMENTS.contains(&&*name) || TABLE.contains(&&*name);
                let shown = known && start(out, &name, &attributes, place);
                if shown {
                    out.push_str(if is_void { "/>" } else { ">" });
                }
                if !is_void {
                    open.push((name, shown));
                }
                if !is_void && is_closed {
                    close(out, &mut open, 1);
                }
            }
            Piece::Close(name) => {
                if let Some(at) = open.iter().rposition(|(of, _)| *of == name) {
                    let count = open.len() - at;
                    close(out, &mut open, count);
                }
            }
        }
    }
    let count = open.len();
    close(out, &mut open, count);
}

/// Closes elements, the last first.
fn close(out: &mut String, open: &mut Vec<(Cow<'_, str>, bool)>, count: usize) {
    for (name, shown) in open.drain(open.len() - count..).rev() {
        if shown {
            out.push_str("</");
            out.push_str(&name);
            out.push('>');
        }
    }
}

/// What a page has for those who use it, and a book has no use for.
fn is_of_pages(name: &str, attributes: &[Attribute<'_>]) -> bool {
    let permalink = |(name, value): &Attribute<'_>| {
        name == "class" && value.split_whitespace().any(|class| class == "permalink")
    };
    name == "button" || attributes.iter().any(permalink)
}

/// Writes the beginning of a tag; false if the element is not for books, so that only its text is.
fn start(
    out: &mut String,
    name: &str,
    attributes: &[Attribute<'_>],
    place: &mut dyn Place,
) -> bool {
    let value = |of: &str| {
        let found = attributes.iter().find(|(name, _)| name == of);
        found.map(|(_, value)| &**value)
    };
    let mut address = None;
    if name == "a" {
        let to = value("href").and_then(|to| place.link(to));
        let Some(to) = to else {
            return false;
        };
        address = Some(("href", to));
    }
    if name == "img" {
        let Some(file) = value("src").and_then(|from| place.image(from)) else {
            xml::push_text(out, value("alt").unwrap_or(""));
            return false;
        };
        address = Some(("src", file));
    }
    out.push('<');
    out.push_str(name);
    if let Some((attribute, to)) = address {
        push_attribute(out, attribute, &to);
        if name == "img" && value("alt").is_none() {
            push_attribute(out, "alt", "");
        }
    }
    if name == "ol"
        && let Some(kind) = value("type")
    {
        push_attribute(out, "type", kind);
    }
    for (attribute, value) in attributes {
        match &**attribute {
            "lang" => {
                push_attribute(out, "lang", value);
                push_attribute(out, "xml:lang", value);
            }
            "role" => role(out, value),
            "width" if name == "img" => push_attribute(out, "width", value),
            attribute if ATTRIBUTES.contains(&attribute) || attribute.starts_with("aria-") => {
                push_attribute(out, attribute, value);
            }
            _ => {}
        }
    }
    true
}

/// The role of an element, and what EPUB calls it. That a list is a list need only be said where
/// a style takes its marks.
fn role(out: &mut String, role: &str) {
    if role == "list" {
        return;
    }
    push_attribute(out, "role", role);
    if role == "doc-noteref" {
        push_attribute(out, "epub:type", "noteref");
    }
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    xml::push_text(out, value);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shelf;

    impl Place for Shelf {
        fn link(&mut self, address: &str) -> Option<String> {
            (address != "nowhere").then(|| address.to_owned())
        }

        fn image(&mut self, address: &str) -> Option<String> {
            address.ends_with(".png").then(|| "images/a.png".to_owned())
        }
    }

    #[test]
    fn makes_well_formed_what_was_not() {
        let check = |html: &str, expected: &str| {
            let mut out = String::new();
            push(&mut out, html, &mut Shelf);
            assert_eq!(out, expected, "{html}");
        };
        check("a<br>b & &nbsp;c", "a<br/>b &amp; \u{a0}c");
        check(
            "<p id=x data-unit=y lang=fr>a</p>",
            "<p id=\"x\" lang=\"fr\" xml:lang=\"fr\">a</p>",
        );
        check("<p><em>a</p>b</em>", "<p><em>a</em></p>b");
        check("<p>a", "<p>a</p>");
        check("<div/>a", "<div></div>a");
        check("<script>a()</script><button>b</button>c", "c");
        check("<video src=x>a</video><form><input>b</form>", "ab");
        check("<a href=\"nowhere\">a <i>b</i></a>", "a <i>b</i>");
        check(
            "<img src=\"a.png\" loading=\"lazy\"><img src=\"a.bmp\" alt=\"b\">",
            "<img src=\"images/a.png\" alt=\"\"/>b",
        );
        check(
            "<a role=\"doc-noteref\" href=\"#fn-1\">1</a>",
            "<a href=\"#fn-1\" role=\"doc-noteref\" epub:type=\"noteref\">1</a>",
        );
        check("<p onclick=\"x\" style=\"y\" =\"z\">a\u{c}</p>", "<p>a</p>");
    }
}
