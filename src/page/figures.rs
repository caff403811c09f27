//! `translation.json`: how much of each document is translated into each language, for
//! dashboards. `docs/status.md` describes it; the two change together.
//!
//! The figures are those of the pages about translations. Addresses are relative to the file.

use serde::Serialize;

use super::outline::{Material, Titles};
use crate::localize::LocaleIndex;
use crate::localize::coverage::Coverage;
use crate::site::route::{self, relative};

/// The name of the file, at the root of the output.
pub const NAME: &str = "translation.json";

/// The version of the shape, raised when a reader of the last one would go wrong.
const VERSION: u8 = 1;

#[derive(Serialize)]
struct File<'a> {
    version: u8,
    source: &'a str,
    documents: Vec<DocumentRecord<'a>>,
}

#[derive(Serialize)]
struct DocumentRecord<'a> {
    document: &'a str,
    title: String,
    url: String,
    locales: Vec<LocaleRecord<'a>>,
}

#[derive(Serialize)]
struct LocaleRecord<'a> {
    locale: &'a str,
    lang: &'a str,
    name: &'a str,
    authority: &'a str,
    /// `null` where the language has no such document.
    url: Option<String>,
    #[serde(flatten)]
    coverage: Coverage,
}

/// The file: name and text.
pub fn file(material: &Material<'_>) -> (String, String) {
    let file = File {
        version: VERSION,
        source: material.config.source.as_str(),
        documents: (0..material.site.documents.len())
            .map(|document| document_record(material, document))
            .collect(),
    };
    // Strings and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    (NAME.to_owned(), text)
}

fn document_record<'a>(material: &'a Material<'_>, index: usize) -> DocumentRecord<'a> {
    let document = &material.site.documents[index];
    let source = material.locales.source;
    let translations = (0..material.locales.all.len()).filter(|locale| *locale != source);
    DocumentRecord {
        document: &document.name,
        title: Titles::of(document, material.localized(index, source), 0).plain_title(),
        url: page_url(material, index, source),
        locales: translations
            .map(|locale| {
                let of = material.locale(locale);
                LocaleRecord {
                    locale: material.locales.all[locale].config.tag.as_str(),
                    lang: of.lang(),
                    name: of.name(),
                    authority: material.authority(index, locale).name(),
                    url: material
                        .available(index, locale)
                        .then(|| page_url(material, index, locale)),
                    coverage: *material.coverage(index, locale),
                }
            })
            .collect(),
    }
}

/// The page about the translation.
fn page_url(material: &Material<'_>, document: usize, locale: LocaleIndex) -> String {
    let page = material.document_address(document, locale) + route::TRANSLATION;
    relative("", &page, material.style)
}
