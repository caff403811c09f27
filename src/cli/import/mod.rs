//! `concord import`: one subcommand for each form that translations come in.
//!
//! Each module here holds the arguments and the run of its subcommands; what they read and
//! change is the library's business.

mod catalog;
mod mdbook;

use clap::{Args, Subcommand};

use super::Outcome;

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
}

pub(super) fn run(args: &ImportArgs) -> Outcome {
    match &args.from {
        From::Po(args) => catalog::run(args, catalog::Form::Po),
        From::Xliff(args) => catalog::run(args, catalog::Form::Xliff),
        From::Ftl(args) => catalog::run(args, catalog::Form::Ftl),
        From::Mdbook(args) => mdbook::run(args),
    }
}
