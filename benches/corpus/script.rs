//! Words that look like those of a script, without meaning anything.
//!
//! What matters for speed is how many bytes a letter takes, whether words are separated, which
//! way they run, and whether letters combine. Meaning does not matter.

use super::random::Random;

/// How a script is written, as far as invented words need it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Script {
    letters: Letters,
    /// What stands between words.
    pub(crate) space: &'static str,
    /// What may stand after a word inside of a sentence.
    pub(crate) comma: &'static str,
    /// What ends a sentence.
    pub(crate) stop: &'static str,
    /// Whether sentences begin with a capital letter.
    pub(crate) has_capitals: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Letters {
    /// Each syllable is a beginning and an ending.
    Syllables {
        beginnings: &'static [&'static str],
        endings: &'static [&'static str],
    },
    /// Each syllable is one of a run of characters: the first, and how many.
    Characters(u32, u32),
}

impl Script {
    const fn alphabet(
        beginnings: &'static [&'static str],
        endings: &'static [&'static str],
    ) -> Self {
        Self {
            letters: Letters::Syllables {
                beginnings,
                endings,
            },
            space: " ",
            comma: ",",
            stop: ".",
            has_capitals: false,
        }
    }

    const fn cased(self) -> Self {
        Self {
            has_capitals: true,
            ..self
        }
    }

    const fn marks(self, comma: &'static str, stop: &'static str) -> Self {
        Self {
            comma,
            stop,
            ..self
        }
    }

    const fn unspaced(self) -> Self {
        Self { space: "", ..self }
    }

    /// What stands between sentences: a space, unless wide punctuation brings its own.
    pub(crate) fn pause(&self) -> &'static str {
        if self.space.is_empty() && !self.stop.is_empty() {
            ""
        } else {
            " "
        }
    }

    /// A word of one to four syllables.
    pub(crate) fn word(&self, random: &mut Random) -> String {
        const SYLLABLES: [usize; 8] = [1, 1, 2, 2, 2, 3, 3, 4];
        let syllables = *random.one_of(&SYLLABLES);
        let mut word = String::new();
        match &self.letters {
            Letters::Syllables {
                beginnings,
                endings,
            } => {
                for _ in 0..syllables {
                    word.push_str(random.one_of::<&str>(beginnings));
                    word.push_str(random.one_of::<&str>(endings));
                }
            }
            Letters::Characters(first, count) => {
                // A character says as much as two syllables.
                for _ in 0..syllables.div_ceil(2) {
                    let offset = random.below(*count as usize) as u32;
                    word.extend(char::from_u32(first + offset));
                }
            }
        }
        word
    }
}

