//! Small templates by their exact results, and by what a browser would make of their pages.

use std::fmt::Write as _;

use scraper::{ElementRef, Html, Node};
use tera::{Context, Tera};

use super::*;

fn minified(template: &str) -> String {
    let all = [("t.html", template)];
    minify(template, &sensitive(all).of("t.html"))
}

#[test]
fn reduces_white_space() {
    let check = |template: &str, expected: &str| {
        assert_eq!(minified(template), expected, "{template}");
    };
    check("", "");
    check("  a  \n  b  ", " a b ");
    check("<p>  a <b> b </b>\n c </p>", "<p>a <b> b </b> c</p>");
    check(
        "<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>",
        "<ul><li>a</li><li>b</li></ul>",
    );
    check(
        "<nav> <a href=\"x\">Home</a> <a href=\"y\">Docs</a> </nav>",
        "<nav><a href=x>Home</a> <a href=y>Docs</a></nav>",
    );
    check(
        "<div> text <b>x</b>\n<i>y</i> </div>",
        "<div>text <b>x</b> <i>y</i></div>",
    );
    // What Concord's pages are made of.
    check("<p>Hello {{ x }} </p>", "<p>Hello {{ x }}</p>");
    check("<p>{{ x }} {{ y }}</p>", "<p>{{ x }} {{ y }}</p>");
    check(
        "<ul> {% for i in l %} <li> {{ i }} </li> {% endfor %} </ul>",
        "<ul>{% for i in l %}<li>{{ i }}</li>{% endfor %}</ul>",
    );
    check(
        "<p> {% if x %} <b>a</b> {% endif %} </p>",
        "<p>{% if x %}<b>a</b>{% endif %}</p>",
    );
    check(
        "<p>{% for i in l %} <b>{{ i }}</b> {% endfor %}</p>",
        "<p>{% for i in l %} <b>{{ i }}</b> {% endfor %}</p>",
    );
    check(
        "<p>a {% if x %} b {% else %} c {% endif %} d</p>",
        "<p>a {% if x %}b {% else %}c {% endif %}d</p>",
    );
    check(
        "<p>a {% if x %} b{% endif %} d</p>",
        "<p>a {% if x %}b{% endif %} d</p>",
    );
    check(
        "<p> {% if x %}<div></div>{% else %}<b></b>{% endif %} a</p>",
        "<p>{% if x %}<div></div>{% else %}<b></b>{% endif %} a</p>",
    );
    check(
        "{% block a %} x {% endblock %}",
        "{% block a %} x {% endblock %}",
    );
    check(
        "<div> {% block a %} <p>x</p> {% endblock %} </div>",
        "<div>{% block a %}<p>x</p>{% endblock %}</div>",
    );
    check(
        "<div> {% include \"x\" %} </div>",
        "<div>{% include \"x\" %}</div>",
    );
    check("a {# c #} b <!-- d --> c", "a b c");
    check("a <!-- {{ d }} --> c", "a <!-- {{ d }} -->c");
    check("<p>a{{- x -}} b</p>", "<p>a{{ x }}b</p>");
    check("<p>a {{- x }} {# c -#} b</p>", "<p>a{{ x }} b</p>");
    check("<p>{{ -1 }} {{- -1 }}</p>", "<p>{{ -1 }}{{ -1 }}</p>");
    check("<pre> a\n  b </pre> c", "<pre> a\n  b </pre>c");
    check(
        "<p> <textarea> a\n </textarea> </p>",
        "<p><textarea> a\n </textarea></p>",
    );
    check(
        "<head> <title> {{ t }} </title> <meta charset=\"utf-8\"> </head>",
        "<head><title> {{ t }} </title><meta charset=utf-8></head>",
    );
    check("a <script> x  y </script> b", "a <script> x  y </script>b");
    check(
        "<svg viewBox=\"0 0 1 1\"> <path d=\"M0 0\"/> <g/> </svg> x",
        "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><g/></svg> x",
    );
    check(
        "{% set x %}  a  {% endset %} b",
        "{% set x %}  a  {% endset %} b",
    );
    check(
        "<h{{ n }} id=\"a\"> a </h{{ n }}>",
        "<h{{ n }} id=\"a\"> a </h{{ n }}>",
    );
    check(
        "<p>a <span hidden> b </span> c",
        "<p>a <span hidden> b </span> c",
    );
    check("a <div popover> b </div> c", "a <div popover> b</div>c");
    check("a\u{a0} <p>\u{3000}b</p>", "a\u{a0}<p>\u{3000}b</p>");
}

