//! Inline codes of XLIFF: written from Markdown, and back to Markdown.
//!
//! Tools rewrite codes in their own ways. What is understood: codes with their content; codes
//! whose content was dropped (`<x/>`, `<g>`, an empty `<ph/>`), which the source text knows by
//! their number; codes that became plain text.

use std::collections::HashMap;
use std::ops::Range;

use crate::exchange::inline::{self, Code, Contents, Kind, Role, contents, pieces};
use crate::exchange::xml::{Element, Node, escape, escape_attribute};

/// Writes a code.
pub(super) fn write(code: &Code<'_>, out: &mut String) {
    let (id, text) = (code.id, escape(code.text));
    let kind = ctype(code.kind);
    let written = match code.role {
        Role::Open => format!("<bpt id=\"{id}\" ctype=\"{kind}\">{text}</bpt>"),
        Role::Close => format!("<ept id=\"{id}\">{text}</ept>"),
        Role::Alone => format!(
            "<ph id=\"{id}\" ctype=\"{kind}\" equiv-text=\"{}\">{text}</ph>",
            escape_attribute(code.text)
        ),
    };
    out.push_str(&written);
}

/// The kinds that the standard has (section 2.3, `ctype`), and our own.
fn ctype(kind: Kind) -> &'static str {
    match kind {
        Kind::Emphasis => "italic",
        Kind::Strong => "bold",
        Kind::Deleted => "x-deleted",
        Kind::Link | Kind::Address => "link",
        Kind::Image => "image",
        Kind::Code => "x-code",
        Kind::Math => "x-formula",
        Kind::Note => "x-note",
        Kind::Break => "lb",
        Kind::Html => "x-html",
        Kind::Placeable => "x-placeable",
    }
}

/// What is wrong with the codes of a translation.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) span: Range<usize>,
    /// Whether the text cannot be put together.
    pub(super) is_fatal: bool,
}

/// The texts of codes by their numbers.
pub(super) type Known = HashMap<(Role, String), String>;

/// A source text, and what its codes say.
pub(super) fn source(element: &Element) -> (String, Known) {
    let mut restored = Restored::default();
    restored.read(element, &Known::new());
    let known = restored
        .seen
        .into_iter()
        .map(|seen| ((seen.role, seen.id), seen.text))
        .collect();
    (restored.text, known)
}

/// Puts the Markdown of a translation together.
pub(super) fn target(element: &Element, known: &Known) -> Restored {
    let mut restored = Restored::default();
    restored.read(element, known);
    restored
}

/// Codes that the source has more or less often than the translation. They are compared by what
/// they say, as a tool may have made text of them or given them other numbers.
fn compare(source: &str, target: &str, span: &Range<usize>) -> Vec<Problem> {
    // Variants of a selector have codes of their own, which are not counted.
    if inline::is_whole(source) || inline::is_whole(target) {
        return Vec::new();
    }
    let (source, target) = (pieces(source), pieces(target));
    // Many scripts have no italics: how a word is stressed is for the translator to say.
    let counts =
        |(kind, ..): &Contents<'_>| !matches!(kind, Kind::Emphasis | Kind::Strong | Kind::Deleted);
    let mut left: HashMap<Contents<'_>, usize> = HashMap::new();
    for (_, contents) in contents(&target) {
        *left.entry(contents).or_default() += 1;
    }
    let problem = |code, contents: Contents<'_>, what: &str| Problem {
        code,
        message: match contents {
            (_, open, Some(close)) => format!("the code `{open}…{close}` {what}"),
            (_, text, None) => format!("the code `{}` {what}", text.escape_debug()),
        },
        span: span.clone(),
        is_fatal: false,
    };
    let mut problems = Vec::new();
    let codes = contents(&source).into_iter().map(|(_, contents)| contents);
    let codes: Vec<_> = codes.filter(counts).collect();
    for code in &codes {
        match left.get_mut(code) {
            Some(count) if *count > 0 => *count -= 1,
            _ => problems.push(problem("code-missing", *code, "is missing")),
        }
    }
    for code in codes {
        if left.remove(&code).is_some_and(|count| count > 0) {
            problems.push(problem("code-doubled", code, "stands here too often"));
        }
    }
    problems
}

/// A code that was met.
struct Seen {
    role: Role,
    id: String,
    text: String,
    span: Range<usize>,
}

