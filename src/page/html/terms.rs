//! Terms: marked in the passage that defines them, linked to it elsewhere.
//!
//! Whoever writes a text may link a term by hand. Besides, a term is linked where an article first
//! uses it, by the forms of the language that the text is shown in ([`Forms::find`]): once, as a
//! text in which every other word is a link is hard to read. Headings, notes, quotations, code,
//! links and emphasised words, which are titles and foreign words, are left alone. Both become the
//! same tokens, so that there is one way in which they are written.
//!
//! [`Forms::find`]: crate::localize::terms::Forms::find

use std::borrow::Cow;
use std::ops::Range;

use super::Writer;
use crate::content::inline::{Destination, Mark};
use crate::content::{Inline, UnitIndex};
use crate::page::escape::push_escaped;
use crate::site::terms;

impl<'a> Writer<'a, '_> {
    /// The tokens of a unit, with links where its terms are defined or first used.
    pub(super) fn with_terms(&mut self, index: UnitIndex, element: &str) -> Cow<'a, [Inline]> {
        let unit = &self.units[index];
        let tokens = Cow::Borrowed(&*unit.tokens);
        let definitions = &self.frame.document.definitions;
        if definitions.is_empty() {
            return tokens;
        }
        self.defined = self.placed.defines.get(&index).map_or(&[], Vec::as_slice);
        let mut unmarked: Vec<&str> = self.defined.iter().map(String::as_str).collect();
        self.met.extend(&unmarked);
        for token in &*unit.tokens {
            if let Inline::Link {
                destination: Destination::Term(term),
                ..
            } = token
                && let Some((term, _)) = definitions.get_key_value(term)
            {
                self.met.insert(term);
                unmarked.retain(|defined| defined != term);
            }
        }
        let links = self.frame.link_terms
            && !self.in_note
            && self.quotations == 0
            && matches!(element, "p" | "td" | "figcaption");
        if !links && unmarked.is_empty() {
            return tokens;
        }
        let forms = self.frame.terms.forms(unit.shown);
        linked(tokens, |text, emphasised| {
            let mut found = forms.find(text);
            found.retain(|occurrence| {
                if let Some(at) = unmarked.iter().position(|term| *term == occurrence.term) {
                    unmarked.swap_remove(at);
                    return true;
                }
                let defined = definitions.get_key_value(occurrence.term);
                links && !emphasised && defined.is_some_and(|(term, _)| self.met.insert(term))
            });
            let places = found.into_iter();
            places
                .map(|occurrence| (occurrence.range, occurrence.term.to_owned()))
                .collect()
        })
    }

    /// Opens a link to a definition, or marks the term where it is being defined, and says how
    /// that ends.
    pub(super) fn open_term(&mut self, term: &str) -> &'static str {
        if self.defined.iter().any(|defined| defined == term) {
            self.out.push_str("<dfn>");
            return "</dfn>";
        }
        let frame = self.frame;
        let Ok(definition) = terms::resolve(frame.document, term) else {
            return "";
        };
        let placed = &frame.document.articles[definition.article];
        let address = if frame.whole_text {
            format!("#{}", placed.anchor_in_whole_text(definition.unit))
        } else {
            let article = definition.article;
            let to = frame
                .addresses
                .article(frame.document_index, article, frame.locale);
            let page = match to == frame.address {
                true => String::new(),
                false => frame.link(&to),
            };
            format!("{page}#{}", placed.anchor(definition.unit))
        };
        self.out.push_str("<a class=\"term\" href=\"");
        push_escaped(&mut self.out, &address);
        self.out.push_str("\">");
        "</a>"
    }
}

/// Where terms stand in a text, each with its id.
type Places = Vec<(Range<usize>, String)>;

/// Tokens with links around what `find` finds in their texts, which it is told of in order, with
/// whether they are emphasised or deleted. A text goes on over several tokens where it was written
/// in several lines.
fn linked<'t>(
    tokens: Cow<'t, [Inline]>,
    mut find: impl FnMut(&str, bool) -> Places,
) -> Cow<'t, [Inline]> {
    let mut out: Option<Vec<Inline>> = None;
    let (mut links, mut emphasis) = (0_usize, 0_usize);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let texts: Vec<&str> = tokens[at..].iter().map_while(as_text).collect();
        let end = at + texts.len().max(1);
        let text = texts.concat();
        let places = match links {
            0 if !text.is_empty() => find(&text, emphasis > 0),
            _ => Vec::new(),
        };
        match token {
            Inline::Link { .. } => links += 1,
            Inline::EndLink => links = links.saturating_sub(1),
            Inline::Open(Mark::Emphasis | Mark::Deleted) => emphasis += 1,
            Inline::Close(Mark::Emphasis | Mark::Deleted) => emphasis = emphasis.saturating_sub(1),
            _ => {}
        }
        if places.is_empty() {
            if let Some(out) = &mut out {
                out.extend_from_slice(&tokens[at..end]);
            }
        } else {
            let out = out.get_or_insert_with(|| tokens[..at].to_vec());
            push_linked(out, &text, places);
        }
        at = end;
    }
    out.map_or(tokens, Cow::Owned)
}

fn as_text(token: &Inline) -> Option<&str> {
    match token {
        Inline::Text(text) => Some(text),
        _ => None,
    }
}

fn push_linked(out: &mut Vec<Inline>, text: &str, places: Places) {
    let written = |range: Range<usize>| Inline::Text(text[range].to_owned());
    let mut at = 0;
    for (range, term) in places {
        if at < range.start {
            out.push(written(at..range.start));
        }
        at = range.end;
        let destination = Destination::Term(term);
        let title = String::new();
        out.extend([
            Inline::Link { destination, title },
            written(range),
            Inline::EndLink,
        ]);
    }
    if at < text.len() {
        out.push(written(at..text.len()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::inline::{parse, plain};

    fn check(markdown: &str, expected: &str) {
        let (tokens, _) = parse(markdown, &[]);
        let found = linked(Cow::Borrowed(&tokens), |text, emphasised| {
            let at = text.find("peace and war").filter(|_| !emphasised);
            at.map(|at| (at..at + 13, "x".to_owned()))
                .into_iter()
                .collect()
        });
        let mut out = String::new();
        for token in found.iter() {
            match token {
                Inline::Link { .. } => out.push('['),
                Inline::EndLink => out.push(']'),
                other => out += &plain(std::slice::from_ref(other)),
            }
        }
        assert_eq!(out, expected, "{markdown}");
    }

    #[test]
    fn texts_are_linked_across_lines_but_not_in_marks_and_links() {
        check("on peace and war.", "on [peace and war].");
        check("on peace\nand war", "on [peace and war]");
        check("on peace\\\nand war", "on peace and war");
        check(
            "on *peace and war*, peace and war",
            "on peace and war, [peace and war]",
        );
        check("**peace and war**", "[peace and war]");
        check("[peace and war](https://example.org)", "[peace and war]");
        check(
            "`peace and war`[^1] peace *and* war",
            "peace and war peace and war",
        );
        check("", "");
    }
}
