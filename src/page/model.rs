//! The page model: everything that a template may see. `docs/page-model.md` is its
//! documentation; the two change together.

use serde::Serialize;

use super::escape::push_escaped;
use super::{POLICY, generator};
use crate::localize::coverage::{Coverage, Figures};
use crate::picture::Picture;

/// The site, in the language of the page.
#[derive(Debug, Clone, Serialize)]
pub struct SiteModel {
    /// The name of the site.
    pub title: String,
    /// The home page in this language.
    pub home: String,
    /// The chooser, if there is one.
    pub root: Option<String>,
    /// The root folder of the output, for scripts.
    pub script_root: String,
    /// Whether the site can be searched.
    pub search: bool,
}

/// The language of the page.
#[derive(Debug, Clone, Serialize)]
pub struct LocaleModel {
    /// In addresses.
    pub tag: String,
    /// In `lang` attributes.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its name in itself.
    pub name: String,
    /// ISO 15924.
    pub script: String,
    /// As Open Graph writes it: `fr_FR`.
    pub open_graph: Option<String>,
}

/// The page itself.
#[derive(Debug, Clone, Serialize)]
pub struct PageModel {
    /// What the page is.
    pub kind: &'static str,
    /// The same in all languages.
    pub name: String,
    /// Plain text.
    pub title: String,
    /// HTML.
    pub heading: String,
    /// HTML.
    pub label: Option<String>,
    /// The anchor of the title.
    pub heading_id: Option<String>,
    /// If not in the language of the page.
    pub heading_lang: Option<String>,
    /// If not in the language of the page.
    pub heading_dir: Option<&'static str>,
    /// If not in the language of the page.
    pub label_lang: Option<String>,
    /// If not in the language of the page.
    pub label_dir: Option<&'static str>,
    /// Plain text.
    pub description: Option<String>,
    /// Absolute.
    pub canonical: Option<String>,
    /// For `hreflang`.
    pub alternates: Vec<Alternate>,
    /// For sharing.
    pub picture: Option<PictureModel>,
    /// What search engines are told, if anything.
    pub robots: Option<&'static str>,
    /// JSON-LD, safe inside a `script` element.
    pub structured: Option<String>,
    /// The Content-Security-Policy.
    pub policy: &'static str,
    /// Concord and its version.
    pub generator: String,
}

impl PageModel {
    /// A page of which nothing more is known than its title, a plain text.
    pub fn new(kind: &'static str, name: String, title: String) -> Self {
        let mut heading = String::new();
        push_escaped(&mut heading, &title);
        Self {
            kind,
            name,
            title,
            heading,
            label: None,
            heading_id: None,
            heading_lang: None,
            heading_dir: None,
            label_lang: None,
            label_dir: None,
            description: None,
            canonical: None,
            alternates: Vec::new(),
            picture: None,
            robots: None,
            structured: None,
            policy: POLICY,
            generator: generator(),
        }
    }
}

/// A picture that services show beside a link to the page.
#[derive(Debug, Clone, Serialize)]
pub struct PictureModel {
    /// Absolute.
    pub url: String,
    /// In pixels.
    pub width: usize,
    /// In pixels.
    pub height: usize,
    /// What the picture says; nothing if it is without text.
    pub alternative: Option<String>,
}

/// The page in another language.
#[derive(Debug, Clone, Serialize)]
pub struct Alternate {
    /// The language, or `x-default`.
    pub lang: String,
    /// Absolute.
    pub url: String,
    /// The language as Open Graph writes it.
    pub open_graph: Option<String>,
}

/// What citing a page needs.
#[derive(Debug, Clone, Serialize)]
pub struct CiteModel {
    /// What the article is called in a citation; nothing for the document itself.
    pub part: Option<String>,
    /// The address of `cite.json`.
    pub data: String,
    /// The address of the page without a language, if it has one.
    pub neutral: Option<String>,
}

/// A language to choose.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageModel {
    /// In addresses.
    pub tag: String,
    /// In `lang` attributes.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Its name in itself.
    pub name: String,
    /// Its name in the language of the page.
    pub name_here: String,
    /// The page in that language.
    pub url: String,
    /// Whether it is the language of the page.
    pub current: bool,
    /// What the document is in that language.
    pub authority: Option<&'static str>,
    /// Whether every unit of the document is translated and up to date.
    pub complete: bool,
    /// Whether that language has this page.
    pub available: bool,
    /// The title of the site or the article in that language, where a reader chooses one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
}

/// A step on the way to the page.
#[derive(Debug, Clone, Serialize)]
pub struct Breadcrumb {
    /// `Part I`
    pub label: Option<String>,
    /// Plain text.
    pub title: String,
    /// If not in the language of the page.
    pub lang: Option<String>,
    /// If not in the language of the page.
    pub dir: Option<&'static str>,
    /// Relative.
    pub url: String,
}

