//! Pages: what a template sees for one output file.
//!
//! 1. [`html`] writes content HTML, [`escape`] the text in it;
//! 2. [`model`] is the page model;
//! 3. [`outline`] knows the titles, addresses and languages that many pages share; [`shared`]
//!    holds what of it takes time to make;
//! 4. [`cited_by`] gathers what refers to each article, [`cite`] knows what articles are called
//!    in citations, [`structured`] what search engines are told;
//! 5. [`document`] makes the pages of a document in one locale, [`site`] those of the site;
//! 6. [`sitemap`] and [`figures`] are the files for machines beside them.
//!
//! Invariant: a page is a function of the site, the localized units and the interface messages.

pub mod cite;
pub mod cited_by;
pub mod document;
pub mod escape;
pub mod figures;
pub mod html;
pub mod model;
pub mod outline;
mod share;
pub mod shared;
pub mod site;
pub mod sitemap;
pub mod structured;

/// What pages may load: nothing but what lies beside them. `frame-ancestors` has no meaning in
/// a `meta` element (CSP Level 3, section 3.3); servers add it, see `docs/publishing.md`.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The same for pages that can be searched: the search engine is a WebAssembly program, which
/// browsers compile only with this word (CSP Level 3, section 6.1.11). It allows no `eval`.
pub const POLICY_WITH_SEARCH: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// What the pages of a site may load.
pub fn policy(search: bool) -> &'static str {
    if search { POLICY_WITH_SEARCH } else { POLICY }
}

/// The name and version that pages give.
pub fn generator() -> String {
    format!("Concord {}", env!("CARGO_PKG_VERSION"))
}
