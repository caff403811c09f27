//! Random histories of a project: editors, a translator and a platform take turns, and after
//! each turn `sync` runs. Whatever they did,
//!
//! - every translation and every comment of the translator is in the file or in the archive;
//! - a unit whose text is another than the one it was translated from is outdated, and no
//!   other is;
//! - running `sync` again changes nothing, and what needs no change keeps its bytes.
//!
//! A model of the document says what is right: it knows each paragraph as an object, where
//! `sync` has only texts to go by.

use std::collections::BTreeMap;

use concord::fluent::layout::{PartKind, parts};
use concord::identity::state::State;
use concord::localize;
use concord::memo::Memo;
use concord::pipeline::{self, Options, Synchronize, originals};
use concord::source::{SourceFile, Sources};
use proptest::prelude::*;

const FR: &str = "locales/fr/guide.ftl";
const ARCHIVE: &str = ".l10n/archive/fr/guide.ftl";

/// A paragraph, whatever becomes of its text and its place.
#[derive(Debug, Clone)]
struct Paragraph {
    words: Vec<String>,
    /// The id that it has since the last `sync`.
    id: Option<String>,
    /// The text that its translation was made from.
    translated_from: Option<String>,
    /// Which of several units it is can't be told by anybody, in this turn.
    uncertain: bool,
    /// At the last `sync` there was another with the same text: which of the two stays, when
    /// one goes, can't be told either.
    twin: bool,
}

impl Paragraph {
    fn text(&self) -> String {
        self.words.join(" ")
    }
}

#[derive(Debug)]
struct History {
    sources: Sources,
    /// Files with their paragraphs, in reading order.
    articles: Vec<(String, Vec<Paragraph>)>,
    /// Paragraphs that were removed.
    bin: Vec<Paragraph>,
    /// The lines of each message as the translator last left them.
    translations: BTreeMap<String, String>,
    comments: Vec<String>,
    /// Counts everything that has to be unlike everything else.
    next: usize,
}

/// What happens: which kind of change, and two numbers to choose with.
type Turn = (u8, usize, usize);

impl History {
    fn new() -> Self {
        let mut history = Self {
            sources: originals(),
            articles: Vec::new(),
            bin: Vec::new(),
            translations: BTreeMap::new(),
            comments: Vec::new(),
            next: 0,
        };
        history.put(
            "concord.toml",
            "title = \"Site\"\nsource = \"en\"\n[locales.en]\n[locales.fr]\n",
        );
        for article in 0..3 {
            let paragraphs = (0..4).map(|_| history.paragraph()).collect();
            history
                .articles
                .push((format!("article-{article}.md"), paragraphs));
        }
        history
    }

    fn put(&mut self, path: &str, text: &str) {
        self.sources
            .insert(SourceFile::new(path.into(), text.as_bytes()));
    }

