//! Styles: made smaller where nothing can be meant by it, with the addresses of assets filled in.
//!
//! Comments go, runs of white space become one space, and white space after `{`, `}` and `;`
//! and before braces goes. Strings and escapes keep every byte. This is all that can be done
//! without knowing the grammar of each property (CSS Syntax Module Level 3, section 4).

use std::ops::Range;

/// What is wrong with a style sheet, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CssError {
    /// What is wrong.
    pub(super) message: String,
    /// Bytes from the start of the text.
    pub(super) span: Range<usize>,
}

/// Reduces a style sheet. `resolve` gives the address for each `url(…)` that names a file.
pub(super) fn reduce(
    text: &str,
    mut resolve: impl FnMut(&str) -> Result<String, String>,
) -> (String, Vec<CssError>) {
    let mut errors = Vec::new();
    let mut out = Reduced::default();
    // Where the braces that are open were opened: one that is missing would take the rules of
    // the next file with it.
    let mut open = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let (piece, length) = next(rest);
        let span = at..at + length;
        let source = &rest[..length];
        let mut fail = |message: String| {
            errors.push(CssError {
                message,
                span: span.clone(),
            });
        };
        match piece {
            Piece::Space => out.space(),
            Piece::Comment => out.comment(),
            Piece::Unfinished(what) => fail(format!("the {what} does not end")),
            Piece::Url(address) => match rewritten(address, &mut resolve) {
                Ok(Some(address)) => out.push(&format!("url(\"{address}\")")),
                Ok(None) => out.push(source),
                Err(message) => fail(message),
            },
            Piece::Import => fail("`@import` does not work in styles that are joined".to_owned()),
            Piece::Open => {
                open.push(at);
                out.push(source);
            }
            Piece::Close => {
                if open.pop().is_none() {
                    fail("nothing is open that this `}` could close".to_owned());
                }
                out.push(source);
            }
            Piece::Other => out.push(source),
        }
        at += length;
    }
    errors.extend(open.into_iter().map(|at| CssError {
        message: "this `{` is not closed".to_owned(),
        span: at..at + 1,
    }));
    (out.text, errors)
}

