//! The inline Markdown of one unit, canonical or translated.
//!
//! A translation is semi-trusted: what it can become is the list of [`Inline`] tokens and
//! nothing else. Raw HTML, addresses with other schemes than `http`, `https` and `mailto`, and
//! marks of direction that reach beyond the unit are problems, and the text of such a unit is
//! not shown.
//!
//! The text is parsed as one paragraph whatever it begins with: each line is led by a
//! character of private use and a space, so that `1.`, `#` or `>` at its start begin no block.

use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser, Tag, TagEnd};

/// A token of inline text. `Open` and `Close` are balanced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text, not yet escaped for HTML.
    Text(String),
    /// `` `code` ``
    Code(String),
    /// `$formula$`, left as text.
    Math(String),
    /// The start of marked text.
    Open(Mark),
    /// Its end.
    Close(Mark),
    /// The start of a link.
    Link {
        /// Where it leads.
        destination: Destination,
        /// Its title, or nothing.
        title: String,
    },
    /// The end of a link.
    EndLink,
    /// An image inside a text.
    Image {
        /// The path as written.
        source: String,
        /// Its alternative text.
        alternative: String,
        /// Its title, or nothing.
        title: String,
    },
    /// `[^label]`
    Note(String),
    /// A hard line break.
    Break,
}

/// How text is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// `*emphasis*`
    Emphasis,
    /// `**strong**`
    Strong,
    /// `~~deleted~~`
    Deleted,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// An address of `http`, `https` or `mailto`.
    External(String),
    /// A file of the project, with an anchor.
    Internal {
        /// The path as written; empty for an anchor in the same file.
        path: String,
        /// The anchor behind `#`, percent-decoding undone.
        anchor: Option<String>,
    },
    /// The definition of a term: `term:rule-of-law`.
    Term(String),
}

impl Destination {
    /// The same with another address.
    #[must_use]
    pub fn map(&self, change: impl Fn(&str) -> String) -> Self {
        match self {
            Self::External(address) => Self::External(change(address)),
            Self::Internal { path, anchor } => Self::Internal {
                path: change(path),
                anchor: anchor.as_deref().map(change),
            },
            Self::Term(term) => Self::Term(change(term)),
        }
    }
}

/// What is wrong with a unit's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: &'static str,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
}

/// What stands before each line while it is parsed.
const LEAD: &str = "\u{e000} ";
const DEEPEST_NESTING: usize = 100;

/// Characters that can mean something else than themselves.
const SPECIAL: [char; 13] = [
    '\\', '*', '_', '[', ']', '!', '<', '>', '&', '`', '$', '~', '\n',
];

/// Parses the text of a unit. `references` are the link reference definitions of its article:
/// label, address, title.
pub fn parse(text: &str, references: &[(String, String, String)]) -> (Vec<Inline>, Vec<Problem>) {
    let mut problems = characters(text);
    if !text.contains(SPECIAL) {
        return (vec![Inline::Text(text.to_owned())], problems);
    }
    let mut tokens = Vec::new();
    let source = format!("{LEAD}{}", text.replace('\n', &format!("\n{LEAD}")));
    let mut resolve = |link: BrokenLink<'_>| {
        references
            .iter()
            .find(|(label, ..)| unicase_eq(label, &link.reference))
            .map(|(_, address, title)| (CowStr::from(address.clone()), CowStr::from(title.clone())))
    };
    let options =
        Options::ENABLE_STRIKETHROUGH | Options::ENABLE_OLD_FOOTNOTES | Options::ENABLE_MATH;
    let parser = Parser::new_with_broken_link_callback(&source, options, Some(&mut resolve));
    let back = |at: usize| {
        let breaks = source[..at.min(source.len())].matches('\n').count();
        at.saturating_sub((breaks + 1) * LEAD.len()).min(text.len())
    };
    let mut reader = Reader::default();
    for (event, range) in parser.into_offset_iter() {
        let span = back(range.start)..back(range.end);
        reader.read(event, &span, &mut tokens, &mut problems);
    }
    (tokens, problems)
}

