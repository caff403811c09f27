//! Front matter: TOML between two lines of `+++` at the top of a file.

use std::ops::Range;

use crate::config::toml::{Located, Origin, Table, not_among, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::LocaleTag;
use crate::source::{SourceFile, SourcePath};

/// What front matter says. Which keys are allowed depends on what the file describes.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// The title; without it, a first heading of level 1 is the title.
    pub title: Option<Located<String>>,
    /// What stands above the title: `Part I`.
    pub label: Option<Located<String>>,
    /// A sentence for search engines and previews.
    pub description: Option<Located<String>>,
    /// The last part of the address, instead of the file's name.
    pub slug: Option<Located<String>>,
    /// Whether it is left out unless drafts are asked for.
    pub draft: bool,
    /// The contents of a document or section, in reading order.
    pub contents: Option<Located<Vec<Located<String>>>>,
    /// The terms that the file defines, each with the anchor of the passage that does.
    pub defines: Vec<(Located<String>, Located<String>)>,
    /// What only the `_index.md` of a document says.
    pub document: DocumentSettings,
}

/// What the front matter of a document says about the whole document.
#[derive(Debug, Clone, Default)]
pub struct DocumentSettings {
    /// Whether ordered lists are numbered paragraphs.
    pub numbering: Numbering,
    /// Where the numbers of notes begin again.
    pub notes: NoteNumbering,
    /// Whether addresses repeat the folders of sections.
    pub addresses: Addresses,
    /// The day of the text, `2024-05-31`.
    pub date: Option<String>,
    /// Whether units without translation fall back to another language.
    pub no_fallback: bool,
    /// What kind of work it is, if the project says.
    pub schema: Option<Schema>,
    /// Who wrote it, as citations name them.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The number or symbol that it is known by.
    pub identifier: Option<String>,
    /// What the text is in each language.
    pub authority: Vec<(Located<LocaleTag>, Authority)>,
}

impl DocumentSettings {
    /// What kind of work it is: with numbered paragraphs a legal text, unless it is said otherwise.
    pub fn schema(&self) -> Schema {
        self.schema.unwrap_or(match self.numbering {
            Numbering::Legal => Schema::Legislation,
            Numbering::None => Schema::Article,
        })
    }
}

/// What kind of work a document is, for search engines (schema.org) and reference managers (CSL).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Schema {
    /// A declaration, treaty, law or standard.
    Legislation,
    /// Any other text.
    Article,
}

impl Schema {
    /// Its name in front matter and in `cite.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Legislation => "legislation",
            Self::Article => "article",
        }
    }
}

/// How ordered lists are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Numbering {
    /// As lists.
    #[default]
    None,
    /// As numbered paragraphs: 1., (a), (i), each with an anchor that a citation can use.
    Legal,
}

/// Where the numbers of notes begin again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum NoteNumbering {
    /// Numbers go through the document.
    #[default]
    Document,
    /// Each article begins with 1.
    Article,
}

/// How the address of an article is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Addresses {
    /// `/<document>/<article>/`: stays when an article moves to another section.
    #[default]
    Flat,
    /// `/<document>/<section>/<article>/`: for manuals that repeat names in sections.
    Nested,
}

/// What the text of a document is in a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authority {
    /// The text that binds.
    Authentic,
    /// Translated by whoever issued it.
    Official,
    /// Translated by somebody else.
    Unofficial,
    /// Translated by a machine.
    Machine,
}

impl Authority {
    /// Its name in templates and interface messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Authentic => "authentic",
            Self::Official => "official",
            Self::Unofficial => "unofficial",
            Self::Machine => "machine",
        }
    }
}

/// What a content file describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// `content/<document>/_index.md`
    Document,
    /// `content/<document>/…/_index.md`
    Section,
    /// Any other Markdown file.
    Article,
}

impl Role {
    /// The role of a file below `content/`.
    pub fn of(path: &SourcePath) -> Self {
        if path.file_name() != "_index.md" {
            return Self::Article;
        }
        match path.as_str().matches('/').count() {
            0..=2 => Self::Document,
            _ => Self::Section,
        }
    }
}

const FENCE: &str = "+++";

/// Splits a file into its front matter and the offset at which Markdown begins.
///
/// Spans in the result count from the start of the file.
pub fn parse(file: &SourceFile, text: &str, diagnostics: &mut Diagnostics) -> (FrontMatter, usize) {
    let Some((toml, body)) = split(file, text, diagnostics) else {
        return (FrontMatter::default(), 0);
    };
    let origin = Origin {
        path: &file.path,
        offset: toml.start,
    };
    let role = Role::of(&file.path);
    let front = read(&text[toml], origin, diagnostics, |table| {
        front_matter(table, role)
    });
    (front, body)
}

