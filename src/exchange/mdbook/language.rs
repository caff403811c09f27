//! One language: a PO file becomes messages, states, and what is kept aside.

use std::collections::HashMap;

use rayon::prelude::*;

use super::code_index::Code;
use super::links::Places;
use super::matching::{Matched, Targets};
use super::message::{Form, Piece, pieces};
use super::po::Entry;
use super::report::{Kept, Language};
use crate::content::Inline;
use crate::diagnostic::Diagnostics;
use crate::fluent::{canonical, parse, write};
use crate::identity::fingerprint::{Fingerprint, of_source, of_translation};
use crate::identity::state::{self, Record, Records};
use crate::identity::sync::state_path;
use crate::locale::LocaleTag;
use crate::source::{SourceFile, SourcePath};

/// A PO file with its entries.
pub(super) struct Catalog<'a> {
    pub(super) tag: LocaleTag,
    pub(super) text: &'a str,
    pub(super) entries: Vec<Entry>,
}

/// What all languages share.
pub(super) struct Shared<'a> {
    pub(super) document: &'a str,
    pub(super) places: &'a Places,
    pub(super) targets: &'a Targets,
    pub(super) code: &'a Code,
    /// What each text of the PO files speaks of.
    pub(super) matched: HashMap<String, Matched>,
}

/// Finds what the entries of all languages speak of: most texts are in all of them.
pub(super) fn matched(
    catalogs: &[Catalog<'_>],
    targets: &Targets,
    places: &Places,
) -> HashMap<String, Matched> {
    let mut texts: HashMap<&str, &[String]> = HashMap::new();
    let entries = catalogs.iter().flat_map(|catalog| &catalog.entries);
    for entry in entries.filter(|entry| !entry.obsolete && !entry.foreign && !entry.id.is_empty()) {
        let files = texts.entry(&entry.id).or_default();
        // Some keep no files in their entries.
        if entry.files.len() > files.len() {
            *files = &entry.files;
        }
    }
    texts
        .into_par_iter()
        .map(|(text, files)| (text.to_owned(), targets.find(text, files, places)))
        .collect()
}

/// A translation that found its unit.
struct Slot {
    text: String,
    comments: Vec<String>,
    /// Of a fuzzy one: the source text that it was made from, if the entry tells.
    former: Option<Option<String>>,
}

/// Why an entry was not used.
#[derive(Clone, Copy)]
enum Reason {
    Code,
    Summary,
    Blank,
    Rival,
    Refused,
    Missing,
    Fuzzy,
    Obsolete,
}

impl Reason {
    fn words(self) -> &'static str {
        match self {
            Self::Code => "part of a block of code",
            Self::Summary => "only the summary says it",
            Self::Blank => "there is no text in it",
            Self::Rival => "the text has another translation",
            Self::Refused => "Concord refuses the translation",
            Self::Missing | Self::Fuzzy => "the text was not found in the book",
            Self::Obsolete => "obsolete",
        }
    }
}

/// The files of a language, and its part of the report.
pub(super) fn convert(
    catalog: &Catalog<'_>,
    shared: &Shared<'_>,
) -> (Vec<(SourcePath, String)>, Language) {
    let mut slots: Vec<Option<Slot>> = Vec::new();
    slots.resize_with(shared.targets.units.len(), || None);
    let mut report = Language {
        tag: catalog.tag.to_string(),
        ..Language::default()
    };
    let mut aside: Vec<(usize, Reason)> = Vec::new();
    let is_loose = |entry: &Entry| shared.matched.get(&entry.id).is_some_and(|m| m.loose);
    // What is sound and exact comes first, so that it does not stand back behind what is not.
    for (fuzzy, loose) in [(false, false), (false, true), (true, false), (true, true)] {
        for (index, entry) in catalog.entries.iter().enumerate() {
            if (entry.fuzzy, is_loose(entry)) != (fuzzy, loose)
                || (entry.id.is_empty() && !entry.foreign)
            {
                continue;
            }
            if entry.obsolete {
                report.obsolete += 1;
                aside.push((index, Reason::Obsolete));
                continue;
            }
            if entry.translation.trim().is_empty() && !entry.foreign {
                report.empty += 1;
                continue;
            }
            report.entries += usize::from(!fuzzy);
            match used(entry, shared, &mut slots) {
                Ok(()) if fuzzy => report.outdated += 1,
                Ok(()) => report.found += 1,
                Err(reason) => {
                    count(&mut report.kept, reason, fuzzy);
                    aside.push((index, reason));
                }
            }
        }
    }
    for (slot, unit) in slots.iter_mut().zip(&shared.targets.units) {
        if unit.skip && slot.is_none() {
            *slot = Some(Slot {
                text: unit.piece.text.clone(),
                comments: vec!["not to be translated: the same in all languages".to_owned()],
                former: None,
            });
        }
    }
    report.translated = slots.iter().flatten().count();
    let mut files = Vec::new();
    let messages = messages(&slots, shared);
    let records = records(&messages, &slots, shared);
    if !messages.is_empty() {
        let path = format!("locales/{}/{}.ftl", catalog.tag, shared.document);
        files.push((SourcePath::new(&path), messages));
    }
    if !records.is_empty() {
        files.push((
            state_path(&catalog.tag, shared.document),
            state::write(shared.document, &records),
        ));
    }
    if !aside.is_empty() {
        aside.sort_by_key(|(index, _)| *index);
        let path = format!(".l10n/archive/{}/unmatched.po", catalog.tag);
        files.push((SourcePath::new(&path), archive(catalog, &aside)));
    }
    (files, report)
}

