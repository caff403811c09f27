//! What must be known of a Fluent file before it is parsed.
//!
//! `fluent-syntax` recurses on nested placeables and is quadratic in the number of arguments;
//! a byte-order mark or a bare carriage return makes it misread what follows. One linear pass
//! finds all of that, with places.

use super::write;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourcePath, conflict};

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 4 << 20;
/// The largest entry, in bytes: a message is a paragraph.
pub const LARGEST_ENTRY: usize = 256 << 10;
/// How deep placeables and calls may nest.
pub const DEEPEST_NESTING: usize = 32;
/// How many arguments a call may have.
pub const MOST_ARGUMENTS: usize = 64;
/// How many braces may open in one entry: Fluent implementations cut a message off at 100.
pub const MOST_PLACEABLES: usize = 100;

/// Looks a file over. Returns its text if it can be parsed, whatever else was found.
pub fn inspect<'f>(file: &'f SourceFile, diagnostics: &mut Diagnostics) -> Option<&'f str> {
    let path = &file.path;
    if file.bytes.len() > LARGEST_FILE {
        diagnostics.push(too_large(path, file.bytes.len()));
        return None;
    }
    let text = file.utf8(diagnostics)?;
    let before = diagnostics.errors();
    characters(text, file, diagnostics);
    diagnostics.extend(conflict::markers(text).map(|span| conflict::left(path, span)));
    structure(text, file, diagnostics);
    (diagnostics.errors() == before).then_some(text)
}

/// The diagnostic for a file of too many bytes, or one that would have them.
pub fn too_large(path: &SourcePath, bytes: usize) -> Diagnostic {
    Diagnostic::error(
        "fluent-too-large",
        format!("the file has {bytes} bytes, more than {LARGEST_FILE}"),
    )
    .in_file(path)
    .hint("split the document into several")
}

/// Why a text cannot stand as the value of a message, if it can't: once written, it would not be
/// read again.
pub fn unreadable(text: &str) -> Option<String> {
    // Writing it adds up to two literals a line, and far fewer than 16 bytes for each of its own.
    let braces = text.bytes().filter(|byte| *byte == b'{').count();
    let lines = text.bytes().filter(|byte| *byte == b'\n').count() + 1;
    if text.len() <= LARGEST_ENTRY / 16 && braces + 2 * lines <= MOST_PLACEABLES {
        return None;
    }
    let message = format!("u ={}\n", write::value(text));
    let file = SourceFile::new(SourcePath::new(""), message.as_bytes());
    let mut found = Diagnostics::new();
    inspect(&file, &mut found);
    found.into_iter().next().map(|found| found.message)
}

fn characters(text: &str, file: &SourceFile, diagnostics: &mut Diagnostics) {
    let bytes = text.as_bytes();
    if text.starts_with('\u{feff}') {
        diagnostics.push(
            Diagnostic::error("byte-order-mark", "the file begins with a byte-order mark")
                .at(&file.path, 0..3)
                .hint("save the file as UTF-8 without a byte-order mark"),
        );
    }
    let lone_return = memchr_where(bytes, b'\r', |at| bytes.get(at + 1) != Some(&b'\n'));
    if let Some(at) = lone_return {
        diagnostics.push(
            Diagnostic::error("carriage-return", "a carriage return without a line feed")
                .at(&file.path, at..at + 1)
                .hint("save the file with line breaks of Unix or Windows"),
        );
    }
    if let Some(at) = memchr_where(bytes, 0, |_| true) {
        diagnostics.push(
            Diagnostic::error("control-character", "a NUL character")
                .at(&file.path, at..at + 1)
                .hint("remove it; if there are many, the file is not UTF-8: save it as UTF-8"),
        );
    }
}

fn memchr_where(bytes: &[u8], byte: u8, matches: impl Fn(usize) -> bool) -> Option<usize> {
    (0..bytes.len()).find(|at| bytes[*at] == byte && matches(*at))
}

