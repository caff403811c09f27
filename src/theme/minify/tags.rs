//! Tags written shorter, by minify-html.
//!
//! minify-html changes more than it should (it drops `lang=""`, ends raw text elements early,
//! eats spaces between inline elements), so it is shown nothing but plain tags: all that
//! stands between two of them is one made-up word, and a tag that does not survive on its own
//! (or has template syntax or character references in it) keeps its name only. For the same
//! reason its own support of template syntax is not used: it looks at text beside a value as
//! text at an edge.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use minify_html::Cfg;

use super::scan::{Kind, Tag, Token, scan};

/// What a made-up word begins and ends with: noncharacters, which no text may hold.
const WORD: (char, char) = ('\u{fdd0}', '\u{fdd1}');

/// minify-html recurses; it overflows a stack of 2 MiB from about 2,200 elements.
const DEEPEST: usize = 200;

/// The template with shorter tags, if minify-html leaves it in one piece.
pub(super) fn shorten(tokens: &[Token<'_>]) -> Option<String> {
    let is_taken = |token: &Token<'_>| token.text.contains([WORD.0, WORD.1]);
    if tokens.iter().any(is_taken) || depth(tokens) > DEEPEST {
        return None;
    }
    let mut words = Words::default();
    let mut foreign = 0_usize;
    for token in tokens {
        match &token.kind {
            Kind::Tag(tag, found) if !token.verbatim => {
                let (is_foreign, depth) = foreign_depth(tag, foreign);
                foreign = depth;
                match tag.name {
                    Some(name) if !is_foreign => {
                        let is_plain = found.is_empty() && survives(tag, &token.text);
                        words.tag(name, tag, is_plain);
                    }
                    _ => words.hidden.push_str(&token.text),
                }
            }
            _ => words.hidden.push_str(&token.text),
        }
    }
    words.finish()
}

/// Whether a tag belongs to SVG or MathML, where `<path/>` and `<path>` differ, and how deep
/// in them the text after it is.
fn foreign_depth(tag: &Tag<'_>, depth: usize) -> (bool, usize) {
    let is_root = tag
        .name
        .is_some_and(|name| ["svg", "math"].iter().any(|r| r.eq_ignore_ascii_case(name)));
    match (is_root, tag.closing) {
        (true, true) => (true, depth.saturating_sub(1)),
        (true, false) => (true, depth + usize::from(!tag.self_closing)),
        _ => (depth > 0, depth),
    }
}

/// The most elements that can be open at once; elements that need no end tag count as open.
fn depth(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    let mut deepest = 0;
    for token in tokens {
        if let Kind::Tag(tag, _) = &token.kind {
            if tag.closing {
                depth = depth.saturating_sub(1);
            } else if !tag.name.is_some_and(is_void) {
                depth += 1;
            }
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// Elements without content (HTML standard, section 13.1.2).
fn is_void(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr",
    ]
    .iter()
    .any(|void| void.eq_ignore_ascii_case(name))
}

/// A template in which everything but plain tags is a made-up word.
#[derive(Default)]
struct Words {
    /// What minify-html is to see.
    shown: String,
    /// What the words stand for.
    meanings: Vec<String>,
    /// What has gathered since the last tag.
    hidden: String,
}

impl Words {
    fn tag(&mut self, name: &str, tag: &Tag<'_>, is_plain: bool) {
        self.flush();
        self.shown.push_str(if tag.closing { "</" } else { "<" });
        self.shown.push_str(name);
        if !tag.closing && !tag.attributes.is_empty() {
            self.shown.push(' ');
            if is_plain {
                self.shown.push_str(tag.attributes);
            } else {
                tag.attributes.clone_into(&mut self.hidden);
                self.flush();
            }
        }
        self.shown.push('>');
    }

    /// Turns what has gathered into a word.
    fn flush(&mut self) {
        if !self.hidden.is_empty() {
            // Writing to a string does not fail.
            let _ = write!(self.shown, "{}{}{}", WORD.0, self.meanings.len(), WORD.1);
            self.meanings.push(std::mem::take(&mut self.hidden));
        }
    }

    /// Minifies, and puts back what the words stand for: each once, or it is all in vain.
    fn finish(mut self) -> Option<String> {
        self.flush();
        let minified =
            String::from_utf8(minify_html::minify(self.shown.as_bytes(), &plain())).ok()?;
        let mut pieces = minified.split(WORD.0);
        let mut out = pieces.next()?.to_owned();
        let mut count = 0;
        for piece in pieces {
            let (number, rest) = piece.split_once(WORD.1)?;
            out.push_str(self.meanings.get(number.parse::<usize>().ok()?)?);
            out.push_str(rest);
            count += 1;
        }
        (count == self.meanings.len()).then_some(out)
    }
}

/// Nothing but what a parser that follows the standard reads alike: no scripts, no styles, no
/// tags left out.
fn plain() -> Cfg {
    Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        keep_comments: true,
        keep_input_type_text_attr: true,
        ..Cfg::default()
    }
}

/// Whether minify-html keeps all attributes of a tag.
fn survives(tag: &Tag<'_>, text: &str) -> bool {
    if tag.closing || tag.attributes.is_empty() {
        return true;
    }
    if tag.attributes.contains('&') {
        return false;
    }
    let minified = minify_html::minify(text.as_bytes(), &plain());
    let alone = std::str::from_utf8(&minified).ok().and_then(scan);
    match alone.as_deref() {
        Some(
            [
                Token {
                    kind: Kind::Tag(other, _),
                    ..
                },
                ..,
            ],
        ) => {
            attributes(tag.attributes).is_some_and(|all| Some(all) == attributes(other.attributes))
        }
        _ => false,
    }
}

/// Whether two normal forms are of the same page.
pub(super) fn is_same(left: &[Token<'_>], right: &[Token<'_>]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).all(|(left, right)| {
            left.verbatim == right.verbatim
                && match (&left.kind, &right.kind) {
                    (Kind::Tag(a, in_a), Kind::Tag(b, in_b)) => in_a == in_b && is_same_tag(a, b),
                    (Kind::Doctype, Kind::Doctype) => left.text.eq_ignore_ascii_case(&right.text),
                    (Kind::Syntax(a), Kind::Syntax(b)) => a == b,
                    (a, b) => a == b && left.text == right.text,
                }
        })
}

fn is_same_tag(left: &Tag<'_>, right: &Tag<'_>) -> bool {
    let is_same_name = match (left.name, right.name) {
        (Some(left), Some(right)) => left.eq_ignore_ascii_case(right),
        (left, right) => left == right,
    };
    // Outside of SVG and MathML the solidus says nothing, and there tags stay as they are;
    // so it may only get lost where it says nothing.
    let is_same_end = left.self_closing == right.self_closing || !right.self_closing;
    is_same_name
        && left.closing == right.closing
        && is_same_end
        && (left.attributes == right.attributes || {
            let both = (attributes(left.attributes), attributes(right.attributes));
            both.0.is_some() && both.0 == both.1
        })
}

/// The attributes of a tag by name, in lower case, with their values. `None` if one is there
/// twice, or holds template syntax or character references.
fn attributes(written: &str) -> Option<BTreeMap<String, &str>> {
    if ["{{", "{%", "{#", "&"].iter().any(|s| written.contains(s)) {
        return None;
    }
    let mut all = BTreeMap::new();
    let mut rest = written.trim_ascii_start();
    while !rest.is_empty() {
        let name_end = rest
            .find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/')
            .unwrap_or(rest.len());
        let name = rest[..name_end].to_ascii_lowercase();
        rest = rest[name_end..].trim_ascii_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            let after = after.trim_ascii_start();
            match after.chars().next().filter(|c| *c == '"' || *c == '\'') {
                Some(quote) => (value, rest) = after[1..].split_once(quote)?,
                None => {
                    let end = after.find(|c: char| c.is_ascii_whitespace());
                    (value, rest) = after.split_at(end.unwrap_or(after.len()));
                }
            }
        }
        rest = rest.trim_ascii_start();
        if name.is_empty() || all.insert(name, value).is_some() {
            return None;
        }
    }
    Some(all)
}
