//! Addresses.
//!
//! A page's address is a folder below that of its language, `declaration/article-3/`, and the
//! same in every language. Links between pages are relative, so that the site works under any
//! path.

use std::collections::{BTreeMap, HashMap};

use super::order::Order;
use super::{Document, Site};
use crate::config::{Form, Root, SiteConfig};
use crate::content::front_matter::{Addresses, Role};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::locale::LocaleTag;
use crate::source::SourcePath;

/// Addresses that a document has beside those of its articles.
pub const WHOLE_TEXT: &str = "text/";
/// The page of all notes.
pub const NOTES: &str = "notes/";
/// The page about the translation.
pub const TRANSLATION: &str = "translation/";
/// The folder of the addresses without a language, where a language stands at the root.
pub const LANGUAGES: &str = "languages/";
/// The folder of what can be searched.
pub const SEARCH: &str = "search/";
/// Where assets are.
pub const ASSETS: &str = "assets";

/// The name of the file that holds a form of a document, below the document's address; the same
/// in every language.
pub fn form(document: &str, form: Form) -> String {
    match form {
        Form::Json => "index.json".to_owned(),
        _ => format!("{document}.{}", form.extension()),
    }
}

/// The folder of a language: `fr/`, or nothing for the language at the root.
pub fn language(tag: &LocaleTag, config: &SiteConfig) -> String {
    match &config.root {
        Root::Language(root) if root == tag => String::new(),
        _ => format!("{tag}/"),
    }
}

/// The folder of a document without a language, `declaration/`: its pages list the languages of
/// each article. The same below `languages/` where the pages of a language stand at the root.
pub fn neutral(document: &str, config: &SiteConfig) -> String {
    match config.root {
        Root::Chooser => format!("{document}/"),
        Root::Language(_) => format!("{LANGUAGES}{document}/"),
    }
}

/// The addresses of the articles of a document, below that of the document.
pub fn addresses(order: &Order, style: Addresses, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut addresses: Vec<String> = Vec::with_capacity(order.entries.len());
    for entry in &order.entries {
        let article = &entry.article;
        let own = match (&article.front.slug, Role::of(&article.path)) {
            (_, Role::Document) => String::new(),
            (Some(slug), _) => match sound_slug(&slug.value) {
                Ok(()) => format!("{}/", slug.value),
                Err(message) => {
                    diagnostics.push(
                        Diagnostic::error(
                            "slug",
                            format!("`{}` cannot be part of an address: {message}", slug.value),
                        )
                        .at(&article.path, slug.span.clone()),
                    );
                    String::new()
                }
            },
            (None, Role::Section) => format!("{}/", article.path.parent().file_name()),
            (None, Role::Article) => format!("{}/", article.path.stem()),
        };
        let parent = entry.parent.map_or("", |parent| addresses[parent].as_str());
        let address = match style {
            Addresses::Flat => own,
            Addresses::Nested => format!("{parent}{own}"),
        };
        addresses.push(address);
    }
    addresses
}

fn sound_slug(slug: &str) -> Result<(), &'static str> {
    if slug.is_empty() {
        return Err("it is empty");
    }
    if slug.contains(['/', '\\']) {
        return Err("it is one part of an address, without `/`");
    }
    if slug == "." || slug == ".." {
        return Err("it means another folder");
    }
    if slug.contains(|c: char| c.is_control() || c.is_whitespace() || "?#%:*\"<>|".contains(c)) {
        return Err("it holds characters that addresses or file names cannot hold");
    }
    Ok(())
}

/// The path of the site on its server, with a `/` at both ends.
pub fn root_path(base_url: Option<&str>) -> String {
    let path = base_url
        .and_then(|url| url.split_once("://"))
        .and_then(|(_, rest)| rest.split_once('/'))
        .map_or("", |(_, path)| path);
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

/// Where a file beside an article is published.
pub fn file(path: &SourcePath, digest: &str) -> String {
    let below = path.relative_to(&"content".into()).unwrap_or(path.as_str());
    let below = SourcePath::new(below);
    let folder = below.parent();
    let (stem, extension) = (below.stem(), below.extension());
    let dot = if extension.is_empty() { "" } else { "." };
    SourcePath::new(ASSETS)
        .join(
            &folder
                .join(&format!("{stem}.{digest}{dot}{extension}"))
                .to_string(),
        )
        .to_string()
}

/// Two pages cannot have one address, nor a document the name of a language.
pub fn check_collisions(site: &Site, config: &SiteConfig, diagnostics: &mut Diagnostics) {
    for document in &site.documents {
        check_document(document, diagnostics);
        let taken = document.name == ASSETS
            || document.name == LANGUAGES.trim_end_matches('/')
            || document.name == SEARCH.trim_end_matches('/')
            || config
                .locales
                .iter()
                .any(|locale| locale.tag.as_str().eq_ignore_ascii_case(&document.name));
        if taken && let Some(index) = document.articles.first() {
            diagnostics.push(
                Diagnostic::error(
                    "address-taken",
                    format!("a document cannot be named `{}`", document.name),
                )
                .in_file(&index.article.path)
                .hint("its pages would lie among those of a language, or among the assets"),
            );
        }
    }
}

fn check_document(document: &Document, diagnostics: &mut Diagnostics) {
    let reserved = BTreeMap::from([
        (WHOLE_TEXT, "the whole text"),
        (NOTES, "the page of all notes"),
        (TRANSLATION, "the page about the translation"),
    ]);
    let forms = Form::ALL.map(|form| format!("{}/", self::form(&document.name, form)));
    let mut seen: HashMap<String, &SourcePath> = HashMap::new();
    for placed in &document.articles {
        let path = &placed.article.path;
        let address = &placed.address;
        let hint = match &placed.article.front.slug {
            Some(_) => "give it another `slug`",
            None => {
                "give it a `slug` in its front matter, or set `addresses = \"nested\"` in the document's `_index.md`"
            }
        };
        let of_form = forms.contains(address).then_some(&"a form of the text");
        if let Some(what) = reserved.get(address.as_str()).or(of_form) {
            diagnostics.push(
                Diagnostic::error(
                    "address-taken",
                    format!("the address `{address}` is that of {what}"),
                )
                .in_file(path)
                .hint(hint),
            );
        }
        if let Some(first) = seen.insert(address.to_lowercase(), path) {
            diagnostics.push(
                Diagnostic::error(
                    "address-taken",
                    format!("two pages would have the address `{address}`"),
                )
                .in_file(path)
                .related(Place::file(first), "the other is this")
                .hint(hint),
            );
        }
    }
}

/// How addresses of folders are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As folders, for web servers: `../article-3/`.
    Folder,
    /// With the file, for reading from disk: `../article-3/index.html`.
    File,
}

