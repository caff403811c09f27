//! PO to translations.
//!
//! 1. Lines are joined to entries, each string with its place;
//! 2. the header is asked for the language;
//! 3. an entry becomes a translation, or is left out with a word why.
//!
//! Everything is linear in the size of the file. After an error the reader goes on with the next
//! entry.

use std::ops::Range;

use super::DRAFT;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::exchange::{Confidence, Imported, names};
use crate::locale::LocaleTag;
use crate::source::{SourceFile, SourcePath};

/// Reads a PO file of translations into `target`.
pub fn read(file: &SourceFile, target: &LocaleTag, diagnostics: &mut Diagnostics) -> Vec<Imported> {
    let Some(text) = file.utf8(diagnostics) else {
        return Vec::new();
    };
    let entries = entries(text, &file.path, diagnostics);
    let mut imported = Vec::new();
    let mut nameless: Option<(Range<usize>, usize)> = None;
    for entry in entries {
        if entry.obsolete || entry.broken {
            continue;
        }
        match &entry.context {
            None if entry.id.is_empty() => check_header(&entry, target, &file.path, diagnostics),
            None => nameless.get_or_insert((entry.span, 0)).1 += 1,
            Some(context) => {
                let context = context.clone();
                imported.extend(translation(entry, &context, &file.path, diagnostics));
            }
        }
    }
    if let Some((span, count)) = nameless {
        diagnostics.push(
            Diagnostic::warning(
                "import-nameless",
                match count {
                    1 => "an entry has no `msgctxt`, and so no id of a unit".to_owned(),
                    _ => format!("{count} entries have no `msgctxt`, and so no id of a unit"),
                },
            )
            .at(&file.path, span)
            .hint("the PO files of an mdBook are read by `concord import mdbook`"),
        );
    }
    imported
}

/// An entry as it stands in the file.
#[derive(Default)]
struct Entry {
    comments: Vec<String>,
    draft: bool,
    fuzzy: bool,
    obsolete: bool,
    broken: bool,
    former: Option<String>,
    context: Option<String>,
    id: String,
    plural: Option<Range<usize>>,
    translation: String,
    /// From the first keyword to the last string.
    span: Range<usize>,
    /// What is being read.
    field: Option<Field>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    FormerContext,
    Former,
    FormerPlural,
    Context,
    Id,
    Plural,
    Translation,
    PluralTranslation,
}

fn entries(text: &str, path: &SourcePath, diagnostics: &mut Diagnostics) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut entry = Entry::default();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line
            .strip_prefix('\u{feff}')
            .filter(|_| start == 0)
            .unwrap_or(line);
        let offset = at - line.len();
        let line = line.trim_end();
        let kept = line.trim_start();
        let offset = offset + line.len() - kept.len();
        // What comes behind a translation begins a new entry, but for its further strings.
        let is_done = matches!(
            entry.field,
            Some(Field::Translation | Field::PluralTranslation)
        );
        let goes_on = kept.is_empty()
            || string_start(kept)
                .is_some_and(|(lead, _)| lead.starts_with('"') || lead.starts_with("msgstr["));
        if is_done && !goes_on {
            entries.push(std::mem::take(&mut entry));
        }
        if let Err((message, span)) = read_line(&mut entry, kept, offset) {
            // One complaint an entry: what follows is often only its consequence.
            if !entry.broken {
                diagnostics.push(
                    Diagnostic::error("po-syntax", message)
                        .at(path, span)
                        .hint("`msgfmt -c FILE` says more about PO files"),
                );
            }
            entry.broken = true;
        }
    }
    if entry.field.is_some() {
        entries.push(entry);
    }
    entries
}

type Wrong = (String, Range<usize>);

/// The line without the mark of an obsolete or former text, and whether it was obsolete.
fn string_start(line: &str) -> Option<(&str, bool)> {
    match line.strip_prefix("#~") {
        Some(rest) => Some((rest.trim_start(), true)),
        None => (!line.starts_with('#')).then_some((line, false)),
    }
}

fn read_line(entry: &mut Entry, line: &str, offset: usize) -> Result<(), Wrong> {
    if line.is_empty() {
        return Ok(());
    }
    let (mut rest, obsolete) = match string_start(line) {
        Some(start) => start,
        None => match line.strip_prefix("#|") {
            Some(rest) => (rest.trim_start(), false),
            None => {
                read_comment(entry, line);
                return Ok(());
            }
        },
    };
    let mut former = line.starts_with("#|");
    if let Some(text) = rest.strip_prefix('|').filter(|_| obsolete) {
        (rest, former) = (text.trim_start(), true);
    }
    entry.obsolete |= obsolete;
    let at = offset + line.len() - rest.len();
    if rest.starts_with('"') {
        let Some(field) = entry.field else {
            return Err((
                "a string without a keyword before it".to_owned(),
                at..at + rest.len(),
            ));
        };
        return add_string(entry, field, rest, at);
    }
    let length = rest
        .find(|c: char| c == '"' || c.is_whitespace())
        .unwrap_or(rest.len());
    let (keyword, string) = rest.split_at(length);
    let field = match (keyword, former) {
        ("msgctxt", false) => Field::Context,
        ("msgctxt", true) => Field::FormerContext,
        ("msgid", false) => Field::Id,
        ("msgid", true) => Field::Former,
        ("msgid_plural", false) => Field::Plural,
        ("msgid_plural", true) => Field::FormerPlural,
        ("msgstr", false) => Field::Translation,
        (keyword, false) if keyword.starts_with("msgstr[") => Field::PluralTranslation,
        _ => {
            return Err((
                "expected a keyword: `msgctxt`, `msgid` or `msgstr`".to_owned(),
                at..at + keyword.len().max(1).min(rest.len()),
            ));
        }
    };
    if entry.field.is_none_or(is_former) && !former {
        entry.span.start = at;
    }
    entry.field = Some(field);
    if field == Field::Plural {
        entry.plural = Some(at..at + keyword.len());
    }
    let string_at = at + rest.len() - string.trim_start().len();
    add_string(entry, field, string.trim_start(), string_at)
}

