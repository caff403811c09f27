//! An article as the HTML that Pagefind reads. It is made for the index and never published.
//!
//! Pagefind finds pages; each element with an id and a `data-pagefind-title` is a place in a page
//! that it finds as well. The title is free text that comes back with a result, so that it tells
//! our own interface what the place is: `kind|label|lang`, as in `p|3 (a)|` or `n|17|en`.
//!
//! The elements are ones to which Pagefind adds nothing: after `p` or `h2` it would write a full
//! stop where a text has none, which is wrong in a heading and in most scripts.

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

/// Writes an article. `lang` is the language of the page.
pub(super) fn document(article: &Article, lang: &str) -> Document {
    let mut html = String::with_capacity(4096);
    html.push_str("<html lang=\"");
    push_escaped(&mut html, lang);
    html.push_str("\"><body>");
    if let Some(document) = &article.document {
        html.push_str("<i data-pagefind-filter=\"document:");
        push_escaped(&mut html, document);
        html.push_str("\"></i>");
    }
    html.push_str("<i data-pagefind-meta=\"title:");
    push_escaped(&mut html, &article.title);
    html.push_str("\"></i>");
    for passage in &article.passages {
        push_passage(&mut html, passage);
    }
    html.push_str("</body></html>");
    Document {
        url: article.url.clone(),
        html,
    }
}

fn push_passage(html: &mut String, passage: &Passage) {
    // How much a word counts, where 1 is that of a paragraph: Pagefind gives 7 to a title and 6
    // to a heading of the second level.
    let (kind, weight) = match passage.kind {
        Kind::Title => ('t', "7"),
        Kind::Heading => ('h', "5"),
        Kind::Paragraph => ('p', "1"),
        Kind::Note => ('n', "0.5"),
    };
    html.push_str("<dd data-pagefind-weight=\"");
    html.push_str(weight);
    if let Some(anchor) = &passage.anchor {
        html.push_str("\" id=\"");
        push_escaped(html, anchor);
        html.push_str("\" data-pagefind-title=\"");
        html.push(kind);
        html.push('|');
        push_escaped(html, &passage.label);
        html.push('|');
        push_escaped(html, passage.lang.as_deref().unwrap_or_default());
    }
    html.push_str("\">");
    push_escaped(html, &passage.text);
    html.push_str("</dd>\n");
}
