//! Finding and reading the project that a command is about.

use std::env;
use std::path::{Path, PathBuf};

use super::{ProjectArgs, SiteArgs};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::pipeline::{Options, originals};
use crate::source::{Sources, read};

/// A project as it was read.
pub(super) struct Project {
    pub(super) root: PathBuf,
    pub(super) sources: Sources,
    /// What there was to say while reading.
    pub(super) diagnostics: Diagnostics,
}

/// Reads the project that the arguments name, or the one around the current folder.
pub(super) fn read(args: &ProjectArgs) -> Project {
    let mut diagnostics = Diagnostics::new();
    let base = originals();
    let Some(root) = root(args, &mut diagnostics) else {
        return Project {
            root: PathBuf::new(),
            sources: base,
            diagnostics,
        };
    };
    let config = args
        .config
        .clone()
        .unwrap_or_else(|| root.join(read::CONFIG));
    let sources = read::project(&root, &config, base, &mut diagnostics);
    Project {
        root,
        sources,
        diagnostics,
    }
}

/// The folder of the project.
pub(super) fn root(args: &ProjectArgs, diagnostics: &mut Diagnostics) -> Option<PathBuf> {
    if let Some(root) = &args.root {
        if root.is_dir() {
            return Some(root.clone());
        }
        diagnostics.push(Diagnostic::error(
            "project-missing",
            format!("there is no folder `{}`", root.display()),
        ));
        return None;
    }
    let here = env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let from_config = args
        .config
        .as_deref()
        .and_then(Path::parent)
        .map(|folder| here.join(folder));
    let root = read::find_root(&here).or(from_config);
    if root.is_none() {
        diagnostics.push(
            Diagnostic::error(
                "project-missing",
                format!("there is no `{}` in this folder or above it", read::CONFIG),
            )
            .hint("run the command inside a project, name one with `--root`, or make one with `concord init DIR`"),
        );
    }
    root
}

/// The time that stands for the clock in builds that can be repeated
/// (<https://reproducible-builds.org/specs/source-date-epoch/>). What is no whole number is
/// ignored: no output needs it.
fn epoch() -> Option<u64> {
    env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()
}

/// The options of a build.
pub(super) fn options(args: &SiteArgs) -> Options {
    Options {
        base_url: args.base_url.clone(),
        locales: args.languages.clone(),
        drafts: args.drafts,
        strict: args.strict,
        pseudo: args.pseudo,
        epoch: epoch(),
        ..Options::default()
    }
}
