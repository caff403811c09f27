//! The files of the new document: front matter, and the text of a chapter.

use rayon::prelude::*;

use super::anchors;
use super::blocks;
use super::code_index::Code;
use super::directives::Note;
use super::edits::{Edits, Offsets};
use super::events::Events;
use super::expand::{Expanded, expand};
use super::layout::{Page, PageKind};
use super::links::Places;
use super::message::{Form, normal, pieces};
use super::report::{Remark, RemarkKind};
use super::rewrite::{Context, rewrite};
use super::scan::{Scan, scan};
use super::toml_string;
use crate::content::blocks as content;
use crate::diagnostic::{Diagnostics, LineIndex};
use crate::source::{SourceFile, SourcePath, Sources};
use pulldown_cmark::{Event, Tag};

/// A file of the new document.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) text: String,
    /// What comments say of its pieces.
    pub(super) said: Vec<Note>,
}

/// A chapter after its first pass.
#[derive(Default)]
struct Chapter {
    expanded: Expanded,
    text: String,
    offsets: Offsets,
    scan: Scan,
    noted: Vec<blocks::Noted>,
}

/// Writes all pages. Returns the pieces of code of the book as well, by which entries that
/// translate code are told.
pub(super) fn write_all(
    book: &Sources,
    places: &mut Places,
    nested: bool,
    remarks: &mut Vec<Remark>,
) -> (Vec<Written>, Code) {
    let read: Vec<(Chapter, Vec<Remark>)> = places
        .pages
        .par_iter()
        .map(|page| {
            let mut remarks = Vec::new();
            (chapter(book, places, page, &mut remarks), remarks)
        })
        .collect();
    let mut chapters = Vec::with_capacity(read.len());
    for (chapter, found) in read {
        remarks.extend(found);
        chapters.push(chapter);
    }
    let scans: Vec<Scan> = chapters
        .iter_mut()
        .map(|chapter| std::mem::take(&mut chapter.scan))
        .collect();
    let ids = anchors::assign(&scans, places);
    let places = &*places;
    let has_notes = chapters.iter().any(|chapter| chapter.text.contains("[^"));
    let settings = (nested, has_notes);
    let written: Vec<(Written, Vec<Remark>)> = chapters
        .par_iter()
        .enumerate()
        .map(|(index, chapter)| {
            let mut remarks = Vec::new();
            let context = Context {
                places,
                page: Some(index),
                ids: Some(&ids[index]),
                breaks: true,
            };
            let title = scans[index].title.as_deref();
            let page = one(book, chapter, title, &context, settings, &mut remarks);
            (page, remarks)
        })
        .collect();
    let mut code = Code::default();
    for (page, chapter) in places.pages.iter().zip(&chapters) {
        let below = |old: &SourcePath| old.relative_to(&places.settings.folder).map(str::to_owned);
        if let Some(file) = page.old.as_ref().and_then(below) {
            code.add(&file, code_of(&chapter.text));
        }
    }
    let mut pages = Vec::with_capacity(written.len());
    for (page, found) in written {
        remarks.extend(found);
        pages.push(page);
    }
    (pages, code)
}

/// The code of all blocks of code of a chapter.
fn code_of(text: &str) -> String {
    let events = Events::of(text);
    let mut code = String::new();
    for (at, (event, _)) in events.list.iter().enumerate() {
        if matches!(event, Event::Start(Tag::CodeBlock(_))) {
            code.push_str(&events.words(at, events.ends[at]));
        }
    }
    code
}

fn chapter(book: &Sources, places: &Places, page: &Page, remarks: &mut Vec<Remark>) -> Chapter {
    let Some(old) = &page.old else {
        return Chapter::default();
    };
    let expanded = expand(book, old, remarks);
    let mut noted = Vec::new();
    let (text, offsets) = blocks::rewrite(&expanded.text, &places.settings, &mut noted);
    Chapter {
        scan: scan(&text),
        expanded,
        text,
        offsets,
        noted,
    }
}

