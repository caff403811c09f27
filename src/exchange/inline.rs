//! The inline Markdown of a text as codes and the words between them.
//!
//! Tools for translators protect what is marked as a code: the stars of an emphasis, the
//! address of a link, a reference to a note, a placeable. Words stay words, also the text of a
//! link and the alternative text of an image.
//!
//! 1. Placeables are found and masked with letters: Fluent is resolved before Markdown is;
//! 2. the Markdown parser says where marks stand;
//! 3. the text is cut there.
//!
//! Invariant: the pieces put together are the text, byte for byte. A text with a selector is one
//! piece of words, because its variants are translated together and may differ in number.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

/// A piece of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Words to translate: inline Markdown without marks.
    Words(&'t str),
    /// A code to keep.
    Code(Code<'t>),
}

/// What is kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Code<'t> {
    /// Its number in the unit, from 1; the two ends of a pair have the same.
    pub(super) id: usize,
    /// Whether it has a counterpart.
    pub(super) role: Role,
    /// What it is.
    pub(super) kind: Kind,
    /// The Markdown.
    pub(super) text: &'t str,
}

/// Whether a code has a counterpart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// It begins something: `**`, `[`.
    Open,
    /// It ends something: `**`, `](a.md)`.
    Close,
    /// It stands alone: `[^1]`.
    Alone,
}

/// What a code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Emphasis,
    Strong,
    Deleted,
    Link,
    Image,
    Address,
    Code,
    Math,
    Note,
    Break,
    Html,
    Placeable,
}

/// Cuts a text into words and codes, numbered in the order in which they begin.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut cuts = match placeables(text) {
        Some(placeables) => cuts(text, &placeables),
        None => Vec::new(),
    };
    cuts.sort_by_key(|cut| (cut.range.start, cut.range.end));
    let sound = cuts
        .windows(2)
        .all(|two| two[0].range.end <= two[1].range.start);
    let inside = |cut: &Cut| {
        text.get(cut.range.clone())
            .is_some_and(|text| !text.is_empty())
    };
    if !sound || !cuts.iter().all(inside) {
        // The parser says something that we do not understand: all of it is words.
        cuts.clear();
    }
    let mut numbers = HashMap::new();
    let mut pieces = Vec::with_capacity(cuts.len() * 2 + 1);
    let mut at = 0;
    for cut in cuts {
        if at < cut.range.start {
            pieces.push(Piece::Words(&text[at..cut.range.start]));
        }
        at = cut.range.end;
        let next = numbers.len() + 1;
        pieces.push(Piece::Code(Code {
            id: *numbers.entry(cut.whole).or_insert(next),
            role: cut.role,
            kind: cut.kind,
            text: &text[cut.range],
        }));
    }
    if at < text.len() {
        pieces.push(Piece::Words(&text[at..]));
    }
    pieces
}

/// Whether a text is one piece because of its syntax: it has a selector, or no sound braces.
pub(super) fn is_whole(text: &str) -> bool {
    placeables(text).is_none()
}

/// The pieces of a translation, whose codes have the numbers of the same codes in the source;
/// what is not in the source gets numbers of its own.
pub(super) fn matched<'t>(translation: &'t str, source: &[Piece<'_>]) -> Vec<Piece<'t>> {
    let mut free: HashMap<Contents<'_>, VecDeque<usize>> = HashMap::new();
    let mut next = 1;
    for (id, contents) in contents(source) {
        free.entry(contents).or_default().push_back(id);
        next = next.max(id + 1);
    }
    let mut pieces = pieces(translation);
    let mut numbers = HashMap::new();
    for (id, contents) in contents(&pieces) {
        let same = free.get_mut(&contents).and_then(VecDeque::pop_front);
        let number = same.unwrap_or(next);
        next += usize::from(same.is_none());
        numbers.insert(id, number);
    }
    for piece in &mut pieces {
        if let Piece::Code(code) = piece {
            // Every code is among the contents.
            code.id = numbers.get(&code.id).copied().unwrap_or(code.id);
        }
    }
    pieces
}

/// What a code says: its kind, how it begins, how it ends.
pub(super) type Contents<'t> = (Kind, &'t str, Option<&'t str>);

/// The codes of a text with their numbers, a pair as one, in the order in which they begin.
pub(super) fn contents<'t>(pieces: &[Piece<'t>]) -> Vec<(usize, Contents<'t>)> {
    let codes = || {
        pieces.iter().filter_map(|piece| match piece {
            Piece::Code(code) => Some(code),
            Piece::Words(_) => None,
        })
    };
    let closing: HashMap<usize, &str> = codes()
        .filter(|code| code.role == Role::Close)
        .map(|code| (code.id, code.text))
        .collect();
    codes()
        .filter(|code| code.role != Role::Close)
        .map(|code| {
            (
                code.id,
                (code.kind, code.text, closing.get(&code.id).copied()),
            )
        })
        .collect()
}

/// A code, before it has a number.
struct Cut {
    range: Range<usize>,
    role: Role,
    kind: Kind,
    /// Where the whole begins and ends: the same for both ends of a pair.
    whole: (usize, usize),
}

