//! Marks of notes, targets of links and images, marks of Markdown, and the kind of block: what
//! a translation has in common with its source whatever the language.

use super::text::{Pair, Prepared};
use crate::content::Inline;
use crate::content::inline::Destination;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::locale::Locale;

/// The marks of notes are those of the source, each as often as there.
pub(super) fn notes(pair: &Pair<'_>, found: &mut Diagnostics) {
    let labels = |side: &Prepared<'_>| -> Vec<Compared> {
        let notes = side.tokens.iter().filter_map(|token| match token {
            Inline::Note(label) => Some(label),
            _ => None,
        });
        notes.map(|label| (label.clone(), label.clone())).collect()
    };
    let (missing, extra) = differences(labels(&pair.source.side), labels(&pair.target));
    for label in missing {
        let message = format!("the mark of the note `[^{label}]` is missing");
        let hint = format!("write `[^{label}]` behind the words that the note is about");
        let diagnostic = Diagnostic::error("note-missing", message);
        found.push(pair.at(diagnostic, "").hint(hint));
    }
    for label in extra {
        let mark = format!("[^{label}]");
        let message = format!("the source text does not have the mark `{mark}`, or not so often");
        let diagnostic = pair.at(Diagnostic::error("note-extra", message), &mark);
        found.push(diagnostic.hint("remove the mark, or write that of the note that is meant"));
    }
}

/// Links and images lead where those of the source lead.
pub(super) fn destinations(pair: &Pair<'_>, found: &mut Diagnostics) {
    let (missing, extra) = differences(
        targets(&pair.source.side, pair.source_locale),
        targets(&pair.target, pair.locale),
    );
    let mut missing = missing.into_iter();
    // A language may need a link to a definition where others have a form that is found.
    let extra = extra
        .into_iter()
        .filter(|written| !written.starts_with(TERM));
    for written in extra {
        let (message, hint) = match missing.next() {
            Some(wanted) => (
                format!("the source text does not lead to `{written}`"),
                format!("it leads to `{wanted}`"),
            ),
            None => (
                format!("the source text has no link or image to `{written}`, or not so often"),
                "remove the link or image".to_owned(),
            ),
        };
        let diagnostic = Diagnostic::error("destination-differs", message);
        found.push(pair.at(diagnostic, &written).hint(hint));
    }
    for wanted in missing {
        let message = format!("the link or image to `{wanted}` is missing");
        let hint = format!("write `[words]({wanted})`, or `![words]({wanted})` for an image");
        let diagnostic = Diagnostic::error("destination-differs", message);
        found.push(pair.at(diagnostic, "").hint(hint));
    }
}

/// What the address of a link to a definition begins with.
const TERM: &str = "term:";

fn targets(side: &Prepared<'_>, locale: &Locale) -> Vec<Compared> {
    let written = side.tokens.iter().filter_map(|token| match token {
        Inline::Link { destination, .. } => Some(match destination {
            Destination::External(address) => address.clone(),
            Destination::Internal { path, anchor: None } => path.clone(),
            Destination::Internal {
                path,
                anchor: Some(anchor),
            } => format!("{path}#{anchor}"),
            Destination::Term(term) => format!("{TERM}{term}"),
        }),
        Inline::Image { source, .. } => Some(source.clone()),
        _ => None,
    });
    let language = locale.tag().language();
    written
        .map(|written| (without_language(&written, language), written))
        .collect()
}

/// An address in which the parts that name the language of its text are left open: a site often
/// has one page in several, as `/en/page` or `en.example.org`.
fn without_language(address: &str, language: &str) -> String {
    const ENDS: [char; 6] = ['/', '.', '?', '&', '=', '#'];
    let Some((scheme, rest)) = address.split_once("://") else {
        return address.strip_prefix("./").unwrap_or(address).to_owned();
    };
    let mut out = format!("{scheme}://");
    for part in rest.split_inclusive(ENDS) {
        let name = part.trim_end_matches(ENDS);
        if name.eq_ignore_ascii_case(language) {
            out.push('*');
            out.push_str(&part[name.len()..]);
        } else {
            out.push_str(part);
        }
    }
    out
}

/// What is compared, and how it was written.
type Compared = (String, String);

/// What only the one and what only the other has, as written, counting how often.
fn differences(mut one: Vec<Compared>, mut other: Vec<Compared>) -> (Vec<String>, Vec<String>) {
    one.sort();
    other.sort();
    let (mut missing, mut extra) = (Vec::new(), Vec::new());
    let mut other = other.into_iter().peekable();
    for (key, written) in one {
        while let Some((_, written)) = other.next_if(|(own, _)| *own < key) {
            extra.push(written);
        }
        if other.next_if(|(own, _)| *own == key).is_none() {
            missing.push(written);
        }
    }
    extra.extend(other.map(|(_, written)| written));
    (missing, extra)
}

/// The signs that mark a text, and what they mark.
const MARKS: [(&str, &str); 5] = [
    ("*", "emphasis"),
    ("_", "emphasis"),
    ("`", "code"),
    ("~~", "deleted text"),
    ("](", "a link"),
];

