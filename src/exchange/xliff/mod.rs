//! XLIFF 1.2 (OASIS standard of 1 February 2008).
//!
//! Each article is a `<file>`, each unit a `<trans-unit>` whose inline Markdown is protected:
//! what comes in pairs as `<bpt>` and `<ept>`, what stands alone as `<ph>`. They hold the
//! Markdown itself, so that a tool that knows nothing of codes shows a text that can be read, and
//! so that the file can be read again without the project. States:
//!
//! | unit | `state` of the target |
//! |---|---|
//! | current | `final` where the locale wants reviews, else `translated` |
//! | draft | `needs-review-translation` |
//! | outdated | `needs-adaptation`, with the former source in `<alt-trans>` |
//! | missing | `new` |

mod codes;
mod read;
mod write;

pub use read::read;
pub use write::write;

/// Who a note is from if we have written it; all other notes are comments of translators.
const OURS: &str = "developer";
/// Who the notes of the translator are from.
const TRANSLATOR: &str = "translator";
/// The kind of `<alt-trans>` that holds a former source text.
const PREVIOUS: &str = "previous-version";

#[cfg(test)]
mod tests;
