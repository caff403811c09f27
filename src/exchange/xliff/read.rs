//! XLIFF to translations.

use super::codes;
use super::{OURS, PREVIOUS};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exchange::xml::{self, Element};
use crate::exchange::{Confidence, Imported, names};
use crate::locale::LocaleTag;
use crate::source::{SourceFile, SourcePath};

/// Reads an XLIFF 1.2 file of translations into `target`.
pub fn read(file: &SourceFile, target: &LocaleTag, diagnostics: &mut Diagnostics) -> Vec<Imported> {
    let Some(root) = xml::parse(file, diagnostics) else {
        return Vec::new();
    };
    let version = root.attribute("version").unwrap_or("");
    if root.name != "xliff" || !matches!(version, "1.0" | "1.1" | "1.2") {
        let found = match root.name.as_str() {
            "xliff" => format!("this is XLIFF `{}`", version.escape_debug()),
            name => format!("this is no XLIFF: its first element is `{name}`"),
        };
        diagnostics.push(
            Diagnostic::error("xliff-version", found)
                .at(&file.path, root.span.start..root.span.start)
                .hint("Concord reads XLIFF 1.2; most tools can save that as well"),
        );
        return Vec::new();
    }
    let mut reader = Reader {
        path: &file.path,
        imported: Vec::new(),
        diagnostics,
    };
    for element in root.elements().filter(|element| element.name == "file") {
        let other = names::other_language(
            element.attribute("target-language").unwrap_or(""),
            target,
            &file.path,
            element.span.start..element.span.start,
        );
        if other.is_some() {
            reader.diagnostics.extend(other);
            // All files of one export are in one language: once is enough.
            break;
        }
        let document = element.attribute("original").and_then(names::document);
        if let Some(body) = element.element("body") {
            reader.body(body, document);
        }
    }
    reader.imported
}

struct Reader<'a> {
    path: &'a SourcePath,
    imported: Vec<Imported>,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// The units of a body or a group. The depth of the tree is bounded.
    fn body(&mut self, element: &Element, document: Option<&str>) {
        for child in element.elements() {
            match child.name.as_str() {
                "group" => self.body(child, document),
                "trans-unit" => self.unit(child, document),
                _ => {}
            }
        }
    }

    fn unit(&mut self, unit: &Element, document: Option<&str>) {
        let Some(target) = unit.element("target") else {
            return;
        };
        if unit.attribute("translate") == Some("no") {
            return;
        }
        let (source, known) = match unit.element("source") {
            Some(source) => codes::source(source),
            None => Default::default(),
        };
        let restored = codes::target(target, &known);
        if restored.text.trim().is_empty() {
            return;
        }
        let confidence = confidence(unit, target, restored.text == source);
        let source = match confidence {
            // It was made from another text than the one beside it.
            Confidence::Doubtful => former(unit),
            _ => Some(source),
        };
        let problems = restored.problems(source.as_deref(), &known, &target.span);
        let is_lost = problems.iter().any(|problem| problem.is_fatal);
        let problems = problems.into_iter();
        self.diagnostics
            .extend(problems.map(|problem| diagnostic(problem, self.path)));
        if is_lost {
            return;
        }
        // Tools that make ids of their own keep our name.
        let name = unit.attribute("resname").or(unit.attribute("id"));
        let name = name.unwrap_or("");
        let Some((own, id)) = names::unit(name) else {
            let start = unit.span.start..unit.span.start;
            self.diagnostics.push(names::no_id(name, self.path, start));
            return;
        };
        self.imported.push(Imported {
            document: own.or(document).map(str::to_owned),
            id,
            source,
            translation: restored.text,
            confidence,
            comments: comments(unit),
            span: target.span.clone(),
        });
    }
}

fn diagnostic(problem: codes::Problem, path: &SourcePath) -> Diagnostic {
    let diagnostic = if problem.is_fatal {
        Diagnostic::error(problem.code, problem.message)
    } else {
        Diagnostic::warning(problem.code, problem.message)
    };
    diagnostic
        .at(path, problem.span)
        .hint("a translation has the codes of its source, each once, in any order")
}

/// What the state of a target says (section 2.3, `state`), or else `approved` of its unit.
fn confidence(unit: &Element, target: &Element, is_copy: bool) -> Confidence {
    match target.attribute("state").unwrap_or("") {
        "needs-adaptation" | "needs-l10n" | "needs-translation" => Confidence::Doubtful,
        "needs-review-translation" | "needs-review-adaptation" | "needs-review-l10n" => {
            Confidence::Unreviewed
        }
        // Some tools fill a target and leave its state, others put the source into it.
        "new" if is_copy => Confidence::Doubtful,
        "new" => Confidence::Unreviewed,
        "final" | "signed-off" => Confidence::Reviewed,
        // translate-toolkit, and with it Weblate, approves whatever it has written: beside
        // another state the word means nothing.
        "" if unit.attribute("approved") == Some("yes") => Confidence::Reviewed,
        _ => Confidence::Sound,
    }
}

/// The source text that an outdated translation was made from.
fn former(unit: &Element) -> Option<String> {
    let previous = unit.elements().find(|element| {
        element.name == "alt-trans" && element.attribute("alttranstype") == Some(PREVIOUS)
    })?;
    Some(codes::source(previous.element("source")?).0)
}

fn comments(unit: &Element) -> Vec<String> {
    unit.elements()
        .filter(|element| element.name == "note" && element.attribute("from") != Some(OURS))
        .flat_map(|note| {
            let text = note.text();
            let lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
            lines
        })
        .collect()
}
