//! PO, the format of gettext.
//!
//! `msgctxt` is the id of the unit, or `document:id` where two documents have the same id.
//! `#, fuzzy` is outdated, `#|` the source text that the translation was made from. PO has no
//! word for a translation that nobody has reviewed: flags of our own are dropped by gettext's
//! tools, extracted comments are kept by all, so a draft has the extracted comment `DRAFT`.
//!
//! The reader is our own: the packages there are tell no places, or stop at the first error.

mod read;
mod write;

pub use read::read;
pub use write::write;

/// How the extracted comment of a draft begins.
const DRAFT: &str = "draft:";

#[cfg(test)]
mod tests;
