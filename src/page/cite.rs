//! What articles are called when somebody cites them, and `cite.json`: what the browser needs to
//! put a citation together.
//!
//! 1. [`Forms`] are the short forms of titles (`Article # = art. #`), from the interface message
//!    `cite-forms`;
//! 2. [`part`] is what an article is called in a citation, by its label or title and these;
//! 3. [`file()`] is `cite.json`, one for each document and language: the patterns of citations, as
//!    the language's messages have them with names in braces (`{part} ({number})`), and the words
//!    of the dialog. Browsers fill in names and understand no Fluent.
//!
//! Numbers are not in the file: they stand in the text, as displayed, and are taken from there.

use std::collections::BTreeMap;

use serde::Serialize;

use super::html::Words;
use crate::content::front_matter::{Authority, Schema};

/// The name of the file, beside the front page of a document.
pub const FILE: &str = "cite.json";

/// The patterns of citations, and the names that each may hold.
const PATTERNS: [(&str, &[&str]); 8] = [
    ("cite-document", &["document"]),
    ("cite-part", &["document", "part"]),
    ("cite-paragraph", &["part", "number"]),
    ("cite-subparagraph", &["part", "number"]),
    ("cite-unnumbered", &["part", "number"]),
    ("cite-note", &["number"]),
    ("cite-note-of", &["part", "number"]),
    ("cite-full", &["citation", "version", "address", "date"]),
];

/// The words of the dialog.
const WORDS: [&str; 14] = [
    "cite",
    "cite-close",
    "cite-passage",
    "cite-whole",
    "cite-short",
    "cite-long",
    "cite-markdown",
    "copy",
    "copied",
    "not-copied",
    "address-copied",
    "address-neutral",
    "address-neutral-explained",
    "permalink",
];

/// Ordinals that belong to the number of an article that was put in later: 'article 3 bis'.
const LATER: [&str; 9] = [
    "bis",
    "ter",
    "quater",
    "quinquies",
    "sexies",
    "septies",
    "octies",
    "nonies",
    "decies",
];

/// The short forms of titles in one language.
#[derive(Debug, Default)]
pub struct Forms(Vec<Form>);

#[derive(Debug)]
struct Form {
    /// Before the number, or the whole title if there is no number.
    before: String,
    /// After the number; `None` if there is no number.
    after: Option<String>,
    /// With `#` for the number.
    short: String,
}

impl Forms {
    /// Reads short forms, one a line: `Article # = art. #`. Lines without `=` mean nothing.
    pub fn parse(text: &str) -> Self {
        let forms = text.lines().filter_map(|line| {
            let (title, short) = line.split_once('=')?;
            let (title, short) = (title.trim(), short.trim().to_owned());
            Some(match title.split_once('#') {
                Some((before, after)) => Form {
                    before: before.to_owned(),
                    after: Some(after.to_owned()),
                    short,
                },
                None => Form {
                    before: title.to_owned(),
                    after: None,
                    short,
                },
            })
        });
        Self(forms.collect())
    }

    /// The short form of a title, if it has one.
    pub fn shorten(&self, title: &str) -> Option<String> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.0.iter().find_map(|form| {
            let rest = without_prefix(&title, &form.before)?;
            let Some(after) = &form.after else {
                return rest.is_empty().then(|| form.short.clone());
            };
            Some(form.short.replace('#', number(rest, after)?))
        })
    }
}

/// What follows a prefix, in whatever case it is written.
fn without_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for expected in prefix.chars() {
        let found = rest.next()?;
        if !found.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// The number at the start of a text, if it is one, `after` follows it, and then nothing that
/// could be part of a sentence: 'Article 3 of the Covenant' is no article 3.
fn number<'t>(text: &'t str, after: &str) -> Option<&'t str> {
    let end = match after {
        "" => text
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(text.len()),
        _ => text.find(after)?,
    };
    let mut number = &text[..end];
    let mut rest = &text[end + after.len()..];
    if !is_number(number) {
        return None;
    }
    if let Some(word) = rest.strip_prefix(' ')
        && let length = word
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(word.len())
        && LATER.contains(&&word[..length])
    {
        number = &text[..end + 1 + length];
        rest = &word[length..];
    }
    let ends = rest.is_empty()
        || rest.starts_with([':', '.', '–', '—', '：', '。', '،'])
        || rest.starts_with(" –")
        || rest.starts_with(" —")
        || !after.is_empty() && rest.starts_with(' ');
    ends.then_some(number)
}

/// Whether a word is a number as provisions have them: with digits, Roman, Chinese, or a letter.
fn is_number(word: &str) -> bool {
    let all = |of: &str| word.chars().all(|c| of.contains(c));
    !word.is_empty()
        && (word.starts_with(char::is_numeric)
            || all("IVXLCDM")
            || all("零〇一二三四五六七八九十百千两")
            || word.chars().count() == 1)
}

/// What an article is called in a citation: the short form of its label or of its title, or
/// else its title.
pub fn part(label: Option<&str>, title: &str, forms: &Forms) -> String {
    label
        .and_then(|label| forms.shorten(label))
        .or_else(|| forms.shorten(title))
        .unwrap_or_else(|| title.to_owned())
}

/// A document in a language, as a citation names it.
#[derive(Debug, Clone, Copy)]
pub struct Cited<'a> {
    /// The folder's name.
    pub document: &'a str,
    /// Plain text.
    pub title: &'a str,
    /// For `lang` attributes and reference managers.
    pub lang: &'a str,
    /// The name of the language in itself, as it stands in a sentence.
    pub language: &'a str,
    /// The ten digits of the language.
    pub digits: &'a str,
    /// What the text is.
    pub authority: Authority,
    /// The day of the text, `2024-05-31`.
    pub date: Option<&'a str>,
    /// Who wrote it.
    pub author: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// The number or symbol that it is known by.
    pub identifier: Option<&'a str>,
    /// What kind of work it is.
    pub schema: Schema,
    /// Whether the numbers of notes begin again with each article.
    pub notes_by_article: bool,
}

