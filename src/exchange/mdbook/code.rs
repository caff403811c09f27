//! Blocks of code: attributes that only mdBook knows go, hidden lines as well.

use pulldown_cmark::Event;

use super::blocks::Noted;
use super::edits::Edits;
use super::events::Events;
use super::report::RemarkKind;
use super::rewrite::Context;

/// Rewrites a fenced block of code.
pub(super) fn block(
    events: &Events<'_>,
    at: usize,
    info: &str,
    context: &Context<'_>,
    edits: &mut Edits,
    noted: &mut Vec<Noted>,
) {
    let (_, range) = &events.list[at];
    let mut words = info
        .split([',', ' ', '\t'])
        .map(str::trim)
        .filter(|word| !word.is_empty());
    let language = words.next().unwrap_or("");
    let attributes: Vec<&str> = words.collect();
    if !attributes.is_empty() {
        let written = &events.text[range.clone()];
        let line_end = written.find('\n').unwrap_or(written.len());
        let line = &written[..line_end];
        let fence = line.len() - line.trim_start_matches(['`', '~']).len();
        edits.replace(range.start + fence..range.start + line_end, language);
        noted.push((
            range.start,
            RemarkKind::CodeAttribute,
            attributes.join(", "),
        ));
    }
    let own = attributes
        .iter()
        .find_map(|attribute| attribute.strip_prefix("hidelines="));
    let of_language = || {
        let hidden = &context.places.settings.hidden;
        let found = hidden.iter().find(|(name, _)| name == language);
        found.map(|(_, mark)| mark.as_str())
    };
    let hidden: Box<dyn Fn(&str) -> Line> = match own.or_else(of_language) {
        Some("") => return,
        Some(mark) => {
            let mark = mark.to_owned();
            Box::new(move |line| match line.trim_start().starts_with(&*mark) {
                true => Line::Hidden,
                false => Line::Shown,
            })
        }
        None if language == "rust" => Box::new(rust),
        None => return,
    };
    let mut count = 0;
    for (event, range) in &events.list[at + 1..events.ends[at]] {
        if !matches!(event, Event::Text(_)) {
            continue;
        }
        let mut start = range.start;
        for line in events.text[range.clone()].split_inclusive('\n') {
            match hidden(line.trim_end_matches('\n')) {
                Line::Hidden => {
                    // With what stands before it: the marks of the containers.
                    let begin = events.text[..start].rfind('\n').map_or(start, |at| at + 1);
                    edits.remove(begin..start + line.len());
                    count += 1;
                }
                Line::Escaped(at) => edits.remove(start + at..start + at + 1),
                Line::Shown => {}
            }
            start += line.len();
        }
    }
    if count > 0 {
        let lines = if count == 1 { "line" } else { "lines" };
        noted.push((
            range.start,
            RemarkKind::HiddenLines,
            format!("{count} {lines}"),
        ));
    }
}

/// What becomes of a line.
enum Line {
    Shown,
    Hidden,
    /// A mark at this offset only escapes the one behind it.
    Escaped(usize),
}

/// Lines that begin with `# ` are hidden, `##` stands for `#` (the rustdoc book, *Hiding portions
/// of the example*).
fn rust(line: &str) -> Line {
    let trimmed = line.trim_start();
    let Some(rest) = trimmed.strip_prefix('#') else {
        return Line::Shown;
    };
    if rest.is_empty() || rest.starts_with(' ') {
        Line::Hidden
    } else if rest.starts_with('#') {
        Line::Escaped(line.len() - trimmed.len())
    } else {
        Line::Shown
    }
}
