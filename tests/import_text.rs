//! Aligning a translation of the whole declaration with its units.
//!
//! The five translations are the ground truth: each is printed in the forms in which people have
//! texts, and must come back unit for unit, with its notes at their places. Then the prints are
//! damaged, and all else must still come back.

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::OnceLock;

use common::{Project, repository};
use concord::content::inline::{self, Inline};
use concord::content::{Block, UnitKind};
use concord::exchange::text::{Aligned, align, report};
use concord::fluent::Pattern;
use concord::localize::SiteLocale;
use concord::memo::Memo;
use concord::pipeline::{self, Model, Options};
use concord::site::{Document, Placed};

const TRANSLATIONS: [&str; 5] = ["ar", "es", "fr", "ru", "zh"];

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let sources = Project::folder(&repository()).sources;
        let (model, _) = pipeline::model(&sources, &Options::default(), &Memo::none());
        model.expect("the flagship is sound")
    })
}

fn document() -> &'static Document {
    &model().site.documents[0]
}

fn locale(tag: &str) -> &'static SiteLocale {
    let locale = model().locales.named(tag);
    locale.expect("a locale of the flagship")
}

/// The translation of a unit.
fn translation(locale: &SiteLocale, id: &str) -> Vec<Inline> {
    let resource = &locale.catalog.documents[&document().name];
    let value = resource.get(id).and_then(|entry| entry.value.as_ref());
    tokens(value.and_then(Pattern::as_text).expect("a text"))
}

fn tokens(text: &str) -> Vec<Inline> {
    let (tokens, problems) = inline::parse(text, &[]);
    assert!(problems.is_empty(), "{text}: {problems:?}");
    tokens
}

/// A print: how numbers and notes are written, and how lines break.
#[derive(Clone, Copy)]
struct Form {
    /// Numbers of notes in the digits of the language.
    own_digits: bool,
    labels: Labels,
    /// How a reference is written, and how a note begins.
    reference: fn(&str) -> String,
    definition: fn(&str) -> String,
    notes: Notes,
    /// Columns of a line.
    width: Option<usize>,
    /// What stands between paragraphs.
    between: &'static str,
    /// Marks of headings.
    markdown: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Labels {
    /// As the language prints them.
    Own,
    /// `1.`, `(a)`
    Latin,
    /// Lost.
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Notes {
    AtEnd,
    AfterArticles,
    /// The same, and their numbers begin again in each article.
    OfArticles,
    /// Below pages of so many lines, which have a head and a number.
    BelowPages(usize),
}

fn raised(number: &str) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| c.to_digit(10).map_or(c, |digit| digits[digit as usize]);
    number.chars().map(raise).collect()
}

const FORMS: [(&str, Form); 9] = [
    (
        "one line a paragraph, raised numbers, notes at the end",
        Form {
            own_digits: false,
            labels: Labels::Own,
            reference: raised,
            definition: |n| format!("{} ", raised(n)),
            notes: Notes::AtEnd,
            width: None,
            between: "\n\n",
            markdown: false,
        },
    ),
    (
        "72 columns, glued numbers, notes at the end",
        Form {
            own_digits: false,
            labels: Labels::Own,
            reference: str::to_owned,
            definition: |n| format!("{n} "),
            notes: Notes::AtEnd,
            width: Some(72),
            between: "\n\n",
            markdown: false,
        },
    ),
    (
        "brackets, Latin labels, notes after articles",
        Form {
            own_digits: false,
            labels: Labels::Latin,
            reference: |n| format!("[{n}]"),
            definition: |n| format!("[{n}] "),
            notes: Notes::AfterArticles,
            width: None,
            between: "\n\n",
            markdown: false,
        },
    ),
    (
        "the digits of the language, glued, notes after articles",
        Form {
            own_digits: true,
            labels: Labels::Own,
            reference: str::to_owned,
            definition: |n| format!("{n} "),
            notes: Notes::AfterArticles,
            width: Some(90),
            between: "\n\n",
            markdown: false,
        },
    ),
    (
        "numbers begin again in each article",
        Form {
            own_digits: false,
            labels: Labels::Own,
            reference: raised,
            definition: |n| format!("{} ", raised(n)),
            notes: Notes::OfArticles,
            width: None,
            between: "\n\n",
            markdown: false,
        },
    ),
    (
        "Markdown",
        Form {
            own_digits: false,
            labels: Labels::Latin,
            reference: |n| format!("[^{n}]"),
            definition: |n| format!("[^{n}]: "),
            notes: Notes::AfterArticles,
            width: Some(80),
            between: "\n\n",
            markdown: true,
        },
    ),
    (
        "pages with heads, numbers and notes below them",
        Form {
            own_digits: false,
            labels: Labels::Own,
            reference: raised,
            definition: |n| format!("{} ", raised(n)),
            notes: Notes::BelowPages(40),
            width: Some(72),
            between: "\n\n",
            markdown: false,
        },
    ),
    (
        "one line a paragraph, nothing between them",
        Form {
            own_digits: false,
            labels: Labels::Own,
            reference: str::to_owned,
            definition: |n| format!("{n} "),
            notes: Notes::AtEnd,
            width: None,
            between: "\n",
            markdown: false,
        },
    ),
    (
        "all numbers of paragraphs lost, notes as a list at the end",
        Form {
            own_digits: false,
            labels: Labels::None,
            reference: str::to_owned,
            definition: |n| format!("{n}. "),
            notes: Notes::AtEnd,
            width: None,
            between: "\n\n",
            markdown: false,
        },
    ),
];

/// A paragraph of a print: the unit, its text, and the notes that it refers to.
struct Paragraph {
    id: String,
    text: String,
    notes: Vec<usize>,
}

struct Printer<'a> {
    locale: &'a SiteLocale,
    form: Form,
}

