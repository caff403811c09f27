//! A corpus as a project of Concord.
//!
//! The Markdown of the source language stands in `content/law/`, the translations in
//! `locales/<tag>/law.ftl`. The ids of units are those that Concord gives to new ones; a build
//! with `--strict` reports it if they no longer are.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use super::{Article, Block, Corpus, Vocabulary, markdown};

/// Writes a project into a folder.
///
/// # Errors
///
/// If a file cannot be written.
pub(crate) fn write(corpus: &Corpus, folder: &Path) -> io::Result<()> {
    put(&folder.join("concord.toml"), &configuration(corpus))?;
    let (source, translations) = match corpus.languages.split_first() {
        Some((source, translations)) => (corpus.vocabulary(*source), translations),
        None => return Ok(()),
    };
    let content = folder.join("content/law");
    put(&content.join("_index.md"), &document(corpus, &source))?;
    for part in 1..=corpus.parts() {
        let path = content.join(format!("part-{part}/_index.md"));
        put(&path, &section(corpus, part, &source))?;
    }
    for article in &corpus.articles {
        let path = content.join(format!(
            "part-{}/article-{}.md",
            article.part, article.number
        ));
        let address = |to| address(corpus, article, to);
        let text = format!(
            "+++\ntitle = \"{}\"\n+++\n\n{}",
            source.inline(&article.title, &address),
            markdown::body(article, &source, &address)
        );
        put(&path, &text)?;
    }
    for language in translations {
        let path = folder.join(format!("locales/{}/law.ftl", language.tag));
        let words = corpus.vocabulary(*language);
        put(&path, &translation(corpus, &source, &words))?;
    }
    Ok(())
}

/// The file whose first paragraph [`edit`] changes.
const EDITED: &str = "content/law/part-1/article-1.md";
/// Where the text of an article begins.
const BEGINS: &str = "\n+++\n\n";

/// Adds a word to a paragraph of the source language, and returns the file as it was.
///
/// # Errors
///
/// If the file cannot be read or written.
pub(crate) fn edit(folder: &Path) -> io::Result<String> {
    let path = folder.join(EDITED);
    let before = fs::read_to_string(&path)?;
    put(
        &path,
        &before.replacen(BEGINS, &format!("{BEGINS}Amended "), 1),
    )?;
    Ok(before)
}

/// Writes the file again that [`edit`] has changed.
///
/// # Errors
///
/// If it cannot be written.
pub(crate) fn take_back(folder: &Path, before: &str) -> io::Result<()> {
    put(&folder.join(EDITED), before)
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn configuration(corpus: &Corpus) -> String {
    let mut out = "title = \"The law\"\nsource = \"en\"\n\
                   base_url = \"https://law.example/texts\"\n"
        .to_owned();
    for language in &corpus.languages {
        out.extend(["\n[locales.", language.tag, "]\n"]);
    }
    out
}

fn document(corpus: &Corpus, words: &Vocabulary) -> String {
    let parts: Vec<String> = (1..=corpus.parts())
        .map(|part| format!("\"part-{part}\""))
        .collect();
    format!(
        "+++\ntitle = \"{}\"\ndescription = \"{}\"\nnumbering = \"legal\"\ncontents = [{}]\n+++\n",
        words.name("title"),
        words.name("description"),
        parts.join(", ")
    )
}

fn section(corpus: &Corpus, part: usize, words: &Vocabulary) -> String {
    let articles: Vec<String> = corpus
        .articles
        .iter()
        .filter(|article| article.part == part)
        .map(|article| format!("\"article-{}.md\"", article.number))
        .collect();
    format!(
        "+++\nlabel = \"{}\"\ntitle = \"{}\"\ncontents = [{}]\n+++\n",
        words.name(&format!("part-{part}-label")),
        words.name(&format!("part-{part}-title")),
        articles.join(", ")
    )
}

/// A link is written as the path of the file.
fn address(corpus: &Corpus, from: &Article, to: usize) -> String {
    let part = corpus.articles[to - 1].part;
    if part == from.part {
        format!("article-{to}.md")
    } else {
        format!("../part-{part}/article-{to}.md")
    }
}

fn translation(corpus: &Corpus, source: &Vocabulary, words: &Vocabulary) -> String {
    let mut out = String::new();
    for name in ["title", "description"] {
        message(&mut out, &format!("law-{name}"), &words.name(name));
    }
    for part in 1..=corpus.parts() {
        for name in ["label", "title"] {
            let id = format!("part-{part}-{name}");
            message(&mut out, &id, &words.name(&id));
        }
    }
    for article in &corpus.articles {
        translated_article(&mut out, corpus, article, source, words);
    }
    out
}

fn translated_article(
    out: &mut String,
    corpus: &Corpus,
    article: &Article,
    source: &Vocabulary,
    words: &Vocabulary,
) {
    let address = |to| address(corpus, article, to);
    let mut ids = Ids::of(article);
    let title = ids.named("title");
    message(out, &title, &words.inline(&article.title, &address));
    for block in &article.blocks {
        match block {
            Block::Heading(text) => {
                let id = ids.heading(&source.inline(text, &address));
                message(out, &id, &words.inline(text, &address));
            }
            Block::Paragraph(text) => {
                message(out, &ids.paragraph(), &words.inline(text, &address));
            }
            Block::Numbered { paragraphs, .. } => {
                let texts = paragraphs
                    .iter()
                    .flat_map(|paragraph| std::iter::once(&paragraph.text).chain(&paragraph.parts));
                for text in texts {
                    message(out, &ids.paragraph(), &words.inline(text, &address));
                }
            }
        }
    }
    for (label, text) in &article.notes {
        message(out, &format!("fn-{label}"), &words.inline(text, &address));
    }
}

fn message(out: &mut String, id: &str, value: &str) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{id} = {value}");
}

/// The ids of the units of an article, in order.
struct Ids {
    article: String,
    paragraphs: usize,
    headings: HashMap<String, usize>,
}

impl Ids {
    fn of(article: &Article) -> Self {
        Self {
            article: format!("article-{}", article.number),
            paragraphs: 0,
            headings: HashMap::new(),
        }
    }

    fn named(&self, name: &str) -> String {
        format!("{}-{name}", self.article)
    }

    fn paragraph(&mut self) -> String {
        self.paragraphs += 1;
        self.named(&format!("p{}", self.paragraphs))
    }

    /// A heading is named after its words in the source language, which are plain letters.
    fn heading(&mut self, text: &str) -> String {
        let slug = text
            .to_lowercase()
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join("-");
        let seen = self.headings.entry(slug.clone()).or_insert(0);
        *seen += 1;
        match *seen {
            1 => self.named(&slug),
            again => self.named(&format!("{slug}-{again}")),
        }
    }
}
