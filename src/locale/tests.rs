//! What languages show, against CLDR and the practice of the United Nations.

use super::*;

fn locale(tag: &str) -> Locale {
    with(tag, &LocaleOptions::default()).expect(tag)
}

fn with(tag: &str, options: &LocaleOptions) -> Result<Locale, LocaleError> {
    Locale::new(LocaleTag::parse(tag).expect(tag), options)
}

fn number(text: &str, options: &[(&str, &str)]) -> Number {
    Number::parse(text)
        .expect(text)
        .with_options(options.iter().copied())
        .expect(text)
}

#[test]
fn threads_can_share_it() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
    shared::<Number>();
    shared::<DateOptions>();
}

#[test]
fn describes_a_language() {
    let check = |tag: &str, lang: &str, dir: &str, script: &str, name: &str| {
        let locale = locale(tag);
        let found = (
            locale.tag().as_str(),
            locale.lang(),
            locale.direction().as_str(),
            locale.script(),
            locale.name(),
        );
        assert_eq!(found, (tag, lang, dir, script, name));
    };
    check("ar", "ar", "rtl", "Arab", "العربية");
    check("zh", "zh-Hans", "ltr", "Hans", "中文");
    check("fr", "fr", "ltr", "Latn", "Français");
    check("iw", "iw", "rtl", "Hebr", "עברית");
    check("tl", "tl", "ltr", "Latn", "Filipino");
    check("no", "no", "ltr", "Latn", "Norsk");
    check("und", "und", "ltr", "Zzzz", "Unknown language");
    check("qaa", "qaa", "ltr", "Zzzz", "qaa");
    check("und-x-foo", "und-x-foo", "ltr", "Zzzz", "Unknown language");
}

#[test]
fn follows_the_project() {
    let options = LocaleOptions {
        lang: Some("sr-latn".to_owned()),
        name: Some("naški".to_owned()),
        direction: Some(Direction::RightToLeft),
        numbering: Some("deva".to_owned()),
        list_labels: vec!["1)".to_owned()],
    };
    let locale = with("qaa", &options).expect("options");
    assert_eq!(locale.tag().as_str(), "qaa");
    assert_eq!(locale.lang(), "sr-Latn");
    assert_eq!(locale.name(), "naški");
    assert_eq!(locale.direction().as_str(), "rtl");
    assert_eq!(locale.script(), "Latn");
    assert_eq!(locale.list_label(1, 12), "१२)");
    assert_eq!(locale.list_label(2, 2), "(b)");
    assert_eq!(locale.format_number(&number("1234.5", &[])), "१.२३४,५");
}

#[test]
fn refuses_options() {
    let check = |options: LocaleOptions, message: &str, hint: &str| {
        let error = with("en", &options).expect_err(message);
        assert_eq!(error.to_string(), message);
        assert!(
            error.hint().is_some_and(|text| text.contains(hint)),
            "{message}"
        );
    };
    for id in ["roman", "hans", "native", "xxxx", "", "latin numbers", "é"] {
        let options = LocaleOptions {
            numbering: Some(id.to_owned()),
            ..LocaleOptions::default()
        };
        check(
            options,
            &format!("`{id}` is not a numbering system with digits"),
            "`arab`",
        );
    }
    let options = LocaleOptions {
        lang: Some("zh_Hans".to_owned()),
        ..LocaleOptions::default()
    };
    check(
        options,
        "`zh_Hans` is not a BCP 47 language tag",
        "`zh-Hans`",
    );
    let options = LocaleOptions {
        list_labels: vec!["1.".to_owned(), "x".to_owned()],
        ..LocaleOptions::default()
    };
    check(options, "`x` does not say how to number", "`(a)`");
}

#[test]
fn names_other_languages() {
    let check = |tag: &str, in_tag: &str, expected: &str| {
        assert_eq!(
            locale(in_tag).name_of(&locale(tag)),
            expected,
            "{tag} {in_tag}"
        );
    };
    check("ar", "en", "Arabic");
    check("ar", "ru", "арабский");
    check("ru", "ar", "الروسية");
    check("fr", "es", "francés");
    check("iw", "en", "Hebrew");
    check("en", "dv", "English");
    check("qaa", "en", "qaa");
}

