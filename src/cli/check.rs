//! `concord check`

use super::{CheckArgs, Outcome, project, report};
use crate::check;
use crate::memo::Memo;

pub(super) fn run(args: &CheckArgs) -> Outcome {
    let project = project::read(&args.project);
    let mut diagnostics = project.diagnostics;
    let options = project::options(&args.site);
    let checked = check::project(&project.sources, &options, &Memo::none());
    diagnostics.extend(checked.diagnostics);
    diagnostics.sort();
    let findings = report::Findings {
        diagnostics: &diagnostics,
        suppressed: checked.suppressed,
    };
    report::findings(&findings, &project.sources, args.project.format);
    if diagnostics.has_errors() || args.site.strict && diagnostics.warnings() > 0 {
        return Outcome::Errors;
    }
    report::done(&format!("{} pages, no errors", checked.pages));
    Outcome::Done
}
