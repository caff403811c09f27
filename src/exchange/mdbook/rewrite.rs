//! The second pass over a chapter, and over a message: what is written otherwise in Concord.
//!
//! A chapter and the entries of its translations go through the same function, so that an entry
//! can be compared with the unit that its text became.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag};

use super::blocks::Noted;
use super::directives::{self, Note};
use super::edits::{Edits, Offsets};
use super::events::{Events, whole_block};
use super::inline::{Lines, image, push_address, tail};
use super::links::Places;
use super::report::RemarkKind;
use super::scan::is_blank;
use super::{code, tags};

/// What a text is rewritten for.
pub(super) struct Context<'a> {
    pub(super) places: &'a Places,
    /// The page that addresses count from.
    pub(super) page: Option<usize>,
    /// Ids for blocks, by the offset at which they begin; of a chapter only.
    pub(super) ids: Option<&'a HashMap<usize, String>>,
    /// Whether a line may be broken within the text.
    pub(super) breaks: bool,
}

impl Context<'_> {
    pub(super) fn is_chapter(&self) -> bool {
        self.ids.is_some()
    }
}

/// A text as Concord writes it.
pub(super) struct Rewritten {
    pub(super) text: String,
    pub(super) offsets: Offsets,
    /// What comments say of pieces of the text, at places in the old one.
    pub(super) notes: Vec<Note>,
    pub(super) noted: Vec<Noted>,
    /// Whether it begins with its title.
    pub(super) has_title: bool,
}

/// Rewrites a text.
pub(super) fn rewrite(text: &str, context: &Context<'_>) -> Rewritten {
    let events = Events::of(text);
    let mut edits = Edits::default();
    let mut noted = Vec::new();
    let has_title = title(&events);
    let headings = Headings::of(&events, has_title);
    if context.is_chapter() {
        unused_notes(&events, &mut edits, &mut noted);
    }
    definitions(&events, context, &mut edits);
    let mut lines = Lines {
        events: &events,
        context,
        edits: &mut edits,
        noted: &mut noted,
        pairs: tags::pairs(&events),
        link_end: 0,
        removed: None,
    };
    let mut at = 0;
    // Cells and headings are lines that cannot be broken.
    let narrow = Context {
        breaks: false,
        ..*context
    };
    let mut narrow_end = 0;
    while let Some((event, range)) = events.list.get(at) {
        lines.context = if at < narrow_end { &narrow } else { context };
        match event {
            Event::Text(_) => lines.text(range),
            Event::InlineHtml(html) => lines.tag(at, html),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => lines.link(at),
            Event::Start(Tag::CodeBlock(kind)) => {
                if let CodeBlockKind::Fenced(info) = kind {
                    code::block(&events, at, info, context, lines.edits, lines.noted);
                }
                at = events.ends[at];
            }
            Event::Start(Tag::HtmlBlock) => {
                html_block(&events, at, context, lines.edits, lines.noted);
                at = events.ends[at];
            }
            Event::Start(Tag::Table(_)) => narrow_end = narrow_end.max(events.ends[at]),
            Event::Start(Tag::Heading { .. }) => {
                narrow_end = narrow_end.max(events.ends[at]);
                headings.rewrite(&events, at, context, lines.edits);
            }
            Event::Start(Tag::Paragraph) if context.is_chapter() && is_blank(&events, at) => {
                lines.edits.remove(whole_block(events.text, range));
                at = events.ends[at];
            }
            Event::Start(Tag::Paragraph) => {
                if let Some(id) = context.ids.and_then(|ids| ids.get(&range.start)) {
                    let end = events.content_ends[at];
                    lines.edits.insert(end, format!(" {{#{id}}}"));
                }
            }
            _ => {}
        }
        at += 1;
    }
    let notes = directives::notes(&events);
    let (text, offsets) = edits.apply(text);
    Rewritten {
        text,
        offsets,
        notes,
        noted,
        has_title,
    }
}

/// Whether a text begins with a heading of level 1 that says something.
pub(super) fn title(events: &Events<'_>) -> bool {
    matches!(
        events.list.first(),
        Some((
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }),
            _
        ))
    ) && !events.words(0, events.ends[0]).trim().is_empty()
}

/// How the headings of a text change.
struct Headings {
    has_title: bool,
    /// Whether there are headings of level 1 in the text, so that all go one level down.
    shift: bool,
}

impl Headings {
    fn of(events: &Events<'_>, has_title: bool) -> Self {
        let shift = events
            .list
            .iter()
            .skip(usize::from(has_title))
            .any(|(event, _)| {
                matches!(
                    event,
                    Event::Start(Tag::Heading {
                        level: HeadingLevel::H1,
                        ..
                    })
                )
            });
        Self { has_title, shift }
    }

    fn rewrite(&self, events: &Events<'_>, at: usize, context: &Context<'_>, edits: &mut Edits) {
        let (
            Event::Start(Tag::Heading {
                level, id, classes, ..
            }),
            range,
        ) = &events.list[at]
        else {
            return;
        };
        let Some(ids) = context.ids else { return };
        let is_title = self.has_title && at == 0;
        let content = events.content(at);
        let own = ids.get(&range.start);
        let deeper = self.shift && !is_title;
        if own.is_none() && id.is_none() && !deeper {
            return;
        }
        let written = &events.text[range.clone()];
        let line_end = written.trim_end_matches(['\n', '\r']).len();
        let setext = !written.trim_start().starts_with('#');
        if deeper || setext {
            let level = (*level as usize + usize::from(deeper)).min(6);
            let end = if setext { range.start } else { content.start };
            edits.replace(range.start..end, format!("{} ", "#".repeat(level)));
        }
        if setext {
            let prefix = events.continuation(range.start).len();
            for (line, _) in events.text[content.clone()].match_indices('\n') {
                let start = content.start + line;
                let end = (start + 1 + prefix).min(content.end);
                edits.replace(start..events.text.floor_char_boundary(end), " ");
            }
        }
        let classes: String = classes.iter().map(|class| format!(" .{class}")).collect();
        let attributes = match own {
            Some(id) if !is_title => format!(" {{#{id}{classes}}}"),
            _ if !classes.is_empty() => format!(" {{{}}}", classes.trim_start()),
            _ => String::new(),
        };
        edits.replace(
            content.end..range.start + line_end.max(content.end - range.start),
            attributes,
        );
    }
}