fn one(
    book: &Sources,
    chapter: &Chapter,
    title: Option<&str>,
    context: &Context<'_>,
    settings: (bool, bool),
    remarks: &mut Vec<Remark>,
) -> Written {
    let page = &context.places.pages[context.page.unwrap_or(0)];
    let rewritten = rewrite(&chapter.text, context);
    let own = page
        .old
        .as_ref()
        .and_then(|old| book.text(old))
        .map(super::plain_lines)
        .unwrap_or_default();
    let lines = LineIndex::new(&own);
    let mut remark = |at: usize, kind, text| {
        let at = chapter.expanded.origin(at);
        if let Some(old) = &page.old {
            remarks.push(Remark {
                kind,
                file: old.clone(),
                line: lines.position(at).line,
                text,
            });
        }
    };
    for (at, kind, text) in &chapter.noted {
        remark(*at, *kind, text.clone());
    }
    for (at, kind, text) in rewritten.noted {
        remark(chapter.offsets.old(at), kind, text);
    }
    if let Some(title) = title.filter(|title| differs(title, &page.title, context.places)) {
        let text = format!(
            "the heading `{title}` became the title, the summary says `{}`",
            page.title
        );
        remark(0, RemarkKind::Title, text);
    }
    let front = front_matter(page, rewritten.has_title, context, settings);
    let body = rewritten.text.trim_end();
    let (body, balanced) = balance(&front, body, |at, text| {
        let at = chapter.offsets.old(rewritten.offsets.old(at));
        remark(at, RemarkKind::HtmlBlock, text);
    });
    let said = rewritten
        .notes
        .into_iter()
        .map(|note| Note {
            at: front.len() + balanced.new_place(rewritten.offsets.new_place(note.at)),
            ..note
        })
        .collect();
    let end = if body.is_empty() { "" } else { "\n" };
    Written {
        text: format!("{front}{body}{end}"),
        said,
    }
}

/// Whether a heading says something else than the summary, whatever the marks.
fn differs(heading: &str, summary: &str, places: &Places) -> bool {
    let words = |text: &str| {
        let pieces = pieces(text, Form::Line, places, None).unwrap_or_default();
        let mut words: String = pieces.iter().map(|piece| normal(piece, false)).collect();
        words.retain(|c| !c.is_control() && c != '`');
        words.replace("Emphasis", "").replace("Strong", "")
    };
    words(heading) != words(summary)
}

/// The front matter, with an empty line behind it; nothing if nothing is to be said.
fn front_matter(
    page: &Page,
    has_title: bool,
    context: &Context<'_>,
    (nested, has_notes): (bool, bool),
) -> String {
    let mut out = String::new();
    let places = context.places;
    // A title is a Fluent pattern already, as front matter is.
    let pattern = |text: &str| {
        let pieces = pieces(text, Form::Line, places, context.page).unwrap_or_default();
        let first = pieces.into_iter().next();
        first.map_or_else(|| super::inline::plain(text), |piece| piece.text)
    };
    let words = |text: &str| super::inline::plain(text.trim());
    if page.kind == PageKind::Book {
        let settings = &places.settings;
        let title = settings.title.as_deref().unwrap_or("Book");
        out.push_str(&format!("title = {}\n", toml_string(&words(title))));
        if let Some(description) = &settings.description {
            out.push_str(&format!(
                "description = {}\n",
                toml_string(&words(description))
            ));
        }
    } else if !has_title {
        let title = match pattern(&page.title) {
            title if title.trim().is_empty() => words(page.new.stem()),
            title => title,
        };
        out.push_str(&format!("title = {}\n", toml_string(&title)));
    }
    if page.kind == PageKind::Draft && page.contents.is_empty() {
        out.push_str("draft = true\n");
    }
    if !page.contents.is_empty() {
        out.push_str("contents = [\n");
        for name in &page.contents {
            out.push_str(&format!("    {},\n", toml_string(name)));
        }
        out.push_str("]\n");
    }
    if page.kind == PageKind::Book {
        if has_notes {
            out.push_str("notes = \"article\"\n");
        }
        if nested {
            out.push_str("addresses = \"nested\"\n");
        }
    }
    if out.is_empty() {
        out
    } else {
        format!("+++\n{out}+++\n\n")
    }
}

/// Takes out tags that open or close nothing among their siblings: they would swallow the rest
/// of the page.
fn balance(front: &str, body: &str, mut remark: impl FnMut(usize, String)) -> (String, Offsets) {
    let mut edits = Edits::default();
    let whole = format!("{front}{body}\n");
    let path = SourcePath::new("content/page/page.md");
    let file = SourceFile::new(path, whole.clone().into_bytes());
    let mut diagnostics = Diagnostics::new();
    content::parse(&file, &mut diagnostics);
    for diagnostic in diagnostics.iter().filter(|d| d.code == "html-unbalanced") {
        let span = diagnostic
            .place
            .as_ref()
            .and_then(|place| place.span.clone());
        let Some(span) = span.filter(|span| span.start >= front.len()) else {
            continue;
        };
        let tag = whole.get(span.clone()).unwrap_or_default();
        let start = span.start - front.len();
        remark(start, format!("`{tag}` was dropped: it has no counterpart"));
        edits.remove(start..(span.end - front.len()).min(body.len()));
    }
    edits.apply(body)
}
