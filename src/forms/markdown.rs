//! The document as Markdown: CommonMark with the tables, notes, tasks, deletions and callouts of
//! GitHub, and definition lists as its readers know them.
//!
//! 1. front matter says what the file is;
//! 2. articles follow one another below headings as deep as they lie;
//! 3. a number that Markdown can express is the number of a list; any other label, `(a)` or
//!    `١.`, is text at the beginning of an item;
//! 4. notes stand at the end with their numbers.
//!
//! Invariant: the file read as Markdown shows the text that the units have.

mod inline;

use std::fmt::Write as _;

use super::edition::{Edition, number_of};
use super::links;
use crate::content::front_matter::NoteNumbering;
use crate::content::inline::plain;
use crate::content::{Alignment, Block, Definition, Inline, Item, UnitIndex};
use crate::localize::LocalizedArticle;
use crate::site::Placed;
use crate::site::notes::Numbered;

/// Writes the whole document.
pub fn write(edition: &Edition<'_>) -> String {
    let mut out = head(edition);
    for article in 0..edition.document.articles.len() {
        let writer = Writer::new(edition, article);
        let mut pieces = Vec::new();
        let heading = edition.heading(article).into_iter().flatten();
        let heading: Vec<String> = heading.map(|unit| writer.line(unit, "")).collect();
        if !heading.is_empty() {
            let depth = edition.depth(article).min(5);
            pieces.push(format!("#{} {}", "#".repeat(depth), heading.join(" — ")));
        }
        if article == 0 {
            let status = edition.status().join(" ");
            pieces.push(format!("> {}", inline::escaped(&status)));
        }
        pieces.extend(writer.blocks(&writer.placed.article.blocks, 0));
        for piece in pieces {
            out.push('\n');
            out.push_str(&piece);
            out.push('\n');
        }
    }
    for note in &edition.document.notes {
        let writer = Writer::new(edition, note.article);
        let blocks = &writer.placed.article.notes[note.note].blocks;
        let text = writer.blocks(blocks, 0).join("\n\n");
        let label = note_label(edition, note);
        let _ = write!(out, "\n{}\n", marked(&format!("[^{label}]: "), 4, &text));
    }
    out
}

/// YAML: JSON strings are YAML strings (YAML 1.2.2, section 1.3).
fn head(edition: &Edition<'_>) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let title = edition.titles(0).plain_title();
    let language = edition.language();
    let mut out = format!(
        "---\ntitle: {}\nlang: {}\ndir: {}\nauthority: {}\n",
        quoted(&title),
        quoted(language.lang()),
        language.direction().as_str(),
        edition.authority().name(),
    );
    if !edition.is_source() {
        let _ = writeln!(out, "translated-from: {}", quoted(edition.source().lang()));
    }
    if let Some(date) = &edition.document.settings.date {
        let _ = writeln!(out, "date: {date}");
    }
    if edition.material.config.base_url.is_some() {
        let _ = writeln!(out, "url: {}", quoted(&edition.address(&edition.base)));
    }
    out.push_str("---\n");
    out
}

/// What a note is called: by its number, and where numbers begin again, also by its article.
fn note_label(edition: &Edition<'_>, note: &Numbered) -> String {
    match edition.document.settings.notes {
        NoteNumbering::Document => note.number.to_string(),
        NoteNumbering::Article => {
            let article = &edition.document.articles[note.article].name;
            format!("{article}-{}", note.number)
        }
    }
}

struct Writer<'a> {
    edition: &'a Edition<'a>,
    placed: &'a Placed,
    units: &'a LocalizedArticle,
}

impl<'a> Writer<'a> {
    fn new(edition: &'a Edition<'a>, article: usize) -> Self {
        Self {
            edition,
            placed: &edition.document.articles[article],
            units: &edition.localized[article],
        }
    }

