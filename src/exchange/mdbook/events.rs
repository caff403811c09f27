//! The Markdown of a chapter as mdBook reads it, with the places of everything.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The events of a text.
pub(super) struct Events<'t> {
    pub(super) text: &'t str,
    pub(super) list: Vec<(Event<'t>, Range<usize>)>,
    /// For each event that starts an element, the one that ends it; else itself.
    pub(super) ends: Vec<usize>,
    /// For each event that starts an element, where its content ends; else where it ends.
    pub(super) content_ends: Vec<usize>,
    /// Link reference definitions: place, address, title.
    pub(super) definitions: Vec<(Range<usize>, String, String)>,
}

/// The extensions of mdBook 0.5; formulas are treated apart.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

impl<'t> Events<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let parser = Parser::new_ext(text, options());
        let mut definitions: Vec<_> = parser
            .reference_definitions()
            .iter()
            .map(|(_, definition)| {
                let title = definition.title.as_deref().unwrap_or("").to_owned();
                (definition.span.clone(), definition.dest.to_string(), title)
            })
            .collect();
        definitions.sort_by_key(|(span, ..)| span.start);
        let list: Vec<_> = parser.into_offset_iter().collect();
        let mut ends: Vec<usize> = (0..list.len()).collect();
        let mut content_ends: Vec<usize> = list.iter().map(|(_, range)| range.end).collect();
        let mut open: Vec<(usize, usize)> = Vec::new();
        for (at, (event, range)) in list.iter().enumerate() {
            match event {
                Event::Start(_) => open.push((at, range.start)),
                Event::End(_) => {
                    if let Some((start, end)) = open.pop() {
                        ends[start] = at;
                        content_ends[start] = end;
                        if let Some((_, outer)) = open.last_mut() {
                            *outer = range.end.max(*outer);
                        }
                    }
                }
                _ => {
                    if let Some((_, end)) = open.last_mut() {
                        *end = range.end.max(*end);
                    }
                }
            }
        }
        Self {
            text,
            list,
            ends,
            content_ends,
            definitions,
        }
    }

    /// What an element at `at` has within it, as it was written.
    pub(super) fn content(&self, at: usize) -> Range<usize> {
        let (_, range) = &self.list[at];
        if self.ends[at] == at + 1 {
            return range.start..range.start;
        }
        let first = self.list[at + 1].1.start;
        let first = first - usize::from(self.is_escaped(first));
        first..self.content_ends[at].max(first)
    }

    /// Whether the character at an offset stands behind a backslash that escapes it. Of a very
    /// long run of backslashes only the last are counted, so that this ends soon.
    pub(super) fn is_escaped(&self, at: usize) -> bool {
        let slashes = self.text[..at]
            .bytes()
            .rev()
            .take(64)
            .take_while(|byte| *byte == b'\\')
            .count();
        slashes % 2 == 1
    }

    /// The text of the events between two, without marks.
    pub(super) fn words(&self, start: usize, end: usize) -> String {
        let mut out = String::new();
        for (event, _) in &self.list[start..end] {
            match event {
                Event::Text(text) | Event::Code(text) => out.push_str(text),
                Event::SoftBreak | Event::HardBreak => out.push(' '),
                _ => {}
            }
        }
        out
    }

    /// What a further line must begin with to stay within the containers of the block that
    /// begins at an offset.
    pub(super) fn continuation(&self, at: usize) -> String {
        let line = self.text[..at].rfind('\n').map_or(0, |at| at + 1);
        self.text[line..at]
            .chars()
            .map(|c| if c == '>' || c == '\t' { c } else { ' ' })
            .collect()
    }
}

/// Whether an element stands within a line of text.
pub(super) fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}

/// Whether an event starts a block.
pub(super) fn starts_block(tag: &Tag<'_>) -> bool {
    !is_inline(&tag.to_end())
}

/// A block with the empty line behind it, which would be a second one.
pub(super) fn whole_block(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = &text[..range.start];
    let mut end = range.end;
    for _ in 0..2 {
        let follows = before.is_empty() || before.ends_with("\n\n");
        if follows && text[end..].starts_with('\n') {
            end += 1;
        }
    }
    range.start..end
}