#[test]
fn keeps_tags_whole() {
    let check = |template: &str, expected: &str| {
        assert_eq!(minified(template), expected, "{template}");
    };
    // One tag that does not survive does not keep the others from it.
    check(
        "<p lang=\"\"> <i id=\"x\">a</i> </p>",
        "<p lang=\"\"><i id=x>a</i></p>",
    );
    check(
        "<p lang=\"\" class=\"\">a</p>",
        "<p lang=\"\" class=\"\">a</p>",
    );
    check(
        "<input type=\"text\" required>",
        "<input required type=text>",
    );
    check("<input disabled=\"\">", "<input disabled>");
    check(
        "<a title='a &amp; b' href=\"x\">c</a>",
        "<a title='a &amp; b' href=\"x\">c</a>",
    );
    check(
        "<a {% if x %}aria-current=\"page\"{% endif %} href=\"{{ y }}\">z</a>",
        "<a {% if x %}aria-current=\"page\"{% endif %} href=\"{{ y }}\">z</a>",
    );
    check(
        "<a href=\"{{ f(x=\">\") }}\">z</a> <b id=\"c\">d</b>",
        "<a href=\"{{ f(x=\">\") }}\">z</a> <b id=c>d</b>",
    );
    check(
        "<!DOCTYPE html>\n<html lang=\"{{ l }}\">\n<head></head>\n<body>\n</body>\n</html>\n",
        "<!DOCTYPE html><html lang=\"{{ l }}\"><head></head><body></body></html>",
    );
    check(
        "<ul> <li{% if x %} id=\"a\"{% endif %}> b </li> </ul>",
        "<ul><li {% if x %} id=\"a\"{% endif %}>b</li></ul>",
    );
    check(
        "<li{% if x %}n{% endif %}> b",
        "<li{% if x %}n{% endif %}> b",
    );
    check("<br> a <br/> b", "<br>a<br>b");
    check(
        "<p>a &lt; b &nbsp; c &eacute;</p>",
        "<p>a &lt; b &nbsp; c &eacute;</p>",
    );
    check("<p>a < b <i>c</i></p>", "<p>a < b <i>c</i></p>");
    // Half an element: the other half is in another template. minify-html would drop it.
    check(
        "</main> <footer> x </footer> </body>",
        "</main><footer>x</footer></body>",
    );
    check("<div id=\"a\"> <p>x", "<div id=a><p>x");
}

#[test]
fn leaves_alone_what_it_does_not_understand() {
    let check = |template: &str| assert_eq!(minified(template), template);
    check("<a class=\"{% if a %}x\" {% else %}y\" {% endif %}>  b  </a>");
    check("<a {% if a %}href=\"x\">{% else %}>{% endif %}  b");
    check("<p>  {% raw %}  {{ <a {% endraw %}  </p>");
    check("<  ?php  <?x ?>  ");
    check("<p>  {{ \"unfinished }}  ");
    check("<!-->  a  -->  b");
    check("<{{ tag }}  >  a  ");
    check("<pre>  {% if a %}  </pre>  {% endif %}  b");
    check("<a b\"c\"  >  d");
    check("<script>  <!-- </script>  x");
    check("<p>  {#}  </p>");
    check("\u{fdd0}0\u{fdd1}");
}

#[test]
fn keeps_every_byte_where_it_counts() {
    let templates = [
        (
            "default/base.html",
            "<body class=\"{% block class %}{% endblock %}\"> <pre>{% include \"code.html\" %}</pre> \
             {% block main %}  {% endblock %} <i title=\"{{ <label x=1 /> }}\"></i> </body>",
        ),
        (
            "page.html",
            "{% extends \"base.html\" %} {% block class %} it's  \"a\"  {% endblock %} \
             {% block main %}  a  {% endblock %}",
        ),
        ("code.html", "<b>  a  </b> {% include \"inner.html\" %}"),
        ("inner.html", "  b  "),
        ("other.html", "  b  "),
        (
            "components.html",
            "{% component label(x) %}  a  {% endcomponent %}{% component other() %}  a  {% endcomponent %}",
        ),
    ];
    let sensitive = sensitive(templates);
    let check = |name: &str, expected: &str| {
        let template = templates.iter().find(|(n, _)| *n == name).unwrap().1;
        assert_eq!(minify(template, &sensitive.of(name)), expected);
    };
    check(
        "page.html",
        "{% extends \"base.html\" %} {% block class %} it's  \"a\"  {% endblock %} \
         {% block main %} a {% endblock %}",
    );
    check("code.html", "<b>  a  </b> {% include \"inner.html\" %}");
    check("inner.html", "  b  ");
    check("other.html", " b ");
    check(
        "components.html",
        "{% component label(x) %}  a  {% endcomponent %}{% component other() %} a {% endcomponent %}",
    );
}

