//! Numbers in letters: alphabets, Roman, Chinese, Greek and Hebrew.

use super::label::normal;

/// Alphabets that count, letter by letter. Languages leave out letters (Russian labels have no
/// `ё`, `й`), and Arabic counts in two orders.
const ALPHABETS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщэюя",
    "абвгдежиклмнпрстуфхцшщэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
];

/// Signs with values, from the largest.
const ADDITIVE: [&[(char, u32)]; 2] = [
    // Hebrew.
    &[
        ('ק', 100),
        ('צ', 90),
        ('פ', 80),
        ('ע', 70),
        ('ס', 60),
        ('נ', 50),
        ('מ', 40),
        ('ל', 30),
        ('כ', 20),
        ('י', 10),
        ('ט', 9),
        ('ח', 8),
        ('ז', 7),
        ('ו', 6),
        ('ה', 5),
        ('ד', 4),
        ('ג', 3),
        ('ב', 2),
        ('א', 1),
    ],
    // Greek.
    &[
        ('ρ', 100),
        ('π', 80),
        ('ο', 70),
        ('ξ', 60),
        ('ν', 50),
        ('μ', 40),
        ('λ', 30),
        ('κ', 20),
        ('ι', 10),
        ('θ', 9),
        ('η', 8),
        ('ζ', 7),
        ('ϛ', 6),
        ('ε', 5),
        ('δ', 4),
        ('γ', 3),
        ('β', 2),
        ('α', 1),
    ],
];

/// What letters can stand for; `None` if they are a word. A single letter of an alphabet that is
/// not known can be a label: nothing is said of its number.
pub(super) fn letters(body: &str) -> Option<Vec<u32>> {
    let lower = normal(body);
    let mut readings = Vec::new();
    let mut characters = lower.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        let only = match only {
            'ا' => 'أ',
            other => other,
        };
        for alphabet in ALPHABETS {
            let at = alphabet.chars().position(|letter| letter == only);
            readings.extend(at.and_then(|at| u32::try_from(at + 1).ok()));
        }
    }
    // Mixed case is a word: `Mix`.
    if lower == body || body.to_uppercase() == body {
        readings.extend(roman(&lower));
    }
    readings.extend(chinese(&lower));
    readings.extend(ADDITIVE.iter().filter_map(|signs| additive(&lower, signs)));
    if lower == "الف" {
        readings.push(1);
    }
    readings.sort_unstable();
    readings.dedup();
    (!readings.is_empty() || lower.chars().count() == 1).then_some(readings)
}

fn additive(body: &str, signs: &[(char, u32)]) -> Option<u32> {
    let mut sum = 0;
    let mut last = u32::MAX;
    for character in body.chars() {
        let (_, value) = signs.iter().find(|(sign, _)| *sign == character)?;
        if *value >= last {
            return None;
        }
        last = *value;
        sum += value;
    }
    (sum > 0).then_some(sum)
}

/// A Roman number in lower case, in its usual form.
pub(super) fn roman(body: &str) -> Option<u32> {
    const SIGNS: [(&str, u32); 13] = [
        ("m", 1000),
        ("cm", 900),
        ("d", 500),
        ("cd", 400),
        ("c", 100),
        ("xc", 90),
        ("l", 50),
        ("xl", 40),
        ("x", 10),
        ("ix", 9),
        ("v", 5),
        ("iv", 4),
        ("i", 1),
    ];
    let mut rest = body;
    let mut sum = 0;
    for (sign, value) in SIGNS {
        let most = if matches!(sign, "m" | "c" | "x" | "i") {
            3
        } else {
            1
        };
        for _ in 0..most {
            let Some(behind) = rest.strip_prefix(sign) else {
                break;
            };
            rest = behind;
            sum += value;
        }
    }
    (sum > 0 && rest.is_empty()).then_some(sum)
}

/// A Chinese number below ten thousand, or digits one by one: 一百零二, 二〇.
pub(super) fn chinese(body: &str) -> Option<u32> {
    let mut sum = 0u32;
    let mut pending: Option<u32> = None;
    for character in body.chars() {
        let power = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                let value = "零一二三四五六七八九".chars().position(|c| c == character);
                let value = match character {
                    '〇' => 0,
                    '两' | '兩' => 2,
                    _ => u32::try_from(value?).ok()?,
                };
                pending = Some(pending.unwrap_or(0).checked_mul(10)?.checked_add(value)?);
                continue;
            }
        };
        sum = sum.checked_add(pending.take().unwrap_or(1).checked_mul(power)?)?;
    }
    let sum = sum.checked_add(pending.unwrap_or(0))?;
    (sum > 0).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_numbers_that_are_none() {
        assert_eq!(roman("iiii"), None);
        assert_eq!(roman("xlix"), Some(49));
        assert_eq!(chinese("一百零二"), Some(102));
        assert_eq!(chinese(&"九".repeat(99)), None);
        assert_eq!(chinese(&"千".repeat(99)), Some(99_000));
        assert_eq!(additive("בא", ADDITIVE[0]), Some(3));
        assert_eq!(additive("אב", ADDITIVE[0]), None);
    }
}