/// An entry of the navigator.
#[derive(Debug, Clone, Serialize)]
pub struct EntryModel {
    /// `section` or `article`.
    pub kind: &'static str,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub label: Option<String>,
    /// If not in the language of the page.
    pub lang: Option<String>,
    /// If not in the language of the page.
    pub dir: Option<&'static str>,
    /// Relative.
    pub url: String,
    /// Whether it is the page being shown.
    pub current: bool,
    /// Whether it is, or holds, the page being shown.
    pub open: bool,
    /// What it holds.
    pub children: Vec<EntryModel>,
}

/// A neighbour in reading order.
#[derive(Debug, Clone, Serialize)]
pub struct Neighbour {
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub label: Option<String>,
    /// If not in the language of the page.
    pub lang: Option<String>,
    /// If not in the language of the page.
    pub dir: Option<&'static str>,
    /// Relative.
    pub url: String,
}

/// The document that a page belongs to.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentModel {
    /// The folder's name.
    pub name: String,
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub description: Option<String>,
    /// If the description is not in the language of the page.
    pub description_lang: Option<String>,
    /// If the description is not in the language of the page.
    pub description_dir: Option<&'static str>,
    /// Its front page.
    pub url: String,
    /// The whole text.
    pub text_url: String,
    /// All notes, if there are any.
    pub notes_url: Option<String>,
    /// About the translation.
    pub translation_url: String,
    /// How many notes.
    pub note_count: usize,
    /// How many articles.
    pub article_count: usize,
    /// What the text is in this language.
    pub authority: &'static str,
    /// Where the authentic text is read.
    pub authentic: Vec<LanguageModel>,
    /// The language that is translated from.
    pub source: LanguageModel,
    /// Whether that is the language of the page.
    pub is_source: bool,
    /// The day of the text.
    pub date: Option<String>,
    /// Whether anything shown awaits review.
    pub unreviewed: bool,
}

/// A document on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentCard {
    /// Plain text.
    pub title: String,
    /// Plain text.
    pub description: Option<String>,
    /// If the description is not in the language of the page.
    pub description_lang: Option<String>,
    /// If the description is not in the language of the page.
    pub description_dir: Option<&'static str>,
    /// Relative.
    pub url: String,
    /// How many articles.
    pub article_count: usize,
    /// What the text is in this language.
    pub authority: &'static str,
    /// If the title is not in the language of the page.
    pub lang: Option<String>,
    /// If the title is not in the language of the page.
    pub dir: Option<&'static str>,
}

/// A heading in an article.
#[derive(Debug, Clone, Serialize)]
pub struct HeadingModel {
    /// From 2.
    pub level: u8,
    /// Plain text.
    pub title: String,
    /// The anchor.
    pub anchor: String,
    /// The headings below it.
    pub children: Vec<HeadingModel>,
}

/// A note.
#[derive(Debug, Clone, Serialize)]
pub struct NoteModel {
    /// In the digits of the language.
    pub number: String,
    /// The anchor.
    pub id: String,
    /// HTML.
    pub content: String,
    /// The ways back.
    pub references: Vec<ReferenceModel>,
}

/// A place that refers to a note.
#[derive(Debug, Clone, Serialize)]
pub struct ReferenceModel {
    /// Relative.
    pub url: String,
    /// Which of several, in the digits of the language.
    pub place: String,
    /// The title of the article.
    pub title: String,
    /// On the page of all notes, the numbered paragraph as it is cited: `(7) (a)`.
    pub paragraph: Option<String>,
}

/// An article that refers to the page.
#[derive(Debug, Clone, Serialize)]
pub struct CitingModel {
    /// Plain text, where its label names it.
    pub title: Option<String>,
    /// The title of its document, if that is another. Plain text.
    pub document: Option<String>,
    /// In reading order.
    pub passages: Vec<PassageModel>,
    /// If its name is not in the language of the page.
    pub lang: Option<String>,
    /// If its name is not in the language of the page.
    pub dir: Option<&'static str>,
}

/// A passage of it.
#[derive(Debug, Clone, Serialize)]
pub struct PassageModel {
    /// Plain text: `Article 7 (2)`.
    pub name: String,
    /// Relative.
    pub url: String,
}

/// A form of the document beside its pages.
#[derive(Debug, Clone, Serialize)]
pub struct FormModel {
    /// `epub`, `markdown`, `text`, `akoma-ntoso` or `json`.
    pub name: &'static str,
    /// The media type.
    pub media_type: &'static str,
    /// Relative.
    pub url: String,
    /// What to call a copy: with the language, as addresses differ by their folders only.
    pub file: String,
}

