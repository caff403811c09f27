//! The paragraphs and headings of a text.
//!
//! 1. lines are put together to pieces: a blank line, a mark of Markdown or a number in front
//!    ends the piece before it. In a text without blank lines, so does a line break where the
//!    next word would still have had room;
//! 2. lines of one piece are joined by a space, or by nothing where the script has none, and
//!    words that were divided at the end of a line are made whole;
//! 3. each piece gets its features: label, heading, figures, length.
//!
//! Invariants: the spans of pieces are ascending and do not overlap; no line with words in it
//! is lost.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::label::{self, Form, Label, is_unspaced, is_wide};
use super::lines::Line;
use crate::check::language::characters::digit;

/// What a line begins with in Markdown, or what takes its place in plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// `#`
    Heading,
    /// `-`, `•`, `>`
    Item,
    /// `[^key]:`
    Note(String),
    /// A cell of a table.
    Cell,
}

/// How a text ends: what a translation often keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Without punctuation.
    None,
    /// `:`
    Colon,
    /// `;` or `,`
    Goes,
    /// `.`, `?`, `!`
    Stop,
}

/// A paragraph, heading or note of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Piece {
    /// Its text on one line, with its label.
    pub(super) text: String,
    /// From its first to its last character in the whole text, in bytes.
    pub(super) span: Range<usize>,
    pub(super) mark: Mark,
    pub(super) label: Option<Label>,
    /// Whether a page began in front of it.
    pub(super) page: bool,
    pub(super) features: Features,
}

/// What pieces and units are compared by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Features {
    /// In characters of an alphabet: a Chinese one says as much as three.
    pub(super) length: usize,
    pub(super) ending: Ending,
    pub(super) figures: Vec<u64>,
    /// The number of a heading.
    pub(super) number: Option<u32>,
}

impl Features {
    /// The features of a text without its label.
    pub(super) fn of(text: &str) -> Self {
        let text = &*without_references(text);
        let length = text.chars().map(weight).sum();
        Self {
            length,
            ending: ending(text),
            figures: label::figures(text),
            number: (length <= LONGEST_HEADING)
                .then(|| label::of_heading(text))
                .flatten(),
        }
    }
}

fn weight(character: char) -> usize {
    match character {
        '\u{2e80}'..='\u{2fff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3fffd}' => 3,
        wide if is_wide(wide) => 2,
        _ => 1,
    }
}

/// The digits of notes in text without marks.
pub(super) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Longer paragraphs are no headings, in characters.
const LONGEST_HEADING: usize = 150;

impl Piece {
    fn new(text: String, span: Range<usize>, mark: Mark, page: bool) -> Self {
        let label = match mark {
            Mark::Heading | Mark::Note(_) | Mark::Cell => None,
            Mark::None | Mark::Item => label::leading(&text),
        };
        let features = Features::of(match &label {
            Some(label) if label.form != Form::Bare => &text[label.end..],
            _ => &text,
        });
        Self {
            text,
            span,
            mark,
            label,
            page,
            features,
        }
    }

    /// The text behind the label.
    pub(super) fn body(&self) -> &str {
        match &self.label {
            Some(label) => &self.text[label.end..],
            None => &self.text,
        }
    }

    /// Whether it looks like a heading: short, and not ended like a sentence.
    pub(super) fn is_heading(&self) -> bool {
        match self.mark {
            Mark::Heading => true,
            Mark::None => {
                self.features.length <= LONGEST_HEADING && self.features.ending == Ending::None
            }
            Mark::Item | Mark::Note(_) | Mark::Cell => false,
        }
    }

    /// The piece and one that goes on with it.
    pub(super) fn with(&self, next: &Self) -> Self {
        let mut text = self.text.clone();
        push(&mut text, &next.text, &HashSet::new());
        let mark = self.mark.clone();
        Self::new(text, self.span.start..next.span.end, mark, self.page)
    }
}

