//! The script of the preview in a page: the only difference to the page that a build would write.

use super::{FOLDER, client};
use crate::source::Digest;

/// A page with the script. `page` names the bytes that the build would write, by which a browser
/// sees whether it has them.
pub(super) fn script(html: &[u8]) -> Vec<u8> {
    let page = Digest::of(html).short(16);
    let script = format!(
        "<script type=\"module\" src=\"/{FOLDER}{}\" data-page=\"{page}\"></script>",
        client::SCRIPT
    );
    // A page without a head is one all the same: browsers make the head of what they meet first.
    let end_of_head = find(html, b"</head>").unwrap_or(html.len());
    let (before, after) = html.split_at(end_of_head);
    [before, script.as_bytes(), after].concat()
}

fn find(html: &[u8], what: &[u8]) -> Option<usize> {
    html.windows(what.len())
        .position(|window| window.eq_ignore_ascii_case(what))
}

/// What is shown while there is no site, or in place of a page that cannot be made. The overlay
/// says why.
pub(super) fn empty_page() -> Vec<u8> {
    let html = "<!doctype html><html lang=en><head><meta charset=utf-8>\
        <meta name=viewport content=\"width=device-width\"><title>Concord</title></head>\
        <body><main><h1>There is nothing to show yet</h1>\
        <p>The project has errors. This page follows as soon as they are mended.</p></main></body></html>";
    script(html.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stands_at_the_end_of_the_head() {
        let check = |html: &str, before: &str, after: &str| {
            let found = script(html.as_bytes());
            let found = String::from_utf8(found).expect("text");
            let from = found.find("<script type=\"module\"").expect("the script");
            let to = found.rfind("</script>").expect("its end") + "</script>".len();
            assert_eq!((&found[..from], &found[to..]), (before, after));
        };
        check(
            "<head><title>x</title></head><body>y",
            "<head><title>x</title>",
            "</head><body>y",
        );
        check("<HEAD></HEAD></head>", "<HEAD>", "</HEAD></head>");
        check("<p>x", "<p>x", "");
        check("", "", "");
    }

    #[test]
    fn equal_pages_have_equal_names() {
        assert_eq!(script(b"<p>x"), script(b"<p>x"));
        assert_ne!(
            script(b"<p>x")[..],
            [&script(b"<p>y")[..], b""].concat()[..]
        );
    }
}
