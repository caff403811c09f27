//! From the syntax tree of `fluent-syntax` to ours, which owns its text and knows its places.
//!
//! The tree borrows from the source, so that subtracting addresses gives exact offsets.

use std::ops::Range;

use fluent_syntax::ast;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::{Attribute, Element, Entry, Expression, Pattern, Variant, VariantKey};

/// The source that the slices of a tree point into.
pub(super) struct Lower<'s> {
    source: &'s str,
    /// How many bytes stand before what spans count from.
    shift: usize,
}

impl<'s> Lower<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, shift: 0 }
    }

    /// For a text that stands behind `shift` bytes which are not its own.
    pub(super) fn shifted(source: &'s str, shift: usize) -> Self {
        Self { source, shift }
    }

    pub(super) fn message(&self, message: ast::Message<&'s str>) -> Entry {
        Entry {
            id: message.id.name.into(),
            id_span: self.span(message.id.name),
            value: message.value.map(|value| self.pattern(value)),
            attributes: self.attributes(message.attributes),
        }
    }

    pub(super) fn term(&self, term: ast::Term<&'s str>) -> Entry {
        let name = self.span(term.id.name);
        Entry {
            id: format!("-{}", term.id.name).into(),
            id_span: name.start.saturating_sub(1)..name.end,
            value: Some(self.pattern(term.value)),
            attributes: self.attributes(term.attributes),
        }
    }

    fn attributes(&self, attributes: Vec<ast::Attribute<&'s str>>) -> Vec<Attribute> {
        attributes
            .into_iter()
            .map(|attribute| Attribute {
                id: attribute.id.name.into(),
                value: self.pattern(attribute.value),
            })
            .collect()
    }

    /// Where a slice of the source stands.
    fn span(&self, slice: &str) -> Range<usize> {
        let start = (slice.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize);
        // Slices that the parser made up (there are none today) point to the start.
        if start > self.source.len() {
            return 0..0;
        }
        let end = (start + slice.len()).min(self.source.len());
        start.saturating_sub(self.shift)..end.saturating_sub(self.shift)
    }

    fn pattern(&self, pattern: ast::Pattern<&'s str>) -> Pattern {
        let mut elements: Vec<Element> = Vec::with_capacity(pattern.elements.len());
        let mut text = String::new();
        let mut span: Option<Range<usize>> = None;
        let mut cover = |part: Range<usize>| match &mut span {
            Some(span) => *span = span.start.min(part.start)..span.end.max(part.end),
            None => span = Some(part),
        };
        for element in pattern.elements {
            match element {
                ast::PatternElement::TextElement { value } => {
                    cover(self.span(value));
                    match value.strip_suffix("\r\n") {
                        Some(line) => {
                            text.push_str(line);
                            text.push('\n');
                        }
                        None => text.push_str(value.strip_suffix('\r').unwrap_or(value)),
                    }
                }
                ast::PatternElement::Placeable { expression } => {
                    if !text.is_empty() {
                        elements.push(Element::Text(std::mem::take(&mut text).into()));
                    }
                    let expression = self.expression(expression);
                    if let Some(place) = place_of(&expression) {
                        cover(place);
                    }
                    elements.push(Element::Placeable(expression));
                }
            }
        }
        if !text.is_empty() {
            elements.push(Element::Text(text.into()));
        }
        Pattern {
            elements,
            span: span.unwrap_or(0..0),
        }
    }

    fn expression(&self, expression: ast::Expression<&'s str>) -> Expression {
        match expression {
            ast::Expression::Inline(inline) => self.inline(inline),
            ast::Expression::Select { selector, variants } => {
                let default = variants.iter().position(|variant| variant.default);
                Expression::Select {
                    selector: Box::new(self.inline(selector)),
                    variants: variants
                        .into_iter()
                        .map(|variant| Variant {
                            key: match variant.key {
                                ast::VariantKey::Identifier { name } => {
                                    VariantKey::Name(name.into())
                                }
                                ast::VariantKey::NumberLiteral { value } => {
                                    VariantKey::Number(value.into())
                                }
                            },
                            value: self.pattern(variant.value),
                        })
                        .collect(),
                    // The parser refuses a selector without a default.
                    default: default.unwrap_or(0),
                }
            }
        }
    }

    fn inline(&self, inline: ast::InlineExpression<&'s str>) -> Expression {
        use ast::InlineExpression as Inline;
        match inline {
            Inline::StringLiteral { value } => {
                Expression::Text(unescape_unicode_to_string(value).into())
            }
            Inline::NumberLiteral { value } => Expression::Number(value.into(), self.span(value)),
            Inline::VariableReference { id } => {
                Expression::Variable(id.name.into(), self.span(id.name))
            }
            Inline::MessageReference { id, attribute } => Expression::Message {
                id: id.name.into(),
                attribute: attribute.map(|attribute| attribute.name.into()),
                span: self.span(id.name),
            },
            Inline::TermReference {
                id,
                attribute,
                arguments,
            } => Expression::Term {
                id: format!("-{}", id.name).into(),
                attribute: attribute.map(|attribute| attribute.name.into()),
                arguments: arguments.map_or_else(Vec::new, |call| self.named(call.named)),
                span: {
                    let name = self.span(id.name);
                    name.start.saturating_sub(1)..name.end
                },
            },
            Inline::FunctionReference { id, arguments } => Expression::Function {
                name: id.name.into(),
                positional: arguments
                    .positional
                    .into_iter()
                    .map(|argument| self.inline(argument))
                    .collect(),
                named: self.named(arguments.named),
                span: self.span(id.name),
            },
            Inline::Placeable { expression } => self.expression(*expression),
        }
    }

    fn named(&self, named: Vec<ast::NamedArgument<&'s str>>) -> Vec<(Box<str>, Expression)> {
        named
            .into_iter()
            .map(|argument| (argument.name.name.into(), self.inline(argument.value)))
            .collect()
    }
}

/// Where an expression begins, if the tree tells.
fn place_of(expression: &Expression) -> Option<Range<usize>> {
    match expression {
        Expression::Text(_) => None,
        Expression::Number(_, span)
        | Expression::Variable(_, span)
        | Expression::Message { span, .. }
        | Expression::Term { span, .. }
        | Expression::Function { span, .. } => Some(span.clone()),
        Expression::Select {
            selector, variants, ..
        } => {
            let start = place_of(selector);
            let end = variants.last().map(|variant| variant.value.span.clone());
            match (start, end) {
                (Some(start), Some(end)) => Some(start.start..end.end.max(start.end)),
                (start, end) => start.or(end),
            }
        }
    }
}
