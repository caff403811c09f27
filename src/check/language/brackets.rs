//! Brackets: each has its counterpart, and none of the source is lost.
//!
//! A translation may have more brackets than its source, for instance around an insertion that
//! the source sets off by commas. It should not have fewer: what stood in them is then missing,
//! or runs into the text.

use super::characters::places;
use super::{Findings, Text};

/// Brackets of all widths, each as its opening and closing sign.
const PAIRS: &[(char, char)] = &[
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('（', '）'),
    ('［', '］'),
    ('｛', '｝'),
    ('【', '】'),
    ('〔', '〕'),
    ('《', '》'),
    ('〈', '〉'),
];

/// The most characters of the label of a provision, such as `iii)`.
const LONGEST_LABEL: usize = 4;

/// What brackets a text has.
#[derive(Default)]
struct Brackets {
    /// Pairs, and labels such as `a)`. The marks of titles, `《》`, do not count.
    pairs: usize,
    /// Those that belong to a word, as in `page(s)` and `f()`.
    within_words: usize,
    /// Signs without a counterpart, in the order of the text.
    alone: Vec<(usize, char)>,
}

/// Finds brackets without a counterpart, and counts those of both texts.
pub(super) fn check(source: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let of_target = brackets(target.visible);
    let of_source = brackets(source.visible);
    // Intervals and smileys are not balanced in the source either.
    if !of_source.alone.is_empty() {
        return;
    }
    for (at, sign) in &of_target.alone {
        found.add("brackets", *at..*at + sign.len_utf8(), || {
            let (missing, verb) = match PAIRS.iter().find(|(open, _)| open == sign) {
                Some((_, close)) => (*close, "closed"),
                None => (opening(*sign), "opened"),
            };
            (
                format!("the bracket `{sign}` is not {verb}"),
                Some(format!("add `{missing}`, or remove `{sign}`")),
            )
        });
    }
    if of_target.alone.is_empty() && of_target.pairs + of_source.within_words < of_source.pairs {
        found.add("brackets", 0..0, || {
            (
                format!(
                    "the source has {} in brackets, the translation {}",
                    pieces(of_source.pairs),
                    pieces(of_target.pairs)
                ),
                Some("translate what stands in brackets, and keep them".to_owned()),
            )
        });
    }
}

fn pieces(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        1 => "one piece".to_owned(),
        _ => format!("{count} pieces"),
    }
}

fn opening(close: char) -> char {
    let pair = PAIRS.iter().find(|(_, known)| *known == close);
    pair.map_or(close, |(open, _)| *open)
}

fn brackets(text: &str) -> Brackets {
    let mut found = Brackets::default();
    // Where each stands, the sign, and whether it stands within a word.
    let mut open: Vec<(usize, char, bool)> = Vec::new();
    if !text.contains(is_bracket) {
        return found;
    }
    for place in places(text) {
        let sign = place.character;
        if !is_bracket(sign) {
            continue;
        }
        if PAIRS.iter().any(|(known, _)| *known == sign) {
            // Scripts without capitals also write brackets without a space.
            let within = sign == '(' && place.before_is(|c| c.is_lowercase() || c.is_uppercase());
            open.push((
                place.at,
                sign,
                within || sign == '(' && place.after == Some(')'),
            ));
        } else if let Some((opening, _)) = PAIRS.iter().find(|(_, known)| *known == sign) {
            // Widths may differ: a keyboard gives one, a phrase that was copied the other.
            match open.last() {
                Some((_, last, within)) if is_same_kind(*last, *opening) => {
                    found.within_words += usize::from(*within);
                    open.pop();
                    found.pairs += usize::from(!matches!(sign, '》' | '〉'));
                }
                _ if ends_with_label(&text[..place.at]) => found.pairs += 1,
                _ => found.alone.push((place.at, sign)),
            }
        }
    }
    found
        .alone
        .extend(open.into_iter().map(|(at, sign, _)| (at, sign)));
    found.alone.sort_unstable();
    found
}

/// Whether a text ends with what can be the label of a provision: one to four letters or digits
/// that stand alone.
fn ends_with_label(text: &str) -> bool {
    let mut length = 0;
    for sign in text.chars().rev().take(LONGEST_LABEL + 1) {
        if !sign.is_alphanumeric() {
            let alone = sign.is_whitespace() || is_bracket(sign) || matches!(sign, '/' | '–' | '«');
            return length > 0 && alone;
        }
        length += 1;
    }
    (1..=LONGEST_LABEL).contains(&length)
}

pub(super) fn is_bracket(sign: char) -> bool {
    matches!(
        sign,
        '(' | ')' | '[' | ']' | '{' | '}' | '\u{3008}'..='\u{300b}' | '\u{3010}'..='\u{3011}'
            | '\u{3014}'..='\u{3015}' | '（' | '）' | '［' | '］' | '｛' | '｝'
    )
}

/// Whether signs differ in nothing but their width.
fn is_same_kind(a: char, b: char) -> bool {
    let narrow = |sign| match sign {
        '（' => '(',
        '［' => '[',
        '｛' => '{',
        _ => sign,
    };
    narrow(a) == narrow(b)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn brackets_have_counterparts() {
        let brackets = |source, language, text, expected: &[&str]| {
            check("brackets", ("en", source), (language, text), expected);
        };
        brackets("The Office (OHCHR).", "es", "La Oficina (ACNUDH).", &[]);
        brackets("The Office (OHCHR).", "es", "La Oficina (ACNUDH.", &["("]);
        brackets("The Office (OHCHR).", "zh", "办事处（人权高专办)。", &[]);
        brackets("The Office (OHCHR).", "zh", "办事处人权高专办）。", &["）"]);
        brackets("The Office (OHCHR).", "ru", "Управление.", &[""]);
        brackets("The page(s) of f() (new)", "zh", "的新页面（新）", &[]);
        brackets("The Office, OHCHR.", "ru", "Управление (УВКПЧ).", &[]);
        brackets("paragraph (a) or (iii)", "es", "apartado a) o iii)", &[]);
        brackets("paragraph 3 (a)", "ru", "пункт 3 а)", &[]);
        brackets("The Charter", "zh", "《宪章", &["《"]);
        brackets("from [0, 1)", "fr", "de [0, 1[", &[]);
        brackets(
            "The rights",
            "ar",
            "الحقوق (والواجبات [بأكملها)]",
            &["(", ")"],
        );
    }

    #[test]
    fn ends_soon() {
        let deep = "(".repeat(100_000);
        check(
            "brackets",
            ("en", "x"),
            ("fr", &deep),
            &["("; super::super::MOST],
        );
    }
}
