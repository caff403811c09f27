//! Changing a text here and there, and knowing afterwards where everything has gone.

use std::ops::Range;

/// Changes to a text that is otherwise kept as it was written.
#[derive(Debug, Default)]
pub(super) struct Edits {
    list: Vec<(Range<usize>, String)>,
}

impl Edits {
    pub(super) fn replace(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.list.push((range, text.into()));
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub(super) fn remove(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Makes the changes. One inside of another that was asked for before it is void: what is
    /// replaced as a whole has no parts. Insertions at one place keep their order.
    pub(super) fn apply(mut self, text: &str) -> (String, Offsets) {
        self.list
            .sort_by_key(|(range, _)| (range.start, !range.is_empty(), usize::MAX - range.end));
        let mut out = String::with_capacity(text.len() + text.len() / 8);
        let mut offsets = Offsets(vec![(0, 0)]);
        let mut cursor = 0;
        for (range, replacement) in self.list {
            if range.start < cursor || range.end > text.len() {
                continue;
            }
            out.push_str(&text[cursor..range.start]);
            offsets.0.push((out.len(), range.start));
            out.push_str(&replacement);
            offsets.0.push((out.len(), range.end));
            cursor = range.end;
        }
        out.push_str(&text[cursor..]);
        (out, offsets)
    }
}

/// Pairs of an offset in the new text and the offset in the old one that stands there. Both
/// rise.
#[derive(Debug, Clone, Default)]
pub(super) struct Offsets(Vec<(usize, usize)>);

impl Offsets {
    /// Where a place in the new text came from.
    pub(super) fn old(&self, new: usize) -> usize {
        let at = self.0.partition_point(|(to, _)| *to <= new);
        let (to, from) = at.checked_sub(1).map_or((0, 0), |at| self.0[at]);
        let next = self.0.get(at).map_or(usize::MAX, |(_, from)| *from);
        (from + (new - to)).min(next)
    }

    /// Where a place in the old text has gone; what was removed, to where it was.
    pub(super) fn new_place(&self, old: usize) -> usize {
        let at = self.0.partition_point(|(_, from)| *from <= old);
        let (to, from) = at.checked_sub(1).map_or((0, 0), |at| self.0[at]);
        let next = self.0.get(at).map_or(usize::MAX, |(to, _)| *to);
        (to + (old - from)).min(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_is_not_changed() {
        let text = "one two three";
        let mut edits = Edits::default();
        edits.replace(4..7, "2");
        edits.remove(5..6);
        edits.insert(0, ">");
        edits.insert(13, "!");
        let (out, offsets) = edits.apply(text);
        assert_eq!(out, ">one 2 three!");
        assert_eq!(offsets.old(7), 8, "three");
        assert_eq!(offsets.new_place(8), 7);
        assert_eq!(offsets.new_place(0), 1);
        assert_eq!(offsets.new_place(6), 6, "inside of what was replaced");
        assert_eq!(offsets.old(1), 0);
    }
}
