//! From text to Fluent.

/// Writes a pattern's text as the value of a message, ready to stand behind `id =`.
///
/// `text` is a Fluent pattern already (its braces are placeables). A text of one line stays on
/// the line of its id; one with line breaks begins on the next line, indented. Characters that
/// would end or change the value where they stand are written as string literals: a
/// continuation line must not begin with `[`, `*`, `.` or `}`, and white space at either end
/// would be lost.
pub fn value(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let several = text.contains('\n');
    for line in text.split('\n') {
        if several {
            out.push_str("\n    ");
        } else {
            out.push(' ');
        }
        let kept = line.trim_start_matches(' ');
        let spaces = line.len() - kept.len();
        if spaces > 0 {
            out.push_str("{\"");
            out.push_str(&line[..spaces]);
            out.push_str("\"}");
        }
        let mut rest = kept;
        if spaces == 0 && several && rest.starts_with(['[', '*', '.']) {
            out.push_str("{\"");
            out.push_str(&rest[..1]);
            out.push_str("\"}");
            rest = &rest[1..];
        }
        let end = rest.trim_end_matches(' ');
        out.push_str(end);
        if end.len() < rest.len() {
            out.push_str("{\"");
            out.push_str(&rest[end.len()..]);
            out.push_str("\"}");
        } else if rest.is_empty() && spaces == 0 && (!several || line.is_empty()) {
            out.push_str("{\"\"}");
        }
    }
    out
}

/// Literal text as a Fluent pattern: braces become string literals.
pub fn escape_braces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '{' => out.push_str("{\"{\"}"),
            '}' => out.push_str("{\"}\"}"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::fluent::{Element, Expression, parse};
    use crate::source::SourceFile;

    /// The value must read back as it was meant.
    fn check(text: &str, expected: &str) {
        let file = format!("a ={}\nb = next\n", value(text));
        assert_eq!(file, format!("a ={expected}\nb = next\n"));
        let mut diagnostics = Diagnostics::new();
        let source = SourceFile::new("a.ftl".into(), file.as_bytes());
        let resource = parse::resource(&source, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{file}: {diagnostics:?}");
        let pattern = resource
            .get("a")
            .and_then(|a| a.value.as_ref())
            .expect("a value");
        let read: String = pattern
            .elements
            .iter()
            .map(|element| match element {
                Element::Text(text) | Element::Placeable(Expression::Text(text)) => &**text,
                Element::Placeable(other) => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(read, text);
        assert!(resource.get("b").is_some());
    }

    #[test]
    fn values_read_back() {
        check("A sentence.", " A sentence.");
        check("[^1] first", " [^1] first");
        check("one\ntwo", "\n    one\n    two");
        check("one\\\n[two]", "\n    one\\\n    {\"[\"}two]");
        check("one\n*two*", "\n    one\n    {\"*\"}two*");
        check("one\n.two", "\n    one\n    {\".\"}two");
        check(" led by a space", " {\" \"}led by a space");
        check("ends with two  ", " ends with two{\"  \"}");
        check("", " {\"\"}");
        check("one\n\nthree", "\n    one\n    {\"\"}\n    three");
        check("#not a comment", " #not a comment");
    }

    #[test]
    fn braces_are_literals() {
        assert_eq!(escape_braces("a {b}"), "a {\"{\"}b{\"}\"}");
    }
}
