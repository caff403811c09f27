//! Pseudo-locales: two languages that nobody speaks, made from the source on the fly.
//!
//! They show what no translation shows yet: texts that are not translatable at all, layouts with
//! too little room, pages that are not ready to be read from right to left. Tags and forms are
//! those of Android and ICU:
//!
//! - `en-XA`, accented: each Latin letter gets a form with an accent, and the text grows by about
//!   a third between brackets, `[Ŵéļçöɱé one]`. A bracket that is missing on a page was cut off;
//! - `ar-XB`, mirrored: the page runs from right to left, and so does each word, between U+202E
//!   and U+202C with U+200F at both ends, as `aapt2` of Android writes it.
//!
//! Addresses of links, notes, code, formulas and what placeables stand for stay as they are.
//!
//! 1. [`protect`] marks in a pattern where placeables begin and end, before it is formatted;
//! 2. [`tokens`] changes the text of a unit outside of these marks, and removes them;
//! 3. [`resource`] does the same to interface messages, whose placeables are still placeables.
//!
//! Invariants: the tokens are those of the source but for the text in them and text at both
//! ends; each override is closed within its word.

use crate::config::LocaleConfig;
use crate::content::Inline;
use crate::fluent::{Element, Expression, Pattern, Resource, Variant};
use crate::locale::{Direction, LocaleOptions, LocaleTag};

/// A language that is made from the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pseudo {
    /// With accents, longer.
    Accented,
    /// From right to left.
    Mirrored,
}

/// By how much accented texts grow, in percent: what translations from English commonly need.
const GROWTH: usize = 35;

/// What accented texts grow by, again and again.
const PADDING: [&str; 10] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];

/// Around what a placeable stands for. Noncharacters are for a program's own use (The Unicode
/// Standard, section 23.7).
const PROTECTED: [char; 2] = ['\u{fdd0}', '\u{fdd1}'];

const WORD_START: &str = "\u{200f}\u{202e}";
const WORD_END: &str = "\u{202c}\u{200f}";

impl Pseudo {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Accented, Self::Mirrored];

    /// What the project would say of it. Numbers and labels are as in English, because the words
    /// are: it is the layout that is foreign.
    pub fn config(self) -> LocaleConfig {
        let (tag, name, direction) = match self {
            Self::Accented => ("en-XA", "Åççéñţš (pseudo)", Direction::LeftToRight),
            Self::Mirrored => ("ar-XB", "Mirrored (pseudo)", Direction::RightToLeft),
        };
        LocaleConfig {
            tag: LocaleTag::parse(tag).expect("both tags are canonical"),
            options: LocaleOptions {
                lang: None,
                name: Some(name.to_owned()),
                direction: Some(direction),
                numbering: Some("latn".to_owned()),
                list_labels: ["1.", "(a)", "(i)"].map(str::to_owned).to_vec(),
            },
            fallback: Vec::new(),
            review_required: false,
            hide_drafts: false,
        }
    }

    /// A text that is no Markdown.
    pub fn text(self, text: &str) -> String {
        let mut painter = Painter::new(self);
        let painted = painter.paint(text);
        let (before, after) = painter.ends();
        format!("{before}{painted}{after}")
    }
}

/// Marks where placeables begin and end in the text that a pattern will become. Selectors are
/// not marked: the texts of their variants are texts.
pub fn protect(pattern: &Pattern) -> Pattern {
    let mut elements = Vec::with_capacity(pattern.elements.len() * 3);
    for element in &pattern.elements {
        match element {
            Element::Text(_) => elements.push(element.clone()),
            Element::Placeable(Expression::Select {
                selector,
                variants,
                default,
            }) => elements.push(Element::Placeable(Expression::Select {
                selector: selector.clone(),
                variants: each_variant(variants, &mut protect),
                default: *default,
            })),
            Element::Placeable(_) => {
                elements.push(Element::Text(PROTECTED[0].to_string().into()));
                elements.push(element.clone());
                elements.push(Element::Text(PROTECTED[1].to_string().into()));
            }
        }
    }
    Pattern {
        elements,
        span: pattern.span.clone(),
    }
}

