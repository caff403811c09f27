//! Text to XML.

use crate::page::escape::push_escaped;

/// The first line of every file.
pub const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Whether XML 1.0 has the character (section 2.2). Those that it does not have cannot be
/// written as references either.
pub fn is_character(character: char) -> bool {
    matches!(character,
        '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// Escapes text for content and for quoted attributes; characters that XML does not have are
/// left out.
pub fn push_text(out: &mut String, text: &str) {
    if text.chars().all(is_character) {
        push_escaped(out, text);
    } else {
        let clean: String = text.chars().filter(|c| is_character(*c)).collect();
        push_escaped(out, &clean);
    }
}

/// The same, for `format!`.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_out_what_xml_does_not_have() {
        assert_eq!(text("a\u{c}\u{0}b\n<\u{ffff}&>"), "ab\n&lt;&amp;&gt;");
        assert_eq!(text("حق 第一条 \u{1f54a}"), "حق 第一条 \u{1f54a}");
    }
}