#[test]
fn counts_as_cldr_does() {
    let check = |tag: &str, kind: PluralKind, expected: &[(&str, &str)]| {
        let locale = locale(tag);
        for (text, category) in expected {
            let found = locale.plural(&number(text, &[]), kind);
            assert_eq!(found, *category, "{tag} {text}");
        }
    };
    let cardinal = PluralKind::Cardinal;
    check(
        "ar",
        cardinal,
        &[
            ("0", "zero"),
            ("1", "one"),
            ("2", "two"),
            ("3", "few"),
            ("11", "many"),
            ("100", "other"),
            ("102", "other"),
            ("103", "few"),
            ("1.5", "other"),
        ],
    );
    check(
        "ru",
        cardinal,
        &[
            ("1", "one"),
            ("2", "few"),
            ("5", "many"),
            ("21", "one"),
            ("1.5", "other"),
        ],
    );
    check(
        "fr",
        cardinal,
        &[
            ("0", "one"),
            ("1", "one"),
            ("1.5", "one"),
            ("2", "other"),
            ("1000000", "many"),
        ],
    );
    check(
        "pl",
        cardinal,
        &[("1", "one"), ("2", "few"), ("5", "many"), ("22", "few")],
    );
    check(
        "lt",
        cardinal,
        &[
            ("1", "one"),
            ("2", "few"),
            ("10", "other"),
            ("11", "other"),
            ("21", "one"),
            ("22", "few"),
            ("1.5", "many"),
        ],
    );
    check(
        "lv",
        cardinal,
        &[("111", "zero"), ("21", "one"), ("2", "other")],
    );
    check(
        "ro",
        cardinal,
        &[("1", "one"), ("102", "few"), ("120", "other")],
    );
    check(
        "en",
        cardinal,
        &[("1", "one"), ("1.0", "other"), ("-1", "one")],
    );
    check("iw", cardinal, &[("2", "two")]);
    check("qaa", cardinal, &[("1", "other")]);
    check(
        "en",
        PluralKind::Ordinal,
        &[
            ("1", "one"),
            ("2", "two"),
            ("3", "few"),
            ("4", "other"),
            ("11", "other"),
            ("21", "one"),
            ("112", "other"),
        ],
    );
    let shown = number("1", &[("minimumFractionDigits", "1")]);
    assert_eq!(locale("en").plural(&shown, cardinal), "other");
    let share = number("0.01", &[("style", "percent")]);
    assert_eq!(locale("en").plural(&share, cardinal), "one");
}

#[test]
fn writes_digits() {
    let check = |tag: &str, expected: &str| {
        assert_eq!(locale(tag).integer(1_234_567_890), expected, "{tag}");
    };
    check("ar", "١٢٣٤٥٦٧٨٩٠");
    check("ar-EG", "١٢٣٤٥٦٧٨٩٠");
    check("ar-MA", "1234567890");
    check("ar-u-nu-latn", "1234567890");
    check("fa", "۱۲۳۴۵۶۷۸۹۰");
    check("hi", "1234567890");
    check("hi-u-nu-deva", "१२३४५६७८९०");
    check("bn", "১২৩৪৫৬৭৮৯০");
    check("zh", "1234567890");
    check("und", "1234567890");
    check("en-u-nu-xxxx", "1234567890");
    assert_eq!(locale("ar").integer(u64::MAX).chars().count(), 20);
    assert_eq!(locale("ar").digits("A/HRC/59, 3 (7)"), "A/HRC/٥٩, ٣ (٧)");
    assert_eq!(locale("fa").digits("٣ é"), "٣ é");
}

#[test]
fn formats_numbers() {
    let check = |tag: &str, text: &str, options: &[(&str, &str)], expected: &str| {
        let shown = locale(tag).format_number(&number(text, options));
        assert_eq!(shown, expected, "{tag} {text} {options:?}");
    };
    check("en", "1234567.5", &[], "1,234,567.5");
    check("en", "1.50", &[], "1.50");
    check("en", "1234", &[("useGrouping", "0")], "1234");
    check("en", "1234", &[("useGrouping", "min2")], "1234");
    check("en", "-1234", &[], "-1,234");
    check("hi", "1234567", &[], "12,34,567");
    check("fr", "1234567.5", &[], "1\u{202F}234\u{202F}567,5");
    check("ru", "1234567.5", &[], "1\u{A0}234\u{A0}567,5");
    check("es", "1234", &[], "1234");
    check("es", "12345", &[], "12.345");
    check("ar", "1234567.5", &[], "١٬٢٣٤٬٥٦٧٫٥");
    check("ar-u-nu-latn", "1234567.5", &[], "1,234,567.5");
    check("fa", "1234.5", &[], "۱٬۲۳۴٫۵");
    check("zh", "1234.5", &[], "1,234.5");
    let percent = [("style", "percent")];
    check("en", "0.256", &percent, "25.6%");
    check("fr", "0.5", &percent, "50\u{A0}%");
    check("ru", "0.5", &percent, "50\u{A0}%");
    check("ar", "0.5", &percent, "٥٠٪\u{61C}");
    check("ar-u-nu-latn", "0.5", &percent, "50\u{200E}%\u{200E}");
    check("ar-u-nu-arab", "0.5", &percent, "٥٠٪\u{61C}");
    check("ar", "-0.5", &percent, "\u{61C}-٥٠٪\u{61C}");
    check("fa", "0.5", &percent, "۵۰٪");
    check("tr", "0.5", &percent, "%50");
    check("zh", "0.5", &percent, "50%");
}

