//! From a Markdown file to an [`Article`].
//!
//! 1. front matter is split off;
//! 2. `pulldown-cmark` gives events with their ranges, which are counted before anything
//!    recurses on them;
//! 3. a `Builder` walks the events once and makes [`Block`]s; the text between the marks of a
//!    block becomes a [`Unit`], taken from the source as it was written, without the marks of
//!    the containers around it;
//! 4. notes are built last, so that their units follow those of the text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{
    Alignment as CellAlignment, BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options,
    Parser, Tag, TagEnd,
};

use super::front_matter::{self, FrontMatter};
use super::slug::slug;
use super::text::{Rebuilt, code_delimiter, one_line};
use super::{
    Alert, Alignment, Article, Block, Definition, Item, Note, Unit, UnitIndex, UnitKind, inline,
    tidy,
};
use crate::config::toml::Located;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::fluent;
use crate::fluent::write::escape_braces;
use crate::source::SourceFile;

/// The largest Markdown file, in bytes: longer than any treaty by far.
const LARGEST_FILE: usize = 16 << 20;
/// How deep blocks and inline marks may nest.
const DEEPEST_NESTING: usize = 100;
/// How many cells the tables of one file may have; a few bytes of Markdown can ask for many.
const MOST_CELLS: usize = 50_000;

/// The extensions of Markdown that articles use.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// Parses a content file. `None` if nothing can be made of it.
pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<Article> {
    let text = readable(file, diagnostics)?;
    let (front, body) = front_matter::parse(file, text, diagnostics);
    let parser = Parser::new_ext(&text[body..], options());
    let references: Vec<_> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| {
            let title = definition.title.as_deref().unwrap_or("");
            (
                label.to_owned(),
                definition.dest.to_string(),
                title.to_owned(),
            )
        })
        .collect();
    let mut events = Vec::new();
    let (mut depth, mut cells) = (0usize, 0usize);
    for (event, range) in parser.into_offset_iter() {
        let range = range.start + body..range.end + body;
        match &event {
            Event::Start(tag) => {
                depth += 1;
                cells += usize::from(matches!(tag, Tag::TableCell));
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > DEEPEST_NESTING || cells > MOST_CELLS {
            let what = if depth > DEEPEST_NESTING {
                format!("blocks are nested more than {DEEPEST_NESTING} deep")
            } else {
                format!("the tables of this file have more than {MOST_CELLS} cells")
            };
            diagnostics.push(
                Diagnostic::error("markdown-too-large", what)
                    .at(&file.path, range.start..range.start + 1),
            );
            return None;
        }
        events.push((event, range));
    }
    let mut builder = Builder {
        file,
        text,
        events,
        at: 0,
        units: Vec::new(),
        deferred: Vec::new(),
        note: None,
        diagnostics,
    };
    builder.front_units(&front);
    let has_title = front.title.is_some();
    let blocks = builder.document(has_title);
    let notes = builder.notes();
    let units = inline_marks(builder.units, &references, file, diagnostics);
    let article = Article {
        path: file.path.clone(),
        front,
        blocks,
        notes,
        units,
        references,
    };
    if !article
        .units
        .iter()
        .any(|unit| unit.kind == UnitKind::Title)
    {
        diagnostics.push(
            Diagnostic::error("title-missing", "the article has no title")
                .at(&file.path, body..body)
                .hint("begin the file with a line `+++`, a line `title = \"…\"` and a line `+++`, or with a heading `# …`"),
        );
    }
    Some(article)
}

/// Parses the inline Markdown of each unit, once for all languages that show it.
fn inline_marks(
    mut units: Vec<Unit>,
    references: &[(String, String, String)],
    file: &SourceFile,
    diagnostics: &mut Diagnostics,
) -> Vec<Unit> {
    for unit in &mut units {
        let (tokens, problems) = inline::parse(&unit.text, references);
        unit.tokens = tokens.into();
        for problem in problems {
            let span =
                unit.offset_in_file(problem.span.start)..unit.offset_in_file(problem.span.end);
            let diagnostic = Diagnostic::error(problem.code, problem.message).at(&file.path, span);
            diagnostics.push(match problem.hint {
                "" => diagnostic,
                hint => diagnostic.hint(hint),
            });
        }
    }
    units
}

fn readable<'f>(file: &'f SourceFile, diagnostics: &mut Diagnostics) -> Option<&'f str> {
    if file.bytes.len() > LARGEST_FILE {
        diagnostics.push(
            Diagnostic::error(
                "markdown-too-large",
                format!(
                    "the file has {} bytes, more than {LARGEST_FILE}",
                    file.bytes.len()
                ),
            )
            .in_file(&file.path)
            .hint("split it into several articles"),
        );
        return None;
    }
    let text = file.utf8(diagnostics)?;
    let trouble = [
        ('\u{feff}', "byte-order-mark", "a byte-order mark"),
        ('\0', "control-character", "a NUL character"),
    ];
    for (character, code, what) in trouble {
        if let Some(at) = text.find(character) {
            diagnostics.push(
                Diagnostic::error(code, format!("the file holds {what}"))
                    .at(&file.path, at..at + character.len_utf8())
                    .hint("save the file as UTF-8 without a byte-order mark"),
            );
            return None;
        }
    }
    Some(text)
}

