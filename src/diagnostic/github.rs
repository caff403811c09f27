//! Diagnostics as annotations of GitHub: one workflow command a line.
//!
//! The form is that of GitHub's documentation, 'Workflow commands for GitHub Actions': `%`,
//! carriage returns and line feeds are escaped everywhere, `:` and `,` in properties as well.

use std::fmt::Write as _;

use super::position::Lines;
use super::{Diagnostics, Severity};
use crate::source::Sources;

/// All diagnostics, each in one line. Lines and columns count from 1.
pub fn render(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let mut out = String::new();
    let mut lines = Lines::new(sources);
    for diagnostic in diagnostics.iter() {
        out.push_str(match diagnostic.severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
        });
        if let Some(place) = &diagnostic.place {
            let path = place.path.as_str();
            // Writing to a string does not fail.
            let _ = write!(out, "file={},", property(path));
            if let Some((span, index)) = place.span.as_ref().zip(lines.of(&place.path)) {
                let (start, end) = (index.position(span.start), index.position(span.end));
                let _ = write!(
                    out,
                    "line={},endLine={},col={}",
                    start.line, end.line, start.column
                );
                // GitHub takes an end of columns for spans within one line only.
                if start.line == end.line {
                    let _ = write!(out, ",endColumn={}", end.column);
                }
                out.push(',');
            }
        }
        let mut text = diagnostic.message.clone();
        for hint in &diagnostic.hints {
            text.push_str("\nhint: ");
            text.push_str(hint);
        }
        let _ = writeln!(
            out,
            "title={}::{}",
            property(diagnostic.code),
            escaped(&text)
        );
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;
    use crate::source::SourcePath;

    #[test]
    fn prints_one_command_a_line() {
        let sources: Sources = [("a,b.ftl", &b"one\ntwo \xc3\xa9t\xc3\xa9\n"[..])]
            .into_iter()
            .collect();
        let path = SourcePath::new("a,b.ftl");
        let check = |diagnostic: Diagnostic, expected: &str| {
            let diagnostics = [diagnostic].into_iter().collect();
            assert_eq!(render(&diagnostics, &sources), expected);
        };
        check(
            Diagnostic::error("copied", "100 % of it").at(&path, 8..13),
            "::error file=a%2Cb.ftl,line=2,endLine=2,col=5,endColumn=8,title=copied::100 %25 of it\n",
        );
        check(
            Diagnostic::warning("copied", "a\r\nb: c")
                .at(&path, 0..8)
                .hint("d"),
            "::warning file=a%2Cb.ftl,line=1,endLine=2,col=1,title=copied::a%0D%0Ab: c%0Ahint: d\n",
        );
        check(
            Diagnostic::warning("copied", "::error::x").in_file(&path),
            "::warning file=a%2Cb.ftl,title=copied::::error::x\n",
        );
        check(
            Diagnostic::error("copied", "x"),
            "::error title=copied::x\n",
        );
    }
}
