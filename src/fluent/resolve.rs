//! Formatting a pattern for a locale.
//!
//! Numbers, dates and plural categories are CLDR's ([`crate::locale`]). Isolation marks are not
//! inserted: they would land inside the addresses of links; HTML isolates what needs it.
//!
//! Invariant: formatting ends. References nest at most `DEEPEST_REFERENCE` deep, a message
//! that refers to itself is an error, and the result is at most `LONGEST_TEXT` bytes long.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use super::{Element, Expression, Pattern, Resource, Variant, VariantKey};
use crate::diagnostic::{Diagnostic, nearest};
use crate::locale::{DateOptions, DateTime, Locale, Number, PluralKind};
use crate::source::SourcePath;

/// How deep messages and terms may refer to one another.
const DEEPEST_REFERENCE: usize = 32;
/// The longest text that a pattern may become, in bytes.
const LONGEST_TEXT: usize = 1 << 20;

/// The functions there are.
const FUNCTIONS: [&str; 2] = ["NUMBER", "DATETIME"];

/// A value of a variable, or of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number with its form, and the plural rules that it is counted by.
    Number(Number, PluralKind),
    /// A day, or a moment.
    Date(DateTime),
}

impl Value {
    /// A number to be counted.
    pub fn number(number: Number) -> Self {
        Self::Number(number, PluralKind::Cardinal)
    }
}

/// Variables by name.
pub type Variables = BTreeMap<String, Value>;

/// How values enter a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Escape {
    /// As they are: the text is not Markdown.
    None,
    /// Escaped for Markdown. Literal text of messages is Markdown and is not escaped.
    Markdown,
}

impl Escape {
    /// The text that shows a value as it is.
    pub fn apply(self, value: &str) -> Cow<'_, str> {
        if self == Self::None {
            return Cow::Borrowed(value);
        }
        let mut out = String::with_capacity(value.len());
        for character in value.chars() {
            if character.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(if character == '\n' { ' ' } else { character });
        }
        Cow::Owned(out)
    }
}

/// Where a pattern is formatted.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The locale of the text.
    pub locale: &'a Locale,
    /// Where messages and terms are looked up, in this order.
    pub resources: &'a [&'a Resource],
    /// The variables that are known.
    pub variables: &'a Variables,
    /// How values enter the text.
    pub escape: Escape,
}

/// Formats a pattern of a file. Errors are appended, with places in the file of the pattern or
/// of the message that it refers to; the text then holds a stand-in and must not be shown.
pub fn format<'p>(
    pattern: &'p Pattern,
    path: &SourcePath,
    scope: &Scope<'_>,
    errors: &mut Vec<Diagnostic>,
) -> Cow<'p, str> {
    if let Some(text) = pattern.as_text() {
        return Cow::Borrowed(text);
    }
    let mut resolver = Resolver {
        scope,
        errors,
        out: String::new(),
        full: false,
        frames: Vec::new(),
    };
    resolver.pattern(pattern, path, scope.variables);
    Cow::Owned(resolver.out)
}

struct Resolver<'a, 'e> {
    scope: &'a Scope<'a>,
    errors: &'e mut Vec<Diagnostic>,
    out: String,
    /// Whether `LONGEST_TEXT` was reached: nothing more is looked up.
    full: bool,
    /// The messages and terms that are being formatted, to find cycles.
    frames: Vec<(Box<str>, Option<Box<str>>)>,
}

impl Resolver<'_, '_> {
    fn error(
        &mut self,
        path: &SourcePath,
        span: &Range<usize>,
        message: String,
    ) -> &mut Diagnostic {
        self.errors
            .push(Diagnostic::error("fluent-reference", message).at(path, span.clone()));
        let last = self.errors.len() - 1;
        &mut self.errors[last]
    }

    fn push(&mut self, text: &str, path: &SourcePath, span: &Range<usize>) {
        if self.full || self.out.len() + text.len() > LONGEST_TEXT {
            if !std::mem::replace(&mut self.full, true) {
                self.errors.push(
                    Diagnostic::error(
                        "fluent-too-large",
                        format!("the message becomes longer than {LONGEST_TEXT} bytes"),
                    )
                    .at(path, span.clone()),
                );
            }
            return;
        }
        self.out.push_str(text);
    }

    fn pattern(&mut self, pattern: &Pattern, path: &SourcePath, variables: &Variables) {
        for element in &pattern.elements {
            match element {
                Element::Text(text) => self.push(text, path, &pattern.span),
                Element::Placeable(expression) => {
                    self.placeable(expression, &pattern.span, path, variables);
                }
            }
        }
    }

