//! A template taken apart into text, tags and template syntax.
//!
//! The scanner reads HTML as the tokenizer of the HTML standard (section 13.2.5) reads what
//! people write, and Tera's syntax as Tera's own lexer does, strings included. It gives up
//! (`None`) on what it cannot tell apart: a wrong guess here would change a page.
//!
//! Invariant: the tokens' texts, joined, render like the template. They differ from it only
//! in the white space that `-` beside a delimiter tells Tera to remove.

use std::borrow::Cow;

use super::syntax::{self, Control, Syntax};

/// A piece of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::theme) struct Token<'t> {
    /// What it is.
    pub(in crate::theme) kind: Kind<'t>,
    /// How it is written.
    pub(in crate::theme) text: Cow<'t, str>,
    /// Whether every byte of it counts.
    pub(super) verbatim: bool,
}

/// What a piece of a template is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::theme) enum Kind<'t> {
    /// Text of the page.
    Text,
    /// A tag, with what template syntax it holds.
    Tag(Tag<'t>, Vec<Syntax<'t>>),
    /// An element whose content is not markup, or counts byte by byte (`script`, `pre`), whole.
    Raw(&'t str, Vec<Syntax<'t>>),
    /// An HTML comment.
    Comment(Vec<Syntax<'t>>),
    /// A document type.
    Doctype,
    /// `{{ … }}` or `{% … %}`.
    Syntax(Syntax<'t>),
    /// `{# … #}`.
    TemplateComment,
}

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::theme) struct Tag<'t> {
    /// The element, as written. `None` if template syntax is part of the name.
    pub(super) name: Option<&'t str>,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// What is written after the name, without the `/` of `<br />`.
    pub(super) attributes: &'t str,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
}

/// Takes a template apart, or gives up.
pub(in crate::theme) fn scan(template: &str) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut at = 0;
    // Whether the text that comes is to lose the white space at its start.
    let mut trim = false;
    while at < template.len() {
        let rest = &template[at..];
        let (kind, length) = next(rest)?;
        let source = &rest[..length];
        let mut text = Cow::Borrowed(source);
        match &kind {
            Kind::Text if trim => text = Cow::Borrowed(source.trim_start()),
            Kind::Syntax(syntax) => {
                // The marks have done their work here; left in place they would do it again,
                // on whatever the reduced template has beside them.
                let (open, close) = match syntax {
                    Syntax::Value(_) => ("{{", "}}"),
                    Syntax::Control(_) => ("{%", "%}"),
                };
                if syntax::marks(source) != (false, false) {
                    text = Cow::Owned(format!("{open} {} {close}", syntax.inner()));
                }
            }
            _ => {}
        }
        if matches!(kind, Kind::Syntax(_) | Kind::TemplateComment) {
            let (before, after) = syntax::marks(source);
            if before {
                trim_last(&mut tokens);
            }
            // As Tera has it: a comment without a mark lets the mark before it pass.
            trim = after || (trim && kind == Kind::TemplateComment);
        } else {
            trim = false;
        }
        tokens.push(Token {
            kind,
            text,
            verbatim: false,
        });
        at += length;
    }
    Some(tokens)
}