fn count(kept: &mut Kept, reason: Reason, fuzzy: bool) {
    let counter = match reason {
        Reason::Missing | Reason::Fuzzy if fuzzy => &mut kept.fuzzy,
        Reason::Code | Reason::Summary | Reason::Blank if fuzzy => &mut kept.fuzzy,
        Reason::Code => &mut kept.code,
        Reason::Summary => &mut kept.summary,
        Reason::Blank => &mut kept.blank,
        Reason::Rival => &mut kept.rivals,
        Reason::Refused => &mut kept.refused,
        _ => &mut kept.missing,
    };
    *counter += 1;
}

/// Puts a translation where its text is.
fn used(entry: &Entry, shared: &Shared<'_>, slots: &mut [Option<Slot>]) -> Result<(), Reason> {
    if entry.foreign {
        return Err(Reason::Refused);
    }
    let matched = shared.matched.get(&entry.id);
    let Some((matched, form)) = matched
        .filter(|matched| !matched.is_empty())
        .and_then(|matched| Some((matched, matched.form?)))
    else {
        return Err(if shared.code.holds(entry) {
            Reason::Code
        } else if in_summary(entry) {
            Reason::Summary
        } else if pieces(&entry.id, Form::Line, shared.places, None).is_ok_and(|p| is_blank(&p)) {
            Reason::Blank
        } else if entry.fuzzy {
            Reason::Fuzzy
        } else {
            Reason::Missing
        });
    };
    let mut texts = Texts::of(&entry.translation, form, shared);
    let mut result = Err(if in_summary(entry) {
        Reason::Summary
    } else {
        Reason::Rival
    });
    for (at, units) in matched.units.iter().enumerate() {
        for index in units {
            let unit = &shared.targets.units[*index];
            // A text with links would be read for the page in vain.
            if unit.piece.leads() && slots[*index].is_some() {
                continue;
            }
            let piece = texts.on_page(unit.page).and_then(|pieces| {
                let fits = pieces.len() == matched.units.len();
                pieces.get(at).filter(|_| fits)
            });
            let Some(piece) = piece.filter(|piece| sound(piece, *index, shared)) else {
                return Err(Reason::Refused);
            };
            match &slots[*index] {
                Some(slot) if slot.text != piece.text => {}
                Some(_) => result = Ok(()),
                None => {
                    slots[*index] = Some(Slot {
                        text: piece.text.clone(),
                        comments: entry.comments.clone(),
                        former: entry
                            .fuzzy
                            .then(|| former(entry, form, at, unit.page, shared)),
                    });
                    result = Ok(());
                }
            }
        }
    }
    result
}

/// Whether only the summary has the text.
fn in_summary(entry: &Entry) -> bool {
    let mut files = entry.files.iter().peekable();
    files.peek().is_some() && files.all(|file| file.ends_with("SUMMARY.md"))
}

/// Whether nothing of a text remains without its tags.
fn is_blank(pieces: &[Piece]) -> bool {
    pieces.iter().all(|piece| piece.text.trim().is_empty())
}

/// Whether a translation can stand for a unit: of its kind, with notes that are there.
fn sound(piece: &Piece, unit: usize, shared: &Shared<'_>) -> bool {
    let unit = &shared.targets.units[unit];
    let notes = shared.targets.notes.get(&unit.page);
    let known = |label: &String| notes.is_some_and(|notes| notes.contains(label));
    piece.is_figure == unit.piece.is_figure
        && piece.tokens.iter().all(|token| match token {
            Inline::Note(label) => known(label),
            _ => true,
        })
}

