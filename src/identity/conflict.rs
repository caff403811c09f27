//! The two sides of a merge in a file of records.
//!
//! git leaves both sides of a conflict between markers. As each record is one line, both can be
//! read: lines of the common ancestor are left out, and the lines of each side go to a text of
//! their own. Everything keeps its place in bytes, so that problems have theirs.

/// The texts of the sides, each as long as the file. One if there was no conflict.
pub(super) fn sides(text: &str) -> Vec<String> {
    if !text.contains("<<<<<<< ") {
        return vec![text.to_owned()];
    }
    let (mut ours, mut theirs) = (String::new(), String::new());
    let mut within = Within::Both;
    for line in text.split_inclusive('\n') {
        let marker = match line.get(..7) {
            Some("<<<<<<<") => Some(Within::Ours),
            Some("|||||||") => Some(Within::Ancestor),
            Some("=======") if within != Within::Both => Some(Within::Theirs),
            Some(">>>>>>>") => Some(Within::Both),
            _ => None,
        };
        let text = marker.is_none();
        within = marker.unwrap_or(within);
        // What both have is read once, with ours.
        let own = text && matches!(within, Within::Both | Within::Ours);
        push(line, own, &mut ours);
        push(line, text && within == Within::Theirs, &mut theirs);
    }
    vec![ours, theirs]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Both,
    Ours,
    Ancestor,
    Theirs,
}

/// A line, or as many bytes of nothing.
fn push(line: &str, keep: bool, side: &mut String) {
    if keep {
        side.push_str(line);
        return;
    }
    let text = line.trim_end_matches(['\n', '\r']);
    side.extend(std::iter::repeat_n(' ', text.len()));
    side.push_str(&line[text.len()..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_are_read() {
        let text = "a = 1\n<<<<<<< HEAD\nb = 2\n||||||| base\nb = 0\n=======\nb = 3\nc = 4\n>>>>>>> other\nd = 5\n";
        let lines = |side: &String| {
            assert_eq!(side.len(), text.len());
            let lines = side.lines().filter(|line| !line.trim().is_empty());
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        let sides = sides(text);
        assert_eq!(lines(&sides[0]), ["a = 1", "b = 2", "d = 5"]);
        assert_eq!(lines(&sides[1]), ["b = 3", "c = 4"]);
    }
}
