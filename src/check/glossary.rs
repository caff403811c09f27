//! Terms of the glossary that a translation does not use.
//!
//! Terms and their forms are those of [`crate::catalog::glossary`].
//!
//! A source text holds a term if the words of one of its forms stand in it side by side, whatever
//! their case, with at most a short ending. A longer term hides the shorter ones inside of it.
//! Then the translation should hold the words of one form of its own term: by their stems and in
//! any order, as they are inflected and moved in most languages. The comparison is generous on
//! purpose: a wrong alarm teaches people not to read alarms.

use std::borrow::Cow;
use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::text::{Pair, source_locale};
use crate::catalog::glossary::{self as shared, forms};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::fluent::{Entry, Resource};
use crate::locale::is_spaceless;
use crate::localize::SiteLocale;
use crate::pipeline::Model;

/// The terms of the source language.
#[derive(Debug, Default)]
pub(super) struct Glossary {
    /// Each with its forms.
    terms: Vec<Term>,
    /// Forms by their first word.
    by_start: HashMap<String, Vec<(usize, Vec<String>)>>,
    /// Forms in scripts without spaces, which are looked for as they are.
    spaceless: Vec<(usize, String)>,
}

#[derive(Debug)]
struct Term {
    id: Box<str>,
    /// As the glossary writes it.
    written: String,
}

/// How many forms may begin with one word: each is looked at wherever the word stands.
const MOST_FORMS: usize = 1000;

/// The terms in another language, by their place in the glossary of the source.
#[derive(Debug, Default)]
pub(super) struct Targets(HashMap<usize, Target>);

#[derive(Debug)]
struct Target {
    /// The term as both glossaries write it.
    source: String,
    written: String,
    /// The stems of the words of each form.
    forms: Vec<Vec<String>>,
    place: Place,
}

impl Glossary {
    /// The glossary of the source locale.
    pub(super) fn of_source(model: &Model) -> Self {
        of(source_locale(model)).map_or_else(Self::default, |own| Self::of_entries(&own.entries))
    }

    fn of_entries(entries: &[Entry]) -> Self {
        let mut glossary = Self::default();
        for entry in shared::terms(entries) {
            let forms = forms(entry);
            let Some(written) = forms.first().cloned() else {
                continue;
            };
            let term = glossary.terms.len();
            glossary.terms.push(Term {
                id: entry.id.clone(),
                written,
            });
            for form in forms {
                let folded = fold(&form);
                if folded.chars().any(is_spaceless) {
                    glossary.spaceless.push((term, folded));
                    continue;
                }
                let words: Vec<String> = words(&folded).map(str::to_owned).collect();
                if let Some(first) = words.first() {
                    let forms = glossary.by_start.entry(first.clone()).or_default();
                    if forms.len() < MOST_FORMS {
                        forms.push((term, words));
                    }
                }
            }
        }
        glossary
    }

    /// The terms that a source text holds, each once, in order.
    pub(super) fn terms_in(&self, visible: &str) -> Vec<usize> {
        if self.terms.is_empty() {
            return Vec::new();
        }
        let folded = fold(visible);
        let words: Vec<&str> = words(&folded).collect();
        let mut matches: Vec<(usize, usize, usize)> = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for (term, form) in dictionary_forms(word)
                .filter_map(|own| self.by_start.get(&*own))
                .flatten()
            {
                let text = words.get(at..at + form.len());
                if text.is_some_and(|text| text.iter().zip(form).all(|(a, b)| is_form(a, b))) {
                    matches.push((at, at + form.len(), *term));
                }
            }
        }
        let mut terms = without_hidden(matches);
        let spaceless = self.spaceless.iter();
        terms.extend(
            spaceless
                .filter(|(_, form)| folded.contains(form.as_str()))
                .map(|(term, _)| *term),
        );
        terms.sort_unstable();
        terms.dedup();
        terms
    }
    /// The same terms in another locale.
    pub(super) fn targets(&self, locale: &SiteLocale) -> Targets {
        let own = of(locale);
        let mut targets = HashMap::new();
        for (index, term) in self.terms.iter().enumerate() {
            let Some((path, entry)) = own.and_then(|own| Some((&own.path, own.get(&term.id)?)))
            else {
                continue;
            };
            let written = forms(entry);
            let stems = |form: &String| {
                let folded = fold(form);
                let stems: Vec<String> = words(&folded).filter_map(stem).collect();
                (!stems.is_empty()).then_some(stems)
            };
            let target = Target {
                source: term.written.clone(),
                forms: written.iter().filter_map(stems).collect(),
                written: written.first().cloned().unwrap_or_default(),
                place: Place::new(path, entry.id_span.clone()),
            };
            if !target.forms.is_empty() {
                targets.insert(index, target);
            }
        }
        Targets(targets)
    }
}

impl Targets {
    /// Reports the terms of the source text that the translation does not use.
    pub(super) fn check(&self, pair: &Pair<'_>, found: &mut Diagnostics) {
        let terms = pair.source.terms.iter();
        let mut targets = terms.filter_map(|term| self.0.get(term)).peekable();
        if targets.peek().is_none() {
            return;
        }
        let text = fold(&pair.target.visible);
        for target in targets {
            let holds = |form: &Vec<String>| form.iter().all(|stem| text.contains(stem.as_str()));
            if target.forms.iter().any(holds) {
                continue;
            }
            let message = format!(
                "the glossary translates `{}` as `{}`, which is not used here",
                target.source, target.written
            );
            let diagnostic = Diagnostic::warning("term-unused", message)
                .related(target.place.clone(), "the term")
                .hint("use the term, or add the form that is used to it as `.also-… = …`");
            found.push(pair.at(diagnostic, ""));
        }
    }
}

