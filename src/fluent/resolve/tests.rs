use super::*;
use crate::diagnostic::Diagnostics;
use crate::fluent::parse;
use crate::locale::{LocaleOptions, LocaleTag};
use crate::source::SourceFile;

fn resource(text: &str) -> Resource {
    let mut diagnostics = Diagnostics::new();
    let file = SourceFile::new("locales/xx/a.ftl".into(), text.as_bytes());
    let resource = parse::resource(&file, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    resource
}

/// The message `a` of a file with some variables, and the errors it met.
fn show(tag: &str, file: &str, variables: &[(&str, Value)]) -> (String, Vec<String>) {
    let tag = LocaleTag::parse(tag).expect("a tag");
    let locale = Locale::new(tag, &LocaleOptions::default()).expect("a locale");
    let resource = resource(file);
    let variables = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let scope = Scope {
        locale: &locale,
        resources: &[&resource],
        variables: &variables,
        escape: Escape::None,
    };
    let mut errors = Vec::new();
    let pattern = resource
        .get("a")
        .and_then(|a| a.value.as_ref())
        .expect("a value");
    let text = format(pattern, &resource.path, &scope, &mut errors).into_owned();
    (
        text,
        errors.into_iter().map(|error| error.message).collect(),
    )
}

fn check(tag: &str, file: &str, variables: &[(&str, Value)], expected: &str) {
    let (text, errors) = show(tag, file, variables);
    assert_eq!(errors, [""; 0], "{file}");
    assert_eq!(text, expected, "{file}");
}

fn number(text: &str) -> Value {
    Value::number(Number::parse(text).expect("a number"))
}

#[test]
fn resolves_terms_messages_and_variables() {
    check(
        "en",
        "-un = United Nations\na = The { -un }.\n",
        &[],
        "The United Nations.",
    );
    check("en", "b = B\n    .c = C\na = { b } { b.c }\n", &[], "B C");
    check(
        "en",
        "a = { $x }\n",
        &[("x", Value::Text("*y*".into()))],
        "*y*",
    );
    check(
        "ru",
        "-un = { $case ->\n   *[nom] Организация\n    [gen] Организации\n}\na = { -un(case: \"gen\") } { -un }\n",
        &[],
        "Организации Организация",
    );
}

#[test]
fn a_term_does_not_see_the_variables_around_it() {
    let (_, errors) = show("en", "-t = { $x }\na = { -t }\n", &[("x", number("1"))]);
    assert_eq!(errors, ["there is no variable `$x` here"]);
}

#[test]
fn plurals_are_those_of_cldr() {
    let file = "a = { $n ->\n    [zero] zero\n    [one] one\n    [two] two\n    [few] few\n    [many] many\n   *[other] other\n}\n";
    let cases = [
        (
            "ar",
            "0 zero, 1 one, 2 two, 3 few, 11 many, 100 other, 103 few, 1.5 other",
        ),
        ("ru", "1 one, 2 few, 5 many, 21 one, 111 many, 1.5 other"),
        ("fr", "0 one, 1 one, 1.5 one, 2 other, 1000000 many"),
        ("pl", "1 one, 2 few, 5 many, 22 few, 112 many, 1.5 other"),
        ("lt", "1 one, 2 few, 10 other, 21 one, 22 few, 1.5 many"),
        ("lv", "111 zero"),
        ("ro", "102 few"),
        ("zh", "1 other, 2 other"),
        ("en", "1 one, 1.0 other, 2 other"),
    ];
    for (tag, cases) in cases {
        for case in cases.split(", ") {
            let (n, expected) = case.split_once(' ').expect("a case");
            let (text, _) = show(tag, file, &[("n", number(n))]);
            assert_eq!(text, expected, "{tag} {n}");
        }
    }
}

#[test]
fn an_equal_number_comes_before_its_category() {
    let file = "a = { $n ->\n    [one] one\n    [1] exactly\n   *[other] other\n}\n";
    check("en", file, &[("n", number("1"))], "exactly");
    let file =
        "a = { NUMBER($n, type: \"ordinal\") ->\n    [two] { $n }nd\n   *[other] { $n }th\n}\n";
    check("en", file, &[("n", number("22"))], "22nd");
}

#[test]
fn numbers_and_dates_follow_the_locale() {
    let date = Value::Date(DateTime::parse("2024-05-31").expect("a day"));
    let file = "a = { DATETIME($d, dateStyle: \"long\") }\n";
    for (tag, expected) in [
        ("en", "May 31, 2024"),
        ("fr", "31 mai 2024"),
        ("es", "31 de mayo de 2024"),
        ("ru", "31 мая 2024\u{202f}г."),
        ("zh", "2024年5月31日"),
        ("ar", "٣١ أيار/مايو ٢٠٢٤"),
    ] {
        let (text, errors) = show(tag, file, &[("d", date.clone())]);
        assert_eq!(errors, [""; 0]);
        assert_eq!(text.replace('\u{a0}', "\u{202f}"), expected, "{tag}");
    }
    let percent = "a = { NUMBER($n, style: \"percent\", maximumFractionDigits: 0) }\n";
    check("en", percent, &[("n", number("0.5"))], "50%");
    check("fr", percent, &[("n", number("0.5"))], "50\u{a0}%");
    check("en", "a = { 1234567 }\n", &[], "1,234,567");
}

#[test]
fn every_error_is_reported_and_formatting_ends() {
    let cases = [
        ("a = { $n }\n", "there is no variable `$n` here"),
        ("a = { -t }\n", "there is no term `-t` in this language"),
        ("a = { b }\n", "there is no message `b` in this language"),
        ("a = { b }\nb = { a }\n", "`b` refers to itself"),
        ("a = { b.x }\nb = B\n", "`b` has no attribute `x`"),
        ("a = { F($n) }\n", "there is no function `F`"),
        ("a = { NUMBER(\"x\") }\n", "`NUMBER` takes a number"),
        (
            "a = { NUMBER(1, minimumFractionDigits: 4000000000) }\n",
            "option `minimumFractionDigits`",
        ),
    ];
    for (file, expected) in cases {
        let (_, errors) = show("en", file, &[]);
        assert!(
            errors.iter().any(|error| error.starts_with(expected)),
            "{file}: {errors:?}"
        );
    }
    // Ten messages, each naming the next ten times: 10^10 words.
    let bomb: String = (0..10)
        .map(|n| format!("b{n} = {}\n", format!("{{ b{} }}", n + 1).repeat(10)))
        .collect();
    let (text, errors) = show("en", &format!("a = {{ b0 }}\n{bomb}b10 = laugh\n"), &[]);
    assert!(text.len() <= LONGEST_TEXT);
    assert!(!errors.is_empty());
    let chain: String = (0..100)
        .map(|n| format!("c{n} = {{ c{} }}\n", n + 1))
        .collect();
    let (_, errors) = show("en", &format!("a = {{ c0 }}\n{chain}c100 = x\n"), &[]);
    assert_eq!(errors, ["references nest more than 32 deep"]);
}

#[test]
fn values_are_escaped_for_markdown_and_literals_are_not() {
    let tag = LocaleTag::parse("en").expect("a tag");
    let locale = Locale::new(tag, &LocaleOptions::default()).expect("a locale");
    let resource = resource("a = *{ $x }*\n");
    let variables = Variables::from([("x".to_owned(), Value::Text("[a](b)".into()))]);
    let scope = Scope {
        locale: &locale,
        resources: &[&resource],
        variables: &variables,
        escape: Escape::Markdown,
    };
    let pattern = resource
        .get("a")
        .and_then(|a| a.value.as_ref())
        .expect("a value");
    let text = format(pattern, &resource.path, &scope, &mut Vec::new());
    assert_eq!(text, "*\\[a\\]\\(b\\)*");
}
