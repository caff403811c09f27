//! `concord import text`: a translation of a whole document, without ids.

use std::path::PathBuf;

use clap::Args;

use super::finish;
use crate::cli::{Format, Outcome, ProjectArgs, export, project, report};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::exchange::Imported;
use crate::exchange::apply::{self, Applied};
use crate::exchange::text::{self, report as said};
use crate::locale::LocaleTag;
use crate::localize::SiteLocale;
use crate::pipeline::Model;
use crate::site::Document;
use crate::source::{SourceFile, read};

#[derive(Debug, Args)]
pub(super) struct TextArgs {
    #[command(flatten)]
    project: ProjectArgs,
    /// The text, plain or Markdown, in UTF-8.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The language of the text: one of the project's, and not the source.
    #[arg(short = 'l', long = "lang", value_name = "TAG")]
    language: String,
    /// The document that it translates.
    #[arg(long, value_name = "NAME")]
    document: String,
    /// Replace translations that are there already; otherwise only units without one get theirs.
    #[arg(long)]
    replace: bool,
}

pub(super) fn run(args: &TextArgs) -> Outcome {
    let mut project = project::read(&args.project);
    let found = export::locale(&args.language, &mut project);
    let file = match read::file(&args.file) {
        Ok(file) => Some(file),
        Err(diagnostic) => {
            project.diagnostics.push(*diagnostic);
            None
        }
    };
    // The imported file is shown in excerpts, and may have the path of a source.
    let mut shown = project.sources.clone();
    let mut applied = Applied::default();
    if let Some(((model, tag), file)) = found.zip(file) {
        shown.insert(file.clone());
        let imported = units(&file, &model, &tag, args, &mut project.diagnostics);
        let (done, found) = apply::apply(&model, &project.sources, &tag, &file, imported);
        project.diagnostics.extend(found);
        applied = done;
    }
    finish(project, &shown, applied, args.project.format)
}

fn units(
    file: &SourceFile,
    model: &Model,
    tag: &LocaleTag,
    args: &TextArgs,
    diagnostics: &mut Diagnostics,
) -> Vec<Imported> {
    let locales = &model.locales.all;
    let locale = locales.iter().find(|locale| locale.config.tag == *tag);
    let document = find(model, &args.document, diagnostics);
    let Some((locale, document)) = locale.zip(document) else {
        return Vec::new();
    };
    let Some(aligned) = text::read(document, file, &locale.locale, diagnostics) else {
        return Vec::new();
    };
    // A tool keeps what people look up.
    let detail = match args.project.format {
        Format::Json => said::Detail::Text,
        Format::Human | Format::Github => said::Detail::Words,
    };
    diagnostics.extend(said::diagnostics(&aligned, document, &file.path, detail));
    let mut imported = said::imported(aligned, document);
    let all = imported.len();
    if !args.replace {
        imported.retain(|translation| !is_translated(translation, document, locale));
    }
    let kept = all - imported.len();
    if kept > 0 {
        report::remark(&format!(
            "{kept} of {all} units are translated already and stay as they are (`--replace` takes the text)"
        ));
    }
    imported
}

fn find<'m>(model: &'m Model, name: &str, diagnostics: &mut Diagnostics) -> Option<&'m Document> {
    let documents = &model.site.documents;
    let found = documents.iter().find(|document| document.name == name);
    if found.is_none() {
        let names = documents.iter().map(|document| document.name.as_str());
        let diagnostic =
            Diagnostic::error("document-unknown", format!("there is no document `{name}`"));
        diagnostics.push(match nearest(name, names.clone()) {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => {
                let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
                diagnostic.hint(format!("the documents are {}", names.join(", ")))
            }
        });
    }
    found
}

fn is_translated(translation: &Imported, document: &Document, locale: &SiteLocale) -> bool {
    let resource = locale.catalog.documents.get(&document.name);
    resource
        .and_then(|resource| resource.get(translation.id.as_str()))
        .is_some_and(|entry| entry.value.is_some())
}