fn unicase_eq(a: &str, b: &str) -> bool {
    a == b || a.to_lowercase() == b.to_lowercase()
}

#[derive(Default)]
struct Reader {
    depth: usize,
    begun: bool,
    /// The image that is open: its tokens become its alternative text.
    image: Option<(Inline, String, usize)>,
}

impl Reader {
    fn read(
        &mut self,
        event: Event<'_>,
        span: &Range<usize>,
        tokens: &mut Vec<Inline>,
        problems: &mut Vec<Problem>,
    ) {
        let mut problem = |code, message: String, hint| {
            problems.push(Problem {
                code,
                message,
                hint,
                span: span.clone(),
            });
        };
        match &event {
            Event::Start(_) => {
                self.depth += 1;
                if self.depth == DEEPEST_NESTING {
                    problem(
                        "markdown-too-large",
                        "marks are nested too deep".to_owned(),
                        "",
                    );
                }
            }
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if let Some((_, alternative, level)) = &mut self.image {
            match &event {
                Event::Start(Tag::Image { .. }) => *level += 1,
                Event::End(TagEnd::Image) if *level > 0 => *level -= 1,
                Event::End(TagEnd::Image) => {
                    if let Some((Inline::Image { source, title, .. }, alternative, _)) =
                        self.image.take()
                    {
                        tokens.push(Inline::Image {
                            source,
                            alternative,
                            title,
                        });
                    }
                }
                Event::Text(text) | Event::Code(text) | Event::InlineMath(text) => {
                    alternative.push_str(text)
                }
                Event::SoftBreak | Event::HardBreak => alternative.push(' '),
                _ => {}
            }
            return;
        }
        match event {
            Event::Text(text) => {
                let mut text = text.as_ref();
                if !std::mem::replace(&mut self.begun, true) {
                    text = text
                        .strip_prefix(LEAD)
                        .or_else(|| text.strip_prefix(LEAD.trim_end()))
                        .unwrap_or(text);
                }
                match tokens.last_mut() {
                    Some(Inline::Text(last)) => last.push_str(text),
                    _ if text.is_empty() => {}
                    _ => tokens.push(Inline::Text(text.to_owned())),
                }
            }
            Event::Code(text) => tokens.push(Inline::Code(text.into_string())),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                tokens.push(Inline::Math(text.into_string()));
            }
            Event::FootnoteReference(label) => tokens.push(Inline::Note(label.into_string())),
            Event::SoftBreak => {
                self.begun = false;
                tokens.push(Inline::Text(" ".to_owned()));
            }
            Event::HardBreak => {
                self.begun = false;
                tokens.push(Inline::Break);
            }
            Event::Start(Tag::Link {
                dest_url, title, ..
            }) => {
                let destination = destination(&dest_url).unwrap_or_else(|message| {
                    problem(
                        "link-unsafe",
                        message,
                        "links lead to `http:`, `https:`, `mailto:`, `term:` or a file of the project",
                    );
                    Destination::Internal {
                        path: String::new(),
                        anchor: None,
                    }
                });
                tokens.push(Inline::Link {
                    destination,
                    title: title.into_string(),
                });
            }
            Event::End(TagEnd::Link) => tokens.push(Inline::EndLink),
            Event::Start(Tag::Image {
                dest_url, title, ..
            }) => {
                if !matches!(
                    destination(&dest_url),
                    Ok(Destination::Internal { anchor: None, .. })
                ) {
                    problem(
                        "image-foreign",
                        format!("the image `{dest_url}` is no file of the project"),
                        "pages load nothing from other sites: put the image beside the article",
                    );
                }
                let image = Inline::Image {
                    source: dest_url.into_string(),
                    alternative: String::new(),
                    title: title.into_string(),
                };
                self.image = Some((image, String::new(), 0));
            }
            Event::Start(tag) => tokens.extend(mark(&tag.to_end()).map(Inline::Open)),
            Event::End(tag) => tokens.extend(mark(&tag).map(Inline::Close)),
            Event::InlineHtml(html) | Event::Html(html) => {
                problem(
                    "raw-html",
                    "HTML cannot stand in translatable text".to_owned(),
                    "use the marks of Markdown; a `<` that is meant as text is written `\\<`",
                );
                tokens.push(Inline::Text(html.into_string()));
            }
            _ => {}
        }
    }
}

