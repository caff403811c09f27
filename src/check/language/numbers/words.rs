//! Numbers that are not written in digits: English words, Han characters, Roman numerals, and
//! words for powers of ten. They excuse a number on the other side, and are never missed.

/// What follows a number that others write in another way: months, centuries and decades of
/// East Asian dates.
pub(super) const PARTS_OF_DATES: [&str; 6] = ["月", "월", "世纪", "世紀", "年代", "세기"];

/// Words for powers of ten, in small letters, with the zeros that they add. Those that begin
/// others stand behind them.
const SCALES: &[(&str, usize)] = &[
    ("mil millones", 9),
    ("thousand", 3),
    ("million", 6),
    ("millones", 6),
    ("millón", 6),
    ("milhões", 6),
    ("milhão", 6),
    ("milioni", 6),
    ("milione", 6),
    ("milliard", 9),
    ("miliard", 9),
    ("bilhões", 9),
    ("bilhão", 9),
    ("billion", 9),
    ("trillion", 12),
    ("миллион", 6),
    ("мільйон", 6),
    ("миллиард", 9),
    ("мільярд", 9),
    ("млн", 6),
    ("млрд", 9),
    ("тысяч", 3),
    ("тисяч", 3),
    ("тыс", 3),
    ("mio", 6),
    ("mln", 6),
    ("mrd", 9),
    ("mld", 9),
    ("tausend", 3),
    ("مليون", 6),
    ("ملايين", 6),
    ("مليار", 9),
    ("بليون", 9),
    ("ألف", 3),
    ("آلاف", 3),
    ("میلیون", 6),
    ("میلیارد", 9),
    ("هزار", 3),
    ("crore", 7),
    ("lakh", 5),
    ("करोड़", 7),
    ("लाख", 5),
    ("हज़ार", 3),
    ("百万", 6),
    ("百萬", 6),
    ("千万", 7),
    ("千萬", 7),
    ("万", 4),
    ("萬", 4),
    ("亿", 8),
    ("億", 8),
    ("兆", 12),
    ("千", 3),
    ("만", 4),
    ("억", 8),
    ("천", 3),
];

/// Zeros that the word behind a number adds to it.
pub(super) fn scale(after: &str) -> Option<usize> {
    let word = after
        .strip_prefix([' ', '\u{a0}', '\u{202f}', '-'])
        .unwrap_or(after);
    let first = word.chars().next().filter(|c| c.is_alphabetic())?;
    // Most words that follow a number are none of these.
    let mut candidates = SCALES
        .iter()
        .filter(|(scale, _)| first.to_lowercase().eq(scale.chars().take(1)))
        .peekable();
    candidates.peek()?;
    let word: String = word.chars().take(16).flat_map(char::to_lowercase).collect();
    if let Some((_, zeros)) = candidates.find(|(scale, _)| word.starts_with(scale)) {
        return Some(*zeros);
    }
    // Spanish and Portuguese; as the beginning of a word it would be too common.
    let is_mil = word
        .strip_prefix("mil")
        .is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    is_mil.then_some(3)
}

/// English words below twenty; the ordinals are those that do not only add `th`.
const ENGLISH: &[(&str, u32)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fifth", 5),
    ("eighth", 8),
    ("ninth", 9),
    ("twelfth", 12),
    ("once", 1),
    ("twice", 2),
    ("both", 2),
    ("half", 2),
    ("dozen", 12),
    ("hundred", 100),
    ("thousand", 1000),
    ("million", 1_000_000),
];

/// English tens.
const TENS: &[(&str, u32)] = &[
    ("twent", 20),
    ("thirt", 30),
    ("fort", 40),
    ("fift", 50),
    ("sixt", 60),
    ("sevent", 70),
    ("eight", 80),
    ("ninet", 90),
];

/// The numbers that a text says without digits, as decimals.
pub(super) fn spelled(text: &str) -> impl Iterator<Item = String> {
    let latin = text
        .split(|c: char| !(c.is_alphabetic() || c == '-'))
        .filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()) && word.len() < 40)
        .flat_map(|word| english(word).into_iter().chain(roman(word)));
    let han = text
        .split(|c| !is_han_digit(c))
        .filter(|run| !run.is_empty())
        .flat_map(han);
    latin.chain(han).map(|value| value.to_string())
}

