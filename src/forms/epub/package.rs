//! What reading systems are told: the container, the package document and the table of contents
//! (EPUB 3.3, sections 4 to 7; EPUB Accessibility 1.1, section 2).

use std::fmt::Write as _;

use super::book::{self, Book, Chapter, FOLDER};
use crate::forms::xml;
use crate::locale::{Direction, instant};
use crate::page::generator;
use crate::source::Digest;

/// Where the package document is.
pub(super) fn container() -> String {
    format!(
        "{}<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\
         <rootfiles><rootfile full-path=\"EPUB/package.opf\" \
         media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n",
        xml::DECLARATION
    )
}

/// The package document.
pub(super) fn package(book: &Book<'_>, chapters: &[Chapter]) -> String {
    let edition = book.edition;
    let language = edition.language();
    let lang = xml::text(language.lang());
    let direction = language.direction();
    let mut out = format!(
        "{}<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
         unique-identifier=\"book\" xml:lang=\"{lang}\" dir=\"{}\">",
        xml::DECLARATION,
        direction.as_str()
    );
    metadata(book, &mut out);
    out.push_str("<manifest>");
    let mut item = |id: &str, href: &str, kind: &str, rest: &str| {
        let href = xml::text(href);
        let _ = write!(
            out,
            "<item id=\"{id}\" href=\"{href}\" media-type=\"{kind}\"{rest}/>"
        );
    };
    let page = "application/xhtml+xml";
    item("nav", "nav.xhtml", page, " properties=\"nav\"");
    item("style", "book.css", "text/css", "");
    for (number, chapter) in chapters.iter().enumerate() {
        let href = format!("{FOLDER}{}", chapter.file);
        item(&format!("chapter-{number}"), &href, page, "");
    }
    for (number, (file, image)) in book.images.iter().enumerate() {
        item(&format!("image-{number}"), file, image.media_type, "");
    }
    out.push_str("</manifest><spine page-progression-direction=\"");
    out.push_str(match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    });
    out.push_str("\">");
    for number in 0..chapters.len() {
        let _ = write!(out, "<itemref idref=\"chapter-{number}\"/>");
        if number == 0 {
            // The contents stand behind the title page, as in a printed book.
            out.push_str("<itemref idref=\"nav\"/>");
        }
    }
    out.push_str("</spine></package>\n");
    out
}

