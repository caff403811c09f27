//! `[authority]` of a document: whether the site has the languages that it names.

use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::pipeline::Model;

/// Reports languages that the site does not have.
pub(super) fn check(model: &Model, diagnostics: &mut Diagnostics) {
    let tags = || {
        let locales = model.config.locales.iter();
        locales.map(|locale| locale.tag.as_str())
    };
    for document in &model.site.documents {
        let Some(index) = document.articles.first() else {
            continue;
        };
        for (tag, _) in &document.settings.authority {
            let wanted = tag.value.as_str();
            if tags().any(|known| known == wanted) {
                continue;
            }
            let hint = match nearest(wanted, tags()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("add `[locales.{wanted}]` to `concord.toml`, or remove the line"),
            };
            let message = format!("`{wanted}` is no locale of this site");
            diagnostics.push(
                Diagnostic::warning("authority-unknown", message)
                    .at(&index.article.path, tag.span.clone())
                    .hint(hint),
            );
        }
    }
}
