//! Article × locale: which text each unit shows, and why.
//!
//! A unit is looked up along the fallback chain of its locale. The first translation that is
//! there, sound and allowed by policy is shown; at the end of the chain stands the source text.
//! What is shown in another language, and what is out of date, is known to the page.

pub mod coverage;
pub mod pseudo;
pub mod terms;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::catalog::Catalog;
use crate::config::{LocaleConfig, Outdated, SiteConfig};
use crate::content::inline::{self, Destination};
use crate::content::{Article, Inline, UnitIndex};
use crate::diagnostic::{Diagnostic, Diagnostics, nearest};
use crate::fluent::resolve::{Escape, Scope, Variables, format};
use crate::fluent::{Entry, Pattern, Resource};
use crate::identity::UnitId;
use crate::identity::fingerprint::of_translation;
use crate::identity::state::{Evidence, Record, State, judge, made_from};
use crate::locale::Locale;
use crate::localize::pseudo::Pseudo;
use crate::site::{self, Document, Placed, Site, links};
use crate::source::{SourcePath, Sources};

/// Which locale of the site.
pub type LocaleIndex = usize;

/// A locale of the site with all that belongs to it.
#[derive(Debug, Clone)]
pub struct SiteLocale {
    /// Language, script, numbers and dates.
    pub locale: Arc<Locale>,
    /// What the project says of it.
    pub config: LocaleConfig,
    /// Where its units are looked up: itself first, the source locale last.
    pub chain: Vec<LocaleIndex>,
    /// Its messages.
    pub catalog: Catalog,
    /// Whether its texts are made from the source.
    pub pseudo: Option<Pseudo>,
}

/// All that texts are localized with.
#[derive(Debug, Clone)]
pub struct Locales {
    /// In the order of the configuration.
    pub all: Vec<SiteLocale>,
    /// Which of them the content is written in.
    pub source: LocaleIndex,
    /// The site variables.
    pub variables: Variables,
    /// The policy for translations that are out of date.
    pub outdated: Outdated,
}

impl Locales {
    /// The locale of a tag, if the site has it.
    pub fn named(&self, tag: &str) -> Option<&SiteLocale> {
        self.all
            .iter()
            .find(|locale| locale.config.tag.as_str() == tag)
    }
}

/// The chain of a locale: itself, its fallbacks in order, each with its own, then the source.
pub fn chain(of: LocaleIndex, config: &SiteConfig) -> Vec<LocaleIndex> {
    let find = |tag: &crate::locale::LocaleTag| {
        config.locales.iter().position(|locale| locale.tag == *tag)
    };
    let source = find(&config.source);
    let mut chain = Vec::new();
    let mut waiting = vec![of];
    while let Some(next) = waiting.pop() {
        if chain.contains(&next) || Some(next) == source {
            continue;
        }
        chain.push(next);
        let fallbacks = config.locales[next].fallback.iter().rev();
        waiting.extend(fallbacks.filter_map(|fallback| find(&fallback.value)));
    }
    chain.extend(source);
    chain
}

/// A unit as a page of a locale shows it.
#[derive(Debug, Clone)]
pub struct LocalizedUnit {
    /// Its text.
    pub tokens: Arc<[Inline]>,
    /// The locale of the text.
    pub shown: LocaleIndex,
    /// Its state in the locale of the page.
    pub state: State,
    /// Why it is missing, if it is.
    pub gap: Option<Gap>,
    /// Whether what is shown was translated from an older source text.
    pub stale: bool,
    /// Whether the source text has to be shown as well.
    pub with_source: bool,
}

/// Why a unit counts as missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gap {
    /// There is no translation.
    Untranslated,
    /// There is one, with an error.
    Error,
    /// There is one that nobody has reviewed, and the locale hides those.
    Hidden,
}

/// The units of an article in one locale.
pub type LocalizedArticle = Arc<[LocalizedUnit]>;

/// A document in one locale: the units of each article.
pub type LocalizedDocument = Vec<LocalizedArticle>;

/// All units of a document, in reading order.
pub fn units(document: &LocalizedDocument) -> impl Iterator<Item = &LocalizedUnit> {
    document.iter().flat_map(|article| article.iter())
}