/// The address of `to` as seen from the page `from`; both are addresses from the root of the
/// output, pages as folders with a final `/`.
pub fn relative(from: &str, to: &str, style: Style) -> String {
    let folder = &from[..from.rfind('/').map_or(0, |at| at + 1)];
    let mut shared = 0;
    for (at, byte) in folder.bytes().enumerate() {
        if to.as_bytes().get(at) != Some(&byte) {
            break;
        }
        if byte == b'/' {
            shared = at + 1;
        }
    }
    let ups = folder[shared..].matches('/').count();
    let mut out = "../".repeat(ups);
    push_encoded(&mut out, &to[shared..]);
    if out.is_empty() {
        out.push_str("./");
    }
    if style == Style::File && out.ends_with('/') {
        out.push_str("index.html");
    }
    out
}

/// Percent-encodes what cannot stand in an address as it is (URL Standard, path percent-encode
/// set); letters of all scripts stay readable.
fn push_encoded(out: &mut String, path: &str) {
    for character in path.chars() {
        match character {
            ' ' | '"' | '#' | '<' | '>' | '?' | '`' | '{' | '}' | '%' | '^' | '|' | '\\' | '\'' => {
                out.push('%');
                out.push_str(&format!("{:02X}", u32::from(character)));
            }
            other => out.push(other),
        }
    }
}

/// The absolute address of a page.
pub fn absolute(base_url: &str, to: &str) -> String {
    let mut out = format!("{base_url}/");
    push_encoded(&mut out, to);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_path_of_the_site() {
        assert_eq!(root_path(None), "/");
        assert_eq!(root_path(Some("https://example.org")), "/");
        assert_eq!(root_path(Some("https://example.org/a/b")), "/a/b/");
    }

    #[test]
    fn relates_addresses() {
        let check = |from: &str, to: &str, expected: &str| {
            assert_eq!(relative(from, to, Style::Folder), expected, "{from} {to}");
        };
        check("en/d/article-3/", "en/d/part-1/", "../part-1/");
        check("en/d/article-3/", "en/d/", "../");
        check("en/d/article-3/", "en/d/article-3/", "./");
        check("en/d/", "en/d/article-3/", "article-3/");
        check("en/d/a/", "en/d/article-3/", "../article-3/");
        check(
            "en/d/article-3/",
            "ar/d/article-3/",
            "../../../ar/d/article-3/",
        );
        check("", "en/", "en/");
        check("en/d/", "assets/a b%.png", "../../assets/a%20b%25.png");
        check("en/404.html", "en/", "./");
        check("zh/d/第一条/", "zh/d/第二条/", "../第二条/");
        assert_eq!(relative("en/d/", "en/", Style::File), "../index.html");
        assert_eq!(
            relative("en/d/", "assets/x.css", Style::File),
            "../../assets/x.css"
        );
    }

    #[test]
    fn files_carry_their_digest() {
        assert_eq!(
            file(&"content/d/a/map.png".into(), "0123"),
            "assets/d/a/map.0123.png"
        );
        assert_eq!(
            file(&"content/d/README".into(), "0123"),
            "assets/d/README.0123"
        );
    }

    #[test]
    fn slugs_stay_in_their_folder() {
        for slug in [
            "", "..", ".", "a/b", "a\\b", "a b", "a?b", "a%2fb", "a\0b", "a:b",
        ] {
            assert!(sound_slug(slug).is_err(), "{slug:?}");
        }
        for slug in ["a", "a-b", "第一条", "a.b"] {
            assert!(sound_slug(slug).is_ok(), "{slug:?}");
        }
    }
}
