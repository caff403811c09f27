//! Text to HTML: escaping, and isolating runs of the other direction.
//!
//! All text of all pages goes through here, and next to none of it needs anything done: so both
//! ask first which bytes there are (`position`), and decode characters only where they must.

use crate::locale::Direction;

/// Escapes text for HTML, in content and in quoted attributes.
pub fn push_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    // `|` where `||` would be usual, here and below: see `position`.
    let special =
        |byte| (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == b'"') | (byte == b'\'');
    while let Some(at) = position(rest.as_bytes(), special) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// How many bytes are asked at once.
const BLOCK: usize = 32;

/// Where the first byte is that is wanted. Bytes are asked by the block, all of them before any
/// answer counts: without branches in between the compiler makes a few instructions of a block.
fn position(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> Option<usize> {
    let none = |block: &&[u8; BLOCK]| {
        let found = block
            .iter()
            .fold(false, |found, byte| found | wanted(*byte));
        !found
    };
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    let start = blocks.iter().take_while(none).count() * BLOCK;
    let at = bytes[start..].iter().position(|byte| wanted(*byte))?;
    Some(start + at)
}

/// Escapes text, and isolates runs of the other direction: a Latin quotation in Arabic must not
/// carry the Arabic punctuation around it along.
pub(super) fn push_isolated(out: &mut String, text: &str, direction: Direction) {
    if direction == Direction::LeftToRight && !may_hold_right_to_left(text) {
        return push_escaped(out, text);
    }
    let mut rest = text;
    while let Some((start, end)) = foreign_run(rest, direction) {
        push_escaped(out, &rest[..start]);
        out.push_str("<bdi>");
        push_escaped(out, &rest[start..end]);
        out.push_str("</bdi>");
        rest = &rest[end..];
    }
    push_escaped(out, rest);
}

/// The first run of the other direction: from a letter to the last letter or digit before the
/// text's own direction goes on, with a bracket or quotation mark that was opened in it.
fn foreign_run(text: &str, direction: Direction) -> Option<(usize, usize)> {
    let foreign = |c: char| match direction {
        Direction::RightToLeft => !is_among_right_to_left(c) && c.is_alphabetic(),
        Direction::LeftToRight => is_right_to_left(c),
    };
    let own = |c: char| match direction {
        Direction::RightToLeft => is_right_to_left(c),
        Direction::LeftToRight => c.is_alphabetic() && !is_right_to_left(c),
    };
    let start = text.find(foreign)?;
    let mut end = start;
    let mut open = Vec::new();
    for (at, character) in text[start..].char_indices() {
        let after = start + at + character.len_utf8();
        match character {
            // Punctuation of the own script ends it as well.
            c if own(c) || (direction == Direction::RightToLeft && "،؛؟«»".contains(c)) => {
                break;
            }
            c if foreign(c) || c.is_ascii_digit() => end = after,
            '(' => open.push(')'),
            '[' => open.push(']'),
            '\u{201c}' => open.push('\u{201d}'),
            c if open.last() == Some(&c) => {
                open.pop();
                end = after;
            }
            _ => {}
        }
    }
    Some((start, end))
}

/// Whether a text has bytes that characters of these blocks begin with in UTF-8. Of most texts
/// that is all that has to be asked: of those in scripts of India or with Chinese punctuation,
/// which share the first byte, the second as well.
fn may_hold_right_to_left(text: &str) -> bool {
    let bytes = text.as_bytes();
    let begins = |byte: u8| {
        (byte.wrapping_sub(0xd6) <= 0xdf - 0xd6) | (byte == 0xe0) | (byte == 0xef) | (byte == 0xf0)
    };
    let Some(first) = position(bytes, begins) else {
        return false;
    };
    // No character begins with the last byte: these are of two bytes at least.
    bytes[first..].windows(2).any(|pair| {
        matches!(
            (pair[0], pair[1]),
            (0xd6..=0xdf, _) | (0xe0, 0xa0..=0xa3) | (0xef, 0xac..=0xbb) | (0xf0, 0x90 | 0x9e)
        )
    })
}

/// Letters of the scripts that are written from right to left.
fn is_right_to_left(character: char) -> bool {
    is_among_right_to_left(character) && character.is_alphabetic()
}

/// What stands in the blocks of these scripts (Unicode Bidirectional Algorithm, classes R and AL).
/// Whether it is a letter is a slow question that most texts need not be asked.
fn is_among_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{5be}'..='\u{5f4}' | '\u{608}'..='\u{65f}' | '\u{66d}'..='\u{6ef}' | '\u{6fa}'..='\u{8ff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_runs_of_the_other_direction() {
        let check = |text: &str, direction, expected: &str| {
            let mut out = String::new();
            push_isolated(&mut out, text, direction);
            assert_eq!(out, expected);
        };
        use Direction::{LeftToRight, RightToLeft};
        check(
            "الوثيقة A/HRC/53/32، الفقرة",
            RightToLeft,
            "الوثيقة <bdi>A/HRC/53/32</bdi>، الفقرة",
        );
        check(
            "انظر Ronald St. J. MacDonald.",
            RightToLeft,
            "انظر <bdi>Ronald St. J. MacDonald</bdi>.",
        );
        check(
            "(1996) نص vol. 8 (No. 2)",
            RightToLeft,
            "(1996) نص <bdi>vol. 8 (No. 2)</bdi>",
        );
        check("plain <text>", LeftToRight, "plain &lt;text&gt;");
        check(
            "the word حق and سلام.",
            LeftToRight,
            "the word <bdi>حق</bdi> and <bdi>سلام</bdi>.",
        );
    }

    #[test]
    fn the_first_bytes_tell_where_to_look() {
        for character in '\0'..=char::MAX {
            // Before and behind it is what only looks like it.
            for text in [format!("{character}"), format!("हिन्दी，{character}。")] {
                let found = !is_among_right_to_left(character) || may_hold_right_to_left(&text);
                assert!(found, "{character:?}");
            }
        }
        for text in [
            "",
            "plain",
            "हिन्दी",
            "第一条，「是」。",
            "\u{1f54a}",
            "ქართული",
        ] {
            assert!(!may_hold_right_to_left(text), "{text}");
        }
    }

    #[test]
    fn finds_bytes_wherever_they_stand() {
        for length in 0..3 * BLOCK {
            let mut bytes = vec![b'a'; length];
            assert_eq!(position(&bytes, |byte| byte == b'b'), None);
            for at in (0..length).rev() {
                bytes[at] = b'b';
                assert_eq!(position(&bytes, |byte| byte == b'b'), Some(at), "{length}");
            }
        }
    }

    #[test]
    fn escapes_everything_that_could_end_text_or_attribute() {
        let mut out = String::new();
        push_escaped(&mut out, "a&b<c>\"d'e");
        assert_eq!(out, "a&amp;b&lt;c&gt;&quot;d&#39;e");
    }
}
