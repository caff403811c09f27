//! Stubs that somebody has written into.
//!
//! `sync` writes notes anew, and who types a translation behind `# @missing id =` and leaves the
//! marker would lose it. A stub whose text is neither the source text nor like it is somebody's
//! work: it becomes an ordinary comment, which nobody touches, and `check` reports it.

use std::ops::Range;

use crate::fluent::edit::NOTE;
use crate::identity::align::similarity;

/// The first word of a stub, behind [`NOTE`].
pub(super) const MISSING: &str = "missing ";
/// The first word of an old translation that may help, behind [`NOTE`].
pub(super) const SUGGESTION: &str = "suggestion ";
/// What further lines of a note begin with, behind [`NOTE`].
pub(super) const FURTHER: &str = "    ";

/// A stub in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stub<'t> {
    /// The unit that it stands for.
    pub id: &'t str,
    /// Its text, one line.
    pub text: String,
    /// Its lines.
    pub lines: Range<usize>,
}

/// The stubs of a file.
pub fn stubs(file: &str) -> Vec<Stub<'_>> {
    let mut stubs: Vec<Stub<'_>> = Vec::new();
    let mut at = 0;
    for line in file.split_inclusive('\n') {
        let lines = at..at + line.len();
        at = lines.end;
        let Some(note) = line.strip_prefix(NOTE) else {
            continue;
        };
        let stub = note
            .strip_prefix(MISSING)
            .and_then(|rest| rest.split_once('='));
        if let Some((id, text)) = stub {
            stubs.push(Stub {
                id: id.trim(),
                text: text.trim().to_owned(),
                lines,
            });
        } else if let Some(further) = note.strip_prefix(FURTHER)
            && let Some(last) = stubs
                .last_mut()
                .filter(|last| last.lines.end == lines.start)
        {
            last.text.push(' ');
            last.text.push_str(further.trim());
            last.lines.end = lines.end;
        }
    }
    stubs
}

/// The lines of the stub of a unit, with the suggestion below it.
pub fn block(file: &str, stub: &Stub<'_>) -> Range<usize> {
    let mut end = stub.lines.end;
    let mut within = true;
    for line in file[end..].split_inclusive('\n') {
        let note = line.strip_prefix(NOTE);
        within = note.is_some_and(|note| {
            note.starts_with(SUGGESTION) || within && note.starts_with(FURTHER)
        });
        if !within {
            break;
        }
        end += line.len();
    }
    stub.lines.start..end
}

/// Whether somebody has written into a stub. `sources` are the texts that `sync` may have put
/// there: that of today, and the one last written down.
pub fn is_edited(stub: &Stub<'_>, sources: &[&str]) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = words(&stub.text);
    let same = |source: &&str| {
        let source = words(source);
        // An older source text is no loss; a short translation may share half of its words.
        let long = source.split(' ').count() >= 6;
        source == text || long && similarity(&source, &text) >= 0.8
    };
    !text.is_empty() && !sources.iter().any(same)
}

/// The file with edited stubs as ordinary comments.
pub(super) fn keep_edited<'s>(
    file: &str,
    sources: &dyn Fn(&str) -> Vec<&'s str>,
) -> Option<String> {
    let edited: Vec<Stub<'_>> = stubs(file)
        .into_iter()
        .filter(|stub| is_edited(stub, &sources(stub.id)))
        .collect();
    if edited.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(file.len());
    let mut from = 0;
    for stub in edited {
        out.push_str(&file[from..stub.lines.start]);
        for line in file[stub.lines.clone()].split_inclusive('\n') {
            let note = line.strip_prefix(NOTE).unwrap_or(line);
            out.push_str("# ");
            out.push_str(note.strip_prefix(MISSING).unwrap_or(note));
        }
        from = stub.lines.end;
    }
    out.push_str(&file[from..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suggestion_belongs_to_its_stub() {
        let check = |file: &str, expected: &str| {
            let found = stubs(file);
            assert_eq!(&file[block(file, &found[0])], expected);
        };
        let stub = "# @missing x = One\n# @    two\n# @suggestion Un\n# @    deux\n";
        check(stub, stub);
        check(&format!("{stub}# @missing y = Y\n"), stub);
        check(
            &format!("a = A\n{stub}# @outdated\n# @was A\nb = B\n"),
            stub,
        );
        check("# @missing x = One\n", "# @missing x = One\n");
        check("# @missing x = One", "# @missing x = One");
    }

    #[test]
    fn what_somebody_wrote_is_kept() {
        let source = "All States have the duty to respect the right to peace.";
        let old = "All States have a duty to respect the right to peace.";
        let check = |stub: &str, expected: Option<&str>| {
            let file = format!("a = A\n{stub}\nb = B\n");
            let kept = keep_edited(&file, &|_| vec![source, "Article 2"]);
            let expected = expected.map(|lines| format!("a = A\n{lines}\nb = B\n"));
            assert_eq!(kept, expected, "{stub}");
        };
        check(&format!("# @missing x = {source}"), None);
        check(&format!("# @missing x = {old}"), None);
        check("# @missing x = Article 2", None);
        check("# @missing x =", None);
        check("# @missing x = Artikel 2", Some("# x = Artikel 2"));
        check(
            "# @missing x = Alle Staaten\n# @    haben die Pflicht",
            Some("# x = Alle Staaten\n#     haben die Pflicht"),
        );
    }
}
