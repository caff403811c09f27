//! Tags of HTML as they stand in Markdown.

use super::events::{Events, starts_block};
use pulldown_cmark::Event;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TagText {
    /// In small letters.
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) attributes: Vec<(String, String)>,
}

impl TagText {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }

    /// What a link can lead to.
    pub(super) fn anchor(&self) -> Option<&str> {
        self.attribute("id")
            .or_else(|| self.attribute("name").filter(|_| self.name == "a"))
            .filter(|anchor| !anchor.is_empty())
    }
}

/// Reads one tag. `None` for comments and whatever else begins with `<`.
pub(super) fn tag(html: &str) -> Option<TagText> {
    let inner = html.trim().strip_prefix('<')?;
    let (closes, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let name_end = inner
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(inner.len());
    let name = inner[..name_end].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut rest = inner[name_end..]
        .trim_end_matches('>')
        .trim_end_matches('/');
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '=' || c == '/')
            .unwrap_or(rest.len());
        if end == 0 {
            return Some(TagText {
                name,
                closes,
                attributes,
            });
        }
        let key = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((key, String::new()));
            continue;
        };
        let value = value.trim_start();
        let quoted = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (text, after) = match quoted {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        attributes.push((key, unescape(text)));
        // A `=` without a value, before the next attribute.
        rest = if after.len() < rest.len() { after } else { "" };
    }
}

/// The references that addresses and alternative texts use.
fn unescape(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

/// The tags of a piece of HTML, and whether anything but tags, comments and space stands there.
pub(super) fn tags(html: &str) -> (Vec<TagText>, bool) {
    let mut found = Vec::new();
    let mut has_text = false;
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        has_text |= !rest[..start].trim().is_empty();
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
            continue;
        }
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        match tag(&rest[..end]) {
            Some(tag) => found.push(tag),
            None => has_text = true,
        }
        rest = &rest[end..];
    }
    (found, has_text || !rest.trim().is_empty())
}

/// Which tags inside of text open and close one another: for the event of an opening tag that
/// of the closing one. Pairs do not cross the ends of blocks, nor of marks.
pub(super) fn pairs(events: &Events<'_>) -> std::collections::HashMap<usize, usize> {
    let mut pairs = std::collections::HashMap::new();
    // Names of open tags by their events, in levels of marks.
    let mut levels: Vec<Vec<(String, usize)>> = vec![Vec::new()];
    for (at, (event, _)) in events.list.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if starts_block(tag) {
                    levels.clear();
                }
                levels.push(Vec::new());
            }
            Event::End(_) => {
                levels.pop();
                if levels.is_empty() {
                    levels.push(Vec::new());
                }
            }
            Event::InlineHtml(html) => {
                let Some(tag) = tag(html) else { continue };
                let Some(level) = levels.last_mut() else {
                    continue;
                };
                if !tag.closes {
                    if !html.ends_with("/>") && level.len() < 100 {
                        level.push((tag.name, at));
                    }
                } else if let Some(open) = level.iter().rposition(|(name, _)| *name == tag.name) {
                    pairs.insert(level[open].1, at);
                    level.truncate(open);
                }
            }
            _ => {}
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags() {
        let check = |html: &str, name: &str, closes: bool, attributes: &[(&str, &str)]| {
            let tag = tag(html).expect(html);
            assert_eq!((tag.name.as_str(), tag.closes), (name, closes), "{html}");
            let found: Vec<(&str, &str)> = tag
                .attributes
                .iter()
                .map(|(key, value)| (key.as_str(), value.as_str()))
                .collect();
            assert_eq!(found, attributes, "{html}");
        };
        check("<br>", "br", false, &[]);
        check("<BR />", "br", false, &[]);
        check("</b>", "b", true, &[]);
        check(
            "<a id=\"x\" name=y hidden>",
            "a",
            false,
            &[("id", "x"), ("name", "y"), ("hidden", "")],
        );
        check(
            "<img src='a \"b\".png' alt=\"&quot;c&quot;\"/>",
            "img",
            false,
            &[("src", "a \"b\".png"), ("alt", "\"c\"")],
        );
        check("<a href=>", "a", false, &[("href", "")]);
        check("<a = b>", "a", false, &[]);
        assert_eq!(tag("<!-- x -->"), None);
        assert_eq!(tag("<"), None);
        tag(&format!("<a {}", "=\"".repeat(10_000)));
    }

    #[test]
    fn tells_tags_from_text() {
        let check = |html: &str, count: usize, text: bool| {
            let (tags, has_text) = tags(html);
            assert_eq!((tags.len(), has_text), (count, text), "{html}");
        };
        check("<p>\n<img src=x>\n</p>\n", 3, false);
        check("<p>a</p>", 2, true);
        check("<!-- a --> <b>", 1, false);
        check("<!-- a", 0, false);
        check("a", 0, true);
    }

    #[test]
    fn finds_pairs() {
        let check = |text: &str, expected: usize| {
            assert_eq!(pairs(&Events::of(text)).len(), expected, "{text}");
        };
        check("a <b>b</b> <i>c</i>", 2);
        check("a <b>b", 0);
        check("a <b>b\n\nc</b>", 0);
        check("a <b>*b</b>*", 0);
        check("a <b><i>b</b></i>", 1);
        check(&"a <b>".repeat(10_000), 0);
    }
}