/// The placeables at the top of a text; `None` if one of them selects, or if braces are out of
/// balance.
fn placeables(text: &str) -> Option<Vec<Range<usize>>> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    let mut start = 0;
    let mut in_literal = false;
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' if in_literal => _ = bytes.next(),
            b'"' if depth > 0 => in_literal = !in_literal,
            _ if in_literal => {}
            b'{' => {
                if depth == 0 {
                    start = at;
                }
                depth += 1;
            }
            b'}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    found.push(start..at + 1);
                }
            }
            b'-' if depth > 0 && bytes.peek().is_some_and(|(_, next)| *next == b'>') => {
                return None;
            }
            _ => {}
        }
    }
    (depth == 0).then_some(found)
}

/// What stands before each line while it is parsed, as in `content::inline`: whatever a text
/// begins with, it begins no block.
const LEAD: &str = "\u{e000} ";

fn cuts(text: &str, placeables: &[Range<usize>]) -> Vec<Cut> {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for placeable in placeables {
        masked.push_str(&text[at..placeable.start]);
        masked.extend(std::iter::repeat_n('x', placeable.len()));
        at = placeable.end;
    }
    masked.push_str(&text[at..]);
    let source = format!("{LEAD}{}", masked.replace('\n', &format!("\n{LEAD}")));
    let lines: Vec<usize> = std::iter::once(0)
        .chain(source.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let back = |at: usize| {
        // The first line begins at 0, so that there is always one.
        let line = lines
            .partition_point(|start| *start <= at)
            .saturating_sub(1);
        at.max(lines[line] + LEAD.len()) - (line + 1) * LEAD.len()
    };
    let options =
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_OLD_FOOTNOTES | Options::ENABLE_MATH;
    // Labels are defined elsewhere: `[text][label]` is a link wherever it leads, but `[text]`
    // is more often just that.
    let mut resolve = |link: BrokenLink<'_>| {
        (link.link_type == LinkType::Reference).then(|| (CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(&source, options, Some(&mut resolve));
    let mut reader = Reader::default();
    for (event, range) in parser.into_offset_iter() {
        reader.read(&event, &(back(range.start)..back(range.end)), &masked);
    }
    let mut cuts = reader.cuts;
    cuts.sort_by_key(|cut| cut.range.start);
    let outside: Vec<&Range<usize>> = placeables
        .iter()
        .filter(|placeable| {
            let before = cuts.partition_point(|cut| cut.range.start <= placeable.start);
            before == 0 || cuts[before - 1].range.end <= placeable.start
        })
        .collect();
    cuts.extend(
        outside
            .into_iter()
            .map(|range| alone(range, Kind::Placeable)),
    );
    cuts
}

fn alone(range: &Range<usize>, kind: Kind) -> Cut {
    Cut {
        range: range.clone(),
        role: Role::Alone,
        kind,
        whole: (range.start, range.end),
    }
}

#[derive(Default)]
struct Reader {
    cuts: Vec<Cut>,
    /// What is open: where its last part so far ends.
    open: Vec<usize>,
    /// How many addresses (`<https://…>`) are open: what they hold belongs to the code.
    within: usize,
}

impl Reader {
    fn read(&mut self, event: &Event<'_>, range: &Range<usize>, text: &str) {
        if let Event::Start(_) = event {
            self.open.push(range.start);
        } else if let Event::End(tag) = event {
            let inner = self.open.pop().unwrap_or(range.start);
            self.end(*tag, range, inner, text);
        }
        if let Some(last) = self.open.last_mut()
            && !matches!(event, Event::Start(_))
        {
            *last = range.end.max(*last);
        }
        let kind = match event {
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink | LinkType::Email,
                ..
            }) => {
                self.within += 1;
                Kind::Address
            }
            Event::Code(_) => Kind::Code,
            Event::InlineMath(_) | Event::DisplayMath(_) => Kind::Math,
            Event::FootnoteReference(_) => Kind::Note,
            Event::HardBreak => Kind::Break,
            Event::InlineHtml(_) | Event::Html(_) => Kind::Html,
            _ => return,
        };
        if self.within == 0 || kind == Kind::Address {
            self.cuts.push(alone(range, kind));
        }
    }

    /// Cuts off both ends of what is marked. `inner` is where what it holds ends.
    fn end(&mut self, tag: TagEnd, range: &Range<usize>, inner: usize, text: &str) {
        let marked = &text[range.clone()];
        let (kind, before, after) = match tag {
            TagEnd::Emphasis => (Kind::Emphasis, 1, 1),
            TagEnd::Strong => (Kind::Strong, 2, 2),
            TagEnd::Strikethrough => {
                let length = if marked.starts_with("~~") { 2 } else { 1 };
                (Kind::Deleted, length, length)
            }
            TagEnd::Link if marked.starts_with('<') => {
                self.within = self.within.saturating_sub(1);
                return;
            }
            TagEnd::Link => (
                Kind::Link,
                1,
                range.end.saturating_sub(inner.max(range.start + 1)),
            ),
            TagEnd::Image => (
                Kind::Image,
                2,
                range.end.saturating_sub(inner.max(range.start + 2)),
            ),
            _ => return,
        };
        let whole = (range.start, range.end);
        for (range, role) in [
            (range.start..range.start + before, Role::Open),
            (range.end - after..range.end, Role::Close),
        ] {
            self.cuts.push(Cut {
                range,
                role,
                kind,
                whole,
            });
        }
    }
}

#[cfg(test)]
mod tests;
