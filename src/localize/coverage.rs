//! How much of a text is translated: the one count that pages, `translation.json` and
//! `concord status` show.
//!
//! 1. [`words`] counts the words of the source text, unit by unit, once for all languages;
//! 2. [`Coverage::of`] adds up units and words by the state in which a page shows them.
//!
//! Invariants: the four states add up to the total. A percentage is 100 only if nothing is
//! missing, and 0 only if there is nothing.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use unicode_segmentation::UnicodeSegmentation;

use super::{LocalizedArticle, LocalizedDocument, LocalizedUnit};
use crate::content::inline::plain;
use crate::identity::state::State;

/// How many units, or words, are in each state. It serialises with its percentages, so that
/// nobody who reads it has to round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Figures {
    /// All of them.
    pub total: usize,
    /// Translated, reviewed and up to date.
    pub current: usize,
    /// Translated, not reviewed.
    pub draft: usize,
    /// Translated from an older source text.
    pub outdated: usize,
    /// Not translated, or not shown because something is wrong with it.
    pub missing: usize,
}

impl Figures {
    /// Counts units.
    pub fn of<'u>(units: impl IntoIterator<Item = &'u LocalizedUnit>) -> Self {
        let mut figures = Self::default();
        for unit in units {
            figures.add(unit.state, 1);
        }
        figures
    }

    fn add(&mut self, state: State, count: usize) {
        self.total += count;
        *match state {
            State::Current => &mut self.current,
            State::Draft => &mut self.draft,
            State::Outdated => &mut self.outdated,
            State::Missing => &mut self.missing,
        } += count;
    }

    /// Adds the figures of another text.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            total: self.total + other.total,
            current: self.current + other.current,
            draft: self.draft + other.draft,
            outdated: self.outdated + other.outdated,
            missing: self.missing + other.missing,
        }
    }

    /// What has a translation, in percent.
    pub fn translated_percent(&self) -> u8 {
        percent(self.total - self.missing, self.total)
    }

    /// What has a translation of today's source text, reviewed or not, in percent.
    pub fn up_to_date_percent(&self) -> u8 {
        percent(self.current + self.draft, self.total)
    }
}

impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Figures", 7)?;
        out.serialize_field("total", &self.total)?;
        out.serialize_field("current", &self.current)?;
        out.serialize_field("draft", &self.draft)?;
        out.serialize_field("outdated", &self.outdated)?;
        out.serialize_field("missing", &self.missing)?;
        out.serialize_field("translated_percent", &self.translated_percent())?;
        out.serialize_field("up_to_date_percent", &self.up_to_date_percent())?;
        out.end()
    }
}

/// Whole percent, rounded down; something is never 0 %. Of nothing, all is there.
fn percent(part: usize, total: usize) -> u8 {
    if total == 0 || part >= total {
        return 100;
    }
    // Below 100, as the part is smaller than the total.
    let percent = (part as u128 * 100 / total as u128) as u8;
    percent.max(u8::from(part > 0))
}

/// Units by state, and the words of their source text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Coverage {
    /// Units.
    pub units: Figures,
    /// Words of the source text.
    pub words: Figures,
}

impl Coverage {
    /// Counts the units of a document. `words` are those of its source text.
    pub fn of(localized: &LocalizedDocument, words: &[Vec<usize>]) -> Self {
        let mut coverage = Self::default();
        let counted = localized.iter().zip(words);
        for (unit, words) in counted.flat_map(|(units, words)| units.iter().zip(words)) {
            coverage.units.add(unit.state, 1);
            coverage.words.add(unit.state, *words);
        }
        coverage
    }

    /// Adds the coverage of another document.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            units: self.units.plus(other.units),
            words: self.words.plus(other.words),
        }
    }

    /// Whether every unit is translated and up to date.
    pub fn is_complete(&self) -> bool {
        self.units.outdated == 0 && self.units.missing == 0
    }
}

/// The words of each unit of a document, given as its own language shows it.
pub fn words(source: &LocalizedDocument) -> Vec<Vec<usize>> {
    let of_article = |units: &LocalizedArticle| {
        let words = units.iter().map(|unit| words_of(&plain(&unit.tokens)));
        words.collect()
    };
    source.iter().map(of_article).collect()
}

/// The words of a text that hold a letter or a digit, as Unicode finds them (UAX #29, section
/// 4.1). Each character of a script that writes no spaces (Han, kana, Thai) is one.
pub fn words_of(text: &str) -> usize {
    text.unicode_words().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_do_not_flatter() {
        let check = |part, total, expected| {
            assert_eq!(percent(part, total), expected, "{part} of {total}");
        };
        check(0, 0, 100);
        check(0, 10, 0);
        check(1, 1000, 1);
        check(29, 100, 29);
        check(2, 3, 66);
        check(999, 1000, 99);
        check(usize::MAX - 1, usize::MAX, 99);
        check(10, 10, 100);
    }

    #[test]
    fn counts_words_as_unicode_finds_them() {
        let check = |text, expected| assert_eq!(words_of(text), expected, "{text}");
        check("", 0);
        check(" — … ", 0);
        check("All States, and peoples.", 4);
        check("the State's 3.5 per cent", 5);
        check("声援各国人民", 6);
        check("第3条", 3);
        check("التضامن الدولي", 2);
    }

    #[test]
    fn figures_say_their_percentages() {
        let figures = Figures {
            total: 200,
            current: 100,
            draft: 50,
            outdated: 49,
            missing: 1,
        };
        let expected = r#"{"total":200,"current":100,"draft":50,"outdated":49,"missing":1,"translated_percent":99,"up_to_date_percent":75}"#;
        assert_eq!(
            serde_json::to_string(&figures).expect("numbers serialise"),
            expected
        );
        assert_eq!(figures.plus(figures).total, 400);
    }
}
