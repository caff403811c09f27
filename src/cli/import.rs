//! `concord import`

use clap::Args;

use super::{Outcome, ProjectArgs};

#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(flatten)]
    project: ProjectArgs,
}

pub(super) fn run(args: &ImportArgs) -> Outcome {
    let _ = &args.project;
    Outcome::Errors
}
