//! `concord build`

use std::env;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::project::Project;
use super::{BuildArgs, Outcome, project, report};
use crate::config::{self, SiteConfig};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::memo::Memo;
use crate::output::{self, Destination, Earlier, Method, Published};
use crate::pipeline::{self, Timings};
use crate::site::route::Style;
use crate::source::read::{CONFIG, FOLDERS};

pub(super) fn run(args: &BuildArgs) -> Outcome {
    let start = Instant::now();
    let mut timings = Timings::default();
    let mut project = project::read(&args.project);
    timings.add("read", start);
    if project.diagnostics.has_errors() {
        report::diagnostics(&project.diagnostics, &project.sources, args.project.format);
        return Outcome::Errors;
    }
    let mut options = project::options(&args.site);
    if args.for_disk {
        options.style = Style::File;
    }
    options.search = !args.no_search;
    let memo = match earlier(args, &project) {
        Some(earlier) => Memo::none().taking_from(move |path| earlier.below(path)),
        None => Memo::none(),
    };
    let built = pipeline::build(&project.sources, &options, &memo);
    project.diagnostics.extend(built.diagnostics);
    let mut published = None;
    if let Some((output, config)) = built.output.zip(built.config) {
        let since = Instant::now();
        let mut destination = destination(args, &project.root, &config);
        if args.in_place {
            destination.method = Method::InPlace;
        }
        let waiting = |path: &Path| {
            report::done(&format!(
                "waiting for another build of `{}`",
                path.display()
            ));
        };
        match output::publish(&output, &destination, &waiting) {
            Ok(done) => published = Some((done, destination.root)),
            Err(error) => project.diagnostics.push(Diagnostic::from(error)),
        }
        for stage in built.timings.iter() {
            timings.push(*stage);
        }
        timings.add("publish", since);
    }
    report::diagnostics(&project.diagnostics, &project.sources, args.project.format);
    let printed = if args.timings {
        report::answer(&table(&timings, built.pages, start.elapsed()))
    } else {
        Outcome::Done
    };
    match published {
        Some((done, root)) => {
            report::done(&summary(&done, &root, built.pages, start.elapsed()));
            printed
        }
        None => Outcome::Errors,
    }
}

/// What the build before left where this one will publish. The configuration is read ahead for its
/// `output`; what there is to say of it, the build says.
fn earlier(args: &BuildArgs, project: &Project) -> Option<Earlier> {
    let file = project.sources.get(&CONFIG.into())?;
    let config = config::site::parse(file, &mut Diagnostics::new())?;
    Earlier::open(&destination(args, &project.root, &config).root)
}

fn destination(args: &BuildArgs, root: &Path, config: &SiteConfig) -> Destination {
    let here = || env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let output = match &args.output_dir {
        Some(folder) => here().join(folder),
        None => root.join(&config.output),
    };
    let sources: Vec<PathBuf> = FOLDERS.iter().map(|folder| root.join(folder)).collect();
    Destination::new(output, root.to_path_buf(), sources)
}

fn summary(done: &Published, root: &Path, pages: usize, took: Duration) -> String {
    format!(
        "{pages} pages in `{}`: {} files written, {} unchanged, {} removed ({} ms)",
        root.display(),
        done.written,
        done.unchanged,
        done.removed,
        took.as_millis()
    )
}

/// One line a stage: its name, milliseconds, share of the whole.
fn table(timings: &Timings, pages: usize, whole: Duration) -> String {
    let mut out = String::new();
    for (stage, took) in timings.iter() {
        let share = 100.0 * took.as_secs_f64() / whole.as_secs_f64().max(f64::EPSILON);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{stage:<10} {:>9.1} ms {share:>5.1} %",
            took.as_secs_f64() * 1000.0
        );
    }
    let _ = writeln!(
        out,
        "{:<10} {:>9.1} ms, {pages} pages",
        "all",
        whole.as_secs_f64() * 1000.0
    );
    out
}
