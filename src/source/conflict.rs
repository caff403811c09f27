//! Markers that git leaves in a file where it could not merge two changes.

use std::ops::Range;

use super::SourcePath;
use crate::diagnostic::Diagnostic;

/// Whether a line is one of git's markers. `=======` by itself may also be meant.
pub fn is_marker(line: &str) -> bool {
    line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") || line.trim_end() == "======="
}

/// The places of the markers in a text in which `=======` means nothing by itself.
pub fn markers(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        is_marker(line).then(|| start..start + line.trim_end().len())
    })
}

/// Says that a marker was left in a file.
pub fn left(path: &SourcePath, span: Range<usize>) -> Diagnostic {
    Diagnostic::error(
        "conflict-marker",
        "a conflict marker of git was left in the file",
    )
    .at(path, span)
    .hint("decide which lines stay and remove the markers")
}