/// Localizes a document. Problems of translations are reported with their places.
pub fn document(
    sources: &Sources,
    site: &Site,
    document: &Document,
    locale: LocaleIndex,
    locales: &Locales,
    diagnostics: &mut Diagnostics,
) -> LocalizedDocument {
    let localized: Vec<(LocalizedArticle, Diagnostics)> = document
        .articles
        .par_iter()
        .map(|placed| {
            let localizer = Localizer {
                sources,
                site,
                document,
                placed,
                locale,
                locales,
            };
            localizer.article()
        })
        .collect();
    localized
        .into_iter()
        .map(|(units, found)| {
            diagnostics.extend(found);
            units
        })
        .collect()
}

/// Reports messages that translate no unit of their document.
pub fn unknown_messages(document: &Document, locale: &SiteLocale, diagnostics: &mut Diagnostics) {
    let Some(resource) = locale.catalog.documents.get(&document.name) else {
        return;
    };
    let known: HashSet<&str> = document
        .articles
        .iter()
        .flat_map(|placed| &placed.ids)
        .map(UnitId::as_str)
        .collect();
    let removed: HashSet<&str> = document
        .ledger
        .entries
        .iter()
        .chain(&document.ledger.archive)
        .map(|old| old.id.as_str())
        .collect();
    let mut guesses = 0..MOST_GUESSES;
    for entry in &resource.entries {
        let id = &*entry.id;
        if id.starts_with('-') || known.contains(id) || removed.contains(id) {
            continue;
        }
        let diagnostic = Diagnostic::error(
            "unknown-id",
            format!(
                "`{id}` translates no text of the document `{}`",
                document.name
            ),
        )
        .at(&resource.path, entry.id_span.clone());
        let near = guesses
            .next()
            .and_then(|_| nearest(id, known.iter().copied()));
        diagnostics.push(match near {
            Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
            None => diagnostic
                .hint("move it into another file of the locale if texts use it, or remove it"),
        });
    }
}

/// For how many unknown ids a similar one is looked for: a file of another document has thousands.
const MOST_GUESSES: usize = 50;

/// What a catalog has for a unit.
#[derive(Debug, Clone, Copy)]
pub struct Translation<'a> {
    /// Whether it still holds. Never [`State::Missing`].
    pub state: State,
    /// The message. It has a value.
    pub entry: &'a Entry,
    /// The file that the message is in.
    pub resource: &'a Resource,
    /// What is recorded of it.
    pub record: Option<&'a Record>,
    /// The source text that it was made from, if it is outdated and the text is known.
    pub former: Option<&'a str>,
}

/// The translation of a unit in one locale, whatever may be wrong with its text.
pub fn translation<'a>(
    document: &'a Document,
    placed: &Placed,
    unit: UnitIndex,
    locale: &'a SiteLocale,
) -> Option<Translation<'a>> {
    let catalog = &locale.catalog;
    let id = &placed.ids[unit];
    // A text that comes back gets its translation back.
    let (resource, entry) = [&catalog.documents, &catalog.archived]
        .into_iter()
        .filter_map(|resources| resources.get(&document.name))
        .find_map(|resource| Some((&**resource, resource.get(id.as_str())?)))?;
    let records = locale.catalog.records.get(&document.name);
    let record = records.and_then(|records| records.get(id));
    let evidence = Evidence {
        record,
        source: &placed.fingerprints[unit],
        ledger: document.ledger.get(id).map(|entry| &entry.fingerprint),
        translation: &of_translation(entry.value.as_ref()?),
        review_required: locale.config.review_required,
    };
    let state = judge(evidence);
    let former = (state == State::Outdated)
        .then(|| {
            let (made_from, _) = made_from(evidence);
            document.ledger.former_text(id, &made_from, record)
        })
        .flatten();
    Some(Translation {
        state,
        entry,
        resource,
        record,
        former,
    })
}

/// What localizes an article for a locale.
#[derive(Debug, Clone, Copy)]
pub struct Localizer<'a> {
    /// For the texts that errors are placed in.
    pub sources: &'a Sources,
    /// Where links may lead.
    pub site: &'a Site,
    /// The article's document.
    pub document: &'a Document,
    /// The article.
    pub placed: &'a Placed,
    /// The locale.
    pub locale: LocaleIndex,
    /// All locales.
    pub locales: &'a Locales,
}

