//! Which kinds of signs a text holds, found in one pass.
//!
//! Several checks look for signs that few texts have. Each would go through the whole text to
//! find that out.

use super::brackets::is_bracket;
use super::characters::digit;
use super::invisible::is_invisible;
use super::quotes::is_double;

/// Kinds of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs(u8);

impl Signs {
    pub(super) const DIGIT: Self = Self(1);
    pub(super) const BRACKET: Self = Self(1 << 1);
    /// A double quotation mark.
    pub(super) const QUOTE: Self = Self(1 << 2);
    pub(super) const KASHIDA: Self = Self(1 << 3);
    pub(super) const INVISIBLE: Self = Self(1 << 4);

    /// The kinds of signs in a text.
    pub(super) fn of(text: &str) -> Self {
        Self(text.chars().fold(0, |signs, sign| signs | of_sign(sign)))
    }

    /// Whether this kind is among them.
    pub(super) fn hold(self, kind: Self) -> bool {
        self.0 & kind.0 != 0
    }
}

fn of_sign(sign: char) -> u8 {
    // Of most of any text it is known that it is nothing of the kind.
    if matches!(sign, 'a'..='z' | 'A'..='Z' | ' ' | 'À'..='ʯ' | 'Ѐ'..='ԯ' | '一'..='鿿' | '가'..='힣')
    {
        return 0;
    }
    let kinds = [
        (digit(sign).is_some(), Signs::DIGIT),
        (is_bracket(sign), Signs::BRACKET),
        (is_double(sign), Signs::QUOTE),
        (sign == '\u{640}', Signs::KASHIDA),
        (is_invisible(sign), Signs::INVISIBLE),
    ];
    let found = kinds.iter().filter(|(is_one, _)| *is_one);
    found.fold(0, |signs, (_, kind)| signs | kind.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::locale;
    use super::super::{CHECKS, Findings, Text, findings};
    use super::*;

    #[test]
    fn knows_the_kinds_of_all_characters() {
        for sign in '\0'..=char::MAX {
            let mut text = String::from("a");
            text.push(sign);
            let check = |kind, expected| {
                assert_eq!(Signs::of(&text).hold(kind), expected, "{sign:?} {kind:?}");
            };
            check(Signs::DIGIT, digit(sign).is_some());
            check(Signs::BRACKET, is_bracket(sign));
            check(Signs::QUOTE, is_double(sign));
            check(Signs::KASHIDA, sign == '\u{640}');
            check(Signs::INVISIBLE, is_invisible(sign));
        }
    }

    proptest! {
        /// A check that is left out would have found nothing.
        #[test]
        fn nothing_is_missed(
            language in prop::sample::select(vec!["ar", "de", "fr", "hi", "zh"]),
            source in "[ab .,()\"“”1९«»ـن\u{200b}]{0,9}",
            target in "[ab .,()\"“”1९«»ـن\u{200b}]{0,9}",
        ) {
            let (english, locale) = (locale("en"), locale(language));
            let source = Text { locale: &english, visible: &source };
            let target = Text { locale: &locale, visible: &target };
            let mut all = Findings::default();
            for check in CHECKS {
                (check.run)(source, target, &mut all);
            }
            prop_assert_eq!(findings(source, target).len(), all.list.len());
        }
    }
}
