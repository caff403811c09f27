//! A site before its pages are made: everything that they are made from, and what makes them, all
//! of them for [`build`](super::build) or one of them for a reader who waits for it.
//!
//! A file that is asked for alone has the bytes that it has in the whole output, because both are
//! made by the same functions from the same material.

use std::sync::Arc;
use std::time::Instant;

use super::keys::Keys;
use super::model::{self, Reader};
use super::{Model, Options, Timings};
use crate::config::SiteConfig;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::interface::Interface;
use crate::localize::{LocaleIndex, LocalizedDocument, Localizer};
use crate::memo::Memo;
use crate::page::outline::Material;
use crate::page::shared::{Localize, Shared};
use crate::picture::{Colours, Fonts, Studio};
use crate::site::route::Style;
use crate::source::{Digest, Sources, read};
use crate::theme::{self, Message, Theme, ThemeOptions};

/// A site that can be made.
#[derive(Debug)]
pub struct Blueprint {
    pub(super) sources: Sources,
    pub(super) model: Model,
    pub(super) interface: Arc<Interface>,
    pub(super) theme: Option<Arc<Theme>>,
    pub(super) studio: Option<Arc<Studio>>,
    pub(super) shared: Shared,
    pub(super) keys: Keys,
    /// What every page depends on beside its model: the theme, and the interface messages, which
    /// templates ask for while they are rendered.
    pub(super) frame: Digest,
    pub(super) style: Style,
    pub(super) search: bool,
    pub(super) epoch: Option<u64>,
}

impl Blueprint {
    /// Reads the configuration, articles, catalogs and theme, and finds out which unit is which.
    /// Nothing is localized and no page is made. `None` if there is no site to speak of.
    pub fn new(
        sources: &Sources,
        options: &Options,
        memo: &Memo,
        diagnostics: &mut Diagnostics,
        timings: &mut Timings,
    ) -> Option<Self> {
        let model = model::model(sources, options, memo, diagnostics, timings)?;
        let start = Instant::now();
        let interface = Interface::load(
            &model.config.theme,
            &model.locales,
            sources,
            &Reader { sources, memo },
            diagnostics,
        );
        let interface = Arc::new(interface);
        let key = of_theme(sources, options);
        let theme = memo.theme(key, diagnostics, |diagnostics| {
            load_theme(&model.config, sources, options, &interface, diagnostics).map(Arc::new)
        });
        let studio = memo.studio(key, diagnostics, |diagnostics| {
            studio(&model.config, sources, diagnostics).map(Arc::new)
        });
        let frame = theme
            .as_ref()
            .map(|theme| theme.digest().as_bytes().to_vec());
        let frame = Digest::of_all([frame.unwrap_or_default().as_slice(), key.as_bytes()]);
        timings.add("theme", start);
        Some(Self {
            shared: Shared::new(model.site.documents.len(), model.locales.all.len()),
            keys: Keys::new(sources, &model),
            sources: sources.clone(),
            style: options.style,
            search: options.search && model.config.search,
            epoch: options.epoch,
            model,
            interface,
            theme,
            studio,
            frame,
        })
    }

    /// The site and its locales.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The files that it is made from.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// Localizes a document for a locale.
    pub(super) fn localize(
        &self,
        memo: &Memo,
        document: usize,
        locale: LocaleIndex,
    ) -> (LocalizedDocument, Diagnostics) {
        let Model { site, locales, .. } = &self.model;
        let document = &site.documents[document];
        let mut diagnostics = Diagnostics::new();
        let units = document.articles.iter().map(|placed| {
            let localizer = Localizer {
                sources: &self.sources,
                site,
                document,
                placed,
                locale,
                locales,
            };
            let key = || self.keys.of(&localizer);
            let (units, found) = memo.localized(key, || localizer.article());
            diagnostics.extend(found);
            units
        });
        (units.collect(), diagnostics)
    }

    /// What pages are made from.
    pub(super) fn material<'a>(&'a self, localize: &'a Localize<'a>) -> Material<'a> {
        Material {
            config: &self.model.config,
            site: &self.model.site,
            locales: &self.model.locales,
            interface: &self.interface,
            shared: &self.shared,
            localize,
            style: self.style,
            studio: self.studio.as_deref(),
            search: self.search,
        }
    }
}

/// The digest of all that the theme and its messages are made from.
fn of_theme(sources: &Sources, options: &Options) -> Digest {
    let files = sources.iter().filter(|file| {
        let path = file.path.as_str();
        path == read::CONFIG || path.starts_with("themes/") || path.ends_with("/interface.ftl")
    });
    let mut parts: Vec<&[u8]> = Vec::new();
    for file in files {
        parts.extend([file.path.as_str().as_bytes(), file.digest.as_bytes()]);
    }
    let chosen = [
        options.base_url.clone().unwrap_or_default(),
        options.locales.join(" "),
        options.pseudo.to_string(),
    ];
    parts.extend(chosen.iter().map(String::as_bytes));
    Digest::of_all(parts)
}

/// What draws the pictures for sharing, if the site shall have any.
fn studio(config: &SiteConfig, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Studio> {
    let wanted = config.share_pictures;
    if !wanted.draw || config.base_url.is_none() {
        return None;
    }
    let files = theme::fonts(&config.theme, sources);
    let named = files.iter().map(|(path, bytes)| (path, Arc::clone(bytes)));
    let (fonts, broken) = Fonts::new(named);
    for (path, error) in broken {
        let message = format!("the font cannot be read: {error}");
        let hint = "fonts are TrueType or OpenType files";
        diagnostics.push(Diagnostic::error("font", message).in_file(path).hint(hint));
    }
    let usual = Colours::default();
    let colours = Colours {
        paper: wanted.paper.unwrap_or(usual.paper),
        ink: wanted.ink.unwrap_or(usual.ink),
        muted: wanted.muted.unwrap_or(usual.muted),
        accent: wanted.accent.unwrap_or(usual.accent),
    };
    Some(Studio::new(fonts, colours))
}

fn load_theme(
    config: &SiteConfig,
    sources: &Sources,
    options: &Options,
    interface: &Arc<Interface>,
    diagnostics: &mut Diagnostics,
) -> Option<Theme> {
    let interface = Arc::clone(interface);
    let title = config.title.clone();
    let options = ThemeOptions {
        minify: config.minify,
        originals: &options.originals,
        messages: Arc::new(move |tag, id, arguments| match id {
            "site-title" if !interface.has(tag, id) => Ok(Message {
                text: interface.site_title(tag, &title),
                foreign: None,
            }),
            _ => interface.message(tag, id, arguments),
        }),
    };
    theme::load(&config.theme, sources, &options, diagnostics)
}
