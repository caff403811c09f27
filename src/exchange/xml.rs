//! XML, written and read.
//!
//! Reading gives a tree of elements with their places. Nothing is fetched and nothing is
//! expanded: a document type, with which entities are declared, is refused, and only the five
//! entities of XML itself and numbers are known. Depth, attributes and size are bounded; the
//! rest is linear.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent::pattern;
use crate::source::SourceFile;

/// Elements are not nested deeper than this; those of real files are some twelve deep.
const DEEPEST: usize = 64;
/// An element has no more attributes than this.
const MOST_ATTRIBUTES: usize = 64;
/// The largest file, in bytes.
const LARGEST: usize = 64 << 20;

/// An element.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name without a prefix.
    pub(super) name: String,
    /// Its attributes, with the names as they are written.
    pub(super) attributes: Vec<(String, String)>,
    /// What it holds.
    pub(super) children: Vec<Node>,
    /// From `<` to the last `>`.
    pub(super) span: Range<usize>,
}

/// What an element holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text, with references resolved.
    Text(String),
}

impl Element {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        attributes
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The elements in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element in it with a name.
    pub(super) fn element(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// All text in it, at any depth.
    pub(super) fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    fn push_text(&self, out: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(text) => out.push_str(text),
                Node::Element(element) => element.push_text(out),
            }
        }
    }
}

/// Text for the content of an element or for an attribute. What XML cannot hold is replaced;
/// texts of units have none of it ([`pattern::text`]).
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"') && pattern::is_printable(c);
    if text.chars().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other if pattern::is_printable(other) => out.push(other),
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
    }
    Cow::Owned(out)
}

/// Text for an attribute, where white space other than the space has to be written as a number.
pub(super) fn escape_attribute(text: &str) -> String {
    escape(text).replace('\n', "&#10;").replace('\t', "&#9;")
}

/// Reads a file. `None` if it is no XML that we read; why has been reported.
pub(super) fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Element> {
    let text = file.utf8(diagnostics)?;
    match tree(text) {
        Ok(root) => Some(root),
        Err(Wrong {
            message,
            hint,
            span,
        }) => {
            let diagnostic = Diagnostic::error("xml-syntax", message).at(&file.path, span);
            diagnostics.push(match hint {
                "" => diagnostic,
                hint => diagnostic.hint(hint),
            });
            None
        }
    }
}

struct Wrong {
    message: String,
    hint: &'static str,
    span: Range<usize>,
}

fn wrong(message: impl Into<String>, hint: &'static str, span: Range<usize>) -> Wrong {
    Wrong {
        message: message.into(),
        hint,
        span,
    }
}

fn tree(text: &str) -> Result<Element, Wrong> {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    if text.len() > LARGEST {
        let message = format!("the file has {} bytes, more than {LARGEST}", text.len());
        return Err(wrong(message, "export it in parts", 0..0));
    }
    let mut reader = Reader::from_str(&text[mark..]);
    reader.config_mut().expand_empty_elements = true;
    let place = |at: u64| usize::try_from(at).map_or(text.len(), |at| (at + mark).min(text.len()));
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        let start = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            let at = place(reader.error_position());
            wrong(sentence(&error), "the file is no well-formed XML", at..at)
        })?;
        let span = start..place(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                if open.len() == DEEPEST {
                    return Err(wrong("elements are nested too deep", "", span));
                }
                if root.is_some() && open.is_empty() {
                    return Err(wrong("a second element at the top", "", span));
                }
                open.push(element(&tag, span)?);
            }
            Event::End(_) => {
                // The parser has seen to it that tags match.
                let Some(mut element) = open.pop() else {
                    continue;
                };
                element.span.end = span.end;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => root = Some(element),
                }
            }
            Event::Text(text) => push_text(&mut open, &text.xml10_content(), span)?,
            Event::CData(text) => push_text(&mut open, &text.xml10_content(), span)?,
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref() {
                    Ok(Some(character)) => character,
                    Ok(None) => predefined(&reference).ok_or_else(|| {
                        wrong(
                            "this is no entity that XML knows by itself",
                            "write the character itself, and `&amp;` for an ampersand",
                            span.clone(),
                        )
                    })?,
                    Err(error) => return Err(wrong(sentence(&error), "", span)),
                };
                push_text(&mut open, character.encode_utf8(&mut [0; 4]), span)?;
            }
            Event::DocType(_) => {
                return Err(wrong(
                    "a document type is not read",
                    "remove the `<!DOCTYPE …>`: it can make a program read other files",
                    span,
                ));
            }
            Event::Eof => break,
            Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_) => {}
        }
    }
    match (root, open.pop()) {
        (Some(root), None) => Ok(root),
        (_, Some(element)) => {
            let message = format!("the element `{}` is not closed", element.name);
            Err(wrong(message, "the file was cut off", element.span))
        }
        (None, None) => Err(wrong("there is no element", "", 0..0)),
    }
}