/// The terms that a source text holds, in the order of the glossary: each as the source language
/// writes it, and its forms in another locale, the one of a dictionary first; none if that locale
/// does not have the term.
pub fn terms_of(model: &Model, locale: &SiteLocale, visible: &str) -> Vec<(String, Vec<String>)> {
    let glossary = Glossary::of_source(model);
    let own = of(locale);
    let terms = glossary.terms_in(visible).into_iter();
    terms
        .map(|term| {
            let term = &glossary.terms[term];
            let target = own.and_then(|own| own.get(&term.id));
            (term.written.clone(), target.map(forms).unwrap_or_default())
        })
        .collect()
}

/// The glossary of a locale.
fn of(locale: &SiteLocale) -> Option<&Resource> {
    shared::of(&locale.catalog, &locale.config.tag)
}

/// A text in small letters without accents and other marks.
fn fold(text: &str) -> String {
    let without_marks = text.nfd().filter(|c| !is_combining_mark(*c));
    without_marks.flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// The words of a glossary that a word of a text can be a form of, as [`is_form`] says: with up
/// to two letters less, or `y` for `ies`.
fn dictionary_forms(word: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let shorter = std::iter::successors(Some(word), |word| {
        let mut characters = word.chars();
        characters.next_back().map(|_| characters.as_str())
    });
    let plural = word
        .strip_suffix("ies")
        .map(|word| format!("{word}y").into());
    shorter.take(3).map(Cow::Borrowed).chain(plural)
}

/// Whether a word of a source text is a form of a word of the glossary.
fn is_form(word: &str, term: &str) -> bool {
    if let Some(ending) = word.strip_prefix(term) {
        let most = if term.chars().count() > 4 { 2 } else { 1 };
        return ending.chars().count() <= most;
    }
    let plural = term.strip_suffix('y').zip(word.strip_suffix("ies"));
    plural.is_some_and(|(term, word)| term == word)
}

/// The part of a word that its forms have in common, roughly: three fifths of it, at least three
/// letters. Nothing for words too short to tell anything, unless the script has few letters.
fn stem(word: &str) -> Option<String> {
    let word = word.strip_prefix("ال").unwrap_or(word);
    if word.chars().any(is_spaceless) {
        return Some(word.to_owned());
    }
    let length = word.chars().count();
    if length < 2 {
        return None;
    }
    let kept = (length * 3).div_ceil(5).max(3);
    Some(word.chars().take(kept).collect())
}

/// The terms of matches that are not part of a longer one. A match is its first word, the word
/// behind its last, its term.
fn without_hidden(mut matches: Vec<(usize, usize, usize)>) -> Vec<usize> {
    matches.sort_unstable_by_key(|(from, to, term)| (*from, std::cmp::Reverse(*to), *term));
    let mut longest = (0, 0);
    let mut terms = Vec::new();
    for (from, to, term) in matches {
        if to > longest.1 {
            longest = (from, to);
        }
        if (from, to) == longest {
            terms.push(term);
        }
    }
    terms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::parse;
    use crate::source::SourceFile;

    fn resource(text: &str) -> Resource {
        let file = SourceFile::new("locales/en/glossary.ftl".into(), text.as_bytes());
        parse::resource(&file, &mut Diagnostics::new())
    }

    #[test]
    fn finds_terms_of_the_source() {
        let terms = "-law = law\n-right = human right\n-rights = right\n-country = country\n\
            -un = United Nations\n    .also-short = UN\n";
        let glossary = Glossary::of_entries(&resource(terms).entries);
        let check = |text: &str, expected: &str| {
            let found = glossary.terms_in(text).into_iter();
            let ids: Vec<_> = found.map(|term| &*glossary.terms[term].id).collect();
            assert_eq!(ids.join(" "), expected, "{text}");
        };
        check("The laws of nature", "-law");
        check("a lawyer", "");
        check("human rights", "-right");
        check("Human rights and other rights", "-right -rights");
        check("countries", "-country");
        check("country", "-country");
        check("country’s", "-country");
        check("the United Nations", "-un");
        check("the UN", "-un");
        check("united unnations", "");
        check("", "");
    }

    #[test]
    fn finds_terms_in_scripts_without_spaces() {
        let glossary = Glossary::of_entries(&resource("-law = 国际法\n").entries);
        assert_eq!(glossary.terms_in("根据国际法的原则"), [0]);
        assert!(glossary.terms_in("国际").is_empty());
    }

    #[test]
    fn stems_stand_in_inflected_forms() {
        let check = |term: &str, text: &str, expected: bool| {
            let (term, text) = (fold(term), fold(text));
            let found = words(&term)
                .filter_map(stem)
                .all(|stem| text.contains(&stem));
            assert_eq!(found, expected, "{term} in {text}");
        };
        check("права человека", "о правах каждого человека", true);
        check(
            "международная солидарность",
            "международной солидарности",
            true,
        );
        check("солидарность", "единство", false);
        check("الدولة", "وللدول أن تقرر", true);
        check("حقوق الإنسان", "بحقوق الإنسان", true);
        check("الدولة", "الشعوب", false);
        check("droits de l’homme", "aux droits de l’Homme", true);
        check("Völkerrecht", "des Völkerrechts", true);
        check("团结", "国际团结", true);
        check("团结", "合作", false);
    }
}
