//! Which entries of a PO file speak of code: Concord does not translate it.
//!
//! The extractor of mdbook-i18n-helpers takes strings and comments out of blocks of code, by
//! rules of its own for each language. So an entry is looked for in the code of the chapters that
//! it names, line by line.

use std::collections::HashMap;

use super::po::Entry;

/// How many of the chapters that an entry names are searched.
const MOST_CHAPTERS: usize = 3;
/// The longest piece that is searched for, and the largest code of a chapter, in bytes: an entry
/// beyond them counts as text.
const LONGEST_PIECE: usize = 16 << 10;
const LARGEST_CODE: usize = 256 << 10;

/// The code of a book, chapter by chapter.
#[derive(Debug, Default)]
pub(super) struct Code(HashMap<String, String>);

impl Code {
    /// Adds the code of a chapter, given by its file below the book's folder.
    pub(super) fn add(&mut self, file: &str, code: String) {
        // mdBook makes `index.md` of `README.md` before anything is extracted.
        let is_readme = file
            .rsplit('/')
            .next()
            .is_some_and(|name| name.eq_ignore_ascii_case("readme.md"));
        if is_readme {
            let folder = &file[..file.len() - "readme.md".len()];
            self.0.insert(format!("{folder}index.md"), code.clone());
        }
        self.0.insert(file.to_owned(), code);
    }

    /// Whether the text of an entry is a piece of code.
    pub(super) fn holds(&self, entry: &Entry) -> bool {
        let text = entry.id.trim();
        if text.starts_with("```") {
            return true;
        }
        if text.len() > LONGEST_PIECE {
            return false;
        }
        let codes = entry.files.iter().filter_map(|file| self.0.get(file));
        codes
            .filter(|code| code.len() <= LARGEST_CODE)
            .take(MOST_CHAPTERS)
            .any(|code| {
                let mut lines = text
                    .lines()
                    .map(str::trim)
                    .filter(|line| !line.is_empty())
                    .peekable();
                lines.peek().is_some() && lines.all(|line| code.contains(line))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_pieces_of_code() {
        let mut code = Code::default();
        let text = "fn main() { // say \"hello\"\n    /* in\n    two */ \"a b\"\n}\n";
        code.add("src/a/README.md", text.to_owned());
        let check = |id: &str, file: &str, expected: bool| {
            let entry = Entry {
                id: id.to_owned(),
                files: vec![file.to_owned()],
                ..Entry::default()
            };
            assert_eq!(code.holds(&entry), expected, "{id}");
        };
        check("// say \"hello\"", "src/a/index.md", true);
        check("/* in\ntwo */", "src/a/README.md", true);
        check("\"a b\"", "src/b.md", false);
        check("\"c\"", "src/a/index.md", false);
        check("```\nx\n```", "", true);
        check("", "src/a/index.md", false);
    }
}
