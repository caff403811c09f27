//! White space and quotes taken out of templates, once, when a theme is loaded.
//!
//! A page rendered from a minified template has the same elements, attributes and visible
//! text as one rendered from the template as written. The steps:
//!
//! 1. `scan` takes the template apart into text, tags and template `syntax`. What it does not
//!    understand in full (a quote that opens in one branch and closes in another, `raw`
//!    blocks) is not minified at all.
//! 2. `regions` marks what must keep every byte: bodies that are captured, and blocks,
//!    includes and components that are used inside attributes, `pre` or scripts.
//! 3. `space` reduces white space to what a reader can see. The result is the template's
//!    *normal form*.
//! 4. `tags` lets minify-html write the tags shorter. It sees nothing but plain tags.
//! 5. The result is scanned again; its normal form must equal the template's. If it does not,
//!    the result of step 3 is taken under the same condition, and else the template as it is.
//!
//! White space is judged by the style sheet that every browser has: spaces beside `li`, `div`
//! or `td` are never seen, spaces between `a` and `span` are. A theme that shows block
//! elements in a line spaces them by its styles.

mod regions;
mod scan;
mod space;
mod syntax;
mod tags;

pub(super) use regions::Sensitive;
use scan::Token;
use scan::scan;
pub(super) use syntax::{Control, Syntax, syntax_in};

/// Templates larger than this many bytes are left as they are.
const LARGEST: usize = 1 << 20;

/// The template with less white space and fewer quotes, or as it is.
pub(super) fn minify(template: &str, sensitive: &Sensitive) -> String {
    let normal = match normal_form(template, sensitive) {
        Some(normal) if template.len() <= LARGEST => normal,
        _ => return template.to_owned(),
    };
    let is_equal = |candidate: &String| {
        normal_form(candidate, sensitive).is_some_and(|other| tags::is_same(&normal, &other))
    };
    let reduced: String = normal.iter().map(|token| token.text.as_ref()).collect();
    tags::shorten(&normal)
        .filter(is_equal)
        .or_else(|| Some(reduced).filter(is_equal))
        .unwrap_or_else(|| template.to_owned())
}

fn normal_form<'t>(template: &'t str, sensitive: &Sensitive) -> Option<Vec<Token<'t>>> {
    Some(space::reduce(regions::mark(scan(template)?, sensitive)))
}

/// What the templates of a theme use where every byte counts, found in all of them.
pub(super) fn sensitive<'t>(templates: impl IntoIterator<Item = (&'t str, &'t str)>) -> Sensitive {
    regions::find(templates)
}

#[cfg(test)]
mod tests;
