//! The text of a unit, as it was written.
//!
//! What stands between the marks of a block is copied from the source, so that nobody finds
//! Markdown changed in what there is to translate. Only what depends on the block goes: the marks
//! of the containers around it and its line breaks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::Builder;
use crate::config::toml::Located;
use crate::content::text::{Rebuilt, code_delimiter, one_line};
use crate::fluent::write::escape_braces;

impl Builder<'_, '_> {
    /// The inline text up to the end of its block, which is consumed.
    pub(super) fn inline_until_end(&mut self) -> (String, Vec<(usize, usize)>, Range<usize>) {
        let start = self.at;
        let end = self.end_of_inline(false);
        self.at = end + 1;
        self.inline(start, end)
    }

    /// The inline text up to the next block or the end of the container.
    pub(super) fn inline_until_block(&mut self) -> (String, Vec<(usize, usize)>, Range<usize>) {
        let start = self.at;
        let end = self.end_of_inline(true).max(start + 1);
        self.at = end;
        self.inline(start, end)
    }

    fn end_of_inline(&self, stop_at_block: bool) -> usize {
        let mut depth = 0usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(self.at) {
            match event {
                Event::Start(tag) if stop_at_block && is_block(tag) => return index,
                Event::Rule if stop_at_block => return index,
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return index,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
        self.events.len()
    }

    /// The text of inline events as it was written, in one line but for hard breaks.
    pub(super) fn inline(
        &self,
        start: usize,
        end: usize,
    ) -> (String, Vec<(usize, usize)>, Range<usize>) {
        let events = &self.events[start..end];
        let Some((_, first)) = events.first() else {
            let at = self
                .events
                .get(start)
                .map_or(self.text.len(), |(_, range)| range.start);
            return (String::new(), Vec::new(), at..at);
        };
        let begin = self.with_backslash(first.start);
        let finish = events
            .iter()
            .map(|(_, range)| range.end)
            .max()
            .unwrap_or(begin);
        let mut text = Rebuilt::default();
        let mut cursor = begin;
        for (index, (event, range)) in events.iter().enumerate() {
            let next = || {
                events[index + 1..]
                    .iter()
                    .find(|(event, _)| !matches!(event, Event::End(_)))
                    .map_or(range.end, |(_, range)| self.with_backslash(range.start))
            };
            match event {
                Event::SoftBreak => {
                    text.copy(self.text, cursor..range.start);
                    cursor = next();
                    text.join_lines(&self.text[cursor..]);
                }
                Event::HardBreak => {
                    text.copy(self.text, cursor..range.start);
                    text.out
                        .truncate(text.out.trim_end_matches([' ', '\\']).len());
                    text.out.push_str("\\\n");
                    cursor = next();
                }
                Event::Code(code) | Event::InlineMath(code) | Event::DisplayMath(code)
                    if range.start >= cursor
                        && self.text[range.clone()].contains(['\n', '{', '}', '|']) =>
                {
                    text.copy(self.text, cursor..range.start);
                    text.origins.push((text.out.len(), range.start));
                    let delimiter = match event {
                        Event::InlineMath(_) => "$".to_owned(),
                        Event::DisplayMath(_) => "$$".to_owned(),
                        _ => code_delimiter(code),
                    };
                    let space = if code.starts_with('`') || code.ends_with('`') {
                        " "
                    } else {
                        ""
                    };
                    let code = escape_braces(&code.replace('\n', " "));
                    text.out
                        .extend([&delimiter, space, &code, space, &delimiter]);
                    cursor = range.end;
                }
                _ => {}
            }
        }
        text.copy(self.text, cursor..finish.max(cursor));
        let Rebuilt { mut out, origins } = text;
        // What spans lines without a soft break: addresses and titles of links.
        if out.contains('\n') {
            out = one_line(&out);
        }
        out.truncate(out.trim_end().len());
        (out, origins, begin..finish)
    }

    /// An event begins behind the backslash that escapes its first character.
    fn with_backslash(&self, at: usize) -> usize {
        let slashes = self.text[..at]
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\\')
            .count();
        at - slashes % 2
    }

    /// Takes `{#id}` off the end of a paragraph.
    pub(super) fn fixed_id(
        &self,
        mut text: String,
        span: &Range<usize>,
    ) -> (String, Option<Located<String>>) {
        let Some(at) = text.rfind("{#") else {
            return (text, None);
        };
        let Some(id) = text[at + 2..].strip_suffix('}') else {
            return (text, None);
        };
        if id.is_empty() || id.contains(|c: char| c.is_whitespace() || "{}\"".contains(c)) {
            return (text, None);
        }
        let start = self.text[span.clone()].rfind("{#").unwrap_or(0) + span.start;
        let id = Located {
            value: id.to_owned(),
            span: start + 1..start + 2 + id.len(),
        };
        text.truncate(text[..at].trim_end().len());
        (text, Some(id))
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}
