//! Expressions as text: what all forms of a pattern have in common.

use super::{Expression, Pattern, VariantKey};

/// What differs between the forms.
pub(super) struct Style {
    /// Writes what stands between the quotation marks of a literal.
    pub(super) quoted: fn(&str, &mut String),
    /// What leads to the key of a variant.
    pub(super) other_variant: &'static str,
    /// What leads to the key of the default variant.
    pub(super) default_variant: &'static str,
    /// Writes the pattern of a variant.
    pub(super) pattern: fn(&Pattern, &mut String),
}

/// Writes an expression, without the braces around it.
pub(super) fn write(expression: &Expression, style: &Style, out: &mut String) {
    match expression {
        Expression::Text(text) => {
            out.push('"');
            (style.quoted)(text, out);
            out.push('"');
        }
        Expression::Number(number, _) => out.push_str(number),
        Expression::Variable(name, _) => {
            out.push('$');
            out.push_str(name);
        }
        Expression::Message { id, attribute, .. } => {
            write_reference(id, attribute.as_deref(), out);
        }
        Expression::Term {
            id,
            attribute,
            arguments,
            ..
        } => {
            write_reference(id, attribute.as_deref(), out);
            if !arguments.is_empty() {
                write_call(&[], arguments, style, out);
            }
        }
        Expression::Function {
            name,
            positional,
            named,
            ..
        } => {
            out.push_str(name);
            write_call(positional, named, style, out);
        }
        Expression::Select {
            selector,
            variants,
            default,
        } => {
            write(selector, style, out);
            out.push_str(" ->");
            for (index, variant) in variants.iter().enumerate() {
                out.push_str(if index == *default {
                    style.default_variant
                } else {
                    style.other_variant
                });
                match &variant.key {
                    VariantKey::Name(key) | VariantKey::Number(key) => out.push_str(key),
                }
                out.push_str("] ");
                (style.pattern)(&variant.value, out);
            }
        }
    }
}

fn write_reference(id: &str, attribute: Option<&str>, out: &mut String) {
    out.push_str(id);
    if let Some(attribute) = attribute {
        out.push('.');
        out.push_str(attribute);
    }
}

fn write_call(
    positional: &[Expression],
    named: &[(Box<str>, Expression)],
    style: &Style,
    out: &mut String,
) {
    out.push('(');
    let mut comma = "";
    for argument in positional {
        out.push_str(comma);
        write(argument, style, out);
        comma = ", ";
    }
    for (name, argument) in named {
        out.push_str(comma);
        out.push_str(name);
        out.push_str(": ");
        write(argument, style, out);
        comma = ", ";
    }
    out.push(')');
}
