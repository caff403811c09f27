//! Themes as a whole: which file wins, what is published, where errors are placed.

use std::fmt::Write as _;

use super::*;
use crate::diagnostic::LineIndex;
use crate::source::SourcePath;

/// The messages of the tests say how they were asked.
fn messages() -> Arc<Messages> {
    Arc::new(|tag, id, arguments| match id {
        "none" => Err(format!("there is no message `{id}`")),
        _ => Ok(Message {
            text: format!("[{tag} {id} {arguments:?}]"),
            foreign: (id == "<foreign>").then(|| ("en".to_owned(), "ltr")),
        }),
    })
}

fn required() -> Vec<(String, String)> {
    REQUIRED
        .iter()
        .map(|name| {
            (
                format!("themes/default/templates/{name}"),
                format!("default {name}"),
            )
        })
        .collect()
}

/// A theme of the required templates, with these files laid over it.
fn load_with(name: &str, files: &[(&str, &str)], minify: bool) -> Result<Theme, String> {
    let originals: Sources = required()
        .iter()
        .map(|(path, text)| (path.as_str(), text.as_bytes()))
        .collect();
    let mut sources = originals.clone();
    for (path, text) in files {
        sources.insert(crate::source::SourceFile::new(
            SourcePath::new(path),
            text.as_bytes(),
        ));
    }
    let mut diagnostics = Diagnostics::new();
    let options = ThemeOptions {
        minify,
        originals: &originals,
        messages: messages(),
    };
    let theme = load(name, &sources, &options, &mut diagnostics);
    diagnostics.sort();
    let report = diagnostics
        .iter()
        .map(|d| printed(d, &sources))
        .collect::<String>();
    assert_eq!(theme.is_none(), diagnostics.has_errors(), "{report}");
    theme.ok_or(report)
}

/// `path:line:column: code: message [text] (label) hint: …`, one line each.
fn printed(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut out = String::new();
    if let Some(place) = &diagnostic.place {
        let _ = write!(out, "{}", place.path);
        if let (Some(span), Some(text)) = (&place.span, sources.text(&place.path)) {
            let at = LineIndex::new(text).position(span.start);
            let _ = write!(out, ":{}:{} [{}]", at.line, at.column, &text[span.clone()]);
        }
        out.push_str(": ");
    }
    let _ = write!(out, "{}: {}", diagnostic.code, diagnostic.message);
    if let Some(label) = &diagnostic.label {
        let _ = write!(out, " ({label})");
    }
    for (place, label) in &diagnostic.related {
        let _ = write!(out, " ({label} {})", place.path);
    }
    for hint in &diagnostic.hints {
        let _ = write!(out, " hint: {hint}");
    }
    out.push('\n');
    out
}

fn context() -> tera::Context {
    let mut context = tera::Context::new();
    context.insert("locale", &std::collections::BTreeMap::from([("tag", "fr")]));
    context.insert(
        "site",
        &std::collections::BTreeMap::from([("script_root", "../../")]),
    );
    context
}

#[test]
fn is_shared_by_threads() {
    fn check<T: Send + Sync>() {}
    check::<Theme>();
}

#[test]
fn the_project_goes_before_the_default_theme() {
    let check = |name: &str, files: &[(&str, &str)], template: &str, expected: &str| {
        for minify in [true, false] {
            let theme = load_with(name, files, minify).unwrap_or_else(|e| panic!("{e}"));
            let page = theme
                .render(template, &context(), "p")
                .map_err(|d| d.message);
            assert_eq!(page.as_deref(), Ok(expected));
        }
    };
    let over = (
        "themes/default/templates/home.html",
        "mine+{% include \"default/home.html\" %}",
    );
    let mine = (
        "themes/mine/templates/home.html",
        "theme+{% include \"default/home.html\" %}",
    );
    let sub = (
        "themes/mine/templates/a/b.html",
        "b+{% include \"home.html\" %}",
    );
    check("default", &[], "home.html", "default home.html");
    check("default", &[over], "home.html", "mine+default home.html");
    check(
        "mine",
        &[over, mine],
        "home.html",
        "theme+default home.html",
    );
    check("mine", &[over, sub], "a/b.html", "b+mine+default home.html");
    check("mine", &[mine], "text.html", "default text.html");
    check(
        "default",
        &[("themes/default/templates/new.html", "new")],
        "default/new.html",
        "new",
    );
}

