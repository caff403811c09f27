//! PO files, entry by entry, with their places.
//!
//! Our own reader, because `rspolib` 0.1.2 stops the process on lines in an order that it does
//! not expect, takes a text for the path of a file if there is one of that name, and keeps no
//! places, with which entries that find no text can be kept as they were.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceFile, SourcePath};

/// An entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What translators and the source say to translators, line by line.
    pub(super) comments: Vec<String>,
    /// The files that the text is in, as far as the entry tells.
    pub(super) files: Vec<String>,
    pub(super) fuzzy: bool,
    pub(super) obsolete: bool,
    /// The text that a fuzzy translation was made from.
    pub(super) former: Option<String>,
    pub(super) id: String,
    pub(super) translation: String,
    /// Whether it has what entries of a book never have: a context, a plural, broken lines.
    pub(super) foreign: bool,
    /// From its first line to its last, with comments.
    pub(super) span: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Former,
    Id,
    Translation,
    Other,
}

/// Reads a file. The header is the first entry, whose id is empty.
pub(super) fn entries(file: &SourceFile, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let Some(text) = file.utf8(diagnostics) else {
        return Vec::new();
    };
    let mut reader = Reader {
        path: &file.path,
        entries: Vec::new(),
        entry: Entry::default(),
        field: Field::None,
        translated: false,
        diagnostics,
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        reader.line(line.trim(), at..at + line.len());
        at += line.len();
    }
    reader.finish();
    reader.entries
}

struct Reader<'a> {
    path: &'a SourcePath,
    entries: Vec<Entry>,
    entry: Entry,
    field: Field,
    /// Whether the entry has its last part, so that a comment or a key begins another.
    translated: bool,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn finish(&mut self) {
        let entry = std::mem::take(&mut self.entry);
        if self.translated {
            self.entries.push(entry);
        }
        self.field = Field::None;
        self.translated = false;
    }

    fn line(&mut self, line: &str, place: Range<usize>) {
        let line = line.trim_start_matches('\u{feff}');
        if line.is_empty() {
            if self.translated {
                self.finish();
            }
            return;
        }
        let (obsolete, rest) = match line.strip_prefix("#~") {
            Some(rest) => (true, rest.trim_start()),
            None => (false, line),
        };
        // `#~|` is the former text of an obsolete entry.
        let (former, rest) = match rest
            .strip_prefix("#|")
            .or_else(|| rest.strip_prefix('|').filter(|_| obsolete))
        {
            Some(rest) => (true, rest.trim_start()),
            None => (false, rest),
        };
        let is_comment = rest.starts_with('#');
        let begins = is_comment
            || (!rest.starts_with('"') && !rest.starts_with("msgstr"))
            || (former && !rest.starts_with('"'));
        if begins && self.translated {
            self.finish();
        }
        if self.entry.span.is_empty() {
            self.entry.span = place.clone();
        }
        self.entry.span.end = place.end;
        self.entry.obsolete |= obsolete;
        if is_comment {
            self.comment(rest);
        } else if let Some(string) = rest.strip_prefix('"') {
            self.string(string, &place);
        } else {
            self.key(rest, former, &place);
        }
    }

    fn comment(&mut self, line: &str) {
        let rest = &line[1..];
        if let Some(files) = rest.strip_prefix(':') {
            let names = files.split_whitespace();
            self.entry.files.extend(names.map(|name| {
                let end = name.rfind(':').unwrap_or(name.len());
                name[..end].to_owned()
            }));
        } else if let Some(flags) = rest.strip_prefix(',') {
            self.entry.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        } else {
            let text = rest.trim_start_matches('.').trim();
            if !text.is_empty() {
                self.entry.comments.push(text.to_owned());
            }
        }
    }

    fn key(&mut self, line: &str, former: bool, place: &Range<usize>) {
        let end = line
            .find(|c: char| c.is_whitespace() || c == '"')
            .unwrap_or(line.len());
        let (key, rest) = line.split_at(end);
        self.field = match (key, former) {
            ("msgid", true) => {
                self.entry.former = Some(String::new());
                Field::Former
            }
            (_, true) => Field::Other,
            ("msgid", false) => Field::Id,
            ("msgstr", false) => {
                self.translated = true;
                Field::Translation
            }
            ("msgctxt" | "msgid_plural", false) => {
                self.entry.foreign = true;
                Field::Other
            }
            (key, false) if key.starts_with("msgstr[") => {
                self.translated = true;
                Field::Other
            }
            _ => {
                self.wrong(place);
                return;
            }
        };
        match rest.trim_start().strip_prefix('"') {
            Some(string) => self.string(string, place),
            None => self.wrong(place),
        }
    }

    fn string(&mut self, rest: &str, place: &Range<usize>) {
        let Some(text) = rest.strip_suffix('"').and_then(unescape) else {
            self.wrong(place);
            return;
        };
        match self.field {
            Field::Former => self
                .entry
                .former
                .get_or_insert_with(String::new)
                .push_str(&text),
            Field::Id => self.entry.id.push_str(&text),
            Field::Translation => self.entry.translation.push_str(&text),
            Field::Other => {}
            Field::None => self.wrong(place),
        }
    }

    fn wrong(&mut self, place: &Range<usize>) {
        self.entry.foreign = true;
        self.diagnostics.push(
            Diagnostic::warning("po-syntax", "this is no line of a PO file")
                .at(self.path, place.clone())
                .hint("check the file with `msgfmt -c`; the entry was not used"),
        );
    }
}

