//! An article as the HTML that Pagefind reads. It is made for the index and never published.
//!
//! Pagefind finds pages; elements with an id are places in a page, and come back with it together
//! with the number of their first word. What stands in `data-pagefind-title` comes back as it is:
//! there we put what our own interface shows, as `kind|label|lang|text`: `p|3 (a)||All peoples …`.
//! The words inside the element are those that are searched ([`super::fold`]).
//!
//! The elements are ones to which Pagefind adds nothing: behind `p` or `h2` it would write a full
//! stop where a text has none.

use super::fold::fold;
use super::passages::{Article, Kind, Passage};
use crate::page::escape::push_escaped;

/// An article for the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Where it is, below the root of the output.
    pub url: String,
    /// What is found in it.
    pub html: String,
}

/// Writes an article for an index in a language, named as the engine names it.
pub(super) fn document(article: &Article, language: &str) -> Document {
    let mut html = String::with_capacity(4096);
    html.push_str("<html><body>");
    if let Some(document) = &article.document {
        html.push_str("<i data-pagefind-filter=\"document:");
        push_escaped(&mut html, document);
        html.push_str("\"></i>");
    }
    html.push_str("<i data-pagefind-meta=\"title:");
    push_escaped(&mut html, &article.title);
    html.push_str("\"></i>");
    for passage in &article.passages {
        push_passage(&mut html, passage, language);
    }
    html.push_str("</body></html>");
    Document {
        url: article.url.clone(),
        html,
    }
}

fn push_passage(html: &mut String, passage: &Passage, language: &str) {
    // How much a word counts, where 1 is that of a paragraph: about what Pagefind would give to
    // headings by itself.
    let (kind, weight) = match passage.kind {
        Kind::Title => ('t', "7"),
        Kind::Heading => ('h', "5"),
        Kind::Paragraph => ('p', "1"),
        Kind::Note => ('n', "0.5"),
    };
    html.push_str("<dd data-pagefind-weight=\"");
    html.push_str(weight);
    html.push_str("\" id=\"");
    push_escaped(html, &passage.anchor);
    html.push_str("\" data-pagefind-title=\"");
    html.push(kind);
    html.push('|');
    push_escaped(html, &passage.label);
    html.push('|');
    push_escaped(html, passage.lang.as_deref().unwrap_or_default());
    html.push('|');
    push_escaped(html, &passage.text);
    html.push_str("\">");
    push_escaped(html, &fold(&passage.text, language));
    html.push_str("</dd>\n");
}
