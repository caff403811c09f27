//! What a theme builds on: `theme.toml`, which a theme need not have.
//!
//! ```toml
//! base = "none"
//! ```
//!
//! Without the default theme's templates, styles, scripts and files, a theme is only what is in
//! its own folder. The interface messages stay: Concord's own words stand in the text of every
//! page (`note`, `untranslated-explained`), whatever the theme.

use super::DEFAULT;
use crate::config::toml::{Origin, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourcePath, Sources};

/// The file in the folder of a theme.
const FILE: &str = "theme.toml";

/// What a theme takes its missing files from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The default theme.
    Default,
    /// Nothing: it is complete.
    Nothing,
}

/// Reads what the theme of this name and folder builds on.
pub(super) fn of(
    name: &str,
    folder: &SourcePath,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Base {
    let Some(file) = sources.get(&folder.join(FILE)) else {
        return Base::Default;
    };
    let Some(text) = file.utf8(diagnostics) else {
        return Base::Default;
    };
    let origin = Origin {
        path: &file.path,
        offset: 0,
    };
    let base = read(text, origin, diagnostics, |table| {
        let words = [(DEFAULT, Base::Default), ("none", Base::Nothing)];
        let base = table.choice("base", &words);
        table.finish();
        base
    });
    // The files in `themes/default/` lie over those in the program and cannot take them away.
    if name == DEFAULT && base == Some(Base::Nothing) {
        diagnostics.push(
            Diagnostic::error("theme-base", "the default theme is its own base")
                .in_file(&file.path)
                .hint("give the theme a folder and a name of its own, and choose it with `theme` in `concord.toml`"),
        );
    }
    base.unwrap_or(Base::Default)
}
