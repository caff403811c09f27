//! `concord import po`, `xliff` and `ftl`: files that name the units they translate.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Outcome, ProjectArgs, export, project, report};
use crate::diagnostic::Diagnostics;
use crate::exchange::{Imported, apply, ftl, po, xliff};
use crate::locale::LocaleTag;
use crate::source::{SourceFile, read, write};

#[derive(Debug, Args)]
pub(super) struct CatalogArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// The file.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The language of the translations: one of the project's, and not the source.
    #[arg(short = 'l', long = "lang", value_name = "TAG")]
    language: String,
    /// The document whose units are meant, where the file does not say it.
    #[arg(long, value_name = "NAME")]
    document: Option<String>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Po,
    Xliff,
    Ftl,
}

pub(super) fn run(args: &CatalogArgs, form: Form) -> Outcome {
    let mut project = project::read(&args.project);
    let found = export::locale(&args.language, &mut project);
    let file = match read::file(&args.file) {
        Ok(file) => Some(file),
        Err(diagnostic) => {
            project.diagnostics.push(*diagnostic);
            None
        }
    };
    let mut changes = Vec::new();
    // The imported file is shown in excerpts, and may have the path of a source.
    let mut shown = project.sources.clone();
    if let Some(((model, locale), file)) = found.zip(file) {
        shown.insert(file.clone());
        let imported = units(&file, form, &locale, args, &mut project.diagnostics);
        let (applied, found) = apply::apply(&model, &project.sources, &locale, &file, imported);
        project.diagnostics.extend(found);
        changes = applied.changes;
    }
    project.diagnostics.sort();
    report::diagnostics(&project.diagnostics, &shown, args.project.format);
    if project.diagnostics.has_errors() {
        return Outcome::Errors;
    }
    if let Err(diagnostic) = write::files(&project.root, &changes, &project.sources) {
        let failed: Diagnostics = [*diagnostic].into_iter().collect();
        report::diagnostics(&failed, &project.sources, args.project.format);
        return Outcome::Errors;
    }
    for (path, _) in &changes {
        report::done(&format!("wrote `{path}`"));
    }
    Outcome::Done
}

fn units(
    file: &SourceFile,
    form: Form,
    locale: &LocaleTag,
    args: &CatalogArgs,
    diagnostics: &mut Diagnostics,
) -> Vec<Imported> {
    let mut imported = match form {
        Form::Po => po::read(file, locale, diagnostics),
        Form::Xliff => xliff::read(file, locale, diagnostics),
        Form::Ftl => ftl::read(file, diagnostics),
    };
    for unit in &mut imported {
        if unit.document.is_none() {
            unit.document.clone_from(&args.document);
        }
    }
    imported
}
