//! The keys of `concord.toml`.

use std::collections::BTreeMap;

use super::forms::{self, Form};
use super::toml::{Located, Origin, Scalar, Table, read};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::locale::{Direction, LocaleOptions, LocaleTag};
use crate::source::SourceFile;

/// What stands at the root of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Root {
    /// A page on which a reader chooses a language.
    Chooser,
    /// The pages of one language; the others stay below their tags.
    Language(LocaleTag),
}

/// What a page shows of a unit whose translation is out of date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outdated {
    /// The translation, with a notice and a way to the source.
    Show,
    /// The source text.
    Source,
    /// Both, one after the other.
    Both,
}

/// One locale of the site.
#[derive(Debug, Clone)]
pub struct LocaleConfig {
    /// The tag in addresses and of the folder below `locales/`.
    pub tag: LocaleTag,
    /// What the project says otherwise than CLDR.
    pub options: LocaleOptions,
    /// The locales to fall back to, before the source locale.
    pub fallback: Vec<Located<LocaleTag>>,
    /// Whether translations count as drafts until somebody accepts them.
    pub review_required: bool,
    /// Whether drafts are treated as missing.
    pub hide_drafts: bool,
}

/// Pictures for sharing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharePictures {
    /// Whether they are drawn, on sites whose `base_url` is known.
    pub draw: bool,
    /// The ground, as red, green and blue.
    pub paper: Option<[u8; 3]>,
    /// Titles.
    pub ink: Option<[u8; 3]>,
    /// What a page belongs to.
    pub muted: Option<[u8; 3]>,
    /// Labels, and the bar at the side.
    pub accent: Option<[u8; 3]>,
}

impl Default for SharePictures {
    fn default() -> Self {
        Self {
            draw: true,
            paper: None,
            ink: None,
            muted: None,
            accent: None,
        }
    }
}

/// `concord.toml`.
#[derive(Debug, Clone)]
pub struct SiteConfig {
    /// The name of the site; translated by the interface message `site-title`.
    pub title: String,
    /// Where the site is published, without a final `/`. For canonical links, `hreflang`, the
    /// sitemap and feeds only.
    pub base_url: Option<String>,
    /// The locale in which `content/` is written.
    pub source: LocaleTag,
    /// All locales in the order in which readers see them; the source is one of them.
    pub locales: Vec<LocaleConfig>,
    /// The documents in the order of the home page, if the project says one.
    pub documents: Option<Vec<Located<String>>>,
    /// The folder below `themes/`.
    pub theme: String,
    /// The output folder, from the project's root.
    pub output: String,
    /// What stands at the root of the output.
    pub root: Root,
    /// The policy for translations that are out of date.
    pub outdated: Outdated,
    /// Whether white space is removed from templates when the theme is loaded.
    pub minify: bool,
    /// Whether the site can be searched.
    pub search: bool,
    /// Whether warnings about translations forbid publishing.
    pub strict: bool,
    /// Whether `sync` writes notes and stubs into the files of translators.
    pub notes: bool,
    /// Whether terms are linked to their definitions wherever an article first uses them.
    pub link_terms: bool,
    /// Up to how many languages a page lists them all.
    pub most_languages_on_page: usize,
    /// The pictures that services show beside links to the pages.
    pub share_pictures: SharePictures,
    /// The forms in which documents are published beside their pages.
    pub forms: Vec<Form>,
    /// Site variables, which units may use as `{ $name }`.
    pub variables: BTreeMap<String, Scalar>,
}

impl SiteConfig {
    /// A locale by its tag.
    pub fn locale(&self, tag: &LocaleTag) -> Option<&LocaleConfig> {
        self.locales.iter().find(|locale| locale.tag == *tag)
    }
}

/// Up to this many languages are listed on each page, unless the project says otherwise. The
/// six of the United Nations and the 24 of the European Union are; 200 would be most of a page.
const MOST_LANGUAGES_ON_PAGE: u32 = 30;

/// Reads `concord.toml`. `None` if it says too little to go on.
pub fn parse(file: &SourceFile, diagnostics: &mut Diagnostics) -> Option<SiteConfig> {
    let text = file.utf8(diagnostics)?;
    let origin = Origin {
        path: &file.path,
        offset: 0,
    };
    read(text, origin, diagnostics, site)
}