/// No mark of Markdown is left over as text: `**strong*`, `[words] (address)`.
pub(super) fn marks(pair: &Pair<'_>, found: &mut Diagnostics) {
    for (sign, what) in MARKS {
        let in_target = left_over(&pair.target, sign);
        if in_target == 0 || in_target <= left_over(&pair.source.side, sign) {
            continue;
        }
        // A backtick between backticks cannot be read.
        let shown = match sign {
            "`" => "a backtick".to_owned(),
            sign => format!("`{sign}`"),
        };
        let message = format!("{shown} stands in the text and marks nothing: {what} is not closed");
        let hint = match sign {
            "](" => "write `[words](address)` without spaces in the address",
            _ => {
                "marks stand in pairs, without a space on their inner side; a sign that is meant as text follows a backslash"
            }
        };
        let at = pair.target.visible.find(sign).unwrap_or(0);
        let span = pair.place_of_visible(&(at..at + sign.len()));
        let diagnostic = Diagnostic::error("mark-unbalanced", message);
        found.push(diagnostic.at(pair.path, span).hint(hint));
    }
}

/// How often a sign that marks is text, and was not written with a backslash on purpose.
fn left_over(side: &Prepared<'_>, sign: &str) -> usize {
    if !side.markdown.contains(sign) {
        return 0;
    }
    let texts = side.tokens.iter().filter_map(|token| match token {
        Inline::Text(text) => Some(text.as_str()),
        _ => None,
    });
    let shown: usize = texts.map(|text| count(text, sign)).sum();
    let meant = side.markdown.matches(&format!("\\{sign}")).count();
    shown.saturating_sub(meant)
}

/// How often a sign occurs where it could mark something: `_` does not inside of a word.
fn count(text: &str, sign: &str) -> usize {
    let letter = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    text.match_indices(sign)
        .filter(|(at, _)| {
            let before = letter(text[..*at].chars().next_back());
            let after = letter(text[at + sign.len()..].chars().next());
            sign != "_" || before != after
        })
        .count()
}

/// A translation is one block, as its source: no paragraph of its own, no list, heading, quote,
/// table or block of code. They would be shown as text.
pub(super) fn block(pair: &Pair<'_>, found: &mut Diagnostics) {
    let (source, target) = (&pair.source.side.markdown, &pair.target.markdown);
    let Some((kind, line)) = other_block(target) else {
        return;
    };
    if other_block(source).is_some_and(|(own, _)| own == kind) {
        return;
    }
    let message = format!("the translation holds {kind}, but its source text is one block");
    let diagnostic = Diagnostic::error("block-differs", message);
    found.push(pair.at(diagnostic, line).hint(
        "translate one block by one block; a sign that is meant as text follows a backslash",
    ));
}

/// What a text holds beside one paragraph, and where it begins.
fn other_block(text: &str) -> Option<(&'static str, &str)> {
    let mut after_blank = false;
    for (number, line) in text.trim().lines().enumerate() {
        let line = line.trim();
        let first = line.split(' ').next().unwrap_or("");
        let has_more = line.len() > first.len();
        let numbered = |digits: &str| {
            !digits.is_empty() && digits.len() < 10 && digits.bytes().all(|b| b.is_ascii_digit())
        };
        let kind = match first {
            "" => {
                after_blank = true;
                continue;
            }
            "-" | "*" | "+" if has_more => "a list",
            ">" if has_more => "a quotation",
            "|" if number > 0 => "a table",
            _ if has_more && first.len() <= 6 && first.bytes().all(|b| b == b'#') => "a heading",
            _ if first.starts_with("```") || first.starts_with("~~~") => "a block of code",
            // `1. Januar` begins many a German sentence, but no second line.
            _ if number > 0 && has_more && first.strip_suffix(['.', ')']).is_some_and(numbered) => {
                "a list"
            }
            _ if after_blank => "a second paragraph",
            _ => continue,
        };
        return Some((kind, line));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_blocks_by_their_first_signs() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(other_block(text).map(|(kind, _)| kind), expected, "{text}");
        };
        check("One line.", None);
        check("One\\\ntwo", None);
        check("", None);
        check("# Title", Some("a heading"));
        check("####### seven", None);
        check("#hash", None);
        check("- one", Some("a list"));
        check("-5 degrees", None);
        check("1. Januar", None);
        check("1. one\n2. two", Some("a list"));
        check("> quoted", Some("a quotation"));
        check("one\n\ntwo", Some("a second paragraph"));
        check("one\n| a | b |", Some("a table"));
        check("```\nx\n```", Some("a block of code"));
    }

    #[test]
    fn addresses_of_one_page_in_two_languages_are_equal() {
        let check = |en: &str, fr: &str, equal: bool| {
            let same = without_language(en, "en") == without_language(fr, "fr");
            assert_eq!(same, equal, "{en} {fr}");
        };
        check(
            "https://un.org/en/charter",
            "https://un.org/fr/charter",
            true,
        );
        check("https://en.example.org/", "https://fr.example.org/", true);
        check("https://un.org/?lang=en", "https://un.org/?lang=fr", true);
        check(
            "https://un.org/en/charter",
            "https://un.org/fr/charte",
            false,
        );
        check("./other.md", "other.md", true);
        check("en.md", "fr.md", false);
    }

    #[test]
    fn counts_what_only_one_side_has() {
        let list = |text: &str| -> Vec<Compared> {
            let words = text.split_whitespace();
            words
                .map(|word| (word.to_owned(), word.to_owned()))
                .collect()
        };
        let check = |one: &str, other: &str, missing: &str, extra: &str| {
            let (found_missing, found_extra) = differences(list(one), list(other));
            assert_eq!(found_missing.join(" "), missing, "{one} / {other}");
            assert_eq!(found_extra.join(" "), extra, "{one} / {other}");
        };
        check("a b", "b a", "", "");
        check("a b c", "b", "a c", "");
        check("b", "a b c", "", "a c");
        check("a a b", "a b b", "a", "b");
        check("", "", "", "");
    }
}
