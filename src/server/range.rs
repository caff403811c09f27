//! Parts of a file (RFC 9110 section 14), as media players and resumed downloads ask for them.

use std::ops::Range;

/// What a request wants of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it. Also for a header that is not understood, which a server ignores, and for
    /// several ranges at once, which it may.
    Whole,
    /// These bytes, at least one.
    Bytes(Range<usize>),
    /// Bytes that the file does not have.
    Outside,
}

/// Reads a `Range` header for a file of so many bytes.
pub(super) fn part(header: &str, length: usize) -> Part {
    let Some((unit, range)) = header.split_once('=') else {
        return Part::Whole;
    };
    if !unit.trim().eq_ignore_ascii_case("bytes") || range.contains(',') {
        return Part::Whole;
    }
    let Some((first, last)) = range.trim().split_once('-') else {
        return Part::Whole;
    };
    let range = match (first, last) {
        ("", "") => return Part::Whole,
        ("", last) => match number(last) {
            Some(last) => length.saturating_sub(last)..length,
            None => return Part::Whole,
        },
        (first, "") => match number(first) {
            Some(first) => first..length,
            None => return Part::Whole,
        },
        (first, last) => match (number(first), number(last)) {
            (Some(first), Some(last)) if first <= last => first..length.min(last.saturating_add(1)),
            _ => return Part::Whole,
        },
    };
    if range.is_empty() {
        Part::Outside
    } else {
        Part::Bytes(range)
    }
}

/// Digits only. What is too large for a file is as good as the largest.
fn number(digits: &str) -> Option<usize> {
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read() {
        let check = |header: &str, length: usize, expected: Part| {
            assert_eq!(part(header, length), expected, "{header} of {length}");
        };
        check("bytes=0-0", 10, Part::Bytes(0..1));
        check("bytes=0-9", 10, Part::Bytes(0..10));
        check("bytes=2-4", 10, Part::Bytes(2..5));
        check("bytes=2-400", 10, Part::Bytes(2..10));
        check("bytes=9-", 10, Part::Bytes(9..10));
        check("bytes=0-", 10, Part::Bytes(0..10));
        check("bytes=-3", 10, Part::Bytes(7..10));
        check("bytes=-30", 10, Part::Bytes(0..10));
        check("Bytes = 1-2 ", 10, Part::Bytes(1..3));
        check("bytes=1-99999999999999999999999", 10, Part::Bytes(1..10));
        check("bytes=10-", 10, Part::Outside);
        check("bytes=10-20", 10, Part::Outside);
        check("bytes=-0", 10, Part::Outside);
        check("bytes=99999999999999999999999-", 10, Part::Outside);
        check("bytes=0-", 0, Part::Outside);
        check("bytes=0-0", 0, Part::Outside);
        check("bytes=-5", 0, Part::Outside);
        for header in [
            "",
            "bytes",
            "bytes=",
            "bytes=-",
            "bytes=a-b",
            "bytes=1-a",
            "bytes=a-",
            "bytes=-a",
            "bytes=4-2",
            "bytes=1",
            "bytes=+1-2",
            "bytes=1--2",
            "bytes=0-1,3-4",
            "lines=0-1",
            "bytes=0x1-2",
            "bytes=1 - 2",
        ] {
            check(header, 10, Part::Whole);
        }
    }
}
