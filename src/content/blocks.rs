//! From a Markdown file to an [`Article`].
//!
//! 1. front matter is split off;
//! 2. `pulldown-cmark` gives events with their ranges, which `guard` counts before anything
//!    recurses on them;
//! 3. a `Builder` walks the events once and makes [`Block`]s; the text between the marks of a
//!    block becomes a [`Unit`], taken from the source as it was written, without the marks of
//!    the containers around it;
//! 4. notes are built last, so that their units follow those of the text.

mod lists;
mod notes;
mod paragraphs;
mod tables;
mod verbatim;
mod written;

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BlockQuoteKind, Event, HeadingLevel, Options, Parser, Tag};

use super::front_matter::{self, FrontMatter};
use super::{Alert, Article, Block, Unit, UnitIndex, UnitKind, guard, inline, tidy};
use crate::config::toml::Located;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::fluent;
use crate::source::SourceFile;

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
    let text = guard::readable(file, diagnostics)?;
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
    let events = parser.into_offset_iter();
    let events = events.map(|(event, range)| (event, range.start + body..range.end + body));
    let events = guard::bounded(events, file, diagnostics)?;
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
        if let Some(message) = fluent::guard::unreadable(&unit.text) {
            self.error(
                "unit-too-large",
                message,
                unit.span.start..unit.span.start + 1,
                "this text becomes one message of translations: divide it",
            );
        }
        self.units.push(unit);
        Some(self.units.len() - 1)
    }
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
