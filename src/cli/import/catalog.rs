//! `concord import po`, `xliff` and `ftl`: files that name the units they translate.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{Outcome, ProjectArgs};

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
}

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Po,
    Xliff,
    Ftl,
}

pub(super) fn run(args: &CatalogArgs, form: Form) -> Outcome {
    let _ = (&args.project, &args.file, &args.language, form);
    Outcome::Errors
}
