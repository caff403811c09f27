//! The text of a unit and its translation, prepared once for all checks.
//!
//! Each side has its pattern's references, its Markdown after formatting, the tokens of that,
//! and the text that readers see. What cannot be formatted or holds what may not be shown makes
//! no pair: the build has said so.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::glossary::Glossary;
use super::language::Text;
use super::place;
use super::references::{self, Uses};
use crate::content::{Article, Inline, UnitIndex, inline};
use crate::diagnostic::Diagnostic;
use crate::fluent::resolve::{Escape, Scope, format};
use crate::fluent::{Entry, Pattern, Resource, parse};
use crate::locale::Locale;
use crate::localize::{SiteLocale, Translation};
use crate::pipeline::Model;
use crate::site::Document;
use crate::source::SourcePath;

/// One side of a pair.
#[derive(Debug)]
pub(super) struct Prepared<'p> {
    /// Formatted, still Markdown.
    pub(super) markdown: Cow<'p, str>,
    pub(super) tokens: Arc<[Inline]>,
    /// As readers see it: code, formulas and marks of notes are U+FFFC.
    pub(super) visible: String,
    /// What its pattern refers to.
    pub(super) uses: Uses,
}

/// The source text of a unit.
#[derive(Debug)]
pub(super) struct SourceText {
    pub(super) side: Prepared<'static>,
    /// The terms of the glossary that it holds.
    pub(super) terms: Vec<usize>,
}

/// A unit with a translation of which nothing worse is to be said.
#[derive(Debug)]
pub(super) struct Pair<'a> {
    pub(super) source: &'a SourceText,
    pub(super) source_locale: &'a Locale,
    pub(super) target: Prepared<'a>,
    pub(super) locale: &'a Locale,
    pub(super) entry: &'a Entry,
    pub(super) value: &'a Pattern,
    pub(super) path: &'a SourcePath,
    /// The whole file of the translation.
    file: &'a str,
}

/// Where a translation belongs.
pub(super) struct Context<'a> {
    pub(super) model: &'a Model,
    pub(super) document: &'a Document,
    pub(super) article: &'a Article,
    pub(super) locale: &'a SiteLocale,
    /// The file of the translations: looked up once, as its bytes are checked to be UTF-8.
    pub(super) file: &'a str,
}

impl<'a> Pair<'a> {
    pub(super) fn new(
        context: &Context<'a>,
        source: &'a SourceText,
        translation: &Translation<'a>,
    ) -> Option<Self> {
        let value = translation.entry.value.as_ref()?;
        let resources = context.locale.catalog.scope(&context.document.name);
        let place = Place {
            locale: &context.locale.locale,
            resources: &resources,
            article: context.article,
        };
        Some(Self {
            source,
            source_locale: &source_locale(context.model).locale,
            target: prepare(context.model, value, &place)?,
            locale: &context.locale.locale,
            entry: translation.entry,
            value,
            path: &translation.resource.path,
            file: context.file,
        })
    }

    /// The source for checks of the language.
    pub(super) fn source_side(&self) -> Text<'_> {
        Text {
            locale: self.source_locale,
            visible: &self.source.side.visible,
        }
    }

    /// The translation for checks of the language.
    pub(super) fn target_side(&self) -> Text<'_> {
        Text {
            locale: self.locale,
            visible: &self.target.visible,
        }
    }

    /// The place of a span of the visible text.
    pub(super) fn place_of_visible(&self, span: &Range<usize>) -> Range<usize> {
        place::visible(&self.target.visible, span, &self.value.span, self.file)
    }

    /// A diagnostic at a piece of the value, or at the value where it does not stand there.
    pub(super) fn at(&self, diagnostic: Diagnostic, piece: &str) -> Diagnostic {
        let span = place::literal(piece, &self.value.span, self.file);
        diagnostic.at(self.path, span)
    }
}

/// The source locale of a site.
pub(super) fn source_locale(model: &Model) -> &SiteLocale {
    &model.locales.all[model.locales.source]
}

