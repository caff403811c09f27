//! A book of mdBook with the PO files of mdbook-i18n-helpers as a Concord project.
//!
//! 1. [`settings`] and [`summary`] say what the book is; `layout` gives each chapter its place;
//! 2. `expand` puts into each chapter what it includes;
//! 3. `blocks`, then `rewrite` (with `inline`, `code`, `tags`, `links` and `anchors`) write a
//!    chapter as Concord writes it, changing only what has to be changed;
//! 4. the new content is parsed by Concord itself, which gives units and ids;
//! 5. `matching` finds for each entry of a PO file (`po`, `message`) the units of its text, and
//!    `language` writes translations, states, and the archive of what found no unit;
//! 6. `sync` is planned for the result, so that it is as a project that has just been synced.
//!
//! Everything is a pure function of the book's files, [`convert`]. What has no like in Concord is
//! never dropped in silence: [`report`] names it with its file and line.

mod anchors;
mod blocks;
mod code;
mod code_index;
mod directives;
mod edits;
mod events;
mod expand;
mod inline;
mod language;
mod layout;
mod links;
mod matching;
mod message;
mod page;
mod po;
pub mod report;
mod rewrite;
mod scan;
pub mod settings;
pub mod summary;
mod tags;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::LocaleTag;
use crate::memo::Memo;
use crate::pipeline::{self, Synchronize};
use crate::source::{SourceFile, SourcePath, Sources};
use language::{Catalog, Shared};
use layout::{Layout, PageKind};
use links::Places;
use matching::Targets;
use report::{Remark, RemarkKind, Report};
use settings::Settings;

/// What is wanted of a conversion.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The folder of the book among the files that are given: nothing if they are the book's
    /// alone. Chapters may include files that lie outside of it.
    pub folder: Option<SourcePath>,
    /// Where the book is published now: links that lead out of the book become absolute.
    pub published: Option<String>,
}

impl Options {
    fn folder(&self) -> SourcePath {
        self.folder.clone().unwrap_or_else(|| SourcePath::new(""))
    }
}

/// What a book became.
#[derive(Debug, Clone, Default)]
pub struct Converted {
    /// The files of the project; nothing if the book could not be read.
    pub files: Vec<(SourcePath, Vec<u8>)>,
    /// What became of what.
    pub report: Report,
    /// What is wrong in the book's files.
    pub diagnostics: Diagnostics,
    /// What Concord has to say of the new project; places are in `files`.
    pub of_project: Diagnostics,
}

/// The files that chapters include and that are not given: those outside of the book's folder.
/// When they are, they may include others.
pub fn wanted(book: &Sources, options: &Options) -> Vec<SourcePath> {
    let folder = options.folder();
    let Some(settings) = settings::settings(book, &folder, &mut Diagnostics::new()) else {
        return Vec::new();
    };
    let mut wanted: Vec<SourcePath> = book
        .iter()
        .filter(|file| file.path.is_below(&settings.source) || !file.path.is_below(&folder))
        .filter_map(|file| Some((&file.path, file.text()?)))
        .flat_map(|(path, text)| expand::included(path, text))
        .filter(|path| book.get(path).is_none())
        .collect();
    wanted.sort();
    wanted.dedup();
    wanted
}

/// Converts a book, whose files are given by their paths from its folder, or from one around it.
pub fn convert(book: &Sources, options: &Options) -> Converted {
    pipeline::in_parallel(|| convert_here(book, options))
}

fn convert_here(book: &Sources, options: &Options) -> Converted {
    let mut converted = Converted::default();
    let folder = options.folder();
    let Some(settings) = settings::settings(book, &folder, &mut converted.diagnostics) else {
        return converted;
    };
    let Some(source) = source_tag(&settings, &mut converted.diagnostics) else {
        return converted;
    };
    let path = settings.source.join("SUMMARY.md");
    let Some(text) = book.text(&path) else {
        converted.diagnostics.push(
            Diagnostic::error("book-summary", format!("there is no text file `{path}`"))
                .hint("it lists the chapters of a book; `src` in `book.toml` names its folder"),
        );
        return converted;
    };
    let mut remarks = of_settings(&settings);
    let items = summary::parse(text);
    let layout = layout::arrange(book, &settings, &items, &mut remarks);
    let Layout {
        document,
        pages,
        nested,
    } = layout;
    let published = options.published.as_deref();
    let mut places = Places::new(book, &settings, &document, pages, published);
    let (written, code) = page::write_all(book, &mut places, nested, &mut remarks);
    let mut said = Vec::with_capacity(written.len());
    let mut sources = Sources::default();
    for (page, written) in places.pages.iter().zip(written) {
        sources.insert(SourceFile::new(page.new.clone(), written.text.into_bytes()));
        said.push(written.said);
    }
    for (old, new) in places.files() {
        if let Some(file) = book.get(old) {
            sources.insert(SourceFile::new(new.clone(), file.bytes.clone()));
        }
    }
    let catalogs = catalogs(book, &settings, &source, &mut converted.diagnostics);
    let config = config(&settings, &source, &catalogs);
    sources.insert(SourceFile::new(
        crate::source::read::CONFIG.into(),
        config.into_bytes(),
    ));

    sources.insert(SourceFile::new(".gitignore".into(), &b"/site/\n"[..]));

    let pipeline_options = pipeline::Options::default();
    let (model, _) = pipeline::model(&sources, &pipeline_options, &Memo::none());
    let site = model.as_ref().map(|model| &model.site);
    let found = site.and_then(|site| site.documents.first());
    let targets = Targets::gather(found, &places, &said);
    let matched = language::matched(&catalogs, &targets, &places);
    let shared = Shared {
        document: &document,
        places: &places,
        targets: &targets,
        code: &code,
        matched,
    };
    let languages: Vec<_> = catalogs
        .par_iter()
        .map(|catalog| language::convert(catalog, &shared))
        .collect();
    converted.report = of_book(&document, &places, &targets);
    for (files, language) in languages {
        converted.report.languages.push(language);
        for (path, text) in files {
            sources.insert(SourceFile::new(path, text.into_bytes()));
        }
    }
    remarks.sort();
    remarks.dedup();
    converted.report.remarks = remarks;

    let (planned, of_project) =
        pipeline::synchronize(&sources, &Synchronize::default(), &Memo::none());
    sources.apply(&planned);
    converted.of_project = of_project;
    converted.files = sources
        .iter()
        .map(|file| (file.path.clone(), file.bytes.to_vec()))
        .collect();
    converted
}

