//! The search indexes of all languages.

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::memo::Memo;
use crate::page::outline::Material;
use crate::search::{self, Files};

/// Makes them, or takes those of languages whose texts did not change. Errors so far are no reason
/// to stop: those in translations forbid publishing only if the build is strict.
pub(super) fn files(
    material: &Material<'_>,
    memo: &Memo,
    diagnostics: &mut Diagnostics,
) -> Vec<Files> {
    if !material.search {
        return Vec::new();
    }
    let made: Vec<Result<Files, Box<Diagnostic>>> = (0..material.locales.all.len())
        .into_par_iter()
        .map(|locale| {
            let texts = search::texts(material, locale);
            memo.search(&texts).map_err(|error| {
                let tag = material.locale(locale).tag();
                let message = format!("`{tag}` cannot be searched: {error}");
                Box::new(
                    Diagnostic::error("search", message)
                        .hint("build with `--no-search`, and report this mistake"),
                )
            })
        })
        .collect();
    let mut files = Vec::with_capacity(made.len());
    for made in made {
        match made {
            Ok(made) => files.push(made),
            Err(error) => diagnostics.push(*error),
        }
    }
    files
}