/// A text without `[^key]`.
fn without_references(text: &str) -> Cow<'_, str> {
    if !text.contains("[^") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("[^") {
        out.push_str(before);
        rest = behind.split_once(']').map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The last characters of a text, enough to see how it ends and which word is last: a piece that
/// grows line by line must not be looked through for each of them.
fn tail(text: &str) -> &str {
    const LONGEST: usize = 60;
    let start = text
        .char_indices()
        .rev()
        .nth(LONGEST)
        .map_or(0, |(at, _)| at);
    &text[start..]
}

fn ending(text: &str) -> Ending {
    let text = tail(text).trim_end_matches(|c: char| {
        c.is_whitespace()
            || "*_\"'”’»›)]）」』".contains(c)
            || RAISED.contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c)
            || matches!(c, '\u{200e}' | '\u{200f}')
    });
    // `,12` and `,[12`: a note. `1995` and `No 7` are not.
    let text = match text.trim_end_matches(|c: char| digit(c).is_some()) {
        rest if rest.ends_with(char::is_alphanumeric) || rest.ends_with(char::is_whitespace) => {
            text
        }
        rest => rest.trim_end_matches('['),
    };
    match text.chars().next_back() {
        Some(':' | '：' | '﹕') => Ending::Colon,
        Some(';' | '；' | ',' | '，' | '、' | '؛' | '،' | '՝') => Ending::Goes,
        Some('.' | '。' | '．' | '?' | '!' | '？' | '！' | '؟' | '…' | '।' | '۔' | '։' | '។') => {
            Ending::Stop
        }
        _ => Ending::None,
    }
}

/// Whether a text is Markdown: whether anything in it has no other meaning.
pub(super) fn is_markdown(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| {
        let heading = line.text.trim_start_matches('#');
        line.text.contains("[^")
            || line.text.contains("](")
            || heading.len() < line.text.len() && heading.starts_with(' ')
    })
}

/// Puts lines together to pieces.
pub(super) fn of(lines: &[Line<'_>], markdown: bool) -> Vec<Piece> {
    let mut reader = Reader {
        pieces: Vec::new(),
        open: None,
        breaks: Breaks::of(lines, markdown),
        words: divided_words(lines),
        sequences: Vec::new(),
        code: false,
    };
    for line in lines {
        reader.line(line);
    }
    reader.close();
    reader.pieces
}

/// When a line break ends a piece by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breaks {
    /// Never: Markdown.
    Never,
    /// Always: no line is so long by the width of a page.
    Always,
    /// Where the next word had room in so many columns.
    Within(usize),
}

/// Wider lines were not broken to fit a page, in columns.
const WIDEST_PAGE: usize = 160;

impl Breaks {
    fn of(lines: &[Line<'_>], markdown: bool) -> Self {
        if markdown {
            return Self::Never;
        }
        // The last line of a paragraph says nothing.
        let mut widths: Vec<usize> = lines
            .windows(2)
            .filter(|pair| !pair[0].text.is_empty() && !pair[1].text.is_empty())
            .map(|pair| pair[0].width)
            .collect();
        widths.sort_unstable();
        match widths.get(widths.len() * 9 / 10) {
            Some(width) if *width <= WIDEST_PAGE => Self::Within(width * 85 / 100),
            Some(_) => Self::Always,
            None => Self::Never,
        }
    }

    fn ends(self, line: &Line<'_>, next: &str) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::Within(width) => {
                let room: usize = first_word(next).map(columns).sum();
                // Before it, a space.
                let room = room + usize::from(!next.starts_with(is_unspaced));
                line.width + room <= width
            }
        }
    }
}

fn columns(character: char) -> usize {
    1 + usize::from(is_wide(character))
}

/// What stands at the start of a text and cannot be divided: no line ends at a space that does
/// not break, or begins with the punctuation behind a Chinese character.
fn first_word(text: &str) -> impl Iterator<Item = char> {
    let breaks = |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}');
    let letter = |c: char| is_unspaced(c) && c.is_alphabetic();
    let mut before = ' ';
    text.chars().take_while(move |character| {
        let goes_on = !(breaks(*character) || letter(before) && letter(*character));
        before = *character;
        goes_on
    })
}

/// A piece whose lines are not all there yet.
struct Open<'t> {
    text: String,
    span: Range<usize>,
    mark: Mark,
    page: bool,
    last: Line<'t>,
}

struct Reader<'t> {
    pieces: Vec<Piece>,
    open: Option<Open<'t>>,
    breaks: Breaks,
    words: HashSet<&'t str>,
    /// The last numbers of the lists that are open: a form and what it can stand for.
    sequences: Vec<(Form, Vec<u32>)>,
    /// Whether the line is inside of a block of code, which is not translated.
    code: bool,
}

