//! Where a piece of a formatted text stands in its file.
//!
//! A finding is made in the text that readers see, after placeables and Markdown; its place is
//! told in the file. Mostly the words stand there as they are, so they are looked for, with as
//! many of their neighbours as it takes to find them once. No map is kept for the texts, nearly
//! all of which are good.

use std::ops::Range;

/// How many characters around a piece are taken to tell it from its equals, best first.
const NEIGHBOURS: [usize; 5] = [16, 6, 2, 1, 0];

/// The place of a piece in the value at `value` of a file, or of the value as a whole.
pub(super) fn literal(piece: &str, value: &Range<usize>, file: &str) -> Range<usize> {
    let found = file.get(value.clone()).and_then(|raw| raw.find(piece));
    match found.filter(|_| !piece.is_empty()) {
        Some(at) => value.start + at..value.start + at + piece.len(),
        None => value.clone(),
    }
}

/// The place of a name that stands before a byte of a file and behind a sign: the `.` of an
/// attribute, the `[` of a variant. The parser keeps the places of values only.
pub(super) fn name_before(sign: char, name: &str, at: usize, file: &str) -> Option<Range<usize>> {
    let start = file.get(..at)?.rfind(sign)? + sign.len_utf8();
    let behind = &file[start..at];
    let found = start + behind.len() - behind.trim_start().len();
    file[found..]
        .starts_with(name)
        .then(|| found..found + name.len())
}

/// The place of a span of the visible text of a value.
pub(super) fn visible(
    text: &str,
    span: &Range<usize>,
    value: &Range<usize>,
    file: &str,
) -> Range<usize> {
    let Some(piece) = text.get(span.clone()).filter(|piece| !piece.is_empty()) else {
        return value.clone();
    };
    let Some(raw) = file.get(value.clone()) else {
        return value.clone();
    };
    let at = |start: usize| value.start + start..value.start + start + piece.len();
    for count in NEIGHBOURS {
        let (from, to) = (
            before(text, span.start, count),
            after(text, span.end, count),
        );
        // Markup may stand on one side of the piece: then the other side tells.
        for (from, to) in [(from, to), (from, span.end), (span.start, to)] {
            if let Some(start) = once(raw, &text[from..to]) {
                return at(start + span.start - from);
            }
        }
    }
    // Where markup stands on both sides, the piece is counted.
    let number = text[..span.start].matches(piece).count();
    if text.matches(piece).count() == raw.matches(piece).count()
        && let Some((start, _)) = raw.match_indices(piece).nth(number)
    {
        return at(start);
    }
    raw.find(piece).map_or_else(|| value.clone(), at)
}

/// Where a needle stands, if it stands there once.
fn once(hay: &str, needle: &str) -> Option<usize> {
    let mut found = hay.match_indices(needle).map(|(at, _)| at);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn before(text: &str, at: usize, count: usize) -> usize {
    let mut characters = text[..at].char_indices().rev().take(count);
    characters.by_ref().last().map_or(at, |(start, _)| start)
}

fn after(text: &str, at: usize, count: usize) -> usize {
    let end = text[at..].char_indices().nth(count);
    end.map_or(text.len(), |(length, _)| at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_piece_that_is_meant() {
        let check = |raw: &str, text: &str, span: Range<usize>, expected: Range<usize>| {
            let file = format!("id = {raw}\n");
            let value = 5..5 + raw.len();
            let found = visible(text, &span, &value, &file);
            let expected = expected.start + 5..expected.end + 5;
            assert_eq!(found, expected, "{raw}: {:?}", file.get(found.clone()));
        };
        check("un deux un", "un deux un", 8..10, 8..10);
        check("*un* deux *un*", "un deux un", 8..10, 11..13);
        check("[un](un.md) un", "un un", 3..5, 12..14);
        check("l’an { $year } dit an", "l’an 2026 dit an", 16..18, 21..23);
        check("a { $x } b", "a 5 b", 2..3, 0..10);
        check("été", "été", 0..5, 0..5);
        check("été", "été", 1..2, 0..5);
        check("x", "x", 0..0, 0..1);
        check("x", "xyz", 2..9, 0..1);
    }
}