/// An error of the parser in the form of our own.
fn sentence(error: &quick_xml::Error) -> String {
    let text = error.to_string();
    let mut characters = text.trim_end_matches('.').chars();
    characters
        .next()
        .map(|first| first.to_lowercase().chain(characters).collect())
        .unwrap_or_default()
}

fn element(tag: &BytesStart<'_>, span: Range<usize>) -> Result<Element, Wrong> {
    let mut attributes = Vec::new();
    // Comparing all names with each other would be quadratic: the first of two counts.
    for attribute in tag.attributes().with_checks(false) {
        let attribute =
            attribute.map_err(|error| wrong(sentence(&error.into()), "", span.clone()))?;
        if attributes.len() == MOST_ATTRIBUTES {
            return Err(wrong("too many attributes", "", span));
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| wrong(sentence(&error), "", span.clone()))?;
        sound(&value, &span)?;
        attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
    }
    Ok(Element {
        name: tag.local_name().as_ref().to_owned(),
        attributes,
        children: Vec::new(),
        span,
    })
}

fn push_text(open: &mut [Element], text: &str, span: Range<usize>) -> Result<(), Wrong> {
    sound(text, &span)?;
    // Text outside of the root is white space.
    let Some(element) = open.last_mut() else {
        return Ok(());
    };
    if let Some(Node::Text(last)) = element.children.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        element.children.push(Node::Text(text.to_owned()));
    }
    Ok(())
}

/// Refuses characters that XML has not, also when written as numbers. A carriage return written
/// as a number is one of them for us: no text of ours has it.
fn sound(text: &str, span: &Range<usize>) -> Result<(), Wrong> {
    let foreign = |c: char| !pattern::is_printable(c) && c != '\u{7f}';
    match text.chars().find(|character| foreign(*character)) {
        None => Ok(()),
        Some(character) => Err(wrong(
            format!("the control character U+{:04X}", u32::from(character)),
            "remove it",
            span.clone(),
        )),
    }
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<Element>, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new("a.xml".into(), text.as_bytes());
        (parse(&file, &mut diagnostics), diagnostics)
    }

    #[test]
    fn text_is_put_together() {
        let check = |text: &str, expected: &str| {
            let (root, diagnostics) = read(text);
            assert!(diagnostics.is_empty(), "{text}: {diagnostics:?}");
            assert_eq!(root.unwrap().text(), expected, "{text}");
        };
        check(
            "<a> b &amp; c&#x20AC; <!-- no --><![CDATA[<d>]]>\r\n</a>",
            " b & c€ <d>\n",
        );
        check("\u{feff}<?xml version=\"1.0\"?><x:a>b<c/></x:a>\n", "b");
        check("<a>\t<b>x</b>y</a>", "\txy");
    }

    #[test]
    fn elements_have_places_and_attributes() {
        let text = "<a>\n<b xml:lang='fr' t=\"&lt;&#10;\">x</b></a>";
        let (root, _) = read(text);
        let root = root.unwrap();
        let inner = root.element("b").unwrap();
        assert_eq!(
            &text[inner.span.clone()],
            "<b xml:lang='fr' t=\"&lt;&#10;\">x</b>"
        );
        assert_eq!(inner.attribute("xml:lang"), Some("fr"));
        assert_eq!(inner.attribute("t"), Some("<\n"));
    }

    #[test]
    fn what_is_escaped_reads_back() {
        let text = "a < b && \"c\" ]]> \n\t é\u{2028}";
        let written = format!("<a t=\"{}\">{}</a>", escape_attribute(text), escape(text));
        let root = read(&written).0.unwrap();
        assert_eq!(root.text(), text);
        assert_eq!(root.attribute("t"), Some(text));
        assert_eq!(escape("a\u{1}\rb"), "a\u{fffd}\u{fffd}b");
    }

    #[test]
    fn hostile_files_are_refused_with_a_place() {
        let check = |text: &str, expected: &str| {
            let (root, diagnostics) = read(text);
            assert_eq!(root, None);
            let diagnostic = diagnostics.iter().next().unwrap();
            assert!(diagnostic.message.contains(expected), "{diagnostic:?}");
            assert!(diagnostic.place.is_some());
        };
        check("", "no element");
        check("<a>", "not closed");
        check("<a></b>", "expected");
        check("<a/><b/>", "second element");
        check("<a>&b;</a>", "no entity");
        check("<a>&#1;</a>", "U+0001");
        check("<a>\u{1}</a>", "U+0001");
        check("<a b='&#0;'/>", "");
        check(
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "document type",
        );
        check(&"<a>".repeat(100_000), "nested too deep");
        let attributes: String = (0..100_000).map(|n| format!(" a{n}='x'")).collect();
        check(&format!("<a{attributes}/>"), "too many attributes");
    }
}