    fn fresh(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    /// A paragraph that has no word in common with any other.
    fn paragraph(&mut self) -> Paragraph {
        let number = self.fresh();
        Paragraph {
            words: (0..12).map(|word| format!("w{number}x{word}")).collect(),
            id: None,
            translated_from: None,
            uncertain: false,
            twin: false,
        }
    }

    fn write_content(&mut self) {
        let old: Vec<_> = self
            .sources
            .under(&"content".into())
            .map(|file| file.path.clone())
            .collect();
        for path in old {
            self.sources.remove(&path);
        }
        let names: Vec<String> = self
            .articles
            .iter()
            .map(|(name, _)| format!("\"{name}\""))
            .collect();
        let index = format!(
            "+++\ntitle = \"Guide\"\ncontents = [{}]\n+++\n",
            names.join(", ")
        );
        self.put("content/guide/_index.md", &index);
        for (number, (name, paragraphs)) in self.articles.clone().into_iter().enumerate() {
            let mut text = format!("+++\ntitle = \"Title {name}{number}\"\n+++\n");
            for paragraph in paragraphs {
                text.push_str(&format!("\n{}\n", paragraph.text()));
            }
            self.put(&format!("content/guide/{name}"), &text);
        }
    }

    /// An editor changes the source. Up to three of these between two runs of `sync`.
    fn edit(&mut self, (kind, a, b): Turn) {
        let article = a % self.articles.len();
        let count = self.articles[article].1.len();
        let at = if count == 0 { 0 } else { b % count };
        let new = self.paragraph();
        let other = b % self.articles.len();
        let number = self.fresh();
        let bin = &mut self.bin;
        let paragraphs = &mut self.articles[article].1;
        match kind % 12 {
            0 => paragraphs.insert(at, new),
            1 if count > 0 => bin.push(paragraphs.remove(at)),
            2 if count > 0 => {
                let moved = paragraphs.remove(at);
                let target = &mut self.articles[other].1;
                let place = a % (target.len() + 1);
                target.insert(place, moved);
            }
            3 | 4 if count > 0 => {
                let words = &mut paragraphs[at].words;
                let word = a % words.len();
                words[word] = format!("e{number}");
            }
            5 if count > 0 => {
                bin.push(paragraphs[at].clone());
                paragraphs[at] = new;
            }
            6 if count > 0 && paragraphs[at].words.len() >= 10 => {
                let rest = paragraphs[at].words.split_off(8);
                paragraphs[at].uncertain = true;
                let piece = Paragraph {
                    words: rest,
                    uncertain: true,
                    ..new
                };
                paragraphs.insert(at + 1, piece);
            }
            7 if at + 1 < count => {
                let second = paragraphs.remove(at + 1);
                paragraphs[at].words.extend(second.words);
                paragraphs[at].uncertain = true;
            }
            8 if count > 0 => {
                let copy = paragraphs[at].clone();
                paragraphs.insert(at, copy);
            }
            9 => self.articles[article].0 = format!("renamed-{number}.md"),
            10 => self.articles.swap(article, other),
            11 => {
                if let Some(back) = bin.pop() {
                    paragraphs.insert(at, back);
                }
            }
            _ => {}
        }
    }

    /// The translator writes or renews a translation, in one of the forms that Fluent has.
    fn translate(&mut self, (kind, a, b): Turn) {
        let article = a % self.articles.len();
        let paragraphs = &self.articles[article].1;
        if paragraphs.is_empty() {
            return;
        }
        let at = b % paragraphs.len();
        let paragraph = &paragraphs[at];
        let Some(id) = paragraph.id.clone() else {
            return;
        };
        let text = paragraph.text();
        let number = self.fresh();
        let body = match kind % 4 {
            0 => format!("{id} = T{number} des mots\n"),
            1 => {
                format!("{id} =\n    T{number} une ligne\n    {{\"[\"}}une autre]\n\n    la fin\n")
            }
            2 => format!(
                "{id} = {{ NUMBER(3) ->\n        [one] T{number}\n       *[other] T{number} s\n    }} fin\n"
            ),
            _ => format!("{id}   =   T{number} [lien](article-9.md)[^1]\n"),
        };
        let comment = format!("# comment {number}\n");
        let lines = if kind % 3 == 0 {
            format!("{comment}{body}")
        } else {
            body
        };
        let file = self.sources.text(&FR.into()).unwrap_or("").to_owned();
        let mut out = String::new();
        let mut found = false;
        for part in parts(&file) {
            match &part.kind {
                PartKind::Entry { id: own, body, .. } if **own == *id => {
                    found = true;
                    let above = &file[part.span.start..*body];
                    out.push_str(above);
                    out.push_str(&lines);
                }
                _ => out.push_str(&file[part.span]),
            }
        }
        if !found {
            // A translator writes below the stub or at the end.
            let stub = format!("# @missing {id} = ");
            match out.find(&stub) {
                Some(at) => {
                    let end = out[at..].find('\n').map_or(out.len(), |end| at + end + 1);
                    out.insert_str(end, &lines);
                }
                None => out.push_str(&lines),
            }
        }
        self.put(FR, &out);
        if kind % 3 == 0 {
            self.comments.push(comment);
        }
        self.translations.insert(id, value_of(&lines));
        self.articles[article].1[at].translated_from = Some(text);
    }

    /// A platform writes the file anew.
    fn platform(&mut self, (kind, a, _): Turn) {
        let Some(file) = self.sources.text(&FR.into()).map(str::to_owned) else {
            return;
        };
        let mut messages: Vec<(String, String)> = parts(&file)
            .into_iter()
            .filter_map(|part| match part.kind {
                PartKind::Entry { id, body, .. } => {
                    Some((id.into(), file[body..part.span.end].trim_end().to_owned()))
                }
                _ => None,
            })
            .collect();
        let mut out = String::new();
        if kind % 2 == 0 {
            // Rebuilt in the order of the reference, without comments.
            let reference = self
                .sources
                .text(&"locales/en/guide.ftl".into())
                .unwrap_or("");
            for part in parts(reference) {
                if let PartKind::Entry { id, .. } = part.kind
                    && let Some((_, body)) = messages.iter().find(|(own, _)| **own == *id)
                {
                    out.push_str(&format!("{body}\n"));
                }
            }
        } else if !messages.is_empty() {
            // In another order, with a blank line between all.
            let at = a % messages.len();
            messages.rotate_left(at);
            for (_, body) in &messages {
                out.push_str(&format!("{body}\n\n"));
            }
        }
        self.comments
            .retain(|comment| !file.contains(comment.as_str()));
        self.put(FR, &out);
    }

    /// Runs `sync`, twice.
    fn sync(&mut self) -> Result<(), TestCaseError> {
        let run = |sources: &Sources| {
            let (changes, diagnostics) =
                pipeline::synchronize(sources, &Synchronize::default(), &Memo::none());
            prop_assert!(!diagnostics.has_errors(), "{:?}", diagnostics);
            Ok(changes)
        };
        let changes = run(&self.sources)?;
        // A kill can come between any two changes: what follows must still be right.
        for (index, _) in changes.iter().enumerate() {
            let mut cut = Self {
                sources: self.sources.clone(),
                articles: self.articles.clone(),
                bin: Vec::new(),
                translations: self.translations.clone(),
                comments: self.comments.clone(),
                next: self.next,
            };
            cut.sources.apply(&changes[..index]);
            cut.nothing_is_lost()?;
            if index == changes.len() / 2 {
                let rest = run(&cut.sources)?;
                cut.sources.apply(&rest);
                cut.nothing_is_lost()?;
                cut.states_are_right(false)?;
            }
        }
        self.sources.apply(&changes);
        prop_assert_eq!(run(&self.sources)?, Vec::new());
        Ok(())
    }

    fn nothing_is_lost(&self) -> Result<(), TestCaseError> {
        let file = self.sources.text(&FR.into()).unwrap_or("");
        let archive = self.sources.text(&ARCHIVE.into()).unwrap_or("");
        let values: Vec<String> = [file, archive]
            .iter()
            .flat_map(|text| parts(text).into_iter().map(|part| &text[part.span]))
            .map(value_of)
            .collect();
        for (id, value) in &self.translations {
            prop_assert!(
                values.contains(value),
                "{} is lost: {}\n{}\n{}",
                id,
                value,
                file,
                archive
            );
        }
        for comment in &self.comments {
            prop_assert!(
                file.contains(comment) || archive.contains(comment),
                "{} is lost",
                comment
            );
        }
        Ok(())
    }

    /// The ids and states of all paragraphs, in order.
    fn found(&self) -> Vec<(String, State)> {
        let (model, _) = pipeline::model(&self.sources, &Options::default(), &Memo::none());
        let model = model.expect("a model");
        let french = model.locales.named("fr").expect("French");
        let document = &model.site.documents[0];
        let mut found = Vec::new();
        for placed in &document.articles[1..] {
            for unit in 1..placed.ids.len() {
                let state = localize::translation(document, placed, unit, french)
                    .map_or(State::Missing, |translation| translation.state);
                found.push((placed.ids[unit].to_string(), state));
            }
        }
        found
    }

    fn states_are_right(&self, ids: bool) -> Result<(), TestCaseError> {
        let texts: Vec<String> = self.all().map(Paragraph::text).collect();
        for (paragraph, (id, state)) in self.all().zip(self.found()) {
            let copies = texts
                .iter()
                .filter(|text| **text == paragraph.text())
                .count();
            if paragraph.uncertain || paragraph.twin || copies > 1 {
                continue;
            }
            if let Some(own) = paragraph.id.as_ref().filter(|_| ids) {
                prop_assert_eq!(own, &id, "keeps its id");
            }
            let expected = match &paragraph.translated_from {
                None => State::Missing,
                Some(text) if *text == paragraph.text() => State::Current,
                Some(_) => State::Outdated,
            };
            prop_assert_eq!(state, expected, "{} {}", id, paragraph.text());
        }
        Ok(())
    }

    fn all(&self) -> impl Iterator<Item = &Paragraph> {
        self.articles.iter().flat_map(|(_, paragraphs)| paragraphs)
    }

    /// Takes over what can only be told by looking: ids, and which piece kept a translation.
    fn learn(&mut self) -> Result<(), TestCaseError> {
        let found = self.found();
        let texts: Vec<String> = self.all().map(Paragraph::text).collect();
        let paragraphs = self.articles.iter_mut().flat_map(|(_, list)| list);
        for (paragraph, (id, state)) in paragraphs.zip(found) {
            let copies = texts
                .iter()
                .filter(|text| **text == paragraph.text())
                .count();
            if paragraph.uncertain || paragraph.twin || copies > 1 {
                // Of pieces and of what was put together nothing is current by itself.
                let twin = paragraph.twin || copies > 1;
                // Unless they were put together again before anybody looked.
                let whole = paragraph.translated_from.as_ref() == Some(&paragraph.text());
                prop_assert!(
                    twin || whole || state != State::Current,
                    "{} {:?}",
                    id,
                    state
                );
                paragraph.translated_from = match state {
                    State::Missing => None,
                    State::Current | State::Draft => Some(paragraph.text()),
                    State::Outdated => Some("another text".to_owned()),
                };
            }
            paragraph.uncertain = false;
            paragraph.twin = copies > 1;
            paragraph.id = Some(id);
        }
        Ok(())
    }
}

/// What the lines of a message say, without comment and layout.
fn value_of(lines: &str) -> String {
    let own = lines.lines().filter(|line| !line.starts_with('#'));
    let text = own.collect::<Vec<_>>().join(" ");
    let value = text.split_once('=').map_or("", |(_, value)| value);
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: cases(),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_is_lost_and_states_are_right(
        turns in prop::collection::vec((0..16u8, (any::<u8>(), 0..1000usize, 0..1000usize)), 1..24),
    ) {
        let mut history = History::new();
        history.write_content();
        history.sync()?;
        history.learn()?;
        for number in 0..12 {
            history.translate((number, usize::from(number), usize::from(number) / 3));
        }
        history.sync()?;
        let mut edits = 0;
        for (who, turn) in turns {
            match who {
                0..=9 => {
                    history.edit(turn);
                    edits += 1;
                    if edits < 3 && turn.1 % 2 == 0 {
                        continue;
                    }
                    edits = 0;
                    history.write_content();
                }
                10..=13 => {
                    // What a translator sees has been written down.
                    history.write_content();
                    history.sync()?;
                    history.nothing_is_lost()?;
                    history.states_are_right(false)?;
                    history.learn()?;
                    history.translate(turn);
                }
                _ => {
                    history.write_content();
                    history.platform(turn);
                }
            }
            history.sync()?;
            history.nothing_is_lost()?;
            history.states_are_right(true)?;
            history.learn()?;
        }
    }
}

/// `PROPTEST_CASES` asks for more: thousands were run before each release.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(8)
}
