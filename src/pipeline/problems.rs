//! Everything that there is to say of a site, without its output.

use super::{Blueprint, in_parallel, localize_all, render};
use crate::diagnostic::Diagnostics;
use crate::memo::Memo;

/// Whether what is being done is wanted no more.
pub type CalledOff<'a> = &'a (dyn Fn() -> bool + Sync);

impl Blueprint {
    /// What [`build`](super::build) says of the site beside what [`Blueprint::new`] said: of its
    /// translations, and of making its pages. Books and search indexes are not made for it.
    ///
    /// `None` if it was called off.
    pub fn problems(&self, memo: &Memo, called_off: CalledOff<'_>) -> Option<Diagnostics> {
        in_parallel(|| {
            let mut diagnostics = Diagnostics::new();
            let localize = |document, locale| self.localize(memo, document, locale);
            let material = self.material(&localize);
            localize_all(&material, called_off, &mut diagnostics);
            if let Some(theme) = &self.theme {
                let rendered = render::render_all(&material, theme, self.frame, memo, called_off);
                let made = render::Made {
                    rendered,
                    found: Vec::new(),
                    pictures: Vec::new(),
                };
                render::collect(made, &material, theme, &self.sources, &mut diagnostics);
            }
            (!called_off()).then_some(diagnostics)
        })
    }
}
