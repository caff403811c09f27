//! Languages in Arabic letters have signs of their own for comma, semicolon and question mark,
//! which point the other way.

use super::characters::{OBJECT, closes, is_arabic, places, script};
use super::{Findings, Text};

/// Finds `,`, `;` and `?` behind Arabic letters. Behind a Latin name they are left alone: they
/// may belong to a quotation.
pub(super) fn check(_: Text<'_>, target: Text<'_>, found: &mut Findings) {
    if !matches!(target.locale.script(), "Arab" | "Thaa") {
        return;
    }
    let own = |c: char| is_arabic(c) || script(c) == Some("Thaa");
    let mut behind_own = false;
    for place in places(target.visible) {
        let written = match place.character {
            ',' => '،',
            ';' => '؛',
            '?' => '؟',
            character => {
                // Vowel signs, brackets and notes stand between a word and its sign.
                let between = closes(character) || character == OBJECT || is_mark(character);
                behind_own = own(character) || behind_own && between;
                continue;
            }
        };
        if std::mem::take(&mut behind_own) {
            let sign = place.character;
            found.add("arabic-punctuation", place.span(), || {
                (
                    format!("`{sign}` stands beside Arabic letters"),
                    Some(format!("write `{written}`")),
                )
            });
        }
    }
}

/// Vowel signs and other marks on Arabic letters, and the kashida.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{6d6}'..='\u{6ed}' | '\u{7a6}'..='\u{7b0}')
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn arabic_has_its_own_signs() {
        let arabic = |language, text, expected: &[&str]| {
            check(
                "arabic-punctuation",
                ("en", "Whatever."),
                (language, text),
                expected,
            );
        };
        arabic("ar", "الحقوق, والواجبات; لماذا?", &[",", ";", "?"]);
        arabic("ar", "الحقوق، والواجبات؛ لماذا؟", &[]);
        arabic("ar", "«الحقوق», كافٍ, (الدول);", &[",", ",", ";"]);
        arabic("ar", "مجلة Law, Ethics; A/HRC/35/35, ١,٥", &[]);
        arabic("fa", "حقوق, بشر?", &[",", "?"]);
        arabic("fa", "حقوق، بشر؟", &[]);
        arabic("ur", "کیا?", &["?"]);
        arabic("he", "זכויות, אדם?", &[]);
        arabic("en", "الحقوق, x", &[]);
    }
}
