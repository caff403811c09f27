//! `concord status`

use std::io;

use clap::Args;

use super::{Format, Outcome, ProjectArgs, project, report};
use crate::memo::Memo;
use crate::pipeline::{self, Options};
use crate::status::{self, Status, human, json};

#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// Only this language, with the list of what there is to do in it; can be repeated.
    #[arg(short = 'l', long = "lang", value_name = "TAG")]
    languages: Vec<String>,
    /// Only this document; can be repeated.
    #[arg(long = "document", value_name = "NAME")]
    documents: Vec<String>,
    /// List what there is to do in all languages.
    #[arg(long)]
    todo: bool,
    /// Exit with 1 if a language has less than this share of its units translated and up to date.
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,
}

pub(super) fn run(args: &StatusArgs) -> Outcome {
    let mut project = project::read(&args.project);
    let options = Options {
        locales: args.languages.clone(),
        ..Options::default()
    };
    let (model, found) = pipeline::model(&project.sources, &options, &Memo::none());
    let status = match &model {
        Some(model) => {
            let found = pipeline::lenient(found, &model.config);
            project.diagnostics.extend(found);
            let (status, found) = status::of(model, &project.sources, &args.documents);
            project.diagnostics.extend(found);
            Some(status)
        }
        None => {
            project.diagnostics.extend(found);
            None
        }
    };
    // The figures of half a project would be wrong without a word.
    let complete = !project.diagnostics.has_errors();
    if let Some((status, at_least)) = status.as_ref().zip(args.fail_under) {
        project
            .diagnostics
            .extend(status::check_share(status, at_least));
    }
    project.diagnostics.sort();
    let printed = match args.project.format {
        Format::Json => report::answer(&json::render(
            status.as_ref(),
            json::Circumstances {
                complete,
                diagnostics: &project.diagnostics,
                sources: &project.sources,
            },
        )),
        Format::Human | Format::Github => {
            let printed = match &status {
                Some(status) => print(status, args),
                None => Outcome::Done,
            };
            report::diagnostics(&project.diagnostics, &project.sources, args.project.format);
            if !complete {
                report::remark("the figures leave out what is in error");
            }
            printed
        }
    };
    if project.diagnostics.has_errors() {
        Outcome::Errors
    } else {
        printed
    }
}

fn print(status: &Status<'_>, args: &StatusArgs) -> Outcome {
    let table = report::answer(&human::table(status));
    if args.todo || !args.languages.is_empty() {
        let todo = human::todo(status, report::colour(&io::stdout()));
        return table.and(report::answer(&todo));
    }
    if !status.locales.is_empty() {
        report::done("`concord status -l TAG` lists what there is to do in a language");
    }
    table
}