/// Removes the white space at the end of the text that stands last.
fn trim_last(tokens: &mut [Token<'_>]) {
    if let Some(Token {
        kind: Kind::Text,
        text,
        ..
    }) = tokens.last_mut()
    {
        *text = Cow::Owned(text.trim_end().to_owned());
    }
}

/// The token at the start of a text that is not empty, and its length.
fn next(rest: &str) -> Option<(Kind<'_>, usize)> {
    if let Some(length) = syntax::length(rest).ok()? {
        let kind = match syntax::parse(&rest[..length]) {
            // What is in a `raw` block is no syntax, and may be half a tag.
            Some(syntax) if syntax.is_raw() => return None,
            Some(syntax) => Kind::Syntax(syntax),
            None => Kind::TemplateComment,
        };
        return Some((kind, length));
    }
    if rest.starts_with("<!--") {
        return comment(rest);
    }
    if rest.starts_with("<!") {
        let length = rest.find('>')? + 1;
        let is_plain = !["{{", "{%", "{#"]
            .iter()
            .any(|s| rest[..length].contains(s));
        return is_plain.then_some((Kind::Doctype, length));
    }
    let bytes = rest.as_bytes();
    if bytes[0] != b'<' {
        let is_end = |at: &usize| match bytes[*at] {
            b'<' => true,
            b'{' => matches!(bytes.get(at + 1), Some(b'{' | b'%' | b'#')),
            _ => false,
        };
        let end = (0..bytes.len()).find(is_end);
        return Some((Kind::Text, end.unwrap_or(rest.len())));
    }
    match bytes.get(1) {
        Some(b'/') => tag(rest),
        Some(c) if c.is_ascii_alphabetic() => tag(rest),
        // A processing instruction, or a name that is only known when the page is rendered.
        Some(b'?' | b'{') => None,
        _ => Some((Kind::Text, 1)),
    }
}

/// Reads on, past template syntax, until `is_end` says so; gives the length and the syntax
/// on the way. Gives up if a branch or loop begins or ends half way: then what is read here
/// is not one thing on every page.
fn read_until<'t>(
    rest: &'t str,
    from: usize,
    is_end: impl FnMut(&'t str) -> Option<bool>,
) -> Option<(usize, Vec<Syntax<'t>>)> {
    let mut depth = Depth::default();
    let read = read_part(rest, from, &mut depth, is_end)?;
    (depth.0 == 0).then_some(read)
}

/// The same for what may be a part of a branch or loop.
fn read_part<'t>(
    rest: &'t str,
    from: usize,
    depth: &mut Depth,
    mut is_end: impl FnMut(&'t str) -> Option<bool>,
) -> Option<(usize, Vec<Syntax<'t>>)> {
    let mut found = Vec::new();
    let mut at = from;
    loop {
        let here = rest.get(at..).filter(|here| !here.is_empty())?;
        if let Some(length) = syntax::length(here).ok()? {
            if let Some(syntax) = syntax::parse(&here[..length]) {
                depth.pass(syntax)?;
                found.push(syntax);
            }
            at += length;
        } else if is_end(here)? {
            return Some((at, found));
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// How many branches, loops and bodies are open.
#[derive(Default)]
struct Depth(usize);

impl Depth {
    /// Takes note of syntax; `None` if it ends or divides what is not open.
    fn pass(&mut self, syntax: Syntax<'_>) -> Option<()> {
        match syntax.control() {
            Control::If
            | Control::For
            | Control::Block(_)
            | Control::Component(_)
            | Control::Capture => self.0 += 1,
            Control::EndIf | Control::EndFor | Control::End => self.0 = self.0.checked_sub(1)?,
            Control::Else | Control::ElseIf if self.0 == 0 => return None,
            _ => {}
        }
        Some(())
    }
}

fn comment(rest: &str) -> Option<(Kind<'_>, usize)> {
    // Comments that end where one would not think so are left alone.
    if rest.starts_with("<!-->") || rest.starts_with("<!--->") {
        return None;
    }
    let (at, found) = read_until(rest, 4, |here| {
        (!here.starts_with("--!>")).then(|| here.starts_with("-->"))
    })?;
    Some((Kind::Comment(found), at + 3))
}

/// A tag, or a whole element whose content is not markup.
fn tag(rest: &str) -> Option<(Kind<'_>, usize)> {
    let closing = rest.starts_with("</");
    let name_start = if closing { 2 } else { 1 };
    let is_name_end = |c: u8| c.is_ascii_whitespace() || c == b'/' || c == b'>';
    let plain_end = name_start
        + rest[name_start..].find(|c: char| c.is_ascii() && is_name_end(c as u8) || c == '{')?;
    let (name_end, name_syntax) = if begins_attributes(&rest[plain_end..]) {
        (plain_end, Vec::new())
    } else {
        read_until(rest, name_start, |here| {
            Some(is_name_end(here.as_bytes()[0]))
        })?
    };
    let name = &rest[name_start..name_end];
    let is_plain = name_syntax.is_empty() && !name.contains("{#");
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (end, found) = attributes_end(rest, name_end)?;
    let written = rest[name_end..end].trim_ascii();
    // The solidus after an attribute without quotes belongs to its value.
    let solidus = written
        .strip_suffix('/')
        .filter(|before| before.ends_with(['"', '\'', ' ', '\n', '\t']) || before.is_empty());
    let tag = Tag {
        name: is_plain.then_some(name),
        closing,
        attributes: solidus.unwrap_or(written).trim_ascii_end(),
        self_closing: solidus.is_some(),
    };
    let length = end + 1;
    if !closing && is_plain {
        if name.eq_ignore_ascii_case("plaintext") {
            return None;
        }
        if let Some(name) = RAW.iter().find(|raw| raw.eq_ignore_ascii_case(name)) {
            let (content, inside) = raw_content(&rest[length..], name)?;
            let syntax = found.into_iter().chain(inside).collect();
            return Some((Kind::Raw(name, syntax), length + content));
        }
    }
    let syntax = name_syntax.into_iter().chain(found).collect();
    Some((Kind::Tag(tag, syntax), length))
}

/// Whether a branch that stands right after the name of an element holds attributes, not a
/// part of the name: `<li{% if x %} lang="fr"{% endif %}>`.
fn begins_attributes(rest: &str) -> bool {
    let Ok(Some(length)) = syntax::length(rest) else {
        return false;
    };
    let is_branch = syntax::parse(&rest[..length]).is_some_and(|s| s.control() == Control::If);
    is_branch && rest[length..].starts_with(|c: char| c.is_ascii_whitespace())
}

/// Elements whose content is not markup, or whose white space is seen.
const RAW: [&str; 10] = [
    "script", "style", "title", "textarea", "pre", "listing", "iframe", "xmp", "noembed",
    "noframes",
];

/// Where the `>` of a tag is, and the syntax before it.
fn attributes_end(rest: &str, from: usize) -> Option<(usize, Vec<Syntax<'_>>)> {
    let mut found = Vec::new();
    let mut depth = Depth::default();
    let mut at = from;
    loop {
        // Up to the next quote or the end. A branch may hold whole attributes, or lie within
        // a value.
        let (stop, outside) = read_part(rest, at, &mut depth, |here| match here.as_bytes()[0] {
            b'>' => Some(true),
            // A quote elsewhere is part of a name or a value: a slip of the pen.
            b'"' | b'\'' => begins_value(&rest[at..rest.len() - here.len()]).then_some(true),
            b'<' => None,
            _ => Some(false),
        })?;
        found.extend(outside);
        let quote = rest.as_bytes()[stop];
        if quote == b'>' {
            return (depth.0 == 0).then_some((stop, found));
        }
        let (close, inside) = read_until(rest, stop + 1, |here| Some(here.as_bytes()[0] == quote))?;
        found.extend(inside);
        at = close + 1;
    }
}

/// Whether a quote after this text, which has no quotes, opens the value of an attribute.
fn begins_value(before: &str) -> bool {
    before
        .trim_ascii_end()
        .strip_suffix('=')
        .map(str::trim_ascii_end)
        .and_then(|before| before.rsplit([' ', '\n', '\t', '\r', '/', '}']).next())
        .is_some_and(|name| !name.is_empty() && !name.contains('='))
}

/// The length of a raw element's content with its end tag.
fn raw_content<'t>(rest: &'t str, name: &str) -> Option<(usize, Vec<Syntax<'t>>)> {
    let (at, found) = read_until(rest, 0, |here| {
        // In a comment an end tag is none.
        (!here.starts_with("<!--")).then(|| {
            here.strip_prefix("</").is_some_and(|here| {
                let bytes = here.as_bytes();
                bytes.len() > name.len()
                    && bytes[..name.len()].eq_ignore_ascii_case(name.as_bytes())
                    && matches!(
                        bytes[name.len()],
                        b'>' | b'/' | b' ' | b'\n' | b'\t' | b'\r'
                    )
            })
        })
    })?;
    Some((at + rest[at..].find('>')? + 1, found))
}
