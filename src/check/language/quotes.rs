//! Quotation marks, as the language sets them.
//!
//! 1. The double marks of a text are read as pairs, nested, by the pairs of its language;
//! 2. a mark that is no mark of the language in its place is reported, unless what it quotes is
//!    in another script: a Latin title may keep the marks it has;
//! 3. so is one without its counterpart, unless the source has such a one too: a quotation can
//!    go on in the next paragraph;
//! 4. straight marks are reported where the source has typographic ones.
//!
//! Single marks are left alone: one of them is the apostrophe.

use super::characters::{places, script, scripts_of};
use super::{Findings, Text};

/// The double quotation marks of languages: the primary ones of CLDR's delimiters first, then
/// others that print and the United Nations use, each an opening and a closing mark. A region
/// stands before the language alone.
const MARKS: &[(&str, &[&str])] = &[
    ("ar", &["«»", "“”", "”“"]),
    ("be", &["«»", "„“"]),
    ("bg", &["„“", "«»", "“”"]),
    ("bs", &["„”", "“”", "»«", "„“"]),
    ("ca", &["«»", "“”"]),
    ("cs", &["„“", "»«"]),
    ("da", &["“”", "„“", "»«", "””"]),
    ("de", &["„“", "»«", "«»"]),
    ("el", &["«»", "“”"]),
    ("en", &["“”"]),
    ("es", &["«»", "“”"]),
    ("et", &["„“", "«»", "„”"]),
    ("eu", &["«»", "“”"]),
    ("fa", &["«»", "“”"]),
    ("fi", &["””", "»»"]),
    ("fr", &["«»"]),
    ("gl", &["«»", "“”"]),
    ("hr", &["„“", "„”", "»«"]),
    ("hu", &["„”", "»«"]),
    ("id", &["“”"]),
    ("it", &["«»", "“”"]),
    ("ja", &["「」", "『』", "“”", "〝〟"]),
    ("ko", &["“”", "「」", "『』"]),
    ("lt", &["„“"]),
    ("lv", &["“”", "„“", "«»", "„”"]),
    ("mk", &["„“", "“”"]),
    ("ms", &["“”"]),
    ("nb", &["«»", "“”", "„“"]),
    ("nl", &["“”", "„”", "«»"]),
    ("nn", &["«»", "“”"]),
    ("no", &["«»", "“”"]),
    ("pl", &["„”", "«»", "»«"]),
    ("pt", &["“”", "«»"]),
    ("ro", &["„”", "«»"]),
    ("ru", &["«»", "„“"]),
    ("sk", &["„“", "»«"]),
    ("sl", &["„“", "»«"]),
    ("sr", &["„”", "„“", "“”", "»«"]),
    ("sv", &["””", "»»", "»«", "“”"]),
    ("tr", &["“”", "«»"]),
    ("uk", &["«»", "„“", "“”"]),
    ("vi", &["“”", "«»"]),
    ("zh", &["“”", "「」", "『』"]),
];

/// Marks that may stand within the marks of a language: those of its second level.
const INNER: &[(&str, &[&str])] = &[("fr", &["“”", "„”"]), ("ru", &["“”"])];

/// A quotation that is open.
struct Open {
    at: usize,
    mark: char,
    closing: char,
    /// Whether the mark is none of the language.
    foreign: bool,
    /// Whether a letter of the language's script stands within.
    own_letters: bool,
}

/// A mark that is wrong.
enum Wrong {
    /// It is none of the language.
    Foreign(usize, char),
    /// It has no counterpart.
    Alone(usize, char),
}

