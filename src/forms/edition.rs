//! A document in one language: what every form of it is made from.

use crate::config::Form;
use crate::content::front_matter::{Authority, Numbering};
use crate::content::{UnitIndex, UnitKind};
use crate::locale::Locale;
use crate::localize::{LocaleIndex, LocalizedDocument, LocalizedUnit, units};
use crate::page::html::Words as _;
use crate::page::outline::{LocaleWords, Material, Titles};
use crate::site::route::{self, relative};
use crate::site::{Document, Placed};

/// A document in one language.
pub struct Edition<'a> {
    /// The site.
    pub material: &'a Material<'a>,
    /// Which document.
    pub index: usize,
    /// The document.
    pub document: &'a Document,
    /// Which language.
    pub locale: LocaleIndex,
    /// The texts.
    pub localized: &'a LocalizedDocument,
    /// The address of the front page, from the root of the output.
    pub base: String,
    words: LocaleWords<'a>,
}

impl<'a> Edition<'a> {
    /// The edition, or nothing if the locale does not have the document.
    pub fn new(material: &'a Material<'a>, index: usize, locale: LocaleIndex) -> Option<Self> {
        material.available(index, locale).then(|| Self {
            material,
            index,
            document: &material.site.documents[index],
            locale,
            localized: material.localized(index, locale),
            base: material.document_address(index, locale),
            words: LocaleWords {
                interface: material.interface,
                tag: material.locales.all[locale].config.tag.as_str(),
            },
        })
    }

    /// The language of the edition.
    pub fn language(&self) -> &'a Locale {
        self.material.locale(self.locale)
    }

    /// The language that the document is written in.
    pub fn source(&self) -> &'a Locale {
        self.material.locale(self.material.locales.source)
    }

    /// Whether that is the language of the edition.
    pub fn is_source(&self) -> bool {
        self.locale == self.material.locales.source
    }

    /// What the text is in this language.
    pub fn authority(&self) -> Authority {
        self.material.authority(self.index, self.locale)
    }

    /// Whether ordered lists are numbered paragraphs.
    pub fn is_legal(&self) -> bool {
        self.document.settings.numbering == Numbering::Legal
    }

    /// An interface message.
    pub fn message(&self, id: &str, arguments: &[(&str, &str)]) -> String {
        self.words.message(id, arguments)
    }

    /// The titles of an article.
    pub fn titles(&self, article: usize) -> Titles<'a> {
        Titles::of(self.document, self.localized, article)
    }

    /// The label and the title of an article as units, with their index.
    pub fn heading(&self, article: usize) -> [Option<UnitIndex>; 2] {
        let placed = &self.document.articles[article];
        [UnitKind::Label, UnitKind::Title].map(|kind| placed.unit(&kind))
    }

    /// How many sections an article lies in; the document itself is in none.
    pub fn depth(&self, article: usize) -> usize {
        let articles = &self.document.articles;
        std::iter::successors(articles[article].parent, |parent| articles[*parent].parent).count()
    }

    /// Whether a unit is shown in another language than the edition's.
    pub fn is_foreign(&self, unit: &LocalizedUnit) -> bool {
        unit.shown != self.locale
    }

    /// What a page says beside a unit: that it is not translated, or out of date. A paragraph has
    /// room for the reason in words; a heading or a cell says it shortly.
    pub fn remarks(&self, unit: &LocalizedUnit, in_full: bool) -> Vec<String> {
        let wording = if in_full { "-explained" } else { "" };
        let mut remarks = Vec::new();
        if self.is_foreign(unit) {
            let shown = self.material.locale(unit.shown);
            let language = self.language().name_of(shown);
            let id = format!("untranslated{wording}");
            remarks.push(self.message(&id, &[("language", &language)]));
        }
        if unit.stale {
            remarks.push(self.message(&format!("outdated{wording}"), &[]));
        }
        remarks
    }

    /// What the edition says of itself: its authority in words, and the day of the text.
    pub fn status(&self) -> Vec<String> {
        let authority = self.authority().name();
        let mut status = vec![self.message(&format!("authority-{authority}-explained"), &[])];
        let mut units = units(self.localized);
        if units.any(is_draft) {
            status.push(self.message("awaiting-review", &[]));
        }
        if let Some(date) = &self.document.settings.date {
            status.push(self.message("source-date", &[("date", date)]));
        }
        status
    }

    /// An address for a file that may be read elsewhere: absolute if the project says where it is
    /// published, else relative to the folder of the document, where the file lies.
    pub fn address(&self, to: &str) -> String {
        match self.material.config.base_url.as_deref() {
            Some(base_url) => route::absolute(base_url, to),
            None => relative(&self.base, to, self.material.style),
        }
    }

    /// The address of a form of this edition.
    pub fn form(&self, form: Form) -> String {
        self.address(&format!(
            "{}{}",
            self.base,
            route::form(&self.document.name, form)
        ))
    }

    /// The anchor of a unit on the page of its article: its number, or else its id. Labels and
    /// descriptions have none.
    pub fn anchor<'p>(&self, placed: &'p Placed, unit: UnitIndex) -> Option<&'p str> {
        if matches!(
            placed.article.units[unit].kind,
            UnitKind::Label | UnitKind::Description
        ) {
            return None;
        }
        Some(placed.anchor(unit))
    }
}

fn is_draft(unit: &LocalizedUnit) -> bool {
    unit.state == crate::identity::state::State::Draft
}

/// The number of an item, counted from the number of the first.
pub fn number_of(start: u32, item: usize) -> u32 {
    start.saturating_add(u32::try_from(item).unwrap_or(u32::MAX))
}
