//! `concord import po`, `xliff` and `ftl`: files that name the units they translate.

use std::path::PathBuf;

use clap::Args;

use super::finish;
use crate::cli::{Outcome, ProjectArgs, export, project};
use crate::diagnostic::Diagnostics;
use crate::exchange::apply::{self, Applied};
use crate::exchange::{Imported, ftl, po, xliff};
use crate::locale::LocaleTag;
use crate::source::{SourceFile, read};

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
    // The imported file is shown in excerpts, and may have the path of a source.
    let mut shown = project.sources.clone();
    let mut applied = Applied::default();
    if let Some(((model, locale), file)) = found.zip(file) {
        shown.insert(file.clone());
        let imported = units(&file, form, &locale, args, &mut project.diagnostics);
        let (done, found) = apply::apply(&model, &project.sources, &locale, &file, imported);
        project.diagnostics.extend(found);
        applied = done;
    }
    finish(project, &shown, applied, args.project.format)
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
