//! Changing a translator's file in place.
//!
//! What is not being changed keeps its bytes, its comments and its blank lines:
//!
//! 1. the file is cut into [`super::layout`]'s parts; notes (lines that begin with `# @`) are
//!    taken out, as they are written anew;
//! 2. messages that are wanted no longer are taken out with their comments;
//! 3. of messages that stand out of order as few as possible are moved, each behind the message
//!    that comes before it in the order that is wanted;
//! 4. messages and stubs that are not there are put into their places, with notes.
//!
//! Doing it twice is doing it once. [`same_but_for`] proves of a result that nothing else in it
//! has changed. [`one`] changes a single message, and touches nothing else at all.

pub mod one;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::layout::{PartKind, parts};
use super::{normal_form, parse, write};
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, SourcePath};

/// What lines of notes begin with. They inform whoever reads the file and mean nothing.
pub const NOTE: &str = "# @";

/// What a file should have for one id.
#[derive(Debug, Clone, Default)]
pub struct Wanted<'a> {
    /// The id.
    pub id: &'a str,
    /// Ids of one group stand together; between groups there is a blank line.
    pub group: usize,
    /// The lines of the note above it, without [`NOTE`]. Where there is no such message they
    /// stand alone, as a stub.
    pub note: Vec<String>,
    /// The lines of a message (with its comment) to put in if there is none of this id.
    pub insert: Option<String>,
    /// The value that takes the place of the present one: the text of a pattern.
    pub value: Option<&'a str>,
}

/// A file after the change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// Its text.
    pub text: String,
    /// The messages that were taken out, with their comments.
    pub removed: Vec<(Box<str>, String)>,
}

/// The lines of a message.
pub fn message(id: &str, comments: &[String], value: &str) -> String {
    let mut out = String::new();
    for comment in comments {
        out.push_str(if comment.is_empty() { "#" } else { "# " });
        // What ends a line would end the comment.
        out.push_str(&comment.replace(char::is_control, " "));
        out.push('\n');
    }
    out.push_str(id);
    out.push_str(" =");
    out.push_str(&write::value(value));
    out.push('\n');
    out
}

