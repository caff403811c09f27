//! 'Cited by': the passages that refer to an article, by the article that they stand in.

use super::Maker;
use crate::content::UnitKind;
use crate::content::inline::plain;
use crate::page::cited_by::Passage;
use crate::page::html::{Addresses, Words};
use crate::page::model::{CitingModel, PassageModel};
use crate::page::outline::Titles;
use crate::site::route::relative;

/// How much of a passage without a number is shown, in characters.
const LONGEST_WORDS: usize = 60;

impl Maker<'_> {
    /// What refers to an article, as its page at `address` shows it.
    pub(super) fn cited_by(&self, article: usize, address: &str) -> Vec<CitingModel> {
        let passages = self.material.cited_by(self.locale).to(self.index, article);
        passages
            .chunk_by(|one, other| (one.document, one.article) == (other.document, other.article))
            .map(|passages| self.citing(passages, address))
            .collect()
    }

    /// The passages of one article.
    fn citing(&self, passages: &[Passage], address: &str) -> CitingModel {
        let Passage {
            document, article, ..
        } = passages[0];
        let of = &self.material.site.documents[document];
        let localized = self.material.localized(document, self.locale);
        let titles = Titles::of(of, localized, article);
        let called = titles.label.or(titles.title);
        let (lang, dir) = called.map_or((None, None), |unit| {
            self.material.foreign(unit, self.locale)
        });
        let name = called.map(|unit| plain(&unit.tokens)).unwrap_or_default();
        let to = self.material.article(document, article, self.locale);
        let page = relative(address, &to, self.material.style);
        let placed = &of.articles[article];
        let unnumbered = passages
            .iter()
            .filter(|passage| self.number_of(passage).is_none())
            .count();
        let named = |passage: &Passage| {
            let words = || {
                let words = first_words(&plain(&localized[article][passage.unit].tokens));
                let arguments = [("article", name.as_str()), ("words", &words)];
                self.words.message("cited-in-words", &arguments)
            };
            let number = self.number_of(passage);
            PassageModel {
                name: match number {
                    Some((message, number, below)) => {
                        let arguments = [
                            ("article", name.as_str()),
                            ("number", &number),
                            ("below", &below),
                        ];
                        self.words.message(message, &arguments)
                    }
                    None if unnumbered > 1 => words(),
                    None => name.clone(),
                },
                url: match placed.article.units[passage.unit].kind {
                    UnitKind::Label | UnitKind::Description => page.clone(),
                    _ => format!("{page}#{}", placed.anchor(passage.unit)),
                },
            }
        };
        CitingModel {
            title: titles
                .label
                .and(titles.title)
                .map(|unit| plain(&unit.tokens)),
            document: (document != self.index).then(|| Titles::of(of, localized, 0).plain_title()),
            passages: passages.iter().map(named).collect(),
            lang,
            dir,
        }
    }

    /// The number of a note or paragraph, with the message that says it, and the labels of the
    /// paragraphs below it that hold the passage.
    fn number_of(&self, passage: &Passage) -> Option<(&'static str, String, String)> {
        let of = &self.material.site.documents[passage.document];
        let placed = &of.articles[passage.article];
        let locale = self.material.locale(self.locale);
        if let UnitKind::Note { label } | UnitKind::NoteParagraph { label } =
            &placed.article.units[passage.unit].kind
        {
            let note = &of.notes[*placed.notes.get(label)?];
            return Some(("cited-in-note", locale.integer(note.number), String::new()));
        }
        let numbers = placed.anchors.numbers.get(&passage.unit)?;
        let mut labels = (1..)
            .zip(numbers)
            .map(|(level, number)| locale.list_label(level, *number));
        let first = labels.next()?;
        let number = first
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned();
        let below = labels.map(|label| format!(" {label}")).collect();
        Some(("cited-in-paragraph", number, below))
    }
}

/// The beginning of a text, cut at the end of a word where there are spaces.
fn first_words(text: &str) -> String {
    let Some((cut, _)) = text.char_indices().nth(LONGEST_WORDS) else {
        return text.to_owned();
    };
    let end = text[..cut].rfind(char::is_whitespace).unwrap_or(cut);
    format!("{}…", &text[..end])
}
