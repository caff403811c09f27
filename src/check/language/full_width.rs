//! Chinese and Japanese set punctuation in full-width signs beside their own characters
//! (GB/T 15834-2011; JLREQ, section 3.1). Beside Latin letters and digits both are used.

use super::characters::{OBJECT, Place, closes, is_east_asian, places};
use super::{Findings, Text};

/// Finds half-width signs behind a Chinese or Japanese character.
///
/// Japanese manuals set colons and brackets in half width as well; there they are left alone.
pub(super) fn check(_: Text<'_>, target: Text<'_>, found: &mut Findings) {
    let chinese = matches!(target.locale.script(), "Hans" | "Hant");
    if !chinese && target.locale.script() != "Jpan" {
        return;
    }
    for place in places(target.visible) {
        let Some(written) = full_width(&place, chinese) else {
            continue;
        };
        let sign = place.character;
        found.add("full-width", place.span(), || {
            (
                format!("`{sign}` stands beside a full-width character"),
                Some(format!("write `{written}`")),
            )
        });
    }
}

/// What a half-width sign should be, if it should.
fn full_width(place: &Place, chinese: bool) -> Option<char> {
    let behind = place.before_is(is_east_asian);
    let ends = place.after.is_none_or(|c| {
        c.is_whitespace() || c == OBJECT || is_east_asian(c) || closes(c) && !c.is_ascii()
    });
    match place.character {
        ',' if behind && !place.after_is(char::is_numeric) => Some('，'),
        '.' if behind && ends => Some('。'),
        '?' if behind && ends => Some('？'),
        '!' if behind && ends => Some('！'),
        ';' if behind => Some('；'),
        ':' if behind && chinese => Some('：'),
        '(' if chinese && place.after_is(is_east_asian) => Some('（'),
        ')' if chinese && behind => Some('）'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn signs_are_as_wide_as_their_characters() {
        let width = |language, text, expected: &[&str]| {
            check(
                "full-width",
                ("en", "Whatever."),
                (language, text),
                expected,
            );
        };
        width("zh", "人权,和平;发展:正义.", &[",", ";", ":", "."]);
        width("zh", "人权，和平；发展：正义。", &[]);
        width("zh", "人权(第一条)与(human rights)", &["(", ")"]);
        width("zh-Hant", "人權?是!", &["?", "!"]);
        width(
            "zh",
            "第1.2节、A/HRC/35/35, OHCHR.、example.com、file.txt",
            &[],
        );
        width("ja", "人権,平和.はい?", &[",", ".", "?"]);
        width("ja", "人権（第一条）、平和。注: (参照)", &[]);
        width("ko", "인권, 평화.", &[]);
        width("en", "人权,", &[]);
    }
}
