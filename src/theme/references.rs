//! What templates include, extend and define, checked before Tera follows it.
//!
//! Tera follows includes on the stack, when it checks a theme as when it renders, and a chain
//! of 179 includes overflows 2 MiB. So the graph is checked here first, without recursion:
//! names lead somewhere, no chain is longer than [`DEEPEST`] or comes back to its start, and
//! what a component includes uses no components, as 20 components of 32 includes each would
//! be a long chain too.

use std::collections::BTreeMap;
use std::ops::Range;

use super::files::Template;
use super::minify::{Control, Syntax, syntax_in};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};

/// The most templates that may include or extend one another in a chain.
const DEEPEST: usize = 32;

/// What a template uses.
#[derive(Debug, Default)]
struct Uses {
    /// Templates it includes or extends, by their place among all templates.
    templates: Vec<Reference>,
    /// The first component it uses, if any.
    component: Option<Range<usize>>,
}

#[derive(Debug)]
struct Reference {
    target: usize,
    span: Range<usize>,
    /// Whether it stands in the body of a component.
    in_component: bool,
}

/// The place of a template among all, by the name that a template would use.
pub(super) fn resolve(templates: &[Template], name: &str) -> Option<usize> {
    let find = |name: &str| {
        templates
            .binary_search_by(|t| t.name.as_str().cmp(name))
            .ok()
    };
    find(name).or_else(|| find(&format!("default/{name}")))
}

/// Checks the templates, which are in the order of their names. Returns whether Tera can
/// follow them.
pub(super) fn check(templates: &[Template], diagnostics: &mut Diagnostics) -> bool {
    let before = diagnostics.errors();
    let mut components: BTreeMap<(bool, &str), (&Template, Range<usize>)> = BTreeMap::new();
    let mut all = Vec::with_capacity(templates.len());
    for template in templates {
        let found = syntax_in(&template.text).unwrap_or_else(|| {
            // Mostly Tera has said so already, and better.
            let is_known = diagnostics.iter().any(|d| {
                d.place
                    .as_ref()
                    .is_some_and(|place| place.path == template.path)
            });
            if !is_known {
                let error = Diagnostic::error("template-syntax", "template syntax does not end");
                diagnostics.push(error.in_file(&template.path));
            }
            Vec::new()
        });
        all.push(uses(template, &found, templates, diagnostics));
        for (syntax, span) in found {
            let Control::Component(name) = syntax.control() else {
                continue;
            };
            // As with templates, a theme's component goes before one of the default theme.
            let is_default = template.name.starts_with("default/");
            let other = components.insert((is_default, name), (template, span.clone()));
            if let Some((other, at)) = other.filter(|(other, _)| other.name != template.name) {
                let message = format!("the component `{name}` is defined twice");
                let error = template.at(Diagnostic::error("component-twice", message), span);
                diagnostics.push(match other.offset {
                    Some(offset) => error.related(
                        Place::new(&other.path, at.start + offset..at.end + offset),
                        "the other one",
                    ),
                    None => error,
                });
            }
        }
    }
    check_depth(templates, &all, diagnostics);
    check_components(templates, &all, diagnostics);
    diagnostics.errors() == before
}