/// Undoes the escapes of C, which PO has; a quote must be escaped.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return None,
            '\\' => match characters.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                'a' | 'b' | 'f' | 'v' => {}
                other => out.push(other),
            },
            other => out.push(other),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Entry>, usize) {
        let file = SourceFile::new("po/fr.po".into(), text.as_bytes());
        let mut diagnostics = Diagnostics::new();
        let entries = entries(&file, &mut diagnostics);
        (entries, diagnostics.warnings())
    }

    #[test]
    fn reads_entries() {
        let text = "# Head\nmsgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\n\
            # by hand\n#. from the source\n#: src/a b.md:3 src/c.md:4\n#, fuzzy, c-format\n\
            #| msgid \"ol\"\n#| \"d\"\nmsgid \"\"\n\"a \\\"b\\\"\\n\"\n\"\\\\c\"\nmsgstr \"d\"\n\
            msgid \"next\"\nmsgstr \"\"\n\n#~ msgid \"gone\"\n#~ msgstr \"parti\"\n";
        let (entries, wrong) = read(text);
        assert_eq!(wrong, 0);
        assert_eq!(entries.len(), 4);
        assert_eq!(entries[0].translation, "Language: fr\n");
        let entry = &entries[1];
        assert_eq!(entry.id, "a \"b\"\n\\c");
        assert_eq!(entry.translation, "d");
        assert_eq!(entry.former.as_deref(), Some("old"));
        assert_eq!(entry.comments, ["by hand", "from the source"]);
        assert!(entry.files.contains(&"src/c.md".to_owned()));
        assert!(entry.fuzzy && !entry.obsolete && !entry.foreign);
        assert!(text[entry.span.clone()].starts_with("# by hand\n"));
        assert!(text[entry.span.clone()].ends_with("msgstr \"d\"\n"));
        assert_eq!(entries[2].id, "next");
        assert!(entries[3].obsolete);
        assert_eq!(entries[3].translation, "parti");
    }

    #[test]
    fn goes_on_after_errors() {
        let (entries, wrong) = read(
            "msgstr \"x\"\n\nnonsense\nmsgid \"a\"\nmsgstr \"b\n\nmsgid \"c\"\nmsgstr \"d\"\n",
        );
        assert_eq!(wrong, 2);
        assert_eq!(entries.len(), 3);
        assert!(entries[1].foreign && !entries[2].foreign);
        assert_eq!(entries[2].translation, "d");
        let (entries, _) =
            read("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n");
        assert!(entries[0].foreign);
        for text in [
            "\"", "#", "#~", "#|", "#~|", "msgid", "msgid\"", "\u{feff}", "msgstr[", "\"\\\"",
        ] {
            read(text);
            read(&text.repeat(1000));
        }
    }
}
