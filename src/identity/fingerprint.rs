//! Fingerprints of texts.
//!
//! That of a source ignores what does not matter to a translator: Unicode normal form, runs of
//! white space, `_` for `*`, straight or curly quotes. That of a translation is taken from its
//! parsed value in its [`normal_form`], so that nothing changes when another
//! tool writes the same value in its own way.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::fluent::{Pattern, normal_form};
use crate::source::Digest;

/// 64 bits of a BLAKE3 digest, in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// A fingerprint as it was written down. Whatever it says, it is only compared.
    pub fn from_written(text: &str) -> Self {
        Self(text.to_owned())
    }

    fn of(text: &str) -> Self {
        Self(Digest::of(text.as_bytes()).short(16))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint of a source text, given as [`canonical`](crate::fluent::canonical)
/// writes it.
pub fn of_source(canonical: &str) -> Fingerprint {
    // To ask whether a text has the form costs a fraction of giving it the form, and it has.
    let composed = match is_nfc_quick(canonical.chars()) {
        IsNormalized::Yes => Cow::Borrowed(canonical),
        _ => Cow::Owned(canonical.nfc().collect()),
    };
    let mut normal = String::with_capacity(canonical.len());
    for character in composed.chars() {
        match character {
            c if c.is_whitespace() => {
                if !normal.is_empty() && !normal.ends_with(' ') {
                    normal.push(' ');
                }
            }
            '_' => normal.push('*'),
            '\u{2018}'..='\u{201b}' => normal.push('\''),
            '\u{201c}'..='\u{201f}' => normal.push('"'),
            other => normal.push(other),
        }
    }
    Fingerprint::of(normal.trim_end())
}

/// The fingerprint of a translation. Where its lines break does not matter, nor how many spaces
/// stand between words; which kind of space does.
pub fn of_translation(value: &Pattern) -> Fingerprint {
    let form = normal_form(value);
    let space = |c: char| matches!(c, ' ' | '\n' | '\r' | '\t');
    if !form.contains(['\n', '\r', '\t']) && !form.contains("  ") {
        return Fingerprint::of(form.trim_matches(space));
    }
    let words: Vec<&str> = form.split(space).filter(|word| !word.is_empty()).collect();
    Fingerprint::of(&words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fluent::parse::pattern;

    #[test]
    fn ignores_what_does_not_matter() {
        let same = |a: &str, b: &str| assert_eq!(of_source(a), of_source(b), "{a} / {b}");
        same("a  b\u{a0}c ", " a b c");
        same("_a_ \u{201c}b\u{201d} it\u{2019}s", "*a* \"b\" it's");
        same("e\u{301}", "\u{e9}");
        assert_ne!(of_source("shall"), of_source("should"));
        assert_ne!(of_source("a b"), of_source("ab"));
    }

    #[test]
    fn layout_does_not_change_a_translation() {
        let check = |a: &str, b: &str| {
            let (a, b) = (pattern(a).expect("a"), pattern(b).expect("b"));
            assert_eq!(of_translation(&a), of_translation(&b));
        };
        check(
            "{$n ->\n[one] x\n   *[other]   y\n}",
            "{ $n ->\n [one] x\n *[other] y\n }",
        );
        check("a {\"{\"} b", "a {  \"{\"  } b");
        check("{\"[\"}x", "[x");
        check("one\n    two", "one two");
        check("one  two ", "one two");
        let kinds = ["a b", "a\u{a0}b"].map(|text| of_translation(&pattern(text).expect("text")));
        assert_ne!(kinds[0], kinds[1]);
    }
}
