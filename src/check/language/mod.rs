//! What looks wrong in a translation as a text of its language. Warnings, never errors.
//!
//! The checks here are functions of two texts as readers see them: placeables filled in,
//! Markdown gone. They know no files; [`super`] gives what they find its place.
//!
//! Each file is one idea and adds to the `Findings` of a text. Invariants: a check that does
//! not know a language is silent about it; each is a scan in linear time, whatever the text
//! holds; no more than `MOST` findings of one code are kept for a text.

mod arabic;
mod brackets;
pub(crate) mod characters;
mod doubled;
mod ending;
mod full_width;
mod invisible;
mod length;
mod numbers;
mod quotes;
mod script;
mod signs;
mod spacing;
mod spanish;

use std::collections::BTreeMap;
use std::ops::Range;

use self::signs::Signs;
use crate::locale::Locale;

/// The codes of all findings.
pub const CODES: &[&str] = &[
    "arabic-punctuation",
    "brackets",
    "doubled-space",
    "doubled-word",
    "end-punctuation",
    "full-width",
    "kashida",
    "length",
    "numbers",
    "quotes",
    "script-mixed",
    "script-wrong",
    "spacing",
    "spanish-inverted",
    "zero-width",
];

/// How many findings of one code are kept for a text. A text with more is wrong as a whole, and
/// nobody reads the rest.
const MOST: usize = 10;

/// A text as readers see it, with its language.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// The language.
    pub locale: &'a Locale,
    /// The text. Code and formulas are one U+FFFC (object replacement character) each, as are
    /// references to notes.
    pub visible: &'a str,
}

impl<'a> Text<'a> {
    /// The language subtag of the locale: `fr`.
    fn language(self) -> &'a str {
        let lang = self.locale.lang();
        lang.split_once('-').map_or(lang, |(language, _)| language)
    }

    /// Whether the locale's tag names this region: `CA`.
    fn is_in(self, region: &str) -> bool {
        self.locale
            .lang()
            .split('-')
            .skip(1)
            .take_while(|subtag| subtag.len() > 1)
            .any(|subtag| subtag == region)
    }
}

/// What a check has found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do, or nothing.
    pub hint: Option<String>,
    /// Where, in bytes of the visible text of the translation. Empty for the text as a whole.
    pub span: Range<usize>,
}

/// What the checks of one text have found so far.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
    /// How often each code was found, also beyond what is kept.
    counts: BTreeMap<&'static str, usize>,
}

impl Findings {
    /// Adds a finding. `say` gives its message and its hint, and is asked only if it is kept.
    fn add(
        &mut self,
        code: &'static str,
        span: Range<usize>,
        say: impl FnOnce() -> (String, Option<String>),
    ) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= MOST {
            let (message, hint) = say();
            self.list.push(Finding {
                code,
                message,
                hint,
                span,
            });
        }
    }
}

/// Looks a translation over beside its source. The findings are in the order of the text, those
/// about the text as a whole first.
pub fn findings(source: Text<'_>, target: Text<'_>) -> Vec<Finding> {
    let mut found = Findings::default();
    let (in_source, in_target) = (Signs::of(source.visible), Signs::of(target.visible));
    for check in CHECKS {
        let is_needed = match check.about {
            About::Anything => true,
            About::Target(signs) => in_target.hold(signs),
            About::Either(signs) => in_target.hold(signs) || in_source.hold(signs),
        };
        if is_needed {
            (check.run)(source, target, &mut found);
        }
    }
    let mut list = found.list;
    list.sort_by_key(|finding| (finding.span.start, finding.span.end));
    list
}

/// A check.
struct Check {
    /// What it is about: without that it finds nothing.
    about: About,
    /// Takes source, translation, and where to put what it finds.
    run: fn(Text<'_>, Text<'_>, &mut Findings),
}

/// Which texts a check is about.
#[derive(Clone, Copy)]
enum About {
    /// All.
    Anything,
    /// Translations with signs of this kind.
    Target(Signs),
    /// Translations with signs of this kind, or of a source with such signs.
    Either(Signs),
}

impl Check {
    const fn of(run: fn(Text<'_>, Text<'_>, &mut Findings), about: About) -> Self {
        Self { about, run }
    }
}

const CHECKS: [Check; 14] = [
    Check::of(script::mixed, About::Anything),
    Check::of(script::wrong, About::Anything),
    Check::of(numbers::check, About::Either(Signs::DIGIT)),
    Check::of(ending::check, About::Anything),
    Check::of(spacing::check, About::Anything),
    Check::of(spanish::check, About::Anything),
    Check::of(arabic::check, About::Anything),
    Check::of(full_width::check, About::Anything),
    Check::of(doubled::check, About::Anything),
    Check::of(brackets::check, About::Either(Signs::BRACKET)),
    Check::of(quotes::check, About::Target(Signs::QUOTE)),
    Check::of(invisible::kashida, About::Target(Signs::KASHIDA)),
    Check::of(invisible::zero_width, About::Target(Signs::INVISIBLE)),
    Check::of(length::check, About::Anything),
];

#[cfg(test)]
mod tests;