#[test]
fn formats_dates() {
    let check = |tag: &str, date: &str, options: &[(&str, &str)], expected: &str| {
        let date = DateTime::parse(date).expect(date);
        let options = DateOptions::new(options.iter().copied()).expect(tag);
        let shown = locale(tag).format_date(&date, &options);
        assert_eq!(shown.as_deref(), Ok(expected), "{tag}");
    };
    let day = "2024-05-31";
    let long = [("dateStyle", "long")];
    check("ar", day, &long, "٣١ أيار/مايو ٢٠٢٤");
    check("ar-001", "2026-11-23", &long, "23 تشرين الثاني/نوفمبر 2026");
    check("ar-EG", day, &long, "٣١ مايو ٢٠٢٤");
    check("ar-SY", day, &long, "٣١ أيار ٢٠٢٤");
    check("ar-MA", day, &long, "31 ماي 2024");
    check("ar", "2026-06-01", &[("month", "long")], "حزيران/يونيه");
    check("fa", day, &long, "۳۱ مه ۲۰۲۴");
    check("en", day, &long, "May 31, 2024");
    check("es", day, &long, "31 de mayo de 2024");
    check("fr", day, &long, "31 mai 2024");
    check("ru", day, &long, "31 мая 2024\u{202F}г.");
    check("zh", day, &long, "2024年5月31日");
    let full = [("dateStyle", "full")];
    check("ar", day, &full, "الجمعة، ٣١ أيار/مايو ٢٠٢٤");
    check("en", day, &full, "Friday, May 31, 2024");
    check("es", day, &full, "viernes, 31 de mayo de 2024");
    check("fr", day, &full, "vendredi 31 mai 2024");
    check("ru", day, &full, "пятница, 31 мая 2024\u{202F}г.");
    check("zh", day, &full, "2024年5月31日星期五");
    check("en", day, &[("dateStyle", "short")], "5/31/24");
    check("es", day, &[("dateStyle", "medium")], "31 may 2024");
    check("en", day, &[], "5/31/2024");
    check("fa", day, &long, "۳۱ مه ۲۰۲۴");
    check("fa-u-ca-persian", day, &long, "۱۱ خرداد ۱۴۰۳");
    check("th-u-ca-buddhist", day, &long, "31 พฤษภาคม 2567");
    check(
        "th",
        day,
        &[("year", "numeric"), ("month", "numeric")],
        "5/2024",
    );
    check("qaa", day, &[], "2024-05-31");

    check("en", day, &[("year", "numeric")], "2024");
    check("ar", day, &[("year", "numeric")], "٢٠٢٤");
    check(
        "ru",
        day,
        &[("month", "long"), ("year", "numeric")],
        "май 2024\u{202F}г.",
    );
    check(
        "ru",
        day,
        &[("month", "long"), ("day", "numeric")],
        "31 мая",
    );
    for tag in ["pt", "pt-BR", "pt-PT"] {
        let month = [("month", "long"), ("year", "numeric")];
        check(tag, day, &month, "maio de 2024");
    }
    check("fr", day, &[("weekday", "long")], "vendredi");
    check("fr", day, &[("weekday", "short")], "ven.");
    let padded = [
        ("day", "2-digit"),
        ("month", "2-digit"),
        ("year", "numeric"),
    ];
    check("es", "2024-05-01", &padded, "01/05/2024");

    let moment = "2024-05-31T14:05:09";
    check("fr", moment, &[("timeStyle", "short")], "14:05");
    check(
        "en",
        moment,
        &[("timeStyle", "medium")],
        "2:05:09\u{202F}PM",
    );
    let both = [("dateStyle", "long"), ("timeStyle", "short")];
    check("fr", moment, &both, "31 mai 2024 à 14:05");
    check("ar", moment, &both, "٣١ أيار/مايو ٢٠٢٤ في ٢:٠٥ م");
    let clock = [
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("hour12", "false"),
    ];
    check("en", moment, &clock, "14:05");
}