fn each_variant(variants: &[Variant], change: &mut dyn FnMut(&Pattern) -> Pattern) -> Vec<Variant> {
    variants
        .iter()
        .map(|variant| Variant {
            key: variant.key.clone(),
            value: change(&variant.value),
        })
        .collect()
}

/// The text of a unit.
pub fn tokens(pseudo: Pseudo, tokens: &[Inline]) -> Vec<Inline> {
    let mut painter = Painter::new(pseudo);
    let mut out: Vec<Inline> = tokens.iter().map(|token| painter.token(token)).collect();
    let (before, after) = painter.ends();
    match out.first_mut() {
        _ if before.is_empty() => {}
        Some(Inline::Text(text)) => text.insert_str(0, before),
        _ => out.insert(0, Inline::Text(before.to_owned())),
    }
    match out.last_mut() {
        _ if after.is_empty() => {}
        Some(Inline::Text(text)) => text.push_str(&after),
        _ => out.push(Inline::Text(after)),
    }
    out
}

/// Interface messages. Terms stay as they are: they are what placeables stand for.
pub fn resource(pseudo: Pseudo, resource: &Resource) -> Resource {
    let mut resource = resource.clone();
    for entry in &mut resource.entries {
        if entry.id.starts_with('-') {
            continue;
        }
        let attributes = entry.attributes.iter_mut().map(|found| &mut found.value);
        for pattern in entry.value.iter_mut().chain(attributes) {
            *pattern = message(pseudo, pattern);
        }
    }
    resource
}

fn message(pseudo: Pseudo, pattern: &Pattern) -> Pattern {
    let mut painter = Painter::new(pseudo);
    let mut painted = painter.pattern(pattern);
    let (before, after) = painter.ends();
    if !before.is_empty() {
        painted.elements.insert(0, Element::Text(before.into()));
    }
    if !after.is_empty() {
        painted.elements.push(Element::Text(after.into()));
    }
    painted
}

/// Changes the pieces of one text, one after the other.
struct Painter {
    pseudo: Pseudo,
    /// Whether a placeable has begun and not ended.
    protected: bool,
    /// How many characters were seen.
    length: usize,
    /// Whether anything was changed: what holds no word gets no brackets.
    changed: bool,
}

impl Painter {
    fn new(pseudo: Pseudo) -> Self {
        Self {
            pseudo,
            protected: false,
            length: 0,
            changed: false,
        }
    }

    fn token(&mut self, token: &Inline) -> Inline {
        match token {
            Inline::Text(text) => Inline::Text(self.paint(text)),
            Inline::Code(text) => Inline::Code(without_marks(text)),
            Inline::Math(text) => Inline::Math(without_marks(text)),
            Inline::Note(label) => Inline::Note(without_marks(label)),
            Inline::Link { destination, title } => Inline::Link {
                destination: destination.map(without_marks),
                title: self.aside(title),
            },
            Inline::Image {
                source,
                alternative,
                title,
            } => Inline::Image {
                source: without_marks(source),
                alternative: self.aside(alternative),
                title: self.aside(title),
            },
            Inline::Open(_) | Inline::Close(_) | Inline::EndLink | Inline::Break => token.clone(),
        }
    }

    /// A text that does not stand in the line: it has ends of its own.
    fn aside(&self, text: &str) -> String {
        self.pseudo.text(text)
    }

    fn pattern(&mut self, pattern: &Pattern) -> Pattern {
        let elements = pattern
            .elements
            .iter()
            .map(|element| match element {
                Element::Text(text) => Element::Text(self.paint(text).into()),
                Element::Placeable(Expression::Select {
                    selector,
                    variants,
                    default,
                }) => Element::Placeable(Expression::Select {
                    selector: selector.clone(),
                    variants: each_variant(variants, &mut |variant| self.pattern(variant)),
                    default: *default,
                }),
                Element::Placeable(_) => element.clone(),
            })
            .collect();
        Pattern {
            elements,
            span: pattern.span.clone(),
        }
    }