pub(crate) const LATIN: Script = Script::alphabet(
    &[
        "b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "pr", "",
    ],
    &["a", "e", "i", "o", "u", "en", "al", "on", "is", "er", "at"],
)
.cased();
/// Latin letters of which many take two or three bytes.
pub(crate) const LATIN_MARKED: Script = Script::alphabet(
    &[
        "b", "c", "č", "d", "đ", "g", "h", "l", "m", "n", "ñ", "p", "r", "s", "š", "t", "ž", "",
    ],
    &[
        "a", "á", "e", "ê", "ị", "o", "ö", "ơ", "u", "ü", "ą", "an", "em", "or",
    ],
)
.cased();
pub(crate) const CYRILLIC: Script = Script::alphabet(
    &[
        "б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ст", "пр", "",
    ],
    &["а", "е", "и", "о", "у", "ы", "ён", "ал", "ость", "ие"],
)
.cased();
pub(crate) const GREEK: Script = Script::alphabet(
    &[
        "β", "γ", "δ", "θ", "κ", "λ", "μ", "ν", "π", "ρ", "σ", "τ", "φ", "χ", "",
    ],
    &["α", "ε", "η", "ι", "ο", "ω", "ού", "ία", "ον", "ες"],
)
.cased();
pub(crate) const ARMENIAN: Script = Script::alphabet(
    &["բ", "գ", "դ", "կ", "հ", "մ", "ն", "պ", "ս", "տ", "ր", "վ"],
    &["ա", "ե", "ի", "ո", "ու", "ան", "եր"],
)
.cased()
.marks(",", "։");
pub(crate) const GEORGIAN: Script = Script::alphabet(
    &["ბ", "გ", "დ", "ვ", "კ", "ლ", "მ", "ნ", "რ", "ს", "ტ", "შ"],
    &["ა", "ე", "ი", "ო", "უ", "ებ", "ის"],
);
pub(crate) const ARABIC: Script = Script::alphabet(
    &[
        "ب", "ت", "ج", "ح", "د", "ر", "س", "ش", "ع", "ف", "ق", "ك", "ل", "م", "ن", "ه",
    ],
    &["", "", "ا", "و", "ي", "ال", "ات"],
)
.marks("،", ".");
pub(crate) const URDU: Script = Script::alphabet(
    &[
        "ب", "پ", "ت", "ٹ", "ج", "چ", "د", "ر", "س", "ش", "ک", "گ", "ل", "م", "ن", "ہ",
    ],
    &["", "", "ا", "و", "ی", "ے", "وں"],
)
.marks("،", "۔");
pub(crate) const HEBREW: Script = Script::alphabet(
    &[
        "א", "ב", "ג", "ד", "ה", "ח", "כ", "ל", "מ", "נ", "ע", "פ", "ק", "ר", "ש", "ת",
    ],
    &["", "", "ו", "י", "ות"],
);
pub(crate) const ETHIOPIC: Script = Script {
    letters: Letters::Characters(0x1208, 0x40),
    ..Script::alphabet(&[], &[]).marks("፣", "።")
};
pub(crate) const HAN: Script = Script {
    letters: Letters::Characters(0x4e00, 3000),
    ..Script::alphabet(&[], &[]).marks("，", "。").unspaced()
};
pub(crate) const KANA: Script = Script {
    letters: Letters::Characters(0x3042, 0x50),
    ..Script::alphabet(&[], &[]).marks("、", "。").unspaced()
};
pub(crate) const HANGUL: Script = Script {
    letters: Letters::Characters(0xac00, 8000),
    ..Script::alphabet(&[], &[])
};
// In the Brahmic scripts a vowel is in the consonant, or a sign that combines with it.
pub(crate) const DEVANAGARI: Script = Script::alphabet(
    &[
        "क", "ख", "ग", "च", "ज", "त", "द", "न", "प", "ब", "म", "य", "र", "ल", "व", "स", "ह",
    ],
    &["", "", "ा", "ि", "ी", "ु", "े", "ो", "ं", "्य"],
)
.marks(",", "।");
pub(crate) const BENGALI: Script = Script::alphabet(
    &[
        "ক", "খ", "গ", "চ", "জ", "ত", "দ", "ন", "প", "ব", "ম", "র", "ল", "স", "হ",
    ],
    &["", "", "া", "ি", "ী", "ু", "ে", "ো"],
)
.marks(",", "।");
pub(crate) const GURMUKHI: Script = Script::alphabet(
    &[
        "ਕ", "ਗ", "ਚ", "ਜ", "ਤ", "ਦ", "ਨ", "ਪ", "ਬ", "ਮ", "ਰ", "ਲ", "ਸ", "ਹ",
    ],
    &["", "", "ਾ", "ਿ", "ੀ", "ੁ", "ੇ", "ੋ"],
)
.marks(",", "।");
pub(crate) const GUJARATI: Script = Script::alphabet(
    &[
        "ક", "ગ", "ચ", "જ", "ત", "દ", "ન", "પ", "બ", "મ", "ર", "લ", "સ", "હ",
    ],
    &["", "", "ા", "િ", "ી", "ુ", "ે", "ો"],
);
pub(crate) const ODIA: Script = Script::alphabet(
    &[
        "କ", "ଗ", "ଚ", "ଜ", "ତ", "ଦ", "ନ", "ପ", "ବ", "ମ", "ର", "ଲ", "ସ", "ହ",
    ],
    &["", "", "ା", "ି", "ୀ", "ୁ", "େ", "ୋ"],
)
.marks(",", "।");
pub(crate) const TAMIL: Script = Script::alphabet(
    &["க", "ச", "ட", "த", "ந", "ன", "ப", "ம", "ய", "ர", "ல", "வ"],
    &["", "ா", "ி", "ு", "ே", "ை", "்"],
);
pub(crate) const TELUGU: Script = Script::alphabet(
    &[
        "క", "గ", "చ", "జ", "త", "ద", "న", "ప", "బ", "మ", "ర", "ల", "వ", "స",
    ],
    &["", "ా", "ి", "ు", "ే", "ో", "ం"],
);
pub(crate) const KANNADA: Script = Script::alphabet(
    &[
        "ಕ", "ಗ", "ಚ", "ಜ", "ತ", "ದ", "ನ", "ಪ", "ಬ", "ಮ", "ರ", "ಲ", "ವ", "ಸ",
    ],
    &["", "ಾ", "ಿ", "ು", "ೇ", "ೋ", "ಂ"],
);
pub(crate) const MALAYALAM: Script = Script::alphabet(
    &[
        "ക", "ഗ", "ച", "ത", "ദ", "ന", "പ", "മ", "യ", "ര", "ല", "വ", "സ",
    ],
    &["", "ാ", "ി", "ു", "േ", "ോ", "ം"],
);
pub(crate) const SINHALA: Script = Script::alphabet(
    &[
        "ක", "ග", "ජ", "ත", "ද", "න", "ප", "බ", "ම", "ය", "ර", "ල", "ව", "ස",
    ],
    &["", "ා", "ි", "ු", "ේ", "ෝ"],
);
pub(crate) const THAI: Script = Script::alphabet(
    &[
        "ก", "ข", "ค", "ง", "จ", "ต", "ท", "น", "บ", "ป", "ม", "ร", "ล", "ส",
    ],
    &["", "า", "ิ", "ี", "ุ", "ู", "่า", "ัน"],
)
.marks("", "")
.unspaced();
pub(crate) const LAO: Script = Script::alphabet(
    &[
        "ກ", "ຂ", "ຄ", "ງ", "ຈ", "ຕ", "ທ", "ນ", "ບ", "ປ", "ມ", "ລ", "ສ",
    ],
    &["", "າ", "ິ", "ີ", "ຸ", "ູ", "່າ"],
)
.marks("", "")
.unspaced();
pub(crate) const KHMER: Script = Script::alphabet(
    &["ក", "ខ", "គ", "ច", "ត", "ន", "ប", "ព", "ម", "រ", "ល", "ស"],
    &["", "ា", "ិ", "ី", "ុ", "ូ"],
)
.marks(" ", "។")
.unspaced();
pub(crate) const BURMESE: Script = Script::alphabet(
    &["က", "ခ", "ဂ", "စ", "တ", "န", "ပ", "မ", "ရ", "လ", "သ"],
    &["", "ာ", "ိ", "ီ", "ု", "ူ"],
)
.marks("၊", "။")
.unspaced();