    /// Writes an expression into the text.
    fn placeable(
        &mut self,
        expression: &Expression,
        span: &Range<usize>,
        path: &SourcePath,
        variables: &Variables,
    ) {
        match expression {
            Expression::Text(text) => self.push(text, path, span),
            Expression::Message {
                id,
                attribute,
                span,
            } => self.reference(id, attribute.as_deref(), span, path, variables),
            Expression::Term {
                id,
                attribute,
                arguments,
                span,
            } => {
                // A term sees its own arguments and no other variable.
                let arguments = arguments
                    .iter()
                    .filter_map(|(name, value)| {
                        Some((name.to_string(), self.value(value, span, path, variables)?))
                    })
                    .collect();
                self.reference(id, attribute.as_deref(), span, path, &arguments);
            }
            Expression::Select {
                selector,
                variants,
                default,
            } => {
                // A term that is referred to without an argument takes its default variant.
                let optional = self
                    .frames
                    .last()
                    .is_some_and(|(id, _)| id.starts_with('-'));
                let value = match &**selector {
                    Expression::Variable(name, _)
                        if optional && !variables.contains_key(&**name) =>
                    {
                        None
                    }
                    selector => self.value(selector, span, path, variables),
                };
                let chosen = value.and_then(|value| self.choose(&value, variants));
                if let Some(variant) = chosen.or_else(|| variants.get(*default)) {
                    self.pattern(&variant.value, path, variables);
                }
            }
            Expression::Number(..) | Expression::Variable(..) | Expression::Function { .. } => {
                let Some(value) = self.value(expression, span, path, variables) else {
                    return;
                };
                let text = self.text(&value, path, span);
                let text = self.scope.escape.apply(&text);
                self.push(&text, path, span);
            }
        }
    }

