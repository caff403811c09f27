//! Languages that a site can be in: tags of CLDR with the scripts they are written in.

use super::random::Random;
use super::script::{self, Script};

/// A language of a corpus.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Language {
    /// Its BCP 47 tag in canonical form.
    pub(crate) tag: &'static str,
    /// What its words are made of.
    pub(crate) script: &'static Script,
}

/// The official languages of the United Nations, of which the first is the source.
const FIRST: [(&Script, &str); 4] = [
    (&script::LATIN, "en fr es"),
    (&script::ARABIC, "ar"),
    (&script::CYRILLIC, "ru"),
    (&script::HAN, "zh"),
];

/// The others, by script.
const OTHERS: [(&Script, &str); 27] = [
    (
        &script::LATIN,
        "af ak asa ast bas bem bez bm br bs ca ceb cgg cy da dav de de-AT de-CH dje dua \
         dyo ebu ee en-AU en-CA en-GB en-IN en-NZ en-ZA eo es-419 es-MX es-US et eu ff fi fil \
         fr-BE fr-CA fr-CH fur fy ga gd gl gsw guz gv ha haw hr hsb dsb hu ia id ie is it it-CH \
         jgo jmc jv kab kam kde kea khq ki kln kl ksb ksf ksh kw lag lb lg ln lu luo luy mas mer \
         mfe mg mgh mgo mi ms mua naq nb nd nds nl nl-BE nmg nn nnh nus nyn oc om pcm pt pt-PT qu \
         rm rn ro ro-MD rof rw rwk saq sbp sc seh ses sg sl sn so sq st sw sw-KE teo tk tn to twq ts \
         vai-Latn vec vun wae xh xog yav zu",
    ),
    (
        &script::LATIN_MARKED,
        "az cs ewo ig lt lv mt pl sk sr-Latn sv tr uz vi yo vo wo",
    ),
    (
        &script::CYRILLIC,
        "be bg ce cv kk ky mk mn os ru-UA sah sr tg tt uk uz-Cyrl",
    ),
    (&script::GREEK, "el el-CY"),
    (&script::ARMENIAN, "hy"),
    (&script::GEORGIAN, "ka"),
    (
        &script::ARABIC,
        "ar-EG ar-MA ar-SA ckb fa fa-AF lrc mzn ps ug uz-Arab",
    ),
    (&script::URDU, "ur ur-IN ks pa-Arab sd"),
    (&script::HEBREW, "he yi"),
    (&script::ETHIOPIC, "am ti"),
    (&script::HAN, "zh-Hant zh-Hant-HK yue yue-Hans"),
    (&script::KANA, "ja"),
    (&script::HANGUL, "ko ko-KP"),
    (&script::DEVANAGARI, "brx doi hi kok mai mr ne sa"),
    (&script::BENGALI, "as bn bn-IN"),
    (&script::GURMUKHI, "pa"),
    (&script::GUJARATI, "gu"),
    (&script::ODIA, "or"),
    (&script::TAMIL, "ta ta-LK"),
    (&script::TELUGU, "te"),
    (&script::KANNADA, "kn"),
    (&script::MALAYALAM, "ml"),
    (&script::SINHALA, "si"),
    (&script::THAI, "th"),
    (&script::LAO, "lo"),
    (&script::KHMER, "km"),
    (&script::BURMESE, "my"),
];

/// How many languages there are.
pub(crate) fn most() -> usize {
    all(FIRST.iter()).chain(all(OTHERS.iter())).count()
}

/// The first `count` languages, the source first. Those behind the first six are shuffled, so
/// that any number of them is a fair sample of scripts.
pub(crate) fn languages(count: usize, seed: u64) -> Vec<Language> {
    let mut others: Vec<Language> = all(OTHERS.iter()).collect();
    let mut random = Random::of(seed, &["languages"]);
    for end in (1..others.len()).rev() {
        others.swap(end, random.below(end + 1));
    }
    all(FIRST.iter()).chain(others).take(count).collect()
}

fn all<'t>(
    table: impl Iterator<Item = &'t (&'static Script, &'static str)>,
) -> impl Iterator<Item = Language> {
    table.flat_map(|(script, tags)| tags.split_whitespace().map(|tag| Language { tag, script }))
}
