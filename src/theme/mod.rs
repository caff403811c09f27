//! The theme: templates that make pages, and the files that go with them.
//!
//! A theme is a folder of `themes/`:
//!
//! | folder | holds |
//! |---|---|
//! | `templates/` | Tera templates, `*.html`, also in folders |
//! | `styles/` | `*.css`, joined in the order of their names into `concord.css` |
//! | `scripts/` | `*.js`, joined likewise into `concord.js` |
//! | `static/` | files that are published as they are |
//! | `fonts/` | `*.otf` and `*.ttf` that pictures for sharing are written with |
//! | `interface/` | messages; not read here |
//! | `theme.toml` | whether it builds on the default theme |
//!
//! The steps of [`load`]:
//!
//! 1. `base` reads whether the theme builds on the default theme. If so, `files` chooses, for
//!    each file, between the theme, the project's `themes/default` and the [`embedded`]
//!    default theme, in this order.
//! 2. `assets` makes the bundles, and names all that is published by its content.
//! 3. `references` checks what templates include, extend and define, before Tera follows it
//!    on the stack.
//! 4. `templates` has Tera parse the templates as written, which gives every error its place;
//!    and, for rendering, `minify`'s shorter ones.
//!
//! A template reads nothing but its context: no files, no environment, no clock. Hence equal
//! [`Theme::digest`]s, messages and contexts give equal pages.
//!
//! Stack: templates nest at most 32 deep, components 20 (Tera's limit), and what a component
//! includes uses no components, so that a page needs fewer than 100 of Tera's frames.

mod assets;
mod base;
mod css;
pub mod embedded;
mod errors;
mod files;
mod fonts;
mod functions;
mod minify;
mod references;
mod scripts;
mod templates;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use assets::Asset;
pub use fonts::{Font, fonts};
pub use functions::{Argument, Message, Messages};

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{Digest, Sources};
use templates::Templates;

/// The theme that every other falls back to.
pub const DEFAULT: &str = "default";

/// The template of the pages whose kind has none of its own. Only a theme that does not build
/// on the default theme can lack those.
pub const FOR_ALL: &str = "page.html";

/// The templates that each kind of page is made with. A theme must have them all, or
/// [`FOR_ALL`] in place of those that it lacks.
pub const REQUIRED: [&str; 10] = [
    "404.html",
    "article.html",
    "chooser.html",
    "document.html",
    "home.html",
    "languages.html",
    "notes.html",
    "section.html",
    "text.html",
    "translation.html",
];

/// How a theme is loaded.
#[derive(Clone)]
pub struct ThemeOptions<'s> {
    /// Whether templates are minified.
    pub minify: bool,
    /// The default theme as it was made, usually [`embedded::embedded`]. The project's own
    /// files may lie over it in the sources; a template still reaches it as
    /// `default/article.html`.
    pub originals: &'s Sources,
    /// What the function `message` asks.
    pub messages: Arc<Messages>,
}

/// A theme, ready to make pages. It is shared by all threads.
pub struct Theme {
    templates: Templates,
    assets: Vec<Asset>,
    paths: Arc<BTreeMap<String, String>>,
    digest: Digest,
}

impl fmt::Debug for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Theme")
            .field("digest", &self.digest)
            .finish_non_exhaustive()
    }
}

/// Loads the theme of a name.
///
/// Everything that is wrong with it is reported; `None` if that leaves no theme.
pub fn load(
    name: &str,
    sources: &Sources,
    options: &ThemeOptions<'_>,
    diagnostics: &mut Diagnostics,
) -> Option<Theme> {
    let mut found = Diagnostics::new();
    let files = files::choose(name, sources, options.originals, &mut found);
    let bundled = assets::bundle(&files, &mut found);
    let paths = Arc::new(bundled.paths);
    let templates = templates::compile(
        files.templates,
        options,
        functions::Functions {
            messages: Arc::clone(&options.messages),
            assets: Arc::clone(&paths),
        },
        &mut found,
    );
    let is_broken = found.has_errors();
    diagnostics.extend(found);
    let templates = templates.filter(|_| !is_broken)?;
    let minify: &[u8] = if options.minify { b"minified" } else { b"" };
    let digest = Digest::of_all(
        std::iter::once(minify)
            .chain(templates.parts().map(str::as_bytes))
            .chain(bundled.assets.iter().map(|asset| asset.path.as_bytes())),
    );
    Some(Theme {
        templates,
        assets: bundled.assets,
        paths,
        digest,
    })
}

impl Theme {
    /// Renders a template. `page` is the name of the page, for the error.
    ///
    /// # Errors
    ///
    /// If the template asks for what is not there, fails, or makes more than 64 MiB. The error
    /// is placed in the template as written.
    pub fn render(
        &self,
        template: &str,
        context: &tera::Context,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        self.templates.render(template, context, page)
    }

    /// What the theme publishes beside the pages, in the order of their paths.
    pub fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// The output path of an asset, `assets/concord.3f9a2b1c.css`, by its name in the theme:
    /// `concord.css`, or the path below `static/`.
    pub fn asset_path(&self, path: &str) -> Option<&str> {
        self.paths.get(path).map(String::as_str)
    }

    /// The bytes of an asset by its name in the theme.
    pub fn asset(&self, path: &str) -> Option<&[u8]> {
        let published = self.asset_path(path)?;
        let asset = self.assets.iter().find(|asset| asset.path == published)?;
        Some(&asset.bytes)
    }

    /// Changes whenever the theme could make another page of the same context and messages.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

#[cfg(test)]
mod tests;