fn mark(tag: &TagEnd) -> Option<Mark> {
    match tag {
        TagEnd::Emphasis => Some(Mark::Emphasis),
        TagEnd::Strong => Some(Mark::Strong),
        TagEnd::Strikethrough => Some(Mark::Deleted),
        _ => None,
    }
}

/// Understands the address of a link.
///
/// # Errors
///
/// Why nobody may follow it. The rules are those of browsers (URL Standard, section 4.4): they
/// ignore tabs and line breaks, take `\` for `/`, and letter case does not matter in schemes.
pub fn destination(address: &str) -> Result<Destination, String> {
    if address.contains(|c: char| c.is_control()) || address.trim() != address {
        return Err(format!(
            "the address `{}` holds control characters",
            address.escape_debug()
        ));
    }
    if address.contains('\\') || address.starts_with("//") {
        return Err(format!("the address `{address}` names no scheme"));
    }
    let scheme_end = address.find([':', '/', '?', '#']);
    if let Some(end) = scheme_end.filter(|end| address[*end..].starts_with(':')) {
        let scheme = address[..end].to_ascii_lowercase();
        return match scheme.as_str() {
            "http" | "https" if address[end..].starts_with("://") => {
                Ok(Destination::External(address.to_owned()))
            }
            "mailto" => Ok(Destination::External(address.to_owned())),
            "term" => Ok(Destination::Term(address[end + 1..].to_owned())),
            _ => Err(format!("links with `{scheme}:` are not allowed")),
        };
    }
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (address, None),
    };
    if path.contains('?') {
        return Err(format!(
            "the address `{address}` has a query, but files take none"
        ));
    }
    Ok(Destination::Internal {
        path: percent_decode(path),
        anchor: anchor.map(percent_decode),
    })
}

/// Undoes `%20` and the like; what is no UTF-8 afterwards stays as it was.
pub(crate) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Control characters, and marks of direction that would reach beyond the text.
pub fn characters(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut isolates = Vec::new();
    let mut embeddings = Vec::new();
    for (at, character) in text.char_indices() {
        let span = at..at + character.len_utf8();
        match character {
            // Nearly all of any text.
            ' '..='~' | '\u{a0}'..='\u{1fff}' | '\u{2c00}'..='\u{d7ff}' => {}
            '\u{202d}' | '\u{202e}' => problems.push(Problem {
                code: "bidi-override",
                message: "a mark overrides the direction of the text".to_owned(),
                hint: "remove it; it can make a text read otherwise than it is written",
                span,
            }),
            '\u{2066}'..='\u{2068}' => isolates.push(span),
            '\u{202a}' | '\u{202b}' => embeddings.push(span),
            '\u{2069}' if isolates.pop().is_none() => problems.push(unbalanced(span)),
            '\u{202c}' if embeddings.pop().is_none() => problems.push(unbalanced(span)),
            '\u{feff}' => problems.push(Problem {
                code: "byte-order-mark",
                message: "a byte-order mark inside of a text".to_owned(),
                hint: "remove it; it cannot be seen, but it is found and copied",
                span,
            }),
            '\n' | '\t' => {}
            c if c.is_control() => problems.push(Problem {
                code: "control-character",
                message: format!("the control character U+{:04X}", u32::from(c)),
                hint: "remove it",
                span,
            }),
            _ => {}
        }
    }
    problems.extend(isolates.into_iter().chain(embeddings).map(unbalanced));
    problems
}

fn unbalanced(span: Range<usize>) -> Problem {
    Problem {
        code: "bidi-unbalanced",
        message: "a mark of direction has no counterpart".to_owned(),
        hint: "remove it, or add the mark that begins or ends the isolated text",
        span,
    }
}