    /// A value as it is shown where nothing is said of its form.
    fn text(&mut self, value: &Value, path: &SourcePath, span: &Range<usize>) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Number(number, _) => self.scope.locale.format_number(number),
            Value::Date(date) => {
                let options = DateOptions::new([("dateStyle", "long")]);
                let shown = options
                    .map_err(|error| error.to_string())
                    .and_then(|options| {
                        let shown = self.scope.locale.format_date(date, &options);
                        shown.map_err(|error| error.to_string())
                    });
                shown.unwrap_or_else(|message| {
                    self.error(path, span, message);
                    String::new()
                })
            }
        }
    }

    fn reference(
        &mut self,
        id: &str,
        attribute: Option<&str>,
        span: &Range<usize>,
        path: &SourcePath,
        variables: &Variables,
    ) {
        let resources = self.scope.resources;
        let found = resources
            .iter()
            .find_map(|resource| Some((&resource.path, resource.get(id)?)));
        let Some((target_path, entry)) = found else {
            let kind = if id.starts_with('-') {
                "term"
            } else {
                "message"
            };
            let known = resources
                .iter()
                .flat_map(|resource| &resource.entries)
                .map(|entry| &*entry.id)
                .filter(|known| known.starts_with('-') == id.starts_with('-'));
            let near = nearest(id, known);
            let hint = match near {
                Some(near) => Some(format!("did you mean `{near}`?")),
                None if kind == "term" => None,
                None if variables.contains_key(id) => Some(format!(
                    "the variable of this name is written `{{ ${id} }}`"
                )),
                None => Some(
                    "braces that are meant as text are written `{\"{\"}` and `{\"}\"}`".to_owned(),
                ),
            };
            let error = self.error(
                path,
                span,
                format!("there is no {kind} `{id}` in this language"),
            );
            error.hints.extend(hint);
            return;
        };
        let Some(pattern) = entry.pattern(attribute) else {
            let message = match attribute {
                Some(attribute) => format!("`{id}` has no attribute `{attribute}`"),
                None => format!("`{id}` has no value, only attributes"),
            };
            self.error(path, span, message);
            return;
        };
        let frame = (Box::from(id), attribute.map(Box::from));
        if self.frames.contains(&frame) {
            self.error(path, span, format!("`{id}` refers to itself"));
            return;
        }
        if self.frames.len() == DEEPEST_REFERENCE {
            self.error(
                path,
                span,
                format!("references nest more than {DEEPEST_REFERENCE} deep"),
            );
            return;
        }
        // A bound on depth alone would let ten messages that name each other ten times grow
        // for ever; what is not written any more need not be looked up either.
        if self.full || self.errors.len() > 100 {
            return;
        }
        self.frames.push(frame);
        self.pattern(pattern, target_path, variables);
        self.frames.pop();
    }

    /// The value of an expression, for a selector, an argument or a function.
    fn value(
        &mut self,
        expression: &Expression,
        span: &Range<usize>,
        path: &SourcePath,
        variables: &Variables,
    ) -> Option<Value> {
        match expression {
            Expression::Text(text) => Some(Value::Text(text.to_string())),
            Expression::Number(text, span) => match Number::parse(text) {
                Ok(number) => Some(Value::number(number)),
                Err(error) => {
                    self.error(path, span, error.to_string());
                    None
                }
            },
            Expression::Variable(name, span) => {
                let value = variables.get(&**name).cloned();
                if value.is_none() {
                    let near =
                        nearest(name, variables.keys().map(String::as_str)).map(str::to_owned);
                    let error =
                        self.error(path, span, format!("there is no variable `${name}` here"));
                    error
                        .hints
                        .extend(near.map(|near| format!("did you mean `${near}`?")));
                }
                value
            }
            Expression::Function {
                name,
                positional,
                named,
                span,
            } => self.call(name, positional, named, span, path, variables),
            // A message or a term as a value is its text.
            Expression::Message { .. } | Expression::Term { .. } | Expression::Select { .. } => {
                let before = std::mem::take(&mut self.out);
                self.placeable(expression, span, path, variables);
                Some(Value::Text(std::mem::replace(&mut self.out, before)))
            }
        }
    }

    fn call(
        &mut self,
        name: &str,
        positional: &[Expression],
        named: &[(Box<str>, Expression)],
        span: &Range<usize>,
        path: &SourcePath,
        variables: &Variables,
    ) -> Option<Value> {
        if !FUNCTIONS.contains(&name) {
            let error = self.error(path, span, format!("there is no function `{name}`"));
            error
                .hints
                .push("there are `NUMBER` and `DATETIME`".to_owned());
            return None;
        }
        let [argument] = positional else {
            self.error(
                path,
                span,
                format!("`{name}` takes one value and named options"),
            );
            return None;
        };
        let value = self.value(argument, span, path, variables)?;
        let options: Vec<(&str, Cow<'_, str>)> = named
            .iter()
            .map(|(name, value)| {
                let value = match value {
                    Expression::Text(text) | Expression::Number(text, _) => Cow::Borrowed(&**text),
                    _ => Cow::Borrowed(""),
                };
                (&**name, value)
            })
            .collect();
        let options = options.iter().map(|(name, value)| (*name, &**value));
        match (name, value) {
            ("NUMBER", Value::Number(number, _)) => {
                let kind = match options.clone().find(|(name, _)| *name == "type") {
                    Some((_, "ordinal")) => PluralKind::Ordinal,
                    _ => PluralKind::Cardinal,
                };
                match number.with_options(options.filter(|(name, _)| *name != "type")) {
                    Ok(number) => Some(Value::Number(number, kind)),
                    Err(problem) => {
                        let error = self.error(path, span, problem.to_string());
                        error.hints.extend(problem.hint());
                        None
                    }
                }
            }
            ("DATETIME", Value::Date(date)) => {
                let shown = DateOptions::new(options)
                    .map_err(|problem| (problem.to_string(), problem.hint()))
                    .and_then(|options| {
                        let shown = self.scope.locale.format_date(&date, &options);
                        shown.map_err(|problem| (problem.to_string(), None))
                    });
                match shown {
                    Ok(text) => Some(Value::Text(text)),
                    Err((message, hint)) => {
                        self.error(path, span, message).hints.extend(hint);
                        None
                    }
                }
            }
            ("NUMBER", _) => {
                self.error(path, span, "`NUMBER` takes a number".to_owned());
                None
            }
            _ => {
                self.error(path, span, "`DATETIME` takes a date".to_owned());
                None
            }
        }
    }

    /// The variant that a value asks for: an equal number first, then its plural category.
    fn choose<'v>(&self, value: &Value, variants: &'v [Variant]) -> Option<&'v Variant> {
        let named = |wanted: &str| {
            variants
                .iter()
                .find(|variant| matches!(&variant.key, VariantKey::Name(name) if **name == *wanted))
        };
        match value {
            Value::Text(text) => named(text),
            Value::Number(number, kind) => {
                let equal = variants.iter().find(|variant| match &variant.key {
                    VariantKey::Number(key) => {
                        Number::parse(key).is_ok_and(|key| key.same_value(number))
                    }
                    VariantKey::Name(_) => false,
                });
                equal.or_else(|| named(self.scope.locale.plural(number, *kind)))
            }
            Value::Date(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
