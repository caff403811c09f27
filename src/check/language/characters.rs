//! What the checks know of single characters: script, brackets, names of invisible ones.

/// What stands in a visible text for code, formulas and notes.
pub(super) const OBJECT: char = '\u{fffc}';

/// A character with its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// Where it begins, in bytes of the text.
    pub(super) at: usize,
    pub(super) character: char,
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

impl Place {
    /// The bytes of the character.
    pub(super) fn span(&self) -> std::ops::Range<usize> {
        self.at..self.at + self.character.len_utf8()
    }

    pub(super) fn before_is(&self, test: impl Fn(char) -> bool) -> bool {
        self.before.is_some_and(test)
    }

    pub(super) fn after_is(&self, test: impl Fn(char) -> bool) -> bool {
        self.after.is_some_and(test)
    }
}

/// The characters of a text, each with its neighbours.
pub(super) fn places(text: &str) -> impl Iterator<Item = Place> {
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (at, character) = rest.next()?;
        let place = Place {
            at,
            character,
            before,
            after: rest.peek().map(|(_, after)| *after),
        };
        before = Some(character);
        Some(place)
    })
}

/// Scripts by ranges of Unicode's blocks, for letters only: the property `Script` (UAX #24) at
/// the granularity that telling one language's letters from another's needs. Ascending.
const SCRIPTS: &[(char, char, &str)] = &[
    ('A', 'z', "Latn"),
    ('\u{aa}', '\u{aa}', "Latn"),
    ('\u{ba}', '\u{ba}', "Latn"),
    ('\u{c0}', '\u{2af}', "Latn"),
    ('\u{370}', '\u{3ff}', "Grek"),
    ('\u{400}', '\u{52f}', "Cyrl"),
    ('\u{531}', '\u{58a}', "Armn"),
    ('\u{591}', '\u{5f4}', "Hebr"),
    ('\u{600}', '\u{6ff}', "Arab"),
    ('\u{700}', '\u{74f}', "Syrc"),
    ('\u{750}', '\u{77f}', "Arab"),
    ('\u{780}', '\u{7bf}', "Thaa"),
    ('\u{7c0}', '\u{7ff}', "Nkoo"),
    ('\u{860}', '\u{86f}', "Syrc"),
    ('\u{870}', '\u{8ff}', "Arab"),
    ('\u{900}', '\u{97f}', "Deva"),
    ('\u{980}', '\u{9ff}', "Beng"),
    ('\u{a00}', '\u{a7f}', "Guru"),
    ('\u{a80}', '\u{aff}', "Gujr"),
    ('\u{b00}', '\u{b7f}', "Orya"),
    ('\u{b80}', '\u{bff}', "Taml"),
    ('\u{c00}', '\u{c7f}', "Telu"),
    ('\u{c80}', '\u{cff}', "Knda"),
    ('\u{d00}', '\u{d7f}', "Mlym"),
    ('\u{d80}', '\u{dff}', "Sinh"),
    ('\u{e00}', '\u{e7f}', "Thai"),
    ('\u{e80}', '\u{eff}', "Laoo"),
    ('\u{f00}', '\u{fff}', "Tibt"),
    ('\u{1000}', '\u{109f}', "Mymr"),
    ('\u{10a0}', '\u{10ff}', "Geor"),
    ('\u{1100}', '\u{11ff}', "Hang"),
    ('\u{1200}', '\u{139f}', "Ethi"),
    ('\u{13a0}', '\u{13ff}', "Cher"),
    ('\u{1400}', '\u{167f}', "Cans"),
    ('\u{1780}', '\u{17ff}', "Khmr"),
    ('\u{1800}', '\u{18af}', "Mong"),
    ('\u{18b0}', '\u{18ff}', "Cans"),
    ('\u{1b00}', '\u{1b7f}', "Bali"),
    ('\u{1c50}', '\u{1c7f}', "Olck"),
    ('\u{1c80}', '\u{1c8f}', "Cyrl"),
    ('\u{1c90}', '\u{1cbf}', "Geor"),
    ('\u{1d00}', '\u{1d25}', "Latn"),
    ('\u{1e00}', '\u{1eff}', "Latn"),
    ('\u{1f00}', '\u{1fff}', "Grek"),
    ('\u{2c60}', '\u{2c7f}', "Latn"),
    ('\u{2d00}', '\u{2d2f}', "Geor"),
    ('\u{2d30}', '\u{2d7f}', "Tfng"),
    ('\u{2d80}', '\u{2ddf}', "Ethi"),
    ('\u{2de0}', '\u{2dff}', "Cyrl"),
    ('\u{2e80}', '\u{2fdf}', "Hani"),
    ('\u{3005}', '\u{3007}', "Hani"),
    ('\u{3021}', '\u{3029}', "Hani"),
    ('\u{3041}', '\u{309f}', "Hira"),
    ('\u{30a0}', '\u{30ff}', "Kana"),
    ('\u{3100}', '\u{312f}', "Bopo"),
    ('\u{3130}', '\u{318f}', "Hang"),
    ('\u{31a0}', '\u{31bf}', "Bopo"),
    ('\u{31f0}', '\u{31ff}', "Kana"),
    ('\u{3400}', '\u{4dbf}', "Hani"),
    ('\u{4e00}', '\u{9fff}', "Hani"),
    ('\u{a000}', '\u{a4cf}', "Yiii"),
    ('\u{a4d0}', '\u{a4ff}', "Lisu"),
    ('\u{a500}', '\u{a63f}', "Vaii"),
    ('\u{a640}', '\u{a69f}', "Cyrl"),
    ('\u{a720}', '\u{a7ff}', "Latn"),
    ('\u{a8e0}', '\u{a8ff}', "Deva"),
    ('\u{a960}', '\u{a97f}', "Hang"),
    ('\u{a980}', '\u{a9df}', "Java"),
    ('\u{a9e0}', '\u{a9ff}', "Mymr"),
    ('\u{aa60}', '\u{aa7f}', "Mymr"),
    ('\u{ab00}', '\u{ab2f}', "Ethi"),
    ('\u{ab30}', '\u{ab6f}', "Latn"),
    ('\u{ab70}', '\u{abbf}', "Cher"),
    ('\u{ac00}', '\u{d7ff}', "Hang"),
    ('\u{f900}', '\u{faff}', "Hani"),
    ('\u{fb00}', '\u{fb06}', "Latn"),
    ('\u{fb13}', '\u{fb17}', "Armn"),
    ('\u{fb1d}', '\u{fb4f}', "Hebr"),
    ('\u{fb50}', '\u{fdff}', "Arab"),
    ('\u{fe70}', '\u{fefe}', "Arab"),
    ('\u{ff21}', '\u{ff5a}', "Latn"),
    ('\u{ff66}', '\u{ff9f}', "Kana"),
    ('\u{1e900}', '\u{1e95f}', "Adlm"),
    ('\u{20000}', '\u{3ffff}', "Hani"),
];