/// Elements that stand in lines of text. Written down apart from the list of `space`, so that
/// a mistake in one shows.
const INLINE: &str = "a abbr b bdi bdo button cite code data del dfn em i img input ins kbd label \
    mark meter noscript object output progress q ruby s samp select slot small span strong sub \
    sup svg template textarea time u var wbr";

/// What a page says and what it is made of: elements with their attributes, in order, and the
/// text as it is seen, with line breaks where blocks begin and end.
fn seen(page: &str) -> (String, String) {
    fn walk(element: ElementRef<'_>, in_pre: bool, tree: &mut String, text: &mut String) {
        let name = element.value().name();
        let mut attributes: Vec<_> = element.value().attrs().collect();
        attributes.sort_unstable();
        let _ = write!(tree, "<{name} {attributes:?}>");
        let is_inline = INLINE.split_whitespace().any(|inline| inline == name);
        let is_unseen = ["head", "script", "style", "title"].contains(&name);
        if !is_inline && !is_unseen {
            text.push('\u{1}');
        }
        let is_pre = in_pre || name == "pre" || name == "textarea";
        for child in element.children() {
            match child.value() {
                Node::Element(_) => {
                    let child = ElementRef::wrap(child).unwrap();
                    walk(child, is_pre, tree, text);
                }
                Node::Text(t) if is_pre => {
                    text.push_str(&t.replace(' ', "\u{2}").replace('\n', "\u{3}"))
                }
                Node::Text(t) if ["script", "style"].contains(&name) => tree.push_str(t),
                Node::Text(t) if is_unseen => {
                    tree.push_str(&t.split_ascii_whitespace().collect::<Vec<_>>().join(" "));
                }
                Node::Text(t) => text.push_str(t),
                _ => {}
            }
        }
        if !is_inline && !is_unseen {
            text.push('\u{1}');
        }
        let _ = write!(tree, "</{name}>");
    }
    let (mut tree, mut text) = (String::new(), String::new());
    walk(
        Html::parse_document(page).root_element(),
        false,
        &mut tree,
        &mut text,
    );
    let lines: Vec<String> = text
        .split('\u{1}')
        .map(|line| {
            let words = line.split([' ', '\t', '\n', '\r', '\u{c}']);
            words
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        })
        .filter(|line| !line.is_empty())
        .collect();
    (tree, lines.join("\n"))
}

/// Renders a template as written and minified, with every context, and compares.
fn check_pages(template: &str) {
    let short = minified(template);
    assert_eq!(
        minified(&short),
        short,
        "a second time changes nothing: {template}"
    );
    let mut tera = Tera::new();
    if tera
        .add_raw_templates([("included.html", " {{ s }} "), ("t.html", template)])
        .is_err()
    {
        // Not a template; but then it stays as it is broken.
        assert!(
            tera.add_raw_templates([("t.html", short.as_str())])
                .is_err(),
            "{template}"
        );
        return;
    }
    tera.add_raw_templates([("s.html", short.as_str())])
        .unwrap_or_else(|e| panic!("{template}\n{e}"));
    for (x, list, s) in [
        (true, vec![], "word"),
        (false, vec!["one"], " spaced  out "),
        (true, vec!["one", "<two>"], ""),
        (false, vec!["a b", "", "c"], "<b>x</b>"),
    ] {
        let mut context = Context::new();
        context.insert("x", &x);
        context.insert("l", &list);
        context.insert("s", s);
        let written = tera.render("t.html", &context);
        let shorter = tera.render("s.html", &context);
        match (written, shorter) {
            (Ok(written), Ok(shorter)) => {
                assert_eq!(
                    seen(&shorter),
                    seen(&written),
                    "{template}\n{short}\n{written}\n{shorter}"
                );
            }
            (written, shorter) => assert_eq!(written.is_ok(), shorter.is_ok(), "{template}"),
        }
    }
}

