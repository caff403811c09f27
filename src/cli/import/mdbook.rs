//! `concord import mdbook`: a book with its translations becomes a new project.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::cli::{Format, Outcome, report};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exchange::mdbook::{self, Converted, Options};
use crate::source::{SourcePath, Sources, read};

/// The book is only read. Its chapters become one document below `content/`, its PO files
/// (`po/<language>.po`, of mdbook-i18n-helpers) translations below `locales/`; the project is as
/// `concord sync` leaves one. What has no like in Concord is listed with its file and line.
///
/// The project is made in a folder that does not exist yet or is empty; nothing is ever written
/// over. Without `--output` that is the current folder if it is empty, and else the folder of
/// the book's name with `-concord` behind it, beside the book.
#[derive(Debug, Args)]
pub(super) struct MdbookArgs {
    /// The folder of the book: the one with `book.toml`.
    #[arg(value_name = "DIR")]
    book: PathBuf,
    /// The folder to make; it must not exist, or be empty
    /// [default: the current folder if it is empty, or DIR-concord beside the book]
    #[arg(short = 'o', long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// The folder that included files may lie in [default: the repository of the book, or DIR]
    #[arg(long, value_name = "DIR")]
    within: Option<PathBuf>,
    /// Where the book is published now: links that lead out of the book become absolute.
    #[arg(long, value_name = "URL")]
    published: Option<String>,
    /// How the report is printed: for people, or as JSON, both on standard output.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

pub(super) fn run(args: &MdbookArgs) -> Outcome {
    let mut diagnostics = Diagnostics::new();
    let (root, place) = match root(args) {
        Ok(found) => found,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return failed(&diagnostics, &Sources::default(), args.format);
        }
    };
    let options = Options {
        folder: Some(place.clone()),
        published: args.published.clone(),
    };
    let mut book = read::book(&root, &place, &mut diagnostics);
    for _ in 0..DEEPEST_INCLUDES {
        let wanted = mdbook::wanted(&book, &options);
        let before = book.iter().count();
        read::more(&root, &wanted, &mut book);
        if book.iter().count() == before {
            break;
        }
    }
    if diagnostics.has_errors() {
        return failed(&diagnostics, &book, args.format);
    }
    let folder = match folder(args) {
        Ok(folder) => folder,
        Err(diagnostic) => {
            diagnostics.push(*diagnostic);
            return failed(&diagnostics, &book, args.format);
        }
    };
    let mut converted = mdbook::convert(&book, &options);
    diagnostics.extend(std::mem::take(&mut converted.diagnostics));
    diagnostics.sort();
    if diagnostics.has_errors() {
        return failed(&diagnostics, &book, args.format);
    }
    if let Err(diagnostic) = write(&folder, &converted.files) {
        diagnostics.push(*diagnostic);
        return failed(&diagnostics, &book, args.format);
    }
    tell(&folder, &converted, &diagnostics, &book, args.format)
}

/// How often files outside of the book are looked through for more; mdBook's own limit.
const DEEPEST_INCLUDES: usize = 10;

/// The folder that everything lies in, and where in it the book is.
fn root(args: &MdbookArgs) -> Result<(PathBuf, SourcePath), Box<Diagnostic>> {
    let real = |path: &Path| {
        path.canonicalize().map_err(|error| {
            let text = format!("`{}` cannot be read: {error}", path.display());
            Box::new(Diagnostic::error("unreadable", text))
        })
    };
    let book = real(&args.book)?;
    let root = match &args.within {
        Some(within) => real(within)?,
        None => book
            .ancestors()
            .find(|folder| folder.join(".git").exists())
            .unwrap_or(&book)
            .to_path_buf(),
    };
    let place = book.strip_prefix(&root).ok().and_then(|below| {
        let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
        Some(SourcePath::new(&parts?.join("/")))
    });
    match place {
        Some(place) => Ok((root, place)),
        None => Err(Diagnostic::error(
            "import-within",
            format!(
                "`{}` does not lie in `{}`",
                args.book.display(),
                root.display()
            ),
        )
        .hint("`--within` names a folder around that of the book")
        .into()),
    }
}

fn failed(diagnostics: &Diagnostics, book: &Sources, format: Format) -> Outcome {
    report::diagnostics(diagnostics, book, format);
    Outcome::Errors
}

/// What there is to say: of the book, of the import, of the new project.
fn tell(
    folder: &Path,
    converted: &Converted,
    of_book: &Diagnostics,
    book: &Sources,
    format: Format,
) -> Outcome {
    let project: Sources = converted
        .files
        .iter()
        .map(|(path, bytes)| (path.clone(), bytes.as_slice()))
        .collect();
    let printed = match format {
        Format::Human | Format::Github => {
            report::diagnostics(of_book, book, format);
            report::diagnostics(&converted.of_project, &project, format);
            let text = format!(
                "made a project in `{}`: {}",
                folder.display(),
                converted.report.human()
            );
            report::answer(&text)
        }
        Format::Json => {
            let list = |diagnostics, sources| {
                let text = crate::diagnostic::json::render(diagnostics, sources);
                serde_json::from_str::<serde_json::Value>(&text).unwrap_or_default()
            };
            let answer = json!({
                "output": folder.display().to_string(),
                "report": converted.report,
                "book": list(of_book, book),
                "project": list(&converted.of_project, &project),
            });
            report::answer(&format!("{answer:#}\n"))
        }
    };
    if converted.of_project.has_errors() {
        Outcome::Errors
    } else {
        printed
    }
}

/// The folder to write to.
fn folder(args: &MdbookArgs) -> Result<PathBuf, Box<Diagnostic>> {
    let folder = match &args.output {
        Some(folder) => folder.clone(),
        None if is_free(Path::new(".")).unwrap_or(false) => PathBuf::from("."),
        None => beside(&args.book)?,
    };
    match is_free(&folder) {
        Ok(true) => Ok(folder),
        Ok(false) => Err(Diagnostic::error(
            "import-not-empty",
            format!("the folder `{}` is not empty", folder.display()),
        )
        .hint("name one that does not exist yet with `--output`")
        .into()),
        Err(error) => Err(unwritable(&folder, &error)),
    }
}

/// The folder of the book's name with `-concord` behind it.
fn beside(book: &Path) -> Result<PathBuf, Box<Diagnostic>> {
    let real = book
        .canonicalize()
        .map_err(|error| unwritable(book, &error))?;
    match (real.parent(), real.file_name()) {
        (Some(parent), Some(name)) => {
            let mut name = name.to_owned();
            name.push("-concord");
            Ok(parent.join(name))
        }
        _ => Err(Diagnostic::error(
            "import-output",
            "there is no folder beside that of the book",
        )
        .hint("name one with `--output`")
        .into()),
    }
}

fn is_free(folder: &Path) -> io::Result<bool> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Writes new files. One that is there already, because somebody else made it meanwhile, ends it.
fn write(folder: &Path, files: &[(SourcePath, Vec<u8>)]) -> Result<(), Box<Diagnostic>> {
    for (path, bytes) in files {
        let target = folder.join(path.as_str());
        let result = fs::create_dir_all(target.parent().unwrap_or(folder)).and_then(|()| {
            let mut options = OpenOptions::new();
            let mut file = options.write(true).create_new(true).open(&target)?;
            file.write_all(bytes)
        });
        result.map_err(|error| unwritable(&target, &error))?;
    }
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "unwritable",
        format!("`{}` cannot be written: {error}", path.display()),
    ))
}
