//! Content HTML: blocks and inline tokens as `docs/page-model.md` describes them.
//!
//! Every element and attribute that a translation can produce is written here, and nowhere
//! else; all text goes through [`push_escaped`].

use std::collections::HashMap;
use std::fmt::Write as _;

use super::escape::{push_escaped, push_isolated};
use crate::content::front_matter::Numbering;
use crate::content::inline::{Destination, Mark, plain};
use crate::content::{Alignment, Block, Inline, Item, UnitIndex};
use crate::locale::Locale;
use crate::localize::{LocaleIndex, Locales, LocalizedArticle, LocalizedUnit};
use crate::site::links::{self, Target};
use crate::site::route::{Style, relative};
use crate::site::{Document, Placed, Site};

/// Interface messages that content needs, in the language of the page.
pub trait Words: Sync {
    /// A message with its arguments.
    fn message(&self, id: &str, arguments: &[(&str, &str)]) -> String;
}

/// Where pages of the site are, as seen from one locale.
pub trait Addresses: Sync {
    /// The address of an article from the root of the output, in a locale that has it.
    fn article(&self, document: usize, article: usize, locale: LocaleIndex) -> String;
}

/// The page that content is written for.
#[derive(Clone, Copy)]
pub struct Frame<'a> {
    /// The site.
    pub site: &'a Site,
    /// The document of the page.
    pub document: &'a Document,
    /// Which document that is.
    pub document_index: usize,
    /// All locales.
    pub locales: &'a Locales,
    /// The locale of the page.
    pub locale: LocaleIndex,
    /// The address of the page.
    pub address: &'a str,
    /// How links are written.
    pub style: Style,
    /// Whether several articles stand on the page, so that anchors of numbers need the
    /// article's name.
    pub whole_text: bool,
    /// Interface messages.
    pub words: &'a dyn Words,
    /// Addresses of pages.
    pub addresses: &'a dyn Addresses,
}

impl<'a> Frame<'a> {
    fn page_locale(&self) -> &'a Locale {
        &self.locales.all[self.locale].locale
    }

    /// The address of something as seen from the page.
    pub fn link(&self, to: &str) -> String {
        relative(self.address, to, self.style)
    }
}

/// References to notes, in the order in which a page shows them.
#[derive(Debug, Default)]
pub struct References {
    /// How often each note of the document was referred to on the page.
    counts: HashMap<usize, usize>,
}

/// Writes the content of one article.
pub struct Writer<'a, 'r> {
    frame: Frame<'a>,
    placed: &'a Placed,
    units: &'a LocalizedArticle,
    references: &'r mut References,
    item: usize,
    in_note: bool,
    out: String,
}

impl<'a, 'r> Writer<'a, 'r> {
    /// A writer for an article. `references` counts through the page.
    pub fn new(
        frame: Frame<'a>,
        article: usize,
        units: &'a LocalizedArticle,
        references: &'r mut References,
    ) -> Self {
        Self {
            frame,
            placed: &frame.document.articles[article],
            units,
            references,
            item: 0,
            in_note: false,
            out: String::new(),
        }
    }

    /// The same for a note: the numbers of its lists are no paragraphs of the article.
    #[must_use]
    pub fn in_note(mut self) -> Self {
        self.in_note = true;
        self
    }

    /// The HTML of the article's text.
    pub fn blocks(mut self, blocks: &'a [Block]) -> String {
        self.out.reserve(blocks.len() * 512);
        self.write_blocks(blocks, 0);
        self.out
    }

    /// The HTML of one unit's text, without an element around it.
    pub fn inline(mut self, unit: UnitIndex) -> String {
        let unit = &self.units[unit];
        self.tokens(&unit.tokens, unit.shown);
        self.out
    }

