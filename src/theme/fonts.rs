//! The fonts of a theme, with which pictures for sharing are written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{DEFAULT, embedded};
use crate::source::{SourcePath, Sources};

/// Files that are fonts.
const EXTENSIONS: [&str; 2] = ["otf", "ttf"];

/// A font's path and bytes.
pub type Font = (SourcePath, Arc<[u8]>);

/// The fonts of a theme of this name, by their paths, in the order of preference: its own, then
/// those of the default theme. One of the same file name takes the place of the default theme's.
pub fn fonts(name: &str, sources: &Sources) -> Vec<Font> {
    let default = SourcePath::new(&format!("themes/{DEFAULT}/fonts"));
    let own = SourcePath::new(&format!("themes/{name}/fonts"));
    // Ordered by whether they are the default theme's, and by name.
    let mut fonts = BTreeMap::<(bool, String), Font>::new();
    let is_font = |name: &str| {
        let extension = SourcePath::new(name).extension().to_ascii_lowercase();
        EXTENSIONS.contains(&extension.as_str())
    };
    for (name, bytes) in embedded::fonts().filter(|(name, _)| is_font(name)) {
        let path = default.join(&name);
        fonts.insert((true, name), (path, Arc::from(bytes)));
    }
    for folder in [&default, &own] {
        for file in sources.under(folder) {
            let Some(name) = file.path.relative_to(folder).filter(|name| is_font(name)) else {
                continue;
            };
            fonts.remove(&(true, name.to_owned()));
            let key = (folder == &default, name.to_owned());
            fonts.insert(key, (file.path.clone(), Arc::clone(&file.bytes)));
        }
    }
    fonts.into_values().collect()
}
