//! Templates, compiled.
//!
//! Tera gets two sets: the templates as written, whose errors have their right places, and the
//! minified ones, which make the pages. A page that fails is rendered once more from the
//! first, for the place of its error. (A map of places through the minifier would be the
//! alternative; it would have to be right, and would save nothing but the time of a failure.)

use std::io::{self, Write};

use tera::{Context, ErrorKind, Tera};

use super::files::Template;
use super::functions::{self, Functions};
use super::{FOR_ALL, REQUIRED, ThemeOptions, errors, minify, references};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The largest page, in bytes.
const LARGEST_PAGE: usize = 64 << 20;

/// The templates of a theme.
pub(super) struct Templates {
    /// In the order of their names.
    templates: Vec<Template>,
    /// Compiled as written.
    written: Tera,
    /// Compiled for rendering; the same if nothing is minified.
    minified: Option<Tera>,
}

/// Compiles templates, and reports everything that is wrong with them.
pub(super) fn compile(
    templates: Vec<Template>,
    options: &ThemeOptions<'_>,
    functions: Functions,
    diagnostics: &mut Diagnostics,
) -> Option<Templates> {
    let before = diagnostics.errors();
    let missing: Vec<_> = REQUIRED
        .iter()
        .filter(|name| references::resolve(&templates, name).is_none())
        .map(|name| format!("`{name}`"))
        .collect();
    if !missing.is_empty() && references::resolve(&templates, FOR_ALL).is_none() {
        let message = match missing.as_slice() {
            [one] => format!("the theme has no template {one}"),
            several => format!("the theme has no templates {}", several.join(", ")),
        };
        diagnostics.push(Diagnostic::error("template-missing", message).hint(format!(
            "add a template `{FOR_ALL}`, which makes the pages that have none of their own"
        )));
    }
    let engine = || {
        let mut tera = Tera::new();
        functions::register(&mut tera, &functions);
        // An engine without templates takes prefixes.
        let _ = tera.set_fallback_prefixes(["default/"]);
        tera
    };
    // Each on its own, so that the first mistake does not hide the others. What they use of
    // one another is missing then, and is not asked for.
    for template in &templates {
        let alone = engine().add_raw_template(&template.name, &template.text);
        if let Err(error) = alone
            && matches!(error.kind(), ErrorKind::SyntaxError(_))
        {
            diagnostics.extend(errors::diagnostics(&error, &templates));
        }
    }
    if !references::check(&templates, diagnostics) || diagnostics.errors() > before {
        return None;
    }
    let all = || templates.iter().map(|t| (t.name.as_str(), t.text.as_str()));
    let mut written = engine();
    if let Err(error) = written.add_raw_templates(all()) {
        diagnostics.extend(errors::diagnostics(&error, &templates));
        return None;
    }
    let minified = options.minify.then(|| {
        let sensitive = minify::sensitive(all());
        let shorter = all().map(|(name, text)| (name, minify::minify(text, &sensitive.of(name))));
        let mut tera = engine();
        tera.add_raw_templates(shorter).is_ok().then_some(tera)
    });
    Some(Templates {
        templates,
        written,
        minified: minified.flatten(),
    })
}

impl Templates {
    /// All that decides what is rendered, but for the assets and the messages.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        self.templates
            .iter()
            .flat_map(|template| [template.name.as_str(), template.text.as_str()])
    }

    /// Renders a page.
    pub(super) fn render(
        &self,
        template: &str,
        context: &Context,
        page: &str,
    ) -> Result<String, Box<Diagnostic>> {
        let template = match references::resolve(&self.templates, template) {
            Some(_) => template,
            None => FOR_ALL,
        };
        let engine = self.minified.as_ref().unwrap_or(&self.written);
        let error = match render(engine, template, context) {
            Ok(page) => return Ok(page),
            Err(error) => error,
        };
        let label = format!("while rendering the page `{page}`");
        let error = match (&self.minified, error) {
            (Some(_), Failure::Tera(error)) => match render(&self.written, template, context) {
                Err(written) => written,
                // Minified templates do what the written ones do; if not, it is our mistake,
                // and its place is known to the minified ones only.
                Ok(_) => Failure::Other(error.to_string()),
            },
            (_, error) => error,
        };
        let mut diagnostic = match error {
            Failure::Tera(error) => errors::diagnostics(&error, &self.templates)
                .into_iter()
                .next()
                .unwrap_or_else(|| Diagnostic::error("template", error.to_string())),
            Failure::Other(message) => Diagnostic::error("template", message),
        };
        if diagnostic.place.is_none()
            && let Some(at) = references::resolve(&self.templates, template)
        {
            diagnostic = diagnostic.in_file(&self.templates[at].path);
        }
        Err(Box::new(diagnostic.label(label)))
    }
}

/// Why there is no page.
enum Failure {
    Tera(tera::Error),
    Other(String),
}

fn render(engine: &Tera, template: &str, context: &Context) -> Result<String, Failure> {
    let mut page = Page::default();
    let rendered = engine.render_to(template, context, &mut page);
    if page.is_full {
        let message = format!("`{template}` makes a page of more than {LARGEST_PAGE} bytes");
        return Err(Failure::Other(message));
    }
    rendered.map_err(Failure::Tera)?;
    String::from_utf8(page.bytes).map_err(|error| Failure::Other(error.to_string()))
}

/// A page that is being written, up to a limit.
#[derive(Default)]
struct Page {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > LARGEST_PAGE {
            self.is_full = true;
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
