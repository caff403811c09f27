//! White space reduced to what a reader can see.
//!
//! Each run of white space in text becomes one space, or nothing where CSS removes it: at the
//! start and the end of a line, which is where block elements begin and end, and after another
//! space. What stands before a run is what is rendered before it, so branches and loops are
//! looked through: after `{% endif %}` stands the end of any branch, after `{% else %}` what
//! stood before the `{% if %}`. Where more than one thing can stand there, all must agree.

use std::borrow::Cow;

use super::scan::{Kind, Tag, Token};
use super::syntax::Control;

/// What white space in HTML is; all other kinds are text.
const WHITE: [char; 5] = [' ', '\t', '\n', '\r', '\u{c}'];

/// Elements beside whose tags no white space is seen: those that the style sheet of browsers
/// (HTML standard, section 15.3) shows as blocks, list items or parts of tables, those whose
/// parent shows no text, and the shapes of SVG. In the order of the alphabet.
const BLOCKS: [&str; 76] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "circle",
    "clippath",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "defs",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "line",
    "lineargradient",
    "listing",
    "main",
    "mask",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "pre",
    "radialgradient",
    "rect",
    "search",
    "section",
    "source",
    "stop",
    "summary",
    "symbol",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "track",
    "ul",
];

/// Elements that show nothing, so that what stands before them stands before what follows.
const UNSEEN: [&str; 6] = ["base", "link", "meta", "script", "style", "title"];

/// Removes comments and the white space that nobody sees.
pub(super) fn reduce(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut tokens = merge_text(tokens);
    let after = ends_of_lines(&tokens);
    let mut walk = Walk::default();
    for (token, is_end) in tokens.iter_mut().zip(after) {
        match &token.kind {
            Kind::Text if token.verbatim => walk.edge = false,
            Kind::Text => {
                let reduced = collapse(&token.text, walk.edge, is_end);
                if let Some(last) = reduced.chars().last() {
                    walk.edge = last == ' ';
                }
                if reduced != token.text {
                    token.text = Cow::Owned(reduced);
                }
            }
            _ => walk.pass(token, Direction::Forwards),
        }
    }
    tokens.retain(|token| !token.text.is_empty());
    tokens
}

/// Drops comments, and joins the text that they divided.
fn merge_text(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut merged: Vec<Token<'_>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match &token.kind {
            Kind::TemplateComment => continue,
            Kind::Comment(found) if found.is_empty() && !token.verbatim => continue,
            Kind::Text if token.text.is_empty() => continue,
            _ => {}
        }
        match merged.last_mut() {
            Some(last)
                if last.kind == Kind::Text
                    && token.kind == Kind::Text
                    && last.verbatim == token.verbatim =>
            {
                last.text.to_mut().push_str(&token.text);
            }
            _ => merged.push(token),
        }
    }
    merged
}

/// For each token, whether white space at its end is at the end of a line.
fn ends_of_lines(tokens: &[Token<'_>]) -> Vec<bool> {
    let mut walk = Walk::default();
    let mut ends: Vec<bool> = tokens
        .iter()
        .rev()
        .map(|token| {
            let end = walk.edge;
            match &token.kind {
                Kind::Text => walk.edge &= is_white(&token.text) && !token.verbatim,
                _ => walk.pass(token, Direction::Backwards),
            }
            end
        })
        .collect();
    ends.reverse();
    ends
}

fn is_white(text: &str) -> bool {
    text.chars().all(|c| WHITE.contains(&c))
}

/// Text with its runs of white space reduced; `is_start` and `is_end` say whether those at
/// its two ends are seen by nobody.
fn collapse(text: &str, is_start: bool, is_end: bool) -> String {
    if is_white(text) {
        return if is_start || is_end { "" } else { " " }.to_owned();
    }
    let mut reduced = String::with_capacity(text.len());
    if !is_start && text.starts_with(WHITE) {
        reduced.push(' ');
    }
    for (at, word) in text
        .split(WHITE)
        .filter(|word| !word.is_empty())
        .enumerate()
    {
        if at > 0 {
            reduced.push(' ');
        }
        reduced.push_str(word);
    }
    if !is_end && text.ends_with(WHITE) {
        reduced.push(' ');
    }
    reduced
}

/// Which way the tokens are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Forwards,
    Backwards,
}

