//! `concord sync`

use clap::Args;

use super::{Outcome, ProjectArgs, project, report};
use crate::identity::align::Keep;
use crate::memo::Memo;
use crate::pipeline::{self, Synchronize};
use crate::source::read;
use crate::source::write::{self, Change};

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SyncArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Edit the files of this language's translators only; can be repeated. The ledger and what
    /// is known of all translations are written down all the same.
    #[arg(short = 'l', long = "lang", value_name = "TAG")]
    languages: Vec<String>,
    /// Write nothing; exit with 1 if something would be written.
    #[arg(long)]
    check: bool,
    /// Write nothing; name the files that would be written or removed.
    #[arg(long)]
    dry_run: bool,
    /// The text of this unit changed, but not its meaning: translations stay current. Can be
    /// repeated.
    #[arg(long, value_name = "ID")]
    minor: Vec<String>,
    /// This unit was rewritten, but is still the same: its translations become outdated, and
    /// are not archived. With =NEW, NEW is the id that the rewritten text would get. Can be
    /// repeated.
    #[arg(long, value_name = "ID[=NEW]", value_parser = keep)]
    keep: Vec<Keep>,
}

const EXAMPLES: &str = "\
Examples:
  concord sync                            after editing content/ or locales/
  concord sync --minor article-3-p1       a typing error was corrected
  concord sync --keep article-3-p1        the paragraph was rewritten
  concord sync --check                    in CI: has everything been written down?";

fn keep(argument: &str) -> Result<Keep, String> {
    let (id, instead_of) = match argument.split_once('=') {
        Some((id, new)) => (id, Some(new)),
        None => (argument, None),
    };
    if id.is_empty() || instead_of.is_some_and(str::is_empty) {
        return Err("write ID or ID=NEW".to_owned());
    }
    Ok(Keep {
        id: id.into(),
        instead_of: instead_of.map(Into::into),
    })
}

pub(super) fn run(args: &SyncArgs) -> Outcome {
    let decisions = Synchronize {
        locales: args.languages.clone(),
        minor: args.minor.clone(),
        keep: args.keep.clone(),
        ..Synchronize::default()
    };
    let mode = match (args.check, args.dry_run) {
        (true, _) => Mode::Check,
        (false, true) => Mode::DryRun,
        (false, false) => Mode::Write,
    };
    synchronize(&args.project, &decisions, mode)
}

/// What becomes of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// It is carried out.
    Write,
    /// It is printed.
    DryRun,
    /// It is printed, and that there is one is an error.
    Check,
}

/// Plans, and carries the plan out.
pub(super) fn synchronize(args: &ProjectArgs, decisions: &Synchronize, mode: Mode) -> Outcome {
    let mut project = project::read(args);
    let (changes, found) = pipeline::synchronize(&project.sources, decisions, &Memo::none());
    project.diagnostics.extend(found);
    let linked = read::linked(&project.root, &project.sources);
    project.diagnostics.extend(linked);
    project.diagnostics.sort();
    report::diagnostics(&project.diagnostics, &project.sources, args.format);
    if project.diagnostics.has_errors() {
        return Outcome::Errors;
    }
    if mode != Mode::Write {
        let names: String = changes
            .iter()
            .map(|change| match change {
                Change::Write { path, .. } => format!("{path}\n"),
                Change::Remove { path } => format!("{path} (removed)\n"),
            })
            .collect();
        let printed = report::answer(&names);
        return match mode {
            Mode::Check if !changes.is_empty() => Outcome::Errors,
            _ => printed,
        };
    }
    if let Err(diagnostic) = write::files(&project.root, &changes, &project.sources) {
        let failed = [*diagnostic].into_iter().collect();
        report::diagnostics(&failed, &project.sources, args.format);
        return Outcome::Errors;
    }
    for change in &changes {
        report::done(&match change {
            Change::Write { path, .. } => format!("wrote `{path}`"),
            Change::Remove { path } => format!("removed `{path}`"),
        });
    }
    Outcome::Done
}
