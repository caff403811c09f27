//! Reading TOML with places.
//!
//! A [`Table`] is asked for each key that is known; [`Table::finish`] then reports the keys
//! that nobody asked for, with the nearest known one as a hint.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, nearest};
use crate::source::{SourcePath, conflict};

/// A value and where it stands, in bytes from the start of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its place in the file.
    pub span: Range<usize>,
}

/// Where TOML stands in a file: front matter begins after its fence.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// The byte at which the TOML begins.
    pub offset: usize,
}

impl Origin<'_> {
    fn shift(&self, span: &Range<usize>) -> Range<usize> {
        span.start + self.offset..span.end + self.offset
    }
}

/// Parses TOML and hands its root table to `read`. Syntax errors are all reported; what could
/// be understood is read nevertheless, so that its errors are reported as well.
pub fn read<T>(
    text: &str,
    origin: Origin<'_>,
    diagnostics: &mut Diagnostics,
    read: impl FnOnce(&Table<'_>) -> T,
) -> T {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken = !errors.is_empty();
    let conflict: Vec<_> = conflict::markers(text).collect();
    // They are what is wrong, and all else follows from it.
    let errors = match conflict.is_empty() {
        true => errors,
        false => Vec::new(),
    };
    for span in conflict {
        diagnostics.push(conflict::left(origin.path, origin.shift(&span)));
    }
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or("this is not TOML");
        diagnostics.push(
            Diagnostic::error("toml-syntax", message.trim_end_matches('.'))
                .at(origin.path, origin.shift(&span)),
        );
    }
    let found = RefCell::new(Diagnostics::new());
    let root = Table {
        table: table.get_ref(),
        name: String::new(),
        span: 0..text.len().min(1),
        origin,
        known: RefCell::default(),
        diagnostics: &found,
    };
    let value = read(&root);
    // After a syntax error half a table is missing, so that complaints of missing keys
    // would be noise.
    diagnostics.extend(
        found
            .into_inner()
            .into_iter()
            .filter(|d| !(broken && d.code == "config-missing-key")),
    );
    value
}

/// A table being read.
#[derive(Debug)]
pub struct Table<'t> {
    table: &'t DeTable<'t>,
    /// `locales.fr`, or nothing for the root.
    name: String,
    span: Range<usize>,
    origin: Origin<'t>,
    known: RefCell<BTreeSet<&'static str>>,
    diagnostics: &'t RefCell<Diagnostics>,
}

impl<'t> Table<'t> {
    /// Reports an error at a place in this file.
    pub fn report(&self, diagnostic: Diagnostic, span: &Range<usize>) {
        self.diagnostics
            .borrow_mut()
            .push(diagnostic.at(self.origin.path, span.clone()));
    }

    fn value(&self, key: &'static str) -> Option<Located<&'t DeValue<'t>>> {
        self.known.borrow_mut().insert(key);
        self.table.get(key).map(|value| self.locate(value))
    }

    fn locate(&self, value: &'t Spanned<DeValue<'t>>) -> Located<&'t DeValue<'t>> {
        Located {
            value: value.get_ref(),
            span: self.origin.shift(&value.span()),
        }
    }

    fn wrong_type(&self, key: &str, wanted: &str, found: &Located<&DeValue<'_>>) {
        self.report(
            Diagnostic::error(
                "config-wrong-type",
                format!("`{key}` must be {wanted}, not {}", describe(found.value)),
            ),
            &found.span,
        );
    }

    /// A string, if the key is there.
    pub fn string(&self, key: &'static str) -> Option<Located<String>> {
        let found = self.value(key)?;
        match found.value.as_str() {
            Some(text) => Some(Located {
                value: text.to_owned(),
                span: found.span,
            }),
            None => {
                self.wrong_type(key, "a string", &found);
                None
            }
        }
    }