impl Printer<'_> {
    fn number(&self, note: usize) -> String {
        let of = &document().notes[note];
        let number = match self.form.notes {
            Notes::OfArticles => {
                let before = document().notes.iter().take(note);
                note - before.filter(|other| other.article != of.article).count() + 1
            }
            _ => note + 1,
        };
        match self.form.own_digits {
            true => self.locale.locale.integer(number as u64),
            false => number.to_string(),
        }
    }

    fn unit(&self, placed: &Placed, unit: usize, before: &str) -> Paragraph {
        let id = placed.ids[unit].to_string();
        let mut notes = Vec::new();
        let mut text = before.to_owned();
        for token in translation(self.locale, &id) {
            match token {
                Inline::Text(piece) | Inline::Code(piece) => text.push_str(&piece),
                Inline::Note(label) => {
                    let note = placed.notes[&label];
                    notes.push(note);
                    text.push_str(&(self.form.reference)(&self.number(note)));
                }
                Inline::Open(_) | Inline::Close(_) if self.form.markdown => text.push('*'),
                _ => {}
            }
        }
        Paragraph { id, text, notes }
    }

    fn label(&self, level: usize, number: u32) -> String {
        match (self.form.labels, level) {
            (Labels::Own, _) => self.locale.locale.list_label(level, number) + " ",
            (Labels::Latin, 1) => format!("{number}. "),
            (Labels::Latin, _) => format!("({}) ", char::from(b'a' + number as u8 - 1)),
            (Labels::None, _) => String::new(),
        }
    }

    fn blocks(&self, placed: &Placed, blocks: &[Block], level: usize, out: &mut Vec<Paragraph>) {
        for block in blocks {
            match block {
                Block::Paragraph(unit) => out.push(self.unit(placed, *unit, "")),
                Block::List {
                    start: Some(start),
                    items,
                    ..
                } => {
                    for (at, item) in items.iter().enumerate() {
                        let Some((Block::Paragraph(unit), rest)) = item.blocks.split_first() else {
                            panic!("an item begins with a paragraph");
                        };
                        let label = self.label(level + 1, start + at as u32);
                        out.push(self.unit(placed, *unit, &label));
                        self.blocks(placed, rest, level + 1, out);
                    }
                }
                other => panic!("the declaration has no {other:?}"),
            }
        }
    }

    /// The paragraphs of each article; headings have marks if the form has them.
    fn articles(&self) -> Vec<Vec<Paragraph>> {
        let article = |placed: &Placed| {
            let mut out = Vec::new();
            for (unit, of) in placed.article.units.iter().enumerate() {
                if matches!(of.kind, UnitKind::Label | UnitKind::Title) {
                    let mark = if self.form.markdown { "## " } else { "" };
                    out.push(self.unit(placed, unit, mark));
                }
            }
            self.blocks(placed, &placed.article.blocks, 0, &mut out);
            out
        };
        document().articles.iter().map(article).collect()
    }

    fn note(&self, note: usize) -> Paragraph {
        let of = &document().notes[note];
        let placed = &document().articles[of.article];
        let unit = placed
            .ids
            .iter()
            .position(|id| *id == of.id)
            .expect("a unit");
        self.unit(placed, unit, &(self.form.definition)(&self.number(note)))
    }

    /// All paragraphs in the order of the print, notes among them.
    fn paragraphs(&self) -> Vec<Paragraph> {
        let mut out = Vec::new();
        let mut waiting = Vec::new();
        for article in self.articles() {
            for paragraph in article {
                waiting.extend(paragraph.notes.iter().copied());
                out.push(paragraph);
            }
            if matches!(self.form.notes, Notes::AfterArticles | Notes::OfArticles) {
                out.extend(waiting.drain(..).map(|note| self.note(note)));
            }
        }
        if self.form.notes == Notes::AtEnd {
            out.extend(waiting.drain(..).map(|note| self.note(note)));
        }
        out
    }

    fn print(&self, paragraphs: &[Paragraph]) -> String {
        let lines = |paragraph: &Paragraph| match self.form.width {
            // A heading of Markdown is one line.
            Some(width) if !paragraph.text.starts_with('#') => wrapped(&paragraph.text, width),
            _ => vec![paragraph.text.clone()],
        };
        let Notes::BelowPages(height) = self.form.notes else {
            let texts: Vec<String> = paragraphs.iter().map(|p| lines(p).join("\n")).collect();
            return texts.join(self.form.between) + "\n";
        };
        let (mut out, mut page, mut number, mut count) = (String::new(), String::new(), 0, 0);
        let mut waiting = Vec::new();
        let mut turn = |page: &mut String, waiting: &mut Vec<usize>| {
            number += 1;
            let _ = write!(out, "A/HRC/53/32\n\n{page}\n");
            for note in waiting.drain(..) {
                let _ = writeln!(out, "{}", lines(&self.note(note)).join("\n"));
            }
            let _ = write!(out, "\n{number}\n\u{c}");
            page.clear();
        };
        for paragraph in paragraphs {
            let lines = lines(paragraph);
            // A heading stands with what it heads.
            if paragraph.text.len() < 60 && count + 6 > height {
                turn(&mut page, &mut waiting);
                count = 0;
            }
            for line in lines {
                if count >= height {
                    turn(&mut page, &mut waiting);
                    count = 0;
                }
                count += 1;
                page.push_str(&line);
                page.push('\n');
            }
            page.push('\n');
            waiting.extend(paragraph.notes.iter().copied());
        }
        turn(&mut page, &mut waiting);
        out
    }
}

