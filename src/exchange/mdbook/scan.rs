//! Looking a chapter over before it is rewritten: its title, its anchors, its links.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag};

use super::events::{Events, is_inline};
use super::rewrite::title;
use super::tags;

/// Places that a link can lead to, as mdBook makes them, and the addresses of all links.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Blocks with the anchors that lead to them.
    pub(super) anchors: Vec<Anchored>,
    /// The addresses of links.
    pub(super) links: Vec<String>,
    /// The words of the title.
    pub(super) title: Option<String>,
}

/// A block that anchors lead to.
#[derive(Debug)]
pub(super) struct Anchored {
    /// Where it begins.
    pub(super) at: usize,
    /// Whether it is the title, which the page itself stands for.
    pub(super) is_title: bool,
    /// Its anchors.
    pub(super) names: Vec<String>,
    /// The id that the author has given to it.
    pub(super) fixed: Option<String>,
}

/// Looks a chapter over before it is rewritten.
pub(super) fn scan(text: &str) -> Scan {
    let events = Events::of(text);
    let has_title = title(&events);
    let mut scan = Scan {
        title: has_title.then(|| events.text[events.content(0)].to_owned()),
        ..Scan::default()
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    // Anchors in HTML lead to the block they stand in, or to the next.
    let mut waiting: Vec<String> = Vec::new();
    let mut inside: Option<usize> = None;
    for (at, (event, range)) in events.list.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { id, .. }) => {
                let is_title = has_title && at == 0;
                let fixed = id.as_ref().map(ToString::to_string);
                let own = fixed
                    .clone()
                    .unwrap_or_else(|| heading_id(&events.words(at, events.ends[at])));
                let count = counts.entry(own.clone()).or_insert(0);
                let name = match *count {
                    0 => own,
                    count => format!("{own}-{count}"),
                };
                *count += 1;
                let mut names = std::mem::take(&mut waiting);
                names.push(name);
                scan.anchors.push(Anchored {
                    at: range.start,
                    is_title,
                    names,
                    fixed,
                });
                inside = Some(scan.anchors.len() - 1);
            }
            Event::Start(Tag::Paragraph) if !is_blank(&events, at) => {
                scan.anchors.push(Anchored {
                    at: range.start,
                    is_title: false,
                    names: std::mem::take(&mut waiting),
                    fixed: None,
                });
                inside = Some(scan.anchors.len() - 1);
            }
            Event::Start(Tag::Link { dest_url, .. }) => scan.links.push(dest_url.to_string()),
            Event::End(tag) if !is_inline(tag) => inside = None,
            Event::Html(html) => {
                let found = tags::tags(html).0;
                waiting.extend(
                    found
                        .iter()
                        .filter_map(|tag| tag.anchor())
                        .map(str::to_owned),
                );
                scan.links.extend(hrefs(&found));
            }
            Event::InlineHtml(html) => {
                let found = tags::tags(html).0;
                scan.links.extend(hrefs(&found));
                let names = found
                    .iter()
                    .filter_map(|tag| tag.anchor())
                    .map(str::to_owned);
                match inside {
                    Some(block) => scan.anchors[block].names.extend(names),
                    None => waiting.extend(names),
                }
            }
            _ => {}
        }
    }
    scan.anchors.retain(|block| !block.names.is_empty());
    scan
}

/// Whether nothing of a paragraph remains without its tags.
pub(super) fn is_blank(events: &Events<'_>, at: usize) -> bool {
    let mut inside = events.list[at + 1..events.ends[at]].iter();
    inside.all(|(event, _)| match event {
        Event::Text(text) => text.trim().is_empty(),
        Event::SoftBreak => true,
        Event::InlineHtml(html) => tags::tag(html).is_none_or(|tag| tag.name != "img"),
        _ => false,
    })
}

fn hrefs(tags: &[tags::TagText]) -> Vec<String> {
    let found = tags.iter().filter_map(|tag| tag.attribute("href"));
    found.map(str::to_owned).collect()
}

/// The id that mdBook gives to a heading (`id_from_content` of its HTML renderer): letters,
/// digits, `_` and `-` in small letters, white space as `-`, all else left out.
fn heading_id(words: &str) -> String {
    words
        .trim()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}
