//! `concord import`: one subcommand for each form that translations come in.
//!
//! Each module here holds the arguments and the run of its subcommands; what they read and
//! change is the library's business.

mod catalog;
mod mdbook;
mod text;

use clap::{Args, Subcommand};

use super::project::Project;
use super::{Format, Outcome, report};
use crate::exchange::apply::Applied;
use crate::memo::Memo;
use crate::pipeline::{self, Synchronize};
use crate::source::{Sources, read, write};

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(subcommand)]
    from: From,
}

#[derive(Debug, Subcommand)]
enum From {
    /// Take translations from a PO file, as Poedit, Weblate and gettext write it.
    Po(catalog::CatalogArgs),
    /// Take translations from an XLIFF 1.2 file, as OmegaT and agencies write it.
    Xliff(catalog::CatalogArgs),
    /// Take translations from a Fluent file of another project, by the ids of its messages.
    Ftl(catalog::CatalogArgs),
    /// Make a new project of a book of mdBook and its PO files.
    Mdbook(mdbook::MdbookArgs),
    /// Take a translation of a whole document, plain text or Markdown, and align it by structure.
    ///
    /// Everything becomes a draft. What did not align is reported with its place.
    Text(text::TextArgs),
}

pub(super) fn run(args: &ImportArgs) -> Outcome {
    match &args.from {
        From::Po(args) => catalog::run(args, catalog::Form::Po),
        From::Xliff(args) => catalog::run(args, catalog::Form::Xliff),
        From::Ftl(args) => catalog::run(args, catalog::Form::Ftl),
        From::Mdbook(args) => mdbook::run(args),
        From::Text(args) => text::run(args),
    }
}

/// Says what was found, writes what was imported, and synchronizes.
///
/// `shown` are the files of excerpts: the sources and the imported file.
fn finish(mut project: Project, shown: &Sources, applied: Applied, format: Format) -> Outcome {
    let mut changes = applied.changes;
    if !project.diagnostics.has_errors() {
        let mut sources = project.sources.clone();
        sources.apply(&changes);
        // What was imported gets its place and its notes at once.
        let (rest, found) = pipeline::synchronize(&sources, &Synchronize::default(), &Memo::none());
        changes.extend(rest);
        project.diagnostics.extend(found);
        let linked = read::linked(&project.root, &project.sources);
        project.diagnostics.extend(linked);
    }
    project.diagnostics.sort();
    report::diagnostics(&project.diagnostics, shown, format);
    if project.diagnostics.has_errors() {
        return Outcome::Errors;
    }
    if let Err(diagnostic) = write::files(&project.root, &changes, &project.sources) {
        let failed = [*diagnostic].into_iter().collect();
        report::diagnostics(&failed, &project.sources, format);
        return Outcome::Errors;
    }
    report::done(&format!(
        "{} translations written, {} were there already; {} of them outdated, {} drafts; {} of units that are not here",
        applied.written, applied.unchanged, applied.outdated, applied.drafts, applied.unknown
    ));
    Outcome::Done
}