fn split(
    file: &SourceFile,
    text: &str,
    diagnostics: &mut Diagnostics,
) -> Option<(Range<usize>, usize)> {
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() == "---" && text[first.len()..].contains("\n---") {
        diagnostics.push(
            Diagnostic::error(
                "front-matter-yaml",
                "front matter is TOML between lines of `+++`, not YAML",
            )
            .at(&file.path, 0..3)
            .hint("write `+++` for `---`, and `title = \"…\"` for `title: …`"),
        );
        return None;
    }
    if first.trim_end() != FENCE {
        return None;
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == FENCE {
            return Some((start..at, at + line.len()));
        }
        at += line.len();
    }
    diagnostics.push(
        Diagnostic::error("front-matter-open", "the front matter is not closed")
            .at(&file.path, 0..FENCE.len())
            .hint("end it with a line of `+++`"),
    );
    None
}

fn front_matter(table: &Table<'_>, role: Role) -> FrontMatter {
    let mut front = FrontMatter {
        title: table.string("title"),
        label: table.string("label"),
        description: table.string("description"),
        draft: table.bool("draft").unwrap_or(false),
        defines: table.table("defines", defines).unwrap_or_default(),
        ..FrontMatter::default()
    };
    if role != Role::Document {
        front.slug = table.string("slug");
    }
    if role != Role::Article {
        front.contents = table.strings("contents");
    }
    if role == Role::Document {
        front.document = document(table);
    }
    table.finish();
    front
}

fn defines(table: &Table<'_>) -> Vec<(Located<String>, Located<String>)> {
    let names = table.names().into_iter();
    names
        .filter_map(|name| {
            if !is_identifier(&name.value) {
                let message = format!("`{}` cannot be the id of a term", name.value);
                let diagnostic = Diagnostic::error("term-id", message).hint(
                    "an id begins with a Latin letter and holds letters, digits, `-` and `_`",
                );
                table.report(diagnostic, &name.span);
                return None;
            }
            let anchor = table.named_string(&name.value)?;
            Some((name, anchor))
        })
        .collect()
}

/// Whether Fluent takes a text for an identifier (Fluent syntax 1.0, `Identifier`).
fn is_identifier(text: &str) -> bool {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(part)
}

fn document(table: &Table<'_>) -> DocumentSettings {
    let numbering = table.choice(
        "numbering",
        &[("legal", Numbering::Legal), ("none", Numbering::None)],
    );
    let notes = table.choice(
        "notes",
        &[
            ("document", NoteNumbering::Document),
            ("article", NoteNumbering::Article),
        ],
    );
    let addresses = table.choice(
        "addresses",
        &[("flat", Addresses::Flat), ("nested", Addresses::Nested)],
    );
    let authority = table.table("authority", |authority| {
        authority
            .names()
            .into_iter()
            .filter_map(|name| authority_of(authority, &name))
            .collect()
    });
    let schema = table.choice(
        "schema",
        &[
            ("legislation", Schema::Legislation),
            ("article", Schema::Article),
        ],
    );
    let text = |key| table.string(key).map(|text| text.value);
    DocumentSettings {
        schema,
        author: text("author"),
        publisher: text("publisher"),
        identifier: text("identifier"),
        numbering: numbering.unwrap_or_default(),
        notes: notes.unwrap_or_default(),
        addresses: addresses.unwrap_or_default(),
        date: table.date("date").map(|date| date.value.to_string()),
        no_fallback: table.bool("fallback") == Some(false),
        authority: authority.unwrap_or_default(),
    }
}

fn authority_of(
    table: &Table<'_>,
    name: &Located<String>,
) -> Option<(Located<LocaleTag>, Authority)> {
    const WORDS: [(&str, Authority); 4] = [
        ("authentic", Authority::Authentic),
        ("official", Authority::Official),
        ("unofficial", Authority::Unofficial),
        ("machine", Authority::Machine),
    ];
    let tag = match LocaleTag::parse(&name.value) {
        Ok(tag) => Located {
            value: tag,
            span: name.span.clone(),
        },
        Err(error) => {
            table.report(
                Diagnostic::error(
                    "config-locale",
                    format!("`{}` is no language tag: {error}", name.value),
                ),
                &name.span,
            );
            return None;
        }
    };
    match table.named_scalar(&name.value)? {
        crate::config::toml::Scalar::Text(word) => {
            let found = WORDS.iter().find(|(known, _)| *known == word);
            if found.is_none() {
                table.report(
                    not_among(&name.value, &word, WORDS.iter().map(|(word, _)| *word)),
                    &name.span,
                );
            }
            found.map(|(_, authority)| (tag, *authority))
        }
        _ => {
            table.report(
                not_among(&name.value, "…", WORDS.iter().map(|(word, _)| *word)),
                &name.span,
            );
            None
        }
    }
}
