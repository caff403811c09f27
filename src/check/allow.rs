//! `checks.toml`: findings that are meant, each with its reason.
//!
//! ```toml
//! [[allow]]
//! code = "copied"
//! locale = "fr"          # or every locale
//! unit = "fn-4"          # or every unit
//! reason = "the title of an article is not translated"
//! ```
//!
//! An entry that takes nothing out is reported: what it speaks of has been mended, or was named
//! wrongly.

use std::collections::HashMap;
use std::ops::Range;

use super::codes;
use crate::config::toml::{Located, Origin, Table, read as read_toml};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::fluent::Resource;
use crate::pipeline::{Model, Options};
use crate::source::{SourcePath, Sources, read::CHECKS};

/// One entry.
#[derive(Debug)]
struct Allowed {
    code: String,
    /// The folder of the locale.
    folder: Option<SourcePath>,
    unit: Option<String>,
    /// Whether it is asked for in this run: `--lang` leaves locales out.
    due: bool,
    span: Range<usize>,
}

/// The entries of a project that are sound.
#[derive(Debug, Default)]
pub(super) struct Entries(Vec<Allowed>);

/// Reads `checks.toml`, if there is one.
pub(super) fn read(
    sources: &Sources,
    model: &Model,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Entries {
    let path = SourcePath::new(CHECKS);
    let Some(file) = sources.get(&path) else {
        return Entries::default();
    };
    let Some(text) = file.utf8(diagnostics) else {
        return Entries::default();
    };
    let origin = Origin {
        path: &path,
        offset: 0,
    };
    let tags: Vec<&str> = model
        .config
        .locales
        .iter()
        .map(|locale| locale.tag.as_str())
        .collect();
    let entries = read_toml(text, origin, diagnostics, |root| {
        let entries = root.tables("allow", |table, span| {
            entry(table, span, &tags, !options.locales.is_empty())
        });
        root.finish();
        entries
    });
    Entries(entries.into_iter().flatten().collect())
}

/// `limited` says whether `tags` are not all that the site has.
fn entry(table: &Table<'_>, span: Range<usize>, tags: &[&str], limited: bool) -> Option<Allowed> {
    let code = table.required_string("code");
    let locale = table.string("locale");
    let unit = table.string("unit");
    let reason = table.required_string("reason");
    table.finish();
    let code = code.filter(|code| sound_code(table, code))?;
    let known = |locale: &Located<String>| tags.contains(&locale.value.as_str());
    if let Some(locale) = locale.as_ref().filter(|locale| !known(locale) && !limited) {
        let message = format!("`{}` is no locale of this site", locale.value);
        let diagnostic = Diagnostic::error("allow-locale", message);
        table.report(
            match nearest(&locale.value, tags.iter().copied()) {
                Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                None => diagnostic.hint(format!("its locales are {}", tags.join(", "))),
            },
            &locale.span,
        );
        return None;
    }
    reason?;
    Some(Allowed {
        code: code.value,
        due: !limited || locale.as_ref().is_some_and(known),
        folder: locale.map(|locale| SourcePath::new(&format!("locales/{}", locale.value))),
        unit: unit.map(|unit| unit.value),
        span,
    })
}

fn sound_code(table: &Table<'_>, code: &Located<String>) -> bool {
    let found = codes::all().find(|known| known.name == code.value);
    let diagnostic = match found {
        Some(found) if found.allowable => return true,
        Some(_) => Diagnostic::error(
            "allow-unknown",
            format!("`{}` cannot be allowed", code.value),
        )
        .hint("what it finds cannot be shown on a page, or cannot be read: mend it"),
        None => {
            let allowable = codes::all().filter(|known| known.allowable);
            let near = nearest(&code.value, allowable.map(|known| known.name));
            let diagnostic = Diagnostic::error(
                "allow-unknown",
                format!("no check has the code `{}`", code.value),
            );
            match near {
                Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                None => diagnostic.hint("the code stands in brackets at the head of a finding"),
            }
        }
    };
    table.report(diagnostic, &code.span);
    false
}

/// Takes out what the entries allow, and reports entries that allow nothing. Returns what is left
/// and how much was taken out.
pub(super) fn apply(
    entries: Entries,
    diagnostics: Diagnostics,
    model: &Model,
) -> (Diagnostics, usize) {
    if entries.0.is_empty() {
        return (diagnostics, 0);
    }
    let mut by_code: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, allowed) in entries.0.iter().enumerate() {
        by_code.entry(&allowed.code).or_default().push(index);
    }
    let resources = resources(model);
    let mut used = vec![false; entries.0.len()];
    let mut left = Diagnostics::new();
    let mut suppressed = 0;
    for diagnostic in diagnostics {
        let mut allowed = false;
        for index in by_code.get(diagnostic.code).into_iter().flatten() {
            if entries.0[*index].covers(diagnostic.place.as_deref(), &resources) {
                used[*index] = true;
                allowed = true;
            }
        }
        if allowed {
            suppressed += 1;
        } else {
            left.push(diagnostic);
        }
    }
    let unused = entries
        .0
        .iter()
        .zip(used)
        .filter(|(allowed, used)| allowed.due && !used);
    for (allowed, _) in unused {
        left.push(
            Diagnostic::warning(
                "allow-unused",
                format!(
                    "nothing is found that this entry for `{}` allows",
                    allowed.code
                ),
            )
            .at(&SourcePath::new(CHECKS), allowed.span.clone())
            .hint("remove it"),
        );
    }
    (left, suppressed)
}

impl Allowed {
    fn covers(&self, place: Option<&Place>, resources: &HashMap<&SourcePath, &Resource>) -> bool {
        if self.folder.is_none() && self.unit.is_none() {
            return true;
        }
        let Some(place) = place else { return false };
        let folder = self.folder.as_ref();
        let in_locale = folder.is_none_or(|folder| place.path.is_below(folder));
        let of_unit = self.unit.as_ref().is_none_or(|unit| {
            let start = place.span.as_ref().map(|span| span.start);
            let found = resources.get(&place.path).zip(start);
            found.is_some_and(|(resource, start)| id_at(resource, start) == Some(unit.as_str()))
        });
        in_locale && of_unit
    }
}

/// All files of all locales.
fn resources(model: &Model) -> HashMap<&SourcePath, &Resource> {
    let catalogs = model.locales.all.iter().map(|locale| &locale.catalog);
    catalogs
        .flat_map(|catalog| {
            let documents = catalog.documents.values();
            documents.chain(&catalog.shared).chain(&catalog.interface)
        })
        .map(|resource| (&resource.path, &**resource))
        .collect()
}

/// The id of the message that a byte of its file belongs to.
fn id_at(resource: &Resource, at: usize) -> Option<&str> {
    let next = resource
        .entries
        .partition_point(|entry| entry.id_span.start <= at);
    let entry = resource.entries.get(next.checked_sub(1)?)?;
    Some(&entry.id)
}
