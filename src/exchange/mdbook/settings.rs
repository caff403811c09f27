//! What `book.toml` says, as far as it matters to a text.

use crate::config::toml::{Origin, Table, read};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourcePath, Sources};

/// The file that makes a folder a book.
pub const BOOK: &str = "book.toml";

/// Preprocessors whose work is done here, or is not needed.
const UNDERSTOOD: [&str; 4] = ["links", "index", "gettext", "admonish"];

/// What `book.toml` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The folder of the book.
    pub folder: SourcePath,
    /// The title of the book, if it has one.
    pub title: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// The language it is written in.
    pub language: String,
    /// The folder of the chapters.
    pub source: SourcePath,
    /// The folder of the PO files.
    pub translations: SourcePath,
    /// Whether `\\(…\\)` is a formula.
    pub formulas: bool,
    /// Whether straight quotes are shown as curly ones.
    pub smart_quotes: bool,
    /// Languages of code with the mark of their hidden lines.
    pub hidden: Vec<(String, String)>,
    /// Preprocessors whose work is not done here.
    pub preprocessors: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            folder: SourcePath::new(""),
            title: None,
            description: None,
            language: "en".to_owned(),
            source: SourcePath::new("src"),
            translations: SourcePath::new("po"),
            formulas: false,
            smart_quotes: false,
            hidden: Vec::new(),
            preprocessors: Vec::new(),
        }
    }
}

/// Reads the `book.toml` of a folder. Keys that do not matter are not looked at, whatever they
/// hold.
pub fn settings(
    book: &Sources,
    folder: &SourcePath,
    diagnostics: &mut Diagnostics,
) -> Option<Settings> {
    let path = folder.join(BOOK);
    let Some(file) = book.get(&path) else {
        diagnostics.push(
            Diagnostic::error("book-missing", format!("there is no `{BOOK}`"))
                .hint("name the folder that holds it"),
        );
        return None;
    };
    let text = file.utf8(diagnostics)?;
    let origin = Origin {
        path: &path,
        offset: 0,
    };
    let settings = read(text, origin, diagnostics, |table| root(table, folder));
    (!diagnostics.has_errors()).then_some(settings)
}

fn root(table: &Table<'_>, folder: &SourcePath) -> Settings {
    let mut settings = Settings {
        folder: folder.clone(),
        source: folder.join("src"),
        translations: folder.join("po"),
        ..Settings::default()
    };
    table.table("book", |book| {
        let text = |key| book.string(key).map(|text| text.value);
        settings.title = text("title").filter(|title| !title.trim().is_empty());
        settings.description = text("description").filter(|text| !text.trim().is_empty());
        if let Some(language) = text("language") {
            settings.language = language;
        }
        below(folder, text("src"), &mut settings.source);
    });
    table.table("preprocessor", |all| {
        for name in all.names() {
            if name.value == "gettext" {
                all.named_table("gettext", |gettext| {
                    let named = gettext.string("po-dir").map(|text| text.value);
                    below(folder, named, &mut settings.translations);
                });
            }
            if !UNDERSTOOD.contains(&name.value.as_str()) {
                settings.preprocessors.push(name.value);
            }
        }
    });
    table.table("output", |output| {
        output.table("html", |html| {
            settings.formulas = html.bool("mathjax-support").unwrap_or(false);
            settings.smart_quotes = html
                .bool("smart-punctuation")
                .or_else(|| html.bool("curly-quotes"))
                .unwrap_or(false);
            html.table("code", |code| {
                code.table("hidelines", |languages| {
                    for name in languages.names() {
                        if let Some(crate::config::toml::Scalar::Text(mark)) =
                            languages.named_scalar(&name.value)
                        {
                            settings.hidden.push((name.value, mark));
                        }
                    }
                });
            });
        });
    });
    settings
}

/// A folder below that of the book; one that lies elsewhere was not read.
fn below(book: &SourcePath, written: Option<String>, folder: &mut SourcePath) {
    let path = written.and_then(|written| book.resolve(&written, book));
    if let Some(path) = path.filter(|path| path.is_below(book) || path == book) {
        *folder = path;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Settings {
        let book: Sources = [(BOOK, text.as_bytes())].into_iter().collect();
        let mut diagnostics = Diagnostics::new();
        let read = settings(&book, &"".into(), &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        read.expect("settings")
    }

    #[test]
    fn reads_what_matters() {
        assert_eq!(check(""), Settings::default());
        let read = check(
            "[book]\ntitle = 'T'\nauthors = ['a']\nsrc = './text/'\nlanguage = 'de'\n\
             [preprocessor.gettext]\npo-dir = 'i18n'\nafter = ['links']\n[preprocessor.toc]\n\
             [output.html]\nmathjax-support = true\nfold = { enable = true }\n\
             [output.html.code.hidelines]\npython = '~'\n",
        );
        assert_eq!(read.title.as_deref(), Some("T"));
        assert_eq!(read.source, "text".into());
        assert_eq!(read.translations, "i18n".into());
        assert_eq!(read.preprocessors, ["toc"]);
        assert_eq!(read.hidden, [("python".to_owned(), "~".to_owned())]);
        assert!(read.formulas && !read.smart_quotes);
    }

    #[test]
    fn a_book_has_its_file() {
        let mut diagnostics = Diagnostics::new();
        assert_eq!(
            settings(&Sources::default(), &"".into(), &mut diagnostics),
            None
        );
        assert!(diagnostics.has_errors());
    }
}