#[test]
fn a_template_can_extend_the_one_it_replaces() {
    let files = [
        (
            "themes/mine/templates/base.html",
            "{% extends \"default/base.html\" %}{% block a %}<b>{{ super() }}</b>{% endblock %}",
        ),
        (
            "themes/default/templates/base.html",
            "<p>{% block a %}x{% endblock %}</p>{% component c(x) %}c{{ x }}{% endcomponent %}",
        ),
        (
            "themes/mine/templates/home.html",
            "{% extends \"base.html\" %}{% component c(x) %}own {{ x }}{% endcomponent %}{% block a %}{{ <c x={1} /> }} {{ super() }}{% endblock %}",
        ),
    ];
    let theme = load_with("mine", &files, true).unwrap();
    assert_eq!(
        theme.render("home.html", &context(), "p").unwrap(),
        "<p>own 1 <b>x</b></p>"
    );
}

#[test]
fn publishes_assets_by_content() {
    let files = [
        ("themes/default/styles/20.css", "b { c: url(i/x.svg) }"),
        ("themes/default/styles/10.css", "a { /* */ }"),
        ("themes/mine/styles/20.css", "d { e: url(i/x.svg) }"),
        ("themes/default/scripts/a.js", "let a;"),
        ("themes/default/static/i/x.svg", "<svg/>"),
        ("themes/mine/static/.hidden", ""),
        (
            "themes/default/templates/home.html",
            "{{ asset(path=\"concord.css\") }} {{ asset(path='i/x.svg') }}",
        ),
    ];
    let theme = load_with("mine", &files, false).unwrap();
    let paths: Vec<_> = theme.assets().iter().map(|a| a.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "assets/concord.8986a35b.js",
            "assets/concord.f5576e05.css",
            "assets/i/x.09a1d6ef.svg"
        ]
    );
    let css = theme.asset_path("concord.css").unwrap();
    let svg = theme.asset_path("i/x.svg").unwrap();
    let bytes = &theme.assets().iter().find(|a| a.path == css).unwrap().bytes;
    let name = svg.strip_prefix("assets/").unwrap();
    assert_eq!(
        std::str::from_utf8(bytes).unwrap(),
        format!("a{{}}\nd{{e: url(\"{name}\")}}")
    );
    assert_eq!(
        theme.render("home.html", &context(), "p").unwrap(),
        format!("../../{css} ../../{svg}")
    );
    assert_eq!(theme.asset_path(".hidden"), None);
}

#[test]
fn the_digest_follows_what_can_change_a_page() {
    let digest =
        |files: &[(&str, &str)], minify| load_with("default", files, minify).unwrap().digest();
    let plain = digest(&[], true);
    assert_eq!(plain, digest(&[], true));
    assert_ne!(plain, digest(&[], false));
    assert_ne!(
        plain,
        digest(&[("themes/default/templates/home.html", "x")], true)
    );
    assert_ne!(plain, digest(&[("themes/default/static/x", "x")], true));
    assert_eq!(
        plain,
        digest(&[("themes/default/interface/en.ftl", "x")], true)
    );
}