/// A text that was put together.
#[derive(Default)]
pub(super) struct Restored {
    /// The Markdown.
    pub(super) text: String,
    seen: Vec<Seen>,
    unknown: Vec<(String, Range<usize>)>,
}

impl Restored {
    /// What is wrong with the codes of a translation that stands at `span`. `made_from` is the
    /// source text that it was made from, if that is known.
    pub(super) fn problems(
        &self,
        made_from: Option<&str>,
        known: &Known,
        span: &Range<usize>,
    ) -> Vec<Problem> {
        let mut problems = self.unbalanced();
        problems.extend(self.doubled(known));
        if let Some(made_from) = made_from.filter(|_| problems.is_empty()) {
            problems.extend(compare(made_from, &self.text, span));
        }
        problems.extend(self.unknown.iter().map(|(id, span)| Problem {
            code: "code-unknown",
            message: format!("nobody knows what the code `{id}` stands for"),
            span: span.clone(),
            is_fatal: true,
        }));
        problems
    }

    fn read(&mut self, element: &Element, known: &Known) {
        for child in &element.children {
            let child = match child {
                Node::Text(text) => {
                    self.text.push_str(text);
                    continue;
                }
                Node::Element(child) => child,
            };
            match child.name.as_str() {
                "bpt" | "bx" => self.code(Role::Open, child, child.text(), known),
                "ept" | "ex" => self.code(Role::Close, child, child.text(), known),
                "ph" | "x" => self.code(Role::Alone, child, child.text(), known),
                "it" => {
                    let role = match child.attribute("pos") {
                        Some("close") => Role::Close,
                        _ => Role::Open,
                    };
                    self.code(role, child, child.text(), known);
                }
                "g" => {
                    self.code(Role::Open, child, String::new(), known);
                    self.read(child, known);
                    self.code(Role::Close, child, String::new(), known);
                }
                // `mrk` marks words, and what a tool has added holds words.
                _ => self.read(child, known),
            }
        }
    }

    fn code(&mut self, role: Role, element: &Element, own: String, known: &Known) {
        let attributes = ["rid", "id"].into_iter();
        let ids: Vec<&str> = attributes
            .filter_map(|name| element.attribute(name))
            .collect();
        let known_text = || {
            ids.iter()
                .find_map(|id| known.get(&(role, (*id).to_owned())))
                .cloned()
        };
        let equivalent = || element.attribute("equiv-text").map(str::to_owned);
        let text = Some(own)
            .filter(|own| !own.is_empty())
            .or_else(known_text)
            .or_else(equivalent);
        let id = ids.first().copied().unwrap_or("").to_owned();
        match text {
            Some(text) => {
                self.text.push_str(&text);
                self.seen.push(Seen {
                    role,
                    id,
                    text,
                    span: element.span.clone(),
                });
            }
            None => self.unknown.push((id, element.span.clone())),
        }
    }

    /// Ends without beginnings, and the other way round.
    fn unbalanced(&self) -> Vec<Problem> {
        let mut open: HashMap<&str, Vec<&Seen>> = HashMap::new();
        let mut lonely = Vec::new();
        for seen in &self.seen {
            match seen.role {
                Role::Alone => {}
                Role::Open => open.entry(&seen.id).or_default().push(seen),
                Role::Close => {
                    if open.get_mut(&*seen.id).and_then(Vec::pop).is_none() {
                        lonely.push(seen);
                    }
                }
            }
        }
        lonely.extend(open.into_values().flatten());
        lonely.sort_by_key(|seen| seen.span.start);
        lonely
            .into_iter()
            .map(|seen| Problem {
                code: "code-unbalanced",
                message: format!("the code `{}` has lost its counterpart", seen.text),
                span: seen.span.clone(),
                is_fatal: true,
            })
            .collect()
    }

    /// Codes of the source that stand in the translation more than once.
    fn doubled(&self, known: &Known) -> Vec<Problem> {
        let mut met: HashMap<(Role, &str), usize> = HashMap::new();
        let mut problems = Vec::new();
        for seen in self.seen.iter().filter(|seen| seen.role != Role::Close) {
            let count = met.entry((seen.role, &seen.id)).or_default();
            *count += 1;
            if *count == 2 && known.contains_key(&(seen.role, seen.id.clone())) {
                problems.push(Problem {
                    code: "code-doubled",
                    message: format!("the code `{}` stands here again", seen.text.escape_debug()),
                    span: seen.span.clone(),
                    is_fatal: false,
                });
            }
        }
        problems
    }
}
