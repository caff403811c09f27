//! `concord accept`

use clap::Args;

use super::sync::{Mode, synchronize};
use super::{Outcome, ProjectArgs};
use crate::identity::UnitId;
use crate::pipeline::{Accepted, AcceptedUnits, Synchronize};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// The language.
    #[arg(value_name = "TAG")]
    language: String,
    /// The units whose translations hold.
    #[arg(value_name = "ID", required_unless_present = "all")]
    units: Vec<String>,
    /// All translations of the language, or of the document.
    #[arg(long, conflicts_with = "units")]
    all: bool,
    /// Only those of this document.
    #[arg(long, value_name = "NAME", requires = "all")]
    document: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  concord accept fr article-3-p1                 the translation holds, though its source changed
  concord accept fr --all --document declaration a reviewer has read all of it";

pub(super) fn run(args: &AcceptArgs) -> Outcome {
    let units = if args.all {
        AcceptedUnits::All {
            document: args.document.clone(),
        }
    } else {
        AcceptedUnits::Named(args.units.iter().map(|id| UnitId::new(id)).collect())
    };
    let decisions = Synchronize {
        locales: vec![args.language.clone()],
        accepted: Some(Accepted {
            locale: args.language.clone(),
            units,
        }),
        ..Synchronize::default()
    };
    synchronize(&args.project, &decisions, Mode::Write)
}
