//! Which passage defines a term.
//!
//! The front matter of an article says it, by the anchor of the passage as links would write it:
//! `defines = { rule-of-law = "#3-b" }`. A definition holds for its document. What the term is
//! called in each language is no matter of the site: glossaries say that.

use std::collections::{BTreeMap, HashMap};

use super::links::Broken;
use super::{Document, Placed};
use crate::content::{UnitIndex, UnitKind};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};

/// The passage that defines a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    /// Which article of the document.
    pub article: usize,
    /// Which unit of the article: of a numbered paragraph the first.
    pub unit: UnitIndex,
    /// Where the front matter names the term.
    pub place: Place,
}

/// Gathers the definitions of a document. One that leads nowhere, and the second of one term, are
/// errors.
pub fn gather(document: &mut Document, diagnostics: &mut Diagnostics) {
    for (index, placed) in document.articles.iter_mut().enumerate() {
        let article = &placed.article;
        if article.front.defines.is_empty() {
            continue;
        }
        let passages = passages(placed);
        let mut defines: HashMap<UnitIndex, Vec<String>> = HashMap::new();
        for (term, anchor) in &article.front.defines {
            let place = Place::new(&article.path, term.span.clone());
            if let Some(first) = document.definitions.get(&term.value) {
                let message = format!("`{}` is defined twice in this document", term.value);
                diagnostics.push(
                    Diagnostic::error("term-duplicate", message)
                        .at(&article.path, term.span.clone())
                        .related(first.place.clone(), "it is first defined here"),
                );
                continue;
            }
            let wanted = anchor.value.strip_prefix('#').unwrap_or(&anchor.value);
            let Some(unit) = passages.get(wanted).copied() else {
                let message = format!("there is no passage `#{wanted}` in `{}`", article.path);
                let hint = match nearest(wanted, passages.keys().copied()) {
                    Some(near) => format!("did you mean `#{near}`?"),
                    None => {
                        "write the number of a paragraph, as `#3-b`, or the id of a unit".to_owned()
                    }
                };
                diagnostics.push(
                    Diagnostic::error("definition-missing", message)
                        .at(&article.path, anchor.span.clone())
                        .hint(hint),
                );
                continue;
            };
            defines.entry(unit).or_default().push(term.value.clone());
            let definition = Definition {
                article: index,
                unit,
                place,
            };
            document.definitions.insert(term.value.clone(), definition);
        }
        placed.defines = defines;
    }
}

/// The units of an article that have an anchor on a page, by their ids and their numbers.
fn passages(placed: &Placed) -> BTreeMap<&str, UnitIndex> {
    let units = placed.article.units.iter().enumerate();
    let shown =
        units.filter(|(_, unit)| !matches!(unit.kind, UnitKind::Label | UnitKind::Description));
    shown
        .flat_map(|(unit, _)| {
            let anchors = [placed.ids[unit].as_str(), placed.anchor(unit)];
            anchors.map(|anchor| (anchor, unit))
        })
        .collect()
}

/// Finds the definition that a link leads to.
///
/// # Errors
///
/// If the document does not define the term.
pub fn resolve<'d>(document: &'d Document, term: &str) -> Result<&'d Definition, Broken> {
    document.definitions.get(term).ok_or_else(|| {
        let known = document.definitions.keys().map(String::as_str);
        let hint = match nearest(term, known) {
            Some(near) => format!("did you mean `term:{near}`?"),
            None => format!("say which passage does: `defines = {{ {term} = \"#…\" }}` in the front matter of its article"),
        };
        Broken {
            message: format!("no article of `{}` defines the term `{term}`", document.name),
            hint: Some(hint),
        }
    })
}