/// The source texts of a document, by article and unit. `None` where the build has complained.
pub(super) fn of_document(
    model: &Model,
    document: &Document,
    glossary: &Glossary,
) -> Vec<Vec<Option<SourceText>>> {
    let resources = shared(source_locale(model));
    document
        .articles
        .par_iter()
        .map(|placed| {
            let place = Place {
                locale: &source_locale(model).locale,
                resources: &resources,
                article: &placed.article,
            };
            let units = placed.article.units.iter();
            units
                .map(|unit| {
                    let side = prepare(model, &unit.pattern, &place)?;
                    Some(source_text(side, glossary))
                })
                .collect()
        })
        .collect()
}

/// The source text of one unit. `None` where the build has complained.
pub(super) fn of_unit(
    model: &Model,
    article: &Article,
    unit: UnitIndex,
    glossary: &Glossary,
) -> Option<SourceText> {
    let place = Place {
        locale: &source_locale(model).locale,
        resources: &shared(source_locale(model)),
        article,
    };
    let side = prepare(model, &article.units[unit].pattern, &place)?;
    Some(source_text(side, glossary))
}

/// The text that a translation which is out of date was made from, if it was kept.
pub(super) fn former(
    model: &Model,
    article: &Article,
    translation: &Translation<'_>,
) -> Option<SourceText> {
    let pattern = parse::pattern(translation.former?).ok()?;
    let resources = shared(source_locale(model));
    let place = Place {
        locale: &source_locale(model).locale,
        resources: &resources,
        article,
    };
    // The glossary is of today.
    let side = prepare(model, &pattern, &place)?;
    Some(source_text(side, &Glossary::default()))
}

fn source_text(side: Prepared<'_>, glossary: &Glossary) -> SourceText {
    let terms = glossary.terms_in(&side.visible);
    let side = Prepared {
        markdown: Cow::Owned(side.markdown.into_owned()),
        tokens: side.tokens,
        visible: side.visible,
        uses: side.uses,
    };
    SourceText { side, terms }
}

fn shared(locale: &SiteLocale) -> Vec<&Resource> {
    let shared = locale.catalog.shared.iter();
    shared.map(|resource| &**resource).collect()
}

/// Where a pattern is formatted.
struct Place<'a> {
    locale: &'a Locale,
    resources: &'a [&'a Resource],
    article: &'a Article,
}

/// `None` if the text cannot be shown.
fn prepare<'p>(model: &Model, pattern: &'p Pattern, place: &Place<'_>) -> Option<Prepared<'p>> {
    let scope = Scope {
        locale: place.locale,
        resources: place.resources,
        variables: &model.locales.variables,
        escape: Escape::Markdown,
    };
    let mut errors = Vec::new();
    // The errors are not told, so that their file does not matter.
    let markdown = format(pattern, &place.article.path, &scope, &mut errors);
    if !errors.is_empty() || markdown.trim().is_empty() {
        return None;
    }
    let (tokens, problems) = inline::parse(&markdown, &place.article.references);
    problems.is_empty().then(|| Prepared {
        visible: visible(&tokens),
        tokens: tokens.into(),
        uses: references::uses(pattern, place.resources),
        markdown,
    })
}

/// Stands for what is no language: U+FFFC, the object replacement character.
const OBJECT: char = '\u{fffc}';

/// The text as readers see it.
fn visible(tokens: &[Inline]) -> String {
    let mut out = String::new();
    for token in tokens {
        match token {
            Inline::Text(text) => out.push_str(text),
            Inline::Image { alternative, .. } => out.push_str(alternative),
            Inline::Code(_) | Inline::Math(_) | Inline::Note(_) => out.push(OBJECT),
            Inline::Break => out.push('\n'),
            Inline::Open(_) | Inline::Close(_) | Inline::Link { .. } | Inline::EndLink => {}
        }
    }
    out
}
