//! The path of a request: decoded once, judged, and never a way out of the root.
//!
//! Rules: RFC 3986 section 2.1 for escapes; the rest is stricter than it, as a site has no need
//! of what is refused. Dot segments are refused rather than removed: browsers have removed
//! theirs, so whoever sends one is trying something.

use std::fmt;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The longest path, in bytes, as it was sent. File systems have names of 255 bytes, three times
/// as long in escapes.
const LONGEST: usize = 4096;

/// What stays as it is in an address that we write: the unreserved characters of RFC 3986
/// section 2.3, and the slash.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// Why a path is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    TooLong,
    NotFromRoot,
    Escape,
    NotUtf8,
    Character,
    Segment,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooLong => "the path of the address is too long",
            Self::NotFromRoot => "the address does not begin with `/`",
            Self::Escape => "`%` is not followed by two hexadecimal digits",
            Self::NotUtf8 => "the path is not UTF-8",
            Self::Character => {
                "the path holds a backslash, an escaped slash or a control character"
            }
            Self::Segment => "the path holds `.`, `..` or nothing between two slashes",
        })
    }
}

/// The path below the root, without its first slash: `fr/declaration/` for `/fr/declaration/`.
///
/// What comes back has no segment that is empty (but for the last), `.` or `..`, no backslash and
/// no control character.
pub(super) fn decode(raw: &str) -> Result<String, Refused> {
    if raw.len() > LONGEST {
        return Err(Refused::TooLong);
    }
    let below = raw.strip_prefix('/').ok_or(Refused::NotFromRoot)?;
    let last = below.split('/').count() - 1;
    let mut path = String::with_capacity(below.len());
    for (index, segment) in below.split('/').enumerate() {
        if !escapes_are_whole(segment.as_bytes()) {
            return Err(Refused::Escape);
        }
        let segment = percent_decode_str(segment)
            .decode_utf8()
            .map_err(|_| Refused::NotUtf8)?;
        let foreign = |c: char| c.is_control() || matches!(c, '/' | '\\');
        if segment.contains(foreign) {
            return Err(Refused::Character);
        }
        if matches!(&*segment, "." | "..") || (segment.is_empty() && index != last) {
            return Err(Refused::Segment);
        }
        path.push_str(&segment);
        if index != last {
            path.push('/');
        }
    }
    Ok(path)
}

/// The address of a path below the root, from the first slash. Never begins with two, which would
/// name another host.
pub(super) fn encode(path: &str) -> String {
    let path = path.trim_start_matches('/');
    format!("/{}", utf8_percent_encode(path, ESCAPED))
}

/// The crate leaves a `%` alone that is none; two servers must not read one path differently.
fn escapes_are_whole(mut rest: &[u8]) -> bool {
    while let Some(at) = rest.iter().position(|byte| *byte == b'%') {
        match rest.get(at + 1..at + 3) {
            Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => rest = &rest[at + 3..],
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_decoded_once() {
        let check = |raw: &str, expected: &str| {
            assert_eq!(decode(raw).as_deref(), Ok(expected), "{raw}");
        };
        check("/", "");
        check("/fr/declaration/", "fr/declaration/");
        check("/fr/declaration", "fr/declaration");
        check("/fr/d%C3%A9claration/", "fr/déclaration/");
        check("/fr/déclaration/", "fr/déclaration/");
        check("/%D8%A7/%e4%b8%ad.html", "ا/中.html");
        check("/a%20b+c", "a b+c");
        check("/%252e%252e/x", "%2e%2e/x");
        check("/a%3Fb%23c", "a?b#c");
        check("/...", "...");
        check("/..a/.b/c.", "..a/.b/c.");
        check("/@fs/etc/passwd", "@fs/etc/passwd");
        check("/C:/Windows", "C:/Windows");
        check("/~root", "~root");
        check("/e%CC%81", "e\u{301}");
    }

    #[test]
    fn hostile_paths_are_refused() {
        let check = |raw: &str, expected: Refused| {
            assert_eq!(decode(raw), Err(expected), "{raw}");
        };
        for raw in [
            "/..",
            "/../",
            "/../x",
            "/a/../b",
            "/a/..",
            "/.",
            "/./",
            "/a/./b",
            "/%2e%2e/x",
            "/%2E%2e",
            "/.%2e/x",
            "/%2e./x",
            "/%2e",
            "//",
            "//x",
            "/a//b",
            "/a//",
            "//evil.com/",
            "///",
        ] {
            check(raw, Refused::Segment);
        }
        for raw in [
            "/..\\x",
            "/..%5cx",
            "/..%5Cx",
            "/a\\b",
            "/..%2fx",
            "/..%2Fx",
            "/%2f",
            "/%2e%2e%2fx",
            "/a%00",
            "/%00",
            "/a%0d%0ab",
            "/a%09",
            "/%1b",
            "/%7f",
            "/%C2%85",
        ] {
            check(raw, Refused::Character);
        }
        for raw in [
            "/%c0%ae%c0%ae/x",
            "/%c0%af",
            "/%e0%80%ae",
            "/%f0%80%80%ae",
            "/%ff",
            "/%c3",
            "/%ed%a0%80",
            "/%f8%80%80%80%ae",
            "/%e4%b8/%ad",
        ] {
            check(raw, Refused::NotUtf8);
        }
        for raw in [
            "/%", "/%2", "/%zz", "/%u002e", "/a%2", "/%%32e", "/%+2e", "/%c3%a",
        ] {
            check(raw, Refused::Escape);
        }
        for raw in ["", "*", "x", "http://x/"] {
            check(raw, Refused::NotFromRoot);
        }
        check(&format!("/{}", "a".repeat(LONGEST)), Refused::TooLong);
    }

    #[test]
    fn addresses_are_written_so_that_they_read_back() {
        let check = |path: &str, expected: &str| assert_eq!(encode(path), expected);
        check("fr/", "/fr/");
        check("fr/déclaration/", "/fr/d%C3%A9claration/");
        check("a b?c#d%e", "/a%20b%3Fc%23d%25e");
        check("//evil.com/", "/evil.com/");
        check("a\r\nb", "/a%0D%0Ab");
        for path in ["", "fr/", "中/ا b?c#d%e/", "a&b=c;d"] {
            assert_eq!(decode(&encode(path)).as_deref(), Ok(path));
        }
    }
}
