//! Changing one message of a file and nothing beside it: what an editor of single texts needs.
//!
//! `sync` may put a whole file into order; whoever saves one text expects the others to stay where
//! they are, with their notes. Therefore:
//!
//! 1. a message that is there gets another value where it stands, and loses the notes above it;
//! 2. one that is not takes the place of its stub;
//! 3. or else stands behind the message that comes before it in the document, or before the one
//!    that comes after it.
//!
//! Invariant: what is outside of [`Splice::range`] keeps its bytes. Whether the file still says
//! the same but for this message is proved by [`same_but_for`](super::same_but_for).

use std::ops::Range;

use super::{NOTE, message, newline, with_value};
use crate::fluent::layout::{Part, PartKind, parts};

/// A message in the order of its document.
#[derive(Debug, Clone, Copy)]
pub struct Ordered<'a> {
    /// Its id.
    pub id: &'a str,
    /// Messages of one group stand together; between groups there is a blank line.
    pub group: usize,
}

/// Some bytes of a file and what takes their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// The bytes that go.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
    /// Where in `text` the message's own lines begin.
    pub message: usize,
}

impl Splice {
    /// The file after it.
    pub fn apply(&self, file: &str) -> String {
        let mut out = String::with_capacity(file.len() + self.text.len());
        out.push_str(&file[..self.range.start]);
        out.push_str(&self.text);
        out.push_str(&file[self.range.end..]);
        out
    }
}

