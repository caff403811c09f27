//! The document as plain text.
//!
//! A paragraph is one line: programs that show text wrap it, and Arabic or Chinese that was cut
//! into lines can neither be searched nor copied whole. Numbers and letters stand as they are
//! displayed, notes at the end with their numbers. What is inside of something is indented by
//! four spaces. No marks of direction are added: each line begins in the direction of its text.

use super::edition::{Edition, number_of};
use super::html::visible;
use crate::content::inline::{Destination, Inline};
use crate::content::{Block, Definition, Item, UnitIndex};
use crate::localize::LocalizedArticle;
use crate::site::Placed;

const INDENT: &str = "    ";

/// Writes the whole text.
pub fn write(edition: &Edition<'_>) -> String {
    let mut out = String::new();
    for article in 0..edition.document.articles.len() {
        let mut writer = Writer::new(edition, article);
        if article > 0 {
            writer.out.push('\n');
        } else {
            writer.close = true;
        }
        let [label, title] = edition.heading(article);
        for unit in [label, title].into_iter().flatten() {
            writer.unit(unit, "", "", false);
        }
        if article == 0 {
            for line in edition.status() {
                writer.line("", &line);
            }
        }
        writer.blocks(&writer.placed.article.blocks, "", 0);
        out.push_str(&writer.out);
    }
    notes(edition, &mut out);
    out
}

fn notes(edition: &Edition<'_>, out: &mut String) {
    let notes = &edition.document.notes;
    if notes.is_empty() {
        return;
    }
    out.push('\n');
    out.push_str(&edition.message("notes", &[]));
    out.push('\n');
    for note in notes {
        let mut writer = Writer::new(edition, note.article);
        writer.lead = format!("[{}] ", edition.language().integer(note.number));
        writer.blocks(&writer.placed.article.notes[note.note].blocks, "", 0);
        out.push_str(&writer.out);
    }
}

struct Writer<'a> {
    edition: &'a Edition<'a>,
    placed: &'a Placed,
    units: &'a LocalizedArticle,
    /// What the next line begins with: the label of its item.
    lead: String,
    /// Whether the next line follows the last one without an empty one between them.
    close: bool,
    out: String,
}

impl<'a> Writer<'a> {
    fn new(edition: &'a Edition<'a>, article: usize) -> Self {
        Self {
            edition,
            placed: &edition.document.articles[article],
            units: &edition.localized[article],
            lead: String::new(),
            close: false,
            out: String::new(),
        }
    }

    fn line(&mut self, indent: &str, text: &str) {
        if !std::mem::replace(&mut self.close, false) {
            self.out.push('\n');
        }
        let lead = std::mem::take(&mut self.lead);
        for (at, line) in text.lines().enumerate() {
            self.out.push_str(indent);
            if at == 0 {
                self.out.push_str(&lead);
            }
            self.out.push_str(line);
            self.out.push('\n');
        }
        if text.is_empty() {
            self.out.push_str(indent);
            self.out.push_str(lead.trim_end());
            self.out.push('\n');
        }
    }

    fn unit(&mut self, index: UnitIndex, indent: &str, before: &str, in_full: bool) {
        let unit = &self.units[index];
        let mut text = before.to_owned();
        text.push_str(&self.tokens(&unit.tokens));
        for remark in self.edition.remarks(unit, in_full) {
            text.push_str(&format!(" [{remark}]"));
        }
        self.line(indent, &text);
        if unit.with_source && in_full {
            let source = self.tokens(&self.placed.article.units[index].tokens);
            let words = self.edition.message("in-source-language", &[]);
            self.line(&format!("{indent}{INDENT}"), &format!("[{words}] {source}"));
        }
    }