struct Builder<'s, 'd> {
    file: &'s SourceFile,
    text: &'s str,
    events: Vec<(Event<'s>, Range<usize>)>,
    at: usize,
    units: Vec<Unit>,
    /// Where the definitions of notes begin among the events.
    deferred: Vec<usize>,
    /// The note being built, and whether its first unit was made.
    note: Option<(String, bool)>,
    diagnostics: &'d mut Diagnostics,
}

impl<'s> Builder<'s, '_> {
    fn error(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        span: Range<usize>,
        hint: &str,
    ) {
        let diagnostic = Diagnostic::error(code, message).at(&self.file.path, span);
        self.diagnostics.push(if hint.is_empty() {
            diagnostic
        } else {
            diagnostic.hint(hint)
        });
    }

    fn front_units(&mut self, front: &FrontMatter) {
        let texts = [
            (UnitKind::Label, &front.label),
            (UnitKind::Title, &front.title),
            (UnitKind::Description, &front.description),
        ];
        for (kind, text) in texts {
            if let Some(text) = text {
                // Behind the opening quote.
                let origins = vec![(0, text.span.start + 1)];
                self.unit(kind, text.value.clone(), text.span.clone(), origins, None);
            }
        }
    }

    /// The whole text. A first heading of level 1 is the title if front matter gives none.
    fn document(&mut self, has_title: bool) -> Vec<Block> {
        if !has_title
            && let Some((
                Event::Start(Tag::Heading {
                    level: HeadingLevel::H1,
                    ..
                }),
                _,
            )) = self.events.first()
        {
            let id = self.heading_id(0);
            self.at = 1;
            let (text, origins, span) = self.inline_until_end();
            if let Some(index) = self.unit(UnitKind::Title, text, span, origins, id) {
                // Read before the description; no block refers to either yet.
                let description = self
                    .units
                    .iter()
                    .position(|unit| unit.kind == UnitKind::Description);
                let unit = self.units.remove(index);
                self.units.insert(description.unwrap_or(index), unit);
            }
        }
        self.blocks()
    }

