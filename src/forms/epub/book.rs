//! The chapters of a book, and where links in them lead.
//!
//! Every article is a file of its own; the front page of the document is the title page. A link
//! to an article of the same edition leads to its chapter; any other to the site, if the project
//! says where that is, and else nowhere. Images of kinds that every reading system shows are in
//! the book; of others there is the alternative text.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::xhtml::{self, Place};
use crate::content::front_matter::Role;
use crate::content::inline::percent_decode;
use crate::forms::edition::Edition;
use crate::forms::{Shelf, xml};
use crate::page::document::Text;
use crate::page::model::NoteModel;
use crate::site::route;
use crate::source::SourcePath;

/// An image of the book.
pub(super) struct Image {
    pub(super) media_type: &'static str,
    pub(super) bytes: std::sync::Arc<[u8]>,
}

/// A book being made.
pub(super) struct Book<'a> {
    pub(super) edition: &'a Edition<'a>,
    pub(super) shelf: &'a Shelf<'a>,
    /// By their names in the book.
    pub(super) images: BTreeMap<String, Image>,
    /// The file of the article at an address.
    by_address: HashMap<&'a str, String>,
}

/// A chapter.
pub(super) struct Chapter {
    /// Its name in the folder [`FOLDER`].
    pub(super) file: String,
    pub(super) text: String,
}

/// Where chapters lie in the book.
pub(super) const FOLDER: &str = "text/";

impl<'a> Book<'a> {
    pub(super) fn new(edition: &'a Edition<'a>, shelf: &'a Shelf<'a>) -> Self {
        let articles = edition.document.articles.iter().enumerate();
        Self {
            edition,
            shelf,
            images: BTreeMap::new(),
            by_address: articles
                .map(|(at, placed)| (placed.address.as_str(), file(edition, at)))
                .collect(),
        }
    }

    /// The chapter of an article.
    pub(super) fn chapter(&mut self, article: usize, of: &Text) -> Chapter {
        let edition = self.edition;
        let placed = &edition.document.articles[article];
        let address = format!("{}{}", edition.base, placed.address);
        let mut text = super::head(edition, &edition.titles(article).plain_title(), "../");
        let (part, kind, role) = match placed.role {
            Role::Document => ("frontmatter", "titlepage", ""),
            Role::Section => ("bodymatter", "part", " role=\"doc-part\""),
            Role::Article => ("bodymatter", "chapter", " role=\"doc-chapter\""),
        };
        let _ = write!(
            text,
            "<body epub:type=\"{part}\"><section epub:type=\"{kind}\"{role}"
        );
        if let Some(id) = &of.heading_id {
            let _ = write!(text, " aria-labelledby=\"{}\"", xml::text(id));
        }
        text.push('>');
        if let Some(label) = &of.label {
            let lang = language(of.label_lang.as_deref(), of.label_dir);
            let _ = write!(text, "<p class=\"label\"{lang}>");
            self.push(&mut text, label, &address);
            text.push_str("</p>");
        }
        text.push_str("<h1");
        if let Some(id) = &of.heading_id {
            let _ = write!(text, " id=\"{}\"", xml::text(id));
        }
        text.push_str(&language(of.heading_lang.as_deref(), of.heading_dir));
        text.push('>');
        self.push(&mut text, &of.heading, &address);
        text.push_str("</h1>");
        if placed.role == Role::Document {
            self.status(&mut text);
        }
        self.push(&mut text, &of.content, &address);
        self.notes(&mut text, &of.notes, &address);
        text.push_str("</section></body></html>\n");
        Chapter {
            file: file(edition, article),
            text,
        }
    }

    /// What a title page says of the book: what the text is, and the day of the text.
    fn status(&self, text: &mut String) {
        text.push_str("<div class=\"status\">");
        for line in self.edition.status() {
            let _ = write!(text, "<p>{}</p>", xml::text(&line));
        }
        let edition = self.edition;
        if edition.material.config.base_url.is_some() {
            let address = xml::text(&edition.address(&edition.base));
            let _ = write!(text, "<p><a href=\"{address}\">{address}</a></p>");
        }
        text.push_str("</div>");
    }