    fn write_blocks(&mut self, blocks: &'a [Block], level: usize) {
        for block in blocks {
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &'a Block, level: usize) {
        match block {
            Block::Paragraph(unit) => self.unit_element("p", *unit, Anchor::Id, "", |_| {}),
            Block::Heading {
                level,
                unit,
                classes,
            } => {
                let level = if self.frame.whole_text {
                    (*level + 1).min(6)
                } else {
                    *level
                };
                let element = ["h2", "h3", "h4", "h5", "h6"][usize::from(level.clamp(2, 6)) - 2];
                self.unit_element(element, *unit, Anchor::Id, &classes.join(" "), |_| {});
            }
            Block::List {
                start,
                tight,
                items,
            } => self.list(*start, *tight, items, level),
            Block::Quote {
                alert: None,
                blocks,
            } => {
                self.out.push_str("<blockquote>");
                self.write_blocks(blocks, level);
                self.out.push_str("</blockquote>");
            }
            Block::Quote {
                alert: Some(alert),
                blocks,
            } => {
                let name = alert.name();
                let title = self.frame.words.message(&format!("alert-{name}"), &[]);
                let _ = write!(
                    self.out,
                    "<div class=\"alert alert-{name}\" role=\"note\"><p class=\"alert-title\">"
                );
                push_escaped(&mut self.out, &title);
                self.out.push_str("</p>");
                self.write_blocks(blocks, level);
                self.out.push_str("</div>");
            }
            Block::Code { language, text } => {
                self.out.push_str("<pre dir=\"ltr\" tabindex=\"0\"><code");
                if let Some(language) = language {
                    self.out.push_str(" class=\"language-");
                    push_escaped(&mut self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
                push_escaped(&mut self.out, text);
                self.out.push_str("</code></pre>");
            }
            Block::Table { alignments, rows } => self.table(alignments, rows),
            Block::Definitions(definitions) => {
                self.out.push_str("<dl>");
                for definition in definitions {
                    self.unit_element("dt", definition.term, Anchor::Id, "", |_| {});
                    for blocks in &definition.definitions {
                        self.out.push_str("<dd>");
                        self.write_blocks(blocks, level);
                        self.out.push_str("</dd>");
                    }
                }
                self.out.push_str("</dl>");
            }
            Block::Figure {
                alternative,
                source,
                caption,
            } => {
                let Ok(published) =
                    links::image(self.frame.site, &self.placed.article.path, &source.value)
                else {
                    return;
                };
                self.out.push_str("<figure><img src=\"");
                let address = self.frame.link(&published);
                push_escaped(&mut self.out, &address);
                self.out.push_str("\" alt=\"");
                if let Some(unit) = alternative {
                    push_escaped(&mut self.out, &plain(&self.units[*unit].tokens));
                }
                self.out.push('"');
                if let Some(unit) = alternative {
                    self.identity(*unit, Anchor::Id);
                    self.language_of(self.units[*unit].shown);
                }
                self.out.push_str(" loading=\"lazy\">");
                if let Some(unit) = caption {
                    self.unit_element("figcaption", *unit, Anchor::Id, "", |_| {});
                }
                self.out.push_str("</figure>");
            }
            Block::Rule => self.out.push_str("<hr>"),
            Block::Html(html) => self.out.push_str(html),
        }
    }

    fn list(&mut self, start: Option<u32>, tight: bool, items: &'a [Item], level: usize) {
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

    /// Numbered paragraphs: the number is text of the paragraph, so that it is read and copied.
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
            self.out.push_str("<li");
            if let Some(anchor) = &anchor {
                self.out.push_str(" id=\"");
                if self.frame.whole_text {
                    push_escaped(&mut self.out, &self.placed.name);
                    self.out.push('-');
                }
                self.out.push_str(anchor);
                self.out.push('"');
            }
            self.out.push('>');
            match item.blocks.split_first() {
                Some((Block::Paragraph(unit), rest)) => {
                    let foreign = self.units[*unit].shown != self.frame.locale;
                    let own = if anchor.is_some() {
                        Anchor::None
                    } else {
                        Anchor::Id
                    };
                    self.unit_element("p", *unit, own, "", |out| {
                        out.push_str("<span class=\"number\"");
                        if foreign {
                            push_language(out, page);
                        }
                        out.push('>');
                        push_escaped(out, &label);
                        out.push_str("</span> ");
                    });
                    self.write_blocks(rest, level);
                }
                _ => {
                    self.out.push_str("<span class=\"number\">");
                    push_escaped(&mut self.out, &label);
                    self.out.push_str("</span> ");
                    self.write_blocks(&item.blocks, level);
                }
            }
            self.out.push_str("</li>");
        }
        self.out.push_str("</ol>");
    }

    fn table(&mut self, alignments: &[Alignment], rows: &[Vec<Option<UnitIndex>>]) {
        self.out
            .push_str("<div class=\"table\" tabindex=\"0\"><table>");
        for (row, cells) in rows.iter().enumerate() {
            let (element, open, close) = match row {
                0 => ("th", "<thead><tr>", "</tr></thead>"),
                1 => ("td", "<tbody><tr>", "</tr>"),
                _ => ("td", "<tr>", "</tr>"),
            };
            self.out.push_str(open);
            for (column, cell) in cells.iter().enumerate() {
                let class = match alignments.get(column) {
                    Some(Alignment::Start) => "start",
                    Some(Alignment::Center) => "center",
                    Some(Alignment::End) => "end",
                    _ => "",
                };
                match cell {
                    Some(unit) => self.unit_element(element, *unit, Anchor::Id, class, |_| {}),
                    None => {
                        let _ = write!(self.out, "<{element}></{element}>");
                    }
                }
            }
            self.out.push_str(close);
        }
        self.out.push_str(if rows.len() > 1 {
            "</tbody></table></div>"
        } else {
            "</table></div>"
        });
    }

    /// An element that shows a unit, with the marks of its state.
    fn unit_element(
        &mut self,
        element: &str,
        index: UnitIndex,
        anchor: Anchor,
        class: &str,
        lead: impl FnOnce(&mut String),
    ) {
        let unit = &self.units[index];
        let foreign = unit.shown != self.frame.locale;
        let outdated = unit.stale;
        self.out.push('<');
        self.out.push_str(element);
        self.identity(index, anchor);
        let state = match (foreign, outdated) {
            (true, true) => "untranslated outdated",
            (true, false) => "untranslated",
            (false, true) => "outdated",
            _ => "",
        };
        if !class.is_empty() || !state.is_empty() {
            self.out.push_str(" class=\"");
            push_escaped(&mut self.out, class);
            self.out.push_str(if class.is_empty() || state.is_empty() {
                ""
            } else {
                " "
            });
            self.out.push_str(state);
            self.out.push('"');
        }
        self.language_of(unit.shown);
        self.out.push('>');
        lead(&mut self.out);
        self.tokens(&unit.tokens, unit.shown);
        // A paragraph has room for the reason in words; a heading or a cell says it shortly.
        let wording = if element == "p" { "-explained" } else { "" };
        if foreign {
            self.mark(unit, &format!("untranslated{wording}"));
        }
        if outdated {
            self.outdated_mark(index, &format!("outdated{wording}"));
        }
        self.out.push_str("</");
        self.out.push_str(element);
        self.out.push('>');
        if unit.with_source && element == "p" {
            let source = self.frame.locales.source;
            self.out.push_str("<div class=\"source-text\"");
            self.language_of(source);
            self.out.push_str("><p>");
            let tokens = self.placed.article.units[index].tokens.clone();
            // Without anchors of its own: the references in it are those of the translation.
            push_escaped(&mut self.out, &plain(&tokens));
            self.out.push_str("</p></div>");
        }
    }

    fn identity(&mut self, index: UnitIndex, anchor: Anchor) {
        let id = self.placed.ids[index].as_str();
        if anchor == Anchor::Id {
            let _ = write!(self.out, " id=\"{id}\"");
        }
        let _ = write!(self.out, " data-unit=\"{id}\"");
    }

    /// `lang` and `dir`, where the text is not in the language of the page.
    fn language_of(&mut self, shown: LocaleIndex) {
        if shown != self.frame.locale {
            push_language(&mut self.out, &self.frame.locales.all[shown].locale);
        }
    }

    fn mark(&mut self, unit: &LocalizedUnit, message: &str) {
        let page = self.frame.page_locale();
        let language = page.name_of(&self.frame.locales.all[unit.shown].locale);
        let text = self
            .frame
            .words
            .message(message, &[("language", &language)]);
        self.out.push_str(" <span class=\"unit-state\"");
        push_language(&mut self.out, page);
        self.out.push('>');
        push_escaped(&mut self.out, &text);
        self.out.push_str("</span>");
    }

    fn outdated_mark(&mut self, index: UnitIndex, message: &str) {
        let frame = self.frame;
        let article = frame
            .document
            .by_path
            .get(&self.placed.article.path)
            .copied()
            .unwrap_or_default();
        let source = frame
            .addresses
            .article(frame.document_index, article, frame.locales.source);
        let anchors = &self.placed.anchors.by_unit;
        let anchor = anchors.iter().find(|(unit, _)| *unit == index).map_or_else(
            || self.placed.ids[index].to_string(),
            |(_, anchor)| anchor.clone(),
        );
        let lang = frame.locales.all[frame.locales.source].locale.lang();
        let text = frame.words.message(message, &[]);
        let link = frame.words.message("see-source", &[]);
        self.out.push_str(" <span class=\"unit-state\"");
        push_language(&mut self.out, frame.page_locale());
        self.out.push('>');
        push_escaped(&mut self.out, &text);
        self.out.push_str(" <a hreflang=\"");
        push_escaped(&mut self.out, lang);
        self.out.push_str("\" href=\"");
        push_escaped(&mut self.out, &frame.link(&source));
        self.out.push('#');
        push_escaped(&mut self.out, &anchor);
        self.out.push_str("\">");
        push_escaped(&mut self.out, &link);
        self.out.push_str("</a></span>");
    }

    fn tokens(&mut self, tokens: &[Inline], shown: LocaleIndex) {
        let locales = self.frame.locales;
        // In a pseudo-locale the words are those of the source.
        let written = match locales.all[shown].pseudo {
            Some(_) => locales.source,
            None => shown,
        };
        let direction = locales.all[written].locale.direction();
        let mut closing = Vec::new();
        for token in tokens {
            match token {
                Inline::Text(text) => push_isolated(&mut self.out, text, direction),
                Inline::Code(text) => {
                    self.out.push_str("<code dir=\"ltr\">");
                    push_escaped(&mut self.out, text);
                    self.out.push_str("</code>");
                }
                Inline::Math(text) => {
                    self.out.push_str("<code class=\"math\" dir=\"ltr\">");
                    push_escaped(&mut self.out, text);
                    self.out.push_str("</code>");
                }
                Inline::Open(mark) => {
                    let _ = write!(self.out, "<{}>", element(*mark));
                }
                Inline::Close(mark) => {
                    let _ = write!(self.out, "</{}>", element(*mark));
                }
                Inline::Link { destination, title } => {
                    closing.push(self.open_link(destination, title))
                }
                Inline::EndLink => {
                    if closing.pop() == Some(true) {
                        self.out.push_str("</a>");
                    }
                }
                Inline::Image {
                    source,
                    alternative,
                    title,
                } => self.image(source, alternative, title),
                Inline::Note(label) => self.note_reference(label),
                Inline::Break => self.out.push_str("<br>"),
            }
        }
    }

    /// Opens a link; false if it leads nowhere, so that its text stands alone.
    fn open_link(&mut self, destination: &Destination, title: &str) -> bool {
        let address = match destination {
            Destination::External(address) => address.clone(),
            Destination::Internal { path, anchor } => {
                let from = &self.placed.article.path;
                match links::resolve(self.frame.site, from, path, anchor.as_deref()) {
                    Ok(Target::File(published)) => self.frame.link(&published),
                    Ok(Target::Article {
                        document,
                        article,
                        anchor,
                    }) => {
                        let to = self
                            .frame
                            .addresses
                            .article(document, article, self.frame.locale);
                        let mut address = self.frame.link(&to);
                        if let Some(anchor) = anchor {
                            address.push('#');
                            address.push_str(&anchor);
                        }
                        address
                    }
                    Err(_) => return false,
                }
            }
        };
        self.out.push_str("<a href=\"");
        push_escaped(&mut self.out, &address);
        self.out.push('"');
        if !title.is_empty() {
            self.out.push_str(" title=\"");
            push_escaped(&mut self.out, title);
            self.out.push('"');
        }
        if matches!(destination, Destination::External(_)) {
            self.out.push_str(" rel=\"external\"");
        }
        self.out.push('>');
        true
    }

    fn image(&mut self, source: &str, alternative: &str, title: &str) {
        let Ok(published) = links::image(self.frame.site, &self.placed.article.path, source) else {
            push_escaped(&mut self.out, alternative);
            return;
        };
        self.out.push_str("<img src=\"");
        let address = self.frame.link(&published);
        push_escaped(&mut self.out, &address);
        self.out.push_str("\" alt=\"");
        push_escaped(&mut self.out, alternative);
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            push_escaped(&mut self.out, title);
        }
        self.out.push_str("\" loading=\"lazy\">");
    }

    fn note_reference(&mut self, label: &str) {
        let Some(index) = self.placed.notes.get(label) else {
            return;
        };
        let note = &self.frame.document.notes[*index];
        let count = self.references.counts.entry(*index).or_insert(0);
        *count += 1;
        let anchor = note.reference_anchor(*count);
        let number = self.frame.page_locale().integer(note.number);
        let name = self.frame.words.message("note", &[("number", &number)]);
        let _ = write!(
            self.out,
            "<a class=\"note-ref\" id=\"{anchor}\" href=\"#{}\" role=\"doc-noteref\" aria-label=\"",
            note.id
        );
        push_escaped(&mut self.out, &name);
        let _ = write!(self.out, "\"><sup>{number}</sup></a>");
    }
}

/// Whether an element that shows a unit carries the unit's anchor, or something around it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Id,
    None,
}

fn element(mark: Mark) -> &'static str {
    match mark {
        Mark::Emphasis => "em",
        Mark::Strong => "strong",
        Mark::Deleted => "del",
    }
}

fn push_language(out: &mut String, locale: &Locale) {
    out.push_str(" lang=\"");
    push_escaped(out, locale.lang());
    let _ = write!(out, "\" dir=\"{}\"", locale.direction().as_str());
}
