//! Where in a template every byte counts.
//!
//! Most of a template becomes text of a page, where white space collapses. Some of it does
//! not: the body of `{% set %}` may end up anywhere, and a block, a component or an included
//! template may stand inside an attribute, a `pre` or a script of another template. What is
//! used so anywhere in a theme is *sensitive*, and so is what it uses in its turn.

use std::collections::{BTreeMap, BTreeSet};

use super::scan::{Kind, Token, scan};
use super::syntax::{Control, Syntax, dotted, syntax_in};

/// How often one thing may be sensitive because of another; past it, everything is.
const LONGEST_CHAIN: usize = 64;

/// What is used where every byte counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::theme) struct Sensitive {
    names: BTreeSet<Use>,
    /// Templates that could not be taken apart may use anything anywhere.
    everything: bool,
    /// Whether the template at hand is itself used so.
    whole: bool,
}

/// Something that a template can use.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Block(String),
    Component(String),
    Template(String),
}

impl Sensitive {
    /// The same, for the template of a name.
    pub(in crate::theme) fn of(&self, template: &str) -> Self {
        let is_used = |name: &str| self.names.contains(&Use::Template(name.to_owned()));
        let plain = template.strip_prefix("default/").unwrap_or(template);
        Self {
            whole: self.everything || is_used(template) || is_used(plain),
            ..self.clone()
        }
    }
}

/// Looks through the templates of a theme, given by name and text.
pub(super) fn find<'t>(templates: impl IntoIterator<Item = (&'t str, &'t str)>) -> Sensitive {
    let mut sensitive = Sensitive::default();
    let mut scanned = BTreeMap::new();
    for (name, text) in templates {
        match scan(text) {
            Some(tokens) => {
                scanned.insert(name, tokens);
            }
            None => match syntax_in(text) {
                Some(found) => found
                    .iter()
                    .for_each(|(syntax, _)| collect_syntax(*syntax, true, &mut sensitive.names)),
                None => sensitive.everything = true,
            },
        }
    }
    // What is sensitive makes more so.
    for _ in 0..LONGEST_CHAIN {
        let before = sensitive.names.len();
        for (name, tokens) in &mut scanned {
            let here = sensitive.of(name);
            for token in mark(std::mem::take(tokens), &here) {
                collect(&token, &mut sensitive.names);
                tokens.push(token);
            }
        }
        if sensitive.names.len() == before {
            return sensitive;
        }
    }
    sensitive.everything = true;
    sensitive
}

/// Adds what a token uses where every byte counts.
fn collect(token: &Token<'_>, names: &mut BTreeSet<Use>) {
    let (found, is_sensitive): (&[Syntax<'_>], bool) = match &token.kind {
        // The white space of a title is stripped by every browser.
        Kind::Raw("title", found) => (found, token.verbatim),
        Kind::Raw(_, found) | Kind::Tag(_, found) | Kind::Comment(found) => (found, true),
        Kind::Syntax(syntax) => (std::slice::from_ref(syntax), token.verbatim),
        _ => return,
    };
    for syntax in found {
        collect_syntax(*syntax, is_sensitive, names);
    }
}

/// Adds what template syntax uses; `is_sensitive` says whether every byte counts where it is.
fn collect_syntax(syntax: Syntax<'_>, is_sensitive: bool, names: &mut BTreeSet<Use>) {
    match syntax.control() {
        Control::Block(name) if is_sensitive => {
            names.insert(Use::Block(name.to_owned()));
        }
        Control::Include(name) if is_sensitive => {
            names.insert(Use::Template(name.to_owned()));
        }
        _ => {}
    }
    // `{{ <entry item=child /> }}` in text is fine; a component in the midst of an
    // expression is a value, and may go anywhere.
    let inner = syntax.inner();
    for (at, _) in inner.match_indices('<') {
        let name = dotted(&inner[at + 1..]);
        if (is_sensitive || at > 0) && !name.is_empty() {
            names.insert(Use::Component(name.to_owned()));
        }
    }
}

/// Marks the tokens of a template that have to keep every byte.
pub(super) fn mark<'t>(mut tokens: Vec<Token<'t>>, sensitive: &Sensitive) -> Vec<Token<'t>> {
    // For each open body, whether it or one around it is sensitive.
    let mut open: Vec<bool> = Vec::new();
    for token in &mut tokens {
        let is_inside = open.last() == Some(&true);
        token.verbatim = sensitive.whole || is_inside || matches!(token.kind, Kind::Raw(..));
        let Kind::Syntax(syntax) = &token.kind else {
            continue;
        };
        let is_used = |name: Use| is_inside || sensitive.names.contains(&name);
        match syntax.control() {
            Control::Block(name) => open.push(is_used(Use::Block(name.to_owned()))),
            Control::Component(name) => open.push(is_used(Use::Component(name.to_owned()))),
            Control::Capture => open.push(true),
            Control::End => {
                open.pop();
            }
            _ => {}
        }
    }
    tokens
}