    fn paint(&mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() * 2);
        let mut in_word = false;
        for character in text.chars() {
            if let Some(end) = PROTECTED.iter().position(|mark| *mark == character) {
                self.protected = end == 0;
                continue;
            }
            self.length += 1;
            let word = is_word(character) && !self.protected;
            self.changed |= word;
            if self.pseudo == Pseudo::Accented {
                out.push(match word {
                    true => accented(character),
                    false => character,
                });
                continue;
            }
            if word != in_word {
                out.push_str(if word { WORD_START } else { WORD_END });
                in_word = word;
            }
            out.push(character);
        }
        if in_word {
            out.push_str(WORD_END);
        }
        out
    }

    /// What stands before and behind the text.
    fn ends(&self) -> (&'static str, String) {
        if self.pseudo == Pseudo::Mirrored || !self.changed {
            return ("", String::new());
        }
        let wanted = self.length * GROWTH / 100;
        let mut after = String::new();
        for word in PADDING.iter().cycle() {
            after.push(' ');
            after.push_str(word);
            // Both brackets count.
            if after.len() + 2 >= wanted {
                break;
            }
        }
        after.push(']');
        ("[", after)
    }
}

fn without_marks(text: &str) -> String {
    text.replace(PROTECTED, "")
}

/// Letters, and the marks on them.
fn is_word(character: char) -> bool {
    character.is_alphabetic() || unicode_normalization::char::is_combining_mark(character)
}

