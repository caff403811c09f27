//! Records as `sync` writes them, read without TOML.
//!
//! A project in two hundred languages has hundreds of thousands of records. TOML notes the place
//! of every word of them, in case there is something to say, and that takes longer than it takes
//! to read all translations. Here a file is read line by line. Whatever is not exactly a line of
//! [`super::state::write`] leaves the whole file to TOML, which knows what to say of it.
//!
//! Invariant: what is read here, TOML reads in the same way and without complaint.

use super::UnitId;
use super::fingerprint::Fingerprint;
use super::state::{Record, Records};

/// The records of a file, or nothing if it has to be read as TOML.
pub(super) fn read(text: &str) -> Option<Records> {
    let mut records = Records::new();
    for line in text.lines() {
        if line.contains(char::is_control) {
            return None;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (id, record) = record(line)?;
        // Of a merge, perhaps: TOML says that an id is there twice.
        if records.insert(id, record).is_some() {
            return None;
        }
    }
    Some(records)
}

fn record(line: &str) -> Option<(UnitId, Record)> {
    let (id, rest) = line.split_once(" = { source = ")?;
    let bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if id.is_empty() || !id.bytes().all(bare) {
        return None;
    }
    let (source, rest) = string(rest)?;
    let (translation, rest) = string(rest.strip_prefix(", translation = ")?)?;
    let (draft, rest) = match rest.strip_prefix(", review = \"draft\"") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let (was, rest) = match rest.strip_prefix(", was = ") {
        Some(rest) => string(rest).map(|(was, rest)| (Some(was), rest))?,
        None => (None, rest),
    };
    let record = Record {
        source: fingerprint(source)?,
        translation: fingerprint(translation)?,
        draft,
        was: was.map(str::to_owned),
        rival: None,
    };
    (rest == " }").then(|| (UnitId::new(id), record))
}

/// An empty one is a mistake.
fn fingerprint(written: &str) -> Option<Fingerprint> {
    (!written.trim().is_empty()).then(|| Fingerprint::from_written(written))
}

/// The value of a string of one line that has no escapes, and what follows it.
fn string(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, rest) = text[1..].split_once(quote)?;
    let escaped = quote == '"' && value.contains('\\');
    (!escaped).then_some((value, rest))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::state::{parse, write};
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::source::SourceFile;

    /// The file as TOML: a comment that TOML allows, and that is read nowhere else.
    fn as_toml(text: &str) -> (Records, bool) {
        let file = SourceFile::new("a.toml".into(), format!("#\t\n{text}").into_bytes());
        let mut diagnostics = Diagnostics::new();
        let records = parse(&file, &mut diagnostics);
        (records, diagnostics.is_empty())
    }

    #[test]
    fn what_is_read_is_what_toml_reads() {
        let check = |text: &str, plain: bool| {
            let found = read(text);
            assert_eq!(found.is_some(), plain, "{text}");
            if let Some(found) = found {
                assert_eq!((found, true), as_toml(text), "{text}");
            }
        };
        check("", true);
        check(
            "# comment\n\na-p1 = { source = \"1\", translation = \"2\" }",
            true,
        );
        check("a = { source = \"1\", translation = \"2\" }\r\n", true);
        check(
            "a = { source = '1', translation = \"2\", review = \"draft\", was = 'x \"\\' }",
            true,
        );
        check(
            "a = { source = \"1\", translation = \"2\", was = \"\" }",
            true,
        );
        let toml = [
            "a = { source = \"1\", translation = \"2\" }\na = { source = \"1\", translation = \"2\" }",
            "a = { source = \"\", translation = \"2\" }",
            "a = { source = \"1\", translation = \" \" }",
            "a = { source = \"1\" }",
            "a = { source = \"\"\"1\"\"\", translation = \"2\" }",
            "a = { source = \"1\", translation = \"2\", was = \"\\u0041\" }",
            "a = { source = \"1\", translation = \"2\", was = \"\"\"\nx\"\"\" }",
            "a = { source = \"1\", translation = \"2\", was = \"x",
            "a = { source = \"1\", translation = \"2\", review = \"done\" }",
            "a = { source = \"1\", translation = \"2\" } # comment",
            "\u{feff}a = { source = \"1\", translation = \"2\" }",
            "a.b = { source = \"1\", translation = \"2\" }",
            "é = { source = \"1\", translation = \"2\" }",
            " = { source = \"1\", translation = \"2\" }",
            "a = { source = \"1\", translation = \"2\" }\rb = { source = \"1\", translation = \"2\" }",
            "a = { source = \"\u{7f}\", translation = \"2\" }",
            "[a]\nsource = \"1\"",
            "<<<<<<< HEAD",
        ];
        for text in toml {
            check(text, false);
        }
    }

    proptest! {
        /// Whatever texts were kept, and whichever form TOML has for them.
        #[test]
        fn what_is_written_reads_back(was in "[\\PC\n\t\"'\\\\]{0,12}", draft: bool) {
            let record = Record {
                source: Fingerprint::from_written("1f"),
                translation: Fingerprint::from_written("2e"),
                draft,
                was: Some(was),
                rival: None,
            };
            let records = Records::from([(UnitId::new("a-p1"), record)]);
            let text = write("a", &records);
            prop_assert_eq!(as_toml(&text), (records.clone(), true));
            prop_assert!(read(&text).is_none_or(|read| read == records));
        }
    }
}
