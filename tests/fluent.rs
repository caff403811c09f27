//! Our resolver against `fluent-bundle`, Mozilla's, on everything where that one is right.
//!
//! Left out is what it gets wrong: plural categories of some numbers, grouping, percent, dates,
//! and messages with more than 100 placeables.

use concord::diagnostic::Diagnostics;
use concord::fluent::parse;
use concord::fluent::resolve::{Escape, Scope, Value, Variables, format};
use concord::locale::{Locale, LocaleOptions, LocaleTag, Number};
use concord::source::SourceFile;
use fluent::{FluentArgs, FluentBundle, FluentResource};

fn ours(tag: &str, file: &str, n: u32, name: &str) -> String {
    let mut diagnostics = Diagnostics::new();
    let source = SourceFile::new("locales/xx/a.ftl".into(), file.as_bytes());
    let resource = parse::resource(&source, &mut diagnostics);
    assert!(diagnostics.is_empty(), "{file}: {diagnostics:?}");
    let locale = Locale::new(
        LocaleTag::parse(tag).expect("a tag"),
        &LocaleOptions::default(),
    )
    .expect("a locale");
    let variables = Variables::from([
        (
            "n".to_owned(),
            Value::number(Number::parse(&n.to_string()).expect("a number")),
        ),
        ("name".to_owned(), Value::Text(name.to_owned())),
    ]);
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
    assert!(errors.is_empty(), "{file}: {errors:?}");
    text
}

fn theirs(tag: &str, file: &str, n: u32, name: &str) -> String {
    let resource = FluentResource::try_new(file.to_owned()).expect("a resource");
    let mut bundle = FluentBundle::new(vec![tag.parse().expect("a tag")]);
    bundle.set_use_isolating(false);
    bundle.add_resource(resource).expect("no id twice");
    bundle
        .add_function("NUMBER", |positional, _| positional[0].clone())
        .expect("a new function");
    let mut arguments = FluentArgs::new();
    arguments.set("n", n);
    arguments.set("name", name.to_owned());
    let message = bundle.get_message("a").expect("a message");
    let mut errors = Vec::new();
    let text = bundle.format_pattern(
        message.value().expect("a value"),
        Some(&arguments),
        &mut errors,
    );
    assert!(errors.is_empty(), "{file}: {errors:?}");
    text.into_owned()
}

#[test]
fn agrees_with_the_reference_implementation() {
    let files = [
        "a = plain text\n",
        "a =\n    two lines,\n      the second indented\n",
        "a = one\n\n    after an empty line\n",
        "a = { $name } and { \"literal { \" }{ \"\\u00e9\" }\n",
        "-t = term\na = The { -t } of { $name }\n",
        "-t = { $case ->\n   *[nom] term\n    [gen] term's\n}\na = { -t(case: \"gen\") } { -t }\n",
        "b = B { $name }\n    .c = C { $n }\na = { b } { b.c }\n",
        "a = { $n ->\n    [0] none\n    [one] one\n    [few] few { $n }\n    [many] many\n   *[other] other { $n }\n}\n",
        "a = { $name ->\n    [x] is x\n   *[y] is not x\n} end\n",
        "a = { NUMBER($n) ->\n    [one] { $n } thing\n   *[other] { $n } things\n}\n",
        "a = { { \"nested\" } } { { $n } }\n",
    ];
    // Numbers of whose plural categories both are sure, without grouping.
    for tag in ["en", "ru", "pl", "fr", "zh", "lt"] {
        for file in files {
            for n in [0, 1, 2, 5, 11] {
                for name in ["x", "Ada *Lovelace*"] {
                    assert_eq!(
                        ours(tag, file, n, name),
                        theirs(tag, file, n, name),
                        "{tag} {n} {file}"
                    );
                }
            }
        }
    }
}