impl Localizer<'_> {
    /// Localizes all units. Problems of translations are reported with their places.
    pub fn article(&self) -> (LocalizedArticle, Diagnostics) {
        let mut diagnostics = Diagnostics::new();
        let units = (0..self.placed.article.units.len())
            .map(|unit| self.unit(unit, &mut diagnostics))
            .collect();
        (units, diagnostics)
    }

    fn text_of(&self, resource: &Resource) -> &str {
        self.sources.text(&resource.path).unwrap_or("")
    }

    /// Localizes one unit.
    pub fn unit(&self, unit: UnitIndex, diagnostics: &mut Diagnostics) -> LocalizedUnit {
        let SiteLocale { chain, pseudo, .. } = &self.locales.all[self.locale];
        if let Some(pseudo) = pseudo {
            return LocalizedUnit {
                tokens: self.pseudo(*pseudo, unit),
                shown: self.locale,
                state: State::Current,
                gap: None,
                stale: false,
                with_source: false,
            };
        }
        let mut own_state = if self.locale == self.locales.source {
            State::Current
        } else {
            State::Missing
        };
        let mut gap = Gap::Untranslated;
        for locale in chain
            .iter()
            .copied()
            .filter(|locale| *locale != self.locales.source)
        {
            let site_locale = &self.locales.all[locale];
            let Some(Translation {
                state,
                entry,
                resource,
                ..
            }) = translation(self.document, self.placed, unit, site_locale)
            else {
                continue;
            };
            // Problems are reported once, in the locale that they are in.
            let own = locale == self.locale;
            let mut found = Diagnostics::new();
            let Some(tokens) = self.translated(locale, entry, resource, &mut found) else {
                if own {
                    diagnostics.extend(found);
                    gap = Gap::Error;
                }
                continue;
            };
            if own {
                own_state = state;
                if state == State::Draft && self.locales.all[locale].config.hide_drafts {
                    own_state = State::Missing;
                    gap = Gap::Hidden;
                }
            }
            let hidden = match state {
                State::Draft => self.locales.all[locale].config.hide_drafts,
                State::Outdated => self.locales.outdated == Outdated::Source,
                State::Current | State::Missing => false,
            };
            if hidden {
                continue;
            }
            return LocalizedUnit {
                tokens,
                shown: locale,
                state: own_state,
                gap: (own_state == State::Missing).then_some(gap),
                stale: state == State::Outdated,
                with_source: state == State::Outdated && self.locales.outdated == Outdated::Both,
            };
        }
        LocalizedUnit {
            tokens: self.source(unit, diagnostics),
            shown: self.locales.source,
            state: own_state,
            gap: (own_state == State::Missing).then_some(gap),
            stale: false,
            with_source: false,
        }
    }

    /// The text of a translation, if nothing is wrong with it.
    fn translated(
        &self,
        locale: LocaleIndex,
        entry: &Entry,
        resource: &Resource,
        diagnostics: &mut Diagnostics,
    ) -> Option<Arc<[Inline]>> {
        let value = entry.value.as_ref()?;
        let site_locale = &self.locales.all[locale];
        let scope = site_locale.catalog.scope(&self.document.name);
        let scope = Scope {
            locale: &site_locale.locale,
            resources: &scope,
            variables: &self.locales.variables,
            escape: Escape::Markdown,
        };
        let mut errors = Vec::new();
        let text = format(value, &resource.path, &scope, &mut errors);
        if !errors.is_empty() {
            diagnostics.extend(errors);
            return None;
        }
        if text.trim().is_empty() {
            diagnostics.push(
                Diagnostic::error(
                    "translation-empty",
                    format!("the translation of `{}` is empty", entry.id),
                )
                .at(&resource.path, entry.id_span.clone())
                .hint("remove the message if there is no translation yet"),
            );
            return None;
        }
        let article = &self.placed.article;
        let (tokens, problems) = inline::parse(&text, &article.references);
        let sound = problems.is_empty();
        for problem in problems {
            let wrong = text.get(problem.span.clone()).unwrap_or("");
            let diagnostic = Diagnostic::error(problem.code, problem.message).at(
                &resource.path,
                place_of(wrong, &value.span, self.text_of(resource)),
            );
            diagnostics.push(match problem.hint {
                "" => diagnostic,
                hint => diagnostic.hint(hint),
            });
        }
        let targets = self.check_targets(&tokens, &value.span, resource, diagnostics);
        (sound && targets).then(|| tokens.into())
    }

    /// Notes, links and images of a translation lead somewhere, as those of the source do.
    fn check_targets(
        &self,
        tokens: &[Inline],
        value: &Range<usize>,
        resource: &Resource,
        diagnostics: &mut Diagnostics,
    ) -> bool {
        let article = &self.placed.article;
        let mut sound = true;
        for token in tokens {
            let (broken, written) = match token {
                Inline::Note(label) if !self.placed.notes.contains_key(label) => {
                    let known = self.placed.notes.keys().map(String::as_str);
                    let hint =
                        nearest(label, known).map(|near| format!("did you mean `[^{near}]`?"));
                    let message = format!("there is no note `[^{label}]` in `{}`", article.path);
                    (links::Broken { message, hint }, format!("[^{label}]"))
                }
                Inline::Link {
                    destination: Destination::Internal { path, anchor },
                    ..
                } if !(path.is_empty() && anchor.is_none()) => {
                    match links::resolve(self.site, &article.path, path, anchor.as_deref()) {
                        Ok(_) => continue,
                        Err(broken) => (broken, path.clone()),
                    }
                }
                Inline::Link {
                    destination: Destination::Term(term),
                    ..
                } => match site::terms::resolve(self.document, term) {
                    Ok(_) => continue,
                    Err(broken) => (broken, format!("term:{term}")),
                },
                Inline::Image { source, .. } => {
                    match links::image(self.site, &article.path, source) {
                        Ok(_) => continue,
                        Err(broken) => (broken, source.clone()),
                    }
                }
                _ => continue,
            };
            sound = false;
            let diagnostic = Diagnostic::error("link-broken", broken.message).at(
                &resource.path,
                place_of(&written, value, self.text_of(resource)),
            );
            diagnostics.push(match broken.hint {
                Some(hint) => diagnostic.hint(hint),
                None => diagnostic,
            });
        }
        sound
    }

    /// The source text of a unit.
    fn source(&self, index: UnitIndex, diagnostics: &mut Diagnostics) -> Arc<[Inline]> {
        let unit = &self.placed.article.units[index];
        if unit.pattern.as_text().is_some() {
            return Arc::clone(&unit.tokens);
        }
        self.formatted(index, &unit.pattern, diagnostics).into()
    }

    /// The text of a unit in a pseudo-locale. What is wrong with it is reported of the source.
    fn pseudo(&self, pseudo: Pseudo, index: UnitIndex) -> Arc<[Inline]> {
        let unit = &self.placed.article.units[index];
        if unit.pattern.as_text().is_some() {
            return pseudo::tokens(pseudo, &unit.tokens).into();
        }
        let pattern = pseudo::protect(&unit.pattern);
        let tokens = self.formatted(index, &pattern, &mut Diagnostics::new());
        pseudo::tokens(pseudo, &tokens).into()
    }

    /// A pattern of a source unit, formatted and parsed.
    fn formatted(
        &self,
        index: UnitIndex,
        pattern: &Pattern,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Inline> {
        let article = &self.placed.article;
        let unit = &article.units[index];
        let source = &self.locales.all[self.locales.source];
        let resources: Vec<&Resource> = source
            .catalog
            .shared
            .iter()
            .map(|resource| &**resource)
            .collect();
        let scope = Scope {
            locale: &source.locale,
            resources: &resources,
            variables: &self.locales.variables,
            escape: Escape::Markdown,
        };
        let mut errors = Vec::new();
        let text = format(pattern, &article.path, &scope, &mut errors);
        let (tokens, problems) = inline::parse(&text, &article.references);
        if self.locale == self.locales.source {
            for error in errors {
                diagnostics.push(in_article(error, article, index));
            }
            for problem in problems {
                diagnostics.push(
                    Diagnostic::error(problem.code, problem.message)
                        .at(&article.path, unit.span.clone()),
                );
            }
        }
        tokens
    }
}

/// Spans of a source unit's pattern count from the start of its text.
fn in_article(mut error: Diagnostic, article: &Article, unit: UnitIndex) -> Diagnostic {
    let unit = &article.units[unit];
    if let Some(place) = &mut error.place
        && let Some(span) = place.span.as_mut().filter(|_| place.path == article.path)
    {
        *span = unit.offset_in_file(span.start)..unit.offset_in_file(span.end);
    }
    error
}

/// Where a piece of a formatted text probably stands: in the value if it is there literally,
/// else the value as a whole.
fn place_of(wrong: &str, value: &Range<usize>, source: &str) -> Range<usize> {
    let literal = source
        .get(value.clone())
        .and_then(|value| value.find(wrong));
    match literal.filter(|_| !wrong.is_empty()) {
        Some(at) => value.start + at..value.start + at + wrong.len(),
        None => value.clone(),
    }
}

/// The path that templates and reports name for the translations of a document.
pub fn file_of(locale: &SiteLocale, document: &Document) -> SourcePath {
    SourcePath::new(&format!(
        "locales/{}/{}.ftl",
        locale.config.tag, document.name
    ))
}