/// The new address, or none if the old one is to stay.
fn rewritten(
    address: &str,
    resolve: &mut impl FnMut(&str) -> Result<String, String>,
) -> Result<Option<String>, String> {
    if address.starts_with('#') || starts_with_ignoring_case(address, "data:") {
        return Ok(None);
    }
    let has_scheme = address
        .split(['/', '?', '#'])
        .next()
        .is_some_and(|first| first.contains(':'));
    if has_scheme || address.starts_with("//") {
        return Err(format!("`{address}` is on another site"));
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let (path, suffix) = address.split_at(end);
    let path = path.strip_prefix("./").unwrap_or(path);
    Ok(Some(format!("{}{suffix}", resolve(path)?)))
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// A piece of a style sheet.
enum Piece<'t> {
    Space,
    Comment,
    Open,
    Close,
    Url(&'t str),
    Import,
    /// Something that runs on to the end of the file.
    Unfinished(&'static str),
    Other,
}

/// The piece at the start of a text that is not empty, and its length.
fn next(rest: &str) -> (Piece<'_>, usize) {
    let bytes = rest.as_bytes();
    match bytes[0] {
        b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' => {
            let is_white = |c: &&u8| matches!(c, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
            (Piece::Space, bytes.iter().take_while(is_white).count())
        }
        b'/' if rest.starts_with("/*") => match rest[2..].find("*/") {
            Some(end) => (Piece::Comment, end + 4),
            None => (Piece::Unfinished("comment"), rest.len()),
        },
        b'"' | b'\'' => match string_length(rest) {
            Some(length) => (Piece::Other, length),
            None => (Piece::Unfinished("string"), rest.len()),
        },
        b'{' => (Piece::Open, 1),
        b'}' => (Piece::Close, 1),
        b'\\' => (Piece::Other, escape_length(rest)),
        c if is_name(c) || c == b'@' => name(rest),
        _ => (Piece::Other, rest.chars().next().map_or(1, char::len_utf8)),
    }
}

fn is_name(c: u8) -> bool {
    c.is_ascii_alphanumeric() || c == b'-' || c == b'_' || c >= 0x80
}

/// An identifier, a number or a keyword, and what belongs to it.
fn name(rest: &str) -> (Piece<'_>, usize) {
    let bytes = rest.as_bytes();
    let length = 1 + bytes[1..].iter().take_while(|c| is_name(**c)).count();
    if rest[..length].eq_ignore_ascii_case("@import") {
        return (Piece::Import, length);
    }
    if !rest[..length].eq_ignore_ascii_case("url") || bytes.get(length) != Some(&b'(') {
        return (Piece::Other, length);
    }
    let inside = &rest[length + 1..];
    let start = inside.len() - inside.trim_ascii_start().len();
    let content = &inside[start..];
    let (address, end) = if content.starts_with(['"', '\'']) {
        let Some(end) = string_length(content) else {
            return (Piece::Unfinished("string"), rest.len());
        };
        (&content[1..end - 1], end)
    } else {
        let end = content.find(')').unwrap_or(content.len());
        (content[..end].trim_ascii_end(), end)
    };
    match content[end..].find(')') {
        Some(close) => (Piece::Url(address), length + 1 + start + end + close + 1),
        None => (Piece::Unfinished("address"), rest.len()),
    }
}

/// The length of the string at the start of a text, if it ends in its line.
fn string_length(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            c if c == bytes[0] => return Some(at + 1),
            b'\n' => return None,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

/// The length of an escape: up to six hexadecimal digits take the white space after them.
fn escape_length(rest: &str) -> usize {
    let digits = rest[1..]
        .bytes()
        .take(6)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let after = rest[1 + digits..].chars().next();
    match (digits, after) {
        (0, after) => 1 + after.map_or(0, char::len_utf8),
        (_, Some(c)) if c.is_ascii_whitespace() => 2 + digits,
        _ => 1 + digits,
    }
}

/// What has been written, and what stands between it and the next piece.
#[derive(Default)]
struct Reduced {
    text: String,
    gap: Gap,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Gap {
    #[default]
    Nothing,
    /// A comment alone: it separates two words without being a space between them.
    Comment,
    Space,
}

impl Reduced {
    fn space(&mut self) {
        self.gap = Gap::Space;
    }

    fn comment(&mut self) {
        if self.gap == Gap::Nothing {
            self.gap = Gap::Comment;
        }
    }

    fn push(&mut self, piece: &str) {
        let is_needed = !self.text.is_empty()
            && !self.text.ends_with(['{', '}', ';'])
            && !piece.starts_with(['{', '}']);
        if is_needed {
            self.text.push_str(match self.gap {
                Gap::Nothing => "",
                Gap::Comment => "/**/",
                Gap::Space => " ",
            });
        }
        self.gap = Gap::Nothing;
        self.text.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(path: &str) -> Result<String, String> {
        match path {
            "a.svg" => Ok("a.1234.svg".to_owned()),
            _ => Err(format!("no `{path}`")),
        }
    }

    #[test]
    fn reduces() {
        let check = |input: &str, expected: &str| {
            let (text, errors) = reduce(input, resolve);
            assert_eq!((text.as_str(), errors), (expected, vec![]), "{input}");
        };
        check("", "");
        check("/* a */ a { b : c ; }\n\n d {}", "a{b : c ;}d{}");
        check("a  b\n>\tc{}", "a b > c{}");
        check("a :hover{}", "a :hover{}");
        check("a/**/.b{}", "a/**/.b{}");
        check("a /* x */ b{}", "a b{}");
        check("a{content:\"  /* } \\\" \"}", "a{content:\"  /* } \\\" \"}");
        check(".\\31  a{}", ".\\31  a{}");
        check("a{--x: ;--y:{}}", "a{--x: ;--y:{}}");
        check("a{b:calc(1px  +  2px)}", "a{b:calc(1px + 2px)}");
        check("a{b:url( a.svg )}", "a{b:url(\"a.1234.svg\")}");
        check("a{b:URL('./a.svg#x')}", "a{b:url(\"a.1234.svg#x\")}");
        check("a{b:url(#x) url(data:a,b)}", "a{b:url(#x) url(data:a,b)}");
        check("a{b:curl(x)}", "a{b:curl(x)}");
        check("漢 { 字: \"é\" }", "漢{字: \"é\"}");
    }

    #[test]
    fn says_what_is_wrong() {
        let check = |input: &str, expected: &[(&str, Range<usize>)]| {
            let found: Vec<_> = reduce(input, resolve).1;
            let found: Vec<_> = found
                .iter()
                .map(|e| (e.message.as_str(), e.span.clone()))
                .collect();
            assert_eq!(found, expected, "{input}");
        };
        check("a{b:url(b.svg)}", &[("no `b.svg`", 4..14)]);
        check(
            "a{b:url(https://x.example/)}",
            &[("`https://x.example/` is on another site", 4..27)],
        );
        check("a{", &[("this `{` is not closed", 1..2)]);
        check(
            "a{}}",
            &[("nothing is open that this `}` could close", 3..4)],
        );
        check("a{} /* b", &[("the comment does not end", 4..8)]);
        check(
            "a{b:\"c\n}",
            &[
                ("the string does not end", 4..8),
                ("this `{` is not closed", 1..2),
            ],
        );
        check(
            "a{b:url(c",
            &[
                ("the address does not end", 4..9),
                ("this `{` is not closed", 1..2),
            ],
        );
        check(
            "@IMPORT \"x\";",
            &[("`@import` does not work in styles that are joined", 0..7)],
        );
        check("\\", &[]);
    }
}
