//! `concord export`

use std::fs;
use std::path::{self, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::project::Project;
use super::{Format, Outcome, ProjectArgs, project, report};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exchange::{Export, csv, gather, po, tmx, xliff};
use crate::locale::LocaleTag;
use crate::memo::Memo;
use crate::pipeline::{self, Model, Options};
use crate::source::{SourcePath, read, write};

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// The form to write.
    #[arg(value_enum, value_name = "FORM")]
    form: Form,
    /// The folder of the project [default: the nearest with a concord.toml, from here upwards]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// The configuration [default: concord.toml in the project's folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The language of the translations: one of the project's, and not the source.
    #[arg(short = 'l', long = "lang", value_name = "TAG")]
    language: String,
    /// The file to write [default: standard output]
    ///
    /// A file that is there is replaced, unless it is one of the project's own sources.
    #[arg(short = 'o', long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms that translations can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// gettext, for Poedit, Weblate, Pontoon
    Po,
    /// XLIFF 1.2, for OmegaT and agencies
    Xliff,
    /// a table for spreadsheets; not imported again
    Csv,
    /// a translation memory of what is current; not imported again
    Tmx,
}

pub(super) fn run(args: &ExportArgs) -> Outcome {
    let mut project = project::read(&ProjectArgs {
        root: args.root.clone(),
        config: args.config.clone(),
        // Standard output is for the export.
        format: Format::Human,
    });
    let found = locale(&args.language, &mut project);
    report::diagnostics(&project.diagnostics, &project.sources, Format::Human);
    // A file that was only half understood would go out as if half were missing.
    if project.diagnostics.has_errors() {
        return Outcome::Errors;
    }
    let Some((model, locale)) = found else {
        return Outcome::Errors;
    };
    let export = gather::gather(&model, &project.sources, &locale);
    let text = written(&export, args.form);
    let Some(output) = &args.output else {
        return report::answer(&text);
    };
    match save(output, &text, &project) {
        Ok(()) => {
            report::done(&format!(
                "wrote {} units to `{}`",
                export.units.len(),
                output.display()
            ));
            Outcome::Done
        }
        Err(diagnostic) => {
            let failed: Diagnostics = [*diagnostic].into_iter().collect();
            report::diagnostics(&failed, &project.sources, Format::Human);
            Outcome::Errors
        }
    }
}

fn written(export: &Export, form: Form) -> String {
    match form {
        Form::Po => po::write(export),
        Form::Xliff => xliff::write(export),
        Form::Csv => csv::write(export),
        Form::Tmx => tmx::write(export),
    }
}

/// The model of a project, and the locale of translations that somebody asked for. What is
/// wrong is added to what there is to say of the project.
pub(super) fn locale(language: &str, project: &mut Project) -> Option<(Model, LocaleTag)> {
    let options = Options {
        locales: vec![language.to_owned()],
        ..Options::default()
    };
    let (model, found) = pipeline::model(&project.sources, &options, &Memo::none());
    project.diagnostics.extend(found);
    project.diagnostics.sort();
    let model = model?;
    let config = model
        .config
        .locales
        .iter()
        .find(|locale| locale.tag.as_str() == language);
    // Otherwise it was reported as unknown.
    let tag = config?.tag.clone();
    if tag == model.config.source {
        project.diagnostics.push(
            Diagnostic::error(
                "locale-source",
                format!("`{tag}` is the language that the content is written in"),
            )
            .hint("name the language of the translations with `-l`"),
        );
        return None;
    }
    Some((model, tag))
}

fn save(output: &Path, text: &str, project: &Project) -> Result<(), Box<Diagnostic>> {
    if is_source(output, project) {
        return Err(Box::new(
            Diagnostic::error(
                "output-source",
                format!(
                    "`{}` is a place for sources of the project",
                    output.display()
                ),
            )
            .hint("name another file, outside of the folders that the project is read from"),
        ));
    }
    // A name alone has no folder to write into.
    let target = path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
    write::to(&target, text.as_bytes()).map_err(|error| {
        Box::new(
            Diagnostic::error(
                "unwritable",
                format!("`{}` cannot be written: {error}", output.display()),
            )
            .hint("name another file with `-o`, or none for standard output"),
        )
    })
}

/// Whether a path leads to where the project is read from.
fn is_source(output: &Path, project: &Project) -> bool {
    let output = path::absolute(output).unwrap_or_else(|_| output.to_path_buf());
    // What is not there yet has its place below the nearest folder that is.
    let there = output
        .ancestors()
        .find_map(|ancestor| Some((ancestor, fs::canonicalize(ancestor).ok()?)));
    let root = fs::canonicalize(&project.root).ok();
    let Some(((ancestor, real), root)) = there.zip(root) else {
        return false;
    };
    let real = match output.strip_prefix(ancestor) {
        Ok(rest) => real.join(rest),
        Err(_) => real,
    };
    let Some(inside) = real.strip_prefix(root).ok().and_then(Path::to_str) else {
        return false;
    };
    let path = SourcePath::new(&inside.replace('\\', "/"));
    let in_folder = |folder: &&str| path.is_below(&SourcePath::new(folder));
    read::FOLDERS.iter().any(in_folder) || project.sources.get(&path).is_some()
}