/// Changes a file. `wanted` is in the order in which messages shall stand; messages of other ids
/// stay where they are, unless `unwanted` says to take them out.
pub fn rewrite(text: &str, wanted: &[Wanted<'_>], unwanted: &dyn Fn(&str) -> bool) -> Rewritten {
    let mut result = pass(text, wanted, unwanted);
    if result.text == text {
        return result;
    }
    // Moving a message and putting a stub beside it can each want a blank line that the other
    // makes needless: what the next run would take back is taken back now.
    for _ in 0..MOST_PASSES {
        let next = pass(&result.text, wanted, unwanted);
        if next.text == result.text {
            break;
        }
        result.text = next.text;
    }
    result
}

/// After one pass only blank lines can still change, and they soon settle.
const MOST_PASSES: usize = 8;

fn pass(text: &str, wanted: &[Wanted<'_>], unwanted: &dyn Fn(&str) -> bool) -> Rewritten {
    let orders: HashMap<&str, usize> = wanted
        .iter()
        .enumerate()
        .map(|(order, wanted)| (wanted.id, order))
        .collect();
    let newline = newline(text);
    let mut pieces = read(text, &orders);
    let mut removed = Vec::new();
    pieces = take_out(pieces, |piece| match piece {
        Piece::Entry {
            order: None,
            id,
            comment,
            body,
        } if unwanted(id) => {
            removed.push((id.clone(), format!("{comment}{body}")));
            true
        }
        _ => false,
    });
    let there: HashSet<usize> = pieces.iter().filter_map(Piece::order).collect();
    let (pieces, mut moved) = take_out_of_order(pieces);
    for (order, wanted) in wanted.iter().enumerate() {
        if there.contains(&order) {
            continue;
        }
        if let Some(lines) = &wanted.insert {
            let piece = Piece::Entry {
                id: wanted.id.into(),
                order: Some(order),
                comment: String::new(),
                body: lines.replace("\r\n", "\n").replace('\n', newline),
            };
            moved.insert(order, piece);
        } else if !wanted.note.is_empty() {
            moved.insert(order, Piece::Stub { order });
        }
    }
    let mut written = Writer {
        out: String::with_capacity(text.len() + 256),
        newline,
        wanted,
    }
    .write(pieces, moved);
    // Spaces behind the last line break are blank behind a message, but an error where the message
    // has gone.
    let end = written.trim_end_matches(' ').len();
    if written != text && written[..end].ends_with('\n') {
        written.truncate(end);
    }
    Rewritten {
        text: written,
        removed,
    }
}

/// Whether a changed file says what it said before, but for the messages that `changed` names.
/// Whatever else is different is a fault of ours, and the file must not be written.
pub fn same_but_for(before: &str, after: &str, changed: &dyn Fn(&str) -> bool) -> bool {
    let read = |text: &str| {
        let file = SourceFile::new(SourcePath::new(""), text.as_bytes());
        let mut diagnostics = Diagnostics::new();
        let resource = parse::resource(&file, &mut diagnostics);
        (resource, diagnostics.errors())
    };
    let ((before, before_errors), (after, after_errors)) = (read(before), read(after));
    let all_kept = before
        .entries
        .iter()
        .filter(|entry| !changed(&entry.id))
        .all(|entry| {
            after.get(&entry.id).is_some_and(|other| {
                other.value.as_ref().map(normal_form) == entry.value.as_ref().map(normal_form)
                    && other.attributes.len() == entry.attributes.len()
            })
        });
    let mut own = after.entries.iter().filter(|entry| !changed(&entry.id));
    let none_added = own.all(|entry| before.get(&entry.id).is_some());
    after_errors <= before_errors && all_kept && none_added
}

/// A piece of the file while it is being changed.
#[derive(Debug, Clone)]
enum Piece {
    Entry {
        id: Box<str>,
        /// Its place among the wanted.
        order: Option<usize>,
        /// The translator's comment above it.
        comment: String,
        /// Its own lines.
        body: String,
    },
    /// A note that stands alone.
    Stub { order: usize },
    /// One blank line.
    Blank(String),
    /// Comments, headings, and what can't be read.
    Other(String),
}

/// The pieces of a file without its notes.
fn read(text: &str, orders: &HashMap<&str, usize>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut seen = HashSet::new();
    let without_notes = |lines: &str| -> String {
        lines
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(NOTE))
            .collect()
    };
    for part in parts(text) {
        let piece = &text[part.span.clone()];
        match part.kind {
            PartKind::Entry { id, body, .. } => pieces.push(Piece::Entry {
                // In Fluent the first of two equal ids wins; the others stay where they are.
                order: orders
                    .get(&*id)
                    .copied()
                    .filter(|order| seen.insert(*order)),
                comment: without_notes(&text[part.span.start..body]),
                body: text[body..part.span.end].to_owned(),
                id,
            }),
            PartKind::Comment => pieces.push(Piece::Other(without_notes(piece))),
            PartKind::Blank => pieces.extend(
                piece
                    .split_inclusive('\n')
                    .map(|line| Piece::Blank(line.to_owned())),
            ),
            PartKind::Heading | PartKind::Junk => pieces.push(Piece::Other(piece.to_owned())),
        }
    }
    let gone = |piece: &Piece| matches!(piece, Piece::Other(text) if text.is_empty());
    take_out(pieces, gone)
}

/// Takes pieces out. Where one stood between blank lines, one of them goes as well (the start of
/// the file counts as blank), as does a blank line between two of them.
fn take_out(pieces: Vec<Piece>, mut which: impl FnMut(&Piece) -> bool) -> Vec<Piece> {
    let blank = |piece: &Piece| matches!(piece, Piece::Blank(_));
    let mut left: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut gap = false;
    // Whether the last that is left is a blank line behind something that was taken out.
    let mut before_blank = false;
    for piece in pieces {
        if which(&piece) {
            if before_blank {
                left.pop();
            }
            gap = true;
            before_blank = false;
            continue;
        }
        before_blank = gap && blank(&piece);
        if !(std::mem::take(&mut gap) && blank(&piece) && left.last().is_none_or(blank)) {
            left.push(piece);
        } else {
            before_blank = false;
        }
    }
    left
}

/// Takes the fewest messages out that leave the others in order. Returns them by their order.
fn take_out_of_order(pieces: Vec<Piece>) -> (Vec<Piece>, BTreeMap<usize, Piece>) {
    let orders: Vec<usize> = pieces.iter().filter_map(Piece::order).collect();
    let mut in_order = longest_increasing(&orders).into_iter().peekable();
    let mut moved = BTreeMap::new();
    let left = take_out(pieces, |piece| match piece {
        Piece::Entry {
            order: Some(order), ..
        } => {
            if in_order.peek() == Some(order) {
                in_order.next();
                return false;
            }
            moved.insert(*order, piece.clone());
            true
        }
        _ => false,
    });
    (left, moved)
}

/// A longest strictly increasing subsequence: the values, in order (patience sorting).
fn longest_increasing(values: &[usize]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let pile = ends.partition_point(|end| values[*end] < *value);
        before.push(pile.checked_sub(1).map(|pile| ends[pile]));
        if pile == ends.len() {
            ends.push(at);
        } else {
            ends[pile] = at;
        }
    }
    let mut longest = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        longest.push(values[at]);
        next = before[at];
    }
    longest.reverse();
    longest
}

struct Writer<'a> {
    out: String,
    newline: &'static str,
    wanted: &'a [Wanted<'a>],
}

