//! Entity tags (RFC 9110 section 8.8.3): whether a client has these bytes already.

use hyper::HeaderMap;
use hyper::header::{HeaderValue, IF_NONE_MATCH, IF_RANGE};

use crate::source::Digest;

/// The tag of some bytes: their digest, in quotes.
pub(super) fn of(bytes: &[u8]) -> String {
    format!("\"{}\"", Digest::of(bytes))
}

/// Whether `If-None-Match` names the tag, so that nothing need be sent. A weak tag counts
/// (section 13.1.2).
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let values = headers.get_all(IF_NONE_MATCH).iter();
    let mut lists = values.filter_map(|value| value.to_str().ok());
    // None of our tags holds a comma, so that tags of others which do are cut into pieces that
    // are not equal to ours: with their quotes, pieces of theirs begin or end without one.
    lists.any(|list| {
        let mut tags = list.split(',').map(str::trim);
        tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
    })
}

/// Whether a part may be sent: there is no `If-Range`, or it names the tag. A date never does, as
/// files of a preview have none, nor does a weak tag (section 13.1.5).
pub(super) fn allows_part(headers: &HeaderMap, tag: &str) -> bool {
    let mut values = headers.get_all(IF_RANGE).iter();
    values.all(|value: &HeaderValue| value.as_bytes() == tag.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, values: &[&str]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name, value.parse().expect("a value"));
        }
        headers
    }

    #[test]
    fn tags_are_digests() {
        assert_eq!(of(b"a"), of(b"a"));
        assert_ne!(of(b"a"), of(b"b"));
        assert_eq!(of(b"").len(), 34);
    }

    #[test]
    fn known_tags_are_found() {
        let check = |values: &[&str], expected: bool| {
            let headers = headers("if-none-match", values);
            assert_eq!(is_known(&headers, "\"abc\""), expected, "{values:?}");
        };
        check(&[], false);
        check(&["\"abc\""], true);
        check(&["W/\"abc\""], true);
        check(&["*"], true);
        check(&["\"x\", \"abc\""], true);
        check(&["\"x\" ,W/\"abc\",\"y\""], true);
        check(&["\"x\"", "\"abc\""], true);
        check(&["\"x\""], false);
        check(&["abc"], false);
        check(&["w/\"abc\""], false);
        check(&["\"a,b\", \"x\""], false);
        check(&["\"abc"], false);
        check(&[""], false);
    }

    #[test]
    fn parts_need_the_same_bytes() {
        let check = |values: &[&str], expected: bool| {
            let headers = headers("if-range", values);
            assert_eq!(allows_part(&headers, "\"abc\""), expected, "{values:?}");
        };
        check(&[], true);
        check(&["\"abc\""], true);
        check(&["W/\"abc\""], false);
        check(&["\"x\""], false);
        check(&["*"], false);
        check(&["Tue, 24 Nov 2026 00:00:00 GMT"], false);
    }
}
