//! Where a link of the text leads, as a file beside the pages needs to know it.

use super::edition::Edition;
use crate::content::inline::Destination;
use crate::page::html::Addresses as _;
use crate::site::Placed;
use crate::site::links::{self, Target};
use crate::site::terms;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lead {
    /// To a place in the same edition.
    Here {
        /// Which article.
        article: usize,
        /// The anchor on its page.
        anchor: Option<String>,
        /// The address of the page.
        address: String,
    },
    /// To an address.
    Address(String),
    /// Nowhere, so that its text stands alone.
    Nowhere,
}

impl Lead {
    /// The address, for forms that have no anchors of their own.
    pub fn address(self) -> Option<String> {
        match self {
            Self::Here { address, .. } | Self::Address(address) => Some(address),
            Self::Nowhere => None,
        }
    }
}

/// Finds where a link in an article leads.
pub fn lead(edition: &Edition<'_>, from: &Placed, destination: &Destination) -> Lead {
    let (path, anchor) = match destination {
        Destination::External(address) => return Lead::Address(address.clone()),
        Destination::Internal { path, anchor } => (path, anchor.as_deref()),
        Destination::Term(term) => return definition(edition, term),
    };
    let site = edition.material.site;
    match links::resolve(site, &from.article.path, path, anchor) {
        Ok(Target::File(published)) => Lead::Address(edition.address(&published)),
        Ok(Target::Article {
            document,
            article,
            anchor,
        }) => {
            let address = address(edition, document, article, anchor.as_deref());
            if document == edition.index {
                Lead::Here {
                    article,
                    anchor,
                    address,
                }
            } else {
                Lead::Address(address)
            }
        }
        Err(_) => Lead::Nowhere,
    }
}

/// Where a term is defined, which is always in the same document.
fn definition(edition: &Edition<'_>, term: &str) -> Lead {
    let document = &edition.material.site.documents[edition.index];
    let Ok(definition) = terms::resolve(document, term) else {
        return Lead::Nowhere;
    };
    let article = definition.article;
    let anchor = document.articles[article].anchor(definition.unit);
    Lead::Here {
        article,
        address: address(edition, edition.index, article, Some(anchor)),
        anchor: Some(anchor.to_owned()),
    }
}

/// The address of an article, or of a place in it.
fn address(edition: &Edition<'_>, document: usize, article: usize, anchor: Option<&str>) -> String {
    let page = edition.material.article(document, article, edition.locale);
    let mut address = edition.address(&page);
    if let Some(anchor) = anchor {
        address.push('#');
        address.push_str(anchor);
    }
    address
}

/// The address of an image.
pub fn image(edition: &Edition<'_>, from: &Placed, source: &str) -> Option<String> {
    let site = edition.material.site;
    let published = links::image(site, &from.article.path, source).ok()?;
    Some(edition.address(&published))
}