/// Gives a message its value, the text of a pattern; without one, only the notes above it go.
/// Nothing if there is no such message and no value, and where nothing would change.
///
/// `order` has all messages of the document. `stub` is where notes stand for the message until it
/// is there: whole lines.
pub fn put(
    file: &str,
    order: &[Ordered<'_>],
    id: &str,
    value: Option<&str>,
    stub: Option<Range<usize>>,
) -> Option<Splice> {
    let parts = parts(file);
    let splice = match find(&parts, id) {
        Some((span, body)) => replaced(file, span, body, value),
        None => {
            let lines = message(id, &[], value?).replace('\n', newline(file));
            match stub {
                Some(stub) => in_place_of(file, stub, &lines),
                None => inserted(file, &parts, order, id, &lines),
            }
        }
    };
    (file[splice.range.clone()] != splice.text).then_some(splice)
}

/// The own lines of a message, without its comment. The first of two equal ids is the one that is
/// used.
pub fn lines_of(file: &str, id: &str) -> Option<Range<usize>> {
    find(&parts(file), id).map(|(span, body)| body..span.end)
}

/// Where a message stands with its comment, and where its own lines begin.
fn find(parts: &[Part], id: &str) -> Option<(Range<usize>, usize)> {
    parts.iter().find_map(|part| match &part.kind {
        PartKind::Entry {
            id: found, body, ..
        } if **found == *id => Some((part.span.clone(), *body)),
        _ => None,
    })
}

fn replaced(file: &str, span: Range<usize>, body: usize, value: Option<&str>) -> Splice {
    let comment = &file[span.start..body];
    let kept = |line: &&str| !line.starts_with(NOTE);
    // The lines above the first note stay as they are.
    let above: usize = comment
        .split_inclusive('\n')
        .take_while(kept)
        .map(str::len)
        .sum();
    let mut text: String = comment[above..]
        .split_inclusive('\n')
        .filter(kept)
        .collect();
    let message = text.len();
    let lines = &file[body..span.end];
    match value {
        Some(value) => text.push_str(&with_value(lines, value, newline(file))),
        None => text.push_str(lines),
    }
    Splice {
        range: span.start + above..span.end,
        text,
        message,
    }
}

/// Puts a message in the place of whole lines. What stands above must not become its comment.
fn in_place_of(file: &str, range: Range<usize>, lines: &str) -> Splice {
    let last = file[..range.start].lines().next_back().unwrap_or("");
    let parted = last.starts_with('#') && !last.starts_with("##");
    let text = if parted { newline(file) } else { "" }.to_owned();
    Splice {
        range,
        message: text.len(),
        text: text + lines,
    }
}

fn inserted(file: &str, parts: &[Part], order: &[Ordered<'_>], id: &str, lines: &str) -> Splice {
    let newline = newline(file);
    let there =
        |ordered: &Ordered<'_>| find(parts, ordered.id).map(|(span, _)| (span, ordered.group));
    let at = order.iter().position(|ordered| ordered.id == id);
    let (before, after) = match at {
        Some(at) => (
            order[..at].iter().rev().find_map(there),
            order[at + 1..].iter().find_map(there),
        ),
        None => (None, None),
    };
    let group = at.map(|at| order[at].group);
    let same = |other: &Option<(Range<usize>, usize)>| {
        other
            .as_ref()
            .is_some_and(|(_, other)| Some(*other) == group)
    };
    let comes_first = !same(&before) && (same(&after) || before.is_none());
    let (at, blank_before, blank_after) = match (&before, &after) {
        (_, Some((successor, _))) if comes_first => (successor.start, false, !same(&after)),
        (Some((predecessor, _)), _) => {
            let next = file[predecessor.end..].lines().next().unwrap_or("");
            let parted = !same(&before);
            (predecessor.end, parted, parted && !next.trim().is_empty())
        }
        _ => {
            let last = file.lines().next_back().unwrap_or("");
            (file.len(), last.starts_with('#'), false)
        }
    };
    let mut text = String::new();
    if at > 0 && !file[..at].ends_with('\n') {
        text.push_str(newline);
    }
    if blank_before {
        text.push_str(newline);
    }
    let message = text.len();
    text.push_str(lines);
    if blank_after {
        text.push_str(newline);
    }
    Splice {
        range: at..at,
        text,
        message,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDER: [Ordered<'_>; 5] = [
        Ordered { id: "a", group: 0 },
        Ordered { id: "b", group: 0 },
        Ordered { id: "c", group: 1 },
        Ordered { id: "d", group: 1 },
        Ordered { id: "e", group: 2 },
    ];

    fn check(file: &str, id: &str, value: Option<&str>, stub: &str, expected: &str) {
        let stub = file
            .find(stub)
            .filter(|_| !stub.is_empty())
            .map(|at| at..at + stub.len());
        let splice = put(file, &ORDER, id, value, stub);
        let after = splice.as_ref().map_or(file.to_owned(), |s| s.apply(file));
        assert_eq!(after, expected, "{file:?}");
        if let Some(splice) = splice {
            let lines = &splice.text[splice.message..];
            assert!(lines.starts_with(id), "{splice:?}");
            assert_eq!(
                lines_of(&after, id).map(|lines| lines.start),
                Some(splice.range.start + splice.message),
                "{after:?}"
            );
        }
    }

    #[test]
    fn a_message_gets_another_value_where_it_stands() {
        let new = Some("new");
        check("a = A\nb = B\n", "b", new, "", "a = A\nb = new\n");
        check("a = A\nb = B", "b", new, "", "a = A\nb = new");
        check("a = A\r\nb = B\r\n", "a", new, "", "a = new\r\nb = B\r\n");
        check(
            "# mine\n# @outdated\n# @was x\n# mine too\na = A\n    more\n    .x = X\n\n# next\n",
            "a",
            new,
            "",
            "# mine\n# mine too\na = new\n    .x = X\n\n# next\n",
        );
        check("a =\n    .x = X\n", "a", new, "", "a = new\n    .x = X\n");
        check(
            "a = A\n",
            "a",
            Some("one\n[two]"),
            "",
            "a =\n    one\n    {\"[\"}two]\n",
        );
        // Without a value only the notes go, and nothing if there are none.
        check("# @outdated\na  =  A\n", "a", None, "", "a  =  A\n");
        check("a  =  A\n", "a", None, "", "a  =  A\n");
        check("", "a", None, "", "");
        // The first of two is the one that counts.
        check("a = A\na = B\n", "a", new, "", "a = new\na = B\n");
    }

    #[test]
    fn a_new_message_stands_in_its_place() {
        let check = |file: &str, id: &str, expected: &str| {
            check(file, id, Some("new"), "", expected);
        };
        check("", "a", "a = new\n");
        check("### File\n", "a", "### File\n\na = new\n");
        check("# license", "a", "# license\n\na = new\n");
        check("a = A\n", "b", "a = A\nb = new\n");
        check("a = A", "b", "a = A\nb = new\n");
        check("b = B\n", "a", "a = new\nb = B\n");
        check("# own\nb = B\n", "a", "a = new\n# own\nb = B\n");
        check("a = A\n\nd = D\n", "c", "a = A\n\nc = new\nd = D\n");
        check("a = A\n\nd = D\n", "b", "a = A\nb = new\n\nd = D\n");
        check("a = A\n\ne = E\n", "c", "a = A\n\nc = new\n\ne = E\n");
        check("a = A\ne = E\n", "c", "a = A\n\nc = new\n\ne = E\n");
        check("e = E\n", "c", "c = new\n\ne = E\n");
        check("a = A\r\n", "c", "a = A\r\n\r\nc = new\r\n");
        check("z = Z\n", "c", "z = Z\nc = new\n");
        // Messages that stand out of order stay there.
        check("d = D\nb = B\n", "a", "d = D\na = new\nb = B\n");
    }

    #[test]
    fn a_new_message_takes_the_place_of_its_stub() {
        let check = |file: &str, id: &str, stub: &str, expected: &str| {
            check(file, id, Some("new"), stub, expected);
        };
        check(
            "a = A\n# @missing b = B\n\nc = C\n",
            "b",
            "# @missing b = B\n",
            "a = A\nb = new\n\nc = C\n",
        );
        check(
            "# @missing a = A\n# @missing b = B\n\nc = C\n",
            "b",
            "# @missing b = B\n",
            "# @missing a = A\n\nb = new\n\nc = C\n",
        );
        check(
            "## Group\n# @missing a = A\n# @missing b = B\n",
            "a",
            "# @missing a = A\n",
            "## Group\na = new\n# @missing b = B\n",
        );
    }
}