    /// A string that must be there and must not be empty.
    pub fn required_string(&self, key: &'static str) -> Option<Located<String>> {
        if !self.table.contains_key(key) {
            self.known.borrow_mut().insert(key);
            self.diagnostics.borrow_mut().push(
                Diagnostic::error("config-missing-key", format!("`{key}` is missing"))
                    .at(self.origin.path, self.origin.shift(&self.span))
                    .hint(format!("add a line `{key} = \"…\"`")),
            );
            return None;
        }
        let found = self.string(key)?;
        if found.value.trim().is_empty() {
            self.report(
                Diagnostic::error("config-empty", format!("`{key}` is empty")),
                &found.span,
            );
            return None;
        }
        Some(found)
    }

    /// `true` or `false`.
    pub fn bool(&self, key: &'static str) -> Option<bool> {
        let found = self.value(key)?;
        let value = found.value.as_bool();
        if value.is_none() {
            self.wrong_type(key, "`true` or `false`", &found);
        }
        value
    }

    /// A whole number from 0.
    pub fn integer(&self, key: &'static str) -> Option<Located<u32>> {
        let found = self.value(key)?;
        let value = found
            .value
            .as_integer()
            .and_then(|number| u32::from_str_radix(number.as_str(), number.radix()).ok());
        if value.is_none() {
            self.wrong_type(key, "a whole number", &found);
        }
        value.map(|value| Located {
            value,
            span: found.span,
        })
    }

    /// A list of strings.
    pub fn strings(&self, key: &'static str) -> Option<Located<Vec<Located<String>>>> {
        let found = self.value(key)?;
        let Some(array) = found.value.as_array() else {
            self.wrong_type(key, "a list of strings", &found);
            return None;
        };
        let mut value = Vec::new();
        for item in array.iter() {
            let item = self.locate(item);
            match item.value.as_str() {
                Some(text) => value.push(Located {
                    value: text.to_owned(),
                    span: item.span,
                }),
                None => self.wrong_type(key, "a list of strings", &item),
            }
        }
        Some(Located {
            value,
            span: found.span,
        })
    }

    /// A day, written as a TOML date.
    pub fn date(&self, key: &'static str) -> Option<Located<::toml::value::Date>> {
        let found = self.value(key)?;
        let value = found
            .value
            .as_datetime()
            .filter(|datetime| datetime.time.is_none() && datetime.offset.is_none())
            .and_then(|datetime| datetime.date);
        if value.is_none() {
            self.wrong_type(key, "a day such as 2024-05-31", &found);
        }
        value.map(|value| Located {
            value,
            span: found.span,
        })
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, key: &'static str, choices: &[(&str, T)]) -> Option<T> {
        let found = self.string(key)?;
        let chosen = choices.iter().find(|(word, _)| *word == found.value);
        if chosen.is_none() {
            self.report(
                not_among(key, &found.value, choices.iter().map(|(word, _)| *word)),
                &found.span,
            );
        }
        chosen.map(|(_, value)| *value)
    }