/// What is known at a point between two tokens.
#[derive(Default)]
struct Walk {
    /// Whether white space here is seen by nobody, on account of what has been passed.
    edge: bool,
    open: Vec<Branches>,
}

/// A branch or a loop that is being passed.
struct Branches {
    /// Whether it is an `if`.
    is_if: bool,
    /// What was known where it was entered.
    entry: bool,
    /// What is known at the end of all branches passed so far.
    exits: bool,
    /// Whether one of them is an `else`, so that one of them is taken in any case.
    has_else: bool,
}

impl Walk {
    /// Goes past a token that is not text.
    fn pass(&mut self, token: &Token<'_>, direction: Direction) {
        match &token.kind {
            Kind::Syntax(syntax) => self.pass_control(syntax.control(), direction),
            Kind::Tag(tag, _) => self.pass_tag(tag),
            Kind::Raw(name, _) => self.pass_element(name),
            Kind::Doctype => self.edge = true,
            // A comment that stays shows nothing; templates' comments are gone.
            Kind::Comment(_) | Kind::TemplateComment | Kind::Text => {}
        }
    }

    fn pass_tag(&mut self, tag: &Tag<'_>) {
        match tag.name {
            // A part of the page that is hidden at first may stand in the midst of a line.
            Some(name) if !tag.closing && is_hidden(name, tag.attributes) => self.edge = false,
            Some(name) => self.pass_element(name),
            None => self.edge = false,
        }
    }

    fn pass_element(&mut self, name: &str) {
        let name = name.to_ascii_lowercase();
        if !UNSEEN.contains(&name.as_str()) {
            self.edge = BLOCKS.binary_search(&name.as_str()).is_ok();
        }
    }

    fn pass_control(&mut self, control: Control<'_>, direction: Direction) {
        let (enter, leave) = match direction {
            Direction::Forwards => (Control::If, Control::EndIf),
            Direction::Backwards => (Control::EndIf, Control::If),
        };
        match control {
            Control::If | Control::EndIf if control == enter => self.open.push(Branches {
                is_if: true,
                entry: self.edge,
                exits: true,
                has_else: false,
            }),
            Control::If | Control::EndIf if control == leave => {
                let Some(branches) = self.open.pop() else {
                    self.edge = false;
                    return;
                };
                self.edge &= branches.exits && (branches.has_else || branches.entry);
            }
            Control::Else | Control::ElseIf => {
                let Some(branches) = self.open.last_mut().filter(|open| open.is_if) else {
                    self.edge = false;
                    return;
                };
                branches.exits &= self.edge;
                branches.has_else |= control == Control::Else;
                self.edge = branches.entry;
            }
            Control::For | Control::EndFor => {
                let is_entered = (control == Control::For) == (direction == Direction::Forwards);
                if is_entered {
                    self.open.push(Branches {
                        is_if: false,
                        entry: false,
                        exits: false,
                        has_else: false,
                    });
                } else {
                    self.open.pop();
                }
                // Beside the first round of a loop stand the next one and the way past it.
                self.edge = false;
            }
            Control::Extends(_) => {}
            // Values, what is included, and the edges of blocks, which may be shown elsewhere.
            _ => self.edge = false,
        }
    }
}

/// Whether an element is hidden until it is called for.
fn is_hidden(name: &str, attributes: &str) -> bool {
    name.eq_ignore_ascii_case("dialog")
        || attributes
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .any(|word| word.eq_ignore_ascii_case("hidden") || word.eq_ignore_ascii_case("popover"))
}