#[test]
fn asks_for_messages_in_the_language_of_the_page() {
    let check = |text: &str, expected: &str| {
        let files = [("themes/default/templates/home.html", text)];
        let theme = load_with("default", &files, true).unwrap();
        let page = theme.render("home.html", &context(), "p");
        assert_eq!(page.unwrap_or_else(|d| d.message), expected, "{text}");
    };
    check("{{ message(id=\"a\") }}", "[fr a []]");
    check(
        "{{ message(id=\"a\", n=1, f=1.5, t=\"x\") | safe }}",
        "[fr a [(\"f\", Float(1.5)), (\"n\", Integer(1)), (\"t\", Text(\"x\"))]]",
    );
    check("{{ message(id=\"<\") }}", "[fr &lt; []]");
    check("{{ words(id=\"<\") }}", "[fr &lt; []]");
    check("{{ message(id=\"<foreign>\") }}", "[fr &lt;foreign&gt; []]");
    check(
        "{{ words(id=\"<foreign>\") }}",
        "<span lang=\"en\" dir=\"ltr\">[fr &lt;foreign&gt; []]</span>",
    );
    check(
        "{% component c(@locale) %}{{ message(id=\"a\") }}{% endcomponent %}{{ <c /> }}",
        "[fr a []]",
    );
}

#[test]
fn places_errors_of_rendering_in_the_template_as_written() {
    let check = |text: &str, expected: &str| {
        let files = [
            ("themes/default/templates/home.html", text),
            ("themes/default/templates/i.html", "<p>\n  {{ inner.x }}"),
        ];
        let theme = load_with("default", &files, true).unwrap();
        let sources: Sources = files.iter().map(|(p, t)| (*p, t.as_bytes())).collect();
        let error = theme.render("home.html", &context(), "fr/x").unwrap_err();
        let error = printed(&error, &sources);
        let (expected, hint) = expected
            .split_once(" hint: ")
            .map_or((expected, String::new()), |(e, h)| {
                (e, format!(" hint: {h}"))
            });
        let expected = format!("{expected} (while rendering the page `fr/x`){hint}");
        let error = error.trim_end().replace("themes/default/templates/", "");
        let error = error.replace(" (called from home.html)", "");
        assert_eq!(error, expected, "{text}");
    };
    check(
        "\u{feff}<p>\n   \n  {{ lokale.tag }}</p>",
        "home.html:3:6 [lokale]: template: variable `lokale` is not defined \
         hint: did you mean `locale`?",
    );
    check(
        "<p>\n {{ message(id=\"none\") }}",
        "home.html:2:5 [message(id=\"none\")]: template: there is no message `none`",
    );
    check(
        "<p>\n {{ message() }}",
        "home.html:2:5 [message()]: template: missing keyword argument `id`",
    );
    check(
        "<p>\n {{ message(id=\"a\", x=[1]) }}",
        "home.html:2:5 [message(id=\"a\", x=[1])]: template: \
         the argument `x` of the message `a` is of type array; \
         only strings, numbers and dates can be arguments",
    );
    check(
        "<p>\n {{ asset(path=\"x\") }}",
        "home.html:2:5 [asset(path=\"x\")]: template: the theme has no asset `x`",
    );
    check(
        "{% component c() %}{{ message(id=\"a\") }}{% endcomponent %}{{ <c /> }}",
        "home.html:1:23 [message(id=\"a\")]: template: \
         `message` needs the variable `locale.tag`; \
         a component that uses it declares `@locale` among its arguments",
    );
    check(
        "{% component c() %}{{ <c /> }}{% endcomponent %}{{ <c /> }}",
        "home.html: template: maximum render recursion depth for components exceeded",
    );
    check(
        "<p>\n  {% include \"i.html\" %}",
        "i.html:2:6 [inner]: template: variable `inner` is not defined",
    );
    check(
        "{% for i in range(end=100000) %}{% for j in range(end=100000) %}\
         xxxxxxxxxxxxxxxxxx{% endfor %}{% endfor %}",
        "home.html: template: `home.html` makes a page of more than 67108864 bytes",
    );
}

#[test]
fn an_error_says_what_included_it() {
    let files = [
        (
            "themes/default/templates/home.html",
            "<p>\n {% include \"i.html\" %}",
        ),
        ("themes/default/templates/i.html", "{{ x }}"),
    ];
    let theme = load_with("default", &files, true).unwrap();
    let error = theme.render("home.html", &context(), "p").unwrap_err();
    let (place, label) = &error.related[0];
    assert_eq!(label, "called from");
    assert_eq!(
        (place.path.as_str(), place.span.clone()),
        (files[0].0, Some(16..24))
    );
}

