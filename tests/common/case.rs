//! Cases in files: what they lay over a small project, and what they expect.

use super::Project;

/// What separates the input of a case from its output.
pub(crate) const OUTPUT: &str = "=== output\n";

/// The codes in `error[code]: …` at the start of lines.
pub(crate) fn codes_printed(output: &str) -> impl Iterator<Item = &str> {
    output.lines().filter_map(|line| {
        let rest = line
            .strip_prefix("error[")
            .or_else(|| line.strip_prefix("warning["))?;
        rest.split_once("]:").map(|(code, _)| code)
    })
}

/// A file that comes after the project was written down.
#[derive(Debug)]
pub(crate) struct Later {
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// Lays the files of a case over the small project.
pub(crate) fn project(input: &str) -> Project {
    let (project, later) = project_and_later(input);
    assert!(later.is_empty(), "files come later only where commands run");
    project
}

/// The same, with the files that come later.
pub(crate) fn project_and_later(input: &str) -> (Project, Vec<Later>) {
    let mut project = Project::small();
    let mut later = Vec::new();
    let mut parts = input.split("\n--- ");
    parts.next();
    for part in parts {
        let (head, text) = part.split_once('\n').unwrap_or((part, ""));
        let text = format!("{text}\n");
        project = match head.split_once(' ') {
            None => project.file(head, text),
            Some((path, "escaped")) => project.file(path, unescaped(&text)),
            Some((path, "removed")) => project.without(path),
            Some((path, "later")) => {
                let (path, bytes) = (path.to_owned(), text.into_bytes());
                later.push(Later { path, bytes });
                project
            }
            Some((_, word)) => panic!("`{word}` is none of `escaped`, `removed` and `later`"),
        };
    }
    (project, later)
}

/// Puts the bytes in place of `\r`, `\0`, `\t`, `\xff` and `\u{202e}`.
fn unescaped(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        out.extend_from_slice(before.as_bytes());
        let kind = after.chars().next().expect("a letter behind the backslash");
        rest = &after[kind.len_utf8()..];
        match kind {
            'r' => out.push(b'\r'),
            '0' => out.push(0),
            't' => out.push(b'\t'),
            'x' => {
                out.push(u8::from_str_radix(&rest[..2], 16).expect("two digits"));
                rest = &rest[2..];
            }
            'u' => {
                let (code, after) = rest[1..].split_once('}').expect("a brace");
                let code = u32::from_str_radix(code, 16).expect("a number");
                let character = char::from_u32(code).expect("a character");
                out.extend_from_slice(character.to_string().as_bytes());
                rest = after;
            }
            other => panic!("`\\{other}` stands for nothing"),
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

/// What must not be in a file of this repository as it is: control characters and marks of
/// direction.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\n' => out.push('\n'),
            c if c.is_control() => out.push_str(&c.escape_unicode().to_string()),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {
                out.push_str(&character.escape_unicode().to_string());
            }
            other => out.push(other),
        }
    }
    out
}