fn site(table: &Table<'_>) -> Option<SiteConfig> {
    let title = table.required_string("title");
    let source = table.required_string("source");
    let base_url = table
        .string("base_url")
        .and_then(|url| base_url(table, &url));
    let documents = table.strings("documents").map(|list| list.value);
    let theme = table.string("theme");
    let output = table.string("output");
    let root = table.string("root");
    let outdated = table.choice(
        "outdated",
        &[
            ("show", Outdated::Show),
            ("source", Outdated::Source),
            ("both", Outdated::Both),
        ],
    );
    let minify = table.bool("minify");
    let search = table.bool("search");
    let strict = table.bool("strict");
    let notes = table.bool("notes");
    let link_terms = table.bool("link_terms");
    let most_languages = table.integer("most_languages_on_page");
    let share_pictures = table.table("share_pictures", share_pictures);
    let forms = forms::read(table);
    let variables = table.table("variables", |variables| {
        variables
            .names()
            .into_iter()
            .filter_map(|name| {
                Some((
                    variable_name(variables, &name)?,
                    variables.named_scalar(&name.value)?,
                ))
            })
            .collect()
    });
    let locales = table.table("locales", |locales| {
        locales
            .names()
            .into_iter()
            .filter_map(|name| {
                let tag = tag(locales, &name)?;
                locales.named_table(&name.value, |options| locale(tag, options))
            })
            .collect::<Vec<_>>()
    });
    table.finish();

    let locales = locales.unwrap_or_default();
    if let Some(theme) = &theme
        && (theme.value.is_empty()
            || theme.value.contains(['/', '\\'])
            || theme.value.starts_with('.'))
    {
        table.report(
            Diagnostic::error(
                "config-theme",
                "`theme` must be the name of a folder below `themes/`",
            ),
            &theme.span,
        );
    }
    check_fallbacks(table, &locales);
    let source_span = source.as_ref().map_or(0..0, |source| source.span.clone());
    let source = source.and_then(|source| tag(table, &source))?;
    let tags = || locales.iter().map(|locale| locale.tag.as_str());
    if !locales.iter().any(|locale| locale.tag == source) {
        let diagnostic = Diagnostic::error(
            "config-source-locale",
            format!("the source locale `{source}` is not among `locales`"),
        );
        let hint = match nearest(source.as_str(), tags()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("add a table `[locales.{source}]`"),
        };
        table.report(diagnostic.hint(hint), &source_span);
        return None;
    }
    let root = match root {
        Some(root) if root.value != "chooser" => match LocaleTag::parse(&root.value) {
            Ok(tag) if locales.iter().any(|locale| locale.tag == tag) => Root::Language(tag),
            _ => {
                let words = std::iter::once("chooser").chain(tags());
                table.report(
                    super::toml::not_among("root", &root.value, words),
                    &root.span,
                );
                Root::Chooser
            }
        },
        _ => Root::Chooser,
    };
    Some(SiteConfig {
        title: title?.value,
        base_url,
        source,
        locales,
        documents,
        theme: theme.map_or_else(|| "default".to_owned(), |theme| theme.value),
        output: output.map_or_else(|| "site".to_owned(), |output| output.value),
        root,
        outdated: outdated.unwrap_or(Outdated::Show),
        minify: minify.unwrap_or(true),
        search: search.unwrap_or(true),
        strict: strict.unwrap_or(false),
        notes: notes.unwrap_or(true),
        link_terms: link_terms.unwrap_or(true),
        most_languages_on_page: most_languages.map_or(MOST_LANGUAGES_ON_PAGE, |most| most.value)
            as usize,
        share_pictures: share_pictures.unwrap_or_default(),
        forms,
        variables: variables.unwrap_or_default(),
    })
}

fn share_pictures(table: &Table<'_>) -> SharePictures {
    let draw = table.bool("draw");
    let colour = |key: &'static str| {
        let written = table.string(key)?;
        let colour = hexadecimal(&written.value);
        if colour.is_none() {
            let message = format!("`{}` is no colour", written.value);
            let diagnostic = Diagnostic::error("config-colour", message);
            let hint = "write it in hexadecimal digits: `#0d4a82`";
            table.report(diagnostic.hint(hint), &written.span);
        }
        colour
    };
    let pictures = SharePictures {
        draw: draw.unwrap_or(true),
        paper: colour("paper"),
        ink: colour("ink"),
        muted: colour("muted"),
        accent: colour("accent"),
    };
    table.finish();
    pictures
}

/// A colour written as in CSS with six hexadecimal digits.
fn hexadecimal(colour: &str) -> Option<[u8; 3]> {
    let digits = colour.strip_prefix('#')?;
    let sound = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = u32::from_str_radix(digits, 16).ok().filter(|_| sound)?;
    let [_, red, green, blue] = number.to_be_bytes();
    Some([red, green, blue])
}