/// Nesting, arguments, placeables and sizes, entry by entry.
fn structure(text: &str, file: &SourceFile, diagnostics: &mut Diagnostics) {
    let bytes = text.as_bytes();
    let mut scan = Scan::default();
    let mut at = 0;
    while at < bytes.len() {
        let line_start = at == 0 || bytes[at - 1] == b'\n';
        if line_start {
            if bytes[at] == b'#' {
                at += line_length(&bytes[at..]);
                continue;
            }
            // No placeable can go on past `id =` at the start of a line, so that an unclosed
            // brace does not count against the entries after it.
            if begins_entry(&bytes[at..]) {
                scan = Scan {
                    entry: at,
                    ..Scan::default()
                };
            } else if bytes[at] == b'\t' && scan.stack.is_empty() {
                diagnostics.push(
                    Diagnostic::error("tab-indentation", "a line is indented with a tab")
                        .at(&file.path, at..at + 1)
                        .hint("Fluent wants spaces: indent with four of them"),
                );
            }
        }
        if at - scan.entry > LARGEST_ENTRY && !scan.reported {
            scan.reported = true;
            diagnostics.push(
                Diagnostic::error(
                    "message-too-large",
                    format!("a message has more than {LARGEST_ENTRY} bytes"),
                )
                .at(&file.path, scan.entry..scan.entry + 1)
                .hint("a message is a paragraph: divide the text, or close what was left open"),
            );
        }
        let in_placeable = !scan.stack.is_empty();
        match bytes[at] {
            b'"' if in_placeable => at += string_length(&bytes[at..]) - 1,
            b'{' => {
                scan.placeables += 1;
                scan.stack.push(0);
                if scan.placeables == MOST_PLACEABLES + 1 {
                    diagnostics.push(
                        Diagnostic::error(
                            "too-many-placeables",
                            format!("a message has more than {MOST_PLACEABLES} placeables"),
                        )
                        .at(&file.path, at..at + 1)
                        .hint("Fluent cuts a message off there: use terms for what is repeated"),
                    );
                }
            }
            b'(' if in_placeable => scan.stack.push(1),
            b'}' | b')' if in_placeable => {
                scan.stack.pop();
            }
            b',' => {
                if let Some(arguments) = scan.stack.last_mut().filter(|count| **count > 0) {
                    *arguments += 1;
                    if *arguments == MOST_ARGUMENTS + 1 {
                        diagnostics.push(
                            Diagnostic::error(
                                "too-many-arguments",
                                format!("a call has more than {MOST_ARGUMENTS} arguments"),
                            )
                            .at(&file.path, at..at + 1)
                            .hint("leave out what the function does not need"),
                        );
                    }
                }
            }
            _ => {}
        }
        if scan.stack.len() == DEEPEST_NESTING + 1 && matches!(bytes[at], b'{' | b'(') {
            diagnostics.push(
                Diagnostic::error(
                    "nested-too-deep",
                    format!("placeables are nested more than {DEEPEST_NESTING} deep"),
                )
                .at(&file.path, at..at + 1)
                .hint("is a `}` missing? a brace that is meant as text is written `{\"{\"}`"),
            );
        }
        at += 1;
    }
}

#[derive(Default)]
struct Scan {
    entry: usize,
    /// One item for each open `{` (0) or `(` (the number of arguments, at least 1).
    stack: Vec<usize>,
    placeables: usize,
    reported: bool,
}

fn line_length(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |at| at + 1)
}

/// The length of a string literal with both its quotes; it ends at the end of its line.
fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 1,
            b'"' => return at + 1,
            b'\n' => return at,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

/// Whether a line begins with `id =` or `-id =`.
fn begins_entry(bytes: &[u8]) -> bool {
    let rest = bytes.strip_prefix(b"-").unwrap_or(bytes);
    if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
        return false;
    }
    let id = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .count();
    let spaces = rest[id..].iter().take_while(|byte| **byte == b' ').count();
    rest.get(id + spaces) == Some(&b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        let file = SourceFile::new("locales/fr/a.ftl".into(), text.as_bytes());
        let mut diagnostics = Diagnostics::new();
        let parsable = inspect(&file, &mut diagnostics).is_some();
        assert_eq!(parsable, !diagnostics.has_errors());
        diagnostics.iter().map(|d| d.code).collect()
    }

    #[test]
    fn lets_good_files_pass() {
        for text in [
            "",
            "a = b\n",
            "# { { { {\na = { $n ->\n    [one] { $n }\n   *[other] x\n}\n",
            "a = { \"}{{{\" }\r\nb = c\r\n",
            "a = {\nb = {\nc = {\n",
            "a =\n    one\n    two\n",
        ] {
            assert_eq!(codes(text), [""; 0], "{text}");
        }
        let unclosed: String = (0..200).map(|n| format!("a{n} = {{\n")).collect();
        assert_eq!(codes(&unclosed), [""; 0]);
    }

    #[test]
    fn refuses_what_the_parser_would_not_survive() {
        let check = |text: String, code: &str| assert!(codes(&text).contains(&code), "{code}");
        check(format!("a = {}\n", "{".repeat(5000)), "nested-too-deep");
        check(format!("a = {}\n", "{\n".repeat(5000)), "nested-too-deep");
        check(format!("a = {{ {}", "A(".repeat(5000)), "nested-too-deep");
        check(
            format!("a = {{ F({}1) }}\n", "a: 1, ".repeat(100_000)),
            "too-many-arguments",
        );
        check(
            format!("a = {}\n", "{ $x } ".repeat(101)),
            "too-many-placeables",
        );
        check(
            format!("a = {}\n", "x".repeat(300 << 10)),
            "message-too-large",
        );
        check("\u{feff}a = b\n".into(), "byte-order-mark");
        check("a = b\rc = d\n".into(), "carriage-return");
        check("a =\n\tb\n".into(), "tab-indentation");
        check(
            "<<<<<<< HEAD\na = b\n=======\na = c\n>>>>>>> x\n".into(),
            "conflict-marker",
        );
        check("a = b\0\n".into(), "control-character");
    }

    #[test]
    fn refuses_bytes_that_are_no_text() {
        let file = SourceFile::new("locales/fr/a.ftl".into(), &b"a = b\nc = \xff\n"[..]);
        let mut diagnostics = Diagnostics::new();
        assert!(inspect(&file, &mut diagnostics).is_none());
        let message = &diagnostics.iter().next().expect("one").message;
        assert!(message.contains("line 2"), "{message}");
    }
}