/// Parts that templates are made of; put together at random they meet in every way.
const PARTS: [&str; 66] = [
    " ",
    "\n  ",
    "word",
    " two words ",
    "{{ s }}",
    "{{- s }}",
    "{{ s -}}",
    " {{ s }} ",
    "{{ s | safe }}",
    "{# c #}",
    "{#- c -#}",
    "{% if x %}",
    "{% if x -%}",
    "{%- if not x %}",
    "{% else %}",
    "{%- else -%}",
    "{% elif s %}",
    "{% endif %}",
    "{%- endif -%}",
    "{% endif %}",
    "{% for i in l %}",
    "{% for i in l -%}",
    "{% endfor %}",
    "{%- endfor %}",
    "{% endfor %}",
    "{{ i }}",
    "{% set y %} a  b {% endset %}",
    "{% set y = 1 %}",
    "{% include \"included.html\" %}",
    "{% break %}",
    "{% continue %}",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<div class=\"a\">",
    "<ul> ",
    "</ul>",
    "<li>",
    "</li>",
    "<b>",
    "</b>",
    "<a href=\"{{ s }}\">",
    "<a {% if x %}id=\"q\"{% endif %} href='y'>",
    "<a href=\"{{ s }}\"{% if x %} title=\"a {{ s }}\"{% else %} id='b'{% endif %}>",
    "</a>",
    "<span lang=\"\">",
    "</span>",
    "<br>",
    "<br />",
    "<img src=\"a\" alt=\"\">",
    "<input disabled>",
    "<pre>\n a  b </pre>",
    "<textarea> t </textarea>",
    "<!-- c -->",
    "<div{% if x %} lang=\"fr\"{% endif %}>",
    "<!-- {{ s }} -->",
    "&amp; &nbsp;",
    " < ",
    "<svg> <path d=\"M0\"/> <text> a </text> </svg>",
    "<script> a  < b </script>",
    "<dialog> d </dialog>",
    "<div hidden> h </div>",
    "<button type=\"submit\"> b </button>",
    "<table> <tr> <td> c </td> </tr> </table>",
    "<h2 id=\"{{ s }}\"> h </h2>",
];

#[test]
fn pages_are_the_same_to_a_reader() {
    // A fixed sequence (Knuth's MMIX generator), so that a failure is the same everywhere.
    let mut state = 42_u64;
    let mut random = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..3_000 {
        let mut template = String::new();
        let mut open: Vec<&str> = Vec::new();
        for _ in 0..2 + random(12) {
            let part = PARTS[random(PARTS.len())];
            if !fits(part, &open) {
                continue;
            }
            // What is open is closed at some time, and what is closed was open.
            if let Some(close) = closing(part) {
                open.push(close);
            } else if part.contains("{% end") || part.contains("{%- end") || part.starts_with("</")
            {
                let Some(close) = open.pop() else { continue };
                template.push_str(close);
                continue;
            }
            template.push_str(part);
        }
        while let Some(close) = open.pop() {
            template.push_str(close);
        }
        check_pages(&template);
    }
}

/// Whether a part may stand in what is open. Where elements are not nested as HTML wants it, a
/// parser makes up others, and even a line break can decide where.
fn fits(part: &str, open: &[&str]) -> bool {
    let is_open = |close: &str| open.iter().any(|other| other.trim() == close);
    let innermost = open.iter().rev().find(|close| close.starts_with('<'));
    let last = open.last().copied().unwrap_or("").trim();
    let is_block = ["<p", "<div", "<ul", "<li", "<dialog", "<table", "<h2"];
    if part.contains("else") || part.contains("elif") {
        last.ends_with("endif %}")
    } else if part.contains("break") || part.contains("continue") {
        // Not out of an element that would stay open.
        let since = open
            .iter()
            .rev()
            .find(|c| c.starts_with('<') || c.contains("endfor"));
        since.is_some_and(|close| close.contains("endfor"))
    } else if part.starts_with("<li") {
        innermost.is_some_and(|close| *close == "</ul>")
    } else if part.starts_with("<a") && is_open("</a>") {
        false
    } else if is_block.iter().any(|block| part.starts_with(block)) {
        !["</p>", "</a>", "</b>", "</span>"].into_iter().any(is_open)
    } else {
        true
    }
}

/// What closes a part that opens something.
fn closing(part: &str) -> Option<&'static str> {
    let closings = [
        ("{% if", "{% endif %}"),
        ("{%- if", "{%- endif %} "),
        ("{% for", " {% endfor %}"),
        ("<p", "</p>"),
        ("<div>", " </div>"),
        ("<div c", "</div> "),
        ("<div{", "</div>"),
        ("<ul", "</ul>"),
        ("<li", "</li>\n"),
        ("<b>", "</b>"),
        ("<a", "</a>"),
        ("<span", "</span>"),
    ];
    if part.starts_with("<pre") {
        return None;
    }
    let found = closings.iter().find(|(start, _)| part.starts_with(start));
    found.map(|(_, close)| *close)
}

#[test]
fn survives_hostile_templates() {
    let check = |template: &str| {
        let _ = minified(template);
        let _ = syntax_in(template);
    };
    for unit in [
        "<",
        "{{",
        "{%",
        "{#",
        "<a ",
        "<!--",
        "</",
        "<a b=\"",
        "{% if x %}",
        "<div>",
        "</div>",
        "-",
        "<pre>",
        "{{ \"",
        "<svg>",
        "é<p é=é>",
        "{% block a %}",
        "&",
        "\0",
        "<title>",
    ] {
        check(unit);
        check(&unit.repeat(5_000));
        check(&format!("{}x", unit.repeat(300)));
    }
}
