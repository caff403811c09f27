//! Interface messages: the words of the theme in the language of a page.
//!
//! A message is looked up in the project's `locales/<tag>/interface.ftl`, then in the theme's
//! `interface/<tag>.ftl`, then the same for the language without region or script, for the
//! fallbacks of the locale, for the source locale, and last in the default theme's English.

use std::collections::HashMap;
use std::sync::Arc;

use crate::catalog::Parse;
use crate::diagnostic::{Diagnostics, nearest};
use crate::fluent::Resource;
use crate::fluent::resolve::{Escape, Scope, Value, Variables, format};
use crate::locale::{DateTime, Locale, LocaleOptions, LocaleTag, Number};
use crate::localize::Locales;
use crate::localize::pseudo::{self, Pseudo};
use crate::source::{SourcePath, Sources};
use crate::theme::{Argument, Message};

/// The interface messages of all locales.
#[derive(Debug)]
pub struct Interface {
    layers: HashMap<String, Vec<Layer>>,
    pseudo: HashMap<String, Pseudo>,
    variables: Variables,
}

/// A file of messages and the language that it is in.
#[derive(Debug, Clone)]
struct Layer {
    resource: Arc<Resource>,
    locale: Arc<Locale>,
    /// Whether that is another language or script than that of the pages it is shown on.
    foreign: bool,
}

/// The language that the default theme is complete in.
const LAST_RESORT: &str = "en";

impl Interface {
    /// Finds the layers of each locale.
    pub fn load(
        theme: &str,
        locales: &Locales,
        sources: &Sources,
        parse: &dyn Parse,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut files: HashMap<SourcePath, Arc<Resource>> = HashMap::new();
        let mut languages: HashMap<String, Arc<Locale>> = HashMap::new();
        let mut layers = HashMap::new();
        for of in &locales.all {
            let mut found: Vec<Layer> = Vec::new();
            let layer = |resource, locale: Arc<Locale>| Layer {
                foreign: spoken(&locale) != spoken(&of.locale),
                resource,
                locale,
            };
            for index in &of.chain {
                let site_locale = &locales.all[*index];
                let tag = site_locale.config.tag.as_str();
                let options = &site_locale.config.options;
                if let Some(locale) = language(tag, options, &mut languages) {
                    let own = site_locale.catalog.interface.clone();
                    found.extend(own.map(|resource| layer(resource, locale)));
                }
                for shorter in truncations(tag) {
                    let options = if shorter == tag {
                        options.clone()
                    } else {
                        LocaleOptions::default()
                    };
                    for folder in [theme, "default"] {
                        let path =
                            SourcePath::new(&format!("themes/{folder}/interface/{shorter}.ftl"));
                        if sources.get(&path).is_none() {
                            continue;
                        }
                        let resource = files
                            .entry(path.clone())
                            .or_insert_with(|| parse.fluent(&path, diagnostics))
                            .clone();
                        if let Some(locale) = language(shorter, &options, &mut languages) {
                            found.push(layer(resource, locale));
                        }
                    }
                }
            }
            let path = SourcePath::new(&format!("themes/default/interface/{LAST_RESORT}.ftl"));
            if sources.get(&path).is_some() {
                let resource = files
                    .entry(path.clone())
                    .or_insert_with(|| parse.fluent(&path, diagnostics))
                    .clone();
                if let Some(locale) =
                    language(LAST_RESORT, &LocaleOptions::default(), &mut languages)
                {
                    found.push(layer(resource, locale));
                }
            }
            layers.insert(of.config.tag.to_string(), found);
        }
        let pseudo = pseudo_layers(locales, &mut layers);
        Self {
            layers,
            pseudo,
            variables: locales.variables.clone(),
        }
    }

    /// The name of the site in a language: the message `site-title`, or else the title that the
    /// configuration gives.
    pub fn site_title(&self, tag: &str, title: &str) -> String {
        if self.has(tag, "site-title")
            && let Ok(title) = self.message(tag, "site-title", &[])
        {
            return title.text;
        }
        match self.pseudo.get(tag) {
            Some(pseudo) => pseudo.text(title),
            None => title.to_owned(),
        }
    }

