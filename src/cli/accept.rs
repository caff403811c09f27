//! `concord accept`

use clap::Args;

use super::{Outcome, ProjectArgs};

#[derive(Debug, Args)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    project: ProjectArgs,
}

pub(super) fn run(args: &AcceptArgs) -> Outcome {
    let _ = &args.project;
    Outcome::Errors
}