    /// A table inside this one.
    pub fn table<T>(&self, key: &'static str, read: impl FnOnce(&Table<'t>) -> T) -> Option<T> {
        let found = self.value(key)?;
        match found.value.as_table() {
            Some(table) => Some(read(&self.inner(key, table, found.span))),
            None => {
                self.wrong_type(key, "a table", &found);
                None
            }
        }
    }

    /// The tables of a list, as `[[key]]` writes them, each with its place.
    pub fn tables<T>(
        &self,
        key: &'static str,
        mut read: impl FnMut(&Table<'t>, Range<usize>) -> T,
    ) -> Vec<T> {
        let Some(found) = self.value(key) else {
            return Vec::new();
        };
        let Some(array) = found.value.as_array() else {
            self.wrong_type(
                key,
                &format!("a list of tables, each led by `[[{key}]]`"),
                &found,
            );
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in array.iter() {
            let item = self.locate(item);
            match item.value.as_table() {
                Some(table) => {
                    let inner = self.inner(key, table, item.span.clone());
                    tables.push(read(&inner, item.span));
                }
                None => self.wrong_type(key, "a list of tables", &item),
            }
        }
        tables
    }

    fn inner(&self, key: &str, table: &'t DeTable<'t>, span: Range<usize>) -> Table<'t> {
        let dot = if self.name.is_empty() { "" } else { "." };
        Table {
            table,
            name: format!("{}{dot}{key}", self.name),
            span: span.start - self.origin.offset..span.end - self.origin.offset,
            origin: self.origin,
            known: RefCell::default(),
            diagnostics: self.diagnostics,
        }
    }

    /// The keys of a table whose keys are names that the user chose, in the order of the file.
    pub fn names(&self) -> Vec<Located<String>> {
        let mut names: Vec<_> = self
            .table
            .keys()
            .map(|key| Located {
                value: key.get_ref().to_string(),
                span: self.origin.shift(&key.span()),
            })
            .collect();
        names.sort_by_key(|name| name.span.start);
        names
    }

    /// The table under a name that the user chose.
    pub fn named_table<T>(&self, name: &str, read: impl FnOnce(&Table<'t>) -> T) -> Option<T> {
        let found = self.locate(self.table.get(name)?);
        match found.value.as_table() {
            Some(table) => Some(read(&self.inner(name, table, found.span))),
            None => {
                self.wrong_type(name, "a table", &found);
                None
            }
        }
    }

    /// The string under a name that the user chose.
    pub fn named_string(&self, name: &str) -> Option<Located<String>> {
        let found = self.locate(self.table.get(name)?);
        match found.value.as_str() {
            Some(text) => Some(Located {
                value: text.to_owned(),
                span: found.span,
            }),
            None => {
                self.wrong_type(name, "a string", &found);
                None
            }
        }
    }

    /// The value under a name that the user chose, as text, number or day.
    pub fn named_scalar(&self, name: &str) -> Option<Scalar> {
        let found = self.locate(self.table.get(name)?);
        let scalar = match found.value {
            DeValue::String(text) => Some(Scalar::Text(text.to_string())),
            DeValue::Integer(number) if number.radix() == 10 => {
                Some(Scalar::Number(number.as_str().to_owned()))
            }
            DeValue::Float(number) => Some(Scalar::Number(number.as_str().to_owned())),
            DeValue::Datetime(datetime) => Some(Scalar::Date(datetime.to_string())),
            _ => None,
        };
        if scalar.is_none() {
            self.wrong_type(name, "a text, a number or a day", &found);
        }
        scalar
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(&self) {
        let known = self.known.borrow();
        for key in self.table.keys() {
            let name = key.get_ref().as_ref();
            if known.contains(name) {
                continue;
            }
            let place = match self.name.as_str() {
                "" => String::new(),
                table => format!(" in `{table}`"),
            };
            let mut diagnostic =
                Diagnostic::error("config-unknown-key", format!("unknown key `{name}`{place}"));
            diagnostic = match nearest(name, known.iter().copied()) {
                Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                None => diagnostic.hint(format!(
                    "known keys are {}",
                    known
                        .iter()
                        .map(|key| format!("`{key}`"))
                        .collect::<Vec<_>>()
                        .join(", ")
                )),
            };
            self.report(diagnostic, &self.origin.shift(&key.span()));
        }
    }

    /// The place of a span in this file, for notes.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.origin.path, span.clone())
    }
}

/// The diagnostic for a word that is none of those allowed.
pub fn not_among<'a>(
    key: &str,
    found: &str,
    words: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let list = words
        .clone()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let diagnostic = Diagnostic::error(
        "config-unknown-value",
        format!("`{key}` cannot be `{found}`"),
    );
    match nearest(found, words) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`? It can be {list}")),
        None => diagnostic.hint(format!("it can be {list}")),
    }
}

/// A value of a site variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    Text(String),
    /// A decimal number as written.
    Number(String),
    /// A day or a moment, in the form of RFC 3339.
    Date(String),
}

fn describe(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number with a fraction",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
