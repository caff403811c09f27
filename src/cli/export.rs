//! `concord export`

use clap::Args;

use super::{Outcome, ProjectArgs};

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    project: ProjectArgs,
}

pub(super) fn run(args: &ExportArgs) -> Outcome {
    let _ = &args.project;
    Outcome::Errors
}