/// Definitions of links: all links to one lead where it leads.
fn definitions(events: &Events<'_>, context: &Context<'_>, edits: &mut Edits) {
    for (span, address, title) in &events.definitions {
        let written = &events.text[span.clone()];
        let Some(label_end) = written.find("]:") else {
            continue;
        };
        // What serves images leads to files, what serves links may lead to pages: a file is one
        // for both.
        let led = context.places.link(context.page, address);
        let Some(to) = led
            .to
            .filter(|to| to != address || address.contains(['{', '}']))
        else {
            continue;
        };
        let mut text = written[..label_end + 2].to_owned();
        text.push(' ');
        push_address(&mut text, &to);
        if !title.is_empty() {
            let tail = tail("", title);
            text.push_str(tail.trim_start_matches("](").trim_end_matches(')'));
        }
        let kept = written.trim_end_matches('\n').len();
        edits.replace(span.start..span.start + kept, text);
    }
}

/// Notes that nothing refers to, that are defined twice, or that are empty: mdBook shows none of
/// them, and Concord refuses them.
fn unused_notes(events: &Events<'_>, edits: &mut Edits, noted: &mut Vec<Noted>) {
    let used: std::collections::HashSet<&str> = events
        .list
        .iter()
        .filter_map(|(event, _)| match event {
            Event::FootnoteReference(label) => Some(&**label),
            _ => None,
        })
        .collect();
    let mut defined = std::collections::HashSet::new();
    for (at, (event, range)) in events.list.iter().enumerate() {
        let Event::Start(Tag::FootnoteDefinition(label)) = event else {
            continue;
        };
        let empty = events.ends[at] == at + 1;
        let why = if !used.contains(&**label) {
            "nothing refers to it"
        } else if !defined.insert(&**label) {
            "it is defined before"
        } else if empty {
            "it is empty"
        } else {
            continue;
        };
        edits.remove(range.clone());
        noted.push((
            range.start,
            RemarkKind::Note,
            format!("the note `[^{label}]` was left out: {why}"),
        ));
    }
}

/// A block of HTML: images become images, anchors become ids, scripts go; the rest stays.
fn html_block(
    events: &Events<'_>,
    at: usize,
    context: &Context<'_>,
    edits: &mut Edits,
    noted: &mut Vec<Noted>,
) {
    let (_, range) = &events.list[at];
    let html: String = events.list[at..events.ends[at]]
        .iter()
        .filter_map(|(event, _)| match event {
            Event::Html(html) => Some(&**html),
            _ => None,
        })
        .collect();
    let (tags, has_text) = tags::tags(&html);
    if tags.is_empty() && !has_text {
        return;
    }
    let line_break = if events.text[range.clone()].ends_with('\n') {
        "\n"
    } else {
        ""
    };
    let replace = |edits: &mut Edits, text: &str, range: &Range<usize>| {
        if text.is_empty() {
            edits.remove(whole_block(events.text, range));
            return;
        }
        let lead = events.text[..range.start].lines().next_back();
        let touches = lead.is_some_and(|line| !line.trim().is_empty())
            && events.text[..range.start].ends_with('\n');
        let gap = if touches { "\n" } else { "" };
        edits.replace(range.clone(), format!("{gap}{text}{line_break}"));
    };
    if tags
        .iter()
        .any(|tag| matches!(tag.name.as_str(), "script" | "style" | "link"))
    {
        replace(edits, "", range);
        noted.push((
            range.start,
            RemarkKind::HtmlBlock,
            "a script or style was dropped: pages allow none of their own".to_owned(),
        ));
        return;
    }
    let only =
        |names: &[&str]| !has_text && tags.iter().all(|tag| names.contains(&tag.name.as_str()));
    let wrappers = [
        "img", "p", "div", "center", "figure", "picture", "span", "br",
    ];
    let images: Vec<&tags::TagText> = tags.iter().filter(|tag| tag.name == "img").collect();
    if !images.is_empty() && only(&wrappers) {
        let mut text = Vec::new();
        for tag in images {
            let (image, remark) = image(context, tag);
            text.push(image);
            noted.extend(remark.map(|(kind, text)| (range.start, kind, text)));
        }
        let gap = format!("\n{0}\n{0}", events.continuation(range.start));
        replace(edits, &text.join(&gap), range);
        return;
    }
    let anchors = tags
        .iter()
        .filter(|tag| !tag.closes)
        .all(|tag| tag.anchor().is_some());
    if only(&["a", "span"]) && anchors {
        replace(edits, "", range);
        return;
    }
    let leads = tags.iter().any(|tag| {
        ["src", "href", "data", "poster"].iter().any(|name| {
            tag.attribute(name)
                .is_some_and(|address| !address.contains("://") && !address.starts_with("mailto:"))
        })
    });
    let first = tags.first().map_or("text", |tag| tag.name.as_str());
    let text = match (has_text, leads) {
        (_, true) => {
            format!("`<{first}>` was kept, but its addresses still lead to places of the book")
        }
        (true, false) => format!("`<{first}>` was kept; its text is not translated"),
        (false, false) => return,
    };
    noted.push((range.start, RemarkKind::HtmlBlock, text));
}