/// A Latin letter with an accent. Others stay, those that have one already among them.
fn accented(letter: char) -> char {
    const SMALL: [char; 26] = [
        'å', 'ƀ', 'ç', 'ð', 'é', 'ƒ', 'ĝ', 'ĥ', 'î', 'ĵ', 'ķ', 'ļ', 'ɱ', 'ñ', 'ö', 'þ', 'ɋ', 'ŕ',
        'š', 'ţ', 'û', 'ṽ', 'ŵ', 'ẋ', 'ý', 'ž',
    ];
    const CAPITAL: [char; 26] = [
        'Å', 'Ɓ', 'Ç', 'Ð', 'É', 'Ƒ', 'Ĝ', 'Ĥ', 'Î', 'Ĵ', 'Ķ', 'Ļ', 'Ṁ', 'Ñ', 'Ö', 'Þ', 'Ɋ', 'Ŕ',
        'Š', 'Ţ', 'Û', 'Ṽ', 'Ŵ', 'Ẋ', 'Ý', 'Ž',
    ];
    match letter {
        'a'..='z' => SMALL[usize::from(letter as u8 - b'a')],
        'A'..='Z' => CAPITAL[usize::from(letter as u8 - b'A')],
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::inline;
    use crate::diagnostic::Diagnostics;
    use crate::fluent::parse;
    use crate::source::SourceFile;

    fn parsed(text: &str) -> Vec<Inline> {
        let (tokens, problems) = inline::parse(text, &[]);
        assert!(problems.is_empty(), "{text}: {problems:?}");
        tokens
    }

    /// Tokens as text: what is not text stands in angle brackets.
    fn shown(tokens: &[Inline]) -> String {
        tokens
            .iter()
            .map(|token| match token {
                Inline::Text(text) => text.clone(),
                other => format!("<{other:?}>"),
            })
            .collect()
    }

    /// Overrides as visible brackets.
    fn visible(text: &str) -> String {
        text.replace(WORD_START, "«").replace(WORD_END, "»")
    }

    #[test]
    fn accents_letters_and_grows() {
        let check = |text: &str, expected: &str| {
            assert_eq!(Pseudo::Accented.text(text), expected);
        };
        check("Welcome", "[Ŵéļçöɱé one]");
        check("Next", "[Ñéẋţ one]");
        check("É 42 حق", "[É 42 حق one]");
        check("", "");
        check("42 – 3", "42 – 3");
        let long = "All human beings are born free and equal in dignity and rights. ".repeat(10);
        let grown = Pseudo::Accented.text(&long).chars().count() as f64 / long.len() as f64;
        assert!((1.34..1.40).contains(&grown), "{grown}");
    }

    #[test]
    fn mirrors_words_and_leaves_the_rest() {
        let check = |text: &str, expected: &str| {
            assert_eq!(visible(&Pseudo::Mirrored.text(text)), expected);
        };
        check("Article 3, today's", "«Article» 3, «today»'«s»");
        check("cafe\u{301} 25/15", "«cafe\u{301}» 25/15");
        check("", "");
        check("42", "42");
    }

    #[test]
    fn overrides_do_not_leak() {
        for text in [
            "one",
            " one ",
            "*one*two",
            "a[^1]b",
            "`x` y",
            "حق one\n",
            "one\\\ntwo",
        ] {
            for token in tokens(Pseudo::Mirrored, &inline::parse(text, &[]).0) {
                let Inline::Text(text) = token else { continue };
                let opened = text.matches('\u{202e}').count();
                assert_eq!(opened, text.matches('\u{202c}').count(), "{text:?}");
                for word in text.split('\u{202e}').skip(1) {
                    let inside = word.split('\u{202c}').next().expect("a first piece");
                    assert!(inside.chars().all(is_word), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn leaves_links_notes_and_code() {
        let text = "See *the* [Charter](https://example.org/a \"Of 1945\"), `code`, $x$[^note]";
        let painted = tokens(Pseudo::Accented, &parsed(text));
        let kinds = |tokens: &[Inline]| {
            tokens
                .iter()
                .filter(|token| !matches!(token, Inline::Text(_) | Inline::Link { .. }))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(kinds(&painted), kinds(&parsed(text)));
        let painted = shown(&painted);
        assert!(
            painted.starts_with("[Šéé <Open(Emphasis)>ţĥé<Close"),
            "{painted}"
        );
        assert!(painted.contains("https://example.org/a"), "{painted}");
        assert!(painted.contains("[Öƒ 1945 one]"), "{painted}");
        assert!(painted.ends_with("<Note(\"note\")> one]"), "{painted}");
        assert_eq!(
            tokens(Pseudo::Accented, &parsed("`code`")),
            parsed("`code`")
        );
        assert_eq!(tokens(Pseudo::Mirrored, &[]), []);
    }

    fn pattern(value: &str) -> (Resource, Pattern) {
        let mut diagnostics = Diagnostics::new();
        let file = SourceFile::new("a.ftl".into(), format!("a = {value}\n").as_bytes());
        let resource = parse::resource(&file, &mut diagnostics);
        assert!(diagnostics.is_empty(), "{value}: {diagnostics:?}");
        let value = resource.entries[0].value.clone().expect("a value");
        (resource, value)
    }

    /// The elements as text: placeables are `{}`, selectors show their variants.
    fn flat(pattern: &Pattern) -> String {
        let elements = pattern.elements.iter().map(|element| match element {
            Element::Text(text) => text.to_string(),
            Element::Placeable(Expression::Select { variants, .. }) => variants
                .iter()
                .map(|variant| format!("|{}|", flat(&variant.value)))
                .collect(),
            Element::Placeable(_) => "{}".to_owned(),
        });
        elements.collect()
    }

    #[test]
    fn protects_placeables() {
        let (_, value) =
            pattern("In { $year }, { $n ->\n   [one] a { -state }\n  *[other] all\n }.");
        let protected = flat(&protect(&value)).replace(PROTECTED, "!");
        assert_eq!(protected, "In !{}!, |a !{}!||all|.");
        let painted = tokens(
            Pseudo::Accented,
            &parsed("In \u{fdd0}May\u{fdd1}, `\u{fdd0}x\u{fdd1}` [a](b\u{fdd0}.md\u{fdd1})"),
        );
        let painted = shown(&painted);
        assert!(painted.starts_with("[Îñ May, <Code(\"x\")>"), "{painted}");
        assert!(painted.contains("\"b.md\""), "{painted}");
    }

    #[test]
    fn changes_messages() {
        let check = |value: &str, expected: &str| {
            let painted = resource(Pseudo::Accented, &pattern(value).0);
            let value = painted.get("a").and_then(|entry| entry.value.as_ref());
            assert_eq!(value.map(flat).as_deref(), Some(expected));
        };
        check("Note { $number }", "[Ñöţé {} one]");
        check("{ $name }", "{}");
        check(
            "{ $n ->\n    [one] one note\n   *[other] { $n } notes\n }",
            "[|öñé ñöţé||{} ñöţéš| one]",
        );
    }
}
