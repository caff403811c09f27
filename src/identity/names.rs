//! Names for units that are new.
//!
//! `article-3-p7`, `article-3-title`, `article-3-scope` for a heading 'Scope', `fn-17` for the
//! note `[^17]`. A number is one more than any that was ever given, so that a removed unit's id
//! is not given to another.

use std::collections::{HashMap, HashSet};

use super::UnitId;
use super::ledger::Ledger;
use crate::content::UnitKind;
use crate::content::slug::slug;
use crate::source::SourcePath;

/// The names that are taken.
#[derive(Debug)]
pub struct Names {
    taken: HashSet<String>,
    /// The highest number given after a stem such as `article-3-p`.
    highest: HashMap<String, u32>,
}

impl Names {
    /// Starts from all ids that were ever given, and those that authors have fixed.
    pub fn new<'a>(ledger: &'a Ledger, fixed: impl Iterator<Item = &'a str>) -> Self {
        let mut names = Self {
            taken: HashSet::new(),
            highest: HashMap::new(),
        };
        let given = ledger
            .entries
            .iter()
            .chain(&ledger.archive)
            .map(|entry| entry.id.as_str());
        for id in given.chain(fixed) {
            names.take(id);
        }
        names
    }

    fn take(&mut self, id: &str) -> bool {
        let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
        if let Ok(number) = id[stem.len()..].parse::<u32>() {
            let highest = self.highest.entry(stem.to_owned()).or_insert(0);
            *highest = number.max(*highest);
        }
        self.taken.insert(id.to_owned())
    }

    /// The id that a unit's place gives it, if there is only one such unit in that place.
    pub fn by_place(article: &str, kind: &UnitKind) -> Option<String> {
        match kind {
            UnitKind::Label => Some(format!("{article}-label")),
            UnitKind::Title => Some(format!("{article}-title")),
            UnitKind::Description => Some(format!("{article}-description")),
            UnitKind::Note { label } => Some(note(label)),
            _ => None,
        }
    }

    /// A new id.
    pub fn next(&mut self, article: &str, kind: &UnitKind) -> UnitId {
        let name = match kind {
            UnitKind::Heading { slug } if !slug.is_empty() => Some(format!("{article}-{slug}")),
            kind => Self::by_place(article, kind),
        };
        if let Some(name) = &name
            && self.take(name)
        {
            return UnitId::new(name);
        }
        let stem = match (kind, name) {
            // Two articles with notes of one label, or two equal headings.
            (UnitKind::Note { label }, _) => {
                let name = format!("{article}-{}", note(label));
                if self.take(&name) {
                    return UnitId::new(&name);
                }
                format!("{name}-")
            }
            (_, Some(name)) => format!("{name}-"),
            (UnitKind::Heading { .. }, None) => format!("{article}-h"),
            (UnitKind::NoteParagraph { label }, None) => format!("{}-p", note(label)),
            (UnitKind::Alternative, None) => format!("{article}-image"),
            (_, None) => format!("{article}-p"),
        };
        let least = u32::from(stem.ends_with('-'));
        let mut number = self.highest.get(&stem).copied().unwrap_or(least).max(least);
        loop {
            number = number.saturating_add(1);
            let name = format!("{stem}{number}");
            if self.take(&name) {
                return UnitId::new(&name);
            }
        }
    }
}

fn note(label: &str) -> String {
    let slug = slug(label);
    format!("fn-{}", if slug.is_empty() { "note" } else { &slug })
}

/// The names of the articles of a document, for ids: the file's name, led by its folder's where
/// two files share a name. `_index.md` is named after its folder.
pub fn of_articles(paths: &[&SourcePath]) -> Vec<String> {
    let own = |path: &SourcePath| {
        let folder = path.parent();
        let stem = if path.file_name() == "_index.md" {
            folder.file_name().to_owned()
        } else {
            path.stem().to_owned()
        };
        legal(&stem)
    };
    let mut counts: HashMap<String, usize> = HashMap::new();
    for path in paths {
        *counts.entry(own(path)).or_insert(0) += 1;
    }
    let mut taken = HashSet::new();
    paths
        .iter()
        .map(|path| {
            let mut name = own(path);
            if counts[&name] > 1 {
                let mut folder = path.parent();
                if path.file_name() == "_index.md" {
                    folder = folder.parent();
                }
                name = format!("{}-{name}", legal(folder.file_name()));
            }
            let mut unique = name.clone();
            let mut number = 1;
            while !taken.insert(unique.clone()) {
                number += 1;
                unique = format!("{name}-{number}");
            }
            unique
        })
        .collect()
}

/// A name that can begin a Fluent identifier.
fn legal(name: &str) -> String {
    match slug(name) {
        slug if slug.is_empty() => "article".to_owned(),
        slug if slug.starts_with(|c: char| c.is_ascii_digit()) => format!("a{slug}"),
        slug => slug,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(names: &mut Names) -> String {
        names.next("article-3", &UnitKind::Paragraph).to_string()
    }

    #[test]
    fn numbers_are_not_given_again() {
        let entry = |id: &str| super::super::ledger::LedgerEntry {
            id: UnitId::new(id),
            text: String::new(),
            fingerprint: super::super::fingerprint::of_source(""),
            replaced_by: None,
        };
        let ledger = Ledger::new(vec![entry("article-3-p1")], vec![entry("article-3-p7")]);
        let mut names = Names::new(&ledger, ["article-3-p9"].into_iter());
        assert_eq!(paragraph(&mut names), "article-3-p10");
        assert_eq!(paragraph(&mut names), "article-3-p11");
    }

    #[test]
    fn every_kind_has_a_name() {
        let mut names = Names::new(&Ledger::default(), std::iter::empty());
        let mut check = |kind: UnitKind, expected: &str| {
            assert_eq!(names.next("a", &kind).as_str(), expected);
        };
        let heading = |slug: &str| UnitKind::Heading {
            slug: slug.to_owned(),
        };
        let note = |label: &str| UnitKind::Note {
            label: label.to_owned(),
        };
        check(UnitKind::Paragraph, "a-p1");
        check(UnitKind::Paragraph, "a-p2");
        check(UnitKind::Title, "a-title");
        check(heading("scope"), "a-scope");
        check(heading("scope"), "a-scope-2");
        check(heading("scope"), "a-scope-3");
        check(heading(""), "a-h1");
        check(note("17"), "fn-17");
        check(note("17"), "a-fn-17");
        check(note("17"), "a-fn-17-2");
        check(note("注"), "fn-zhu");
        check(UnitKind::NoteParagraph { label: "17".into() }, "fn-17-p1");
        check(UnitKind::Alternative, "a-image1");
    }

    #[test]
    fn names_of_articles_are_legal_and_unique() {
        let check = |paths: &[&str], expected: &[&str]| {
            let paths: Vec<SourcePath> = paths.iter().map(|path| SourcePath::new(path)).collect();
            let paths: Vec<&SourcePath> = paths.iter().collect();
            assert_eq!(of_articles(&paths), expected);
        };
        check(
            &[
                "content/d/_index.md",
                "content/d/part-1/_index.md",
                "content/d/part-1/article-1.md",
            ],
            &["d", "part-1", "article-1"],
        );
        check(
            &[
                "content/d/a/intro.md",
                "content/d/b/intro.md",
                "content/d/2024.md",
                "content/d/第一条.md",
            ],
            &["a-intro", "b-intro", "a2024", "di-yi-tiao"],
        );
        check(&["content/d/é.md", "content/d/e.md"], &["d-e", "d-e-2"]);
    }
}