#[test]
fn reports_everything_that_is_wrong() {
    let check = |files: &[(&str, &str)], expected: &[&str]| {
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (format!("themes/default/{path}"), *text))
            .collect();
        let files: Vec<_> = files
            .iter()
            .map(|(path, text)| (path.as_str(), *text))
            .collect();
        let report = load_with("default", &files, true).err().unwrap_or_default();
        let report = report.replace("themes/default/", "");
        assert_eq!(report.lines().collect::<Vec<_>>(), expected);
    };
    check(
        &[
            ("templates/a.html", "<p>\n{{ x"),
            ("templates/b.html", "<p>\n é {% if %}"),
            ("templates/c.html", "{% include \"hom.html\" %}"),
            ("static/concord.css", ""),
            ("styles/a.css", "a{\n b: url(x.png)}"),
            ("templates/default/x.html", ""),
        ],
        &[
            "static/concord.css: asset-name: the name `concord.css` is taken by the bundle",
            "styles/a.css:2:5 [url(x.png)]: style: `static/` has no file `x.png`",
            "templates/a.html:2:4 [x]: template-syntax: unexpected end of input",
            "templates/b.html:2:10 [%}]: template-syntax: found `%}` but expected one of: \
             integer, float, string, bool, ident, `-`, `not`, `<`, `{`, `[` or `(`",
            "templates/c.html:1:1 [{% include \"hom.html\" %}]: template-missing: \
             there is no template `hom.html` hint: did you mean `home.html`?",
            "templates/default/x.html: template-name: \
             a folder of templates cannot be called `default` \
             hint: that name stands for the templates of the default theme",
        ],
    );
    check(
        &[
            (
                "templates/a.html",
                "<p>\n  é {{ x | nope }} {{ nope2() }}\n{% if x is nope3 %}{% endif %}",
            ),
            ("templates/b.html", "{{ <nope4 /> }}"),
            (
                "templates/c.html",
                "{% extends \"home.html\" %}\n{% block q %}{% endblock %}",
            ),
        ],
        &[
            "templates/a.html:2:12 [nope]: template: unknown filter `nope`",
            "templates/a.html:2:23 [nope2()]: template: unknown function `nope2`",
            "templates/a.html:3:12 [nope3]: template: unknown test `nope3`",
            "templates/b.html:1:4 [<nope4 />]: template: unknown component `nope4`",
            "templates/c.html:2:10 [q]: template: block `q` is not defined in any parent template",
        ],
    );
}

#[test]
fn names_what_is_missing() {
    let nothing = Sources::default();
    let sources: Sources = [("themes/mine/templates/home.html", &b"\xff"[..])]
        .into_iter()
        .collect();
    let mut diagnostics = Diagnostics::new();
    let options = ThemeOptions {
        minify: true,
        originals: &nothing,
        messages: messages(),
    };
    assert!(load("mine", &sources, &options, &mut diagnostics).is_none());
    let count = |code: &str| diagnostics.iter().filter(|d| d.code == code).count();
    assert_eq!((count("encoding"), count("template-missing")), (1, 1));
    let missing = diagnostics.iter().find(|d| d.code == "template-missing");
    let message = &missing.expect("it was counted").message;
    let is_named = |name: &&str| message.contains(&format!("`{name}`"));
    let named: Vec<_> = REQUIRED.into_iter().filter(is_named).collect();
    assert_eq!(named, REQUIRED, "{message}");
    let mut diagnostics = Diagnostics::new();
    assert!(load("../x", &sources, &options, &mut diagnostics).is_none());
    assert!(diagnostics.iter().any(|d| d.code == "theme-missing"));
}

const OWN: [(&str, &str); 4] = [
    ("themes/mine/theme.toml", "base = \"none\""),
    ("themes/mine/templates/page.html", "page {{ locale.tag }}"),
    ("themes/mine/templates/home.html", "home"),
    ("themes/mine/styles/mine.css", "p { color: red }"),
];