/// Text with the line ends of Unix and without a byte-order mark.
fn plain_lines(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The tag of a language as gettext and mdBook write it: `pt_BR`, `sr@latin`.
fn tag(written: &str) -> Option<LocaleTag> {
    let (language, variant) = written.split_once('@').unwrap_or((written, ""));
    let language = language
        .split('.')
        .next()
        .unwrap_or(language)
        .replace('_', "-");
    let script = match variant.to_ascii_lowercase().as_str() {
        "latin" => "-Latn",
        "cyrillic" => "-Cyrl",
        "" => "",
        _ => return None,
    };
    LocaleTag::parse(&format!("{language}{script}")).ok()
}

fn source_tag(settings: &Settings, diagnostics: &mut Diagnostics) -> Option<LocaleTag> {
    let found = tag(&settings.language);
    if found.is_none() {
        diagnostics.push(
            Diagnostic::error(
                "book-language",
                format!("`{}` is no language tag", settings.language),
            )
            .in_file(&settings.folder.join(settings::BOOK))
            .hint("set `language` in `[book]`, as in `language = \"en\"`"),
        );
    }
    found
}

fn of_settings(settings: &Settings) -> Vec<Remark> {
    let mut texts: Vec<String> = settings
        .preprocessors
        .iter()
        .map(|name| format!("what the preprocessor `{name}` does is not done"))
        .collect();
    if settings.smart_quotes {
        texts.push("straight quotes stay straight".to_owned());
    }
    texts
        .into_iter()
        .map(|text| Remark {
            kind: RemarkKind::Setting,
            file: settings.folder.join(settings::BOOK),
            line: 1,
            text,
        })
        .collect()
}

/// The PO files, in the order of their tags.
fn catalogs<'b>(
    book: &'b Sources,
    settings: &'b Settings,
    source: &LocaleTag,
    diagnostics: &mut Diagnostics,
) -> Vec<Catalog<'b>> {
    let mut catalogs: Vec<Catalog<'b>> = Vec::new();
    let mut seen = HashSet::from([source.clone()]);
    for file in book.under(&settings.translations) {
        if file.path.extension() != "po" {
            continue;
        }
        let Some(tag) = tag(file.path.stem()) else {
            diagnostics.push(
                Diagnostic::warning(
                    "po-language",
                    format!("`{}` is no language tag", file.path.stem()),
                )
                .in_file(&file.path)
                .hint("name the file after its language, as in `po/pt-BR.po`; it was left out"),
            );
            continue;
        };
        if !seen.insert(tag.clone()) {
            diagnostics.push(
                Diagnostic::warning("po-language", format!("`{tag}` is there already"))
                    .in_file(&file.path)
                    .hint("the file was left out"),
            );
            continue;
        }
        let entries = po::entries(file, diagnostics);
        catalogs.push(Catalog {
            tag,
            text: file.text().unwrap_or_default(),
            entries,
        });
    }
    catalogs.sort_by(|a, b| a.tag.cmp(&b.tag));
    catalogs
}

fn config(settings: &Settings, source: &LocaleTag, catalogs: &[Catalog<'_>]) -> String {
    let mut out = format!(
        "title = {}\nsource = {}\n\n[locales.{source}]\n",
        toml_string(settings.title.as_deref().unwrap_or("Book")),
        toml_string(source.as_str()),
    );
    for catalog in catalogs {
        // Writing to a string does not fail.
        let _ = write!(out, "\n[locales.{}]\n", catalog.tag);
    }
    out
}

fn toml_string(text: &str) -> String {
    ::toml::Value::String(text.to_owned()).to_string()
}

fn of_book(document: &str, places: &Places, targets: &Targets) -> Report {
    let count = |kind| places.pages.iter().filter(|page| page.kind == kind).count();
    Report {
        document: document.to_owned(),
        chapters: count(PageKind::Chapter),
        parts: count(PageKind::Part),
        drafts: count(PageKind::Draft),
        files: places.files().count(),
        units: targets.units.len(),
        remarks: Vec::new(),
        languages: Vec::new(),
    }
}