    /// Each block on its own, without a line end. Two lists that follow one another would be one.
    fn blocks(&self, blocks: &'a [Block], level: usize) -> Vec<String> {
        let mut pieces = Vec::with_capacity(blocks.len());
        let mut after_list = false;
        for block in blocks {
            let is_list = matches!(block, Block::List { .. });
            if is_list && after_list {
                pieces.push("<!-- -->".to_owned());
            }
            after_list = is_list;
            pieces.push(self.block(block, level));
        }
        pieces
    }

    fn block(&self, block: &'a Block, level: usize) -> String {
        match block {
            Block::Paragraph(unit) => self.paragraph(*unit, ""),
            Block::Heading { level, unit, .. } => {
                let depth = usize::from(*level) + self.depth();
                format!("{} {}", "#".repeat(depth.min(6)), self.line(*unit, ""))
            }
            Block::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, level),
            Block::Quote { alert, blocks } => {
                let mut pieces = self.blocks(blocks, level);
                if let Some(alert) = alert {
                    let name = alert.name().to_ascii_uppercase();
                    let first = pieces.first().cloned().unwrap_or_default();
                    let rest = pieces.drain(..).skip(1);
                    pieces = std::iter::once(format!("[!{name}]\n{first}"))
                        .chain(rest)
                        .collect();
                }
                prefixed("> ", &pieces.join("\n\n"))
            }
            Block::Code { language, text } => {
                let fence = "`".repeat(inline::longest_run(text, '`').max(2) + 1);
                let language = language.as_deref().unwrap_or("");
                let end = if text.ends_with('\n') || text.is_empty() {
                    ""
                } else {
                    "\n"
                };
                format!("{fence}{language}\n{text}{end}{fence}")
            }
            Block::Table { alignments, rows } => self.table(alignments, rows),
            Block::Definitions(definitions) => self.definitions(definitions, level),
            Block::Figure {
                alternative,
                source,
                caption,
            } => self.figure(*alternative, &source.value, *caption),
            Block::Rule => "---".to_owned(),
            Block::Html(html) => html.trim_end().to_owned(),
        }
    }

    fn depth(&self) -> usize {
        let article = self.edition.document.by_path.get(&self.placed.article.path);
        article.map_or(0, |article| self.edition.depth(*article))
    }

    /// A unit as a paragraph, with the source text below it where both are shown.
    fn paragraph(&self, index: UnitIndex, before: &str) -> String {
        let unit = &self.units[index];
        let mut text = before.to_owned();
        text.push_str(&self.inline(&unit.tokens, inline::Where::Paragraph));
        let mut text = inline::guarded(&text);
        for remark in self.edition.remarks(unit, true) {
            let _ = write!(text, " *\\[{}\\]*", inline::escaped(&remark));
        }
        if unit.with_source {
            let source = self.inline(
                &self.placed.article.units[index].tokens,
                inline::Where::Paragraph,
            );
            let _ = write!(text, "\n\n{}", prefixed("> ", &inline::guarded(&source)));
        }
        text
    }

    /// A unit on one line.
    fn line(&self, index: UnitIndex, before: &str) -> String {
        self.on_one_line(index, before, inline::Where::Line)
    }

    fn on_one_line(&self, index: UnitIndex, before: &str, place: inline::Where) -> String {
        let unit = &self.units[index];
        let mut text = before.to_owned();
        text.push_str(&self.inline(&unit.tokens, place));
        for remark in self.edition.remarks(unit, false) {
            let _ = write!(text, " *\\[{}\\]*", inline::escaped(&remark));
        }
        text
    }

    fn inline(&self, tokens: &[Inline], place: inline::Where) -> String {
        inline::write(self.edition, self.placed, tokens, place)
    }

    fn list(&self, start: Option<u32>, tight: bool, items: &'a [Item], level: usize) -> String {
        let legal = self.edition.is_legal() && start.is_some();
        let level = level + usize::from(legal);
        let mut out = String::new();
        for (at, item) in items.iter().enumerate() {
            if at > 0 {
                out.push_str(if tight { "\n" } else { "\n\n" });
            }
            let number = start.map(|start| number_of(start, at));
            let mut label = None;
            let marker = match number {
                Some(number) if legal => {
                    let shown = self.edition.language().list_label(level, number);
                    if shown == format!("{number}.") || shown == format!("{number})") {
                        format!("{shown} ")
                    } else {
                        label = Some(format!("{} ", inline::escaped(&shown)));
                        "- ".to_owned()
                    }
                }
                Some(number) => format!("{number}. "),
                None => "- ".to_owned(),
            };
            let text = self.item(item, label.as_deref().unwrap_or(""), tight, level);
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            out.push_str(&marked(&format!("{marker}{task}"), marker.len(), &text));
        }
        out
    }

    fn item(&self, item: &'a Item, label: &str, tight: bool, level: usize) -> String {
        let pieces = match item.blocks.split_first() {
            Some((Block::Paragraph(unit), rest)) => {
                let mut pieces = vec![self.paragraph(*unit, label)];
                pieces.extend(self.blocks(rest, level));
                pieces
            }
            _ => {
                let label = (!label.is_empty()).then(|| label.trim_end().to_owned());
                let label = label.into_iter();
                label.chain(self.blocks(&item.blocks, level)).collect()
            }
        };
        let lists_only = item.blocks.iter().skip(1);
        let lists_only = lists_only
            .into_iter()
            .all(|block| matches!(block, Block::List { .. }));
        pieces.join(if tight && lists_only { "\n" } else { "\n\n" })
    }

    fn table(&self, alignments: &[Alignment], rows: &[Vec<Option<UnitIndex>>]) -> String {
        let mut out = String::new();
        for (at, row) in rows.iter().enumerate() {
            if at > 0 {
                out.push('\n');
            }
            out.push('|');
            for cell in row {
                let text = cell.map(|unit| self.on_one_line(unit, "", inline::Where::Cell));
                let _ = write!(out, " {} |", text.unwrap_or_default());
            }
            if at == 0 {
                out.push_str("\n|");
                for column in 0..row.len() {
                    out.push_str(match alignments.get(column) {
                        Some(Alignment::Start) => " :-- |",
                        Some(Alignment::Center) => " :-: |",
                        Some(Alignment::End) => " --: |",
                        _ => " --- |",
                    });
                }
            }
        }
        out
    }

    fn definitions(&self, definitions: &'a [Definition], level: usize) -> String {
        let mut out = String::new();
        for definition in definitions {
            if !out.is_empty() {
                out.push_str("\n\n");
            }
            out.push_str(&inline::guarded(&self.line(definition.term, "")));
            for blocks in &definition.definitions {
                let text = self.blocks(blocks, level).join("\n\n");
                let _ = write!(out, "\n{}", marked(": ", 2, &text));
            }
        }
        out
    }

    fn figure(
        &self,
        alternative: Option<UnitIndex>,
        source: &str,
        caption: Option<UnitIndex>,
    ) -> String {
        let alternative = alternative.map(|unit| inline::escaped(&plain(&self.units[unit].tokens)));
        let address = links::image(self.edition, self.placed, source);
        let address = inline::destination(&address.unwrap_or_default());
        let title = caption.map(|unit| inline::quoted(&plain(&self.units[unit].tokens)));
        let alternative = alternative.unwrap_or_default();
        format!("![{alternative}]({address}{})", title.unwrap_or_default())
    }
}

/// Puts something before each line that is not empty, and its visible part before those that are.
fn prefixed(prefix: &str, text: &str) -> String {
    let line = |line: &str| match line {
        "" => prefix.trim_end().to_owned(),
        _ => format!("{prefix}{line}"),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// Puts a marker before the first line, and indents the others by a number of spaces.
fn marked(marker: &str, indent: usize, text: &str) -> String {
    let indent = " ".repeat(indent);
    let mut out = String::with_capacity(text.len() + marker.len());
    for (at, line) in text.split('\n').enumerate() {
        match (at, line) {
            (0, "") => out.push_str(marker.trim_end()),
            (0, _) => out.push_str(marker),
            (_, "") => out.push('\n'),
            _ => {
                out.push('\n');
                out.push_str(&indent);
            }
        }
        out.push_str(line);
    }
    out
}
