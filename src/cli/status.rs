//! `concord status`

use clap::Args;

use super::{Outcome, ProjectArgs};

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    project: ProjectArgs,
}

pub(super) fn run(args: &StatusArgs) -> Outcome {
    let _ = &args.project;
    Outcome::Errors
}