/// The value of an English number below a hundred, or of `hundred` and the like.
fn english(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let tens = |word: &str| {
        let stem = word
            .strip_suffix("y")
            .or_else(|| word.strip_suffix("ieth"))?;
        TENS.iter()
            .find(|(ten, _)| *ten == stem)
            .map(|(_, value)| *value)
    };
    let below = |word: &str| {
        let find = |word: &str| ENGLISH.iter().find(|(known, _)| *known == word);
        find(word)
            .or_else(|| find(word.strip_suffix("th").or(word.strip_suffix('s'))?))
            .map(|(_, value)| *value)
    };
    match word.split_once('-') {
        Some((ten, one)) => Some(tens(ten)? + below(one)?),
        None => below(&word).or_else(|| tens(&word)),
    }
}

/// The value of a Roman numeral in capitals, with the small letters of an ordinal behind it:
/// `XXe`.
fn roman(word: &str) -> Option<u32> {
    let value = |letter: u8| match letter {
        b'I' => Some(1),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        b'D' => Some(500),
        b'M' => Some(1000),
        _ => None,
    };
    let digits: Vec<u32> = word.bytes().map_while(value).collect();
    let rest = &word[digits.len()..];
    let is_ordinal = digits.len() > 1 && rest.len() <= 3 && rest.chars().all(char::is_lowercase);
    if digits.is_empty() || !(rest.is_empty() || rest.starts_with('-') || is_ordinal) {
        return None;
    }
    let following = digits.iter().skip(1).chain(std::iter::once(&0));
    let sum: i64 = digits
        .iter()
        .zip(following)
        .map(|(digit, next)| {
            let digit_value = i64::from(*digit);
            if digit < next {
                -digit_value
            } else {
                digit_value
            }
        })
        .sum();
    u32::try_from(sum).ok()
}

const HAN: &str = "〇一二三四五六七八九";

fn is_han_digit(character: char) -> bool {
    matches!(character, '零' | '两' | '兩' | '十' | '百' | '千') || HAN.contains(character)
}

/// The values that a run of Han digits may have: as a number, `六十一`, or digit by digit,
/// `一九五一`. Runs that are too long to be a number have none.
fn han(run: &str) -> Vec<u32> {
    if run.chars().count() > 8 {
        return Vec::new();
    }
    let digit = |character: char| match character {
        '零' => Some(0),
        '两' | '兩' => Some(2),
        _ => HAN
            .chars()
            .zip(0..)
            .find(|(han, _)| *han == character)
            .map(|(_, value)| value),
    };
    if let Some(digits) = run.chars().map(digit).collect::<Option<Vec<u32>>>() {
        return vec![digits.iter().fold(0, |value, digit| value * 10 + digit)];
    }
    let mut sum = 0;
    let mut last = 0;
    for character in run.chars() {
        let unit = match character {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ => {
                last = digit(character).unwrap_or(0);
                continue;
            }
        };
        sum += last.max(1) * unit;
        last = 0;
    }
    vec![sum + last]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_without_digits() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(spelled(text).collect::<Vec<_>>(), expected, "{text}");
        };
        check("twenty-five of the sixty-first", &["25", "61"]);
        check("the fortieth, ninth and twelfth", &["40", "9", "12"]);
        check("le XXe siècle, Part IV, XLIII", &["20", "4", "43"]);
        check("第六十一届、一九五一年、三千零五", &["61", "1951", "3005"]);
        check("十二条", &["12"]);
        check("Vexed Civil", &[]);
        check(&"九".repeat(1000), &[]);
        check(&"M".repeat(39), &["39000"]);
        check(&"M".repeat(40), &[]);
    }

    #[test]
    fn knows_powers_of_ten() {
        let check = |after, expected| assert_eq!(scale(after), expected, "{after}");
        check(" million people", Some(6));
        check("\u{a0}mil millones", Some(9));
        check(" mil personas", Some(3));
        check(" militares", None);
        check("万人", Some(4));
        check(" States", None);
        check(" тыс. человек", Some(3));
        check("", None);
    }
}