fn wide(c: char) -> bool {
    ('\u{2e80}'..='\u{ffef}').contains(&c)
}

/// Breaks a text at spaces, and between Chinese characters.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let columns = |text: &str| {
        text.chars()
            .map(|c| 1 + usize::from(wide(c)))
            .sum::<usize>()
    };
    let mut words: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let last = words.last_mut().expect("a word");
        let breaks =
            last.ends_with(' ') || last.ends_with(wide) && wide(c) && !"，。；：、”）".contains(c);
        match breaks {
            true => words.push(c.to_string()),
            false => last.push(c),
        }
    }
    let mut lines = vec![String::new()];
    for word in words {
        let last = lines.last_mut().expect("a line");
        match columns(last) + columns(word.trim_end()) > width && !last.is_empty() {
            true => lines.push(word),
            false => last.push_str(&word),
        }
    }
    lines
        .iter()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// What a translation says, whatever its marks: words and notes.
fn said(text: &str) -> String {
    let text = text.replace("{\"{\"}", "{").replace("{\"}\"}", "}");
    let said = tokens(&text).into_iter().map(|token| match token {
        Inline::Text(text) | Inline::Code(text) => text,
        Inline::Note(label) => format!("[^{label}]"),
        _ => String::new(),
    });
    said.collect()
}

