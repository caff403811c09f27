//! The document as a book: EPUB 3.3.
//!
//! 1. the texts of the site's pages are the chapters: their content and notes, made well-formed
//!    by `xhtml`, their links leading to chapters (`book`);
//! 2. `package` writes what reading systems are told, and the table of contents;
//! 3. `archive` packs it all, without a clock.
//!
//! Invariant: the bytes are a function of the site. The day of the document stands for the time
//! of the last change that EPUB wants to know.

mod archive;
mod book;
mod package;
mod xhtml;

use std::sync::Arc;

use super::edition::Edition;
use super::{Shelf, xml};
use crate::page::document::Maker;
use crate::source::Digest;
use book::{Book, Chapter, FOLDER};

/// A file of the archive: path and bytes.
type Entry = (String, Arc<[u8]>);

/// Writes the book.
pub fn write(edition: &Edition<'_>, shelf: &Shelf<'_>) -> Arc<[u8]> {
    let entries = entries(edition, shelf);
    let parts = entries
        .iter()
        .flat_map(|(path, bytes)| [path.as_bytes(), &**bytes]);
    let key = Digest::of_all(parts);
    (shelf.remember)(key, &mut || archive::pack(&entries))
}

fn entries(edition: &Edition<'_>, shelf: &Shelf<'_>) -> Vec<Entry> {
    let mut book = Book::new(edition, shelf);
    let mut chapters = Vec::new();
    if let Some(maker) = Maker::new(edition.material, edition.index, edition.locale) {
        for article in 0..edition.document.articles.len() {
            chapters.push(book.chapter(article, &maker.text(article)));
        }
    }
    let mut entries = vec![(
        "META-INF/container.xml".to_owned(),
        bytes(package::container()),
    )];
    entries.push((
        "EPUB/package.opf".to_owned(),
        bytes(package::package(&book, &chapters)),
    ));
    entries.push((
        "EPUB/nav.xhtml".to_owned(),
        bytes(package::navigation(&book)),
    ));
    entries.push(("EPUB/book.css".to_owned(), Arc::from(shelf.book_style)));
    for Chapter { file, text } in chapters {
        entries.push((format!("EPUB/{FOLDER}{file}"), bytes(text)));
    }
    for (file, image) in book.images {
        entries.push((format!("EPUB/{file}"), image.bytes));
    }
    entries
}

fn bytes(text: String) -> Arc<[u8]> {
    Arc::from(text.into_bytes())
}

/// The beginning of an XHTML file in the language of the book. `root` is the way to the root of
/// the book.
fn head(edition: &Edition<'_>, title: &str, root: &str) -> String {
    let language = edition.language();
    let lang = xml::text(language.lang());
    format!(
        "{}<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" \
         xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"{lang}\" xml:lang=\"{lang}\" \
         dir=\"{}\" class=\"script-{}\"><head><title>{}</title>\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"{root}book.css\"/></head>",
        xml::DECLARATION,
        language.direction().as_str(),
        language.script().to_ascii_lowercase(),
        xml::text(title)
    )
}
