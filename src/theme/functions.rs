//! The functions that templates have: `message`, `words` and `asset`.
//!
//! All look at the page being rendered through its context: `locale.tag` says in which
//! language, `site.script_root` from how deep. Tera does not show a component the context of
//! the page; one that uses the functions declares what they look at, as `@locale` or `@site`.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::value::Key;
use tera::{Kwargs, State, Tera, Value};

use crate::diagnostic::nearest;

/// Answers `message(id=…, …)`: the tag of a locale, the id and the arguments, to the message.
/// An error is a sentence for the template's author.
pub type Messages =
    dyn Fn(&str, &str, &[(String, Argument)]) -> Result<Message, String> + Send + Sync;

/// An interface message as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Plain text.
    pub text: String,
    /// `lang` and `dir` of the text, if it is not in the language that was asked for.
    pub foreign: Option<(String, &'static str)>,
}

impl Message {
    /// The message as HTML. Words of another language than the page's say which one that is, as
    /// screen readers would read them with the wrong voice, and their full stop would stand on
    /// the wrong side of them.
    pub fn html(&self) -> String {
        let text = escaped(&self.text);
        match &self.foreign {
            None => text,
            Some((lang, dir)) => {
                format!(
                    "<span lang=\"{}\" dir=\"{dir}\">{text}</span>",
                    escaped(lang)
                )
            }
        }
    }
}

fn escaped(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    // Writing to a vector cannot fail, and of a text it writes a text.
    let _ = tera::escape_html(text, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// A string, or a date such as `2024-05-31`.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
}

/// What the functions need to know.
#[derive(Clone)]
pub(super) struct Functions {
    /// What `message` asks.
    pub(super) messages: Arc<Messages>,
    /// The output paths of assets, by their name in the theme.
    pub(super) assets: Arc<BTreeMap<String, String>>,
}

/// Adds the functions to Tera.
pub(super) fn register(tera: &mut Tera, functions: &Functions) {
    let Functions { messages, assets } = functions.clone();
    let as_html = Arc::clone(&messages);
    tera.register_function("message", move |kwargs: Kwargs, state: &State<'_>| {
        message("message", &kwargs, state, &*messages).map(|message| message.text)
    });
    tera.register_function("words", move |kwargs: Kwargs, state: &State<'_>| {
        message("words", &kwargs, state, &*as_html)
            .map(|message| Value::safe_string(&message.html()))
    });
    tera.register_function("asset", move |kwargs: Kwargs, state: &State<'_>| {
        asset(&kwargs, state, &assets)
    });
}

fn message(
    function: &str,
    kwargs: &Kwargs,
    state: &State<'_>,
    messages: &Messages,
) -> tera::TeraResult<Message> {
    let id = kwargs.must_get::<&str>("id")?;
    let mut arguments = Vec::new();
    for (key, value) in kwargs.iter() {
        let Some(name) = key.as_str().filter(|name| *name != "id") else {
            continue;
        };
        let argument = argument(value).ok_or_else(|| {
            tera::Error::message(format!(
                "the argument `{name}` of the message `{id}` is of type {}; \
                 only strings, numbers and dates can be arguments",
                value.name()
            ))
        })?;
        arguments.push((name.to_owned(), argument));
    }
    // So that the order does not hang on how Tera keeps them.
    arguments.sort_by(|a: &(String, Argument), b| a.0.cmp(&b.0));
    let tag = of_page(state, function, "locale", "tag")?;
    messages(&tag, id, &arguments).map_err(tera::Error::message)
}

fn argument(value: &Value) -> Option<Argument> {
    if let Some(text) = value.as_str() {
        return Some(Argument::Text(text.to_owned()));
    }
    let number = value.as_number()?;
    Some(match number.as_integer().map(i64::try_from) {
        Some(Ok(integer)) => Argument::Integer(integer),
        _ => Argument::Float(number.as_float()),
    })
}

fn asset(
    kwargs: &Kwargs,
    state: &State<'_>,
    assets: &BTreeMap<String, String>,
) -> tera::TeraResult<String> {
    let path = kwargs.must_get::<&str>("path")?;
    let Some(output) = assets.get(path) else {
        let meant = nearest(path, assets.keys().map(String::as_str));
        return Err(tera::Error::message(match meant {
            Some(meant) => format!("the theme has no asset `{path}`; did you mean `{meant}`?"),
            None => format!("the theme has no asset `{path}`"),
        }));
    };
    let root = of_page(state, "asset", "site", "script_root")?;
    Ok(format!("{root}{output}"))
}

/// A string of the page's context: `locale.tag`.
fn of_page(
    state: &State<'_>,
    function: &str,
    variable: &str,
    field: &str,
) -> tera::TeraResult<String> {
    let value = state.get::<Value>(variable)?;
    value
        .as_ref()
        .and_then(|value| value.as_map()?.get(&Key::Str(field))?.as_str())
        .map(str::to_owned)
        .ok_or_else(|| {
            tera::Error::message(format!(
                "`{function}` needs the variable `{variable}.{field}`; \
                 a component that uses it declares `@{variable}` among its arguments"
            ))
        })
}