impl<'t> Reader<'t> {
    fn line(&mut self, line: &Line<'t>) {
        if line.text.starts_with("```") || line.text.starts_with("~~~") {
            self.code = !self.code;
            return self.close();
        }
        if self.code {
            return;
        }
        let rule = line.text.chars().all(|c| "-=*_–— ".contains(c));
        if rule {
            // So is a blank line.
            return self.close();
        }
        if line.text.starts_with('|') && line.text.ends_with('|') && line.text.len() > 1 {
            self.close();
            return self.cells(line);
        }
        let (mark, text) = mark(line.text);
        let own = label::leading(text);
        let begins = match &self.open {
            None => true,
            Some(_) if mark != Mark::None => true,
            Some(open) => {
                let heading = open.mark == Mark::Heading;
                let alone = label::leading(&open.text).is_some_and(|l| l.end == open.text.len());
                heading
                    || text.starts_with(RAISED)
                    || !alone
                        && (self.breaks.ends(&open.last, text) || self.goes_on(own.as_ref(), open))
            }
        };
        if begins {
            self.close();
            if let Some(label) = own {
                self.remember(label);
            }
            let start = line.start + (line.text.len() - text.len());
            self.open = Some(Open {
                text: text.to_owned(),
                span: start..line.start + line.text.len(),
                mark,
                page: line.page,
                last: line.clone(),
            });
        } else if let Some(open) = &mut self.open {
            push(&mut open.text, text, &self.words);
            open.span.end = line.start + line.text.len();
            open.last = line.clone();
        }
    }

    /// Whether a label at the start of a line that could go on with the piece before it is the
    /// next of a list, or the first of one behind the end of a sentence.
    fn goes_on(&self, label: Option<&Label>, open: &Open<'_>) -> bool {
        let Some(label) = label else {
            return false;
        };
        if label.form == Form::Bare {
            // The next note below a page. Elsewhere a number at the start of a line is one of
            // the text.
            let before = label::leading(&open.text).filter(|before| before.form == Form::Bare);
            return before.is_some_and(|before| follows(label, &before.readings));
        }
        let next = self
            .sequences
            .iter()
            .any(|(form, last)| *form == label.form && follows(label, last));
        next || label.readings.contains(&1) && ending(&open.text) != Ending::None
    }

    fn remember(&mut self, label: Label) {
        if label.form == Form::Bare {
            return;
        }
        let at = self
            .sequences
            .iter()
            .rposition(|(form, last)| *form == label.form && follows(&label, last));
        match at {
            // What was opened inside of the list has ended.
            Some(at) => self.sequences.truncate(at),
            // A list of another level, up to a depth that nobody reads.
            None if self.sequences.len() >= 8 => _ = self.sequences.remove(0),
            None => {}
        }
        self.sequences.push((label.form, label.readings));
    }

    fn cells(&mut self, line: &Line<'t>) {
        let mut start = line.start;
        for cell in line.text.split('|') {
            let text = cell.trim();
            let lead = cell.len() - cell.trim_start().len();
            if text.chars().any(char::is_alphanumeric) {
                let span = start + lead..start + lead + text.len();
                self.pieces
                    .push(Piece::new(text.to_owned(), span, Mark::Cell, line.page));
            }
            start += cell.len() + 1;
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.pieces
                .push(Piece::new(open.text, open.span, open.mark, open.page));
        }
    }
}

/// Whether a label can stand for the number after one of `last`.
fn follows(label: &Label, last: &[u32]) -> bool {
    let before = |n: &u32| n.checked_sub(1);
    label
        .readings
        .iter()
        .filter_map(before)
        .any(|n| last.contains(&n))
}

/// The mark at the start of a line, and the text behind it.
fn mark(line: &str) -> (Mark, &str) {
    if let Some((key, text)) = line
        .strip_prefix("[^")
        .and_then(|rest| rest.split_once("]:"))
    {
        return (Mark::Note(key.to_owned()), text.trim_start());
    }
    let text = line.trim_start_matches('#');
    if text.len() < line.len() && text.starts_with(' ') {
        let text = text.trim().trim_end_matches('#').trim_end();
        return (Mark::Heading, if text.is_empty() { line } else { text });
    }
    let mut text = line;
    while let Some(rest) =
        text.strip_prefix(['-', '*', '+', '•', '·', '▪', '‣', '–', '—', '>', '◦'])
    {
        let rest_text = rest.trim_start();
        if rest_text.len() == rest.len() || rest_text.is_empty() {
            break;
        }
        text = rest_text;
    }
    let mark = if text.len() < line.len() {
        Mark::Item
    } else {
        Mark::None
    };
    (mark, text)
}

/// Both parts of all words that the text has with a hyphen inside of a line.
fn divided_words<'t>(lines: &[Line<'t>]) -> HashSet<&'t str> {
    lines
        .iter()
        .flat_map(|line| line.text.split_whitespace())
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect()
}