    /// Blocks up to the end of the container, which is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open_html = tidy::Open::default();
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            match event {
                Event::End(_) => {
                    self.at += 1;
                    break;
                }
                Event::Start(Tag::Paragraph) => {
                    self.at += 1;
                    blocks.extend(self.paragraph());
                }
                Event::Start(Tag::Heading {
                    level, ref classes, ..
                }) => {
                    let id = self.heading_id(self.at);
                    let classes = classes
                        .iter()
                        .filter_map(|class| sound_class(class))
                        .collect();
                    self.at += 1;
                    blocks.extend(self.heading(level, classes, id, range));
                }
                Event::Start(Tag::BlockQuote(kind)) => {
                    self.at += 1;
                    let alert = kind.map(alert);
                    blocks.push(Block::Quote {
                        alert,
                        blocks: self.blocks(),
                    });
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.at += 1;
                    blocks.push(self.code(&kind));
                }
                Event::Start(Tag::HtmlBlock) => {
                    self.at += 1;
                    blocks.extend(self.html(&mut open_html));
                }
                Event::Start(Tag::List(start)) => {
                    self.at += 1;
                    blocks.push(self.list(start, &range));
                }
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.deferred.push(self.at);
                    self.skip_element();
                }
                Event::Start(Tag::DefinitionList) => {
                    self.at += 1;
                    blocks.push(self.definitions());
                }
                Event::Start(Tag::Table(alignments)) => {
                    self.at += 1;
                    blocks.push(self.table(&alignments));
                }
                Event::Rule => {
                    self.at += 1;
                    blocks.push(Block::Rule);
                }
                // The text of a tight item stands in it without a paragraph.
                _ => {
                    let (text, origins, span) = self.inline_until_block();
                    let kind = self.paragraph_kind();
                    let unit = self.unit(kind, text, span, origins, None);
                    blocks.extend(unit.map(Block::Paragraph));
                }
            }
        }
        for (name, span) in open_html.rest() {
            self.error(
                "html-unbalanced",
                format!("`<{name}>` is not closed among its sibling blocks"),
                span,
                "close it in a block of HTML at the same level",
            );
        }
        blocks
    }

    fn skip_element(&mut self) {
        let mut depth = 0usize;
        while let Some((event, _)) = self.events.get(self.at) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                break;
            }
        }
    }

    fn notes(&mut self) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        let mut by_label: HashMap<String, usize> = HashMap::new();
        let mut next = 0;
        // A note may define another one within itself, which then comes last.
        while let Some(start) = self.deferred.get(next).copied() {
            next += 1;
            let Some((Event::Start(Tag::FootnoteDefinition(label)), range)) =
                self.events.get(start).cloned()
            else {
                continue;
            };
            let span = range.start..range.start + label.len() + "[^]:".len();
            if let Some(first) = by_label.get(label.as_ref()) {
                let first = Place::new(&self.file.path, notes[*first].label.span.clone());
                self.diagnostics.push(
                    Diagnostic::error(
                        "note-duplicate",
                        format!("the note `{label}` is defined twice"),
                    )
                    .at(&self.file.path, span)
                    .related(first, "it is first defined here"),
                );
                continue;
            }
            self.at = start + 1;
            self.note = Some((label.to_string(), false));
            let blocks = self.blocks();
            if self.note.take().is_some_and(|(_, begun)| !begun) {
                self.error(
                    "note-empty",
                    format!("the note `{label}` has no text"),
                    span.clone(),
                    "",
                );
            }
            by_label.insert(label.to_string(), notes.len());
            notes.push(Note {
                label: Located {
                    value: label.to_string(),
                    span,
                },
                blocks,
            });
        }
        notes
    }

    fn paragraph_kind(&mut self) -> UnitKind {
        match &mut self.note {
            None => UnitKind::Paragraph,
            Some((label, begun)) => {
                let label = label.clone();
                if std::mem::replace(begun, true) {
                    UnitKind::NoteParagraph { label }
                } else {
                    UnitKind::Note { label }
                }
            }
        }
    }

    fn paragraph(&mut self) -> Option<Block> {
        if let Some(figure) = self.figure() {
            return Some(figure);
        }
        let (text, origins, span) = self.inline_until_end();
        let (text, id) = self.fixed_id(text, &span);
        let kind = self.paragraph_kind();
        self.unit(kind, text, span, origins, id)
            .map(Block::Paragraph)
    }

    /// A paragraph of nothing but one image.
    fn figure(&mut self) -> Option<Block> {
        let start = self.at;
        let (
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            range,
        ) = self.events.get(start)?.clone()
        else {
            return None;
        };
        let mut at = start + 1;
        while !matches!(self.events.get(at)?.0, Event::End(TagEnd::Image)) {
            at += 1;
        }
        if !matches!(self.events.get(at + 1)?.0, Event::End(TagEnd::Paragraph)) {
            return None;
        }
        let (text, origins, span) = self.inline(start + 1, at);
        self.at = at + 2;
        let alternative = self.unit(UnitKind::Alternative, text, span, origins, None);
        let caption = if title.is_empty() {
            None
        } else {
            let kind = self.paragraph_kind();
            self.unit(
                kind,
                escape_braces(&title),
                range.clone(),
                vec![(0, range.start)],
                None,
            )
        };
        Some(Block::Figure {
            alternative,
            source: Located {
                value: dest_url.to_string(),
                span: range,
            },
            caption,
        })
    }

    fn heading_id(&self, at: usize) -> Option<Located<String>> {
        let (Event::Start(Tag::Heading { id: Some(id), .. }), range) = &self.events[at] else {
            return None;
        };
        let start = self.text[range.clone()]
            .rfind(&format!("#{id}"))
            .unwrap_or(0)
            + range.start;
        Some(Located {
            value: id.to_string(),
            span: start..start + id.len() + 1,
        })
    }

    fn heading(
        &mut self,
        level: HeadingLevel,
        classes: Vec<String>,
        id: Option<Located<String>>,
        range: Range<usize>,
    ) -> Option<Block> {
        if level == HeadingLevel::H1 {
            self.error(
                "heading-level-1",
                "a page has one heading of level 1, its title",
                range.start..range.start + 1,
                "write `##` for the headings in the text",
            );
        }
        let words: String = self.events[self.at..]
            .iter()
            .take_while(|(event, _)| !matches!(event, Event::End(TagEnd::Heading(_))))
            .map(|(event, _)| match event {
                Event::Text(text) | Event::Code(text) => text.as_ref(),
                _ => " ",
            })
            .collect();
        let (text, origins, span) = self.inline_until_end();
        let kind = UnitKind::Heading { slug: slug(&words) };
        let unit = self.unit(kind, text, span, origins, id)?;
        Some(Block::Heading {
            level: level as u8,
            unit,
            classes,
        })
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>) -> Block {
        let language = match kind {
            CodeBlockKind::Fenced(info) => {
                info.split([' ', ',', '\t']).next().and_then(sound_class)
            }
            CodeBlockKind::Indented => None,
        };
        let mut text = String::new();
        while let Some((event, _)) = self.events.get(self.at) {
            self.at += 1;
            match event {
                Event::Text(part) => text.push_str(part),
                Event::End(_) => break,
                _ => {}
            }
        }
        Block::Code { language, text }
    }

    fn html(&mut self, open: &mut tidy::Open) -> Option<Block> {
        let mut html = String::new();
        while let Some((event, range)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Html(part) | Event::Text(part) => {
                    for (message, span) in open.read(&part, range.start) {
                        self.error(
                            "html-unbalanced",
                            message,
                            span,
                            "raw HTML must be balanced",
                        );
                    }
                    html.push_str(&part);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        let html = tidy::without_comments(&html);
        (!html.trim().is_empty()).then_some(Block::Html(html))
    }

    fn list(&mut self, start: Option<u64>, range: &Range<usize>) -> Block {
        let start = start.map(|start| match u32::try_from(start) {
            Ok(start) => start,
            Err(_) => {
                self.error(
                    "list-number",
                    "the number of a list item is too large",
                    range.start..range.start + 1,
                    "",
                );
                1
            }
        });
        let mut items = Vec::new();
        let mut tight = true;
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::Item) => {
                    let task = match self.events.get(self.at) {
                        Some((Event::TaskListMarker(done), _)) => {
                            let done = *done;
                            self.at += 1;
                            Some(done)
                        }
                        Some((Event::Start(Tag::Paragraph), _)) => {
                            tight = false;
                            match self.events.get(self.at + 1) {
                                Some((Event::TaskListMarker(done), _)) => {
                                    let done = *done;
                                    self.events.remove(self.at + 1);
                                    Some(done)
                                }
                                _ => None,
                            }
                        }
                        _ => None,
                    };
                    items.push(Item {
                        task,
                        blocks: self.blocks(),
                    });
                }
                _ => break,
            }
        }
        Block::List {
            start,
            tight,
            items,
        }
    }

    fn definitions(&mut self) -> Block {
        let mut list: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let (text, origins, span) = self.inline_until_end();
                    let kind = self.paragraph_kind();
                    if let Some(term) = self.unit(kind, text, span, origins, None) {
                        list.push(Definition {
                            term,
                            definitions: Vec::new(),
                        });
                    }
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks();
                    if let Some(last) = list.last_mut() {
                        last.definitions.push(blocks);
                    }
                }
                _ => break,
            }
        }
        Block::Definitions(list)
    }

    fn table(&mut self, alignments: &[CellAlignment]) -> Block {
        let mut rows = Vec::new();
        while let Some((event, _)) = self.events.get(self.at).cloned() {
            self.at += 1;
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let (text, origins, span) = self.inline_until_end();
                    let unit = if text.is_empty() {
                        None
                    } else {
                        let kind = self.paragraph_kind();
                        self.unit(kind, text, span, origins, None)
                    };
                    if let Some(row) = rows.last_mut() {
                        row.push(unit);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Block::Table {
            alignments: alignments.iter().copied().map(alignment).collect(),
            rows,
        }
    }

    /// The inline text up to the end of its block, which is consumed.
    fn inline_until_end(&mut self) -> (String, Vec<(usize, usize)>, Range<usize>) {
        let start = self.at;
        let end = self.end_of_inline(false);
        self.at = end + 1;
        self.inline(start, end)
    }

    /// The inline text up to the next block or the end of the container.
    fn inline_until_block(&mut self) -> (String, Vec<(usize, usize)>, Range<usize>) {
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
    fn inline(&self, start: usize, end: usize) -> (String, Vec<(usize, usize)>, Range<usize>) {
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
    fn fixed_id(&self, mut text: String, span: &Range<usize>) -> (String, Option<Located<String>>) {
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

    fn unit(
        &mut self,
        kind: UnitKind,
        text: String,
        span: Range<usize>,
        origins: Vec<(usize, usize)>,
        fixed_id: Option<Located<String>>,
    ) -> Option<UnitIndex> {
        if text.trim().is_empty() {
            return None;
        }
        let fixed_id = fixed_id.filter(|id| {
            let sound = id.value.starts_with(|c: char| c.is_ascii_alphabetic())
                && id.value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
            if !sound {
                self.error(
                    "id-invalid",
                    format!("`{}` cannot be the id of a message", id.value),
                    id.span.clone(),
                    "an id begins with a Latin letter and goes on with letters, digits, `-` and `_`",
                );
            }
            sound
        });
        let mut unit = Unit {
            kind,
            pattern: fluent::Pattern::text(&text, 0..text.len()),
            tokens: Arc::from([]),
            text,
            fixed_id,
            span,
            origins,
        };
        match fluent::parse::pattern(&unit.text) {
            Ok(pattern) => unit.pattern = pattern,
            Err((message, at)) => {
                let span = unit.offset_in_file(at.start)..unit.offset_in_file(at.end);
                self.error(
                    "fluent-syntax",
                    message,
                    span,
                    "braces hold Fluent placeables; a brace that is meant as text is written `{\"{\"}`",
                );
            }
        }
        self.units.push(unit);
        Some(self.units.len() - 1)
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

/// A class that can stand in an attribute as it is.
fn sound_class(class: &str) -> Option<String> {
    let sound = !class.is_empty()
        && class
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'+' | b'#'));
    sound.then(|| class.to_owned())
}

fn alert(kind: BlockQuoteKind) -> Alert {
    match kind {
        BlockQuoteKind::Note => Alert::Note,
        BlockQuoteKind::Tip => Alert::Tip,
        BlockQuoteKind::Important => Alert::Important,
        BlockQuoteKind::Warning => Alert::Warning,
        BlockQuoteKind::Caution => Alert::Caution,
    }
}

fn alignment(alignment: CellAlignment) -> Alignment {
    match alignment {
        CellAlignment::None => Alignment::None,
        CellAlignment::Left => Alignment::Start,
        CellAlignment::Center => Alignment::Center,
        CellAlignment::Right => Alignment::End,
    }
}