    /// The text of a unit. A hard break begins a line.
    fn tokens(&self, tokens: &[Inline]) -> String {
        let mut out = String::new();
        let mut links = Vec::new();
        for token in tokens {
            match token {
                Inline::Text(text) | Inline::Code(text) | Inline::Math(text) => out.push_str(text),
                Inline::Image { alternative, .. } => out.push_str(alternative),
                Inline::Break => out.push('\n'),
                Inline::Note(label) => {
                    if let Some(note) = self.placed.notes.get(label) {
                        let number = self.edition.document.notes[*note].number;
                        out.push_str(&format!("[{}]", self.edition.language().integer(number)));
                    }
                }
                Inline::Link { destination, .. } => links.push((destination, out.len())),
                Inline::EndLink => {
                    // An address that is the text of its link is not said twice.
                    if let Some((Destination::External(address), at)) = links.pop()
                        && !address.ends_with(&out[at..])
                    {
                        out.push_str(&format!(" <{address}>"));
                    }
                }
                Inline::Open(_) | Inline::Close(_) => {}
            }
        }
        out
    }

    fn blocks(&mut self, blocks: &'a [Block], indent: &str, level: usize) {
        for block in blocks {
            self.block(block, indent, level);
        }
    }

    fn block(&mut self, block: &'a Block, indent: &str, level: usize) {
        let deeper = format!("{indent}{INDENT}");
        match block {
            Block::Paragraph(unit) => self.unit(*unit, indent, "", true),
            Block::Heading { unit, .. } => self.unit(*unit, indent, "", false),
            Block::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, indent, level),
            Block::Quote { alert, blocks } => {
                if let Some(alert) = alert {
                    let title = self
                        .edition
                        .message(&format!("alert-{}", alert.name()), &[]);
                    self.line(&deeper, &title);
                }
                self.blocks(blocks, &deeper, level);
            }
            Block::Code { text, .. } => self.line(&deeper, text),
            Block::Table { rows, .. } => self.table(rows, indent),
            Block::Definitions(definitions) => self.definitions(definitions, indent, level),
            Block::Figure {
                alternative,
                caption,
                ..
            } => {
                for unit in [alternative, caption].into_iter().flatten() {
                    self.unit(*unit, &deeper, "", false);
                }
            }
            Block::Rule => self.line(indent, "* * *"),
            Block::Html(html) => {
                let text = visible(html);
                if !text.is_empty() {
                    self.line(indent, &text);
                }
            }
        }
    }

    fn list(
        &mut self,
        start: Option<u32>,
        tight: bool,
        items: &'a [Item],
        indent: &str,
        level: usize,
    ) {
        let legal = self.edition.is_legal();
        let level = level + usize::from(legal && start.is_some());
        let deeper = format!("{indent}{INDENT}");
        for (at, item) in items.iter().enumerate() {
            let mut label = match start.map(|start| number_of(start, at)) {
                Some(number) if legal => self.edition.language().list_label(level, number),
                Some(number) => {
                    let number = self.edition.language().integer(u64::from(number));
                    format!("{number}.")
                }
                None => "-".to_owned(),
            };
            if let Some(done) = item.task {
                label.push_str(if done { " [x]" } else { " [ ]" });
            }
            self.lead.push_str(&label);
            self.lead.push(' ');
            self.close = tight && at > 0;
            match item.blocks.split_first() {
                Some((Block::Paragraph(unit), rest)) => {
                    self.unit(*unit, indent, "", true);
                    self.blocks(rest, &deeper, level);
                }
                Some(_) => self.blocks(&item.blocks, indent, level),
                None => self.line(indent, ""),
            }
        }
    }

    /// One line a row, its cells divided by tabulators.
    fn table(&mut self, rows: &'a [Vec<Option<UnitIndex>>], indent: &str) {
        for (at, row) in rows.iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.cell(*cell)).collect();
            self.close = at > 0;
            self.line(indent, &cells.join("\t"));
        }
    }

    fn cell(&self, cell: Option<UnitIndex>) -> String {
        let Some(unit) = cell.map(|unit| &self.units[unit]) else {
            return String::new();
        };
        let mut text = self.tokens(&unit.tokens).replace('\n', " ");
        for remark in self.edition.remarks(unit, false) {
            text.push_str(&format!(" [{remark}]"));
        }
        text
    }

    fn definitions(&mut self, definitions: &'a [Definition], indent: &str, level: usize) {
        let deeper = format!("{indent}{INDENT}");
        for definition in definitions {
            self.unit(definition.term, indent, "", false);
            for blocks in &definition.definitions {
                self.close = true;
                self.blocks(blocks, &deeper, level);
            }
        }
    }
}