#[test]
fn every_form_has_a_text_everywhere() {
    let date = DateTime::parse("2024-05-31T14:30:09").expect("a date");
    let forms: Vec<_> = [
        &[("dateStyle", "full"), ("timeStyle", "medium")][..],
        &[("month", "long")],
        &[("month", "long"), ("year", "2-digit")],
        &[("day", "2-digit"), ("weekday", "narrow")],
        &[("month", "short"), ("day", "numeric"), ("hour", "numeric")],
        &[("hour", "2-digit"), ("hour12", "true")],
    ]
    .iter()
    .map(|options| DateOptions::new(options.iter().copied()).expect("options"))
    .collect();
    for tag in [
        "am",
        "ar",
        "en",
        "fa-u-ca-persian",
        "he-u-ca-hebrew",
        "ja-u-ca-japanese",
        "my",
        "pt",
        "qaa",
        "ru",
        "th",
        "und",
        "zh-HK",
        "zh-u-ca-chinese",
        "en-u-hc-h11-nu-roman",
    ] {
        let locale = locale(tag);
        for form in &forms {
            let shown = locale.format_date(&date, form);
            assert!(shown.is_ok_and(|text| !text.is_empty()), "{tag} {form:?}");
        }
    }
}

#[test]
fn a_date_without_time_shows_none() {
    let date = DateTime::parse("2024-05-31").expect("a date");
    let options = DateOptions::new([("timeStyle", "short")]).expect("options");
    let shown = locale("en").format_date(&date, &options);
    assert_eq!(shown, Err(DateError::NoTime));
}

#[test]
fn joins_lists() {
    let check = |tag: &str, items: &[&str], expected: &str| {
        assert_eq!(locale(tag).list(items), expected, "{tag}");
    };
    check("en", &[], "");
    check("en", &["A"], "A");
    check("en", &["A", "B"], "A and B");
    check("en", &["A", "B", "C"], "A, B, and C");
    check("en-GB", &["A", "B", "C"], "A, B and C");
    check("fr", &["A", "B", "C"], "A, B et C");
    check("es", &["español", "inglés"], "español e inglés");
    check("ar", &["أ", "ب", "ج"], "أ وب وج");
    check("zh", &["甲", "乙", "丙"], "甲、乙和丙");
}

#[test]
fn numbers_provisions() {
    let check = |tag: &str, expected: &[(usize, u32, &str)]| {
        let locale = locale(tag);
        for (level, n, label) in expected {
            assert_eq!(locale.list_label(*level, *n), *label, "{tag} {level} {n}");
        }
    };
    check(
        "en",
        &[(1, 3, "3."), (2, 1, "(a)"), (2, 27, "(aa)"), (3, 4, "(iv)")],
    );
    check("fr", &[(1, 3, "3."), (2, 1, "a)"), (3, 4, "iv)")]);
    check("es", &[(1, 3, "3."), (2, 1, "a)"), (3, 4, "iv)")]);
    check(
        "ru",
        &[(1, 3, "3."), (2, 7, "ж)"), (2, 8, "и)"), (3, 4, "iv)")],
    );
    check("uk", &[(2, 8, "и)"), (2, 23, "ю)")]);
    check("sr", &[(2, 6, "ђ)")]);
    check("sr-Latn", &[(2, 6, "(f)")]);
    check(
        "ar",
        &[(1, 13, "١٣-"), (2, 1, "(أ)"), (2, 5, "(هـ)"), (3, 1, "(١)")],
    );
    check("ar-u-nu-latn", &[(1, 13, "13-"), (3, 1, "(1)")]);
    check("fa", &[(1, 3, "۳-"), (2, 1, "(الف)"), (2, 3, "(پ)")]);
    check("he", &[(2, 1, "(א)"), (2, 11, "(יא)")]);
    check("el", &[(2, 6, "στ)")]);
    check("zh", &[(1, 3, "3."), (2, 2, "(b)"), (3, 21, "(二十一)")]);
    check("zh-TW", &[(3, 1, "(一)")]);
    check("de", &[(2, 2, "(b)")]);
    check("qaa", &[(1, 1, "1.")]);
    check(
        "en",
        &[
            (0, 1, "1."),
            (9, 1, "(i)"),
            (usize::MAX, u32::MAX, "(4294967295)"),
            (2, 0, "(0)"),
        ],
    );
}

#[test]
fn every_month_of_arabic_for_all_has_both_names() {
    let options = DateOptions::new([("dateStyle", "long")]).expect("options");
    for month in 1..=12 {
        let date = DateTime::parse(&format!("2026-{month:02}-23")).expect("a date");
        let shown = locale("ar").format_date(&date, &options).expect("a text");
        assert!(shown.contains('/'), "{month}: {shown}");
    }
}