/// The script of a letter, as an ISO 15924 code; nothing for what is no letter, is shared by
/// scripts, or belongs to a script that is not known here.
pub(super) fn script(letter: char) -> Option<&'static str> {
    match letter {
        // Whether something is a letter is a slow question; for most of any text the answer is
        // known.
        'a'..='z' | 'A'..='Z' => Some("Latn"),
        '\0'..='\u{7f}' => None,
        'à'..='ö' => Some("Latn"),
        'А'..='я' => Some("Cyrl"),
        'ء'..='غ' | 'ف'..='ي' => Some("Arab"),
        '一'..='鿿' => Some("Hani"),
        'ぁ'..='ん' => Some("Hira"),
        'ァ'..='ン' => Some("Kana"),
        '가'..='힣' => Some("Hang"),
        _ if letter.is_alphabetic() => block(letter),
        _ => None,
    }
}

/// The script that a character that is no ASCII stands among, also one that is no letter.
pub(super) fn block(character: char) -> Option<&'static str> {
    let at = SCRIPTS.partition_point(|(_, last, _)| *last < character);
    SCRIPTS
        .get(at)
        .filter(|(first, ..)| *first <= character)
        .map(|(.., script)| *script)
}

/// The scripts of the letters that a locale with this script is written in; none if the script
/// is not known here.
pub(super) fn scripts_of(locale_script: &str) -> &'static [&'static str] {
    match locale_script {
        "Hans" | "Hant" | "Hani" => &["Hani", "Bopo"],
        "Jpan" => &["Hani", "Hira", "Kana"],
        "Kore" => &["Hang", "Hani"],
        _ => SCRIPTS
            .iter()
            .position(|(.., script)| *script == locale_script)
            .map_or(&[], |at| std::slice::from_ref(&SCRIPTS[at].2)),
    }
}

