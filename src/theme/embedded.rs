//! The default theme, inside the binary.
//!
//! `include_dir` lists the folder when the crate is compiled and includes each file with
//! `include_bytes!`, so that the compiler notices when one of them changes. (A list by hand
//! would have to be kept; a build script would run for every change of the crate.) A file that
//! is new is only noticed with the next compilation: a test compares the two.

use include_dir::{Dir, File, include_dir};

use crate::source::SourcePath;

static THEME: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

const FONTS: &str = "fonts";

/// The fonts of the default theme, by their names.
pub fn fonts() -> impl Iterator<Item = (String, &'static [u8])> {
    let folder = THEME.get_dir(FONTS);
    let files = folder.map_or(&[][..], |folder| folder.entries());
    files.iter().filter_map(|entry| {
        let file = entry.as_file()?;
        let name = file.path().file_name()?.to_string_lossy().into_owned();
        Some((name, file.contents()))
    })
}

/// The files of the default theme but its fonts, with the paths that they have in a project.
pub fn embedded() -> impl Iterator<Item = (SourcePath, &'static [u8])> {
    let folder = SourcePath::new("themes/default");
    let mut folders = vec![&THEME];
    let mut files: Vec<&File<'static>> = Vec::new();
    while let Some(dir) = folders.pop() {
        folders.extend(dir.dirs());
        files.extend(dir.files());
    }
    // Fonts are large, and wanted by few commands.
    files.retain(|file| !file.path().starts_with(FONTS));
    files.into_iter().map(move |file| {
        // The paths are the operating system's of the build.
        let path = file.path().to_string_lossy().replace('\\', "/");
        (folder.join(&path), file.contents())
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;

    #[test]
    fn is_the_folder() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("themes/default")];
        let mut on_disk = BTreeMap::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(root).unwrap().to_string_lossy();
                    let name = SourcePath::new(&name.replace('\\', "/"));
                    on_disk.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
        let fonts = fonts().map(|(name, bytes)| {
            let path = format!("themes/default/fonts/{name}");
            (SourcePath::new(&path), bytes)
        });
        let inside: BTreeMap<_, _> = embedded()
            .chain(fonts)
            .map(|(path, bytes)| (path, bytes.to_vec()))
            .collect();
        assert!(
            inside == on_disk,
            "the theme has files that this build does not know; compile again"
        );
    }
}
