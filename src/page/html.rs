//! Content HTML: blocks and inline tokens as `docs/page-model.md` describes them.
//!
//! Every element and attribute that a translation can produce is written here and in the modules
//! below, and nowhere else; all text goes through [`push_escaped`].

mod inline;
mod lists;
mod tables;
mod terms;
mod unit;

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::escape::push_escaped;
use crate::content::inline::plain;
use crate::content::{Block, UnitIndex};
use crate::locale::Locale;
use crate::localize::terms::Forms;
use crate::localize::{LocaleIndex, Locales, LocalizedArticle};
use crate::site::links;
use crate::site::route::{Style, relative};
use crate::site::{Document, Placed, Site};
use crate::theme::Message;
use unit::Anchor;

/// Interface messages that content needs, in the language of the page.
pub trait Words: Sync {
    /// A message with its arguments.
    fn words(&self, id: &str, arguments: &[(&str, &str)]) -> Message;

    /// Its text, for attributes and for files that are not HTML.
    fn message(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        self.words(id, arguments).text
    }
}

/// Where pages of the site are, as seen from one locale.
pub trait Addresses: Sync {
    /// The address of an article from the root of the output, in a locale that has it.
    fn article(&self, document: usize, article: usize, locale: LocaleIndex) -> String;
}

/// The forms of the terms that texts use.
pub trait Terms: Sync {
    /// Those of a locale.
    fn forms(&self, locale: LocaleIndex) -> &Forms;
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
    /// The forms of terms.
    pub terms: &'a dyn Terms,
    /// Whether terms are linked where nobody linked them by hand.
    pub link_terms: bool,
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
    /// Whether a mark that stands elsewhere says that what is written is not translated.
    marked: bool,
    /// How many quotations are open.
    quotations: usize,
    /// The terms that were defined or linked before in this text.
    met: HashSet<&'a str>,
    /// The terms that the unit being written defines.
    defined: &'a [String],
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
            marked: false,
            quotations: 0,
            met: HashSet::new(),
            defined: &[],
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
                self.quotations += 1;
                self.write_blocks(blocks, level);
                self.quotations -= 1;
                self.out.push_str("</blockquote>");
            }
            Block::Quote {
                alert: Some(alert),
                blocks,
            } => {
                let name = alert.name();
                let title = self.frame.words.words(&format!("alert-{name}"), &[]);
                let _ = write!(
                    self.out,
                    "<div class=\"alert alert-{name}\" role=\"note\"><p class=\"alert-title\">"
                );
                self.out.push_str(&title.html());
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
                    self.identity(*unit, &Anchor::Id);
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
}

fn push_language(out: &mut String, locale: &Locale) {
    out.push_str(" lang=\"");
    push_escaped(out, locale.lang());
    let _ = write!(out, "\" dir=\"{}\"", locale.direction().as_str());
}
