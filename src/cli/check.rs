//! `concord check`

use super::{CheckArgs, Outcome, project, report};
use crate::memo::Memo;
use crate::pipeline;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let mut project = project::read(&args.project);
    let mut options = project::options(&args.site);
    // A check is for finding errors: those of translations are errors here.
    options.strict = true;
    let built = pipeline::build(&project.sources, &options, &Memo::none());
    project.diagnostics.extend(built.diagnostics);
    project.diagnostics.sort();
    report::diagnostics(&project.diagnostics, &project.sources, args.project.format);
    let fails =
        project.diagnostics.has_errors() || args.site.strict && project.diagnostics.warnings() > 0;
    if fails {
        return Outcome::Errors;
    }
    report::done(&format!("{} pages, nothing wrong with them", built.pages));
    Outcome::Done
}
