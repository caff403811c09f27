//! Whether an author's blocks of HTML are balanced.
//!
//! An element may be opened in one block and closed in a later one at the same level, with
//! Markdown between them. What is left open would swallow the rest of the page.

use std::ops::Range;

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// The elements that are open at one level of blocks.
#[derive(Debug, Default)]
pub(super) struct Open {
    stack: Vec<(String, Range<usize>)>,
    comment: bool,
}

impl Open {
    /// Reads a piece of HTML that begins at `offset` in the file, and says what is wrong in it.
    pub(super) fn read(&mut self, html: &str, offset: usize) -> Vec<(String, Range<usize>)> {
        let mut errors = Vec::new();
        let mut at = 0;
        while at < html.len() {
            if self.comment {
                match html[at..].find("-->") {
                    Some(end) => at += end + 3,
                    None => return errors,
                }
                self.comment = false;
                continue;
            }
            let Some(start) = html[at..].find('<').map(|start| at + start) else {
                break;
            };
            if html[start..].starts_with("<!--") {
                self.comment = true;
                at = start + 4;
                continue;
            }
            let end = tag_end(html, start);
            self.tag(&html[start..end], offset + start, &mut errors);
            at = end.max(start + 1);
        }
        errors
    }

    fn tag(&mut self, tag: &str, start: usize, errors: &mut Vec<(String, Range<usize>)>) {
        let closing = tag.starts_with("</");
        let name: String = tag[if closing { 2 } else { 1 }..]
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect::<String>()
            .to_ascii_lowercase();
        if name.is_empty() || VOID.contains(&name.as_str()) || (!closing && tag.ends_with("/>")) {
            return;
        }
        let span = start..start + tag.len();
        if !closing {
            self.stack.push((name, span));
        } else if self.stack.last().is_some_and(|(open, _)| *open == name) {
            self.stack.pop();
        } else {
            errors.push((
                format!("`</{name}>` closes nothing that is open here"),
                span,
            ));
        }
    }

    /// What is still open.
    pub(super) fn rest(self) -> Vec<(String, Range<usize>)> {
        self.stack
    }
}

/// The end of a tag that begins at `start`; a `>` in quotes is part of an attribute.
fn tag_end(html: &str, start: usize) -> usize {
    let mut quote = None;
    for (at, character) in html[start..].char_indices() {
        match (quote, character) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '>') => return start + at + 1,
            _ => {}
        }
    }
    html.len()
}

/// HTML without its comments, which are for authors.
pub(super) fn without_comments(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find("<!--") {
        out.push_str(&rest[..start]);
        match rest[start..].find("-->") {
            Some(end) => rest = &rest[start + end + 3..],
            None => return out,
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_not_balanced() {
        let check = |blocks: &[&str], expected: usize| {
            let mut open = Open::default();
            let mut errors: Vec<_> = blocks
                .iter()
                .flat_map(|block| open.read(block, 0))
                .collect();
            errors.extend(open.rest());
            assert_eq!(errors.len(), expected, "{blocks:?}: {errors:?}");
        };
        check(&["<div>a</div>"], 0);
        check(&["<details>", "</details>"], 0);
        check(&["<br><img src='a>b'><hr/>"], 0);
        check(&["<!-- <div> -->"], 0);
        check(&["<!-- <div>", "</p> -->"], 0);
        check(&["<div>"], 1);
        check(&["</div>"], 1);
        check(&["<b><i></b></i>"], 2);
        check(&["<p title=\"</p>\">x</p>"], 0);
        check(&["<"], 0);
    }

    #[test]
    fn drops_comments() {
        assert_eq!(without_comments("a<!-- b -->c<!-- d"), "ac");
    }
}
