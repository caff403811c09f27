//! Counting systems. Each counts from 1 and writes decimal digits where it ends, so that no
//! number is without a label.

/// A way to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum System {
    /// ASCII digits.
    Decimal,
    /// The letters of an alphabet, separated by spaces. After the last, pairs follow in order:
    /// `z`, `aa`, `ab`.
    Letters(&'static str),
    /// Signs whose values add up.
    Additive(Signs),
    /// Chinese numerals, with the signs for ten thousand and a hundred million.
    Chinese([char; 2]),
}

/// The signs of an additive system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Signs {
    /// The last number that can be written.
    last: u32,
    /// Values with their signs, in falling order, down to one.
    signs: &'static [(u32, &'static str)],
}

/// The basic Latin alphabet.
pub(super) const LATIN: &str = "a b c d e f g h i j k l m n o p q r s t u v w x y z";

/// Russian letters for lists: without those that are taken for others (GOST R 2.105).
pub(super) const RUSSIAN: &str = "а б в г д е ж и к л м н п р с т у ф х ц ш щ э ю я";

/// Ukrainian letters for lists (DSTU 3008).
pub(super) const UKRAINIAN: &str = "а б в г д е ж и к л м н п р с т у ф х ц ш щ ю я";

/// The Belarusian alphabet without the letters that do not begin words or carry marks.
pub(super) const BELARUSIAN: &str = "а б в г д е ж з і к л м н о п р с т у ф х ц ч ш э ю я";

/// The Bulgarian alphabet without its two signs.
pub(super) const BULGARIAN: &str = "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ю я";

/// The Serbian alphabet.
pub(super) const SERBIAN: &str = "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш";

/// The Macedonian alphabet.
pub(super) const MACEDONIAN: &str = "а б в г д ѓ е ж з ѕ и ј к л љ м н њ о п р с т ќ у ф х ц ч џ ш";

/// Arabic letters in the abjad order. Heh stands with a stroke: alone it looks like a five.
pub(super) const ARABIC: &str = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ";

/// Persian letters in their alphabetical order, the first by its name.
pub(super) const PERSIAN: &str =
    "الف ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و هـ ی";

/// Roman numerals, up to 3,999.
pub(super) const ROMAN: Signs = Signs {
    last: 3999,
    signs: &[
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ],
};

/// Greek numerals, up to 999, with stigma as two letters, as laws print it.
pub(super) const GREEK: Signs = Signs {
    last: 999,
    signs: &[
        (900, "ϡ"),
        (800, "ω"),
        (700, "ψ"),
        (600, "χ"),
        (500, "φ"),
        (400, "υ"),
        (300, "τ"),
        (200, "σ"),
        (100, "ρ"),
        (90, "ϟ"),
        (80, "π"),
        (70, "ο"),
        (60, "ξ"),
        (50, "ν"),
        (40, "μ"),
        (30, "λ"),
        (20, "κ"),
        (10, "ι"),
        (9, "θ"),
        (8, "η"),
        (7, "ζ"),
        (6, "στ"),
        (5, "ε"),
        (4, "δ"),
        (3, "γ"),
        (2, "β"),
        (1, "α"),
    ],
};

/// Hebrew numerals, up to 999. Fifteen and sixteen are not written as parts of the name of God.
pub(super) const HEBREW: Signs = Signs {
    last: 999,
    signs: &[
        (400, "ת"),
        (300, "ש"),
        (200, "ר"),
        (100, "ק"),
        (90, "צ"),
        (80, "פ"),
        (70, "ע"),
        (60, "ס"),
        (50, "נ"),
        (40, "מ"),
        (30, "ל"),
        (20, "כ"),
        (19, "יט"),
        (18, "יח"),
        (17, "יז"),
        (16, "טז"),
        (15, "טו"),
        (10, "י"),
        (9, "ט"),
        (8, "ח"),
        (7, "ז"),
        (6, "ו"),
        (5, "ה"),
        (4, "ד"),
        (3, "ג"),
        (2, "ב"),
        (1, "א"),
    ],
};

/// Ten thousand and a hundred million in simplified characters.
pub(super) const SIMPLIFIED: [char; 2] = ['万', '亿'];

/// Ten thousand and a hundred million in traditional characters.
pub(super) const TRADITIONAL: [char; 2] = ['萬', '億'];

impl System {
    /// A number, counted from 1, without punctuation.
    pub(super) fn number(self, n: u32) -> String {
        let counted = match self {
            _ if n == 0 => None,
            Self::Decimal => None,
            Self::Letters(letters) => Some(letters_of(letters, n)),
            Self::Additive(signs) => additive(signs, n),
            Self::Chinese(powers) => Some(chinese(powers, n)),
        };
        counted.unwrap_or_else(|| n.to_string())
    }
}

