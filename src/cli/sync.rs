//! `concord sync`

use super::{Outcome, SyncArgs, project, report};
use crate::memo::Memo;
use crate::pipeline::{self, Options};
use crate::source::write;

pub(super) fn run(args: &SyncArgs) -> Outcome {
    let mut project = project::read(&args.project);
    let (files, found) = pipeline::plan_sync(&project.sources, &Options::default(), &Memo::none());
    project.diagnostics.extend(found);
    project.diagnostics.sort();
    report::diagnostics(&project.diagnostics, &project.sources, args.project.format);
    // What half of the content would align with would be wrong for the other half.
    if project.diagnostics.has_errors() {
        return Outcome::Errors;
    }
    if args.check || args.dry_run {
        let names: String = files.iter().map(|(path, _)| format!("{path}\n")).collect();
        report::answer(&names);
        return if args.check && !files.is_empty() {
            Outcome::Errors
        } else {
            Outcome::Done
        };
    }
    if let Err(diagnostic) = write::files(&project.root, &files, &project.sources) {
        let failed = [*diagnostic].into_iter().collect();
        report::diagnostics(&failed, &project.sources, args.project.format);
        return Outcome::Errors;
    }
    for (path, _) in &files {
        report::done(&format!("wrote `{path}`"));
    }
    Outcome::Done
}