fn metadata(book: &Book<'_>, out: &mut String) {
    let edition = book.edition;
    let titles = edition.titles(0);
    let date = edition.document.settings.date.as_deref();
    let meta = |property: &str| format!(" property=\"{property}\"");
    let mut lines: Vec<(&str, String, String)> = vec![
        ("dc:identifier", " id=\"book\"".to_owned(), identifier(book)),
        ("dc:title", String::new(), titles.plain_title()),
        (
            "dc:language",
            String::new(),
            edition.language().lang().to_owned(),
        ),
    ];
    if let Some(description) = titles.description {
        let text = crate::content::inline::plain(&description.tokens);
        lines.push(("dc:description", String::new(), text));
    }
    if let Some(date) = date {
        lines.push(("dc:date", String::new(), date.to_owned()));
    }
    if edition.material.config.base_url.is_some() {
        lines.push(("dc:source", String::new(), edition.address(&edition.base)));
    }
    let authority = format!("authority-{}", edition.authority().name());
    lines.push((
        "meta",
        meta("dcterms:provenance"),
        edition.message(&authority, &[]),
    ));
    lines.push((
        "meta",
        meta("dcterms:modified"),
        modified(date, book.shelf.epoch),
    ));
    let images = !book.images.is_empty();
    let mut accessibility = vec![
        ("schema:accessMode", "textual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessibilityFeature", "displayTransformability"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityHazard", "none"),
    ];
    if images {
        accessibility.push(("schema:accessMode", "visual"));
        accessibility.push(("schema:accessibilityFeature", "alternativeText"));
    }
    let accessibility = accessibility.into_iter();
    lines.extend(accessibility.map(|(property, value)| ("meta", meta(property), value.to_owned())));
    out.push_str("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">");
    for (name, attributes, value) in lines {
        let value = xml::text(&value);
        let _ = write!(out, "<{name}{attributes}>{value}</{name}>");
    }
    let generator = xml::text(&generator());
    let _ = write!(
        out,
        "<meta name=\"generator\" content=\"{generator}\"/></metadata>"
    );
}

/// The identifier: the address where the project publishes the text, or else one that is made of
/// the names of site, document and language (UUID version 8, RFC 9562, section 5.8). It stays
/// when the text changes.
fn identifier(book: &Book<'_>) -> String {
    let edition = book.edition;
    if edition.material.config.base_url.is_some() {
        return edition.address(&edition.base);
    }
    let digest = Digest::of_all([
        edition.material.config.title.as_bytes(),
        edition.document.name.as_bytes(),
        edition.language().tag().as_str().as_bytes(),
    ]);
    let mut bytes = digest.as_bytes().to_vec();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut out = "urn:uuid:".to_owned();
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            out.push('-');
        }
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The time of the last change: the day of the text, or the time that the environment gives for
/// builds that can be repeated, or the earliest that a ZIP file knows. Never the clock.
fn modified(date: Option<&str>, epoch: Option<u64>) -> String {
    match (date, epoch) {
        (Some(date), _) => format!("{date}T00:00:00Z"),
        (None, Some(epoch)) => instant(epoch),
        (None, None) => "1980-01-01T00:00:00Z".to_owned(),
    }
}

/// The table of contents: the tree of the document.
pub(super) fn navigation(book: &Book<'_>) -> String {
    let edition = book.edition;
    let words = edition.message("navigator", &[]);
    let mut out = super::head(edition, &words, "");
    let words = xml::text(&words);
    let _ = write!(
        out,
        "<body><nav epub:type=\"toc\" role=\"doc-toc\" aria-labelledby=\"toc\"><h1 id=\"toc\">{words}</h1>"
    );
    // The parts stand beside the title page, not below it.
    out.push_str("<ol>");
    entry(book, 0, &[], &mut out);
    for child in &edition.document.articles[0].children {
        let below = &edition.document.articles[*child].children;
        entry(book, *child, below, &mut out);
    }
    out.push_str("</ol>");
    out.push_str("</nav></body></html>\n");
    out
}

/// An entry with those below it.
fn entry(book: &Book<'_>, article: usize, below: &[usize], out: &mut String) {
    let edition = book.edition;
    let titles = edition.titles(article);
    let title = titles.plain_title();
    let text = match titles.plain_label() {
        Some(label) => format!("{label} {title}"),
        None => title,
    };
    let foreign = titles
        .title
        .map(|unit| edition.material.foreign(unit, edition.locale));
    let lang = foreign.map_or(String::new(), |(lang, dir)| {
        book::language(lang.as_deref(), dir)
    });
    let href = xml::text(&format!("{FOLDER}{}", book::file(edition, article)));
    let text = xml::text(&text);
    let _ = write!(out, "<li><a href=\"{href}\"{lang}>{text}</a>");
    if !below.is_empty() {
        out.push_str("<ol>");
        for child in below {
            let further = &edition.document.articles[*child].children;
            entry(book, *child, further, out);
        }
        out.push_str("</ol>");
    }
    out.push_str("</li>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_time_without_a_clock() {
        assert_eq!(
            modified(Some("2024-05-31"), Some(1)),
            "2024-05-31T00:00:00Z"
        );
        assert_eq!(modified(None, Some(0)), "1970-01-01T00:00:00Z");
        assert_eq!(modified(None, Some(951_827_696)), "2000-02-29T12:34:56Z");
        assert_eq!(modified(None, Some(1_735_689_599)), "2024-12-31T23:59:59Z");
        assert_eq!(modified(None, Some(u64::MAX)), "9999-12-31T23:59:59Z");
        assert_eq!(modified(None, None), "1980-01-01T00:00:00Z");
    }
}