impl Writer<'_> {
    /// Writes the file: `pieces` where they are, and each of `added` in its place.
    fn write(mut self, pieces: Vec<Piece>, mut added: BTreeMap<usize, Piece>) -> String {
        let group = |order: usize| self.wanted[order].group;
        let kept: Vec<usize> = pieces.iter().filter_map(Piece::order).collect();
        // Behind it there is nothing but blank lines: what comes after it ends the file.
        let ends = pieces
            .iter()
            .rfind(|piece| !matches!(piece, Piece::Blank(_)))
            .and_then(Piece::order);
        // Where a message can stand behind the last of its group or before the first, both are
        // right; behind the one before it is preferred unless only the one after it is of its
        // group.
        let mut before: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
        let mut after: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
        let mut last = Vec::new();
        while let Some((order, piece)) = added.pop_first() {
            let at = kept.partition_point(|kept| *kept < order);
            let successor = kept.get(at).copied();
            let predecessor = at.checked_sub(1).map(|at| kept[at]);
            let same = |other: usize| group(other) == group(order);
            match (predecessor, successor) {
                (predecessor, None) if predecessor == ends => last.push(piece),
                (Some(predecessor), _) if same(predecessor) => {
                    after.entry(predecessor).or_default().push(piece);
                }
                (_, Some(successor)) if same(successor) => {
                    before.entry(successor).or_default().push(piece);
                }
                (Some(predecessor), _) => after.entry(predecessor).or_default().push(piece),
                (None, Some(successor)) => before.entry(successor).or_default().push(piece),
                (None, None) => last.push(piece),
            }
        }
        let mut queue = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let order = piece.order();
            if let Some(pieces) = order.and_then(|order| before.remove(&order)) {
                queue.extend(pieces.into_iter().map(|piece| (piece, true)));
            }
            queue.push((piece, false));
            if let Some(pieces) = order.and_then(|order| after.remove(&order)) {
                queue.extend(pieces.into_iter().map(|piece| (piece, true)));
            }
        }
        queue.extend(last.into_iter().map(|piece| (piece, true)));
        let mut previous: Option<(Piece, bool)> = None;
        for (piece, new) in queue {
            if !self.out.is_empty() && !self.out.ends_with('\n') {
                self.out.push_str(self.newline);
            }
            if let Some((previous, previous_new)) = &previous
                && (new || *previous_new)
                && self.parted(previous, &piece)
            {
                self.out.push_str(self.newline);
            }
            self.piece(&piece);
            previous = Some((piece, new));
        }
        self.out
    }

    /// Whether a blank line has to stand between two pieces, of which one is new.
    fn parted(&self, first: &Piece, second: &Piece) -> bool {
        let group = |piece: &Piece| piece.order().map(|order| self.wanted[order].group);
        match (first, second) {
            (Piece::Blank(_), _) | (_, Piece::Blank(_)) => false,
            // A stub must not become the comment of the message behind it.
            (Piece::Stub { .. }, Piece::Entry { .. } | Piece::Other(_)) => true,
            (Piece::Other(_), Piece::Stub { .. }) => true,
            _ => match (group(first), group(second)) {
                (Some(first), Some(second)) => first != second,
                (None, Some(_)) => matches!(second, Piece::Stub { .. }),
                _ => false,
            },
        }
    }

    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Entry {
                order,
                comment,
                body,
                ..
            } => {
                self.out.push_str(comment);
                if let Some(order) = *order {
                    self.note(order);
                    match self.wanted[order].value {
                        Some(value) => self.out.push_str(&with_value(body, value, self.newline)),
                        None => self.out.push_str(body),
                    }
                } else {
                    self.out.push_str(body);
                }
            }
            Piece::Stub { order } => self.note(*order),
            Piece::Blank(text) | Piece::Other(text) => self.out.push_str(text),
        }
    }

    fn note(&mut self, order: usize) {
        for line in &self.wanted[order].note {
            self.out.push_str(NOTE);
            self.out.push_str(line);
            self.out.push_str(self.newline);
        }
    }
}

/// The lines of a message with another value; its attributes stay.
fn with_value(body: &str, value: &str, newline: &str) -> String {
    let range = parts(body).into_iter().find_map(|part| match part.kind {
        PartKind::Entry { value, .. } => Some(value),
        _ => None,
    });
    let Some(range) = range else {
        return body.to_owned();
    };
    let mut out = body[..range.start].to_owned();
    out.push_str(&write::value(value).replace('\n', newline));
    let rest = &body[range.end..];
    if range.is_empty() && !rest.starts_with(['\n', '\r']) {
        out.push_str(newline);
    }
    out.push_str(rest);
    out
}

/// How the lines of a file end: as its first one does.
fn newline(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

impl Piece {
    fn order(&self) -> Option<usize> {
        match self {
            Self::Entry { order, .. } => *order,
            Self::Stub { order } => Some(*order),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
