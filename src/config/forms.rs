//! The forms in which a document is published beside its pages.

use super::toml::{Table, not_among};

/// A form of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A book for reading devices: EPUB 3.3.
    Epub,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// XML for legal texts: Akoma Ntoso 1.0.
    AkomaNtoso,
    /// The units as data.
    Json,
}

impl Form {
    /// All forms, in the order in which pages name them.
    pub const ALL: [Self; 5] = [
        Self::Epub,
        Self::Markdown,
        Self::Text,
        Self::AkomaNtoso,
        Self::Json,
    ];

    /// Its name in `concord.toml`, templates and the ids of interface messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Markdown => "markdown",
            Self::Text => "text",
            Self::AkomaNtoso => "akoma-ntoso",
            Self::Json => "json",
        }
    }

    /// What names of its files end with.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Epub => "epub",
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::AkomaNtoso => "xml",
            Self::Json => "json",
        }
    }

    /// Its media type, as registered with IANA; Akoma Ntoso has the one that its naming
    /// convention (OASIS, 2019, section 5.2) asks for.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Epub => "application/epub+zip",
            Self::Markdown => "text/markdown",
            Self::Text => "text/plain",
            Self::AkomaNtoso => "application/akn+xml",
            Self::Json => "application/json",
        }
    }
}

/// Reads the key `forms`: without it all, in their own order whatever the order of the list.
pub(super) fn read(table: &Table<'_>) -> Vec<Form> {
    let Some(list) = table.strings("forms") else {
        return Form::ALL.to_vec();
    };
    let mut forms: Vec<Form> = Vec::new();
    for name in list.value {
        match Form::ALL.iter().find(|form| form.name() == name.value) {
            Some(form) => forms.push(*form),
            None => {
                let names = Form::ALL.iter().map(|form| form.name());
                table.report(not_among("forms", &name.value, names), &name.span);
            }
        }
    }
    forms.sort();
    forms.dedup();
    forms
}