#[test]
fn a_theme_without_a_base_is_what_is_in_its_folder() {
    let mut files = OWN.to_vec();
    files.extend([
        ("themes/default/styles/01.css", "p { color: blue }"),
        ("themes/default/scripts/01.js", "alert(1)"),
        ("themes/default/static/a.svg", "<svg/>"),
        ("themes/default/templates/footer.html", "footer"),
    ]);
    let theme = load_with("mine", &files, true).unwrap_or_else(|e| panic!("{e}"));
    let render = |name: &str| theme.render(name, &context(), "p").map_err(|d| d.message);
    assert_eq!(render("home.html").as_deref(), Ok("home"));
    assert_eq!(render("text.html").as_deref(), Ok("page fr"));
    let [style] = theme.assets() else {
        panic!("{:?}", theme.assets());
    };
    assert!(!style.bytes.windows(4).any(|part| part == b"blue"));
}

#[test]
fn says_what_a_theme_without_a_base_lacks() {
    let footer = ("themes/default/templates/footer.html", "footer");
    let check = |files: &[(&str, &str)], expected: &str| {
        let mut all = OWN[..1].to_vec();
        all.push(footer);
        all.extend(files);
        let report = load_with("mine", &all, true).err().unwrap_or_default();
        assert_eq!(report, expected);
    };
    check(
        &OWN[2..],
        "template-missing: the theme has no templates `404.html`, `article.html`, `chooser.html`, \
         `document.html`, `languages.html`, `notes.html`, `section.html`, `text.html`, \
         `translation.html` hint: add a template `page.html`, which makes the pages that have \
         none of their own\n",
    );
    check(
        &[(
            "themes/mine/templates/page.html",
            "{% include \"footer.html\" %}",
        )],
        "themes/mine/templates/page.html:1:1 [{% include \"footer.html\" %}]: template-missing: \
         there is no template `footer.html`\n",
    );
    let default = [("themes/default/theme.toml", "base = \"none\"")];
    let report = load_with("default", &default, true).err();
    assert!(report.is_some_and(|report| report.contains("theme-base")));
}

/// What a thread that renders has to have, in debug builds as well.
const STACK: usize = 16 << 20;

#[test]
fn the_deepest_theme_fits_on_the_stack() {
    let include = |name: String| format!("{{% include \"{name}.html\" %}}");
    // Templates that include one another, then the last word.
    let chain = move |letter: char, length: usize, last: &str| -> Vec<(String, String)> {
        (1..=length)
            .map(|at| {
                let next = include(format!("{letter}{:05}", at + 1));
                let text = if at == length { last.to_owned() } else { next };
                (
                    format!("themes/default/templates/{letter}{at:05}.html"),
                    text,
                )
            })
            .collect()
    };
    let page = move |length: usize| {
        let home = include("a00001".to_owned());
        let component = format!(
            "{{% component c(n) %}}{{% if n > 1 %}}{{{{ <c n={{n - 1}} /> }}}}{{% else %}}{}\
             {{% endif %}}{{% endcomponent %}}",
            include("b00001".to_owned())
        );
        let mut files = chain('a', length, "{{ <c n={20} /> }}");
        files.extend(chain('b', length, "end"));
        files.push(("themes/default/templates/home.html".to_owned(), home));
        files.push(("themes/default/templates/c.html".to_owned(), component));
        let files: Vec<_> = files
            .iter()
            .map(|(p, t)| (p.as_str(), t.as_str()))
            .collect();
        load_with("default", &files, true)
            .map(|theme| theme.render("home.html", &context(), "p").unwrap())
            .map_err(|report| report.lines().count())
    };
    let thread = std::thread::Builder::new().stack_size(STACK);
    let pages = thread
        .spawn(move || (page(31), page(2_000)))
        .unwrap()
        .join();
    assert_eq!(pages.unwrap(), (Ok("end".to_owned()), Err(2)));
}
