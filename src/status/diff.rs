//! What changed between two texts, word by word.
//!
//! 1. both texts are split where Unicode has word boundaries (UAX #29): words, spaces and marks
//!    apart, each Han character for itself;
//! 2. what they begin and end with alike is set aside, which leaves little of most edits;
//! 3. the rest is compared by a shortest edit script;
//! 4. neighbouring changes with nothing but white space between them are joined: one phrase for
//!    another reads better than word for word.
//!
//! Invariants: what was kept and removed, joined, is the old text; what was kept and added, the
//! new one. Of very long texts that differ in very much, the middle is replaced as a whole: time
//! is bounded.

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

/// The most comparisons: two texts of 2,000 pieces that have nothing in common take some
/// hundredths of a second.
const MOST_COMPARISONS: usize = 4_000_000;

/// A run of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "op", content = "text", rename_all = "lowercase")]
pub enum Change<'t> {
    /// In both texts.
    Kept(&'t str),
    /// In the old text only.
    Removed(&'t str),
    /// In the new text only.
    Added(&'t str),
}

/// How the old text became the new one. Where something was replaced, what was removed comes
/// first.
pub fn words<'t>(old: &'t str, new: &'t str) -> Vec<Change<'t>> {
    let (old_words, new_words) = (pieces(old), pieces(new));
    let prefix = common(old_words.iter(), new_words.iter());
    let suffix = common(
        old_words[prefix..].iter().rev(),
        new_words[prefix..].iter().rev(),
    );
    let old_middle = &old_words[prefix..old_words.len() - suffix];
    let new_middle = &new_words[prefix..new_words.len() - suffix];

    let mut runs = Runs::new(old, new);
    runs.kept(&old_words[..prefix]);
    if old_middle.len().saturating_mul(new_middle.len()) > MOST_COMPARISONS {
        runs.replaced(old_middle, new_middle);
    } else {
        for op in capture_diff_slices(Algorithm::Myers, old_middle, new_middle) {
            let (old_range, new_range) = (op.old_range(), op.new_range());
            match op {
                DiffOp::Equal { .. } => runs.kept(&old_middle[old_range]),
                _ => runs.replaced(&old_middle[old_range], &new_middle[new_range]),
            }
        }
    }
    runs.kept(&old_words[old_words.len() - suffix..]);
    runs.finish()
}

fn pieces(text: &str) -> Vec<&str> {
    text.split_word_bounds().collect()
}

/// How many pieces two texts begin with alike.
fn common<'p, 't: 'p>(
    old: impl Iterator<Item = &'p &'t str>,
    new: impl Iterator<Item = &'p &'t str>,
) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

/// Runs while they are put together. All offsets are in bytes.
struct Runs<'t> {
    old: &'t str,
    new: &'t str,
    /// Where in the new text begins what was kept after the last change that is written down.
    kept_from: usize,
    /// The change that may still grow: from where to where, in the old and in the new text.
    change: Option<[(usize, usize); 2]>,
    /// How far each text has been passed.
    old_at: usize,
    new_at: usize,
    out: Vec<Change<'t>>,
}

impl<'t> Runs<'t> {
    fn new(old: &'t str, new: &'t str) -> Self {
        Self {
            old,
            new,
            kept_from: 0,
            change: None,
            old_at: 0,
            new_at: 0,
            out: Vec::new(),
        }
    }

    fn kept(&mut self, pieces: &[&str]) {
        let length: usize = pieces.iter().map(|piece| piece.len()).sum();
        self.old_at += length;
        self.new_at += length;
    }

    fn replaced(&mut self, old: &[&str], new: &[&str]) {
        let removed: usize = old.iter().map(|piece| piece.len()).sum();
        let added: usize = new.iter().map(|piece| piece.len()).sum();
        if removed == 0 && added == 0 {
            return;
        }
        let ends = (self.old_at + removed, self.new_at + added);
        let from = match self.change {
            Some([old, new]) if self.joins((old.0, new.0), new.1, ends) => (old.0, new.0),
            _ => {
                self.close();
                (self.old_at, self.new_at)
            }
        };
        self.change = Some([(from.0, ends.0), (from.1, ends.1)]);
        (self.old_at, self.new_at) = ends;
    }