fn locale(tag: LocaleTag, table: &Table<'_>) -> LocaleConfig {
    let lang = table.string("lang").map(|lang| lang.value);
    let name = table.string("name").map(|name| name.value);
    let direction = table.choice(
        "direction",
        &[
            ("ltr", Direction::LeftToRight),
            ("rtl", Direction::RightToLeft),
        ],
    );
    let numbering = table.string("numbering").map(|numbering| numbering.value);
    let list_labels = table
        .strings("list_labels")
        .map(|labels| labels.value.into_iter().map(|label| label.value).collect());
    let fallback = table
        .strings("fallback")
        .map_or_else(Vec::new, |list| list.value);
    let fallback = fallback
        .into_iter()
        .filter_map(|name| {
            let tag = self::tag(table, &name)?;
            Some(Located {
                value: tag,
                span: name.span,
            })
        })
        .collect();
    let review = table.choice("review", &[("required", true), ("none", false)]);
    let drafts = table.choice("drafts", &[("show", false), ("hide", true)]);
    table.finish();
    LocaleConfig {
        tag,
        options: LocaleOptions {
            lang,
            name,
            direction,
            numbering,
            list_labels: list_labels.unwrap_or_default(),
        },
        fallback,
        review_required: review.unwrap_or(false),
        hide_drafts: drafts.unwrap_or(false),
    }
}

/// Fallbacks must be locales of the site. A cycle does no harm (each locale is tried once),
/// but means nothing either, so it is an error.
fn check_fallbacks(table: &Table<'_>, locales: &[LocaleConfig]) {
    let find = |tag: &LocaleTag| locales.iter().find(|locale| locale.tag == *tag);
    for locale in locales {
        for fallback in &locale.fallback {
            if fallback.value == locale.tag {
                table.report(
                    Diagnostic::error(
                        "config-fallback",
                        format!("`{}` falls back to itself", locale.tag),
                    ),
                    &fallback.span,
                );
                continue;
            }
            let Some(target) = find(&fallback.value) else {
                let known = locales.iter().map(|locale| locale.tag.as_str());
                let diagnostic = Diagnostic::error(
                    "config-fallback",
                    format!("`{}` is not a locale of this site", fallback.value),
                );
                let diagnostic = match nearest(fallback.value.as_str(), known) {
                    Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
                    None => diagnostic,
                };
                table.report(diagnostic, &fallback.span);
                continue;
            };
            if target.fallback.iter().any(|back| back.value == locale.tag)
                && target.tag < locale.tag
            {
                table.report(
                    Diagnostic::error(
                        "config-fallback",
                        format!(
                            "`{}` and `{}` fall back to each other",
                            target.tag, locale.tag
                        ),
                    ),
                    &fallback.span,
                );
            }
        }
    }
}

fn tag(table: &Table<'_>, name: &Located<String>) -> Option<LocaleTag> {
    match LocaleTag::parse(&name.value) {
        Ok(tag) if tag.as_str() == name.value => Some(tag),
        Ok(tag) => {
            table.report(
                Diagnostic::error(
                    "config-locale",
                    format!("the tag `{}` is written `{tag}`", name.value),
                )
                .hint("addresses and folders use the canonical form"),
                &name.span,
            );
            None
        }
        Err(error) => {
            table.report(
                Diagnostic::error(
                    "config-locale",
                    format!("`{}` is no language tag: {error}", name.value),
                )
                .hint("tags follow BCP 47: `fr`, `zh-Hant`, `pt-BR`"),
                &name.span,
            );
            None
        }
    }
}

fn base_url(table: &Table<'_>, url: &Located<String>) -> Option<String> {
    let sound = sound_base_url(&url.value);
    if sound.is_none() {
        table.report(no_base_url(&url.value), &url.span);
    }
    sound
}

/// An address that can be a `base_url`, without its final `/`.
pub fn sound_base_url(url: &str) -> Option<String> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let forbidden = |c: char| c.is_whitespace() || c.is_control() || "?#\"'<>\\".contains(c);
    let sound = !rest.is_empty() && !rest.starts_with('/') && !rest.contains(forbidden);
    sound.then(|| url.trim_end_matches('/').to_owned())
}

/// The diagnostic for an address that cannot be a `base_url`.
pub fn no_base_url(url: &str) -> Diagnostic {
    Diagnostic::error(
        "config-base-url",
        format!("`{url}` is no address of a site"),
    )
    .hint("write it as `https://example.org/path`")
}

fn variable_name(table: &Table<'_>, name: &Located<String>) -> Option<String> {
    let mut characters = name.value.chars();
    let sound = characters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && characters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if !sound {
        table.report(
            Diagnostic::error(
                "config-variable",
                format!("`{}` cannot be the name of a Fluent variable", name.value),
            )
            .hint("names begin with a Latin letter and go on with letters, digits, `-` and `_`"),
            &name.span,
        );
        return None;
    }
    Some(name.value.clone())
}
