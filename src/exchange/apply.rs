//! What came back into the locale's files.

use super::Imported;
use crate::diagnostic::Diagnostics;
use crate::locale::LocaleTag;
use crate::pipeline::Model;
use crate::source::{SourceFile, SourcePath, Sources};

/// What an import changes.
#[derive(Debug, Default)]
pub struct Applied {
    /// The files to write, with their text.
    pub changes: Vec<(SourcePath, String)>,
}

/// Judges imported translations by the rules of `sync`.
pub fn apply(
    _model: &Model,
    _sources: &Sources,
    _locale: &LocaleTag,
    _file: &SourceFile,
    _imported: Vec<Imported>,
) -> (Applied, Diagnostics) {
    (Applied::default(), Diagnostics::new())
}