    /// Whether a message is there.
    pub fn has(&self, tag: &str, id: &str) -> bool {
        self.layers
            .get(tag)
            .is_some_and(|layers| layers.iter().any(|layer| layer.resource.get(id).is_some()))
    }

    /// A message in the language of a page.
    ///
    /// # Errors
    ///
    /// A sentence for the author of the template, or of the message.
    pub fn message(
        &self,
        tag: &str,
        id: &str,
        arguments: &[(String, Argument)],
    ) -> Result<Message, String> {
        let layers = self.layers.get(tag).map_or(&[][..], Vec::as_slice);
        let Some((at, pattern)) = layers.iter().enumerate().find_map(|(at, layer)| {
            let pattern = layer.resource.get(id)?.value.as_ref()?;
            Some((at, pattern))
        }) else {
            let known = layers
                .iter()
                .flat_map(|layer| &layer.resource.entries)
                .map(|entry| &*entry.id);
            return Err(match nearest(id, known) {
                Some(near) => {
                    format!("there is no interface message `{id}`; did you mean `{near}`?")
                }
                None => format!("there is no interface message `{id}`"),
            });
        };
        let layer = &layers[at];
        let shown = |text| Message {
            text,
            foreign: layer.foreign.then(|| {
                let locale = &layer.locale;
                (locale.lang().to_owned(), locale.direction().as_str())
            }),
        };
        if let Some(text) = pattern.as_text() {
            return Ok(shown(text.to_owned()));
        }
        let mut variables = self.variables.clone();
        for (name, argument) in arguments {
            variables.insert(name.clone(), value(argument));
        }
        let resources: Vec<&Resource> = layers[at..].iter().map(|layer| &*layer.resource).collect();
        let scope = Scope {
            locale: &layer.locale,
            resources: &resources,
            variables: &variables,
            escape: Escape::None,
        };
        let mut errors = Vec::new();
        let text = format(pattern, &layer.resource.path, &scope, &mut errors).into_owned();
        match errors.first() {
            None => Ok(shown(text)),
            Some(error) => Err(format!(
                "the interface message `{id}` in `{}`: {}",
                layer.resource.path, error.message
            )),
        }
    }
}

/// Makes the layers of the pseudo-locales from those of the source. `ar-XB` has no Arabic words.
fn pseudo_layers(
    locales: &Locales,
    layers: &mut HashMap<String, Vec<Layer>>,
) -> HashMap<String, Pseudo> {
    let source = locales.all[locales.source].config.tag.as_str();
    let mut found = HashMap::new();
    for locale in &locales.all {
        let Some(pseudo) = locale.pseudo else {
            continue;
        };
        let made = layers.get(source).into_iter().flatten().map(|layer| Layer {
            resource: Arc::new(pseudo::resource(pseudo, &layer.resource)),
            locale: layer.locale.clone(),
            foreign: layer.foreign,
        });
        let made = made.collect();
        layers.insert(locale.config.tag.to_string(), made);
        found.insert(locale.config.tag.to_string(), pseudo);
    }
    found
}

/// What a listener hears and a reader reads, whatever the country: the language and its script.
fn spoken(locale: &Locale) -> (&str, &str) {
    (locale.tag().language(), locale.script())
}

/// `zh-Hant-TW`, `zh-Hant`, `zh`.
fn truncations(tag: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(tag), |tag| tag.rfind('-').map(|at| &tag[..at]))
}

fn language(
    tag: &str,
    options: &LocaleOptions,
    known: &mut HashMap<String, Arc<Locale>>,
) -> Option<Arc<Locale>> {
    if let Some(locale) = known.get(tag) {
        return Some(locale.clone());
    }
    let locale = Arc::new(Locale::new(LocaleTag::parse(tag).ok()?, options).ok()?);
    known.insert(tag.to_owned(), locale.clone());
    Some(locale)
}

fn value(argument: &Argument) -> Value {
    match argument {
        Argument::Text(text) => match DateTime::parse(text) {
            Ok(date) => Value::Date(date),
            Err(_) => Value::Text(text.clone()),
        },
        Argument::Integer(number) => Value::number(Number::from(*number)),
        Argument::Float(number) => match Number::from_f64(*number) {
            Ok(number) => Value::number(number),
            Err(_) => Value::Text(number.to_string()),
        },
    }
}