/// The units that came back otherwise than they went.
fn wrong(aligned: &Aligned, tag: &str) -> Vec<String> {
    let found: BTreeMap<&str, &str> = aligned
        .pairs
        .iter()
        .map(|pair| (pair.unit.as_str(), pair.translation.as_str()))
        .collect();
    assert_eq!(
        found.len(),
        aligned.pairs.len(),
        "a unit has two translations"
    );
    let mut wrong = Vec::new();
    for placed in &document().articles {
        for (id, unit) in placed.ids.iter().zip(&placed.article.units) {
            if matches!(unit.kind, UnitKind::Description) {
                continue;
            }
            let expected = translation(locale(tag), id.as_str());
            let expected: String = expected
                .into_iter()
                .map(|token| match token {
                    Inline::Text(text) | Inline::Code(text) => text,
                    Inline::Note(label) => format!("[^{label}]"),
                    _ => String::new(),
                })
                .collect();
            match found.get(id.as_str()) {
                Some(text) if said(text) == expected => {}
                Some(text) => wrong.push(format!("{id}\n  is     {text}\n  not    {expected}")),
                None => wrong.push(format!("{id} is missing")),
            }
        }
    }
    wrong
}

fn print_of(tag: &str, form: Form) -> (Vec<Paragraph>, String) {
    let printer = Printer {
        locale: locale(tag),
        form,
    };
    let paragraphs = printer.paragraphs();
    let text = printer.print(&paragraphs);
    (paragraphs, text)
}