    fn notes(&mut self, text: &mut String, notes: &[NoteModel], address: &str) {
        if notes.is_empty() {
            return;
        }
        let edition = self.edition;
        let title = xml::text(&edition.message("notes", &[]));
        let _ = write!(
            text,
            "<section class=\"notes\" epub:type=\"footnotes\"><h2>{title}</h2>"
        );
        for note in notes {
            let id = xml::text(&note.id);
            let _ = write!(
                text,
                "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"{id}\">"
            );
            let back = edition.message("note-back", &[("number", &note.number)]);
            let number = xml::text(&note.number);
            text.push_str("<p class=\"note-number\">");
            match note.references.first() {
                Some(reference) => {
                    let _ = write!(
                        text,
                        "<a href=\"{}\" role=\"doc-backlink\" aria-label=\"{}\">{number}</a>",
                        xml::text(&reference.url),
                        xml::text(&back)
                    );
                }
                None => text.push_str(&number),
            }
            text.push_str("</p>");
            text.push_str("<div>");
            self.push(text, &note.content, address);
            text.push_str("</div></aside>");
        }
        text.push_str("</section>");
    }

    /// HTML of the page at an address as XHTML of the book.
    fn push(&mut self, text: &mut String, html: &str, address: &str) {
        let mut links = Links {
            book: self,
            address,
        };
        xhtml::push(text, html, &mut links);
    }

    fn image(&mut self, published: &str) -> Option<String> {
        let path = SourcePath::new(published);
        let name = format!("images/{}", path.file_name());
        if !self.images.contains_key(&name) {
            let media_type = media_type(path.extension())?;
            let bytes = self.shelf.published(published)?.bytes.clone();
            self.images
                .insert(name.clone(), Image { media_type, bytes });
        }
        Some(name)
    }
}

/// The name of a chapter's file: that which ids of the article's units begin with, which is a
/// name to XML as well and the same in every language.
pub(super) fn file(edition: &Edition<'_>, article: usize) -> String {
    format!("{}.xhtml", edition.document.articles[article].name)
}

/// The core media types of images (EPUB 3.3, section 3.2).
fn media_type(extension: &str) -> Option<&'static str> {
    Some(match extension.to_ascii_lowercase().as_str() {
        "gif" => "image/gif",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "webp" => "image/webp",
        _ => return None,
    })
}

/// `lang` and `dir` of what is not in the language of the book.
pub(super) fn language(lang: Option<&str>, dir: Option<&str>) -> String {
    let mut out = String::new();
    if let Some(lang) = lang.map(xml::text) {
        let _ = write!(out, " lang=\"{lang}\" xml:lang=\"{lang}\"");
    }
    if let Some(dir) = dir {
        let _ = write!(out, " dir=\"{dir}\"");
    }
    out
}

/// Links of one page.
struct Links<'b, 'a> {
    book: &'b mut Book<'a>,
    address: &'b str,
}

impl Links<'_, '_> {
    /// An address of the page as one from the root of the site, and its anchor.
    fn resolved(&self, address: &str) -> Option<(String, String)> {
        let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
        let mut parts: Vec<&str> = self.address.split('/').collect();
        // Behind the last `/` nothing stands.
        parts.pop();
        let decoded = percent_decode(path);
        let mut is_folder = path.is_empty();
        for part in decoded.split('/') {
            is_folder = matches!(part, "" | "." | ".." | "index.html");
            match part {
                "" | "." | "index.html" => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let mut to = parts.join("/");
        if is_folder && !to.is_empty() {
            to.push('/');
        }
        Some((to, anchor.to_owned()))
    }
}

impl Place for Links<'_, '_> {
    fn link(&mut self, address: &str) -> Option<String> {
        if address.starts_with('#') || xhtml::has_scheme(address) {
            return Some(address.to_owned());
        }
        let (to, anchor) = self.resolved(address)?;
        let edition = self.book.edition;
        let chapter = to
            .strip_prefix(&edition.base)
            .and_then(|below| self.book.by_address.get(below));
        let mut link = match chapter {
            Some(file) => file.clone(),
            None => route::absolute(edition.material.config.base_url.as_deref()?, &to),
        };
        if !anchor.is_empty() {
            link.push('#');
            link.push_str(&anchor);
        }
        Some(link)
    }

    fn image(&mut self, address: &str) -> Option<String> {
        let (to, _) = self.resolved(address)?;
        let image = self.book.image(&to)?;
        Some(format!("../{image}"))
    }
}