/// Appends a line to a text. A word that a hyphen divides at the end of a line is made whole if
/// the text has it whole elsewhere; otherwise its hyphen stays, as nothing says what it is.
fn push(text: &mut String, line: &str, words: &HashSet<&str>) {
    if text.ends_with('\u{ad}') {
        text.pop();
        text.push_str(line);
        return;
    }
    let last = text.chars().next_back();
    let first = line.chars().next();
    if let Some(stem) = text.strip_suffix(['-', '\u{2010}'])
        && stem.ends_with(char::is_alphabetic)
        && first.is_some_and(char::is_lowercase)
    {
        let before = tail(stem).rsplit(char::is_whitespace).next().unwrap_or("");
        let before = before.trim_start_matches(|c: char| !c.is_alphanumeric());
        let behind = line
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or("");
        if words.contains(format!("{before}{behind}").as_str()) {
            text.pop();
        }
        text.push_str(line);
        return;
    }
    // A dash between words that stands at the end of a line without space: `paix–`.
    let unspaced = |c: Option<char>| c.is_some_and(is_unspaced);
    if !(text.is_empty() || unspaced(last) && unspaced(first)) {
        text.push(' ');
    }
    text.push_str(line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::text::lines;

    fn pieces(text: &str) -> Vec<Piece> {
        let lines = lines::of(text);
        of(&lines, is_markdown(&lines))
    }

    fn check(text: &str, expected: &[&str]) {
        let pieces = pieces(text);
        let shown: Vec<_> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(shown, expected, "{text:?}");
        assert!(
            pieces
                .windows(2)
                .all(|pair| pair[0].span.end <= pair[1].span.start)
        );
    }

    #[test]
    fn blank_lines_end_pieces() {
        check("one\ntwo\n\nthree", &["one two", "three"]);
        check("", &[]);
        check("---\n\n***\n", &[]);
        check("国际\n团结\n\n二", &["国际团结", "二"]);
        check("한국\n사람", &["한국 사람"]);
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let one = "word ".repeat(50);
        let text = format!("{one}\n{one}\nshort\n{one}");
        let one = one.trim();
        check(&text, &[one, one, "short", one]);
    }

    #[test]
    fn a_word_that_had_room_begins_a_paragraph() {
        check(
            "Every State has the duty to cooperate with all other\nStates.\nEvery organization has the same duty, whatever it is\ncalled.",
            &[
                "Every State has the duty to cooperate with all other States.",
                "Every organization has the same duty, whatever it is called.",
            ],
        );
    }

    #[test]
    fn labels_begin_pieces_if_they_follow() {
        check(
            "1. The first paragraph is as long as the lines; and\n2. the second follows, see vol. 8, No. 2, and page\n12. of the same book.",
            &[
                "1. The first paragraph is as long as the lines; and",
                "2. the second follows, see vol. 8, No. 2, and page 12. of the same book.",
            ],
        );
        check("1.\nText", &["1. Text"]);
        check("- (a) one\n- (b) two\n  more", &["(a) one", "(b) two more"]);
    }

    #[test]
    fn reads_markdown() {
        let text = "# Article 1 #\nOne[^a]\ntwo\n\n[^a]: A note\n    of two lines\n\n| a | b |\n|---|---|\n| c | |\n\n```\ncode\n```\n> quoted";
        check(
            text,
            &[
                "Article 1",
                "One[^a] two",
                "A note of two lines",
                "a",
                "b",
                "c",
                "quoted",
            ],
        );
        assert_eq!(pieces(text)[0].mark, Mark::Heading);
        assert_eq!(pieces(text)[2].mark, Mark::Note("a".to_owned()));
    }

    #[test]
    fn makes_divided_words_whole() {
        check(
            "solidarity and soli-\ndarity",
            &["solidarity and solidarity"],
        );
        check("the non-\nrefoulement", &["the non-refoulement"]);
        check("soli\u{ad}\ndarity", &["solidarity"]);
        check("Paris -\nRome", &["Paris - Rome"]);
    }

    #[test]
    fn knows_endings() {
        let of = |text: &str| ending(text);
        assert_eq!(of("following:"), Ending::Colon);
        assert_eq!(of("下列："), Ending::Colon);
        assert_eq!(of("and small,¹²"), Ending::Goes);
        assert_eq!(of("and small,[1]"), Ending::Goes);
        assert_eq!(of("and small,12"), Ending::Goes);
        assert_eq!(Features::of("and small,[^un]").ending, Ending::Goes);
        assert_eq!(of("(the end.)"), Ending::Stop);
        assert_eq!(of("in 1995"), Ending::None);
        assert_eq!(of("Article 3"), Ending::None);
        assert_eq!(of(""), Ending::None);
    }
}
