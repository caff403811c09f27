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
    for (line, inside) in lines(text) {
        if several {
            out.push_str("\n    ");
        } else {
            out.push(' ');
        }
        if inside {
            out.push_str(line.trim_end());
            continue;
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

/// The lines of a pattern, each with whether it begins inside of a placeable: there a line break
/// is part of the syntax, and `[one]` or `*[other]` at the start of a line is a variant.
pub fn lines(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut depth = 0usize;
    let mut in_literal = false;
    text.split('\n').map(move |line| {
        let inside = depth > 0;
        for byte in line.bytes() {
            match byte {
                b'"' if depth > 0 => in_literal = !in_literal,
                b'{' if !in_literal => depth += 1,
                b'}' if !in_literal => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        in_literal = false;
        (line, inside)
    })
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
        let selector = "{ $n ->\n[one] x\n*[other] y\n} z";
        let written = "\n    { $n ->\n    [one] x\n    *[other] y\n    } z";
        assert_eq!(value(selector), written);
    }

    #[test]
    fn braces_are_literals() {
        assert_eq!(escape_braces("a {b}"), "a {\"{\"}b{\"}\"}");
    }
}