    /// Whether a change that ends at `ends` continues the open one, which goes from `from` to
    /// `open_until` of the new text. Spaces that only one side would show say nothing.
    fn joins(&self, from: (usize, usize), open_until: usize, ends: (usize, usize)) -> bool {
        let between = &self.new[open_until..self.new_at];
        let is_blank = |text: &str| text.trim().is_empty();
        between.is_empty()
            || is_blank(between)
                && !is_blank(&self.old[from.0..ends.0])
                && !is_blank(&self.new[from.1..ends.1])
    }

    /// Writes down the open change and what was kept before it.
    fn close(&mut self) {
        let Some([old, new]) = self.change.take() else {
            return;
        };
        self.push(Change::Kept(&self.new[self.kept_from..new.0]));
        self.push(Change::Removed(&self.old[old.0..old.1]));
        self.push(Change::Added(&self.new[new.0..new.1]));
        self.kept_from = new.1;
    }

    fn push(&mut self, change: Change<'t>) {
        let (Change::Kept(text) | Change::Removed(text) | Change::Added(text)) = change;
        if !text.is_empty() {
            self.out.push(change);
        }
    }

    fn finish(mut self) -> Vec<Change<'t>> {
        self.close();
        self.push(Change::Kept(&self.new[self.kept_from..]));
        self.out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As `git diff --word-diff` writes it.
    fn marked(old: &str, new: &str) -> String {
        let mark = |change: &Change<'_>| match change {
            Change::Kept(text) => (*text).to_owned(),
            Change::Removed(text) => format!("[-{text}-]"),
            Change::Added(text) => format!("{{+{text}+}}"),
        };
        words(old, new).iter().map(mark).collect()
    }

    #[test]
    fn finds_what_changed() {
        let check = |old, new, expected| assert_eq!(marked(old, new), expected);
        check("", "", "");
        check("the same", "the same", "the same");
        check("", "new", "{+new+}");
        check("old", "", "[-old-]");
        check(
            "All States have the duty",
            "All States and peoples have the duty",
            "All States {+and peoples +}have the duty",
        );
        check(
            "the right to peace.",
            "the duty to peace!",
            "the [-right-]{+duty+} to peace[-.-]{+!+}",
        );
        // One phrase for another, not word for word.
        check("a b c d", "a x y d", "a [-b c-]{+x y+} d");
        check(
            "各国人民的权利",
            "各国人民的义务",
            "各国人民的[-权利-]{+义务+}",
        );
        check(
            "الحق في السلام",
            "الحق في التضامن",
            "الحق في [-السلام-]{+التضامن+}",
        );
        check("see [^3]", "see [^4]", "see [^[-3-]{+4+}]");
        check("don't", "do", "[-don't-]{+do+}");
        check("a 👨‍👩‍👧 b", "a 👨‍👩‍👦 b", "a [-👨‍👩‍👧-]{+👨‍👩‍👦+} b");
    }

    #[test]
    fn very_long_texts_are_bounded() {
        let text = |word: &str, last: &str| {
            let mut text = "begin ".to_owned();
            for number in 0..100_000 {
                text.push_str(&format!("{word}{number} "));
            }
            text + last
        };
        let (old, new) = (text("old", "end"), text("new", "end"));
        let start = std::time::Instant::now();
        let changes = words(&old, &new);
        assert!(start.elapsed().as_secs() < 20);
        assert_eq!(changes.len(), 4, "the middle is replaced as a whole");
        assert_eq!(changes[0], Change::Kept("begin "));
        assert_eq!(changes[3], Change::Kept(" end"));
        // A small edit of a long text stays small.
        let new = old.replacen("old77777 ", "changed ", 1);
        assert_eq!(
            words(&old, &new)[1..3],
            [Change::Removed("old77777"), Change::Added("changed")]
        );
    }

    proptest! {
        #[test]
        fn gives_both_texts_back(old in "[ab 。各\u{301}\n]{0,40}", new in "[ab 。各\u{301}\n]{0,40}") {
            let changes = words(&old, &new);
            let old_again: String = changes.iter().map(|change| match change {
                Change::Kept(text) | Change::Removed(text) => *text,
                Change::Added(_) => "",
            }).collect();
            let new_again: String = changes.iter().map(|change| match change {
                Change::Kept(text) | Change::Added(text) => *text,
                Change::Removed(_) => "",
            }).collect();
            prop_assert_eq!(&old_again, &old);
            prop_assert_eq!(&new_again, &new);
            let kind = std::mem::discriminant::<Change<'_>>;
            let alternate = changes.windows(2).all(|pair| kind(&pair[0]) != kind(&pair[1]));
            prop_assert!(alternate, "two neighbours of one kind");
        }
    }
}
