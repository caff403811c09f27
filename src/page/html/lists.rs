//! Lists, and the numbered paragraphs of legal texts.

use std::fmt::Write as _;

use super::unit::Anchor;
use super::{Writer, push_language};
use crate::content::front_matter::Numbering;
use crate::content::{Block, Item};
use crate::page::escape::push_escaped;

impl<'a> Writer<'a, '_> {
    pub(super) fn list(
        &mut self,
        start: Option<u32>,
        tight: bool,
        items: &'a [Item],
        level: usize,
    ) {
        let legal = self.frame.document.settings.numbering == Numbering::Legal;
        match start {
            Some(start) if legal => self.numbered(start, items, level + 1),
            _ => {
                let tasks = items.iter().any(|item| item.task.is_some());
                let class = match (tasks, tight) {
                    (true, _) => " class=\"tasks\" role=\"list\"",
                    (false, true) => " class=\"tight\"",
                    (false, false) => "",
                };
                let element = if start.is_some() { "ol" } else { "ul" };
                let _ = write!(self.out, "<{element}{class}");
                if let Some(start) = start.filter(|start| *start != 1) {
                    let _ = write!(self.out, " start=\"{start}\"");
                }
                self.out.push('>');
                for item in items {
                    self.out.push_str("<li>");
                    self.item(item, level);
                    self.out.push_str("</li>");
                }
                let _ = write!(self.out, "</{element}>");
            }
        }
    }

    fn item(&mut self, item: &'a Item, level: usize) {
        let Some(done) = item.task else {
            self.write_blocks(&item.blocks, level);
            return;
        };
        let label = self
            .frame
            .words
            .message(if done { "task-done" } else { "task-open" }, &[]);
        let mut mark = "<span class=\"task\" role=\"img\" aria-label=\"".to_owned();
        push_escaped(&mut mark, &label);
        mark.push_str(if done {
            "\" data-done></span> "
        } else {
            "\"></span> "
        });
        match item.blocks.split_first() {
            Some((Block::Paragraph(unit), rest)) => {
                self.unit_element("p", *unit, Anchor::Id, "", |out| out.push_str(&mark));
                self.write_blocks(rest, level);
            }
            _ => {
                self.out.push_str(&mark);
                self.write_blocks(&item.blocks, level);
            }
        }
    }

    /// Numbered paragraphs: the number is text of the paragraph, so that it is read and copied. The
    /// space behind it belongs to it: behind an element that floats it would not be copied.
    fn numbered(&mut self, start: u32, items: &'a [Item], level: usize) {
        let _ = write!(
            self.out,
            "<ol class=\"numbered\" role=\"list\" data-level=\"{level}\">"
        );
        let page = self.frame.page_locale();
        for (index, item) in items.iter().enumerate() {
            let number = start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
            let label = page.list_label(level, number);
            let anchors = &self.placed.anchors.items;
            let anchor = anchors.get(self.item).filter(|_| !self.in_note);
            let anchor = anchor.cloned().flatten();
            self.item += 1;
            let anchor = anchor.map(|anchor| match self.frame.whole_text {
                true => format!("{}-{anchor}", self.placed.name),
                false => anchor,
            });
            self.out.push_str("<li");
            if let Some(anchor) = &anchor {
                self.out.push_str(" id=\"");
                push_escaped(&mut self.out, anchor);
                self.out.push('"');
            }
            self.out.push('>');
            match item.blocks.split_first() {
                Some((Block::Paragraph(unit), rest)) => {
                    let foreign = self.units[*unit].shown != self.frame.locale;
                    let own = anchor.map_or(Anchor::Id, Anchor::Around);
                    self.unit_element("p", *unit, own, "", |out| {
                        out.push_str("<span class=\"number\"");
                        if foreign {
                            push_language(out, page);
                        }
                        out.push('>');
                        push_escaped(out, &label);
                        out.push_str(" </span>");
                    });
                    self.write_blocks(rest, level);
                }
                _ => {
                    self.out.push_str("<span class=\"number\">");
                    push_escaped(&mut self.out, &label);
                    self.out.push_str(" </span>");
                    self.write_blocks(&item.blocks, level);
                }
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol>");
    }
}