/// The plain text of tokens, for titles, descriptions and alternative texts.
pub fn plain(tokens: &[Inline]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Inline::Text(text) | Inline::Code(text) | Inline::Math(text) => out.push_str(text),
            Inline::Image { alternative, .. } => out.push_str(alternative),
            Inline::Break => out.push(' '),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::resolve::Escape;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn nothing_begins_a_block() {
        for line in [
            "1. one",
            "# one",
            "- one",
            "+ one",
            "> one",
            "    one",
            "```",
            "***",
            "===",
            "| a | b |",
            "[^1]: x",
            "[a]: b",
            ": x",
            "---",
        ] {
            let (tokens, problems) = parse(line, &[]);
            assert_eq!(problems, [], "{line}");
            let shown = plain(&tokens);
            let notes = tokens
                .iter()
                .filter(|token| matches!(token, Inline::Note(_)))
                .count();
            assert!(
                shown == line.trim_start() || shown == line || notes == 1,
                "{line:?} became {tokens:?}"
            );
        }
    }

    #[test]
    fn reads_marks() {
        let (tokens, problems) = parse("See *the* `x` [^17].", &[]);
        assert_eq!(problems, []);
        assert_eq!(
            tokens,
            [
                text("See "),
                Inline::Open(Mark::Emphasis),
                text("the"),
                Inline::Close(Mark::Emphasis),
                text(" "),
                Inline::Code("x".to_owned()),
                text(" "),
                Inline::Note("17".to_owned()),
                text("."),
            ]
        );
        let (tokens, _) = parse("*a*\\\n1. b", &[]);
        assert_eq!(plain(&tokens), "a 1. b");
        assert!(tokens.contains(&Inline::Break));
    }

    #[test]
    fn resolves_references_of_the_article() {
        let references = [("Guide".to_owned(), "a.md#x".to_owned(), String::new())];
        let (tokens, _) = parse("[the text][guide]", &references);
        let expected = Destination::Internal {
            path: "a.md".to_owned(),
            anchor: Some("x".to_owned()),
        };
        assert!(matches!(&tokens[0], Inline::Link { destination, .. } if *destination == expected));
    }

    #[test]
    fn refuses_what_could_harm() {
        let check = |source: &str, code: &str| {
            let (_, problems) = parse(source, &[]);
            assert!(
                problems.iter().any(|problem| problem.code == code),
                "{source:?}: {problems:?}"
            );
        };
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "&#106;avascript:alert(1)",
            "javascript&colon;alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "//evil.example",
            "\\\\\\\\evil.example",
            "https:evil.example",
            "<java&Tab;script:alert(1)>",
            "<&#1;javascript:alert(1)>",
        ] {
            check(&format!("[x]({address})"), "link-unsafe");
        }
        check("<javascript:alert(1)>", "link-unsafe");
        check("<b onclick=alert(1)>x</b>", "raw-html");
        check("a <script>alert(1)</script>", "raw-html");
        check("a <!-- b -->", "raw-html");
        check("![x](https://evil.example/x.png)", "image-foreign");
        check("![x](data:image/png;base64,AAAA)", "image-foreign");
        check("a \u{202e}b", "bidi-override");
        check("a \u{2067}b", "bidi-unbalanced");
        check("a \u{2069}b", "bidi-unbalanced");
        check("a \u{7}b", "control-character");
        check("a \u{feff}b", "byte-order-mark");
        check(
            &format!("{}x{}", "*a ".repeat(200), " b*".repeat(200)),
            "markdown-too-large",
        );
    }

    #[test]
    fn escaped_values_are_shown_as_they_are() {
        for value in [
            "*a*",
            "[x](javascript:alert(1))",
            "<b>",
            "a_b_c",
            "1. x",
            "`",
            "&amp;",
            "$x$ \\",
        ] {
            let (tokens, problems) = parse(&Escape::Markdown.apply(value), &[]);
            assert_eq!(problems, [], "{value}");
            assert_eq!(plain(&tokens), value);
        }
    }
}
