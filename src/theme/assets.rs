//! What a theme publishes beside the pages.
//!
//! Every asset lies in `assets/` and has the start of its digest in its name, so that a
//! browser may keep it for ever. Styles name files of `static/` by their path there, and find
//! them beside themselves.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::css;
use super::files::{self, Files};
use super::scripts;
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::source::{Digest, SourceFile, SourcePath};

/// The bundles that take the place of styles and scripts.
const STYLES: &str = "concord.css";
const SCRIPTS: &str = "concord.js";

/// A file to publish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The path in the output folder: `assets/concord.3f9a2b1c.css`.
    pub path: String,
    /// The content.
    pub bytes: Arc<[u8]>,
}

/// All assets of a theme.
#[derive(Debug, Default)]
pub(super) struct Bundled {
    /// In the order of their paths.
    pub(super) assets: Vec<Asset>,
    /// The output path of each, by its name in the theme.
    pub(super) paths: BTreeMap<String, String>,
}

/// Makes the bundles, and names everything.
pub(super) fn bundle(files: &Files<'_>, diagnostics: &mut Diagnostics) -> Bundled {
    let mut bundled = Bundled::default();
    for (path, file) in &files.statics {
        if [STYLES, SCRIPTS].contains(path) {
            let message = format!("the name `{path}` is taken by the bundle");
            diagnostics.push(Diagnostic::error("asset-name", message).in_file(&file.path));
        } else {
            bundled.add(path, Arc::clone(&file.bytes));
        }
    }
    let styles: Vec<String> = files
        .styles
        .iter()
        .filter_map(|file| style(file, &bundled, diagnostics))
        .collect();
    if !styles.is_empty() {
        bundled.add(STYLES, styles.join("\n").into_bytes());
    }
    let scripts: Vec<(&str, &str)> = files
        .scripts
        .iter()
        .filter_map(|file| Some((file.path.file_name(), files::text(file, diagnostics)?)))
        .collect();
    if !scripts.is_empty() {
        bundled.add(SCRIPTS, scripts::join(scripts).into_bytes());
    }
    bundled.assets.sort_by(|a, b| a.path.cmp(&b.path));
    bundled
}

impl Bundled {
    fn add(&mut self, name: &str, bytes: impl Into<Arc<[u8]>>) {
        let bytes = bytes.into();
        let path = format!("assets/{}", hashed(name, &Digest::of(&bytes)));
        self.paths.insert(name.to_owned(), path.clone());
        self.assets.push(Asset { path, bytes });
    }
}

/// The name with the start of a digest before its extension: `icons/a.3f9a2b1c.svg`.
fn hashed(name: &str, digest: &Digest) -> String {
    let path = SourcePath::new(name);
    let hash = digest.short(8);
    let file = match path.extension() {
        "" => format!("{}.{hash}", path.stem()),
        extension => format!("{}.{hash}.{extension}", path.stem()),
    };
    path.parent().join(&file).as_str().to_owned()
}

/// The text of a style sheet with the names of assets in it.
fn style(file: &SourceFile, bundled: &Bundled, diagnostics: &mut Diagnostics) -> Option<String> {
    let text = files::text(file, diagnostics)?;
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let offset = text.len() - plain.len();
    let (reduced, errors) = css::reduce(plain, |path| {
        // Both lie in `assets/`.
        match bundled.paths.get(path) {
            Some(output) => Ok(output.trim_start_matches("assets/").to_owned()),
            None => Err(
                match nearest(path, bundled.paths.keys().map(String::as_str)) {
                    Some(meant) => {
                        format!("`static/` has no file `{path}`; did you mean `{meant}`?")
                    }
                    None => format!("`static/` has no file `{path}`"),
                },
            ),
        }
    });
    for error in errors {
        let span = error.span.start + offset..error.span.end + offset;
        diagnostics.push(Diagnostic::error("style", error.message).at(&file.path, span));
    }
    Some(reduced)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn puts_the_digest_before_the_extension() {
        let digest = Digest::of(b"x");
        let hash = digest.short(8);
        let check = |name: &str, expected: &str| {
            assert_eq!(hashed(name, &digest), expected.replace('#', &hash));
        };
        check("a.svg", "a.#.svg");
        check("icons/a.min.svg", "icons/a.min.#.svg");
        check("LICENSE", "LICENSE.#");
        check("a.b/LICENSE", "a.b/LICENSE.#");
    }
}
