//! Where the terms of a glossary stand in a text of its language.
//!
//! A link to a definition says that a word has the meaning given there, so that a wrong one is
//! worse than none. Therefore only the forms that the glossary lists are found, as they are
//! written there, or with a first capital where a sentence begins; nothing is stemmed.
//!
//! 1. [`Forms::of`] makes one automaton of all forms of a locale, once for all its texts;
//! 2. [`Forms::find`] runs a text through it, in one pass however many terms there are, drops what
//!    is no whole word, and of what overlaps keeps the first and longest.
//!
//! Invariant: a form is found only where it is not part of a longer form of any term of the
//! glossary, whether that term is defined or not; a form that two terms share belongs to neither.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::SiteLocale;
use crate::catalog::glossary;
use crate::fluent::Resource;
use crate::locale::{Locale, is_spaceless};

/// How long a form may be, in bytes. What is looked at for each byte of a text depends on it.
const LONGEST_FORM: usize = 400;

/// The forms of all terms of one locale.
#[derive(Debug, Default)]
pub struct Forms {
    automaton: Option<AhoCorasick>,
    /// In the order of the automaton's patterns.
    forms: Vec<Form>,
}

#[derive(Debug)]
struct Form {
    /// The id of its term, without the `-`. Nothing if several terms have the form.
    term: Option<Box<str>>,
    /// Whether it has its capital only because it begins a sentence.
    begins_sentence: bool,
}

/// A place where a term stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence<'f> {
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// The term's id, without the `-`.
    pub term: &'f str,
}

impl Forms {
    /// The forms of a locale's glossary. A pseudo-locale has none: its words are no words.
    pub fn of(locale: &SiteLocale) -> Self {
        let own = glossary::of(&locale.catalog, &locale.config.tag);
        match own.filter(|_| locale.pseudo.is_none()) {
            Some(own) => Self::of_glossary(own, &locale.locale),
            None => Self::default(),
        }
    }

    fn of_glossary(glossary: &Resource, locale: &Locale) -> Self {
        let mut forms: BTreeMap<String, Form> = BTreeMap::new();
        let listed = || {
            glossary::terms(&glossary.entries).flat_map(|entry| {
                let id = entry.id.trim_start_matches('-');
                let forms = glossary::forms(entry).into_iter();
                forms
                    .map(|form| form.trim().to_owned())
                    .filter(|form| is_usable(form))
                    .map(move |form| (id, form))
            })
        };
        let mut add = |id: &str, form: &str, begins_sentence: bool| {
            for written in [form.nfc().collect(), form.nfd().collect::<String>()] {
                let form = forms.entry(written).or_insert_with(|| Form {
                    term: Some(id.into()),
                    begins_sentence,
                });
                if form.begins_sentence == begins_sentence && form.term.as_deref() != Some(id) {
                    form.term = None;
                }
            }
        };
        for (id, form) in listed() {
            add(id, &form, false);
        }
        // A form that is listed is never taken for the beginning of a sentence.
        for (id, form) in listed() {
            add(id, &locale.capitalized(&form), true);
        }
        if forms.is_empty() {
            return Self::default();
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .build(forms.keys());
        Self {
            // It fails only for more forms than a glossary can hold.
            automaton: automaton.ok(),
            forms: forms.into_values().collect(),
        }
    }

    /// Where terms stand in a text, in order; no two overlap.
    pub fn find(&self, text: &str) -> Vec<Occurrence<'_>> {
        let Some(automaton) = &self.automaton else {
            return Vec::new();
        };
        let mut matches: Vec<_> = automaton
            .find_overlapping_iter(text)
            .map(|found| (found.range(), found.pattern().as_usize()))
            .filter(|(range, form)| {
                let begins =
                    !self.forms[*form].begins_sentence || begins_sentence(text, range.start);
                begins && is_whole(text, range)
            })
            .collect();
        matches.sort_unstable_by_key(|(range, _)| (range.start, Reverse(range.end)));
        let mut end = 0;
        let mut occurrences = Vec::new();
        for (range, form) in matches {
            if range.start < end {
                continue;
            }
            end = range.end;
            if let Some(term) = self.forms[form].term.as_deref() {
                occurrences.push(Occurrence { range, term });
            }
        }
        occurrences
    }
}

/// Whether a form can be looked for. One character of a script without spaces is part of too
/// many words.
fn is_usable(form: &str) -> bool {
    let short = form.chars().count() < 2 && form.chars().any(is_spaceless);
    !form.is_empty() && form.len() <= LONGEST_FORM && !short
}

/// Whether a sentence begins at a place in a text: after nothing, a full stop or a colon.
fn begins_sentence(text: &str, at: usize) -> bool {
    let opening = |c: &char| c.is_whitespace() || "\"'([«„“”‘’¿¡".contains(*c);
    let before = text[..at].chars().rev().find(|c| !opening(c));
    before.is_none_or(|c| matches!(c, '.' | '!' | '?' | '…' | ':'))
}

/// Whether words begin and end with a piece of a text.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let piece = &text[range.clone()];
    let apart = |inside: Option<char>, outside: Option<char>| match (inside, outside) {
        (Some(inside), Some(outside)) => {
            let spaceless = is_spaceless(inside) || is_spaceless(outside);
            !is_word(inside) || !is_word(outside) || spaceless
        }
        _ => true,
    };
    apart(
        piece.chars().next(),
        text[..range.start].chars().next_back(),
    ) && apart(piece.chars().next_back(), text[range.end..].chars().next())
}