fn is_former(field: Field) -> bool {
    matches!(
        field,
        Field::FormerContext | Field::Former | Field::FormerPlural
    )
}

fn read_comment(entry: &mut Entry, line: &str) {
    let text = &line[1..];
    match text.chars().next() {
        Some('.') => entry.draft |= text[1..].trim_start().starts_with(DRAFT),
        Some(',') => entry.fuzzy |= text[1..].split(',').any(|flag| flag.trim() == "fuzzy"),
        // References; `=` stands for flags that gettext 1.0 keeps to itself.
        Some(':' | '=') => {}
        _ => {
            let text = text.strip_prefix(' ').unwrap_or(text);
            entry.comments.push(text.to_owned());
        }
    }
}

fn add_string(entry: &mut Entry, field: Field, quoted: &str, at: usize) -> Result<(), Wrong> {
    let text = unquote(quoted, at)?;
    if !is_former(field) {
        entry.span.end = at + quoted.len();
    }
    match field {
        Field::Former => entry.former.get_or_insert_default().push_str(&text),
        Field::Context => entry.context.get_or_insert_default().push_str(&text),
        Field::Id => entry.id.push_str(&text),
        Field::Translation => entry.translation.push_str(&text),
        Field::FormerContext | Field::FormerPlural | Field::Plural | Field::PluralTranslation => {}
    }
    Ok(())
}

/// The text of a string in quotes, with the escapes of C that gettext knows.
fn unquote(quoted: &str, at: usize) -> Result<String, Wrong> {
    let wrong = |message: &str, range: Range<usize>| {
        Err((message.to_owned(), at + range.start..at + range.end))
    };
    let Some(inner) = quoted.strip_prefix('"') else {
        return wrong("expected a string in quotes", 0..quoted.len());
    };
    let bytes = inner.as_bytes();
    let mut out = Vec::with_capacity(inner.len());
    let mut here = 0;
    loop {
        match bytes.get(here) {
            None => return wrong("a string without a quote at its end", 0..quoted.len()),
            Some(b'"') if here + 1 == bytes.len() => break,
            Some(b'"') => return wrong("a quote inside of a string", here + 1..here + 2),
            Some(b'\\') => {
                let (byte, length) = match bytes.get(here + 1) {
                    Some(b'n') => (b'\n', 2),
                    Some(b't') => (b'\t', 2),
                    Some(b'r') => (b'\r', 2),
                    Some(b'a') => (0x07, 2),
                    Some(b'b') => (0x08, 2),
                    Some(b'f') => (0x0c, 2),
                    Some(b'v') => (0x0b, 2),
                    Some(same @ (b'"' | b'\\' | b'\'' | b'?')) => (*same, 2),
                    Some(b'x') => number(&inner[here + 2..], 16, 2),
                    Some(b'0'..=b'7') => {
                        let (byte, length) = number(&inner[here + 1..], 8, 3);
                        (byte, length - 1)
                    }
                    _ => return wrong("an escape that nobody knows", here + 1..here + 2),
                };
                out.push(byte);
                here += length;
            }
            Some(byte) => {
                out.push(*byte);
                here += 1;
            }
        }
    }
    match String::from_utf8(out) {
        Ok(text) => Ok(text),
        Err(_) => wrong("escapes in the string give no UTF-8", 0..quoted.len()),
    }
}

/// A byte from digits behind `\x` or `\`, and the length of the escape with two characters
/// before the digits. What is larger than a byte gives one that is no UTF-8.
fn number(text: &str, radix: u32, most: usize) -> (u8, usize) {
    let digits = text
        .bytes()
        .take(most)
        .take_while(|byte| char::from(*byte).is_digit(radix))
        .count();
    let byte = u8::from_str_radix(&text[..digits], radix).unwrap_or(0xff);
    (byte, digits + 2)
}

fn check_header(
    entry: &Entry,
    target: &LocaleTag,
    path: &SourcePath,
    diagnostics: &mut Diagnostics,
) {
    let language = entry
        .translation
        .lines()
        .find_map(|line| line.strip_prefix("Language:"));
    diagnostics.extend(names::other_language(
        language.unwrap_or(""),
        target,
        path,
        entry.span.clone(),
    ));
}

fn translation(
    entry: Entry,
    context: &str,
    path: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> Option<Imported> {
    if let Some(plural) = entry.plural {
        diagnostics.push(
            Diagnostic::warning(
                "import-plural",
                format!("`{context}` has plural forms, which no text of a document has"),
            )
            .at(path, plural)
            .hint("write the forms as a Fluent selector in one `msgstr`"),
        );
        return None;
    }
    if entry.translation.trim().is_empty() {
        return None;
    }
    let Some((document, id)) = names::unit(context) else {
        diagnostics.push(names::no_id(context, path, entry.span));
        return None;
    };
    let confidence = match (entry.fuzzy, entry.draft) {
        (true, _) => Confidence::Doubtful,
        (false, true) => Confidence::Unreviewed,
        (false, false) => Confidence::Sound,
    };
    // A fuzzy translation was made from another text than the one beside it.
    let source = if entry.fuzzy {
        entry.former
    } else {
        Some(entry.id)
    };
    Some(Imported {
        document: document.map(str::to_owned),
        id,
        source,
        // Programs on Windows write line breaks of Windows into the strings as well.
        translation: entry.translation.replace("\r\n", "\n"),
        confidence,
        comments: entry.comments,
        span: entry.span,
    })
}
