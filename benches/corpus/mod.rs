//! One text model for every generator that is measured: languages × articles.
//!
//! A [`Corpus`] says how a document is built: parts, articles, numbered paragraphs, notes, links.
//! That is the same in all languages. Its words are made when they are asked for, in the
//! script of a language, so that 200 languages need no more memory than one.
//!
//! 1. [`language`] and [`script`] say which languages there are and how they are written;
//! 2. [`Corpus::new`] lays out the articles; [`Corpus::vocabulary`] invents the words of a
//!    language; [`Vocabulary::inline`] writes a text with its notes, links and emphasis;
//! 3. [`markdown`] writes an article as Markdown, which every generator reads;
//! 4. a writer for each generator makes a project of it: [`concord`].
//!
//! Invariant: the same seed and size give the same bytes, on every machine.

pub(crate) mod concord;
pub(crate) mod language;
pub(crate) mod markdown;
mod random;
pub(crate) mod script;

use language::Language;
use random::Random;

/// How many words an article has: about 20 KB in English.
const WORDS: usize = 2_350;
/// How many articles a part has.
const ARTICLES_IN_PART: usize = 6;
/// How many different words a language has.
const VOCABULARY: usize = 4_000;

/// A document in several languages.
#[derive(Debug)]
pub(crate) struct Corpus {
    seed: u64,
    /// The source language first.
    pub(crate) languages: Vec<Language>,
    /// In reading order.
    pub(crate) articles: Vec<Article>,
}

/// An article, the same in all languages but for its words.
#[derive(Debug)]
pub(crate) struct Article {
    /// From 1.
    pub(crate) number: usize,
    /// The part that it stands in, from 1.
    pub(crate) part: usize,
    pub(crate) title: Text,
    pub(crate) blocks: Vec<Block>,
    /// Each with its label, which is its number in the document.
    pub(crate) notes: Vec<(usize, Text)>,
}

/// A block of an article.
#[derive(Debug)]
pub(crate) enum Block {
    Heading(Text),
    Paragraph(Text),
    /// Numbered paragraphs, which go on counting where the last ones of the article ended.
    Numbered {
        start: usize,
        paragraphs: Vec<Numbered>,
    },
}

/// A numbered paragraph with what it lists.
#[derive(Debug)]
pub(crate) struct Numbered {
    pub(crate) text: Text,
    pub(crate) parts: Vec<Text>,
}

/// A text before it has words.
#[derive(Debug)]
pub(crate) struct Text {
    /// Makes its words different from those of other texts.
    name: String,
    words: usize,
    marks: Vec<(usize, Mark)>,
    /// A heading ends without a full stop.
    is_sentence: bool,
}

/// Something at a word of a text.
#[derive(Debug, Clone, Copy)]
enum Mark {
    /// A reference to a note behind the word.
    Note(usize),
    /// The word links to an article.
    Link(usize),
    Emphasis,
}

impl Corpus {
    /// Lays out articles. Not more languages than [`language::most`] are in it.
    pub(crate) fn new(languages: usize, articles: usize, seed: u64) -> Self {
        let mut notes = 0;
        let articles = (1..=articles)
            .map(|number| article(number, articles, &mut notes, seed))
            .collect();
        Self {
            seed,
            languages: language::languages(languages, seed),
            articles,
        }
    }

    /// How many parts there are.
    pub(crate) fn parts(&self) -> usize {
        self.articles.len().div_ceil(ARTICLES_IN_PART)
    }

    /// The words of a language.
    pub(crate) fn vocabulary(&self, language: Language) -> Vocabulary {
        let mut random = Random::of(self.seed, &["words", language.tag]);
        Vocabulary {
            seed: self.seed,
            language,
            words: (0..VOCABULARY)
                .map(|_| language.script.word(&mut random))
                .collect(),
        }
    }
}

fn article(number: usize, of: usize, notes: &mut usize, seed: u64) -> Article {
    let mut random = Random::of(seed, &["article", &number.to_string()]);
    let mut texts = Texts {
        article: number,
        made: 0,
        words: 0,
    };
    let title = texts.heading(random.between(3, 6));
    let mut blocks = vec![Block::Paragraph(texts.sentences(random.between(50, 110)))];
    let mut start = 1;
    while texts.words < WORDS {
        blocks.push(Block::Heading(texts.heading(random.between(2, 5))));
        for _ in 0..random.between(1, 2) {
            let mut text = texts.sentences(random.between(50, 130));
            mark(&mut text, number, of, &mut random);
            blocks.push(Block::Paragraph(text));
        }
        let paragraphs: Vec<Numbered> = (0..random.between(3, 6))
            .map(|_| numbered(&mut texts, number, of, &mut random))
            .collect();
        let next = start + paragraphs.len();
        blocks.push(Block::Numbered { start, paragraphs });
        start = next;
    }
    let labels: Vec<usize> = (0..random.between(3, 6))
        .map(|_| {
            *notes += 1;
            *notes
        })
        .collect();
    refer(&mut blocks, &labels);
    let notes = labels
        .into_iter()
        .map(|label| (label, texts.sentences(random.between(12, 40))))
        .collect();
    Article {
        number,
        part: (number - 1) / ARTICLES_IN_PART + 1,
        title,
        blocks,
        notes,
    }
}

