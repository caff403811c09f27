//! Formatting a pattern for a locale.
//!
//! Numbers, dates and plural categories are CLDR's ([`crate::locale`]). Isolation marks are not
//! inserted: they would land inside the addresses of links; HTML isolates what needs it.
//!
//! Invariant: formatting ends. References nest at most [`DEEPEST_REFERENCE`] deep, a message
//! that refers to itself is an error, and the result is at most [`LONGEST_TEXT`] bytes long.

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
    /// Whether [`LONGEST_TEXT`] was reached: nothing more is looked up.
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
                match self.scope.escape {
                    Escape::None => self.push(&text, path, span),
                    Escape::Markdown => {
                        let text = crate::content::inline::escape(&text);
                        self.push(&text, path, span);
                    }
                }
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
            let error = self.error(
                path,
                span,
                format!("there is no {kind} `{id}` in this language"),
            );
            error
                .hints
                .extend(near.map(|near| format!("did you mean `{near}`?")));
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
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::fluent::parse;
    use crate::locale::{LocaleOptions, LocaleTag};
    use crate::source::SourceFile;

    fn resource(text: &str) -> Resource {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new("locales/xx/a.ftl".into(), text.as_bytes());
        let resource = parse::resource(&file, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        resource
    }

    /// The message `a` of a file with some variables, and the errors it met.
    fn show(tag: &str, file: &str, variables: &[(&str, Value)]) -> (String, Vec<String>) {
        let tag = LocaleTag::parse(tag).expect("a tag");
        let locale = Locale::new(tag, &LocaleOptions::default()).expect("a locale");
        let resource = resource(file);
        let variables = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let scope = Scope {
            locale: &locale,
            resources: &[&resource],
            variables: &variables,
            escape: Escape::None,
        };
        let mut errors = Vec::new();
        let pattern = resource
            .get("a")
            .and_then(|a| a.value.as_ref())
            .expect("a value");
        let text = format(pattern, &resource.path, &scope, &mut errors).into_owned();
        (
            text,
            errors.into_iter().map(|error| error.message).collect(),
        )
    }

    fn check(tag: &str, file: &str, variables: &[(&str, Value)], expected: &str) {
        let (text, errors) = show(tag, file, variables);
        assert_eq!(errors, [""; 0], "{file}");
        assert_eq!(text, expected, "{file}");
    }

    fn number(text: &str) -> Value {
        Value::number(Number::parse(text).expect("a number"))
    }

    #[test]
    fn resolves_terms_messages_and_variables() {
        check(
            "en",
            "-un = United Nations\na = The { -un }.\n",
            &[],
            "The United Nations.",
        );
        check("en", "b = B\n    .c = C\na = { b } { b.c }\n", &[], "B C");
        check(
            "en",
            "a = { $x }\n",
            &[("x", Value::Text("*y*".into()))],
            "*y*",
        );
        check(
            "ru",
            "-un = { $case ->\n   *[nom] Организация\n    [gen] Организации\n}\na = { -un(case: \"gen\") } { -un }\n",
            &[],
            "Организации Организация",
        );
    }

    #[test]
    fn a_term_does_not_see_the_variables_around_it() {
        let (_, errors) = show("en", "-t = { $x }\na = { -t }\n", &[("x", number("1"))]);
        assert_eq!(errors, ["there is no variable `$x` here"]);
    }

    #[test]
    fn plurals_are_those_of_cldr() {
        let file = "a = { $n ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n}\n";
        let cases = [
            (
                "ar",
                "0 zero, 1 one, 2 two, 3 few, 11 many, 100 other, 103 few, 1.5 other",
            ),
            ("ru", "1 one, 2 few, 5 many, 21 one, 111 many, 1.5 other"),
            ("fr", "0 one, 1 one, 1.5 one, 2 other, 1000000 many"),
            ("pl", "1 one, 2 few, 5 many, 22 few, 112 many, 1.5 other"),
            ("lt", "1 one, 2 few, 10 other, 21 one, 22 few, 1.5 many"),
            ("lv", "111 zero"),
            ("ro", "102 few"),
            ("zh", "1 other, 2 other"),
            ("en", "1 one, 1.0 other, 2 other"),
        ];
        for (tag, cases) in cases {
            for case in cases.split(", ") {
                let (n, expected) = case.split_once(' ').expect("a case");
                let (text, _) = show(tag, file, &[("n", number(n))]);
                assert_eq!(text, expected, "{tag} {n}");
            }
        }
    }

    #[test]
    fn an_equal_number_comes_before_its_category() {
        let file = "a = { $n ->\n    [one] one\n    [1] exactly\n   *[other] other\n}\n";
        check("en", file, &[("n", number("1"))], "exactly");
        let file =
            "a = { NUMBER($n, type: \"ordinal\") ->\n    [two] { $n }nd\n   *[other] { $n }th\n}\n";
        check("en", file, &[("n", number("22"))], "22nd");
    }

    #[test]
    fn numbers_and_dates_follow_the_locale() {
        let date = Value::Date(DateTime::parse("2024-05-31").expect("a day"));
        let file = "a = { DATETIME($d, dateStyle: \"long\") }\n";
        for (tag, expected) in [
            ("en", "May 31, 2024"),
            ("fr", "31 mai 2024"),
            ("es", "31 de mayo de 2024"),
            ("ru", "31 мая 2024\u{202f}г."),
            ("zh", "2024年5月31日"),
            ("ar", "٣١ مايو ٢٠٢٤"),
        ] {
            let (text, errors) = show(tag, file, &[("d", date.clone())]);
            assert_eq!(errors, [""; 0]);
            assert_eq!(text.replace('\u{a0}', "\u{202f}"), expected, "{tag}");
        }
        let percent = "a = { NUMBER($n, style: \"percent\", maximumFractionDigits: 0) }\n";
        check("en", percent, &[("n", number("0.5"))], "50%");
        check("fr", percent, &[("n", number("0.5"))], "50\u{a0}%");
        check("en", "a = { 1234567 }\n", &[], "1,234,567");
    }

    #[test]
    fn every_error_is_reported_and_formatting_ends() {
        let cases = [
            ("a = { $n }\n", "there is no variable `$n` here"),
            ("a = { -t }\n", "there is no term `-t` in this language"),
            ("a = { b }\n", "there is no message `b` in this language"),
            ("a = { b }\nb = { a }\n", "`b` refers to itself"),
            ("a = { b.x }\nb = B\n", "`b` has no attribute `x`"),
            ("a = { F($n) }\n", "there is no function `F`"),
            ("a = { NUMBER(\"x\") }\n", "`NUMBER` takes a number"),
            (
                "a = { NUMBER(1, minimumFractionDigits: 4000000000) }\n",
                "option `minimumFractionDigits`",
            ),
        ];
        for (file, expected) in cases {
            let (_, errors) = show("en", file, &[]);
            assert!(
                errors.iter().any(|error| error.starts_with(expected)),
                "{file}: {errors:?}"
            );
        }
        // Ten messages, each naming the next ten times: 10^10 words.
        let bomb: String = (0..10)
            .map(|n| format!("b{n} = {}\n", format!("{{ b{} }}", n + 1).repeat(10)))
            .collect();
        let (text, errors) = show("en", &format!("a = {{ b0 }}\n{bomb}b10 = laugh\n"), &[]);
        assert!(text.len() <= LONGEST_TEXT);
        assert!(!errors.is_empty());
        let chain: String = (0..100)
            .map(|n| format!("c{n} = {{ c{} }}\n", n + 1))
            .collect();
        let (_, errors) = show("en", &format!("a = {{ c0 }}\n{chain}c100 = x\n"), &[]);
        assert_eq!(errors, ["references nest more than 32 deep"]);
    }

    #[test]
    fn values_are_escaped_for_markdown_and_literals_are_not() {
        let tag = LocaleTag::parse("en").expect("a tag");
        let locale = Locale::new(tag, &LocaleOptions::default()).expect("a locale");
        let resource = resource("a = *{ $x }*\n");
        let variables = Variables::from([("x".to_owned(), Value::Text("[a](b)".into()))]);
        let scope = Scope {
            locale: &locale,
            resources: &[&resource],
            variables: &variables,
            escape: Escape::Markdown,
        };
        let pattern = resource
            .get("a")
            .and_then(|a| a.value.as_ref())
            .expect("a value");
        let text = format(pattern, &resource.path, &scope, &mut Vec::new());
        assert_eq!(text, "*\\[a\\]\\(b\\)*");
    }
}