/// A piece of the whole text.
#[derive(Debug, Clone, Serialize)]
pub struct PieceModel {
    /// `document`, `section` or `article`.
    pub kind: &'static str,
    /// From 1.
    pub level: usize,
    /// HTML.
    pub label: Option<String>,
    /// HTML.
    pub heading: String,
    /// The anchor.
    pub heading_id: String,
    /// If not in the language of the page.
    pub heading_lang: Option<String>,
    /// If not in the language of the page.
    pub heading_dir: Option<&'static str>,
    /// If not in the language of the page.
    pub label_lang: Option<String>,
    /// If not in the language of the page.
    pub label_dir: Option<&'static str>,
    /// HTML.
    pub content: String,
    /// Its notes, in the order of their numbers.
    pub notes: Vec<NoteModel>,
    /// The page of the piece.
    pub url: String,
    /// What it is called in a citation.
    pub part: Option<String>,
}

/// Figures with their shares as messages take them.
#[derive(Debug, Clone, Serialize)]
pub struct FiguresModel {
    /// Units or words by state.
    #[serde(flatten)]
    pub figures: Figures,
    /// From 0 to 1, in whole hundredths: rounding to percent must not change it.
    pub translated_share: f64,
    /// The same.
    pub up_to_date_share: f64,
}

impl From<Figures> for FiguresModel {
    fn from(figures: Figures) -> Self {
        Self {
            figures,
            translated_share: f64::from(figures.translated_percent()) / 100.0,
            up_to_date_share: f64::from(figures.up_to_date_percent()) / 100.0,
        }
    }
}

/// Coverage with its shares.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageModel {
    /// Units.
    #[serde(flatten)]
    pub units: FiguresModel,
    /// Words of the source text.
    pub words: FiguresModel,
}

impl From<Coverage> for CoverageModel {
    fn from(coverage: Coverage) -> Self {
        Self {
            units: coverage.units.into(),
            words: coverage.words.into(),
        }
    }
}

/// Coverage of one language, on the page about the source text.
#[derive(Debug, Clone, Serialize)]
pub struct LanguageCoverage {
    /// The language.
    pub language: LanguageModel,
    /// How much of it is translated.
    pub coverage: CoverageModel,
}

/// Another page that a page is about.
#[derive(Debug, Clone, Serialize)]
pub struct Subject {
    /// Plain text.
    pub title: String,
    /// Relative.
    pub url: String,
}

/// The variables of every page.
#[derive(Debug, Clone, Serialize)]
pub struct Common {
    /// The site.
    pub site: SiteModel,
    /// The language.
    pub locale: LocaleModel,
    /// The page.
    pub page: PageModel,
    /// The switcher.
    pub languages: Vec<LanguageModel>,
    /// The list of languages, where they are very many.
    pub languages_url: Option<String>,
    /// The way to the page.
    pub breadcrumbs: Vec<Breadcrumb>,
    /// The document.
    pub document: Option<DocumentModel>,
    /// The tree of the document.
    pub navigator: Vec<EntryModel>,
    /// The page before.
    pub previous: Option<Neighbour>,
    /// The page after.
    pub next: Option<Neighbour>,
}

/// The variables of one kind of page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Own {
    /// On home pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<DocumentCard>>,
    /// On front pages and sections.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<Vec<EntryModel>>,
    /// On front pages of documents.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub forms: Option<Vec<FormModel>>,
    /// HTML.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// On articles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headings: Option<Vec<HeadingModel>>,
    /// In the order of their numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<Vec<NoteModel>>,
    /// On articles and sections: what refers to them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cited_by: Option<Vec<CitingModel>>,
    /// Units by state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub states: Option<Figures>,
    /// The whole text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pieces: Option<Vec<PieceModel>>,
    /// On pages about a translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<CoverageModel>,
    /// On pages about a translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// On the page about the source text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverages: Option<Vec<LanguageCoverage>>,
    /// On pages of the text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cite: Option<CiteModel>,
    /// On language lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub all_languages: Option<Vec<LanguageModel>>,
    /// On language lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// On the chooser.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<LanguageModel>>,
}

/// A page before it is rendered.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The template.
    #[serde(skip)]
    pub template: &'static str,
    /// Where it is written, from the root of the output.
    #[serde(skip)]
    pub file: String,
    /// Its picture for sharing.
    #[serde(skip)]
    pub picture: Option<Picture>,
    /// What every page has.
    #[serde(flatten)]
    pub common: Common,
    /// What this kind of page has.
    #[serde(flatten)]
    pub own: Own,
}