fn numbered(texts: &mut Texts, number: usize, of: usize, random: &mut Random) -> Numbered {
    let mut text = texts.sentences(random.between(30, 90));
    mark(&mut text, number, of, random);
    let parts = match random.below(3) {
        0 => (0..random.between(2, 5))
            .map(|_| texts.sentences(random.between(10, 35)))
            .collect(),
        _ => Vec::new(),
    };
    Numbered { text, parts }
}

/// Emphasis in most texts, a link to another article in every fourth.
fn mark(text: &mut Text, number: usize, of: usize, random: &mut Random) {
    let mut at = 3;
    if random.below(3) > 0 {
        text.marks.push((at, Mark::Emphasis));
        at += 4;
    }
    let target = random.between(1, of);
    if random.below(4) == 0 && target != number {
        text.marks.push((at, Mark::Link(target)));
    }
}

/// Refers to each note from a paragraph of its own, in order, spread over the article.
fn refer(blocks: &mut [Block], labels: &[usize]) {
    let mut paragraphs: Vec<&mut Text> = blocks
        .iter_mut()
        .filter_map(|block| match block {
            Block::Paragraph(text) => Some(text),
            _ => None,
        })
        .collect();
    let count = paragraphs.len();
    for (index, label) in labels.iter().enumerate() {
        let at = index * count / labels.len();
        let text = &mut paragraphs[at];
        text.marks.push((12 + index, Mark::Note(*label)));
    }
}

/// Names the texts of an article and counts their words.
struct Texts {
    article: usize,
    made: usize,
    words: usize,
}

impl Texts {
    fn text(&mut self, words: usize, is_sentence: bool) -> Text {
        self.made += 1;
        self.words += words;
        Text {
            name: format!("{}/{}", self.article, self.made),
            words,
            marks: Vec::new(),
            is_sentence,
        }
    }

    fn heading(&mut self, words: usize) -> Text {
        self.text(words, false)
    }

    fn sentences(&mut self, words: usize) -> Text {
        self.text(words, true)
    }
}

/// The words of a language.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    seed: u64,
    pub(crate) language: Language,
    words: Vec<String>,
}

impl Vocabulary {
    /// A few words that belong to no text of an article: the name of a part.
    pub(crate) fn name(&self, of: &str) -> String {
        let text = Text {
            name: of.to_owned(),
            words: 3,
            marks: Vec::new(),
            is_sentence: false,
        };
        self.inline(&text, &|_| String::new())
    }

    /// A text as one line of inline Markdown. `address` says how a link to an article is written.
    pub(crate) fn inline(&self, text: &Text, address: &dyn Fn(usize) -> String) -> String {
        let script = self.language.script;
        let mut random = Random::of(self.seed, &["text", self.language.tag, &text.name]);
        let mut out = String::new();
        let mut left = 0;
        let mut before = "";
        for at in 0..text.words {
            let begins = left == 0;
            if begins {
                left = random.between(8, 22).min(text.words - at);
            }
            left -= 1;
            before = self.word(before, &mut random);
            let word = match begins && script.has_capitals {
                true => capitalized(before),
                false => before.to_owned(),
            };
            if at > 0 {
                out.push_str(if begins { script.pause() } else { script.space });
            }
            let mut note = None;
            match text.marks.iter().find(|(place, _)| *place == at) {
                Some((_, Mark::Emphasis)) => out.extend(["*", &word, "*"]),
                Some((_, Mark::Link(to))) => out.extend(["[", &word, "](", &address(*to), ")"]),
                Some((_, Mark::Note(label))) => {
                    out.push_str(&word);
                    note = Some(label);
                }
                None => out.push_str(&word),
            }
            if left == 0 && text.is_sentence {
                out.push_str(script.stop);
            } else if left > 0 && random.below(9) == 0 {
                out.push_str(script.comma);
            }
            if let Some(label) = note {
                out.extend(["[^", &label.to_string(), "]"]);
            }
        }
        out
    }

    /// Few words are frequent and many are rare, as in any language. None stands twice in a row:
    /// that is a mistake, and `concord check` says so.
    fn word(&self, before: &str, random: &mut Random) -> &str {
        let draw = |random: &mut Random| random.below(self.words.len());
        let rank = draw(random).min(draw(random)).min(draw(random));
        let (rarer, others) = (self.words[rank..].iter(), self.words[..rank].iter());
        let mut words = rarer.chain(others);
        words
            .find(|word| *word != before)
            .map_or("", String::as_str)
    }
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next();
    first
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect()
}