/// Finds quotation marks that are none of the language or have no counterpart.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    if !target.visible.contains(is_double) {
        return;
    }
    straight(source, target, found);
    let Some(marks) = marks(target) else {
        return;
    };
    // A quotation that goes on elsewhere does so in both texts.
    let goes_on = read(source)
        .iter()
        .any(|wrong| matches!(wrong, Wrong::Alone(..)));
    for wrong in read(target) {
        match wrong {
            Wrong::Foreign(at, mark) => found.add("quotes", at..at + mark.len_utf8(), || {
                (
                    format!("`{mark}` is not a quotation mark of this language in this place"),
                    Some(format!("write {}", listed(marks))),
                )
            }),
            Wrong::Alone(at, mark) if !goes_on => {
                found.add("quotes", at..at + mark.len_utf8(), || {
                    (
                        format!("the quotation mark `{mark}` has no counterpart"),
                        Some(format!("quotations stand between {}", listed(marks))),
                    )
                });
            }
            Wrong::Alone(..) => {}
        }
    }
}

/// The marks of a language, if they are known.
fn marks(text: Text<'_>) -> Option<&'static [&'static str]> {
    find(MARKS, text.language())
}

fn find(
    table: &'static [(&str, &'static [&'static str])],
    language: &str,
) -> Option<&'static [&'static str]> {
    let row = table.iter().find(|(known, _)| *known == language)?;
    Some(row.1)
}

/// `« »` or `“ ”`
fn listed(marks: &[&str]) -> String {
    let pairs: Vec<String> = marks
        .iter()
        .take(2)
        .filter_map(|pair| both(pair))
        .map(|(open, close)| format!("`{open}` and `{close}`"))
        .collect();
    pairs.join(", or ")
}

fn both(pair: &str) -> Option<(char, char)> {
    let mut marks = pair.chars();
    marks.next().zip(marks.next())
}

/// The closing mark that an opening one has by a table of pairs.
fn closing(pairs: &[&str], opening: char) -> Option<char> {
    let mut pairs = pairs.iter().filter_map(|pair| both(pair));
    pairs
        .find(|(open, _)| *open == opening)
        .map(|(_, close)| close)
}

pub(super) fn is_double(mark: char) -> bool {
    matches!(
        mark,
        '«' | '»' | '“' | '”' | '„' | '‟' | '「' | '」' | '『' | '』' | '〝' | '〟' | '"'
    )
}

/// Reads the marks of a text by the pairs of its language; those of a language that is not
/// known give nothing.
fn read(text: Text<'_>) -> Vec<Wrong> {
    let Some(pairs) = marks(text) else {
        return Vec::new();
    };
    let inner = find(INNER, text.language()).unwrap_or(&[]);
    let own = scripts_of(text.locale.script());
    let mut open: Vec<Open> = Vec::new();
    // How many of them have marks of the language.
    let mut native = 0usize;
    let mut wrong = Vec::new();
    for (at, mark) in text.visible.char_indices() {
        if !is_double(mark) || mark == '"' {
            if let Some(open) = open.last_mut()
                && script(mark).is_some_and(|script| own.contains(&script))
            {
                open.own_letters = true;
            }
            continue;
        }
        if let Some(last) = open.pop_if(|last| closes(last, mark, pairs)) {
            native -= usize::from(!last.foreign);
            if last.foreign && (last.own_letters || own == ["Latn"]) {
                wrong.push(Wrong::Foreign(last.at, last.mark));
            }
            if let Some(outer) = open.last_mut() {
                outer.own_letters |= last.own_letters;
            }
            continue;
        }
        let own_closing =
            closing(pairs, mark).or_else(|| closing(inner, mark).filter(|_| native > 0));
        let foreign = own_closing.is_none();
        let is_curly = |mark| matches!(mark, '“' | '”' | '„' | '‟');
        // A curly mark that closes in another language: `“X“`, `„X”`.
        if foreign
            && is_curly(mark)
            && let Some(last) = open.pop_if(|last| is_curly(last.mark))
        {
            native -= usize::from(!last.foreign);
            wrong.push(Wrong::Foreign(at, mark));
            continue;
        }
        match own_closing.or_else(|| closing(&["«»", "“”", "„“", "「」", "『』"], mark))
        {
            Some(closing) => {
                native += usize::from(!foreign);
                open.push(Open {
                    at,
                    mark,
                    closing,
                    foreign,
                    own_letters: false,
                });
            }
            None => wrong.push(Wrong::Alone(at, mark)),
        }
    }
    wrong.extend(
        open.into_iter()
            .map(|open| Wrong::Alone(open.at, open.mark)),
    );
    wrong.sort_by_key(|wrong| match wrong {
        Wrong::Foreign(at, _) | Wrong::Alone(at, _) => *at,
    });
    wrong
}

/// Whether a mark closes what is open: as expected, or as another pair with the same opening
/// mark does (`„…“` and `„…”` in Croatian), or as any does if the opening is none of the
/// language.
fn closes(open: &Open, mark: char, pairs: &[&str]) -> bool {
    mark == open.closing
        || pairs
            .iter()
            .any(|pair| both(pair) == Some((open.mark, mark)))
        || open.foreign && open.mark == '„' && mark == '”'
}

/// Finds the first straight mark if the source has typographic ones only. Between letters `"` belongs to
/// the spelling of Hebrew, behind a digit it means inches.
fn straight(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    if target.locale.script() == "Hebr"
        || !target.visible.contains('"')
        || source.visible.contains('"')
        || !source.visible.contains(is_double)
    {
        return;
    }
    // One is enough to say it.
    let straight = places(target.visible)
        .find(|place| place.character == '"' && !place.before_is(|c| c.is_ascii_digit()));
    if let Some(place) = straight {
        found.add("quotes", place.span(), || {
            let hint = marks(target).map(|marks| format!("write {}", listed(marks)));
            (
                "the quotation mark `\"` is straight, those of the source are not".to_owned(),
                hint,
            )
        });
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[track_caller]
    fn quotes(source: &str, language: &str, text: &str, expected: &[&str]) {
        check("quotes", ("en", source), (language, text), expected);
    }

    #[test]
    fn languages_have_their_own_marks() {
        let own = |language, text, expected: &[&str]| quotes("“Rights”", language, text, expected);
        own("fr", "«\u{a0}Droits\u{a0}»", &[]);
        own("fr", "“Droits”", &["“"]);
        own("fr", "«\u{a0}Les “droits” de l’homme\u{a0}»", &[]);
        own("es", "“Derechos” y «derechos»", &[]);
        own("ru", "«Права»", &[]);
        own("ru", "“Права”", &["“"]);
        own("ru", "«Права „человека“»", &[]);
        own("ru", "“Solidarity in the practice”", &[]);
        own("de", "„Rechte“ und »Rechte«", &[]);
        own("de", "“Rechte”", &["“"]);
        own("sk", "„Práva”", &["”"]);
        own("ru", "“Права“", &["“"]);
        own("hu", "„Jogok”", &[]);
        own("sv", "”Rättigheter”", &[]);
        own("zh", "“权利”", &[]);
        own("zh-Hant", "「權利『人』」", &[]);
        own("ja", "«人権»", &["«"]);
        own("ar", "«الحقوق»", &[]);
        own("tlh", "„X”", &[]);
    }

    #[test]
    fn marks_have_counterparts() {
        let pairs =
            |source, language, text, expected: &[&str]| quotes(source, language, text, expected);
        pairs("“Rights”", "es", "«Derechos", &["«"]);
        pairs("“Rights”", "zh", "权利”", &["”"]);
        pairs("“Rights go on", "es", "«Derechos", &[]);
        pairs("“Rights”", "ru", "Права»", &["»"]);
    }

    #[test]
    fn straight_marks_are_for_straight_sources() {
        quotes("“Rights”", "es", "\"Derechos\"", &["\""]);
        quotes("\"Rights\"", "es", "\"Derechos\"", &[]);
        quotes("\"Rights\"", "fr", "«\u{a0}Droits\u{a0}»", &[]);
        quotes("“Rights” of 5″", "fr", "«\u{a0}Droits\u{a0}» de 5\"", &[]);
        quotes("“Rights”", "he", "\"זכויות\" של ארה\"ב", &[]);
        quotes("It’s", "fr", "C'est l’État", &[]);
    }
}