/// Whether a character is a part of words. Hyphens are, as a 'non-Party' is no 'Party'; so are the
/// joiners of Arabic and Indic scripts. Apostrophes are not, as in 'l’État' and 'the State’s'.
fn is_word(character: char) -> bool {
    const PARTS: [char; 6] = ['-', '_', '\u{2010}', '\u{2011}', '\u{200c}', '\u{200d}'];
    character.is_alphanumeric() || PARTS.contains(&character) || is_combining_mark(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::fluent::parse;
    use crate::locale::{LocaleOptions, LocaleTag};
    use crate::source::SourceFile;

    fn forms(tag: &str, text: &str) -> Forms {
        let file = SourceFile::new("locales/xx/glossary.ftl".into(), text.as_bytes());
        let tag = LocaleTag::parse(tag).expect("a tag");
        let locale = Locale::new(tag, &LocaleOptions::default()).expect("a locale");
        Forms::of_glossary(&parse::resource(&file, &mut Diagnostics::new()), &locale)
    }

    /// Puts the terms that are found between brackets, each with its id.
    fn check(forms: &Forms, text: &str, expected: &str) {
        let mut out = String::new();
        let mut at = 0;
        for Occurrence { range, term } in forms.find(text) {
            out += &text[at..range.start];
            out += &format!("[{}|{term}]", &text[range.clone()]);
            at = range.end;
        }
        out += &text[at..];
        assert_eq!(out, expected, "{text}");
    }

    #[test]
    fn finds_whole_words_as_they_are_listed() {
        let forms = forms(
            "en",
            "-party = Party\n    .also-plural = Parties\n-rule = rule of law\n-law = law\n",
        );
        check(&forms, "A Party", "A [Party|party]");
        check(&forms, "The Parties, all", "The [Parties|party], all");
        // A defined term with a capital is not the common word.
        check(&forms, "a party", "a party");
        check(
            &forms,
            "a non-Party and Partying",
            "a non-Party and Partying",
        );
        check(&forms, "a Party’s", "a [Party|party]’s");
        check(&forms, "Rule of law", "[Rule of law|rule]");
        check(&forms, "Rule of Law", "Rule of Law");
        check(&forms, "one. “Rule of law", "one. “[Rule of law|rule]");
        check(&forms, "the Rule of law", "the Rule of [law|law]");
        check(
            &forms,
            "the rule of law; law",
            "the [rule of law|rule]; [law|law]",
        );
        check(&forms, "the rule of lawyers", "the rule of lawyers");
        check(
            &forms,
            "the law of rule of laws",
            "the [law|law] of rule of laws",
        );
        check(&forms, "", "");
    }

    #[test]
    fn a_form_of_two_terms_is_of_neither() {
        let forms = forms("en", "-one = right\n-two = right\n-three = rights\n");
        check(&forms, "a right and rights", "a right and [rights|three]");
        // What is listed comes before what is listed with a small letter.
        let forms = super::tests::forms("en", "-common = party\n-defined = Party\n");
        check(
            &forms,
            "Party, a party",
            "[Party|defined], a [party|common]",
        );
    }

    #[test]
    fn first_capitals_follow_the_language() {
        check(
            &forms("tr", "-x = işbirliği\n"),
            "İşbirliği",
            "[İşbirliği|x]",
        );
        check(&forms("tr", "-x = işbirliği\n"), "Işbirliği", "Işbirliği");
        check(&forms("nl", "-x = ijs\n"), "IJs", "[IJs|x]");
        check(&forms("el", "-x = άρθρο\n"), "Άρθρο", "[Άρθρο|x]");
        let russian = "-x = солидарность\n    .also-genitive = солидарности\n";
        check(&forms("ru", russian), "Солидарности", "[Солидарности|x]");
        check(&forms("ru", russian), "солидарностью", "солидарностью");
    }

    #[test]
    fn accents_may_be_characters_of_their_own() {
        let forms = forms("fr", "-x = égalité\n");
        check(&forms, "l’égalité", "l’[égalité|x]");
        check(&forms, "E\u{301}galite\u{301}", "[E\u{301}galite\u{301}|x]");
        check(&forms, "égalite\u{301}e", "égalite\u{301}e");
    }

    #[test]
    fn scripts_without_spaces_take_the_longest() {
        let forms = forms(
            "zh",
            "-one = 国际团结\n-right = 国际团结权\n-water = 水\n-un = UN\n",
        );
        check(
            &forms,
            "落实国际团结权，国际团结是",
            "落实[国际团结权|right]，[国际团结|one]是",
        );
        check(&forms, "水平", "水平");
        check(&forms, "联合国UN的UNESCO", "联合国[UN|un]的UNESCO");
    }

    #[test]
    fn arabic_forms_stand_alone_or_as_listed() {
        let forms = forms("ar", "-x = التضامن الدولي\n    .also-to = للتضامن الدولي\n");
        check(&forms, "التضامن الدولي،", "[التضامن الدولي|x]،");
        check(&forms, "العامة للتضامن الدولي", "العامة [للتضامن الدولي|x]");
        check(&forms, "والتضامن الدولي", "والتضامن الدولي");
        // A mark of vocalisation belongs to its letter.
        check(&forms, "التضامن الدوليّ", "التضامن الدوليّ");
    }
}
