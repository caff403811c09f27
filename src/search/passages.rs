//! Articles as passages: what a reader can find, and where it is.
//!
//! The walk follows that of `page::html`, so that each passage has the anchor that its element
//! has on the page. What has no anchor of its own, as code, belongs to the passage before it.

use crate::content::front_matter::Numbering;
use crate::content::inline::plain;
use crate::content::{Block, Item, UnitIndex, UnitKind};
use crate::localize::{LocaleIndex, LocalizedArticle};
use crate::page::outline::{Material, Titles};
use crate::site::route::{Style, relative};
use crate::site::{Document, Placed};

/// An article, or the front page of a document or section.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Article {
    /// Its address below the root of the output, encoded.
    pub(super) url: String,
    /// Its title, with the label above it in front.
    pub(super) title: String,
    /// The title of its document, on sites with several.
    pub(super) document: Option<String>,
    /// In reading order, notes at the end.
    pub(super) passages: Vec<Passage>,
}

/// Something with an anchor.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Passage {
    pub(super) kind: Kind,
    pub(super) anchor: String,
    /// How a reader would cite it below the article: `3 (a)`, `17`; nothing if it has no number.
    pub(super) label: String,
    /// The language of the text, if it is not that of the page.
    pub(super) lang: Option<String>,
    pub(super) text: String,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Title,
    Heading,
    Paragraph,
    Note,
}

/// What stands behind a number in a list, and not in a citation: `3.`, `٣-`, `三、`.
const SIGNS: [char; 5] = ['.', '-', '．', '、', '،'];

/// All articles of the site in a language, in reading order.
pub(super) fn articles(material: &Material<'_>, locale: LocaleIndex) -> Vec<Article> {
    let several = material.site.documents.len() > 1;
    let mut out = Vec::new();
    for (index, document) in material.site.documents.iter().enumerate() {
        if !material.available(index, locale) {
            continue;
        }
        let localized = material.localized(index, locale);
        let base = material.document_address(index, locale);
        let front = Titles::of(document, localized, 0).plain_title();
        for (article, placed) in document.articles.iter().enumerate() {
            let titles = Titles::of(document, localized, article);
            let title = titles.plain_title();
            let mut walk = Walk {
                material,
                document,
                placed,
                units: &localized[article],
                locale,
                item: 0,
                labels: Vec::new(),
                note: None,
                passages: Vec::new(),
            };
            walk.article(article);
            out.push(Article {
                // From the root of the output, an address is the path itself.
                url: relative("", &format!("{base}{}", placed.address), Style::Folder),
                title: match titles.plain_label() {
                    Some(label) => format!("{label} · {title}"),
                    None => title,
                },
                document: several.then(|| front.clone()),
                passages: walk.passages,
            });
        }
    }
    out
}

struct Walk<'a> {
    material: &'a Material<'a>,
    document: &'a Document,
    placed: &'a Placed,
    units: &'a LocalizedArticle,
    locale: LocaleIndex,
    /// How many items of numbered lists there were.
    item: usize,
    /// The numbers of the items that we are in.
    labels: Vec<String>,
    /// The note that we are in: its anchor and its number.
    note: Option<(String, String)>,
    passages: Vec<Passage>,
}

impl Walk<'_> {
    fn article(&mut self, article: usize) {
        let placed = self.placed;
        if let Some(unit) = placed.unit(&UnitKind::Title) {
            self.unit(unit, Kind::Title, None);
        }
        self.blocks(&placed.article.blocks, 0);
        let page = self.material.locale(self.locale);
        for note in &self.document.notes {
            if note.article == article {
                self.note = Some((note.id.to_string(), page.integer(note.number)));
                self.blocks(&placed.article.notes[note.note].blocks, 0);
                self.note = None;
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block], level: usize) {
        for block in blocks {
            self.block(block, level);
        }
    }

    fn block(&mut self, block: &Block, level: usize) {
        match block {
            Block::Paragraph(unit) => self.unit(*unit, Kind::Paragraph, None),
            Block::Heading { unit, .. } => self.unit(*unit, Kind::Heading, None),
            Block::List {
                start: Some(start),
                items,
                ..
            } if self.document.settings.numbering == Numbering::Legal => {
                self.numbered(*start, items, level + 1);
            }
            Block::List { items, .. } => {
                for item in items {
                    self.blocks(&item.blocks, level);
                }
            }
            Block::Quote { blocks, .. } => self.blocks(blocks, level),
            Block::Code { text, .. } => self.push(Kind::Paragraph, None, None, text.clone()),
            Block::Table { rows, .. } => {
                for unit in rows.iter().flatten().flatten() {
                    self.unit(*unit, Kind::Paragraph, None);
                }
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    self.unit(definition.term, Kind::Paragraph, None);
                    for blocks in &definition.definitions {
                        self.blocks(blocks, level);
                    }
                }
            }
            Block::Figure {
                alternative,
                caption,
                ..
            } => {
                for unit in [alternative, caption].into_iter().flatten() {
                    self.unit(*unit, Kind::Paragraph, None);
                }
            }
            // HTML of the author has no anchors of ours and may be anything.
            Block::Rule | Block::Html(_) => {}
        }
    }

    fn numbered(&mut self, start: u32, items: &[Item], level: usize) {
        let page = self.material.locale(self.locale);
        for (index, item) in items.iter().enumerate() {
            let number = start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX));
            let label = page.list_label(level, number);
            self.labels.push(label.trim_end_matches(SIGNS).to_owned());
            // The numbers of lists in notes are not those of the article.
            let anchors = &self.placed.anchors.items;
            let anchor = anchors.get(self.item).filter(|_| self.note.is_none());
            let anchor = anchor.cloned().flatten();
            self.item += usize::from(self.note.is_none());
            match item.blocks.split_first() {
                Some((Block::Paragraph(unit), rest)) => {
                    self.unit(*unit, Kind::Paragraph, anchor);
                    self.blocks(rest, level);
                }
                _ => self.blocks(&item.blocks, level),
            }
            self.labels.pop();
        }
    }

    /// A unit, with the anchor of its item if it has one, or its own.
    fn unit(&mut self, unit: UnitIndex, kind: Kind, anchor: Option<String>) {
        let shown = &self.units[unit];
        let text = plain(&shown.tokens);
        let lang = (shown.shown != self.locale)
            .then(|| self.material.locale(shown.shown).lang().to_owned());
        let anchor = anchor.unwrap_or_else(|| self.placed.ids[unit].to_string());
        self.push(kind, Some(anchor), lang, text);
    }

    fn push(&mut self, kind: Kind, anchor: Option<String>, lang: Option<String>, text: String) {
        let (kind, anchor, label) = match &self.note {
            // A note is one passage, however many paragraphs it has.
            Some((id, number)) => (Kind::Note, anchor.filter(|own| own == id), number.clone()),
            None if kind == Kind::Paragraph => (kind, anchor, self.labels.join(" ")),
            None => (kind, anchor, String::new()),
        };
        match (anchor, self.passages.last_mut()) {
            (Some(anchor), _) => self.passages.push(Passage {
                kind,
                anchor,
                label,
                lang,
                text,
            }),
            (None, Some(before)) => {
                before.text.push('\n');
                before.text.push_str(&text);
            }
            // There is nothing to lead a reader to.
            (None, None) => {}
        }
    }
}