fn former(
    entry: &Entry,
    form: Form,
    at: usize,
    page: usize,
    shared: &Shared<'_>,
) -> Option<String> {
    let text = entry.former.as_ref()?;
    let pieces = pieces(text, form, shared.places, Some(page)).ok()?;
    Some(pieces.get(at)?.text.clone())
}

/// A translation on the pages where it is needed.
struct Texts<'a> {
    text: &'a str,
    form: Form,
    shared: &'a Shared<'a>,
    anywhere: Option<Vec<Piece>>,
    here: Option<(usize, Option<Vec<Piece>>)>,
}

impl<'a> Texts<'a> {
    fn of(text: &'a str, form: Form, shared: &'a Shared<'a>) -> Self {
        Self {
            text,
            form,
            shared,
            anywhere: pieces(text, form, shared.places, None).ok(),
            here: None,
        }
    }

    fn on_page(&mut self, page: usize) -> Option<&[Piece]> {
        let leads = |pieces: &Vec<Piece>| pieces.iter().any(Piece::leads);
        if self.anywhere.as_ref().is_some_and(|pieces| !leads(pieces)) {
            return self.anywhere.as_deref();
        }
        if self.here.as_ref().is_none_or(|(at, _)| *at != page) {
            let pieces = pieces(self.text, self.form, self.shared.places, Some(page)).ok();
            self.here = Some((page, pieces));
        }
        self.here.as_ref().and_then(|(_, pieces)| pieces.as_deref())
    }
}

/// The file of the translations, in the order of the text.
fn messages(slots: &[Option<Slot>], shared: &Shared<'_>) -> String {
    let mut out = String::new();
    let mut page = None;
    for (slot, unit) in slots.iter().zip(&shared.targets.units) {
        let Some(slot) = slot else { continue };
        if page.is_some_and(|page| page != unit.page) {
            out.push('\n');
        }
        page = Some(unit.page);
        let said = unit.comments.join(" ");
        let own = (!said.is_empty() && !slot.comments.contains(&said)).then_some(&said);
        for comment in slot.comments.iter().chain(own) {
            for line in comment.lines() {
                // Comments that begin with `@` are those of `sync`.
                let lead = if line.starts_with('@') { "note: " } else { "" };
                out.push_str(&format!("# {lead}{line}\n"));
            }
        }
        out.push_str(unit.id.as_str());
        out.push_str(" =");
        out.push_str(&write::value(&slot.text));
        out.push('\n');
    }
    out
}

/// What is outdated: the state says from which text it was made.
fn records(messages: &str, slots: &[Option<Slot>], shared: &Shared<'_>) -> Records {
    let mut records = Records::new();
    if !slots.iter().flatten().any(|slot| slot.former.is_some()) {
        return records;
    }
    let file = SourceFile::new(SourcePath::new("messages.ftl"), messages.as_bytes());
    let resource = parse::resource(&file, &mut Diagnostics::new());
    for (slot, unit) in slots.iter().zip(&shared.targets.units) {
        let Some(former) = slot.as_ref().and_then(|slot| slot.former.as_ref()) else {
            continue;
        };
        let value = resource
            .get(unit.id.as_str())
            .and_then(|entry| entry.value.as_ref());
        let Some(value) = value else { continue };
        let was = former
            .as_ref()
            .and_then(|former| parse::pattern(former).ok())
            .map(|pattern| canonical(&pattern))
            .filter(|was| of_source(was) != unit.fingerprint);
        records.insert(
            unit.id.clone(),
            Record {
                source: was.as_deref().map_or_else(unknown, of_source),
                translation: of_translation(value),
                draft: false,
                was,
                rival: None,
            },
        );
    }
    records
}

/// The fingerprint of a source text that nobody has kept: equal to that of no unit.
fn unknown() -> Fingerprint {
    of_source("")
}

/// What was not used, as it stood in the PO file, with a word why.
fn archive(catalog: &Catalog<'_>, aside: &[(usize, Reason)]) -> String {
    let header = catalog
        .entries
        .first()
        .filter(|entry| entry.id.is_empty() && !entry.obsolete);
    let mut out = header
        .map(|header| catalog.text[header.span.clone()].trim_end().to_owned())
        .unwrap_or_default();
    for (index, reason) in aside {
        out.push_str("\n\n");
        let entry = &catalog.entries[*index];
        if !matches!(reason, Reason::Obsolete) {
            out.push_str(&format!("#. concord: {}\n", reason.words()));
        }
        out.push_str(catalog.text[entry.span.clone()].trim_end());
    }
    out.push('\n');
    out.trim_start().to_owned()
}
