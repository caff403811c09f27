//! `concord init`

use std::fs;
use std::io;
use std::path::Path;

use super::{Format, InitArgs, Outcome, report};
use crate::diagnostic::Diagnostic;
use crate::source::Sources;

/// The files of a new project.
const FILES: [(&str, &str); 10] = [
    ("concord.toml", include_str!("init/concord.toml")),
    (".gitignore", include_str!("init/gitignore")),
    ("content/guide/_index.md", include_str!("init/index.md")),
    ("content/guide/welcome.md", include_str!("init/welcome.md")),
    (
        "content/guide/translating.md",
        include_str!("init/translating.md"),
    ),
    ("locales/en/guide.ftl", include_str!("init/guide.en.ftl")),
    ("locales/ar/guide.ftl", include_str!("init/guide.ar.ftl")),
    (
        "locales/en/interface.ftl",
        include_str!("init/interface.en.ftl"),
    ),
    (
        "locales/ar/interface.ftl",
        include_str!("init/interface.ar.ftl"),
    ),
    (
        ".l10n/state/ar/guide.toml",
        include_str!("init/guide.ar.toml"),
    ),
];

pub(super) fn run(args: &InitArgs) -> Outcome {
    let folder = &args.folder;
    let result = is_free(folder).and_then(|()| {
        FILES.iter().try_for_each(|(path, text)| {
            let target = folder.join(path);
            fs::create_dir_all(target.parent().unwrap_or(folder))
                .map_err(|error| failed(&target, &error))?;
            fs::write(&target, text).map_err(|error| failed(&target, &error))
        })
    });
    match result {
        Ok(()) => {
            report::done(&format!(
                "a project in `{0}`; build it with `concord build --root {0}`",
                folder.display()
            ));
            Outcome::Done
        }
        Err(diagnostic) => {
            let failed = [*diagnostic].into_iter().collect();
            report::diagnostics(&failed, &Sources::default(), Format::Human);
            Outcome::Errors
        }
    }
}

/// Nothing that is there is ever written over.
fn is_free(folder: &Path) -> Result<(), Box<Diagnostic>> {
    match fs::read_dir(folder) {
        Ok(mut entries) => match entries.next() {
            None => Ok(()),
            Some(_) => Err(Box::new(
                Diagnostic::error(
                    "init-not-empty",
                    format!("the folder `{}` is not empty", folder.display()),
                )
                .hint("name a folder that does not exist yet"),
            )),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed(folder, &error)),
    }
}

fn failed(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(
        "unwritable",
        format!("`{}` cannot be written: {error}", path.display()),
    ))
}