/// The name of a script for people; its code where hardly anybody would know the name.
pub(super) fn name_of_script(code: &'static str) -> &'static str {
    match code {
        "Arab" => "Arabic",
        "Armn" => "Armenian",
        "Beng" => "Bengali",
        "Cyrl" => "Cyrillic",
        "Deva" => "Devanagari",
        "Ethi" => "Ethiopic",
        "Geor" => "Georgian",
        "Grek" => "Greek",
        "Gujr" => "Gujarati",
        "Guru" => "Gurmukhi",
        "Hang" => "Korean",
        "Hani" => "Chinese",
        "Hebr" => "Hebrew",
        "Hira" | "Kana" => "Japanese",
        "Khmr" => "Khmer",
        "Knda" => "Kannada",
        "Laoo" => "Lao",
        "Latn" => "Latin",
        "Mlym" => "Malayalam",
        "Mong" => "Mongolian",
        "Mymr" => "Burmese",
        "Orya" => "Odia",
        "Sinh" => "Sinhala",
        "Taml" => "Tamil",
        "Telu" => "Telugu",
        "Thaa" => "Thaana",
        "Tibt" => "Tibetan",
        other => other,
    }
}

/// Whether it is a letter of Chinese or Japanese: Han, kana, bopomofo.
pub(super) fn is_east_asian(letter: char) -> bool {
    matches!(script(letter), Some("Hani" | "Hira" | "Kana" | "Bopo"))
}

/// Whether it is a letter of the Arabic script; the kashida is none.
pub(super) fn is_arabic(letter: char) -> bool {
    letter != '\u{640}' && script(letter) == Some("Arab")
}

/// Whether it ends a quotation or a bracket in some language. The straight quotes can.
pub(super) fn closes(character: char) -> bool {
    matches!(
        character,
        ')' | ']'
            | '}'
            | '）'
            | '］'
            | '｝'
            | '】'
            | '》'
            | '〉'
            | '〕'
            | '」'
            | '』'
            | '»'
            | '›'
            | '”'
            | '“'
            | '’'
            | '«'
            | '"'
            | '\''
    )
}

/// Whether it begins a bracket or, in languages that set signs off or invert them, a quotation.
pub(super) fn opens(character: char) -> bool {
    matches!(character, '(' | '[' | '{' | '«' | '“' | '‘')
}

/// A space at which a line cannot be broken (UAX #14, class GL).
pub(super) fn is_no_break_space(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{202f}' | '\u{2007}')
}

/// Whether a text has at least so many letters.
pub(super) fn has_letters(text: &str, least: usize) -> bool {
    text.chars()
        .filter(|c| c.is_alphabetic())
        .take(least)
        .count()
        == least
}

/// The number of a character as Unicode writes it: `U+200B`.
pub(super) fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The value of a decimal digit of any script in use (Unicode's general category Nd).
pub(crate) fn digit(character: char) -> Option<u8> {
    if character.is_ascii() {
        return character
            .to_digit(10)
            .and_then(|value| value.try_into().ok());
    }
    // Most characters that are none are told apart without a search: there are no digits from
    // the general punctuation to the syllables of Yi.
    if character < ZEROS[0] || ('\u{2000}'..'\u{a620}').contains(&character) {
        return None;
    }
    let at = ZEROS.partition_point(|zero| *zero <= character);
    let zero = ZEROS[..at].last()?;
    u8::try_from(u32::from(character) - u32::from(*zero))
        .ok()
        .filter(|value| *value < 10)
}

/// The digits zero, ascending; the others follow each.
const ZEROS: &[char] = &[
    '\u{660}',
    '\u{6f0}',
    '\u{7c0}',
    '\u{966}',
    '\u{9e6}',
    '\u{a66}',
    '\u{ae6}',
    '\u{b66}',
    '\u{be6}',
    '\u{c66}',
    '\u{ce6}',
    '\u{d66}',
    '\u{de6}',
    '\u{e50}',
    '\u{ed0}',
    '\u{f20}',
    '\u{1040}',
    '\u{1090}',
    '\u{17e0}',
    '\u{1810}',
    '\u{1946}',
    '\u{19d0}',
    '\u{1a80}',
    '\u{1a90}',
    '\u{1b50}',
    '\u{1bb0}',
    '\u{1c40}',
    '\u{1c50}',
    '\u{a620}',
    '\u{a8d0}',
    '\u{a900}',
    '\u{a9d0}',
    '\u{a9f0}',
    '\u{aa50}',
    '\u{abf0}',
    '\u{ff10}',
    '\u{11136}',
    '\u{1e140}',
    '\u{1e2f0}',
    '\u{1e950}',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_ascend() {
        assert!(SCRIPTS.windows(2).all(|pair| pair[0].1 < pair[1].0));
        assert!(SCRIPTS.iter().all(|(first, last, _)| first <= last));
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn knows_scripts_of_letters() {
        let check = |letter, expected| assert_eq!(script(letter), expected, "{letter:?}");
        check('a', Some("Latn"));
        check('é', Some("Latn"));
        check('я', Some("Cyrl"));
        check('ω', Some("Grek"));
        check('ش', Some("Arab"));
        check('人', Some("Hani"));
        check('の', Some("Hira"));
        check('𠮷', Some("Hani"));
        check('[', None);
        check('×', None);
        check('5', None);
        check('٥', None);
        check('،', None);
        assert_eq!(scripts_of("Jpan").len(), 3);
        assert_eq!(scripts_of("Cyrl"), ["Cyrl"]);
        assert!(scripts_of("Zzzz").is_empty());
    }

    #[test]
    fn reads_digits_of_all_scripts() {
        let check = |character, expected| assert_eq!(digit(character), expected, "{character}");
        check('7', Some(7));
        check('٧', Some(7));
        check('۷', Some(7));
        check('७', Some(7));
        check('７', Some(7));
        check('七', None);
        check('²', None);
        check('Ⅶ', None);
        check('½', None);
        check('x', None);
    }
}
