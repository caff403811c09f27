//! What an earlier build left in the output: files whose making takes long need not be made again.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::manifest::{self, Made, Manifest};

/// The finished output of an earlier build.
#[derive(Debug)]
pub struct Earlier {
    root: PathBuf,
    manifest: Manifest,
}

impl Earlier {
    /// What a build left in a folder; nothing if there is any doubt.
    pub fn open(root: &Path) -> Option<Self> {
        let manifest = manifest::read(root).ok()??.manifest;
        manifest.finished.then(|| Self {
            root: root.to_path_buf(),
            manifest,
        })
    }

    /// The files whose paths begin with `prefix`, in the order of their paths. Nothing if one of
    /// them is not there any more with the bytes that the build gave it.
    pub fn below(&self, prefix: &str) -> Option<Vec<(String, Arc<[u8]>)>> {
        let entries = self.manifest.entries();
        let from = entries.partition_point(|(path, _)| path.as_str() < prefix);
        entries[from..]
            .iter()
            .take_while(|(path, _)| path.as_str().starts_with(prefix))
            .map(|(path, made)| {
                let bytes = self.bytes(path.as_str(), made)?;
                Some((path.as_str().to_owned(), bytes))
            })
            .collect()
    }

    fn bytes(&self, path: &str, made: &Made) -> Option<Arc<[u8]>> {
        let path = self.root.join(path);
        // A pipe would never end, and a larger file is another.
        let found = fs::symlink_metadata(&path).ok()?;
        if !found.is_file() || found.len() != made.size {
            return None;
        }
        let bytes = fs::read(&path).ok()?;
        (Made::of(&bytes) == *made).then(|| Arc::from(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::{Destination, Output, OutputPath, publish};

    #[test]
    fn gives_what_is_there_as_it_was_made() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut output = Output::new();
        for path in ["a/1", "a/b/2", "ab", "c"] {
            let path = OutputPath::new(path).expect("a good path");
            let bytes = path.as_str().as_bytes().to_vec();
            output.insert(path, bytes).expect("no collision");
        }
        let root = folder.path().join("site");
        assert!(Earlier::open(&root).is_none());
        let sources: [PathBuf; 0] = [];
        let destination = Destination::new(&root, folder.path(), sources);
        publish(&output, &destination, &|_| {}).expect("published");
        let earlier = Earlier::open(&root).expect("an output");
        let check = |prefix: &str, expected: Option<&[&str]>| {
            let found = earlier.below(prefix);
            let paths = found.map(|files| files.into_iter().map(|(path, _)| path).collect());
            let expected =
                expected.map(|paths| paths.iter().map(|path| (*path).to_owned()).collect());
            assert_eq!(paths, expected as Option<Vec<String>>, "{prefix}");
        };
        check("a/", Some(&["a/1", "a/b/2"]));
        check("ab", Some(&["ab"]));
        check("d", Some(&[]));
        fs::write(root.join("a/1"), "a/2").expect("written");
        check("a/", None);
        fs::write(root.join("a/1"), "a/1 and more").expect("written");
        check("a/", None);
        fs::remove_file(root.join("a/1")).expect("removed");
        check("a/", None);
        check("a/b/", Some(&["a/b/2"]));
    }
}
