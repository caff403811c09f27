//! What an import has to say: what became of the book, what Concord has no like for, and how
//! many translations found their text.

use serde::Serialize;

use crate::source::SourcePath;

/// What became of a book.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// The folder of the document below `content/`.
    pub document: String,
    /// Chapters that became articles, without drafts.
    pub chapters: usize,
    /// Parts that became sections of their own.
    pub parts: usize,
    /// Chapters without a file, which became drafts.
    pub drafts: usize,
    /// Other files, which are published as they are.
    pub files: usize,
    /// Units of the new document.
    pub units: usize,
    /// What was not converted, or not without loss, by file and line.
    pub remarks: Vec<Remark>,
    /// The languages, in the order of their tags.
    pub languages: Vec<Language>,
}

/// Something that did not become what it was.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// The file of the book.
    pub file: SourcePath,
    /// The line in that file, from 1.
    pub line: usize,
    /// What stands there, and what became of it.
    pub text: String,
}

/// The kinds of things that are remarked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkKind {
    /// A setting of `book.toml` without its like.
    Setting,
    /// A line of the summary that could not be used, or is not needed.
    Summary,
    /// The heading of a chapter says something else than the summary.
    Title,
    /// `{{#…}}` that nobody understood, or that leads nowhere.
    Directive,
    /// A link without a target.
    Link,
    /// An anchor that is not there.
    Anchor,
    /// An image that is not there, or comes from another site.
    Image,
    /// Attributes of code: `editable`, `ignore`.
    CodeAttribute,
    /// Lines of code that mdBook hides.
    HiddenLines,
    /// Tags inside of text.
    Html,
    /// Blocks of HTML, which nobody can translate.
    HtmlBlock,
    /// Notes without a reference, or defined twice.
    Note,
    /// Characters that Concord refuses.
    Character,
}

impl RemarkKind {
    /// A few words for people.
    pub fn words(self) -> &'static str {
        match self {
            Self::Setting => "settings of the book that have no like",
            Self::Summary => "lines of the summary",
            Self::Title => "headings that differ from the summary",
            Self::Directive => "directives that were left as text",
            Self::Link => "links that became text",
            Self::Anchor => "links whose anchor was dropped",
            Self::Image => "images",
            Self::CodeAttribute => "attributes of code that were dropped",
            Self::HiddenLines => "blocks of code whose hidden lines were left out",
            Self::Html => "tags of HTML inside of text",
            Self::HtmlBlock => "blocks of HTML",
            Self::Note => "notes",
            Self::Character => "characters",
        }
    }
}

/// What became of the translations into one language.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Language {
    /// Its tag.
    pub tag: String,
    /// Entries with a translation that are neither fuzzy nor obsolete.
    pub entries: usize,
    /// Those of them that found their text.
    pub found: usize,
    /// Fuzzy entries that found their text: their translations are outdated.
    pub outdated: usize,
    /// Entries without a translation.
    pub empty: usize,
    /// Obsolete entries.
    pub obsolete: usize,
    /// Entries that were not used, by reason; they are kept in the archive with the obsolete ones.
    pub kept: Kept,
    /// Units that have a translation now, outdated ones included.
    pub translated: usize,
}

/// Entries that were not used, by reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// Parts of blocks of code, which are not translated.
    pub code: usize,
    /// Words of the summary that no page shows.
    pub summary: usize,
    /// Nothing but tags: no text that a reader sees.
    pub blank: usize,
    /// Another entry has given another translation to the same text.
    pub rivals: usize,
    /// The translation holds what Concord refuses, or is not made like its source.
    pub refused: usize,
    /// The text was not found in the book.
    pub missing: usize,
    /// Fuzzy, and the text was not found in the book.
    pub fuzzy: usize,
}

impl Language {
    /// Entries that belong to text which readers see: all but code, tags without text and words
    /// that only the summary says.
    pub fn visible(&self) -> usize {
        let unseen = self.kept.code + self.kept.summary + self.kept.blank;
        self.entries.saturating_sub(unseen)
    }

    /// How many of a hundred of them found their text, rounded down.
    pub fn percent(&self) -> usize {
        match self.visible() {
            0 => 100,
            visible => self.found * 100 / visible,
        }
    }
}

impl Report {
    /// The report for people.
    pub fn human(&self) -> String {
        let mut out = format!(
            "{} articles in {} sections of their own, {} drafts, {} other files, {} units in `content/{}`\n",
            self.chapters, self.parts, self.drafts, self.files, self.units, self.document
        );
        let mut kinds: Vec<RemarkKind> = self.remarks.iter().map(|remark| remark.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let of_kind: Vec<&Remark> = self
                .remarks
                .iter()
                .filter(|remark| remark.kind == kind)
                .collect();
            out.push_str(&format!("\n{}: {}\n", kind.words(), of_kind.len()));
            for remark in of_kind.iter().take(MOST_LINES) {
                out.push_str(&format!(
                    "  {}:{}: {}\n",
                    remark.file, remark.line, remark.text
                ));
            }
            if of_kind.len() > MOST_LINES {
                out.push_str(&format!(
                    "  and {} more; `--format json` lists all\n",
                    of_kind.len() - MOST_LINES
                ));
            }
        }
        for language in &self.languages {
            let kept = &language.kept;
            out.push_str(&format!(
                "\n{}: {} of {} entries of visible text found their unit ({} %), {} more are \
                 outdated; {} of {} units have a translation\n",
                language.tag,
                language.found,
                language.visible(),
                language.percent(),
                language.outdated,
                language.translated,
                self.units
            ));
            let lines = [
                (kept.code, "parts of code blocks"),
                (kept.summary, "words of the summary that no page shows"),
                (kept.blank, "tags without text"),
                (kept.rivals, "other translations of a text that has one"),
                (kept.refused, "translations that Concord refuses"),
                (kept.missing, "texts that were not found in the book"),
                (kept.fuzzy, "fuzzy, of texts that were not found"),
                (language.obsolete, "obsolete"),
            ];
            for (count, what) in lines.iter().filter(|(count, _)| *count > 0) {
                out.push_str(&format!("  kept in the archive: {count} {what}\n"));
            }
        }
        out
    }
}

/// How many remarks of one kind are shown to people.
const MOST_LINES: usize = 20;