#[derive(Serialize)]
struct File<'a> {
    document: &'a str,
    title: &'a str,
    lang: &'a str,
    digits: &'a str,
    schema: &'static str,
    authority: &'static str,
    version: String,
    notes_by_article: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<&'a str>,
    patterns: BTreeMap<&'static str, String>,
    words: BTreeMap<&'static str, String>,
}

/// `cite.json` of a document in a language.
pub fn file(cited: Cited<'_>, words: &dyn Words) -> String {
    let patterns = PATTERNS
        .iter()
        .map(|(id, names)| (*id, pattern(words, id, names)));
    let version = words.message(
        &format!("cite-version-{}", cited.authority.name()),
        &[("language", cited.language)],
    );
    let file = File {
        document: cited.document,
        title: cited.title,
        lang: cited.lang,
        digits: cited.digits,
        schema: cited.schema.name(),
        authority: cited.authority.name(),
        version: match cited.date {
            Some(date) => words.message("cite-dated", &[("version", &version), ("date", date)]),
            None => version,
        },
        notes_by_article: cited.notes_by_article,
        date: cited.date,
        author: cited.author,
        publisher: cited.publisher,
        identifier: cited.identifier,
        patterns: patterns.collect(),
        words: WORDS
            .iter()
            .map(|id| (*id, words.message(id, &[])))
            .collect(),
    };
    // Strings, and maps with strings as their keys, can always be written.
    serde_json::to_string(&file).unwrap_or_default()
}

/// A message with names in braces in place of its arguments.
pub fn pattern(words: &dyn Words, id: &str, names: &[&str]) -> String {
    let braced: Vec<String> = names.iter().map(|name| format!("{{{name}}}")).collect();
    let arguments: Vec<(&str, &str)> = names
        .iter()
        .zip(&braced)
        .map(|(name, braced)| (*name, braced.as_str()))
        .collect();
    words.message(id, &arguments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::Message;

    #[test]
    fn shortens_titles() {
        let forms = Forms::parse(
            "Article # = art. #\nPreamble = preamble\nPart # = part #\nnonsense\nМ # = м. #\n第#条 = 第#条\nالمادة # = المادة #",
        );
        let check = |title: &str, expected: Option<&str>| {
            assert_eq!(forms.shorten(title).as_deref(), expected, "{title}");
        };
        check("Article 3", Some("art. 3"));
        check("ARTICLE\u{a0}12", Some("art. 12"));
        check("Article 3. Scope", Some("art. 3"));
        check("Article 3 — Scope", Some("art. 3"));
        check("Article 3 bis", Some("art. 3 bis"));
        check("Article 3 ter: Scope", Some("art. 3 ter"));
        check("Article 3bis", Some("art. 3bis"));
        check("Article 3 of the Covenant", None);
        check("Article on peace", None);
        check("Articles", None);
        check("Article", None);
        check("Article ", None);
        check("Preamble", Some("preamble"));
        check("Preamble and scope", None);
        check("Part IV", Some("part IV"));
        check("Part of it", None);
        check("第三条", Some("第三条"));
        check("第三条 范围", Some("第三条"));
        check("第三条约", None);
        check("المادة ٣", Some("المادة ٣"));
        check("", None);
        assert_eq!(Forms::parse("").shorten("Article 3"), None);
    }

    #[test]
    fn an_article_is_called_by_its_label_or_its_title() {
        let forms = Forms::parse("Article # = art. #");
        assert_eq!(part(Some("Article 3"), "Scope", &forms), "art. 3");
        assert_eq!(part(Some("New"), "Article 4", &forms), "art. 4");
        assert_eq!(part(Some("New"), "Scope", &forms), "Scope");
        assert_eq!(part(None, "Scope", &forms), "Scope");
    }

    /// Shows ids with their arguments.
    struct Echo;

    impl Words for Echo {
        fn words(&self, id: &str, arguments: &[(&str, &str)]) -> Message {
            let arguments = arguments.iter().map(|(_, value)| *value);
            let said: Vec<_> = std::iter::once(id).chain(arguments).collect();
            Message {
                text: said.join(" "),
                foreign: None,
            }
        }
    }

    #[test]
    fn the_file_says_what_is_known_and_nothing_else() {
        let mut cited = Cited {
            document: "treaty",
            title: "A \"treaty\" </script>",
            lang: "en",
            language: "English",
            digits: "0123456789",
            authority: Authority::Unofficial,
            date: Some("2024-05-31"),
            author: None,
            publisher: None,
            identifier: None,
            schema: Schema::Legislation,
            notes_by_article: false,
        };
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let json = read(&file(cited, &Echo));
        assert_eq!(json["title"], "A \"treaty\" </script>");
        assert_eq!(
            json["version"],
            "cite-dated cite-version-unofficial English 2024-05-31"
        );
        assert_eq!(
            json["patterns"]["cite-paragraph"],
            "cite-paragraph {part} {number}"
        );
        assert_eq!(json["words"]["copy"], "copy");
        assert!(json.get("author").is_none() && json.get("identifier").is_none());
        cited.date = None;
        cited.author = Some("Somebody");
        let json = read(&file(cited, &Echo));
        assert_eq!(json["version"], "cite-version-unofficial English");
        assert_eq!(json["author"], "Somebody");
        assert!(json.get("date").is_none());
    }
}