/// What one template uses.
fn uses(
    template: &Template,
    found: &[(Syntax<'_>, Range<usize>)],
    templates: &[Template],
    diagnostics: &mut Diagnostics,
) -> Uses {
    let mut uses = Uses::default();
    // For each open body, whether it is a component's.
    let mut open = Vec::new();
    for (syntax, span) in found {
        let control = syntax.control();
        let name = match control {
            Control::Include(name) | Control::Extends(name) => name,
            Control::Component(_) => {
                open.push(true);
                continue;
            }
            Control::Block(_) => {
                open.push(false);
                continue;
            }
            Control::End => {
                open.pop();
                continue;
            }
            _ => {
                if control == Control::Capture {
                    open.push(false);
                }
                let inner = syntax.inner();
                if inner.starts_with('<') || inner.contains("/>") {
                    uses.component.get_or_insert_with(|| span.clone());
                }
                continue;
            }
        };
        match resolve(templates, name) {
            Some(target) => uses.templates.push(Reference {
                target,
                span: span.clone(),
                in_component: open.contains(&true),
            }),
            None => {
                let message = format!("there is no template `{name}`");
                let mut error = Diagnostic::error("template-missing", message);
                if let Some(meant) = nearest(name, templates.iter().map(|t| t.plain_name())) {
                    error = error.hint(format!("did you mean `{meant}`?"));
                }
                diagnostics.push(template.at(error, span.clone()));
            }
        }
    }
    uses
}

/// Reports cycles, and chains that are too long.
fn check_depth(templates: &[Template], all: &[Uses], diagnostics: &mut Diagnostics) {
    // The length of the longest chain from each template, found by as many rounds as it may
    // be long: one that still grows then is longer, or has no end.
    let mut depths = vec![1; all.len()];
    for _ in 0..DEEPEST {
        depths = all
            .iter()
            .map(|uses| {
                let deepest = uses.templates.iter().map(|r| depths[r.target]).max();
                1 + deepest.unwrap_or(0)
            })
            .collect();
    }
    let is_too_deep = |at: usize| depths[at] > DEEPEST;
    let mut is_reported = vec![false; all.len()];
    for start in 0..all.len() {
        if !is_too_deep(start) || is_reported[start] {
            continue;
        }
        let mut seen = vec![false; all.len()];
        let mut at = start;
        // The deepest reference of each leads on; on a cycle it never leads off it for good.
        while let Some(next) = all[at]
            .templates
            .iter()
            .max_by_key(|reference| depths[reference.target])
            .filter(|_| !seen[at])
        {
            seen[at] = true;
            at = next.target;
        }
        if seen[at] {
            let members = cycle(all, &depths, at);
            if members.iter().any(|member| is_reported[*member]) {
                continue;
            }
            report_cycle(templates, all, &members, diagnostics);
            for member in members {
                is_reported[member] = true;
            }
        } else if !is_used(all, start) {
            // Chains are reported where they begin.
            is_reported[start] = true;
            let message = format!("templates include one another more than {DEEPEST} deep");
            let span = all[start]
                .templates
                .first()
                .map_or(0..0, |r| r.span.clone());
            diagnostics
                .push(templates[start].at(Diagnostic::error("template-depth", message), span));
        }
    }
}

/// Whether another template includes or extends this one.
fn is_used(all: &[Uses], wanted: usize) -> bool {
    all.iter()
        .enumerate()
        .any(|(at, uses)| at != wanted && uses.templates.iter().any(|r| r.target == wanted))
}

/// The templates of the cycle that a template is on.
fn cycle(all: &[Uses], depths: &[usize], start: usize) -> Vec<usize> {
    let mut members = vec![start];
    while let Some(next) = members
        .last()
        .and_then(|at| all[*at].templates.iter().max_by_key(|r| depths[r.target]))
        .filter(|next| !members.contains(&next.target))
    {
        members.push(next.target);
    }
    members
}

fn report_cycle(
    templates: &[Template],
    all: &[Uses],
    members: &[usize],
    diagnostics: &mut Diagnostics,
) {
    let chain: Vec<String> = members
        .iter()
        .chain(members.first())
        .map(|member| format!("`{}`", templates[*member].name))
        .collect();
    let message = format!(
        "templates include one another in a circle: {}",
        chain.join(", ")
    );
    let (Some(first), second) = (members.first(), members.get(1).or(members.first())) else {
        return;
    };
    let reference = all[*first]
        .templates
        .iter()
        .find(|reference| Some(&reference.target) == second);
    let span = reference.map_or(0..0, |reference| reference.span.clone());
    diagnostics.push(templates[*first].at(Diagnostic::error("template-cycle", message), span));
}

/// Reports components that include what uses components.
fn check_components(templates: &[Template], all: &[Uses], diagnostics: &mut Diagnostics) {
    let mut uses_components: Vec<bool> = all.iter().map(|uses| uses.component.is_some()).collect();
    for _ in 0..DEEPEST {
        for (at, uses) in all.iter().enumerate() {
            uses_components[at] |= uses.templates.iter().any(|r| uses_components[r.target]);
        }
    }
    for (template, uses) in templates.iter().zip(all) {
        for reference in &uses.templates {
            if reference.in_component && uses_components[reference.target] {
                let name = &templates[reference.target].name;
                let message = format!("a component includes `{name}`, which uses components");
                diagnostics.push(
                    template
                        .at(
                            Diagnostic::error("component-include", message),
                            reference.span.clone(),
                        )
                        .hint("use the components themselves in place of the template"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourcePath;

    fn check_all(templates: &[(&str, &str)]) -> Vec<(String, String, Option<Range<usize>>)> {
        let mut templates: Vec<_> = templates
            .iter()
            .map(|(name, text)| Template {
                name: (*name).to_owned(),
                path: SourcePath::new(name),
                text: (*text).to_owned(),
                offset: Some(0),
            })
            .collect();
        templates.sort_by(|a, b| a.name.cmp(&b.name));
        let mut diagnostics = Diagnostics::new();
        check(&templates, &mut diagnostics);
        diagnostics
            .into_iter()
            .map(|d| {
                let place = d.place.expect("a place");
                (d.message, place.path.to_string(), place.span)
            })
            .collect()
    }

    #[test]
    fn says_what_is_wrong() {
        let check = |templates: &[(&str, &str)], expected: &[(&str, &str, Range<usize>)]| {
            let expected: Vec<_> = expected
                .iter()
                .map(|(m, p, s)| ((*m).to_owned(), (*p).to_owned(), Some(s.clone())))
                .collect();
            assert_eq!(check_all(templates), expected);
        };
        check(
            &[
                ("a", "{% include \"default/b\" %}{% include 'b' %}"),
                ("default/b", ""),
            ],
            &[],
        );
        check(
            &[("a", "x{% include \"bse\" %}"), ("default/base", "")],
            &[("there is no template `bse`", "a", 1..20)],
        );
        check(
            &[("a", "{% include \"a\" %}")],
            &[(
                "templates include one another in a circle: `a`, `a`",
                "a",
                0..17,
            )],
        );
        check(
            &[
                ("a", "{% include \"b\" %}"),
                ("b", "{% include \"leaf\" %} {% include \"c\" %}"),
                ("c", "{% extends \"b\" %}"),
                ("leaf", ""),
            ],
            &[(
                "templates include one another in a circle: `b`, `c`, `b`",
                "b",
                21..38,
            )],
        );
        check(
            &[
                ("a", "{% component x() %}{% endcomponent %}"),
                ("b", "{% component x() %}{% endcomponent %}"),
            ],
            &[("the component `x` is defined twice", "b", 0..19)],
        );
        check(
            &[
                ("a", "{% component x() %}{% endcomponent %}"),
                ("default/a", "{% component x() %}{% endcomponent %}"),
            ],
            &[],
        );
        check(
            &[
                (
                    "a",
                    "{% component x() %}{% include \"b\" %}{% endcomponent %}{% include \"b\" %}",
                ),
                ("b", "{% include \"c\" %}"),
                ("c", "{{ <x /> }}"),
            ],
            &[(
                "a component includes `b`, which uses components",
                "a",
                19..36,
            )],
        );
        check(&[("a", "{% raw %}{{ \"{% include 'x' %}{% endraw %}")], &[]);
    }

    #[test]
    fn bounds_the_depth() {
        let chain = |length: usize| {
            let texts: Vec<_> = (0..length)
                .map(|at| {
                    let next = format!("{{% include \"t{:05}\" %}}", at + 1);
                    let text = if at + 1 == length {
                        String::new()
                    } else {
                        next
                    };
                    (format!("t{at:05}"), text)
                })
                .collect();
            let templates: Vec<_> = texts
                .iter()
                .map(|(n, t)| (n.as_str(), t.as_str()))
                .collect();
            check_all(&templates)
        };
        assert_eq!(chain(32), vec![]);
        assert_eq!(
            chain(33),
            vec![(
                "templates include one another more than 32 deep".to_owned(),
                "t00000".to_owned(),
                Some(0..22)
            )]
        );
        assert_eq!(chain(1000).len(), 1);
    }
}
