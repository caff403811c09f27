//! What is to be said of an alignment.

use super::{Aligned, Grounds, Pair};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::exchange::{Confidence, Imported};
use crate::site::Document;
use crate::source::SourcePath;

/// How much of a piece is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Its first words: people see the place.
    Words,
    /// All of it, in `label`: tools keep it.
    Text,
}

/// The first words of a piece, in characters.
const FIRST_WORDS: usize = 40;

/// Everything that somebody has to look at: pieces without unit, units without piece, units that
/// were put together of several pieces, and notes whose reference was not found. `file` is the
/// aligned text.
pub fn diagnostics(
    aligned: &Aligned,
    document: &Document,
    file: &SourcePath,
    detail: Detail,
) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    for piece in &aligned.left_pieces {
        let words = first_words(&piece.text);
        let diagnostic = match piece.holds.as_slice() {
            [] => Diagnostic::warning("text-left", format!("`{words}` belongs to no unit"))
                .hint("put it where it belongs by hand, or leave it out"),
            units => {
                let names: Vec<String> = units.iter().map(|id| format!("`{id}`")).collect();
                let message = format!("`{words}` seems to hold {}", names.join(" and "));
                Diagnostic::warning("text-merged", message)
                    .hint("divide it in the text and import it again, or by hand")
            }
        };
        let diagnostic = diagnostic.at(file, piece.span.clone());
        diagnostics.push(match detail {
            Detail::Words => diagnostic,
            Detail::Text => diagnostic.label(&piece.text),
        });
    }
    for unit in &aligned.left_units {
        let message = format!("`{unit}` has no counterpart in the text");
        let diagnostic = Diagnostic::warning("text-missing", message).in_file(file);
        let place = document.articles.iter().find_map(|placed| {
            let at = placed.ids.iter().position(|id| id == unit)?;
            let span = placed.article.units[at].span.clone();
            Some(Place::new(&placed.article.path, span))
        });
        diagnostics.push(match place {
            Some(place) => diagnostic.related(place, "its source text"),
            None => diagnostic,
        });
    }
    for pair in &aligned.pairs {
        if pair.grounds == Grounds::Joined {
            let message = format!("`{}` is divided otherwise in the text", pair.unit);
            diagnostics.push(
                Diagnostic::warning("text-joined", message)
                    .at(file, pair.span.clone())
                    .hint("see whether the translation holds all of it and nothing else"),
            );
        }
        for label in &pair.missing_notes {
            let message = format!(
                "the translation of `{}` does not refer to note `[^{label}]`",
                pair.unit
            );
            diagnostics.push(
                Diagnostic::warning("text-note", message)
                    .at(file, pair.span.clone())
                    .hint(format!("write `[^{label}]` where the note belongs")),
            );
        }
    }
    diagnostics
}

fn first_words(text: &str) -> String {
    // A backtick would end the quotation.
    let text = text.replace('`', "'");
    match text.char_indices().nth(FIRST_WORDS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

/// The translations, for [`crate::exchange::apply`]. Nobody has reviewed any of them.
pub fn imported(aligned: Aligned, document: &Document) -> Vec<Imported> {
    let imported = |pair: Pair| Imported {
        document: Some(document.name.clone()),
        id: pair.unit,
        source: None,
        translation: pair.translation,
        confidence: Confidence::Unreviewed,
        comments: Vec::new(),
        span: pair.span,
    };
    aligned.pairs.into_iter().map(imported).collect()
}
