//! Articles in their sections, numbered paragraphs in their articles, blocks in both.
//!
//! A hierarchy of Akoma Ntoso holds either blocks in a `content`, or further hierarchy with an
//! `intro` before and a `wrapUp` after it. What stands between two pieces of hierarchy is a piece
//! of its own, an `hcontainer` named `unnumbered`.

use super::Writer;
use crate::content::front_matter::Role;
use crate::content::inline::plain;
use crate::content::{Block, Definition, Item, UnitIndex};
use crate::forms::edition::number_of;
use crate::forms::html::visible;
use crate::forms::xml;

/// The elements of numbered paragraphs by their level, as the United Nations calls them.
const LEVELS: [&str; 4] = ["paragraph", "subparagraph", "point", "indent"];

/// A piece of a hierarchy.
enum Piece<'a> {
    /// Blocks that are no hierarchy.
    Flow(&'a [Block]),
    /// Numbered paragraphs.
    Numbered(u32, &'a [Item]),
    /// A heading with all that it is above of.
    Below(UnitIndex, &'a [Block]),
    /// An article or a section.
    Child(usize),
}

impl<'a> Writer<'a> {
    pub(super) fn preface(&mut self) {
        self.article = 0;
        self.out.push_str("<preface><longTitle><p>");
        if let [_, Some(title)] = self.edition.heading(0) {
            self.unit("docTitle", title);
        }
        self.out.push_str("</p></longTitle></preface>");
    }

    pub(super) fn main_body(&mut self) {
        let edition = self.edition;
        let front = &edition.document.articles[0];
        self.out.push_str("<mainBody");
        self.id(&front.name);
        self.out.push('>');
        let start = self.out.len();
        for piece in self.pieces(&front.article.blocks, &front.children) {
            match piece {
                Piece::Flow(blocks) => self.blocks(blocks, 0),
                piece => self.hierarchy(piece, 0),
            }
        }
        if self.out.len() == start {
            // The schema has no empty body.
            self.out.push_str("<p/>");
        }
        self.out.push_str("</mainBody>");
    }

    fn child(&mut self, index: usize) {
        let edition = self.edition;
        let placed = &edition.document.articles[index];
        let before = std::mem::replace(&mut self.article, index);
        let item = std::mem::take(&mut self.item);
        let element = match (placed.role, edition.is_legal(), edition.depth(index)) {
            (Role::Article, true, _) => "article",
            (Role::Article, false, _) => "section",
            (_, true, 1) => "part",
            (_, false, 1) | (_, true, 2) => "chapter",
            _ => "level",
        };
        self.out.push('<');
        self.out.push_str(element);
        self.id(&placed.name);
        self.out.push('>');
        let [label, title] = edition.heading(index);
        if let Some(label) = label {
            self.unit("num", label);
        }
        if let Some(title) = title {
            self.unit("heading", title);
        }
        self.inside(&placed.article.blocks, &placed.children, 0);
        self.out.push_str(&format!("</{element}>"));
        self.article = before;
        self.item = item;
    }

    fn pieces(&self, blocks: &'a [Block], children: &[usize]) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut flow = 0;
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let (piece, next) = match block {
                Block::List {
                    start: Some(start),
                    items,
                    ..
                } if self.edition.is_legal() => (Piece::Numbered(*start, items), at + 1),
                Block::Heading { level, unit, .. } => {
                    let ends = |block: &Block| matches!(block, Block::Heading { level: of, .. } if of <= level);
                    let rest = &blocks[at + 1..];
                    let end = rest.iter().position(ends).unwrap_or(rest.len());
                    (Piece::Below(*unit, &rest[..end]), at + 1 + end)
                }
                _ => {
                    at += 1;
                    continue;
                }
            };
            if flow < at {
                pieces.push(Piece::Flow(&blocks[flow..at]));
            }
            pieces.push(piece);
            at = next;
            flow = at;
        }
        if flow < blocks.len() {
            pieces.push(Piece::Flow(&blocks[flow..]));
        }
        pieces.extend(children.iter().map(|child| Piece::Child(*child)));
        pieces
    }

    /// What stands inside of an element of the hierarchy.
    fn inside(&mut self, blocks: &'a [Block], children: &[usize], level: usize) {
        let pieces = self.pieces(blocks, children);
        let last = pieces.len().saturating_sub(1);
        for (at, piece) in pieces.into_iter().enumerate() {
            let Piece::Flow(blocks) = piece else {
                self.hierarchy(piece, level);
                continue;
            };
            let (open, close) = match at {
                0 if last == 0 => ("<content>", "</content>"),
                0 => ("<intro>", "</intro>"),
                _ if at == last => ("<wrapUp>", "</wrapUp>"),
                _ => (
                    "<hcontainer name=\"unnumbered\"><content>",
                    "</content></hcontainer>",
                ),
            };
            self.out.push_str(open);
            self.blocks(blocks, level);
            self.out.push_str(close);
        }
    }

    fn hierarchy(&mut self, piece: Piece<'a>, level: usize) {
        match piece {
            Piece::Flow(blocks) => self.blocks(blocks, level),
            Piece::Child(child) => self.child(child),
            Piece::Below(heading, blocks) => {
                self.out.push_str("<level>");
                self.unit("heading", heading);
                self.inside(blocks, &[], level);
                self.out.push_str("</level>");
            }
            Piece::Numbered(start, items) => {
                let element = LEVELS[level.min(LEVELS.len() - 1)];
                for (at, item) in items.iter().enumerate() {
                    self.out.push('<');
                    self.out.push_str(element);
                    self.item_id();
                    self.out.push_str("><num>");
                    self.label(level + 1, number_of(start, at));
                    self.out.push_str("</num>");
                    self.inside(&item.blocks, &[], level + 1);
                    self.out.push_str(&format!("</{element}>"));
                }
            }
        }
    }

    /// The id of a numbered paragraph, from its anchor.
    fn item_id(&mut self) {
        if self.in_note {
            return;
        }
        let placed = self.placed();
        if let Some(Some(anchor)) = placed.anchors.items.get(self.item) {
            let id = format!("{}__{anchor}", placed.name);
            self.id(&id);
        }
        self.item += 1;
    }

    fn label(&mut self, level: usize, number: u32) {
        let label = self.edition.language().list_label(level, number);
        xml::push_text(&mut self.out, &label);
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block], level: usize) {
        for block in blocks {
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &'a Block, level: usize) {
        match block {
            Block::Paragraph(unit) => self.paragraph(*unit),
            // Only inside of quotations, items and notes.
            Block::Heading { unit, .. } => self.unit("p", *unit),
            Block::List { start, items, .. } => self.list(*start, items, level),
            Block::Quote { alert, blocks } => {
                let class = match alert {
                    Some(alert) => format!("alert-{}", alert.name()),
                    None => "quote".to_owned(),
                };
                self.out.push_str("<blockContainer");
                self.attribute("class", &class);
                self.out.push('>');
                if let Some(alert) = alert {
                    let title = self
                        .edition
                        .message(&format!("alert-{}", alert.name()), &[]);
                    self.out.push_str("<heading>");
                    xml::push_text(&mut self.out, &title);
                    self.out.push_str("</heading>");
                }
                self.blocks_or_none(blocks, level);
                self.out.push_str("</blockContainer>");
            }
            Block::Code { language, text } => {
                self.out.push_str("<block name=\"code\"");
                if let Some(language) = language {
                    self.attribute("class", &format!("language-{language}"));
                }
                self.attribute("xml:space", "preserve");
                self.out.push('>');
                xml::push_text(&mut self.out, text);
                self.out.push_str("</block>");
            }
            Block::Table { rows, .. } => self.table(rows),
            Block::Definitions(definitions) => self.definitions(definitions, level),
            Block::Figure {
                alternative,
                source,
                caption,
            } => {
                let placed = self.placed();
                let text = alternative.map(|unit| plain(&self.shown(unit).tokens));
                let id = alternative.map(|unit| placed.ids[unit].as_str());
                self.out.push_str("<p class=\"figure\">");
                self.image(&source.value, text.as_deref().unwrap_or(""), id);
                self.out.push_str("</p>");
                if let Some(caption) = caption {
                    self.unit("p", *caption);
                }
            }
            Block::Rule => self.out.push_str("<block name=\"rule\"/>"),
            // An author's HTML may begin in one block and end in another: its text is what XML
            // can take.
            Block::Html(html) => {
                let text = visible(html);
                if !text.is_empty() {
                    self.out.push_str("<block name=\"html\">");
                    xml::push_text(&mut self.out, &text);
                    self.out.push_str("</block>");
                }
            }
        }
    }

    /// A paragraph, and the source text where both are shown.
    fn paragraph(&mut self, index: UnitIndex) {
        self.unit("p", index);
        if self.shown(index).with_source {
            let source = self.edition.source().lang();
            self.out.push_str("<p class=\"source-text\"");
            self.attribute("xml:lang", source);
            self.out.push('>');
            let text = plain(&self.placed().article.units[index].tokens);
            xml::push_text(&mut self.out, &text);
            self.out.push_str("</p>");
        }
    }

    /// Blocks where the schema wants one at least.
    fn blocks_or_none(&mut self, blocks: &'a [Block], level: usize) {
        let start = self.out.len();
        self.blocks(blocks, level);
        if self.out.len() == start {
            self.out.push_str("<p/>");
        }
    }

    fn list(&mut self, start: Option<u32>, items: &'a [Item], level: usize) {
        let legal = self.edition.is_legal() && start.is_some();
        let level = level + usize::from(legal);
        if items.is_empty() {
            return;
        }
        self.out.push_str("<blockList>");
        for (at, item) in items.iter().enumerate() {
            self.out.push_str("<item");
            if legal {
                self.item_id();
            }
            self.out.push('>');
            let number = start.map(|start| number_of(start, at));
            match (number, item.task) {
                (Some(number), _) if legal => {
                    self.out.push_str("<num>");
                    self.label(level, number);
                    self.out.push_str("</num>");
                }
                (Some(number), _) => {
                    let number = self.edition.language().integer(u64::from(number));
                    self.out.push_str(&format!("<num>{number}.</num>"));
                }
                (None, Some(done)) => {
                    self.out.push_str(if done {
                        "<num>☑</num>"
                    } else {
                        "<num>☐</num>"
                    });
                }
                (None, None) => {}
            }
            self.blocks_or_none(&item.blocks, level);
            self.out.push_str("</item>");
        }
        self.out.push_str("</blockList>");
    }

    fn table(&mut self, rows: &[Vec<Option<UnitIndex>>]) {
        self.out.push_str("<table>");
        for (at, row) in rows.iter().enumerate() {
            let cell_element = if at == 0 { "th" } else { "td" };
            self.out.push_str("<tr>");
            for cell in row {
                self.out.push_str(&format!("<{cell_element}>"));
                match cell {
                    Some(unit) => self.unit("p", *unit),
                    None => self.out.push_str("<p/>"),
                }
                self.out.push_str(&format!("</{cell_element}>"));
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</table>");
    }

    /// A list whose items are called by the terms.
    fn definitions(&mut self, definitions: &'a [Definition], level: usize) {
        self.out.push_str("<blockList class=\"definitions\">");
        for definition in definitions {
            self.out.push_str("<item>");
            self.unit("heading", definition.term);
            let start = self.out.len();
            for blocks in &definition.definitions {
                self.blocks(blocks, level);
            }
            if self.out.len() == start {
                self.out.push_str("<p/>");
            }
            self.out.push_str("</item>");
        }
        self.out.push_str("</blockList>");
    }
}
