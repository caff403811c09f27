//! An article as CommonMark with footnotes.

use super::{Article, Block, Text, Vocabulary};

/// The text below the title. `address` says how a link to an article is written.
pub(crate) fn body(
    article: &Article,
    words: &Vocabulary,
    address: &dyn Fn(usize) -> String,
) -> String {
    let inline = |text: &Text| words.inline(text, address);
    let mut out = String::new();
    for block in &article.blocks {
        match block {
            Block::Heading(text) => out.extend(["## ", &inline(text), "\n\n"]),
            Block::Paragraph(text) => out.extend([&inline(text), "\n\n"]),
            Block::Numbered { start, paragraphs } => {
                for (number, paragraph) in (*start..).zip(paragraphs) {
                    let number = format!("{number}. ");
                    // What a paragraph lists is indented as far as its text.
                    let indent = " ".repeat(number.len());
                    out.extend([&number, &inline(&paragraph.text), "\n"]);
                    for (part, text) in (1..).zip(&paragraph.parts) {
                        out.extend([&indent, &format!("{part}. "), &inline(text), "\n"]);
                    }
                }
                out.push('\n');
            }
        }
    }
    for (label, text) in &article.notes {
        out.extend(["[^", &label.to_string(), "]: ", &inline(text), "\n\n"]);
    }
    out
}
