//! Which file is used where several themes have one of the same name.

use std::collections::BTreeMap;

use super::DEFAULT;
use super::base::{self, Base};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourcePath, Sources};

/// Templates larger than this many bytes are refused; Tera's lexer is made for small ones.
const LARGEST_TEMPLATE: usize = 1 << 20;

/// The files of a theme.
#[derive(Debug, Default)]
pub(super) struct Files<'s> {
    /// Templates, in the order of their names.
    pub(super) templates: Vec<Template>,
    /// Styles, in the order of their names.
    pub(super) styles: Vec<&'s SourceFile>,
    /// Scripts, in the order of their names.
    pub(super) scripts: Vec<&'s SourceFile>,
    /// Files to publish as they are, by their path below `static/`.
    pub(super) statics: BTreeMap<&'s str, &'s SourceFile>,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// What templates call it: `article.html`, or `default/article.html` for one that belongs
    /// to the default theme. Those are found without `default/` as well, where the theme has
    /// none of that name.
    pub(super) name: String,
    /// The file.
    pub(super) path: SourcePath,
    /// The text, without a byte-order mark.
    pub(super) text: String,
    /// How many bytes of the file stand before the text. `None` if the file of this path is
    /// another one, which lies over it: then places in it would mislead.
    pub(super) offset: Option<usize>,
}

impl Template {
    /// The name without `default/`.
    pub(super) fn plain_name(&self) -> &str {
        self.name.strip_prefix("default/").unwrap_or(&self.name)
    }
}

/// Finds the files of a theme, and those of the default theme that it falls back to, if it does.
pub(super) fn choose<'s>(
    name: &str,
    sources: &'s Sources,
    originals: &'s Sources,
    diagnostics: &mut Diagnostics,
) -> Files<'s> {
    let root = SourcePath::new("themes");
    let default = root.join(DEFAULT);
    let theme = root.join(name);
    if name.contains('/') || sources.under(&theme).next().is_none() {
        diagnostics.push(
            Diagnostic::error("theme-missing", format!("there is no theme `{name}`")).hint(
                format!("make a folder `{theme}`, or choose the theme `{DEFAULT}`"),
            ),
        );
    }
    let below_default = Layer {
        root: &default,
        sources,
    };
    let below_theme = Layer {
        root: &theme,
        sources,
    };
    let made = Layer {
        root: &default,
        sources: originals,
    };
    let base = base::of(name, &theme, sources, diagnostics);
    let from_base = |layer: &Layer<'s, '_>, folder: &str, extension: &str| match base {
        Base::Default => layer.files(folder, extension),
        Base::Nothing => BTreeMap::new(),
    };
    let all = |folder: &str, extension: &str| {
        let mut chosen = from_base(&below_default, folder, extension);
        chosen.extend(below_theme.files(folder, extension));
        chosen
    };
    let own = if theme == default {
        BTreeMap::new()
    } else {
        below_theme.files("templates", "html")
    };
    Files {
        templates: templates(
            from_base(&made, "templates", "html"),
            from_base(&below_default, "templates", "html"),
            own,
            diagnostics,
        ),
        styles: all("styles", "css").into_values().collect(),
        scripts: all("scripts", "js").into_values().collect(),
        statics: all("static", ""),
    }
}

/// A folder with the files of a theme.
struct Layer<'s, 'p> {
    root: &'p SourcePath,
    sources: &'s Sources,
}

impl<'s> Layer<'s, '_> {
    /// The files of a folder by their path in it; those with an extension, or all. Files that
    /// begin with a point are no part of a theme.
    fn files(&self, folder: &str, extension: &str) -> BTreeMap<&'s str, &'s SourceFile> {
        let folder = self.root.join(folder);
        self.sources
            .iter()
            .filter(|file| extension.is_empty() || file.path.extension() == extension)
            .filter_map(|file| Some((file.path.relative_to(&folder)?, file)))
            .filter(|(path, _)| !path.split('/').any(|part| part.starts_with('.')))
            .collect()
    }
}

/// The templates under the names that they have in Tera: the default theme's as they were
/// made, what the project has in their place, and those of its own theme.
fn templates<'s>(
    mut made: BTreeMap<&'s str, &'s SourceFile>,
    default: BTreeMap<&'s str, &'s SourceFile>,
    own: BTreeMap<&'s str, &'s SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Vec<Template> {
    for file in default
        .iter()
        .chain(&own)
        .filter(|(path, _)| path.starts_with("default/"))
    {
        diagnostics.push(
            Diagnostic::error(
                "template-name",
                "a folder of templates cannot be called `default`",
            )
            .in_file(&file.1.path)
            .hint("that name stands for the templates of the default theme"),
        );
    }
    let mut chosen = Vec::new();
    for (path, file) in &default {
        let original = *made.entry(path).or_insert(file);
        if original.digest != file.digest && !own.contains_key(path) {
            chosen.push(((*path).to_owned(), *file, Some(0)));
        }
    }
    for (path, file) in own {
        chosen.push((path.to_owned(), file, Some(0)));
    }
    for (path, file) in made {
        // Places in a file that another one lies over would be shown in the other.
        let is_shown = default
            .get(path)
            .is_some_and(|over| over.digest == file.digest);
        chosen.push((format!("default/{path}"), file, is_shown.then_some(0)));
    }
    let mut templates: Vec<_> = chosen
        .into_iter()
        .filter_map(|(name, file, offset)| template(name, file, offset, diagnostics))
        .collect();
    templates.sort_by(|a, b| a.name.cmp(&b.name));
    templates
}

fn template(
    name: String,
    file: &SourceFile,
    offset: Option<usize>,
    diagnostics: &mut Diagnostics,
) -> Option<Template> {
    let text = text(file, diagnostics)?;
    if text.len() > LARGEST_TEMPLATE {
        let message = format!("the template is larger than {LARGEST_TEMPLATE} bytes");
        diagnostics.push(Diagnostic::error("template-size", message).in_file(&file.path));
        return None;
    }
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    Some(Template {
        name,
        path: file.path.clone(),
        text: plain.to_owned(),
        offset: offset.map(|at| at + text.len() - plain.len()),
    })
}

/// The text of a file; if it is none, that is reported.
pub(super) fn text<'s>(file: &'s SourceFile, diagnostics: &mut Diagnostics) -> Option<&'s str> {
    let text = std::str::from_utf8(&file.bytes);
    if let Err(error) = &text {
        let at = error.valid_up_to();
        diagnostics.push(
            Diagnostic::error(
                "encoding",
                format!("the file is not UTF-8 from byte {at} on"),
            )
            .in_file(&file.path)
            .hint("save it as UTF-8"),
        );
    }
    text.ok()
}