/// Bijective numeration: there is no letter for zero.
fn letters_of(letters: &str, mut n: u32) -> String {
    let letters: Vec<_> = letters.split(' ').collect();
    let base = u32::try_from(letters.len()).unwrap_or(u32::MAX);
    let mut last_first = Vec::new();
    while n > 0 {
        n -= 1;
        last_first.push(letters[(n % base) as usize]);
        n /= base;
    }
    last_first.iter().rev().copied().collect()
}

fn additive(system: Signs, mut n: u32) -> Option<String> {
    if n > system.last {
        return None;
    }
    let mut out = String::new();
    for (value, sign) in system.signs {
        while n >= *value {
            out.push_str(sign);
            n -= value;
        }
    }
    Some(out)
}

/// Chinese numerals: digits with the signs of ten, hundred and thousand in groups of four,
/// each group with its power of ten thousand, and one zero for any gap.
fn chinese(powers: [char; 2], n: u32) -> String {
    let groups = [
        (n / 100_000_000, Some(powers[1])),
        (n / 10_000 % 10_000, Some(powers[0])),
        (n % 10_000, None),
    ];
    let mut out = String::new();
    let mut gap = false;
    for (group, power) in groups {
        if group == 0 {
            gap = !out.is_empty();
            continue;
        }
        for (unit, sign) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = group / unit % 10;
            if digit == 0 {
                gap = gap || !out.is_empty();
                continue;
            }
            if gap {
                out.push('零');
                gap = false;
            }
            // Ten is written alone at the beginning: 十二, but 一百一十二.
            if !(digit == 1 && unit == 10 && out.is_empty()) {
                out.push(CHINESE_DIGITS[digit as usize]);
            }
            out.push_str(sign);
        }
        // Zeros at the end of a group are not a gap by themselves.
        gap = false;
        out.extend(power);
    }
    out
}

const CHINESE_DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(system: System, expected: &[(u32, &str)]) {
        for (n, label) in expected {
            assert_eq!(system.number(*n), *label, "{n}");
        }
        for n in (0..20_000).chain([u32::MAX - 1, u32::MAX]) {
            assert!(!system.number(n).is_empty(), "{n}");
        }
    }

    #[test]
    fn counts_in_letters() {
        check(
            System::Letters(LATIN),
            &[
                (0, "0"),
                (1, "a"),
                (26, "z"),
                (27, "aa"),
                (52, "az"),
                (53, "ba"),
                (702, "zz"),
                (703, "aaa"),
                (u32::MAX, "mwlqkwu"),
            ],
        );
        check(
            System::Letters(RUSSIAN),
            &[(7, "ж"), (8, "и"), (25, "я"), (26, "аа")],
        );
        check(
            System::Letters(ARABIC),
            &[(1, "أ"), (5, "هـ"), (10, "ي"), (28, "غ"), (29, "أأ")],
        );
        check(System::Letters(PERSIAN), &[(1, "الف"), (32, "ی")]);
    }

    #[test]
    fn alphabets_have_no_letter_twice() {
        for letters in [
            LATIN, RUSSIAN, UKRAINIAN, BELARUSIAN, BULGARIAN, SERBIAN, MACEDONIAN, ARABIC, PERSIAN,
        ] {
            let mut seen = std::collections::BTreeSet::new();
            for letter in letters.split(' ') {
                assert!(
                    !letter.is_empty() && seen.insert(letter),
                    "{letters}: {letter}"
                );
            }
        }
    }

    #[test]
    fn counts_by_adding() {
        check(
            System::Additive(ROMAN),
            &[
                (4, "iv"),
                (9, "ix"),
                (14, "xiv"),
                (49, "xlix"),
                (1994, "mcmxciv"),
                (3999, "mmmcmxcix"),
                (4000, "4000"),
            ],
        );
        check(
            System::Additive(GREEK),
            &[
                (6, "στ"),
                (11, "ια"),
                (16, "ιστ"),
                (999, "ϡϟθ"),
                (1000, "1000"),
            ],
        );
        check(
            System::Additive(HEBREW),
            &[
                (11, "יא"),
                (15, "טו"),
                (19, "יט"),
                (18, "יח"),
                (17, "יז"),
                (16, "טז"),
                (17, "יז"),
                (115, "קטו"),
                (999, "תתקצט"),
                (1000, "1000"),
            ],
        );
    }

    #[test]
    fn counts_in_chinese() {
        check(
            System::Chinese(SIMPLIFIED),
            &[
                (1, "一"),
                (10, "十"),
                (11, "十一"),
                (20, "二十"),
                (21, "二十一"),
                (99, "九十九"),
                (100, "一百"),
                (101, "一百零一"),
                (110, "一百一十"),
                (112, "一百一十二"),
                (1001, "一千零一"),
                (1010, "一千零一十"),
                (10_000, "一万"),
                (100_500, "十万零五百"),
                (105_000, "十万五千"),
                (100_000_001, "一亿零一"),
                (100_005_000, "一亿零五千"),
                (u32::MAX, "四十二亿九千四百九十六万七千二百九十五"),
            ],
        );
    }
}