#[test]
fn clean_prints_come_back_whole() {
    let mut found = Vec::new();
    for tag in TRANSLATIONS {
        for (name, form) in FORMS {
            let (_, text) = print_of(tag, form);
            let aligned = align(document(), &text, &locale(tag).locale);
            for wrong in wrong(&aligned, tag) {
                found.push(format!("{tag}, {name}: {wrong}"));
            }
            for piece in &aligned.left_pieces {
                found.push(format!("{tag}, {name}: left {}", piece.text));
            }
            for unit in &aligned.left_units {
                found.push(format!("{tag}, {name}: left unit {unit}"));
            }
            let missing = aligned
                .pairs
                .iter()
                .filter(|pair| !pair.missing_notes.is_empty());
            found.extend(missing.map(|pair| format!("{tag}, {name}: note of {}", pair.unit)));
        }
    }
    assert!(
        found.is_empty(),
        "{} problems:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// What is done to a print.
#[derive(Clone, Copy, Debug)]
enum Damage {
    Missing,
    Merged,
    Split,
    Added,
}

#[test]
fn damage_stays_where_it_is() {
    let mut found = Vec::new();
    for tag in TRANSLATIONS {
        for (name, form) in [FORMS[0], FORMS[1], FORMS[2]] {
            for damage in [
                Damage::Missing,
                Damage::Merged,
                Damage::Split,
                Damage::Added,
            ] {
                for at in (3..70).step_by(11) {
                    let (mut paragraphs, _) = print_of(tag, form);
                    let Some(hurt) = hurt(&mut paragraphs, at, damage) else {
                        continue;
                    };
                    let printer = Printer {
                        locale: locale(tag),
                        form,
                    };
                    let text = printer.print(&paragraphs);
                    let aligned = align(document(), &text, &locale(tag).locale);
                    let case = format!("{tag}, {name}, {damage:?} of {}", hurt.join(" and "));
                    let (own, beyond): (Vec<_>, Vec<_>) =
                        wrong(&aligned, tag).into_iter().partition(|wrong| {
                            let id = wrong.split([' ', '\n']).next();
                            hurt.iter().any(|hurt| Some(hurt.as_str()) == id)
                        });
                    found.extend(beyond.iter().map(|wrong| format!("{case}: {wrong}")));
                    let said = report::diagnostics(
                        &aligned,
                        document(),
                        &"x.txt".into(),
                        report::Detail::Words,
                    );
                    // What a number at the start of a line could undo needs no word.
                    if said.is_empty() && (!own.is_empty() || matches!(damage, Damage::Added)) {
                        found.push(format!("{case}: nobody says so"));
                    }
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} problems:\n{}",
        found.len(),
        found.join("\n")
    );
}

#[test]
fn half_a_translation_is_half_aligned() {
    for tag in TRANSLATIONS {
        for (name, form) in [FORMS[0], FORMS[1], FORMS[2]] {
            let (mut paragraphs, _) = print_of(tag, form);
            let notes_of = |paragraph: &Paragraph| paragraph.id.starts_with("fn-");
            paragraphs.retain(|paragraph| !notes_of(paragraph));
            let half = paragraphs.len() / 2;
            let ids: Vec<String> = paragraphs[..half].iter().map(|p| p.id.clone()).collect();
            let printer = Printer {
                locale: locale(tag),
                form,
            };
            let text = printer.print(&paragraphs[..half]);
            let aligned = align(document(), &text, &locale(tag).locale);
            let found: Vec<&str> = aligned
                .pairs
                .iter()
                .map(|pair| pair.unit.as_str())
                .collect();
            assert_eq!(found, ids, "{tag}, {name}");
            assert!(aligned.left_pieces.is_empty(), "{tag}, {name}");
        }
    }
}

/// Damages a print, and says which units it may hurt.
fn hurt(paragraphs: &mut Vec<Paragraph>, at: usize, damage: Damage) -> Option<Vec<String>> {
    let is_text = |p: &Paragraph| {
        p.text.chars().count() > 60 && !p.id.starts_with("fn-") && !p.id.contains("title")
    };
    if !is_text(&paragraphs[at]) || !is_text(&paragraphs[at + 1]) {
        return None;
    }
    let id = paragraphs[at].id.clone();
    match damage {
        Damage::Missing => {
            paragraphs.remove(at);
            Some(vec![id])
        }
        Damage::Merged => {
            let next = paragraphs.remove(at + 1);
            let _ = write!(paragraphs[at].text, " {}", next.text);
            Some(vec![id, next.id])
        }
        Damage::Split => {
            let text = paragraphs[at].text.clone();
            let middle = text.char_indices().nth(text.chars().count() / 2)?.0;
            let cut = middle + text[middle..].find([' ', '，', '、'])? + 1;
            let cut = (cut..).find(|cut| text.is_char_boundary(*cut))?;
            paragraphs[at].text = text[..cut].trim().to_owned();
            let rest = Paragraph {
                id: id.clone(),
                text: text[cut..].trim().to_owned(),
                notes: Vec::new(),
            };
            paragraphs.insert(at + 1, rest);
            Some(vec![id])
        }
        Damage::Added => {
            let text = "Unofficial translation, made by volunteers; not for citation.".to_owned();
            let added = Paragraph {
                id: String::new(),
                text,
                notes: Vec::new(),
            };
            paragraphs.insert(at, added);
            Some(vec![String::new()])
        }
    }
}

#[test]
fn the_text_that_the_source_was_typed_from_aligns_with_it() {
    let text = include_str!("declaration/source.txt");
    let aligned = align(document(), text, &locale("en").locale);
    let mut found = Vec::new();
    for placed in &document().articles {
        for (id, unit) in placed.ids.iter().zip(&placed.article.units) {
            let pair = aligned.pairs.iter().find(|pair| pair.unit == *id);
            let expected = inline::plain(&unit.tokens);
            match pair {
                Some(pair) if inline::plain(&tokens(&pair.translation)) == expected => {}
                None if unit.kind == UnitKind::Description => {}
                other => found.push(format!("{id}: {:?}", other.map(|pair| &pair.translation))),
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    let pieces: Vec<_> = aligned
        .left_pieces
        .iter()
        .map(|piece| &piece.text)
        .collect();
    assert!(pieces.is_empty(), "{pieces:?}");
}

#[test]
fn hostile_texts_end_soon() {
    for text in [
        "1. ".repeat(10_000),
        "1.\n".repeat(10_000),
        "[^1]: ".repeat(10_000),
        "[^1]: a\n\n".repeat(10_000),
        "a¹\n\n".repeat(10_000),
        "¹ a\n\n".repeat(10_000),
        "[".repeat(100_000),
        "](#)".repeat(10_000),
        "*_".repeat(10_000),
        "12 12 a1,".repeat(10_000),
        "Article 1\n\n".repeat(10_000),
        "- ".repeat(100_000),
        "| ".repeat(100_000),
        "a-\n".repeat(10_000),
        "\u{c}1\n".repeat(10_000),
        "第一条\n\n".repeat(10_000),
        "{ $x -> ".repeat(10_000),
        String::new(),
    ] {
        let start = std::time::Instant::now();
        let aligned = align(document(), &text, &locale("fr").locale);
        let took = start.elapsed().as_secs();
        let beginning: String = text.chars().take(10).collect();
        assert!(took < 30, "{beginning:?}: {took} s");
        let spans = aligned.pairs.iter().map(|pair| &pair.span);
        for span in spans.chain(aligned.left_pieces.iter().map(|piece| &piece.span)) {
            assert!(text.get(span.clone()).is_some());
        }
    }
}
